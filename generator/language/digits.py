"""European digits (0-9) and Arabic-Indic digits (٠-٩).

Both directions exchange character for character, so places in the text stay what they were. W3C alreq,
"Numbers", and CLDR (numbering systems ``latn`` and ``arab``) give the characters that go with each system:

- the thousands separator: ``,`` between a digit and three digits, and ``٬`` (U+066C);
- the percent sign right after a digit: ``%`` and ``٪`` (U+066A), which in right-to-left text then stands at
  the left;
- the decimal separator ``٫`` (U+066B) becomes ``.``, but ``.`` stays as it is, since 1.10 may be a version or
  a clause.

Addresses, telephone numbers and codes keep their digits: ``direction.exchange_digits`` leaves them out.
"""

from __future__ import annotations

import re
from typing import Literal

System = Literal["european", "arabic-indic"]

_EUROPEAN = "0123456789"
_ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"
_EXTENDED = "۰۱۲۳۴۵۶۷۸۹"  # U+06F0-06F9, used for Persian and Urdu; Arabic keyboards of some systems type them
_ANY = f"[{_EUROPEAN}{_ARABIC_INDIC}{_EXTENDED}]"

_TO_ARABIC_INDIC = str.maketrans(_EUROPEAN + _EXTENDED, _ARABIC_INDIC * 2)
_TO_EUROPEAN = str.maketrans(_ARABIC_INDIC + _EXTENDED, _EUROPEAN * 2)

_THOUSANDS = re.compile(rf"(?<={_ANY}),(?={_ANY}{{3}}(?!{_ANY}))")
_PERCENT = re.compile(rf"(?<={_ANY})%")
_SIGNS = re.compile(rf"(?<={_ANY})(?:[٫٬](?={_ANY})|٪)")
_EUROPEAN_SIGNS = {"٫": ".", "٬": ",", "٪": "%"}


def to_arabic_indic(text: str) -> str:
    """``text`` in Arabic-Indic digits, of the same length."""
    return _PERCENT.sub("٪", _THOUSANDS.sub("٬", text)).translate(_TO_ARABIC_INDIC)


def to_european(text: str) -> str:
    """``text`` in European digits, of the same length."""
    return _SIGNS.sub(lambda sign: _EUROPEAN_SIGNS[sign[0]], text).translate(_TO_EUROPEAN)


def systems(text: str) -> set[System]:
    """The digit systems that occur in ``text``; the extended digits ۰-۹ count as Arabic-Indic."""
    present = set(text)
    found: set[System] = set()
    if present & set(_EUROPEAN):
        found.add("european")
    if present & set(_ARABIC_INDIC + _EXTENDED):
        found.add("arabic-indic")
    return found

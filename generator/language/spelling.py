"""Cleaning of typed Arabic: what is a slip of keyboards, copies and old encodings, not a choice of the
writer."""

from __future__ import annotations

import re
import unicodedata

#: Letters of the Arabic blocks (general category Lo), without tatweel, marks, digits and punctuation.
LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c7"
)
#: Combining marks that may stand on a letter.
MARK = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")
_PRESENTATION = re.compile("[\ufb50-\ufdcf\ufe70-\ufefc]")
_TATWEEL = re.compile(f"(?<!ـ)ـ++(?=[{LETTER}])")
_SPACES = re.compile(" {2,}")
_ASCII_MARK = re.compile(f"://\\S*|(?<=[{LETTER}{MARK}]) ?([,;?])(?= ?[{LETTER}])")
_ARABIC_MARKS = {",": "،", ";": "؛", "?": "؟"}
_SPACE_BEFORE = re.compile(f"(?<=[{LETTER}{MARK}]) +(?=[،؛؟!:]|\\.(?![.\\w]))")


def normalise(text: str) -> str:
    """``text`` with its letters, invisible characters, spaces and punctuation as they are typed with care.

    1. Bidi controls and zero-width characters go: direction is set by the document (W3C alreq, "Direction";
       UAX #9, 3.3.2). ZWNJ and ZWJ stay: they shape letters.
    2. Arabic presentation forms become letters (NFKC: U+FB50-FDCF, U+FE70-FEFC); the words and signs in
       U+FDF0-FDFF (ﷺ, ﷲ, ﷼) stay. Then NFC.
    3. Tatweel goes where an Arabic letter follows: lengthening is the layout's work (alreq, "Justification").
       It stays at the end of هـ, and in لـ before Latin.
    4. Runs of spaces become one; a no-break space stays.
    5. ``,`` ``;`` ``?`` between Arabic letters become ، ؛ ؟, but not in an address.
    6. No space before ، . : ؛ ؟ ! after an Arabic letter; a dot that begins something (.pdf, ...) keeps its
       space.

    Applying it twice changes nothing more. Raises nothing.
    """
    text = _INVISIBLE.sub("", text)
    text = unicodedata.normalize("NFC", unshaped(text))
    text = _TATWEEL.sub("", text)
    text = _SPACES.sub(" ", text)
    text = _ASCII_MARK.sub(lambda found: _ARABIC_MARKS.get(found[1] or "", found[0]), text)
    return _SPACE_BEFORE.sub("", text)


def unshaped(text: str) -> str:
    """``text`` with Arabic presentation forms as letters (step 2 of ``normalise``, before NFC)."""
    return _PRESENTATION.sub(lambda form: _letters(form[0]), text)


def _letters(form: str) -> str:
    """The letters of a presentation form; NFKC puts a space under isolated marks, which nobody typed."""
    return unicodedata.normalize("NFKC", form).lstrip(" ")


def touches(a: str, b: str) -> bool:
    """Whether an Arabic letter ends ``a`` and another begins ``b``, so that the two would join or read as one
    word.

    Combining marks and ZWJ between them do not part them; digits, spaces, punctuation and ZWNJ do. Tatweel
    counts as a letter, since it joins (UAX #44, Joining_Type C).
    """
    last = next((c for c in reversed(a) if not _is_transparent(c)), "")
    first = next((c for c in b if not _is_transparent(c)), "")
    return _is_arabic_letter(last) and _is_arabic_letter(first)


def _is_transparent(character: str) -> bool:
    return character == "\u200d" or unicodedata.category(character) in ("Mn", "Me")


def _is_arabic_letter(character: str) -> bool:
    return (
        character != ""
        and unicodedata.bidirectional(character) == "AL"
        and unicodedata.category(character).startswith("L")
    )

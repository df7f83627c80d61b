"""Punctuation and characters: what keyboards, copies and old encodings leave in Arabic text (W3C alreq; the same slips
that ``spelling.normalise`` mends in what is printed)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.language.lint.masks import VALUE, VOID
from generator.language.lint.text import Fault, Text
from generator.language.spelling import LETTER, MARK, unshaped

# Presentation forms; U+FDF0-FDFF (ﷺ, ﷲ, ﷼) and the brackets of the Quran (U+FD3E, U+FD3F) are signs of their own.
_SHAPED = "\ufb50-\ufd3d\ufd40-\ufdcf\ufe70-\ufefc"
_WORD = f"{LETTER}{MARK}{_SHAPED}"
_CLOSED = f"[{_WORD}\\d)\\]»”’\ufd3e%٪{VALUE}]"
_ENDS_ARABIC = f"(?<=[{_WORD})\\]»”’{VALUE}])"
_GOES_ON_ARABIC = f"(?=[^\\S\\n]*[«“‘(\\[]?[{_WORD}]|[^\\S\\n]*$)"

_SPACE_BEFORE = re.compile(
    f"(?<={_CLOSED})[ \u00a0]+(?=[،؛؟]|!(?![\\w=\\[])|:(?![:\\d]|//)|\\.(?![.\\w/])|[,;?]{_GOES_ON_ARABIC})", re.M
)
#: What begins behind a mark without a space, and what ends there: other marks, closing quotes.
_BEGINS = re.compile(f"[\\w«“‘(\\[\ufd3f{VALUE}]")
_ENDS = re.compile(f"[^\\w\\s«“‘(\\[\ufd3f{VALUE}{VOID}]*(?:\\s|\\Z)")
_COLON_DASH = re.compile(f"(?<={_CLOSED})[ \u00a0]*(?P<mark>:[-–—ـ]+)(?=[\\s'\"»”]|$|[{_WORD}])", re.M)
_LATIN = re.compile(f"{_ENDS_ARABIC}[ \u00a0]*(?P<mark>[,;?]){_GOES_ON_ARABIC}", re.M)
_ARABIC_MARKS = {",": "،", ";": "؛", "?": "؟"}
_STRETCHED = re.compile(f"[{LETTER}{MARK}]+(?:ـ+[{LETTER}{MARK}]+)+")
_DATE_SIGN = re.compile("[0-9٠-٩][ \u00a0]?$")
_BLANK_LINE = 5  # so many tatweels draw a line to write on rather than lengthen a word
_SHAPES = re.compile(f"[{_SHAPED}]")
_SHAPED_WORD = re.compile(f"[{LETTER}{MARK}]*[{_SHAPED}][{_WORD}]*")


def marks(text: Text) -> Iterator[Fault]:
    """All faults of this module."""
    yield from _spaces(text)
    yield from _colons(text)
    yield from _latin(text)
    yield from _tatweel(text)
    yield from _shapes(text)


def _spaces(text: Text) -> Iterator[Fault]:
    """A space before a mark: ، ؛ ؟ : . ! follow their word directly.

    A mark that stands right before the next word takes the space behind it, lest the words be glued together.
    """
    for match in text.search(_SPACE_BEFORE):
        start, end = match.span()
        mark = text.masked[end]
        if _BEGINS.match(text.masked, end + 1):
            yield Fault("space-before-mark", start, end + 1, f"{mark} ", safe=True, facts={"mark": mark})
        else:  # a straight quote or a tag may begin what follows: then only a reader knows
            safe = _ENDS.match(text.masked, end + 1) is not None
            yield Fault("space-before-mark", start, end, "", safe, {"mark": mark})


def _colons(text: Text) -> Iterator[Fault]:
    """``:-`` after a heading or a lead-in, where a colon alone is the mark."""
    for match in text.search(_COLON_DASH, ":-", ":–", ":—", ":ـ"):
        goes_on = re.match(f"[{_WORD}]", text.masked[match.end() : match.end() + 1])
        right = ": " if goes_on else ":"
        yield Fault("colon-dash", *match.span("mark"), right, safe=True, facts={"found": match["mark"]})


def _latin(text: Text) -> Iterator[Fault]:
    """A comma, semicolon or question mark of Latin script between Arabic words."""
    for match in text.search(_LATIN, *_ARABIC_MARKS):
        mark, right = match["mark"], _ARABIC_MARKS[match["mark"]]
        written = f"{right} " if _BEGINS.match(text.masked, match.end()) else right
        yield Fault("latin-mark", *match.span("mark"), written, safe=True, facts={"found": mark, "wanted": right})


def _tatweel(text: Text) -> Iterator[Fault]:
    """Lengthening inside a word, which is the layout's work (alreq, "Justification").

    The هـ of a date stays (1445هـالموافق lacks a space, no letter), as do لـ before Latin and a list letter هـ, which
    no letter follows.
    """
    for match in text.search(_STRETCHED, "ـ"):
        word = match[0]
        if word.startswith("هـ") and _DATE_SIGN.search(text.line_before(match.start())):
            continue
        right = word.replace("ـ", "")
        safe = "ـ" * _BLANK_LINE not in word and "لـال" not in word
        yield Fault("tatweel", *match.span(), right, safe, {"found": word, "wanted": right})


def _shapes(text: Text) -> Iterator[Fault]:
    """Letters written as their printed shapes, as old PDF files give them: no search finds them."""
    if not _SHAPES.search(text.masked):
        return
    for match in text.search(_SHAPED_WORD):
        right = unicodedata.normalize("NFC", unshaped(match[0]))
        if right != match[0]:  # signs among the forms have no letters
            facts = {"found": match[0], "wanted": right}
            yield Fault("presentation-form", *match.span(), right, safe=True, facts=facts)

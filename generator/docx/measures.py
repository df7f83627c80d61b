"""Lengths of a page in twips (twentieths of a point), by edition."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.document.edition import Edition, Side

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
EMU_PER_MM = 36000
LINE, CONTACT_LINE = 230, 210  # of header and footer, and of the lines of contact
HEADER_START = 0.58  # share of the header for the title

_LETTERS, _LETTERS_BILINGUAL = 110, 56  # in one line of the footer
_LETTERS_HEADER = 118  # in one line of the header, were it as wide as the page


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length * 1440 / 25.4)


_NEAREST = mm(10)  # to the edge of the page
_HEAD_ENDS = mm(23)  # from the top edge
_ABOVE_FOOT, _ABOVE_CONTACT = mm(5.5), mm(1.5)
COVER_SIDE = mm(25)


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths that paragraphs and tables are built on; the styles hold the same ones.

    ``side``: left and right margin; ``text``: width between them; ``column``: of one language; ``hang``: of section
    numbers; ``step``: one level of a list; ``bottom``: margin below the text; ``indent``: of tables. A table narrower
    than the text stands at its start in English only: in right-to-left pages Word puts it at the right and
    LibreOffice at the left, with and without w:jc, so there it takes the full width.
    """

    side: int
    text: int
    column: int
    hang: int
    step: int
    indent: int
    bottom: int
    header: int
    footer: int
    top: int = mm(32)


def measures(edition: Edition) -> Measures:
    """The measures of an edition."""
    bilingual = len(edition.languages) > 1
    side = mm(18) if bilingual else mm(25)
    text = PAGE_WIDTH - 2 * side
    text -= text % 2
    lines = _contact_lines(edition, bilingual)
    bottom = max(mm(27), mm(22.5) + lines * CONTACT_LINE)
    foot = LINE + (_ABOVE_CONTACT + lines * CONTACT_LINE if lines else 0)
    return Measures(
        side=side,
        text=text,
        column=text // 2 if bilingual else text,
        hang=mm(9) if bilingual else mm(13),
        indent=mm(13) if edition.languages == ("en",) else 0,
        step=mm(6.5) if bilingual else mm(8),
        bottom=bottom,
        header=max(_NEAREST, _HEAD_ENDS - _header_lines(edition, bilingual) * LINE),
        footer=max(_NEAREST, bottom - _ABOVE_FOOT - foot),
    )


def _header_lines(edition: Edition, bilingual: bool) -> int:
    """About how many lines the header takes: it grows downwards, so a longer one begins higher."""
    furniture = edition.furniture
    half = _LETTERS_HEADER / 2
    if bilingual:
        pairs = zip(furniture.name, furniture.title, strict=True)
        return max(_lines(name, half) + _lines(title, half) for name, title in pairs)
    start = _LETTERS_HEADER * HEADER_START
    return max(_lines(furniture.title[0], start), _lines(furniture.name[0], _LETTERS_HEADER - start))


def _contact_lines(edition: Edition, bilingual: bool) -> int:
    letters = _LETTERS_BILINGUAL if bilingual else _LETTERS
    return sum(max(_lines(side, letters) for side in sides) for sides in edition.furniture.contact)


def _lines(side: Side, letters: float) -> int:
    """About how many lines a side takes where one holds so many letters."""
    return max(1, math.ceil(len(side.plain) / letters))

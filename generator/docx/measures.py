"""Lengths of a page in twips (twentieths of a point), by edition."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.document.edition import Edition

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
EMU_PER_MM = 36000
LINE = 240  # of header and footer
HEADER_START = 0.58  # share of the header for the title

_LETTERS = 118  # of the smallest size in a line as wide as the page's text


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length * 1440 / 25.4)


_NEAREST = mm(10)  # to the edge of the page
_HEAD_ENDS = mm(23)  # from the top edge
_ABOVE_FOOT = mm(7)


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths that paragraphs and tables are built on; the styles hold the same ones.

    ``side``: left and right margin; ``text``: width between them; ``column``: of one language; ``gap``:
    between two languages; ``hang``: of section numbers; ``step``: one level of a list; ``bottom``: margin
    below the text; ``indent``: of tables. A table narrower than the text stands at its start in English
    only: in right-to-left pages Word puts it at the right and LibreOffice at the left, with and without
    w:jc, so there it takes the full width.
    """

    side: int
    text: int
    column: int
    gap: int
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
    foot = _footer_lines(edition, bilingual) * LINE
    bottom = max(mm(27), _NEAREST + foot + _ABOVE_FOOT)
    return Measures(
        side=side,
        text=text,
        column=text // 2 if bilingual else text,
        gap=mm(9) if bilingual else 0,
        hang=mm(9) if bilingual else mm(13),
        indent=mm(13) if edition.languages == ("en",) else 0,
        step=mm(6.5) if bilingual else mm(8),
        bottom=bottom,
        header=max(_NEAREST, _HEAD_ENDS - _header_lines(edition, bilingual) * LINE),
        footer=bottom - _ABOVE_FOOT - foot,
    )


def _header_lines(edition: Edition, bilingual: bool) -> int:
    """About how many lines the header takes: it grows downwards, so a longer one begins higher."""
    furniture = edition.furniture
    if bilingual:
        columns = ((name, title) for name, title in zip(furniture.name, furniture.title, strict=True))
        return max(sum(_lines(side.plain, 0.5) for side in column) for column in columns)
    return max(
        _lines(furniture.title[0].plain, HEADER_START), _lines(furniture.name[0].plain, 1 - HEADER_START)
    )


def _footer_lines(edition: Edition, bilingual: bool) -> int:
    contact = edition.furniture.contact
    share = 0.5 if bilingual else 1.0
    longest = (max(_lines(side.plain, share) for side in sides) for sides in contact)
    return (2 if bilingual else 1) + sum(longest)


def _lines(text: str, share: float) -> int:
    """About how many lines a text of the smallest size takes in a share of the page."""
    return max(1, math.ceil(len(text) / (_LETTERS * share)))

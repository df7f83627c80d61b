"""Lengths of a page in twips (twentieths of a point), by edition."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.edition import Edition

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4
EMU_PER_MM = 36000
LINE = 240  # of header and footer


def mm(length: float) -> int:
    """Millimetres in twips."""
    return round(length * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths that paragraphs and tables are built on; the styles hold the same ones.

    ``side``: left and right margin; ``text``: width between them; ``column``: of one language; ``gap``: between two
    languages; ``hang``: of section numbers; ``step``: one level of a list; ``bottom``: margin below the text.
    """

    side: int
    text: int
    column: int
    gap: int
    hang: int
    step: int
    bottom: int
    header: int
    footer: int
    top: int = mm(32)


def measures(edition: Edition) -> Measures:
    """The measures of an edition."""
    bilingual = len(edition.languages) > 1
    contact = len(edition.furniture.contact)
    side = mm(18) if bilingual else mm(25)
    text = PAGE_WIDTH - 2 * side
    text -= text % 2
    bottom = (mm(35) if bilingual else mm(32)) if contact else mm(27)
    lines = contact + (2 if bilingual else 1)
    return Measures(
        side=side,
        text=text,
        column=text // 2 if bilingual else text,
        gap=mm(9) if bilingual else 0,
        hang=mm(9) if bilingual else mm(13),
        step=mm(6.5) if bilingual else mm(8),
        bottom=bottom,
        header=mm(13) if bilingual else mm(17),
        footer=max(mm(10), bottom - mm(6) - lines * LINE),
    )

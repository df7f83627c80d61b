"""Tables of an edition: firm rules above and below the head and at the end, hairlines between rows, nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.document.edition import Side, Sides, Table
from generator.docx.flow import Flow
from generator.docx.measures import mm
from generator.docx.ooxml import Element, add_property, border, cell, hex_color, name, row, table, w
from generator.docx.story import Story, start

#: From this many columns a table also takes the column of the section numbers.
_WIDE = 5
#: Up to this many rows a table stays on one page.
_WHOLE = 12
_PEN, _PEN_TIGHT = mm(10), mm(8.2)
_LINE_TIGHT, _UNDER_TIGHT = 250, 220
_AFTER = 300
_BEFORE = 40


def add_table(flow: Flow, block: Table, *, tight: bool = False) -> None:
    """A table with its caption; ``tight`` sets it closer."""
    story = flow.story
    measures = story.book.measures
    indent = 0 if len(block.widths) >= _WIDE else measures.indent
    if block.caption:
        flow.span(*(_caption(story, side, block, indent) for side in block.caption))
    else:
        flow.gap(_BEFORE, keep=True)
    flow.span(grid(story, block, measures.text - indent, indent, tight=tight), after=_AFTER - 100 * tight)


def _caption(story: Story, side: Side, block: Table, indent: int) -> Element:
    """The paragraph above a table; a stacked table has the English one under the Arabic, like its cells."""
    place = w("ind", left=indent) if indent else None
    under = w("jc", val="right") if block.stacked and side.language == "en" and story.book.rtl else None
    return story.paragraph("Caption", side, place, under, anchor=block.anchor)


def grid(story: Story, block: Table, width: int, indent: int = 0, *, tight: bool = False) -> Element:
    """A table ``width`` twips wide, ``indent`` away from the side where lines begin."""
    mirrored = story.book.bilingual and not block.stacked
    widths = _widths(block.widths, width, mirrored)
    rows = [_row(story, block, block.header, widths, mirrored, head=True)] if block.header else []
    rows += [_row(story, block, sides, widths, mirrored) for sides in block.rows]
    _keep(rows, len(block.rows), bool(block.header))
    caption = " | ".join(side.plain for side in block.caption) or block.description
    return table(
        "Ruled",
        widths,
        rows,
        w("tblInd", w=indent, type="dxa") if indent else None,
        w("tblCaption", val=caption) if caption else None,
        w("tblDescription", val=block.description or caption) if caption else None,
        rtl=story.book.rtl,
        look="0620" if block.header else "0680" if block.row_headers else "0600",
    )


def _widths(shares: Sequence[int], width: int, mirrored: bool) -> list[int]:
    """Column widths that add up to ``width``; mirrored ones hold each language in half of it."""
    total, room = sum(shares), width // 2 if mirrored else width
    edges = [round(room * sum(shares[:count]) / total) for count in range(len(shares) + 1)]
    columns = [right - left for left, right in pairwise(edges)]
    return columns + columns[::-1] if mirrored else columns


def _row(
    story: Story,
    block: Table,
    texts: Sequence[Sides],
    widths: Sequence[int],
    mirrored: bool,
    *,
    head: bool = False,
) -> Element:
    ink = hex_color(story.book.edition.palette.ink)
    signed = block.kind == "sign" and not head
    marks = [
        w("tcBorders", border("bottom", 7, ink)) if head else None,
        w("vAlign", val="bottom") if head else w("vAlign", val="center") if signed else None,
    ]
    cells = [
        cell(width, content, *(mark for mark in marks if mark is not None))
        for width, content in zip(widths, _cells(story, block, texts, mirrored, head), strict=True)
    ]
    return row(
        cells,
        w("cantSplit"),
        w("tblHeader") if head else None,
        w("trHeight", val=_PEN, hRule="atLeast") if signed else None,
    )


def _cells(
    story: Story, block: Table, texts: Sequence[Sides], mirrored: bool, head: bool
) -> Iterator[list[Element]]:
    """The contents of a row's cells in the order of the columns."""

    def single(index: int, side: Side) -> list[Element]:
        return [story.paragraph(_style(block, index, head), side, anchor=block.anchor)]

    if mirrored:
        yield from (single(index, sides[0]) for index, sides in enumerate(texts))
        yield from (single(index, sides[-1]) for index, sides in reversed(list(enumerate(texts))))
    else:
        for index, sides in enumerate(texts):
            if story.book.bilingual:
                yield _stack(story, block, index, sides, head)
            else:
                yield single(index, sides[0])


def _stack(story: Story, block: Table, index: int, sides: Sides, head: bool) -> list[Element]:
    """Arabic above English; what is alike in both stands once."""
    style, made = _style(block, index, head), []
    for place, side in enumerate(sides):
        if place and side.plain in ("", start(sides)):
            continue
        made.append(story.paragraph(_under(style) if place else style, side, anchor=block.anchor))
    return made


def _style(block: Table, index: int, head: bool) -> str:
    word = block.kind == "matrix" and index > 0
    if head:
        return "TableHeadWord" if word else "TableHead"
    if block.kind == "keys" and index == 0:
        return "TableKey"
    return "TableWord" if word else "TableText"


def _under(style: str) -> str:
    return {
        "TableHead": "TableHeadUnder",
        "TableWord": "TableWordUnder",
        "TableHeadWord": "TableHeadWord",
    }.get(style, "TableUnder")


def _keep(rows: Sequence[Element], body: int, headed: bool) -> None:
    """Keeps rows together: a short table whole; of a long one the first two and the last two rows."""
    first = 1 if headed else 0
    last = len(rows) - 1
    for index, made in enumerate(rows[:-1]):
        if body <= _WHOLE or index <= first or index == last - 1:
            keep_with_next(made)


def keep_with_next(container: Element) -> None:
    """Keeps all paragraphs of an element on the page of what follows (17.3.1.15)."""
    for marks in container.iter(name("w:pPr")):
        add_property(marks, w("keepNext"))

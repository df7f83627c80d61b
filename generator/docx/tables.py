"""Tables of an edition: firm rules above and below the head and at the end, hairlines between rows, nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.document.edition import Side, Sides, Table
from generator.docx.flow import Flow
from generator.docx.measures import mm
from generator.docx.ooxml import Element, add_property, border, cell, hex_color, name, row, table, w
from generator.docx.story import Story
from generator.docx.styles import variant

#: From this many columns a table also takes the column of the section numbers.
_WIDE = 5
#: Up to this many lines a table stays on one page.
_WHOLE = 16
_PEN, _PEN_TIGHT, _PEN_FILL = mm(10), mm(8.2), mm(8.5)
_FILL_MARGIN = 30  # above and below the text of a row to write in
_LINE_TIGHT, _UNDER_TIGHT = 250, 220
_NARROW, _ROOM_NARROW = mm(14), 40
_AFTER = 300


def add_table(flow: Flow, block: Table, *, tight: bool = False) -> None:
    """A table with its caption; ``tight`` sets it closer."""
    story = flow.story
    measures = story.book.measures
    indent = 0 if len(block.widths) >= _WIDE or block.kind == "fill" else measures.indent
    flow.hold()
    if block.caption:
        flow.span(*(_caption(story, side, block, indent) for side in block.caption))
    flow.span(grid(story, block, measures.text - indent, indent, tight=tight), after=_AFTER - 100 * tight)


def _caption(story: Story, side: Side, block: Table, indent: int) -> Element:
    """The paragraph above a table; a stacked table has the English one under the Arabic, like its cells."""
    place = variant("Indented", w("ind", left=indent)) if indent else None
    aside = block.stacked and side.language == "en" and story.book.rtl
    under = variant("Aside", w("jc", val="right")) if aside else None
    return story.paragraph("Caption", side, place, under, anchor=block.anchor)


def grid(story: Story, block: Table, width: int, indent: int = 0, *, tight: bool = False) -> Element:
    """A table ``width`` twips wide, ``indent`` away from the side where lines begin."""
    maker = _Grid(story, block, tight, story.book.bilingual and not block.stacked)
    widths = _widths(block.widths, width, maker.mirrored)
    rows = [maker.row(block.header, widths, head=True)] if block.header else []
    rows += [maker.row(sides, widths) for sides in block.rows]
    _keep(rows, block.lines <= _WHOLE, bool(block.header))
    caption = _joined(block.caption) or block.description or _joined(side for sides in block.header for side in sides)
    return table(
        "Ruled",
        widths,
        rows,
        w("tblInd", w=indent, type="dxa") if indent else None,
        _margins(60) if tight else _margins(_FILL_MARGIN) if block.kind == "fill" else None,
        maker.borders(),
        w("tblCaption", val=caption) if caption else None,
        w("tblDescription", val=block.description or caption) if caption else None,
        rtl=story.book.rtl,
        look="0620" if block.header else "0680" if block.row_headers else "0600",
    )


def _joined(sides: Iterable[Side]) -> str:
    """What a table is about, for readers who do not see it: its caption, or the heads of its columns."""
    return " | ".join(dict.fromkeys(side.plain for side in sides if side.plain))


def _margins(room: int) -> Element:
    """Cell margins, instead of those of the style."""
    sides = (("top", room), ("left", 0), ("bottom", room), ("right", 0))
    return w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in sides))


def _widths(shares: Sequence[int], width: int, mirrored: bool) -> list[int]:
    """Column widths that add up to ``width``; mirrored ones hold each language in half of it."""
    total, room = sum(shares), width // 2 if mirrored else width
    edges = [round(room * sum(shares[:count]) / total) for count in range(len(shares) + 1)]
    columns = [right - left for left, right in pairwise(edges)]
    return columns + columns[::-1] if mirrored else columns


@dataclass(frozen=True, slots=True)
class _Grid:
    """Makes the rows of one table; ``mirrored`` ones have their English columns at the left, in reverse."""

    story: Story
    block: Table
    tight: bool
    mirrored: bool

    def row(self, texts: Sequence[Sides], widths: Sequence[int], *, head: bool = False) -> Element:
        """One row; the head is repeated on every page (17.4.49)."""
        signed = self.block.kind in {"sign", "fill"} and not head
        contents = self._contents(texts, head)
        for width, content in zip(widths, contents, strict=True):
            if width < _NARROW:
                self._squeeze(content)
        return row(
            (cell(width, content, *self._marks(head, signed)) for width, content in zip(widths, contents, strict=True)),
            w("cantSplit"),
            w("tblHeader") if head else None,
            w("trHeight", val=self._height(), hRule="atLeast") if signed else None,
        )

    def _height(self) -> int:
        """The height of a row for the pen."""
        if self.block.kind == "fill":
            return _PEN_FILL
        return _PEN_TIGHT if self.tight else _PEN

    def borders(self) -> Element | None:
        """The borders of a table to write in: hairlines round its cells, which are open at both sides of the page."""
        if self.block.kind != "fill":
            return None
        rule = hex_color(self.story.book.edition.palette.rule)
        hairs = (border(side, 3, rule) for side in ("bottom", "insideH", "insideV"))
        return w("tblBorders", border("top", 0, "auto", "nil"), *hairs)

    def _marks(self, head: bool, signed: bool) -> list[Element]:
        if head:
            ink = hex_color(self.story.book.edition.palette.ink)
            if self.block.kind == "fill":
                top, left, right = (border(side, 0, "auto", "nil") for side in ("top", "left", "right"))
                return [w("tcBorders", top, left, border("bottom", 5, ink), right), w("vAlign", val="bottom")]
            return [w("tcBorders", border("bottom", 7, ink)), w("vAlign", val="bottom")]
        return [w("vAlign", val="center")] if signed else []

    def _contents(self, texts: Sequence[Sides], head: bool) -> list[list[Element]]:
        """The contents of the cells in the order of the columns."""
        styles = [_style(self.block, index, head) for index in range(len(texts))]
        pairs = list(zip(styles, texts, strict=True))
        if self.mirrored:
            first = [[self._paragraph(style, sides[0])] for style, sides in pairs]
            return first + [[self._paragraph(style, sides[-1])] for style, sides in reversed(pairs)]
        if self.story.book.bilingual:
            return [self._stack(style, sides) for style, sides in pairs]
        return [[self._paragraph(style, sides[0])] for style, sides in pairs]

    def _stack(self, style: str, sides: Sides) -> list[Element]:
        """Arabic above English; what is alike in both stands once."""
        arabic, english = sides[0], sides[-1]
        made = [self._paragraph(style, arabic)]
        if english.plain not in ("", arabic.plain):
            made.append(self._paragraph(_under(style), english))
        return made

    def _paragraph(self, style: str, side: Side) -> Element:
        close = None
        if self.tight and self.story.book.bilingual:
            line = _LINE_TIGHT if side.language == "ar" else _UNDER_TIGHT
            close = variant("Tight", w("spacing", line=line, lineRule="exact"))
        return self.story.paragraph(style, side, close, anchor=self.block.anchor)

    def _squeeze(self, content: list[Element]) -> None:
        """Leaves less room beside the text of a narrow column (of numbers)."""
        for paragraph in content:
            self.story.restyle(paragraph, variant("Narrow", w("ind", left=0, right=_ROOM_NARROW)))


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


def _keep(rows: Sequence[Element], whole: bool, headed: bool) -> None:
    """Keeps rows together: a short table whole; of a long one the first two and the last two rows."""
    first = 1 if headed else 0
    last = len(rows) - 1
    for index, made in enumerate(rows[:-1]):
        if whole or index <= first or index == last - 1:
            keep_with_next(made)


def keep_with_next(container: Element) -> None:
    """Keeps all paragraphs of an element on the page of what follows (17.3.1.15)."""
    for marks in container.iter(name("w:pPr")):
        add_property(marks, w("keepNext"))

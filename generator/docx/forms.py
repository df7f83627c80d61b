"""Forms: fields to fill in by hand, options to tick, statements, tables to write in.

Rows of fields and options that follow each other are one table, whose columns are all edges that its rows need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from generator.document.edition import Field, Form, Paragraph, Part, Side, Sides, Table
from generator.docx.flow import Flow
from generator.docx.measures import mm
from generator.docx.ooxml import Element, border, cell, hex_color, row, tab, table, w
from generator.docx.story import Story
from generator.docx.styles import Variant, variant
from generator.docx.tables import add_table, keep_with_next

_FIELD, _FIELD_BILINGUAL, _AMPLE = mm(8.5), mm(8.2), mm(24)
#: Where the words of a field end: one field in a row (Arabic, English), one of two, one in two languages.
_LABEL, _LABEL_ENGLISH, _LABEL_OF_TWO, _LABEL_BILINGUAL = mm(43), mm(50), mm(17), mm(44)
#: The line to sign on, beside the blank of a long date, and the room between two fields.
_SIGNATURE, _BETWEEN = mm(38), mm(6)
_ABOVE, _BELOW = 120, 60
_BEFORE_BOX, _AFTER_BOX = 130, 56
#: A blank of more dots leaves less room for the field beside it.
_DOTS = re.compile("\u2026+")
_LONG_BLANK = 8
#: So many rows at the end stay on one page: as a rule name, position, signature and date.
_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a row of fields: where it ends, what it holds."""

    end: int
    content: list[Element]
    marks: tuple[Element, ...] = ()


def add_form(flow: Flow, block: Form) -> None:
    """A title under a firm rule, and the parts under it; a short form stays on one page."""
    begin = flow.position()
    writer = _Writer(flow, block)
    writer.title()
    for place, parts in enumerate(block.rows):
        writer.add(parts, last=place == len(block.rows) - 1)
    writer.finish()
    if block.is_short:
        flow.keep_together(begin)


class _Writer:
    """Writes the parts of one form, and gathers rows of fields until something else comes."""

    def __init__(self, flow: Flow, block: Form) -> None:
        self.flow, self.block = flow, block
        self.story: Story = flow.story
        self.book = flow.story.book
        self.width = self.book.measures.text
        self.rows: list[tuple[list[_Cell], list[Element]]] = []

    def title(self) -> None:
        if not self.book.bilingual:
            self.flow.span(self.story.paragraph("FormTitle", self.block.title[0], anchor=self.block.anchor))
            return
        self.flow.hold()
        self.flow.apart(_ABOVE)
        rule = border("top", 7, hex_color(self.book.edition.palette.ink))
        ends = (self.width // 2, self.width)
        texts = (self.story.paragraph("FormTitle", side, anchor=self.block.anchor) for side in self.block.title)
        ruled = [w("tcBorders", deepcopy(rule)) for _ in ends]
        cells = (_Cell(end, [text], (mark,)) for end, text, mark in zip(ends, texts, ruled, strict=True))
        self.rows.append((list(cells), []))

    def add(self, parts: Sequence[Part], *, last: bool) -> None:
        first = parts[0]
        fields = [part for part in parts if isinstance(part, Field)]
        if fields:
            self.rows.append(self._options(fields) if fields[0].kind == "box" else self._fields(fields))
        elif isinstance(first, Table):
            self.finish(keep=first is self.block.parts[0])
            add_table(self.flow, first)
        elif isinstance(first, Paragraph):
            self.finish(keep=first is self.block.parts[0])
            self._statement(first, keep=not last)

    def finish(self, *, keep: bool = False) -> None:
        """Puts the rows so far into a table of their own; ``keep`` it with what follows."""
        if not self.rows:
            return
        edges = sorted({0, *(found.end for cells, _ in self.rows for found in cells)})
        whole = [] if keep else [w("cantSplit")]  # LibreOffice 7.4 keeps no table of rows that cannot split
        made = [_row(edges, cells, [*deepcopy(whole), *marks]) for cells, marks in self.rows]
        for index, element in enumerate(made[:-1]):
            if index <= self.book.bilingual or index >= len(made) - _TOGETHER:
                keep_with_next(element)
        if keep:
            keep_with_next(made[-1])
        caption = " | ".join(side.plain for side in self.block.title)
        texts = [w("tblCaption", val=caption), w("tblDescription", val=caption)]
        widths = [end - start for start, end in pairwise(edges)]
        self.flow.hold()
        self.flow.span(table("Columns", widths, made, *texts, rtl=self.book.rtl), after=_BELOW)
        self.rows = []

    # ---- parts ----

    def _statement(self, part: Paragraph, *, keep: bool) -> None:
        texts = (self.story.paragraph("FormStatement", side, w("keepNext") if keep else None) for side in part.sides)
        self.flow.add(*([text] for text in texts))

    def _options(self, parts: Sequence[Field]) -> tuple[list[_Cell], list[Element]]:
        """Boxes to tick and the words beside them: one in each language, or one or two in a row."""
        pairs = [pair for part in parts for pair in zip(part.sides, part.blank, strict=True)]
        follows = bool(self.rows) and bool(self.rows[-1][1])  # a row of fields, whose line should not touch a box
        texts = [
            self.story.paragraph("FormOption", side, _apart() if follows else None, lead=self._box(box))
            for side, box in pairs
        ]
        return [_Cell(self.width * place // len(texts), [text]) for place, text in enumerate(texts, 1)], []

    def _fields(self, parts: Sequence[Field]) -> tuple[list[_Cell], list[Element]]:
        line = _FIELD_BILINGUAL if self.book.bilingual else _FIELD
        height = [w("trHeight", val=_AMPLE if parts[0].kind == "text" else line, hRule="atLeast")]
        if self.book.bilingual:
            part = parts[0]
            ends = (_LABEL_BILINGUAL, self.width - _LABEL_BILINGUAL, self.width)
            pens = [self._pen(ends[1], part, part.blank[-1:], centred=True)]
            if len(part.blank) > 1:  # one fact in the words of each language
                pens.insert(0, self._pen(self.width // 2, part, part.blank[:1]))
            return [self._words(ends[0], part.sides[0]), *pens, self._words(ends[2], part.sides[-1])], height
        if len(parts) == 1:
            label = _LABEL if self.book.rtl else _LABEL_ENGLISH
            return [self._words(label, parts[0].sides[0]), self._pen(self.width, parts[0], parts[0].blank)], height
        first, second = parts
        middle = _LABEL_OF_TWO + _SIGNATURE if _dots(second) > _LONG_BLANK else (self.width - _BETWEEN) // 2
        start = middle + _BETWEEN
        return [
            self._words(_LABEL_OF_TWO, first.sides[0]),
            self._pen(middle, first, first.blank),
            _Cell(start, [self._empty()]),
            self._words(start + _LABEL_OF_TWO, second.sides[0]),
            self._pen(self.width, second, second.blank),
        ], height

    def _words(self, end: int, side: Side) -> _Cell:
        return _Cell(end, [self.story.paragraph("FormLabel", side)], (w("vAlign", val="bottom"),))

    def _pen(self, end: int, part: Field, blank: Sides, *, centred: bool = False) -> _Cell:
        """Where it is filled in: a line, or the dots of dates, which need none."""
        bottom = w("vAlign", val="bottom")
        if part.kind == "date":
            centre = variant("Centred", w("jc", val="center")) if centred else None
            return _Cell(end, [self.story.paragraph("FormLabel", side, centre) for side in blank], (bottom,))
        rule = border("bottom", 3, hex_color(self.book.edition.palette.rule))
        texts = [self.story.paragraph("FormLabel", side) for side in blank] or [self._empty()]
        return _Cell(end, texts, (w("tcBorders", rule), bottom))

    def _box(self, box: Side) -> list[Element]:
        """The box of an option, and the tab after it."""
        return [*self.story.line(box), tab(w("rtl") if box.direction == "rtl" else None)]

    def _empty(self) -> Element:
        return self.story.block("FormLabel", self.book.edition.languages[0], ())


def _apart() -> Variant:
    return variant("Apart", w("spacing", before=_BEFORE_BOX, after=_AFTER_BOX))


def _dots(part: Field) -> int:
    return sum(len(piece) for side in part.blank for piece in _DOTS.findall(side.plain))


def _row(edges: Sequence[int], cells: Iterable[_Cell], marks: Iterable[Element]) -> Element:
    """A row over columns that end at ``edges``: each cell takes those up to its own end."""
    made, start = [], 0
    for found in cells:
        span = edges.index(found.end) - edges.index(start)
        spanned = w("gridSpan", val=span) if span > 1 else None
        made.append(cell(found.end - start, found.content, spanned, *found.marks))
        start = found.end
    return row(made, *marks)

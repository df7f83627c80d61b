"""Forms: fields to fill in by hand, options to tick, statements, tables to write in.

Rows of fields and options that follow each other are one table, whose columns are all edges that its rows need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from generator.document.edition import Field, Form, Paragraph, Part, Side, Table
from generator.docx.flow import Flow
from generator.docx.measures import mm
from generator.docx.ooxml import Element, border, cell, hex_color, row, run, tab, table, w
from generator.docx.story import Story
from generator.docx.styles import Variant, variant
from generator.docx.tables import add_table, keep_with_next
from generator.language.inline import direction_of

_FIELD, _FIELD_BILINGUAL, _AMPLE = mm(8.5), mm(8.2), mm(24)
#: Where the words of a field end: one field in a row (Arabic, English), one of two, one in two languages.
_LABEL, _LABEL_ENGLISH, _LABEL_OF_TWO, _LABEL_BILINGUAL = mm(43), mm(50), mm(17), mm(44)
#: The line to sign on, beside the blank of a long date, and the room between two fields.
_SIGNATURE, _BETWEEN = mm(38), mm(6)
_ABOVE, _BELOW = 120, 60
_BEFORE_BOX, _AFTER_BOX = 130, 56
#: The dots of a blank; those of short ones stand further apart.
_DOTS = re.compile("(\u2026+)")
_LONG_BLANK = 8


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
            if index <= self.book.bilingual or index == len(made) - 2:
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
        sides = [side for part in parts for side in part.sides]
        follows = bool(self.rows) and bool(self.rows[-1][1])  # a row of fields, whose line should not touch a box
        texts = [
            self.story.paragraph("FormOption", side, _apart() if follows else None, lead=_box(side)) for side in sides
        ]
        return [_Cell(self.width * place // len(texts), [text]) for place, text in enumerate(texts, 1)], []

    def _fields(self, parts: Sequence[Field]) -> tuple[list[_Cell], list[Element]]:
        line = _FIELD_BILINGUAL if self.book.bilingual else _FIELD
        height = [w("trHeight", val=_AMPLE if parts[0].kind == "text" else line, hRule="atLeast")]
        if self.book.bilingual:
            part = parts[0]
            ends = (_LABEL_BILINGUAL, self.width - _LABEL_BILINGUAL, self.width)
            pen = self._pen(ends[1], part, centred=True)
            return [self._words(ends[0], part.sides[0]), pen, self._words(ends[2], part.sides[-1])], height
        if len(parts) == 1:
            label = _LABEL if self.book.rtl else _LABEL_ENGLISH
            return [self._words(label, parts[0].sides[0]), self._pen(self.width, parts[0])], height
        first, second = parts
        middle = _LABEL_OF_TWO + _SIGNATURE if _dots(second) > _LONG_BLANK else (self.width - _BETWEEN) // 2
        start = middle + _BETWEEN
        return [
            self._words(_LABEL_OF_TWO, first.sides[0]),
            self._pen(middle, first),
            _Cell(start, [self._empty()]),
            self._words(start + _LABEL_OF_TWO, second.sides[0]),
            self._pen(self.width, second),
        ], height

    def _words(self, end: int, side: Side) -> _Cell:
        return _Cell(end, [self.story.paragraph("FormLabel", side)], (w("vAlign", val="bottom"),))

    def _pen(self, end: int, part: Field, *, centred: bool = False) -> _Cell:
        """Where the pen goes: a line, or the dots of a blank, which need none."""
        if not part.blank:
            rule = border("bottom", 3, hex_color(self.book.edition.palette.rule))
            return _Cell(end, [self._empty()], (w("tcBorders", rule), w("vAlign", val="bottom")))
        main = self.book.edition.languages[0]
        rtl = direction_of(main) == "rtl"
        dots = "Blank" if _dots(part) > _LONG_BLANK else "BlankWide"
        runs = [
            run(piece, w("rStyle", val=dots) if _DOTS.fullmatch(piece) else None, w("rtl") if rtl else None)
            for found in part.blank
            for piece in _DOTS.split(found.text)
            if piece
        ]
        centre = variant("Centred", w("jc", val="center")) if centred else None
        return _Cell(end, [self.story.block("FormLabel", main, runs, centre)], (w("vAlign", val="bottom"),))

    def _empty(self) -> Element:
        return self.story.block("FormLabel", self.book.edition.languages[0], ())


def _apart() -> Variant:
    return variant("Apart", w("spacing", before=_BEFORE_BOX, after=_AFTER_BOX))


def _box(side: Side) -> list[Element]:
    """The box of an option, larger than its words, and the tab after it."""
    rtl = w("rtl") if side.direction == "rtl" else None
    return [run(side.label, w("rStyle", val="Checkbox"), rtl), tab(deepcopy(rtl))]


def _dots(part: Field) -> int:
    return sum(len(piece) for found in part.blank for piece in _DOTS.findall(found.text))


def _row(edges: Sequence[int], cells: Iterable[_Cell], marks: Iterable[Element]) -> Element:
    """A row over columns that end at ``edges``: each cell takes those up to its own end."""
    made, start = [], 0
    for found in cells:
        span = edges.index(found.end) - edges.index(start)
        spanned = w("gridSpan", val=span) if span > 1 else None
        made.append(cell(found.end - start, found.content, spanned, *found.marks))
        start = found.end
    return row(made, *marks)

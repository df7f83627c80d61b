"""The clauses of an edition in reading order: what a version of a text is compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from generator.document.diff import Clause, ClauseKind, Piece
from generator.document.edition import Block, Edition, Field, Form, Heading, Item, List, Note, Side, Sides, Table
from generator.language.inline import Language


def clauses(edition: Edition) -> tuple[Clause, ...]:
    """Control table, body, approval sheet and annexes, each clause in each language; no id twice in one language.

    What has no id of its own is named by what it stands in and its place there: cells ``table.r2c1`` (row 0 is the
    head), parts of a form ``form.3``, sentences of the approval ``approval.1``.
    """
    return tuple(
        _Reader({anchor for block in (*edition.body, *edition.annexes) for anchor in _own(block)}).edition(edition)
    )


class _Reader:
    """Walks an edition and keeps ids unique."""

    def __init__(self, own: set[str]) -> None:
        self._taken = own
        self._scope = "text"  # of clauses without an id

    def edition(self, edition: Edition) -> Iterator[Clause]:
        approval = edition.approval
        if edition.control:
            yield from self._table(edition.control)
        for block in edition.body:
            yield from self._block(block)
        yield from self._block(approval.heading)
        for paragraph in approval.paragraphs:
            yield from self._block(paragraph)
        if approval.record:
            yield from self._form(approval.record)
        if approval.signatures:
            yield from self._table(approval.signatures)
        yield from self._sides(f"{approval.heading.anchor}.stamp", "paragraph", approval.stamp)
        yield from self._sides(f"{approval.heading.anchor}.history", "heading", approval.history_title)
        if approval.history:
            yield from self._table(approval.history)
        for block in edition.annexes:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Clause]:
        if isinstance(block, List):
            yield from self._list(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Form):
            yield from self._form(block)
        elif isinstance(block, Heading):
            self._scope = block.anchor
            yield from self._sides(block.anchor, "heading", block.sides)
        elif isinstance(block, Note):
            labels = {side.language: side.plain for side in block.labels}
            yield from self._sides(block.anchor, "note", block.sides, labels)
        else:
            yield from self._sides(block.anchor, "paragraph", block.sides)

    def _list(self, block: List) -> Iterator[Clause]:
        for item in block.items:
            yield from self._sides(item.anchor, "item", item.sides)
            for child in item.children:
                yield from self._list(child)

    def _table(self, block: Table, anchor: str | None = None) -> Iterator[Clause]:
        table = block.anchor or anchor or self._name()
        yield from self._sides(table, "caption", block.caption)
        for row, cells in enumerate((block.header, *block.rows)):
            for column, sides in enumerate(cells, 1):
                # What is alike in both languages stands once in a cell that holds both.
                once = block.stacked and sides[-1].plain in ("", sides[0].plain)
                yield from self._sides(f"{table}.r{row}c{column}", "cell", sides[:1] if once else sides)

    def _form(self, block: Form) -> Iterator[Clause]:
        form = block.anchor or self._name()
        yield from self._sides(form, "caption", block.title)
        for place, part in enumerate(block.parts, 1):
            if isinstance(part, Table):
                yield from self._table(part, f"{form}.{place}")
            else:
                kind: ClauseKind = "field" if isinstance(part, Field) else "paragraph"
                yield from self._sides(f"{form}.{place}", kind, part.sides)

    def _sides(
        self, anchor: str | None, kind: ClauseKind, sides: Sides, labels: Mapping[Language, str] | None = None
    ) -> Iterator[Clause]:
        """A text in its languages."""
        clause = anchor or self._name()
        for side in sides:
            label = (labels or {}).get(side.language, side.label)
            yield Clause(clause, side.language, kind, _pieces(side), label)

    def _name(self) -> str:
        """An id that nothing has yet, after the heading it stands under."""
        name = next(name for name in map(f"{self._scope}.{{}}".format, count(1)) if name not in self._taken)
        self._taken.add(name)
        return name


def _own(block: Block | Item) -> Iterator[str]:
    """The ids that a text gives its clauses."""
    if isinstance(block, List):
        for item in block.items:
            yield from _own(item)
    elif isinstance(block, Item):
        for child in block.children:
            yield from _own(child)
    if block.anchor:
        yield block.anchor


def _pieces(side: Side) -> tuple[Piece, ...]:
    """The pieces of a side; where nobody told them, all its words."""
    return side.pieces or ((Piece(side.plain),) if side.runs else ())

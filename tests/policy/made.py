"""Texts of policies written out in a test: expanded, parsed and shown as short lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.errors import Finding
from generator.language.inline import Inline, Line, Link, Reference, Strong, Text, Value
from generator.policy import markup
from generator.policy.blocks import Block, Field, Form, Heading, Item, List, Note, Paragraph, Table, Use
from generator.policy.context import Fields
from generator.policy.template import Expanded, expand

FILE = Path("ar.md")

#: Names for texts in tests: a noun, a duration, a list of terms, something not given.
NAMES: dict[str, Any] = {
    "entity": Fields({"the": Value("noun", "entity.the", "الجمعية"), "to": Value("noun", "entity.to", "للجمعية")}),
    "response": Fields({"acc": Value("duration", "response", "يومين"), "amount": 2}),
    "channels": [Value("term", "channels.fax", "الفاكس"), Value("term", "channels.email", "البريد الإلكتروني")],
    "phone": Value("phone", "contact.phone", "0530801110"),
    "nothing": Fields({}, truth=False),
    "yes": True,
}


def expanded(text: str, names: Mapping[str, Any] = NAMES) -> Expanded:
    """A text that must expand without a finding."""
    found, findings = expand(text, names, FILE)
    assert found is not None, findings
    return found


def refused(text: str, names: Mapping[str, Any] = NAMES) -> list[tuple[str, int | None]]:
    """Rule and line of what prevents a text from expanding."""
    found, findings = expand(text, names, FILE)
    assert found is None
    return [(finding.rule, finding.place.line) for finding in findings]


def parsed(text: str, names: Mapping[str, Any] = NAMES, file: Path = FILE) -> tuple[tuple[Block, ...], list[Finding]]:
    """The blocks of a text and the faults of its markup."""
    found, findings = markup.parse(expanded(text, names), file)
    named, doubled = markup.identified(tuple(block for block in found if not isinstance(block, Use)))
    return named, [*findings, *doubled]


def blocks(text: str, names: Mapping[str, Any] = NAMES, file: Path = FILE) -> tuple[Block, ...]:
    """The blocks of a text without faults."""
    found, findings = parsed(text, names, file)
    assert findings == []
    return found


def faults(text: str, names: Mapping[str, Any] = NAMES) -> list[tuple[str, int | None]]:
    """Rule and line of each fault of the markup of a text."""
    return [(finding.rule, finding.place.line) for finding in parsed(text, names)[1]]


def shown(text: str, names: Mapping[str, Any] = NAMES) -> list[str]:
    """The blocks of a text without faults, one line each: line, id, kind and text."""
    return [line for block in blocks(text, names) for line in block_lines(block)]


def block_lines(block: Block) -> Iterator[str]:
    """A block as short lines."""
    head = f"{block.place.line} {block.id}"
    if isinstance(block, Heading):
        yield f"{head} {'#' * (block.level + 1)} {line(block.text)}"
    elif isinstance(block, Paragraph | Note):
        yield f"{head} {type(block).__name__.lower()} {line(block.text)}"
    elif isinstance(block, List):
        for index, item in enumerate(block.items, 1):
            yield from _item(item, f"{index}." if block.ordered else "-", "")
    elif isinstance(block, Table):
        yield f"{head} {block.kind} {line(block.caption)}".rstrip()
        for row in (block.header, *block.rows):
            yield "  " + " | ".join(map(line, row))
    else:
        assert isinstance(block, Form)
        yield f"{head} form {line(block.title)}: {', '.join(map(_part, block.parts))}"


def _part(part: Field | Paragraph | Table) -> str:
    """A part of a form: a line to write on stands bare, other kinds are named."""
    if isinstance(part, Table):
        return f"table {' | '.join(map(line, part.header))} × {len(part.rows)}"
    kind = "statement" if isinstance(part, Paragraph) else part.kind
    return line(part.text) if kind == "line" else f"{kind} {line(part.text)}"


def _item(item: Item, marker: str, indent: str) -> Iterator[str]:
    yield f"{indent}{item.place.line} {item.id} {marker} {line(item.text)}"
    for child in item.children:
        for index, nested in enumerate(child.items, 1):
            yield from _item(nested, f"{index}." if child.ordered else "-", indent + "  ")


def line(pieces: Line) -> str:
    """A line with its structure visible."""
    return "".join(map(_piece, pieces))


def _piece(piece: Inline) -> str:
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, Value):
        return f"⟨{piece.text}⟩"
    if isinstance(piece, Strong):
        return f"**{line(piece.children)}**"
    if isinstance(piece, Link):
        return f"[{line(piece.children)}]({piece.target})"
    assert isinstance(piece, Reference)
    return f"[#{piece.clause}]"

"""The document's text as plain lines: what the content hash is made of, and what a person compares.

Only the body counts: an approval belongs to the text, not to its cover, control table, approval sheet or history.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from generator.document.nodes import Block, Both, Field, Form, Heading, Item, List, Paragraph, Table
from generator.language.inline import Line, Link, Reference, Strong, Text, Value


def outline(blocks: Iterable[Block]) -> str:
    """Every clause on lines of its own: kind, id, and the text of each language, values as ``⟨kind origin: text⟩``."""
    return "\n".join(line for block in blocks for line in _block(block)) + "\n"


def content_hash(blocks: Iterable[Block]) -> str:
    """The SHA-256 of the outline, in hexadecimal."""
    return hashlib.sha256(outline(blocks).encode()).hexdigest()


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        number = ".".join(map(str, block.number))
        annex = " annex" if block.annex else ""
        yield from _texts(f"{'#' * (block.level + 1)} {number} {{{block.id}{annex}}}", block.text)
    elif isinstance(block, List):
        for item in block.items:
            yield from _item(item, block.ordered, "")
    elif isinstance(block, Table):
        yield f"table {{{block.id}}} {block.kind}"
        for row in (block.header, *block.rows):
            for cell in row:
                yield from _texts("  cell", cell)
        if block.caption:
            yield from _texts("  caption", block.caption)
    elif isinstance(block, Form):
        yield from _texts(f"form {{{block.id}}}", block.title)
        for part in block.parts:
            yield from _part(part)
    else:
        yield from _texts(f"{type(block).__name__.lower()} {{{block.id}}}", block.text)


def _part(part: Field | Paragraph | Table) -> Iterator[str]:
    if isinstance(part, Table):
        yield from (f"  {line}" for line in _block(part))
    else:
        yield from _texts(f"  {part.kind if isinstance(part, Field) else 'statement'}", part.text)


def _item(item: Item, ordered: bool, indent: str) -> Iterator[str]:
    yield from _texts(f"{indent}{f'{item.index}.' if ordered else '-'} {{{item.id}}}", item.text, indent)
    for child in item.children:
        for nested in child.items:
            yield from _item(nested, child.ordered, indent + "   ")


def _texts(head: str, both: Both, indent: str = "") -> Iterator[str]:
    yield head
    yield f"{indent}   ar: {line_text(both.ar)}"
    if both.en is not None:
        yield f"{indent}   en: {line_text(both.en)}"


def line_text(line: Line) -> str:
    """A line with its structure visible."""
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Text | Value | Strong | Link | Reference) -> str:
    if isinstance(piece, Text):
        return piece.text
    if isinstance(piece, Value):
        return f"⟨{piece.kind} {piece.origin}: {piece.text}⟩" if piece.origin else f"⟨{piece.text}⟩"
    if isinstance(piece, Strong):
        return f"**{line_text(piece.children)}**"
    if isinstance(piece, Link):
        return f"[{line_text(piece.children)}]({piece.target})"
    return f"[#{piece.clause}]"

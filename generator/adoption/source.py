"""Blocks as the lines of a file: what a hand would have written."""

from __future__ import annotations

from collections.abc import Callable

from generator.adoption.words import Frame
from generator.language.inline import Line
from generator.policy.blocks import Field, Form, Heading, Item, List, Note, Paragraph, Table

#: Gives the markup of a line; the id tells whose line it is, "" where it has no id of its own.
Writer = Callable[[str, Line, Frame], str]
_FIELDS = {"line": "", "box": "[ ] ", "date": "[date] ", "text": "[text] "}


def heading(block: Heading, text: str) -> list[str]:
    """A heading alone, in the place of another one."""
    annex = " annex" if block.annex else ""
    return [f"{'#' * (block.level + 1)} {text} {{#{block.id}{annex} alone}}"]


def paragraph(block: Paragraph, text: str) -> list[str]:
    """The lines of a paragraph."""
    return [f"{text} {{#{block.id}}}"]


def note(block: Note, text: str) -> list[str]:
    """The lines of a note."""
    return ["::: note", f"{text} {{#{block.id}}}", ":::"]


def marker(block: List) -> str:
    """What the items of a list begin with."""
    return "1. " if block.ordered else "- "


def item(entry: Item, of: List, write: Writer, first: dict[str, list[str]], indent: str = "") -> list[str]:
    """An item and what is below it, each with its id; ``first`` are lines of new items below one, before its own."""
    sign = marker(of)
    lines = [f"{indent}{sign}{write(entry.id, entry.text, 'item')} {{#{entry.id}}}"]
    inner = indent + " " * len(sign)
    begins = marker(entry.children[0]) if entry.children else "1. "
    lines += [f"{inner}{begins}{line}" for line in first.get(entry.id, ())]
    for child in entry.children:
        for below in child.items:
            lines += item(below, child, write, first, inner)
    return lines


def table(block: Table, write: Writer, rows: list[list[str]]) -> list[str]:
    """A table of cells that are written already, the header first, and its caption or its id alone."""
    caption = write(f"{block.id}/caption", block.caption, "caption") if block.caption else ""
    return [*grid(block, rows), "", f": {caption} {{#{block.id}}}" if caption else f": {{#{block.id}}}"]


def grid(block: Table, rows: list[list[str]]) -> list[str]:
    """The lines of a table without its caption."""
    head, *body = (_row(row) for row in rows)
    lines = [head, "|" + "---|" * len(block.header), *body]
    return ["::: matrix", *lines, ":::"] if block.kind == "matrix" else lines


def _row(cells: list[str]) -> str:
    return "|" + "".join(f" {cell} |" if cell else " |" for cell in cells)


def form(block: Form, write: Writer) -> list[str]:
    """A form with its title and parts; ``write`` is asked for them by the form's id and their place."""
    lines = ["::: form", f"{write(f'{block.id}/0', block.title, 'paragraph')} {{#{block.id}}}"]
    fields = False
    for at, part in enumerate(block.parts, 1):
        own = f"{block.id}/{at}"
        if isinstance(part, Field):
            lines += [] if fields else [""]
            lines.append(f"- {_FIELDS[part.kind]}{write(own, part.text, 'field')}")
        elif isinstance(part, Paragraph):
            lines += ["", write(own, part.text, "paragraph")]
        else:
            rows = [
                [write(f"{own}/{r - 1}.{c}", cell, "cell") for c, cell in enumerate(row, 1)] for r, row in rows_of(part)
            ]
            lines += ["", *grid(part, rows)]
        fields = isinstance(part, Field)
    return [*lines, ":::"]


def rows_of(block: Table) -> list[tuple[int, tuple[Line, ...]]]:
    """The rows of a table, the header as the first."""
    return list(enumerate((block.header, *block.rows), 1))

"""Markdown with tokens → blocks with typed inline text, clause ids and lines.

The dialect is CommonMark's headings, paragraphs, lists, emphasis and links, with tables, ``::: note``, ``::: form`` and
``::: matrix`` blocks, and clause ids: ``{#id}`` at the end of a heading, paragraph, list item or caption. What the
dialect does not have is refused rather than printed wrongly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from generator import wording
from generator.errors import Finding, Place, error
from generator.language.inline import Inline, Line, Link, Reference, Strong, Text, Value, values
from generator.language.spelling import normalise, touches
from generator.policy.blocks import Block, Dropped, Field, Form, Forms, Heading, Item, List, Note, Paragraph, Table, Use
from generator.policy.template import LINE, VALUE, Expanded

_ATTRIBUTES = re.compile(r"\s*\{((?:#|after=|for=|annex\b)[^{}]*)\}\s*$")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_DERIVED_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*")  # what clauses are called that have no written id
_COLONS = re.compile(r":::+\s*\S*")  # a block whose kind is misspelt, or that is not begun
_STRAY_ID = re.compile(r"\{(?:#|after=|for=)[^{}]*\}?")
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_RESERVED = {"glossary", "approval", "control", "history", "signatures"}  # ids of what the program adds to a text
_BORDER = re.compile(r"(?<!\\)\|")
#: What stands before the label of a field: a box to tick, a date, room for a text.
_KINDS: dict[str, Literal["box", "date", "text"]] = {" ": "box", "date": "date", "text": "text"}
_FIELDS = re.compile(r"\[( |date|text)\]\s+")
_SCHEMES = re.compile("(?:https?://|mailto:|tel:).")
_DEEPEST = 2


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline", "entity"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # _link names what it refuses
    for name in ("note", "form", "matrix"):
        parser.use(container_plugin, name=name)
    return parser


def parse(
    expanded: Expanded, file: Path, first_line: int = 1, *, own: bool = False
) -> tuple[tuple[Block | Use, ...], list[Finding]]:
    """The blocks of a text, and every fault of its markup; ids are those written, or "".

    ``first_line`` is told of blocks without any text. An association's ``own`` text may name any clause of the
    library's: by its derived id too (``handling.3``), to stand after it, or to drop it.
    """
    reader = _Reader(expanded, file, first_line, own=own)
    return tuple(reader.blocks(SyntaxTreeNode(_parser().parse(expanded.text)))), reader.findings


@dataclass(slots=True)
class _Tail:
    """What stands in braces at the end of a clause."""

    id: str = ""
    after: str | None = None
    forms: Forms = ()
    annex: bool = False
    alone: bool = False
    dropped: bool = False


class _Reader:
    """Walks the syntax tree; remembers the last line seen, and faults."""

    def __init__(self, expanded: Expanded, file: Path, line: int, *, own: bool = False) -> None:
        self.values, self.place, self.own = expanded.values, Place(file, line), own
        self.lines = expanded.text.split("\n")
        self.placing = ("after",) if own else ()
        self.findings: list[Finding] = []

    def fault(self, rule: str, place: Place | None = None, **facts: object) -> None:
        self.findings.append(error(rule, place or self.place, **facts))

    def place_of(self, node: SyntaxTreeNode) -> Place:
        """The place of the first text in a block, or the last place seen."""
        for child in node.walk():
            if child.type in {"inline", "code_block"} and (found := LINE.search(child.content)):
                return Place(self.place.file, int(found[1]))
        return self.place

    def blocks(self, tree: SyntaxTreeNode) -> list[Block | Use]:
        made: list[Block | Use] = []
        for node in tree.children:
            block = self._block(node)
            if isinstance(block, Paragraph) and _is_caption(block) and made and isinstance(made[-1], Table):
                made[-1] = replace(made[-1], caption=_uncolon(block.text), id=block.id)
                for name in (name for name in ("forms", "after") if getattr(block, name)):
                    self.fault("brace-misplaced", block.place, received=name.removesuffix("ms"))
            elif block is not None:
                made.append(block)
        return made

    def _block(self, node: SyntaxTreeNode) -> Block | Use | None:
        if node.type == "heading":
            return self._heading(node)
        if node.type == "paragraph":
            text, tail, place = self._text(node, shared=True)
            if text and isinstance(text[0], Text) and (found := _COLONS.match(text[0].text)):
                self.fault("markup-unsupported", place, kind=found[0])
            if any(value.kind == "clause" for value in values(text)):
                self._allow(tail, place)
                return self._use(text, place)
            if tail.dropped:
                return self._dropped(text, tail, place)
            self._allow(tail, place, "id", "for", *self.placing)
            return Paragraph(tail.id, place, text, tail.forms, tail.after)
        if node.type in {"bullet_list", "ordered_list"}:
            return self._list(node, 0)
        if node.type == "table":
            return self._table(node, "grid")
        if node.type == "container_note":
            return self._note(node)
        if node.type == "container_form":
            return self._form(node)
        if node.type == "container_matrix" and [child.type for child in node.children] == ["table"]:
            return self._table(node.children[0], "matrix")
        self.fault("markup-unsupported", self.place_of(node), kind=node.type)
        return None

    def _dropped(self, text: Line, tail: _Tail, place: Place) -> Dropped | None:
        """A clause that is left out: its braces stand alone."""
        self._allow(tail, place, "id", "dropped", "alone")
        if text or not tail.id:
            self.fault("brace-misplaced", place, received="dropped")
            return None
        return Dropped(tail.id, place, tail.alone)

    def _use(self, text: Line, place: Place) -> Use | None:
        """A shared clause, which stands alone in a paragraph."""
        if len(text) == 1 and isinstance(text[0], Value):
            return Use(place, text[0].text)
        self.fault("shared-inside", place)
        return None

    def _heading(self, node: SyntaxTreeNode) -> Heading | None:
        text, tail, place = self._text(node)
        level = int(node.tag[1]) - 1
        if level not in range(1, _DEEPEST + 1):
            self.fault("heading-level", place, received="#" * (level + 1))
            return None
        if not text:
            self.fault("empty-heading", place)
            return None
        if not tail.id:
            self.fault(
                "heading-without-id",
                place,
                title="".join(piece.text for piece in text if isinstance(piece, Text)),
            )
            return None
        if tail.annex and level > 1:
            self.fault("clause-id-form", place, received="annex")
        self._allow(tail, place, "id", "for", "after", "annex", "alone")
        return Heading(tail.id, place, level, text, tail.after, tail.forms, tail.annex, tail.alone)

    def _list(self, node: SyntaxTreeNode, depth: int) -> List:
        items = tuple(self._item(child, depth) for child in node.children)
        return List("", items[0].place, node.type == "ordered_list", items)

    def _item(self, node: SyntaxTreeNode, depth: int) -> Item:
        paragraphs = [child for child in node.children if child.type == "paragraph"]
        lists = [child for child in node.children if child.type in {"bullet_list", "ordered_list"}]
        if len(paragraphs) != 1 or len(paragraphs) + len(lists) != len(node.children):
            self.fault("empty-item" if not node.children else "item-with-blocks", self.place_of(node))
            return Item("", self.place, ())
        text, tail, place = self._text(paragraphs[0])
        self._allow(tail, place, "id", "for", *self.placing)
        if depth + 1 == _DEEPEST and lists:
            self.fault("list-too-deep", place)
            lists = []
        children = tuple(self._list(child, depth + 1) for child in lists)
        return Item(tail.id, place, text, children, tail.forms, tail.after)

    def _table(self, node: SyntaxTreeNode, kind: Literal["grid", "matrix", "fill"]) -> Table:
        head, *bodies = node.children
        header = tuple(self._text(cell)[0] for cell in head.children[0].children)
        place = self.place
        rows = tuple(tuple(self._text(cell)[0] for cell in row.children) for body in bodies for row in body.children)
        if not rows:
            self.fault("table-empty", place)
        for row in (row for body in bodies for row in body.children):
            self._check_cells(row, len(header))
        return Table("", place, header, rows, kind)

    def _check_cells(self, row: SyntaxTreeNode, columns: int) -> None:
        """A row may end early; what stands beyond the header would be lost."""
        written = _BORDER.split(self.lines[row.map[0]].strip().strip("|")) if row.map else []
        if len(written) > columns:
            self.fault("table-cells", self.place_of(row), received=len(written), columns=columns)

    def _note(self, node: SyntaxTreeNode) -> Note | None:
        if [child.type for child in node.children] != ["paragraph"]:
            self.fault("markup-unsupported", self.place_of(node), kind="::: note")
            return None
        text, tail, place = self._text(node.children[0])
        self._allow(tail, place, "id", *self.placing)
        return Note(tail.id, place, text, tail.after)

    def _form(self, node: SyntaxTreeNode) -> Form | None:
        kinds = [child.type for child in node.children]
        if kinds[:1] != ["paragraph"] or len(kinds) < 2 or not set(kinds) <= {"paragraph", "bullet_list", "table"}:
            self.fault("form-shape", self.place_of(node))
            return None
        title, tail, place = self._text(node.children[0])
        self._allow(tail, place, "id")
        return Form(tail.id, place, title, tuple(part for child in node.children[1:] for part in self._parts(child)))

    def _parts(self, node: SyntaxTreeNode) -> tuple[Field | Paragraph | Table, ...]:
        """What one block of a form is: a statement, a table, or fields."""
        if node.type == "paragraph":
            text, tail, place = self._text(node)
            self._allow(tail, place)
            return (Paragraph("", place, text),)
        if node.type == "table":
            return (self._table(node, "fill"),)
        fields = self._list(node, 0)
        for child in (child for item in fields.items for child in item.children):
            self.fault("form-shape", child.place)
        return tuple(_field(item) for item in fields.items)

    def _text(self, node: SyntaxTreeNode, *, shared: bool = False) -> tuple[Line, _Tail, Place]:
        """The inline text of a block, what its braces say, and its place; only ``shared`` may be a shared clause."""
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return (), _Tail(), self.place
        found = LINE.search(inline.content)
        place = self.place = Place(self.place.file, int(found[1])) if found else self.place
        pieces = _merged(self._inline(child) for child in inline.children)
        pieces, tail = self._tail(pieces)
        pieces = _stripped(pieces)
        for piece in pieces:
            if isinstance(piece, Text) and (stray := _STRAY_ID.search(piece.text)):
                self.fault("clause-id-form", place, received=stray[0])
            if isinstance(piece, Text) and (found_html := _HTML.search(piece.text)):
                self.fault("markup-unsupported", place, kind=found_html[0])
        self._check_glue(pieces, place)
        if not shared and any(value.kind == "clause" for value in values(pieces)):
            self.fault("shared-inside", place)
        return pieces, tail, place

    def _allow(self, tail: _Tail, place: Place, *allowed: str) -> None:
        """Faults what braces say that this kind of block cannot carry."""
        said = {"id": tail.id, "after": tail.after, "for": tail.forms, "annex": tail.annex}
        said |= {"alone": tail.alone, "dropped": tail.dropped}
        for name in (name for name, value in said.items() if value and name not in allowed):
            self.fault("brace-misplaced", place, received=name)

    def _tail(self, pieces: Line) -> tuple[Line, _Tail]:
        last = pieces[-1] if pieces else None
        match = _ATTRIBUTES.search(last.text) if isinstance(last, Text) else None
        if match is None or not isinstance(last, Text):
            return pieces, _Tail()
        tail, known = _Tail(), _DERIVED_ID if self.own else _ID
        for word in match[1].split():
            if word.startswith("#") and known.fullmatch(word[1:]):
                tail.id = word[1:]
            elif word.startswith("after=") and known.fullmatch(word[6:]):
                tail.after = word[6:]
            elif word.startswith("for="):
                tail.forms = tuple(word[4:].split(","))
                if unknown := set(tail.forms) - _traits():
                    allowed = ", ".join(sorted(_traits()))
                    self.fault("clause-forms", received=", ".join(sorted(unknown)), allowed=allowed)
            elif word == "annex":
                tail.annex = True
            elif self.own and word in {"alone", "dropped"}:
                tail.alone, tail.dropped = tail.alone or word == "alone", tail.dropped or word == "dropped"
            else:
                self.fault("clause-id-form", received=word)
        return (*pieces[:-1], Text(last.text[: match.start()])), tail

    def _inline(self, node: SyntaxTreeNode) -> Line:
        if node.type == "text":
            return self._pieces(node.content)
        if node.type in {"softbreak", "hardbreak"}:
            return (Text(" "),)
        if node.type == "strong":
            return (Strong(_merged(self._inline(child) for child in node.children)),)
        if node.type == "link":
            return self._link(node)
        self.fault("markup-unsupported", kind=node.type)
        return ()

    def _link(self, node: SyntaxTreeNode) -> Line:
        target = unquote(str(node.attrs["href"]))
        if VALUE.search(target):
            self.fault("value-in-link")
            return ()
        if target.startswith("#"):
            if node.children:
                self.fault("reference-with-text", target=target)
            return (Reference(target[1:]),)
        if target.startswith("policy:") and _ID.fullmatch(target[7:]):
            if node.children:
                self.fault("reference-with-text", target=target)
            return (Reference(target),)
        if not _SCHEMES.match(target):
            self.fault("markup-unsupported", kind=f"[…]({target})")
            return ()
        return (Link(target, _merged(self._inline(child) for child in node.children)),)

    def _pieces(self, content: str) -> Line:
        """Text with its tokens turned into values."""
        made: list[Inline] = []
        for position, piece in enumerate(VALUE.split(LINE.sub("", content))):
            if position % 2:
                made.append(self.values[int(piece)])
            elif piece:
                made.append(Text(piece))
        return tuple(made)

    def _check_glue(self, line: Line, place: Place) -> None:
        """A value or an emphasis that touches an Arabic letter would break joining and lose its form."""
        for before, after in pairwise(line):
            if isinstance(before, Text) and isinstance(after, Text):
                continue
            left, right = _letters(before), _letters(after)
            if touches(left, right):
                self.fault("glued-value", place, received=f"{left[-12:]}|{right[:12]}")
        for piece in line:
            if isinstance(piece, Strong | Link):
                self._check_glue(piece.children, place)


@cache
def _traits() -> frozenset[str]:
    """What a clause can be for: legal forms, and those that have or lack a General Assembly."""
    return frozenset({*wording.table("entities"), "assembly", "no-assembly"})


def _field(item: Item) -> Field:
    """An item of a form's list: ``[ ] …`` is a box, ``[date] …`` a date, ``[text] …`` room for a text, else a line."""
    first = item.text[0] if item.text else None
    match = _FIELDS.match(first.text) if isinstance(first, Text) else None
    if match is None or not isinstance(first, Text):
        return Field("line", item.place, item.text)
    text = (Text(first.text[match.end() :]), *item.text[1:])
    return Field(_KINDS[match[1]], item.place, _stripped(text))


def _letters(piece: Inline) -> str:
    if isinstance(piece, Text | Value):
        return piece.text
    if isinstance(piece, Strong | Link):
        return "".join(_letters(child) for child in piece.children)
    return ""


def _merged(lines: object) -> Line:
    """Pieces in order, neighbouring texts as one."""
    made: list[Inline] = []
    for line in lines:  # type: ignore[attr-defined]
        for piece in line:
            if isinstance(piece, Text) and made and isinstance(made[-1], Text):
                made[-1] = Text(made[-1].text + piece.text)
            else:
                made.append(piece)
    return tuple(Text(normalise(piece.text)) if isinstance(piece, Text) else piece for piece in made)


def _stripped(line: Line) -> Line:
    """A line without white space at its ends and without empty texts."""
    pieces = list(line)
    if pieces and isinstance(pieces[0], Text):
        pieces[0] = Text(pieces[0].text.lstrip())
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = Text(pieces[-1].text.rstrip())
    return tuple(piece for piece in pieces if not (isinstance(piece, Text) and not piece.text))


def _is_caption(block: Paragraph) -> bool:
    """``: words {#id}``, or the id alone after the colon."""
    first = block.text[0] if block.text else None
    return isinstance(first, Text) and (first.text.startswith(": ") or (block.text == (Text(":"),) and block.id != ""))


def _uncolon(line: Line) -> Line:
    first = line[0]
    assert isinstance(first, Text)
    return _stripped((Text(first.text[2:]), *line[1:]))


def applicable(blocks: tuple[Block, ...], form: str, has_assembly: bool) -> tuple[Block, ...]:
    """The clauses that are for entities of a legal form; a heading takes along what stands under it."""
    traits = {form, "assembly" if has_assembly else "no-assembly"}
    kept: list[Block] = []
    dropped = 0  # the level of the heading whose section is left out
    for block in blocks:
        if isinstance(block, Heading) and block.level <= (dropped or 9):
            dropped = block.level if block.forms and not traits & set(block.forms) else 0
        if dropped or (isinstance(block, Paragraph) and block.forms and not traits & set(block.forms)):
            continue
        if not isinstance(block, List):
            kept.append(block)
        elif items := _applicable_items(block, traits):
            kept.append(replace(block, items=items))
    return tuple(kept)


def _applicable_items(block: List, traits: set[str]) -> tuple[Item, ...]:
    kept = (item for item in block.items if not item.forms or traits & set(item.forms))
    return tuple(
        replace(
            item,
            children=tuple(
                replace(child, items=items) for child in item.children if (items := _applicable_items(child, traits))
            ),
        )
        for item in kept
    )


def identified(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Finding]]:
    """Blocks with an id each: the one written, or one derived from the section and the position in it."""
    made: list[Block] = []
    section, counts = "text", {"": 0}
    for block in blocks:
        if isinstance(block, Heading):
            section, counts = block.id, {"": 0}
            made.append(block)
        elif isinstance(block, List):
            made.append(_identified_list(block, section, counts))
        else:
            letter = type(block).__name__[0].lower()
            counts[letter] = counts.get(letter, 0) + 1
            made.append(block if block.id else replace(block, id=f"{section}.{letter}{counts[letter]}"))
    return tuple(made), _doubles(made)


def _identified_list(block: List, parent: str, counts: dict[str, int]) -> List:
    items = []
    for item in block.items:
        counts[""] += 1
        derived = f"{parent}.{_term(item) or counts['']}"
        item_id = item.id or derived
        nested = {"": 0}
        children = tuple(_identified_list(child, item_id, nested) for child in item.children)
        items.append(replace(item, id=item_id, children=children))
    return replace(block, id=f"{items[0].id}-list", items=tuple(items))


def _term(item: Item) -> str:
    """The id of the term that an item consists of."""
    if len(item.text) == 1 and isinstance(item.text[0], Value) and item.text[0].kind == "term":
        return item.text[0].origin.rpartition(".")[2]
    return ""


def _doubles(blocks: list[Block]) -> list[Finding]:
    """Ids that stand twice, and those that the program gives to what it adds."""
    found: list[Finding] = []
    seen: dict[str, Place] = {}
    for clause, place in clauses(blocks):
        if clause in _RESERVED:
            found.append(error("clause-doubled", place, id=clause))
        if clause in seen:
            found.append(error("clause-doubled", place, "", seen[clause], id=clause))
        seen.setdefault(clause, place)
    return found


def clauses(blocks: list[Block] | tuple[Block, ...]) -> list[tuple[str, Place]]:
    """The id and place of every clause, items of lists included."""
    found: list[tuple[str, Place]] = []
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                found.append((item.id, item.place))
                found += clauses(item.children)
        else:
            found.append((block.id, block.place))
    return found

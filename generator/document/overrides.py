"""An association's own text: whole sections, parts or clauses put in place of the library's, or after one of them.

This happens on the tree, by id, and never by inheritance of templates, which drops a misspelt name without a word.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path

from generator.errors import Finding, Place, error
from generator.language.inline import Value
from generator.policy.blocks import Block, Dropped, Heading, Item, List, Note, Paragraph
from generator.policy.markup import clauses

Group = tuple[Block, ...]


def apply(library: Group, own: Group) -> tuple[Group, list[Finding]]:
    """``library`` with the pieces of ``own``; an id that is not there is a finding, and so is a clause without one.

    Headings of ``own`` bring what stands under them, unless they are ``alone``. What stands before its first heading is
    for single clauses: a block or a list item stands for the clause of the same id, or ``after`` one.
    """
    findings: list[Finding] = []
    result = library
    for piece in _pieces(own):
        head = piece[0]
        findings += _misplaced(piece[1:])
        if isinstance(head, List):
            result = _with_items(result, head, findings)
        elif _target(head) not in _targets(result, head):
            findings.append(_unknown(library, _target(head), head.place))
        else:
            result = _changed(result, piece)
    return result, findings or _doubles(result, own)


def _misplaced(section: Group) -> Iterator[Finding]:
    """What only stands before the first heading, and not in an own section: that is written whole."""
    for block in section:
        parts: tuple[Block | Item, ...] = block.items if isinstance(block, List) else (block,)
        for part in parts:
            if isinstance(part, Dropped) or getattr(part, "after", None):
                received = "dropped" if isinstance(part, Dropped) else "after"
                yield error("brace-misplaced", part.place, received=received)


def _target(head: Block | Item) -> str:
    """The clause that a piece stands for or after."""
    return getattr(head, "after", None) or head.id


def _targets(text: Group, head: Block) -> set[str]:
    """The clauses that a piece can stand for, or after."""
    sections, blocks = _sections(text), {block.id for block in text}
    if getattr(head, "after", None):
        return {clause for clause, _ in clauses(text)}
    if isinstance(head, Dropped):
        return sections if head.alone else {clause for clause, _ in clauses(text)}
    return sections if isinstance(head, Heading) else blocks - sections


def _changed(text: Group, piece: Group) -> Group:
    """``text`` with a piece whose target it has."""
    head = piece[0]
    if isinstance(head, Dropped):
        return _without(text, head)
    if isinstance(head, Heading) and head.alone and not head.after:
        plain = replace(head, alone=False)
        return tuple(plain if block.id == head.id else block for block in text)
    if isinstance(head, Heading) or getattr(head, "after", None):
        return _with_section(text, piece)
    return tuple(head if block.id == head.id else block for block in text)


@dataclass(frozen=True, slots=True)
class Stand:
    """A clause of the library that an own text stands for, where it does, and whether for a heading alone."""

    id: str
    place: Place
    alone: bool = False


def replaced(own: Group, file: Path) -> list[Stand]:
    """The clauses that ``own`` stands for; neither what stands after a clause nor a shared clause, which is of another
    file than ``own``, replaces one.
    """
    found: list[Stand] = []
    for head in (head for head, *_ in _pieces(own) if head.place.file == file):
        heads: tuple[Block | Item, ...] = head.items if isinstance(head, List) else (head,)
        for part in heads:
            if not getattr(part, "after", None):
                found.append(Stand(part.id, part.place, getattr(part, "alone", False)))
    return found


def fingerprint(library: Group, clause: str, *, alone: bool = False) -> str:
    """What tells a clause of the library from what it was: a hash of its words, and of the facts in them by name.

    Values do not count, so that a profile may change without its own texts falling behind. Of a section all that
    stands under its heading counts, unless the heading is meant ``alone``. "" where there is no such clause.
    """
    start = next((index for index, block in enumerate(library) if block.id == clause), None)
    if start is not None:
        found: tuple[object, ...] = library[start : start + 1 if alone else _extent(library, start)]
    else:
        found = tuple(_items(library, clause))
    return hashlib.sha256("\n".join(_words(found)).encode()).hexdigest()[:16] if found else ""


def _items(library: Group, clause: str) -> Iterator[Item]:
    for block in (block for block in library if isinstance(block, List)):
        for item in block.items:
            yield from (item,) if item.id == clause else _items(item.children, clause)


def _words(node: object) -> Iterator[str]:
    """The texts of some blocks, and the names of the values in them; neither places nor ids."""
    if isinstance(node, Value):
        yield f"{node.kind} {node.origin or node.text}"
    elif isinstance(node, tuple):
        for part in node:
            yield from _words(part)
    elif is_dataclass(node) and not isinstance(node, Place):
        yield type(node).__name__
        for part in (getattr(node, name.name) for name in fields(node) if name.name != "id"):
            yield from _words(part)
    elif isinstance(node, str):
        yield node


def _doubles(result: Group, own: Group) -> list[Finding]:
    """Clauses of ``own`` whose ids stand elsewhere in the whole text too."""
    counts = Counter(clause for clause, _ in clauses(result))
    return [error("clause-doubled", place, id=clause) for clause, place in clauses(own) if counts[clause] > 1]


def _pieces(own: Group) -> list[Group]:
    """Own text cut at its headings of the level it begins with; clauses before the first stand alone, and so does a
    heading that is meant alone.
    """
    pieces: list[Group] = []
    section: Heading | None = None
    for block in own:
        begins = isinstance(block, Heading) and (block.alone or section is None or block.level <= section.level)
        if begins or section is None:
            pieces.append((block,))
        else:
            pieces[-1] = (*pieces[-1], block)
        if begins and isinstance(block, Heading):
            section = None if block.alone else block
    return pieces


def _sections(library: Group) -> set[str]:
    return {block.id for block in library if isinstance(block, Heading)}


def _extent(library: Group, start: int) -> int:
    """The index after the last block that belongs to the block at ``start``."""
    head = library[start]
    if not isinstance(head, Heading):
        return start + 1
    end = start + 1
    while end < len(library):
        block = library[end]
        if isinstance(block, Heading) and block.level <= head.level:
            break
        end += 1
    return end


def _with_section(library: Group, piece: Group) -> Group:
    """A piece in the place of the section that it stands for, or after one: a section behind all that its target has,
    a single block directly.
    """
    head = piece[0]
    assert isinstance(head, Heading | Paragraph | Note)
    start = _position(library, _target(head))
    single = not isinstance(head, Heading) or (head.alone and head.after)
    end = start + 1 if single else _extent(library, start)
    kept = library[: end if head.after else start]
    placed = replace(head, after=None, alone=False) if isinstance(head, Heading) else replace(head, after=None)
    return (*kept, placed, *piece[1:], *library[end:])


def _position(text: Group, clause: str) -> int:
    """The index of the block that holds a clause."""
    return next(index for index, block in enumerate(text) if clause in {known for known, _ in clauses((block,))})


def _without(text: Group, head: Dropped) -> Group:
    """``text`` without a clause: a section, a heading alone, a block, or an item with what is below it."""
    start = _position(text, head.id)
    block = text[start]
    if not isinstance(block, List):
        return (*text[:start], *text[start + 1 if head.alone else _extent(text, start) :])
    kept = _items_without(block, head.id)
    return (*text[:start], *((kept,) if kept.items else ()), *text[start + 1 :])


def _items_without(block: List, clause: str) -> List:
    items = tuple(
        replace(item, children=tuple(kept for child in item.children if (kept := _items_without(child, clause)).items))
        for item in block.items
        if item.id != clause
    )
    return replace(block, items=items)


def _with_items(text: Group, own: List, findings: list[Finding]) -> Group:
    """``text`` with items in the places of those that they stand for, or after the clause that they name."""
    for item in own.items:
        known = {clause for clause, _ in clauses(text)}
        items = known - {block.id for block in text}
        if _target(item) not in (known if item.after else items):
            findings.append(_unknown(text, _target(item), item.place))
        elif item.after in known - items:
            text = _with_first_item(text, own, item)
        else:
            text = tuple(_put(block, item) if isinstance(block, List) else block for block in text)
    return text


def _with_first_item(text: Group, own: List, item: Item) -> Group:
    """An item after a clause that is none: the first of the list that follows it, else of a list of its own."""
    at = _position(text, item.after or "") + 1
    item = replace(item, after=None)
    following = text[at] if at < len(text) else None
    if isinstance(following, List) and following.ordered == own.ordered:
        return (*text[:at], replace(following, items=(item, *following.items)), *text[at + 1 :])
    return (*text[:at], replace(own, id=f"{item.id}-list", items=(item,)), *text[at:])


def _put(block: List, own: Item) -> List:
    """A list with an item in the place of that of its id, or after the one that it names."""
    items: list[Item] = []
    for item in block.items:
        kept = replace(item, children=tuple(_put(child, own) for child in item.children))
        if own.after:
            items += [kept, replace(own, after=None)] if item.id == own.after else [kept]
        else:
            items.append(own if item.id == own.id else kept)
    return replace(block, items=tuple(items))


def _unknown(library: Group, clause: str, place: Place) -> Finding:
    return error("override-unknown", place, id=clause, known=", ".join(sorted(_sections(library))))

"""An association's own text: whole sections, parts or clauses put in place of the library's, or after one of them.

This happens on the tree, by id, and never by inheritance of templates, which drops a misspelt name without a word.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from generator.errors import Finding, Place, error
from generator.language.inline import Value
from generator.policy.blocks import Block, Heading, Item, List
from generator.policy.markup import clauses

Group = tuple[Block, ...]


def apply(library: Group, own: Group) -> tuple[Group, list[Finding]]:
    """``library`` with the pieces of ``own``; an id that is not there is a finding, and so is a clause without one.

    Headings of ``own`` bring what stands under them. A paragraph or a list item before its first heading stands for the
    clause of the same id.
    """
    findings: list[Finding] = []
    known = {clause for clause, _ in clauses(library)}
    sections, blocks = _sections(library), {block.id for block in library}
    result = library
    for piece in _pieces(own):
        head = piece[0]
        target = (head.after if isinstance(head, Heading) else None) or head.id
        replaceable = (known if head.after else sections) if isinstance(head, Heading) else blocks - sections
        if isinstance(head, List):
            result = _with_items(result, head, known - blocks, findings)
        elif target not in replaceable:
            near = ", ".join(sorted(sections))
            findings.append(error("override-unknown", head.place, id=target, known=near))
        elif isinstance(head, Heading):
            result = _with_section(result, piece, head)
        else:
            result = tuple(head if block.id == target else block for block in result)
    return result, findings or _doubles(result, own)


def replaced(own: Group, file: Path) -> list[tuple[str, Place]]:
    """The ids of the clauses that ``own`` stands for, and where it does; neither what stands after a clause nor a
    shared clause, which is of another file than ``own``, replaces one.
    """
    found: list[tuple[str, Place]] = []
    for head in (head for head, *_ in _pieces(own) if head.place.file == file):
        if isinstance(head, List):
            found += [(item.id, item.place) for item in head.items]
        elif not (isinstance(head, Heading) and head.after):
            found.append((head.id, head.place))
    return found


def fingerprint(library: Group, clause: str) -> str:
    """What tells a clause of the library from what it was: a hash of its words, and of the facts in them by name.

    Values do not count, so that a profile may change without its own texts falling behind. "" where there is no such
    clause.
    """
    start = next((index for index, block in enumerate(library) if block.id == clause), None)
    if start is not None:
        found: tuple[object, ...] = library[start : _extent(library, start)]
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
    """Own text cut at its headings of the level it begins with; clauses before the first stand alone."""
    pieces: list[Group] = []
    for block in own:
        begins = isinstance(block, Heading) and (
            not pieces or not isinstance(pieces[-1][0], Heading) or block.level <= pieces[-1][0].level
        )
        if begins or not pieces or not isinstance(pieces[-1][0], Heading):
            pieces.append((block,))
        else:
            pieces[-1] = (*pieces[-1], block)
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


def _with_section(library: Group, piece: Group, head: Heading) -> Group:
    target = head.after or head.id
    start = next(index for index, block in enumerate(library) if target in {clause for clause, _ in clauses((block,))})
    end = _extent(library, start)
    kept = library[: end if head.after else start]
    return (*kept, replace(head, after=None), *piece[1:], *library[end:])


def _with_items(library: Group, own: List, known: set[str], findings: list[Finding]) -> Group:
    mine = {item.id: item for item in own.items}
    for item in own.items:
        if item.id not in known:
            findings.append(
                error("override-unknown", item.place, id=item.id, known=", ".join(sorted(_sections(library))))
            )
    return tuple(_replaced(block, mine) if isinstance(block, List) else block for block in library)


def _replaced(block: List, mine: dict[str, Item]) -> List:
    items = tuple(
        mine.get(item.id) or replace(item, children=tuple(_replaced(child, mine) for child in item.children))
        for item in block.items
    )
    return replace(block, items=items)

"""Cross-references that Word can renew: fields that print the number of the paragraph a bookmark stands in.

A mention of a clause, ``(ج-2)``, is its numbers in brackets: that of its section, then those of the items it stands
in. Each of them is a REF field with the switch ``\\n`` (ECMA-376 Part 1, 17.16.5.51: the whole number of that
paragraph, without the full stop at its end), where Word makes that number itself; what is text stays text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.document.edition import Block, Edition, Heading, List
from generator.docx.numbering import Numbering
from generator.language.inline import Language


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a mention as it prints, and the anchor of the paragraph that Word numbers so."""

    text: str
    anchor: str


class References:
    """What the mentions of an edition's clauses are made of."""

    def __init__(self, edition: Edition, numbering: Numbering) -> None:
        self._paths: dict[tuple[str, Language], tuple[Number, ...]] = {}
        for language in edition.languages:
            blocks = (*edition.body, edition.approval.heading, *edition.annexes)
            for anchor, path in _paths(blocks, language, numbering):
                self._paths.setdefault((anchor, language), path)

    def pieces(self, anchor: str, language: Language, text: str) -> list[str | Number] | None:
        """The pieces of a mention that prints ``text``, or None where its label is text."""
        return pieces_of(self._paths.get((anchor, language), ()), text)


def pieces_of(path: Sequence[Number], text: str) -> list[str | Number] | None:
    """A mention cut into its numbers and what stands between them; None where it says more than the numbers."""
    found: list[str | Number] = []
    rest = text
    for number in path:
        before, there, rest = rest.partition(number.text)
        if not there:
            return None
        found += [before, number]
    if not found or any(isinstance(piece, str) and any(map(str.isalnum, piece)) for piece in [*found, rest]):
        return None
    return [piece for piece in (*found, rest) if piece]


def _paths(
    blocks: Sequence[Block], language: Language, numbering: Numbering
) -> Iterator[tuple[str, tuple[Number, ...]]]:
    """The anchor of each heading and item whose numbers Word makes, and those numbers."""
    section: tuple[Number, ...] | None = ()
    for block in blocks:
        if isinstance(block, Heading):
            label = next(side.label for side in block.sides if side.language == language)
            automatic = numbering.heading_label(block, language).num_id is not None
            section = (Number(label, block.anchor),) if label and automatic else None
            if section:
                yield block.anchor, section
        elif isinstance(block, List) and section:
            yield from _items(block, section, language, numbering)


def _items(
    block: List, path: tuple[Number, ...], language: Language, numbering: Numbering
) -> Iterator[tuple[str, tuple[Number, ...]]]:
    if block.marker == "bullet" or not numbering.counts(block, language):
        return
    for item in block.items:
        if not item.anchor:
            continue
        label = next(side.label for side in item.sides if side.language == language)
        own = (*path, Number(label.removesuffix("."), item.anchor))
        yield item.anchor, own
        for child in item.children:
            yield from _items(child, own, language, numbering)

"""Two languages' blocks → one tree, or findings that name both places.

Clauses are aligned by their ids, kinds of blocks and counts of items. In an aligned clause both languages state the
same facts: the sets of origins of durations, dates, numbers, amounts, phones, e-mails, addresses and codes are equal.
Nouns and names are free, since the languages use pronouns differently.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator import wording
from generator.document import nodes
from generator.document.nodes import Both
from generator.errors import Finding, Place, error
from generator.language.inline import FACT_KINDS, Line, references, values
from generator.policy import blocks
from generator.policy.markup import clauses

Part = blocks.Field | blocks.Paragraph | blocks.Table


class Aligner:
    """Aligns the text of two files; without a second one the tree is Arabic alone."""

    def __init__(self, ar_file: Path, en_file: Path | None) -> None:
        self.ar_file, self.en_file = ar_file, en_file
        self.findings: list[Finding] = []

    def align(self, ar: tuple[blocks.Block, ...], en: tuple[blocks.Block, ...] | None) -> tuple[nodes.Block, ...]:
        """The blocks of both languages as one sequence."""
        if en is None:
            return tuple(self._pair(block, None) for block in ar)
        if not self._same_clauses(ar, en):
            return ()
        made = []
        for first, second in zip(ar, en, strict=False):
            if _kind(first) != _kind(second):
                self._fault("block-kind", first.place, second.place, id=first.id, **_kinds(first, second))
                return ()
            made.append(self._pair(first, second))
        return tuple(made)

    def _same_clauses(self, ar: tuple[blocks.Block, ...], en: tuple[blocks.Block, ...]) -> bool:
        """Whether both texts have the same clauses in the same order; reports every one that has no partner."""
        before = len(self.findings)
        ar_places, en_places = dict(clauses(ar)), dict(clauses(en))
        self._report_counts(ar, en)
        if len(self.findings) == before:
            for missing in (clause for clause in ar_places if clause not in en_places):
                self._missing(missing, ar_places[missing], "en")
            for missing in (clause for clause in en_places if clause not in ar_places):
                self._missing(missing, en_places[missing], "ar")
        if len(self.findings) == before:
            for first, second in zip(ar_places, en_places, strict=True):
                if first != second:
                    self._fault("clause-order", ar_places[first], en_places[second], id=first, en=second)
                    break
        return len(self.findings) == before

    def _report_counts(self, ar: tuple[blocks.Block, ...], en: tuple[blocks.Block, ...]) -> None:
        """Lists of one section that have another number of items: one finding a list, not one an item."""
        en_lists = _lists(en)
        for section, lists in _lists(ar).items():
            for first, second in zip(lists, en_lists.get(section, []), strict=False):
                if len(first.items) != len(second.items):
                    ar_count, en_count = len(first.items), len(second.items)
                    self._fault("item-count", first.place, second.place, id=section, ar=ar_count, en=en_count)

    def _missing(self, clause: str, place: Place, language: str) -> None:
        other = self.en_file if language == "en" else self.ar_file
        assert other is not None
        self.findings.append(error("clause-missing", place, "", Place(other), id=clause, language=language))

    def _pair(self, ar: blocks.Block, en: blocks.Block | None) -> nodes.Block:
        if isinstance(ar, blocks.Heading):
            return nodes.Heading(ar.id, ar.level, self._both(ar, en), annex=ar.annex)
        if isinstance(ar, blocks.Paragraph):
            return nodes.Paragraph(ar.id, self._both(ar, en))
        if isinstance(ar, blocks.Note):
            return nodes.Note(ar.id, self._both(ar, en))
        if isinstance(ar, blocks.List):
            assert en is None or isinstance(en, blocks.List)
            return self._list(ar, en)
        if isinstance(ar, blocks.Form):
            assert en is None or isinstance(en, blocks.Form)
            return self._form(ar, en)
        assert isinstance(ar, blocks.Table)  # own texts have been applied, nothing is Dropped
        assert en is None or isinstance(en, blocks.Table)
        return self._table(ar, en)

    def _both(self, ar: blocks.Heading | blocks.Paragraph | blocks.Note | blocks.Item, en: object) -> Both:
        if en is None:
            return Both(ar.text)
        assert isinstance(en, blocks.Heading | blocks.Paragraph | blocks.Note | blocks.Item)
        self._same_facts(ar.id, [ar.text], [en.text], ar.place, en.place)
        return Both(ar.text, en.text)

    def _list(self, ar: blocks.List, en: blocks.List | None) -> nodes.List:
        if en is not None and ar.ordered != en.ordered:
            self._fault("list-kind", ar.place, en.place, id=ar.id)
        items = []
        for index, item in enumerate(ar.items):
            partner = en.items[index] if en else None
            if partner and len(partner.children) != len(item.children):
                ar_count, en_count = (sum(len(child.items) for child in each.children) for each in (item, partner))
                self._fault("item-count", item.place, partner.place, id=item.id, ar=ar_count, en=en_count)
            children = tuple(
                self._list(
                    child,
                    partner.children[position] if partner and position < len(partner.children) else None,
                )
                for position, child in enumerate(item.children)
            )
            items.append(nodes.Item(item.id, self._both(item, partner), index + 1, children))
        return nodes.List(ar.id, ar.ordered, tuple(items))

    def _table(self, ar: blocks.Table, en: blocks.Table | None) -> nodes.Table:
        ar_rows, en_rows = (ar.header, *ar.rows), (en.header, *en.rows) if en else None
        if en_rows and [len(row) for row in ar_rows] != [len(row) for row in en_rows]:
            assert en is not None
            size = {"ar": f"{len(ar_rows)} × {len(ar.header)}", "en": f"{len(en_rows)} × {len(en.header)}"}
            self._fault("table-size", ar.place, en.place, id=ar.id, **size)
            en_rows = None
        if en and en_rows:
            ar_cells, en_cells = [*_cells(ar_rows), ar.caption], [*_cells(en_rows), en.caption]
            self._same_facts(ar.id, ar_cells, en_cells, ar.place, en.place)
        rows = tuple(
            tuple(Both(cell, en_rows[r][c] if en_rows else None) for c, cell in enumerate(row))
            for r, row in enumerate(ar_rows)
        )
        caption = Both(ar.caption, en.caption if en else None) if ar.caption else None
        return nodes.Table(ar.id, ar.kind, rows[0], rows[1:], caption)

    def _form(self, ar: blocks.Form, en: blocks.Form | None) -> nodes.Form:
        if en and len(ar.parts) != len(en.parts):
            self._fault("item-count", ar.place, en.place, id=ar.id, ar=len(ar.parts), en=len(en.parts))
            en = None
        if en:
            self._same_facts(ar.id, (ar.title,), (en.title,), ar.place, en.place)
        parts = tuple(self._part(ar.id, part, en.parts[index] if en else None) for index, part in enumerate(ar.parts))
        return nodes.Form(ar.id, Both(ar.title, en.title if en else None), parts)

    def _part(self, form: str, ar: Part, en: Part | None) -> nodes.Field | nodes.Paragraph | nodes.Table:
        """One part of a form; both languages fill in the same."""
        if en is not None and _part_kind(ar) != _part_kind(en):
            self._fault("form-parts", ar.place, en.place, id=form)
            en = None
        if isinstance(ar, blocks.Table):
            assert en is None or isinstance(en, blocks.Table)
            return self._table(ar, en)
        text = Both(ar.text)
        if en is not None and not isinstance(en, blocks.Table):
            self._same_facts(form, (ar.text,), (en.text,), ar.place, en.place)
            text = Both(ar.text, en.text)
        return nodes.Field(ar.kind, text) if isinstance(ar, blocks.Field) else nodes.Paragraph("", text)

    def _same_facts(self, clause: str, ar: Iterable[Line], en: Iterable[Line], here: Place, there: Place) -> None:
        ar_facts, en_facts = _facts(ar), _facts(en)
        if ar_facts != en_facts:
            only = {
                "ar": ", ".join(sorted(ar_facts - en_facts)) or "–",
                "en": ", ".join(sorted(en_facts - ar_facts)) or "–",
            }
            self._fault("facts-differ", here, there, id=clause, **only)

    def _fault(self, rule: str, here: Place, there: Place, **facts: object) -> None:
        self.findings.append(error(rule, here, "", there, **facts))


def _facts(lines: Iterable[Line]) -> set[str]:
    """Origins of the facts in some lines, and what the lines refer to."""
    found: set[str] = set()
    for line in lines:
        found |= {value.origin or value.text for value in values(line) if value.kind in FACT_KINDS}
        found |= {reference.clause for reference in references(line)}
    return found


def _part_kind(part: Part) -> str:
    return part.kind if isinstance(part, blocks.Field) else type(part).__name__


def _cells(rows: Iterable[tuple[Line, ...]]) -> list[Line]:
    return [cell for row in rows for cell in row]


def _kind(block: blocks.Block) -> str:
    """What a block is, as ``labels.yaml`` names it."""
    if isinstance(block, blocks.Heading):
        return "annex" if block.annex else "section" if block.level == 1 else "part"
    if isinstance(block, blocks.Table):
        return ("captioned-" if block.caption else "") + ("matrix" if block.kind == "matrix" else "table")
    return type(block).__name__.lower()


def _kinds(ar: blocks.Block, en: blocks.Block) -> dict[str, str]:
    """Both kinds in both languages, as facts of a finding."""
    names = wording.table("labels")["blocks"]
    kinds = {"ar": names[_kind(ar)], "en": names[_kind(en)]}
    return {f"{text}_{language}": kinds[text][language] for text in kinds for language in ("ar", "en")}


def _lists(found: tuple[blocks.Block, ...]) -> dict[str, list[blocks.List]]:
    """The lists of each section, nested ones under their item."""
    lists: dict[str, list[blocks.List]] = {}
    section = "text"

    def add(parent: str, block: blocks.List) -> None:
        lists.setdefault(parent, []).append(block)
        for position, item in enumerate(block.items, 1):
            for child in item.children:
                add(f"{parent}.{position}", child)

    for block in found:
        if isinstance(block, blocks.Heading):
            section = block.id
        elif isinstance(block, blocks.List):
            add(section, block)
    return lists

"""The changes of one language's text, and the own text that they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from generator import source as files
from generator.adoption import source
from generator.adoption.facts import Facts, Wish
from generator.adoption.file import OwnFile
from generator.adoption.line import Edited, Piece, clean, edit, pieces, same
from generator.adoption.words import Frame, is_usable, markdown
from generator.document.compose import Material
from generator.document.diff import Change, Clause
from generator.errors import Finding, Place, note, warning
from generator.language.inline import FACT_KINDS, Language, Line, Reference, Value, plain
from generator.policy.blocks import Block, Form, Heading, Item, List, Note, Paragraph, Table
from generator.policy.template import names_set

_CELL = re.compile(r"(.+)\.r(\d+)c(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A clause in its text: its words and place, its block, and of an item the lists that lead to it, its own last."""

    id: str
    line: Line
    place: Place
    block: Block
    item: Item | None = None
    lists: tuple[List, ...] = ()


class Adopter:
    """Takes the changes of one language; what they make stands in ``file``, ``wishes`` and ``findings``."""

    def __init__(self, language: Language, material: Material, path: Path, facts: Facts) -> None:
        self.language, self.material, self.facts = language, material, facts
        self.file = OwnFile(path, path.read_bytes().decode("utf-8-sig") if path.is_file() else "")
        own = names_set(files.read_text(path), material.names) if path.is_file() else {}
        self.own_names = {**own, **material.names}  # a name that the own text sets is not known in the library's
        self.clauses = {found.id: found for found in _clauses(material.text)}
        self.order = list(self.clauses)
        self.wishes: list[Wish] = []
        self.findings: list[Finding] = []
        self.adopted: list[str] = []
        self.expected: dict[str, str] = {}  # what a clause is to print, without its references
        self.written: dict[str, str] = {}  # the markup of lines that changed, by their ids
        self.new: list[str] = []  # ids of clauses that were added
        self.named: dict[str, str] = {}  # the last of them after each clause
        self.begun: dict[str, list[str]] = {}  # items that are added below one, before its own
        self.added: list[list[str]] = []
        self.dropped: list[list[str]] = []

    def lines(self) -> Iterator[tuple[str, Line]]:
        """The texts as they are, with the clauses they stand in."""
        for found in self.clauses.values():
            if isinstance(found.block, Table | Form):
                yield from ((found.id, line) for line in _block_lines(found.block))
            else:
                yield found.id, found.line

    def take(self, changes: Sequence[Change]) -> None:
        """All changes of a file; called once."""
        removed = [change for change in changes if not (change.after or "").strip()]
        added = [change for change in changes if change.before is None and change not in removed]
        reworded = [change for change in changes if change not in removed and change not in added]
        moved = {change.clause: change.before for change in removed if change.before is not None}
        fields = [change for change in changes if self._form_of(change) is not None]
        cells = [change for change in changes if change.kind in {"cell", "caption"} and change not in fields]
        apart = [*cells, *fields]
        lines = [change for change in reworded if change not in apart]
        for change in lines:
            self._reword(change)
        for change in (change for change in added if change not in apart):
            self._add(change, moved.get(change.clause))
        self._place_reworded({*self.begun, *(change.clause for change in lines if change.clause in self.written)})
        self._tables(cells)
        self._forms(fields)
        self._remove([change for change in removed if change not in apart])
        for piece in (*self.added, *self.dropped):
            self.file.append(piece)

    def differing(self, text: Iterable[Block]) -> Iterator[str]:
        """The clauses of a text that do not print what was typed."""
        now = {found.id: found for found in _clauses(text)}
        for clause, wanted in self.expected.items():
            if clause not in now or not same(plain(now[clause].line), wanted):
                yield clause

    # ---- words ----

    def _reword(self, change: Change) -> None:
        found = self.clauses.get(change.clause)
        if found is None or isinstance(found.block, Table):
            if not self._wish_for(change):
                self._refuse(change)
            return
        frame: Frame = "item" if found.item else _FRAMES.get(type(found.block), "paragraph")
        self._write(change.clause, found, found.line, change, frame)

    def _wish_for(self, change: Change) -> bool:
        """Whether a clause that is no text of the policy, a cell of the control table, changed in values alone that
        the profile states.
        """
        said = change.before.pieces if change.before is not None else ()
        old = tuple(Piece(part.text, Value("", part.origin, part.text) if part.origin else None) for part in said)
        edited = edit(old, change.after or "", self.language)
        if edited.lost or not same(edited.text, "".join(piece.text for piece in old)):
            return False
        wishes = []
        for at, told in edited.changed.items():
            value = edited.pieces[at].source
            where = self.facts.where(value, self.language) if isinstance(value, Value) else None
            if where is None or not isinstance(value, Value):
                return False
            wishes.append(Wish(*where, value, told, self.language, change.clause))
        self.wishes += wishes
        return bool(wishes)

    def _write(self, key: str, found: Found, line: Line, change: Change, frame: Frame) -> None:
        """Sets the markup of a line that says something else; a line of which only values changed keeps its own."""
        assert change.before is not None and change.after is not None
        if _forbidden(change.after):
            self._refuse(change)
            return
        old = pieces(line, change.before.text)
        if old is None:
            self._note("adopt-unmatched", found, id=found.id)
            edited = Edited((Piece(clean(change.after)),), {})
        else:
            edited = self._with_wishes(edit(old, change.after, self.language), old, found)
            if same(edited.text, "".join(piece.text for piece in old)):
                return
        made = markdown(edited.pieces, self._names(found), frame)
        if made is None:
            self._refuse(change)
            return
        self.written[key], literal = made
        self._tell(found, literal, edited.lost)
        if key == found.id:
            shown = (piece for piece in edited.pieces if not isinstance(piece.source, Reference))
            self.expected[key] = "".join(piece.text for piece in shown)

    def _with_wishes(self, edited: Edited, old: tuple[Piece, ...], found: Found) -> Edited:
        """The edit with the values that the profile has no place for as words, and wishes for the others."""
        words = not same(edited.text, "".join(piece.text for piece in old))
        for at, told in edited.changed.items():
            piece = edited.pieces[at]
            assert isinstance(piece.source, Value)
            where = self.facts.where(piece.source, self.language)
            if where is None or (words and not is_usable(piece, self._names(found))):
                edited = edited.literal(at)
            else:
                self.wishes.append(Wish(*where, piece.source, told, self.language, found.id))
        return edited

    def _names(self, found: Found) -> Mapping[str, Any]:
        """The names that the place of a clause may use: what an own text sets stands only in it."""
        return self.own_names if self._is_own(found) else self.material.names

    def _tell(self, found: Found, literal: tuple[Value, ...], lost: tuple[Value, ...]) -> None:
        if literal:
            self._note("adopt-literal", found, id=found.id, values=", ".join(value.text for value in literal))
        if facts := [value.text for value in lost if value.kind in FACT_KINDS]:
            self._note("adopt-lost", found, id=found.id, values=", ".join(facts))
        if found.place.file != self.file.path and "{%" in _line_at(found.place):
            self._note("adopt-condition", found, id=found.id)

    def _unchanged(self, key: str, line: Line, frame: Frame) -> str:
        """The markup of a line: what was written for it, else what it was."""
        if key in self.written:
            return self.written[key]
        if not line:
            return ""
        made = markdown(pieces(line) or (), self.material.names, frame)
        assert made is not None  # words print in any frame
        return made[0]

    # ---- where it stands ----

    def _place_reworded(self, clauses: set[str]) -> None:
        whole: set[str] = set()  # items that stand in the piece of one above them
        for clause in sorted(clauses, key=self.order.index):
            found = self.clauses[clause]
            self.adopted.append(clause)
            if self._is_own(found):
                if self._stands_alone(found):
                    self.file.reword(self.file.span(found.place.line or 1), self.written[clause])
                else:
                    self._give_up(clause)
            elif clause not in whole:
                if found.item is not None:
                    whole |= {item.id for item in _below(found.item)}
                self.file.append(self._piece(found))

    def _piece(self, found: Found) -> list[str]:
        text = self.written.get(found.id, "")
        if found.item is not None:
            return source.item(found.item, found.lists[-1], self._unchanged, self.begun)
        if isinstance(found.block, Heading):
            return source.heading(found.block, text)
        if isinstance(found.block, Note):
            return source.note(found.block, text)
        assert isinstance(found.block, Paragraph)
        return source.paragraph(found.block, text)

    def _is_own(self, found: Found) -> bool:
        return found.place.file == self.file.path

    def _stands_alone(self, found: Found) -> bool:
        """Whether no other clause comes of the same line, as those of a loop do."""
        return sum(other.place == found.place for other in self.clauses.values()) == 1

    def _give_up(self, clause: str) -> None:
        found = self.clauses[clause]
        self.adopted.remove(clause)
        text = self.expected.pop(clause, "")
        self.findings.append(warning("adopt-impossible", found.place, id=clause, text=text))

    # ---- tables and forms ----

    def _tables(self, changes: list[Change]) -> None:
        groups: dict[str, list[Change]] = {}
        for change in changes:
            clause = change.clause if change.before is not None else change.follows
            groups.setdefault(_table_of(clause), []).append(change)
        for clause, group in groups.items():
            table = self.clauses.get(clause)
            if table is None or not isinstance(table.block, Table) or not self._table(table, table.block, group):
                for change in group:
                    if table is not None or change.before is None or not self._wish_for(change):
                        self._refuse(change)

    def _table(self, found: Found, block: Table, changes: list[Change]) -> bool:
        """Writes a table with its changed cells, rows that were added and without those that were taken away."""
        rows = source.rows_of(block)
        for change in (change for change in changes if change.kind == "caption" and change.before and change.after):
            self._write(f"{found.id}/caption", found, block.caption, change, "caption")
        cells = [change for change in changes if change.kind == "cell"]
        first = _first_row(block, cells)
        if first is None:
            return False
        gone: dict[int, int] = {}
        for change in (change for change in cells if change.before is not None):
            row, column = _place_of(change.clause, first)
            if change.after is None:
                gone[row] = gone.get(row, 0) + 1
            else:
                self._write(f"{found.id}/{row}.{column}", found, rows[row - 1][1][column - 1], change, "cell")
        if any(count != len(block.header) or row == 1 for row, count in gone.items()):
            return False
        new = _new_rows(cells, first, len(block.header))
        if new is None:
            return False
        written = self._rows(found, [row for row in rows if row[0] not in gone], new)
        if len(written) < 2:
            return self._drop(found)
        if not (new or gone or any(key.startswith(f"{found.id}/") for key in self.written)):
            return True  # only values changed
        return self._put_table(found, block, written)

    def _rows(
        self, found: Found, kept: list[tuple[int, tuple[Line, ...]]], new: dict[int, list[list[str]]]
    ) -> list[list[str]]:
        """The rows of a table as markup, the header first, with the new ones after those that they follow."""
        written: list[list[str]] = []
        for row, cells in kept:
            written.append([self._unchanged(f"{found.id}/{row}.{c}", cell, "cell") for c, cell in enumerate(cells, 1)])
            written += [[self._literal(text, "cell") for text in added] for added in new.get(row, ())]
        return written

    def _put_table(self, found: Found, block: Table, rows: list[list[str]]) -> bool:
        if not self._is_own(found):
            self.file.append(source.table(block, self._unchanged, rows))
        else:
            span = self.file.table(found.place.line or 1)
            if span[1] - span[0] != len(block.rows) + 2 or f"{found.id}/caption" in self.written:
                return False
            self.file.replace(span, source.grid(replace(block, kind="grid"), rows))
        self.adopted.append(found.id)
        return True

    def _form_of(self, change: Change) -> Found | None:
        """The form that a clause is a part of."""
        clause = change.clause if change.before is not None else change.follows
        while clause:
            found = self.clauses.get(clause)
            if found is not None:
                return found if isinstance(found.block, Form) else None
            clause = clause.rpartition(".")[0]
        return None

    def _forms(self, changes: list[Change]) -> None:
        forms: dict[str, Found] = {}
        for change in changes:
            found = self._form_of(change)
            part = _part_of(found.block, change) if found and isinstance(found.block, Form) else None
            if found is None or part is None or self._is_own(found) or not (change.after or "").strip():
                self._refuse(change)
                continue
            at, line, frame = part
            self._write(f"{found.id}/{at}", found, line, change, frame)
            forms[found.id] = found
        for clause, found in forms.items():
            if any(key.startswith(f"{clause}/") for key in self.written) and isinstance(found.block, Form):
                self.file.append(source.form(found.block, self._unchanged))
                self.adopted.append(clause)

    # ---- what was added ----

    def _add(self, change: Change, moved: Clause | None) -> None:
        """A clause after another one, with an id that the other language gives it too; ``moved`` is what it was
        elsewhere. Those that follow the same clause stand in their order.
        """
        text = change.after or ""
        follows = self.named.get(change.follows, change.follows)
        anchor = self.clauses.get(change.follows) or self.clauses.get(_table_of(change.follows))
        fits = anchor is not None and change.kind in _ADDABLE and self._fits(change, anchor)
        if anchor is None or not fits or _forbidden(text):
            self._refuse(change)
            return
        own = follows != change.follows
        target = follows if own else anchor.id
        clause = self._new_id(target)
        self.new.append(clause)
        frame = _FRAME_OF[change.kind]
        text = self._moved(change, moved) or self._literal(text, frame)
        if change.kind == "item" and not own and anchor.item is not None and anchor.item.children:
            self.begun[anchor.id] = [f"{text} {{#{clause}}}"]
        else:
            self.added.append(self._new_piece(change, text, f"{{#{clause} after={target}}}", anchor))
        self.named[change.follows] = clause
        self.adopted.append(clause)
        self.expected[clause] = clean(change.after or "")

    def _fits(self, change: Change, anchor: Found) -> bool:
        """Whether a clause can stand after another one: in the midst of a list there are only items."""
        below = anchor.item is not None and bool(anchor.item.children)
        if self._is_own(anchor) and (below or not self._is_piece(anchor)):
            return False
        if change.kind == "item":
            return True
        if isinstance(anchor.block, Heading) and change.kind == "heading":
            return False
        return not isinstance(anchor.block, List) or anchor.id == list(_items(anchor.block))[-1].id

    def _new_piece(self, change: Change, text: str, tail: str, anchor: Found) -> list[str]:
        if change.kind == "note":
            return ["::: note", f"{text} {tail}", ":::"]
        if change.kind == "heading":
            return [f"{'#' * (self._level(anchor) + 1)} {text} {tail.removesuffix('}')} alone}}"]
        return [f"{self._sign(anchor)}{text} {tail}" if change.kind == "item" else f"{text} {tail}"]

    def _moved(self, change: Change, before: Clause | None) -> str:
        """The markup of a clause that stands elsewhere now, with the values that it had."""
        found = self.clauses.get(change.clause) if before is not None else None
        old = pieces(found.line, before.text) if found is not None and before is not None else None
        if old is None:
            return ""
        made = markdown(edit(old, change.after or "", self.language).pieces, self.material.names, "item")
        return made[0] if made else ""

    def _sign(self, anchor: Found) -> str:
        """The marker of the list that an item joins: that of the clause before it, or the one behind that."""
        if anchor.lists:
            return source.marker(anchor.lists[-1])
        at = self.material.text.index(anchor.block) + 1
        following = self.material.text[at] if at < len(self.material.text) else None
        return source.marker(following) if isinstance(following, List) else "1. "

    def _level(self, anchor: Found) -> int:
        """The level of a heading: that of the heading before it."""
        level = 1
        for block in self.material.text:
            if isinstance(block, Heading):
                level = block.level
            if block is anchor.block:
                break
        return level

    def _new_id(self, target: str) -> str:
        """``handling-3-a``: the clause it stands after and a letter, alike in both languages."""
        root = re.sub(r"-[a-z]+$", "", target) if target in self.new else target
        known = {*self.clauses, *self.new}
        letters = (*ascii_lowercase, *(f"{a}{b}" for a in ascii_lowercase for b in ascii_lowercase))
        base = root.replace(".", "-")
        return next(name for letter in letters if (name := f"{base}-{letter}") not in known)

    def _literal(self, text: str, frame: Frame) -> str:
        made = markdown((Piece(clean(text)),), self.material.names, frame) if text.strip() else ("", ())
        assert made is not None  # words print in any frame
        return made[0]

    # ---- what was taken away ----

    def _remove(self, changes: list[Change]) -> None:
        gone = {change.clause for change in changes}
        done: set[str] = set()
        for change in changes:
            found = self.clauses.get(change.clause)
            if change.clause in done:
                continue
            if found is None or isinstance(found.block, Table | Form):
                self._refuse(change)
                continue
            below = self._under(found)
            alone = not set(below) <= gone
            if found.item is not None and alone:
                self._refuse(change)
                continue
            if self._wish_away(found):
                continue
            if not self._drop(found, alone=alone and isinstance(found.block, Heading)):
                self._refuse(change)
                continue
            done |= set() if alone else set(below)

    def _under(self, found: Found) -> list[str]:
        """The clauses that go with one."""
        if found.item is not None:
            return [item.id for item in _below(found.item)][1:]
        if not isinstance(found.block, Heading):
            return []
        under: list[str] = []
        for clause in self.order[self.order.index(found.id) + 1 :]:
            block = self.clauses[clause].block
            if isinstance(block, Heading) and block.level <= found.block.level:
                break
            under.append(clause)
        return under

    def _wish_away(self, found: Found) -> bool:
        """An item that is a term of the profile's list goes there."""
        value = found.line[0] if len(found.line) == 1 else None
        where = self.facts.where(value, self.language) if isinstance(value, Value) and found.item else None
        if where is None or not isinstance(value, Value) or where[1] != "terms":
            return False
        self.wishes.append(Wish(*where, value, "", self.language, found.id))
        return True

    def _drop(self, found: Found, *, alone: bool = False) -> bool:
        """Leaves a clause out: by its id, or, where it is of the own text, by its lines."""
        mark = [f"{{#{found.id} alone dropped}}" if alone else f"{{#{found.id} dropped}}"]
        if not self._is_own(found):
            self.dropped.append(mark)
        elif isinstance(found.block, Paragraph) or found.item is not None:
            if not self._stands_alone(found):
                return False
            line = found.place.line or 1
            span = self.file.item(line) if found.item is not None else self.file.span(line)
            replaces = self._is_piece(found) and found.id in self._library()
            self.file.replace(span, [])
            if replaces:
                self.dropped.append(mark)
        else:
            return False
        self.adopted.append(found.id)
        return True

    def _library(self) -> set[str]:
        return {found.id for found in _clauses(self.material.library)}

    def _is_piece(self, found: Found) -> bool:
        """Whether a clause of the own text stands for or after another one by itself, before its first section."""
        for block in self.material.own:
            if isinstance(block, Heading) and not block.alone:
                return False
            if found.id in {known.id for known in _clauses((block,))}:
                return found.item is None or any(item.id == found.id for item in getattr(block, "items", ()))
        return False

    # ---- findings ----

    def _refuse(self, change: Change) -> None:
        found = self.clauses.get(change.clause)
        place = found.place if found else Place(self.file.path)
        text = clean(change.after or (change.before.text if change.before else ""))
        facts = {"id": change.clause or change.follows, "text": text}
        self.findings.append(warning("adopt-impossible", place, **facts))

    def _note(self, rule: str, found: Found, **facts: str) -> None:
        self.findings.append(note(rule, found.place, **facts))


_FRAMES: dict[type, Frame] = {Heading: "heading", Paragraph: "paragraph", Note: "note"}
_ADDABLE = {"heading", "paragraph", "item", "note"}
_FRAME_OF: dict[str, Frame] = {"heading": "heading", "paragraph": "paragraph", "item": "item", "note": "note"}


def _clauses(text: Iterable[Block]) -> Iterator[Found]:
    """Every clause of a text in reading order."""
    for block in text:
        if isinstance(block, List):
            yield from _of_list(block, block, ())
        elif isinstance(block, Table):
            yield Found(block.id, block.caption, block.place, block)
        elif isinstance(block, Form):
            yield Found(block.id, block.title, block.place, block)
        elif isinstance(block, Heading | Paragraph | Note):
            yield Found(block.id, block.text, block.place, block)


def _of_list(block: List, outer: List, lists: tuple[List, ...]) -> Iterator[Found]:
    for item in block.items:
        path = (*lists, block)
        yield Found(item.id, item.text, item.place, outer, item, path)
        for child in item.children:
            yield from _of_list(child, outer, path)


def _below(item: Item) -> Iterator[Item]:
    """An item and those below it."""
    yield item
    for child in item.children:
        yield from _items(child)


def _items(block: List) -> Iterator[Item]:
    for item in block.items:
        yield from _below(item)


def _block_lines(block: Table | Form) -> Iterator[Line]:
    if isinstance(block, Table):
        yield from (cell for row in (block.header, *block.rows) for cell in row)
        yield block.caption
        return
    yield block.title
    for part in block.parts:
        yield from _block_lines(part) if isinstance(part, Table) else (part.text,)


def _table_of(clause: str) -> str:
    found = _CELL.fullmatch(clause)
    return found[1] if found else clause


def _place_of(clause: str, first: int) -> tuple[int, int]:
    """Row and column of a cell, both from 1, the header being the first row."""
    found = _CELL.fullmatch(clause)
    assert found is not None
    return int(found[2]) - first + 1, int(found[3])


def _first_row(block: Table, changes: list[Change]) -> int | None:
    """The number that the header's row bears, 0 or 1: the one with which the cells are what they were."""
    known = [change for change in changes if change.before is not None]
    rows = source.rows_of(block)
    for first in (0, 1):
        places = [_place_of(change.clause, first) for change in known]
        if not all(0 < row <= len(rows) and 0 < column <= len(block.header) for row, column in places):
            continue
        texts = [rows[row - 1][1][column - 1] for row, column in places]
        pairs = zip(texts, known, strict=True)
        if all(pieces(line, change.before.text) is not None or not line for line, change in pairs if change.before):
            return first
    return None


def _new_rows(changes: list[Change], first: int, columns: int) -> dict[int, list[list[str]]] | None:
    """The texts of rows that were added, by the row that they follow; None where a row is not whole."""
    texts: dict[int, list[str]] = {}
    for change in (change for change in changes if change.before is None):
        at = _place_of(change.follows, first)[0] if _CELL.fullmatch(change.follows) else 1
        texts.setdefault(at, []).append(change.after or "")
    if any(len(cells) % columns for cells in texts.values()):
        return None
    return {
        at: [cells[start : start + columns] for start in range(0, len(cells), columns)] for at, cells in texts.items()
    }


def _part_of(form: Form, change: Change) -> tuple[str, Line, Frame] | None:
    """The part of a form that a change is of: its place, its line and its frame; None where the form has no such."""
    place, _, cell = change.clause.removeprefix(form.id).strip(".").partition(".")
    if not place:
        return "0", form.title, "paragraph"
    part = form.parts[int(place) - 1] if place.isdigit() and 0 < int(place) <= len(form.parts) else None
    if isinstance(part, Table):
        found = _CELL.fullmatch(f"x.{cell}")
        rows = (part.header, *part.rows)
        if found is None or int(found[2]) >= len(rows) or not 0 < int(found[3]) <= len(part.header):
            return None
        row, column = int(found[2]), int(found[3])
        return f"{place}/{row}.{column}", rows[row][column - 1], "cell"
    if part is None:
        return None
    return place, part.text, "paragraph" if isinstance(part, Paragraph) else "field"


def _forbidden(text: str) -> bool:
    """Whether a text holds characters that no file may hold, such as the signs of a symbol font."""
    return any(map(files.is_forbidden, clean(text)))


def _line_at(place: Place) -> str:
    lines = files.read_text(place.file).split("\n")
    return lines[place.line - 1] if place.line and place.line <= len(lines) else ""

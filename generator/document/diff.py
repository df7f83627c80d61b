"""What two versions of a text differ in: which clauses, and which words and facts of a clause.

It knows clauses as printed and nothing of where they stand: versions of a policy are compared by it, and so is a Word
file that came back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from generator.language.inline import Language

ClauseKind = Literal["heading", "paragraph", "item", "note", "cell", "caption", "field"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a clause as printed; ``origin`` names the fact they come from (``contact.phone``), or the mention they
    are (``#clause``, ``policy:id``); "" for words.
    """

    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in one language as printed, without its label. A cell of a table has the table's id and its place:
    ``channels-table.r2c1``.
    """

    id: str
    language: Language
    kind: ClauseKind
    pieces: tuple[Piece, ...]
    label: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that is not what it was.

    ``before`` is None where it was added, ``after`` is None where it was removed; an added one stands after the
    clause with the id ``follows`` ("" at the begin). A clause that was moved is removed and added.
    """

    clause: str
    language: Language
    kind: ClauseKind
    before: Clause | None
    after: str | None
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of two versions of a clause: in both, or in the earlier or the later one alone."""

    kind: Literal["equal", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A fact whose words were changed; ``after`` is None where the words around it changed too, so that nothing tells
    which of the new ones state it.
    """

    origin: str
    before: str
    after: str | None


# Clauses ---


def changes(before: Sequence[Clause], after: Sequence[Clause]) -> tuple[Change, ...]:
    """What makes ``after`` of ``before``, in reading order, both languages of a clause together.

    Clauses are the same by id and language; no id occurs twice in one language. Of clauses in another order as few
    as possible count as moved. Several clauses added after the same one stand in the order of their changes. Labels do
    not count: they follow from the order.
    """
    languages = dict.fromkeys(clause.language for clause in (*before, *after))
    found = [
        change
        for language in languages
        for change in _changes(
            [clause for clause in before if clause.language == language],
            [clause for clause in after if clause.language == language],
        )
    ]
    places = {clause: place for place, clause in enumerate(dict.fromkeys(clause.id for clause in before), 1)}
    return tuple(sorted(found, key=lambda change: _place(change, places)))


def _place(change: Change, places: dict[str, int]) -> tuple[int, bool]:
    """Where a change shows: at its clause, an added one behind the one it follows."""
    added = change.before is None
    return places.get(change.follows if added else change.clause, 0), added


def _changes(before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[Change]:
    """The changes of one language."""
    known = {clause.id: clause for clause in before}
    stay = _staying([clause.id for clause in before], [clause.id for clause in after])
    for gone in before:
        if gone.id not in stay:
            yield Change(gone.id, gone.language, gone.kind, gone, None)
    follows = ""
    for clause in after:
        if clause.id not in stay:
            yield Change(clause.id, clause.language, clause.kind, None, clause.text, follows)
            continue
        follows = clause.id
        if clause.text != known[clause.id].text:
            yield Change(clause.id, clause.language, clause.kind, known[clause.id], clause.text)


def _staying(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The most ids that stand in both in the same order: a longest increasing subsequence of their places."""
    places = {clause: place for place, clause in enumerate(before)}
    common = [clause for clause in after if clause in places]
    ends: list[int] = []  # the least place that a subsequence of each length ends with
    lengths = []
    for clause in common:
        length = bisect_left(ends, places[clause])
        ends[length : length + 1] = [places[clause]]
        lengths.append(length)
    stay, wanted, last = set(), len(ends) - 1, len(before)
    for clause, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted and places[clause] < last:
            stay.add(clause)
            wanted, last = wanted - 1, places[clause]
    return stay


# Words ---

#: Words with what joins them inside (``info@example.org``, ``أ-1``), spaces, single signs. Arabic vowel marks belong to
#: the word they end.
_LETTER = r"[\w\u064b-\u065f\u0670]"
_TOKEN = re.compile(rf"\s+|{_LETTER}(?:\S*{_LETTER})?|\S")
_Token = tuple[int, int, str]
_Opcode = tuple[str, int, int, int, int]


def words(before: str, after: str) -> tuple[Span, ...]:
    """The words that are in both texts, in the first or in the second alone; what stands between two changes and is
    no word belongs to both.
    """
    spans: list[Span] = []
    for removed, added, equal in _blocks(before, after):
        for kind, text in (("removed", removed), ("added", added), ("equal", equal)):
            if text:
                spans.append(Span(kind, text))  # type: ignore[arg-type]
    return tuple(spans)


def _blocks(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Changes, each with the equal text behind it."""
    removed = added = ""
    opcodes = _opcodes(_tokens(before), _tokens(after))
    for place, (tag, i, j, k, m) in enumerate(opcodes):
        between = (removed or added) and place < len(opcodes) - 1 and not before[i:j].strip()
        if tag != "equal" or between:
            removed, added = removed + before[i:j], added + after[k:m]
        else:
            yield removed, added, before[i:j]
            removed = added = ""
    if removed or added:
        yield removed, added, ""


def changed_values(before: Clause, after: str) -> tuple[ChangedValue, ...]:
    """The facts of a clause that its later text states otherwise or no more, in reading order."""
    text, start, found = before.text, 0, []
    tokens, later = _tokens(text), _tokens(after)
    steps = _trimmed(_opcodes(tokens, later), text, after)
    for piece in before.pieces:
        end = start + len(piece.text)
        stays = _count(piece.text, later) >= _count(piece.text, tokens) > 0  # though perhaps among other words
        if piece.origin and not stays and any(_touches(step, start, end) for step in steps):
            found.append(ChangedValue(piece.origin, piece.text, _restated(steps, start, end, after)))
        start = end
    return tuple(found)


def _count(value: str, tokens: Sequence[_Token]) -> int:
    """How often the words of a value stand in a text."""
    wanted, given = [[word for *_, word in found] for found in (_tokens(value), tokens)]
    return sum(given[place : place + len(wanted)] == wanted for place in range(len(given)))


def _trimmed(opcodes: Sequence[_Opcode], before: str, after: str) -> list[_Opcode]:
    """Steps in which what a replaced piece and its successor begin and end with counts as equal: a value may stand in
    one word with others (``1445هـ``).
    """
    found: list[_Opcode] = []
    for tag, i, j, k, m in opcodes:
        if tag != "replace":
            found.append((tag, i, j, k, m))
            continue
        head = _alike(before[i:j], after[k:m])
        tail = _alike(before[i + head : j][::-1], after[k + head : m][::-1])
        found += [
            ("equal", i, i + head, k, k + head),
            ("replace", i + head, j - tail, k + head, m - tail),
            ("equal", j - tail, j, m - tail, m),
        ]
    return found


def _alike(one: str, other: str) -> int:
    """With how many characters both texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _touches(step: _Opcode, begin: int, end: int) -> bool:
    """Whether something inside a span was taken out or put in."""
    tag, i, j, _, _ = step
    return tag != "equal" and ((i < end and begin < j) if i < j else begin < i < end)


def _restated(steps: Sequence[_Opcode], begin: int, end: int, after: str) -> str | None:
    """The words of the later text in the place of a span, where its edges are known there."""
    start = stop = None
    for tag, i, j, k, m in steps:
        if i <= begin < j and (begin == i or tag == "equal"):
            start = k + begin - i
        if i < end <= j and (end == j or tag == "equal"):
            stop = m if end == j else k + end - i
    return None if start is None or stop is None else after[start:stop].strip()


def _tokens(text: str) -> list[tuple[int, int, str]]:
    """The words of a text with their places."""
    return [(*match.span(), match[0]) for match in _TOKEN.finditer(text)]


def _opcodes(before: Sequence[_Token], after: Sequence[_Token]) -> list[_Opcode]:
    """What difflib says of two texts by words, in places of characters."""
    matcher = SequenceMatcher(None, [word for *_, word in before], [word for *_, word in after], autojunk=False)
    return [(tag, *_characters(before, i, j), *_characters(after, k, m)) for tag, i, j, k, m in matcher.get_opcodes()]


def _characters(tokens: Sequence[_Token], first: int, last: int) -> tuple[int, int]:
    if first < len(tokens):
        start = tokens[first][0]
        return start, tokens[last - 1][1] if last > first else start
    end = tokens[-1][1] if tokens else 0
    return end, end

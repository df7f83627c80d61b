"""Which paragraph is which clause, after a document was edited.

Programs lose bookmarks, double them, or leave them behind when a paragraph is cut in two; and texts repeat. So all
evidence counts: first the longest stretches of paragraphs that say what clauses say in the same order; between those,
in order, what has a clause's bookmark or most of its words; at last what was moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from generator.document.diff import Clause, ClauseKind, Piece
from generator.docx.paragraphs import Paragraph, plain
from generator.docx.record import Record
from generator.language.inline import Language

#: A paragraph is a clause if it has so large a part of its pairs of letters; of a moved one, with its bookmark.
_ALIKE, _MOVED = 0.45, 0.3
#: What a bookmark counts beside that, one of another clause, and all words of a clause at the begin; how well a filled
#: cell fits the empty one.
_OWN, _FOREIGN, _BEGINS, _FILLED = 1.0, 0.2, 0.3, 0.3
#: Shorter texts repeat, so that nothing tells whether they were moved.
_SHORTEST_MOVED = 12
#: Where more pairs of clauses and paragraphs are to be compared, only bookmarks and equal words tell.
_MOST = 250_000


def identify(known: Sequence[Clause], record: Record, paragraphs: Sequence[Paragraph]) -> tuple[Clause, ...]:
    """The clauses that paragraphs are, in their order in each language: those of ``known`` by their ids with the words
    they have now, new ones named by the clause they stand after and a number (``handling.3+1``). What had no words and
    has none yet (a cell to write in) keeps its place.

    ``record`` tells the bookmarks, and what was in controls.
    """
    languages = tuple(dict.fromkeys(clause.language for clause in known))
    last_arabic = _last_columns(paragraphs)
    found: list[Clause] = []
    for language in languages:
        mine = [clause for clause in known if clause.language == language]
        texts, labels = {plain(clause.text) for clause in mine}, labels_of(mine)
        candidates = [
            _candidate(paragraph, record.controls, texts, labels)
            for paragraph in paragraphs
            if len(languages) == 1 or paragraph.rtl == (language == "ar")
        ]
        candidates = [made for made in candidates if made.text and made.key]
        if language == "en" and len(languages) > 1:
            candidates = _unmirrored(candidates, last_arabic)
        found += _Matcher(mine, candidates, record, language).clauses()
    return tuple(found)


# Candidates ---


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A paragraph that may be a clause: its words, and those it would have were its controls as they were written."""

    paragraph: Paragraph
    text: str
    key: str
    pairs: Counter[str]

    @property
    def row(self) -> int:
        """The row of a table it stands in, or 0."""
        return self.paragraph.row.row if self.paragraph.row else 0

    @property
    def table(self) -> int:
        """The table it stands in, or 0."""
        return self.paragraph.row.table if self.paragraph.row else 0


def labels_of(known: Iterable[Clause]) -> frozenset[str]:
    """The labels that stand before some clauses."""
    return frozenset(plain(clause.label) for clause in known if clause.label)


def _candidate(
    paragraph: Paragraph, controls: Mapping[str, Sequence[str]], texts: Collection[str], labels: Collection[str]
) -> _Candidate:
    key, whole = paragraph.text(labels, controls), plain(paragraph.printed)
    if key not in texts and whole in texts:  # what looks like a label is none
        key = whole
    return _Candidate(paragraph, whole if key == whole else paragraph.text(labels), key, _pairs(key))


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(f" {text} ")))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """How large a part of their pairs of letters two texts share (Dice)."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0


def _last_columns(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """The last column with Arabic in each row of a table."""
    found: dict[int, int] = {}
    for row in (paragraph.row for paragraph in paragraphs if paragraph.row and paragraph.rtl):
        found[row.row] = max(row.column, found.get(row.row, 0))
    return found


def _unmirrored(candidates: list[_Candidate], last_arabic: Mapping[int, int]) -> list[_Candidate]:
    """English cells in the order of reading: beside the Arabic ones of a row they stand in reverse."""
    made: list[_Candidate] = []
    for number, group in groupby(candidates, key=lambda candidate: candidate.row):
        cells = list(group)
        rows = [cell.paragraph.row for cell in cells if cell.paragraph.row]
        if number and all(row.mirrored and row.column > last_arabic.get(number, -1) for row in rows):
            cells.sort(key=lambda cell: -cell.paragraph.row.column if cell.paragraph.row else 0)
        made += cells
    return made


# Matching ---


class _Matcher:
    """Finds the clauses of one language."""

    def __init__(
        self, known: Sequence[Clause], candidates: Sequence[_Candidate], record: Record, language: Language
    ) -> None:
        self.known, self.candidates, self.language = known, candidates, language
        self.texts = [plain(clause.text) for clause in known]
        self.pairs = [_pairs(text) for text in self.texts]
        self.owners = {mark: clause for (clause, spoken), mark in record.bookmarks.items() if spoken == language}
        self.of: dict[int, int] = {}  # clauses by candidates

    def clauses(self) -> list[Clause]:
        """The clauses that candidates are, and those without words."""
        self._match_exact(_rows([_row_of(clause) for clause in self.known], self.texts), self._rows_found())
        self._match_exact(self.texts, [candidate.key for candidate in self.candidates])
        for gap in list(self._gaps()):
            self._match_alike(*gap)
        for gap in list(self._gaps()):
            self._match_left(*gap)
        ordered = set(self.of)
        self._match_moved()
        made = list(self._named(ordered))
        self._keep_empty(made)
        return made

    def _rows_found(self) -> list[Hashable]:
        return _rows([candidate.row for candidate in self.candidates], [made.key for made in self.candidates])

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """Clauses and candidates between those that are matched, which are in order."""
        ends = [(-1, -1), *sorted((clause, found) for found, clause in self.of.items())]
        for (clause, found), (next_clause, next_found) in pairwise([*ends, (len(self.known), len(self.candidates))]):
            if next_clause - clause > 1 and next_found - found > 1:
                yield range(clause + 1, next_clause), range(found + 1, next_found)

    def _match_exact(self, known: Sequence[Hashable], found: Sequence[Hashable]) -> None:
        """Matches the longest stretches of equal keys; a clause without words has none."""
        for clauses, candidates in list(self._gaps()):
            keys = [known[clause] if self.texts[clause] else (clause, None) for clause in clauses]
            matcher = SequenceMatcher(None, keys, [found[candidate] for candidate in candidates], autojunk=False)
            for block in matcher.get_matching_blocks():
                for step in range(block.size):
                    self.of[candidates[block.b + step]] = clauses[block.a + step]

    def _match_alike(self, clauses: range, candidates: range) -> None:
        """Matches a gap so that the likeness is greatest as a whole, in order."""
        if len(clauses) * len(candidates) > _MOST:
            return
        best = [[0.0] * (len(candidates) + 1) for _ in range(len(clauses) + 1)]
        scores = [[self._score(clause, found) for found in candidates] for clause in clauses]
        for i in reversed(range(len(clauses))):
            for j in reversed(range(len(candidates))):
                best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + scores[i][j])
        i = j = 0
        while i < len(clauses) and j < len(candidates):
            if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
                self.of[candidates[j]] = clauses[i]
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _score(self, clause: int, found: int) -> float:
        """How sure it is that a candidate is a clause; 0 where nothing tells so."""
        candidate, given = self.candidates[found], self.known[clause]
        if not self.texts[clause]:
            row = candidate.paragraph.row
            return _FILLED if row and given.id.endswith(f"c{row.column + 1}") else 0.0
        owned = self._owned(candidate)
        likeness = _likeness(candidate.pairs, self.pairs[clause])
        if given.id in owned:
            first = given.id == owned[0] and likeness >= _MOVED  # of two that were joined
            return _OWN + likeness + first
        if likeness < _ALIKE:
            return 0.0
        begins = candidate.key.startswith(self.texts[clause])
        return likeness + (_BEGINS if begins else 0.0) - (_FOREIGN if owned else 0.0)

    def _owned(self, candidate: _Candidate) -> list[str]:
        """The clauses whose bookmarks a candidate has."""
        return [self.owners[mark] for mark in candidate.paragraph.bookmarks if mark in self.owners]

    def _match_left(self, clauses: range, candidates: range) -> None:
        """Matches what is left between two clauses where it is as many of the same kind: reworded altogether."""
        left = [clause for clause in clauses if self.texts[clause]]
        if len(left) == len(candidates) and all(
            self._fits(self.known[clause], self.candidates[found])
            for clause, found in zip(left, candidates, strict=True)
        ):
            self.of |= dict(zip(candidates, left, strict=True))

    def _fits(self, clause: Clause, candidate: _Candidate) -> bool:
        paragraph = candidate.paragraph
        if clause.kind == "cell":
            return paragraph.row is not None
        listed = paragraph.listed or candidate.text != plain(paragraph.printed)
        return (clause.kind == "heading") == (paragraph.heading > 0) and (clause.kind == "item") <= listed

    def _match_moved(self) -> None:
        """Matches what stands elsewhere now."""
        free = {clause: text for clause, text in enumerate(self.texts) if clause not in set(self.of.values()) and text}
        for found, candidate in enumerate(self.candidates):
            if found in self.of:
                continue
            owned = self._owned(candidate)
            for clause, text in free.items():
                same = candidate.key == text and len(text) >= _SHORTEST_MOVED
                marked = self.known[clause].id in owned
                if same or (marked and _likeness(candidate.pairs, self.pairs[clause]) >= _MOVED):
                    self.of[found] = clause
                    del free[clause]
                    break

    # ---- clauses ----

    def _named(self, ordered: set[int]) -> Iterator[Clause]:
        """The candidates as clauses; a new one has the name of the one it stands after."""
        taken = {clause.id for clause in self.known}
        before: tuple[Clause, _Candidate] | None = None
        for found, candidate in enumerate(self.candidates):
            if found in self.of:
                clause = made = self.known[self.of[found]]
                if candidate.key != self.texts[self.of[found]]:
                    made = replace(clause, pieces=(Piece(candidate.text),))
                if found in ordered:
                    before = clause, candidate
            else:
                after = before[0].id if before else ""
                name = next(name for name in map(f"{after}+{{}}".format, range(1, len(taken) + 2)) if name not in taken)
                taken.add(name)
                made = Clause(name, self.language, self._kind(candidate, before), (Piece(candidate.text),))
            yield made

    def _keep_empty(self, made: list[Clause]) -> None:
        """Puts the clauses without words behind those they stood behind."""
        places = {clause.id for clause in made}
        at = 0
        for clause, text in zip(self.known, self.texts, strict=True):
            if clause.id in places:
                at = next(place for place, known in enumerate(made) if known.id == clause.id) + 1
            elif not text:
                made.insert(at, clause)
                at += 1

    def _kind(self, candidate: _Candidate, before: tuple[Clause, _Candidate] | None) -> ClauseKind:
        """The kind of a new clause: that of the one before where it looks like it."""
        paragraph = candidate.paragraph
        if before and before[0].kind == "cell" and before[1].table == candidate.table:
            return "cell"
        if before and before[0].kind != "cell" and before[1].paragraph.style == paragraph.style:
            return before[0].kind
        if paragraph.heading:
            return "heading"
        return "item" if paragraph.listed else "paragraph"


def _row_of(clause: Clause) -> str:
    """The row of a table that a clause stands in, or ""."""
    return clause.id.rpartition("c")[0] if clause.kind == "cell" else ""


def _rows(rows: Sequence[object], texts: Sequence[str]) -> list[Hashable]:
    """Texts with those of the row of a table they stand in, where there are others."""
    made: list[Hashable] = []
    for row, group in groupby(zip(rows, texts, strict=True), key=lambda entry: entry[0]):
        inside = [text for _, text in group]
        whole = tuple(text for text in inside if text)
        made += [(text, whole if row and len(whole) > 1 else ()) for text in inside]
    return made

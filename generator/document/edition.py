"""An edition: the document as renderers get it, with language, direction, digits and labels decided.

A text appears as *sides*: one in a single-language edition, two in the bilingual one (Arabic first). Renderers lay
sides out; they never choose words, digits, labels or directions, and never look at anything but this tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Literal

from generator.document.columns import LINE
from generator.document.diff import Piece
from generator.language.inline import Direction, Language

EditionName = Literal["ar", "en", "bilingual"]
NumberScheme = Literal["decimal", "hijai", "abjad", "none"]
Marker = Literal["decimal", "letter", "bullet"]
Calendar = Literal["hijri", "gregorian"]

#: So many rows and paragraphs of a closing sheet fit on a page with room to spare.
_ROOMY = 9
#: Letters of a statement in a line.
_STATEMENT_LINE = 85
#: Lines that the room between two rows takes, and a row to write in.
_BETWEEN, _FILL_ROW = 0.5, 2.5
#: Letters of a contents line, of one language and of one beside another.
_ENTRY, _ENTRY_BESIDE = 80, 40
#: Words of fields that sign a form, and of options that stand two on a line, are no longer than this.
_SHORT_DATE, _SHORT_OPTION = 16, 38
#: A form of at most so many lines stays on one page.
_SHORT_FORM = 8


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill in, as programs know it; in print it is what stands there, or nothing.

    ``key``: dotted words of no language (``approval.meeting``), which stay when texts change. Places of one key hold
    one fact: where they are ``shared``, it is filled in once. ``name`` says in all languages of the document what is
    asked. A ``choice`` is made among ``options`` by key, each with its words in the language of the place. ``value`` is
    what is already there, of a choice the key; "" where nothing is.
    """

    key: str
    name: str
    kind: Literal["line", "text", "date", "choice", "box"]
    calendar: Calendar | None = None
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one language, direction and style.

    ``island`` is true for a run that needs an element of its own, since it runs against its line or would be reordered
    in it (UAX #9): renderers isolate it. Neighbouring text of one style is always one run, since an element boundary
    inside a word breaks Arabic joining. ``href`` is an address outside, or ``#`` and the anchor of a heading or block.
    ``slot``: these characters (there may be none) are a place to fill in.
    """

    text: str
    language: Language
    direction: Direction
    island: bool = False
    strong: bool = False
    href: str | None = None
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One language's version of one text; ``label`` is its printed number or list marker ("ج", "E-1", "2.").

    ``pieces`` are the same characters by the facts they come from, for comparing; renderers do not look at them.
    """

    language: Language
    runs: tuple[Run, ...]
    label: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def direction(self) -> Direction:
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def stretches(self) -> list[tuple[Run, ...]]:
        """The runs as islands and flowing text: neighbouring runs of one island, cut by its style, are one stretch.

        Two isolates side by side would be ordered against the line.
        """
        kinds = groupby(self.runs, lambda run: (run.island, run.direction, run.language if run.island else ""))
        return [tuple(runs) for _, runs in kinds]


Sides = tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section (level 1) or subsection (level 2). ``number`` counts from 1 along the path; empty where unnumbered.

    ``scheme`` names the numbering of its own level, for renderers that number by themselves (Word); the printed label
    stands on each side.
    """

    level: int
    anchor: str
    sides: Sides
    number: tuple[int, ...] = ()
    scheme: NumberScheme = "none"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``muted`` for secondary remarks."""

    sides: Sides
    anchor: str | None = None
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``index`` counts from 1. Sides carry the printed marker in ``label``."""

    index: int
    sides: Sides
    anchor: str | None = None
    children: tuple[List, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """A list at ``depth`` 0 or deeper; renderers may number it themselves by ``marker``."""

    marker: Marker
    depth: int
    items: tuple[Item, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A highlighted remark; ``labels`` is its run-in word (تنبيه / Note), one side each."""

    labels: Sides
    sides: Sides
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ``sides`` in cells.

    ``header`` may be empty only where every row begins with a row header (``row_headers``). ``widths`` are percentages.
    ``stacked`` (bilingual only): each cell holds Arabic above English; else the columns stand mirrored, Arabic at the
    right, English at the left. ``kind``: ``grid`` for text, ``matrix`` for centred words, ``keys`` for names of facts
    and the facts, ``sign`` for rows to be signed and ``fill`` for cells to write in (high enough for a pen).
    """

    kind: Literal["grid", "matrix", "keys", "sign", "fill"]
    header: tuple[Sides, ...]
    rows: tuple[tuple[Sides, ...], ...]
    widths: tuple[int, ...]
    stacked: bool = False
    row_headers: bool = False
    caption: Sides = ()
    anchor: str | None = None
    description: str = ""  # for readers who do not see the table

    @property
    def lines(self) -> float:
        """About how many lines its rows take, room between them included: by this renderers know which tables to keep
        on one page.
        """
        return sum(self._height(row) for row in self.rows)

    def _height(self, row: tuple[Sides, ...]) -> float:
        if self.kind == "fill":
            return _FILL_ROW
        mirrored = len(row[0]) > 1 and not self.stacked
        heights = [1]
        for sides, width in zip(row, self.widths, strict=True):
            letters = LINE * width / (200 if mirrored else 100)
            lines = [ceil(len(side.plain) / letters) for side in {side.plain: side for side in sides}.values()]
            heights.append(sum(lines) if self.stacked else max(lines))
        return max(heights) + _BETWEEN


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill in and its words: a line, room for a text, a date, a choice, or a box to tick, which is the
    label of the words.

    ``blank`` is what stands in that place: one side for all languages or one for each, with the slots; () where only a
    pen can fill it in (a signature).
    """

    kind: Literal["line", "text", "date", "choice", "box"]
    sides: Sides
    blank: Sides = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A title, and what is filled in or declared under it: fields, statements, tables of the kind ``fill``."""

    title: Sides
    parts: tuple[Part, ...]
    anchor: str | None = None

    @property
    def rows(self) -> tuple[tuple[Part, ...], ...]:
        """The parts as they stand under each other: in one language the fields that sign a form (name, position,
        signature, date) and short options stand two on a line.
        """
        if len(self.title) > 1:
            return tuple((part,) for part in self.parts)
        return tuple(_paired(self.parts))

    @property
    def is_short(self) -> bool:
        """Whether it stays on one page: without a table to write in, and of few lines."""
        lines = 0.0
        for row in self.rows:
            part = row[0]
            if isinstance(part, Table):
                return False
            lines += max(map(_lines, part.sides)) if isinstance(part, Paragraph) else 1.5
        return lines <= _SHORT_FORM


Part = Field | Paragraph | Table
Block = Heading | Paragraph | List | Note | Table | Form


def _lines(statement: Side) -> int:
    return ceil(len(statement.plain) / _STATEMENT_LINE)


def _paired(parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """The parts of a form in one language, two in a row where both are short."""
    place = 0
    while place < len(parts):
        count = _signing(parts[place:])
        if count:
            odd = count % 2
            yield from ((part,) for part in parts[place : place + odd])
        else:
            count, odd = _options(parts[place:]), 0
        if count:
            yield from (parts[at : min(at + 2, place + count)] for at in range(place + odd, place + count, 2))
        else:
            yield (parts[place],)
        place += count or 1


def _signing(parts: tuple[Part, ...]) -> int:
    """How many fields at the begin of ``parts`` sign a form: at least two named by one word each, then a date."""
    for count, part in enumerate(parts):
        if not isinstance(part, Field):
            return 0
        words = part.sides[0].plain
        if part.kind == "date":
            return count + 1 if count > 1 and len(words) <= _SHORT_DATE else 0
        if part.kind != "line" or " " in words:
            return 0
    return 0


def _options(parts: tuple[Part, ...]) -> int:
    """How many boxes stand at the begin of ``parts``, where at least two do and all are short."""
    count = 0
    for part in parts:
        if not isinstance(part, Field) or part.kind != "box":
            break
        if len(part.sides[0].plain) > _SHORT_OPTION:
            return 0
        count += 1
    return count if count > 1 else 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file, its size in pixels or points (only the ratio counts), and what it shows in each language."""

    file: Path
    width: float
    height: float
    alt: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. Everything but names, title and state may be absent (None or ())."""

    names: Sides
    title: Sides
    state: Sides  # approved by whom and when, or draft
    basmala: Side | None = None
    logo: Picture | None = None
    letterhead: Sides = ()  # the line above the name
    other_name: Side | None = None  # the name in the other language, where an association prints both together
    registration: Sides = ()
    version: Sides = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page but the cover."""

    name: Sides  # header: association
    title: Sides  # header: policy
    identity: Sides  # footer: number, version, draft mark; () where there is nothing to say
    page: dict[Language, tuple[str, str, str]]  # text before the page, between page and page count, and after
    contact: tuple[Sides, ...] = ()  # footer lines: name and registration; place, website, phone, e-mail


@dataclass(frozen=True, slots=True)
class Approval:
    """The closing sheet, kept on one page; of a draft heading, paragraphs and the ``record`` to be filled in once it
    is approved.
    """

    heading: Heading
    paragraphs: tuple[Paragraph, ...]
    record: Form | None = None
    signatures: Table | None = None
    stamp: Sides = ()
    history_title: Sides = ()
    history: Table | None = None

    @property
    def is_crowded(self) -> bool:
        """Whether the sheet needs every millimetre to stay on one page."""
        tables = [table for table in (self.signatures, self.history) if table]
        return sum(len(table.rows) for table in tables) + len(self.paragraphs) > _ROOMY


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb: the brand as given, and what is derived from it so that text keeps its contrast."""

    brand: str
    ink: str
    tint: str
    rule: str


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface of the association's own: its family name and the files of its two weights."""

    family: str
    regular: Path
    bold: Path


@dataclass(frozen=True, slots=True)
class Identity:
    """By what a finished file is known: document properties, all plain text."""

    title: str
    association: str
    slug: str
    policy: str
    edition: EditionName
    version: str
    state: Literal["draft", "approved"]
    content_hash: str
    subject: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of one policy of one association.

    ``languages[0]`` is the language of the document; its direction is the direction of the pages. ``indic`` lists the
    languages whose page numbers are printed in Arabic-Indic digits (all texts already are). Contents entries are the
    headings of ``body`` and ``approval``, so an entry and its heading cannot differ. ``opening`` stands at the top of
    the page after the cover (basmala, names).
    """

    name: EditionName
    languages: tuple[Language, ...]
    indic: frozenset[Language]
    identity: Identity
    palette: Palette
    watermark: tuple[Side, ...]  # () when approved
    cover: Cover
    furniture: Furniture
    basmala: Side | None  # at the top of the second page
    opening: tuple[Sides, ...]
    control_title: Sides
    control: Table | None
    contents_title: Sides
    body: tuple[Block, ...]
    approval: Approval
    annexes: tuple[Block, ...] = ()  # behind the approval; each begins a page
    column_heads: Sides = ()  # over the columns of two languages, in formats whose tables have heads
    face: Face | None = None  # set instead of the program's own faces

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in reading order: the entries of the contents."""
        body, annexes = ([block for block in part if isinstance(block, Heading)] for part in (self.body, self.annexes))
        return (*body, self.approval.heading, *annexes)

    @property
    def entry_lines(self) -> int:
        """About how many lines the contents take."""
        letters = _ENTRY_BESIDE if len(self.languages) > 1 else _ENTRY
        return sum(max(ceil(len(side.plain) / letters) for side in heading.sides) for heading in self.headings)

    @property
    def sheets(self) -> frozenset[str]:
        """Anchors of the sections that begin a page: those that open with a form, after paragraphs at most, since it
        is copied and filled in by hand, what follows them, and all annexes.
        """
        found = [block.anchor for block in self.annexes if isinstance(block, Heading) and block.level == 1]
        section, after_form = "", False
        for block in (*self.body, self.approval.heading):
            if isinstance(block, Heading) and block.level == 1:
                section = block.anchor
                found += [section] if after_form else []
                after_form = False
            elif isinstance(block, Form) and section:
                found.append(section)
                section, after_form = "", True
            elif not isinstance(block, Paragraph):
                section = ""
        return frozenset(found)

"""The blocks of one language's text, as its markup says them: ids, places, and inline text with typed values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.errors import Place
from generator.language.inline import Line

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A section (level 1) or part (level 2).

    ``after``, here and below, names the clause that an association's own one stands after; an own heading that is
    ``alone`` brings nothing that stands under it. ``forms`` are the legal forms or traits that a clause is for
    (``for=``); () where it is for all.
    """

    id: str
    place: Place
    level: int
    text: Line
    after: str | None = None
    forms: Forms = ()
    annex: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    place: Place
    text: Line
    forms: Forms = ()
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    place: Place
    text: Line
    children: tuple[List, ...] = ()
    forms: Forms = ()
    after: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    id: str
    place: Place
    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Note:
    id: str
    place: Place
    text: Line
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of a table; every row has as many as the header."""

    id: str
    place: Place
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    kind: Literal["grid", "matrix", "fill"] = "grid"
    caption: Line = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill in and its label: a line to write on, room for a text, a date, or a box to tick before the
    words.
    """

    kind: Literal["line", "text", "date", "box"]
    place: Place
    text: Line


@dataclass(frozen=True, slots=True)
class Form:
    """A title, and what is filled in or declared under it, in order; empty cells of its tables are for writing."""

    id: str
    place: Place
    title: Line
    parts: tuple[Field | Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """The place of a shared clause, until its blocks stand there."""

    place: Place
    clause: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """In an association's own text: the clause of this id is left out; a heading with all under it, or ``alone``."""

    id: str
    place: Place
    alone: bool = False


Block = Heading | Paragraph | List | Note | Table | Form | Dropped

"""The blocks of one language's text, as its markup says them: ids, places, and inline text with typed values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.errors import Place
from generator.language.inline import Line


@dataclass(frozen=True, slots=True)
class Heading:
    """A section (level 1) or part (level 2); ``after`` names the clause an association's own section stands after."""

    id: str
    place: Place
    level: int
    text: Line
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    place: Place
    text: Line


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    place: Place
    text: Line
    children: tuple[List, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of a table; every row has as many as the header."""

    id: str
    place: Place
    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    kind: Literal["grid", "matrix"] = "grid"
    caption: Line = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A title and the labels of fields to fill in."""

    id: str
    place: Place
    title: Line
    fields: tuple[Line, ...]


Block = Heading | Paragraph | List | Note | Table | Form

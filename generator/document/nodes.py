"""The document as one tree in two languages. Nothing here knows of digits, directions or pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.document.edition import Face, NumberScheme, Palette, Picture
from generator.language.inline import Language, Line


@dataclass(frozen=True, slots=True)
class Both:
    """One text in Arabic and, where the document has it, in English."""

    ar: Line
    en: Line | None = None

    def get(self, language: Language) -> Line:
        return self.ar if language == "ar" else self.en or ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section or part; ``number`` counts along the path, () where it is not numbered."""

    id: str
    level: int
    text: Both
    number: tuple[int, ...] = ()
    schemes: tuple[NumberScheme, ...] = ()
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    id: str
    text: Both


@dataclass(frozen=True, slots=True)
class Item:
    id: str
    text: Both
    index: int
    children: tuple[List, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    id: str
    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Note:
    id: str
    text: Both


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts; a control table has no header, its first column names the facts."""

    id: str
    kind: Literal["grid", "matrix", "keys", "sign", "fill"]
    header: tuple[Both, ...]
    rows: tuple[tuple[Both, ...], ...]
    caption: Both | None = None
    widths: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill in: a line to write on, room for a text, a date, a choice, or a box to tick.

    ``key`` names it within its form; else its place among the parts does. A choice has ``options`` by key, of which
    ``chosen`` ("": none) is made already.
    """

    kind: Literal["line", "text", "date", "choice", "box"]
    text: Both
    key: str = ""
    options: tuple[tuple[str, Both], ...] = ()
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    id: str
    title: Both
    parts: tuple[Part, ...]


Part = Field | Paragraph | Table
Block = Heading | Paragraph | List | Note | Table | Form


@dataclass(frozen=True, slots=True)
class Approval:
    """The closing sheet: who approved what when, or that nobody did."""

    heading: Heading
    sentences: tuple[Both, ...]
    prevails: Both  # beside an English text: that the Arabic one prevails
    record: Form | None = None  # of a draft: what is filled in once it is approved
    signatures: Table | None = None
    stamp: Both | None = None
    history: Table | None = None


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before and around the text; each part only where its facts exist."""

    title: Both
    name: Both
    short_name: Both
    state: Both
    version: Both | None
    identity: Both | None
    letterhead: Both | None
    registration: Both | None
    contact: tuple[Both, ...]
    control: Table | None
    logo: Picture | None
    basmala: Literal["cover", "second-page"] | None
    names_together: bool


@dataclass(frozen=True, slots=True)
class Document:
    """One policy of one association, composed; ``languages`` are those whose text is there and whole."""

    slug: str
    policy: str
    languages: tuple[Language, ...]
    digits: Literal["european", "arabic-indic"]
    palette: Palette
    version: str
    draft: bool
    front: Front
    body: tuple[Block, ...]
    approval: Approval
    annexes: tuple[Block, ...]
    titles: dict[str, Both]  # of the policies that the text refers to
    content_hash: str
    face: Face | None = None


def lines(block: Block) -> Iterator[Both]:
    """All texts of a block, in reading order."""
    if isinstance(block, List):
        yield from (item.text for item in walk_items(block.items))
    elif isinstance(block, Table):
        yield from (cell for row in (block.header, *block.rows) for cell in row)
        yield from (block.caption,) if block.caption else ()
    elif isinstance(block, Form):
        yield block.title
        for part in block.parts:
            yield from lines(part) if isinstance(part, Table) else (part.text,)
    else:
        yield block.text


def walk_items(items: tuple[Item, ...]) -> Iterator[Item]:
    """Items and the items below them, in reading order."""
    for item in items:
        yield item
        for child in item.children:
            yield from walk_items(child.items)

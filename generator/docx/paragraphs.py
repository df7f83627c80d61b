"""The paragraphs of a document as its readers see them, before and after its tracked changes are decided.

Fields show their last result, hyperlinks and content controls what is in them (ECMA-376 Part 1, 17.16, 17.5.2). Tracked
changes (17.13.5) make two readings: all of them rejected, and all of them accepted. A paragraph mark that was put in or
taken out joins its paragraph with the next one in the reading without it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from generator.docx.ooxml import Element, local_name, name
from generator.docx.read import CONTROLS, Style, is_listed, is_rtl, level_of, resolved, value_of
from generator.language.direction import script_direction

Reading = Literal["rejected", "accepted"]

_OFF = {"0", "false", "off", "none"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_SAYING = [name(f"w:{kind}") for kind in ("t", "sym", *_SIGNS)]
_SYMBOL = re.compile("[0-9A-Fa-f]{4}")
_INSERTED, _DELETED = {"ins", "moveTo", "cellIns"}, {"del", "moveFrom", "cellDel"}
_INVISIBLE = dict.fromkeys([*CONTROLS, 0x00AD, 0x200B, 0xFEFF, 0x2060])
_SPACES = re.compile(r"\s+")
#: What may stand before the text of a paragraph, parted by a tab or an en space; and how numbers and markers look.
_LEAD = re.compile(r"\s*([^\t\u2002]{1,14})[\t\u2002]+(?=\S)")
_NUMBER = re.compile(r"\W*(?:\w{1,4}(?:[-.]\w{1,4}){0,2})?\W*")
_CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CONTENTS = "Table of Contents"


def plain(text: str) -> str:
    """A text by what it says: composed (NFC), single spaces, no marks of direction and nothing invisible."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """Where in a table a paragraph stands: the table and its row by numbers of their own, the cell in the row."""

    table: int
    row: int
    column: int
    mirrored: bool = False  # the table begins at the right


@dataclass(frozen=True, slots=True)
class Atom:
    """Some characters, the content control they stand in, and the readings they belong to."""

    text: str
    control: str | None
    rejected: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in one reading."""

    atoms: tuple[Atom, ...]
    bookmarks: tuple[str, ...]
    style: str
    heading: int
    listed: bool
    contents: bool  # a line of a contents list
    rtl: bool
    section: int
    row: Row | None

    @property
    def printed(self) -> str:
        """The whole text, with a label that is text."""
        return "".join(atom.text for atom in self.atoms)

    def text(self, labels: Collection[str], controls: Mapping[str, Sequence[str]] | None = None) -> str:
        """Its words without a label, which is one of ``labels`` or looks like a number; ``controls`` stand in the place
        of what is in controls of those tags, of several texts the one in the direction of the paragraph.
        """
        pieces = []
        for tag, group in groupby(self.atoms, key=lambda atom: atom.control):
            piece = "".join(atom.text for atom in group)
            known = controls.get(tag, ()) if controls and tag else ()
            if known and plain(piece) not in known:
                direction = "rtl" if self.rtl else "ltr"
                piece = next((text for text in known if script_direction(text) == direction), known[0])
            pieces.append(piece)
        text = "".join(pieces)
        lead = _LEAD.match(text)
        if lead and (plain(lead[1]) in labels or _NUMBER.fullmatch(plain(lead[1]))):
            text = text[lead.end() :]
        return plain(text)


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change that is not decided: ``text`` is what was put in or taken out, "" for a paragraph's end;
    ``paragraph`` counts them from 0.
    """

    kind: Literal["inserted", "deleted"]
    author: str
    date: str
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Control:
    """A content control: what it is known by, what it shows, whether that is its placeholder, and, of a choice, the
    key of what it shows.
    """

    tag: str
    alias: str
    text: str
    empty: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of a document in two readings, its pending changes and its controls, in reading order."""

    rejected: tuple[Paragraph, ...]
    accepted: tuple[Paragraph, ...]
    revisions: tuple[Revision, ...]
    controls: tuple[Control, ...]
    sections: int


def read(document: Element, styles: Mapping[str, Style]) -> Body:
    """The body of ``word/document.xml``."""
    reader = _Reader(styles)
    body = document.find(name("w:body"))
    for part in [] if body is None else body:
        reader.block(part, _Context())
    return Body(
        tuple(_joined(reader.found, "rejected")),
        tuple(_joined(reader.found, "accepted")),
        tuple(_merged(reader.revisions)),
        tuple(reader.controls),
        reader.section + 1,
    )


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for everything inside an element."""

    container: int = 0
    row: Row | None = None
    contents: bool = False
    control: str | None = None
    title: str = ""  # of the box to tick that is inside
    rejected: bool = True
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class _Found:
    """A paragraph as it stands in the file, and in which readings it has an end of its own."""

    paragraph: Paragraph
    container: int
    ends: Mapping[Reading, bool]


_Walk = Callable[[Element, _Context], None]


@dataclass(slots=True)
class _Reader:
    """Walks through a body."""

    styles: Mapping[str, Style]
    found: list[_Found] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    section: int = 0
    _numbers: int = 0
    _waiting: list[str] = field(default_factory=list)  # bookmarks that begin between paragraphs

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers

    # ---- blocks ----

    def block(self, element: Element, context: _Context) -> None:
        """Anything that holds paragraphs."""
        match _kind(element):
            case "p":
                self._paragraph(element, context)
            case "tbl":
                self._table(element, context)
            case "sdt":
                self._control(element, context, self.block)
            case "bookmarkStart":
                self._waiting.append(element.get(name("w:name"), ""))
            case "Fallback":
                pass
            case kind:
                inside = self._tracked(element, kind, context)
                for child in element:
                    self.block(child, inside)

    def _table(self, table: Element, context: _Context) -> None:
        number = self._number()
        mirrored = table.find(f"{name('w:tblPr')}/{name('w:bidiVisual')}") is not None
        for row in _inside(table, "tr"):
            self._row(row, Row(number, self._number(), 0, mirrored), context)

    def _row(self, row: Element, place: Row, context: _Context) -> None:
        """A row, which may be put in or taken out as a whole; cells may be too."""
        marks = _marks(row.find(name("w:trPr")))
        first, known = len(self.found), len(self.revisions)
        for column, cell in enumerate(_inside(row, "tc")):
            inside = replace(context, container=self._number(), row=replace(place, column=column))
            for mark in (*marks, *_marks(cell.find(name("w:tcPr")))):
                inside = self._tracked(mark, _kind(mark), inside)
            for child in cell:
                self.block(child, inside)
        if len(self.revisions) == known:  # else its words tell of themselves
            text = plain(" ".join(entry.paragraph.printed for entry in self.found[first:]))
            for mark in marks:
                self._note(mark, text)

    def _tracked(self, element: Element, kind: str, context: _Context) -> _Context:
        """The context inside an element that may be a tracked change."""
        if kind in _INSERTED:
            return replace(context, rejected=False)
        return replace(context, accepted=False) if kind in _DELETED else context

    # ---- paragraphs ----

    def _paragraph(self, element: Element, context: _Context) -> None:
        properties = element.find(name("w:pPr"))
        ends = context
        for mark in _marks(None if properties is None else properties.find(name("w:rPr"))):
            ends = self._tracked(mark, _kind(mark), ends)
            self._note(mark, "")
        bookmarks, self._waiting = self._waiting, []
        atoms: list[Atom] = []
        boxes: list[Element] = []
        for child in element:
            self._inline(child, context, atoms, bookmarks, boxes)
        style = self._style(properties)
        made = Paragraph(
            tuple(atoms),
            tuple(bookmarks),
            value_of(properties, "pStyle"),
            style.heading,
            bool(style.listed),
            context.contents or style.entry,
            bool(style.rtl),
            self.section,
            context.row,
        )
        # What is put in or taken out with its row has its own end, in the reading without it no words.
        rejected, accepted = ends.rejected or not context.rejected, ends.accepted or not context.accepted
        self.found.append(_Found(made, context.container, {"rejected": rejected, "accepted": accepted}))
        for box in boxes:
            self.block(box, replace(context, container=self._number(), row=None))
        if properties is not None and properties.find(name("w:sectPr")) is not None:
            self.section += 1

    def _style(self, properties: Element | None) -> Style:
        """What a paragraph's style says, and the paragraph itself instead."""
        style = resolved(value_of(properties, "pStyle"), self.styles)
        if properties is None:
            return style
        heading, listed, rtl = level_of(properties), is_listed(properties), is_rtl(properties)
        return replace(
            style,
            heading=heading or style.heading,
            listed=style.listed if listed is None else listed,
            rtl=style.rtl if rtl is None else rtl,
        )

    def _inline(
        self, element: Element, context: _Context, atoms: list[Atom], bookmarks: list[str], boxes: list[Element]
    ) -> None:
        """Anything inside a paragraph; text boxes are gathered in ``boxes``."""
        kind = _kind(element)
        if kind in {"pPr", "rPr", "Fallback", ""}:
            return
        if kind in {"t", "delText", "sym"} or kind in _SIGNS:
            atoms.append(Atom(_said(element), context.control, context.rejected, context.accepted))
        elif kind == "r" and _is_hidden(element):
            return
        elif kind == "bookmarkStart":
            bookmarks.append(element.get(name("w:name"), ""))
        elif kind == "txbxContent":
            boxes.append(element)
        elif kind == "sdt":
            self._control(element, context, lambda child, inside: self._inline(child, inside, atoms, bookmarks, boxes))
        else:
            inside = self._tracked(element, kind, context)
            start = len(atoms)
            for child in element:
                self._inline(child, inside, atoms, bookmarks, boxes)
            self._note(element, "".join(atom.text for atom in atoms[start:]))

    def _note(self, element: Element, text: str) -> None:
        """Keeps a tracked change; of what was moved, the two places count as taken out and put in."""
        kind = _kind(element)
        if kind in _INSERTED | _DELETED:
            author, date = (element.get(name(f"w:{key}"), "") for key in ("author", "date"))
            made = Revision("inserted" if kind in _INSERTED else "deleted", author, date, text, len(self.found))
            self.revisions.append(made)

    # ---- content controls ----

    def _control(self, element: Element, context: _Context, walk: _Walk) -> None:
        """A content control of either kind: what is in it, and what it is.

        LibreOffice 7.4 writes no tags; of a box to tick it puts the title on a control round the whole paragraph.
        """
        properties, content = element.find(name("w:sdtPr")), element.find(name("w:sdtContent"))
        gallery = "" if properties is None else _gallery(properties)
        alias = value_of(properties, "alias")
        tag = value_of(properties, "tag") or alias
        box = None if properties is None else properties.find(f"{_CHECKBOX}checkbox")
        inside = replace(context, contents=context.contents or gallery == _CONTENTS)
        if tag and box is None and content is not None and next(content.iter(f"{_CHECKBOX}checkbox"), None) is not None:
            inside, tag = replace(inside, title=tag), ""
        elif box is not None and not tag:
            tag = alias = context.title
        inside = replace(inside, control=tag or context.control)
        for child in [] if content is None else content:
            walk(child, inside)
        if tag and not gallery and content is not None:
            shown = plain("".join(map(_said, content.iter(*_SAYING))))
            empty = properties.find(name("w:showingPlcHdr")) is not None
            if box is not None:
                checked = box.find(f"{_CHECKBOX}checked")
                empty = checked is None or checked.get(f"{_CHECKBOX}val", "1") in _OFF
            self.controls.append(Control(tag, alias, shown, empty, _chosen(properties, shown)))


# Readings ---


def _joined(found: Iterable[_Found], reading: Reading) -> Iterator[Paragraph]:
    """The paragraphs of a reading: those whose ends are not in it go on with the next."""
    parts: list[_Found] = []
    for entry in found:
        if parts and parts[-1].container != entry.container:
            yield _one(parts, reading)
            parts = []
        parts.append(entry)
        if entry.ends[reading]:
            yield _one(parts, reading)
            parts = []
    if parts:
        yield _one(parts, reading)


def _one(parts: list[_Found], reading: Reading) -> Paragraph:
    """Paragraphs joined: the last mark tells what they are (17.3.1.29), a bookmark goes with its words."""
    atoms: list[Atom] = []
    bookmarks: list[str] = []
    for part in parts:
        mine = [atom for atom in part.paragraph.atoms if getattr(atom, reading)]
        if mine or len(parts) == 1:
            bookmarks += part.paragraph.bookmarks
        atoms += mine
    return replace(parts[-1].paragraph, atoms=tuple(atoms), bookmarks=tuple(bookmarks))


def _merged(revisions: Iterable[Revision]) -> Iterator[Revision]:
    """Neighbouring changes of one author and moment in a paragraph are one, since programs cut them by runs; a new or
    lost paragraph's end goes with the words that follow.
    """
    last: Revision | None = None
    for found in revisions:
        alike = last and (last.kind, last.author, last.date) == (found.kind, found.author, found.date)
        if last and alike and (not last.text or last.paragraph == found.paragraph):
            last = replace(found, text=last.text + found.text)
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def _kind(element: Element) -> str:
    """The local name of an element of WordprocessingML or around it; "" for comments and entities."""
    return local_name(element) if isinstance(element.tag, str) else ""


def _inside(element: Element, kind: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in controls and tracked changes too."""
    for child in element:
        found = _kind(child)
        if found == kind:
            yield child
        elif found in {"sdt", "sdtContent", "customXml"}:
            yield from _inside(child, kind)


def _marks(properties: Element | None) -> list[Element]:
    """The tracked changes that properties tell of."""
    return [] if properties is None else [mark for mark in properties if _kind(mark) in _INSERTED | _DELETED]


def _is_hidden(run: Element) -> bool:
    """Whether a run is not printed (17.3.2.41)."""
    mark = run.find(f"{name('w:rPr')}/{name('w:vanish')}")
    return mark is not None and mark.get(name("w:val"), "1") not in _OFF


def _said(element: Element) -> str:
    """The characters of an element of a run; of a symbol (17.3.3.30) the one of its own font."""
    match kind := _kind(element):
        case "t" | "delText":
            return element.text or ""
        case "sym":
            code = element.get(name("w:char"), "")
            return chr(int(code, 16)) if _SYMBOL.fullmatch(code) else ""
        case _:
            return _SIGNS[kind]


def _chosen(properties: Element, shown: str) -> str:
    """The key of what a drop-down list shows (17.5.2.15)."""
    items = properties.iterfind(f"{name('w:dropDownList')}/{name('w:listItem')}")
    found = (item.get(name("w:value"), "") for item in items if plain(item.get(name("w:displayText"), "")) == shown)
    return next(found, "")


def _gallery(properties: Element) -> str:
    """The gallery of a building block that a control holds, such as the contents."""
    found = properties.find(f"{name('w:docPartObj')}/{name('w:docPartGallery')}")
    return "" if found is None else str(found.get(name("w:val"), ""))

"""What siyasat wrote, kept in the file itself: a part of data of its own beside the document (ECMA-376 Part 1, 15.2.5).

When a file comes back from an editor, the record tells what each clause was, which words of it state which facts, and
by which bookmark it can be found. Programs keep such parts and show them nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from lxml import etree

from generator.document.diff import Clause, ClauseKind, Piece
from generator.docx.ooxml import Element, serialize
from generator.language.inline import Language

NAMESPACE = "urn:siyasat:record"
FORMAT = 1

_XML = "{http://www.w3.org/XML/1998/namespace}"


class RecordError(Exception):
    """A record that cannot be used; ``newer`` where it is of a later format than this program knows."""

    def __init__(self, *, newer: bool = False) -> None:
        super().__init__()
        self.newer = newer


@dataclass(frozen=True, slots=True)
class Record:
    """The clauses of a file in the order of each language, their bookmarks by id and language, the texts of the cover,
    the contents of controls by their tags (of one tag, one in each language), and the tags of those whose title is
    their own, since programs lose tags.
    """

    clauses: tuple[Clause, ...]
    bookmarks: Mapping[tuple[str, Language], str]
    cover: tuple[str, ...] = ()
    controls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)


def written(record: Record) -> bytes:
    """A record as a part, the same bytes for the same record."""
    root = etree.Element(_name("record"), nsmap={None: NAMESPACE}, format=str(FORMAT))
    for clause in record.clauses:
        entry = etree.SubElement(root, _name("clause"), id=clause.id, lang=clause.language, kind=clause.kind)
        if clause.label:
            entry.set("label", clause.label)
        if bookmark := record.bookmarks.get((clause.id, clause.language)):
            entry.set("bookmark", bookmark)
        for piece in clause.pieces:
            _text(entry, "piece", piece.text, {"from": piece.origin} if piece.origin else {})
    for text in record.cover:
        _text(root, "cover", text, {})
    for tag, texts in sorted(record.controls.items()):
        for text in texts:
            _text(root, "control", text, {"tag": tag})
    for title, tag in sorted(record.titles.items()):
        _text(root, "title", title, {"tag": tag})
    return serialize(root)


def is_record(root: Element) -> bool:
    """Whether a part of data is a record, of whatever format."""
    return bool(root.tag == _name("record"))


def read(root: Element) -> Record:
    """A record as it was written. Raises RecordError."""
    version = root.get("format", "")
    if version != str(FORMAT):
        raise RecordError(newer=version.isdecimal() and int(version) > FORMAT)
    entries = root.findall(_name("clause"))
    made = [_clause(entry) for entry in entries]
    places = [(clause.id, clause.language) for clause in made]
    if len(set(places)) < len(places):
        raise RecordError
    marks = {place: entry.get("bookmark") for place, entry in zip(places, entries, strict=True)}
    controls: dict[str, tuple[str, ...]] = {}
    for entry in root.findall(_name("control")):
        tag = entry.get("tag", "")
        controls[tag] = (*controls.get(tag, ()), entry.text or "")
    return Record(
        tuple(made),
        {place: mark for place, mark in marks.items() if mark},
        tuple(entry.text or "" for entry in root.findall(_name("cover"))),
        controls,
        {entry.text or "": entry.get("tag", "") for entry in root.findall(_name("title"))},
    )


def _clause(entry: Element) -> Clause:
    language, kind = entry.get("lang"), entry.get("kind")
    if not entry.get("id") or language not in get_args(Language) or kind not in get_args(ClauseKind):
        raise RecordError
    pieces = tuple(Piece(piece.text or "", piece.get("from", "")) for piece in entry.findall(_name("piece")))
    return Clause(entry.get("id"), cast("Language", language), cast("ClauseKind", kind), pieces, entry.get("label", ""))


def _text(parent: Element, tag: str, text: str, attributes: Mapping[str, str]) -> None:
    made = etree.SubElement(parent, _name(tag), dict(attributes))
    made.text = text
    if text != text.strip():
        made.set(f"{_XML}space", "preserve")


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"

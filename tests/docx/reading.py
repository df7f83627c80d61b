"""Reading a Word file back: its parts, its text, and the labels its numbering makes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from generator.document.edition import (
    Edition,
    Field,
    Form,
    Heading,
    List,
    Note,
    Paragraph,
    Side,
    Sides,
    Table,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2069"))


@dataclass
class File:
    """A finished file."""

    blob: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.blob)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.parts[name])

    @cached_property
    def document(self) -> Any:
        return self.xml("word/document.xml")

    @cached_property
    def styles(self) -> dict[str, Any]:
        """The styles by their ids."""
        return {found.get(f"{W}styleId"): found for found in self.xml("word/styles.xml").iter(f"{W}style")}

    @property
    def stories(self) -> list[Any]:
        """Everything a reader sees: header, body, footer."""
        return [self.xml("word/header1.xml"), self.document, self.xml("word/footer1.xml")]

    @property
    def paragraphs(self) -> list[Any]:
        return list(self.document.iter(f"{W}p"))

    @property
    def text(self) -> str:
        return "\n".join(text_of(paragraph) for paragraph in self.paragraphs)


def raw_text(element: Any) -> str:
    """The characters of an element as written, tabs included."""
    pieces = {f"{W}t": lambda found: found.text or "", f"{W}tab": lambda _: "\t", f"{W}br": lambda _: "\n"}
    return "".join(pieces[found.tag](found) for found in element.iter(*pieces) if found.getparent().tag == f"{W}r")


def text_of(element: Any) -> str:
    """The characters of an element without the marks of direction."""
    return raw_text(element).translate(MARKS)


def value(element: Any, path: str, attribute: str = "val") -> str | None:
    """An attribute of a descendant: ``value(p, "pPr/pStyle")``; None where there is none."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


#: What variants of styles are named for; "List Number Last" is a "List Number".
_VARIANT = re.compile("(?:Last|Top|AfterTable|Flush|Indented|Narrow|Tight|Aside|End|Close|Centred|Apart|Foot|Inner)+$")


def style_of(paragraph: Any) -> str | None:
    """The style of a paragraph, whatever variant of it is used."""
    style = value(paragraph, "pPr/pStyle")
    return style and _VARIANT.sub("", style)


def inherited(file: File, style: str | None, mark: str, attribute: str = "val") -> str | None:
    """What a style, or one it is based on, says of its paragraphs."""
    while style is not None:
        found = value(file.styles[style], f"pPr/{mark}", attribute)
        if found is not None:
            return found
        style = value(file.styles[style], "basedOn")
    return None


def is_rtl(file: File, paragraph: Any) -> bool:
    """Whether a paragraph runs right to left, by itself or by its style."""
    mark = paragraph.find(f"{W}pPr/{W}bidi")
    style = value(paragraph, "pPr/pStyle")
    while mark is None and style is not None:
        mark = file.styles[style].find(f"{W}pPr/{W}bidi")
        style = value(file.styles[style], "basedOn")
    return mark is not None and mark.get(f"{W}val") not in {"0", "false"}


# Labels ----------------------------------------------------------------------------------------------------

_LETTERS = {
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}


class Labels:
    """Counts as Word does (ECMA-376 17.9): levels restart after higher ones, and where a number says so."""

    def __init__(self, file: File) -> None:
        numbering = file.xml("word/numbering.xml")
        self.abstracts = {
            found.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl"): level for level in found.iter(f"{W}lvl")}
            for found in numbering.iter(f"{W}abstractNum")
        }
        self.numbers = {found.get(f"{W}numId"): found for found in numbering.iter(f"{W}num")}
        self.styles = file.styles
        self.counts: dict[str, list[int]] = {}

    def of(self, paragraph: Any) -> str:
        """The label Word puts before a paragraph; call it in reading order."""
        number, level = self._place(paragraph)
        if number in (None, "0"):
            return ""
        abstract = self.abstracts[value(self.numbers[number], "abstractNumId")]
        if number not in self.counts:
            starts = [int(value(abstract[key], "start")) for key in sorted(abstract)]
            for override in self.numbers[number].iter(f"{W}lvlOverride"):
                starts[int(override.get(f"{W}ilvl"))] = int(value(override, "startOverride"))
            self.counts[number] = [start - 1 for start in starts]
        counts = self.counts[number]
        counts[level] += 1
        counts[level + 1 :] = [0] * len(counts[level + 1 :])
        return self._printed(abstract, level, counts)

    def _printed(self, abstract: dict[str, Any], level: int, counts: list[int]) -> str:
        text = value(abstract[str(level)], "lvlText") or ""
        for place, count in enumerate(counts[: level + 1]):
            form = value(abstract[str(place)], "numFmt")
            text = text.replace(f"%{place + 1}", _LETTERS[form][count - 1] if form in _LETTERS else str(count))
        return text

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        number, level = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        style = style_of(paragraph)
        while style is not None and number is None:
            found = self.styles[style]
            number = value(found, "pPr/numPr/numId")
            level = level or value(found, "pPr/numPr/ilvl")
            style = value(found, "basedOn")
        return number, int(level or 0)


# What an edition says --------------------------------------------------------------------------------------


def texts(edition: Edition) -> Iterator[str]:
    """All texts of an edition in the order of its Word file."""
    cover = edition.cover
    if cover.basmala:
        yield cover.basmala.plain
    for language in edition.languages:
        for sides in (cover.letterhead, cover.names):
            yield from _in(sides, language)
        if cover.other_name:
            yield cover.other_name.plain
        yield from _in(cover.registration, language)
    yield from _plain(cover.title)
    for language in edition.languages:
        yield from _in(cover.version, language)
        yield from _in(cover.state, language)
    if edition.basmala:
        yield edition.basmala.plain
    for sides in edition.opening:
        yield from _plain(sides)
    if edition.control:
        yield from _plain(edition.control_title)
        yield from _table(edition.control)
    yield from _plain(edition.contents_title)
    for language in edition.languages:
        for heading in edition.headings:
            yield from _in(heading.sides, language)
    for block in edition.body:
        yield from _block(block)
    approval = edition.approval
    yield from _plain(approval.heading.sides)
    for paragraph in approval.paragraphs:
        yield from _plain(paragraph.sides)
    if approval.record:
        yield from _block(approval.record)
    if approval.signatures:
        yield from _table(approval.signatures)
    yield from _plain(approval.stamp)
    yield from _plain(approval.history_title)
    if approval.history:
        yield from _table(approval.history)
    for block in edition.annexes:
        yield from _block(block)


def _block(block: Any) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield from _plain(block.sides)
    elif isinstance(block, List):
        for item in block.items:
            yield from _plain(item.sides)
            for child in item.children:
                yield from _block(child)
    elif isinstance(block, Note):
        for label, side in zip(block.labels, block.sides, strict=True):
            yield label.plain
            yield side.plain
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Form):
        yield from _plain(block.title)
        for part in block.parts:
            yield from _form_part(part)


def _form_part(part: Field | Paragraph | Table) -> Iterator[str]:
    if isinstance(part, Table):
        yield from _table(part)
    elif isinstance(part, Field) and part.kind == "box":
        yield from (f"{side.label}\t{side.plain}" for side in part.sides)
    elif isinstance(part, Field) and part.blank:
        first, *others = (side.plain for side in part.sides)
        yield from (first, *_plain(part.blank), *others)
    else:
        yield from _plain(part.sides)


def _table(table: Table) -> Iterator[str]:
    yield from _plain(table.caption)
    for row in (table.header, *table.rows):
        if table.stacked or all(len(sides) == 1 for sides in row):
            for sides in row:
                yield from dict.fromkeys(side.plain for side in sides)
        else:
            yield from (sides[0].plain for sides in row)
            yield from (sides[-1].plain for sides in reversed(row))


def _plain(sides: Sides) -> Iterator[str]:
    yield from (side.plain for side in sides)


def _in(sides: Sides, language: str) -> Iterator[str]:
    yield from (side.plain for side in sides if side.language == language)


def side_of(sides: Sides, language: str) -> Side:
    return next(side for side in sides if side.language == language)

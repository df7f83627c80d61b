"""Reading the text of any Word file: body, tables, headers, footers and notes, paragraph by paragraph.

Only text and what tells its part is read (ECMA-376 Part 1, 17.3, 17.9, 17.11): no fields' codes, no deleted text, no
fallbacks of drawings. Nothing is written.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from generator.language.lint.text import Paragraph

Element: TypeAlias = Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
_NUMBERING = "word/numbering.xml"
_OTHERS = re.compile(r"word/(?:header|footer|footnotes|endnotes)\d*\.xml")
_LARGEST = 16 * 1024 * 1024  # bytes of all parts that are read; a policy has a hundredth of it
CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_TEXTS = {"tab": "\t", "ptab": "\t", "br": "\v", "cr": "\v", "noBreakHyphen": "-"}
_HOLDERS = {f"{_W}{name}" for name in ("p", "tabs", "moveFrom")}  # what a text belongs to, or is left out with
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (\d)", re.IGNORECASE)
_DEEPEST = 32  # styles based on styles
UNREADABLE = (
    OSError,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
)


class WordError(Exception):
    """A file that is no readable Word file; its text says why."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs; None and 0 where it says nothing."""

    based_on: str
    heading: int
    listed: bool | None
    entry: bool
    rtl: bool | None = None


def paragraphs(path: Path) -> list[Paragraph]:
    """All paragraphs (a line broken by hand has a vertical tab), the body's first, then those of headers,
    footers and notes by the names of their parts.

    Raises WordError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [MAIN, *sorted(set(filter(_OTHERS.fullmatch, archive.namelist())))]
            check_size(archive, names)
            styles, silent = styles_of(archive), _silent(archive)
            # One tree at a time: a tree takes many times the memory of its part.
            return [_paragraph(element, styles, silent) for name in names for element in _elements(part(archive, name))]
    except UNREADABLE as failure:
        raise WordError(str(failure).strip("'\"")) from None


def check_size(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Refuses a bomb before it is unpacked; zipfile reads no more of a part than the size that is told of it."""
    read = {*names, _STYLES, _NUMBERING} & {*archive.namelist()}
    if sum(archive.getinfo(name).file_size for name in read) > _LARGEST:
        raise WordError(f"more than {_LARGEST // 2**20} MB")


def part(archive: zipfile.ZipFile, name: str) -> Element:
    """A part of a file as XML, of which nothing outside is read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _elements(root: Element) -> Iterator[Element]:
    """The paragraphs of a part in the order of reading."""
    for element in root.iter(f"{_W}p"):
        if not any(above.tag == _FALLBACK for above in element.iterancestors()):
            yield element


def _silent(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numberings that print nothing at their first level, and only indent (17.9.17)."""
    if _NUMBERING not in archive.namelist():
        return frozenset()
    root = part(archive, _NUMBERING)
    formats = {
        found.get(f"{_W}abstractNumId"): value_of(found.find(f"{_W}lvl"), "numFmt")
        for found in root.iter(f"{_W}abstractNum")
    }
    numbers = {found.get(f"{_W}numId", ""): value_of(found, "abstractNumId") for found in root.iter(f"{_W}num")}
    return frozenset(number for number, abstract in numbers.items() if formats.get(abstract) == "none")


def _paragraph(element: Element, styles: dict[str, Style], silent: frozenset[str]) -> Paragraph:
    properties = element.find(f"{_W}pPr")
    style = resolved(value_of(properties, "pStyle"), styles)
    heading, listed = style.heading, style.listed
    if properties is not None:
        heading = level_of(properties) or heading
        own = is_listed(properties, silent)
        listed = listed if own is None else own
    return Paragraph(_text(element), heading, bool(listed) and not style.entry, style.entry)


def _text(paragraph: Element) -> str:
    """The printed text of a paragraph, without that of paragraphs inside it (text boxes)."""
    pieces = []
    for element in paragraph.iter(f"{_W}t", *(f"{_W}{name}" for name in _TEXTS)):
        above = next(parent for parent in element.iterancestors() if parent.tag in _HOLDERS)
        if above is paragraph:
            pieces.append(element.text or "" if element.tag == f"{_W}t" else _TEXTS[element.tag.removeprefix(_W)])
    return "".join(pieces).translate(CONTROLS).replace("\n", " ").strip()


def styles_of(archive: zipfile.ZipFile) -> dict[str, Style]:
    """The styles of a file by their ids; none where it has no such part."""
    return styles_in(part(archive, _STYLES)) if _STYLES in archive.namelist() else {}


def styles_in(sheet: Element) -> dict[str, Style]:
    """The styles of a style sheet by their ids."""
    found = {}
    for element in sheet.iter(f"{_W}style"):
        name = value_of(element, "name")
        properties = element.find(f"{_W}pPr")
        named = _HEADING.fullmatch(name)
        heading = level_of(properties) or (int(named[1]) if named else 0)
        listed = None if properties is None else is_listed(properties)
        entry = _CONTENTS.fullmatch(name) is not None
        rtl = None if properties is None else is_rtl(properties)
        found[element.get(f"{_W}styleId", "")] = Style(value_of(element, "basedOn"), heading, listed, entry, rtl)
    return found


def resolved(name: str, styles: Mapping[str, Style]) -> Style:
    """A style with what it takes from those it is based on."""
    heading, listed, entry, rtl = 0, None, False, None
    for _ in range(_DEEPEST):
        style = styles.get(name)
        if style is None:
            break
        heading, entry = heading or style.heading, entry or style.entry
        listed = style.listed if listed is None else listed
        rtl = style.rtl if rtl is None else rtl
        name = style.based_on
    return Style("", heading, listed, entry, rtl)


def is_listed(properties: Element, silent: frozenset[str] = frozenset()) -> bool | None:
    """Whether the paragraph is numbered; numId 0 takes a numbering away (17.9.18), ``silent`` ones print none."""
    numbering = properties.find(f"{_W}numPr")
    return None if numbering is None else value_of(numbering, "numId") not in {"", "0", *silent}


def is_rtl(properties: Element) -> bool | None:
    """Whether the paragraph runs right to left (17.3.1.6); None where nothing is said."""
    direction = properties.find(f"{_W}bidi")
    return None if direction is None else direction.get(f"{_W}val", "1") not in {"0", "false", "off"}


def level_of(properties: Element) -> int:
    """The level of a heading, 1 to 9, or 0 where none is said (outlineLvl, 17.3.1.20: 9 is body text)."""
    level = value_of(properties, "outlineLvl")
    return int(level) + 1 if re.fullmatch("[0-8]", level) else 0


def value_of(element: Element, name: str) -> str:
    """The value of a child of properties, or an empty text."""
    child = None if element is None else element.find(f"{_W}{name}")
    return "" if child is None else str(child.get(f"{_W}val", ""))

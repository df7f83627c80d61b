"""A finished Word file, opened by a reader that had no part in making it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from lxml import etree

from generator.docx.inspection.schema import CONTENTS, SEQUENCES
from generator.docx.ooxml import NAMESPACES, Element

W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"
DOCUMENT = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONS = "_rels/.rels"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CONTAINERS = [f"{W}{name}" for name in (*SEQUENCES, *CONTENTS)]
_STORIES = {f"{_MAIN}{kind}+xml" for kind in ("document.main", "header", "footer", "footnotes", "endnotes")}

#: What a check yields: the part, and what is wrong in it: names, ids and texts of the file, no sentence.
Found = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file: the check that saw it, the part, and the names and texts it is about."""

    check: str
    part: str
    detail: str


class Broken(Exception):
    """A file that cannot be read any further; ``found`` says why."""

    def __init__(self, check: str, part: str, detail: str) -> None:
        super().__init__(detail)
        self.found = Fault(check, part, detail)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship (ECMA-376 Part 2, 9.3): its kind without the common beginning, and the part it leads to."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one run, between tabs and line breaks: ``rtl`` as the run says."""

    text: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its style, its own properties by name, its direction, and the pieces of its text, of which tabs and
    line breaks are some."""

    element: Element
    style: str | None
    marks: dict[str, Element]
    bidi: bool
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Styles:
    """The styles by id, with what they inherit."""

    by_id: dict[str, Element]
    default: str | None
    base: Element | None  # w:pPr of the document defaults
    _known: dict[tuple[str | None, str], str | None] = field(default_factory=dict)

    def chain(self, style: str | None) -> Iterator[Element]:
        """A style and those it is based on; a cycle ends where it closes."""
        seen: set[str] = set()
        while style is not None and style not in seen and style in self.by_id:
            seen.add(style)
            yield self.by_id[style]
            style = value(self.by_id[style], "basedOn")

    def paragraph(self, style: str | None, name: str) -> str | None:
        """The value of a paragraph property by style ("1" for one that is on without a value), None without it."""
        key = style, name
        if key not in self._known:
            self._known[key] = self._inherited(style, name)
        return self._known[key]

    def _inherited(self, style: str | None, name: str) -> str | None:
        holders = [found.find(f"{W}pPr") for found in self.chain(style or self.default)]
        for holder in (*holders, self.base):
            found = holder.find(W + name) if holder is not None else None
            if found is not None:
                return str(found.get(f"{W}val", "1"))
        return None


class Story:
    """A part that holds paragraphs: the document, a header, a footer."""

    def __init__(self, part: str, root: Element, styles: Styles) -> None:
        self.part, self.root, self._styles = part, root, styles
        turned = {key for key, style in styles.by_id.items() if is_on(style.find(f"{W}rPr/{W}rtl"))}
        self.lines = [self._line(paragraph, turned) for paragraph in root.iter(f"{W}p")]

    def property(self, line: Line, name: str) -> str | None:
        """The value of a paragraph property, direct or by style ("1" for one that is on without a value)."""
        own = line.marks.get(name)
        return str(own.get(_VAL, "1")) if own is not None else self._styles.paragraph(line.style, name)

    @cached_property
    def headings(self) -> list[tuple[int, Line]]:
        """The headings with their level, 1 the highest (17.3.1.20: 9 is body text)."""
        levels = ((self.property(line, "outlineLvl"), line) for line in self.lines)
        return [(int(level) + 1, line) for level, line in levels if level and level.isdigit() and int(level) < 9]

    def _line(self, paragraph: Element, turned: set[str]) -> Line:
        held = paragraph[0] if len(paragraph) and paragraph[0].tag == _PPR else ()
        marks = {local(mark): mark for mark in held}
        style = marks["pStyle"].get(_VAL) if "pStyle" in marks else None
        own = marks.get("bidi")
        bidi = is_on(own) if own is not None else on(self._styles.paragraph(style, "bidi"))
        return Line(paragraph, style, marks, bidi, tuple(_pieces(paragraph, turned)))


def _pieces(paragraph: Element, turned: set[str]) -> Iterator[Piece]:
    """The text of a paragraph's runs; ``turned`` are the character styles that say ``w:rtl``."""
    for run in paragraph.iter(_RUN):
        rtl = False
        for child in run:
            tag = child.tag
            if tag == _RPR:
                rtl = _is_rtl(child, turned)
            elif tag == _TEXT:
                yield Piece(child.text or "", rtl)
            elif tag in _BREAKS:
                yield Piece(_BREAKS[tag], rtl)


_TEXT = f"{W}t"
_BREAKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_RTL, _RSTYLE, _VAL = f"{W}rtl", f"{W}rStyle", f"{W}val"
_PPR, _RPR, _RUN = f"{W}pPr", f"{W}rPr", f"{W}r"


def _is_rtl(marks: Element, turned: set[str]) -> bool:
    own = marks.find(_RTL)
    if own is not None or not turned:
        return is_on(own)
    style = marks.find(_RSTYLE)
    return style is not None and style.get(_VAL) in turned


class WordFile:
    """The parts of a file; those that are XML are parsed. Raises Broken for one that cannot be read."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self.names = self._archive.namelist()
            blobs = {name: self._archive.read(name) for name in self.names if name.endswith((".xml", ".rels"))}
        except (zipfile.BadZipFile, EOFError, ValueError) as failure:
            raise Broken("archive", "", str(failure)) from failure
        self.roots = {name: _parsed(name, blob) for name, blob in blobs.items()}
        self.namespaces = {name: {uri.decode() for uri in _NAMESPACE.findall(blob)} for name, blob in blobs.items()}
        for name in (CONTENT_TYPES, PACKAGE_RELATIONS, DOCUMENT):
            if name not in self.roots:
                raise Broken("archive", name, "missing")

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a part."""
        with self._archive.open(name) as part:
            return part.read(length)

    @cached_property
    def types(self) -> dict[str, str]:
        """The content type of each part that has one (ECMA-376 Part 2, 10.1.2)."""
        root = self.roots[CONTENT_TYPES]
        named = {str(found.get("PartName")).lstrip("/"): found.get("ContentType") for found in root}
        endings = {found.get("Extension"): found.get("ContentType") for found in root}
        types = {name: named.get(name) or endings.get(name.rpartition(".")[2]) for name in self.names}
        return {name: str(found) for name, found in types.items() if found is not None}

    @cached_property
    def relations(self) -> dict[str, list[Relation]]:
        """The relationships by the part they belong to, "" for the package."""
        found: dict[str, list[Relation]] = {}
        for name, root in self.roots.items():
            if not name.endswith(".rels"):
                continue
            folder = posixpath.dirname(posixpath.dirname(name))
            source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
            found[source] = [_relation(entry, folder) for entry in root]
        return found

    def related(self, source: str, kind: str) -> list[str]:
        """The parts inside the file that a part is related to in one kind."""
        return [found.target for found in self.relations.get(source, ()) if found.kind == kind and not found.external]

    def root(self, kind: str) -> Element | None:
        """The root of the one part of a kind that belongs to the document: styles, numbering, settings …"""
        targets = self.related(DOCUMENT, kind)
        return self.roots.get(targets[0]) if targets else None

    @cached_property
    def styles(self) -> Styles:
        """The style sheet; an empty one where the file has none."""
        root = self.root("styles")
        if root is None:
            return Styles({}, None, None)
        found = {str(style.get(f"{W}styleId")): style for style in root.iterchildren(f"{W}style")}
        paragraphs = (key for key, style in found.items() if style.get(f"{W}type") == "paragraph")
        default = next((key for key in paragraphs if found[key].get(f"{W}default") == "1"), None)
        return Styles(found, default, root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))

    @cached_property
    def stories(self) -> list[Story]:
        """Document, headers and footers."""
        names = [name for name in self.names if name in self.roots and self.types.get(name) in _STORIES]
        return [Story(name, self.roots[name], self.styles) for name in names]

    @cached_property
    def document(self) -> Story:
        """The main document, which is there: Broken is raised without it."""
        found = [story for story in self.stories if story.part == DOCUMENT]
        return found[0] if found else Story(DOCUMENT, self.roots[DOCUMENT], self.styles)

    @cached_property
    def shapes(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """The containers that the parts hold: part, name, and the names of the children; those alike once."""
        found = {
            (part, str(element.tag), tuple([child.tag for child in element]))
            for part, root in self.parts
            for element in root.iter(*_CONTAINERS)
        }
        return sorted((part, local_name(tag), tuple(map(local_name, tags))) for part, tag, tags in found)

    @property
    def parts(self) -> Iterator[tuple[str, Element]]:
        """All parts in the main namespace."""
        return ((name, root) for name, root in self.roots.items() if str(root.tag).startswith(W))


_NAMESPACE = re.compile(rb"""\sxmlns(?::[\w.-]+)?\s*=\s*["']([^"']+)["']""")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def _parsed(name: str, blob: bytes) -> Element:
    try:
        return etree.fromstring(blob, _PARSER)
    except etree.XMLSyntaxError as failure:
        raise Broken("xml", name, str(failure)) from failure


def _relation(entry: Element, folder: str) -> Relation:
    target, external = str(entry.get("Target")), entry.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
    return Relation(str(entry.get("Id")), str(entry.get("Type")).removeprefix(_KINDS), target, external)


# Reading elements ---


def value(element: Element, path: str, attribute: str = "val") -> str | None:
    """An attribute of a descendant (``value(p, "pPr/pStyle")``); None where there is none."""
    found = element.find(_path(path))
    return None if found is None else found.get(W + attribute)


@cache
def _path(path: str) -> str:
    return "/".join(W + step for step in path.split("/"))


def on(given: str | None) -> bool:
    """Whether the value of a switch (17.17.4, ST_OnOff) is on; None is a switch that is not there."""
    return given is not None and given not in {"0", "false", "off"}


def is_on(switch: Element | None) -> bool:
    """Whether a switch is there and on."""
    return switch is not None and on(switch.get(_VAL, "1"))


def local(element: Element) -> str:
    """``pPr`` of ``w:pPr``."""
    return local_name(str(element.tag))


@cache
def local_name(tag: str) -> str:
    """``pPr`` of an element's whole name."""
    return tag.rpartition("}")[2]


def flat(container: Element) -> list[Element]:
    """The blocks and rows of a container in order, content controls left out but not what they hold."""
    made: list[Element] = []
    for child in container:
        if child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            made += flat(content) if content is not None else []
        else:
            made.append(child)
    return made


def text_of(element: Element) -> str:
    """The characters of an element as written."""
    return "".join(found.text or "" for found in element.iter(_TEXT))

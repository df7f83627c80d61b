"""What stands where in the parts: order, nesting, cells, grids, fields, bookmarks, and where links lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from generator.docx.inspection.file import DOCUMENT, Found, Line, Story, W, WordFile, flat, local, text_of, value
from generator.docx.inspection.schema import (
    COMPATIBILITY,
    CONTENTS,
    DRAWING,
    FIRST,
    NAMESPACES,
    ONCE,
    REPEATED,
    SEQUENCES,
)
from generator.docx.ooxml import NAMESPACES as PREFIXES
from generator.docx.ooxml import Element

_LOOSE_TEXT = (
    "//text()[normalize-space()]"
    "[parent::w:*[not(self::w:t or self::w:instrText or self::w:delText or self::w:delInstrText)]]"
)


# Shapes: what the schema says of children -------------------------------------------------------------------


def schema_order(file: WordFile) -> Iterator[Found]:
    """Properties in the order of the schema, each known and once: Word refuses or drops others."""
    for part, tag, children in file.shapes:
        if tag in SEQUENCES:
            yield from ((part, f"{tag}: {fault}") for fault in _misordered(tag, children))


def nesting(file: WordFile) -> Iterator[Found]:
    """Only what belongs in a container stands in it; characters stand in runs; deleted ones are not shown."""
    for part, tag, children in file.shapes:
        if tag in CONTENTS:
            yield from ((part, f"{tag}: {fault}") for fault in _misplaced(tag, children))
    for part, root in file.parts:
        for text in root.xpath(_LOOSE_TEXT, namespaces=PREFIXES):
            yield part, f"{local(text.getparent())}: {text.strip()[:40]}"
        for deleted in root.iter(f"{W}del"):
            yield from ((part, f"del: {found.text}") for found in deleted.iter(f"{W}t"))
        for kept in root.iter(f"{W}delText"):
            if next(kept.iterancestors(f"{W}del", f"{W}moveFrom"), None) is None:
                yield part, f"delText: {kept.text}"


@cache
def _misordered(tag: str, children: tuple[str, ...]) -> list[str]:
    order = SEQUENCES[tag].split()
    unknown = sorted(set(children) - set(order))
    if unknown:
        return [f"unknown {' '.join(unknown)}"]
    # header and footer references are one choice (17.6.17)
    places = [max(order.index(child), 1) if tag == "sectPr" else order.index(child) for child in children]
    found = [] if places == sorted(places) else [" ".join(children)]
    return found + _repeated(children)


@cache
def _misplaced(tag: str, children: tuple[str, ...]) -> list[str]:
    unknown = sorted(set(children) - set(CONTENTS[tag].split()))
    found = [f"unknown {' '.join(unknown)}"] if unknown else []
    found += [f"{child} not first" for child in children[1:] if child in FIRST]
    return found + (_repeated(children) if tag in ONCE else [])


def _repeated(children: Sequence[str]) -> list[str]:
    return [f"{child} twice" for child, count in Counter(children).items() if count > 1 and child not in REPEATED]


def namespaces(file: WordFile) -> Iterator[Found]:
    """What not every program knows is declared as ignorable, or stands in an extension (ECMA-376 Part 3)."""
    for part, root in file.parts:
        ignorable = str(root.get(f"{COMPATIBILITY}Ignorable", "")).split()
        yield from ((part, f"Ignorable {prefix}") for prefix in ignorable if prefix not in root.nsmap)
        allowed = NAMESPACES | {root.nsmap.get(prefix) for prefix in ignorable}
        for uri in sorted(file.namespaces[part] - allowed):
            yield from _uses(part, root, uri)


def _uses(part: str, root: Element, uri: str) -> Iterator[Found]:
    for found in root.iter(f"{{{uri}}}*"):
        if next(found.iterancestors(f"{DRAWING}ext"), None) is None:
            yield part, f"{{{uri}}}{local(found)}"
    for found in root.xpath("//*[@*[namespace-uri() = $uri]]", uri=uri):
        yield part, f"{local(found)} {{{uri}}}"


# Tables -----------------------------------------------------------------------------------------------------


def cells(file: WordFile) -> Iterator[Found]:
    """The last child of a cell is a paragraph (17.4.65), that of a body its section, that of a story a paragraph."""
    for story in file.stories:
        for cell in story.root.iter(f"{W}tc"):
            blocks = flat(cell)
            if not blocks or local(blocks[-1]) != "p":
                yield story.part, f"tc … {local(blocks[-1]) if blocks else ''}"
        document = local(story.root) == "document"
        last = flat(story.root[-1] if document else story.root)[-1:]
        if [local(found) for found in last] != ["sectPr" if document else "p"]:
            yield story.part, f"{local(story.root)} … {local(last[0]) if last else ''}"


def grids(file: WordFile) -> Iterator[Found]:
    """Every row fills the grid of its table, and cells are as wide as their columns (17.4.48)."""
    for story in file.stories:
        for table in story.root.iter(f"{W}tbl"):
            grid = table.find(f"{W}tblGrid")
            columns = [int(column.get(f"{W}w", 0)) for column in grid] if grid is not None else []
            if not columns or min(columns) <= 0 or str(sum(columns)) != value(table, "tblPr/tblW", "w"):
                yield story.part, f"tblGrid {columns}"
            merged = {0: False}
            for row in (found for found in flat(table) if local(found) == "tr"):
                merged = yield from _row(story.part, row, columns, merged)


def _row(
    part: str, row: Element, columns: list[int], above: dict[int, bool]
) -> Generator[Found, None, dict[int, bool]]:
    """Compares a row with its grid; returns where its cells may be continued (17.4.84)."""
    place, merged = 0, {}
    for cell in (found for found in flat(row) if local(found) == "tc"):
        span = int(value(cell, "tcPr/gridSpan") or 1)
        width = value(cell, "tcPr/tcW", "w")
        if width != str(sum(columns[place : place + span])):
            yield part, f"tcW {width}: {columns[place : place + span]}"
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        restarts = merge is not None and merge.get(f"{W}val") == "restart"
        if merge is not None and not restarts and not above.get(place):
            yield part, f"vMerge {place}"
        merged[place] = merge is not None
        place += span
    if place != len(columns):
        yield part, f"tr {place}: {columns}"
    return merged


def touching_tables(file: WordFile) -> Iterator[Found]:
    """Word joins two tables without a paragraph between."""
    for story in file.stories:
        for table in story.root.iter(f"{W}tbl"):
            following = _next(table)
            if following is not None and following.tag == table.tag:
                yield story.part, _start(table)


def _next(block: Element) -> Element | None:
    """The block after another one, whatever content control holds them."""
    following = block.getnext()
    if following is None:
        content = block.getparent()
        return _next(content.getparent()) if content is not None and local(content) == "sdtContent" else None
    if local(following) == "sdt":
        held = flat(following.getparent())
        inside = [found for found in held if following in found.iterancestors()]
        return inside[0] if inside else _next(following)
    return following


def _start(element: Element) -> str:
    return text_of(element)[:40]


# Fields and bookmarks ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Field:
    """A complex field (17.16.18): its code, where it begins, and the fields in its result."""

    begin: Element
    code: str = ""
    separated: bool = False
    inner: list[Field] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The words of the code."""
        return self.code.split()


_FIELD_MARKS = (f"{W}fldChar", f"{W}instrText")
_KNOWN_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "PAGEREF", "REF", "STYLEREF", "DOCPROPERTY", "HYPERLINK"}


def _read_fields(story: Story) -> tuple[list[Field], list[str]]:
    """The fields of a story, outer ones first, and what does not balance in them."""
    found: list[Field] = []
    opened: list[Field] = []
    faults: list[str] = []
    for mark in story.root.iter(*_FIELD_MARKS):
        kind = mark.get(f"{W}fldCharType") if mark.tag == _FIELD_MARKS[0] else "code"
        if kind == "begin":
            made = Field(mark)
            (opened[-1].inner if opened else found).append(made)
            opened.append(made)
        elif not opened or (kind != "end" and opened[-1].separated):
            faults.append(f"{kind} {(mark.text or '').strip()}".strip())
        elif kind == "code":
            opened[-1].code += mark.text or ""
        elif kind == "separate":
            opened[-1].separated = True
        else:
            closed = opened.pop()
            if _holder(closed.begin) is not _holder(mark):
                faults.append(f"{closed.code.strip()} …")
    return found, faults + [f"{left.code.strip()} …" for left in opened]


def _holder(mark: Element) -> Element | None:
    """What begin and end of a field, or of a bookmark, must both stand in."""
    return next(mark.iterancestors(*_HOLDERS), None)


_HOLDERS = [f"{W}{name}" for name in ("hyperlink", "tc", "body", "hdr", "ftr", "ins", "del")]
_PLACES = [f"{W}{name}" for name in ("tc", "body", "hdr", "ftr")]


def fields(file: WordFile) -> Iterator[Found]:
    """Each field begins, has one code and ends, inside the link or cell it began in; no other codes than ours."""
    for story in file.stories:
        read, faults = _read_fields(story)
        yield from ((story.part, fault) for fault in faults)
        for found in _all(read):
            if not found.words or found.words[0] not in _KNOWN_FIELDS:
                yield story.part, f"instrText {found.code.strip()}"


def _all(fields: Sequence[Field]) -> Iterator[Field]:
    for found in fields:
        yield found
        yield from _all(found.inner)


#: Word cuts longer names and refuses other characters.
_BOOKMARK = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")


def bookmarks(file: WordFile) -> Iterator[Found]:
    """Bookmarks begin and end, in this order and one cell; ids and names are unique, names as Word takes them."""
    names: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    for story in file.stories:
        opened: dict[str, Element] = {}
        for mark in story.root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            key = str(mark.get(f"{W}id"))
            if local(mark) == "bookmarkStart":
                name = str(mark.get(f"{W}name"))
                names[name.casefold()] += 1  # Word does not tell them apart by case
                ids[key] += 1
                opened[key] = mark
                if not _BOOKMARK.fullmatch(name):
                    yield story.part, f"bookmarkStart {name}"
            elif key not in opened:
                yield story.part, f"bookmarkEnd {key}"
            elif next(opened[key].iterancestors(*_PLACES), None) is not next(mark.iterancestors(*_PLACES), None):
                yield story.part, f"bookmarkEnd {opened.pop(key).get(f'{W}name')}"
            else:
                opened.pop(key)
        yield from ((story.part, f"bookmarkStart {mark.get(f'{W}name')}") for mark in opened.values())
    yield from ((DOCUMENT, f"{name} twice") for name, count in names.items() if count > 1)
    yield from ((DOCUMENT, f"id {key} twice") for key, count in ids.items() if count > 1)


def ids(file: WordFile) -> Iterator[Found]:
    """Numbers of pictures (20.4.2.5), content controls (17.5.2.18) and shapes are given once in the whole file."""
    counts: Counter[tuple[str, str]] = Counter()
    for story in file.stories:
        counts.update(("docPr", str(found.get("id"))) for found in story.root.iter(f"{{{PREFIXES['wp']}}}docPr"))
        counts.update(("sdt", str(found.get(f"{W}val"))) for found in story.root.iterfind(f".//{W}sdtPr/{W}id"))
        counts.update(("shape", str(found.get("id"))) for found in story.root.iter(f"{{{PREFIXES['v']}}}shape"))
    yield from ((DOCUMENT, f"{kind} {key} twice") for (kind, key), count in counts.items() if count > 1)


# Where links lead -------------------------------------------------------------------------------------------


def targets(file: WordFile) -> Iterator[Found]:
    """Links and references lead to bookmarks that are there."""
    names = {found.get(f"{W}name") for story in file.stories for found in story.root.iter(f"{W}bookmarkStart")}
    for story in file.stories:
        for link in story.root.iter(f"{W}hyperlink"):
            anchor = link.get(f"{W}anchor")
            if anchor is None and link.get(f"{{{PREFIXES['r']}}}id") is None:
                yield story.part, f"hyperlink {_start(link)}"
            elif anchor is not None and anchor not in names:
                yield story.part, f"hyperlink {anchor}"
        for found in _all(_read_fields(story)[0]):
            yield from ((story.part, f"{found.words[0]} {name}") for name in _named(found) if name not in names)


def _named(found: Field) -> list[str]:
    """The bookmarks a field names."""
    words = found.words
    if words[:1] in (["PAGEREF"], ["REF"]):
        return [words[1] if len(words) > 1 else ""]
    return [name for switch, name in pairwise(words) if switch in {"\\b", "\\l"}]


def _is_built_in(file: WordFile, line: Line) -> bool:
    """Whether a heading's style is one of Word's own; others are gathered by their outline level only."""
    style = file.styles.by_id.get(line.style or "")
    return style is not None and re.fullmatch(r"heading \d", (value(style, "name") or "").lower()) is not None


_LEVELS = re.compile(r'\\o\s+"(\d)-(\d)"')


@dataclass(frozen=True, slots=True)
class Contents:
    """A contents field: the levels it gathers, by outline level or by Word's own styles alone; the bookmarks that its
    lines name, in order."""

    first: int
    last: int
    outline: bool
    entries: tuple[str, ...]


def contents_of(story: Story) -> list[Contents]:
    """The contents fields of a story that gather headings by level."""
    made = []
    for found in _all(_read_fields(story)[0]):
        levels = _LEVELS.search(found.code)
        if found.words[:1] == ["TOC"] and levels:
            entries = tuple(name for inner in _all(found.inner) for name in _named(inner))
            made.append(Contents(int(levels[1]), int(levels[2]), "\\u" in found.words, entries))
    return made


def contents(file: WordFile) -> Iterator[Found]:
    """A contents list names the headings it would gather when Word updates it, each once, in order (17.16.5.68)."""
    story = file.document
    for found in contents_of(story):
        headings = [
            {str(mark.get(f"{W}name")) for mark in line.element.iter(f"{W}bookmarkStart")}
            for level, line in story.headings
            if found.first <= level <= found.last and (found.outline or _is_built_in(file, line))
        ]
        for place in range(max(len(headings), len(found.entries))):
            entry = found.entries[place] if place < len(found.entries) else ""
            names = headings[place] if place < len(headings) else set()
            if entry not in names:
                yield story.part, f'TOC "{found.first}-{found.last}" {place + 1}: {entry or " ".join(sorted(names))}'
                break

"""What makes Word refuse or repair a file, looked for in a finished one; each fault is a line of text."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tests.docx.reading import File, R, W, value

_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs bidi spacing "
    "ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs noProof webHidden color spacing sz szCs rtl cs lang",
    "tblPr": "tblStyle tblpPr bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd tcMar vAlign",
    "trPr": "cantSplit trHeight tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg bidi rtlGutter",
    "pBdr": "top left bottom right",
    "tcBorders": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr tblStylePr",
    "settings": "zoom embedTrueTypeFonts documentProtection defaultTabStop characterSpacingControl compat "
    "themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}


def faults(file: File) -> list[str]:
    """All faults found; an empty list is what is wanted."""
    found: list[str] = []
    for check in (
        _order,
        _cells,
        _grids,
        _touching,
        _unique,
        _fields,
        _anchors,
        _styles,
        _numbers,
        _package,
        _pictures,
    ):
        found += [f"{check.__name__[1:]}: {fault}" for fault in check(file)]
    return found


def _roots(file: File) -> Iterator[tuple[str, Any]]:
    for name, blob in file.parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            yield name, etree.fromstring(blob)


def _local(element: Any) -> str:
    return etree.QName(element).localname


def _order(file: File) -> Iterator[str]:
    for name, root in _roots(file):
        for element in root.iter():
            order = _ORDER.get(_local(element), "").split()
            if not order or not element.tag.startswith(W):
                continue
            children = [_local(child) for child in element]
            unknown = set(children) - set(order)
            if unknown:
                yield f"{name}: {_local(element)} holds {unknown}"
            elif children != sorted(children, key=order.index):
                yield f"{name}: {_local(element)}: {children}"
            elif any(count > 1 and tag != "headerReference" for tag, count in Counter(children).items()):
                yield f"{name}: {_local(element)} repeats: {children}"


def _cells(file: File) -> Iterator[str]:
    """ECMA-376 17.4.65: the last child of a cell is a paragraph; 17.2.2: that of a body its section."""
    for root in file.stories:
        for cell in root.iter(f"{W}tc"):
            if _local(cell[-1]) != "p":
                yield f"ends with {_local(cell[-1])}"
        last = root[0][-1] if _local(root) == "document" else root[-1]
        if _local(last) not in {"sectPr", "p"}:
            yield f"a story ends with {_local(last)}"


def _grids(file: File) -> Iterator[str]:
    for root in file.stories:
        for table in root.iter(f"{W}tbl"):
            columns = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
            if sum(columns) != int(value(table, "tblPr/tblW", "w")) or min(columns) <= 0:
                yield f"columns {columns}"
            for row in table.findall(f"{W}tr"):
                spans = [int(value(cell, "tcPr/gridSpan") or 1) for cell in row.findall(f"{W}tc")]
                widths = [int(value(cell, "tcPr/tcW", "w")) for cell in row.findall(f"{W}tc")]
                if sum(spans) != len(columns) or sum(widths) != sum(columns):
                    yield f"row {spans} {widths} in {columns}"


def _touching(file: File) -> Iterator[str]:
    """Word joins two tables without a paragraph between."""
    for root in file.stories:
        for table in root.iter(f"{W}tbl"):
            following = table.getnext()
            if following is None or _local(following) not in {"p", "sdt"}:
                yield f"a table before {following if following is None else _local(following)}"


def _unique(file: File) -> Iterator[str]:
    for path, attribute in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("bookmarkEnd", "id")):
        counts = Counter(found.get(W + attribute) for found in file.document.iter(W + path))
        yield from (f"{path} {key}" for key, count in counts.items() if count > 1)
    for name in (found.get(f"{W}name") for found in file.document.iter(f"{W}bookmarkStart")):
        if len(name) > 40 or not name.replace("_", "a").isalnum() or not name.isascii() or name[0].isdigit():
            yield f"bookmark name {name}"
    starts = {found.get(f"{W}id") for found in file.document.iter(f"{W}bookmarkStart")}
    if starts != {found.get(f"{W}id") for found in file.document.iter(f"{W}bookmarkEnd")}:
        yield "a bookmark does not end"
    pictures = Counter(found.get("id") for root in file.stories for found in root.iter() if _local(found) == "docPr")
    yield from (f"docPr {key}" for key, count in pictures.items() if count > 1)


def _fields(file: File) -> Iterator[str]:
    for root in file.stories:
        open_fields: list[str] = []
        for mark in root.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append(kind)
            elif not open_fields or (kind == "separate" and open_fields[-1] != "begin"):
                yield f"{kind} without begin"
            elif kind == "separate":
                open_fields[-1] = kind
            else:
                open_fields.pop()
        if open_fields:
            yield f"{len(open_fields)} without end"


def _anchors(file: File) -> Iterator[str]:
    names = {found.get(f"{W}name") for found in file.document.iter(f"{W}bookmarkStart")}
    for link in file.document.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor and anchor not in names:
            yield f"dead anchor {anchor}"
    for code in file.document.iter(f"{W}instrText"):
        words = code.text.split()
        if words[0] == "PAGEREF" and words[1] not in names:
            yield f"dead PAGEREF {words[1]}"


def _styles(file: File) -> Iterator[str]:
    styles = {found.get(f"{W}styleId"): found for found in file.xml("word/styles.xml").iter(f"{W}style")}
    names = Counter(value(found, "name") for found in styles.values())
    yield from (f"name {name} twice" for name, count in names.items() if count > 1)
    for root in file.stories:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for used in root.iter(W + tag):
                if used.get(f"{W}val") not in styles:
                    yield f"missing {used.get(f'{W}val')}"
    for key, found in styles.items():
        for tag in ("basedOn", "next"):
            other = value(found, tag)
            if other is not None and other not in styles:
                yield f"{key} {tag} {other}"
        seen, current = {key}, value(found, "basedOn")
        while current is not None:
            if current in seen:
                yield f"{key} is based on itself"
                break
            seen.add(current)
            current = value(styles[current], "basedOn")


def _numbers(file: File) -> Iterator[str]:
    numbering = file.xml("word/numbering.xml")
    tags = [_local(child) for child in numbering]
    if tags != sorted(tags):
        yield "abstractNum after num"
    known = {found.get(f"{W}numId") for found in numbering.iter(f"{W}num")} | {"0"}
    abstract = {found.get(f"{W}abstractNumId") for found in numbering.iter(f"{W}abstractNum")}
    for found in numbering.iter(f"{W}num"):
        if value(found, "abstractNumId") not in abstract:
            yield f"num {found.get(f'{W}numId')}"
    for root in (file.document, file.xml("word/styles.xml")):
        for used in root.iter(f"{W}numId"):
            if used.get(f"{W}val") not in known:
                yield f"missing {used.get(f'{W}val')}"


def _package(file: File) -> Iterator[str]:
    """ECMA-376 Part 2: every part has a type and is reached; every relationship leads somewhere."""
    types = etree.fromstring(file.parts["[Content_Types].xml"])
    named = {found.get("PartName") for found in types if found.get("PartName")}
    endings = {found.get("Extension") for found in types if found.get("Extension")}
    reached = {"[Content_Types].xml"}
    for name, blob in file.parts.items():
        if f"/{name}" not in named and name.rpartition(".")[2] not in endings and name != "[Content_Types].xml":
            yield f"{name} has no content type"
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        ids: set[str] = set()
        for relation in etree.fromstring(blob):
            ids.add(relation.get("Id"))
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target"))).lstrip("/")
            reached.add(target)
            if target not in file.parts:
                yield f"{name} leads to {target}"
        if source in file.parts:
            used = {
                given
                for element in etree.fromstring(file.parts[source]).iter()
                for attribute, given in element.attrib.items()
                if attribute.startswith(R)
            }
            yield from (f"{source}: {missing} has no relationship" for missing in used - ids)
    yield from (f"{name} is not reached" for name in set(file.parts) - reached)
    yield from (f"{part} has a type but is not there" for part in named if part.lstrip("/") not in file.parts)


def _pictures(file: File) -> Iterator[str]:
    for root in file.stories:
        for found in root.iter():
            if _local(found) == "docPr" and not found.get("descr"):
                yield "no alternative text"

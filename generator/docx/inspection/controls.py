"""Content controls: fields to fill in, and the facts they are bound to (ECMA-376 17.5.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from generator.docx.inspection.file import DOCUMENT, Found, W, WordFile, local, text_of, value
from generator.docx.ooxml import Element
from generator.language.marks import without_marks

_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_KINDS = {"text", "date", "dropDownList", "comboBox", "checkbox", "docPartObj", "picture", "group", "richText"}
_PREFIX = re.compile(r"xmlns:(\w+)=[\"']([^\"']+)[\"']")
_GUID = re.compile(r"\{[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}")


def controls(file: WordFile) -> Iterator[Found]:
    """A control has a name, a tag, a number and a content, and what its kind needs."""
    for story in file.stories:
        for control in story.root.iter(f"{W}sdt"):
            marks = control.find(f"{W}sdtPr")
            name = value(control, "sdtPr/alias") or value(control, "sdtPr/id") or ""
            content = control.find(f"{W}sdtContent")
            if content is None or len(content) == 0:
                yield story.part, f"sdtContent {name}".strip()
            if marks is None:
                yield story.part, "sdtPr"
                continue
            yield from ((story.part, f"{fault} {name}".strip()) for fault in _missing(marks))


def _missing(marks: Element) -> Iterator[str]:
    found = {local(mark) for mark in marks}
    # Word's own block of contents is known by its gallery
    wanted = {"alias", "id"} if "docPartObj" in found else {"alias", "id", "tag"}
    yield from sorted(wanted - found)
    yield from (tag for tag in ("alias", "tag") if tag in found and not (value(marks, tag) or "").strip())
    number = value(marks, "id") or "1"
    if not re.fullmatch(r"-?\d{1,10}", number) or not -(2**31) <= int(number) < 2**31:
        yield f"id {number}"
    kinds = found & _KINDS
    if len(kinds) > 1:
        yield " ".join(sorted(kinds))
    for choice in marks.iter(f"{W}dropDownList", f"{W}comboBox"):
        values = Counter(str(item.get(f"{W}value")) for item in choice.iter(f"{W}listItem"))
        yield from (f"listItem {given} twice" for given, count in values.items() if count > 1)
        if not values:
            yield local(choice)
    for date in marks.iter(f"{W}date"):
        yield from (f"date {tag}" for tag in ("dateFormat", "lid", "calendar") if not value(date, tag))
    for box in marks.iter(f"{_W14}checkbox"):
        states = ("checked", "checkedState", "uncheckedState")
        yield from (f"checkbox {tag}" for tag in states if box.find(_W14 + tag) is None)


def bindings(file: WordFile) -> Iterator[Found]:
    """A control is bound to one place of a part that is there, and shows what stands in it (17.5.2.6)."""
    stores = _stores(file)
    yield from _store_ids(file)
    for story in file.stories:
        for control in story.root.iter(f"{W}sdt"):
            binding = control.find(f"{W}sdtPr/{W}dataBinding")
            if binding is None:
                continue
            path = str(binding.get(f"{W}xpath"))
            root = stores.get(str(binding.get(f"{W}storeItemID")).upper())
            if root is None:
                yield story.part, f"storeItemID {binding.get(f'{W}storeItemID')}"
                continue
            nodes = _found(root, path, str(binding.get(f"{W}prefixMappings", "")))
            if len(nodes) != 1:
                yield story.part, f"xpath {path}"
            elif _shows_otherwise(control, nodes[0]):
                yield story.part, f"{path}: {nodes[0]}"


def _stores(file: WordFile) -> dict[str, Element]:
    """The roots of the custom XML parts by their id (22.5.2.1)."""
    made = {}
    for item in file.related(DOCUMENT, "customXml"):
        for described in file.related(item, "customXmlProps"):
            if item in file.roots and described in file.roots:
                made[str(file.roots[described].get(f"{_DATA}itemID")).upper()] = file.roots[item]
    return made


def _store_ids(file: WordFile) -> Iterator[Found]:
    items = file.related(DOCUMENT, "customXml")
    given: Counter[str] = Counter()
    for item in items:
        described = [file.roots[name] for name in file.related(item, "customXmlProps") if name in file.roots]
        keys = [str(found.get(f"{_DATA}itemID")).upper() for found in described]
        given.update(keys)
        if len(keys) != 1 or not _GUID.fullmatch(keys[0]):
            yield item, f"itemID {' '.join(keys)}".strip()
    yield from ((DOCUMENT, f"itemID {key} twice") for key, count in given.items() if count > 1)


def _found(root: Element, path: str, mappings: str) -> list[str]:
    """The texts of the places a path leads to."""
    try:
        nodes = root.getroottree().xpath(path, namespaces=dict(_PREFIX.findall(mappings)) or None)
    except etree.XPathError:
        return []
    if not isinstance(nodes, list):
        return []
    return [str(node) if isinstance(node, str) else "".join(node.itertext()) for node in nodes]


def _shows_otherwise(control: Element, stored: str) -> bool:
    """Whether a control for text shows another one than is stored: on opening Word puts the stored one there."""
    marks = control.find(f"{W}sdtPr")
    if marks.find(f"{W}text") is None or marks.find(f"{W}showingPlcHdr") is not None or not stored:
        return False
    return without_marks(text_of(control)) != without_marks(stored)

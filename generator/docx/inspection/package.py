"""The package round the document: types, relationships, properties (ECMA-376 Part 2)."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from generator.docx.inspection.file import CONTENT_TYPES, PACKAGE_RELATIONS, Found, R, WordFile, local, local_name

_MAIN = "application/vnd.openxmlformats-officedocument."
_WORD = f"{_MAIN}wordprocessingml."
#: The content type that a relationship of a kind leads to.
_TYPES = {
    "officeDocument": f"{_WORD}document.main+xml",
    "styles": f"{_WORD}styles+xml",
    "numbering": f"{_WORD}numbering+xml",
    "settings": f"{_WORD}settings+xml",
    "fontTable": f"{_WORD}fontTable+xml",
    "header": f"{_WORD}header+xml",
    "footer": f"{_WORD}footer+xml",
    "theme": f"{_MAIN}theme+xml",
    "font": f"{_MAIN}obfuscatedFont",
    "extended-properties": f"{_MAIN}extended-properties+xml",
    "custom-properties": f"{_MAIN}custom-properties+xml",
    "customXmlProps": f"{_MAIN}customXmlProperties+xml",
}
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
#: The kinds of parts every file of ours has, beside the document.
_NEEDED = ("styles", "numbering", "settings", "fontTable", "theme", "header", "footer")


def archive(file: WordFile) -> Iterator[Found]:
    """Every part stands once in the archive, and content types first (10.2)."""
    counts = Counter(name.casefold() for name in file.names)
    yield from ((name, "twice") for name, count in counts.items() if count > 1)
    if file.names[0] != CONTENT_TYPES:
        yield CONTENT_TYPES, file.names[0]


def content_types(file: WordFile) -> Iterator[Found]:
    """Every part has a type, a type is given once and for a part, and relationships lead to parts of theirs (10.1)."""
    for name in file.names:
        if name != CONTENT_TYPES and name not in file.types:
            yield CONTENT_TYPES, name
    named = [str(found.get("PartName")) for found in file.roots[CONTENT_TYPES] if local(found) == "Override"]
    yield from ((CONTENT_TYPES, f"{name} twice") for name, count in Counter(named).items() if count > 1)
    yield from ((CONTENT_TYPES, name) for name in named if name.lstrip("/") not in file.names)
    for found in (found for given in file.relations.values() for found in given if not found.external):
        wanted = _TYPES.get(found.kind)
        if wanted and found.target in file.types and file.types[found.target] != wanted:
            yield found.target, f"{found.kind}: {file.types[found.target]}"


def relationships(file: WordFile) -> Iterator[Found]:
    """Relationships lead to parts that are there, every part is reached, and ids that are used are given (9.3)."""
    reached = {CONTENT_TYPES, PACKAGE_RELATIONS}
    for source, given in file.relations.items():
        part = _relations_of(source)
        reached |= {part, *(found.target for found in given if not found.external)}
        counts = Counter(found.id for found in given)
        yield from ((part, f"{key} twice") for key, count in counts.items() if count > 1)
        yield from ((part, found.target) for found in given if not found.external and found.target not in file.names)
        if source and source not in file.names:
            yield part, source
    yield from ((name, "unreached") for name in file.names if name not in reached)
    main = file.related("", "officeDocument")
    if main != ["word/document.xml"]:
        yield PACKAGE_RELATIONS, f"officeDocument {' '.join(main)}".strip()
    kinds = {found.kind for found in file.relations.get("word/document.xml", ())}
    yield from (("word/document.xml", f"{kind} missing") for kind in _NEEDED if kind not in kinds)
    for part, root in file.parts:
        ids = {found.id for found in file.relations.get(part, ())}
        used = root.xpath("//@r:*", namespaces={"r": R.strip("{}")})
        yield from ((part, str(key)) for key in dict.fromkeys(used) if key not in ids)


def _relations_of(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


# Properties -------------------------------------------------------------------------------------------------

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of user-defined properties (Part 1, 22.3.2.2)


def properties(file: WordFile, title: str | None = None, language: str | None = None) -> Iterator[Found]:
    """The file says its title, language and author: those of its edition. Custom properties are numbered from 2."""
    parts = [found.target for found in file.relations.get("", ()) if found.kind == _CORE_KIND]
    if len(parts) != 1 or parts[0] not in file.roots:
        yield PACKAGE_RELATIONS, "core-properties"
        return
    root = file.roots[parts[0]]
    said = {str(found.tag): (found.text or "").strip() for found in root}
    yield from ((parts[0], f"{local(found)} twice") for found in root if len(root.findall(found.tag)) > 1)
    for tag, wanted in ((f"{_DC}title", title), (f"{_DC}language", language)):
        if not said.get(tag) or (wanted is not None and said[tag] != wanted):
            yield parts[0], f"{local_name(tag)} {said.get(tag, '')}".strip()
    yield from ((parts[0], local_name(tag)) for tag in (f"{_DC}creator", f"{_TERMS}created") if not said.get(tag))
    yield from _custom(file)


def _custom(file: WordFile) -> Iterator[Found]:
    """Numbers of custom properties begin at 2 and are given once, like names (Part 1, 22.3.2.2)."""
    for part in file.related("", "custom-properties"):
        root = file.roots.get(part, ())
        numbers = [str(found.get("pid")) for found in root]
        names = Counter(str(found.get("name")).casefold() for found in root)
        if numbers != [str(2 + place) for place in range(len(numbers))]:
            yield part, f"pid {' '.join(numbers)}"
        yield from ((part, f"{name} twice") for name, count in names.items() if count > 1)
        yield from ((part, f"fmtid {found.get('fmtid')}") for found in root if found.get("fmtid") != _SET)

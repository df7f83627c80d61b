"""What the text refers to: styles, numberings, fonts, settings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.docx.inspection.file import DOCUMENT, Found, R, W, WordFile, is_on, local, value
from generator.docx.ooxml import NAMESPACES, Element

_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_SETTINGS, _FONTS = "word/settings.xml", "word/fontTable.xml"

# Styles -----------------------------------------------------------------------------------------------------

#: What names a style, and the type it must be of.
_USES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


def styles(file: WordFile) -> Iterator[Found]:
    """Styles that are named are there and of the right kind; none inherits from itself; ids and names are unique."""
    known = file.styles.by_id
    for part, root in file.parts:
        for used in root.iter(*(f"{W}{tag}" for tag in _USES)):
            key = str(used.get(f"{W}val"))
            if key not in known or known[key].get(f"{W}type") != _USES[local(used)]:
                yield part, f"{local(used)} {key}"
    root = file.root("styles")
    if root is None:
        return
    given = list(root.iterchildren(f"{W}style"))
    for attribute, names in (
        ("styleId", Counter(str(style.get(f"{W}styleId")) for style in given)),
        ("name", Counter(str(value(style, "name")).casefold() for style in given)),
    ):
        yield from ((_STYLES, f"{attribute} {name} twice") for name, count in names.items() if count > 1)
    defaults = Counter(str(style.get(f"{W}type")) for style in given if style.get(f"{W}default") == "1")
    yield from ((_STYLES, f"default {kind} {defaults[kind]}") for kind in _USES.values() if defaults[kind] != 1)
    for key, style in known.items():
        yield from ((_STYLES, f"{key}: {fault}") for fault in _ancestry(known, key, style))


def _ancestry(known: dict[str, Element], key: str, style: Element) -> Iterator[str]:
    for tag in ("basedOn", "next", "link"):
        other = value(style, tag)
        if other is not None and other not in known:
            yield f"{tag} {other}"
    seen, parent = [key], value(style, "basedOn")
    while parent is not None and parent in known:
        if parent in seen:
            yield f"basedOn {' '.join([*seen, parent])}"
            return
        if known[parent].get(f"{W}type") != style.get(f"{W}type"):
            yield f"basedOn {parent}"
        seen.append(parent)
        parent = value(known[parent], "basedOn")


# Numbering --------------------------------------------------------------------------------------------------


def numbering(file: WordFile) -> Iterator[Found]:
    """Numberings and levels that are used are there, each leads to a definition, and labels count what there is."""
    root = file.root("numbering")
    abstracts = {} if root is None else {_id(found, "abstractNumId"): found for found in root.iter(f"{W}abstractNum")}
    numbers = {} if root is None else {_id(found, "numId"): found for found in root.iter(f"{W}num")}
    if root is not None:
        for tag, key in (("abstractNum", "abstractNumId"), ("num", "numId")):
            counts = Counter(_id(found, key) for found in root.iter(f"{W}{tag}"))
            counts.update(f"nsid {value(found, 'nsid')}" for found in root.iter(f"{W}{tag}") if value(found, "nsid"))
            yield from ((_NUMBERING, f"{tag} {name} twice") for name, count in counts.items() if count > 1)
    levels = {}
    for key, number in numbers.items():
        abstract = abstracts.get(str(value(number, "abstractNumId")))
        if abstract is None:
            yield _NUMBERING, f"num {key}: abstractNumId {value(number, 'abstractNumId')}"
        levels[key] = {_id(level, "ilvl"): level for level in abstract.iter(f"{W}lvl")} if abstract is not None else {}
    yield from _level_texts(abstracts)
    for part, story in file.parts:
        for used in story.iter(f"{W}numPr"):
            named, level = value(used, "numId"), value(used, "ilvl") or "0"
            if named is not None and named != "0" and level not in levels.get(named, ()):
                yield part, f"numId {named} ilvl {level}"
    yield from _linked(file, levels)


def _id(element: Element, name: str) -> str:
    return str(element.get(f"{W}{name}"))


def _level_texts(abstracts: dict[str, Element]) -> Iterator[Found]:
    """A label counts its own level and those above it (17.9.11), and levels are given once."""
    for key, abstract in abstracts.items():
        counts = Counter(_id(level, "ilvl") for level in abstract.iter(f"{W}lvl"))
        twice = sorted(level for level, count in counts.items() if count > 1)
        yield from ((_NUMBERING, f"abstractNum {key}: ilvl {level} twice") for level in twice)
        for level in abstract.iter(f"{W}lvl"):
            own = int(_id(level, "ilvl")) + 1
            text = value(level, "lvlText") or ""
            if any(int(place) > own for place in re.findall(r"%(\d)", text)):
                yield _NUMBERING, f"abstractNum {key} ilvl {own - 1}: {text}"


def _linked(file: WordFile, levels: dict[str, dict[str, Element]]) -> Iterator[Found]:
    """A level that names a style is the level this style names (17.9.23): else Word numbers neither."""
    given = {key: style.find(f"{W}pPr/{W}numPr") for key, style in file.styles.by_id.items()}
    for key, own in levels.items():
        for level, found in own.items():
            style = value(found, "pStyle")
            named = given.get(style) if style else None
            if style and named is None:
                yield _NUMBERING, f"num {key} ilvl {level}: {style}"
            if named is not None and value(named, "numId") == key and (value(named, "ilvl") or "0") != level:
                yield _NUMBERING, f"num {key} ilvl {level}: {style} ilvl {value(named, 'ilvl') or '0'}"


# Fonts ------------------------------------------------------------------------------------------------------

_KEY = re.compile(r"\{[0-9A-F]{8}-(?:[0-9A-F]{4}-){3}[0-9A-F]{12}\}")
_TRUETYPE = {b"\x00\x01\x00\x00", b"true"}
_FACES = re.compile(r"""font-family:\s*["']?([^"';]+)""")


def fonts(file: WordFile) -> Iterator[Found]:
    """Every font that is named is declared, embedded ones open with their key, and no theme overrules a name (17.8)."""
    table = file.root("fontTable")
    declared = {str(font.get(f"{W}name")) for font in table} if table is not None else set()
    for part, name in _named(file):
        if name not in declared:
            yield part, f"rFonts {name}"
    if table is None:
        return
    counts = Counter(str(font.get(f"{W}name")) for font in table)
    yield from ((_FONTS, f"font {name} twice") for name, count in counts.items() if count > 1)
    relations = {found.id: found.target for found in file.relations.get(_FONTS, ())}
    for font in table:
        for face in font:
            if local(face).startswith("embed"):
                key, target = str(face.get(f"{W}fontKey")), relations.get(str(face.get(f"{R}id")), "")
                if target not in file.names or not _KEY.fullmatch(key) or not _opens(file.head(target, 32), key):
                    yield _FONTS, f"{font.get(f'{W}name')} {local(face)}"


def _named(file: WordFile) -> Iterator[Found]:
    """The fonts that parts name; a theme's attribute counts as a font that nobody has."""
    seen: set[Found] = set()
    for part, root in file.parts:
        for found in root.iter(f"{W}rFonts"):
            seen |= {(part, str(name)) for name in found.attrib.values() if name not in {"default", "eastAsia", "cs"}}
        for path in root.iter(f"{{{NAMESPACES['v']}}}textpath"):
            seen |= {(part, name.strip()) for name in _FACES.findall(str(path.get("style", "")))}
    theme = file.root("theme")
    if theme is not None:
        faces = theme.iterfind(f".//{{{NAMESPACES['a']}}}fontScheme//*[@typeface]")
        seen |= {("word/theme/theme1.xml", str(face.get("typeface"))) for face in faces if face.get("typeface")}
    return iter(sorted(seen))


def _opens(head: bytes, key: str) -> bool:
    """Whether what the key gives back is a font (17.8.1: XOR of the first 32 bytes with the reversed GUID)."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    return bytes(byte ^ mask[place] for place, byte in enumerate(head[:4])) in _TRUETYPE


# Settings ---------------------------------------------------------------------------------------------------

_MODE = "15"
#: What may not stand in the settings: Word would ask its reader, show others' marks, or look for files elsewhere.
_UNWANTED = ("updateFields", "trackRevisions", "attachedTemplate", "linkStyles", "rsids", "mailMerge")


def settings(file: WordFile) -> Iterator[Found]:
    """Nothing is asked on opening, no field waits to be updated, the mode is today's, protection leaves something."""
    root = file.root("settings")
    if root is None:
        yield _SETTINGS, "missing"
        return
    yield from ((_SETTINGS, tag) for tag in _UNWANTED if root.find(f"{W}{tag}") is not None)
    modes = [
        str(found.get(f"{W}val"))
        for found in root.iter(f"{W}compatSetting")
        if found.get(f"{W}name") == "compatibilityMode"
    ]
    if modes != [_MODE]:
        yield _SETTINGS, f"compatibilityMode {' '.join(modes)}".strip()
    table = file.root("fontTable")
    embeds = table is not None and any(local(face).startswith("embed") for font in table for face in font)
    if embeds and not is_on(root.find(f"{W}embedTrueTypeFonts")):
        yield _SETTINGS, "embedTrueTypeFonts"
    if root.find(f"{W}themeFontLang") is None or not root.find(f"{W}themeFontLang").get(f"{W}bidi"):
        yield _SETTINGS, "themeFontLang"
    yield from _protection(file, root)
    for story in file.stories:
        for mark in story.root.iter(f"{W}fldChar", f"{W}fldSimple"):
            if mark.get(f"{W}dirty") is not None:
                yield story.part, f"{local(mark)} dirty"


def _protection(file: WordFile, root: Element) -> Iterator[Found]:
    """A protected document has fields to fill in (17.15.1.29)."""
    protection = root.find(f"{W}documentProtection")
    if protection is None:
        return
    edit = protection.get(f"{W}edit")
    controls = (found for story in file.stories for found in story.root.iter(f"{W}sdtPr"))
    if edit not in {"forms", "readOnly", "comments", "trackedChanges", "none"}:
        yield _SETTINGS, f"documentProtection {edit}"
    elif edit == "forms" and not any(found.find(f"{W}docPartObj") is None for found in controls):
        yield DOCUMENT, "documentProtection forms"

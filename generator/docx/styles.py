"""The style sheet of an edition, and which style a language takes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from generator.document.edition import Edition
from generator.docx.ooxml import Element, hex_color, name, parse, serialize
from generator.language.inline import Language
from generator.resources import TEMPLATES

FOLDER = TEMPLATES / "docx"
TEXT_FAMILY, LABEL_FAMILY = "Siyasat Naskh", "Siyasat Sans"

#: Built-in styles of the English side of a bilingual edition: a second contents list gathers its own levels.
_ENGLISH = {"Heading1": "Heading4", "Heading2": "Heading5", "TOC1": "TOC4", "TOC2": "TOC5"}
_ALIKE = frozenset({"Gap", "CoverLogo", "TableUnder", "TableHeadUnder", "TableWordUnder"})


def style_for(style: str, language: Language, edition: Edition) -> str:
    """The style id for one side: in a bilingual edition English text has styles of its own."""
    if len(edition.languages) == 1 or language == "ar" or style in _ALIKE:
        return style
    return _ENGLISH.get(style, f"{style}English")


def style_sheet(edition: Edition) -> bytes:
    """``word/styles.xml``: the common styles, replaced or joined by those of the edition."""
    root = parse(filled((FOLDER / "styles.xml"), edition))
    own = FOLDER / f"styles.{edition.name}.xml"
    if own.is_file():
        for style in parse(filled(own, edition)):
            _place(root, style)
    return serialize(root)


def filled(path: Path, edition: Edition) -> str:
    """A template part with the families and colours of an edition in its braces."""
    text = _read(path)
    palette, face = edition.palette, edition.face
    for key, value in {
        "brand": hex_color(palette.brand),
        "ink": hex_color(palette.ink),
        "tint": hex_color(palette.tint),
        "rule": hex_color(palette.rule),
        "text": escape(face.family if face else TEXT_FAMILY, {'"': "&quot;"}),
        "label": escape(face.family if face else LABEL_FAMILY, {'"': "&quot;"}),
    }.items():
        text = text.replace(f"{{{key}}}", value)
    return text


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _place(root: Element, style: Element) -> None:
    key = name("w:styleId")
    for known in root.iterchildren(name("w:style")):
        if known.get(key) == style.get(key):
            root.replace(known, style)
            return
    root.append(style)

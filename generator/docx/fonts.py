"""Fonts inside the document, so that it looks and edits alike where they are not installed.

What is embedded is the part of a font that any policy may need (``faces.subset``), the same in all documents. So the
fonts are not marked as subsetted, which means "only what this document holds", and the settings do not ask Word to
take such a part when it saves (``saveSubsetFonts``): who edits next would miss letters.

ECMA-376 Part 1, 17.8.1: an embedded font is obfuscated by XOR of its first 32 bytes with a key, whose GUID
stands in the font table. The GUID is made of the font's hash, so the same font gives the same bytes.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator import faces
from generator.document.edition import Edition
from generator.docx.ooxml import Element, element, w
from generator.docx.styles import LABEL_FAMILY, TEXT_FAMILY
from generator.resources import FONTS

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


@dataclass(frozen=True, slots=True)
class Embedded:
    """An obfuscated font file and the GUID of its key, in braces."""

    key: str
    blob: bytes


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: regular and bold, None where a file must not or cannot be embedded."""

    name: str
    regular: Embedded | None
    bold: Embedded | None


def families(edition: Edition) -> tuple[Family, ...]:
    """The families an edition is set in."""
    if edition.face is not None:
        face = edition.face
        return (Family(face.family, embedded(face.regular), embedded(face.bold)),)
    return (
        Family(
            TEXT_FAMILY,
            embedded(FONTS / "SiyasatNaskh-Regular.ttf"),
            embedded(FONTS / "SiyasatNaskh-Bold.ttf"),
        ),
        Family(
            LABEL_FAMILY,
            embedded(FONTS / "SiyasatSans-Regular.ttf"),
            embedded(FONTS / "SiyasatSans-Bold.ttf"),
        ),
    )


def embedded(path: Path) -> Embedded | None:
    """A font file ready to be embedded; None unless Word can read it and its maker allows it (``faces.embeddable``)."""
    return _obfuscated(faces.subset(faces.read(path)))


@lru_cache(maxsize=16)
def _obfuscated(font: bytes | None) -> Embedded | None:
    if font is None:
        return None
    guid = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(font).hexdigest())
    key = guid.bytes[::-1]
    head = bytes(byte ^ key[index % 16] for index, byte in enumerate(font[:32]))
    return Embedded(f"{{{str(guid).upper()}}}", head + font[32:])


def font_table(found: tuple[Family, ...], ids: dict[str, str]) -> Element:
    """``word/fontTable.xml``; ``ids`` are the relationship ids by font key."""
    return w("fonts", *(_font(family, ids) for family in found))


def _font(family: Family, ids: dict[str, str]) -> Element:
    return w(
        "font",
        w("charset", val="00"),
        w("family", val="auto"),
        w("pitch", val="variable"),
        _reference("embedRegular", family.regular, ids),
        _reference("embedBold", family.bold, ids),
        name=family.name,
    )


def _reference(tag: str, font: Embedded | None, ids: dict[str, str]) -> Element | None:
    if font is None:
        return None
    return element(f"w:{tag}", attributes={"r:id": ids[font.key], "w:fontKey": font.key})

"""Fonts inside the document, whole, so that it looks and edits alike where they are not installed.

ECMA-376 Part 1, 17.8.1: an embedded font is obfuscated by XOR of its first 32 bytes with a key, whose GUID
stands in the font table. The GUID is made of the font's hash, so the same font gives the same bytes.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.document.edition import Edition
from generator.docx.ooxml import Element, element, w
from generator.docx.styles import LABEL_FAMILY, TEXT_FAMILY
from generator.resources import FONTS

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"

_TRUETYPE = b"\x00\x01\x00\x00"


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
    """A font file ready to be embedded; None unless Word can read it (TrueType) and its licence bits allow
    it.
    """
    state = path.stat()
    return _embedded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _embedded(path: Path, _changed: int, _size: int) -> Embedded | None:
    font = path.read_bytes()
    if not font.startswith(_TRUETYPE) or _restricted(font):
        return None
    guid = uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(font).hexdigest())
    key = guid.bytes[::-1]
    head = bytes(byte ^ key[index % 16] for index, byte in enumerate(font[:32]))
    return Embedded(f"{{{str(guid).upper()}}}", head + font[32:])


def _restricted(font: bytes) -> bool:
    """Whether OS/2 fsType says restricted or preview-and-print embedding only (OpenType, OS/2 table)."""
    for index in range(int.from_bytes(font[4:6], "big")):
        entry = font[12 + 16 * index : 28 + 16 * index]
        if entry[:4] == b"OS/2":
            start = int.from_bytes(entry[8:12], "big")
            return int.from_bytes(font[start + 8 : start + 10], "big") & 0x000F in (0x0002, 0x0004)
    return True


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

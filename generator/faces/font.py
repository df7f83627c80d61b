"""What a font file says of itself: family, characters, kind of outlines, and what its maker lets others do with it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

#: OS/2 fsType (OpenType 1.9, OS/2 table): of the four usages the least restrictive counts; the others join it.
_USAGE, _EDITABLE, _NO_SUBSET, _BITMAPS_ONLY = 0x000F, 0x0008, 0x0100, 0x0200


class Unreadable(Exception):
    """A file is no font that can be used; the message is the reason, in the words of the library."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font: ``data`` are its tables as TrueType or OpenType, ``outlines`` is the kind of its glyphs, and ``fs_type``
    are the bits of its embedding rights.
    """

    data: bytes
    family: str
    characters: frozenset[int]
    outlines: Literal["truetype", "postscript"]
    fs_type: int

    @property
    def restricted(self) -> bool:
        """Whether it must not travel in a document that others edit: restricted, for preview and print, or bitmaps."""
        usage = self.fs_type & _USAGE
        return bool((usage and not usage & _EDITABLE) or self.fs_type & _BITMAPS_ONLY)

    @property
    def whole_or_not(self) -> bool:
        """Whether it may be embedded only whole."""
        return bool(self.fs_type & _NO_SUBSET)


def read(path: Path) -> FontFile:
    """The font in a file of TrueType, OpenType or WOFF. Raises Unreadable, OSError."""
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, _size: int) -> FontFile:
    from fontTools.ttLib import TTFont

    content = path.read_bytes()
    try:
        with TTFont(io.BytesIO(content), lazy=True, recalcTimestamp=False) as font:
            return FontFile(
                characters=frozenset(font.getBestCmap() or ()),
                family=font["name"].getBestFamilyName() or path.stem,
                data=_unpacked(font) if font.flavor else content,
                outlines="truetype" if "glyf" in font else "postscript",
                fs_type=font["OS/2"].fsType,
            )
    except Exception as failure:  # in a damaged file fontTools fails in as many ways as there are tables
        raise Unreadable(str(failure)) from failure


def _unpacked(font: Any) -> bytes:
    """The tables of a WOFF file without its packing."""
    font.flavor, out = None, io.BytesIO()
    font.save(out)
    return out.getvalue()

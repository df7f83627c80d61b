"""A zip archive that is the same bytes whenever its parts are (PKWARE APPNOTE 6.3, 4.3.7 to 4.3.16).

zipfile would stamp times and compress the fonts anew for each document; here dates are fixed and large
parts, which are the same in many documents, are compressed once.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache

CONTENT_TYPES = "[Content_Types].xml"

_DATE = 0x0021  # 1980-01-01, the first a zip can name
_VERSION = 20
_UNIX = 3
_MODE = 0o100644 << 16
_LARGE = 1 << 16


def archive(parts: Mapping[str, bytes]) -> bytes:
    """The archive of ``parts`` by name: content types first (ECMA-376 Part 2, 10.2), the others sorted."""
    body, directory = bytearray(), bytearray()
    names = sorted(parts, key=lambda name: (name != CONTENT_TYPES, name))
    for name in names:
        blob, path = parts[name], name.encode("ascii")
        packed, checksum = _packed(blob)
        common = (0, 8, 0, _DATE, checksum, len(packed), len(blob), len(path), 0)
        directory += struct.pack(
            "<IHHHHHHIIIHHHHHII",
            0x02014B50,
            _UNIX << 8 | _VERSION,
            _VERSION,
            *common,
            0,
            0,
            0,
            _MODE,
            len(body),
        )
        directory += path
        body += struct.pack("<IHHHHHIIIHH", 0x04034B50, _VERSION, *common) + path + packed
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(names), len(names), len(directory), len(body), 0)
    return bytes(body + directory + end)


def _packed(blob: bytes) -> tuple[bytes, int]:
    return _packed_once(blob) if len(blob) > _LARGE else _pack(blob)


def _pack(blob: bytes) -> tuple[bytes, int]:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(blob) + packer.flush(), zlib.crc32(blob)


_packed_once = lru_cache(maxsize=16)(_pack)

"""Measuring: Word files in, their layouts out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import office
from generator.layout.cache import Layout, keep, kept
from generator.pdf.destinations import Unreadable, read


@dataclass(frozen=True, slots=True)
class Measure:
    """How a LibreOffice sets files in the faces of ``fonts``, until ``ended`` says that nobody waits for it."""

    program: office.Office
    fonts: tuple[Path, ...]
    ended: Callable[[], bool]

    def __call__(self, files: Sequence[bytes]) -> list[Layout | None]:
        """The layout of each file, None where LibreOffice makes none; known ones are not measured again.
        Raises KeyboardInterrupt.
        """
        keys = [self._key(file) for file in files]
        found = {key: kept(key) for key in keys}
        unknown = {key: file for key, file in zip(keys, files, strict=True) if found[key] is None}
        if unknown:
            for key, made in office.convert(self.program, unknown, self.fonts, self.ended).items():
                layout = found[key] = _layout(made)
                if layout:
                    keep(key, layout)
        return [found[key] for key in keys]

    def _key(self, file: bytes) -> str:
        """The hash of what decides a layout: the file, the faces and the program."""
        parts = [self.program.version.encode(), *map(_digest, self.fonts), hashlib.sha256(file).digest()]
        return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _layout(made: bytes) -> Layout | None:
    try:
        return Layout(*read(made))
    except Unreadable:
        return None


@cache
def _digest(font: Path) -> bytes:
    return hashlib.sha256(font.read_bytes()).digest()

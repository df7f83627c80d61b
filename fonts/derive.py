"""Derive the two families of faces from pinned sources.

    python fonts/derive.py            write the faces, their licences and SHA256SUMS into this folder
    python fonts/derive.py --check    derive again elsewhere and compare; exit 1 if anything differs

Exit status 2 means that a source could not be had. See README.md for what is changed and why.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import inputs
from fontTools.ttLib import TTFont
from glyphs import add_symbols, replace
from lam_alef import share_width, split_ligatures
from latin import scale_latin
from layout import zero_arabic_kerning
from names import rename, settle

HERE = Path(__file__).resolve().parent
STYLES = ("Regular", "Bold")
SUMS = "SHA256SUMS"
NASKH_LATIN = 0.88
"""The Latin of Noto Naskh is larger and heavier than its Arabic; this scale evens size and weight."""
NOT_BOLD = (0x002C,)
"""Noto Naskh Bold has its comma in the regular weight, which shows in bold English."""


def naskh(style: str) -> TTFont:
    """The Naskh face in one style."""
    font = inputs.load(inputs.NASKH[style])
    share_width(font)
    scale_latin(font, NASKH_LATIN)
    donors = [
        (inputs.load(inputs.SERIF[style]), NASKH_LATIN),
        (inputs.load(inputs.NEW_NASKH[style]), NASKH_LATIN),
        (inputs.load(inputs.MATH), NASKH_LATIN),
        (inputs.load(inputs.SYMBOLS), 0.8),
    ]
    if style == "Bold":
        replace(font, donors[0], NOT_BOLD)
    used = add_symbols(font, donors)
    description = (
        "Derived from Noto Naskh Arabic 2.016: lam-alef with its width shared by both letters, "
        "smaller Latin, symbols from Noto Serif, Noto Naskh Arabic, Noto Sans Math, Noto Sans Symbols 2."
    )
    rename(font, "Siyasat Naskh", style, description, used)
    settle(font)
    return font


def sans(style: str) -> TTFont:
    """The sans-serif face in one style."""
    font = inputs.load(inputs.PLEX[style])
    split_ligatures(font)
    zero_arabic_kerning(font)
    donors = [
        (inputs.load(inputs.SANS[style]), 1.0),
        (inputs.load(inputs.NEW_NASKH[style]), 1.0),
        (inputs.load(inputs.MATH), 1.0),
        (inputs.load(inputs.SYMBOLS), 0.85),
    ]
    used = add_symbols(font, donors)
    description = (
        "Derived from IBM Plex Sans Arabic 1.101: lam-alef as two glyphs, no other Arabic ligatures, no "
        "Arabic kerning, symbols from Noto Sans, Noto Naskh Arabic, Noto Sans Math, Noto Sans Symbols 2."
    )
    rename(font, "Siyasat Sans", style, description, used)
    settle(font)
    return font


FAMILIES: dict[str, Callable[[str], TTFont]] = {"SiyasatNaskh": naskh, "SiyasatSans": sans}


def derive(folder: Path) -> list[Path]:
    """Write faces, licences and checksums into `folder`; give back the files, checksums last."""
    written = []
    for family, make in FAMILIES.items():
        for style in STYLES:
            written.append(folder / f"{family}-{style}.ttf")
            make(style).save(written[-1])
    for name, source in inputs.LICENCES.items():
        written.append(folder / name)
        written[-1].write_bytes(inputs.read(source))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in written]
    sums = folder / SUMS
    sums.write_text("".join(sorted(lines, key=lambda line: line.split()[1])), encoding="ascii")
    return [*written, sums]


def differences(folder: Path) -> list[str]:
    """The names of the files in `folder` that a fresh derivation does not reproduce byte for byte."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = derive(Path(scratch))
        return [
            path.name
            for path in fresh
            if not (folder / path.name).is_file() or path.read_bytes() != (folder / path.name).read_bytes()
        ]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; give back the exit status."""
    parser = argparse.ArgumentParser(description="Derive the faces from pinned sources.")
    parser.add_argument("--check", action="store_true", help="compare with a fresh derivation, write nothing")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            differing = differences(HERE)
            for name in differing:
                print(f"differs: {name}", file=sys.stderr)
            return 1 if differing else 0
        for path in derive(HERE):
            print(f"{path.name}  {path.stat().st_size} bytes")
    except inputs.InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

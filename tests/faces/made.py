"""Fonts made for tests: a small one of three letters, and good ones with one fault built in."""

from __future__ import annotations

import copy
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

SYSTEM = "languagesystem arab dflt;\n"


def small_font(folder: Path, features: str) -> Path:
    """A font with a lam, an alef and a beh, and whatever ``features`` do to them."""
    letters = {0x0644: "lam", 0x0627: "alef", 0x0628: "beh"}
    order = [".notdef", *letters.values(), "lam_alef", "body", "dot"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(letters)
    builder.setupGlyf({name: Glyph() for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, SYSTEM + features)
    path = folder / "small.ttf"
    builder.save(path)
    return path


#: Faults by name: glyphs that are added as copies of a letter's, and what layout does with them.
JOINED = ({"joined": "ا"}, "feature rlig {{ sub {ل} {ا} by joined; }} rlig;")
SPLIT = ({"body": "ا", "dot": "ا"}, "feature ccmp {{ sub {ب} by body dot; }} ccmp;")


def spoiled(good: Path, folder: Path, fault: tuple[dict[str, str], str]) -> Path:
    """The font ``good`` whose layout does nothing but the fault."""
    added, features = fault
    font = TTFont(good)
    names = {letter: font.getBestCmap()[ord(letter)] for letter in "لاب"}
    for name, letter in added.items():
        font["glyf"][name] = copy.deepcopy(font["glyf"][names[letter]])
        font["hmtx"][name] = font["hmtx"][names[letter]]
    addOpenTypeFeaturesFromString(font, SYSTEM + features.format(**names), tables=["GSUB"])
    path = folder / f"spoiled-{good.name}"
    font.save(path)
    return path


def with_rights(good: Path, folder: Path, fs_type: int) -> Path:
    """The font ``good`` with these bits of embedding rights."""
    font = TTFont(good)
    font["OS/2"].fsType = fs_type
    path = folder / f"{fs_type:04x}.ttf"
    font.save(path)
    return path

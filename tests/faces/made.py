"""Fonts made for tests: a small one of three letters, and good ones with one fault built in."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Literal

import uharfbuzz
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.otlLib.builder import buildLigatureSubstSubtable, buildMultipleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph


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
    addOpenTypeFeaturesFromString(builder.font, f"languagesystem arab dflt;\n{features}")
    path = folder / "small.ttf"
    builder.save(path)
    return path


Fault = Literal["joined", "split"]


def spoiled(good: Path, folder: Path, fault: Fault) -> Path:
    """The font ``good`` with one more lookup: lam and alef become one glyph, or some letters become body and dots."""
    font = TTFont(good)
    _add(font, fault)
    if fault == "joined":
        pairs = [tuple(_shaped(good, start + "ل" + alef)[-2:]) for start in ("", "ب") for alef in "اأإآ"]
        _append(font, "rlig", 4, buildLigatureSubstSubtable(dict.fromkeys(pairs, fault)))
    else:
        names = [font.getBestCmap()[ord(letter)] for letter in "بتن"]
        _append(font, "ccmp", 2, buildMultipleSubstSubtable({name: [name, fault] for name in names}))
    path = folder / f"{fault}-{good.name}"
    font.save(path)
    return path


def _add(font: TTFont, name: str) -> None:
    """A glyph that looks like a comma and takes no room."""
    comma = font.getBestCmap()[ord("،")]
    font["glyf"][name] = copy.deepcopy(font["glyf"][comma])
    font["hmtx"][name] = (0, font["hmtx"][comma][1])


def _shaped(file: Path, word: str) -> list[str]:
    """The names of a word's glyphs, in the order of its letters."""
    shaper = uharfbuzz.Font(uharfbuzz.Face(file.read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    return [shaper.glyph_to_string(info.codepoint) for info in reversed(buffer.glyph_infos)]


def _append(font: TTFont, tag: str, kind: int, subtable: Any) -> None:
    """Adds a lookup of a kind to every feature of that tag."""
    table = font["GSUB"].table
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable, lookup.SubTableCount = kind, 0, [subtable], 1
    table.LookupList.Lookup.append(lookup)
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == tag:
            record.Feature.LookupListIndex.append(len(table.LookupList.Lookup) - 1)


def with_rights(good: Path, folder: Path, fs_type: int) -> Path:
    """The font ``good`` with these bits of embedding rights."""
    font = TTFont(good)
    font["OS/2"].fsType = fs_type
    path = folder / f"{fs_type:04x}.ttf"
    font.save(path)
    return path

"""Small helpers for the layout tables (GSUB and GPOS) of a font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

ARABIC_BLOCKS = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


def is_arabic(codepoint: int) -> bool:
    """Whether the code point lies in one of the Arabic blocks."""
    return any(first <= codepoint <= last for first, last in ARABIC_BLOCKS)


def subtables(lookup: Any, kind: str) -> Iterator[Any]:
    """The subtables of one lookup that are of the class named `kind`, extension wrappers removed."""
    for subtable in lookup.SubTable:
        inner = getattr(subtable, "ExtSubTable", subtable)
        if type(inner).__name__ == kind:
            yield inner


def all_subtables(font: TTFont, table: str, kind: str) -> Iterator[Any]:
    """The subtables of class `kind` in all lookups of GSUB or GPOS."""
    for lookup in font[table].table.LookupList.Lookup:
        yield from subtables(lookup, kind)


def _letter(codepoint: int) -> str:
    """The letter a code point stands for; the presentation forms at the end of Unicode have others' names.

    Only those are normalised: the alef with a high hamza (U+0675) must stay one letter.
    """
    return unicodedata.normalize("NFKC", chr(codepoint)) if codepoint >= 0xFB50 else chr(codepoint)


def arabic_letters(font: TTFont) -> dict[str, str]:
    """Arabic glyphs and the letter (or letters) each stands for, positional forms included.

    A form that has no code point of its own is found by following the one-to-one substitutions.
    """
    letters: dict[str, str] = {}
    for codepoint, glyph in sorted(font.getBestCmap().items()):
        if is_arabic(codepoint) and glyph not in letters:
            letters[glyph] = _letter(codepoint)
    grown = True
    while grown:
        before = len(letters)
        for subtable in all_subtables(font, "GSUB", "SingleSubst"):
            for glyph, form in subtable.mapping.items():
                if glyph in letters:
                    letters.setdefault(form, letters[glyph])
        grown = len(letters) > before
    return letters


def coverage(font: TTFont, glyphs: Iterable[str]) -> Any:
    """A coverage table of `glyphs`, in the font's glyph order as the format demands."""
    table = otTables.Coverage()
    table.glyphs = sorted(set(glyphs), key=font.getGlyphID)
    return table


def add_lookup(font: TTFont, table: str, kind: int, subtable_list: list[Any], flag: int = 0) -> int:
    """Append a lookup of type number `kind` to GSUB or GPOS; give back its index."""
    lookup = otTables.Lookup()
    lookup.LookupType = kind
    lookup.LookupFlag = flag
    lookup.SubTable = subtable_list
    lookup.SubTableCount = len(subtable_list)
    lookups = font[table].table.LookupList
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    return len(lookups.Lookup) - 1


def enlist(font: TTFont, table: str, beside: int, lookup: int) -> None:
    """Let every feature that uses the lookup `beside` use `lookup` too."""
    for record in font[table].table.FeatureList.FeatureRecord:
        indices = record.Feature.LookupListIndex
        if beside in indices:
            record.Feature.LookupListIndex = sorted({*indices, lookup})
            record.Feature.LookupCount = len(record.Feature.LookupListIndex)


def pair_values(subtable: Any) -> Iterator[Any]:
    """The value records of a pair positioning subtable, of either format."""
    if subtable.Format == 1:
        records = [record for pairs in subtable.PairSet for record in pairs.PairValueRecord]
    else:
        records = [record for first in subtable.Class1Record for record in first.Class2Record]
    for record in records:
        yield from (value for value in (record.Value1, record.Value2) if value is not None)


def scale_value(value: Any, scale: float) -> None:
    """Multiply the numbers of a value record by `scale`, in place; 0 removes the kerning."""
    for name in ("XAdvance", "XPlacement", "YPlacement"):
        if getattr(value, name, 0):
            setattr(value, name, round(getattr(value, name) * scale))


def zero_arabic_kerning(font: TTFont) -> int:
    """Take the kerning out of all Arabic pairs; give back how many subtables that touched.

    Extractors read the gap that a kerned reh or waw leaves as the end of a word.
    """
    arabic = set(arabic_letters(font))
    touched = 0
    for subtable in all_subtables(font, "GPOS", "PairPos"):
        if arabic.intersection(subtable.Coverage.glyphs):
            touched += 1
            for value in pair_values(subtable):
                scale_value(value, 0)
    return touched

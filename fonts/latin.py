"""Make the Latin half of a face smaller, so that it stands beside the Arabic as an equal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools.ttLib import TTFont
from glyphs import put_glyph, redraw
from layout import all_subtables, pair_values, scale_value

RANGES = (
    (0x0021, 0x024F),  # Latin, digits and punctuation, but for KEPT
    (0x02B0, 0x036F),  # modifiers and combining marks
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1D00, 0x1FFF),
    (0x2010, 0x203F),  # general punctuation
    (0x2070, 0x20BF),  # superiors, currencies
    (0x2100, 0x22FF),  # letter-like, numbers, arrows, mathematics
)
KEPT = {0x00A0, 0x00AB, 0x00BB}  # the Arabic text uses these at its own size
HINTING = ("fpgm", "prep", "cvt ", "gasp")


def _is_latin(codepoint: int) -> bool:
    return codepoint not in KEPT and any(first <= codepoint <= last for first, last in RANGES)


def _outcomes(subtable: Any, glyphs: set[str]) -> set[str]:
    """What a substitution subtable makes out of `glyphs`."""
    kind = type(subtable).__name__
    if kind == "SingleSubst":
        return {new for old, new in subtable.mapping.items() if old in glyphs}
    if kind == "MultipleSubst":
        return {new for old, news in subtable.mapping.items() if old in glyphs for new in news}
    if kind == "AlternateSubst":
        return {new for old, news in subtable.alternates.items() if old in glyphs for new in news}
    ligatures = [(old, each) for old, found in subtable.ligatures.items() for each in found]
    return {each.LigGlyph for old, each in ligatures if glyphs.issuperset([old, *each.Component])}


def latin_glyphs(font: TTFont) -> set[str]:
    """The glyphs of Latin characters, and those that substitutions make out of them."""
    cmap = font.getBestCmap()
    others = {glyph for codepoint, glyph in cmap.items() if not _is_latin(codepoint)}
    found = {glyph for codepoint, glyph in cmap.items() if _is_latin(codepoint)}
    size = 0
    while len(found) > size:
        size = len(found)
        for kind in ("SingleSubst", "MultipleSubst", "AlternateSubst", "LigatureSubst"):
            for subtable in all_subtables(font, "GSUB", kind):
                found |= _outcomes(subtable, found)
    return found - others


def _detach(font: TTFont, glyphs: set[str]) -> None:
    """Give composite glyphs outside `glyphs` an outline of their own, if they borrow from `glyphs`."""
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        if glyph.isComposite() and name not in glyphs and glyphs.intersection(glyph.getComponentNames(None)):
            put_glyph(font, name, redraw(font, name), font["hmtx"][name][0])


def _scale_anchor(anchor: Any, scale: float) -> None:
    if anchor is not None:
        anchor.XCoordinate = round(anchor.XCoordinate * scale)
        anchor.YCoordinate = round(anchor.YCoordinate * scale)


def _anchors(font: TTFont) -> Iterator[tuple[str, Any]]:
    """Every (glyph, anchor) of the mark positioning, of marks as well as of what they stand on."""
    for bases in all_subtables(font, "GPOS", "MarkBasePos"):
        for glyph, mark in zip(bases.MarkCoverage.glyphs, bases.MarkArray.MarkRecord, strict=True):
            yield glyph, mark.MarkAnchor
        for glyph, base in zip(bases.BaseCoverage.glyphs, bases.BaseArray.BaseRecord, strict=True):
            yield from ((glyph, anchor) for anchor in base.BaseAnchor)
    for marks in all_subtables(font, "GPOS", "MarkMarkPos"):
        for glyph, mark in zip(marks.Mark1Coverage.glyphs, marks.Mark1Array.MarkRecord, strict=True):
            yield glyph, mark.MarkAnchor
        for glyph, base in zip(marks.Mark2Coverage.glyphs, marks.Mark2Array.Mark2Record, strict=True):
            yield from ((glyph, anchor) for anchor in base.Mark2Anchor)


def _scale_positions(font: TTFont, glyphs: set[str], scale: float) -> None:
    """Scale kerning and mark anchors of `glyphs`."""
    for pairs in all_subtables(font, "GPOS", "PairPos"):
        if glyphs.issuperset(pairs.Coverage.glyphs):
            for value in pair_values(pairs):
                scale_value(value, scale)
    for glyph, anchor in _anchors(font):
        if glyph in glyphs:
            _scale_anchor(anchor, scale)


def scale_latin(font: TTFont, scale: float) -> int:
    """Scale all Latin glyphs of `font` in place; give back how many there are."""
    glyphs = latin_glyphs(font)
    _detach(font, glyphs)
    drawn = {name: redraw(font, name, scale) for name in sorted(glyphs)}
    for name, glyph in drawn.items():
        put_glyph(font, name, glyph, round(font["hmtx"][name][0] * scale))
    _scale_positions(font, glyphs, scale)
    # What hints there are were made for the old outlines.
    for tag in HINTING:
        if tag in font:
            del font[tag]
    for glyph in font["glyf"].glyphs.values():
        glyph.removeHinting()
    return len(glyphs)

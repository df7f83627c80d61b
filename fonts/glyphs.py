"""Glyphs: redrawing, adding, and the symbols that a policy needs beside its letters."""

from __future__ import annotations

from collections.abc import Iterable

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

Donor = tuple[TTFont, float]
"""A font that lends glyphs, and the scale at which they are drawn."""

SYMBOLS = (
    *(0x00A4, 0x00A6, 0x00AC, 0x00B1, 0x00B2, 0x00B3, 0x00B5, 0x00B9, 0x00BC, 0x00BD, 0x00BE),
    *(0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2020, 0x2021),  # dashes, daggers
    *(0x20C1, 0x2030, 0x2116),  # riyal sign, per mille, numero
    *(0x2190, 0x2192, 0x2248, 0x2260, 0x2264, 0x2265),  # arrows, comparisons
    *(0x25A0, 0x25A1, 0x25CB, 0x25CF, 0x2610, 0x2611, 0x2612, 0x2713, 0x2714),  # shapes, boxes, ticks
)
# The letters that write Arabic names in Latin script.
TRANSLITERATION = tuple(map(ord, "ĀāĒēĪīŌōŪūḌḍḎḏĠġḤḥḪḫṢṣŠšṬṭṮṯẒẓẔẕʾʿ"))
CONTROLS = (
    *(0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E),
    *(0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF),
)
# Widths in em; none means as wide as the ordinary space. A soft hyphen shows only where a line breaks, and
# then as a real hyphen.
SPACES: dict[int, float | None] = {
    0x00AD: 0.0,
    0x00A0: None,
    0x2002: 0.5,
    0x2003: 1.0,
    0x2009: 0.2,
    0x202F: 0.2,
}

BASE_GLYPH_CLASS = 1


def redraw(font: TTFont, name: str, scale: float = 1.0) -> Glyph:
    """The outline of a glyph, without components or hints, at `scale`."""
    glyph_set = font.getGlyphSet()
    recording = DecomposingRecordingPen(glyph_set)
    glyph_set[name].draw(recording)
    pen = TTGlyphPen(None)
    recording.replay(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    return pen.glyph()


def blank() -> Glyph:
    """A glyph that draws nothing."""
    glyph = Glyph()
    glyph.numberOfContours = 0
    return glyph


def put_glyph(font: TTFont, name: str, glyph: Glyph, advance: int) -> None:
    """Set the outline and width of a glyph, adding it to the font if the name is new."""
    if name not in font.getReverseGlyphMap():
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["GDEF"].table.GlyphClassDef.classDefs[name] = BASE_GLYPH_CLASS
    glyf = font["glyf"]
    glyf.glyphs[name] = glyph
    if glyph.numberOfContours:
        glyph.recalcBounds(glyf)
    font["hmtx"].metrics[name] = (advance, glyph.xMin if glyph.numberOfContours else 0)


def _encode(font: TTFont, codepoint: int, glyph: Glyph, advance: int) -> None:
    """Add a glyph for a code point the font lacks."""
    name = f"uni{codepoint:04X}"
    if name in font.getReverseGlyphMap():
        name += ".added"
    put_glyph(font, name, glyph, advance)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[codepoint] = name


def replace(font: TTFont, donor: Donor, codepoints: Iterable[int]) -> None:
    """Draw characters that the font has already as the donor draws them."""
    lender, extra = donor
    scale = extra * font["head"].unitsPerEm / lender["head"].unitsPerEm
    for codepoint in codepoints:
        name = lender.getBestCmap()[codepoint]
        advance = round(lender["hmtx"][name][0] * scale)
        put_glyph(font, font.getBestCmap()[codepoint], redraw(lender, name, scale), advance)


def _lend(font: TTFont, donors: Iterable[Donor], codepoint: int) -> TTFont:
    """Copy one character from the first donor that has it; give back that donor."""
    for donor, extra in donors:
        name = donor.getBestCmap().get(codepoint)
        if name is not None:
            scale = extra * font["head"].unitsPerEm / donor["head"].unitsPerEm
            advance = round(donor["hmtx"][name][0] * scale)
            _encode(font, codepoint, redraw(donor, name, scale), advance)
            return donor
    raise LookupError(f"no donor has U+{codepoint:04X}")


def add_symbols(font: TTFont, donors: list[Donor]) -> list[TTFont]:
    """Add the symbols, letters, controls and spaces that are missing; give back the donors that were used.

    Controls become empty glyphs, even those that a source draws as a picture for editors: programs that do
    not hide them would show it. A character that no glyph covers would pull in a system font.
    """
    present = set(font.getBestCmap())
    wanted = [codepoint for codepoint in (*SYMBOLS, *TRANSLITERATION) if codepoint not in present]
    used = [_lend(font, donors, codepoint) for codepoint in wanted]
    for codepoint in CONTROLS:
        if codepoint in present:
            put_glyph(font, font.getBestCmap()[codepoint], blank(), 0)
        else:
            _encode(font, codepoint, blank(), 0)
    space = font["hmtx"][font.getBestCmap()[0x20]][0]
    for codepoint, width in SPACES.items():
        if codepoint not in present:
            advance = space if width is None else round(width * font["head"].unitsPerEm)
            _encode(font, codepoint, blank(), advance)
    return [donor for donor, _ in donors if donor in used]

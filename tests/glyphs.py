"""Lines of a PDF as they are drawn: the characters from left to right, whatever order the file has them in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import pypdfium2
from PIL import Image
from pypdfium2 import raw

#: Brackets that face left and right. A file may say either character for both, so the picture tells which it is.
_FACING = {bracket: pair for pair in ("()", "[]", "{}", "«»", "<>") for bracket in pair}
#: How far apart the base lines of two lines are, in points, and pixels in a point.
_APART, _SCALE = 4.0, 6


@dataclass(frozen=True)
class _Glyph:
    character: str
    x: float
    y: float
    box: tuple[float, float, float, float]


def drawn_lines(pdf: bytes, begin: str, end: str) -> list[str]:
    """The lines between two lines of a file, without spaces and without what stands on its second page too."""
    pages = _pages(pdf)
    furniture = set(map(_without_digits, pages[1]))
    lines = [line for page in pages for line in page if _without_digits(line) not in furniture]
    return lines[lines.index(begin) + 1 : lines.index(end)]


def seen(text: str) -> str:
    """A text as files can tell it: without spaces, dots one by one, and curly quotation marks of either shape, which
    fonts exchange in Arabic.
    """
    return "".join(text.translate({0x2026: "...", 0x201D: "“"}).split())


def _without_digits(line: str) -> str:
    return "".join(character for character in line if not character.isdigit())


def _pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page from top to bottom."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [_lines(page) for page in document]
    document.close()
    return pages


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    glyphs = sorted(_glyphs(page), key=lambda glyph: -glyph.y)
    picture = page.render(scale=_SCALE, grayscale=True).to_pil()
    made = []
    while glyphs:
        line = [glyph for glyph in glyphs if glyphs[0].y - glyph.y < _APART]
        glyphs = glyphs[len(line) :]
        made.append(seen("".join(_character(glyph, picture) for glyph in sorted(line, key=lambda glyph: glyph.x))))
    return made


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[_Glyph]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or raw.FPDFText_IsGenerated(text, index):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        yield _Glyph(character, x.value, y.value, text.get_charbox(index))


def _character(glyph: _Glyph, picture: Image.Image) -> str:
    """The character, of two brackets the one that is drawn: its middle stands out to the side it opens from."""
    facing = _FACING.get(glyph.character)
    if facing is None:
        return glyph.character
    left, bottom, right, top = glyph.box
    waist, tall = (top + bottom) / 2, (top - bottom) / 10
    whole = _centre(picture, left, top, right, bottom)
    middle = _centre(picture, left, waist + tall / 2, right, waist - tall / 2)
    return facing[middle > whole]


def _centre(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> float:
    """Where the ink of a rectangle stands, from its left to its right."""
    upper, lower = int(picture.height - _SCALE * top), int(picture.height - _SCALE * bottom)
    ink = picture.crop((ceil(_SCALE * left), upper, int(_SCALE * right), max(lower, upper + 1)))
    columns = [255 - value for value in ink.resize((ink.width, 1), Image.Resampling.BOX).tobytes()]
    return sum(place * value for place, value in enumerate(columns)) / sum(columns)

"""Draws the watermarks of drafts: watermark-ar.svg, watermark-en.svg and watermark-bilingual.svg beside
this script.

Run it after a change of the words or of the faces:  .venv/bin/python templates/pdf/watermark.py
The words become outlines, so that a draft's pages hold no text which is not theirs: nothing for search or
for a screen reader to stumble over. Shaping needs HarfBuzz (uharfbuzz), which is a tool of the workshop and
no part of the program.
"""

from __future__ import annotations

from pathlib import Path

import uharfbuzz as hb

HERE = Path(__file__).resolve().parent
FACE = HERE.parent.parent / "fonts" / "SiyasatSans-Regular.ttf"
WORDS = {"ar": ("مسودة",), "en": ("DRAFT",), "bilingual": ("مسودة", "DRAFT")}
GREY = "#f0f0f0"
ANGLE = -38
WIDTH = 1000.0  # of a word, in units of the drawing
GAP = 130.0  # between two words, one under the other
LESS = 0.72  # the second word is smaller, so that the first leads


class _Pen:
    """Collects the outline of one word as SVG path data, moved and scaled, y downwards."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.points: list[tuple[float, float]] = []
        self.at = 0.0

    def add(self, command: str, *numbers: float) -> None:
        pairs = [(numbers[i] + self.at, -numbers[i + 1]) for i in range(0, len(numbers), 2)]
        self.points += pairs
        self.parts.append(command + " ".join(f"{x:g} {y:g}" for x, y in pairs))


def outline(word: str) -> tuple[str, tuple[float, float, float, float]]:
    """The path of a shaped word in font units, and its box (left, top, right, bottom)."""
    font = hb.Font(hb.Face(FACE.read_bytes()))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    pen = _Pen()
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, p: p.add("M", x, y))
    functions.set_line_to_func(lambda x, y, p: p.add("L", x, y))
    functions.set_quadratic_to_func(lambda a, b, x, y, p: p.add("Q", a, b, x, y))
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, p: p.add("C", a, b, c, d, x, y))
    functions.set_close_path_func(lambda p: p.parts.append("Z"))
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen.at += place.x_offset
        font.draw_glyph(glyph.codepoint, functions, pen)
        pen.at += place.x_advance - place.x_offset
    across, down = zip(*pen.points, strict=True)
    return "".join(pen.parts), (min(across), min(down), max(across), max(down))


def drawing(words: tuple[str, ...]) -> str:
    """The words under each other, centred on the origin and turned, as SVG."""
    placed, top = [], 0.0
    for number, word in enumerate(words):
        path, (left, high, right, low) = outline(word)
        scale = WIDTH * (LESS if number else 1) / (right - left)
        x, y = -scale * (left + right) / 2, top - scale * high
        placed.append((path, x, y, scale))
        top += scale * (low - high) + GAP
    middle = (top - GAP) / 2
    paths = "\n".join(
        f'<path transform="translate({x:.1f} {y - middle:.1f}) scale({scale:.4f})" d="{path}"/>'
        for path, x, y, scale in placed
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-500 -420 1000 840" width="1000" height="840">\n'
        f'<g fill="{GREY}" transform="rotate({ANGLE})">\n{paths}\n</g>\n</svg>\n'
    )


if __name__ == "__main__":
    for name, words in WORDS.items():
        (HERE / f"watermark-{name}.svg").write_text(drawing(words), encoding="utf-8")

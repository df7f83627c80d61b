"""Colours derived from an association's brand, so that text keeps its contrast whatever the brand is.

Contrast is the ratio of relative luminances of WCAG 2.2; 7:1 is its enhanced level for text.
"""

from __future__ import annotations

from generator.document.edition import Palette

_NEUTRAL = "#333b45"
_CONTRAST = 7.0
_STEP = 0.02
_HAIRLINE = "#8f8f8f"

Color = tuple[float, float, float]


def palette(brand: str | None) -> Palette:
    """The four colours of a document: the brand as given, its ink dark enough for text, a tint, and the hairline."""
    given = _parse(brand or _NEUTRAL)
    ink, share = given, 0.0
    while contrast(ink, (1.0, 1.0, 1.0)) < _CONTRAST:
        share += _STEP
        ink = _rounded(_mix(given, (0.0, 0.0, 0.0), share))
    tint = _mix((1.0, 1.0, 1.0), ink, 0.06)
    rule = _mix(_parse(_HAIRLINE), ink, 0.15)
    return Palette(_print(given), _print(ink), _print(tint), _print(rule))


def contrast(first: Color, second: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(first: Color, second: Color, share: float) -> Color:
    red, green, blue = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def _parse(text: str) -> Color:
    red, green, blue = (int(text[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _rounded(color: Color) -> Color:
    return _parse(_print(color))


def _print(color: Color) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)

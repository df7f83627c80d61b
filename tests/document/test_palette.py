"""Colours: the brand as given, and text that stays readable whatever the brand is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.palette import Color, contrast, palette

WHITE: Color = (1.0, 1.0, 1.0)


def color(text: str) -> Color:
    red, green, blue = (int(text[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


@given(st.integers(0, 0xFFFFFF))
def test_text_keeps_its_contrast_for_any_brand(number: int) -> None:
    """7:1 is the enhanced level of WCAG 2.2 for text."""
    found = palette(f"#{number:06x}")
    assert found.brand == f"#{number:06x}"
    assert contrast(color(found.ink), WHITE) >= 7
    assert contrast(color(found.ink), color(found.tint)) >= 6
    assert contrast(color(found.rule), WHITE) < contrast(color(found.ink), WHITE)


def test_a_brand_that_is_dark_enough_is_the_ink() -> None:
    assert palette("#0b4e3f").ink == "#0b4e3f"
    assert palette("#000000").ink == "#000000"


@pytest.mark.parametrize("brand", ["#ffffff", "#ffff00", "#0b6e4f"])
def test_a_light_brand_is_darkened_for_text(brand: str) -> None:
    found = palette(brand)
    assert found.brand == brand
    assert contrast(color(found.ink), WHITE) > contrast(color(brand), WHITE) or found.ink == brand


def test_without_a_brand_the_colours_are_neutral() -> None:
    red, green, blue = color(palette(None).ink)
    assert max(red, green, blue) - min(red, green, blue) < 0.1


@pytest.mark.parametrize(
    ("first", "second", "ratio"), [("#000000", "#ffffff", 21), ("#767676", "#ffffff", 4.54), ("#123456", "#123456", 1)]
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(color(first), color(second)) == pytest.approx(ratio, abs=0.01)
    assert contrast(color(first), color(second)) == contrast(color(second), color(first))

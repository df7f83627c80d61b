"""The PDF draws mixed lines as UAX #9 orders them with their islands isolated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.editions import edition
from tests.glyphs import drawn_lines, seen
from tests.mixed import BEGIN, END, order, paragraphs, sides
from tests.pdf.made import good


@pytest.mark.parametrize(("language", "seed"), [("ar", 1), ("en", 2)])
def test_every_line_is_drawn_in_its_order(language: str, seed: int) -> None:
    lines = sides(language, 200, seed)
    made = good(replace(edition(language), body=paragraphs(lines)))
    assert drawn_lines(made.content, BEGIN, END) == [seen(order(line)) for line in lines]

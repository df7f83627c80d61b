"""A document set in an association's own typeface: that face and no other, and never in anybody else's document."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf

from generator.document.edition import Edition, Face
from generator.pdf import render
from generator.resources import FONTS
from tests.editions import edition
from tests.pdf.made import PLACE

OWN = Face("Example Face", FONTS / "SiyasatSans-Regular.ttf", FONTS / "SiyasatSans-Bold.ttf")


def _faces(it: Edition) -> set[str]:
    made, findings = render(it, PLACE)
    assert findings == ()
    assert made is not None
    with pikepdf.open(io.BytesIO(made.content)) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        return {str(font.BaseFont).split("+")[1].split("-")[0] for font in fonts}


def test_the_whole_document_is_set_in_it() -> None:
    assert _faces(replace(edition("bilingual"), face=OWN)) == {"Example"}


def test_the_next_document_is_not() -> None:
    _faces(replace(edition("ar"), face=OWN))
    assert _faces(edition("ar")) == {"Siyasat"}

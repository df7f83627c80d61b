"""A document set in an association's own typeface: that face and no other, and never in anybody else's document."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from generator import faces
from generator.document.edition import Edition, Face
from generator.pdf import render
from generator.pdf.inspection import composed_words
from generator.resources import FONTS
from tests.editions import edition
from tests.faces.made import Fault, spoiled
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


GOOD = (FONTS / "SiyasatSans-Regular.ttf", FONTS / "SiyasatSans-Bold.ttf")


@pytest.mark.parametrize("fault", [None, "joined", "split"])
def test_search_finds_what_shaping_predicts(tmp_path: Path, fault: Fault | None) -> None:
    regular, bold = (spoiled(file, tmp_path, fault) for file in GOOD) if fault else GOOD
    it = replace(edition("ar", sections=7), face=Face("Tried", regular, bold))
    made, findings = render(it, PLACE)
    assert made is not None
    words = Counter(composed_words((it.cover, it.control, it.contents_title, it.headings, it.body, it.approval)))
    predicted = faces.predicted(faces.read(regular), words).share
    assert predicted == (1 if fault is None else pytest.approx(0.75, abs=0.2))
    assert [finding.rule for finding in findings] == (["own-font-search"] if fault else [])
    for finding in findings:
        assert float(finding.facts["share"].rstrip("%")) == pytest.approx(100 * predicted, abs=3)

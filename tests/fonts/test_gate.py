"""The shaping gate: every Arabic letter is one glyph of its own, or search in the PDF is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph

from fonts.gate import Finding, findings, main
from tests.fonts.faces import FACES, governance_words, lam_alef_words, path_of

VOCALISED = ["بِسْمِ", "اللَّهِ", "الرَّحْمَنِ", "الرَّحِيمِ", "الإِدَارَةُ", "لِلْآخَرِينَ", "بِلَا", "فوراً", "مسؤولٌ", "شُؤُون"]
FORMER_LIGATURES = [
    "الله",
    "لله",
    "محمد",
    "في",
    "لي",
    "كي",
    "بي",
    "ني",
    "تير",
    "بر",
    "سر",
    "صر",
    "شيء",
    "على",
]


def small_font(folder: Path, features: str) -> Path:
    """A font with a lam, an alef and a beh, and whatever `features` do to them."""
    letters = {0x0644: "lam", 0x0627: "alef", 0x0628: "beh"}
    order = [".notdef", *letters.values(), "lam_alef", "body", "dot"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(letters)
    builder.setupGlyf({name: Glyph() for name in order})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, f"languagesystem arab dflt;\n{features}")
    path = folder / "small.ttf"
    builder.save(path)
    return path


@pytest.mark.parametrize(("family", "style"), FACES)
class TestOurFaces:
    def test_keep_a_governance_text(self, family: str, style: str) -> None:
        assert len(governance_words()) > 120
        assert findings(path_of(family, style), governance_words()) == []

    def test_keep_every_lam_alef(self, family: str, style: str) -> None:
        assert findings(path_of(family, style), lam_alef_words()) == []

    def test_keep_words_with_harakat(self, family: str, style: str) -> None:
        assert findings(path_of(family, style), VOCALISED) == []

    def test_keep_words_that_their_sources_draw_as_ligatures(self, family: str, style: str) -> None:
        assert findings(path_of(family, style), FORMER_LIGATURES) == []


class TestTheGateCloses:
    def test_on_two_letters_in_one_glyph(self, tmp_path: Path) -> None:
        font = small_font(tmp_path, "feature rlig { sub lam alef by lam_alef; } rlig;")
        assert findings(font, ["بلا", "بل"]) == [Finding("joined", "بلا", "لا", 1)]

    def test_on_a_letter_drawn_as_body_and_dot(self, tmp_path: Path) -> None:
        font = small_font(tmp_path, "feature ccmp { sub beh by body dot; } ccmp;")
        assert findings(font, ["بل"]) == [Finding("split", "بل", "ب", 2)]

    def test_on_a_letter_the_font_lacks(self, tmp_path: Path) -> None:
        font = small_font(tmp_path, "")
        assert findings(font, ["بلم"]) == [Finding("missing", "بلم", "م", 1)]

    def test_but_not_on_plain_letters(self, tmp_path: Path) -> None:
        assert findings(small_font(tmp_path, ""), ["بلا", "لا", "لا"]) == []


def test_the_command_prints_what_it_finds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    font = small_font(tmp_path, "feature rlig { sub lam alef by lam_alef; } rlig;")
    words = tmp_path / "words.txt"
    words.write_text("بل بلا\n", encoding="utf-8")
    assert main([str(font), str(words)]) == 1
    assert capsys.readouterr().out == "joined: لا in بلا (1 glyphs)\n"

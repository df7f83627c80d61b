"""The shaping gate: every Arabic letter is one glyph of its own, or search in the PDF is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from generator.faces import predicted, read
from generator.faces.gate import Fault, faults
from tests.faces.made import small_font
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


@pytest.mark.parametrize(("family", "style"), FACES)
class TestOurFaces:
    def test_keep_a_governance_text(self, family: str, style: str) -> None:
        assert len(governance_words()) > 120
        assert faults(read(path_of(family, style)), governance_words()) == []

    def test_keep_every_lam_alef(self, family: str, style: str) -> None:
        assert faults(read(path_of(family, style)), lam_alef_words()) == []

    def test_keep_words_with_harakat(self, family: str, style: str) -> None:
        assert faults(read(path_of(family, style)), VOCALISED) == []

    def test_keep_words_that_their_sources_draw_as_ligatures(self, family: str, style: str) -> None:
        assert faults(read(path_of(family, style)), FORMER_LIGATURES) == []


class TestTheGateCloses:
    def test_on_two_letters_in_one_glyph(self, tmp_path: Path) -> None:
        font = small_font(tmp_path, "feature rlig { sub lam alef by lam_alef; } rlig;")
        assert faults(read(font), ["بلا", "بل"]) == [Fault("joined", "بلا", "لا", 1)]

    def test_on_a_letter_drawn_as_body_and_dot(self, tmp_path: Path) -> None:
        font = small_font(tmp_path, "feature ccmp { sub beh by body dot; } ccmp;")
        assert faults(read(font), ["بل"]) == [Fault("split", "بل", "ب", 2)]

    def test_on_a_letter_the_font_lacks(self, tmp_path: Path) -> None:
        font = small_font(tmp_path, "")
        assert faults(read(font), ["بلم"]) == [Fault("missing", "بلم", "م", 1)]

    def test_but_not_on_plain_letters(self, tmp_path: Path) -> None:
        assert faults(read(small_font(tmp_path, "")), ["بلا", "لا", "لا"]) == []


class TestPrediction:
    """The share of the words, counted as often as they come."""

    def test_is_the_share_of_words_without_a_fault(self, tmp_path: Path) -> None:
        font = read(small_font(tmp_path, "feature rlig { sub lam alef by lam_alef; } rlig;"))
        recall = predicted(font, Counter({"بلا": 1, "لا": 4, "بل": 5}))
        assert recall.share == 0.5
        assert recall.examples == ("لا", "بلا")

    def test_counts_a_word_under_each_of_its_faults(self, tmp_path: Path) -> None:
        features = "feature rlig { sub lam alef by lam_alef; } rlig; feature ccmp { sub beh by body dot; } ccmp;"
        recall = predicted(read(small_font(tmp_path, features)), Counter({"بلام": 2, "لا": 1, "بل": 1, "ل": 6}))
        assert recall.share == 0.6
        assert recall.lost == {"joined": 3, "split": 3, "missing": 2}

    def test_of_no_words_is_that_nothing_is_lost(self, tmp_path: Path) -> None:
        assert predicted(read(small_font(tmp_path, "")), Counter()).share == 1

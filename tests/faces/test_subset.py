"""What is embedded in Word files: small, and for all text that a policy may come to hold as good as the whole font."""

from __future__ import annotations

import io
import zlib
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.faces import read, subset
from generator.faces.subset import WRITTEN
from tests.faces.made import with_rights
from tests.fonts.faces import FACES, governance_words, lam_alef_words, path_of
from tests.fonts.test_faces import REQUIRED

#: The most that a face may weigh in a Word file, packed, in KB (of 1000 bytes).
MOST = {
    ("Siyasat Naskh", "Regular"): 57,
    ("Siyasat Naskh", "Bold"): 57,
    ("Siyasat Sans", "Regular"): 47,
    ("Siyasat Sans", "Bold"): 47,
}
CHARACTERS = [chr(code) for first, last in WRITTEN for code in range(first, last + 1)]
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"
VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"

each_face = pytest.mark.parametrize(("family", "style"), FACES)


@cache
def part(family: str, style: str) -> bytes:
    made = subset(read(path_of(family, style)))
    assert made is not None
    return made


@cache
def shapers(family: str, style: str) -> tuple[uharfbuzz.Font, uharfbuzz.Font]:
    """The whole face, and the part."""
    whole = read(path_of(family, style)).data
    return uharfbuzz.Font(uharfbuzz.Face(whole)), uharfbuzz.Font(uharfbuzz.Face(part(family, style)))


def drawn(font: uharfbuzz.Font, text: str) -> list[object]:
    """What a text looks like: each glyph's outline, place and width."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    seen: list[object] = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen = RecordingPen()
        font.draw_glyph_with_pen(info.codepoint, pen)
        seen.append((info.cluster, place.x_advance, place.x_offset, place.y_offset, pen.value))
    return seen


@each_face
class TestEachFace:
    def test_keeps_all_that_a_policy_needs(self, family: str, style: str) -> None:
        kept = TTFont(io.BytesIO(part(family, style))).getBestCmap()
        assert [f"U+{ord(c):04X}" for c in REQUIRED if ord(c) not in kept] == []

    def test_keeps_what_can_be_written_and_nothing_else(self, family: str, style: str) -> None:
        kept = set(TTFont(io.BytesIO(part(family, style))).getBestCmap())
        assert kept == read(path_of(family, style)).characters & {ord(c) for c in CHARACTERS}

    def test_draws_words_alike(self, family: str, style: str) -> None:
        whole, ours = shapers(family, style)
        for word in (*governance_words(), *lam_alef_words()):
            assert drawn(ours, word) == drawn(whole, word), word

    def test_draws_every_letter_alike_in_every_place_with_every_vowel(self, family: str, style: str) -> None:
        whole, ours = shapers(family, style)
        for letter, vowel in product(LETTERS, ("", *VOWELS)):
            for text in (f"{letter}{vowel}", f"س{letter}{vowel}", f"{letter}{vowel}س", f"س{letter}{vowel}س"):
                assert drawn(ours, text) == drawn(whole, text), text

    def test_keeps_names_and_licence(self, family: str, style: str) -> None:
        ours, whole = TTFont(io.BytesIO(part(family, style)))["name"], TTFont(path_of(family, style))["name"]
        for number in (0, 1, 2, 4, 6, 13, 14):
            assert ours.getDebugName(number) == whole.getDebugName(number)

    def test_keeps_the_dates_of_the_face(self, family: str, style: str) -> None:
        ours, whole = TTFont(io.BytesIO(part(family, style)))["head"], TTFont(path_of(family, style))["head"]
        assert (ours.created, ours.modified) == (whole.created, whole.modified)

    def test_is_small(self, family: str, style: str) -> None:
        packed = len(zlib.compress(part(family, style), 6))
        assert packed <= MOST[family, style] * 1000


@pytest.mark.parametrize("family", ["Siyasat Naskh", "Siyasat Sans"])
@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=12))
def test_any_text_is_drawn_alike(family: str, text: str) -> None:
    whole, ours = shapers(family, "Regular")
    assert drawn(ours, text) == drawn(whole, text)


def test_a_font_that_forbids_parts_is_given_whole(tmp_path: Path) -> None:
    file = with_rights(path_of("Siyasat Sans", "Regular"), tmp_path, 0x0100)
    assert subset(read(file)) == file.read_bytes()


def test_a_font_that_forbids_embedding_is_not_given(tmp_path: Path) -> None:
    assert subset(read(with_rights(path_of("Siyasat Sans", "Regular"), tmp_path, 0x0002))) is None

"""The committed faces: names, licence, characters, and that the words on a page can be found again."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import Any, cast

import pypdf
import pypdfium2
import pytest
import weasyprint
from fontTools.ttLib import TTFont

from tests.fonts.faces import FACES, FONTS, governance_words, lam_alef_words, path_of, plain

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويىٱـ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩"
PUNCTUATION = "،؛؟٪٫٬«»…–—‘’“”•·()[]{}<>/\\|@&#%*+=-_.,:;!?'\"©®™§°×÷€﷼⃁№‰"
SYMBOLS = "☐☑☒✓≤≥±≠≈²³†‡‐‑‒–—―→←●○■□"
INVISIBLE = "\u00a0\u00ad\u2009\u202f\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069"
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzéñāīūḥṣḍṭẓʾʿ"
REQUIRED = LETTERS + MARKS + DIGITS + PUNCTUATION + SYMBOLS + INVISIBLE + LATIN

each_face = pytest.mark.parametrize(("family", "style"), FACES)


@cache
def face(family: str, style: str) -> TTFont:
    return TTFont(path_of(family, style))


@each_face
class TestEachFace:
    def test_is_the_file_that_was_recorded(self, family: str, style: str) -> None:
        lines = (FONTS / "SHA256SUMS").read_text(encoding="ascii").splitlines()
        recorded = {name: digest for digest, name in map(str.split, lines)}
        path = path_of(family, style)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == recorded[path.name]

    def test_carries_its_own_names(self, family: str, style: str) -> None:
        names = face(family, style)["name"]
        full = family if style == "Regular" else f"{family} {style}"
        assert [names.getDebugName(number) for number in (1, 2, 4, 6)] == [
            family,
            style,
            full,
            path_of(family, style).stem,
        ]
        assert names.getDebugName(5).startswith("Version 1.")

    def test_uses_no_reserved_name(self, family: str, style: str) -> None:
        names = face(family, style)["name"]
        shown = " ".join(names.getDebugName(number) or "" for number in (1, 3, 4, 6, 16, 17))
        assert not any(word in shown for word in ("Plex", "Noto", "IBM"))

    def test_names_its_sources_and_licence(self, family: str, style: str) -> None:
        names = face(family, style)["name"]
        maker = "Noto Project Authors" if "Naskh" in family else "IBM Corp"
        assert maker in names.getDebugName(0)
        assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
        assert names.getDebugName(14) == "https://openfontlicense.org"

    def test_may_be_embedded_freely(self, family: str, style: str) -> None:
        assert face(family, style)["OS/2"].fsType == 0

    def test_claims_the_weight_of_its_style(self, family: str, style: str) -> None:
        font = face(family, style)
        is_bold = style == "Bold"
        assert font["OS/2"].usWeightClass == (700 if is_bold else 400)
        assert bool(font["OS/2"].fsSelection & 0b100000) == is_bold
        assert bool(font["head"].macStyle & 1) == is_bold

    def test_has_no_table_of_style_attributes(self, family: str, style: str) -> None:
        assert "STAT" not in face(family, style)

    def test_has_every_character_a_policy_needs(self, family: str, style: str) -> None:
        cmap = face(family, style).getBestCmap()
        assert [f"U+{ord(c):04X}" for c in REQUIRED if ord(c) not in cmap] == []

    def test_draws_nothing_for_controls(self, family: str, style: str) -> None:
        font = face(family, style)
        for control in "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069":
            name = font.getBestCmap()[ord(control)]
            assert font["hmtx"][name][0] == 0
            assert font["glyf"][name].numberOfContours == 0

    def test_gives_lam_and_alef_a_share_of_the_width(self, family: str, style: str) -> None:
        """An alef without width makes some readers put a space after the lam."""
        font = face(family, style)
        halves = [name for name in font.getGlyphOrder() if name.endswith((".lam", ".alef"))]
        if "Naskh" in family:
            halves = ["uni0644.rlig", "uniFE8E.rlig", "uniFE84.rlig", "uniFE88.rlig", "uniFE82.rlig"]
        assert halves
        assert all(font["hmtx"][name][0] > 0 for name in halves)


def test_every_source_has_its_licence_beside_the_faces() -> None:
    lines = (FONTS / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    recorded = {name: digest for digest, name in map(str.split, lines)}
    licences = sorted(FONTS.glob("LICENSE-*.txt"))
    assert len(licences) == 6
    for path in licences:
        assert "SIL OPEN FONT LICENSE Version 1.1" in path.read_text(encoding="utf-8")
        assert hashlib.sha256(path.read_bytes()).hexdigest() == recorded[path.name]


def page(family: str, style: str, words: list[str], caplog: pytest.LogCaptureFixture) -> bytes:
    """A PDF that holds `words` as running text in the face, made without a warning."""
    source = (
        f"@font-face {{ font-family: Tried; src: url({path_of(family, style).as_uri()}) }}"
        "@page { size: A4; margin: 20mm } body { font: 12pt/1.6 Tried }"
    )
    html = f"<html lang=ar dir=rtl><style>{source}</style><p>{' '.join(words)}"
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf = weasyprint.HTML(string=html).write_pdf()
    assert not caplog.records
    assert isinstance(pdf, bytes)
    return pdf


def text_by_pdfium(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(each.get_textpage().get_text_range() for each in document)
    finally:
        document.close()


def text_by_pypdf(pdf: bytes) -> str:
    return "\n".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, without the tag of the subset."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    found = chain.from_iterable(cast("Any", each)["/Resources"]["/Font"].values() for each in pages)
    return {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in found}


@pytest.mark.parametrize("extract", [text_by_pdfium, text_by_pypdf])
@pytest.mark.parametrize("words", [governance_words, lam_alef_words])
@each_face
def test_words_on_a_page_are_found_again(
    family: str,
    style: str,
    words: Callable[[], list[str]],
    extract: Callable[[bytes], str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    sought = [word for word in words() if plain(word) == word]
    pdf = page(family, style, sought, caplog)
    found = set(plain(extract(pdf)).split())
    lost = [word for word in sought if plain(word) not in found]
    assert len(lost) <= 0.02 * len(sought), lost


@each_face
def test_a_page_needs_no_other_font(family: str, style: str, caplog: pytest.LogCaptureFixture) -> None:
    visible = [*LETTERS, *(f"ب{mark}" for mark in MARKS), *DIGITS, *SYMBOLS, *LATIN, *"،؛؟٪٫٬«»…№⃁"]
    pdf = page(family, style, [*visible, f"لا{INVISIBLE}لا"], caplog)
    assert fonts_of(pdf) == {"Tried" if style == "Regular" else "Tried-Bold"}

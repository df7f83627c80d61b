"""Finished files, read back by pdfium, pypdf and pikepdf."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest

from generator.document.edition import EditionName
from generator.pdf.html import outline
from generator.pdf.inspection import composed_words, words
from tests.editions import edition
from tests.pdf.made import EVERY, NAMES, good, pdf, unusual
from tests.pdf.recall import arabic_words, recall

ROOT = Path(__file__).resolve().parents[2]
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


@pytest.mark.parametrize(("name", "draft", "indic"), EVERY)
def test_title_language_and_direction(name: EditionName, draft: bool, indic: bool) -> None:
    file = opened(pdf(name, draft, indic).content)
    identity = edition(name, draft=draft).identity
    assert str(file.docinfo["/Title"]) == f"{identity.title} – {identity.association}"
    assert str(file.docinfo["/Author"]) == identity.association
    assert str(file.docinfo["/contenthash"]) == identity.content_hash
    assert str(file.docinfo["/state"]) == identity.state
    assert "/CreationDate" not in file.docinfo and "/ModDate" not in file.docinfo
    assert str(file.Root.Lang) == ("en" if name == "en" else "ar")
    preferences = file.Root.ViewerPreferences
    assert preferences.get("/Direction") == (None if name == "en" else pikepdf.Name.R2L)
    assert preferences.DisplayDocTitle


@pytest.mark.parametrize(("name", "draft", "indic"), EVERY)
def test_pages_and_heading_pages(name: EditionName, draft: bool, indic: bool) -> None:
    made = pdf(name, draft, indic)
    pages = texts(made.content)
    assert made.pages == len(pages)
    headings = edition(name, draft=draft).headings
    assert list(made.heading_pages) == [heading.anchor for heading in headings]
    for heading in headings:
        for side in heading.sides:
            assert set(words(side.plain)) <= set(words(pages[made.heading_pages[heading.anchor] - 1]))


@pytest.mark.parametrize(("name", "draft", "indic"), EVERY)
def test_page_x_of_y(name: EditionName, draft: bool, indic: bool) -> None:
    made = pdf(name, draft, indic)
    for number, text in enumerate(texts(made.content)[1:], 2):
        shown = [str(number), str(made.pages)]
        for language in edition(name).languages:
            digits = shown if language == "en" or not indic else [n.translate(_indic()) for n in shown]
            assert set(digits) <= set(words(text))


def _indic() -> dict[int, int]:
    return {european: indic for indic, european in _DIGITS.items()}


@pytest.mark.parametrize("name", NAMES)
def test_bookmarks_are_the_headings_with_their_labels(name: EditionName) -> None:
    it = edition(name)
    reader = pypdf.PdfReader(io.BytesIO(pdf(name).content))
    titles = list(_titles(reader.outline))
    assert titles[0] == outline(it.cover.title)
    assert titles[1:3] == [outline(it.control_title), outline(it.contents_title)]
    assert titles[3:-1] == [outline(heading.sides) for heading in it.headings]
    assert titles[-1] == outline(it.approval.history_title)


def _titles(outlines: list[Any]) -> Iterator[str]:
    for entry in outlines:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry["/Title"]


@pytest.mark.parametrize("name", NAMES)
def test_labels_and_list_markers_are_the_editions_own(name: EditionName) -> None:
    text = " ".join(texts(pdf(name).content))
    for marker in {"ar": ["–", "أ."], "en": ["–", "a."], "bilingual": ["–", "a."]}[name]:
        assert marker in text or marker[::-1] in text


@pytest.mark.parametrize("name", NAMES)
def test_words_are_found_by_every_reader(name: EditionName, tmp_path: Path) -> None:
    for it, made in ((edition(name), pdf(name)), unusual(name)):
        file = tmp_path / "file.pdf"
        file.write_bytes(made.content)
        bare, vocalised = arabic_words(it)
        shares = recall(file, bare)
        print(name, shares, "with harakat:", recall(file, vocalised))
        assert min(shares.values()) >= 0.98, shares


@pytest.mark.parametrize("name", NAMES)
def test_fonts_are_ours_and_embedded(name: EditionName) -> None:
    ours = {"Siyasat-Naskh", "Siyasat-Naskh-Bold", "Siyasat-Sans", "Siyasat-Sans-Bold"}
    file = opened(pdf(name).content)
    fonts = [font for page in file.pages for font in page.Resources.Font.values()]
    assert {str(font.BaseFont).split("+")[1] for font in fonts} <= ours
    assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


@pytest.mark.parametrize("name", NAMES)
def test_the_watermark_is_on_every_page_but_the_cover_and_holds_no_text(name: EditionName) -> None:
    with_it, without = pdf(name, True), good(replace(edition(name, draft=True), watermark=()))
    assert texts(with_it.content) == texts(without.content)
    added = [_grey(with_it.content, page) - _grey(without.content, page) for page in range(with_it.pages)]
    assert added[0] == 0
    assert min(added[1:]) > 2000


def _grey(content: bytes, number: int) -> int:
    """How many pixels of a page have exactly the watermark's grey."""
    document = pypdfium2.PdfDocument(content)
    picture = document[number].render(scale=0.6).to_pil().convert("L")
    document.close()
    return picture.histogram()[0xF0]


def test_the_watermarks_are_drawn_from_the_words_of_the_editions() -> None:
    sys.path.insert(0, str(ROOT / "templates" / "pdf"))
    try:
        import watermark
    finally:
        sys.path.pop(0)
    for name in NAMES:
        words_of = tuple(side.plain for side in edition(name, draft=True).watermark)
        assert watermark.WORDS[name] == words_of
        drawn = (ROOT / "templates" / "pdf" / f"watermark-{name}.svg").read_text(encoding="utf-8")
        assert watermark.drawing(words_of) == drawn


@pytest.mark.parametrize("name", ["ar", "bilingual"])
def test_the_same_edition_gives_the_same_bytes(name: EditionName, tmp_path: Path) -> None:
    again = good(edition(name, draft=True))
    assert again.content == pdf(name, True).content
    code = (
        "import hashlib, sys; from tests.editions import edition; from tests.pdf.made import good;"
        "print(hashlib.sha256(good(edition(sys.argv[1], draft=True)).content).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Kiritimati", "PYTHONPATH": str(ROOT)}
    environment["LC_ALL"] = "C"
    run = subprocess.run(
        [sys.executable, "-c", code, name], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert run.stdout.strip() == hashlib.sha256(again.content).hexdigest(), run.stderr


def test_the_place_of_the_logo_does_not_reach_the_file(tmp_path: Path) -> None:
    from PIL import Image

    files = []
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / "logo.png"
        Image.new("RGBA", (60, 30), "#0b6e4f").save(file)
        it = edition("ar")
        assert it.cover.logo
        logo = replace(it.cover.logo, file=file, width=60, height=30)
        files.append(good(replace(it, cover=replace(it.cover, logo=logo))).content)
    assert files[0] == files[1]


def test_an_edition_of_many_pages_is_numbered_through() -> None:
    made = good(edition("ar", sections=8))
    assert made.pages > pdf("ar").pages
    assert sorted(made.heading_pages.values()) == list(made.heading_pages.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_approval_sheet_is_on_one_page(name: EditionName) -> None:
    it = edition(name, sections=1)
    approval = it.approval
    assert approval.signatures and approval.history
    full = replace(
        approval,
        paragraphs=approval.paragraphs * 4,
        signatures=replace(approval.signatures, rows=approval.signatures.rows * 6),
        history=replace(approval.history, rows=approval.history.rows * 3),
    )
    made = good(replace(it, approval=full))
    assert made.heading_pages["approval"] == made.pages
    last = Counter(words(texts(made.content)[-1]))
    assert last >= Counter(composed_words(full))

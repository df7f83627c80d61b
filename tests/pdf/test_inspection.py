"""The inspection of a finished file sees each fault: a file is taken, and one thing in it changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import wording
from generator.document.edition import EditionName
from generator.pdf.inspection import Contents, Entry, findings, read, words
from tests.editions import edition
from tests.pdf.made import NAMES, PLACE, pdf


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> EditionName:
    chosen: EditionName = request.param
    return chosen


def contents(name: EditionName) -> Contents:
    return read(pdf(name).content, edition(name))


def said(changed: Contents, name: EditionName) -> list[str]:
    """What the findings of a changed file say, in English, after their rules."""
    found = findings(changed, edition(name), PLACE)
    assert all(wording.problem(finding, "ar") and wording.hint(finding, "ar") for finding in found)
    return [f"{finding.rule}: {wording.problem(finding, 'en')}" for finding in found]


def test_a_good_file_has_none(name: EditionName) -> None:
    assert said(contents(name), name) == []


def test_a_contents_line_is_read_for_every_heading_and_language(name: EditionName) -> None:
    it = edition(name)
    pages = pdf(name).heading_pages
    expected = [Entry(h.anchor, pages[h.anchor]) for h in it.headings for _ in it.languages]
    assert list(contents(name).entries) == expected


def test_arabic_indic_page_numbers_are_read_too() -> None:
    assert read(pdf("ar", indic=True).content, edition("ar")).entries == contents("ar").entries


def test_a_wrong_page_number(name: EditionName) -> None:
    good = contents(name)
    wrong = replace(good, entries=(*good.entries[:-1], Entry("approval", 99)))
    (line,) = said(wrong, name)
    assert line.startswith("pdf-contents-page: ") and "99" in line


def test_a_contents_line_that_is_not_there(name: EditionName) -> None:
    (line,) = said(replace(contents(name), entries=contents(name).entries[:-1]), name)
    assert line.startswith("pdf-contents-page: ")


def test_a_heading_without_destination(name: EditionName) -> None:
    good = contents(name)
    places = {anchor: page for anchor, page in good.destinations.items() if anchor != "approval"}
    (line,) = said(replace(good, destinations=places), name)
    assert line.startswith("pdf-contents-page: ")


def test_a_foreign_font(name: EditionName) -> None:
    good = contents(name)
    (line,) = said(replace(good, fonts=good.fonts | {"DejaVu-Sans"}), name)
    assert line.startswith("pdf-foreign-font: ") and "DejaVu-Sans" in line and "Siyasat" not in line


def test_a_font_that_is_not_embedded(name: EditionName) -> None:
    good = contents(name)
    (line,) = said(replace(good, fonts=frozenset({"Siyasat-Sans (not embedded)"})), name)
    assert line.startswith("pdf-foreign-font: ")


def test_texts_that_cannot_be_searched(name: EditionName) -> None:
    good = contents(name)
    reversed_texts = tuple(text[::-1] for text in good.texts)
    assert {line.split(":")[0] for line in said(replace(good, texts=reversed_texts), name)} >= {"pdf-text-missing"}


def test_a_page_without_header_and_footer(name: EditionName) -> None:
    good = contents(name)
    texts = (*good.texts, "كلام")
    (line,) = said(replace(good, texts=texts), name)
    assert line.startswith("pdf-furniture-missing: ") and f"page {len(texts)}" in line


def test_words_are_parted_where_the_script_changes_and_stripped_of_marks() -> None:
    assert words("البريدinfo@b.sa، مُدَّة‏ ـــ 15يوماً ﻻ") == [
        "البريد",
        "info",
        "b",
        "sa",
        "مدة",
        "15",
        "يوما",
        "لا",
    ]

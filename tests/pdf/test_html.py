"""The XHTML of an edition: well formed, flowing text unbroken, islands and languages marked."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from generator.document.edition import EditionName, Heading, Item, List, Paragraph, Run, Side
from generator.pdf.html import xhtml
from tests.editions import edition
from tests.pdf.made import NAMES


def page(name: EditionName, *blocks: object) -> ElementTree.Element:
    """The body text of an edition with these blocks instead of its own."""
    root = ElementTree.fromstring(xhtml(replace(edition(name), body=blocks)))
    main = root.find(".//main")
    assert main is not None
    return main


def ar(*runs: Run, label: str = "") -> tuple[Side, ...]:
    return (Side("ar", runs, label),)


def shown(element: ElementTree.Element) -> str:
    """The markup of an element, without the spaces between blocks and the boxes of spaces before elements."""
    return ElementTree.tostring(element, encoding="unicode").strip().replace("<span> </span>", " ")


@pytest.mark.parametrize("name", NAMES)
def test_is_well_formed_and_names_its_language(name: EditionName) -> None:
    root = ElementTree.fromstring(xhtml(edition(name, draft=True, indic=True)))
    assert root.get("lang") == ("en" if name == "en" else "ar")
    assert root.get("dir") == ("ltr" if name == "en" else "rtl")


def test_no_element_stands_inside_a_word() -> None:
    runs = (Run("لل", "ar", "rtl"), Run("جمعية", "ar", "rtl"), Run(" أن", "ar", "rtl"))
    assert shown(page("ar", Paragraph(ar(*runs)))[0]) == "<p>للجمعية أن</p>"


def test_islands_are_isolated_and_name_another_language_only() -> None:
    runs = (
        Run("في ", "ar", "rtl"),
        Run("14/11/2024", "ar", "ltr", island=True),
        Run(" على ", "ar", "rtl"),
        Run("a@b.sa", "en", "ltr", island=True, href="mailto:a@b.sa"),
    )
    assert shown(page("ar", Paragraph(ar(*runs)))[0]) == (
        '<p>في <bdi dir="ltr">14/11/2024</bdi> على '
        '<bdi dir="ltr" lang="en"><a href="mailto:a@b.sa" title="a@b.sa">a@b.sa</a></bdi></p>'
    )


def test_only_long_islands_may_break() -> None:
    short, long = "https://example.org.sa", "https://example.org.sa/" + "long/" * 8
    islands = [Run(text, "en", "ltr", island=True) for text in (short, long)]
    main = page("ar", Paragraph(ar(islands[0], Run(" أو ", "ar", "rtl"), islands[1])))
    assert [bdi.get("class") for bdi in main.iter("bdi")] == [None, "long"]


def test_an_island_is_one_element_whatever_is_emphasised_in_it() -> None:
    """Two neighbouring isolates would be ordered against the line: "9001 ISO" (UAX #9, X5a-X5c)."""
    runs = (
        Run("شهادة ", "ar", "rtl"),
        Run("ISO ", "en", "ltr", island=True),
        Run("9001", "en", "ltr", island=True, strong=True),
    )
    assert shown(page("ar", Paragraph(ar(*runs)))[0]) == (
        '<p>شهادة <bdi dir="ltr" lang="en">ISO <strong>9001</strong></bdi></p>'
    )


def test_an_emphasis_stands_inside_its_islands() -> None:
    runs = (
        Run("مدة ", "ar", "rtl", strong=True),
        Run("3-5", "ar", "ltr", island=True, strong=True),
        Run(" أيام", "ar", "rtl"),
    )
    assert shown(page("ar", Paragraph(ar(*runs)))[0]) == (
        '<p><strong>مدة </strong><bdi dir="ltr"><strong>3-5</strong></bdi> أيام</p>'
    )


def test_markup_in_a_text_stays_text() -> None:
    main = page("ar", Paragraph(ar(Run("<b>&\"'", "ar", "rtl"))))
    assert main[0].text == "<b>&\"'" and len(main[0]) == 0


def test_a_marker_is_printed_as_it_is_whatever_it_holds() -> None:
    items = (Item(1, ar(Run("بند", "ar", "rtl"), label='1"\\.')),)
    item = page("ar", List("decimal", 0, items)).find(".//li")
    assert item is not None and item.get("style") == 'list-style-type: "1\\"\\\\. "'


def test_a_link_to_a_clause_is_described_by_its_heading() -> None:
    root = ElementTree.fromstring(xhtml(edition("bilingual")))
    titles = {link.get("title") for link in root.iter("a") if link.get("href") == "#intro"}
    assert titles == {"أ تمهيد", "A Preamble"}


def test_a_link_to_another_block_is_described_by_its_own_words() -> None:
    link = page("ar", Paragraph(ar(Run("الجدول 1", "ar", "rtl", href="#table-1")))).find(".//a")
    assert link is not None and link.get("title") == "الجدول 1"


def test_side_by_side_each_item_is_a_row_of_two_languages() -> None:
    root = ElementTree.fromstring(xhtml(edition("bilingual")))
    rows = [row for row in root.iter("div") if "item" in row.get("class", "").split()]
    assert rows and all([cell.get("lang") for cell in row] == ["ar", "en"] for row in rows)
    assert all(len(row.findall(".//li")) == 2 for row in rows)


def test_english_headings_of_rows_have_no_bookmark_label() -> None:
    root = ElementTree.fromstring(xhtml(edition("bilingual")))
    headings = [*root.iter("h2"), *(h for h in root.iter("h3") if h.get("class") != "group")]
    assert {h.get("data-outline") is None for h in headings[1::2]} == {True}
    assert "أ تمهيد | A Preamble" in {h.get("data-outline") for h in headings[::2]}


def test_an_unknown_question_of_a_template_fails() -> None:
    from jinja2 import UndefinedError

    from generator.pdf.html import _environment

    with pytest.raises(UndefinedError):
        _environment().from_string("{{ nothing }}").render()


def test_a_form_at_the_start_of_a_section_begins_a_page_and_so_does_what_follows() -> None:
    it = edition("ar")
    form = next(block for block in it.body if type(block).__name__ == "Form")
    annex = Heading(1, "annex", ar(Run("ملحق", "ar", "rtl")))
    assert replace(it, body=(*it.body, annex, form)).sheets == {"annex", "approval"}
    assert it.sheets == frozenset()


def test_the_space_before_an_element_has_a_box_of_its_own() -> None:
    """Else the engine leaves the first word alone on its line where all but that space fits."""
    runs = (Run("وفقاً للقسم ", "ar", "rtl"), Run("(10)", "ar", "rtl", href="#first"), Run(" منها", "ar", "rtl"))
    paragraph = ElementTree.tostring(page("ar", Paragraph(ar(*runs))), encoding="unicode")
    assert "للقسم<span> </span><a " in paragraph
    assert "</a> منها" in paragraph

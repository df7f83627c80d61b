"""Annexes and their forms: pages and labels of their own, every word in its place, lines and boxes to write on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from lxml import etree

from generator.document.edition import Edition, EditionName, Field, Form, Heading, Table
from generator.pdf.html import outline, xhtml
from generator.pdf.inspection import Entry, composed_words, findings, read, words
from tests.editions import edition
from tests.pdf.made import NAMES, PLACE, annexed, good

ANNEXES = ("declaration", "guide")


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> EditionName:
    chosen: EditionName = request.param
    return chosen


@pytest.fixture
def it(name: EditionName) -> Edition:
    return edition(name, annexed=True)


def pages_of(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def html(it: Edition) -> Any:
    return etree.fromstring(xhtml(it))


def named(root: Any, word: str) -> list[Any]:
    """The elements of a class."""
    return root.xpath(f"//*[contains(concat(' ', @class, ' '), ' {word} ')]")


def test_each_annex_has_a_page_of_its_own(name: EditionName, it: Edition) -> None:
    made = annexed(name)
    places = [made.heading_pages[anchor] for anchor in ("approval", *ANNEXES)]
    assert places[0] < places[1] < places[2] == made.pages
    pages = pages_of(made.content)
    for anchor, place in zip(ANNEXES, places[1:], strict=True):
        (heading,) = (found for found in it.headings if found.anchor == anchor)
        for side in heading.sides:
            assert set(words(f"{side.label} {side.plain}")) <= set(words(pages[place - 1]))


def test_bookmarks_and_contents_name_the_annex(name: EditionName, it: Edition) -> None:
    content = annexed(name).content
    titles = list(_titles(pypdf.PdfReader(io.BytesIO(content)).outline))
    assert titles[-2:] == [outline(heading.sides) for heading in it.headings[-2:]]
    assert titles[-2].startswith("Annex 1 " if name == "en" else "الملحق 1 ")
    contents = words(pages_of(content)[1])
    assert contents.count("Annex" if name == "en" else "الملحق") == 2


def _titles(outlines: list[Any]) -> Iterator[str]:
    for entry in outlines:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry["/Title"]


def test_a_link_leads_to_the_annex_and_the_form_is_a_destination(name: EditionName) -> None:
    made = annexed(name)
    file = pikepdf.open(io.BytesIO(made.content))
    leads = [str(link.Dest) for link in file.pages[-1].Annots]
    assert set(leads) == {"declaration"}
    assert {*ANNEXES, "declaration.f1", "guide.1"} <= {str(key) for key in file.Root.Names.Dests.Names[::2]}


def test_all_words_of_a_form_stand_on_its_page(name: EditionName, it: Edition) -> None:
    made = annexed(name)
    page = pages_of(made.content)[made.heading_pages["declaration"] - 1]
    assert set(composed_words(it.annexes[:3])) <= set(words(page))


@pytest.mark.parametrize("anchor", ANNEXES)
def test_the_inspection_sees_a_wrong_page_of_an_annex(name: EditionName, it: Edition, anchor: str) -> None:
    contents = read(annexed(name).content, it)
    assert findings(contents, it, PLACE) == ()
    entries = tuple(Entry(e.anchor, 99) if e.anchor == anchor else e for e in contents.entries)
    assert [found.rule for found in findings(replace(contents, entries=entries), it, PLACE)] == ["pdf-contents-page"]


def test_the_inspection_sees_that_an_annex_has_no_text(name: EditionName, it: Edition) -> None:
    contents = read(annexed(name).content, it)
    without = replace(contents, texts=(*contents.texts[:-2], "", ""))
    assert {found.rule for found in findings(without, it, PLACE)} >= {"pdf-furniture-missing"}


def test_watermark_and_footer_go_on(name: EditionName) -> None:
    made = annexed(name, draft=True)
    document = pypdfium2.PdfDocument(made.content)
    for number in (made.pages - 2, made.pages - 1):
        picture = document[number].render(scale=0.6).to_pil().convert("L")
        assert picture.histogram()[0xF0] > 2000
        shown = words(document[number].get_textpage().get_text_range())
        assert {str(number + 1), "Version" if name == "en" else "الإصدار"} <= set(shown)
    document.close()


def test_the_same_bytes_again(name: EditionName, it: Edition) -> None:
    assert good(it).content == annexed(name).content


# ---- forms ----


def test_two_fields_share_a_line_where_they_sign_the_form_in_one_language(name: EditionName, it: Edition) -> None:
    rows = [[side.plain for part in row for side in part.sides] for row in _form(it).rows if isinstance(row[0], Field)]
    if name == "bilingual":
        assert len(rows) == 9
    else:
        assert list(map(len, rows)) == [1, 1, 2, 1, 2, 2]
        assert rows[-1] == (["Signature", "Date"] if name == "en" else ["التوقيع", "التاريخ"])


def _form(it: Edition) -> Form:
    return next(block for block in it.annexes if isinstance(block, Form))


def test_every_line_has_its_words_before_it(name: EditionName, it: Edition) -> None:
    lines = [part for part in _form(it).parts if isinstance(part, Field) and part.kind != "box"]
    root = html(replace(it, body=it.body[:1], annexes=(_form(it),)))
    assert len(named(root, "line")) + len(named(root, "blank")) == len(lines)
    for pen in (*named(root, "line"), *named(root, "blank")):
        assert "what" in pen.getprevious().get("class")
    assert len(named(root, "gap")) == 2 * (3 if name == "en" else 6)


def test_a_box_is_read_before_its_words(name: EditionName, it: Edition) -> None:
    boxes = [part for part in _form(it).parts if isinstance(part, Field) and part.kind == "box"]
    root = html(replace(it, body=it.body[:1], annexes=(_form(it),)))
    assert [box.text for box in named(root, "box")] == ["☐"] * len(boxes) * len(it.languages)


def test_a_table_to_write_in_has_heads_and_empty_cells(name: EditionName) -> None:
    file = pikepdf.open(io.BytesIO(annexed(name).content))
    tables = [tag for tag in _tags(file.Root.StructTreeRoot) if tag.S == "/Table"]
    table = tables[-1]
    assert [str(tag.S) for tag in _cells(table)] == ["/TH"] * 3 + ["/TH", "/TD", "/TD"] * 3
    assert {str(tag.A.Scope) for tag in _cells(table) if tag.S == "/TH"} == {"/Column", "/Row"}


def _cells(table: Any) -> list[Any]:
    return [tag for tag in _tags(table) if str(tag.S) in ("/TH", "/TD")]


def _tags(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _tags(kid)


def test_a_short_form_stays_whole_and_a_long_one_may_break(it: Edition) -> None:
    form = _form(it)
    fields = tuple(part for part in form.parts if not isinstance(part, Table))
    assert not form.is_short
    assert replace(form, parts=fields[:4]).is_short
    assert not replace(form, parts=fields * 3).is_short


# ---- contents ----


def _with_headings(name: EditionName, count: int) -> Edition:
    it = edition(name, annexed=True)
    (first,) = (block for block in it.body[:1] if isinstance(block, Heading))
    more = tuple(replace(first, anchor=f"more-{number}") for number in range(count))
    return replace(it, body=(*it.body, *more))


@pytest.mark.parametrize("count", [10, 18])
def test_long_contents_end_on_the_page_of_the_control_table(name: EditionName, count: int) -> None:
    made = good(_with_headings(name, count))
    assert made.heading_pages["intro"] == 3


def test_contents_longer_than_a_page_begin_under_the_control_table_and_the_text_under_them(name: EditionName) -> None:
    it = _with_headings(name, 45)
    made = good(it)
    pages = pages_of(made.content)
    assert made.heading_pages["intro"] == 3
    assert set(words(it.contents_title[0].plain)) <= set(words(pages[1]))
    assert len(words(pages[2])) > 40

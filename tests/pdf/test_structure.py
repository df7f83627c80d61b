"""Tags, languages and links of finished files: what the engine leaves out and ``structure`` mends.

Each of these fails where a hook is no longer called, as after a change inside the engine.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from generator.document.edition import EditionName
from generator.pdf.inspection import box_of, words
from tests.editions import edition
from tests.pdf.made import NAMES, pdf, unusual


@cache  # objects of a file live as long as it is open
def opened(name: EditionName) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(name).content))


def tags(node: Any) -> Iterator[Any]:
    """All structure elements under a node, in order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags(kid)


def all_tags(name: EditionName) -> list[Any]:
    return list(tags(opened(name).Root.StructTreeRoot))


@pytest.mark.parametrize("name", NAMES)
def test_texts_of_another_language_say_so(name: EditionName) -> None:
    languages = Counter((str(tag.S), str(tag.Lang)) for tag in all_tags(name) if "/Lang" in tag)
    if name == "ar":  # the e-mail and the web address, and the number of the document
        assert languages == {("/Span", "en"): 3}
    elif name == "en":  # the association's Arabic name; the basmala
        assert languages == {("/Span", "ar"): 1, ("/P", "ar"): 1}
    else:
        once = 2  # cells whose text is the same in both languages
        assert languages["/Div", "ar"] - once == languages["/Div", "en"] > 50
        assert languages["/TD", "en"] >= 3 and languages["/TH", "en"] >= 3
    assert not any(kind == "/NonStruct" for kind, _ in languages)


@pytest.mark.parametrize("name", NAMES)
def test_header_cells_say_what_they_head(name: EditionName) -> None:
    scopes = Counter(str(tag.A.get("/Scope")) for tag in all_tags(name) if tag.S == "/TH")
    assert set(scopes) == {"/Row", "/Column"}
    rows = 14 + 3 * len(edition(name).languages)
    assert scopes["/Row"] == rows


@pytest.mark.parametrize("name", NAMES)
def test_a_tables_description_is_its_summary(name: EditionName) -> None:
    summaries = [str(tag.A.Summary) for tag in all_tags(name) if tag.S == "/Table" and "/A" in tag]
    control = edition(name).control
    assert control and summaries == [control.description]


def test_lists_are_nested_and_numbered() -> None:
    kinds = Counter(str(tag.S) for tag in all_tags("ar"))
    assert kinds["/LI"] == kinds["/Lbl"] == kinds["/LBody"] == 4 * 5 + 2


@pytest.mark.parametrize("name", NAMES)
def test_no_link_stands_in_a_link(name: EditionName) -> None:
    links = [tag for tag in all_tags(name) if tag.S == "/Link"]
    assert links
    assert not any(inner.S == "/Link" for link in links for inner in tags(link))


@pytest.mark.parametrize("name", NAMES)
def test_links_are_described_in_the_language_of_their_line(name: EditionName) -> None:
    it = edition(name)
    file = opened(name)
    described = [str(link.Contents) for link in file.pages[1].Annots]
    expected = [f"{side.label} {side.plain}" for heading in it.headings for side in heading.sides]
    assert described == expected
    others = {str(link.Contents) for page in file.pages[2:] for link in page.get("/Annots", ())}
    assert "info@example.org.sa" in others
    assert {"أ تمهيد"} <= others if name == "ar" else {"A Preamble"} <= others


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("which", ["usual", "unusual"])
def test_each_contents_link_covers_its_line_on_the_page(name: EditionName, which: str) -> None:
    it, made = (edition(name), pdf(name)) if which == "usual" else unusual(name)
    file = pikepdf.open(io.BytesIO(made.content))
    document = pypdfium2.PdfDocument(made.content)
    page, text = file.pages[1], document[1].get_textpage()
    width, height = (float(number) for number in page.MediaBox[2:])
    covered: dict[tuple[str, str], list[str]] = {}
    for link in page.Annots:
        left, bottom, right, top = box_of(link)
        assert 28 <= left < right <= width - 28 and 28 <= bottom < top <= height - 28
        assert top - bottom > 10
        found = words(text.get_text_bounded(left, bottom, right, top))
        covered.setdefault((str(link.Dest), str(link.Contents)), []).extend(found)
    for heading in it.headings:
        for side in heading.sides:
            found = covered[heading.anchor, f"{side.label} {side.plain}"]
            page_number = str(made.heading_pages[heading.anchor])
            assert set(words(side.plain)) | {page_number} <= set(found)
    document.close()


@pytest.mark.parametrize("name", NAMES)
def test_links_in_the_text_lie_on_their_words(name: EditionName) -> None:
    made = pdf(name)
    file = pikepdf.open(io.BytesIO(made.content))
    document = pypdfium2.PdfDocument(made.content)
    checked = 0
    for number, page in enumerate(file.pages):
        if number < 2:
            continue
        for link in page.get("/Annots", ()):
            text = document[number].get_textpage().get_text_bounded(*box_of(link)).strip()
            if "/A" in link:
                # the reader may turn the parts of an address round
                assert sorted(words(text)) == sorted(words(str(link.A.URI).removeprefix("mailto:")))
            else:
                assert set(words(text)) in ({"أ"}, {"A"})
            checked += 1
    document.close()
    assert checked >= 5


@pytest.mark.parametrize("name", NAMES)
def test_only_clauses_are_destinations(name: EditionName) -> None:
    names = opened(name).Root.Names.Dests.Names[::2]
    assert {str(target) for target in names} >= {"intro", "intro.1", "section-2.1", "approval", "table-1"}
    assert not any("@" in str(target) for target in names)


@pytest.mark.parametrize("name", NAMES)
def test_headings_of_tags_skip_no_level(name: EditionName) -> None:
    levels = [int(str(tag.S)[2]) for tag in all_tags(name) if str(tag.S) in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))

"""The contents: real heading styles, entries as printed, cached page numbers, bookmarks that hold."""

from __future__ import annotations

import dataclasses

import pytest

from generator.document.edition import Edition
from generator.docx import write
from generator.language.digits import to_arabic_indic
from tests.docx.conftest import pages_of
from tests.docx.reading import File, R, W, side_of, style_of, text_of
from tests.editions import edition


def entries(file: File) -> list[tuple[str, str]]:
    """Style and text of the contents' lines."""
    return [
        (style_of(p), text_of(p))
        for p in file.paragraphs
        if (style_of(p) or "").startswith("TOC") and "\t" in text_of(p)
    ]


def test_entries_are_label_text_and_page(made: Edition, file: File):
    pages, wanted = pages_of(made), []
    for place, language in enumerate(made.languages):
        for heading in made.headings:
            side = side_of(heading.sides, language)
            page = str(pages[heading.anchor, language])
            page = to_arabic_indic(page) if language in made.indic else page
            wanted.append((f"TOC{heading.level + 3 * place}", f"{side.label}\t{side.plain}\t{page}"))
    assert entries(file) == wanted


def test_fields_gather_the_heading_styles(made: Edition, file: File):
    codes = [code.text.strip() for code in file.document.iter(f"{W}instrText") if code.text.split()[0] == "TOC"]
    if len(made.languages) > 1:
        assert codes == ['TOC \\o "1-2" \\h \\z', 'TOC \\o "4-5" \\h \\z']
    else:
        assert codes == ['TOC \\o "1-2" \\h \\z \\u']
    assert file.xml("word/settings.xml").find(f"{W}updateFields") is None
    assert not list(file.document.iter(f"{W}dirty"))


def test_each_entry_leads_to_its_heading(made: Edition, file: File):
    headings = {}
    for paragraph in file.paragraphs:
        if (style_of(paragraph) or "").startswith("Heading"):
            for mark in paragraph.iter(f"{W}bookmarkStart"):
                headings[mark.get(f"{W}name")] = text_of(paragraph)
    lines = [p for p in file.paragraphs if (style_of(p) or "").startswith("TOC") and "\t" in text_of(p)]
    assert len(lines) == len(made.headings) * len(made.languages)
    for line in lines:
        anchor = line.find(f"{W}hyperlink").get(f"{W}anchor")
        assert headings[anchor] == text_of(line).split("\t")[1]
        assert f"PAGEREF {anchor} \\h" in "".join(code.text for code in line.iter(f"{W}instrText"))


def test_unknown_pages_stay_empty():
    file = File(write(edition("ar"), {}, 1))
    assert all(text.endswith("\t") for _, text in entries(file))


def test_cross_references_lead_to_their_clause(made: Edition, file: File):
    names = {mark.get(f"{W}name"): mark.getparent() for mark in file.document.iter(f"{W}bookmarkStart")}
    links = [link for link in file.document.iter(f"{W}hyperlink") if not link.getparent().tag.endswith("TOC1")]
    inner = [link for link in links if text_of(link) in {"(أ)", "(A)"}]
    assert inner
    for link in inner:
        target = names[link.get(f"{W}anchor")]
        wanted = made.body[0].sides[0 if text_of(link) == "(أ)" else -1]
        assert text_of(target) == wanted.plain


def test_outside_links_are_relationships(file: File):
    relations = {found.get("Id"): found for found in file.xml("word/_rels/document.xml.rels")}
    targets = {
        relations[link.get(f"{R}id")].get("Target")
        for link in file.document.iter(f"{W}hyperlink")
        if link.get(f"{R}id")
    }
    assert "mailto:info@example.org.sa" in targets
    assert all(
        relation.get("TargetMode") == "External" for relation in relations.values() if relation.get("Target") in targets
    )


def test_a_link_to_nothing_is_refused():
    made = edition("en")
    paragraph = made.body[1]
    run = dataclasses.replace(paragraph.sides[0].runs[0], href="#nowhere")
    side = dataclasses.replace(paragraph.sides[0], runs=(run,))
    made = dataclasses.replace(made, body=(dataclasses.replace(paragraph, sides=(side,)),))
    with pytest.raises(KeyError, match="nowhere"):
        write(made, {}, 1)


def test_long_and_alike_anchors_keep_apart():
    made = edition("en")
    anchors = (
        "a-very-long-anchor-of-a-clause.number-1",
        "a-very-long-anchor-of-a-clause.number-2",
        "x.1",
        "x-1",
    )
    body = [dataclasses.replace(made.body[1], anchor=anchor) for anchor in anchors]
    file = File(write(dataclasses.replace(made, body=tuple(body)), {}, 1))
    names = [mark.get(f"{W}name") for mark in file.document.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names) == len(anchors) + len(made.languages)
    assert max(map(len, names)) <= 40

"""The contents: real heading styles, entries as printed, cached page numbers, bookmarks that hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.document.edition import Edition
from generator.docx import write
from generator.docx.references import Number, pieces_of
from generator.language.digits import to_arabic_indic
from tests.docx.conftest import pages_of
from tests.docx.reading import File, Labels, R, W, side_of, style_of, text_of
from tests.editions import edition


def fields(file: File) -> Iterator[tuple[str, str]]:
    """The code and the result of each field that holds no other."""
    code, result, inside = "", "", False
    for found in file.document.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = found.get(f"{W}fldCharType")
        if kind == "begin":
            code, result, inside = "", "", True
        elif kind == "end":
            if inside:
                yield code.strip(), result
            inside = False
        elif inside and found.tag == f"{W}instrText":
            code += found.text
        elif inside and found.tag == f"{W}t":
            result += found.text


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
    assert codes == ['TOC \\o "1-2" \\h \\z \\u', 'TOC \\o "4-5" \\h \\z \\u'][: len(made.languages)]
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
    """They print the number of the paragraph they lead to, and Word renews them."""
    names = {mark.get(f"{W}name"): mark.getparent() for mark in file.document.iter(f"{W}bookmarkStart")}
    labels = Labels(file)
    printed = {text_of(p): labels.of(p) for p in file.paragraphs if (style_of(p) or "").startswith("Heading")}
    mentions = [(code.split()[1], result) for code, result in fields(file) if code.startswith("REF ")]
    assert {result for _, result in mentions} == {"أ" if language == "ar" else "A" for language in made.languages}
    for bookmark, result in mentions:
        target = text_of(names[bookmark])
        assert target in {side.plain for side in made.body[0].sides}
        assert printed[target] == result


@pytest.mark.parametrize(
    ("numbers", "mention", "pieces"),
    [
        (["3.1"], "(3.1)", ["(", "3.1", ")"]),
        (["3.1", "2"], "(3.1.2)", ["(", "3.1", ".", "2", ")"]),
        (["3.1", "2", "أ"], "(3.1.2-أ)", ["(", "3.1", ".", "2", "-", "أ", ")"]),
        (["ت-1", "2"], "(ت-1-2)", ["(", "ت-1", "-", "2", ")"]),
        (["E-1", "2", "a"], "(E-1-2-a)", ["(", "E-1", "-", "2", "-", "a", ")"]),
    ],
)
def test_a_mention_of_an_item_has_a_field_for_each_of_its_numbers(numbers, mention, pieces):
    found = pieces_of([Number(text, "anchor") for text in numbers], mention)
    assert [piece if isinstance(piece, str) else piece.text for piece in found] == pieces


def test_a_mention_whose_label_is_text_is_a_link():
    """Word cannot print Arabic-Indic digits by itself, nor the name of an annex."""
    assert pieces_of((Number("3", "part"),), "(٣)") is None
    assert pieces_of((), "(3)") is None
    assert pieces_of((Number("3", "part"),), "(3-مكرر)") is None


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


def test_a_mention_cut_in_pieces_is_one_link():
    """Arabic-Indic digits with a full stop stand in a run of their own, between brackets that flow."""
    made = edition("ar", indic=True)
    side = made.body[1].sides[0]
    mention = replace(side.runs[0], text="(٥.٣)", href="#intro", island=False)
    runs = (*side.runs, mention)
    paragraph = replace(made.body[1], sides=(replace(side, runs=runs),))
    file = File(write(replace(made, body=(made.body[0], paragraph, *made.body[2:])), {}, 1))
    links = [link for link in file.document.iter(f"{W}hyperlink") if text_of(link) == "(٥.٣)"]
    assert len(links) == 1

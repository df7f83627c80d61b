"""What Word numbers by itself reads as the edition prints it; what it cannot is text."""

from __future__ import annotations

import dataclasses

import pytest

from generator.document.edition import Edition, Heading, Item, List, Side
from generator.docx import write
from generator.language.digits import to_arabic_indic
from tests.docx.reading import File, Labels, W, raw_text, style_of, text_of, value
from tests.editions import edition


def labels_in(file: File) -> list[tuple[str, str, str]]:
    """Style, label and text of every paragraph that is a heading or an item."""
    labels, found = Labels(file), []
    for paragraph in file.paragraphs:
        style = style_of(paragraph) or ""
        if style.startswith(("Heading", "List")):
            automatic, text = labels.of(paragraph), text_of(paragraph)
            if not automatic and "\t" in text:
                automatic, _, text = text.partition("\t")
            found.append((style, automatic, text))
    return found


def expected(made: Edition) -> list[tuple[str, str]]:
    """Label and text of every heading and item, in the order of the file."""
    blocks = [*made.body, made.approval.heading, *made.annexes]
    return [(side.label, side.plain) for block in blocks for side in _labelled(block)]


def _labelled(block: object) -> list[Side]:
    if isinstance(block, Heading):
        return list(block.sides)
    if not isinstance(block, List):
        return []
    sides: list[Side] = []
    for item in block.items:
        sides += item.sides
        for child in item.children:
            sides += _labelled(child)
    return sides


def relabelled(made: Edition, change) -> Edition:
    """The edition with all Arabic labels changed."""

    def sides(given):
        return tuple(
            dataclasses.replace(side, label=change(side.label)) if side.language == "ar" else side for side in given
        )

    def item(given: Item) -> Item:
        return dataclasses.replace(given, sides=sides(given.sides), children=tuple(map(block, given.children)))

    def block(given):
        if isinstance(given, Heading):
            return dataclasses.replace(given, sides=sides(given.sides))
        if isinstance(given, List):
            return dataclasses.replace(given, items=tuple(map(item, given.items)))
        return given

    approval = dataclasses.replace(made.approval, heading=block(made.approval.heading))
    return dataclasses.replace(made, body=tuple(map(block, made.body)), approval=approval)


def test_labels_are_those_of_the_edition(made: Edition, file: File):
    assert [(label, text) for _, label, text in labels_in(file)] == expected(made)


def test_headings_and_lists_are_numbered_by_word(made: Edition, file: File):
    """Where the labels can be automatic, no label is written as text."""
    for _, _, text in labels_in(file):
        assert "\t" not in text
    automatic = Labels(file)
    for paragraph in file.paragraphs:
        if (style_of(paragraph) or "").startswith(("Heading", "List")):
            assert automatic.of(paragraph)


def test_arabic_indic_digits_are_text():
    """No number format gives them (ECMA-376 17.18.59: hindiNumbers are not Arabic-Indic)."""
    made = relabelled(edition("ar", indic=True), to_arabic_indic)
    file = File(write(made, {}, 1))
    assert [(label, text) for _, label, text in labels_in(file)] == expected(made)
    items = [p for p in file.paragraphs if style_of(p) == "ListNumber"]
    assert items
    silent = Labels(file)
    assert all(silent.of(p) == "" and raw_text(p)[0] in "١٢٣" for p in items)
    sections = [p for p in file.paragraphs if style_of(p) == "Heading1"]
    assert all(value(p, "pPr/numPr/numId") is None for p in sections)  # letters stay automatic


@pytest.mark.parametrize(
    ("scheme", "labels", "parts"),
    [
        ("decimal", ("1", "2", "3", "4", "5", "6"), "{0}.1"),
        ("abjad", ("أ", "ب", "ج", "د", "هـ", "و"), "{0}-1"),
        ("hijai", ("أ", "ب", "ت", "ث", "ج", "ح"), "1"),
        ("decimal", ("1.", "2.", "3.", "4.", "5.", "6."), "({1})"),
    ],
)
def test_schemes(scheme: str, labels: tuple[str, ...], parts: str):
    made = edition("ar")
    body, section = [], 0
    for block in (*made.body, made.approval.heading):
        if isinstance(block, Heading):
            section += block.level == 1
            own = labels[section - 1]
            label = own if block.level == 1 else parts.format(own, 1)
            side = dataclasses.replace(block.sides[0], label=label)
            own_scheme = scheme if block.level == 1 else "decimal"
            block = dataclasses.replace(block, sides=(side,), scheme=own_scheme)
        body.append(block)
    closing = body.pop()
    made = dataclasses.replace(made, body=tuple(body), approval=dataclasses.replace(made.approval, heading=closing))
    file = File(write(made, {}, 1))
    found = [(label.replace("هـ", "ه"), text) for _, label, text in labels_in(file)]
    assert found == [(label.replace("هـ", "ه"), text) for label, text in expected(made)]
    assert not [p for p in file.paragraphs if style_of(p) == "Heading1" and "\t" in raw_text(p)]


def test_labels_word_would_not_make_are_text():
    made = relabelled(edition("ar"), lambda label: {"ب": "ي"}.get(label, label))
    file = File(write(made, {}, 1))
    assert [(label, text) for _, label, text in labels_in(file)] == expected(made)


def test_unnumbered_headings_have_no_number():
    made = edition("en")
    heading = made.body[0]
    bare = dataclasses.replace(
        heading, number=(), scheme="none", sides=(dataclasses.replace(heading.sides[0], label=""),)
    )
    file = File(write(dataclasses.replace(made, body=(bare, *made.body[1:])), {}, 1))
    first = next(p for p in file.paragraphs if style_of(p) == "Heading1")
    assert Labels(file).of(first) == ""
    assert text_of(first) == bare.sides[0].plain


def test_long_labels_stand_before_the_text_and_in_the_contents():
    made = edition("ar")
    heading = made.body[0]
    annex = dataclasses.replace(heading, number=(), sides=(dataclasses.replace(heading.sides[0], label="الملحق 1"),))
    file = File(write(dataclasses.replace(made, body=(annex, *made.body[1:])), {}, 1))
    first = next(p for p in file.paragraphs if style_of(p) == "Heading1")
    assert text_of(first) == f"الملحق 1\u2002{annex.sides[0].plain}"
    entry = next(p for p in file.paragraphs if style_of(p) == "TOC1")
    assert text_of(entry).startswith(f"الملحق 1 {annex.sides[0].plain}\t")


def test_a_list_restarts_by_a_numbering_of_its_own(file: File):
    numbering = file.xml("word/numbering.xml")
    first_levels = [
        value(p, "pPr/numPr/numId")
        for p in file.paragraphs
        if style_of(p) in {"ListNumber", "ListNumberEnglish"} and value(p, "pPr/numPr/ilvl") == "0"
    ]
    used = set(first_levels)
    assert len(used) * 3 == len(first_levels)  # lists of three items
    for number in numbering.iter(f"{W}num"):
        if number.get(f"{W}numId") in used:
            assert value(number, "lvlOverride/startOverride") == "1"


def test_arabic_labels_are_centred(file: File):
    """LibreOffice reads left and right of lvlJc physically, Word by direction; the middle is alike."""
    for level in file.xml("word/numbering.xml").iter(f"{W}lvl"):
        rtl = level.find(f"{W}rPr/{W}rtl") is not None
        assert (value(level, "lvlJc") == "center") is rtl


def test_no_heading_style_undoes_the_indent_of_its_numbering(file: File):
    """A style's own indent is stronger than its numbering's (17.9.23): the label would leave its column."""
    for style in file.xml("word/styles.xml").iter(f"{W}style"):
        if style.find(f"{W}pPr/{W}numPr") is not None:
            assert value(style, "pPr/ind", "left") is None
            assert value(style, "pPr/ind", "hanging") is None

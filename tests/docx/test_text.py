"""Every word of an edition stands in its Word file, in order, as it was."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.edition import Edition, Paragraph, Run, Side
from generator.docx import write
from generator.docx.inspection import faults
from tests.docx.reading import MARKS, File, raw_text, text_of, texts
from tests.editions import edition
from tests.mixed import side as line


def with_body(made: Edition, *paragraphs: Paragraph) -> Edition:
    return dataclasses.replace(made, body=paragraphs)


def body_text(made: Edition, text: str) -> str:
    paragraphs = [p for p in File(write(made, {}, 1)).paragraphs if raw_text(p)]
    return next(text_of(p) for p in paragraphs if text in text_of(p))


def test_all_texts_stand_in_order(made: Edition, file: File):
    whole, at = file.text, 0
    for text in texts(made):
        found = whole.find(text, at)
        assert found >= 0, f"{text!r} is not after {whole[max(0, at - 40) : at]!r}"
        at = found + len(text)


def test_header_and_footer_hold_the_furniture(made: Edition, file: File):
    header, footer = text_of(file.stories[0]), text_of(file.stories[2])
    furniture = made.furniture
    for side in (*furniture.name, *furniture.title):
        assert side.plain in header
    for sides in (furniture.identity, *furniture.contact):
        for side in sides:
            assert side.plain in footer
    for language in made.languages:
        assert furniture.page[language][0].strip() in footer


@pytest.mark.parametrize("name", ["ar", "en", "bilingual"])
@pytest.mark.parametrize(
    "hostile",
    [
        "{{ x }} {% for %} ${y} %s",
        "<script>alert('&amp;')</script>",
        "a & b < c > d \"q\" 'r' \\n C:\\temp",
        "]]> <!-- --> <?xml ?> &#x41;",
        "  two  spaces  kept  ",
        "نصٌّ {{ س }} & <ب>",
    ],
)
def test_hostile_text_is_only_text(name: str, hostile: str):
    made = edition(name)
    sides = tuple(line(hostile, language) for language in made.languages)
    written = File(write(with_body(made, Paragraph(sides)), {}, 1))
    assert hostile in written.text
    assert faults(written.blob, made) == []


def test_hostile_names_in_properties_and_pictures():
    made = edition("ar")
    odd = 'جمعية "أ" & <ب>'
    identity = dataclasses.replace(made.identity, title=odd, association=odd, keywords=(odd,), subject=odd)
    logo = dataclasses.replace(made.cover.logo, alt={"ar": odd, "en": odd})
    made = dataclasses.replace(made, identity=identity, cover=dataclasses.replace(made.cover, logo=logo))
    written = File(write(made, {}, 1))
    assert faults(written.blob, made) == []
    assert [found.get("descr") for found in written.document.iter() if found.tag.endswith("}docPr")] == [odd]


_MIXED = st.text(
    alphabet=st.sampled_from("ابجدهو محمد abcXYZ 0123٤٥٦ .,:;!?()[]{}<>&\"'\\/-+%@#_*«»،؛؟–"),
    min_size=1,
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(_MIXED, st.sampled_from(["ar", "en"]))
def test_any_mix_of_characters_survives(text: str, language: str):
    made = with_body(edition(language), Paragraph((line(text, language),), anchor="mixed"))
    written = File(write(made, {}, 1))
    assert text.translate(MARKS) in written.text


def test_tabs_and_breaks_are_elements():
    made = with_body(edition("en"), Paragraph((Side("en", (Run("one\ttwo\nthree", "en", "ltr"),)),)))
    assert body_text(made, "one") == "one\ttwo\nthree"


def test_characters_xml_cannot_hold_are_refused():
    made = with_body(edition("en"), Paragraph((Side("en", (Run("a\x00b", "en", "ltr"),)),)))
    with pytest.raises(ValueError, match="XML compatible"):
        write(made, {}, 1)

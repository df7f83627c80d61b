"""The edition: the only place that decides language, direction, digits and labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document import nodes
from generator.document.edition import EditionName, Run, Side
from generator.document.edition import Heading as PrintedHeading
from generator.document.edition import List as PrintedList
from generator.document.edition import Table as PrintedTable
from generator.document.nodes import Document
from generator.document.numbering import numbered
from generator.document.publish import publish
from generator.language.digits import to_european
from generator.language.inline import Language, Line, Link, Reference, Strong, Text, Value
from generator.language.spelling import touches
from tests.document.made import (
    FIVE,
    both,
    composed,
    document,
    edition,
    paragraph,
    printed,
    profile,
    sides,
    with_body,
)

EDITIONS: tuple[EditionName, ...] = ("ar", "en", "bilingual")


def line(*pieces: Any, en: Line | None = None, digits: Any = "european", language: EditionName = "ar") -> Side:
    """How one line prints."""
    (side,) = sides(publish(with_body(paragraph(*pieces, en=en), digits=digits), language).body)
    return side


def islands(side: Side) -> list[str]:
    return [run.text for run in side.runs if run.island]


# ---- digits ----


def test_digits_of_arabic_text() -> None:
    pieces = ("خلال 15 يوماً، بنسبة 25% من 1,000 ريال، من تاريخ ", Value("date", "x", "18/12/1445هـ"))
    european = "خلال 15 يوماً، بنسبة 25% من 1,000 ريال، من تاريخ 18/12/1445هـ"
    assert line(*pieces).plain == european
    assert line(*pieces, digits="arabic-indic").plain == "خلال ١٥ يوماً، بنسبة ٢٥٪ من ١٬٠٠٠ ريال، من تاريخ ١٨/١٢/١٤٤٥هـ"


def test_arabic_indic_digits_that_were_typed_follow_the_profile_too() -> None:
    assert line("خلال ١٥ يوماً").plain == "خلال 15 يوماً"
    assert line("خلال ١٥ يوماً", digits="arabic-indic").plain == "خلال ١٥ يوماً"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("url", "example.org.sa/2024"),
        ("email", "info2@example.org.sa"),
        ("phone", "0530801110"),
        ("phone", "+966 53 080 1110"),
        ("code", "GOV-BEN-01"),
        ("code", "2024-15"),
    ],
)
@pytest.mark.parametrize("digits", ["european", "arabic-indic"])
def test_addresses_telephone_numbers_and_codes_keep_theirs(kind: str, text: str, digits: str) -> None:
    side = line("للتواصل 24 ساعة: ", Value(kind, "contact", text), " طوال العام", digits=digits)
    assert islands(side) == [text]
    (island,) = [run for run in side.runs if run.island]
    assert island.direction == "ltr"


@pytest.mark.parametrize("digits", ["european", "arabic-indic"])
def test_english_prints_european_digits(digits: str) -> None:
    pieces = (Text("within ١٥ days, under no. "), Value("number", "minutes", "١٠"), Text(", at most ٢٥٪"))
    assert line(en=pieces, digits=digits, language="en").plain == "within 15 days, under no. 10, at most 25%"


def test_labels_take_the_digits_of_their_language() -> None:
    items = (nodes.Item("a.1", both("بند"), 1), nodes.Item("a.2", both("بند"), 2))
    blocks = numbered(
        (nodes.Heading("a", 1, both("قسم")), nodes.Heading("b", 2, both("جزء")), nodes.List("l", True, items)),
        ("decimal", "decimal"),
    )
    found = publish(with_body(*blocks, digits="arabic-indic"), "bilingual")
    labels = [(side.language, side.label) for side in sides(found.body)]
    assert [label for language, label in labels if language == "ar"] == ["١", "١.١", "١.", "٢."]
    assert [label for language, label in labels if language == "en"] == ["1", "1.1", "1.", "2."]


def test_page_numbers_are_told_which_digits_to_take() -> None:
    assert edition("modrakah-coop").indic == {"ar"}
    assert edition("modrakah-coop", "bilingual").indic == {"ar"}
    assert edition("modrakah-coop", "en").indic == frozenset()
    assert edition("saudi-quality").indic == frozenset()


# ---- runs ----


def test_text_and_values_are_one_run() -> None:
    """An element boundary inside a word breaks Arabic joining, so a value brings none along."""
    side = line(
        "يجب على ", Value("noun", "entity.the", "الجمعية"), " الرد خلال ", Value("duration", "r", "5 أيام"), "."
    )
    assert side.runs == (Run("يجب على الجمعية الرد خلال 5 أيام.", "ar", "rtl"),)


def test_emphasis_is_a_run_of_its_own() -> None:
    runs = line("حق ", Strong((Text("كل "), Value("noun", "served.the_one", "مستفيد"))), " مصون").runs
    assert [(run.text, run.strong) for run in runs] == [("حق ", False), ("كل مستفيد", True), (" مصون", False)]


def test_islands_run_against_their_line() -> None:
    arabic = line("وفق معيار ISO 9001 من 2024-06-24 إلى 3-5 أيام")
    assert islands(arabic) == ["ISO 9001", "2024-06-24", "3-5"]
    assert {run.direction for run in arabic.runs if run.island} == {"ltr"}
    assert [run.language for run in arabic.runs if run.island] == ["en", "ar", "ar"]
    english = line(en=(Text("the word الجمعية العمومية here"),), language="en")
    assert [(run.text, run.language, run.direction) for run in english.runs if run.island] == [
        ("الجمعية العمومية", "ar", "rtl")
    ]


def test_the_percent_sign_follows_its_digits() -> None:
    """25% is ordered from the left and needs an island; ٢٥٪ has its sign at the left and flows."""
    assert islands(line("بنسبة 25% منها")) == ["25%"]
    assert islands(line("بنسبة 25% منها", digits="arabic-indic")) == []


PIECES = st.one_of(
    st.text("أبتثجحخدذهـوي َُّ ء،؛؟.():-/%+٠١٥0123456789 abcXYZ@«»", max_size=30),
    st.text(max_size=20),
)
KINDS = ["noun", "name", "term", "title", "number", "date", "duration", "phone", "email", "url", "code", "word"]
VALUES = st.builds(Value, st.sampled_from(KINDS), st.just("x"), PIECES)
SPACED = st.lists(st.one_of(VALUES, st.builds(Text, PIECES), st.builds(lambda v: Strong((v,)), VALUES)), max_size=5)


def spaced(pieces: list[Any]) -> Line:
    """Pieces with spaces between them, as texts that touch a value are refused."""
    return tuple(part for piece in pieces for part in (piece, Text(" ")))


def characters(pieces: Line) -> str:
    return "".join(piece.text if not isinstance(piece, Strong) else characters(piece.children) for piece in pieces)


@given(SPACED, st.sampled_from(["european", "arabic-indic"]), st.sampled_from(["ar", "en"]))
def test_any_text_is_printed_whole(pieces: list[Any], digits: str, language: Language) -> None:
    """Whatever a value holds, its runs are its characters, digits aside, and no run breaks a joined word."""
    text = spaced(pieces)
    (side,) = sides(publish(with_body(nodes.Paragraph("p", nodes.Both(text, text)), digits=digits), language).body)
    assert to_european(side.plain) == to_european(characters(text))
    for before, after in pairwise(side.runs):
        assert not touches(before.text, after.text)
        assert replace(before, text="") != replace(after, text="") or before.island
    for run in side.runs:
        assert run.text
        assert run.island or run.direction == side.direction
    for phrase in phrases(side):  # a bold word or a link inside a phrase is a run, the phrase is the island
        assert phrase == phrase.strip()


def phrases(side: Side) -> list[str]:
    """The islands of a line, neighbours together."""
    groups = groupby(side.runs, lambda run: run.direction if run.island else None)
    return ["".join(run.text for run in runs) for direction, runs in groups if direction]


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("slug", [*FIVE, "sample-charity"])
def test_every_line_of_the_associations(slug: str, name: EditionName) -> None:
    for side in sides(edition(slug, name)):
        for before, after in pairwise(side.runs):
            assert not touches(before.text, after.text)
            assert replace(before, text="") != replace(after, text="")


# ---- links and references ----


@pytest.mark.parametrize(
    ("kind", "text", "href"),
    [
        ("email", "info@example.org.sa", "mailto:info@example.org.sa"),
        ("url", "example.org.sa", "https://example.org.sa"),
        ("url", "http://example.org.sa", "http://example.org.sa"),
        ("phone", "+966 (11) 000-0000", "tel:+966110000000"),
        ("phone", "٠٥٣٠٨٠١١١٠", "tel:0530801110"),
        ("code", "esrarassociation", None),
        ("name", "example.org.sa", None),
    ],
)
def test_contacts_are_links(kind: str, text: str, href: str | None) -> None:
    runs = line("راسلونا: ", Value(kind, "contact", text), " اليوم").runs
    assert [run.href for run in runs if text in run.text] == [href]


def test_links_lead_where_they_were_told_to() -> None:
    runs = line("وفق ", Link("https://example.org.sa", (Text("اللائحة"),)), " المنشورة").runs
    assert [(run.text, run.href) for run in runs] == [
        ("وفق ", None),
        ("اللائحة", "https://example.org.sa"),
        (" المنشورة", None),
    ]


def referring(clause: str, schemes: tuple[Any, Any] = ("hijai", "decimal")) -> list[str]:
    """How a mention of a clause of a small document prints in Arabic and English."""
    nested = nodes.List("l2", True, (nodes.Item("deep", both("فرع"), 1), nodes.Item("deeper", both("فرع"), 2)))
    items = (nodes.Item("first", both("بند"), 1), nodes.Item("second", both("بند"), 2, (nested,)))
    bullets = nodes.List("l3", False, (nodes.Item("bullet", both("نقطة"), 1),))
    blocks = numbered(
        (
            nodes.Heading("one", 1, both("الأول", en=(Text("First"),))),
            nodes.Heading("two", 1, both("الثاني", en=(Text("Second"),))),
            nodes.Heading("part", 2, both("جزء", en=(Text("Part"),))),
            nodes.Heading("three", 1, both("الثالث", en=(Text("Third"),))),
            nodes.List("l1", True, items),
            bullets,
            nodes.Paragraph("said", both("نص")),
            nodes.Paragraph("mention", both(Reference(clause))),
        ),
        schemes,
    )
    printed = publish(with_body(*blocks), "bilingual").body[-1]
    found = list(sides(printed))
    assert all(run.href == f"#{clause}" for side in found for run in side.runs)
    return [side.plain for side in found]


@pytest.mark.parametrize(
    ("clause", "ar", "en"),
    [
        ("two", "(ب)", "(B)"),
        ("part", "(ب-1)", "(B-1)"),
        ("second", "(ت-2)", "(C-2)"),
        ("deeper", "(ت-2-ب)", "(C-2-b)"),
        ("bullet", "(ت)", "(C)"),
        ("said", "(ت)", "(C)"),
    ],
)
def test_references_print_the_label_of_their_clause(clause: str, ar: str, en: str) -> None:
    assert referring(clause) == [ar, en]


@pytest.mark.parametrize(
    ("schemes", "clause", "ar", "en"),
    [
        (("decimal", "decimal"), "part", "(2.1)", "(2.1)"),
        (("decimal", "decimal"), "second", "(3.2)", "(3.2)"),
        (("decimal", "decimal"), "deep", "(3.2-أ)", "(3.2-a)"),
        (("decimal", "hijai"), "part", "(أ)", "(A)"),
        (("abjad", "decimal"), "three", "(ج)", "(C)"),
        (("none", "none"), "two", "الثاني", "Second"),
        (("none", "none"), "second", "(2)", "(2)"),
        (("none", "none"), "said", "الثالث", "Third"),
    ],
)
def test_references_follow_the_numbering(schemes: tuple[Any, Any], clause: str, ar: str, en: str) -> None:
    assert referring(clause, schemes) == [ar, en]


@pytest.mark.parametrize(
    ("slug", "ar", "en"),
    [
        ("saudi-quality", "المبيّنة في القسم (ث)", "set out in section (D)"),
        ("esrar", "المبيّن في البند (ج)", "set out in clause (E)"),
    ],
)
def test_references_of_the_policies(slug: str, ar: str, en: str) -> None:
    assert ar in printed(edition(slug, "bilingual"), "ar")
    assert en in printed(edition(slug, "bilingual"), "en")


@pytest.mark.parametrize("name", EDITIONS)
@pytest.mark.parametrize("slug", FIVE)
def test_every_inner_link_has_its_anchor(slug: str, name: EditionName) -> None:
    found = edition(slug, name)
    targets = {run.href[1:] for side in sides(found) for run in side.runs if run.href and run.href.startswith("#")}
    assert targets and targets <= set(_anchors(found.body))


def _anchors(blocks: Any) -> Iterator[str]:
    for block in blocks:
        yield block.anchor
        if isinstance(block, PrintedList):
            for item in block.items:
                yield item.anchor or ""
                yield from _anchors(item.children)


# ---- sides ----


@pytest.mark.parametrize("slug", FIVE)
def test_the_bilingual_edition_has_both_sides_everywhere(slug: str) -> None:
    found = edition(slug, "bilingual")
    assert found.languages == ("ar", "en")
    for block in (*found.body, *found.approval.paragraphs, found.approval.heading):
        languages = [side.language for side in sides(block)]
        assert languages and languages == ["ar", "en"] * (len(languages) // 2)


@pytest.mark.parametrize("name", ["ar", "en"])
def test_an_edition_in_one_language_has_that_side_alone(name: EditionName) -> None:
    found = edition("saudi-quality", name)
    assert found.languages == (name,)
    assert {side.language for side in sides(found)} == {name}
    assert {side.direction for side in sides(found)} == {"rtl" if name == "ar" else "ltr"}


def test_english_beside_arabic_says_which_prevails() -> None:
    words = {"ar": "يُعتد بالنص العربي", "en": "the Arabic text prevails"}
    for name in EDITIONS:
        texts = [side.plain for part in edition("saudi-quality", name).approval.paragraphs for side in sides(part)]
        found = {language for language, text in words.items() if any(text in printed for printed in texts)}
        assert found == {"ar": set(), "en": {"en"}, "bilingual": {"ar", "en"}}[name]


@pytest.mark.parametrize(("columns", "stacked"), [(2, False), (3, False), (4, True), (6, True)])
def test_wide_bilingual_tables_are_stacked(columns: int, stacked: bool) -> None:
    row = tuple(both(f"خلية {column}") for column in range(columns))
    table = nodes.Table("t", "grid", row, (row,))
    for name in EDITIONS:
        (found,) = publish(with_body(table), name).body
        assert isinstance(found, PrintedTable)
        assert found.stacked is (stacked and name == "bilingual")
        assert len(found.widths) == columns and sum(found.widths) == 100


def test_tables_name_their_rows_and_describe_themselves() -> None:
    control = edition("saudi-quality", "bilingual").control
    assert control is not None and control.kind == "keys" and control.row_headers
    assert control.description == "جدول ببيانات الوثيقة"
    signatures = edition("saudi-quality", "en").approval.signatures
    assert signatures is not None and signatures.kind == "sign"
    assert signatures.description == "Table of signatures"


def test_labels_of_sections_parts_and_items() -> None:
    common, detailed = edition("saudi-quality", "bilingual"), edition("esrar", "bilingual")
    labels = [[side.label for side in heading.sides] for heading in common.headings]
    assert labels == [["أ", "A"], ["ب", "B"], ["ت", "C"], ["ث", "D"], ["ج", "E"], ["ح", "F"], ["خ", "G"]]
    assert [heading.sides[0].label for heading in detailed.headings if heading.level == 1] == ["1", "2", "3", "4"]
    assert detailed.headings[-1].anchor == "approval"
    lists = [block for block in common.body if isinstance(block, PrintedList)]
    goals = lists[1]
    assert (goals.marker, goals.depth) == ("decimal", 0)
    (nested,) = goals.items[5].children
    assert (nested.marker, nested.depth) == ("letter", 1)
    assert [[side.label for side in item.sides] for item in nested.items[:3]] == [
        ["أ.", "a."],
        ["ب.", "b."],
        ["ت.", "c."],
    ]


def test_headings_tell_word_how_to_number_them() -> None:
    found = edition("esrar")
    parts = [block for block in found.body if isinstance(block, PrintedHeading) and block.level == 2]
    assert {part.scheme for part in parts} == {"hijai"}
    assert [part.number for part in parts] == [(3, number) for number in range(1, 10)]


# ---- what stands around the text ----


def test_only_drafts_bear_a_watermark() -> None:
    for slug in FIVE:
        for name in EDITIONS:
            found = edition(slug, name)
            marks = {side.plain for side in found.watermark}
            assert marks == (set() if not document(slug).draft else {"ar": {"مسودة"}, "en": {"DRAFT"}}.get(name, marks))
            assert found.identity.state == ("draft" if document(slug).draft else "approved")
    assert [side.plain for side in edition("modrakah-coop", "bilingual").watermark] == ["مسودة", "DRAFT"]


def test_names_together() -> None:
    ar, en = "جمعية التنمية الأهلية بمدركة", "Association For Civil Development in Modreka"
    arabic, english, bilingual = (edition("modrakah-development", name) for name in EDITIONS)
    assert arabic.cover.other_name is not None and arabic.cover.other_name.plain == en
    assert english.cover.other_name is not None and english.cover.other_name.plain == ar
    assert bilingual.cover.other_name is None
    assert [[side.plain for side in line] for line in arabic.opening] == [[ar], [en]]
    assert [[side.plain for side in line] for line in english.opening] == [[en], [ar]]
    assert [[side.plain for side in line] for line in bilingual.opening] == [[ar, en]]
    assert [side.plain for side in arabic.furniture.name] == [ar]  # elsewhere the one name
    assert edition("saudi-quality").opening == () and edition("saudi-quality").cover.other_name is None


BASMALA = "بِسْمِ اللَّهِ الرَّحْمَنِ الرَّحِيمِ"


@pytest.mark.parametrize("name", EDITIONS)
def test_basmala_on_the_second_page(name: EditionName) -> None:
    found = edition("esrar", name)
    assert found.basmala is not None and (found.basmala.plain, found.basmala.language) == (BASMALA, "ar")
    assert found.cover.basmala is None


@pytest.mark.parametrize(
    ("style", "cover", "second"),
    [(False, False, False), (True, True, False), ("cover", True, False), ("second-page", False, True)],
)
def test_place_of_the_basmala(style: Any, cover: bool, second: bool) -> None:
    found = publish(composed(profile(style={"basmala": style})), "ar")
    assert (found.cover.basmala is not None, found.basmala is not None) == (cover, second)


def test_identity_is_plain_text_in_the_document_s_language() -> None:
    found = edition("saudi-quality", "en").identity
    assert found.title == "Policy on Relations with Beneficiaries"
    assert found.association == "Saudi Quality Association"
    assert (found.slug, found.policy, found.edition) == ("saudi-quality", "beneficiary-relations", "en")
    assert edition("saudi-quality", "bilingual").identity.title == "سياسة تنظيم العلاقة مع المستفيدين"
    assert {edition("saudi-quality", name).identity.content_hash for name in EDITIONS} == {
        document("saudi-quality").content_hash
    }


def test_page_numbers_are_words_around_figures() -> None:
    assert edition("saudi-quality", "bilingual").furniture.page == {
        "ar": ("صفحة ", " من ", ""),
        "en": ("Page ", " of ", ""),
    }


def test_publishing_twice_gives_the_same() -> None:
    for name in EDITIONS:
        found: Document = document("esrar")
        assert publish(found, name) == publish(found, name)

"""Terms are rendered alike everywhere, and an annex lists those that a text uses."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import wording
from generator.document import glossary
from generator.document.compose import compose
from generator.document.nodes import Both, Heading, Paragraph, Table
from generator.document.publish import publish
from generator.errors import Place
from generator.language.inline import Text, plain
from tests.document.made import TODAY, association, library_profile, printed

PLACE = Place(Path("en.md"), 3)
TERMS = wording.table("glossary")


def remarks(ar: str, en: str) -> list[tuple[str, str]]:
    body = (Paragraph("text.p1", Both((Text(ar),), (Text(en),))),)
    return [(found.facts["received"], found.facts["wanted"]) for found in glossary.remarks(body, {"text.p1": PLACE})]


@pytest.mark.parametrize(
    ("ar", "en", "found"),
    [
        ("تُعرض على الجمعية العمومية", "reported to the General Assembly", []),
        ("تُعرض على الجمعية العمومية", "reported to the general association", ["general association"]),
        ("تُعرض على الجمعية", "reported to the general association", []),  # no such term in the Arabic
        ("تُعرض عليها", "reported to the General Association", []),
    ],
)
def test_a_rendering_that_is_wrong_for_its_term(ar: str, en: str, found: list[str]) -> None:
    assert [form for form, _ in remarks(ar, en)] == found


@pytest.mark.parametrize("key", TERMS)
def test_every_term_is_whole(key: str) -> None:
    entry = TERMS[key]
    assert {"term", "ar", "en", "meaning"} <= set(entry)
    assert entry["term"]["en"].lower() in [form.lower() for form in entry["en"]]
    assert not {form.lower() for form in entry["en"]} & {form.lower() for form in entry.get("avoid", ())}
    for language in ("ar", "en"):
        assert entry["meaning"][language].endswith(".")


def test_no_wrong_rendering_is_right_for_another_term() -> None:
    right = {form.lower() for entry in TERMS.values() for form in entry["en"]}
    wrong = {form.lower() for entry in TERMS.values() for form in entry.get("avoid", ())}
    assert right & wrong == set()


def test_the_longest_form_is_meant() -> None:
    body = (Paragraph("text.p1", Both((Text("يرأس الاجتماع رئيس مجلس الإدارة."),), (Text("x"),))),)
    table = glossary.annex(body)[1]
    assert isinstance(table, Table)
    terms = [plain(row[0].ar) for row in table.rows]
    assert "رئيس مجلس الإدارة" in terms
    assert "مجلس الإدارة" not in terms


@pytest.mark.parametrize("everywhere", [True, False])
def test_an_annex_lists_the_terms_when_asked(everywhere: bool) -> None:
    data = library_profile("association", glossary=everywhere)
    data["policies"]["conflict-of-interest"] |= {} if everywhere else {"glossary": True}
    document, findings = compose(association(data), "conflict-of-interest", TODAY)
    assert document is not None, findings
    heading, table = document.annexes[-2:]
    assert isinstance(heading, Heading)
    assert isinstance(table, Table)
    assert heading.number == (4,)
    assert "تعارض المصالح" in [plain(row[0].ar) for row in table.rows]
    assert "conflict of interest" in [plain(row[0].en or ()) for row in table.rows]
    text = printed(publish(document, "bilingual"), "en")
    assert "Annex 4 Terms" in text


def test_the_annex_is_no_part_of_what_was_approved() -> None:
    def hashed(wanted: bool) -> str:
        data = library_profile("association", glossary=wanted)
        document, _ = compose(association(data), "conflict-of-interest", TODAY)
        assert document is not None
        return document.content_hash

    assert hashed(True) == hashed(False)

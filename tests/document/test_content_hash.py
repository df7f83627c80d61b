"""The content hash: an approval belongs to the text, and to nothing else of a document."""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.outline import line_text
from generator.language.inline import Link, Reference, Strong, Text, Value
from tests.document.made import COMMON, composed, document, profile


def hashed(**changes: Any) -> str:
    return composed(profile(**changes)).content_hash


def of_policy(**settings: Any) -> str:
    return hashed(policies={"beneficiary-relations": {**COMMON, **settings}})


BASE = hashed()


def test_it_is_a_sha_256() -> None:
    assert len(BASE) == 64 and int(BASE, 16)
    assert hashed() == BASE


@pytest.mark.parametrize(
    "settings",
    [
        {"response": {"within": "3", "unit": "week"}},
        {"response": {"within": "2", "unit": "month"}},
        {"response": {"within": "2", "unit": "week", "from": "request-completed"}},
        {"channels": ["interview", "own-social-media", "website"]},
        {"channels": ["interview"]},
        {"tools": ["own-bylaws", {"ar": "دليل", "en": "Guide"}]},
        {"referral": False},
        {"selection": False},
        {"officer": {"ar": "موظف العلاقات", "en": "the Relations Officer"}},
        {"committee": {"ar": "لجنة الخدمات", "en": "the Research Committee"}},
        {"committee": {"ar": "لجنة البحث", "en": "the Services Committee"}},
    ],
)
def test_every_parameter_of_the_text_changes_it(settings: dict[str, Any]) -> None:
    assert of_policy(**settings) != BASE


@pytest.mark.parametrize("changes", [{"served": "member"}, {"served_all": "client"}, {"legal_form": "center"}])
def test_the_nouns_of_the_text_change_it(changes: dict[str, Any]) -> None:
    assert hashed(**changes) != BASE


@pytest.mark.parametrize(
    "changes",
    [
        {"approvals": [{"policies": ["beneficiary-relations"], "meeting": "4"}]},
        {"brand": {"color": "#0b6e4f"}},
        {"style": {"digits": "arabic-indic", "basmala": True, "names_together": True}},
        {"contact": {"phone": "0110000000"}},
        {"name": {"ar": "جمعية أخرى", "en": "Another Association"}},
        {"registration": {"number": "353"}},
        {"board": {"chair": {"name": {"ar": "الرئيس"}}}},
    ],
)
def test_what_stands_around_the_text_does_not_change_it(changes: dict[str, Any]) -> None:
    assert hashed(**changes) == BASE


@pytest.mark.parametrize(
    "settings",
    [
        {"version": "2.0"},
        {"number": "GOV-BEN-01"},
        {"owner": {"ar": "الإدارة", "en": "Management"}},
        {"effective": {"gregorian": "2024-07-01"}},
        {"text": "reworded"},
    ],
)
def test_facts_of_the_document_do_not_change_it(settings: dict[str, Any]) -> None:
    assert of_policy(**settings) == BASE


def test_associations_of_one_text_and_other_facts_differ() -> None:
    slugs = ["saudi-quality", "awj", "modrakah-coop", "modrakah-development"]
    assert len({document(slug).content_hash for slug in slugs}) == len(slugs)


def test_an_outline_shows_what_a_line_is_made_of() -> None:
    pieces = (
        Text("نص "),
        Value("phone", "contact.phone", "0530801110"),
        Value("word", "", "تضع"),
        Strong((Text("مهم"),)),
        Link("https://example.org.sa", (Text("رابط"),)),
        Reference("channels"),
    )
    shown = "نص ⟨phone contact.phone: 0530801110⟩⟨تضع⟩**مهم**[رابط](https://example.org.sa)[#channels]"
    assert line_text(pieces) == shown

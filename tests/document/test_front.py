"""Cover, control table, header and footer: each part where its facts exist."""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.nodes import Front
from generator.language.inline import Language, plain
from tests.document.made import COMMON, composed, document, profile

APPROVED = [{"policies": ["beneficiary-relations"], "date": {"gregorian": "2024-06-24"}}]


def front(approvals: Any = (), settings: Any = None, **changes: Any) -> Front:
    policies = {"beneficiary-relations": {**COMMON, **(settings or {})}}
    return composed(profile(policies=policies, approvals=list(approvals), **changes)).front


def rows(found: Front, language: Language = "ar") -> dict[str, str]:
    assert found.control is not None
    return {plain(name.get(language)): plain(fact.get(language)) for name, fact in found.control.rows}


def spoken(found: Any, language: Language = "ar") -> str | None:
    """A part of the front matter with plain spaces, or None where it is absent."""
    return None if found is None else plain(found.get(language)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_least_profile_has_the_least_front() -> None:
    found = front()
    assert rows(found) == {"جهة الاعتماد": "مجلس الإدارة", "تاريخ الاعتماد": "……/……/…………هـ الموافق ……/……/…………م"}
    assert list(rows(found, "en")) == ["Approving body", "Approval date"]
    assert found.letterhead is found.registration is found.logo is found.basmala is found.version is None
    assert found.contact == ()


def test_a_row_for_every_fact_in_one_order() -> None:
    found = document("sample-charity").front
    assert list(rows(found)) == [
        "رقم الوثيقة",
        "الإصدار",
        "مالك السياسة",
        "جهة الاعتماد",
        "تاريخ الاعتماد",
        "تاريخ السريان",
        "المراجعة القادمة",
        "التصنيف",
    ]
    assert rows(found, "en") == {
        "Document number": "GOV-BEN-01",
        "Version": "1.1",
        "Policy owner": "Beneficiary Services Department",
        "Approving body": "The Board of Directors",
        "Approval date": "18 June 2025 (22 Dhu al-Hijjah 1446 AH)",
        "Effective date": "1 July 2025 (6 Muharram 1447 AH)",
        "Next review": "18 June 2027 (13 Muharram 1449 AH)",
        "Classification": "Public",
    }


@pytest.mark.parametrize(
    ("form", "ar", "en"),
    [
        ("association", "مجلس الإدارة", "The Board of Directors"),
        ("foundation", "مجلس الأمناء", "The Board of Trustees"),
        ("family-fund", "مجلس الأمناء", "The Board of Trustees"),
    ],
)
def test_the_body_that_is_to_approve(form: str, ar: str, en: str) -> None:
    found = front(legal_form=form)
    assert rows(found)["جهة الاعتماد"] == ar
    assert rows(found, "en")["Approving body"] == en


def test_the_body_that_did_approve() -> None:
    found = front([{**APPROVED[0], "body": "general-assembly"}])
    assert rows(found)["جهة الاعتماد"] == "الجمعية العمومية"
    assert rows(found, "en")["Approving body"] == "The General Assembly"


@pytest.mark.parametrize(
    ("approvals", "settings", "version", "identity"),
    [
        ([], {}, None, "مسودة"),
        ([], {"version": "1.10"}, "مسودة الإصدار 1.10", "مسودة الإصدار 1.10"),
        (APPROVED, {}, None, None),
        (APPROVED, {"version": "1.10"}, "الإصدار 1.10", "الإصدار 1.10"),
        ([{**APPROVED[0], "version": "3"}], {}, "الإصدار 3", "الإصدار 3"),
        (APPROVED, {"number": "GOV-1", "version": "2"}, "الإصدار 2", "GOV-1 · الإصدار 2"),
        ([], {"number": "GOV-1"}, None, "GOV-1 · مسودة"),
    ],
)
def test_version_on_cover_and_footer(approvals: Any, settings: Any, version: str | None, identity: str | None) -> None:
    found = front(approvals, settings)
    assert (spoken(found.version), spoken(found.identity)) == (version, identity)


@pytest.mark.parametrize(
    ("form", "given", "ar", "en"),
    [
        ("association", {"number": "353"}, "مسجلة برقم 353", "Registered under no. 353"),
        (
            "center",
            {"number": "353", "year": "1442"},
            "مسجل برقم 353 لعام 1442هـ",
            "Registered under no. 353 of 1442 AH",
        ),
        (
            "foundation",
            {"number": "1000827300", "authority": "ncnp"},
            "مسجلة لدى المركز الوطني لتنمية القطاع غير الربحي برقم 1000827300",
            "Registered with the National Center for Non-Profit Sector under no. 1000827300",
        ),
        (
            "club",
            {"number": "7", "authority": {"ar": "وزارة الرياضة", "en": "the Ministry of Sport"}},
            "مسجل لدى وزارة الرياضة برقم 7",
            "Registered with the Ministry of Sport under no. 7",
        ),
    ],
)
def test_registration_agrees_with_the_entity(form: str, given: Any, ar: str, en: str) -> None:
    found = front(legal_form=form, registration=given)
    assert (spoken(found.registration), spoken(found.registration, "en")) == (ar, en)
    assert spoken(found.letterhead) == "المملكة العربية السعودية"


def test_contacts_stand_in_the_footer_where_any_is_known() -> None:
    found = front(contact={"phone": "0110000000", "x": "example"}, place={"ar": "الأحساء", "en": "Al-Ahsa"})
    assert [spoken(line) for line in found.contact] == ["جمعية المثال", "الأحساء · هاتف: 0110000000 · إكس: example"]
    assert [spoken(line, "en") for line in found.contact] == [
        "Example Association",
        "Al-Ahsa · Phone: 0110000000 · X: example",
    ]
    assert front(place={"ar": "الأحساء", "en": "Al-Ahsa"}).contact == ()


def test_the_short_name_stands_in_the_header() -> None:
    name = {"ar": "جمعية المثال الخيرية", "en": "Example Charitable Association"}
    found = front(name={**name, "short": {"ar": "جمعية المثال", "en": "Example Association"}})
    assert (spoken(found.short_name), spoken(found.name)) == ("جمعية المثال", "جمعية المثال الخيرية")
    assert spoken(front(name=name).short_name) == "جمعية المثال الخيرية"


def test_a_text_without_english_stands_as_it_is() -> None:
    found = front(settings={"owner": {"ar": "إدارة الخدمات"}})
    assert rows(found, "en")["Policy owner"] == "إدارة الخدمات"

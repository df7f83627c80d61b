"""Every policy of the library for every legal form it is meant for, in every edition."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

import pytest

from generator import wording
from generator.document.compose import compose
from generator.document.edition import EditionName
from generator.document.nodes import Document, Form, Heading, List, Table, walk_items
from generator.document.phrases import LANGUAGES
from generator.document.publish import publish
from generator.errors import Finding
from generator.language.inline import Language
from generator.policy import catalogue
from tests.document.made import NAMES, TODAY, association, library_profile, printed

POLICIES = [policy.id for policy in catalogue.library()]
PAIRS = [(policy.id, form) for policy in catalogue.library() for form in NAMES if policy.entry.applies(form)]
EDITIONS: tuple[EditionName, ...] = get_args(EditionName)
MASCULINE = [form for form, entry in wording.table("entities").items() if entry["gender"] == "m"]
WITHOUT_ASSEMBLY = [form for form, entry in wording.table("entities").items() if not entry["assembly"]]


@cache
def made(policy: str, form: str, *, least: bool = False) -> tuple[Document | None, tuple[Finding, ...]]:
    found, findings = compose(association(library_profile(form, least=least)), policy, TODAY)
    return found, tuple(finding for finding in findings if finding.rule != "draft")


def whole(policy: str, form: str, language: Language) -> str:
    """All that one language's edition prints."""
    document, findings = made(policy, form)
    assert document is not None, findings
    return printed(publish(document, language), language)


@pytest.mark.parametrize(("policy", "form"), PAIRS)
def test_it_composes_in_every_edition_without_a_finding(policy: str, form: str) -> None:
    document, findings = made(policy, form)
    assert findings == ()
    assert document is not None
    assert document.languages == ("ar", "en")
    for name in EDITIONS:
        assert publish(document, name).headings


@pytest.mark.parametrize("policy", POLICIES)
def test_it_composes_with_the_required_answers_alone(policy: str) -> None:
    form = next(form for known, form in PAIRS if known == policy)
    assert made(policy, form, least=True)[1] == ()


@pytest.mark.parametrize(("policy", "form"), PAIRS)
def test_nothing_is_left_unfilled(policy: str, form: str) -> None:
    for language in LANGUAGES:
        text = whole(policy, form, language)
        assert not re.search(r"[{}⟨⟩\ue000-\uf8ff]|None|undefined|\S  \S| [،؛؟.,:;]", text)


@pytest.mark.parametrize(("policy", "form"), [pair for pair in PAIRS if pair[1] in MASCULINE])
def test_a_masculine_entity_is_called_by_no_feminine_noun(policy: str, form: str) -> None:
    """الجمعية العمومية stays what it is; references to others' associations are none of the entity's."""
    text = whole(policy, form, "ar")
    text = re.sub(r"(?:ل|ب|و)?(?:ا)?لجمعية العمومية|الجمعيات|جمعيات|نظام الجمعيات\S*", "…", text)
    title = printed(publish(made(policy, form)[0], "ar").cover, "ar")  # type: ignore[arg-type]
    assert not re.search(r"(?<!\w)(?:و|ب|ك)?(?:ال|لل)جمعية(?!\w)", text.replace(title, ""))


@pytest.mark.parametrize(("policy", "form"), [pair for pair in PAIRS if pair[1] in WITHOUT_ASSEMBLY])
def test_where_there_is_no_general_assembly_nobody_names_one(policy: str, form: str) -> None:
    assert "الجمعية العمومية" not in whole(policy, form, "ar")
    assert "General Assembly" not in whole(policy, form, "en")


@pytest.mark.parametrize(("policy", "form"), [pair for pair in PAIRS if pair[1] in ("foundation", "family-fund")])
def test_where_trustees_govern_nobody_names_directors(policy: str, form: str) -> None:
    assert "مجلس الإدارة" not in whole(policy, form, "ar")
    assert "Board of Directors" not in whole(policy, form, "en")


# ---- what every policy has ----

OLD = ("beneficiary-relations", "beneficiary-relations-detailed")  # their points are those of published copies
ANNEXED = {  # annexed forms that a policy is known for
    "conflict-of-interest": 3,
    "whistleblowing": 1,
    "data-privacy": 1,
    "document-retention": 1,
    "fundraising": 1,
    "volunteer-management": 1,
    "anti-money-laundering": 1,
    "remuneration": 1,
    "financial-regulation": 1,
    "procurement": 1,
    "programme-disbursement": 1,
    "human-resources": 1,
    "code-of-conduct": 1,
    "beneficiary-eligibility": 1,
    "executive-appointment": 1,
    "membership-admission": 1,
    "shares-membership": 1,
    "grants": 1,
    "implementing-partners": 1,
}


@pytest.mark.parametrize("policy", [policy for policy in POLICIES if policy not in OLD])
def test_it_has_scope_responsibilities_and_review(policy: str) -> None:
    form = next(form for known, form in PAIRS if known == policy)
    document, _ = made(policy, form)
    assert document is not None
    sections = {block.id for block in document.body if isinstance(block, Heading) and block.level == 1}
    assert "review" in sections
    assert {"scope", "purpose-scope", "purpose"} & sections
    assert any("responsib" in id or id == "roles" for id in sections)
    clauses = sum(len(list(walk_items(block.items))) if isinstance(block, List) else 1 for block in document.body)
    assert clauses >= 40


@pytest.mark.parametrize(("policy", "forms"), ANNEXED.items())
def test_its_forms_are_annexed_to_be_filled_in(policy: str, forms: int) -> None:
    form = next(form for known, form in PAIRS if known == policy)
    document, _ = made(policy, form)
    assert document is not None
    assert sum(isinstance(block, Heading) and block.level == 1 for block in document.annexes) >= forms
    assert any(isinstance(block, Form | Table) for block in document.annexes)


def test_tables_that_a_policy_is_known_for() -> None:
    for policy, kind in (("authority-matrix", "matrix"), ("risk-management", "matrix"), ("document-retention", "grid")):
        document, _ = made(policy, "association")
        assert document is not None
        assert any(isinstance(block, Table) and block.kind == kind for block in document.body)

"""The catalogue of the library: which policies there are, who approves them, for whom they are, what they ask."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator import wording
from generator.policy.catalogue import library, shared

ROOT = Path(__file__).parents[2]
POLICIES = {policy.id: policy.entry for policy in library()}

#: id: approver, sizes scored, sizes that publish (assessment guides of the cycle 2025/2026).
CATALOGUE = {
    "beneficiary-relations": ("board", "L", "L"),
    "beneficiary-relations-detailed": ("board", "L", "L"),
    "conflict-of-interest": ("board", "SML", "SML"),
    "whistleblowing": ("board", "L", "L"),
    "data-privacy": ("board", "ML", "ML"),
    "document-retention": ("board", "ML", "ML"),
    "fundraising": ("board", "ML", "ML"),
    "volunteer-management": ("board", "L", "L"),
    "anti-money-laundering": ("board", "ML", ""),
    "remuneration": ("general-assembly", "ML", ""),
    "authority-matrix": ("board", "ML", ""),
    "financial-regulation": ("board", "µSML", ""),
    "procurement": ("board", "µL", ""),
    "programme-disbursement": ("board", "L", ""),
    "investment": ("general-assembly", "ML", ""),
    "human-resources": ("board", "SML", ""),
    "risk-management": ("board", "", ""),
    "disclosure-transparency": ("board", "", ""),
    "code-of-conduct": ("board", "", ""),
    "internal-control": ("board", "L", ""),
    "implementing-partners": ("board", "", ""),
    "beneficiary-eligibility": ("board", "", ""),
    "executive-appointment": ("board", "", ""),
    "donation-refund": ("board", "", ""),
    "membership-admission": ("board", "", ""),
    "surplus-distribution": ("general-assembly", "", ""),
    "shares-membership": ("general-assembly", "", ""),
    "grants": ("board", "", ""),
}
SIZES = {"µ": "micro", "S": "small", "M": "medium", "L": "large"}
#: The legal forms of the policies that are not for all.
FORMS = {
    "fundraising": ["association", "professional", "foundation", "family-fund", "center", "club"],
    "donation-refund": ["association", "professional", "foundation", "family-fund", "center", "club"],
    "membership-admission": ["association", "professional", "club"],
    "surplus-distribution": ["cooperative"],
    "shares-membership": ["cooperative"],
    "grants": ["foundation", "family-fund"],
}
#: What each kind of document is called at the beginning of its title.
NOUNS = {
    "policy": "سياسة",
    "regulation": "لائحة",
    "procedure": "آلية",
    "matrix": "مصفوفة",
    "system": "نظام",
    "manual": "دليل",
}


def test_all_policies_are_there() -> None:
    assert set(POLICIES) == set(CATALOGUE)


@pytest.mark.parametrize("policy", CATALOGUE)
def test_approver_sizes_and_forms(policy: str) -> None:
    entry = POLICIES[policy]
    approver, scored, published = CATALOGUE[policy]
    assert entry.approver == approver
    assert set(entry.scored) == {SIZES[size] for size in scored}
    assert set(entry.published) == {SIZES[size] for size in published}
    assert [form for form in wording.table("entities") if entry.applies(form)] == FORMS.get(
        policy, list(wording.table("entities"))
    )


@pytest.mark.parametrize("policy", CATALOGUE)
def test_the_title_begins_with_the_kind_of_document(policy: str) -> None:
    entry = POLICIES[policy]
    for title in entry.title.values():
        assert title.ar.split()[0] == NOUNS[entry.document]
        assert title.en


@pytest.mark.parametrize("policy", CATALOGUE)
def test_every_parameter_asks_in_both_languages_and_shows_an_answer(policy: str) -> None:
    for name, parameter in POLICIES[policy].parameters.items():
        assert parameter.question.en, name
        assert parameter.help is not None, name
        assert parameter.help.en, name
        assert parameter.question.ar.endswith("؟"), name
        assert parameter.question.en.endswith("?"), name
        if parameter.required:
            assert parameter.example is not None, name
            assert parameter.default is None, name


def test_uncertain_values_are_asked_for() -> None:
    """Day counts, amounts and percentages differ from board to board: none has a default."""
    for policy, entry in POLICIES.items():
        for name, parameter in {**entry.parameters, **shared().parameters}.items():
            if parameter.kind in {"duration", "amount", "percent"}:
                assert parameter.default is None, f"{policy}.{name}"


def test_financial_records_are_kept_ten_years_at_least() -> None:
    assert shared().parameters["financial_records"].limits[0] == 10
    assert shared().parameters["financial_records"].min_by == "regulations"


def test_every_law_and_body_says_how_sure_it_is_and_when_it_was_checked() -> None:
    for group in wording.table("regulations").values():
        for entry in group.values():
            assert entry["sure"] in {"high", "medium", "low"}
            assert len(entry["checked"].split("-")) == 3
            assert {"ar", "en"} <= set(entry)


def test_no_text_names_a_law_by_itself() -> None:
    """A law is corrected in one place: texts have neither decree nor date of their own."""
    for policy in library():
        for language in ("ar", "en"):
            text = (policy.folder / f"{language}.md").read_text(encoding="utf-8")
            assert "مرسوم" not in text
            assert "Royal Decree" not in text


def test_the_page_of_the_library_is_up_to_date() -> None:
    done = subprocess.run([sys.executable, "docs/library.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr

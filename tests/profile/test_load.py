"""Loading a profile: every problem at once, each at its line, in the order of the file."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator import wording
from generator.errors import Severity
from generator.profile.load import as_written, load, near, slugs
from tests.profile.made import LEAST, TODAY, laid, loaded, rules


def test_a_sound_profile_loads_without_a_finding(tmp_path: Path) -> None:
    association, findings = loaded(tmp_path / "sound", LEAST)
    assert findings == []
    assert association is not None
    assert association.slug == "sound"
    assert association.file.place("name", "en").line == 1


def test_all_problems_are_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """name: {ar: "", en: x, an: y}
legal_form: asociation
registration: {number: 1000, year: 2024, authority: nccp}
contact:
  fone: 011
  email: info
brand: {color: green, logo: [logo.svg]}
board:
  members:
    - name: {ar: x}
    - titel: {ar: x}
    - رئيس
approvals:
  - policies: []
    date: {hijri: 1445-12-31}
  - meeting: many
    body: council
"""
    assert rules(tmp_path, text) == [
        ("empty-text", 1, "name.ar"),
        ("missing-key", 1, "policies"),
        ("unknown-key", 1, "name.an"),
        ("unknown-value", 2, "legal_form"),
        ("out-of-range", 3, "registration.year"),
        ("unknown-value", 3, "registration.authority"),
        ("unknown-key", 5, "contact.fone"),
        ("email-form", 6, "contact.email"),
        ("color-form", 7, "brand.color"),
        ("wrong-type", 7, "brand.logo"),
        ("unknown-key", 11, "board.members[1].titel"),
        ("wrong-type", 12, "board.members[2]"),
        ("empty-text", 14, "approvals[0].policies"),
        ("hijri-impossible", 15, "approvals[0].date"),
        ("missing-key", 16, "approvals[1].policies"),
        ("wrong-type", 16, "approvals[1].meeting"),
        ("unknown-value", 17, "approvals[1].body"),
    ]


@pytest.mark.parametrize("text", ["", "null\n", "- name\n", "name\n", "5\n"])
def test_a_profile_that_holds_no_keys_says_so(text: str, tmp_path: Path) -> None:
    assert rules(tmp_path, text) == [("not-a-mapping", 1, "")]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("contcat: {}", "did you mean contact"),
        ("approval: []", "did you mean approvals"),
        ("contact: {e-mail: x}", "did you mean email"),
        ("registration: {number: 1, authority: {ar: x, an: y}}", "did you mean ar, en"),
        ("served: {ar: {one: x}, en: {one: x}, fr: {}}", "did you mean ar, en"),
        ("board: {members: [{nmae: {ar: x}}]}", "did you mean name"),
        ("approvals: [{policies: [p], date: {hijir: 1445-01-01}}]", "did you mean hijri"),
    ],
)
def test_an_unknown_key_is_answered_with_the_nearest_known_one(line: str, hint: str, tmp_path: Path) -> None:
    _, findings = loaded(tmp_path, f"{LEAST}{line}\n")
    (unknown,) = [found for found in findings if found.rule == "unknown-key"]
    assert wording.hint(unknown, "en") == hint


def test_the_keys_of_a_policy_are_left_to_the_policy(tmp_path: Path) -> None:
    association, findings = loaded(tmp_path, LEAST.replace("{}", "{p: {version: 1.10, anything: [1, {b: 2}]}}"))
    assert findings == []
    assert association is not None
    assert association.profile.policies["p"].parameters == {"anything": ["1", {"b": "2"}]}


def test_a_profile_without_a_file_or_with_a_bad_one_cannot_be_used(tmp_path: Path) -> None:
    assert load(tmp_path / "none", TODAY)[0] is None
    assert loaded(tmp_path, b"\xff")[0] is None


def test_remarks_are_made_only_of_a_sound_profile_and_all_at_once(tmp_path: Path) -> None:
    text = """name: {ar: "مركز {{ x }}", en: Example}
legal_form: association
place: {ar: "{% x %}"}
policies: {p: {effective: {hijri: 1410-01-01}}}
approvals:
  - policies: [p, q]
    date: {hijri: 1445-12-18, gregorian: 2024-06-25}
  - policies: [p]
    date: {gregorian: 2026-01-02}
"""
    assert sorted(rules(tmp_path, text), key=lambda found: found[1] or 0) == [
        ("gender-differs", 1, "name.ar"),
        ("jinja-in-value", 1, "name.ar"),
        ("jinja-in-value", 3, "place.ar"),
        ("date-uncertain", 4, "policies.p.effective"),
        ("approval-of-unknown-policy", 6, "approvals[0].policies[1]"),
        ("date-day-apart", 7, "approvals[0].date"),
        ("approval-in-future", 9, "approvals[1].date"),
    ]
    _, findings = loaded(tmp_path, text)
    weights = {found.rule: found.severity for found in findings}
    assert weights["approval-in-future"] is weights["approval-of-unknown-policy"] is Severity.ERROR
    assert weights["date-day-apart"] is weights["gender-differs"] is Severity.WARNING


def test_a_given_gender_settles_the_question(tmp_path: Path) -> None:
    text = LEAST.replace("legal_form: association", "legal_form: center\ngender: f")
    assert rules(tmp_path, text) == []


def test_an_approval_of_today_is_no_approval_in_the_future(tmp_path: Path) -> None:
    text = LEAST.replace("{}", "{p: {}}") + "approvals: [{policies: [p], date: {gregorian: 2026-01-01}}]\n"
    folder = laid(tmp_path, {"profile.yaml": text})
    assert load(folder, datetime.date(2026, 1, 1))[1] == []
    assert [found.rule for found in load(folder, datetime.date(2025, 12, 31))[1]] == ["approval-in-future"]


def test_associations_are_the_folders_with_a_profile(tmp_path: Path) -> None:
    laid(tmp_path / "associations", {"b/profile.yaml": "", "a/profile.yaml": "", "c/other.yaml": "", "d.yaml": ""})
    assert slugs(tmp_path) == ["a", "b"]
    assert slugs(tmp_path / "nowhere") == []


def test_near_matches_name_one_word_or_all_there_are() -> None:
    assert near("intervew", ["interview", "email", "fax"]) == "interview"
    assert near("زيارة", ["interview", "email", "fax"]) == "email, fax, interview"
    assert near("x", []) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [({"a": 1}, "{…}"), ([1], "[…]"), (True, "true"), (False, "false"), (None, "null"), ("012", "012"), (5, "5")],
)
def test_what_was_received_is_shown_as_it_was_written(value: object, text: str) -> None:
    assert as_written(value) == text

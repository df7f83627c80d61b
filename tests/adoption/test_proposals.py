"""A value that was changed in a document is proposed for the profile, and the text keeps its expression."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import source
from generator.adoption import Proposal, write
from generator.adoption.facts import flow
from generator.document.diff import Change, Clause, Piece
from generator.language.inline import Language
from tests.adoption.made import Key, adopting, copied, edited, own, printed, rules, texts

CONFLICT, PROCUREMENT, RELATIONS = "conflict-of-interest", "procurement", "beneficiary-relations"
Edits = dict[Key, tuple[str, str] | None]


def proposed(folder: Path, policy: str, edits: Edits) -> list[tuple[str, str, str]]:
    """What is proposed: path, before, after. Nothing else comes of an edit of values alone."""
    profile = (folder / "profile.yaml").read_bytes()
    adoption = adopting(folder, policy, edited(printed(folder, policy), edits))
    assert adoption.texts == {}
    write(adoption)
    assert (folder / "profile.yaml").read_bytes() == profile
    return [(proposal.path, proposal.before, proposal.after) for proposal in adoption.proposals]


@pytest.mark.parametrize(
    ("policy", "language", "clause", "words", "path", "before", "after"),
    [
        (CONFLICT, "ar", "gifts.3", ("3 أيام عمل", "شهرين"), "disclosure", "3, unit: working-day", "2, unit: month"),
        (CONFLICT, "ar", "gifts.3", ("3 أيام عمل", "12 أيام"), "disclosure", "3, unit: working-day", "12, unit: day"),
        (CONFLICT, "en", "gifts.3", ("3 working", "٥ working"), "disclosure", "{within: 3", "{within: 5"),
        (RELATIONS, "en", "answer", ("10 working days", "one week"), "response", "{within: 10", "1, unit: week, from"),
        (PROCUREMENT, "ar", "bands-table.r2c1", ("100,000", "150,000"), "quotes_limit", "100000", "150000"),
        (PROCUREMENT, "en", "orders.3", ("20%", "25%"), "advance", "20", "25"),
        (PROCUREMENT, "en", "committee.2", ("3", "5"), "committee_members", "3", "5"),
        (RELATIONS, "ar", "answer", ("لجنة البحث", "لجنة العون"), "committee.ar", "لجنة البحث", "لجنة العون"),
        (RELATIONS, "en", "channels.5", ("Text", "Short"), "channels[4]", "Text messages", "Short messages"),
        (RELATIONS, "ar", "channels.interview", ("المقابلة", "لقاء"), "channels[0]", "interview", "{ar: لقاء, en: "),
    ],
)  # fmt: skip
def test_a_changed_value_is_proposed_where_the_profile_states_it(
    tmp_path: Path,
    policy: str,
    language: Language,
    clause: str,
    words: tuple[str, str],
    path: str,
    before: str,
    after: str,
) -> None:
    folder = copied(tmp_path)
    ((where, old, new),) = proposed(folder, policy, {(language, clause): words})
    assert where.endswith(f".{path}")
    assert before in old
    assert after in new


def test_a_proposal_names_its_line_and_the_clauses_that_would_change_too(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    adoption = adopting(
        folder,
        CONFLICT,
        edited(printed(folder, CONFLICT), {("ar", "gifts.3"): ("3 أيام عمل", "7 أيام عمل")}),
    )
    (proposal,) = adoption.proposals
    lines = (folder / "profile.yaml").read_text(encoding="utf-8").split("\n")
    assert lines[(proposal.place.line or 0) - 1].strip().startswith("disclosure: {within: 3")
    assert (proposal.clauses, proposal.elsewhere) == (("gifts.3",), ("declaration.3", "matter.1"))
    assert proposal.finding.facts["after"] == "{within: 7, unit: working-day}"
    assert [finding.rule for finding in adoption.findings] == ["adopt-value"]


def test_after_the_edit_of_the_profile_the_document_is_what_was_typed(tmp_path: Path) -> None:
    """Words and a value of one clause were changed: the own text keeps the expression."""
    folder = copied(tmp_path)
    edits: Edits = {
        ("ar", "gifts.3"): ("لا تتجاوز 3 أيام عمل", "أقصاها 7 أيام عمل"),
        ("en", "gifts.3"): ("within 3 working days", "in at most 7 working days"),
    }
    changes = edited(printed(folder, CONFLICT), edits)
    adoption = adopting(folder, CONFLICT, changes)
    assert "أقصاها {{ disclosure.acc }} من" in own(adoption, "ar")
    write(adoption)
    (proposal,) = adoption.proposals
    _apply(folder / "profile.yaml", proposal)
    now = texts(folder, CONFLICT)
    assert {(change.language, change.clause): change.after for change in changes}.items() <= now.items()


def _apply(file: Path, proposal: Proposal) -> None:
    """The edit that a reader of the proposal makes."""
    lines = file.read_text(encoding="utf-8").split("\n")
    at = (proposal.place.line or 0) - 1
    assert proposal.before in lines[at]
    lines[at] = lines[at].replace(proposal.before, proposal.after)
    file.write_text("\n".join(lines), encoding="utf-8")


def test_two_wishes_for_one_value_are_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edits: Edits = {("ar", "gifts.3"): ("3 أيام", "7 أيام"), ("en", "gifts.3"): ("3 working", "8 working")}
    adoption = adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), edits))
    assert rules(adoption) == ["adopt-value", "adopt-value", "adopt-values-differ"]


def test_words_that_are_no_value_of_the_kind_are_shown_as_words(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edits: Edits = {("en", "gifts.3"): ("3 working days", "a fortnight")}
    adoption = adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), edits))
    assert rules(adoption) == ["adopt-value-words"]
    assert adoption.proposals[0].after == "a fortnight"


def test_a_noun_that_no_profile_states_becomes_words(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edits: Edits = {
        ("ar", "scope.3"): ("المدير التنفيذي", "المدير"),
        ("en", "scope.3"): ("The Executive Director", "The Head"),
    }
    adoption = adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), edits))
    assert adoption.proposals == ()
    assert own(adoption, "ar") == "1. المدير وسائر الموظفين {#scope.3}\n"


def test_a_term_taken_away_is_taken_from_its_list(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edits: Edits = {("ar", "channels.website"): None, ("en", "channels.website"): None}
    assert proposed(folder, "beneficiary-relations", edits) == [
        ("policies.beneficiary-relations.channels[2]", "website", "")
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((Piece("الهاتف: "), Piece("0110000000", "contact.phone")), "الهاتف: 0120000000", ["adopt-value"]),
        ((Piece("الهاتف: "), Piece("0110000000", "contact.phone")), "الجوال: 0120000000", ["adopt-impossible"]),
        ((Piece("الاعتماد"),), "الموافقة", ["adopt-impossible"]),
    ],
)
def test_outside_the_text_of_a_policy_only_values_of_the_profile_are_proposed(
    tmp_path: Path, before: tuple[Piece, ...], after: str, told: list[str]
) -> None:
    clause = Clause("control.r2c2", "ar", "cell", before)
    adoption = adopting(copied(tmp_path), CONFLICT, [Change(clause.id, "ar", "cell", clause, after)])
    assert (adoption.texts, rules(adoption)) == ({}, told)
    assert [(p.path, p.before, p.after) for p in adoption.proposals] == (
        [("contact.phone", "0110000000", "0120000000")] if told == ["adopt-value"] else []
    )


@pytest.mark.parametrize(
    "data",
    [
        {"minutes": "12, 13"},
        {"resolution": "4: أ"},
        {"number": "- 5", "title": "?", "state": "true", "none": "null", "empty": "", "spaced": " أ "},
        {"name": 'الجمعية "أ"', "path": "a\\b", "date": {"hijri": "1446-05-12"}, "list": ["x", "#y"]},
    ],
)
def test_a_proposal_is_one_line_of_yaml_that_says_what_it_means(tmp_path: Path, data: dict[str, object]) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(f"k: {flow(data)}\n", encoding="utf-8")
    assert source.read_yaml(file).data == {"k": data}

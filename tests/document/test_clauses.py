"""The clauses of an edition: everything that is printed as text, by ids, with the facts it states."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable

import pytest

from generator.document.clauses import clauses
from generator.document.compose import compose
from generator.document.diff import Clause
from generator.document.edition import Edition, EditionName
from generator.document.publish import publish
from generator.profile.load import load
from generator.resources import SAMPLE
from tests.editions import edition

NAMES: list[EditionName] = ["ar", "en", "bilingual"]


@pytest.fixture(scope="module", params=["beneficiary-relations", "conflict-of-interest"])
def editions(request: pytest.FixtureRequest) -> dict[EditionName, Edition]:
    association, _ = load(SAMPLE, datetime.date(2026, 1, 1))
    assert association is not None
    document, _ = compose(association, request.param, datetime.date(2026, 1, 1))
    assert document is not None
    return {name: publish(document, name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_no_id_stands_twice_in_a_language(editions: dict[EditionName, Edition], name: EditionName):
    for made in (editions[name], edition(name, annexed=True)):
        counts = Counter((clause.id, clause.language) for clause in clauses(made))
        assert counts.most_common(1)[0][1] == 1


def test_two_languages_have_the_clauses_of_each(editions: dict[EditionName, Edition]):
    """But what is alike in both stands once in a cell, and beside English the Arabic says that it prevails."""
    both = {(clause.id, clause.language): clause.text for clause in clauses(editions["bilingual"])}
    for name in ("ar", "en"):
        alone = {(clause.id, clause.language): clause.text for clause in clauses(editions[name])}
        shared = {place: text for place, text in both.items() if place in alone}
        assert shared.items() <= alone.items()
        assert all(".r" in clause for clause, _ in set(alone) - set(shared))
        beside = {clause for clause, language in set(both) - set(alone) if language == name}
        assert all(clause.startswith("approval.") for clause in beside)


def test_pieces_name_the_facts_they_state(editions: dict[EditionName, Edition]):
    for made in editions.values():
        origins = {piece.origin: piece.text for clause in clauses(made) for piece in clause.pieces if piece.origin}
        assert origins["approval.date"]
        assert origins["version"] == made.identity.version


def test_an_edition_in_reading_order(expected: Callable[[str, str], None]):
    found = clauses(edition("bilingual", sections=1, annexed=True))
    expected(
        "clauses.txt", "".join(f"{_line(clause)}\n" for clause in found if ".r" not in clause.id or ".r1c" in clause.id)
    )


def _line(clause: Clause) -> str:
    label = f" [{clause.label}]" if clause.label else ""
    return f"{clause.language} {clause.id} {clause.kind}{label}: {clause.text}".rstrip()

"""The inspection of finished Word files, and two validators of others: good files pass, one-fault files do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import Job, make
from generator.document.edition import Edition, Face, Run
from generator.docx import findings, write
from generator.docx.archive import archive
from generator.docx.inspection import CHECKS, faults
from generator.errors import Place, has_errors
from generator.resources import FONTS
from tests.docx.conftest import ANNEXED, VARIANTS, pages_of
from tests.docx.mutants import BASES, MUTANTS, Mutant, base, seen
from tests.docx.reading import File
from tests.docx.scores import page
from tests.docx.validators import audit_findings, schema_findings
from tests.editions import edition

PAGE = Path(__file__).resolve().parents[2] / "docs" / "word.md"


@pytest.mark.parametrize("name", VARIANTS | ANNEXED)
def test_good_files_have_no_faults(name: str):
    made = edition(**(VARIANTS | ANNEXED)[name])  # type: ignore[arg-type]
    file = File(write(made, pages_of(made), 12))
    assert faults(file.blob, made) == []
    assert schema_findings(file) == []
    assert audit_findings(file) == []


def test_a_file_in_a_face_of_its_own_with_heads_over_its_columns_is_good():
    face = Face("Own & Face", FONTS / "SiyasatSans-Regular.ttf", FONTS / "SiyasatSans-Bold.ttf")
    made = edition("bilingual", draft=True)
    made = replace(made, face=face, column_heads=made.contents_title)
    file = File(write(made, {}, 1))
    assert faults(file.blob, made) == []
    assert schema_findings(file) == []
    assert audit_findings(file) == []


@pytest.mark.parametrize("name", BASES)
def test_the_files_that_mutants_are_made_of_are_good(name: str):
    assert faults(base(name).blob) == []
    assert schema_findings(base(name)) == []
    assert audit_findings(base(name)) == []


@pytest.mark.parametrize("mutant", [mutant for mutant in MUTANTS if mutant.check], ids=lambda mutant: mutant.id)
def test_one_fault_is_seen(mutant: Mutant):
    assert mutant.check in seen(mutant)


def test_every_check_has_a_fault_that_it_sees():
    assert set(CHECKS) | {"xml"} == {mutant.check for mutant in MUTANTS} - {""}


def test_the_page_says_what_catches_each_fault(expected: Callable[[str, str], None]):
    expected(str(PAGE), page())


def test_a_file_must_say_what_its_edition_says():
    made = edition("ar")
    blob = write(made, {}, 1)
    other = replace(made, identity=replace(made.identity, title="سياسة أخرى"))
    assert [(fault.check, fault.part) for fault in faults(blob, other)] == [("properties", "docProps/core.xml")]


def test_a_code_may_hold_arabic_letters():
    """It runs left to right all the same, so only the edition can tell it from Arabic without w:rtl."""
    made = _with_name(edition("ar"), Run("س-05", "ar", "ltr", island=True))
    blob = write(made, {}, 1)
    assert {fault.check for fault in faults(blob, made)} == set()
    assert "arabic-without-rtl" in {fault.check for fault in faults(blob)}


def _with_name(made: Edition, run: Run) -> Edition:
    """An edition whose control table begins with a run."""
    table = made.control
    assert table
    (key, value), *rows = table.rows
    return replace(made, control=replace(table, rows=((key, (replace(value[0], runs=(run,)),)), *rows)))


def test_findings_gather_the_places_of_one_fault():
    made = edition("ar")
    file = File(write(made, {}, 1))
    parts = file.parts["word/document.xml"].replace(b"<w:rtl/>", b"")
    found = findings(archive({**file.parts, "word/document.xml": parts}), made, Place(Path("profile.yaml"), 7))
    assert [(entry.rule, entry.place.line) for entry in found if entry.facts["check"] == "arabic-without-rtl"] == [
        ("word-fault", 7)
    ]
    facts = next(entry.facts for entry in found if entry.facts["check"] == "arabic-without-rtl")
    assert facts["part"] == "word/document.xml" and facts["edition"] == "ar"
    assert int(facts["count"]) > 100 and facts["detail"].count("; ") == 2


def test_a_fault_fails_the_document(monkeypatch: pytest.MonkeyPatch):
    made = edition("ar")
    place = Place(Path("profile.yaml"), 7)
    assert not has_errors(make([Job(made, ("docx",), place)])[0].findings)
    file = File(write(made, {}, 1))
    broken = archive({name: blob for name, blob in file.parts.items() if name != "word/styles.xml"})
    monkeypatch.setattr("generator.docx.write", lambda *_, **__: broken)
    assert has_errors(make([Job(made, ("docx",), place)])[0].findings)

"""siyasat compare --adopt: what was changed in Word becomes own text, or is proposed for the profile."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from generator.document.compose import compose
from generator.document.edition import EditionName
from generator.document.publish import publish
from generator.docx import write
from generator.profile.load import load
from generator.resources import SAMPLE
from tests.cli.conftest import Command
from tests.docx.reading import W, value
from tests.docx.returned import Desk, Edit, add_after, change, edited

TODAY = datetime.date(2026, 11, 21)
POLICY = "beneficiary-relations"
FOLDER = Path("associations") / SAMPLE.name / "policies" / POLICY


@pytest.fixture(autouse=True)
def root(siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the sample's profile and texts, in which the command runs."""
    shutil.copytree(SAMPLE, tmp_path / "associations" / SAMPLE.name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(name: EditionName = "ar") -> bytes:
    """The Word file of the policy as the sources have it now."""
    association, _ = load(Path("associations") / SAMPLE.name, TODAY)
    assert association
    document, _ = compose(association, POLICY, TODAY)
    assert document
    return write(publish(document, name), {}, 1)


def came_back(file: str, *edits: Edit, name: EditionName = "ar") -> None:
    Path(file).write_bytes(edited(printed(name), *edits))


def test_changed_words_become_own_text(siyasat: Command):
    came_back("policy.docx", change("نشر ثقافة تقييم", "ترسيخ ثقافة تقييم"))
    ran = siyasat("compare", "policy.docx", "--adopt")
    assert ran.status == 0
    assert ran.out.splitlines()[-2:] == [str(FOLDER / "ar.md"), str(FOLDER / "replaced.yaml")]
    assert "adopt-one-language" in ran.err
    own = (FOLDER / "ar.md").read_text(encoding="utf-8")
    assert own.startswith("1. ترسيخ ثقافة تقييم الخدمة، بوصفه حقاً {{ served.to_the_one }}")
    assert siyasat("check", SAMPLE.name, "--policy", POLICY).status == 0


def test_what_was_adopted_is_no_change_any_more(siyasat: Command):
    came_back("policy.docx", change("نشر ثقافة تقييم", "ترسيخ ثقافة تقييم"), add_after("المقابلة", "اللقاء المفتوح"))
    siyasat("compare", "policy.docx", "--adopt")
    Path("again.docx").write_bytes(printed())
    assert siyasat("compare", "again.docx").status == 0
    assert "اللقاء المفتوح" in (FOLDER / "ar.md").read_text(encoding="utf-8")


def test_both_languages_follow_from_one_file_or_two(siyasat: Command):
    (arabic, in_arabic), (english, in_english) = (
        ("نشر ثقافة تقييم", "ترسيخ ثقافة تقييم"),
        ("Spreading the culture of rating", "Anchoring the culture of rating"),
    )
    came_back("ar.docx", change(arabic, in_arabic))
    came_back("en.docx", change(english, in_english), name="en")
    ran = siyasat("compare", "ar.docx", "en.docx", "--adopt")
    assert ran.status == 0
    assert "adopt-one-language" not in ran.err
    assert siyasat("build", SAMPLE.name, "--policy", POLICY, "--edition", "bilingual", "--format", "docx").status == 0


def test_a_changed_value_is_proposed_and_the_profile_stays(siyasat: Command):
    profile = Path("associations") / SAMPLE.name / "profile.yaml"
    before = profile.read_bytes()
    came_back("policy.docx", change("10 أيام عمل", "15 يوم عمل"))
    ran = siyasat("compare", "policy.docx", "--adopt", "--json")
    (found,) = [record for record in ran.records if record.get("rule") == "adopt-value"]
    assert found["path"] == f"policies.{POLICY}.response"
    assert "{within: 15, unit: working-day, from: request-completed}" in found["problem"]
    assert profile.read_bytes() == before
    assert not FOLDER.exists() and ran.status == 0


def test_two_files_that_contradict_each_other(siyasat: Command):
    came_back("one.docx", change("نشر ثقافة تقييم", "ترسيخ ثقافة تقييم"))
    came_back("two.docx", change("نشر ثقافة تقييم", "إشاعة ثقافة تقييم"))
    ran = siyasat("compare", "one.docx", "two.docx", "--adopt")
    assert ran.status == 1
    assert "two.docx: error: returned-contradiction: clause `trust.3` was changed differently in two files" in ran.err
    assert not FOLDER.exists()


def test_a_policy_that_is_not_known_here(siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    came_back("policy.docx", change("نشر ثقافة تقييم", "ترسيخ ثقافة تقييم"))
    shutil.rmtree("associations")
    (tmp_path / "associations" / "other").mkdir(parents=True)
    (tmp_path / "associations" / "other" / "profile.yaml").write_text("policies: {}\n")
    monkeypatch.setattr("generator.compare.known_slugs", lambda root: ["other"])
    ran = siyasat("compare", "policy.docx", "--adopt")
    assert ran.status == 1
    assert "returned-unknown" in ran.err


def test_nothing_changed_nothing_written(siyasat: Command):
    came_back("policy.docx")
    ran = siyasat("compare", "policy.docx", "--adopt")
    assert ran.status == 0
    assert "no own text was written" in ran.err and not FOLDER.exists()


def filled(tag: str, text: str) -> Edit:
    """What somebody chose or typed in a field, wherever it stands."""

    def edit(desk: Desk) -> None:
        for control in desk.body.iter(f"{W}sdt"):
            if value(control, "sdtPr/tag") == tag:
                for mark in control.iterfind(f"{W}sdtPr/{W}showingPlcHdr"):
                    mark.getparent().remove(mark)
                next(control.iter(f"{W}t")).text = text

    return edit


def forget_tags(desk: Desk) -> None:
    """What LibreOffice 7.4 does on saving."""
    for tag in list(desk.body.iter(f"{W}tag")):
        tag.getparent().remove(tag)


@pytest.fixture
def draft() -> Path:
    """The profile, without approvals."""
    profile = Path("associations") / SAMPLE.name / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text[: text.index("\napprovals:")] + "\n", encoding="utf-8")
    return profile


def test_a_record_filled_in_by_a_program_that_loses_tags(siyasat: Command, draft: Path):
    came_back("draft.docx", filled("approval.minutes", "12, 13"), filled("approval.name", "سعد"), forget_tags)
    ran = siyasat("compare", "draft.docx", "--adopt")
    entry = f'{{policies: [{POLICY}], body: board, minutes: "12, 13"}}'
    assert f"the record of the approval was filled in: {entry}" in ran.err
    assert "the rest at its own places there ({name: سعد})" in ran.err


def test_records_that_contradict_each_other(siyasat: Command, draft: Path):
    came_back("one.docx", filled("approval.meeting", "8"))
    came_back("two.docx", filled("approval.meeting", "9"), filled("approval.minutes", "3"), name="en")
    ran = siyasat("compare", "one.docx", "two.docx", "--adopt")
    assert ran.status == 1
    assert "two.docx: error: returned-contradiction: clause `approval.meeting`" in ran.err


def test_a_filled_record_is_proposed_as_an_approval(siyasat: Command, draft: Path):
    came_back(
        "draft.docx",
        filled("approval.meeting", "8"),
        filled("approval.date.hijri", "12/05/1448"),
        filled("approval.date.gregorian", "23/10/2026"),
        filled("approval.weekday", "الجمعة"),
    )
    ran = siyasat("compare", "draft.docx", "--adopt")
    assert ran.status == 0
    day = "{hijri: 1448-05-12, gregorian: 2026-10-23, weekday: friday}"
    entry = f"{{policies: [{POLICY}], body: board, meeting: 8, date: {day}}}"
    assert f"note: adopt-approval: approvals: the record of the approval was filled in: {entry}" in ran.err
    written = f"\napprovals:\n  - {entry}\n"
    draft.write_text(draft.read_text(encoding="utf-8") + written, encoding="utf-8")
    assert siyasat("check", SAMPLE.name, "--policy", POLICY, "--date", "2026-11-21").status == 0

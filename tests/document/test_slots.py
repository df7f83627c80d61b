"""Places to fill in: by which keys programs know them, in whose words they ask, and which of them are one fact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from generator.document.edition import Edition, EditionName, Field, Form, Run, Slot, Table
from generator.document.publish import publish
from tests.document.made import COMMON, composed, document, library_profile, profile, sides

NAMES: tuple[EditionName, ...] = ("ar", "en", "bilingual")
CONFLICT = "conflict-of-interest"


@cache
def conflict(name: EditionName) -> Edition:
    return publish(composed(library_profile("association", [CONFLICT]), CONFLICT), name)


def slots(tree: object) -> list[Slot]:
    """The slots of an edition or a part of one, in reading order."""
    return [run.slot for run in placed(tree) if run.slot]


def placed(tree: object) -> Iterator[Run]:
    return (run for side in sides(tree) for run in side.runs if run.slot)


def forms(edition: Edition) -> list[Form]:
    return [block for block in (*edition.body, *edition.annexes) if isinstance(block, Form)]


def record(**changes: Any) -> Form:
    found = publish(composed(profile(**changes)), "bilingual").approval.record
    assert found is not None
    return found


def field(form: Form, key: str) -> Field:
    """The field of a record with this key, or with dates under it."""
    return next(
        part
        for part in form.parts
        if isinstance(part, Field) and any(slot.key.startswith(f"approval.{key}") for slot in slots(part.blank))
    )


# ---- forms ----


def test_a_form_is_known_by_its_clause_and_its_parts_by_their_places():
    (form,) = (form for form in forms(conflict("ar")) if form.title[0].plain == "طبيعة التعارض")
    assert [slot.key.removeprefix(f"{form.anchor}.") for slot in slots(form.parts)] == [
        *"123456",
        *(f"7.{row}.{column}" for row in (1, 2, 3) for column in (2, 3, 4, 5)),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_keys_and_names_are_those_of_every_edition(name: EditionName):
    def known(edition: Edition) -> dict[str, str]:
        return {slot.key: slot.name for slot in slots(edition) if slot.calendar != "hijri"}

    assert known(conflict(name)) == known(conflict("ar"))
    assert "البدء" in " ".join(known(conflict(name)).values())
    assert "تاريخ العلم بالتعارض (ميلادي) | " in "\n".join(known(conflict(name)).values())


@pytest.mark.parametrize("name", NAMES)
def test_a_signature_is_for_the_pen(name: EditionName):
    lines = [part for form in forms(conflict(name)) for part in form.parts if isinstance(part, Field)]
    signed = [part for part in lines if part.sides[0].plain in {"التوقيع", "Signature"}]
    assert len(signed) == 4
    assert all(not part.blank for part in signed)
    assert all(slots(part.blank) for part in lines if part not in signed)


@pytest.mark.parametrize("name", NAMES)
def test_two_languages_share_each_place_but_a_box_has_two_that_are_one_fact(name: EditionName):
    both = name == "bilingual"
    for form in forms(conflict(name)):
        for part in form.parts:
            if isinstance(part, Field) and part.kind == "box":
                assert [slot.shared for slot in slots(part.blank)] == ([True, True] if both else [False])
                assert len({slot.key for slot in slots(part.blank)}) == 1
            elif isinstance(part, Field):
                assert len(part.blank) <= 1
            elif isinstance(part, Table):
                keys = [slot.key for slot in slots(part)]
                assert len(set(keys)) == len(keys)


def test_numbers_of_rows_are_there_already():
    (table,) = (part for part in forms(conflict("bilingual"))[2].parts if isinstance(part, Table))
    assert [[not slots(cell) for cell in row].count(True) for row in table.rows] == [1, 1, 1]


# ---- a draft ----


def test_a_draft_asks_for_what_the_minutes_say():
    asked = [(slot.key.removeprefix("approval."), slot.name) for slot in slots(record().parts)]
    assert list(dict.fromkeys(asked)) == [
        ("body", "جهة الاعتماد | Approving body"),
        ("meeting", "رقم الاجتماع أو الجلسة | Meeting or session number"),
        ("term", "رقم الدورة | Term number"),
        ("minutes", "رقم المحضر | Minutes number"),
        ("resolution", "رقم القرار | Resolution number"),
        ("date.hijri", "تاريخ الاعتماد (هجري) | Approval date (Hijri)"),
        ("date.gregorian", "تاريخ الاعتماد (ميلادي) | Approval date (Gregorian)"),
        ("weekday", "يوم الاعتماد | Weekday of approval"),
        ("effective.hijri", "تاريخ السريان (هجري) | Effective date (Hijri)"),
        ("effective.gregorian", "تاريخ السريان (ميلادي) | Effective date (Gregorian)"),
        ("review.hijri", "المراجعة القادمة (هجري) | Next review (Hijri)"),
        ("review.gregorian", "المراجعة القادمة (ميلادي) | Next review (Gregorian)"),
        ("name", "اسم الموقّع | Name of the signatory"),
        ("title", "صفة الموقّع | Title of the signatory"),
    ]
    assert all(slot.shared for slot in slots(record()))


@pytest.mark.parametrize(
    ("form", "bodies"),
    [
        ("association", ["مجلس الإدارة", "الجمعية العمومية"]),
        ("foundation", ["مجلس الأمناء"]),
        ("center", ["مجلس الإدارة"]),
        ("cooperative", ["مجلس الإدارة", "الجمعية العمومية"]),
    ],
)
def test_the_bodies_are_those_of_the_legal_form(form: str, bodies: list[str]):
    arabic, english = slots(field(record(legal_form=form), "body").blank)
    assert [text for _, text in arabic.options] == bodies
    assert [key for key, _ in arabic.options] == [key for key, _ in english.options]
    assert arabic.value == english.value == arabic.options[0][0]


def test_what_the_general_assembly_must_approve_nobody_else_can():
    policy = "investment"
    found = publish(composed(library_profile("association", [policy]), policy), "ar").approval.record
    assert found is not None
    assert [key for key, _ in slots(field(found, "body").blank)[0].options] == ["general-assembly"]


def test_a_week_begins_on_sunday_and_no_day_is_chosen():
    arabic, english = slots(field(record(), "weekday").blank)
    assert [text for _, text in english.options] == [
        *("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    ]
    assert arabic.options[0] == ("sunday", "الأحد") and arabic.value == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_shows_the_facts_of_its_record_in_the_control_table(name: EditionName):
    found = publish(composed(profile()), name)
    shown = {slot.key for slot in slots(found.control)}
    assert shown == {"approval.body", "approval.date.hijri", "approval.date.gregorian"}
    assert shown <= {slot.key for slot in slots(found.approval.record)}


def versions(name: EditionName, **changes: Any) -> set[tuple[str, str]]:
    """The version as a draft shows it: its key and its text."""
    policies = {"beneficiary-relations": {**COMMON, "version": "2.1"}}
    found = publish(composed(profile(policies=policies, **changes)), name)
    runs = [*placed((found.cover, found.furniture, found.control))]
    return {(run.slot.key, run.text) for run in runs if run.slot and run.slot.key.startswith("version")}


def test_the_version_of_a_draft_is_one_fact_in_cover_footer_and_control_table():
    assert versions("bilingual") == {("version", "2.1")}


def test_a_version_in_digits_of_its_own_is_a_fact_of_its_own():
    found = versions("bilingual", style={"digits": "arabic-indic"})
    assert {key for key, _ in found} == {"version", "version.ar"}
    assert dict(found)["version"] == "2.1" != dict(found)["version.ar"]


@pytest.mark.parametrize("slug", ["saudi-quality", "awj", "esrar"])
def test_an_approved_text_has_nothing_to_fill_in_but_its_forms(slug: str):
    found = publish(document(slug), "bilingual")
    assert found.approval.record is None
    assert slots((found.cover, found.furniture, found.control, found.approval)) == []

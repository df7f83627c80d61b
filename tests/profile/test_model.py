"""The model of a profile: what each kind of value accepts, and what follows from it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator import wording
from generator.language import dates
from generator.language.spelling import normalise
from generator.profile import model
from generator.profile.model import ApprovalRecord, Profile, RecordedDate, Registration


def profile(**changes: Any) -> Profile:
    least = {"name": {"ar": "جمعية المثال", "en": "Example"}, "legal_form": "association", "policies": {}}
    return Profile.model_validate({**least, **changes})


def accepts(kind: Any, text: object) -> bool:
    try:
        TypeAdapter(kind).validate_python(text)
    except ValidationError:
        return False
    return True


def fault_of(**date: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(ValidationError) as failure:
        RecordedDate(**date)
    (fault,) = failure.value.errors()
    return fault["type"], fault.get("ctx", {})


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            model.Phone,
            ["0530801110", "+966 53 080 1110", "(011) 123-4567", "920000000", "٠٥٣٠٨٠١١١٠"],
            ["", "+", "phone", "011/234", "0110000000 ext 5", "++966"],
        ),
        (
            model.Email,
            ["info@example.org.sa", "a+b@x.co"],
            ["", "info", "info@", "@x.sa", "a b@x.sa", "a@x", "<a@x.sa>"],
        ),
        (
            model.Website,
            ["example.org.sa", "https://example.org.sa/policies?x=1", "http://جمعية.السعودية"],
            ["", "example", "example org", "ftp://example.org", "javascript:alert(1)", "https://"],
        ),
        (model.Account, ["example", "@example_org.sa"], ["", "https://x.com/example", "two words", "@"]),
        (model.Color, ["#0b6e4f", "#FFFFFF"], ["", "green", "#fff", "0b6e4f", "#0b6e4g"]),
        (model.Code, ["1.0", "GOV-01", "١٤٤٥/٣", "a b", "x" * 60], ["", "  ", "x" * 61, "a\nb"]),
        (
            model.Count,
            ["1", "012", " 7 ", "٤٥", "9999", 3],
            ["0", "10000", "-1", "1.0", "1e3", "1_0", "+1", "x", True, None, "9" * 500],
        ),
        (model.HijriYear, ["1343", "1500", "١٤٤٥"], ["1342", "1501", "2024"]),
        (model.Words, ["x", "{{ x }}"], ["", " \n ", "\u200f", "x" * 2001, 5, None, ["x"]]),
        (model.NameWords, ["x" * 200], ["x" * 201]),
    ],
)
def test_each_kind_of_value_accepts_its_form_alone(kind: Any, good: list[object], bad: list[object]) -> None:
    assert [text for text in good if not accepts(kind, text)] == []
    assert [text for text in bad if accepts(kind, text)] == []


def test_digits_of_both_systems_make_the_same_number() -> None:
    assert Registration(number="١٠٠٠", year="١٤٤٤").year == 1444
    assert Registration(number="0100").number == "0100"


def test_a_profile_says_only_what_it_knows() -> None:
    least = profile()
    assert least.contact == model.Contact()
    assert least.served == "beneficiary"
    assert least.approvals == ()
    assert least.style.digits == "european"
    assert not least.sample


def test_unknown_keys_are_refused_everywhere_but_among_the_parameters_of_a_policy() -> None:
    settings = profile(policies={"p": {"version": "1.10", "channels": ["fax"]}}).policies["p"]
    assert settings.version == "1.10"
    assert settings.parameters == {"channels": ["fax"]}
    for change in ({"x": 1}, {"contact": {"x_": "1"}}, {"board": {"chair": {"named": {}}}}):
        with pytest.raises(ValidationError):
            profile(**change)


def test_the_gender_follows_the_legal_form_unless_it_is_given() -> None:
    assert profile(legal_form="association").feminine
    assert not profile(legal_form="center").feminine
    assert profile(legal_form="center", gender="f").feminine
    assert profile(name={"ar": "مركز المثال", "en": "x"}).gender_of_name == "m"


def test_the_approvals_of_a_policy_keep_their_order() -> None:
    records = [{"policies": ["a", "b"], "minutes": "1"}, {"policies": ["b"], "minutes": "2"}, {"policies": ["a"]}]
    found = profile(approvals=records).approvals_of("b")
    assert [record.minutes for record in found] == ["1", "2"]


def test_served_persons_may_be_named_in_forms_of_their_own() -> None:
    known = wording.table("served")["client"]
    assert isinstance(profile(served=known).served, model.OwnNoun)
    for form in ("the_many", "to_the_one"):
        incomplete = {"ar": {key: text for key, text in known["ar"].items() if key != form}, "en": known["en"]}
        with pytest.raises(ValidationError, match="noun-forms"):
            profile(served=incomplete)


def test_the_basmala_may_be_placed_or_switched() -> None:
    for choice in ("cover", "second-page", True, False):
        assert profile(style={"basmala": choice}).style.basmala == choice
    with pytest.raises(ValidationError):
        profile(style={"basmala": "no"})


def test_an_approval_was_given_in_a_meeting_or_in_a_session() -> None:
    assert ApprovalRecord(policies=["p"], meeting="4").meeting == 4
    assert ApprovalRecord(policies=["p"], session="12").session == 12
    with pytest.raises(ValidationError, match="meeting-and-session"):
        ApprovalRecord(policies=["p"], meeting="4", session="12")


# ---- dates ----


def test_a_date_in_one_calendar_has_its_day_in_both() -> None:
    assert RecordedDate(hijri="1445-12-18").day == dates.Day((1445, 12, 18), datetime.date(2024, 6, 24))
    assert RecordedDate(gregorian="2024-06-24").day == dates.Day((1445, 12, 18), datetime.date(2024, 6, 24))


def test_the_thirtieth_of_safar_is_a_day() -> None:
    assert RecordedDate(hijri="1445-02-30").day.gregorian == datetime.date(2023, 9, 15)


def test_calendars_a_day_apart_are_kept_as_they_are_recorded() -> None:
    apart = RecordedDate(hijri="1445-12-18", gregorian="2024-06-25")
    assert apart.is_day_apart
    assert apart.day == dates.Day((1445, 12, 18), datetime.date(2024, 6, 25))
    assert not RecordedDate(hijri="1445-12-18", gregorian="2024-06-24").is_day_apart
    assert not RecordedDate(hijri="1445-12-18").is_day_apart


def test_calendars_further_apart_contradict_each_other() -> None:
    rule, facts = fault_of(hijri="1445-12-18", gregorian="2024-06-26")
    assert rule == "date-mismatch"
    assert (facts["right"], facts["given"]) == ("2024-06-24", "2024-06-26")


@pytest.mark.parametrize(
    ("date", "rule"),
    [
        ({}, "date-empty"),
        ({"weekday": "monday"}, "date-empty"),
        ({"hijri": "1445-12-30"}, None),
        ({"hijri": "1445-11-30"}, "hijri-impossible"),
        ({"hijri": "1445-13-01"}, "hijri-impossible"),
        ({"hijri": "1445-00-01"}, "hijri-impossible"),
        ({"gregorian": "2023-02-29"}, "gregorian-impossible"),
        ({"gregorian": "2024-02-29"}, None),
        ({"hijri": "2024-06-24"}, "date-calendar"),
        ({"gregorian": "1445-12-18"}, "date-calendar"),
        ({"hijri": "1342-12-30"}, "date-out-of-range"),
        ({"hijri": "1500-12-29"}, None),
        ({"gregorian": "1924-07-31"}, "date-out-of-range"),
        ({"gregorian": "1924-08-01"}, None),
        ({"gregorian": "2077-11-16"}, None),
        ({"gregorian": "2077-11-17"}, "date-out-of-range"),
        ({"hijri": "رجب"}, "date-form"),
        ({"gregorian": "24-06-24"}, "date-form"),
        ({"gregorian": "24/06/2024"}, None),
        ({"hijri": "١٨/١٢/١٤٤٥هـ"}, None),
        ({"gregorian": "2024-06-24", "weekday": "الاثنين"}, None),
        ({"gregorian": "2024-06-24", "weekday": "Monday"}, None),
        ({"gregorian": "2024-06-24", "weekday": "sunday"}, "weekday-mismatch"),
        ({"gregorian": "2024-06-24", "weekday": "someday"}, "weekday-unknown"),
        ({"hijri": "1445-12-18", "weekday": "monday"}, None),
    ],
)
def test_what_a_date_may_be(date: dict[str, str], rule: str | None) -> None:
    if rule is None:
        assert RecordedDate(**date).day
    else:
        assert fault_of(**date)[0] == rule


def test_with_both_calendars_the_weekday_is_the_gregorian_one() -> None:
    assert RecordedDate(hijri="1445-12-18", gregorian="2024-06-25", weekday="tuesday")
    assert fault_of(hijri="1445-12-18", gregorian="2024-06-25", weekday="monday")[0] == "weekday-mismatch"


@settings(deadline=None, derandomize=True)
@given(st.dates(datetime.date(1924, 8, 1), datetime.date(2077, 11, 16)))
def test_every_day_of_the_calendar_can_be_recorded_in_either_calendar(day: datetime.date) -> None:
    year, month, number = dates.hijri_of(day)
    from_gregorian = RecordedDate(gregorian=day.isoformat()).day
    from_hijri = RecordedDate(hijri=f"{year}-{month:02}-{number:02}").day
    assert from_gregorian == from_hijri == dates.Day((year, month, number), day)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=40))
def test_any_date_is_read_or_refused_by_a_rule_of_ours(text: str) -> None:
    for calendar in ("hijri", "gregorian"):
        try:
            assert RecordedDate(**{calendar: text}).day
        except ValidationError as failure:
            assert all("date" in fault["type"] or "impossible" in fault["type"] for fault in failure.errors())


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=80))
def test_any_words_are_kept_but_for_spelling_and_line_ends(text: str) -> None:
    adapter = TypeAdapter(model.Words)
    try:
        kept = adapter.validate_python(text)
    except ValidationError:
        assert not normalise(text).strip()
        return
    assert kept == adapter.validate_python(kept)
    assert "".join(kept.split()) == "".join(normalise(text).split())
    assert not {"\n", "\t"} & set(kept)

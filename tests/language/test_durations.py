from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.durations import (
    UNITS,
    Case,
    amount,
    category,
    counted,
    duration,
    each,
    read_amount,
    read_duration,
)
from generator.language.inline import Language

# Agreement of number and noun. Genitive: after خلال, بعد, لمدة, لا تقل عن.
GENITIVE = {
    "day": {1: "يوم واحد", 2: "يومين", 5: "5 أيام", 10: "10 أيام", 11: "11 يوماً", 15: "15 يوماً", 99: "99 يوماً"},
    "working-day": {
        1: "يوم عمل واحد",
        2: "يومي عمل",
        5: "5 أيام عمل",
        15: "15 يوم عمل",  # a construct has no tanwin
        100: "100 يوم عمل",
        103: "103 أيام عمل",
    },
    "week": {1: "أسبوع واحد", 2: "أسبوعين", 3: "3 أسابيع", 12: "12 أسبوعاً", 100: "100 أسبوع"},
    "month": {1: "شهر واحد", 2: "شهرين", 3: "3 أشهر", 12: "12 شهراً", 100: "100 شهر"},
    "year": {1: "سنة واحدة", 2: "سنتين", 10: "10 سنوات", 15: "15 سنة", 100: "100 سنة"},
}
# Above 99 the last two digits decide; 01 and 02 stay with the hundred (CLDR plural rules of Arabic).
HUNDREDS = {
    100: "100 يوم",
    101: "101 يوم",
    102: "102 يوم",
    103: "103 أيام",
    110: "110 أيام",
    111: "111 يوماً",
    199: "199 يوماً",
    200: "200 يوم",
    201: "201 يوم",
    202: "202 يوم",
    1000: "1000 يوم",
    1003: "1003 أيام",
}
# Accusative, after لا تتجاوز: as the genitive, but for 1.
ACCUSATIVE_ONE = {
    "day": "يوماً واحداً",
    "working-day": "يوم عمل واحداً",
    "week": "أسبوعاً واحداً",
    "month": "شهراً واحداً",
    "year": "سنةً واحدة",
}
# Nominative, subject or predicate (المدة سنتان): as the genitive, but for 2.
NOMINATIVE_TWO = {"day": "يومان", "working-day": "يوما عمل", "week": "أسبوعان", "month": "شهران", "year": "سنتان"}


@pytest.mark.parametrize(
    ("unit", "amount", "expected"),
    [(unit, amount, text) for unit, row in GENITIVE.items() for amount, text in row.items()],
)
def test_genitive(unit: str, amount: int, expected: str) -> None:
    assert duration(amount, unit, "ar") == duration(amount, unit, "ar", "gen") == expected


@pytest.mark.parametrize(("amount", "expected"), HUNDREDS.items())
def test_last_two_digits_decide(amount: int, expected: str) -> None:
    assert duration(amount, "day", "ar") == expected


@pytest.mark.parametrize("unit", UNITS)
def test_accusative(unit: str) -> None:
    assert duration(1, unit, "ar", "acc") == ACCUSATIVE_ONE[unit]
    for number in (2, 3, 11, 100, 103):
        assert duration(number, unit, "ar", "acc") == duration(number, unit, "ar", "gen")


@pytest.mark.parametrize("unit", UNITS)
def test_nominative(unit: str) -> None:
    assert duration(2, unit, "ar", "nom") == NOMINATIVE_TWO[unit]
    for number in (1, 3, 11, 100, 103):
        assert duration(number, unit, "ar", "nom") == duration(number, unit, "ar", "gen")


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (1, "working-day", "one working day"),
        (2, "week", "two weeks"),
        (3, "month", "3 months"),
        (11, "day", "11 days"),
        (100, "year", "100 years"),
    ],
)
def test_english(amount: int, unit: str, expected: str) -> None:
    assert {duration(amount, unit, "en", case) for case in ("nom", "acc", "gen")} == {expected}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("case", ["nom", "acc", "gen"])
@given(amount=st.integers(3, 10_000))
def test_from_three_up_the_number_is_printed_in_both_languages(amount: int, unit: str, case: Case) -> None:
    assert duration(amount, unit, "ar", case).split()[0] == str(amount)
    assert duration(amount, unit, "en", case).split()[0] == str(amount)


@given(n=st.integers(0, 10_000))
def test_only_one_and_two_stand_without_a_number(n: int) -> None:
    assert (category(n) in ("one", "two")) == (n in (1, 2))


def test_other_nouns_are_counted_with_the_same_rule() -> None:
    riyals = {"few": "ريالات", "many": "ريالاً", "other": "ريال"}
    expected = {0: "0 ريال", 1: "1 ريال", 3: "3 ريالات", 11: "11 ريالاً", 100: "100 ريال"}
    assert {n: counted(n, riyals) for n in expected} == expected


@pytest.mark.parametrize("amount", [0, -3])
def test_a_duration_counts_from_one(amount: int) -> None:
    with pytest.raises(ValueError, match=f"got {amount}"):
        duration(amount, "day", "ar")


def test_unknown_unit_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="day, working-day, week, month, year, got 'fortnight'"):
        duration(2, "fortnight", "en")


def test_a_count_is_not_negative() -> None:
    with pytest.raises(ValueError, match="got -1"):
        counted(-1, {"other": "ريال"})


# ---- reading ----

LANGUAGES = st.sampled_from(["ar", "en"])


@given(st.integers(1, 9999), st.sampled_from(UNITS), LANGUAGES, st.sampled_from(["nom", "acc", "gen"]))
def test_what_is_said_is_read(number: int, unit: str, language: Language, case: Case) -> None:
    assert read_duration(duration(number, unit, language, case), language) == (number, unit)
    assert read_duration(each(number, unit, language), language) == (number, unit)


@given(st.integers(1, 10**9), LANGUAGES, st.sampled_from(["nom", "acc", "gen"]))
def test_an_amount_is_read(riyals: int, language: Language, case: Case) -> None:
    assert read_amount(amount(riyals, language, case), language) == riyals


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("15 أيام عمل", "ar", (15, "working-day")),  # the form of another number
        ("١٥ يوم عمل", "ar", (15, "working-day")),
        ("15  Working Days", "en", (15, "working-day")),
        ("1,000 days", "en", (1000, "day")),
        ("a fortnight", "en", None),
        ("15", "en", None),
        ("days", "en", None),
        ("", "ar", None),
    ],
)
def test_a_duration_that_a_hand_typed(text: str, language: Language, read: tuple[int, str] | None) -> None:
    assert read_duration(text, language) == read


def test_a_noun_alone_is_a_duration_only_after_every() -> None:
    assert read_duration("يوم", "ar") == (1, "day")
    assert read_duration("يوم", "ar", alone=False) is None
    assert read_duration("يومين", "ar", alone=False) == (2, "day")


@pytest.mark.parametrize("text", ["7,000 ريال", "7000 ريالاً", "٧٬٠٠٠ ريال"])
def test_an_amount_that_a_hand_typed(text: str) -> None:
    assert read_amount(text, "ar") == 7000
    assert read_amount("7,000 SAR", "en") == 7000
    assert read_amount("7,000", "en") is None

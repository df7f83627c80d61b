from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import dates
from generator.language.dates import CalendarError, Day

date = datetime.date
FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)  # 1343-01-01 and 1500-12-30

# Days that published documents state in both calendars, or that say their weekday.
PUBLISHED = [
    ((1445, 12, 18), date(2024, 6, 24), "monday"),  # approval, saudi-quality
    ((1444, 6, 1), date(2022, 12, 25), "sunday"),  # approval, awj
    ((1443, 11, 26), date(2022, 6, 25), "saturday"),  # approval, esrar
    ((1443, 7, 15), date(2022, 2, 16), "wednesday"),  # a published risk policy
    ((1441, 8, 26), date(2020, 4, 19), "sunday"),  # a published board resolution
    ((1442, 10, 21), date(2021, 6, 2), "wednesday"),  # Saudi Press Agency
    ((1446, 5, 19), date(2024, 11, 21), "thursday"),  # Bureau of Experts
    ((1445, 2, 30), date(2023, 9, 15), "friday"),  # a 30 Safar, which date libraries take for 30 February
    ((1445, 12, 30), date(2024, 7, 6), "saturday"),  # 1445/12 has 30 days
]


@pytest.mark.parametrize(("hijri", "gregorian", "weekday"), PUBLISHED)
def test_published_days(hijri: dates.YearMonthDay, gregorian: date, weekday: str) -> None:
    assert dates.gregorian_of(*hijri) == gregorian
    assert dates.hijri_of(gregorian) == hijri
    assert Day.of(gregorian) == Day(hijri, gregorian)
    assert Day(hijri, gregorian).weekday == weekday
    assert dates.difference_in_days(hijri, gregorian) == 0


def test_difference_in_days() -> None:
    assert dates.difference_in_days((1443, 11, 26), date(2022, 6, 28)) == 3
    assert dates.difference_in_days((1443, 11, 26), date(2022, 6, 24)) == -1


@given(st.dates(FIRST, LAST))
def test_conversion_there_and_back(day: date) -> None:
    assert dates.gregorian_of(*dates.hijri_of(day)) == day


@pytest.mark.parametrize("day", [FIRST - datetime.timedelta(1), LAST + datetime.timedelta(1)])
def test_gregorian_date_outside_the_table(day: date) -> None:
    with pytest.raises(CalendarError) as failure:
        dates.hijri_of(day)
    assert failure.value.rule == "date-out-of-range"
    assert failure.value.facts["received"] == day.isoformat()


@pytest.mark.parametrize(("year", "certain"), [(1419, False), (1420, True), (1445, True), (1450, True), (1451, False)])
def test_years_for_which_the_tables_agree(year: int, certain: bool) -> None:
    assert dates.is_certain(Day((year, 1, 1), dates.gregorian_of(year, 1, 1))) is certain


@pytest.mark.parametrize(
    ("text", "calendar", "expected"),
    [
        ("1445-12-18", "hijri", (1445, 12, 18)),
        ("1445/12/18", "hijri", (1445, 12, 18)),
        ("18/12/1445", "hijri", (1445, 12, 18)),
        ("18-12-1445", "hijri", (1445, 12, 18)),
        ("18 / 12 / 1445", "hijri", (1445, 12, 18)),
        ("1/6/1444", "hijri", (1444, 6, 1)),
        ("1445-02-30", "hijri", (1445, 2, 30)),
        ("١٤٤٥/١٢/١٨", "hijri", (1445, 12, 18)),
        ("۱۸/۱۲/۱۴۴۵", "hijri", (1445, 12, 18)),
        ("18/12/1445هـ", "hijri", (1445, 12, 18)),
        ("١٨/١٢/١٤٤٥ هـ", "hijri", (1445, 12, 18)),
        ("1445-12-18 AH", "hijri", (1445, 12, 18)),
        ("2024-06-24", "gregorian", (2024, 6, 24)),
        (" 24/06/2024م ", "gregorian", (2024, 6, 24)),
        ("21/11/2024 مـ", "gregorian", (2024, 11, 21)),
        ("2024/6/24 AD", "gregorian", (2024, 6, 24)),
        ("2024-02-29", "gregorian", (2024, 2, 29)),
    ],
)
def test_reading(text: str, calendar: str, expected: dates.YearMonthDay) -> None:
    assert dates.parse_date(text) == (calendar, expected)


@pytest.mark.parametrize(
    ("text", "rule", "received", "allowed"),
    [
        ("1445-11-30", "hijri-impossible", "1445-11-30", "1-29"),
        ("1445-12-31", "hijri-impossible", "1445-12-31", "1-30"),
        ("1445-13-01", "hijri-impossible", "1445-13-01", "1-12"),
        ("0/12/1445", "hijri-impossible", "1445-12-00", "1-30"),
        ("2023-02-29", "gregorian-impossible", "2023-02-29", "1-28"),
        ("2024-13-01", "gregorian-impossible", "2024-13-01", "1-12"),
        ("1342-01-01", "date-out-of-range", "1342-01-01", "1343-01-01 – 1500-12-30, 1924-08-01 – 2077-11-16"),
        ("1600-01-01", "date-out-of-range", "1600-01-01", "1343-01-01 – 1500-12-30, 1924-08-01 – 2077-11-16"),
        ("2078-01-01", "date-out-of-range", "2078-01-01", "1343-01-01 – 1500-12-30, 1924-08-01 – 2077-11-16"),
        ("18/12/1445م", "date-out-of-range", "18/12/1445م", "1924-08-01 – 2077-11-16"),
        ("24/06/2024هـ", "date-out-of-range", "24/06/2024هـ", "1343-01-01 – 1500-12-30"),
        *(
            (text, "date-form", text, "1445-12-18, 18/12/1445, 2024-06-24")
            for text in ("", "1445", "45-12-18", "1445-12", "18.12.1445", "1445-12/18", "18/12/1445 BC", "أمس")
        ),
    ],
)
def test_dates_that_no_calendar_has(text: str, rule: str, received: str, allowed: str) -> None:
    with pytest.raises(CalendarError) as failure:
        dates.parse_date(text)
    assert failure.value.rule == rule
    assert failure.value.facts["received"] == received
    assert failure.value.facts["allowed"] == allowed


@given(st.text(alphabet="0123456789٠١٤٥-/ هـمAHD", max_size=20))
def test_reading_returns_a_real_date_or_says_why(text: str) -> None:
    try:
        calendar, parts = dates.parse_date(text)
    except CalendarError as failure:
        assert failure.rule in ("date-form", "date-out-of-range", "hijri-impossible", "gregorian-impossible")
        return
    assert dates.gregorian_of(*parts) if calendar == "hijri" else date(*parts)


APPROVAL = Day((1445, 12, 18), date(2024, 6, 24))
SINGLE_DIGITS = Day((1444, 6, 1), date(2022, 12, 25))


def test_writing_short() -> None:
    assert dates.short(APPROVAL, "ar") == "18/12/1445هـ الموافق 24/06/2024م"
    assert dates.short(APPROVAL, "en") == "24 June 2024 (18 Dhu al-Hijjah 1445 AH)"
    assert dates.short(SINGLE_DIGITS, "ar") == "01/06/1444هـ الموافق 25/12/2022م"


def test_writing_long() -> None:
    assert dates.long(APPROVAL, "ar") == "يوم الاثنين 18/12/1445هـ الموافق 24/06/2024م"
    assert dates.long(APPROVAL, "en") == "Monday, 24 June 2024 (18 Dhu al-Hijjah 1445 AH)"


def test_writing_spelled() -> None:
    assert dates.spelled(APPROVAL, "ar") == "الاثنين 18 ذو الحجة 1445هـ الموافق 24 يونيو 2024م"
    assert dates.spelled(APPROVAL, "en") == "Monday, 24 June 2024 (18 Dhu al-Hijjah 1445 AH)"
    assert dates.spelled(SINGLE_DIGITS, "ar") == "الأحد 1 جمادى الآخرة 1444هـ الموافق 25 ديسمبر 2022م"


def test_writing_one_calendar() -> None:
    assert dates.hijri_text((1445, 12, 18), "ar") == "18/12/1445هـ"
    assert dates.hijri_text((1445, 12, 18), "en") == "18 Dhu al-Hijjah 1445 AH"
    assert dates.gregorian_text(date(2024, 6, 24), "ar") == "24/06/2024م"
    assert dates.gregorian_text(date(2024, 6, 24), "en") == "24 June 2024"


def test_names_of_months() -> None:
    assert dates.month_name("hijri", 4, "ar") == "ربيع الآخر"
    assert dates.month_name("hijri", 11, "en") == "Dhu al-Qadah"
    assert dates.month_name("gregorian", 1, "ar") == "يناير"
    assert len({dates.month_name(kind, n, "ar") for kind in dates.YEARS for n in range(1, 13)}) == 24


@given(st.dates(FIRST, LAST))
def test_what_is_written_in_arabic_can_be_read(gregorian: date) -> None:
    day = Day.of(gregorian)
    assert dates.parse_date(dates.hijri_text(day.hijri, "ar")) == ("hijri", day.hijri)
    parts = (gregorian.year, gregorian.month, gregorian.day)
    assert dates.parse_date(dates.gregorian_text(gregorian, "ar")) == ("gregorian", parts)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("monday", "monday"),
        ("Thursday", "thursday"),
        ("الاثنين", "monday"),
        ("الإثنين", "monday"),
        ("يوم الأحد", "sunday"),
        ("الاحد", "sunday"),
        ("الاربعاء", "wednesday"),
        (" الثلاثاء ", "tuesday"),
        ("السبت", "saturday"),
        ("يوم", None),
        ("someday", None),
        ("", None),
    ],
)
def test_reading_weekdays(text: str, key: str | None) -> None:
    assert dates.parse_weekday(text) == key


@given(st.dates())
def test_weekday_names_can_be_read(gregorian: date) -> None:
    key = Day((1445, 1, 1), gregorian).weekday
    assert key == f"{gregorian:%A}".lower()
    assert dates.parse_weekday(dates.weekday_name(key, "ar")) == key
    assert dates.parse_weekday(dates.weekday_name(key, "en")) == key


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        (date(2024, 6, 24), 2, "year", date(2026, 6, 24)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2024, 2, 29), 4, "year", date(2028, 2, 29)),
        (date(2024, 1, 31), 1, "month", date(2024, 2, 29)),
        (date(2024, 10, 31), 13, "month", date(2025, 11, 30)),
        (date(2024, 12, 31), 2, "week", date(2025, 1, 14)),
        (date(2024, 12, 31), 1, "day", date(2025, 1, 1)),
        (date(2024, 6, 26), 2, "working-day", date(2024, 6, 30)),  # Wednesday: Thursday, Sunday
        (date(2024, 6, 28), 1, "working-day", date(2024, 6, 30)),  # a Friday
        (date(2024, 6, 28), 0, "working-day", date(2024, 6, 28)),
    ],
)
def test_adding_a_period(start: date, amount: int, unit: str, expected: date) -> None:
    assert dates.add_period(start, amount, unit) == expected


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-600, 600))
def test_adding_months_clamps_to_the_end_of_the_month(start: date, months: int) -> None:
    later = dates.add_months(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day <= start.day
    if later.day < start.day:
        assert (later + datetime.timedelta(1)).day == 1


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 60))
def test_working_days_end_on_one(start: date, amount: int) -> None:
    end = dates.add_period(start, amount, "working-day")
    assert f"{end:%A}" not in ("Friday", "Saturday")
    if amount % 5 == 0 and f"{start:%A}" not in ("Friday", "Saturday"):
        assert (end - start).days == amount // 5 * 7


@pytest.mark.parametrize("unit", ["day", "week", "month", "year", "working-day"])
def test_a_period_beyond_the_calendar(unit: str) -> None:
    with pytest.raises(CalendarError, match="date-out-of-range"):
        dates.add_period(date(9999, 12, 30), 10**6, unit)


def test_bad_periods() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        dates.add_period(date(2024, 1, 1), 1, "fortnight")
    with pytest.raises(ValueError, match="-1"):
        dates.add_period(date(2024, 1, 1), -1, "day")

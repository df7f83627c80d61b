"""Dates in two calendars: Umm al-Qura (Hijri) and Gregorian.

The Hijri calendar is the one the Kingdom publishes, as ``hijridate`` holds it for 1343-1500 AH (1924-08-01 to
2077-11-16). There is no clock here: a date always comes from what someone wrote.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

from generator import wording
from generator.language.digits import to_european
from generator.language.inline import Language

Calendar = Literal["hijri", "gregorian"]
YearMonthDay = tuple[int, int, int]

#: Years that tell the calendar of a typed date, the years of the Umm al-Qura table.
YEARS: dict[Calendar, tuple[int, int]] = {"hijri": (1343, 1500), "gregorian": (1924, 2077)}

#: Hijri years for which the table agrees with ICU's (measured on the first days of all months).
CERTAIN_YEARS = (1420, 1450)

#: Saturday and Friday are no working days (weekday() counts from Monday = 0).
_WEEKEND = (4, 5)


class CalendarError(ValueError):
    """A date that no calendar has.

    ``rule`` is ``hijri-impossible``, ``gregorian-impossible``, ``date-out-of-range`` or ``date-form``;
    ``facts`` hold what was ``received``, what is ``allowed`` (``1-29``), and which ``part`` is wrong (date,
    year, month, day).
    """

    def __init__(self, rule: str, *, received: str, allowed: str, part: str = "date") -> None:
        super().__init__(f"{rule}: {part} must be in {allowed}, got {received}")
        self.rule = rule
        self.facts = {"received": received, "allowed": allowed, "part": part}


@dataclass(frozen=True, slots=True)
class Day:
    """One day as a document states it, in both calendars.

    The two are kept as stated: sightings of the moon may put them a day apart (``difference_in_days``).
    """

    hijri: YearMonthDay
    gregorian: datetime.date

    @classmethod
    def of(cls, gregorian: datetime.date) -> Day:
        """The day of a Gregorian date, its Hijri date computed."""
        return cls(hijri_of(gregorian), gregorian)

    @property
    def weekday(self) -> str:
        """The key of the weekday of the Gregorian date, ``monday`` to ``sunday``."""
        return _weekday_keys()[self.gregorian.weekday()]


# Conversion -------------------------------------------------------------------------------------------------


def hijri_of(date: datetime.date) -> YearMonthDay:
    """Year, month and day in Umm al-Qura of a Gregorian date. Raises CalendarError outside the table."""
    from hijridate import Gregorian

    try:
        year, month, day = Gregorian(date.year, date.month, date.day).to_hijri().datetuple()
    except OverflowError:
        raise _out_of_range(date.isoformat(), "gregorian") from None
    return year, month, day


def gregorian_of(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian date of a Hijri one. Raises CalendarError where the table has no such day."""
    from hijridate import Hijri

    _check("hijri", year, month, day)
    converted = Hijri(year, month, day).to_gregorian()
    return datetime.date(converted.year, converted.month, converted.day)


def difference_in_days(hijri: YearMonthDay, gregorian: datetime.date) -> int:
    """How many days the Gregorian date lies after the Hijri one; 0 where they are the same day."""
    return (gregorian - gregorian_of(*hijri)).days


def is_certain(day: Day) -> bool:
    """Whether the Hijri year is one for which the tables of different makers agree."""
    return CERTAIN_YEARS[0] <= day.hijri[0] <= CERTAIN_YEARS[1]


def _check(kind: Calendar, year: int, month: int, day: int) -> None:
    """Raises CalendarError for a date that the calendar does not have."""
    received = f"{year}-{month:02}-{day:02}"
    if not YEARS[kind][0] <= year <= YEARS[kind][1]:
        raise _out_of_range(received, kind)
    rule = f"{kind}-impossible"
    if not 1 <= month <= 12:
        raise CalendarError(rule, received=received, allowed="1-12", part="month")
    length = _month_length(kind, year, month)
    if not 1 <= day <= length:
        raise CalendarError(rule, received=received, allowed=f"1-{length}", part="day")


def _month_length(kind: Calendar, year: int, month: int) -> int:
    if kind == "gregorian":
        return calendar.monthrange(year, month)[1]
    from hijridate import Hijri

    return int(Hijri(year, month, 1).month_length())


#: The first and the last day of the Umm al-Qura table.
_RANGES: dict[Calendar, str] = {
    "hijri": "1343-01-01 – 1500-12-30",
    "gregorian": "1924-08-01 – 2077-11-16",
}


def _out_of_range(received: str, *kinds: Calendar) -> CalendarError:
    allowed = ", ".join(_RANGES[kind] for kind in kinds)
    return CalendarError("date-out-of-range", received=received, allowed=allowed, part="year")


# Reading ----------------------------------------------------------------------------------------------------

_DATE = re.compile(r"([0-9]{1,4}) ?([-/]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,4})\s*(\D*)")


def parse_date(text: str) -> tuple[Calendar, YearMonthDay]:
    """The calendar, and year, month and day, of a typed date.

    Year first or day first, parted by ``-`` or ``/``, in European or Arabic-Indic digits, with or without هـ,
    م, AH or AD behind it; the year has four digits and tells the calendar. Raises CalendarError:
    ``date-form`` for anything else, ``date-out-of-range``, ``hijri-impossible`` or ``gregorian-impossible``.
    """
    match = _DATE.fullmatch(to_european(text).strip())
    if match is None:
        raise _bad_form(text)
    first, month, last, era = match[1], int(match[3]), match[4], match[5]
    if len(first) == 4 and len(last) <= 2:
        year, day = int(first), int(last)
    elif len(last) == 4 and len(first) <= 2:
        year, day = int(last), int(first)
    else:
        raise _bad_form(text)
    kind = _calendar_of(year, era, text)
    _check(kind, year, month, day)
    return kind, (year, month, day)


def _calendar_of(year: int, era: str, text: str) -> Calendar:
    """The calendar told by the year, which must be the one of the era behind it."""
    kinds: list[Calendar] = ["hijri", "gregorian"]
    if era:
        kinds = [kind for kind in kinds if era in wording.table("calendar")[kind]["eras"]]
        if not kinds:
            raise _bad_form(text)
    for kind in kinds:
        if YEARS[kind][0] <= year <= YEARS[kind][1]:
            return kind
    raise _out_of_range(text, *kinds)


def _bad_form(text: str) -> CalendarError:
    return CalendarError("date-form", received=text, allowed="1445-12-18, 18/12/1445, 2024-06-24")


def parse_weekday(text: str) -> str | None:
    """The key (``monday``) of a weekday named in English or Arabic, or None.

    Case does not count, nor which hamza an alif bears (الإثنين, الاحد), nor يوم before the name.
    """
    name = _folded(text)
    day_word = _folded(str(wording.table("calendar")["day-word"]))
    name = name.removeprefix(f"{day_word} ").strip()
    for key, names in wording.table("calendar")["weekdays"].items():
        if name in (_folded(names["ar"]), _folded(names["en"])):
            return str(key)
    return None


def _folded(text: str) -> str:
    return re.sub("[أإآٱ]", "ا", " ".join(text.split())).casefold()


# Writing ----------------------------------------------------------------------------------------------------


def month_name(kind: Calendar, month: int, language: Language) -> str:
    """The name of a month (1-12) of a calendar."""
    return str(wording.table("calendar")[kind]["months"][month - 1][language])


def weekday_name(key: str, language: Language) -> str:
    """The name of the weekday with this key (``monday``)."""
    return str(wording.table("calendar")["weekdays"][key][language])


def short(day: Day, language: Language) -> str:
    """Both calendars: 18/12/1445هـ الموافق 24/06/2024م; 24 June 2024 (18 Dhu al-Hijjah 1445 AH)."""
    pattern = _pattern(language, "both")
    return pattern.format(hijri=hijri_text(day.hijri, language), gregorian=gregorian_text(day.gregorian, language))


def long(day: Day, language: Language) -> str:
    """``short`` after the weekday: يوم الاثنين 18/12/1445هـ …; Monday, 24 June 2024 …"""
    weekday = weekday_name(day.weekday, language)
    return _pattern(language, "long").format(weekday=weekday, date=short(day, language))


def spelled(day: Day, language: Language) -> str:
    """Weekday and months by name: الاثنين 18 ذو الحجة 1445هـ الموافق 24 يونيو 2024م.

    Month names keep ذو after a preposition too, as published dates do.
    """
    date = _pattern(language, "both").format(
        hijri=_date_text("hijri-spelled", "hijri", day.hijri, language),
        gregorian=_date_text("gregorian-spelled", "gregorian", _tuple(day.gregorian), language),
    )
    weekday = weekday_name(day.weekday, language)
    return _pattern(language, "spelled").format(weekday=weekday, date=date)


def hijri_text(hijri: YearMonthDay, language: Language) -> str:
    """A Hijri date alone: 18/12/1445هـ; 18 Dhu al-Hijjah 1445 AH."""
    return _date_text("hijri", "hijri", hijri, language)


def gregorian_text(gregorian: datetime.date, language: Language) -> str:
    """A Gregorian date alone: 24/06/2024م; 24 June 2024."""
    return _date_text("gregorian", "gregorian", _tuple(gregorian), language)


def _date_text(pattern: str, kind: Calendar, date: YearMonthDay, language: Language) -> str:
    year, month, day = date
    name = month_name(kind, month, language)
    return _pattern(language, pattern).format(year=year, month=month, day=day, name=name)


def _tuple(date: datetime.date) -> YearMonthDay:
    return date.year, date.month, date.day


def _pattern(language: Language, name: str) -> str:
    return str(wording.table("calendar")["patterns"][language][name])


def _weekday_keys() -> list[str]:
    return list(map(str, wording.table("calendar")["weekdays"]))


# Counting ---------------------------------------------------------------------------------------------------


def add_months(date: datetime.date, months: int) -> datetime.date:
    """The same day of a later (or, negative, an earlier) month, or that month's last day if it has no such
    day.

    Raises CalendarError where the result lies outside the years 1-9999.
    """
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise _too_far(date, f"{months} months")
    last = calendar.monthrange(year, month + 1)[1]
    return date.replace(year=year, month=month + 1, day=min(date.day, last))


def add_period(date: datetime.date, amount: int, unit: str) -> datetime.date:
    """The Gregorian date ``amount`` of a unit of ``durations.UNITS`` later.

    Periods are counted in the Gregorian calendar, as the Kingdom counts them outside matters of Sharia. The
    first day is not counted. Working days are Sunday to Thursday; public holidays are not known here. Raises
    ValueError for an unknown unit or a negative amount, CalendarError where the result lies beyond the year
    9999.
    """
    if amount < 0:
        raise ValueError(f"a period is not negative, got {amount}")
    try:
        match unit:
            case "day" | "week":
                return date + datetime.timedelta(days=amount * (7 if unit == "week" else 1))
            case "working-day":
                return _add_working_days(date, amount)
            case "month" | "year":
                return add_months(date, amount * (12 if unit == "year" else 1))
    except OverflowError:
        raise _too_far(date, f"{amount} {unit}") from None
    raise ValueError(f"unknown unit {unit!r}")


def _add_working_days(date: datetime.date, amount: int) -> datetime.date:
    while amount > 0:
        date += datetime.timedelta(days=1)
        amount -= date.weekday() not in _WEEKEND
    return date


def _too_far(date: datetime.date, period: str) -> CalendarError:
    allowed = f"{datetime.MINYEAR}-{datetime.MAXYEAR}"
    return CalendarError("date-out-of-range", received=f"{date} + {period}", allowed=allowed, part="year")

"""Numbers: digits of two systems, dates in two orders, and identity numbers of people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator import wording
from generator.language.digits import systems
from generator.language.lint.text import Fault, Text, any_of

_DIGIT = "0-9٠-٩۰-۹"
_LATIN_WORD = "A-Za-z"
#: Numbers that follow the digits of the text: none of a code or of a Latin name (ISO 9001), none as long as a phone.
_NUMBER = re.compile(
    rf"(?<![{_DIGIT}{_LATIN_WORD}+_/.-])(?<![{_LATIN_WORD}] )[{_DIGIT}]{{1,6}}"
    rf"(?![{_DIGIT}{_LATIN_WORD}_])(?!-[{_LATIN_WORD}])"
)
_ITEM = re.compile(
    rf"[ \t]*[{_DIGIT}]+[.)](?=\s)"
)  # Markdown's own numbers, which are printed in the digits of the text
_DAY_FIRST = rf"[{_DIGIT}]{{1,2}} ?(?P<by>[-/]) ?[{_DIGIT}]{{1,2}} ?(?P=by) ?[{_DIGIT}]{{4}}"
_YEAR_FIRST = rf"[{_DIGIT}]{{4}} ?(?P<part>[-/]) ?[{_DIGIT}]{{1,2}} ?(?P=part) ?[{_DIGIT}]{{1,2}}"
# A pattern that begins with what is looked for is found faster than one that begins with what must not precede it.
_DATE = re.compile(rf"(?=[{_DIGIT}])(?<![{_DIGIT}/-])(?:(?P<day>{_DAY_FIRST})|(?P<year>{_YEAR_FIRST}))(?![{_DIGIT}/-])")
_IDENTITY = re.compile(
    rf"[12١٢۱۲](?<![{_DIGIT}{_LATIN_WORD}+/.,-].)[{_DIGIT}]{{9}}(?![{_DIGIT}{_LATIN_WORD}/-]|[.,][{_DIGIT}])"
)
_LETTERS = re.compile(r"[^\W\d_]")
_NEAR = 40  # characters before a number, in which what it is is told


def numbers(text: Text) -> Iterator[Fault]:
    """All faults of this module."""
    yield from _mixed_digits(text)
    yield from _mixed_orders(text)
    yield from _identities(text)


def _mixed_digits(text: Text) -> Iterator[Fault]:
    """European and Arabic-Indic digits in Arabic text: the rarer ones are told (domain: digits apply to everything)."""
    found: dict[str, list[re.Match[str]]] = {}
    for line in text.lines:
        if not line.is_arabic:
            continue
        begin = _ITEM.match(line.text) if text.kind in {"markdown", "scalar"} else None
        for match in _NUMBER.finditer(text.masked, line.start + (begin.end() if begin else 0), line.end):
            (system,) = systems(match[0]) if len(systems(match[0])) == 1 else ("both",)
            found.setdefault(system, []).append(match)
    if len(found) > 1:
        rarer = min(found.values(), key=_by_use)
        counts = {system.replace("-", "_"): str(len(found.get(system, ()))) for system in ("european", "arabic-indic")}
        yield Fault("digits-mixed", *rarer[0].span(), facts={"found": rarer[0][0], **counts})


def _by_use(matches: list[re.Match[str]]) -> tuple[int, int]:
    """Sorts by number; of two that are used as often the later one is the stranger."""
    return len(matches), -matches[0].start()


def _mixed_orders(text: Text) -> Iterator[Fault]:
    """Dates that begin with the day, and dates that begin with the year: one order in a document."""
    found: dict[str, list[re.Match[str]]] = {}
    for match in text.search(_DATE, "/", "-"):
        if text.line_at(match.start()).is_arabic:
            found.setdefault("day" if match["day"] else "year", []).append(match)
    if len(found) > 1:
        rarer, usual = sorted(found.values(), key=_by_use)
        yield Fault("date-orders-mixed", *rarer[0].span(), facts={"found": rarer[0][0], "other": usual[0][0]})


def _identities(text: Text) -> Iterator[Fault]:
    """Ten digits that begin with 1 or 2, as identity and residence numbers do; these have no place in public files."""
    if text.kind == "scalar" and not _LETTERS.search(text.masked):
        return  # a number alone is told by its key, which no rule reads
    for match in text.search(_IDENTITY):
        if not _other_things().search(text.line_before(match.start())[-_NEAR:]):
            number = match[0]
            yield Fault("identity-number", *match.span(), facts={"found": f"{number[:2]}…{number[-2:]}"})


@cache
def _other_things() -> re.Pattern[str]:
    words = [word for row in wording.table("lint")["numbers-of-other-things"] for word in row]
    return re.compile(f"(?:{any_of(words)})", re.IGNORECASE)

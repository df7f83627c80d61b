"""Deadlines: a maximum written as a minimum, and numbers whose noun has the wrong form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from generator import wording
from generator.language import durations
from generator.language.digits import to_european
from generator.language.lint.text import EDGE_AFTER, EDGE_BEFORE, GAP, Fault, Text, any_of
from generator.language.spelling import LETTER

_DIGIT = "0-9٠-٩۰-۹"
_FAR = 80  # characters before a span of time, in which an answer is named
_STOP = re.compile(r"[.،؛:\n]")
_TAIL = re.compile(rf"[^\S\n]*(?P<next>[{LETTER}{_DIGIT}]+)?")

Gender = Literal["m", "f"]


def deadlines(text: Text) -> Iterator[Fault]:
    """All faults of this module."""
    yield from _inverted(text)
    yield from _duals(text)
    yield from _tens(text)
    yield from _counted(text)
    yield from _spelled(text)
    yield from _compounds(text)


# ---- a maximum as a minimum ----


def _inverted(text: Text) -> Iterator[Fault]:
    """``خلال … لا تقل عن``: an answering time has a longest length; notices and keeping times have a shortest one."""
    pattern, answers, minima = _inversions()
    for match in text.search(pattern):
        before = _STOP.split(text.masked[max(0, match.start() - _FAR) : match.start()])[-1]
        after = _STOP.split(text.masked[match.end() : match.end() + _FAR])[0]
        if (match["within"] or answers.search(before)) and not minima.search(after):
            facts = {"found": _shown(match[0]), "wanted": wording.table("lint")["deadlines"]["right"]}
            yield Fault("inverted-deadline", *match.span(), facts=facts)


@cache
def _inversions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The phrase, what names an answer before it, and what behind it makes it a notice (… قبل الموعد) or a requirement
    (… من الخبرة), which have a shortest length."""
    table = wording.table("lint")["deadlines"]
    span, less = any_of(table["span"]), any_of(table["no-less"])
    within = rf"(?P<within>[وف]?(?:{any_of(table['within'])})){GAP}(?:(?:{span}){GAP}(?:[{LETTER}]+ية{GAP})?)?"
    pattern = rf"{EDGE_BEFORE}(?:{within}|{table['in']}{GAP}(?:{span}){GAP})(?:{less}){EDGE_AFTER}"
    answers = rf"{EDGE_BEFORE}[وف]?(?:{any_of(table['answers'])}){EDGE_AFTER}"
    minima = rf"{EDGE_BEFORE}[وفبل]?(?:{any_of([table['notice'], *table['requirements']])}){EDGE_AFTER}"
    return re.compile(pattern), re.compile(answers), re.compile(minima)


# ---- case ----


def _duals(text: Text) -> Iterator[Fault]:
    """``خلال أسبوعان``: a dual right after a preposition or a measure is oblique."""
    pattern, right = _dual_pattern()
    for match in text.search(pattern):
        found = match["dual"]
        wanted = right[" ".join(found.split())]
        yield Fault("count-case", *match.span("dual"), wanted, facts={"found": _shown(match[0]), "wanted": wanted})


@cache
def _dual_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    units = wording.table("units")
    right = {units[unit]["ar"]["two"]["nom"]: units[unit]["ar"]["two"]["gen"] for unit in durations.UNITS}
    right |= wording.table("lint")["counting"]["duals"]
    return re.compile(rf"{_oblique()}(?P<dual>{any_of(right)}){EDGE_AFTER}"), right


def _tens(text: Text) -> Iterator[Fault]:
    """``خلال ثلاثون يوماً``, ``لمدة خمسة وعشرون يوماً``: tens after a preposition or a measure."""
    pattern, right = _tens_pattern()
    for match in text.search(pattern):
        wanted = right[match["tens"]]
        facts = {"found": _shown(match[0]), "wanted": (match["and"] or "") + wanted}
        yield Fault("count-case", *match.span("tens"), wanted, facts=facts)


@cache
def _tens_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    counting = wording.table("lint")["counting"]
    right = dict(zip(counting["tens"]["nom"], counting["tens"]["gen"], strict=True))
    ones = any_of([*counting["with"]["m"], *counting["with"]["f"]])
    return re.compile(rf"{_oblique()}(?:(?:{ones}){GAP}(?P<and>و))?(?P<tens>{any_of(right)}){EDGE_AFTER}"), right


def _oblique() -> str:
    """A pattern for what makes the next noun oblique, with the gap after it, or for a prefix ب or ل of the noun."""
    table = wording.table("lint")["takes-oblique"]
    words = any_of([*table["prepositions"], *table["measures"]])
    return rf"{EDGE_BEFORE}(?:[وف]?(?:{words}){GAP}|[وف]?[بل])"


# ---- the noun of a number in digits ----


@dataclass(frozen=True, slots=True)
class _Unit:
    """The forms of a unit of time after each kind of number; ``wanted`` is the one that is written."""

    wanted: dict[str, str]
    allowed: dict[str, frozenset[str]]
    gender: Gender


def _counted(text: Text) -> Iterator[Fault]:
    """``15 أيام عمل``, ``5 يوماً``, ``15 يوم``: the last two digits decide the noun's form."""
    counting = wording.table("lint")["counting"]
    pattern, unit_of = _counted_pattern()
    for match in text.search(pattern):
        number = int(to_european(match["number"]))
        kind = durations.category(number)
        if kind in {"one", "two"} or number == 0 or _is_numbered(text, match.start()):
            continue
        following = _following(text, match)
        unit = unit_of[match["noun"]]
        works = following == counting["work"]
        if following.startswith("ال") or (not works and _governs(match["noun"], unit, following)):
            continue
        form = "other" if works and kind == "many" else kind
        wanted = unit.wanted[form]
        if match["noun"] in unit.allowed[form]:
            continue
        said = f"{match['number']} {wanted}" + (f" {following}" if works else "")
        facts = {"found": _shown(match[0]) + (f" {following}" if works else ""), "wanted": said}
        yield Fault("counted-noun", *match.span("noun"), wanted, facts=facts)


def _following(text: Text, match: re.Match[str]) -> str:
    """The word or number that follows a match in its line, or an empty text."""
    tail = _TAIL.match(text.masked, match.end())
    return (tail["next"] if tail else None) or ""


def _governs(noun: str, unit: _Unit, following: str) -> bool:
    """Whether a unit may be in construct with what follows: 15 يوم تأخير, 5 شهر رمضان, 5 سنة 1445."""
    singular = noun in unit.allowed["other"]
    return singular and following != "" and following not in wording.table("lint")["counting"]["ends"]


def _is_numbered(text: Text, position: int) -> bool:
    """Whether the number before a unit is that of a clause: البند 15 …"""
    words = re.findall(f"[{LETTER}]+", text.line_before(position))
    return bool(words) and words[-1] in wording.table("lint")["counting"]["numbered"]


@cache
def _units() -> dict[str, _Unit]:
    counting = wording.table("lint")["counting"]
    made = {}
    for name, gender in counting["genders"].items():
        forms: dict[str, Any] = wording.table("units")[name]["ar"]
        wanted = {kind: forms[kind] for kind in ("few", "many", "other")}
        also = counting["also"].get(name, {})
        allowed = {kind: frozenset({form, *also.get(kind, ())}) for kind, form in wanted.items()}
        made[name] = _Unit(wanted, allowed, gender)
    return made


@cache
def _counted_pattern() -> tuple[re.Pattern[str], dict[str, _Unit]]:
    unit_of = {form: unit for unit in _units().values() for forms in unit.allowed.values() for form in forms}
    number = rf"(?<![{_DIGIT}A-Za-z.,/:%٪٫٬-])\(?(?P<number>[{_DIGIT}]{{1,3}})\)?"
    return re.compile(rf"{number}{GAP}(?P<noun>{any_of(unit_of)}){EDGE_AFTER}"), unit_of


# ---- numbers in words ----


def _spelled(text: Text) -> Iterator[Fault]:
    """``ثلاث أيام``, ``خمسة سنوات``: from three to ten the number has the other gender than its noun."""
    pattern, gender_of, right = _spelled_pattern()
    for match in text.search(pattern):
        gender = gender_of[match["noun"]]
        found = match["number"]
        if found not in right[gender] or _is_compound(text, match.start()):
            continue
        wanted = right[gender][found]
        facts = {"found": _shown(match[0].strip()), "wanted": f"{wanted} {match['noun']}"}
        yield Fault("number-gender", *match.span("number"), wanted, facts=facts)


@cache
def _spelled_pattern() -> tuple[re.Pattern[str], dict[str, Gender], dict[Gender, dict[str, str]]]:
    counting = wording.table("lint")["counting"]
    with_m, with_f = counting["with"]["m"], counting["with"]["f"]
    gender_of: dict[str, Gender] = {}
    for gender in ("m", "f"):
        gender_of |= dict.fromkeys(counting["plurals"][gender], gender)
    right: dict[Gender, dict[str, str]] = {
        "m": dict(zip(with_f, with_m, strict=True)),
        "f": dict(zip(with_m, with_f, strict=True)),
    }
    number = rf"{EDGE_BEFORE}[وف]?[بلك]?(?P<number>{any_of([*with_m, *with_f])})"
    return re.compile(rf"{number}{GAP}(?P<noun>{any_of(gender_of)}){EDGE_AFTER}"), gender_of, right


def _is_compound(text: Text, position: int) -> bool:
    """Whether a number stands before another (ثلاثة عشر …): then the noun's number is another fault."""
    counting = wording.table("lint")["counting"]
    words = re.findall(f"[{LETTER}]+", text.line_before(position)[-_FAR:])
    return bool(words) and words[-1].removeprefix("و") in {*counting["with"]["m"], *counting["with"]["f"]}


def _compounds(text: Text) -> Iterator[Fault]:
    """``خمسة عشر أيام``, ``خمس عشرة يوماً``: from 13 to 19 the unit has the other gender, the ten the noun's own, and
    the noun is a singular."""
    pattern, unit_of = _compound_pattern()
    counting = wording.table("lint")["counting"]
    ones = {one: index for gender in ("m", "f") for index, one in enumerate(counting["with"][gender])}
    for match in text.search(pattern):
        unit = unit_of[match["noun"]]
        following = _following(text, match)
        works = following == counting["work"]
        form = "other" if works or _governs(match["noun"], unit, following) else "many"
        noun = match["noun"] if match["noun"] in unit.allowed[form] else unit.wanted[form]
        wanted = f"{counting['with'][unit.gender][ones[match['one']]]} {counting['ten'][unit.gender]} {noun}"
        if wanted != _shown(match["count"]):
            facts = {"found": _shown(match["count"]), "wanted": wanted}
            yield Fault("counted-noun", *match.span("count"), wanted, facts=facts)


@cache
def _compound_pattern() -> tuple[re.Pattern[str], dict[str, _Unit]]:
    counting = wording.table("lint")["counting"]
    unit_of = {form: unit for unit in _units().values() for forms in unit.allowed.values() for form in forms}
    ones = any_of([*counting["with"]["m"][:-1], *counting["with"]["f"][:-1]])
    tens = any_of(counting["ten"].values())
    count = rf"(?P<count>(?P<one>{ones}){GAP}(?:{tens}){GAP}(?P<noun>{any_of(unit_of)}))"
    return re.compile(rf"{EDGE_BEFORE}[وف]?[بلك]?{count}{EDGE_AFTER}"), unit_of


def _shown(found: str) -> str:
    """A found phrase as it is told: on one line."""
    return " ".join(found.split())

"""Ordinals after their nouns: ``في اجتماعه العشرون``, ``جلسته الثاني عشر``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator import wording
from generator.language import ordinals as forms
from generator.language.lint.masks import VALUE
from generator.language.lint.text import EDGE_AFTER, EDGE_BEFORE, GAP, Fault, Text, any_of
from generator.language.ordinals import Gender
from generator.language.spelling import LETTER

_PRONOUN = "(?P<pronoun>ها|هم|هما|ه|نا)"
_WORDS_AFTER = re.compile(rf"[^\S\n]+([{LETTER}]+)(?:[^\S\n]+([{LETTER}]+))?")
_BEGINS = re.compile(rf"(?:^|[^\w\s{VALUE}])\s*$")
_WORD_BEFORE = re.compile(rf"([{LETTER}]+)[^\S\n]+$")


def ordinals(text: Text) -> Iterator[Fault]:
    """All faults of this module."""
    seen: set[int] = set()
    for match in text.search(_pattern()):
        if fault := _agreement(text, match):
            seen.add(fault.start)
            yield fault
    for match in text.search(_teen_pattern()):
        if match.start("ordinal") not in seen:
            yield from _mixed_teen(match)
    for match in text.search(_dual_pattern()):
        found = match["dual"]
        wanted = f"{found.removesuffix('ان')}ين"
        yield Fault("count-case", *match.span("dual"), wanted, facts={"found": _shown(match[0]), "wanted": wanted})


@dataclass(frozen=True, slots=True)
class _Ordinal:
    """A number as its words say it, and how they say it; ``gender`` and ``case`` are None where the words show none."""

    number: int
    genders: frozenset[Gender]
    case: Literal["nom", "gen"] | None


def _agreement(text: Text, match: re.Match[str]) -> Fault | None:
    """The fault of an ordinal after a noun whose gender is known.

    Only a noun after a preposition has its ordinal surely for itself and in the genitive: in قرار الجلسة الثاني it
    belongs to another noun. At the beginning of a line or behind a mark there is no such noun either.
    """
    has_article = match["begin"].endswith(("ال", "لل"))
    if has_article == bool(match["pronoun"]):
        return None
    is_ruled = match["begin"].lstrip("وف")[:1] in {"ب", "ل", "ك"} or _follows_preposition(text, match.start())
    if not (is_ruled or _BEGINS.search(text.line_before(match.start()))):
        return None
    if _begins_another(text, match):
        return None
    gender: Gender = "m" if match["m"] else "f"
    ordinal = _read(match)
    wrong_case = is_ruled and ordinal.case == "nom"
    wrong_gender = ordinal.genders not in ({gender}, frozenset())
    if not (wrong_case or wrong_gender):
        return None
    wanted = forms.ordinal(ordinal.number, gender, "gen" if is_ruled else ordinal.case or "nom")
    facts = {"found": _shown(match[0]), "wanted": wanted}
    rule = "ordinal-gender" if wrong_gender else "ordinal-case"
    return Fault(rule, *match.span("ordinal"), wanted, facts=facts)


def _follows_preposition(text: Text, position: int) -> bool:
    before = _WORD_BEFORE.search(text.line_before(position))
    return before is not None and (before[1] in _prepositions() or before[1][1:] in _prepositions())


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(wording.table("lint")["takes-oblique"]["prepositions"])


def _begins_another(text: Text, match: re.Match[str]) -> bool:
    """Whether what looks like an ordinal is something else: الأول فالأول, الأولى بالرعاية, الثاني من محرم."""
    if match["teen"] or match["and_tens"] or match["tens"]:
        return False
    after = _WORDS_AFTER.match(text.masked, match.end())
    if after is None:
        return False
    months = {month["ar"].split()[0] for month in (*_calendar("hijri"), *_calendar("gregorian"))}
    more_worthy = match["unit"] == wording.table("ordinals")["ar"]["units"]["f"][0] and after[1].startswith("ب")
    return more_worthy or after[1].startswith("ف") or (after[2] or "") in months


def _calendar(kind: str) -> list[dict[str, str]]:
    months: list[dict[str, str]] = wording.table("calendar")[kind]["months"]
    return months


def _read(match: re.Match[str]) -> _Ordinal:
    """The number of a matched ordinal and what its words show."""
    words = wording.table("ordinals")["ar"]
    if match["tens"]:
        number, case = _tens()[match["tens"]]
        return _Ordinal(number, frozenset(), case)
    number, gender = _units()[match["unit"]]
    if match["teen"]:
        of_ten: Gender = "m" if match["teen"] == words["ten-in-compound"]["m"] else "f"
        return _Ordinal(number % 10 + 10, frozenset({gender, of_ten}), None)
    if match["and_tens"]:
        tens, case = _tens()[match["and_tens"]]
        return _Ordinal(tens + number, frozenset({gender}), case)
    return _Ordinal(number, frozenset({gender}), None)


def _mixed_teen(match: re.Match[str]) -> Iterator[Fault]:
    """``الثانية عشر``, ``الثاني عشرة``: the two words of 11 to 19 agree with each other, whatever the noun."""
    ordinal = _read(match)
    if len(ordinal.genders) == 2 and ordinal.number > 10:
        (_, gender) = _units()[match["unit"]]
        wanted = forms.ordinal(ordinal.number, gender)
        facts = {"found": _shown(match["ordinal"]), "wanted": wanted}
        yield Fault("ordinal-gender", *match.span("ordinal"), wanted, facts=facts)


# ---- patterns ----


@cache
def _units() -> dict[str, tuple[int, Gender]]:
    """1 to 9 (and 10, and the one of 11, 21 …) and their gender, by their words."""
    words = wording.table("ordinals")["ar"]
    found: dict[str, tuple[int, Gender]] = {}
    genders: tuple[Gender, Gender] = ("m", "f")
    for gender in genders:
        found |= {word: (number, gender) for number, word in enumerate(words["units"][gender], 1)}
        found[words["one-in-compound"][gender]] = (1, gender)
    return found


@cache
def _tens() -> dict[str, tuple[int, Literal["nom", "gen"]]]:
    words = wording.table("ordinals")["ar"]["tens"]
    found: dict[str, tuple[int, Literal["nom", "gen"]]] = {}
    found |= {word: (number, "nom") for number, word in zip(range(20, 100, 10), words["nom"], strict=True)}
    found |= {word: (number, "gen") for number, word in zip(range(20, 100, 10), words["gen"], strict=True)}
    return found


def _ordinal_pattern() -> str:
    words = wording.table("ordinals")["ar"]
    plurals = wording.table("lint")["counting"]["plurals"]
    # A plural behind it shows that the second word counts: في السنة الثانية عشر جلسات.
    counts = rf"{GAP}(?:{any_of([*plurals['m'], *plurals['f']])}){EDGE_AFTER}"
    teen = rf"{GAP}(?P<teen>{any_of(words['ten-in-compound'].values())}){EDGE_AFTER}(?!{counts})"
    and_tens = rf"{GAP}{words['and']}(?P<and_tens>{any_of(_tens())}){EDGE_AFTER}"
    unit = rf"(?P<unit>{any_of(_units())}){EDGE_AFTER}(?:{teen}|{and_tens})?"
    return rf"(?P<ordinal>{unit}|(?P<tens>{any_of(_tens())}){EDGE_AFTER})"


@cache
def _pattern() -> re.Pattern[str]:
    """A noun with the article or a pronoun, perhaps an adjective, and an ordinal."""
    nouns = wording.table("lint")["ordinal-nouns"]
    m, f = any_of(nouns["m"]), any_of(noun.removesuffix("ة") for noun in nouns["f"])
    # The pronoun stands in a group of its own: a group may be named only once.
    noun = rf"(?:(?P<m>{m})|(?P<f>{f})(?:ة|ت(?={_PRONOUN.replace('?P<pronoun>', '?:')})))(?:{_PRONOUN})?{EDGE_AFTER}"
    between = rf"(?:(?:{any_of(nouns['between'])}){GAP})?"
    return re.compile(rf"{EDGE_BEFORE}(?P<begin>[وف]?(?:[بك]?ال|لل|[بلك])?){noun}{GAP}{between}{_ordinal_pattern()}")


@cache
def _teen_pattern() -> re.Pattern[str]:
    """An ordinal alone."""
    return re.compile(rf"{EDGE_BEFORE}[وفبلك]?{_ordinal_pattern()}")


@cache
def _dual_pattern() -> re.Pattern[str]:
    """A definite dual right after a preposition: في البندان, للجلستان."""
    table = wording.table("lint")
    nouns = table["ordinal-nouns"]
    duals = any_of([*nouns["m"], *(f"{noun.removesuffix('ة')}ت" for noun in nouns["f"])])
    prepositions = any_of(_prepositions())
    before = rf"(?:[وف]?(?:{prepositions}){GAP}ال|[وف]?بال|[وف]?لل)"
    return re.compile(rf"{EDGE_BEFORE}{before}(?P<dual>(?:{duals})ان){EDGE_AFTER}")


def _shown(found: str) -> str:
    return " ".join(found.split())

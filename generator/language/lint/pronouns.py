"""Plural nouns with singular pronouns, and plurals with a second ending: what search and replace leaves behind.

Only what is certain is told: that a pronoun agrees with a noun further off is a matter of reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator import wording
from generator.language.lint.text import EDGE_AFTER, EDGE_BEFORE, GAP, Fault, Text, any_of
from generator.language.spelling import LETTER

_ENDINGS = "(?:ه|ها|هم|ين|ون|ات|ان)"
_STOP = re.compile(r"[.،؛:!؟|\n]")
_BETWEEN = 3  # words at most between the plural and what belongs to it
_CLAUSE = 200  # characters of a clause that are looked at


def pronouns(text: Text) -> Iterator[Fault]:
    """All faults of this module."""
    for match in text.search(_glued_pattern()):
        yield Fault("plural-ending", *match.span(), facts={"found": match[0], "wanted": match["noun"]})
    belongings = wording.table("lint")["belongings"]
    for match in text.search(_apart_pattern()):
        clause = _STOP.split(text.masked[max(0, match.start() - _CLAUSE) : match.start()])[-1]
        if not _persons().search(clause) and not _persons().search(match["between"] or ""):
            wanted = belongings[match["owned"]]
            facts = {"found": match["owned"], "noun": match["noun"], "wanted": wanted}
            yield Fault("pronoun-number", *match.span("owned"), wanted, facts=facts)


@cache
def _glued_pattern() -> re.Pattern[str]:
    """A definite plural with a pronoun or another ending: المستفيدينه, الأعضاءات."""
    return re.compile(rf"{EDGE_BEFORE}(?P<noun>{any_of(_plurals())}){_ENDINGS}{EDGE_AFTER}")


@cache
def _apart_pattern() -> re.Pattern[str]:
    """A definite plural, and in the same clause something that belongs to one person: المستفيدين وحفظ معاملته."""
    owned = any_of(wording.table("lint")["belongings"])
    between = rf"(?P<between>(?:{GAP}[{LETTER}]+){{0,{_BETWEEN}}})"
    return re.compile(
        rf"{EDGE_BEFORE}(?P<noun>{any_of(_plurals())}){EDGE_AFTER}{between}{GAP}[وفب]?(?P<owned>{owned}){EDGE_AFTER}"
    )


def _plurals() -> set[str]:
    """The definite plurals of the people served, with and without a prefix."""
    keys = {"the_many", "the_many_nom", "to_the_many", "by_the_many", "and_the_many", "and_the_many_nom"}
    served = wording.table("served")
    return {forms["ar"][key] for forms in served.values() for key in keys if key in forms["ar"]}


@cache
def _persons() -> re.Pattern[str]:
    """Singular nouns to which a pronoun of one person may belong."""
    keys = {"one", "one_acc", "the_one", "to_the_one", "by_the_one", "and_the_one", "the_one_f", "one_f"}
    served = wording.table("served")
    singulars = {forms["ar"][key] for forms in served.values() for key in keys if key in forms["ar"]}
    words = any_of({*singulars, *wording.table("lint")["persons"]})
    return re.compile(rf"{EDGE_BEFORE}(?:[وف]?[بلك]?|[وف]?لل)(?:{words}){EDGE_AFTER}")

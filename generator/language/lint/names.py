"""Names of other associations, which a text copied from them still bears."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from generator.language.lint.text import EDGE_AFTER, EDGE_BEFORE, GAP, Fault, Text

_VARIANTS = {"ا": "[اأإآ]", "أ": "[اأ]", "إ": "[اإ]", "ة": "[ةه]", "ى": "[ىي]", "ي": "[يى]"}
_PREFIXES = "[وف]?[بلك]?"
_FEWEST = 2  # words of a name: a single one may be a common noun


def names(text: Text, own: Sequence[str] | None, others: Sequence[Sequence[str]]) -> Iterator[Fault]:
    """Names of ``others`` (those of each in both languages) in a text of the association that bears the names ``own``.

    Where ``own`` is None, nobody said whose text it is: then the association that is named most is taken for its own.
    """
    bearers = {name: bearer for bearer, some in enumerate(others) for name in some if name not in (own or ())}
    foreign = tuple(sorted(bearers))
    found = [(match, bearers[_named(match, foreign)]) for match in _occurrences(text, foreign)]
    covered = [match.span() for match in _occurrences(text, tuple(own or ()))] if found else []
    found = [(match, bearer) for match, bearer in found if not any(_is_inside(match, span) for span in covered)]
    if own is None and found:
        usual = Counter(bearer for _, bearer in found).most_common(1)[0][0]
        found = [(match, bearer) for match, bearer in found if bearer != usual]
    for match, _ in found:
        yield Fault("foreign-name", *match.span(), facts={"found": " ".join(match[0].split())})


def _occurrences(text: Text, some: tuple[str, ...]) -> Iterator[re.Match[str]]:
    pattern = _pattern(some)
    return text.search(pattern) if pattern else iter(())


def _named(match: re.Match[str], some: tuple[str, ...]) -> str:
    """Which of some names a match is."""
    return next(name for name in some if len(name.split()) >= _FEWEST and _alone(name).fullmatch(match[0]))


@lru_cache(maxsize=512)
def _alone(name: str) -> re.Pattern[str]:
    return re.compile(_form(name))


def _is_inside(match: re.Match[str], span: tuple[int, int]) -> bool:
    return span[0] <= match.start() and match.end() <= span[1] and match.span() != span


@lru_cache(maxsize=512)
def _pattern(some: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of some names, however its hamza is written, with or without a prefix (للجمعية السعودية …); longer ones
    first, since one may begin another."""
    long = sorted((name for name in some if len(name.split()) >= _FEWEST), key=len, reverse=True)
    if not long:
        return None
    return re.compile(f"{EDGE_BEFORE}(?:{'|'.join(map(_form, long))}){EDGE_AFTER}(?![A-Za-z])")


def _form(name: str) -> str:
    first, *rest = ("".join(_VARIANTS.get(letter, re.escape(letter)) for letter in word) for word in name.split())
    if name.startswith("ال"):
        bare = first.removeprefix(f"{_VARIANTS['ا']}ل")
        first = f"(?:{_PREFIXES}{first}|[وف]?لل{bare})"
    elif not re.match("[A-Za-z]", name):
        first = _PREFIXES + first
    return GAP.join([first, *rest])

"""Words: misspelt ones, wrong phrases, weak ways of writing, and split words.

All words stand in ``templates/wording/lint.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from generator import wording
from generator.language.lint.text import EDGE_AFTER, EDGE_BEFORE, GAP, Fault, Text, any_of
from generator.language.spelling import LETTER, MARK

_WORD = re.compile(f"{EDGE_BEFORE}[{LETTER}][{LETTER}{MARK}]*{EDGE_AFTER}")
_NOT_LETTERS = re.compile(f"(?![\u0653-\u0655])[{MARK}ـ]")  # a hamza typed apart is part of its letter
_ALIFS = {"above": ("أ", "ا"), "below": ("إ", "ا"), "none": ("ا", "إأ")}  # the right first letter, and wrong ones
_ARTICLES = tuple(before + article for article in ("ال", "بال", "كال", "لل") for before in ("", "و", "ف"))
_ALONE = ("ال", "وال", "لل", "ولل")  # articles that are no words when they stand alone (بال is one)
_LETTERS = ("", "و", "ب", "ل", "ك", "وب", "ول", "وك")
_ENDINGS = ("", "ا", "ه", "ها", "هم", "هما", "نا")
_SPLIT = re.compile(
    f"(?<![{LETTER}{MARK}ـ])([{LETTER}][{LETTER}{MARK}]*) (?=([{LETTER}][{LETTER}{MARK}]*)(?![{LETTER}{MARK}ـ]))"
)
_SHORTEST = 5  # letters of a word that is looked for in two halves

#: How often each word occurs in the texts that are known to be sound.
Vocabulary = Mapping[str, int]


def words(text: Text) -> Iterator[Fault]:
    """All faults of this module but split words."""
    phrases = list(_phrases(text))
    told = {place for fault in phrases for place in range(fault.start, fault.end)}
    # What a wrong phrase spells is its own matter: its first word alone may be a known misspelling of another word.
    yield from (fault for fault in _misspelt(text) if fault.start not in told)
    yield from phrases
    yield from _style(text)


def letters(word: str) -> str:
    """A word without marks and tatweel."""
    return _NOT_LETTERS.sub("", word)


# ---- misspelt words ----


def _misspelt(text: Text) -> Iterator[Fault]:
    """Words with a wrong letter."""
    for match in text.search(_WORD):
        wanted = _respelled(match[0])
        if not wanted:
            continue
        right = wanted[0] if len(wanted) == 1 else None
        facts = {"found": match[0], "wanted": " / ".join(wanted)}
        yield Fault("misspelling", *match.span(), right, safe=right is not None, facts=facts)


@lru_cache(maxsize=65536)
def _respelled(word: str) -> tuple[str, ...]:
    """How a word is rightly spelt, where it is misspelt: one way, or the two that may be meant."""
    bare = letters(word)
    known = _known()
    if bare in known["particles"]:
        return tuple(_with_marks(word, particle) for particle in known["particles"][bare])
    for conjunction in ("و", "ف"):
        rest = bare.removeprefix(conjunction)
        particles = known["particles"].get(rest, ()) if rest != bare else ()
        if particles and particles[0] not in known["alone"]:
            return tuple(_with_marks(word, conjunction + particle) for particle in particles)
    for article in _ARTICLES:
        rest = bare.removeprefix(article)
        if rest == bare:
            continue
        if rest in known["marbuta"]:
            return (_with_marks(word, article + known["marbuta"][rest]),)
        if right := known["nouns"].get(rest) or known["swapped"].get(rest):
            return tuple(_with_marks(word, article + noun) for noun in right)
    for prefix in _LETTERS:
        if bare.startswith(prefix) and (right := _noun(bare[len(prefix) :], prefix)):
            return tuple(_with_marks(word, prefix + noun) for noun in right)
    return ()


def _noun(bare: str, prefix: str) -> tuple[str, ...]:
    """The right spellings of a noun without article, with or without a pronoun."""
    known = _known()
    if bare in known["swapped"]:
        return tuple(known["swapped"][bare])
    for ending in _ENDINGS:
        stem = bare.removesuffix(ending)
        if ending and stem == bare:
            continue
        for form in _before_pronoun(stem) if ending else (stem,):
            right = known["nouns"].get(form, ())
            if right and not (prefix and right[0] in known["alone"]):
                # Only letters before the ending differ; the ending is kept as it is written.
                kept = len(form) - 1
                return tuple(noun[:kept] + bare[kept:] for noun in right)
    return ()


def _before_pronoun(stem: str) -> Iterator[str]:
    """What a stem before a pronoun may be alone: إدارت is إدارة, أدائ and أداؤ are أداء."""
    yield stem
    if stem.endswith("ت"):
        yield f"{stem[:-1]}ة"
    if stem.endswith(("ائ", "اؤ")):
        yield f"{stem[:-1]}ء"


def _with_marks(word: str, right: str) -> str:
    """``right``, which has as many letters as ``word``, with the marks of ``word``."""
    wanted = iter(right)
    return "".join(character if _NOT_LETTERS.match(character) else next(wanted) for character in word)


@cache
def _known() -> dict[str, Any]:
    """Wrong spellings and the right ones: of nouns with and without pronouns (one or two), of particles, and of nouns
    after the article; and the right words before which no letter stands."""
    table = wording.table("lint")
    nouns: dict[str, tuple[str, ...]] = {wrong: tuple(right) for wrong, right in table["hamza"]["either"].items()}
    for place, (_, wrong_letters) in _ALIFS.items():
        for right in (word for row in table["hamza"][place] for word in row):
            for letter in wrong_letters:
                nouns[letter + right[1:]] = (right,)
    nouns |= {wrong: (right,) for wrong, right in table["letters"].items()}
    marbuta = {f"{noun[:-1]}ه": noun for noun in table["marbuta"]}
    return {
        "nouns": nouns,
        "swapped": {wrong: (right,) for wrong, right in table["swapped"].items()},
        "particles": {
            wrong: (right,) if isinstance(right, str) else tuple(right)
            for wrong, right in table["hamza"]["particles"].items()
        },
        "marbuta": marbuta,
        "alone": frozenset(table["alone"]),
    }


# ---- phrases ----


def _phrases(text: Text) -> Iterator[Fault]:
    pattern, entries = _phrase_pattern()
    for match in text.search(pattern):
        entry = entries[" ".join(letters(match["phrase"]).split())]
        right, also = entry["right"], entry.get("also")
        facts = {
            "found": " ".join(match[0].split()),
            "wanted": f"{right} / {also}" if also else match["letter"] + right,
        }
        replacement = None if also else match["letter"] + right
        yield Fault("wrong-phrase", *match.span(), replacement, safe=bool(entry.get("safe")), facts=facts)


@cache
def _phrase_pattern() -> tuple[re.Pattern[str], dict[str, Any]]:
    entries = wording.table("lint")["phrases"]
    return re.compile(f"{EDGE_BEFORE}(?P<letter>[وفبلك]?)(?P<phrase>{any_of(entries)}){EDGE_AFTER}"), entries


def _style(text: Text) -> Iterator[Fault]:
    pattern, forms = _style_pattern()
    for match in text.search(pattern):
        wanted = next(wanted for form, wanted in forms if form.fullmatch(match["form"]))
        yield Fault("weak-wording", *match.span(), facts={"found": " ".join(match[0].split()), "wanted": wanted})


@cache
def _style_pattern() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]]]:
    """Any of the forms, without groups, by whose first letters an alternative is passed over; and each alone."""
    entries = wording.table("lint")["style"]
    pattern = re.compile(f"{EDGE_BEFORE}(?:[وف]?[بل]?)(?P<form>{'|'.join(map(_form, entries))}){EDGE_AFTER}")
    return pattern, [(re.compile(_form(form)), wanted) for form, wanted in entries.items()]


def _form(form: str) -> str:
    """A form of the table as a pattern: ``*`` is a word, ``~`` the rest of one."""
    word = f"[{LETTER}{MARK}]"
    return GAP.join(re.escape(part).replace(r"\*", f"{word}+").replace("\\~", f"{word}+") for part in form.split())


# ---- split words ----


def split_words(text: Text, vocabulary: Vocabulary, *, is_known: bool = False) -> Iterator[Fault]:
    """A word that a space has split: no half is a word, neither of ``vocabulary`` nor elsewhere in the text, and the
    whole is one of ``vocabulary``. An article that stands alone is never a word.

    ``is_known`` says that the vocabulary counts this text too, so that its own words prove nothing.
    """
    here: dict[str, int] | None = None
    for match in text.search(_SPLIT):
        first, second = letters(match[1]), letters(match[2])
        whole = first + second
        if len(whole) < _SHORTEST or whole not in vocabulary:
            continue
        here = here if here is not None else _counted(text)
        if first in _ALONE or all(_is_no_word(half, vocabulary, here, is_known) for half in (first, second)):
            facts = {"found": f"{match[1]} {match[2]}", "wanted": match[1] + match[2]}
            yield Fault("split-word", match.start(), match.end() + len(match[2]), match[1] + match[2], facts=facts)


def _is_no_word(half: str, vocabulary: Vocabulary, here: Mapping[str, int], is_known: bool) -> bool:
    counted = here.get(half, 0)
    elsewhere = vocabulary.get(half, 0) - (counted if is_known else 0)
    return elsewhere <= 0 and counted < 2


def _counted(text: Text) -> dict[str, int]:
    counts: dict[str, int] = {}
    for start, end in text.passages:
        for word in tokens(text.masked[start:end]):
            counts[word] = counts.get(word, 0) + 1
    return counts


def tokens(text: str) -> Iterator[str]:
    """The Arabic words of a text, without marks and tatweel."""
    for match in re.finditer(f"[{LETTER}{MARK}ـ]+", text):
        if word := letters(match[0]):
            yield word

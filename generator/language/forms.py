"""Forms of Arabic nouns: one-letter prefixes before a name or a title, and the gender of the noun a name
begins with."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from generator import wording

_MARKS = "\u064b-\u065f\u0670"  # tashkeel, which may stand on any letter of a word
_ARTICLE = re.compile(rf"[اٱ][{_MARKS}]*ل[{_MARKS}]*(?=\w)")

#: Verbal nouns on the pattern افتعال whose root begins with lam: their ال is part of the word.
_LAM_NOUNS = "التئام|التباس|التجاء|التحاق|التحام|التزام|التصاق|التفات|التقاء|التقاط|التماس|التهاب|التهام|التواء"
#: What may follow such a noun in its word: plural, dual, possessive, accusative, adjective (but not التقاطع).
_ENDINGS = "(?:ات|ان|ين|ا|اً|ه|ها|هم|هن|هما|ك|كم|نا|ي|ية|ياً)?"
_LAM_WORD = re.compile(f"(?:{_LAM_NOUNS}){_ENDINGS}(?!\\w)")


def has_article(noun: str) -> bool:
    """Whether the first word of ``noun`` begins with the article ال.

    Arabic spelling does not tell it: a small list knows the verbal nouns in which ال belongs to the word
    (التزام). Names without their hamza (الهام for إلهام) cannot be told and count as having the article.
    """
    return _ARTICLE.match(noun) is not None and _LAM_WORD.match(_bare(noun)) is None


def prefixed(noun: str, prefix: Literal["ل", "ب", "و"]) -> str:
    """``noun`` (a word or a phrase) with a one-letter prefix, as Arabic spells it.

    ل and the article become لل (للجمعية), and before a word that itself begins with lam one of the three is
    not written (للجنة, لله); everything else simply joins (لجمعية, بالجمعية, والجمعية, لالتزام). Before
    anything but an Arabic letter a tatweel keeps ل and ب in their joining shape (لـSQA, بـ«أوج»). Raises
    ValueError for an empty noun.
    """
    if not noun.strip():
        raise ValueError("a prefix needs a noun")
    if unicodedata.bidirectional(noun[0]) != "AL":
        return f"{prefix}{noun}" if prefix == "و" else f"{prefix}ـ{noun}"
    article = _ARTICLE.match(noun)
    if prefix != "ل" or article is None or not has_article(noun):
        return prefix + noun
    rest = noun[article.end() :]
    return f"ل{rest}" if rest.startswith("ل") else f"لل{rest}"


def first_noun_gender(name: str) -> Literal["m", "f"] | None:
    """The gender of the noun that the name of a body begins with, with or without the article; None where not
    known.

    الجمعية التعاونية … and جمعية … are feminine, مركز … is masculine; the nouns stand in
    ``wording/genders.yaml``.
    """
    words = _bare(name).split()
    if not words:
        return None
    first = words[0]
    nouns = {first, _ARTICLE.sub("", first, count=1)}
    genders = wording.table("genders")
    if nouns & set(map(_bare, genders["f"])):
        return "f"
    return "m" if nouns & set(map(_bare, genders["m"])) else None


def _bare(text: str) -> str:
    """``text`` without tashkeel and tatweel."""
    return re.sub(f"[{_MARKS}ـ]", "", unicodedata.normalize("NFC", text))

"""The glossary: terms that every text renders alike, which of them a text uses, and where one renders a term otherwise.

Forms are whole words as ``glossary.yaml`` lists them; where several begin at one word, the longest is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator import wording
from generator.document.nodes import Block, Both, Heading, List, Table, lines, walk_items
from generator.document.phrases import worded
from generator.errors import Finding, Place, warning
from generator.language.inline import Line, Text, plain

ANNEX = "glossary"

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Index:
    """Keys of terms by the words of their forms, and the length of the longest form."""

    keys: Mapping[tuple[str, ...], str]
    longest: int

    @classmethod
    def of(cls, forms: Iterable[tuple[str, str]]) -> _Index:
        """The index of forms, each with its key; of terms that share a form the first has it."""
        keys: dict[tuple[str, ...], str] = {}
        for form, key in forms:
            keys.setdefault(_words(form), key)
        return cls(keys, max(map(len, keys), default=0))

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """Key and form of each term in a text, in order."""
        words = _words(text)
        start = 0
        while start < len(words):
            for length in range(min(self.longest, len(words) - start), 0, -1):
                form = words[start : start + length]
                if key := self.keys.get(form):
                    yield key, " ".join(form)
                    start += length - 1
                    break
            start += 1


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(text))


@cache
def _terms() -> _Index:
    """The Arabic forms of all terms."""
    return _Index.of((form, key) for key, entry in wording.table("glossary").items() for form in entry["ar"])


@cache
def _avoided(key: str) -> _Index:
    """The renderings of one term that are wrong for it."""
    return _Index.of((form, key) for form in wording.table("glossary")[key].get("avoid", ()))


def remarks(body: Iterable[Block], places: Mapping[str, Place]) -> Iterator[Finding]:
    """Clauses whose English renders a term of the Arabic otherwise than all others do.

    ``places`` are those of the English clauses by their ids. What is checked is what is certain: the renderings that
    the glossary names as wrong, in the clause that has the Arabic term.
    """
    terms = wording.table("glossary")
    for clause, both in _clauses(body):
        english = plain(both.en or ())
        for key in dict.fromkeys(key for key, _ in _terms().found(plain(both.ar))):
            for _, form in _avoided(key).found(english):
                facts = {"received": form, "term": terms[key]["term"]["ar"], "wanted": terms[key]["term"]["en"]}
                yield warning("glossary-rendering", places[clause], **facts)


def _clauses(body: Iterable[Block]) -> Iterator[tuple[str, Both]]:
    """Each text with the id of the block, or of the item, that it stands in."""
    for block in body:
        if isinstance(block, List):
            yield from ((item.id, item.text) for item in walk_items(block.items))
        else:
            yield from ((block.id, both) for both in lines(block))


def annex(body: Sequence[Block]) -> tuple[Block, ...]:
    """An annex with the terms that a text uses: each in both languages, and what it means; () where it uses none."""
    used = {key for block in body for both in lines(block) for key, _ in _terms().found(plain(both.ar))}
    terms, labels = wording.table("glossary"), wording.table("labels")["glossary"]
    rows = tuple(_row(entry) for key, entry in terms.items() if key in used)
    if not rows:
        return ()
    title, *header = (worded(labels[key]) for key in ("title", "term", "other", "meaning"))
    heading = Heading(ANNEX, 1, title, annex=True)
    return heading, Table(f"{ANNEX}.t1", "grid", tuple(header), rows, widths=(24, 28, 48))


def _row(entry: Mapping[str, Mapping[str, str]]) -> tuple[Both, ...]:
    term, meaning = entry["term"], entry["meaning"]
    ar, en = _text(term["ar"]), _text(term["en"])
    return Both(ar, en), Both(en, ar), Both(_text(meaning["ar"]), _text(meaning["en"]))


def _text(words: str) -> Line:
    return (Text(words),)

"""A text as the rules read it: masked, in lines and passages.

What is no prose is masked, character for character, so that every place in the masked text is the place in the source:
values, addresses and code by ``VALUE``, which stands for something printed; tags, ids and comments by ``VOID``, which
stands for nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from generator.language.lint.masks import MARKDOWN, PLAIN, masked
from generator.language.spelling import LETTER, MARK

Kind = Literal["markdown", "plain", "word", "scalar"]

#: A run of blanks inside a passage; prose in Markdown may go on in the next line, but not after an empty one.
GAP = r"(?:[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"
#: Where a word begins and ends: no letter, mark or tatweel beside it (``\\b`` is quick, but knows no marks).
EDGE_BEFORE = rf"\b(?<![{MARK}])"
EDGE_AFTER = f"(?![{LETTER}{MARK}ـ])"
_LETTERS = re.compile(f"[A-Za-z]+|[{LETTER}\ufb50-\ufdcf\ufe70-\ufefc]+")
_HEADING = re.compile(r" {0,3}(#{1,6})\s")


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found: the span in the source, what would stand there rightly, and whether a machine may write it.

    ``facts`` fill the sentences of the rule; ``replacement`` is None where the sentence must be written anew.
    """

    rule: str
    start: int
    end: int
    replacement: str | None = None
    safe: bool = False
    facts: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, masked: ``heading`` is its level or 0, ``listed`` says that a number or bullet is printed before it,
    ``entry`` that it belongs to a table of contents that the word processor made."""

    start: int
    text: str
    heading: int = 0
    listed: bool = False
    entry: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_arabic(self) -> bool:
        """Whether the line is Arabic, perhaps with Latin words in it, rather than English with Arabic ones."""
        return _is_arabic(self.text)


@lru_cache(maxsize=8192)
def _is_arabic(line: str) -> bool:
    words = _LETTERS.findall(line)
    arabic = sum(len(word) for word in words if not word.isascii())
    latin = sum(map(len, words)) - arabic
    return arabic > 0 and (arabic >= latin or (not words[0].isascii() and 2 * arabic >= latin))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a word processor's file, without line ends; see ``Line``."""

    text: str
    heading: int = 0
    listed: bool = False
    entry: bool = False


@dataclass(frozen=True)
class Text:
    """A source, the same masked, its lines, and the spans within which phrases are looked for."""

    kind: Kind
    source: str
    masked: str
    lines: tuple[Line, ...]
    passages: tuple[tuple[int, int], ...]

    @property
    def is_arabic(self) -> bool:
        return any(line.is_arabic for line in self.lines)

    def search(self, pattern: re.Pattern[str], *needs: str) -> Iterator[re.Match[str]]:
        """The matches of a pattern in all passages; their places are those of the source.

        ``needs`` are pieces of which every match holds one: where the text has none of them, nothing is tried.
        """
        if needs and not any(need in self.masked for need in needs):
            return
        for start, end in self.passages:
            yield from pattern.finditer(self.masked, start, end)

    def line_at(self, position: int) -> Line:
        """The line that holds a place."""
        return self.lines[bisect_right(self.lines, position, key=lambda line: line.start) - 1]

    def line_before(self, position: int) -> str:
        """What stands before a place in its line, masked."""
        line = self.line_at(position)
        return line.text[: position - line.start]


def markdown(source: str) -> Text:
    """A text in Markdown and Jinja."""
    text = masked(source, MARKDOWN)
    return Text("markdown", source, text, tuple(_lines(text, headings=True)), ((0, len(text)),))


def plain(source: str) -> Text:
    """A plain text."""
    text = masked(source, PLAIN)
    return Text("plain", source, text, tuple(_lines(text)), ((0, len(text)),))


def scalar(source: str) -> Text:
    """One value of a YAML file, as it stands there."""
    text = masked(source, MARKDOWN)
    return Text("scalar", source, text, tuple(_lines(text)), ((0, len(text)),))


def word(paragraphs: Sequence[Paragraph]) -> Text:
    """The paragraphs of a word processor's file, each of them a line and a passage of its own."""
    source = "\n".join(paragraph.text for paragraph in paragraphs)
    text = masked(source, PLAIN)
    lines = tuple(
        Line(line.start, line.text, paragraph.heading, paragraph.listed, paragraph.entry)
        for line, paragraph in zip(_lines(text), paragraphs, strict=True)
    )
    return Text("word", source, text, lines, tuple((line.start, line.end) for line in lines))


def _lines(text: str, *, headings: bool = False) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        mark = _HEADING.match(line) if headings else None
        yield Line(start, line.removesuffix("\r"), len(mark[1]) if mark else 0)
        start += len(line) + 1


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words or phrases, the longest first; a blank in them is any gap.

    Words of one length are sorted too, since a set has another order in every run.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(GAP.join(map(re.escape, word.split())) for word in ordered)

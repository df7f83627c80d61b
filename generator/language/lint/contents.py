"""A table of contents against the headings of its text: entries without a section, sections without an entry, and
wordings that differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator import wording
from generator.language.lint.masks import VALUE, VOID
from generator.language.lint.text import Fault, Line, Text, any_of
from generator.language.spelling import LETTER, MARK

_PAGE = r"[0-9٠-٩۰-۹]{1,3}"
_LEADERS = r"(?:[ \t]*(?:[.·_‥][ \t]?){3,}|[ \t]*…[ \t…]*|[ \t]*\t[ \t]*)"
_LABEL = r"(?:[^\s]{1,6}\t+(?=[^\t]*\S[^\t]*\t))?"  # a number or letter that a tab parts from its title
_ENTRY = re.compile(rf"[ \t>*+-]*{_LABEL}(?P<title>[^\t\n]*?\S){_LEADERS}[ \t]*{_PAGE}[ \t|]*$")
_ENDS_IN_PAGE = re.compile(rf"{_PAGE}[ \t|]*$")
_FEWEST = 3  # entries that make a table of contents of typed lines
_NEAR = 0.6  # from here on two wordings are of one heading (difflib's ratio)
_LONGEST = 12  # words of a line of plain text that may be a heading
_MARKUP = re.compile(rf"[#*_`|{VOID}{MARK}ـ]")


@dataclass(frozen=True, slots=True)
class _Title:
    """A wording as it is compared, and the line it stands in."""

    said: str
    line: Line


def contents(text: Text) -> Iterator[Fault]:
    """All faults of this module; none in a text without a table of contents."""
    entries = _entries(text)
    if not entries:
        return
    headings, is_marked = _headings(text, entries)
    missing = [entry for entry in entries if entry.said not in {heading.said for heading in headings}]
    spare = [heading for heading in headings if heading.said not in {entry.said for entry in entries}]
    levels = {heading.line.heading for heading in headings if heading not in spare}
    for entry in missing:
        near = _nearest(entry, spare)
        if near is None:
            yield _fault("contents-without-section", entry)
            continue
        spare.remove(near)
        yield _fault("contents-differ", entry, heading=near.said)
    if is_marked and levels:
        for heading in spare:
            if heading.line.heading <= max(levels):
                yield _fault("section-without-contents", heading)


def _fault(rule: str, title: _Title, **facts: str) -> Fault:
    return Fault(rule, title.line.start, title.line.end, facts={"found": title.said, **facts})


def _nearest(entry: _Title, headings: list[_Title]) -> _Title | None:
    """The heading that an entry was probably made for."""
    scored = [(difflib.SequenceMatcher(None, entry.said, heading.said).ratio(), heading) for heading in headings]
    score, heading = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return heading if score >= _NEAR else None


def _entries(text: Text) -> list[_Title]:
    """What a word processor marked as its table of contents, or the longest run of lines that end in a page number."""
    marked = [_Title(_said(_without_page(line)), line) for line in text.lines if line.entry and line.text.strip()]
    if marked:
        return [title for title in marked if _is_known(title)]
    runs: list[list[_Title]] = [[]]
    for line in text.lines:
        match = _ENTRY.match(line.text) if _ENDS_IN_PAGE.search(line.text[-8:]) and line.is_arabic else None
        if match:
            runs[-1].append(_Title(_said(match["title"]), line))
        elif line.text.strip():
            runs.append([])
    longest = max(runs, key=len)
    return [title for title in longest if _is_known(title)] if len(longest) >= _FEWEST else []


def _without_page(line: Line) -> str:
    """The title of an entry that a word processor made: its number, it and its page are parted by tabs."""
    match = _ENTRY.match(line.text)
    title = match["title"] if match else re.sub(rf"\s*{_PAGE}\s*$", "", line.text)
    return title.strip().split("\t")[-1]


def _headings(text: Text, entries: list[_Title]) -> tuple[list[_Title], bool]:
    """The headings behind a table of contents, and whether they are marked as such; in plain text every short line
    may be one."""
    begin, end = entries[0].line.start, entries[-1].line.start
    titles = {_said(title) for title in wording.table("lint")["contents"]["titles"]}
    marked = [_Title(_said(line.text), line) for line in text.lines if line.heading and line.start > end]
    if marked:
        before = [_Title(_said(line.text), line) for line in text.lines if line.heading and line.start < begin]
        known = {entry.said for entry in entries}
        marked += [title for title in before if title.said in known]  # a foreword may stand before the contents
        return [title for title in marked if _is_known(title) and title.said not in titles], True
    lines = [line for line in text.lines if line.start > end and 0 < len(line.text.split()) <= _LONGEST]
    plain = [_Title(_said(line.text), line) for line in lines if not line.text.rstrip().endswith(".")]
    return [title for title in plain if title.said], False


def _is_known(title: _Title) -> bool:
    """Whether the wording can be read here: a value may stand for any words."""
    return bool(title.said) and VALUE not in title.said


def _said(title: str) -> str:
    """A wording without its number, marks and closing punctuation."""
    bare = " ".join(_MARKUP.sub("", title).split())
    return _number().sub("", bare).strip(" .:؛،-–—\t")


@cache
def _number() -> re.Pattern[str]:
    """What stands before a heading to number it: 1. 2.3 (4) أ- أولاً:"""
    adverbs = any_of(wording.table("lint")["contents"]["adverbs"])
    digits = r"\(?[0-9٠-٩]+(?:[./-][0-9٠-٩]+)*\s*[.)\-:–]*\s+|\(?[0-9٠-٩]+(?:[./-][0-9٠-٩]+)*[.)\-:–]+\s*"
    return re.compile(rf"^(?:{digits}|\(?[{LETTER}]\s?[.)\-:]\s*|(?:{adverbs})\s*[:.\-–]\s*)")

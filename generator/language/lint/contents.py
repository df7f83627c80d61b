"""A table of contents against the headings of its text: entries without a section, sections without an entry, and
wordings that differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from generator import wording
from generator.language.lint.masks import VALUE, VOID
from generator.language.lint.text import Fault, Line, Text, any_of
from generator.language.spelling import LETTER, MARK

_PAGE = r"[0-9٠-٩۰-۹]{1,3}"
_ENDS_IN_PAGE = re.compile(rf"{_PAGE}[ \t|]*$")
_PAGE_WITHIN = 8  # last characters of a line, in which its page number begins
_DOTS = ".·_‥"  # three of them lead to a page number, as does one … or a tab
_LABEL = re.compile(r"\S{1,6}")  # a number or letter that a tab parts from its title
_ITEM = re.compile(r"[ \t]*(?:[-*+•●–]|\(?[0-9٠-٩]{1,3}[.)-])[ \t]+(?=\S)")
_LINK = re.compile(rf"\[(?P<title>[^\[\]]+)\]{VOID}+")
_FEWEST = 3  # entries that make a table of contents of typed lines
_NEAR = 0.6  # from here on two wordings are of one heading (difflib's ratio)
_LONGEST = 12  # words of a line of plain text that may be a heading
_LONG = 120  # characters of a wording that is compared letter by letter
_LIKELY = 2  # headings that have most letters of an entry
_MOST = 200  # entries or headings without a counterpart that are compared so; more of them are no slip of wording
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
    listed, named = {entry.said for entry in entries}, {heading.said for heading in headings}
    missing = [entry for entry in entries if entry.said not in named]
    spare = [heading for heading in headings if heading.said not in listed]
    levels = {heading.line.heading for heading in headings if heading.said in listed}
    comparable = max(len(missing), len(spare)) <= _MOST
    for entry in missing:
        near = _nearest(entry, spare) if comparable else None
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
    """The heading that an entry was probably made for; only the likeliest are compared in full."""
    if len(entry.said) > _LONG:
        return None
    matcher = difflib.SequenceMatcher()
    matcher.set_seq2(entry.said)
    likely: list[tuple[float, _Title]] = []
    for heading in headings:
        matcher.set_seq1(heading.said[: _LONG + 1])
        if matcher.real_quick_ratio() >= _NEAR and (quick := matcher.quick_ratio()) >= _NEAR:
            likely.append((quick, heading))
    nearest, best = None, 0.0
    for _, heading in sorted(likely, key=lambda pair: -pair[0])[:_LIKELY]:
        matcher.set_seq1(heading.said[: _LONG + 1])
        if (score := matcher.ratio()) >= _NEAR and score > best:
            nearest, best = heading, score
    return nearest


def _entries(text: Text) -> list[_Title]:
    """What a word processor marked as its table of contents, or the longest run of lines that end in a page number, or
    a list under a heading that names it."""
    marked = [_Title(_said(_without_page(line)), line) for line in text.lines if line.entry and line.text.strip()]
    if marked:
        return [title for title in marked if _is_known(title)]
    runs: list[list[_Title]] = [[]]
    for line in text.lines:
        if line.is_arabic and (title := _title(line.text)):
            runs[-1].append(_Title(_said(title), line))
        elif line.text.strip():
            runs.append([])
    longest = max(runs, key=len)
    found = longest if len(longest) >= _FEWEST else _listed(text)
    return [title for title in found if _is_known(title)]


def _title(line: str) -> str | None:
    """The title of a typed entry, which leaders part from its page number; read from its end, since a pattern from the
    beginning would try every place in a row of dots."""
    page = _ENDS_IN_PAGE.search(line, max(0, len(line) - _PAGE_WITHIN))
    if page is None:
        return None
    before = line[: page.start()]
    title = before.rstrip(f" \t…{_DOTS}")
    leaders = before[len(title) :]
    if not ("\t" in leaders or "…" in leaders or sum(map(leaders.count, _DOTS)) >= 3):
        return None
    label, tab, rest = title.lstrip(" \t>*+-").partition("\t")
    if not tab:
        return label or None
    rest = rest.lstrip("\t")
    return rest if _LABEL.fullmatch(label) and "\t" in leaders and "\t" not in rest else None


def _without_page(line: Line) -> str:
    """The title of an entry that a word processor made: its number, it and its page are parted by tabs."""
    title = _title(line.text) or re.sub(rf"{_PAGE}$", "", line.text.rstrip())
    return title.strip().split("\t")[-1]


def _listed(text: Text) -> list[_Title]:
    """The items under a heading that names a table of contents, without page numbers, up to the next heading. Any other
    line among them, and no heading behind them, make it something else."""
    lines = [line for line in text.lines if line.text.strip(f" \t{VOID}")]
    headings = [index for index, line in enumerate(lines) if line.heading]
    for begin, end in pairwise(headings):
        items = lines[begin + 1 : end]
        if _said(lines[begin].text) not in _names_of_contents() or len(items) < _FEWEST:
            continue
        titles = [_item(line) for line in items]
        if all(titles):
            return [_Title(_said(title), line) for title, line in zip(titles, items, strict=True) if title]
    return []


def _item(line: Line) -> str | None:
    """The wording of a list item or a link alone; None for anything else, such as an item with remarks or a page."""
    marker = _ITEM.match(line.text)
    words = line.text[marker.end() if marker else 0 :].strip()
    link = _LINK.fullmatch(words)
    if not (marker or link or line.listed) or not line.is_arabic:
        return None
    title = link["title"] if link else words
    is_title = len(title.split()) <= _LONGEST and not set("[]|").intersection(title)
    return title if is_title and not _ENDS_IN_PAGE.search(title[-_PAGE_WITHIN:]) else None


@cache
def _names_of_contents() -> frozenset[str]:
    return frozenset(_said(title) for title in wording.table("lint")["contents"]["titles"])


def _headings(text: Text, entries: list[_Title]) -> tuple[list[_Title], bool]:
    """The headings behind a table of contents, and whether they are marked as such; in plain text every short line
    may be one."""
    begin, end = entries[0].line.start, entries[-1].line.start
    marked = [_Title(_said(line.text), line) for line in text.lines if line.heading and line.start > end]
    if marked:
        before = [_Title(_said(line.text), line) for line in text.lines if line.heading and line.start < begin]
        known = {entry.said for entry in entries}
        marked += [title for title in before if title.said in known]  # a foreword may stand before the contents
        return [title for title in marked if _is_known(title) and title.said not in _names_of_contents()], True
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

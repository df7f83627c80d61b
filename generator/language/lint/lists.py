"""Markers of lists: doubled ones, items without text, and several kinds of bullets in one text.

Published copies show all three, mostly where a typed marker met an automatic one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.language.lint.masks import VALUE, VOID
from generator.language.lint.text import Fault, Line, Text
from generator.language.spelling import LETTER

_SIGNS = (
    "•●○◦▪·‣∙–—\uf0b7\uf0a7\uf0d8\uf0fc"  # the last four: what word processors' bullets become when they are copied
)
_BULLET = rf"[-*+{_SIGNS}■◆◇➢➤►✓✔]"
_BARE = r"[0-9٠-٩]{1,3}(?:[.)]-?|-(?![0-9٠-٩]))"
_NUMBER = rf"\(?{_BARE}"
_LETTERED = rf"[{LETTER}]ـ?[ ]?[-)]"  # not أ. or د., which are titles of persons
_TEXT = rf"(?=[ \t]*[{LETTER}{VALUE}«“\"(\[])"
#: A bullet after a bullet or a number; ``*`` and ``+`` without a blank after them emphasise or count.
_SECOND = rf"(?:[-{_SIGNS}]|[*+](?=[ \t]))"
_DOUBLED = re.compile(
    rf"[ \t]*(?P<found>"
    rf"{_BULLET}[ \t]+(?:{_SECOND}|{_BARE}(?=[ \t])|{_LETTERED})"
    rf"|[{_SIGNS}][ \t]*{_SECOND}|-[*{_SIGNS}](?=[ \t])|[*+][{_SIGNS}-](?=[ \t])"
    rf"|{_NUMBER}[ \t]*{_SECOND}|{_NUMBER}[ \t]+{_BARE}"
    rf"){_TEXT}"
)
_TYPED = re.compile(rf"[ \t]*(?P<found>{_SECOND}|{_NUMBER}|{_LETTERED}){_TEXT}")
_TWICE = re.compile(rf"[ \t]*(?P<found>([0-9٠-٩]{{1,2}})\.([0-9٠-٩]{{1,2}})[)]){_TEXT}")
_MARKER = re.compile(rf"[ \t]*(?:{_BULLET}|{_NUMBER})(?=[ \t]|$)")
_ITEM = re.compile(rf"(?P<indent>[ \t]*)(?P<bullet>{_BULLET})[ \t]+(?=\S)")
_EMPTY = re.compile(rf"[ \t]*(?P<found>{_BULLET}|{_NUMBER})[ \t{VOID}]*$")
#: Dashes that mark items, and that stand in cells for nothing.
_DASHES = ("–", "—")
_RULE = re.compile(r"[ \t]*([-*_+•=–—])(?:[ \t]*\1)+[ \t]*$")  # a line drawn across


def lists(text: Text) -> Iterator[Fault]:
    """All faults of this module, in texts that hold any Arabic."""
    if text.is_arabic:
        yield from _doubled(text)
        yield from _empty(text)
        yield from _mixed(text)


def _doubled(text: Text) -> Iterator[Fault]:
    """``- -``, ``1. -``, ``•-``, and a typed marker after an automatic one."""
    twice: list[tuple[Line, re.Match[str]]] = []
    for line in text.lines:
        if not line.is_arabic or _RULE.match(line.text):
            continue
        if match := _DOUBLED.match(line.text) or (_TYPED.match(line.text) if line.listed else None):
            yield _fault("list-marker-doubled", line, match)
        elif match := _TWICE.match(line.text):
            twice.append((line, match))
    # 1.1) 2.2) 3.3) is an automatic number before a typed one; 1.1) 1.2) counts parts of a section.
    if all(match[2] == match[3] for _, match in twice):
        for line, match in twice:
            yield _fault("list-marker-doubled", line, match)


def _empty(text: Text) -> Iterator[Fault]:
    """A marker with nothing behind it."""
    for index, line in enumerate(text.lines):
        match = _EMPTY.match(line.text)
        if line.listed and not line.text.strip():
            yield Fault("list-item-empty", line.start, line.end, facts={"found": "•"})
        elif match and not _RULE.match(line.text) and _is_item(text, index):
            yield _fault("list-item-empty", line, match)


def _is_item(text: Text, index: int) -> bool:
    """Whether a lone marker is an empty item: no underline of a heading, no end of a wrapped line, no item whose text
    follows in the next line."""
    before = text.lines[index - 1].text if index else ""
    after = text.lines[index + 1].text if index + 1 < len(text.lines) else ""
    if text.lines[index].text.strip() in _DASHES and not (_ITEM.match(before) or _ITEM.match(after)):
        return False  # alone, in a cell of a table, it says that there is nothing to say
    goes_on = bool(after.strip()) and not _MARKER.match(after) and _indent(after) > _indent(text.lines[index].text)
    return not goes_on and (not before.strip() or _MARKER.match(before) is not None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _mixed(text: Text) -> Iterator[Fault]:
    """Bullets of different kinds at one level. A single ``*`` among other lines may mark a footnote."""
    levels: dict[str, dict[str, list[Line]]] = defaultdict(dict)
    for index, line in enumerate(text.lines):
        match = _ITEM.match(line.text)
        if (
            match
            and line.is_arabic
            and not _RULE.match(line.text)
            and (match["bullet"] != "*" or _in_list(text, index))
        ):
            levels[match["indent"]].setdefault(match["bullet"], []).append(line)
    for bullets in levels.values():
        _, *others = bullets
        for bullet in others:
            line = bullets[bullet][0]
            yield Fault("list-markers-mixed", line.start, line.end, facts={"found": " ".join(bullets)})
            break


def _in_list(text: Text, index: int) -> bool:
    """Whether another item stands right before or after a line."""
    return any(_MARKER.match(text.lines[near].text) for near in (index - 1, index + 1) if 0 <= near < len(text.lines))


def _fault(rule: str, line: Line, match: re.Match[str]) -> Fault:
    start, end = match.span("found")
    return Fault(rule, line.start + start, line.start + end, facts={"found": match["found"].strip()})

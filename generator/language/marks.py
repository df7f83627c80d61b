"""Marks of direction: how a line is written where no element isolates its islands.

HTML isolates an island, so the PDF needs no marks. In WordprocessingML a run tells its direction, and the programs that
read it differ: to Word ``w:rtl`` is an override for the neutral characters of the run (ECMA-376 Part 1, 17.3.2.30 and
I.2), LibreOffice leaves it aside and orders the plain line by UAX #9. With the marks given here the plain line is
ordered as if its islands were isolated, and Word, which takes letters and marks as they are, orders it alike:

- An island against its line stands between marks of its own direction, but for edges that are letters of it. All in it
  then has that direction on both sides (W7, N0, N1).
- One that holds letters or Arabic-Indic digits against itself (an address with an Arabic path) stands between isolate
  characters (X5a, X5b), since a mark raises no level. This is rare, and the only thing that Word may not know; what
  embedding characters do there is unspecified (I.7).
- A number joined by single separators needs no mark (W4), unless a sign or a separator touches it from outside.
- Flowing text after an island begins with a mark of the line where it would be drawn into the island: where a number
  comes before any letter (W7, N1), or neither before the next island (N1).
- Where an island touches another one, or a number before it, such a mark parts them.

Brackets belong to the line, but are drawn alike inside an island that they enclose. LibreOffice 7.4 breaks a line after
an opening one where the level changes; ``with_brackets`` leaves no such place at islands and numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.language.direction import Segment
from generator.language.inline import Direction

LRM, RLM = "\u200e", "\u200f"
LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"

_MARK = {"ltr": LRM, "rtl": RLM}
_ISOLATE = {"ltr": LRI, "rtl": RLI}
_NO_MARKS = dict.fromkeys(map(ord, (LRM, RLM, LRI, RLI, PDI)))

#: Bidi classes (UAX #9, table 4): letters of a direction, what runs against it, digits, and what may touch a number
#: without becoming part of it.
_LETTERS = {"ltr": frozenset({"L"}), "rtl": frozenset({"R", "AL"})}
_AGAINST = {"ltr": frozenset({"R", "AL", "AN"}), "rtl": frozenset({"L"})}
_DIGITS = frozenset({"EN", "AN"})
_APART = frozenset({"WS", "S", "B", "ON", "R", "AL"})

#: Pairs that UAX #9 mirrors (L4): the left one of a pair looks the same in either direction.
_CLOSING = {"(": ")", "[": "]", "{": "}", "«": "»"}
_NUMBER = re.compile(r"\([0-9]+\)|\[[0-9]+\]|«[0-9]+»")


def with_brackets(parts: Sequence[Segment], base: Direction) -> tuple[Segment, ...]:
    """The pieces of a line with brackets that enclose exactly an island taken into it, and in a right-to-left line
    bracketed European numbers as islands. The line is drawn as before.
    """
    texts = [part.text for part in parts]
    for index in range(1, len(parts) - 1):
        part = parts[index]
        if not part.island or part.direction == base or _turns(part):
            continue
        while not (parts[index - 1].island or parts[index + 1].island) and _is_pair(texts[index - 1], texts[index + 1]):
            texts[index] = texts[index - 1][-1] + texts[index] + texts[index + 1][0]
            texts[index - 1], texts[index + 1] = texts[index - 1][:-1], texts[index + 1][1:]
    return tuple(
        piece for part, text in zip(parts, texts, strict=True) for piece in _numbers(replace(part, text=text), base)
    )


def _is_pair(before: str, after: str) -> bool:
    return _CLOSING.get(before[-1:], "") == after[:1] != "" and "NSM" not in _classes(after[1:2])


def _numbers(part: Segment, base: Direction) -> Iterator[Segment]:
    """A piece, or if it flows from the right what it is made of: text and bracketed numbers."""
    position = 0
    for found in _NUMBER.finditer(part.text) if base == "rtl" and not part.island else ():
        start, end = found.span()
        if "NSM" in _classes(part.text[end : end + 1]):
            continue
        if start > position:
            yield replace(part, text=part.text[position:start])
        yield Segment(found[0], "ltr", True, False)
        position = end
    if position < len(part.text):
        yield replace(part, text=part.text[position:])


def marked(parts: Sequence[Segment], base: Direction) -> tuple[str, ...]:
    """The texts of the pieces of a line (``direction.segments``), each with the marks it needs.

    ``base`` is the direction of the line. ``without_marks`` undoes it.
    """
    return tuple(_marked(parts, index, base) for index in range(len(parts)))


def without_marks(text: str) -> str:
    """A text without the marks that ``marked`` adds."""
    return text.translate(_NO_MARKS)


def _marked(parts: Sequence[Segment], index: int, base: Direction) -> str:
    part = parts[index]
    if part.direction == base:
        text = _fenced(part) if part.island and _turns(part) else part.text
        return _MARK[base] + text if _is_drawn_in(parts, index, base) else text
    if _is_touched(parts, index, base):
        return _MARK[base] + _enclosed(part)
    if _is_joined_number(part.text) and _stands_apart(parts, index):
        return part.text
    return _enclosed(part)


def _enclosed(part: Segment) -> str:
    if _turns(part) and not _is_joined_number(part.text):
        return f"{_ISOLATE[part.direction]}{part.text}{PDI}"
    return _fenced(part)


def _fenced(part: Segment) -> str:
    mark, letters = _MARK[part.direction], _LETTERS[part.direction]
    before = "" if unicodedata.bidirectional(part.text[0]) in letters else mark
    after = "" if unicodedata.bidirectional(part.text[-1]) in letters else mark
    return before + part.text + after


def _turns(part: Segment) -> bool:
    """Whether an island holds what runs against it."""
    return not _AGAINST[part.direction].isdisjoint(_classes(part.text))


def _is_drawn_in(parts: Sequence[Segment], index: int, base: Direction) -> bool:
    """Whether flowing text after an island would be drawn into it."""
    if index == 0 or parts[index - 1].direction == base:
        return False
    for part in parts[index:]:
        if part.direction != base:
            return True
        for kind in _classes(part.text):
            if kind in _DIGITS:
                return True
            if kind in _LETTERS[base]:
                return False
    return False


def _is_touched(parts: Sequence[Segment], index: int, base: Direction) -> bool:
    """Whether an island begins right behind another one or a digit."""
    if index == 0:
        return False
    before = parts[index - 1]
    last = before.text.rstrip("\u200c\u200d")[-1:]
    return before.direction != base or not _DIGITS.isdisjoint(_classes(last))


def _is_joined_number(text: str) -> bool:
    """Whether a text is one number by itself: digits of one kind, single separators between them."""
    kinds = list(_classes(text))
    ends = {kinds[0], kinds[-1]}
    joined = all("CS" not in pair or pair[0] != pair[1] for pair in pairwise(kinds))
    return joined and len(ends) == 1 and ends <= _DIGITS and set(kinds) <= ends | {"CS"}


def _stands_apart(parts: Sequence[Segment], index: int) -> bool:
    """Whether what touches an island from outside leaves a number at its edge as it is."""
    before = parts[index - 1].text[-1:] if index else ""
    after = parts[index + 1].text[:1] if index + 1 < len(parts) else ""
    return _APART.issuperset(_classes(before + after))


def _classes(text: str) -> Iterator[str]:
    return map(unicodedata.bidirectional, text)

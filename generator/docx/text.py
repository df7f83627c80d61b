"""Runs of a line: each piece of one direction and style, so that Word and LibreOffice order it alike.

Word takes ``w:rtl`` as an order for the whole run (ECMA-376 17.3.2.30, I.2); LibreOffice ignores it and
lays the line out by UAX #9. What satisfies both: an island is a run of its own without ``w:rtl``, with
left-to-right marks inside its edges where these are no letters; an Arabic island in English has
right-to-left marks at both sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.document.edition import Run, Side
from generator.language.inline import Direction

LRM, RLM = "\u200e", "\u200f"

_KEPT = re.compile(r"[\d\u066b\u066c]+(?:[.,:/][\d\u066b\u066c]+)*")  # what the line leaves in order (UAX #9, W4)


def marked(side: Side) -> list[tuple[Run, str]]:
    """The runs of a side, each with its text as written into the document: marks added where a border needs
    them.
    """
    runs = side.runs
    return [(run, _marked(run, runs, index, side.direction)) for index, run in enumerate(runs)]


def is_digits(run: Run) -> bool:
    """Whether a left-to-right island holds no letter: such ones take the Arabic face (``w:cs``)."""
    return not any(character.isalpha() for character in run.text)


def _marked(run: Run, runs: Sequence[Run], index: int, base: Direction) -> str:
    if base == "ltr":
        return f"{RLM}{run.text}{RLM}" if run.island and run.direction == "rtl" else run.text
    if run.direction == "ltr":
        return _fenced(run)
    before = runs[index - 1] if index else None
    after = runs[index + 1] if index + 1 < len(runs) else None
    return RLM + run.text if _swallowed(run.text, before, after) else run.text


def _fenced(run: Run) -> str:
    text = run.text
    if is_digits(run):
        return text if _KEPT.fullmatch(text) else f"{LRM}{text}{LRM}"
    return ("" if text[0].isalpha() else LRM) + text + ("" if text[-1].isalpha() else LRM)


def _swallowed(text: str, before: Run | None, after: Run | None) -> bool:
    """Whether flowing text after a left-to-right island would be drawn into it (UAX #9, W7 and N1).

    That is so for digits before any letter, and for neutral characters between two islands.
    """
    if before is None or before.direction != "ltr":
        return False
    first = next((character for character in text if character.isalnum()), None)
    if first is None:
        return after is not None and after.direction == "ltr"
    return not first.isalpha()

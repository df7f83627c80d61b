"""The text of a line's runs, with the marks that order it in Word and in LibreOffice.

An island is a run of its own, without ``w:rtl`` in Arabic and with it in English; ``language.marks`` says which marks
it and the text round it need.
"""

from __future__ import annotations

from dataclasses import replace

from generator.document.edition import Run, Side
from generator.language.direction import Segment
from generator.language.marks import marked, with_brackets


def marked_runs(side: Side) -> list[tuple[Run, str]]:
    """The runs of a side, each with its text as it is written into the document: marks at its begin and end.

    They are those of the side, but for brackets that stand in the run of what they enclose.
    """
    stretches = (("".join(run.text for run in runs), runs[0]) for runs in side.stretches)
    lines = [Segment(text, run.direction, run.island, False) for text, run in stretches if text]
    parts = with_brackets(lines, side.direction)
    left = list(side.runs)
    made: list[tuple[Run, str]] = []
    for part, text in zip(parts, marked(parts, side.direction), strict=True):
        while not left[0].text:
            made.append((left.pop(0), ""))
        runs = _taken(left, part)
        before, after = text.split(part.text, 1)
        texts = [run.text for run in runs]
        texts[0] = before + texts[0]
        texts[-1] += after
        made += zip(runs, texts, strict=True)
    return made + [(run, "") for run in left]


def _taken(left: list[Run], part: Segment) -> list[Run]:
    """The runs of a piece of the line, taken from those left of it; neighbours of one style are one run."""
    taken: list[Run] = []
    length = len(part.text)
    while length:
        run = left.pop(0)
        if len(run.text) > length:
            left.insert(0, replace(run, text=run.text[length:]))
        piece = replace(run, text=run.text[:length], direction=part.direction, island=part.island)
        length -= len(piece.text)
        if taken and replace(piece, text="") == replace(taken[-1], text="", language=piece.language):
            piece = replace(piece, text=taken.pop().text + piece.text)
        taken.append(piece)
    return taken


def is_digits(run: Run) -> bool:
    """Whether a left-to-right island holds no letter: such ones take the Arabic face (``w:cs``)."""
    return not any(character.isalpha() for character in run.text)

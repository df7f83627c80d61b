"""The shaping gate: can the Arabic of a font be searched in a finished PDF?

No PDF is needed to know. A word survives where every letter is one glyph of its own. It is lost where a glyph stands
for two letters (a lam-alef ligature comes back reversed) or where a letter is drawn by two glyphs (body and dots apart
come back as separate characters). Shaping the words of a text shows both.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from generator.faces.font import FontFile

Kind = Literal["joined", "split", "missing"]

_MISSING_GLYPH = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a word loses the tie between letter and glyph.

    ``joined``: several letters share a cluster, ``split``: a letter has several glyphs, ``missing``: the font lacks a
    character. ``cluster`` is the part of the word concerned.
    """

    kind: Kind
    word: str
    cluster: str
    glyphs: int


@dataclass(frozen=True, slots=True)
class Recall:
    """How many words of a text search will find: their share, the number of words lost by kind of fault (a word with
    two kinds counts in both), and the words lost, the most frequent first.
    """

    share: float
    lost: Mapping[Kind, int]
    examples: tuple[str, ...]


def predicted(font: FontFile, words: Counter[str]) -> Recall:
    """What search will find of ``words``, given with how often each comes, where they are set in ``font``."""
    kinds: dict[str, set[Kind]] = {}
    for fault in faults(font, words):
        kinds.setdefault(fault.word, set()).add(fault.kind)
    total = words.total()
    lost = sorted(kinds, key=lambda word: (-words[word], word))
    names: tuple[Kind, ...] = ("joined", "split", "missing")
    return Recall(
        1 - sum(words[word] for word in lost) / total if total else 1.0,
        {name: sum(words[word] for word in lost if name in kinds[word]) for name in names},
        tuple(lost),
    )


def faults(font: FontFile, words: Iterable[str]) -> list[Fault]:
    """What stands against finding each of ``words``; a word is looked at once, however often it comes."""
    import uharfbuzz

    shaper = uharfbuzz.Font(uharfbuzz.Face(font.data))
    return [fault for word in dict.fromkeys(words) for fault in _faults_of(word, _shaped(shaper, word))]


def _shaped(shaper: Any, word: str) -> list[tuple[int, int]]:
    """The (cluster, glyph) pairs of a word, as a page engine would lay it out."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    if buffer.script == "Arab":
        buffer.language = "ar"
    uharfbuzz.shape(shaper, buffer)
    return [(info.cluster, info.codepoint) for info in buffer.glyph_infos]


def _faults_of(word: str, shaped: list[tuple[int, int]]) -> Iterable[Fault]:
    for start, end in pairwise([*sorted({cluster for cluster, _ in shaped}), len(word)]):
        glyphs = [glyph for cluster, glyph in shaped if cluster == start]
        kind = _judge(word[start:end], glyphs)
        if kind is not None:
            yield Fault(kind, word, word[start:end], len(glyphs))


def _judge(cluster: str, glyphs: list[int]) -> Kind | None:
    """What is wrong with one cluster, if anything. A mark may have a glyph of its own or none."""
    letters = sum(map(_is_letter, cluster))
    if _MISSING_GLYPH in glyphs:
        return "missing"
    if letters > 1:
        return "joined"
    if letters and len(glyphs) > len(cluster):
        return "split"
    return None


def _is_letter(character: str) -> bool:
    """Whether a character counts as a base: neither a combining mark nor an invisible control."""
    return unicodedata.category(character) not in ("Mn", "Me", "Cf")

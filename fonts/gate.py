"""The shaping gate: can the Arabic of a face be searched in a finished PDF?

No PDF is needed to know. Text survives where every letter is one glyph of its own. It is lost where a
glyph stands for two letters (a lam-alef ligature comes back reversed) or where a letter is drawn by two
glyphs (body and dots apart come back as separate characters). Shaping the words of a text shows both.

    python fonts/gate.py FONT WORDS     WORDS: a text file; exit 1 and one line a finding if any

A tool for development only: it needs uharfbuzz, which the product does not.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import uharfbuzz

Kind = Literal["joined", "split", "missing"]
MISSING_GLYPH = 0


@dataclass(frozen=True)
class Finding:
    """One place where a word loses the tie between letter and glyph.

    `joined`: several letters share a cluster, `split`: a letter has several glyphs, `missing`: the face
    lacks a character. `cluster` is the part of the word concerned.
    """

    kind: Kind
    word: str
    cluster: str
    glyphs: int


def _is_letter(character: str) -> bool:
    """Whether a character counts as a base: neither a combining mark nor an invisible control."""
    return unicodedata.category(character) not in ("Mn", "Me", "Cf")


def _shape(font: uharfbuzz.Font, word: str) -> list[tuple[int, int]]:
    """The (cluster, glyph) pairs of a word, as a PDF engine would lay it out."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    if buffer.script == "Arab":
        buffer.language = "ar"
    uharfbuzz.shape(font, buffer)
    return [(info.cluster, info.codepoint) for info in buffer.glyph_infos]


def _judge(cluster: str, glyphs: list[int]) -> Kind | None:
    """What is wrong with one cluster, if anything. A mark may have a glyph of its own or none."""
    letters = sum(map(_is_letter, cluster))
    if MISSING_GLYPH in glyphs:
        return "missing"
    if letters > 1:
        return "joined"
    if letters and len(glyphs) > len(cluster):
        return "split"
    return None


def findings(font_path: str | Path, words: Iterable[str]) -> list[Finding]:
    """Shape each of `words` with the font file; give back what stands against searching it.

    An empty list means that the face passes for these words. A word is looked at once, however often it
    comes.
    """
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_path))))
    found = []
    for word in dict.fromkeys(words):
        shaped = _shape(font, word)
        edges = [*sorted({cluster for cluster, _ in shaped}), len(word)]
        for start, end in pairwise(edges):
            glyphs = [glyph for cluster, glyph in shaped if cluster == start]
            kind = _judge(word[start:end], glyphs)
            if kind is not None:
                found.append(Finding(kind, word, word[start:end], len(glyphs)))
    return found


def main(arguments: list[str]) -> int:
    """Run the command line; give back the exit status."""
    font_path, words_path = arguments
    found = findings(font_path, Path(words_path).read_text(encoding="utf-8").split())
    for finding in found:
        print(f"{finding.kind}: {finding.cluster} in {finding.word} ({finding.glyphs} glyphs)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The file of an own text: its lines, where its clauses stand in them, and what is put into them.

What is not touched stays byte for byte: comments, empty lines, line ends.
"""

from __future__ import annotations

import re
from pathlib import Path

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ITEM = re.compile(r"(\s*(?:[-*+]|\d+[.)])\s+)(?=\S)")
_OPENING = re.compile(r"(\s*#{1,6}\s+|\s*(?:[-*+]|\d+[.)])\s+(?:\[(?: |date|text)\]\s+)?|\s*:\s+|\s*)")
_TAIL = re.compile(r"\s*\{(?:#|after=|for=|annex\b)[^{}]*\}\s*$")
_JINJA = re.compile(r"\{%-?\s*(end)?(if|for|macro|call|filter|block)\b")
_COMMENT = re.compile(r"\{%#.*?#%\}", re.S)
_HEADING = re.compile(r"#{1,6}\s")


class OwnFile:
    """The lines of an own text and the edits of them; ``text`` is "" where there is no file yet."""

    def __init__(self, path: Path, text: str = "") -> None:
        self.path = path
        self.lines = [line for line in _LINE.findall(text) if line]
        self.end = "\r\n" if "\r\n" in text else "\n"
        self.edits: dict[tuple[int, int], list[str]] = {}
        self.pieces: list[list[str]] = []

    # ---- where things stand ----

    def span(self, line: int) -> tuple[int, int]:
        """The lines of the paragraph, item or heading that begins on a line (from 1), without what is below it."""
        start = end = line - 1
        end += 1
        while end < len(self.lines) and not self._begins(end):
            end += 1
        return start, end

    def _begins(self, at: int) -> bool:
        """Whether a line is none that continues the one above."""
        line = self.lines[at].strip()
        return not line or line.startswith((":::", "|", "{%")) or bool(_HEADING.match(line) or _ITEM.match(line))

    def item(self, line: int) -> tuple[int, int]:
        """The lines of an item with what is below it: all that is indented more than its marker."""
        start, end = self.span(line)
        own = self._indent(start)
        while end < len(self.lines) and self.lines[end].strip() and self._indent(end) > own:
            end += 1
        return start, end

    def table(self, line: int) -> tuple[int, int]:
        """The lines of a table, without its caption."""
        start = end = line - 1
        while end < len(self.lines) and self.lines[end].lstrip().startswith("|"):
            end += 1
        return start, end

    def _indent(self, at: int) -> int:
        return len(self.lines[at]) - len(self.lines[at].lstrip())

    def opening(self, at: int) -> str:
        """What stands before the words of a line: the sign of a heading or an item, its indentation."""
        found = _OPENING.match(self.lines[at])
        return found[0] if found else ""

    # ---- edits ----

    def reword(self, span: tuple[int, int], text: str) -> None:
        """Other words between the sign and the braces of a clause."""
        tail = _TAIL.search("".join(self.lines[slice(*span)]).rstrip("\r\n"))
        self.replace(span, [self.opening(span[0]) + text + (tail[0].rstrip() if tail else "")])

    def replace(self, span: tuple[int, int], lines: list[str]) -> None:
        """Other lines in the place of some."""
        self.edits[span] = lines

    def insert(self, at: int, lines: list[str]) -> None:
        """Lines before one, behind those that were inserted there before."""
        self.edits[at, at] = [*self.edits.get((at, at), []), *lines]

    def append(self, lines: list[str]) -> None:
        """A piece of its own: before the first section, whose text it would be otherwise."""
        self.pieces.append(lines)

    # ---- the whole ----

    @property
    def changed(self) -> bool:
        """Whether anything was edited."""
        return bool(self.edits or self.pieces)

    def written(self) -> str:
        """The file as it would be."""
        if self.pieces:
            self.insert(self._foot(), self._paragraphs())
        made = list(self.lines)
        for (start, end), lines in sorted(self.edits.items(), reverse=True):
            made[start:end] = [line + self.end for line in lines]
        if len(made) > 1:  # the last line of a file may have had no end
            made[:-1] = [line if line.endswith(("\n", "\r")) else line + self.end for line in made[:-1]]
        return "".join(made)

    def _paragraphs(self) -> list[str]:
        """The pieces with empty lines around them; items of one kind stand together."""
        foot = self._foot()
        lines: list[str] = [""] if foot and self.lines[foot - 1].strip() else []
        for at, piece in enumerate(self.pieces):
            sign, before = _ITEM.match(piece[0]), self.pieces[at - 1] if at else [""]
            last = _ITEM.match(before[0])
            together = sign is not None and last is not None and sign[1] == last[1]
            lines += [] if together or not at else [""]
            lines += piece
        return [*lines, ""] if foot < len(self.lines) else lines

    def _foot(self) -> int:
        """The index of the line before which pieces for single clauses end: the first heading that opens a section,
        or the condition it stands in.
        """
        depth = opened = 0
        blank = _COMMENT.sub(lambda found: re.sub(r"[^\r\n]", " ", found[0]), "".join(self.lines))
        for at, line in enumerate(line for line in _LINE.findall(blank) if line):
            if depth == 0:
                opened = at
            if _HEADING.match(line) and not re.search(r"\{#[^{}]*\balone\b[^{}]*\}\s*$", line):
                return opened if depth else at
            for found in _JINJA.finditer(line):
                depth += -1 if found[1] else 1
        return len(self.lines)

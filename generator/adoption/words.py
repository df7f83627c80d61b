"""Words as the markup of a policy's text: typed as they are to print, whatever they hold.

A backslash takes the meaning of Markdown's signs. What the dialect reads after Markdown (the braces of a clause's id, a
tag, the colon of a caption) is written as a value, which is never markup: ``{{ "{" }}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from generator.adoption.line import Piece, pieces, same
from generator.language.inline import Reference, Value
from generator.policy import markup
from generator.policy.blocks import Block, Form, Heading, List, Note, Paragraph, Table, Use
from generator.policy.template import expand

Frame = Literal["heading", "paragraph", "item", "note", "cell", "caption", "field"]
#: A text of each frame, as it stands in a file.
FRAMES: dict[Frame, str] = {
    "heading": "## {} {{#x}}",
    "paragraph": "{} {{#x}}",
    "item": "1. {} {{#x}}",
    "note": "::: note\n{} {{#x}}\n:::",
    "cell": "| {} |\n|---|\n| x |",
    "caption": "| x |\n|---|\n| x |\n\n: {} {{#x}}",
    "field": "::: form\nx\n\n- {}\n:::",
}
_FILE = Path("draft")
_BACKSLASHED = re.compile(r"[\\*`\[\]]|(?<!\w)_|_(?!\w)")
_AS_VALUE = re.compile(r"\{(?=[{%#]|after=|for=|annex\b|$)|<(?=[A-Za-z/!])")
_BEGIN_BACKSLASHED = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+](?=\s|-|$)|=+$|\||~{3})")
_BEGIN_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_BEGIN_AS_VALUE = re.compile(r":(?=::|\s|$)|\[(?=(?: |date|text)\]\s)")


def markdown(line: tuple[Piece, ...], names: Mapping[str, Any], frame: Frame) -> tuple[str, tuple[Value, ...]] | None:
    """The markup that prints a line, and the values among them that it writes as words; None where none does.

    A value keeps its expression where it means the same with the ``names`` of an own text (not where it is the variable
    of a loop). What is written is read again: where emphasis or expressions would not print the same, words do.
    """
    kept = tuple(piece if is_usable(piece, names) else _plain(piece) for piece in line)
    bare = tuple(Piece(piece.text, piece.source) for piece in kept)
    words = tuple(_plain(piece) for piece in bare)
    for attempt in (kept, bare, words):
        for typed in (_escaped, _value):
            text = _line(attempt, frame, typed)
            if _prints(text, attempt, names, frame):
                lost = (old.source for old, new in zip(line, attempt, strict=True) if new.source is None)
                return text, tuple(value for value in lost if isinstance(value, Value))
    return None


def _plain(piece: Piece) -> Piece:
    return Piece(piece.text, piece.source if isinstance(piece.source, Reference) else None, piece.strong, piece.target)


def is_usable(piece: Piece, names: Mapping[str, Any]) -> bool:
    """Whether the expression of a value means the same in an own text."""
    value = piece.source
    if not isinstance(value, Value):
        return True
    if not value.expression:
        return False
    found, _ = expand(f"{{{{ {value.expression} }}}}", names, _FILE)
    return found is not None and found.values == (value,)


def _line(line: Iterable[Piece], frame: Frame, typed: Callable[[str, Frame, bool], str]) -> str:
    made = ""
    for (strong, target), group in groupby(line, key=lambda piece: (piece.strong, piece.target)):
        inside = ""
        for kind, parts in groupby(group, key=lambda piece: piece.source is not None):
            if kind:
                inside += "".join(_source(piece) for piece in parts)
            else:
                inside += typed("".join(piece.text for piece in parts), frame, not (made or inside))
        words = inside.strip()
        if words and target:
            words = f"[{words}]({target})"
        if words and strong:
            words = f"**{words}**"
        left, right = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        made += left + words + right if inside.strip() else inside
    return made.strip()


def _source(piece: Piece) -> str:
    if isinstance(piece.source, Reference):
        target = piece.source.clause
        return f"[]({target})" if piece.source.policy else f"[](#{target})"
    assert piece.source is not None
    return f"{{{{ {piece.source.expression} }}}}"


def _escaped(text: str, frame: Frame, begins: bool) -> str:
    """Words whose signs print as they are."""
    if begins and (found := _BEGIN_AS_VALUE.match(text)):
        return _quoted(found[0]) + _escaped(text[found.end() :], frame, False)
    if begins and (found := _BEGIN_NUMBER.match(text)):
        return f"{found[1]}\\{found[2]}" + _escaped(text[found.end() :], frame, False)
    if begins and (found := _BEGIN_BACKSLASHED.match(text)):
        return "\\" + found[0][0] + _escaped(text[1:], frame, False)
    made, at = "", 0
    for found in _AS_VALUE.finditer(text):
        made += _backslashed(text[at : found.start()], frame) + _quoted(found[0])
        at = found.end()
    return made + _backslashed(text[at:], frame)


def _backslashed(text: str, frame: Frame) -> str:
    text = _BACKSLASHED.sub(lambda sign: f"\\{sign[0]}", text)
    return text.replace("|", "\\|") if frame == "cell" else text


def _value(text: str, frame: Frame, begins: bool) -> str:
    """Words as one value, spaces around it: what no other way prints."""
    words = text.strip()
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return left + _quoted(words) + right if words else text


def _quoted(text: str) -> str:
    inside = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'{{{{ "{inside}" }}}}'


def _prints(text: str, line: tuple[Piece, ...], names: Mapping[str, Any], frame: Frame) -> bool:
    """Whether markup, read in its frame, is the pieces: their words, values and references, without a fault."""
    expanded, _ = expand(FRAMES[frame].format(text) + "\n", names, _FILE)
    if expanded is None:
        return False
    blocks, findings = markup.parse(expanded, _FILE, own=True)
    found = _text_of(blocks[0], frame) if len(blocks) == 1 and not findings else None
    if found is None:
        return False
    printed = "".join(_shown(piece) for piece in found)
    wanted = "".join(_shown(piece) for piece in line)
    return same(printed, wanted) and any(piece.strong for piece in found) == any(piece.strong for piece in line)


def _shown(piece: Piece) -> str:
    return f"\u00ab{piece.source.clause}\u00bb" if isinstance(piece.source, Reference) else piece.text


def _text_of(block: Block | Use, frame: Frame) -> tuple[Piece, ...] | None:
    """The pieces of the text that stands in a frame; None where its block is another one."""
    if frame == "item" and isinstance(block, List) and len(block.items) == 1 and not block.items[0].children:
        return pieces(block.items[0].text) if block.items[0].id == "x" else None
    if frame in {"cell", "caption"} and isinstance(block, Table) and len(block.header) == 1:
        return pieces(block.header[0] if frame == "cell" else block.caption)
    if frame == "field" and isinstance(block, Form) and len(block.parts) == 1 and not isinstance(block.parts[0], Table):
        return pieces(block.parts[0].text)
    kinds = {"heading": Heading, "paragraph": Paragraph, "note": Note}
    if frame in kinds and isinstance(block, Heading | Paragraph | Note) and isinstance(block, kinds[frame]):
        return pieces(block.text) if block.id == "x" else None
    return None

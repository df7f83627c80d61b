"""The order in which a line of text is drawn, by UAX #9: what the tests of direction compare with.

FriBidi does the work, which WeasyPrint's Pango brings along. It shares no code with LibreOffice, which uses ICU, and
none with the program. ``word`` reads runs as Word does.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import unicodedata
from collections.abc import Iterable, Sequence

from generator.language.inline import Direction

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"

_ISOLATE = {"ltr": LRI, "rtl": RLI}
_PIECE = re.compile(f"{LRI}(?P<ltr>[^{PDI}]*){PDI}|{RLI}(?P<rtl>[^{PDI}]*){PDI}|(?P<flow>[^{LRI}{RLI}{PDI}]+)")
_OBJECT = "\ufffc"  # of class ON

#: Characters that order others and are not drawn themselves.
_CONTROLS = frozenset("\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: fribidi-bidi-types.h
_L, _R = 0x110, 0x111

_fribidi = ctypes.CDLL(ctypes.util.find_library("fribidi"))
_fribidi.fribidi_get_par_embedding_levels_ex.restype = ctypes.c_byte


def levels(text: str, base: Direction, strong: Sequence[Direction | None] = ()) -> list[int]:
    """The embedding level of each character; ``strong`` gives characters another class than their own (4.3, HL3:
    "emulate explicit directional formatting"): strong left-to-right or right-to-left.
    """
    length = len(text)
    letters = (ctypes.c_uint32 * length)(*map(ord, text))
    kinds, brackets, found = (ctypes.c_uint32 * length)(), (ctypes.c_uint32 * length)(), (ctypes.c_byte * length)()
    _fribidi.fribidi_get_bidi_types(letters, length, kinds)
    for place, direction in enumerate(strong):
        if direction:
            kinds[place] = _L if direction == "ltr" else _R
    _fribidi.fribidi_get_bracket_types(letters, length, kinds, brackets)
    paragraph = ctypes.c_uint32(_L if base == "ltr" else _R)
    if length and not _fribidi.fribidi_get_par_embedding_levels_ex(
        kinds, brackets, length, ctypes.byref(paragraph), found
    ):
        raise MemoryError
    made = list(found)
    _trailing(text, base, made)
    return made


def _trailing(text: str, base: Direction, made: list[int]) -> None:
    """L1: tabs, spaces before them and at the end of the line are of the line's level."""
    ends = True
    for place in reversed(range(len(text))):
        kind = unicodedata.bidirectional(text[place])
        if kind in ("S", "B"):
            ends = True
        elif kind not in ("WS", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"):
            ends = False
        if ends:
            made[place] = 0 if base == "ltr" else 1


def drawn(text: str, base: Direction, strong: Sequence[Direction | None] = ()) -> str:
    """The characters of a line as they are drawn from left to right, mirrored where they are (L4).

    An isolate is one neutral character to what stands around it, and a line of its own inside (BD9, X5a to X6a). So it
    is reckoned here: FriBidi 1.0.8 takes a wrong level for the begin of a second isolate (X10).
    """
    strong = strong or [None] * len(text)
    line, given, islands = "", [], {}
    for match in _PIECE.finditer(text):
        start, end = match.span(match.lastgroup)
        if match.lastgroup == "flow":
            line, given = line + match["flow"], [*given, *strong[start:end]]
        else:
            inner = drawn(text[start:end], "ltr" if match.lastgroup == "ltr" else "rtl", strong[start:end])
            islands[len(line)] = inner
            line, given = line + _OBJECT, [*given, None]
    known = levels(line, base, given)
    return "".join(
        islands[place] if place in islands else _mirrored(line[place]) if known[place] % 2 else line[place]
        for place in _order(known)
        if line[place] not in _CONTROLS
    )


def _order(known: Sequence[int]) -> list[int]:
    """The places of the characters from left to right (L2)."""
    order = list(range(len(known)))
    for level in range(max(known, default=0), 0, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and known[order[end]] >= level:
                end += 1
            order[place:end] = reversed(order[place:end])
            place = max(end, place + 1)
    return order


def isolated(pieces: Iterable[tuple[str, Direction | None]], base: Direction) -> str:
    """How a line is drawn whose islands, those pieces that have a direction, are isolated."""
    return drawn("".join(f"{_ISOLATE[way]}{piece}{PDI}" if way else piece for piece, way in pieces), base)


def word(runs: Iterable[tuple[str, bool]], base: Direction, *, solidus: bool = True) -> str:
    """How Word draws a line of runs, each with whether it has ``w:rtl`` (ECMA-376 Part 1, 17.3.2.30 and annex I).

    In a run with it neutral characters are R, and so are weak ones but European and Arabic digits, terminators
    and common separators (17.3.2.30), of which the solidus is R in Arabic text (I.2). A run without it holds the
    classes L (the example in 17.3.2.8), so that nothing in it but a right-to-left letter leaves its order.
    """
    text, strong = "", []
    for piece, rtl in runs:
        text += piece
        strong += [_class_in_word(character, rtl, solidus) for character in piece]
    return drawn(text, base, strong)


def _class_in_word(character: str, rtl: bool, solidus: bool) -> Direction | None:
    kind = unicodedata.bidirectional(character)
    if kind in ("L", "R", "AL", "EN", "AN", "NSM", "BN", "S", "B") or character in _CONTROLS:
        return None
    if not rtl:
        return "ltr"
    return None if kind in ("ET", "CS") and not (solidus and character == "/") else "rtl"


def _mirrored(character: str) -> str:
    other = ctypes.c_uint32()
    _fribidi.fribidi_get_mirror_char(ord(character), ctypes.byref(other))
    return chr(other.value)

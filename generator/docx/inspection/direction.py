"""Whether every text runs as it is read: in Word by the direction of its runs, in LibreOffice by UAX #9.

Word takes ``w:rtl`` as an order for the whole run (ECMA-376 17.3.2.30, I.2), LibreOffice ignores it and orders the
line by the classes of its characters. So two things are checked: that the runs have the direction of their letters,
and that UAX #9 gives the same order as the runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from generator.docx.inspection.file import Found, Line, Piece, W, WordFile, is_on
from generator.language.direction import segments
from generator.language.marks import without_marks

_ARABIC = re.compile(
    "[\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]"
)
_LATIN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_LETTER = re.compile(f"{_ARABIC.pattern}|{_LATIN.pattern}")
_SPOKEN = re.compile(r"\w")
#: What may hold a telephone number or a date; shorter ones are numbers of clauses, which are read from the right.
_LONG_NUMBER = re.compile(r"\d(?:[ ()+./,:-]*\d){6}")
#: Explicit embeddings and overrides (unspecified in runs, 17.3.2.30), what nobody writes, and what no font draws.
_UNSPOKEN = re.compile("[\u202a-\u202e\u2068\ufffd\ue000-\uf8ff\u0000-\u0008]")
_SHOWN = 40


def arabic_without_rtl(file: WordFile, verbatim: Callable[[], frozenset[str]] = frozenset) -> Iterator[Found]:
    """Arabic letters stand in runs with w:rtl, but for codes and addresses that hold some, as the edition says."""
    for part, line in _lines(file):
        for piece in line.pieces:
            if not piece.rtl and _ARABIC.search(piece.text) and without_marks(piece.text) not in verbatim():
                yield part, piece.text[:_SHOWN]


def latin_in_rtl(file: WordFile) -> Iterator[Found]:
    """Latin letters, telephone numbers and dates stand in runs without w:rtl, which would turn their order."""
    for part, line in _lines(file):
        for piece in line.pieces:
            if piece.rtl and (_LATIN.search(piece.text) or (line.bidi and _holds_item(piece.text))):
                yield part, piece.text[:_SHOWN]


def _holds_item(text: str) -> bool:
    if not _LONG_NUMBER.search(text):
        return False
    return any(part.island and _LONG_NUMBER.search(part.text) for part in segments(text, "rtl"))


def paragraph_direction(file: WordFile) -> Iterator[Found]:
    """A paragraph runs right to left where its mark does, which tells the direction of its label and of new text."""
    for part, line in _lines(file):
        marks = line.marks.get("rPr")
        rtl = marks is not None and is_on(marks.find(f"{W}rtl"))
        if rtl != line.bidi:
            yield part, "".join(piece.text for piece in line.pieces)[:_SHOWN]


def brackets(file: WordFile) -> Iterator[Found]:
    """The two halves of a pair stand in runs of one direction: else one of them is mirrored and not the other."""
    for part, line in _lines(file):
        if not _mixed(line.pieces):
            continue
        opened: list[tuple[str, Piece]] = []
        for piece in line.pieces:
            for mark in _BRACKETS.findall(piece.text):
                partner = _CLOSES.get(mark)
                if any(other == partner for other, _ in opened):
                    while opened[-1][0] != partner:
                        opened.pop()
                    begin = opened.pop()[1]
                    if begin.rtl != piece.rtl:
                        yield part, f"{begin.text[-_SHOWN:]} … {piece.text[:_SHOWN]}"
                elif partner in (None, mark):
                    opened.append((mark, piece))


_BRACKETS = re.compile(r"[()\[\]{}«»“”\"]")
_CLOSES = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", '"': '"'}


def characters(file: WordFile) -> Iterator[Found]:
    """No characters that steer direction by themselves but marks and isolates, none that no font has."""
    for part, line in _lines(file):
        for piece in line.pieces:
            for found in _UNSPOKEN.findall(piece.text):
                yield part, f"U+{ord(found):04X}"


def _lines(file: WordFile) -> Iterator[tuple[str, Line]]:
    return ((story.part, line) for story in file.stories for line in story.lines if line.pieces)


def _mixed(pieces: Sequence[Piece]) -> bool:
    return len({piece.rtl for piece in pieces}) > 1


# The order by UAX #9 ----------------------------------------------------------------------------------------


def display_order(file: WordFile) -> Iterator[Found]:
    """Where runs are of two directions, UAX #9 orders the line as they do: else a mark is missing at an edge."""
    for part, line in _lines(file):
        if all(piece.rtl == line.bidi for piece in line.pieces):
            continue
        for broken, pieces in groupby(line.pieces, key=lambda piece: piece.text in {"\t", "\n"}):
            fault = "" if broken else _turned(list(pieces), line.bidi)
            if fault:
                yield part, fault[:_SHOWN]


def _turned(pieces: Sequence[Piece], bidi: bool) -> str:
    """The text of the first run that UAX #9 orders otherwise than its direction says, else nothing."""
    if all(piece.rtl == bidi for piece in pieces):
        return ""
    classes = resolved("".join(piece.text for piece in pieces), bidi)
    place, before = 0, ""
    for rtl, group in groupby(pieces, key=lambda piece: piece.rtl):
        text = "".join(piece.text for piece in group)
        own = classes[place : place + len(text)]
        place += len(text)
        # a group of the other script is what other checks tell of
        if _SPOKEN.search(text) and not (_LATIN if rtl else _ARABIC).search(text) and set(own) & _AGAINST[bidi, rtl]:
            return text
        if bidi and before in _NUMBERS and own[:1] in _NUMBERS:  # two of the same level are one piece to the eye
            return text
        before = own[-1:]
    return ""


#: What a character must not be, by the direction of its paragraph and of its run.
_AGAINST = {(True, False): {"R"}, (True, True): {"L"}, (False, True): {"L"}, (False, False): {"R", "E", "N"}}
_NUMBERS = frozenset("LEN")


class _Classes(dict[int, str]):
    """Bidi classes as one letter each; all others are neutral (O)."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _LETTERS.get(unicodedata.bidirectional(chr(code)), "O")
        return found


_LETTERS = {"L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "S", "CS": "C", "ET": "T", "NSM": "M", "BN": "M"}
_CLASS = _Classes()


def resolved(text: str, bidi: bool) -> str:
    """The class of each character of a line without explicit marks by UAX #9, W1 to N2: L, R, E or N."""
    base = "R" if bidi else "L"
    made = base + text.translate(_CLASS) + base  # the ends of the line count as its direction (X10)
    made = re.sub("(.)M+", lambda found: found[1] * len(found[0]), made)  # W1
    made = re.sub("A[^ALR]*", lambda found: found[0].replace("E", "N"), made).replace("A", "R")  # W2, W3
    made = re.sub("(?<=E)[SC](?=E)", "E", made)  # W4
    made = re.sub("(?<=N)C(?=N)", "N", made)
    made = re.sub("T*E[ET]*", lambda found: "E" * len(found[0]), made)  # W5
    made = re.sub("[SCT]", "O", made)  # W6
    made = re.sub("L[^LR]*", lambda found: found[0].replace("E", "L"), made)  # W7
    made = _paired(text, made, base)  # N0
    made = re.sub("(?<=L)O+(?=L)", lambda found: "L" * len(found[0]), made)  # N1
    made = re.sub("(?<=[REN])O+(?=[REN])", lambda found: "R" * len(found[0]), made)
    return made.replace("O", base)[1:-1]  # N2


def _paired(text: str, classes: str, base: str) -> str:
    """Brackets take the direction of what they hold, or of what stands before them (N0)."""
    if not _PAIRS.search(text):
        return classes
    made = list(classes)
    for opening, closing in sorted(_pairs(text)):
        inside = {"L" if found == "L" else "R" for found in made[opening + 2 : closing + 1] if found != "O"}
        if base in inside:
            made[opening + 1] = made[closing + 1] = base
        elif inside:
            before = next(found for found in reversed(made[: opening + 1]) if found != "O")
            made[opening + 1] = made[closing + 1] = "L" if before == "L" else "R"
    return "".join(made)


_PAIRS = re.compile(r"[()\[\]{}]")


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    for found in _PAIRS.finditer(text):
        partner = _CLOSES.get(found[0])
        if partner is None:
            opened.append((found[0], found.start()))
        elif partner in (mark for mark, _ in opened):
            while opened[-1][0] != partner:
                opened.pop()
            yield opened.pop()[1], found.start()

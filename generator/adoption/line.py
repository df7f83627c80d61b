"""A line of a text that somebody edited as plain words: which of its values, references and emphases it still has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from generator.language.digits import to_european
from generator.language.durations import read_amount, read_duration
from generator.language.inline import Inline, Language, Line, Link, Reference, Strong, Text, Value
from generator.language.spelling import normalise

_WORDS = re.compile(r"\w+|\s|[^\w\s]")
_WHITE = re.compile(r"[^\S\u00a0]+")
#: What a value of each kind may look like in a text; durations and amounts are read.
_SHAPES = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "url": re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?"),
    "phone": re.compile(r"[+\d(](?:[\d\s()+-]*\d)?"),
    "percent": re.compile(r"\d[\d,.]*\s?[%٪]"),
    "number": re.compile(r"\d[\d,]*"),
    "code": re.compile(r"[A-Za-z0-9](?:[\w ./-]*\w)?"),
}
_LONGEST = 12  # words, spaces and marks of a duration or an amount
_MORE = 3  # so many words more than a value had may be one still
_CLAUSE = re.compile(r"[,;،؛.:](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line as it prints. A value or a reference is whole; words may be any part of a text."""

    text: str
    source: Value | Reference | None = None
    strong: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A line after the edit: its pieces, what those values say now that say something else, by their index, and the
    values it lost.

    A value that changed stays among the pieces as it was: the new one belongs into the profile.
    """

    pieces: tuple[Piece, ...]
    changed: dict[int, str]
    lost: tuple[Value, ...] = ()

    @property
    def text(self) -> str:
        """What the pieces print."""
        return "".join(piece.text for piece in self.pieces)

    def literal(self, index: int) -> Edited:
        """The same with a value that changed as words."""
        words = replace(self.pieces[index], text=self.changed[index], source=None)
        left = {at: told for at, told in self.changed.items() if at != index}
        return Edited((*self.pieces[:index], words, *self.pieces[index + 1 :]), left, self.lost)


def clean(text: str) -> str:
    """A text as a paragraph of markup would hold it: white space as single spaces, and spelled with care."""
    return normalise(_WHITE.sub(" ", normalise(text)).strip())


def same(first: str, second: str) -> bool:
    """Whether two texts print alike in one language, whose digits the edition decides."""
    return _key(clean(first)) == _key(clean(second))


def _key(text: str) -> str:
    """What texts are compared by, of the same length."""
    return to_european(text).replace("\u00a0", " ")


def pieces(line: Line, printed: str = "") -> tuple[Piece, ...] | None:
    """The pieces of a line; ``printed`` says how its references read. None where another line was printed."""
    flat = list(_flat(line, Piece("")))
    if not printed:
        return tuple(flat)
    pattern = "".join(
        "(.+?)" if isinstance(piece.source, Reference) else f"({re.escape(_key(piece.text))})" for piece in flat
    )
    found = re.fullmatch(pattern, _key(clean(printed)))
    if found is None:
        return None
    return tuple(replace(piece, text=text) for piece, text in zip(flat, found.groups(), strict=True))


def _flat(line: Line, style: Piece) -> Iterator[Piece]:
    for piece in line:
        yield from _styled(piece, style)


def _styled(piece: Inline, style: Piece) -> Iterator[Piece]:
    if isinstance(piece, Strong):
        yield from _flat(piece.children, replace(style, strong=True))
    elif isinstance(piece, Link):
        yield from _flat(piece.children, replace(style, target=piece.target))
    elif isinstance(piece, Text):
        yield replace(style, text=piece.text)
    elif isinstance(piece, Value):
        yield replace(style, text=piece.text, source=piece)
    else:
        yield replace(style, source=piece)


def edit(old: tuple[Piece, ...], after: str, language: Language) -> Edited:
    """The pieces of a line whose text is now ``after``.

    Words are compared; a value or reference stays where all its words do. Where they do not, what stands between the
    neighbours that do is searched for a value of its kind.
    """
    (only,) = old if len(old) == 1 else (None,)
    if only is not None and isinstance(only.source, Value) and not same(only.text, after):
        return Edited(old, {0: clean(after)})
    return _Editor(old, clean(after), language).edited()


@dataclass(slots=True)
class _Span:
    """Where a piece stands: its words in the old line, and in the new one, if it is there."""

    piece: Piece
    start: int
    end: int
    found: tuple[int, int] | None = None
    told: str = ""  # what a changed value says now


def _is_more(old: str, new: str) -> bool:
    """Whether the words in the place of a value are a sentence, and no other value."""
    clauses = _CLAUSE.search(new) is not None and _CLAUSE.search(old) is None
    return clauses or len(new.split()) > len(old.split()) + _MORE


class _Editor:
    def __init__(self, old: tuple[Piece, ...], after: str, language: Language) -> None:
        self.language = language
        self.old: list[str] = []
        self.styles: list[Piece] = []
        self.spans: list[_Span] = []
        for piece in old:
            words = _WORDS.findall(piece.text)
            if piece.source is not None:
                self.spans.append(_Span(piece, len(self.old), len(self.old) + len(words)))
            self.old += words
            self.styles += [replace(piece, text="", source=None)] * len(words)
        self.new = _WORDS.findall(after)
        self.images = self._matched()

    def _matched(self) -> dict[int, int]:
        """Where each old word stands in the new line: words are compared, and a space goes with those around it."""
        old, new = ([at for at, word in enumerate(words) if not word.isspace()] for words in (self.old, self.new))
        keys = [_key(self.old[at]) for at in old], [_key(self.new[at]) for at in new]
        images: dict[int, int] = {}
        for block in SequenceMatcher(None, *keys, False).get_matching_blocks():
            images |= {old[block.a + offset]: new[block.b + offset] for offset in range(block.size)}
        for at in [at for at, word in enumerate(self.old) if word.isspace()]:
            left, right = images.get(at - 1), images.get(at + 1)
            if left is not None and right == left + 2 and self.new[left + 1].isspace():
                images[at] = left + 1
        return images

    def edited(self) -> Edited:
        begin = 0
        for span in self.spans:
            self._find(span, begin)
            begin = span.found[1] if span.found else begin
        made: list[Piece] = []
        changed: dict[int, str] = {}
        at = 0
        for span in (span for span in self.spans if span.found):
            assert span.found is not None
            made += self._words(at, span.found[0])
            if span.told:
                changed[len(made)] = span.told
            made.append(span.piece)
            at = span.found[1]
        made += self._words(at, len(self.new))
        lost = (span.piece.source for span in self.spans if span.found is None)
        return Edited(tuple(made), changed, tuple(value for value in lost if isinstance(value, Value)))

    def _find(self, span: _Span, begin: int) -> None:
        """Sets where a piece stands in the new line, and what it says there, if that is something else."""
        images = [self.images.get(index) for index in range(span.start, span.end)]
        if images and images[0] is not None and images == list(range(images[0], images[0] + len(images))):
            span.found = (images[0], images[0] + len(images))
            return
        value = span.piece.source
        if not isinstance(value, Value):
            return
        before = max((self.images[at] + 1 for at in range(span.start) if at in self.images), default=0)
        after = [self.images[at] for at in range(span.end, len(self.old)) if at in self.images]
        low, high = max(before, begin), min(after, default=len(self.new))
        found = self._value_of(value.kind, low, high)
        if found is None and self._is_between(span, low, high):
            found = self._trimmed(low, high)
            if _is_more(span.piece.text, "".join(self.new[found[0] : found[1]])):
                found = None
        if found is not None:
            span.found = found
            span.told = "".join(self.new[found[0] : found[1]])

    def _is_between(self, span: _Span, low: int, high: int) -> bool:
        """Whether the new words stand just where the old ones stood: both neighbours are what they were."""
        left, right = _last_word(self.old[: span.start]), _first_word(self.old, span.end)
        begins = _last_word(self.new[:low]) == (-1 if left < 0 else self.images.get(left))
        ends = _first_word(self.new, high) == (len(self.new) if right == len(self.old) else self.images.get(right))
        return begins and ends and bool("".join(self.new[low:high]).strip())

    def _trimmed(self, low: int, high: int) -> tuple[int, int]:
        """Two places without the spaces at them."""
        while self.new[low].isspace():
            low += 1
        while self.new[high - 1].isspace():
            high -= 1
        return low, high

    def _value_of(self, kind: str, low: int, high: int) -> tuple[int, int] | None:
        """The longest words between two places that are a value of a kind, the first of them."""
        spans = [
            (start, end)
            for start in range(low, high)
            for end in range(start + 1, min(high, start + _LONGEST) + 1)
            if not self.new[start].isspace() and not self.new[end - 1].isspace()
        ]
        spans.sort(key=lambda found: (found[0] - found[1], found[0]))
        texts = (("".join(self.new[start:end]), (start, end)) for start, end in spans)
        return next((found for text, found in texts if reads(kind, text, self.language)), None)

    def _words(self, start: int, end: int) -> Iterator[Piece]:
        """The words between two values, each with its style: what is new takes that of the words around it."""
        sources = {new: old for old, new in self.images.items()}
        for at in range(start, end):
            style = self.styles[sources[at]] if at in sources else self._style_between(at, sources)
            yield replace(style, text=self.new[at])

    def _style_between(self, at: int, sources: dict[int, int]) -> Piece:
        """The style of what was replaced here, else the one that both neighbours have."""
        left = next((sources[place] for place in range(at - 1, -1, -1) if place in sources), -1)
        right = next((sources[place] for place in range(at + 1, len(self.new)) if place in sources), len(self.old))
        gone = {self.styles[index] for index in range(left + 1, right) if not self.old[index].isspace()}
        around = {self.styles[index] if 0 <= index < len(self.styles) else Piece("") for index in (left, right)}
        styles = gone or around
        return styles.pop() if len(styles) == 1 else Piece("")


def _last_word(words: list[str]) -> int:
    """The index of the last of some words that is no space; -1 where there is none."""
    return next((at for at in range(len(words) - 1, -1, -1) if not words[at].isspace()), -1)


def _first_word(words: list[str], start: int) -> int:
    """The index of the first word from ``start`` on that is no space; their number where there is none."""
    return next((at for at in range(start, len(words)) if not words[at].isspace()), len(words))


def reads(kind: str, text: str, language: Language) -> bool:
    """Whether a text is a value of a kind of fact, as it stands in a line."""
    if kind == "duration":
        return read_duration(text, language, alone=False) is not None
    if kind == "amount":
        return read_amount(text, language) is not None
    shape = _SHAPES.get(kind)
    return shape is not None and shape.fullmatch(to_european(text)) is not None

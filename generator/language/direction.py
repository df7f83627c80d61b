"""Where a line of text needs isolation: splitting it into flowing text and islands.

UAX #9 orders a line by itself wherever letters tell the direction, but not what stands between digits: inside
right-to-left text ``2024-06-24`` prints as ``24-06-2024`` and ``+966 53`` as ``53 966+`` (rules W2, W4, W6,
N1). Word in addition treats ``- + /`` in a right-to-left run as neutral and leaves Latin letters there
unspecified (ECMA-376 17.3.2.30). So everything that must keep an order of its own becomes an island, which
renderers isolate (an element with ``dir``, a run without ``w:rtl``), and everything else stays one piece of
flowing text.

In a right-to-left line an island is

- a Latin phrase: words, the neutral characters between them, and numbers after a word (W7 makes them part of
  the word's run); a number *before* the first word stays outside, since nothing tells whether it belongs to
  the Arabic before it;
- an address (URL, e-mail, domain), an IBAN, a telephone number, an account number in groups;
- a number of more than one group of digits, or with a sign or ``%``: dates, ranges, versions, times, amounts.

Plain integers flow, in brackets or not. So do ``٢٥٪``, whose sign stands at the left (W3C alreq, "Numbers"),
and Arabic-Indic digits with hyphens or spaces (``٣-٥``), which read from the right. Isolation cannot turn
those (N1), so a telephone number is given in European digits. Arabic punctuation (، ؛ ؟), bullets and ``|``
part phrases; separate items (two addresses, an address and a telephone number) are never one island.

In a left-to-right line an island is an Arabic phrase with the punctuation and plain numbers between its words
(and numbers that touch a letter, 1445هـ), and an address with Arabic letters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import accumulate, pairwise

from generator.language.inline import Direction

Forced = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line.

    ``island`` pieces need an element or run of their own with ``direction``; the others flow in the line's
    direction. ``verbatim`` islands (addresses, telephone numbers, codes, numbers in a Latin phrase) keep
    their digits.
    """

    text: str
    direction: Direction
    island: bool
    verbatim: bool


def segments(text: str, base: Direction, forced: Sequence[Forced] = ()) -> tuple[Segment, ...]:
    """The pieces of one line whose base direction is ``base``; together they are ``text``.

    ``forced`` ranges (start, end, verbatim) are islands whatever they hold: values known to be a telephone
    number, a code. Their outer spaces flow; a range that ends inside a joined Arabic word grows to the word's
    end; ranges that overlap each other or an address are one. A verbatim range runs left to right, another
    one in the direction of its first letter (left to right without one). Where that is against the line, it
    joins the phrase beside it, as a Latin or Arabic word does (a Latin one at most two characters away), but
    never a telephone number or address.

    No piece is empty, no island begins or ends with a space, no pair of brackets or quotation marks has one
    half inside an island and one outside (halves inside a forced range pair only there), and no border lies
    between two joining letters or a letter and its mark.
    """
    return _segments(text, base, tuple(forced))


@lru_cache(maxsize=8192)  # an edition cuts its lines before and after its digits change, and two editions share them
def _segments(text: str, base: Direction, forced: tuple[Forced, ...]) -> tuple[Segment, ...]:
    pieces: list[Segment] = []
    position = 0
    for start, end, direction, verbatim in _islands(text, base, forced):
        if start > position:
            pieces.append(Segment(text[position:start], base, False, False))
        pieces.append(Segment(text[start:end], direction, True, verbatim))
        position = end
    if position < len(text):
        pieces.append(Segment(text[position:], base, False, False))
    return tuple(pieces)


def exchange_digits(text: str, exchange: Callable[[str], str], forced: Sequence[Forced] = ()) -> str:
    """``text`` with ``exchange`` (of ``digits``) applied to everything but what is verbatim in it.

    The length stays, so ``forced`` holds for the result. Exchange digits first and split the result: ``25%``
    is an island in right-to-left text, ``٢٥٪`` is none.
    """
    parts = segments(text, "rtl", forced)
    return "".join(part.text if part.verbatim else exchange(part.text) for part in parts)


def script_direction(text: str) -> Direction | None:
    """The direction of the first strong character (UAX #9, P2 and P3), or None without one."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None


# Shapes: one letter for each character, so that the grammar below is about kinds of characters --------------

_FIXED = {
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("+\u00b1", "+"),
    **dict.fromkeys("/.:%()@#_", ""),  # themselves
    **dict.fromkeys(",\u066b\u066c", ","),  # the Arabic separators are class AN: numbers for themselves
    **dict.fromkeys("\u061b\u061f\u06d4", "q"),  # ؛ ؟ ۔ are class AL, unlike ،
    **dict.fromkeys("\u060c\u066a", "c"),
    **dict.fromkeys("\u00b0\u2030\u2031\u2032\u2033", "%"),  # class ET, as % is
    **dict.fromkeys("|\u2022\u25aa\u25cf\u25e6\u2023", "|"),
    **dict.fromkeys("\u200c\u200d", "j"),
}


class _Shapes(dict[int, str]):
    """Maps a character to its shape by its bidi class (UAX #9, table 4); fills itself as characters turn up.

    a strong left-to-right, r strong right-to-left, m mark, j joiner, 0 and 9 digit, a space, $ currency sign,
    | what parts phrases, c and q Arabic punctuation, n other; some characters stand for themselves.
    """

    def __missing__(self, code: int) -> str:
        self[code] = shape = _shape(chr(code))
        return shape


def _shape(character: str) -> str:
    if character in _FIXED:
        return _FIXED[character] or character
    category = unicodedata.category(character)
    bidi = unicodedata.bidirectional(character)
    if category == "Nd" and bidi in ("EN", "AN"):
        return "0" if unicodedata.decimal(character) == 0 else "9"
    if bidi == "NSM" or bidi == "EN":  # superscripts are EN and belong to what they follow
        return "m"
    if category == "Cf":
        return "n"
    if bidi == "L":
        return "a"
    if bidi in ("R", "AL"):
        return "r"
    if category == "Zs":
        return " "
    if character.isspace() or category in ("Cc", "Zl", "Zp"):
        return "|"
    return "$" if category == "Sc" else "n"


_SHAPES = _Shapes()


# Tokens -----------------------------------------------------------------------------------------------------


class _Kind(Enum):
    LATIN = auto()
    ARABIC = auto()
    MARK = auto()  # Arabic punctuation of a strong class that ends no Arabic word
    PLAIN = auto()  # a number that flows: an integer, or one that reads like words
    NUMBER = auto()  # any other: grouped, or with a sign
    ITEM = auto()  # an address, telephone or account number
    FORCED = auto()


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    kind: _Kind
    direction: Direction
    verbatim: bool = False


# Only single characters are repeated possessively: before Python 3.11.5 a group that backtracks inside a possessive
# repetition keeps what it should give back (Debian 12 has 3.11.2).
_URL_TAIL = r"(?:[^\s()<>\[\]{}\"«»“”،؛؟|]|\([^\s()<>\[\]{}\"«»“”،؛؟|]*\))"
_ADDRESS = re.compile(
    rf"""
      (?<![A-Za-z0-9]) (?:https?|ftp):// {_URL_TAIL}+
    | (?<![A-Za-z0-9._%+-]) [A-Za-z0-9._%+-]++ @ [A-Za-z0-9-]++ (?:\.[A-Za-z0-9-]++)+
    | (?<![A-Za-z0-9.-]) (?:[A-Za-z0-9-]++\.)+ [A-Za-z]{{2,}} (?![A-Za-z0-9-]) (?:/{_URL_TAIL}*)?
    | (?<![0-9]) (?: 9200[0-9]{{5}} | 800[0-9]{{7}} ) (?![0-9])  # unified and free numbers of the Kingdom
    | (?<![A-Za-z0-9]) SA[0-9]{{2}} (?:[ ]?[0-9A-Z]{{4}}){{5}} (?![A-Za-z0-9])
    """,
    re.VERBOSE,
)

_DIGIT = "[09]"
_GAP = r"(?:[ ]?-[ ]?|[ ])?"  # between the groups of a telephone number
_AMOUNT = rf"{_DIGIT}++(?:[./,:]{_DIGIT}++)*"  # single separators inside one number: class CS, W4
_SIGN = r"m*+(?:[ ]?%|[$#])?"  # what ends a number: of class ET
_LIMIT = rf"{_DIGIT}++(?:[.,:]{_DIGIT}++)?%?+"  # one end of a range
_TOKEN = re.compile(
    rf"""
      (?P<forced> Ff*+ )
    | (?P<address> Ii*+ )
    | (?P<arabic> [mj]*+ r [rmjq]*+ )
    | (?P<mark> q [qm]*+ )
    | (?P<stray> [mj]++ )
    | (?P<latin> (?: (?<![a09rm).])[@#.] )? {_DIGIT}*+ a [a09m]*+ [+#]*+ m*+ )
    | (?P<date> (?: {_DIGIT}{{1,2}} (?P<s>[ ]?[-/.][ ]?) {_DIGIT}{{1,2}} (?P=s) {_DIGIT}{{4}}
                  | {_DIGIT}{{4}} (?P<z>[ ]?[-/.][ ]?) {_DIGIT}{{1,2}} (?P=z) {_DIGIT}{{1,2}} )
                (?! [-/.]?{_DIGIT} ) m*+ )
    | (?P<phone> (?: (?:\+[ ]?|00) {_DIGIT} (?: {_GAP}{_DIGIT} ){{6,14}}
                   | (?:\+[ ]?|00) {_DIGIT}{{1,3}} [ ]? \( {_DIGIT}{{1,4}} \) (?: {_GAP}{_DIGIT} ){{5,12}}
                   | (?:\+[ ]?)? \( \+?{_DIGIT}{{1,4}} \) (?: {_GAP}{_DIGIT} ){{5,12}}
                   | 0 (?: {_GAP}{_DIGIT} ){{6,9}}
                   | (?={_DIGIT}{{2,5}}[ ]{_DIGIT}{{2}}) {_DIGIT} (?: [ ]?{_DIGIT} ){{8,29}} )
                 (?! [-/.,:]?{_DIGIT} ) m*+ )
    | (?P<range> {_LIMIT} [ ]-[ ] {_LIMIT} (?! [-/.,:]?{_DIGIT} | [ ]-[ ]{_DIGIT} ) m*+ )
    | (?P<number> (?: (?: (?<![a09rmj)%])[-+] | [$#%] ) m*+ )? {_AMOUNT}{_SIGN} (?: [-+]{_AMOUNT}{_SIGN} )* m*+ )
    """,
    re.VERBOSE,
)
_INTEGER = re.compile(f"{_DIGIT}+m*")
_TURNS = re.compile(f"{_DIGIT}(?: ?- ?|\\+| ?/ | /|[ ]){_DIGIT}")
_KEEPS_ORDER = re.compile(f"{_AMOUNT}m*")  # what W4 keeps together in right-to-left text without isolation


def _tokens(text: str, shape: str, forced: Sequence[Forced]) -> list[_Token]:
    """Words, numbers and items of a line in order; what lies between them is neutral."""
    masked = list(shape)
    ranges, addresses = _marked_ranges(text, shape, forced)
    for start, end in addresses:
        masked[start:end] = "I" + "i" * (end - start - 1)
    for start, (end, _) in ranges.items():
        masked[start:end] = "F" + "f" * (end - start - 1)
    tokens = []
    for match in _TOKEN.finditer("".join(masked)):
        start, end = match.span()
        match match.lastgroup:
            case "forced":
                verbatim = ranges[start][1]
                direction = "ltr" if verbatim else script_direction(text[start:end]) or "ltr"
                tokens.append(_Token(start, end, _Kind.FORCED, direction, verbatim))
            case "address" | "phone":
                tokens.append(_Token(start, end, _Kind.ITEM, "ltr", verbatim=True))
            case "arabic":
                tokens.append(_Token(start, end, _Kind.ARABIC, "rtl"))
            case "mark":
                tokens.append(_Token(start, end, _Kind.MARK, "rtl"))
            case "latin":
                tokens.append(_Token(start, end, _Kind.LATIN, "ltr"))
            case "date" | "range" | "number":
                tokens += _numbers(text, start, match[0])
    return tokens


def _numbers(text: str, start: int, shape: str) -> Iterator[_Token]:
    """A number as one token; one that is read from the right as its groups, each of which keeps its own order."""
    if not _reads_like_words(text[start : start + len(shape)], shape):
        kind = _Kind.PLAIN if _INTEGER.fullmatch(shape) else _Kind.NUMBER
        yield _Token(start, start + len(shape), kind, "ltr")
        return
    for group in _KEEPS_ORDER.finditer(shape):
        kind = _Kind.PLAIN if _INTEGER.fullmatch(group[0]) else _Kind.NUMBER
        yield _Token(start + group.start(), start + group.end(), kind, "ltr")


def _reads_like_words(text: str, shape: str) -> bool:
    """Whether a grouped number is read group by group from the right, as Arabic-Indic ones with hyphens are.

    Arabic-Indic digits (class AN) are not joined by ``-`` or a space (W4) and count as right-to-left to what
    stands between them (N1), so ٣-٥ begins at the right even in a left-to-right isolate, and Arabic is
    printed so.
    """
    return _TURNS.search(shape) is not None and any(unicodedata.bidirectional(c) == "AN" for c in text)


def _marked_ranges(
    text: str, shape: str, forced: Sequence[Forced]
) -> tuple[dict[int, tuple[int, bool]], list[tuple[int, int]]]:
    """Forced ranges by their start, and the addresses that none of them overlaps."""
    found = [(*_whole(shape, *_address_span(match)), True, False) for match in _ADDRESS.finditer(text)]
    for start, end, verbatim in forced:
        start, end = _trimmed(text, max(start, 0), min(end, len(text)))
        if start < end:
            found.append((*_whole(shape, start, end), verbatim, True))
    merged: list[tuple[int, int, bool, bool]] = []
    for start, end, verbatim, is_forced in sorted(found):
        if merged and start < merged[-1][1]:
            first, last, first_verbatim, first_forced = merged.pop()
            start, end = first, max(last, end)
            verbatim, is_forced = verbatim or first_verbatim, is_forced or first_forced
        merged.append((start, end, verbatim, is_forced))
    ranges = {start: (end, verbatim) for start, end, verbatim, is_forced in merged if is_forced}
    return ranges, [(start, end) for start, end, _, is_forced in merged if not is_forced]


def _address_span(match: re.Match[str]) -> tuple[int, int]:
    """An address without the punctuation of the sentence behind it."""
    return match.start(), match.start() + len(match[0].rstrip(".,:;!?'’"))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _whole(shape: str, start: int, end: int) -> tuple[int, int]:
    """A range grown until it cuts no joined word and no mark off its letter."""
    while start > 0 and _clings(shape[start - 1], shape[start]):
        start -= 1
    while end < len(shape) and _clings(shape[end - 1], shape[end]):
        end += 1
    return start, end


def _clings(before: str, after: str) -> bool:
    return (after == "m" and before not in " |") or (before in "rmj" and after in "rj")


# Phrases ----------------------------------------------------------------------------------------------------

_PARTS = {"rtl": re.compile("[|cq]"), "ltr": re.compile("[|]")}
_NUMBERS = (_Kind.PLAIN, _Kind.NUMBER)
_ITEMS = (_Kind.ITEM, _Kind.FORCED)


def _islands(text: str, base: Direction, forced: Sequence[Forced]) -> Iterator[tuple[int, int, Direction, bool]]:
    """Start, end, direction and verbatim of each island of a line, in order."""
    shape = text.translate(_SHAPES)
    tokens = _tokens(text, shape, forced)
    links = _links_in_rtl(tokens, shape) if base == "rtl" else _links_in_ltr(tokens, shape)
    for first, last, end in _phrases(tokens, links, _pairs(text, tokens)):
        if base == "rtl":
            _relink(links, tokens, shape, last + 1)
        phrase = tokens[first : last + 1]
        direction = _island_direction(phrase, base, shape)
        if direction is None:
            continue
        start = phrase[0].start
        while end < len(shape) and shape[end] == "m":  # of a closing bracket
            end += 1
        latin = any(token.kind is _Kind.LATIN for token in phrase)
        digits = latin and re.search(_DIGIT, shape[start:end]) is not None
        yield start, end, direction, digits or any(token.verbatim for token in phrase)


def _island_direction(phrase: Sequence[_Token], base: Direction, shape: str) -> Direction | None:
    """The direction in which a phrase must be isolated, or None where it flows."""
    kinds = {token.kind for token in phrase}
    if kinds == {_Kind.FORCED}:
        return phrase[0].direction
    if base == "rtl":
        return None if kinds <= {_Kind.ARABIC, _Kind.MARK, _Kind.PLAIN} else "ltr"
    if any(token.direction == "rtl" for token in phrase):
        return "rtl"
    holds_arabic = "r" in shape[phrase[0].start : phrase[-1].end]
    return "ltr" if holds_arabic or _Kind.FORCED in kinds else None


def _links_in_rtl(tokens: Sequence[_Token], shape: str) -> list[bool]:
    """For each token but the last, whether it and the next one belong to one left-to-right phrase."""
    links: list[bool] = []
    after_latin = False  # whether a Latin word stands before in the phrase
    for a, b in pairwise(tokens):
        after_latin = a.kind is _Kind.LATIN or (after_latin and bool(links) and links[-1])
        links.append(_linked_in_rtl(a, b, shape[a.end : b.start], after_latin))
    return links


def _relink(links: list[bool], tokens: Sequence[_Token], shape: str, first: int) -> None:
    """Unlinks the tokens before a phrase's first Latin word where that phrase begins behind a bracket."""
    for index in range(first, len(links)):
        a, b = tokens[index : index + 2]
        if a.kind is _Kind.LATIN or not links[index]:
            break
        links[index] = _linked_in_rtl(a, b, shape[a.end : b.start], False)


def _linked_in_rtl(a: _Token, b: _Token, gap: str, after_latin: bool) -> bool:
    if "rtl" in (a.direction, b.direction):
        return False
    if a.kind in _ITEMS and b.kind in _ITEMS:
        return not gap and _Kind.ITEM in (a.kind, b.kind)
    if not gap:
        return True
    if len(gap) > 4 or _PARTS["rtl"].search(gap):
        return False
    if a.kind in _ITEMS or b.kind in _ITEMS:
        return len(gap) <= 2 and _Kind.LATIN in (a.kind, b.kind)
    if b.kind in _NUMBERS:  # W7: European numbers after Latin letters are laid out like letters
        return after_latin and len(gap) <= 3
    return after_latin or gap in ("-", "/", "_")  # 24-hour


def _links_in_ltr(tokens: Sequence[_Token], shape: str) -> list[bool]:
    """For each token but the last, whether it and the next one belong to one Arabic phrase.

    Numbers belong to it between two words, or where they touch one.
    """
    links = [False] * max(len(tokens) - 1, 0)
    word: int | None = None  # the last Arabic word from which an unbroken way leads here
    for index, token in enumerate(tokens):
        if index:
            before = tokens[index - 1]
            gap = shape[before.end : token.start]
            if len(gap) > 4 or _PARTS["ltr"].search(gap):
                word = None
            elif not gap and _is_arabic(before) != _is_arabic(token):
                links[index - 1] = _fits_arabic(before, shape) and _fits_arabic(token, shape)
        if _is_arabic(token):
            if word is not None:
                links[word:index] = [True] * (index - word)
            word = index
        elif not _fits_arabic(token, shape):
            word = None
    return links


def _is_arabic(token: _Token) -> bool:
    return token.direction == "rtl" and token.kind is not _Kind.MARK


def _fits_arabic(token: _Token, shape: str) -> bool:
    """Whether a token can stand inside an Arabic phrase without isolation of its own."""
    if token.kind is _Kind.NUMBER:
        return _KEEPS_ORDER.fullmatch(shape, token.start, token.end) is not None
    return token.direction == "rtl" or token.kind is _Kind.PLAIN


# Brackets ---------------------------------------------------------------------------------------------------

_BRACKET = re.compile(r"[()\[\]{}⟨⟩«»‹›“”\"]")
_CLOSES = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "»": "«", "›": "‹", "”": "“"}
_DEPTH = 63  # UAX #9, BD16


def _pairs(text: str, tokens: Sequence[_Token]) -> dict[int, int]:
    """The partner of each paired bracket or quotation mark, both ways (UAX #9, BD16, and quotation marks too).

    A forced range is a world of its own: its brackets pair inside it or not at all.
    """
    pairs: dict[int, int] = {}
    starts = [token.start for token in tokens]
    outer: list[int] = []
    inner: tuple[int, list[int]] = (-1, [])
    for match in _BRACKET.finditer(text):
        position = match.start()
        index = bisect_left(starts, position + 1) - 1
        token = tokens[index] if index >= 0 else None
        if token and token.kind is _Kind.FORCED and position < token.end:
            if inner[0] != index:
                inner = (index, [])
            _pair(text, position, inner[1], pairs)
        else:
            _pair(text, position, outer, pairs)
    return pairs


def _pair(text: str, position: int, opened: list[int], pairs: dict[int, int]) -> None:
    mark = text[position]
    opening = '"' if mark == '"' else _CLOSES.get(mark)
    for depth in range(len(opened) - 1, -1, -1) if opening else ():
        if text[opened[depth]] == opening:
            pairs[position], pairs[opened[depth]] = opened[depth], position
            del opened[depth:]
            return
    if (mark == '"' or not opening) and len(opened) < _DEPTH:
        opened.append(position)


def _phrases(tokens: Sequence[_Token], links: Sequence[bool], pairs: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """First token, last token and end of each phrase: linked tokens, as far as no bracket pair is cut.

    A pair that opens between two linked tokens is taken in whole (Board (BoD)) if all its tokens are linked;
    otherwise the phrase ends before it.
    """
    starts = [token.start for token in tokens]
    unlinked = [0, *accumulate(not link for link in links)]

    def is_solid(opening: int, following: int) -> bool:
        """Whether all tokens inside the pair, from ``following`` on, are linked."""
        last = bisect_left(starts, pairs[opening]) - 1
        return unlinked[last] == unlinked[following]

    first = 0
    while first < len(tokens):
        last, end = first, tokens[first].end
        while last < len(links) and links[last]:
            gap = range(tokens[last].end, tokens[last + 1].start)
            marks = [mark for mark in gap if mark in pairs]
            if any(pairs[mark] < tokens[first].start for mark in marks):
                break
            opened = [mark for mark in marks if pairs[mark] >= tokens[last + 1].start]
            if not all(is_solid(mark, last + 1) for mark in opened):
                break
            last += 1
            end = max(end, tokens[last].end, *(pairs[mark] + 1 for mark in opened))
        yield first, last, end
        first = last + 1

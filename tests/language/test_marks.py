"""The marks make a plain line, and Word's runs, read as the line with its islands isolated."""

from __future__ import annotations

import re
import unicodedata
from random import Random

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.language.digits import to_arabic_indic, to_european
from generator.language.direction import Segment, exchange_digits, segments
from generator.language.inline import Direction
from generator.language.marks import LRI, LRM, PDI, RLI, RLM, marked, with_brackets, without_marks
from tests.bidi import drawn, isolated, levels, word
from tests.mixed import line

#: How the tables show what cannot be seen.
SHOWN = str.maketrans({LRM: "‹", RLM: "›", LRI: "⟨", RLI: "⟩", PDI: "⌋"})


def cut(text: str, base: Direction) -> list[tuple[str, Direction | None]]:
    """The pieces of a line, islands with their direction."""
    return [(part.text, part.direction if part.island else None) for part in segments(text, base)]


def written(text: str, base: Direction) -> list[tuple[str, bool]]:
    """The runs of a line in Word: text with marks, and whether it has ``w:rtl``."""
    parts = with_brackets(segments(text, base), base)
    texts = marked(parts, base)
    return [(text, part.direction == "rtl") for text, part in zip(texts, parts, strict=True)]


def plain(text: str, base: Direction) -> str:
    return "".join(piece for piece, _ in written(text, base))


# Which marks -------------------------------------------------------------------------------------------------

RTL = [
    # an island between marks, but for edges that are letters of it
    ("هاتف +966 11 000 0000 الآن", "هاتف |‹+966 11 000 0000‹| الآن"),
    ("لغة C++ هنا", "لغة |C++‹| هنا"),
    ("@esrar هنا", "‹@esrar| هنا"),
    ("برنامج Word هنا", "برنامج |Word| هنا"),
    # a joined number as it is, unless a separator touches it
    ("يوم 26/11/1443هـ", "يوم |26/11/1443|هـ"),
    ("(4.2) و5.1", "‹(4.2)‹| و|5.1"),
    ("بين 1.5،2.5", "بين |‹1.5‹|›،|‹2.5‹"),
    ("بنسبة 25% منها", "بنسبة |‹25%‹| منها"),
    # text after an island
    ("GOV-01 15 يوماً", "GOV-01 15‹| يوماً"),
    ("(GOV-01) 15 يوماً", "‹(GOV-01)‹|› 15 يوماً"),
    ("Word، 15 يوماً", "Word|›، 15 يوماً"),
    ("Word، Excel", "Word|›، |Excel"),
    ("Word، أو Excel", "Word|، أو |Excel"),
    ("Word؛ ٥ أيام", "Word|؛ ٥ أيام"),  # the semicolon is a letter to UAX #9
    # what runs against itself inside
    ("انظر https://example.org/سياسة هنا", "انظر |⟨https://example.org/سياسة⌋| هنا"),
    ("مبلغ $٥٠٠ فقط", "مبلغ |⟨$٥٠٠⌋| فقط"),
    # brackets round an island or a number, and others
    ("سياسة (20) و٢٥٪", "سياسة |‹(20)‹| و٢٥٪"),
    ("(٢٠) (Word هنا) (1،2)", "(٢٠) (|Word| هنا) (1،2)"),
]
LTR = [
    ("The جمعية is", "The |جمعية| is"),
    ("the «جمعية» is", "the |›«جمعية»›| is"),
    ("See المادة (5) 5", "See |المادة|‹ (5) 5"),  # the number does not go over to the Arabic side
    ("See المادة, now", "See |المادة|, now"),
    ("العضو ….. المستفيد", "العضو|‹ ….. |المستفيد"),
    ("on 18/12/1445هـ AH", "on |›18/12/1445هـ| AH"),
    ("call +966 11 000 0000 now", "call +966 11 000 0000 now"),
    ("at https://example.org/سياسة-1 5", "at |https://example.org/سياسة-1‹| 5"),
    ("Board؛ 5", "Board|؛|‹ 5"),
]


@pytest.mark.parametrize(
    ("base", "text", "expected"), [("rtl", *case) for case in RTL] + [("ltr", *case) for case in LTR]
)
def test_marks(base: Direction, text: str, expected: str) -> None:
    assert "|".join(piece for piece, _ in written(text, base)).translate(SHOWN) == expected


def test_islands_that_touch_are_parted() -> None:
    """Two values side by side are two isolates, and follow each other in the line's direction."""
    parts = [Segment("12", "ltr", True, True), Segment("34", "ltr", True, True)]
    assert drawn("".join(marked(parts, "rtl")), "rtl") == isolated([("12", "ltr"), ("34", "ltr")], "rtl") == "3412"


# Any line ----------------------------------------------------------------------------------------------------

BASES = st.sampled_from(["rtl", "ltr"])
SEEDS = st.integers(0, 2**32)
#: Characters in any order. Left out: joiners, what crosses brackets, and what publishing never leaves: both systems of
#: digits in one number.
SOUP = st.lists(
    st.sampled_from([*"ابهدلم ٌّaBzé\u0301012 ./,:;!?-–+%()[]{}\'،؛؟@#_&|…", "الجمعية", "Board", "2024-06-24",
                     "+966 53 080 1110", "a@b.org", "GOV-BEN-01", "25%", " (", ") ", " - "]),
    max_size=16,
).map("".join)  # fmt: skip


def published(text: str, base: Direction, arabic_indic: bool) -> str:
    """A line with the digits of its language."""
    if base == "rtl":
        return exchange_digits(text, to_arabic_indic if arabic_indic else to_european)
    return "".join(part.text if part.island else to_european(part.text) for part in segments(text, base))


_ISOLATES = {LRI, RLI, PDI}


@settings(max_examples=1500, deadline=None)
@given(SEEDS, BASES)
def test_lines_of_the_grammar_are_drawn_as_isolated(seed: int, base: Direction) -> None:
    text = line(Random(seed), base)
    wanted = isolated(cut(text, base), base)
    assert drawn(plain(text, base), base) == wanted
    if not _ISOLATES & set(plain(text, base)):  # the one thing that Word may not know
        assert word(written(text, base), base, solidus=base == "rtl") == wanted


@settings(max_examples=1500, deadline=None)
@given(SOUP, BASES, st.booleans())
def test_any_characters_are_drawn_as_isolated(text: str, base: Direction, arabic_indic: bool) -> None:
    text = published(text, base, arabic_indic)
    assert drawn(plain(text, base), base) == isolated(cut(text, base), base)


@given(st.one_of(SOUP, st.text()), BASES)
def test_marks_are_all_that_is_added(text: str, base: Direction) -> None:
    parts = with_brackets(segments(without_marks(text), base), base)
    assert "".join(part.text for part in parts) == without_marks(text)
    assert [without_marks(piece) for piece in marked(parts, base)] == [part.text for part in parts]


@given(SEEDS)
def test_word_never_turns_a_date_in_an_arabic_line(seed: int) -> None:
    """A solidus between digits is neutral in Arabic text of a run with ``w:rtl`` (I.2), so none stands in one."""
    text = line(Random(seed), "rtl")
    assert not any(rtl and re.search(r"\d/\d", piece) for piece, rtl in written(text, "rtl"))


def test_word_by_the_letter_turns_a_date_in_an_arabic_phrase_of_an_english_line() -> None:
    """What remains: no run can hold it, and LibreOffice leaves ``w:dir`` (17.3.2.8), which could, aside."""
    runs = written("on 18/12/1445هـ AH", "ltr")
    assert word(runs, "ltr", solidus=False) == "on ـه18/12/1445 AH"
    assert word(runs, "ltr") == "on ـه1445/12/18 AH"


# What it is compared with ------------------------------------------------------------------------------------


@settings(max_examples=500, deadline=None)
@given(SEEDS, BASES)
def test_two_implementations_agree_on_isolated_lines(seed: int, base: Direction) -> None:
    """FriBidi, as used here, and python-bidi (which mirrors nothing, so brackets are compared by their pairs)."""
    pieces = cut(line(Random(seed), base), base)
    text = "".join(f"{LRI if way == 'ltr' else RLI}{piece}{PDI}" if way else piece for piece, way in pieces)
    other = without_marks(get_display(text, base_dir=base[0].upper()))
    assert _unmirrored(isolated(pieces, base)) == _unmirrored(other)


def _unmirrored(text: str) -> str:
    return text.translate(str.maketrans(")]}»", "([{«"))


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("car ا3 b", "ltr", [0, 0, 0, 0, 1, 2, 0, 0]),
        ("ا (b) 3", "rtl", [1, 1, 1, 2, 1, 1, 2]),
        ("12-34", "rtl", [2, 2, 2, 2, 2]),
        ("ا12-34", "rtl", [1, 2, 2, 1, 2, 2]),
    ],
)
def test_levels(text: str, base: Direction, expected: list[int]) -> None:
    assert levels(text, base) == expected


@pytest.mark.parametrize(
    ("runs", "base", "expected"),
    [
        # 17.3.2.8: what stands in a run without w:rtl is of class L, and of class R in one with it
        ([("ابج ", True), ("united states", False), (" دهو", True)], "rtl", "وهد united states جبا"),
        # 17.3.2.30: a neutral in a run with w:rtl is R, between Latin words too
        ([("first", False), (" ", True), ("second", False)], "rtl", "second first"),
        # I.2: the solidus in Arabic text
        ([("ا 26/11/1443", True)], "rtl", "1443/11/26 ا"),
        ([("ا ", True), ("26/11/1443", False)], "rtl", "26/11/1443 ا"),
        # a separator joins the digits of one number (W4), in a run with w:rtl too
        ([("ا 1,000.50", True)], "rtl", "1,000.50 ا"),
    ],
)
def test_how_word_reads_runs(runs: list[tuple[str, bool]], base: Direction, expected: str) -> None:
    assert word(runs, base) == expected


def test_the_grammar_draws_every_kind() -> None:
    lines = [line(Random(seed), "rtl") for seed in range(400)]
    classes = {unicodedata.bidirectional(character) for text in lines for character in text}
    assert {"AL", "L", "EN", "AN", "ES", "ET", "CS", "WS", "ON"} <= classes

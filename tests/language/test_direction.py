from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from bidi import get_display
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.language.digits import to_arabic_indic
from generator.language.direction import Forced, Segment, exchange_digits, script_direction, segments
from generator.language.inline import Direction

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"


def marked(text: str, base: Direction, forced: Sequence[Forced] = ()) -> str:
    """The line with its islands in brackets: ⟦…⟧ left-to-right, ⟪…⟫ right-to-left, ! behind a verbatim one."""

    def mark(part: Segment) -> str:
        if not part.island:
            return part.text
        opening, closing = "⟦⟧" if part.direction == "ltr" else "⟪⟫"
        return f"{opening}{part.text}{'!' if part.verbatim else ''}{closing}"

    return "".join(map(mark, segments(text, base, forced)))


def printed(text: str, base: Direction) -> str:
    """A line as an engine of UAX #9 prints it, left to right (brackets not mirrored)."""
    return str(get_display(text, base_dir="R" if base == "rtl" else "L"))


def isolated(text: str, base: Direction) -> str:
    """The same with every island isolated, as renderers do."""
    line = "".join(
        f"{LRI if part.direction == 'ltr' else RLI}{part.text}{PDI}" if part.island else part.text
        for part in segments(text, base)
    )
    return re.sub(f"[{LRI}{RLI}{PDI}]", "", printed(line, base))


# How right-to-left lines print -------------------------------------------------------------------------------

# Each number or address with what an Arabic line makes of it without isolation.
TURNED = [
    ("18-12-1445", "1445-12-18"),
    ("18 / 12 / 1445", "1445 / 12 / 18"),
    ("2024-06-24", "24-06-2024"),
    ("+966 53 080 1110", "1110 080 53 966+"),
    ("053-080-1110", "1110-080-053"),
    ("3-5", "5-3"),
    ("5 - 7", "7 - 5"),
    ("25%", "%25"),
    ("-5", "5-"),
    ("9200 12345", "12345 9200"),
    ("https://example.org.sa/policies/", "/https://example.org.sa/policies"),
    ("C++", "++C"),
    ("@esrar", "esrar@"),
]
# These keep their order in UAX #9, not in a right-to-left run of Word.
KEPT = [
    "18/12/1445",
    "2024/06/24",
    "١٨/١٢/١٤٤٥",
    "1.10",
    "5,000",
    "10:30",
    "info@example.org.sa",
    "SA44 2000 0001 2345 6789 1234",
    "SA4420000001234567891234",
    "GOV-BEN-01",
    "ISO 9001",
    "Microsoft Word",
]


@pytest.mark.parametrize(("island", "without"), TURNED)
def test_isolation_mends_what_a_line_turns_round(island: str, without: str) -> None:
    assert printed(f"قبل {island} بعد", "rtl") == f"دعب {without} لبق"
    assert isolated(f"قبل {island} بعد", "rtl") == f"دعب {island} لبق"


@pytest.mark.parametrize("island", KEPT)
def test_isolation_keeps_what_is_right(island: str) -> None:
    assert isolated(f"قبل {island} بعد", "rtl") == f"دعب {island} لبق"


@pytest.mark.parametrize("island", [*(island for island, _ in TURNED), *KEPT])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("قبل ", " بعد"),
        ("", " بعد"),
        ("قبل ", ""),
        ("", ""),
        ("قبل (", ") بعد"),
        ("قبل «", "»، بعد"),
        ("قبل ", "؛ بعد"),
    ],
)
def test_an_island_begins_and_ends_with_its_item(island: str, before: str, after: str) -> None:
    parts = segments(before + island + after, "rtl")
    assert [part.text for part in parts if part.island] == [island]
    assert [part.text for part in parts] == [text for text in (before, island, after) if text]


# Which pieces a line has -------------------------------------------------------------------------------------

RTL = [
    # dates: the letter of the era flows
    "بتاريخ ⟦18/12/1445⟧هـ الموافق ⟦24/06/2024⟧م",
    "⟦١٨/١٢/١٤٤٥⟧هـ",
    # plain integers flow, in brackets or not; labels too
    "في اجتماعه العشرين (20) بند 15",
    "1- البند",
    "قرار م/8",
    "خلال 15 يوم عمل",
    "رقم (⟦4.2⟧)",
    # percent: with Arabic-Indic digits its sign stands at the left
    "نسبة ⟦25%⟧ إلى ⟦10%-20%⟧",
    "نسبة ٢٥٪ فقط",
    # Arabic-Indic digits with hyphens are read from the right, like words
    "خلال ٣-٥ أيام",
    "٢٠٢٤-٠٦-٢٤",
    "⟦١٨/١٢/١٤٤٥⟧ - ⟦٢٠/١٢/١٤٤٥⟧",  # each of its groups keeps an order of its own
    "من ⟦٩:٠٠⟧ - ⟦١٧:٠٠⟧",
    # signs of class ET at either side
    "مبلغ ⟦$500⟧ أو ⟦500$⟧ و⟦#5⟧ و⟦5°⟧ و⟦%5⟧ و⟦2+3⟧",
    # telephone numbers and codes keep their digits
    "جوال ⟦0530801110!⟧",
    "هاتف ⟦(011) 465-7890!⟧ تحويلة 12",
    "هاتف ⟦+966 (11) 465 7890!⟧ أو ⟦00966(11)4657890!⟧",
    "هاتف ⟦00966 53 080 1110!⟧",
    "حساب ⟦1010 2020 3030!⟧",
    "وثيقة ⟦GOV-BEN-01!⟧ الإصدار ⟦1.10⟧",
    "⟦A4!⟧ و⟦3D!⟧ و⟦24-hour!⟧",
    "آيبان ⟦SA03 0000 0000 6080 1016 7519!⟧ 15 مرة",
    # dates are no telephone numbers
    "في ⟦05-12-1445⟧ و⟦01/02/1445⟧",
    # a number beside a date is no range
    "المحضر رقم 10 - ⟦18/12/1445⟧هـ",
    # a Latin phrase is one island, with the numbers after a word (W7), not those before the first
    "معيار ⟦ISO 9001:2015!⟧ للجودة",
    "برنامج ⟦Microsoft Word, Excel & Access⟧ فقط",
    "لائحة ⟦Form 3 of 4!⟧ هنا",
    "عدد 5 ⟦Word⟧ ملفات",
    "⟦C++⟧ و⟦C#⟧ و ⟦.pdf⟧",
    # Arabic punctuation parts phrases
    "⟦Word⟧، ⟦Excel⟧؛ ⟦PDF⟧؟",
    "⟦Word⟧ | ⟦Excel⟧",
    # separate items stay separate, in the order of the line
    "⟦esrar.org.sa!⟧ - ⟦0530801110!⟧ - ⟦Esrar.association@gmail.com!⟧",
    "⟦info@example.org!⟧ ⟦info@example.com!⟧",
    "⟦Tel. 0530801110!⟧ هاتف",
    # addresses end before the mark of the sentence, also with Arabic inside
    "انظر ⟦https://example.org/سياسة-1/(أ)!⟧.",
    "(⟦www.example.org!⟧)،",
    # brackets and quotation marks: in with both halves or out with both
    "⟦Board of Directors (BoD)⟧ مجلس",
    "مجلس (⟦Board⟧) ⟦for⟧",
    "نظام ⟦ABC⟧ (نص) ⟦DEF⟧",
    "⟦ABC⟧ (⟦DEF⟧ نص)",
    'قال "⟦Board⟧" ⟦policy⟧',
    '⟦Board "SQA" policy⟧',
    '⟦Board "SQA"⟧ نص',
    "«⟦SQA⟧»",
    "⟦a [b (c) d]⟧ نص",
    # a phrase that a bracket ends: what follows is none before its first Latin word
    "[⟦GOV-01!⟧] 5 ⟦Word⟧",
    "(⟦Word⟧) ⟦1.5⟧ ⟦2.5⟧",
    # marks and joiners
    "⟦Board (x)\u0301⟧ نص",
    "⟦e\u0301⟧ نص",
    "نصٌّ ⟦x⟧",
    # nothing to isolate
    "سياسة",
    "15",
    "(15) – 20",
    "…",
    "",
]


@pytest.mark.parametrize("line", RTL)
def test_right_to_left_lines(line: str) -> None:
    assert marked(re.sub("[⟦⟧⟪⟫]|!(?=[⟧⟫])", "", line), "rtl") == line


LTR = [
    "The ⟪جمعية أوج للتدريب⟫ society",
    "See ⟪المادة (5) فقط⟫, now",
    "See ⟪المادة⟫ 5",  # a number after the last word stays outside
    "⟪جمعية، مؤسسة؛ مركز⟫ (three)",
    "⟪بند 5 من⟫ 7",
    "on ⟪18/12/1445هـ⟫ (AH)",
    "⟪خلال⟫ 3-5 ⟪أيام⟫",  # an Arabic phrase would turn the range round
    "⟪قال: «نعم؟»⟫ he said",
    "(⟪جمعية⟫)",
    "⟪العضو⟫ and ⟪المستفيد⟫",
    "at ⟦https://example.org/سياسة-1!⟧ too",
    "at 10:30⟪؛⟫ 5 of 7⟪؟⟫",  # of class AL: alone it would draw the numbers over
    "call +966 53 080 1110 or info@example.org by 2024-06-24",
    "15",
    "",
]


@pytest.mark.parametrize("line", LTR)
def test_left_to_right_lines(line: str) -> None:
    assert marked(re.sub("[⟦⟧⟪⟫]|!(?=[⟧⟫])", "", line), "ltr") == line


def test_an_arabic_phrase_prints_whole_in_an_english_line() -> None:
    assert isolated("on 18/12/1445هـ AH", "ltr") == "on ـه18/12/1445 AH"
    assert isolated("the بند 5 من clause", "ltr") == "the نم 5 دنب clause"


@pytest.mark.parametrize(
    ("text", "base", "forced", "expected"),
    [
        ("هاتف 12 34 الآن", "rtl", [(5, 10, True)], "هاتف ⟦12 34!⟧ الآن"),
        ("هاتف 911 الآن", "rtl", [(4, 9, True)], "هاتف ⟦911!⟧ الآن"),  # its outer spaces flow
        ("رمز AB 12 34 الآن", "rtl", [(7, 12, True)], "رمز ⟦AB 12 34!⟧ الآن"),  # a Latin phrase around it
        ("رقم 12 أو 34", "rtl", [(4, 6, True), (10, 12, False)], "رقم ⟦12!⟧ أو ⟦34⟧"),
        ("12 34", "rtl", [(0, 2, True), (3, 5, True)], "⟦12!⟧ ⟦34!⟧"),  # two values
        ("1234", "rtl", [(0, 2, True), (2, 4, True)], "⟦12!⟧⟦34!⟧"),
        ("1234", "rtl", [(0, 3, False), (2, 4, True)], "⟦1234!⟧"),  # overlapping
        ("a@b.org x", "rtl", [(2, 7, True)], "⟦a@b.org x!⟧"),  # part of an address
        ("المستفيدين هنا", "rtl", [(3, 5, False)], "⟪المستفيدين⟫ هنا"),  # never inside a word
        ("بِسم", "rtl", [(0, 1, False)], "⟪بِسم⟫"),
        (") \u064b", "rtl", [(2, 3, False)], ") ⟦\u064b⟧"),  # a stray mark does not draw its space in
        ("the جمعية أوج here", "ltr", [(10, 13, False)], "the ⟪جمعية أوج⟫ here"),
        ("call 911 now", "ltr", [(5, 8, True)], "call ⟦911!⟧ now"),
        ("نص (12) نص", "rtl", [(3, 6, True)], "نص ⟦(12!⟧) نص"),  # a value with half a bracket
        ("نص", "rtl", [(1, 1, True), (5, 9, True)], "نص"),  # empty and outside
    ],
)
def test_forced_ranges(text: str, base: Direction, forced: Sequence[Forced], expected: str) -> None:
    assert marked(text, base, forced) == expected


def test_digits_are_exchanged_outside_verbatim_islands() -> None:
    text = "خلال 15 يوماً من 18/12/1445هـ بنسبة 25% وفق ISO 9001، هاتف 0530801110 تحويلة 911"
    forced = [(len(text) - 3, len(text), True)]
    exchanged = exchange_digits(text, to_arabic_indic, forced)
    assert exchanged == "خلال ١٥ يوماً من ١٨/١٢/١٤٤٥هـ بنسبة ٢٥٪ وفق ISO 9001، هاتف 0530801110 تحويلة 911"
    assert marked(exchanged, "rtl", forced) == (
        "خلال ١٥ يوماً من ⟦١٨/١٢/١٤٤٥⟧هـ بنسبة ٢٥٪ وفق ⟦ISO 9001!⟧، هاتف ⟦0530801110!⟧ تحويلة ⟦911!⟧"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("جمعية SQA", "rtl"), ("SQA جمعية", "ltr"), ("15 (جمعية", "rtl"), ("«15» –", None), ("", None)],
)
def test_script_direction(text: str, expected: str | None) -> None:
    assert script_direction(text) == expected


# Any line ----------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"ابهدلم ٌّ\u0654\u0640\u200d\u200caBzé\u0301012٣٥۴ ./,:;!?-–+%٪()[]{}«»“”\"'،؛؟@#_&|…\t",
        "الجمعية", "Board", "18/12/1445هـ", "2024-06-24", "+966 53 080 1110", "https://x.org/أ(ب)", "a@b.org",
        "GOV-BEN-01", "SA44 2000 0001 2345 6789 1234", "٣-٥", "25%", " (", ") ", " - ",
    ]
)  # fmt: skip
LINES = st.lists(PIECES, max_size=25).map("".join)
ANY_TEXT = st.one_of(LINES, st.text())
BASES = st.sampled_from(["rtl", "ltr"])
RANGES = st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60), st.booleans()), max_size=4)


def borders(parts: Sequence[Segment]) -> list[int]:
    """Where one piece ends and the next begins."""
    places, position = [], 0
    for part in parts[:-1]:
        position += len(part.text)
        places.append(position)
    return places


def joins(character: str) -> bool:
    return unicodedata.bidirectional(character) == "AL" and unicodedata.category(character).startswith("L")


@given(ANY_TEXT, BASES, RANGES)
def test_pieces_are_the_line(text: str, base: Direction, forced: list[Forced]) -> None:
    parts = segments(text, base, forced)
    assert "".join(part.text for part in parts) == text
    assert all(part.text for part in parts)
    for part in parts:
        assert part.island or (part.direction == base and not part.verbatim)
    assert not any(not a.island and not b.island for a, b in pairwise(parts))


@given(ANY_TEXT, BASES, RANGES)
def test_no_island_begins_or_ends_with_a_space(text: str, base: Direction, forced: list[Forced]) -> None:
    for part in segments(text, base, forced):
        assert not part.island or part.text.strip() == part.text


@given(ANY_TEXT, BASES, RANGES)
def test_no_border_inside_a_joined_word(text: str, base: Direction, forced: list[Forced]) -> None:
    for place in borders(segments(text, base, forced)):
        before = text[:place].rstrip("\u200d\u200c\u064c\u0651\u0654\u0301")[-1:] or " "
        assert not (joins(before) and joins(text[place])), place
        assert not (joins(text[place - 1]) and unicodedata.category(text[place]) == "Mn"), place


@given(ANY_TEXT)
def test_every_letter_against_the_line_is_in_an_island(text: str) -> None:
    for part in segments(text, "rtl"):
        classes = {unicodedata.bidirectional(c) for c in part.text if unicodedata.category(c)[0] == "L"}
        assert part.island or "L" not in classes
    for part in segments(text, "ltr"):
        classes = {unicodedata.bidirectional(c) for c in part.text if unicodedata.category(c)[0] == "L"}
        assert part.island or not classes & {"R", "AL"}


@given(LINES, BASES)
def test_no_pair_of_brackets_is_cut(text: str, base: Direction) -> None:
    owner: list[int] = []
    for number, part in enumerate(segments(text, base)):
        owner += [number if part.island else -1] * len(part.text)
    opened: list[tuple[str, int]] = []
    for place, mark in enumerate(text):
        partner = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", '"': '"'}.get(mark)
        found = next((n for n in reversed(range(len(opened))) if opened[n][0] == partner), None)
        if found is not None:
            assert owner[opened[found][1]] == owner[place]
            del opened[found:]
        elif mark in '([{«“"':
            opened.append((mark, place))


@given(LINES, RANGES)
def test_a_verbatim_range_lies_in_one_verbatim_island(text: str, forced: list[Forced]) -> None:
    for base in ("rtl", "ltr"):
        verbatim = [part.verbatim for part in segments(text, base, forced) for _ in part.text]
        for start, end, keep in forced:
            inside = range(max(start, 0), min(end, len(text)))
            if keep:
                assert all(verbatim[place] or text[place].isspace() for place in inside)


@given(LINES, RANGES)
def test_exchanging_digits_keeps_places_and_verbatim_islands(text: str, forced: list[Forced]) -> None:
    exchanged = exchange_digits(text, to_arabic_indic, forced)
    assert len(exchanged) == len(text)
    for part in segments(text, "rtl", forced):
        if part.verbatim:
            assert part.text in exchanged


@given(LINES)
def test_a_left_to_right_island_prints_as_it_is_written(text: str) -> None:
    assume("\t" not in text)
    line = isolated(text, "rtl")
    for part in segments(text, "rtl"):
        turns = any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in part.text)
        if part.island and not turns:
            assert part.text in line


@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "1", "1-", "0 ", "(a", "a.", "a@", "http://(", "م", "م ", "ً", '"a ', "[(", "12 34 ", "5 - ", "a(م"],
)
@pytest.mark.parametrize("base", ["rtl", "ltr"])
def test_long_lines_take_no_long(piece: str, base: Direction) -> None:
    text = piece * (40_000 // len(piece))
    assert "".join(part.text for part in segments(text, base)) == text

"""Right-to-left text reads right in Word (w:rtl, w:bidi) and in LibreOffice (UAX #9, so marks)."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from generator.document.edition import Edition, Paragraph, Run, Side
from generator.docx import write
from generator.docx.text import marked_runs
from generator.language.marks import LRI, LRM, PDI, RLM, without_marks
from tests.bidi import drawn, isolated, word
from tests.docx.conftest import ANNEXED, VARIANTS
from tests.docx.reading import File, W, is_rtl, raw_text, text_of, value
from tests.docx.test_text import with_body
from tests.editions import edition
from tests.mixed import side

ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")
SHOWN = str.maketrans({LRM: "‹", RLM: "›", LRI: "⟨", PDI: "⌋"})
_WAY = {True: "rtl", False: "ltr"}


def _all(file: File, tag: str) -> list:
    return [found for root in file.stories for found in root.iter(W + tag)]


def _is_on(element: object, path: str) -> bool:
    found = value(element, path)
    return found not in ("0", "false") and element.find("/".join(W + step for step in path.split("/"))) is not None


def test_paragraphs_with_arabic_first_run_right_to_left(file: File):
    """The base direction of each paragraph is that of its language; its style says so, and nothing else."""
    seen = 0
    for paragraph in _all(file, "p"):
        directly = paragraph.find(f"{W}pPr/{W}bidi")
        style = value(paragraph, "pPr/pStyle")
        text = text_of(paragraph)
        if directly is not None and text:
            assert style == "Basmala", text  # which is Arabic in English editions too
        if ARABIC.search(text) and not LATIN.search(text):
            assert is_rtl(file, paragraph), text
            assert paragraph.find(f"{W}pPr/{W}rPr/{W}rtl") is not None, text
            seen += 1
    assert seen > 0


def test_arabic_runs_are_rtl_and_latin_ones_are_not(file: File):
    for run in _all(file, "r"):
        text = text_of(run)
        if ARABIC.search(text):
            assert _is_on(run, "rPr/rtl"), text
        if LATIN.search(text) and run.find(f"{W}t") is not None:
            assert not _is_on(run, "rPr/rtl"), text


def test_start_is_never_written_as_alignment(file: File):
    """left and right change sides in right-to-left paragraphs: only the end and the middle are ever named."""
    for found in _all(file, "jc"):
        assert found.get(f"{W}val") in {"right", "center"}


def test_sections_and_tables_follow_the_document(made: Edition, file: File):
    rtl = made.languages[0] == "ar"
    for section in file.document.iter(f"{W}sectPr"):
        assert (section.find(f"{W}bidi") is not None) is rtl
    for table in _all(file, "tbl"):
        assert (table.find(f"{W}tblPr/{W}bidiVisual") is not None) is rtl


def test_bold_and_sizes_hold_for_both_scripts(file: File):
    for root in (*file.stories, file.xml("word/styles.xml"), file.xml("word/numbering.xml")):
        for marks in root.iter(f"{W}rPr"):
            assert (marks.find(f"{W}b") is None) == (marks.find(f"{W}bCs") is None)
            if marks.find(f"{W}sz") is not None:
                assert marks.find(f"{W}szCs") is not None


def test_languages_of_the_text(file: File):
    language = file.xml("word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert language.get(f"{W}val") == "en-US"
    assert language.get(f"{W}bidi") == "ar-SA"
    theme = file.xml("word/settings.xml").find(f"{W}themeFontLang")
    assert theme.get(f"{W}bidi") == "ar-SA"


#: Lines and their runs: ⟦without w:rtl⟧ in Arabic, ⟪with it⟫ in English; ‹ and › are the marks of direction, ⟨ and ⌋
#: isolate.
ARABIC_LINES = [
    # telephone numbers in every grouping
    "هاتف ⟦‹+966 11 000 0000‹⟧ الآن",
    "هاتف ⟦‹+966-11-000-0000‹⟧ الآن",
    "هاتف ⟦‹00966 11 000 0000‹⟧ الآن",
    "هاتف ⟦0110000000⟧ الآن",
    "هاتف ⟦‹011 000 0000‹⟧ الآن",
    "هاتف ⟦‹011-000-0000‹⟧ الآن",
    "هاتف ⟦‹(011) 465-7890‹⟧ الآن",
    "هاتف ⟦‹+966 (11) 465 7890‹⟧ الآن",
    "هاتف ⟦‹00966 (11) 465-7890‹⟧ الآن",
    "هاتف ⟦920000000⟧ أو ⟦‹9200 00000‹⟧",
    "هاتف ⟦8000000000⟧ أو ⟦‹800 000 0000‹⟧",
    # accounts solid and in groups
    "آيبان ⟦SA4420000001234567891234‹⟧ فقط",
    "آيبان ⟦SA44 2000 0001 2345 6789 1234‹⟧ فقط",
    "حساب ⟦‹1010 2020 3030‹⟧ فقط",
    # dates, times, ranges, versions, percentages, amounts
    "بتاريخ ⟦‹2024-06-24‹⟧ الموافق ⟦18/12/1445⟧هـ",
    "بتاريخ ⟦١٨/١٢/١٤٤٥⟧هـ، ⟦٢٠٢٤/٠٦/٢٤⟧",
    "من ٢٠٢٤-٠٦-٢٤ إلى ٣-٥",
    "الساعة ⟦10:30⟧ أو ⟦‹10:30-12:00‹⟧ أو ⟦‹9:00 - 17:00‹⟧",
    "خلال ⟦‹3-5‹⟧ أيام، ⟦‹5 - 7‹⟧ أيام",
    "الإصدار ⟦1.10⟧ ثم ⟦v1.10‹⟧",
    "بنسبة ⟦‹25%‹⟧ أو ⟦‹10%-20%‹⟧ أو ٢٥٪",
    "مبلغ ⟦1,000⟧ ريال أو ⟦1,000.50⟧ أو ⟦١٬٠٠٠⟧ أو ⟦‹$500‹⟧",
    # addresses
    "انظر ⟦https://example.org/policies/?id=5&lang=ar#a⟧.",
    "انظر ⟦https://example.org/policies/‹⟧.",
    "انظر ⟦⟨https://example.org/سياسة-1⌋⟧.",
    "راسل ⟦info@example.org⟧ أو ⟦‹@example⟧",
    # codes and phrases
    "وثيقة ⟦GOV-BEN-01‹⟧ وفق ⟦ISO 9001:2015‹⟧ هنا",
    "برنامج ⟦Microsoft Word, Excel & Access⟧ فقط",
    "لغة ⟦C++‹⟧ و⟦C#‹⟧ أو ⟦‹.NET⟧",
    "لائحة ⟦Form 3 of 4‹⟧ هنا",
    # in brackets and quotation marks, beside Arabic punctuation, several in a row, at both ends
    "⟦‹(011 000 0000)‹⟧›، ⟦‹«C++»‹⟧؛ ⟦‹[1.10]‹⟧؟",
    "⟦Board (BoD)‹⟧ و⟦‹(BoD)‹⟧› ⟦Board⟧",
    "⟦Word⟧›، ⟦Excel⟧؛ ⟦PDF⟧",
    "⟦a@b.org⟧› – ⟦‹+966 11 000 0000‹⟧› – ⟦example.org⟧",
    "⟦GOV-01 · 1.10‹⟧",
    "⟦Word (15)‹⟧ و⟦‹(Excel)‹⟧› 15",
    "⟦‹2024-06-24‹⟧",
    # brackets round more than an island are the line's
    "قال (⟦Word⟧ هنا) (هنا ⟦Word⟧)",
    # numbers in brackets, and what flows
    "المادة ⟦‹(20)‹⟧ بند 15 (٢٠)، قرار م/8 «نص» 1- (15 يوماً)",
]  # fmt: skip
ENGLISH_LINES = [
    "The ⟪جمعية أوج للتدريب⟫ society",
    "The ⟪›(«جمعية»)›⟫‹, ⟪مؤسسة (أولى)›⟫.",
    "⟪المادة⟫‹ 5 and ⟪المادة (5) من⟫‹ 7",
    "⟪العضو⟫‹ ….. ⟪المستفيد⟫‹ (2024)",
    "on ⟪›18/12/1445هـ⟫ (AH)",
    "at https://example.org/?a=b or info@example.org, +966 11 000 0000, 2024-06-24",
    "⟪قال: «نعم؟»›⟫",
]


@pytest.mark.parametrize(
    ("language", "line"), [("ar", line) for line in ARABIC_LINES] + [("en", line) for line in ENGLISH_LINES]
)
def test_runs_of_a_line(language: str, line: str):
    text = re.sub("[⟦⟧⟪⟫‹›⟨⌋]", "", line)
    body = with_body(edition(language), Paragraph((side(text, language),)))
    paragraph = next(p for p in File(write(body, {}, 1)).paragraphs if text_of(p) == text)
    shown = ""
    for run in paragraph.iter(f"{W}r"):
        piece = raw_text(run).translate(SHOWN)
        against = _is_on(run, "rPr/rtl") is (language == "en")
        shown += piece if not against else f"⟪{piece}⟫" if language == "en" else f"⟦{piece}⟧"
    assert shown == line


def flow(text: str, *, strong: bool = False) -> Run:
    return Run(text, "ar", "rtl", strong=strong)


def island(text: str, *, strong: bool = False) -> Run:
    return Run(text, "en", "ltr", island=True, strong=strong)


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        # an island or a flowing text of several styles is marked as one
        (
            (island("ISO "), island("9001", strong=True), flow(" "), flow("15", strong=True), flow(" يوماً")),
            ["ISO ", f"9001{LRM}", f"{RLM} ", "15", " يوماً"],
        ),
        # brackets stand in the run of what they enclose, of another style beside it
        ((flow("رقم ("), island("1.5"), flow(")")), ["رقم ", f"{LRM}(1.5){LRM}"]),
        ((flow("رقم ("), island("1.5", strong=True), flow(")")), ["رقم ", f"{LRM}(", "1.5", f"){LRM}"]),
        ((flow("رقم ("), flow("15", strong=True), flow(") هنا")), ["رقم ", f"{LRM}(", "15", f"){LRM}", " هنا"]),
        # runs without a text stay where they are
        ((flow(""), flow("رقم "), flow(""), island("1.5"), flow("")), ["", "رقم ", "", "1.5", ""]),
        ((flow(""),), [""]),
    ],
)
def test_styles_cut_runs_and_not_what_they_mean(runs: tuple[Run, ...], written: list[str]):
    made = marked_runs(Side("ar", runs))
    assert [text for _, text in made] == written
    strong = "".join(run.text for run in runs if run.strong)
    assert without_marks("".join(text for run, text in made if run.strong)) == strong


@pytest.mark.parametrize("variant", VARIANTS | ANNEXED, indirect=True)
def test_every_line_of_a_file_is_drawn_as_isolated(file: File):
    """Contents entries, tables, forms, header and footer too: in LibreOffice (the plain line) and in Word."""
    islands = 0
    for paragraph in _all(file, "p"):
        base = "rtl" if is_rtl(file, paragraph) else "ltr"
        runs = [(raw_text(run), _is_on(run, "rPr/rtl")) for run in paragraph.iter(f"{W}r")]
        pieces = [
            (without_marks("".join(text for text, _ in stretch)), None if rtl is (base == "rtl") else _WAY[rtl])
            for rtl, stretch in groupby(runs, key=lambda run: run[1])
        ]
        islands += sum(way is not None for _, way in pieces)
        wanted = isolated(pieces, base)
        assert drawn("".join(text for text, _ in runs), base) == wanted
        assert word(runs, base) == wanted
    assert islands > 0


@pytest.mark.parametrize("variant", [name for name in VARIANTS if name != "en"], indirect=True)
def test_digit_islands_take_the_arabic_face(file: File):
    phones = [run for run in _all(file, "r") if "+966" in raw_text(run) and LRM in raw_text(run)]
    assert phones
    assert all(run.find(f"{W}rPr/{W}cs") is not None for run in phones)

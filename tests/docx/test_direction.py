"""Right-to-left text reads right in Word (w:rtl, w:bidi) and in LibreOffice (UAX #9, so marks)."""

from __future__ import annotations

import re

import pytest

from generator.document.edition import Edition, Run, Side
from generator.docx.text import LRM, RLM, marked
from tests.docx.conftest import VARIANTS
from tests.docx.reading import File, W, raw_text, text_of, value
from tests.editions import runs

ARABIC = re.compile(r"[\u0621-\u064a]")
LATIN = re.compile(r"[A-Za-z]")


def _all(file: File, tag: str) -> list:
    return [found for root in file.stories for found in root.iter(W + tag)]


def _is_on(element: object, path: str) -> bool:
    found = value(element, path)
    return found not in ("0", "false") and element.find("/".join(W + step for step in path.split("/"))) is not None


def test_paragraphs_with_arabic_first_run_right_to_left(file: File):
    """The base direction of each paragraph is that of its language; its style says so, and nothing else."""
    styles = {found.get(f"{W}styleId"): found for found in file.xml("word/styles.xml").iter(f"{W}style")}

    def by_style(style: str | None) -> bool:
        while style is not None:
            if styles[style].find(f"{W}pPr/{W}bidi") is not None:
                return _is_on(styles[style], "pPr/bidi")
            style = value(styles[style], "basedOn")
        return False

    seen = 0
    for paragraph in _all(file, "p"):
        directly = paragraph.find(f"{W}pPr/{W}bidi")
        style = value(paragraph, "pPr/pStyle")
        text = text_of(paragraph)
        if directly is not None and text:
            assert style == "Basmala", text  # which is Arabic in English editions too
        if ARABIC.search(text) and not LATIN.search(text):
            assert by_style(style) or _is_on(paragraph, "pPr/bidi"), text
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


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("هاتف [+966 11 000 0000].", ["هاتف ", f"{LRM}+966 11 000 0000{LRM}", "."]),
        ("يوم [26/11/1443]هـ", ["يوم ", "26/11/1443", "هـ"]),
        ("يوم [2022-06-25]", ["يوم ", f"{LRM}2022-06-25{LRM}"]),
        ("بريد [info@example.org.sa] ثم", ["بريد ", "info@example.org.sa", " ثم"]),
        ("لغة [C++] هنا", ["لغة ", f"C++{LRM}", " هنا"]),
        ("[(011) 465-7890]", [f"{LRM}(011) 465-7890{LRM}"]),
        ("[a.org] – [+966 1]", ["a.org", f"{RLM} – ", f"{LRM}+966 1{LRM}"]),
        ("[GOV-01] 15 يوم", ["GOV-01", f"{RLM} 15 يوم"]),
        ("[GOV-01] · الإصدار 1", ["GOV-01", " · الإصدار 1"]),
    ],
)  # fmt: skip
def test_marks_in_arabic_lines(text: str, written: list[str]):
    made = marked(Side("ar", runs(text, "ar")))
    if "GOV-01" in text:
        written = [written[0].replace("GOV-01", f"GOV-01{LRM}"), *written[1:]]
    assert [piece for _, piece in made] == written


def test_arabic_islands_in_english_have_marks_at_both_sides():
    made = marked(
        Side("en", (Run("The ", "en", "ltr"), Run("جمعية", "ar", "rtl", island=True), Run(" is", "en", "ltr")))
    )
    assert [piece for _, piece in made] == ["The ", f"{RLM}جمعية{RLM}", " is"]


@pytest.mark.parametrize("variant", [name for name in VARIANTS if name != "en"], indirect=True)
def test_digit_islands_take_the_arabic_face(file: File):
    phones = [run for run in _all(file, "r") if "+966" in raw_text(run) and LRM in raw_text(run)]
    assert phones
    assert all(run.find(f"{W}rPr/{W}cs") is not None for run in phones)

"""Arabic for terminals that print characters as they come: joined, and ordered from the right."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli.screen import Screen, visual_order
from tests.cli.conftest import Command

HIJRI = "\ufef1\ufeae\ufea0\ufeeb"  # هجري from left to right: ya at the end, ra after jim, jim in the middle, ha


def read(line: str) -> str:
    """A visual line as a person reads it who knows that words run from the right: letters, right to left."""
    return unicodedata.normalize("NFKC", line[::-1])


def test_letters_are_joined_and_run_from_the_right() -> None:
    assert visual_order("هجري") == HIJRI
    assert read(visual_order("سياسة تنظيم العلاقة")) == "سياسة تنظيم العلاقة"


@pytest.mark.parametrize(
    "island", ["1445-12-18", "2024-06-24", "associations/awj/profile.yaml:14", "ISO 9001", "--prune"]
)
def test_what_runs_from_the_left_stays_as_it_is(island: str) -> None:
    line = visual_order(f"هجري: {island}")
    assert line == f"{island} :{HIJRI}"


def test_numbers_keep_their_order() -> None:
    assert " 20 " in visual_order("في اجتماعه 20 من دورته")


@pytest.mark.parametrize("brackets", ["()", "[]", "{}", "«»"])
def test_brackets_face_what_they_hold(brackets: str) -> None:
    """The one at the right opens: in a terminal that turns nothing it must be the other character."""
    opening, closing = brackets
    line = visual_order(f"سياسة {opening}مسودة{closing} أولى")
    assert line.index(opening) < line.index(visual_order("مسودة")) < line.index(closing)
    assert visual_order(f"سياسة {opening}20{closing}").startswith(f"{opening}20{closing} ")
    assert visual_order(f"هجري {opening}ISO{closing}") == f"{opening}ISO{closing} {HIJRI}"
    assert visual_order(f"file {opening}هجري{closing}") == f"file {opening}{HIJRI}{closing}"


def test_a_latin_line_with_arabic_in_it_runs_from_the_left() -> None:
    line = visual_order("associations/x/profile.yaml:3: خطأ: unknown-key")
    assert line.startswith("associations/x/profile.yaml:3: ")
    assert line.endswith(": unknown-key")


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.:()0123456789-/abcXYZ", max_size=60))
def test_no_character_is_lost(line: str) -> None:
    shaped = unicodedata.normalize("NFKC", visual_order(line))
    assert sorted(shaped.replace(")", "(")) == sorted(line.replace(")", "("))  # brackets turn


@given(st.text("abcXYZ 0123456789-/.:()", max_size=60))
def test_lines_without_arabic_are_left_alone(line: str) -> None:
    assert Screen("en", visual=True).shown(line) == line
    assert Screen("en").shown("هجري") == "هجري"


def test_before_and_after_the_command(siyasat: Command) -> None:
    ran = siyasat("date", "2024-06-24", "--lang", "ar", "--visual-arabic")
    spelled, hijri, gregorian, _ = ran.out.splitlines()
    assert hijri == f"1445-12-18 :{HIJRI}"
    assert gregorian.startswith("2024-06-24 :")
    assert spelled.startswith("\ufee1" + "2024 ")  # م after its year, which stands at the left end of the line
    assert " 18 " in spelled and " 24 " in spelled
    assert siyasat("--visual-arabic", "--lang", "ar", "date", "2024-06-24") == ran


def test_json_is_never_shaped(siyasat: Command) -> None:
    ran = siyasat("list", "--json", "--lang", "ar", "--visual-arabic")
    assert "الجمعية السعودية للجودة" in ran.out

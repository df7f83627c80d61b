from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.digits import systems, to_arabic_indic, to_european


@pytest.mark.parametrize(
    ("european", "arabic_indic"),
    [
        ("0123456789", "٠١٢٣٤٥٦٧٨٩"),
        ("18/12/1445هـ", "١٨/١٢/١٤٤٥هـ"),
        ("5,000 ريال", "٥٬٠٠٠ ريال"),  # thousands, U+066C
        ("1,234,567", "١٬٢٣٤٬٥٦٧"),
        ("25%", "٢٥٪"),  # percent, U+066A
        ("1.10", "١.١٠"),  # a version or a clause: the dot stays
        ("البند (4.2)", "البند (٤.٢)"),
        ("1,2,3", "١,٢,٣"),  # a list, no thousands
        ("1,2345", "١,٢٣٤٥"),
        ("100%, 50%", "١٠٠٪, ٥٠٪"),
        ("نسبة %", "نسبة %"),  # no digit before it
        ("أ, ب", "أ, ب"),
    ],
)
def test_exchange(european: str, arabic_indic: str) -> None:
    assert to_arabic_indic(european) == arabic_indic
    assert to_european(arabic_indic) == european


def test_only_european_text_has_the_decimal_separator_as_a_dot() -> None:
    assert to_european("٣٫٥") == "3.5"
    assert to_european("كلمة٫ كلمة٬") == "كلمة٫ كلمة٬"


def test_extended_digits_become_either() -> None:
    assert to_arabic_indic("۱۴۴۵") == "١٤٤٥"
    assert to_european("۱۴۴۵") == "1445"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بلا أرقام", set()),
        ("1445", {"european"}),
        ("١٤٤٥", {"arabic-indic"}),
        ("۱۴۴۵", {"arabic-indic"}),
        ("١٤٤٥ (2024)", {"european", "arabic-indic"}),
    ],
)
def test_systems(text: str, expected: set[str]) -> None:
    assert systems(text) == expected


TEXTS = st.text(alphabet="0159٠١٩۴,.%٪٫٬ -/اب ab")


@given(TEXTS)
def test_places_in_the_text_stay(text: str) -> None:
    assert len(to_arabic_indic(text)) == len(to_european(text)) == len(text)


@given(TEXTS)
def test_one_system_is_left(text: str) -> None:
    assert systems(to_arabic_indic(text)) <= {"arabic-indic"}
    assert systems(to_european(text)) <= {"european"}


@given(TEXTS)
def test_exchanging_twice_changes_nothing_more(text: str) -> None:
    assert to_arabic_indic(to_arabic_indic(text)) == to_arabic_indic(text)
    assert to_european(to_european(text)) == to_european(text)

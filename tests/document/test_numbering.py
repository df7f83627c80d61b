"""Numbers of sections and parts, and the markers of lists."""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.nodes import Heading, Paragraph
from generator.document.numbering import ABJAD, HIJAI, label, marker, numbered, symbol
from tests.document.made import both


def test_the_two_orders_of_letters() -> None:
    assert " ".join(HIJAI) == "أ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن هـ و ي"
    assert " ".join(ABJAD) == "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ"


@pytest.mark.parametrize(
    ("number", "scheme", "ar", "en"),
    [
        (1, "hijai", "أ", "A"),
        (5, "hijai", "ج", "E"),
        (9, "hijai", "ذ", "I"),
        (26, "hijai", "هـ", "Z"),
        (27, "hijai", "و", "AA"),
        (28, "hijai", "ي", "BB"),
        (29, "hijai", "أأ", "CC"),
        (5, "abjad", "هـ", "E"),
        (28, "abjad", "غ", "BB"),
        (12, "decimal", "12", "12"),
    ],
)
def test_symbol(number: int, scheme: Any, ar: str, en: str) -> None:
    assert (symbol(number, scheme, "ar"), symbol(number, scheme, "en")) == (ar, en)


@pytest.mark.parametrize(("kind", "ar", "en"), [("decimal", "3.", "3."), ("letter", "ت.", "c."), ("bullet", "–", "–")])
def test_marker(kind: Any, ar: str, en: str) -> None:
    assert (marker(3, kind, "ar"), marker(3, kind, "en")) == (ar, en)


BLOCKS = (
    Heading("one", 1, both("أول")),
    Heading("one-one", 2, both("جزء")),
    Paragraph("p", both("نص")),
    Heading("one-two", 2, both("جزء")),
    Heading("two", 1, both("ثان")),
    Heading("two-one", 2, both("جزء")),
)


def test_parts_are_counted_anew_in_each_section() -> None:
    found = [block.number for block in numbered(BLOCKS, ("decimal", "decimal")) if isinstance(block, Heading)]
    assert found == [(1,), (1, 1), (1, 2), (2,), (2, 1)]


@pytest.mark.parametrize(
    ("schemes", "ar", "en"),
    [
        (("decimal", "decimal"), "1 1.1 1.2 2 2.1", "1 1.1 1.2 2 2.1"),
        (("hijai", "decimal"), "أ أ-1 أ-2 ب ب-1", "A A-1 A-2 B B-1"),
        (("decimal", "hijai"), "1 أ ب 2 أ", "1 A B 2 A"),
        (("none", "decimal"), " 1 2  1", " 1 2  1"),
        (("abjad", "none"), "أ   ب ", "A   B "),
    ],
)
def test_label(schemes: Any, ar: str, en: str) -> None:
    headings = [block for block in numbered(BLOCKS, schemes) if isinstance(block, Heading)]
    assert " ".join(label(heading, "ar") for heading in headings) == ar
    assert " ".join(label(heading, "en") for heading in headings) == en


def test_a_heading_that_is_not_numbered_has_no_label() -> None:
    assert label(Heading("x", 1, both("عنوان")), "ar") == ""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.spelling import normalise, touches


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        # NFC: alif and hamza above typed apart
        ("ا\u0654عضاء", "أعضاء"),
        # presentation forms, as old PDF files give them; words and signs stay
        ("ﺍﻟﺠﻤﻌﻴﺔ", "الجمعية"),
        ("ﻻ", "لا"),
        ("ﷺ ﷲ ﷼", "ﷺ ﷲ ﷼"),
        ("س\ufe70", "س\u064b"),  # an isolated fathatan brings no space
        ("ﬁ", "ﬁ"),  # a Latin ligature is none of these
        # bidi controls and zero-width characters; joiners stay
        ("\u200fالجمعية\u200e \u202bنص\u202c \u2067نص\u2069\u061c", "الجمعية نص نص"),
        ("\ufeffنص\u200bنص", "نصنص"),
        ("ه\u200d و\u200cو", "ه\u200d و\u200cو"),
        # tatweel
        ("الجمــعية", "الجمعية"),
        ("1445هـ", "1445هـ"),
        ("هـ- البند", "هـ- البند"),
        ("لـSQA", "لـSQA"),
        ("مـــ", "مـــ"),
        # spaces
        ("مجلس   الإدارة", "مجلس الإدارة"),
        ("5\u00a0\u00a0أيام", "5\u00a0\u00a0أيام"),
        # ASCII marks between Arabic letters
        ("نعم, لا", "نعم، لا"),
        ("نعم,لا", "نعم،لا"),
        ("نعم ; لا", "نعم؛ لا"),
        ("كيف? هكذا", "كيف؟ هكذا"),
        ("فوراً, ثم", "فوراً، ثم"),
        ("5,000 ريال, 3", "5,000 ريال, 3"),
        ("Word, Excel", "Word, Excel"),
        ("https://example.org/بحث?سؤال,جواب هنا, ثم", "https://example.org/بحث?سؤال,جواب هنا، ثم"),
        # spaces before marks
        ("نص ، ثم", "نص، ثم"),
        ("نص .", "نص."),
        ("نص  : ثم ؛ ثم ؟ ثم !", "نص: ثم؛ ثم؟ ثم!"),
        ("الملف .pdf", "الملف .pdf"),
        ("نص ...", "نص ..."),
        ("(15) ، ثم", "(15) ، ثم"),
    ],
)
def test_normalise(typed: str, expected: str) -> None:
    assert normalise(typed) == expected


ALPHABET = (
    "ابهـلأ\u0654\u064b\u0651ﻻﷺﺍ\ufe70\ufe71\ufc5e\u200b\u200c\u200d\u200f\u2067\ufeff \u00a0،؛؟.,;?!:/abc015٠()\n-"
)


@given(st.text(alphabet=ALPHABET))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_any_text_can_be_normalised_twice(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert unicodedata.is_normalized("NFC", normalise(text))


@given(st.text(alphabet="abcXYZ015 .,;:!?()-/", max_size=40))
def test_only_runs_of_spaces_change_without_arabic(text: str) -> None:
    assert normalise(text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["ـ" * 50_000, "م ـ" * 20_000, "م ,م" * 20_000, "م" + " " * 50_000])
def test_long_texts_take_no_long(text: str) -> None:
    assert normalise(text) is not None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("لل", "جمعية", True),
        ("الجمعية", "و", True),
        ("د", "ا", True),  # letters that do not join still read as one word
        ("بِ", "العضو", True),  # a mark between
        ("هـ", "ا", True),  # tatweel joins
        ("ه\u200d", "ا", True),
        ("ه\u200c", "ا", False),
        ("1445", "هـ", False),
        ("هـ", "1445", False),
        ("كلمة ", "كلمة", False),
        ("كلمة،", "كلمة", False),
        ("كلمة؟", "كلمة", False),
        ("كلمة", "٥", False),
        ("كلمة", "word", False),
        ("", "كلمة", False),
        ("كلمة", "", False),
    ],
)
def test_touches(a: str, b: str, expected: bool) -> None:
    assert touches(a, b) is expected

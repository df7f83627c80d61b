"""Words that somebody typed become markup that prints them: signs as signs, values as expressions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.adoption.line import Edited, Piece, clean, edit, pieces
from generator.adoption.words import FRAMES, Frame, markdown
from generator.language.inline import Link, Reference, Strong, Text, Value
from generator.source import is_forbidden
from tests.policy.made import NAMES

_SIGNS = st.sampled_from([*"\\*_`[](){}<>|#%:;!&~=+-.\"' 0123456789,ab", *"به لـ،ة", "{{", "{#id}", "{%", ":::", "1. "])
_TEXT = st.lists(st.one_of(_SIGNS, st.characters().filter(lambda c: not is_forbidden(c))), max_size=20).map("".join)


@settings(max_examples=300, deadline=None)
@given(_TEXT.map(clean), st.sampled_from(list(FRAMES)))
def test_any_words_have_markup_in_any_frame(text: str, frame: Frame) -> None:
    """``markdown`` reads what it writes, and gives nothing that would print otherwise."""
    assert not text or markdown((Piece(text),), NAMES, frame) is not None


@pytest.mark.parametrize(
    ("frame", "text", "written"),
    [
        ("paragraph", "نص عادي (أ-1)، 50% من 3.5", "نص عادي (أ-1)، 50% من 3.5"),
        ("paragraph", "# ليس عنواناً", "\\# ليس عنواناً"),
        ("paragraph", "1. ليس بنداً", "1\\. ليس بنداً"),
        ("paragraph", "- ليس بنداً", "\\- ليس بنداً"),
        ("paragraph", "::: note", '{{ ":" }}:: note'),
        ("paragraph", ": ليس وصفاً", '{{ ":" }} ليس وصفاً'),
        ("item", "نجمة * ونجمة *", "نجمة \\* ونجمة \\*"),
        ("item", "a_b و _c_", "a_b و \\_c\\_"),
        ("item", "[نص](x)", "\\[نص\\](x)"),
        ("item", "{{ x }}", '{{ "{" }}{ x }}'),
        ("item", "انتهى {#id}", 'انتهى {{ "{" }}#id}'),
        ("item", "<b> و < 5", '{{ "<" }}b> و < 5'),
        ("item", "C:\\", "C:\\\\"),
        ("cell", "أ | ب", "أ \\| ب"),
        ("paragraph", "أ | ب", "أ | ب"),
        ("field", "[ ] مربع", '{{ "[" }} \\] مربع'),
    ],
)
def test_only_signs_with_a_meaning_are_escaped(frame: Frame, text: str, written: str) -> None:
    assert markdown((Piece(text),), NAMES, frame) == (written, ())


# ---- edited lines ----

PHONE = Value("phone", "contact.phone", "0530801110", "phone")
ENTITY = Value("noun", "entity.the", "الجمعية", "entity.the")
LINE = (
    Strong((Text("الاتصال"),)),
    Text(": تتلقى "),
    ENTITY,
    Text(" الطلبات على الرقم "),
    PHONE,
    Text(" وفق القسم "),
    Reference("channels"),
    Text(" و"),
    Link("https://example.org", (Text("الموقع"),)),
)
PRINTED = "الاتصال: تتلقى الجمعية الطلبات على الرقم 0530801110 وفق القسم (ج) والموقع"
SOURCE = "**الاتصال**: تتلقى {{ entity.the }} الطلبات على الرقم {{ phone }} وفق القسم [](#channels) و[الموقع](https://example.org)"


def edited(words: str, by: str) -> Edited:
    old = pieces(LINE[:-2], PRINTED.removesuffix(" والموقع"))
    assert old is not None
    assert words in PRINTED
    return edit(old, PRINTED.removesuffix(" والموقع").replace(words, by), "ar")


def written(found: Edited) -> str:
    made = markdown(found.pieces, NAMES, "paragraph")
    assert made is not None
    return made[0]


@pytest.mark.parametrize(
    ("words", "by", "begins"),
    [
        (
            "تتلقى",
            "تستقبل",
            "**الاتصال**: تستقبل {{ entity.the }} الطلبات على الرقم {{ phone }} وفق القسم [](#channels)",
        ),
        ("الاتصال", "التواصل معنا", "**التواصل معنا**: تتلقى"),
        ("الاتصال: ", "", "تتلقى {{ entity.the }}"),
        ("الطلبات على الرقم", "على الرقم", "**الاتصال**: تتلقى {{ entity.the }} على الرقم {{ phone }}"),
        ("0530801110 وفق القسم (ج)", "0530801110", "**الاتصال**: تتلقى {{ entity.the }} الطلبات على الرقم {{ phone }}"),
        ("(ج)", "(د)", "**الاتصال**: تتلقى {{ entity.the }} الطلبات على الرقم {{ phone }} وفق القسم (د)"),
        ("0530801110", "٠٥٣٠٨٠١١١٠", "**الاتصال**: تتلقى {{ entity.the }} الطلبات على الرقم {{ phone }}"),
    ],
)
def test_what_was_not_touched_stays(words: str, by: str, begins: str) -> None:
    assert written(edited(words, by)).startswith(begins)


@pytest.mark.parametrize(
    ("words", "by", "told"),
    [
        ("0530801110", "0530801112", "0530801112"),
        ("الرقم 0530801110 وفق", "الهاتف رقم 0112345678 حسب", "0112345678"),
        ("0530801110 وفق القسم (ج)", "011 234 5678", "011 234 5678"),
    ],
)
def test_a_changed_value_is_found_among_changed_words(words: str, by: str, told: str) -> None:
    found = edited(words, by)
    assert [(found.pieces[at].source, text) for at, text in found.changed.items()] == [(PHONE, told)]
    assert "{{ phone }}" in written(found)


def test_a_sentence_in_the_place_of_a_value_is_words() -> None:
    """ENTITY may be named otherwise; a clause that somebody wrote there is no name."""
    assert list(edited("الجمعية", "المؤسسة").changed.values()) == ["المؤسسة"]
    found = edited("الجمعية", "الإدارة المختصة، ومعها نسخة في الأرشيف،")
    assert (found.changed, found.lost) == ({}, (ENTITY,))
    assert edited("الجمعية", "الإدارة المختصة بشؤون المستفيدين والمتطوعين جميعاً").lost == (ENTITY,)


def test_a_value_that_is_gone_is_lost() -> None:
    found = edited("على الرقم 0530801110", "بالهاتف")
    assert (found.changed, found.lost) == ({}, (PHONE,))


def test_a_link_stays_a_link() -> None:
    old = pieces(LINE[-1:], "الموقع")
    assert old is not None
    assert written(edit(old, "الموقع الإلكتروني", "ar")) == "[الموقع](https://example.org) الإلكتروني"


def test_another_line_has_no_pieces() -> None:
    assert pieces(LINE, PRINTED.replace("تتلقى", "تستقبل")) is None

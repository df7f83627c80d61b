"""Files that LibreOffice saved, as an editor would: what was done is told, and nothing else. One call for all."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.document.compose import compose
from generator.document.publish import publish
from generator.docx import readback, write
from generator.profile.load import load
from generator.resources import SAMPLE
from tests.docx.conftest import ANNEXED, VARIANTS, pages_of
from tests.docx.office import Step, edit
from tests.docx.returned import sent, told

ITEM_AR, ITEM_EN = "استقبال المستفيد والإجابة", "Receiving the beneficiary"
ARABIC: list[Step] = [
    ("Change", "15 يوم عمل", "20 يوم عمل"),
    ("AddAfter", ITEM_AR, "بند جديد."),
    ("Remove", "بند ثان"),
    ("Change", "+966 11 000 0000", "+966 12 345 6789"),
    ("Change", "3 أيام", "أسبوع"),
]
ENGLISH: list[Step] = [
    ("Change", "15 working days", "20 working days"),
    ("AddAfter", ITEM_EN, "A new item."),
    ("Remove", "second item"),
    ("Change", "3 days", "one week"),
]
PHONE = (
    "~ intro.1 ar: تضع جمعية المثال الخيرية هذه السياسة لتنظيم علاقتها بالمستفيدين، بما يصون حقوق الأطراف جميعها، "
    "وللتواصل: +966 [-11 000 0000-]{+12 345 6789+} أو info@example.org.sa أو زيارة الموقع "
    "https://example.org.sa/policies."
)
IN_ARABIC = [
    PHONE,
    "+ section-2.1+1 ar item after section-2.1: بند جديد.",
    "~ section-2-a.2 ar: الرد خلال مدة لا تتجاوز [-15-]{+20+} يوم عمل",
    "- section-5-a.7 ar",
    "~ table-1.r2c2 ar: [-3 أيام-]{+أسبوع+}",
]
IN_ENGLISH = [
    "+ section-2.1+1 en item after section-2.1: A new item.",
    "~ section-2-a.2 en: An answer within [-15-]{+20+} working days",
    "- section-5-a.7 en",
    "~ table-1.r2c2 en: [-3 days-]{+one week+}",
]
TRACK: Step = ("Track",)
REST = "والإجابة عن جميع أسئلته بما يكفل له حقه في الاطلاع على خدمات الجمعية كلها."

EDITS: Mapping[str, tuple[str, list[Step], list[str]]] = {
    "Arabic": ("ar", ARABIC, IN_ARABIC),
    "English": ("en", ENGLISH, IN_ENGLISH),
    "Arabic of two languages": ("bilingual", ARABIC, IN_ARABIC),
    "English of two languages": ("bilingual", ENGLISH, IN_ENGLISH),
    "tracked": ("ar", [TRACK, *ARABIC], [f"? {line}" for line in IN_ARABIC]),
    "tracked in two languages": ("bilingual", [TRACK, *ENGLISH], [f"? {line}" for line in IN_ENGLISH]),
    "tracked and accepted": ("ar", [TRACK, *ARABIC, ("AcceptAll",)], IN_ARABIC),
    "a change, then a tracked one": (
        "ar",
        [ARABIC[0], TRACK, ARABIC[1]],
        [IN_ARABIC[2], f"? {IN_ARABIC[1]}"],
    ),
    "split in two": (
        "ar",
        [("SplitBefore", "والإجابة عن")],
        [
            f"~ section-2.1 ar: استقبال المستفيد[- {REST}-]",
            f"+ section-2.1+1 ar item after section-2.1: {REST}",
        ],
    ),
    "joined": (
        "en",
        [("JoinNext", "first item")],
        ["~ section-5-a.6 en: first item{+ second item+}", "- section-5-a.7 en"],
    ),
    "words before a label": (
        "ar",
        [("TypeBefore", "لا تُفرض", "مهم: ")],
        ["~ note ar: {+مهم: تنبيه +}لا تُفرض رسوم على الطلب."],
    ),
}

SAMPLES = ["beneficiary-relations", "conflict-of-interest"]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every file as LibreOffice saved it, by the name of its edit, variant or document."""
    files = {variant: sent(variant) for variant in VARIANTS | ANNEXED} | _samples()
    edits: dict[str, tuple[str, list[Step]]] = {name: (name, []) for name in files}
    edits |= {name: (file, steps) for name, (file, steps, _) in EDITS.items()}
    return edit(tmp_path_factory.mktemp("edited"), files, edits)


def _samples() -> dict[str, bytes]:
    association, _ = load(SAMPLE, datetime.date(2026, 1, 1))
    assert association is not None
    made = {}
    for policy in SAMPLES:
        document, _ = compose(association, policy, datetime.date(2026, 1, 1))
        assert document is not None
        for name in ("ar", "en", "bilingual"):
            edition = publish(document, name)
            made[f"{policy}.{name}"] = write(edition, pages_of(edition), 12)
    return made


def test_a_file_that_was_only_saved_has_no_change(edited: dict[str, Path]):
    same = {name: told(file.read_bytes()) for name, file in edited.items() if name not in EDITS}
    assert len(same) == len(VARIANTS | ANNEXED) + 3 * len(SAMPLES)
    assert {name: lines for name, lines in same.items() if lines} == {}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_and_nothing_else(edited: dict[str, Path], name: str):
    assert told(edited[name].read_bytes()) == EDITS[name][2]


def test_libreoffice_keeps_record_bookmarks_and_origin(edited: dict[str, Path]):
    before, after = (readback.read(file) for file in (_written(edited, "ar"), edited["ar"]))
    assert (after.origin, after.record) == (before.origin, before.record)
    marks = [[mark for part in found.body.accepted for mark in part.bookmarks] for found in (before, after)]
    assert sorted(marks[0]) == sorted(marks[1])


def _written(edited: dict[str, Path], name: str) -> Path:
    return edited[name].with_name(f"{name}.docx")


def test_pending_changes_name_who_made_them(edited: dict[str, Path]):
    found = readback.read(edited["tracked"]).body.revisions
    assert {change.author for change in found} == {"Unknown Author"}
    assert [change.text for change in found if change.kind == "inserted"] == [
        "+966 12 345 6789",
        "بند جديد.",
        "20 يوم عمل",
        "أسبوع",
    ]

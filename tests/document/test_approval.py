"""The closing sheet: one sentence from whatever facts the minutes gave, and what stands beside it."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import wording
from generator.document.approval import sentence
from generator.document.nodes import Approval, Document
from generator.document.phrases import Phrasebook
from generator.language.inline import Language, plain
from generator.profile.model import ApprovalRecord, Profile
from tests.document.made import COMMON, composed, document, profile

FORM = {"board": "association", "trustees": "foundation", "general-assembly": "cooperative"}
DAY = {"hijri": "1445-12-18", "gregorian": "2024-06-24"}
NAMED = {**DAY, "weekday": "monday"}


def sentences(body: str, form: str = "", **facts: Any) -> tuple[str, str]:
    """The sentence of an approval by a body in Arabic and English."""
    phrases = Phrasebook(Profile.model_validate(profile(legal_form=form or FORM[body])))
    both = sentence(ApprovalRecord.model_validate({"policies": ["x"], "body": body, **facts}), phrases)
    return plain(both.ar), plain(both.get("en"))


SENTENCES: list[tuple[str, dict[str, Any], str, str]] = [
    # nothing is known but who
    (
        "board",
        {},
        "اعتمد مجلس إدارة الجمعية هذه السياسة.",
        "The Association's Board of Directors approved this policy.",
    ),
    (
        "trustees",
        {},
        "اعتمد مجلس أمناء المؤسسة هذه السياسة.",
        "The Foundation's Board of Trustees approved this policy.",
    ),
    ("general-assembly", {}, "اعتمدت الجمعية العمومية هذه السياسة.", "The General Assembly approved this policy."),
    # all of it
    (
        "board",
        {"meeting": "20", "term": "3", "date": NAMED, "minutes": "10"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه العشرين (20) من دورته الثالثة، "
        "يوم الاثنين 18/12/1445هـ الموافق 24/06/2024م، بموجب المحضر رقم (10).",
        "The Association's Board of Directors approved this policy at meeting no. 20 of its third term, "
        "on Monday, 24 June 2024 (18 Dhu al-Hijjah 1445 AH), under minutes no. 10.",
    ),
    (
        "trustees",
        {"session": "21", "term": "12", "date": DAY, "minutes": "7", "resolution": "3"},
        "اعتمد مجلس أمناء المؤسسة هذه السياسة في جلسته الحادية والعشرين (21) من دورته الثانية عشرة، "
        "بتاريخ 18/12/1445هـ الموافق 24/06/2024م، بموجب المحضر رقم (7) والقرار رقم (3).",
        "The Foundation's Board of Trustees approved this policy at session no. 21 of its 12th term, "
        "on 24 June 2024 (18 Dhu al-Hijjah 1445 AH), under minutes no. 7 and resolution no. 3.",
    ),
    (
        "general-assembly",
        {"kind": "extraordinary", "meeting": "2", "term": "1", "date": NAMED, "minutes": "4", "resolution": "1"},
        "اعتمدت الجمعية العمومية هذه السياسة في اجتماعها غير العادي رقم (2) من دورتها الأولى، "
        "يوم الاثنين 18/12/1445هـ الموافق 24/06/2024م، بموجب المحضر رقم (4) والقرار رقم (1).",
        "The General Assembly approved this policy at its extraordinary meeting no. 2 of its first term, "
        "on Monday, 24 June 2024 (18 Dhu al-Hijjah 1445 AH), under minutes no. 4 and resolution no. 1.",
    ),
    # one fact
    (
        "board",
        {"meeting": "1"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه الأول (1).",
        "The Association's Board of Directors approved this policy at meeting no. 1.",
    ),
    (
        "board",
        {"session": "12"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في جلسته الثانية عشرة (12).",
        "The Association's Board of Directors approved this policy at session no. 12.",
    ),
    (
        "board",
        {"term": "3"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في دورته الثالثة.",
        "The Association's Board of Directors approved this policy in its third term.",
    ),
    (
        "board",
        {"date": NAMED},
        "اعتمد مجلس إدارة الجمعية هذه السياسة يوم الاثنين 18/12/1445هـ الموافق 24/06/2024م.",
        "The Association's Board of Directors approved this policy on Monday, 24 June 2024 (18 Dhu al-Hijjah 1445 AH).",
    ),
    (
        "trustees",
        {"date": {"hijri": "1445-12-18"}},
        "اعتمد مجلس أمناء المؤسسة هذه السياسة بتاريخ 18/12/1445هـ الموافق 24/06/2024م.",
        "The Foundation's Board of Trustees approved this policy on 24 June 2024 (18 Dhu al-Hijjah 1445 AH).",
    ),
    (
        "board",
        {"minutes": "10"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة بموجب المحضر رقم (10).",
        "The Association's Board of Directors approved this policy under minutes no. 10.",
    ),
    (
        "trustees",
        {"resolution": "3/27/366"},
        "اعتمد مجلس أمناء المؤسسة هذه السياسة بموجب القرار رقم (3/27/366).",
        "The Foundation's Board of Trustees approved this policy under resolution no. 3/27/366.",
    ),
    (
        "general-assembly",
        {"meeting": "2"},
        "اعتمدت الجمعية العمومية هذه السياسة في اجتماعها الثاني (2).",
        "The General Assembly approved this policy at its meeting no. 2.",
    ),
    (
        "general-assembly",
        {"kind": "ordinary"},
        "اعتمدت الجمعية العمومية هذه السياسة في اجتماعها العادي.",
        "The General Assembly approved this policy at its ordinary meeting.",
    ),
    # two facts
    (
        "general-assembly",
        {"session": "11", "date": DAY},
        "اعتمدت الجمعية العمومية هذه السياسة في جلستها الحادية عشرة (11)، بتاريخ 18/12/1445هـ الموافق 24/06/2024م.",
        "The General Assembly approved this policy at its session no. 11, on 24 June 2024 (18 Dhu al-Hijjah 1445 AH).",
    ),
    (
        "general-assembly",
        {"term": "4", "resolution": "9"},
        "اعتمدت الجمعية العمومية هذه السياسة في دورتها الرابعة، بموجب القرار رقم (9).",
        "The General Assembly approved this policy in its fourth term, under resolution no. 9.",
    ),
    (
        "board",
        {"meeting": "11", "minutes": "5"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه الحادي عشر (11)، بموجب المحضر رقم (5).",
        "The Association's Board of Directors approved this policy at meeting no. 11, under minutes no. 5.",
    ),
    (
        "board",
        {"term": "2", "date": DAY},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في دورته الثانية، بتاريخ 18/12/1445هـ الموافق 24/06/2024م.",
        "The Association's Board of Directors approved this policy in its second term, "
        "on 24 June 2024 (18 Dhu al-Hijjah 1445 AH).",
    ),
    (
        "board",
        {"kind": "ordinary", "session": "3", "term": "20"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في جلسته العادية رقم (3) من دورته العشرين.",
        "The Association's Board of Directors approved this policy at ordinary session no. 3 of its 20th term.",
    ),
    (
        "trustees",
        {"kind": "extraordinary", "term": "30"},
        "اعتمد مجلس أمناء المؤسسة هذه السياسة في اجتماعه غير العادي من دورته الثلاثين.",
        "The Foundation's Board of Trustees approved this policy at its extraordinary meeting of its 30th term.",
    ),
    # the tens are genitive, over a hundred there is the figure alone
    (
        "board",
        {"meeting": "99", "term": "21"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه التاسع والتسعين (99) من دورته الحادية والعشرين.",
        "The Association's Board of Directors approved this policy at meeting no. 99 of its 21st term.",
    ),
    (
        "board",
        {"meeting": "100"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه المائة (100).",
        "The Association's Board of Directors approved this policy at meeting no. 100.",
    ),
    (
        "board",
        {"meeting": "120", "minutes": "120"},
        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه رقم (120)، بموجب المحضر رقم (120).",
        "The Association's Board of Directors approved this policy at meeting no. 120, under minutes no. 120.",
    ),
    (
        "general-assembly",
        {"session": "101", "term": "101"},
        "اعتمدت الجمعية العمومية هذه السياسة في جلستها رقم (101) من دورتها رقم (101).",
        "The General Assembly approved this policy at its session no. 101 of its term no. 101.",
    ),
]


@pytest.mark.parametrize(("body", "facts", "ar", "en"), SENTENCES)
def test_sentence(body: str, facts: dict[str, Any], ar: str, en: str) -> None:
    assert sentences(body, **facts) == (ar, en)


def test_the_body_is_called_by_the_noun_of_the_entity() -> None:
    assert sentences("board", "center")[0] == "اعتمد مجلس إدارة المركز هذه السياسة."
    assert sentences("board", "cooperative")[1] == "The Society's Board of Directors approved this policy."
    assert sentences("trustees", "family-fund")[0] == "اعتمد مجلس أمناء الصندوق هذه السياسة."


PUBLISHED = {
    "saudi-quality": (
        "اعتمد مجلس إدارة الجمعية هذه السياسة في اجتماعه العشرين (20) من دورته الثالثة، "
        "يوم الاثنين 18/12/1445هـ الموافق 24/06/2024م.",
        "The Association's Board of Directors approved this policy at meeting no. 20 of its third term, "
        "on Monday, 24 June 2024 (18 Dhu al-Hijjah 1445 AH).",
    ),
    "awj": (
        "اعتمد مجلس إدارة الجمعية هذه السياسة في جلسته الثانية عشرة (12)، بتاريخ 01/06/1444هـ الموافق 25/12/2022م.",
        "The Society's Board of Directors approved this policy at session no. 12, "
        "on 25 December 2022 (1 Jumada al-Akhirah 1444 AH).",
    ),
    "esrar": (
        "اعتمد مجلس إدارة الجمعية هذه السياسة بتاريخ 26/11/1443هـ الموافق 25/06/2022م، بموجب المحضر رقم (10).",
        "The Society's Board of Directors approved this policy "
        "on 25 June 2022 (26 Dhu al-Qadah 1443 AH), under minutes no. 10.",
    ),
}


@pytest.mark.parametrize("slug", PUBLISHED)
def test_sentences_of_the_associations(slug: str) -> None:
    first = document(slug).approval.sentences[0]
    assert (plain(first.ar), plain(first.get("en"))) == PUBLISHED[slug]


# ---- every subset of the facts ----

NOMINATIVES = "|".join(wording.table("ordinals")["ar"]["tens"]["nom"])


def assert_reads_well(ar: str, en: str, facts: dict[str, Any]) -> None:
    for text in (ar, en):
        assert re.search(r"[^.]\.\Z", text)
        assert not re.search(r"  | [،.,;]|[،,]{2}|\(\s*\)|[{}]|\s\Z|None", text)
    assert ar.count(".") == 1
    assert "السياسة،" not in ar and "policy," not in en  # no comma before the first slot
    assert not re.search(NOMINATIVES, ar)
    slots = sum((bool({"meeting", "session", "kind", "term"} & set(facts)), "date" in facts, "minutes" in facts))
    slots += "resolution" in facts and "minutes" not in facts
    assert ar.count("،") == max(slots - 1, 0)


def test_every_subset_reads_well() -> None:
    sittings: list[dict[str, Any]] = [
        {},
        {"meeting": "20"},
        {"session": "12"},
        {"kind": "ordinary"},
        {"kind": "ordinary", "meeting": "2"},
        {"kind": "extraordinary", "session": "3"},
    ]
    terms: list[dict[str, Any]] = [{}, {"term": "3"}]
    days: list[dict[str, Any]] = [{}, {"date": DAY}, {"date": NAMED}, {"date": {"gregorian": "2024-06-24"}}]
    minutes: list[dict[str, Any]] = [{}, {"minutes": "10"}]
    resolutions: list[dict[str, Any]] = [{}, {"resolution": "3"}]
    seen = set()
    for body in FORM:
        for parts in product(sittings, terms, days, minutes, resolutions):
            facts = {key: value for part in parts for key, value in part.items()}
            ar, en = sentences(body, **facts)
            assert_reads_well(ar, en, facts)
            seen.add((ar, en))
    # a date in one calendar reads like the same date in both; everything else is told apart
    assert len(seen) == 3 * 6 * 2 * 3 * 2 * 2


@given(
    st.sampled_from(sorted(FORM)),
    st.sampled_from(["meeting", "session"]),
    st.integers(1, 9999),
    st.integers(1, 9999),
)
def test_any_number_reads_well(body: str, sitting: str, number: int, term: int) -> None:
    ar, en = sentences(body, **{sitting: str(number)}, term=str(term))
    assert_reads_well(ar, en, {sitting: number, "term": term})
    assert f"({number})" in ar
    assert f"no. {number}" in en
    assert ("رقم (" in ar.split(" من ")[0]) is (number > 100)
    assert ("دورته رقم" in ar or "دورتها رقم" in ar) is (term > 100)


# ---- the whole sheet ----


def sheet(*records: dict[str, Any], form: str = "association", **settings: Any) -> Document:
    """A policy with these approvals, oldest first."""
    policies = {"beneficiary-relations": {**COMMON, **settings}}
    approvals = [{"policies": ["beneficiary-relations"], **record} for record in records]
    return composed(profile(legal_form=form, policies=policies, approvals=approvals))


def lines(approval: Approval, language: Language) -> list[str]:
    return [plain(both.get(language)) for both in approval.sentences]


@pytest.mark.parametrize(
    ("form", "ar", "en"),
    [
        ("association", "يعتمدها مجلس إدارة الجمعية", "the Association's Board of Directors approves it"),
        ("center", "يعتمدها مجلس إدارة المركز", "the Center's Board of Directors approves it"),
        ("foundation", "يعتمدها مجلس أمناء المؤسسة", "the Foundation's Board of Trustees approves it"),
    ],
)
def test_a_draft_says_so_and_nothing_else(form: str, ar: str, en: str) -> None:
    draft = sheet(form=form)
    assert draft.draft
    assert lines(draft.approval, "ar") == [f"مسودة لم تُعتمد، ولا يُعمل بها قبل أن {ar}."]
    assert lines(draft.approval, "en") == [f"Draft, not approved. It takes effect only once {en}."]
    assert draft.approval.signatures is draft.approval.stamp is draft.approval.history is None
    assert plain(draft.front.state.ar) == "مسودة لم تُعتمد"
    assert plain(draft.front.state.get("en")) == "Draft, not approved"


@pytest.mark.parametrize("slug", ["modrakah-coop", "modrakah-development"])
def test_an_association_without_an_approval_stays_a_draft(slug: str) -> None:
    found = document(slug)
    assert found.draft
    assert [plain(both.ar) for both in found.approval.sentences] == [
        "مسودة لم تُعتمد، ولا يُعمل بها قبل أن يعتمدها مجلس إدارة الجمعية."
    ]


@pytest.mark.parametrize(
    ("form", "body", "ar", "en"),
    [
        ("association", "board", "اعتماد مجلس الإدارة", "Board approval"),
        ("foundation", "trustees", "اعتماد مجلس الأمناء", "Board of Trustees approval"),
        ("association", "general-assembly", "اعتماد الجمعية العمومية", "General Assembly approval"),
    ],
)
def test_heading_and_cover_name_the_body(form: str, body: str, ar: str, en: str) -> None:
    found = sheet({"body": body, "date": DAY}, form=form)
    assert (plain(found.approval.heading.text.ar), plain(found.approval.heading.text.get("en"))) == (ar, en)
    short = ar.removeprefix("اعتماد ")
    assert plain(found.front.state.ar) == f"معتمدة من {short} بتاريخ 18/12/1445هـ الموافق 24/06/2024م"


def test_cover_without_a_date() -> None:
    state = sheet({"meeting": "2"}).front.state
    assert plain(state.ar) == "معتمدة من مجلس الإدارة"
    assert plain(state.get("en")) == "Approved by the Board of Directors"


def test_the_last_approval_is_in_force() -> None:
    found = sheet({"meeting": "1", "version": "1.0"}, {"meeting": "5", "version": "2.0"})
    assert "الخامس" in lines(found.approval, "ar")[0]
    assert found.version == "2.0"


@pytest.mark.parametrize(
    ("earlier", "ar", "en"),
    [
        (
            {"version": "1.0", "date": DAY},
            "يحل هذا الإصدار محل الإصدار (1.0) المعتمد بتاريخ 18/12/1445هـ الموافق 24/06/2024م.",
            "This version replaces version 1.0, approved on 24 June 2024 (18 Dhu al-Hijjah 1445 AH).",
        ),
        ({"version": "1.0"}, "يحل هذا الإصدار محل الإصدار (1.0).", "This version replaces version 1.0."),
        (
            {"date": DAY},
            "يحل هذا الإصدار محل الإصدار المعتمد بتاريخ 18/12/1445هـ الموافق 24/06/2024م.",
            "This version replaces the version approved on 24 June 2024 (18 Dhu al-Hijjah 1445 AH).",
        ),
        ({"meeting": "1"}, None, None),
    ],
)
def test_what_it_replaces(earlier: dict[str, Any], ar: str | None, en: str | None) -> None:
    found = sheet(earlier, {"meeting": "5"}).approval
    assert lines(found, "ar")[1:] == [ar] * (ar is not None)
    assert lines(found, "en")[1:] == [en] * (en is not None)


def test_effect_and_next_review_in_both_calendars() -> None:
    found = sheet({"date": DAY}, effective={"gregorian": "2024-07-01"}, review={"every": "2", "unit": "year"}).approval
    assert lines(found, "ar")[1:] == [
        "يُعمل بهذا الإصدار اعتباراً من 25/12/1445هـ الموافق 01/07/2024م.",
        "تُجرى المراجعة القادمة في موعد أقصاه 09/01/1448هـ الموافق 24/06/2026م.",
    ]
    assert lines(found, "en")[1:] == [
        "This version takes effect on 1 July 2024 (25 Dhu al-Hijjah 1445 AH).",
        "The next review is due no later than 24 June 2026 (9 Muharram 1448 AH).",
    ]


def test_a_review_is_so_many_gregorian_months_after_the_approval() -> None:
    found = sheet({"date": {"gregorian": "2024-08-31"}}, review={"every": "18", "unit": "month"}).approval
    assert "28/02/2026م" in lines(found, "ar")[1]


def test_no_review_without_a_date_to_count_from() -> None:
    assert len(lines(sheet({"meeting": "2"}, review={"every": "2", "unit": "year"}).approval, "ar")) == 1


def test_a_reworded_text_says_whose_text_is_approved() -> None:
    found = sheet({"meeting": "2"}, text="reworded").approval
    assert lines(found, "ar")[1:] == ["صياغة مُعادة؛ النص المعتمد هو المنشور لدى الجمعية."]
    assert lines(found, "en")[1:] == ["Reworded; the text published by the Association is the approved one."]


def test_signatures() -> None:
    chair = {"name": {"ar": "رئيسة المجلس"}, "title": {"ar": "رئيس مجلس الإدارة", "en": "Chair of the Board"}}
    member = {"name": {"ar": "عضو", "en": "Member"}}
    policies = {"beneficiary-relations": COMMON}
    approvals = [{"policies": ["beneficiary-relations"], "meeting": "2"}]

    def signers(**board: Any) -> list[list[str]]:
        found = composed(profile(policies=policies, approvals=approvals, board=board)).approval.signatures
        assert found is not None and [plain(cell.ar) for cell in found.header] == ["م", "الاسم", "الصفة", "التوقيع"]
        return [[plain(cell.ar) for cell in row] for row in found.rows]

    first = ["1", "رئيسة المجلس", "رئيس مجلس الإدارة", ""]  # the title as given, whoever bears it
    assert signers(chair=chair, members=[member]) == [first]
    assert signers(chair=chair, members=[member], sign="all") == [first, ["2", "عضو", "", ""]]
    assert signers() == [["1", "", "", ""]]  # to be filled in by hand


@pytest.mark.parametrize(
    ("form", "ar", "en"),
    [("association", "ختم الجمعية", "Association stamp"), ("center", "ختم المركز", "Center stamp")],
)
def test_stamp(form: str, ar: str, en: str) -> None:
    stamp = sheet({"meeting": "2"}, form=form).approval.stamp
    assert stamp is not None and (plain(stamp.ar), plain(stamp.get("en"))) == (ar, en)


def test_history_has_the_columns_that_have_facts() -> None:
    found = sheet(
        {"version": "1.0", "minutes": "3", "date": DAY},
        {"version": "2.0", "changes": {"ar": "تحديث القنوات", "en": "Channels updated"}},
    ).approval.history
    assert found is not None
    rows = [[plain(cell.ar) for cell in row] for row in (found.header, *found.rows)]
    assert rows == [
        ["الإصدار", "تاريخ الاعتماد", "جهة الاعتماد", "رقم المحضر", "وصف التعديل"],
        ["1.0", "18/12/1445هـ الموافق 24/06/2024م", "مجلس الإدارة", "3", "–"],
        ["2.0", "–", "مجلس الإدارة", "–", "تحديث القنوات"],
    ]
    assert sum(found.widths) == 100

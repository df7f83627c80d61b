"""An edited document becomes own text: composing it again prints what was typed, and values stay in the profile."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import wording
from generator.adoption import write
from generator.adoption.line import clean, same
from generator.build import Request, accept
from generator.document.diff import Change
from generator.document.ledger import LEDGER
from generator.errors import Severity
from generator.language.inline import Language
from generator.source import is_forbidden
from tests.adoption.made import (
    ROOT,
    TODAY,
    Key,
    added,
    adopting,
    copied,
    edited,
    errors,
    own,
    printed,
    rules,
    texts,
)

CONFLICT, PROCUREMENT, RELATIONS = "conflict-of-interest", "procurement", "beneficiary-relations"


def both(clause: str, ar: tuple[str, str] | None, en: tuple[str, str] | None) -> dict[Key, tuple[str, str] | None]:
    return {("ar", clause): ar, ("en", clause): en}


# ---- words ----


#: What was typed in the place of what, in Arabic and in English, and how the Arabic own text is written.
REWORDED = {
    CONFLICT: {
        "preamble.p1": ("ليس ذلك خطأً", "ليس ذلك عيباً", "decision", "choice", "ومصلحة {{ entity.the }} في قرار"),
        "gifts.3": (
            *("سواء قبلها أم ردّها", "قبلها أو ردّها", "whether accepted or", "accepted or"),
            "1. يجب على المشمول الإفصاح إلى {{ keeper.title }} عن كل هدية عُرضت عليه بسبب مهمته، قبلها أو ردّها، "
            "خلال مدة لا تتجاوز {{ disclosure.acc }} من تاريخ عرضها. {#gifts.3}",
        ),
        "definitions.1": (
            *("كل شخص", "كل فرد", "person", "man and woman"),
            "1. **المشمول**: كل فرد من الفئات المذكورة في القسم [](#scope) {#definitions.1}",
        ),
        "conduct": ("الواجبات", "ما يجب", "Duties", "All duties", "### ما يجب والمحظورات {#conduct alone}"),
        "declaration-form": ("إقرار", "نموذج", "of", "of all", "## نموذج المصالح {#declaration-form annex alone}"),
        "declaration-form.f1": ("بيانات", "اسم", "Declarant", "Who", "اسم مقدم الإقرار {#declaration-form.f1}"),
        "declaration-form.f1.1": ("الاسم", "الاسم الرباعي", "Name", "Full name", "- الاسم الرباعي\n"),
        "declaration-form.f1.5": ("إقرار أول", "أول إقرار", "First", "Very first", "- [ ] أول إقرار\n"),
        "declaration-form.f3.1.r0c2": ("المنشأة", "الشركة", "organization", "company", "| م | الشركة أو المنظمة |"),
        "review.p2": ("قبل صدور", "إلا بعد صدور", "effect", "force", "{{ approver.the }}"),
        "review-gap": ("ظهور", "تبيّن", "application", "use", "- تبيّن قصور أو تعارض عند التطبيق {#review-gap}"),
    },
    PROCUREMENT: {
        "purpose.5": ("ما يُدفع", "كل ما يُدفع", "petty", "small", "وفق [](policy:financial-regulation) {#purpose.5}"),
        "separation.2": ("اعتماد", "الموافقة على", "Approv", "Agreed approv", "1. الموافقة على الشراء {#separation.2}"),
        "bands-table": ("بحسب", "وفق", "by value", "after value", ": أساليب الشراء وفق القيمة {#bands-table}"),
        "bands-table.r0c1": ("قيمة", "مبلغ", "value", "amount", "| مبلغ الشراء | أسلوب الشراء |"),
        "bands-table.r1c2": ("المباشر", "فوراً", "Direct", "Plain", "| حتى {{ direct_purchase.gen }} | الشراء فوراً |"),
    },
    RELATIONS: {
        "answer": ("إبلاغ", "إعلام", "Inform", "Tell", "{{ response.acc }} {{ response.start }} {#answer}"),
        "needs": ("بدراسة", "وذلك بدراسة", "needs", "wants", "من {{ everyone.the_many }}، وذلك بدراسة"),
        "trust.2": ("إيجابية", "حسنة", "Forming", "Making", "انطباعات حسنة لدى {{ everyone.the_many }} {#trust.2"),
    },
}  # fmt: skip


@pytest.mark.parametrize("policy", REWORDED)
def test_changed_words_become_own_text_that_prints_them(tmp_path: Path, policy: str) -> None:
    folder = copied(tmp_path)
    before = printed(folder, policy)
    edits: dict[Key, tuple[str, str] | None] = {}
    for clause, (ar, new_ar, en, new_en, _) in REWORDED[policy].items():
        edits |= both(clause, (ar, new_ar), (en, new_en))
    changes = edited(before, edits)
    adoption = adopting(folder, policy, changes)
    assert [rule for rule in rules(adoption) if rule != "adopt-condition"] == []
    for *_, written in REWORDED[policy].values():
        assert written in own(adoption, "ar")
    write(adoption)
    assert errors(folder, policy) == []
    wanted = {(change.language, change.clause): change.after for change in changes}
    assert texts(folder, policy) == {key: wanted.get(key, clause.text) for key, clause in before.items()}


def test_the_ledger_is_what_accept_writes(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edits = both("gifts.3", ("سواء", ""), ("whether", "")) | both("conduct", ("الواجبات", "ما يجب"), None)
    del edits["en", "conduct"]
    write(adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), edits)))
    ledger = folder / "policies" / CONFLICT / LEDGER
    adopted = ledger.read_bytes()
    accept(Request(tmp_path, tmp_path / "output", TODAY, ("sample-charity",), (CONFLICT,)))
    assert ledger.read_bytes() == adopted
    assert b"gifts.3" in adopted


def test_nothing_changed_is_nothing_adopted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    adoption = adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), both("gifts.3", ("", ""), ("", ""))))
    assert (adoption.texts, adoption.findings) == ({}, ())


def test_a_text_in_arabic_indic_digits_keeps_its_values(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    profile = folder / "profile.yaml"
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("digits: european", "digits: arabic-indic"), encoding="utf-8"
    )
    before = printed(folder, CONFLICT)
    assert "٣ أيام عمل" in before["ar", "gifts.3"].text
    changes = edited(before, {("ar", "gifts.3"): ("سواء قبلها أم ردّها", "قبلها أو ردّها")})
    adoption = adopting(folder, CONFLICT, changes)
    assert "{{ disclosure.acc }}" in own(adoption, "ar")
    write(adoption)
    assert texts(folder, CONFLICT)["ar", "gifts.3"] == changes[0].after


def test_what_the_printed_text_does_not_tell_of_is_told(tmp_path: Path) -> None:
    """A condition of the library's, a value of a loop, words that no longer are a value."""
    folder = copied(tmp_path)
    before = printed(folder, CONFLICT)
    edits = {
        ("ar", "meetings.7"): ("لم يجز", "فلا يجوز"),
        ("ar", "gifts.3"): ("3 أيام عمل من تاريخ عرضها", "يوم عرضها"),
    }
    adoption = adopting(folder, CONFLICT, edited(before, edits))
    assert rules(adoption) == ["adopt-condition", "adopt-lost", "adopt-one-language"]
    told = {(finding.rule, finding.facts.get("id", "")) for finding in adoption.findings}
    assert {("adopt-condition", "meetings.7"), ("adopt-lost", "gifts.3")} <= told


def test_a_clause_that_is_no_longer_what_was_edited_is_written_as_words(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (change,) = edited(printed(folder, CONFLICT), {("ar", "gifts.3"): ("سواء", "أياً كان ذلك،")})
    profile = folder / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("disclosure: {within: 3,", "disclosure: {within: 4,"), encoding="utf-8")
    adoption = adopting(folder, CONFLICT, [change])
    assert "3 أيام عمل" in own(adoption, "ar")
    assert "{{" not in own(adoption, "ar")
    assert "adopt-unmatched" in rules(adoption)


# ---- clauses added and taken away ----


def test_added_clauses_stand_where_they_were_typed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = list(printed(folder, CONFLICT))
    new = {
        "purpose.2": [("item", "بند جديد", "A new item"), ("item", "وآخر", "And another")],
        "purpose.4": [("paragraph", "فقرة جديدة.", "A new paragraph.")],
        "purpose.p1": [("item", "أول البنود", "The first of the items")],
        "review.p1": [("item", "حالة أخرى", "Another case")],
        "scope.p3": [("heading", "قسم", "A section"), ("paragraph", "نصه.", "Its text."), ("note", "تنبيه", "Look")],
    }  # fmt: skip
    changes = [
        added(language, kind, (ar, en)[language == "en"], follows, f"new.{at}")
        for follows, clauses in new.items()
        for at, (kind, ar, en) in enumerate(clauses)
        for language in ("ar", "en")
    ]
    adoption = adopting(folder, CONFLICT, changes)
    assert rules(adoption) == []
    assert "1. بند جديد {#purpose-2-a after=purpose.2}\n1. وآخر {#purpose-2-b after=purpose-2-a}" in own(adoption, "ar")
    write(adoption)
    assert errors(folder, CONFLICT) == []
    now = texts(folder, CONFLICT)
    order = [clause for language, clause in now if language == "ar"]
    assert [clause for clause in order if ("ar", clause) in before] == [c for lang, c in before if lang == "ar"]
    for follows, clauses in new.items():
        at = order.index(follows)
        names = order[at + 1 : at + 1 + len(clauses)]
        assert [now["ar", name] for name in names] == [ar for _, ar, _ in clauses]
        assert [now["en", name] for name in names] == [en for _, _, en in clauses]


def test_an_item_below_another_is_the_first_of_its_list(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    changes = [added("ar", "item", "أولها", "separation"), added("en", "item", "The first", "separation")]
    adoption = adopting(folder, PROCUREMENT, changes)
    write(adoption)
    assert errors(folder, PROCUREMENT) == []
    now = [clause for language, clause in texts(folder, PROCUREMENT) if language == "en"]
    assert now[now.index("separation") + 1 :][:2] == ["separation-a", "separation.1"]


def test_clauses_taken_away_leave_the_others_what_they_were(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = texts(folder, CONFLICT)
    gone = ["preamble.p1", "purpose.2", "reports", *(c for _, c in before if c.startswith("reports."))]
    edits = {key: None for clause in gone for key in both(clause, None, None)}
    adoption = adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), edits))
    assert own(adoption, "ar").split() == [
        "{#preamble.p1",
        "dropped}",
        "{#purpose.2",
        "dropped}",
        "{#reports",
        "dropped}",
    ]
    write(adoption)
    assert errors(folder, CONFLICT) == []
    assert texts(folder, CONFLICT) == {key: text for key, text in before.items() if key[1] not in gone}


def test_a_heading_taken_away_leaves_its_text(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    before = texts(folder, CONFLICT)
    write(adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), both("no-conflict", None, None))))
    # the policy refers to the part elsewhere, so nothing is written
    assert texts(folder, CONFLICT) == before
    write(adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), both("conduct", None, None))))
    assert texts(folder, CONFLICT) == {key: text for key, text in before.items() if key[1] != "conduct"}


def test_rows_are_added_and_taken_away(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    changes: list[Change] = edited(
        printed(folder, PROCUREMENT),
        {k: None for cell in ("r2c1", "r2c2") for k in both(f"bands-table.{cell}", None, None)},
    )
    for language, words in (("ar", ("ما قل", "سلفة")), ("en", ("Least", "Advance"))):
        changes += [added(language, "cell", word, "bands-table.r1c2", f"new{at}") for at, word in enumerate(words)]
    write(adopting(folder, PROCUREMENT, changes))
    assert errors(folder, PROCUREMENT) == []
    now = texts(folder, PROCUREMENT)
    assert [now["en", f"bands-table.r{row}c2"] for row in range(4)] == [
        "Purchasing method",
        "Direct purchase",
        "Advance",
        "Tender",
    ]


# ---- what is not adopted ----


def test_a_change_in_one_language_is_told_of(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    adoption = adopting(folder, CONFLICT, edited(printed(folder, CONFLICT), {("ar", "gifts.3"): ("سواء", "")}))
    (finding,) = (finding for finding in adoption.findings if finding.rule == "adopt-one-language")
    assert (finding.severity, finding.facts["clauses"], finding.facts["missing"]) == (
        Severity.WARNING,
        "gifts.3",
        "en.md",
    )
    write(adoption)
    assert errors(folder, CONFLICT) == []
    assert {language for language, _ in texts(folder, CONFLICT)} == {"ar"}


@pytest.mark.parametrize(
    "changes",
    [
        [added("ar", "item", "بند", "gifts.3")],  # the lists would have another number of items
        [added("ar", "paragraph", "نص", "approval.1")],  # the approval sheet is made of the profile
        [added("ar", "paragraph", "في وسط القائمة", "gifts.1"), added("en", "paragraph", "Amid a list", "gifts.1")],
        [added("ar", "cell", "خلية", "bands-table.r1c2")],  # a row that is not whole
        [added("ar", "paragraph", "رمز \ue000", "gifts.3"), added("en", "paragraph", "Symbol \ue000", "gifts.3")],
    ],
)
def test_what_cannot_be_own_text_is_told_and_nothing_is_written(tmp_path: Path, changes: list[Change]) -> None:
    folder = copied(tmp_path)
    policy = PROCUREMENT if changes[0].kind == "cell" else CONFLICT
    # both languages have an own text, so that neither is left out
    write(adopting(folder, policy, edited(printed(folder, policy), both("purpose.1", ("ا", "أ"), ("s", "S")))))
    files = {path: path.read_bytes() for path in folder.rglob("*.md")}
    adoption = adopting(folder, policy, changes)
    assert adoption.texts == {}
    assert set(rules(adoption)) <= {"adopt-impossible", "adopt-refused"}
    assert adoption.findings
    write(adoption)
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == files


def test_what_brings_an_error_is_left_out_alone(tmp_path: Path) -> None:
    """The section on meetings is referred to: it stays, and the other change is adopted."""
    folder = copied(tmp_path)
    before = printed(folder, CONFLICT)
    meetings = ["meetings", *(c for lang, c in before if lang == "ar" and c.startswith("meetings."))]
    edits = {("ar", "gifts.3"): ("سواء", ""), **{("ar", clause): None for clause in meetings}}
    adoption = adopting(folder, CONFLICT, edited(before, edits))
    refused = [finding.facts for finding in adoption.findings if finding.rule == "adopt-refused"]
    assert {"id": "meetings", "rules": "override-drops-clause"} in refused
    assert ("ar", "gifts.3") in adoption.adopted
    write(adoption)
    assert errors(folder, CONFLICT) == []


# ---- all or none ----


def test_files_are_written_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path)
    adoption = adopting(
        folder, CONFLICT, edited(printed(folder, CONFLICT), both("gifts.3", ("سواء", ""), ("whether", "")))
    )
    from generator.adoption import writing

    put, seen = writing.put, []

    def failing(path: Path, content: bytes) -> None:
        seen.append(path)
        if len(seen) == 3:
            raise OSError(28, "No space left on device", str(path))
        put(path, content)

    monkeypatch.setattr(writing, "put", failing)
    with pytest.raises(OSError, match="No space"):
        write(adoption)
    assert len(seen) == 3
    assert [path for path in (folder / "policies").rglob("*") if path.is_file()] == []


def test_every_rule_has_its_sentences_and_is_used() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "generator" / "adoption").glob("*.py"))
    said = {rule for rule in wording.table("messages") if rule.startswith("adopt-")}
    assert said == set(re.findall(r'"(adopt-[a-z-]+)"', sources))


# ---- any text ----

_SIGNS = st.sampled_from(
    [*"\\*_`[](){}<>|#%:;!&~=+-.\"' 0123456789,ab", *"به لـ،ة", "{{", "{#id}", "{%", ":::", "1. ", "\t"]
)
_TEXT = st.lists(st.one_of(_SIGNS, st.characters().filter(lambda c: not is_forbidden(c))), min_size=1, max_size=20)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXT.map("".join).filter(lambda text: clean(text) != ""), st.sampled_from(["ar", "en"]))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str, language: Language) -> None:
    """Adopted as each kind of clause, it prints as it was typed."""
    folder = copied(tmp_path_factory.mktemp("any"))
    before = printed(folder, CONFLICT)
    kinds = ["gifts.1", "preamble.p1", "conduct", "recipients.r1c3", "recipients", "declaration-form.f1.2"]
    changes = [replace(change, after=text) for change in edited(before, {(language, kind): ("", "") for kind in kinds})]
    write(adopting(folder, CONFLICT, changes))
    documents = texts(folder, CONFLICT) if language == "ar" else _english(folder)
    assert [kind for kind in kinds if not same(documents[language, kind], text)] == []


def _english(folder: Path) -> dict[Key, str]:
    """The clauses of an English own text: beside it, an Arabic one that changes nothing."""
    (folder / "policies" / CONFLICT / "ar.md").write_text("", encoding="utf-8")
    return texts(folder, CONFLICT)

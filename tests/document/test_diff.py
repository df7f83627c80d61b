"""What two versions of a text differ in: clauses, words, facts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.diff import Change, ChangedValue, Clause, Piece, changed_values, changes, words


def clause(name: str, text: str, language: str = "ar") -> Clause:
    return Clause(name, language, "item", (Piece(text),))  # type: ignore[arg-type]


def applied(before: list[Clause], found: tuple[Change, ...], language: str) -> list[tuple[str, str]]:
    """What a reader gets who makes the changes in a copy of one language: clauses by id with their texts."""
    mine = [change for change in found if change.language == language]
    gone = {change.clause for change in mine if change.after is None}
    texts = {change.clause: change.after for change in mine if change.before and change.after is not None}
    made = []
    for place in ["", *(known.id for known in before if known.language == language)]:
        kept = [known for known in before if known.id == place and known.language == language and place not in gone]
        made += [(known.id, texts.get(known.id, known.text)) for known in kept]
        made += [(new.clause, new.after) for new in mine if new.before is None and new.follows == place]
    return made


texts = st.text("ab ،.", max_size=4)
versions = st.tuples(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), texts), unique_by=lambda entry: entry[0]),
    st.lists(st.tuples(st.sampled_from("abcdefghxyz"), texts), unique_by=lambda entry: entry[0]),
)


@given(versions, versions)
def test_the_changes_make_the_later_version_of_the_earlier(arabic, english):
    before = [clause(*entry) for entry in arabic[0]] + [clause(*entry, "en") for entry in english[0]]
    after = [clause(*entry) for entry in arabic[1]] + [clause(*entry, "en") for entry in english[1]]
    found = changes(before, after)
    assert applied(before, found, "ar") == arabic[1]
    assert applied(before, found, "en") == english[1]


@given(versions)
def test_a_version_does_not_differ_from_itself(version):
    made = [clause(*entry) for entry in version[0]]
    assert changes(made, made) == ()


def test_kinds_of_changes_in_reading_order():
    before = [clause(name, name.upper()) for name in "abcde"] + [clause("b", "B", "en")]
    after = [clause("b", "B2"), *(clause(name, name.upper()) for name in "cad"), clause("new", "N")]
    found = changes(before, [*after, clause("b", "B2", "en")])
    assert [(change.clause, change.language, change.after, change.follows) for change in found] == [
        ("a", "ar", None, ""),
        ("b", "ar", "B2", ""),
        ("b", "en", "B2", ""),
        ("a", "ar", "A", "c"),
        ("new", "ar", "N", "d"),
        ("e", "ar", None, ""),
    ]


def test_a_clause_moved_far_is_the_only_one_that_moved():
    before = [clause(name, name) for name in "abcdef"]
    after = [before[5], *before[:5]]
    assert [(change.clause, change.after, change.follows) for change in changes(before, after)] == [
        ("f", "f", ""),
        ("f", None, ""),
    ]


# Words ---

arabic = st.text("ابة ،.(1َ", max_size=30)


@given(arabic, arabic)
def test_the_spans_hold_both_texts(before, after):
    spans = words(before, after)
    assert "".join(span.text for span in spans if span.kind != "added") == before
    assert "".join(span.text for span in spans if span.kind != "removed") == after
    assert all(span.text for span in spans)


@given(arabic)
def test_equal_texts_have_one_span(text):
    assert [span.kind for span in words(text, text)] == ["equal"] * bool(text)


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("خلال 15 يوم عمل.", "خلال 20 يوم عمل.", "خلال [-15-]{+20+} يوم عمل."),
        ("يُقدَّم الطلب كتابةً، ويُرد.", "يُقدَّم الطلب شفاهةً، ويُرد.", "يُقدَّم الطلب [-كتابةً-]{+شفاهةً+}، ويُرد."),
        ("one two three four", "five six four", "[-one two three-]{+five six+} four"),
        ("write to a@b.sa, please", "write to c@d.sa, please", "write to [-a@b.sa-]{+c@d.sa+}, please"),
        ("a b", "a b c", "a b{+ c+}"),
        ("", "a", "{+a+}"),
    ],
)
def test_words_as_a_reader_marks_them(before: str, after: str, marked: str):
    forms = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    assert "".join(forms[span.kind].format(span.text) for span in words(before, after)) == marked


# Facts ---

PHONE = Clause(
    "contact.1",
    "ar",
    "paragraph",
    (Piece("اتصل بالرقم "), Piece("0110000000", "contact.phone"), Piece(" خلال "), Piece("15 يوم عمل", "response")),
)
DATED = Clause("a", "ar", "paragraph", (Piece("في "), Piece("18/12/1445", "approval.date"), Piece("هـ ويُعمل به")))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (PHONE, "اتصل بالرقم 0120000000 خلال 15 يوم عمل", [("contact.phone", "0110000000", "0120000000")]),
        (PHONE, "هاتفنا 0110000000 خلال 15 يوم عمل", []),
        (PHONE, "اتصل بالرقم 0110000000 خلال 20 يوم عمل", [("response", "15 يوم عمل", "20 يوم عمل")]),
        (PHONE, "اتصل بالرقم 0110000000 خلال 15 يوماً", [("response", "15 يوم عمل", "15 يوماً")]),
        (PHONE, "اتصل بالرقم 0110000000 خلال 15 يوم عمل فقط", []),
        (DATED, "في 19/12/1445هـ ويُعمل به", [("approval.date", "18/12/1445", "19/12/1445")]),
        (DATED, "في 18/12/1445م ويُعمل به", []),
        (DATED, "في سنة أخرى", [("approval.date", "18/12/1445", None)]),
    ],
)
def test_facts_that_were_changed(before: Clause, after: str, found: list[tuple[str, str, str | None]]):
    assert changed_values(before, after) == tuple(ChangedValue(*entry) for entry in found)


@given(arabic, arabic, arabic, arabic)
def test_a_fact_that_is_left_alone_is_not_named(head, tail, other_head, other_tail):
    """Whatever is written around it, where the fact stands alone and is no part of what is around it."""
    before = Clause("a", "ar", "paragraph", (Piece(head + " "), Piece("قيمة", "fact"), Piece(" " + tail)))
    assert changed_values(before, f"{other_head} قيمة {other_tail}") == ()

"""The dialect of policy texts: blocks, clause ids, lines, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.language.inline import Text
from generator.policy import markup
from generator.policy.blocks import Form, Heading, List, Paragraph, Table
from generator.policy.template import expand
from tests.policy.made import FILE, NAMES, blocks, expanded, faults, line, parsed, shown


def text_of(text: str) -> str:
    """The text of the only paragraph of a text."""
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    return line(block.text)


# ---- blocks ----


def test_a_text_is_headings_paragraphs_lists_tables_notes_and_forms() -> None:
    text = """## قسم {#one}

فقرة
من سطرين

### جزء {#part}

1. أول
2. ثان
   - تحته
- منقوط

| أ | ب |
|---|---|
| 1 | 2 |

: جدول

::: matrix
| أ | ب |
|---|---|
| نعم | لا |
:::

::: note
تنبيه
:::

::: form
طلب

- الاسم
- التاريخ
:::
"""
    assert shown(text) == [
        "1 one ## قسم",
        "3 one.p1 paragraph فقرة من سطرين",
        "6 part ### جزء",
        "8 part.1 1. أول",
        "9 part.2 2. ثان",
        "  10 part.2.1 - تحته",
        "11 part.3 - منقوط",
        "13 part.t1 grid جدول",
        "  أ | ب",
        "  1 | 2",
        "20 part.t2 matrix",
        "  أ | ب",
        "  نعم | لا",
        "26 part.n1 note تنبيه",
        "30 part.f1 form طلب: الاسم, التاريخ",
    ]


def test_a_text_may_begin_without_a_heading() -> None:
    assert shown("نص\n\n1. بند") == ["1 text.p1 paragraph نص", "3 text.1 1. بند"]


def test_loose_lists_are_lists_like_others() -> None:
    assert shown("1. أول\n\n1. ثان\n") == [*shown("1. أول\n1. ثان\n")[:1], "3 text.2 2. ثان"]


def test_the_numbers_people_type_do_not_count() -> None:
    assert [entry.split()[2] for entry in shown("7. أول\n7. ثان\n9. ثالث\n")] == ["1.", "2.", "3."]


def test_a_list_is_ordered_or_not() -> None:
    assert [block.ordered for block in blocks("1. أول\n\n- ثان\n") if isinstance(block, List)] == [True, False]


def test_rows_have_as_many_cells_as_the_header() -> None:
    (table,) = blocks("| أ | ب |\n|---|---|\n| 1 |\n| 1 | 2 |\n")
    assert isinstance(table, Table)
    assert [len(row) for row in table.rows] == [2, 2]


def test_a_caption_stands_under_its_table() -> None:
    (table,) = blocks("| أ |\n|---|\n| 1 |\n\n: القنوات {#channels-table}\n")
    assert isinstance(table, Table)
    assert (line(table.caption), table.id) == ("القنوات", "channels-table")
    assert text_of(": ليست تسمية") == ": ليست تسمية"


def test_a_form_has_a_title_and_fields() -> None:
    (form,) = blocks("::: form\nطلب {#request}\n\n- الاسم\n:::\n")
    assert isinstance(form, Form)
    assert (form.id, line(form.title), len(form.parts)) == ("request", "طلب", 1)


# ---- inline ----


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نص **مهم** هنا", "نص **مهم** هنا"),
        ("نص __مهم__ هنا", "نص **مهم** هنا"),
        ("[الموقع](https://example.org.sa)", "[الموقع](https://example.org.sa)"),
        ("[راسلنا](mailto:info@example.org.sa)", "[راسلنا](mailto:info@example.org.sa)"),
        ("<https://example.org.sa>", "[https://example.org.sa](https://example.org.sa)"),
        ("انظر [](#channels)", "انظر [#channels]"),
        ("[{{ entity.the }}](https://example.org.sa)", "[⟨الجمعية⟩](https://example.org.sa)"),
        ("**{{ entity.the }}**", "**⟨الجمعية⟩**"),
        ("سطر\\\nوسطر", "سطر وسطر"),
        ("سطر  \nوسطر", "سطر وسطر"),
        # what has no meaning here prints as it is
        ("5 < 7 و8 > 3", "5 < 7 و8 > 3"),
        ("نص &amp; نص &copy;", "نص &amp; نص &copy;"),
        ("5 * 3 = 15، و_اسم", "5 * 3 = 15، و_اسم"),
        ("~~نص~~ ==نص== ^نص^", "~~نص~~ ==نص== ^نص^"),
        ("\\*نص\\* \\[نص\\]", "*نص* [نص]"),
        ("{نص} [نص] (نص)", "{نص} [نص] (نص)"),
        ("نص | نص", "نص | نص"),
        # the spelling rules apply to words of the policy
        ("نص  ,  نــص", "نص، نص"),
    ],
)
def test_what_a_paragraph_may_hold(text: str, expected: str) -> None:
    assert text_of(text) == expected


def test_neighbouring_words_are_one_text() -> None:
    (paragraph,) = blocks("سطر\nوسطر &amp; y")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == (Text("سطر وسطر &amp; y"),)


# ---- ids ----


def test_ids_are_written_or_derived_from_section_and_position() -> None:
    text = """## قسم {#one}

فقرة

فقرة {#named}

فقرة

1. أول
2. ثان {#second}
   1. تحته
   2. تحته {#leaf}

نص

1. ثالث

## قسم {#two}

فقرة
"""
    assert [entry.split()[1] for entry in map(str.strip, shown(text))] == [
        "one", "one.p1", "named", "one.p3", "one.1", "second", "second.1", "leaf", "one.p4", "one.3", "two", "two.p1"
    ]  # fmt: skip


def test_an_item_that_is_a_term_is_named_by_it() -> None:
    text = "## قسم {#one}\n\n1. {{ channels[1] }}\n1. {{ channels[0] }} وغيره\n"
    assert [entry.split()[1] for entry in shown(text)] == ["one", "one.email", "one.2"]


def test_a_heading_of_an_own_text_may_say_after_which_clause_it_stands() -> None:
    (heading,) = blocks("## جديد {#new after=channels}\n")
    assert isinstance(heading, Heading)
    assert (heading.id, heading.after) == ("new", "channels")


@pytest.mark.parametrize("written", ["{#id}", " {#id}", "  {#id}  ", "{#id for=club}"])
def test_braces_at_the_end_are_no_part_of_the_text(written: str) -> None:
    (paragraph,) = blocks(f"نص{written}")
    assert isinstance(paragraph, Paragraph)
    assert (line(paragraph.text), paragraph.id) == ("نص", "id")


@pytest.mark.parametrize(
    "written", ["{#Id}", "{#1}", "{#معرف}", "{#}", "{#a_b}", "{#a.b}", "{#a b}", "{#a after=}", "{#a after=B}"]
)
def test_an_id_is_small_latin_letters_digits_and_hyphens(written: str) -> None:
    assert faults(f"نص {written}") == [("clause-id-form", 1)]


@pytest.mark.parametrize("text", ["نص {#a} {#b}", "نص {#a} نص", "نص {#a"])
def test_an_id_that_stands_elsewhere_is_not_printed_but_reported(text: str) -> None:
    assert faults(text) == [("clause-id-form", 1)]


def test_an_id_stands_once() -> None:
    _, (finding,) = parsed("نص {#a}\n\n1. نص\n1. نص {#a}\n")
    assert (finding.rule, finding.place.line, finding.other and finding.other.line) == ("clause-doubled", 4, 1)


@pytest.mark.parametrize("taken", ["approval", "control", "history", "signatures"])
def test_ids_of_the_program_s_own_parts_are_taken(taken: str) -> None:
    assert faults(f"نص {{#{taken}}}") == [("clause-doubled", 1)]


def test_the_same_term_twice_is_the_same_clause_twice() -> None:
    assert faults("## قسم {#one}\n\n1. {{ channels[0] }}\n1. {{ channels[0] }}\n") == [("clause-doubled", 4)]


# ---- what is refused ----


@pytest.mark.parametrize(
    ("text", "rule", "number"),
    [
        ("# قسم {#one}", "heading-level", 1),
        ("نص\n\n#### قسم {#one}", "heading-level", 3),
        ("قسم {#one}\n===", "heading-level", 1),
        ("## قسم", "heading-without-id", 1),
        ("نص\n\n```\nx\n```", "markup-unsupported", 3),
        ("نص\n\n    x", "markup-unsupported", 3),
        ("نص `x`", "markup-unsupported", 1),
        ("نص <b>x</b> نص", "markup-unsupported", 1),
        ("<div>نص</div>", "markup-unsupported", 1),
        ("نص <!-- سر --> نص", "markup-unsupported", 1),
        ("نص {#id after=x}", "brace-misplaced", 1),
        ("نص {annex}", "brace-misplaced", 1),
        ("| أ |\n|---|", "table-empty", 1),
        ("| أ | ب |\n|---|---|\n| ج | د | هـ |", "table-cells", 3),
        ("![x](y.png)", "markup-unsupported", 1),
        ("نص *مهم*", "markup-unsupported", 1),
        ("نص\n\n> اقتباس", "markup-unsupported", 3),
        ("::: warning\nنص\n:::", "markup-unsupported", 2),
        (":::note\nنص\n:::", None, 2),
        ("::: note\n:::", "markup-unsupported", 1),
        ("نص\n\n::: note\n- نص\n:::", "markup-unsupported", 4),
        ("::: note\nنص\n\nنص\n:::", "markup-unsupported", 2),
        ("::: form\nطلب\n:::", "form-shape", 2),
        ("::: form\nطلب\n\n1. الاسم\n:::", "form-shape", 2),
        ("::: form\nطلب\n\n- الاسم\n  - تحته\n:::", "form-shape", 5),
        ("::: matrix\nنص\n:::", "markup-unsupported", 2),
        ("1. نص\n2.\n", "empty-item", 1),
        ("نص\n\n1. نص\n\n   نص\n", "item-with-blocks", 3),
        ("- ## قسم {#x}", "item-with-blocks", 1),
        ("- - نص", "item-with-blocks", 1),
        ("- نص\n  - نص\n    - نص", "list-too-deep", 2),
        ("نص [البند](#one)", "reference-with-text", 1),
        ("نص [x](../file)", "markup-unsupported", 1),
        ("نص [x](file.pdf)", "markup-unsupported", 1),
        ("نص [x]()", "markup-unsupported", 1),
        ("نص [x](javascript:alert(1))", "markup-unsupported", 1),
        ("نص [x](data:text/html,x)", "markup-unsupported", 1),
        ("نص [x](file:///etc/passwd)", "markup-unsupported", 1),
        ("نص [x](https://a.sa/{{ phone }})", "value-in-link", 1),
        ("نص [x]({{ phone }})", "value-in-link", 1),
        ("نص [x](#{{ phone }})", "value-in-link", 1),
        ("نص <https://a.sa/{{ phone }}>", "value-in-link", 1),
        ("![{{ phone }}]({{ phone }})", "markup-unsupported", 1),
        ("`{{ phone }}`", "markup-unsupported", 1),
    ],
)
def test_what_the_dialect_does_not_have_is_refused(text: str, rule: str | None, number: int) -> None:
    found = faults(text)
    assert found == ([(rule, number)] if rule else [])


def test_all_faults_of_a_text_are_named_at_once() -> None:
    text = "# أول {#a}\n\n## ثان\n\nنص `x` و*نص*\n\n1. بند {#B}\n\n[x](#a)\n"
    assert faults(text) == [
        ("heading-level", 1),
        ("heading-without-id", 3),
        ("markup-unsupported", 5),
        ("markup-unsupported", 5),
        ("clause-id-form", 7),
        ("reference-with-text", 9),
    ]


# ---- values and emphasis at letters ----


@pytest.mark.parametrize(
    "text",
    [
        "ل{{ entity.the }}",
        "{{ entity.the }}ات",
        "{{ entity.the }}{{ entity.to }}",
        "ل\u064e{{ entity.the }}",
        "ل**{{ entity.the }}**",
        "**ل**{{ entity.the }}",
        "ال**جمعية**",
        "ل[الجمعية](https://example.org.sa)",
        "**نص ل{{ entity.the }}**",
        "[نص ل{{ entity.the }}](https://example.org.sa)",
        "| ل{{ entity.the }} |\n|---|\n| نص |",
        "- ل{{ entity.the }}",
        "## ل{{ entity.the }} {#x}",
        "::: note\nل{{ entity.the }}\n:::",
    ],
)
def test_a_value_or_emphasis_glued_to_a_letter_is_reported(text: str) -> None:
    assert [rule for rule, _ in faults(text)] == ["glued-value"]


@pytest.mark.parametrize(
    "text",
    [
        "إلى {{ entity.the }}، ثم",
        "({{ entity.the }})",
        "«{{ entity.the }}»",
        "ل\u200c{{ entity.the }}",
        "{{ phone }}هـ",
        "a{{ entity.the }}b",
        "ل\n{{ entity.the }}",
        "نص{{ response.amount }}",
        "انظر[](#one)",
    ],
)
def test_a_value_beside_anything_else_is_not(text: str) -> None:
    assert faults(text) == []


# ---- any text at all ----

#: Pieces of markup and templates, one a word here; ␣ stands for a space and ¶ for a line end.
PIECES = """
## ␣ ### # {#a} {#b} {# } 1.␣ -␣ ␣␣␣ ¶ ¶¶ | |---|¶ ** * [ ]( ) ](#a) :::␣note¶ :::␣form¶ :::¶ :␣ ` >␣ ---¶ ===¶ <b>
\\ نص كلمة word 5 ، {{␣phone␣}} {{␣entity.the␣}} {{␣channels␣}} {%␣if␣yes␣%} {%␣endif␣%} {%␣for␣c␣in␣channels␣%} {{␣c␣}}
&amp; {%␣endfor␣%} {%#␣ ␣#%} {% %} {{ }}
"""
TEXTS = st.lists(st.sampled_from(PIECES.split()), max_size=25).map(
    lambda pieces: "".join(pieces).replace("␣", " ").replace("¶", "\n")
)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(TEXTS)
def test_any_text_gives_blocks_or_findings_with_their_lines(text: str) -> None:
    names = {**NAMES, "c": NAMES["phone"]}
    found, findings = expand(text, names, FILE)
    if found is not None:
        _, findings = parsed(text, names)
    lines = text.count("\n") + 1
    assert all(finding.place.line is None or 1 <= finding.place.line <= lines for finding in findings)


@pytest.mark.parametrize(
    "written", ["نص {#a.b}", "نص {#id after=x}", "{#id dropped}", "## نص {#id alone}", "1. نص {#id after=x}"]
)
def test_only_own_texts_name_the_clauses_of_the_library(written: str) -> None:
    found, findings = markup.parse(expanded(f"{written}\n"), FILE, own=True)
    assert (len(found), findings) == (1, [])
    assert {rule for rule, _ in faults(f"{written}\n")} <= {"clause-id-form", "brace-misplaced"}
    assert faults(f"{written}\n")


def test_a_table_may_have_an_id_and_no_caption() -> None:
    (table,) = blocks("| أ |\n|---|\n| ب |\n\n: {#rates}\n")
    assert isinstance(table, Table)
    assert (table.id, table.caption) == ("rates", ())

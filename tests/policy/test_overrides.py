"""An association's own text in place of the library's, by clause; what would be lost or doubled is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document import overrides
from generator.policy import markup
from generator.policy.blocks import Block, Heading, List, Use
from tests.policy.made import block_lines, blocks, expanded, line

LIBRARY = """## أول {#first}

فقرة أولى

1. بند أول {#a}
1. بند ثان {#b}
   1. تحته {#c}

### جزء {#part}

فقرة الجزء {#said}

## ثان {#second}

فقرة ثانية
"""
OWN = Path("own/ar.md")


def own_blocks(text: str) -> tuple[Block, ...]:
    """The pieces of an own text, which may name any clause of the library's."""
    found, findings = markup.parse(expanded(text), OWN, own=True)
    named, doubled = markup.identified(tuple(block for block in found if not isinstance(block, Use)))
    assert [*findings, *doubled] == []
    return named


def changed(own: str) -> list[str]:
    """The clauses of the library after ``own``: ids and texts."""
    result, findings = overrides.apply(blocks(LIBRARY), own_blocks(own))
    assert findings == []
    return [entry.strip().split(" ", 1)[1] for block in result for entry in block_lines(block)]


def refused(own: str) -> list[tuple[str, int | None, str]]:
    _, findings = overrides.apply(blocks(LIBRARY), own_blocks(own))
    assert all(found.place.file == OWN for found in findings)
    return [(found.rule, found.place.line, found.facts["id"]) for found in findings]


def test_without_own_text_the_library_stays() -> None:
    library = blocks(LIBRARY)
    assert overrides.apply(library, ()) == (library, [])


def test_a_section_replaces_the_section_with_all_its_parts() -> None:
    assert changed("## جديد {#first}\n\nنص\n") == [
        "first ## جديد",
        "first.p1 paragraph نص",
        "second ## ثان",
        "second.p1 paragraph فقرة ثانية",
    ]


def test_a_part_replaces_the_part_alone() -> None:
    assert changed("### جديد {#part}\n\nنص\n") == [
        "first ## أول",
        "first.p1 paragraph فقرة أولى",
        "a 1. بند أول",
        "b 2. بند ثان",
        "c 1. تحته",
        "part ### جديد",
        "part.p1 paragraph نص",
        "second ## ثان",
        "second.p1 paragraph فقرة ثانية",
    ]


@pytest.mark.parametrize(
    ("after", "follows"), [("first", "second"), ("part", "second"), ("second", None), ("said", "second"), ("a", "part")]
)
def test_a_section_may_stand_after_any_clause(after: str, follows: str | None) -> None:
    result, findings = overrides.apply(blocks(LIBRARY), own_blocks(f"## جديد {{#new after={after}}}\n\nنص\n"))
    assert findings == []
    ids = [block.id for block in result]
    position = ids.index("new")
    assert ids[position + 1] == "new.p1"
    assert (ids[position + 2] if position + 2 < len(ids) else None) == follows
    heading = result[position]
    assert isinstance(heading, Heading)
    assert heading.after is None


def test_a_paragraph_replaces_the_clause_of_its_id() -> None:
    assert "said paragraph نص جديد" in changed("نص جديد {#said}\n")
    assert len(changed("نص جديد {#said}\n")) == len(changed("نص {#said}\n")) == 9


def test_an_item_replaces_the_item_with_what_is_below_it() -> None:
    assert changed("1. جديد {#b}\n")[2:4] == ["a 1. بند أول", "b 2. جديد"]
    assert "c 1. تحته" not in changed("1. جديد {#b}\n")
    assert "c 1. جديد" in changed("1. جديد {#c}\n")
    assert changed("1. س {#b}\n1. ص {#a}\n")[2:4] == ["a 1. ص", "b 2. س"]


def test_several_pieces_are_put_in_one_after_the_other() -> None:
    own = "نص {#said}\n\n1. بند {#a}\n\n## ثان {#second}\n\nنص\n\n### جزء {#more}\n\n## ثالث {#third after=first}\n"
    result, findings = overrides.apply(blocks(LIBRARY), own_blocks(own))
    assert findings == []
    assert [block.id for block in result if isinstance(block, Heading)] == ["first", "part", "third", "second", "more"]
    (items,) = [block for block in result if isinstance(block, List)]
    assert line(items.items[0].text) == "بند"


@pytest.mark.parametrize(
    ("own", "line", "missing"),
    [
        ("## نص {#frist}\n", 1, "frist"),
        ("## نص {#new}\n", 1, "new"),
        ("## نص {#new after=frist}\n", 1, "frist"),
        ("نص\n", 1, "text.p1"),
        ("1. نص\n", 1, "text.1"),
        ("## نص {#second}\n\n## نص {#thrid}\n", 3, "thrid"),
        ("1. نص {#a}\n1. نص {#d}\n", 2, "d"),
    ],
)
def test_an_id_that_is_not_there_is_an_error(own: str, line: int, missing: str) -> None:
    assert refused(own) == [("override-unknown", line, missing)]


@pytest.mark.parametrize(
    ("own", "target"),
    [
        ("نص {#first}\n", "first"),  # a paragraph for a section would leave its text without a heading
        ("نص {#a}\n", "a"),
        ("1. نص {#first}\n", "first"),
        ("1. نص {#said}\n", "said"),
        ("## نص {#a}\n", "a"),
        ("## نص {#said}\n", "said"),
    ],
)
def test_a_clause_of_another_kind_is_not_replaced_silently(own: str, target: str) -> None:
    assert refused(own) == [("override-unknown", 1, target)]


@pytest.mark.parametrize(
    ("own", "line", "twice"),
    [
        ("## نص {#second after=first}\n", 1, "second"),
        ("## نص {#second}\n\n1. بند {#a}\n", 3, "a"),
        ("1. نص {#a}\n   1. نص {#said}\n", 2, "said"),
    ],
)
def test_an_id_that_the_rest_of_the_text_has_is_not_used_again(own: str, line: int, twice: str) -> None:
    assert refused(own) == [("clause-doubled", line, twice)]


def test_all_unknown_ids_are_told_at_once_with_those_that_exist() -> None:
    _, findings = overrides.apply(blocks(LIBRARY), own_blocks("## س {#x}\n\n## ص {#y}\n\n## ع {#z after=w}\n"))
    assert [found.facts["id"] for found in findings] == ["x", "y", "w"]
    assert {found.facts["known"] for found in findings} == {"first, part, second"}


def ids(own: str) -> list[str]:
    """The clauses of the library after ``own``, by their ids."""
    return [clause.split(" ", 1)[0] for clause in changed(own)]


ALL = ["first", "first.p1", "a", "b", "c", "part", "said", "second", "second.p1"]


@pytest.mark.parametrize(
    ("own", "after"),
    [
        ("نص {#new after=first}\n", "first"),  # under a heading, before all that stands there
        ("نص {#new after=first.p1}\n", "first.p1"),
        ("نص {#new after=a}\n", "c"),  # a paragraph stands behind the list
        ("::: note\nنص {#new after=said}\n:::\n", "said"),
        ("1. نص {#new after=a}\n", "a"),
        ("1. نص {#new after=b}\n", "c"),  # behind what is below it
        ("1. نص {#new after=c}\n", "c"),
        ("1. نص {#new after=first.p1}\n", "first.p1"),  # the first of the list
        ("- نص {#new after=first.p1}\n", "first.p1"),  # a list of its own
        ("1. نص {#new after=second.p1}\n", "second.p1"),
        ("## نص {#new after=first.p1 alone}\n", "first.p1"),
    ],
)
def test_a_clause_may_stand_after_another_one(own: str, after: str) -> None:
    at = ALL.index(after) + 1
    assert ids(own) == [*ALL[:at], "new", *ALL[at:]]


def test_an_item_joins_the_list_that_it_stands_in() -> None:
    result, _ = overrides.apply(blocks(LIBRARY), own_blocks("1. س {#x after=first.p1}\n1. ص {#y after=x}\n"))
    (items,) = [block for block in result if isinstance(block, List)]
    assert [item.id for item in items.items] == ["x", "y", "a", "b"]


def test_a_clause_without_a_written_id_is_named_by_its_place() -> None:
    assert "first.p1 paragraph جديد" in changed("جديد {#first.p1}\n")


def test_a_heading_alone_leaves_what_stands_under_it() -> None:
    assert changed("## جديد {#first alone}\n\nنص {#said}\n")[:2] == ["first ## جديد", "first.p1 paragraph فقرة أولى"]
    assert ids("## جديد {#first alone}\n") == ALL


@pytest.mark.parametrize(
    ("own", "gone"),
    [
        ("{#said dropped}\n", ["said"]),
        ("{#a dropped}\n", ["a"]),
        ("{#b dropped}\n", ["b", "c"]),
        ("{#a dropped}\n\n{#b dropped}\n", ["a", "b", "c"]),
        ("{#part dropped}\n", ["part", "said"]),
        ("{#part alone dropped}\n", ["part"]),
        ("{#first dropped}\n", ALL[:7]),
    ],
)
def test_a_clause_is_left_out(own: str, gone: list[str]) -> None:
    assert ids(own) == [clause for clause in ALL if clause not in gone]


@pytest.mark.parametrize(
    ("own", "rule"),
    [
        ("{#frist dropped}\n", "override-unknown"),
        ("{#said alone dropped}\n", "override-unknown"),  # only headings are alone
        ("نص {#new after=frist}\n", "override-unknown"),
        ("## نص {#first}\n\n{#said dropped}\n", "brace-misplaced"),  # a section is written whole
        ("## نص {#first}\n\n1. نص {#new after=a}\n", "brace-misplaced"),
    ],
)
def test_what_cannot_be_done_is_told(own: str, rule: str) -> None:
    _, findings = overrides.apply(blocks(LIBRARY), own_blocks(own))
    assert [found.rule for found in findings] == [rule]


def test_what_an_own_text_stands_for_is_what_a_ledger_keeps() -> None:
    own = "نص {#said}\n\nنص {#new after=said}\n\n{#a dropped}\n\n### نص {#part alone}\n"
    stands = overrides.replaced(own_blocks(own), OWN)
    assert [(stand.id, stand.alone) for stand in stands] == [("said", False), ("a", False), ("part", True)]
    library, other = blocks(LIBRARY), blocks(LIBRARY.replace("فقرة الجزء", "أخرى"))
    assert overrides.fingerprint(library, "part") != overrides.fingerprint(other, "part")
    assert overrides.fingerprint(library, "part", alone=True) == overrides.fingerprint(other, "part", alone=True)

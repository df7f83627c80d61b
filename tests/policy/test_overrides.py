"""An association's own text in place of the library's, by clause; what would be lost or doubled is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document import overrides
from generator.policy.blocks import Heading, List
from tests.policy.made import block_lines, blocks, line

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


def changed(own: str) -> list[str]:
    """The clauses of the library after ``own``: ids and texts."""
    result, findings = overrides.apply(blocks(LIBRARY), blocks(own, file=OWN))
    assert findings == []
    return [entry.strip().split(" ", 1)[1] for block in result for entry in block_lines(block)]


def refused(own: str) -> list[tuple[str, int | None, str]]:
    _, findings = overrides.apply(blocks(LIBRARY), blocks(own, file=OWN))
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
    result, findings = overrides.apply(blocks(LIBRARY), blocks(f"## جديد {{#new after={after}}}\n\nنص\n", file=OWN))
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
    result, findings = overrides.apply(blocks(LIBRARY), blocks(own, file=OWN))
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
    _, findings = overrides.apply(blocks(LIBRARY), blocks("## س {#x}\n\n## ص {#y}\n\n## ع {#z after=w}\n", file=OWN))
    assert [found.facts["id"] for found in findings] == ["x", "y", "w"]
    assert {found.facts["known"] for found in findings} == {"first, part, second"}

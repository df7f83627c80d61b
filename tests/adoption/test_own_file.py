"""An own text that is there already keeps all that is not adopted, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.adoption import write
from generator.document.ledger import LEDGER
from tests.adoption.made import added, adopting, copied, edited, errors, printed, rules, texts

POLICY = "conflict-of-interest"
AR = """{%# نص الجمعية، اعتمده المجلس #%}
{% set office = role.secretary %}

فقرة   من عند الجمعية. {#preamble.p1}

1. بند {{ office.title }}
   في سطرين {#purpose.1}
1. بند آخر {#added after=purpose.4}

{# keep #}
{% if adopted("whistleblowing") %}
## الاجتماعات {#meetings}

يدير {{ role.chair.title }} الاجتماع، {# not an id #}

1. أول
1. ثان:
   1. تحته
{% endif %}
""".replace("{# keep #}", "{%# ## ليس عنواناً #%}").replace("، {# not an id #}", ".")
EN = """A paragraph of the association's own. {#preamble.p1}

1. An item of {{ role.secretary.title }} {#purpose.1}
1. Another item {#added after=purpose.4}

## Meetings {#meetings}

{{ role.chair.The }} leads the meeting.

1. First
1. Second:
   1. Below it
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = copied(tmp_path)
    own = folder / "policies" / POLICY
    own.mkdir(parents=True)
    (own / "ar.md").write_text(AR, encoding="utf-8", newline="")
    (own / "en.md").write_text(EN, encoding="utf-8", newline="")
    assert errors(folder, POLICY) == []
    return folder


def written(folder: Path) -> str:
    return (folder / "policies" / POLICY / "ar.md").read_bytes().decode()


@pytest.mark.parametrize(
    ("clause", "words", "line", "now"),
    [
        ("preamble.p1", ("عند", "أعضاء"), "فقرة   من عند الجمعية. {", "فقرة من أعضاء الجمعية. {"),
        ("purpose.1", ("في سطرين", "في سطر"), "{{ office.title }}\n   في سطرين {#", "{{ office.title }} في سطر {#"),
        ("added", ("آخر", "ثالث"), "1. بند آخر {#added after=purpose.4}", "1. بند ثالث {#added after=purpose.4}"),
        ("meetings", ("الاجتماعات", "الجلسات"), "## الاجتماعات {#meetings}", "## الجلسات {#meetings}"),
        ("meetings.p1", ("يدير", "يرأس"), "يدير {{ role.chair.title }}", "يرأس {{ role.chair.title }}"),
        ("meetings.2.1", ("تحته", "أدناه"), "   1. تحته", "   1. أدناه"),
    ],
)  # fmt: skip
def test_a_clause_of_the_own_text_is_changed_in_its_place(
    folder: Path, clause: str, words: tuple[str, str], line: str, now: str
) -> None:
    changes = edited(printed(folder, POLICY), {("ar", clause): words})
    assert line in AR
    adoption = adopting(folder, POLICY, changes)
    assert rules(adoption) == ["adopt-one-language"]
    write(adoption)
    assert written(folder) == AR.replace(line, now)
    assert texts(folder, POLICY)["ar", clause] == changes[0].after


def test_a_clause_of_the_library_joins_the_single_ones(folder: Path) -> None:
    """Before the first section, and before the condition that it stands in."""
    write(adopting(folder, POLICY, edited(printed(folder, POLICY), {("ar", "purpose.2"): ("تعريف", "توعية")})))
    before, after = AR.split('{% if adopted("whistleblowing") %}')
    new = "1. توعية كل مشمول بهذه السياسة بحالات التعارض وبما يجب عليه عند قيامها {#purpose.2}"
    assert written(folder) == f'{before}\n{new}\n\n{{% if adopted("whistleblowing") %}}{after}'
    assert errors(folder, POLICY) == []


def test_line_ends_stay_what_they_are(folder: Path) -> None:
    (folder / "policies" / POLICY / "ar.md").write_bytes(AR.replace("\n", "\r\n").encode())
    edits = {("ar", "preamble.p1"): ("عند", "أعضاء"), ("ar", "purpose.2"): ("تعريف", "توعية")}
    write(adopting(folder, POLICY, edited(printed(folder, POLICY), edits)))  # type: ignore[arg-type]
    assert "\n" not in written(folder).replace("\r\n", "")
    assert "{%# نص الجمعية، اعتمده المجلس #%}\r\n" in written(folder)


def test_clauses_of_the_own_text_are_taken_away(folder: Path) -> None:
    before = texts(folder, POLICY)
    edits = {(language, clause): None for clause in ("preamble.p1", "added") for language in ("ar", "en")}
    write(adopting(folder, POLICY, edited(printed(folder, POLICY), edits)))  # type: ignore[arg-type]
    assert "{#added" not in written(folder)
    assert "{#preamble.p1 dropped}" in written(folder)
    assert texts(folder, POLICY) == {key: text for key, text in before.items() if key not in edits}


def test_one_is_added_after_a_clause_of_the_own_text(folder: Path) -> None:
    write(adopting(folder, POLICY, [added("ar", "item", "بعده", "added"), added("en", "item", "Behind it", "added")]))
    now = texts(folder, POLICY)
    clauses = [clause for language, clause in now if language == "en"]
    assert clauses[clauses.index("added") + 1] == "added-a"
    assert now["en", "added-a"] == "Behind it"


def test_clauses_of_a_loop_cannot_be_told_apart(folder: Path) -> None:
    file = folder / "policies" / POLICY / "ar.md"
    file.write_text(
        AR.replace("1. أول\n", '{% for word in ["أول", "آخر"] %}\n1. {{ word }}\n{% endfor %}\n'), encoding="utf-8"
    )
    (folder / "policies" / POLICY / "en.md").unlink()
    adoption = adopting(folder, POLICY, edited(printed(folder, POLICY), {("ar", "meetings.1"): ("أول", "بدء")}))
    assert adoption.texts == {}
    assert rules(adoption) == ["adopt-impossible"]


def test_the_ledger_keeps_what_nobody_compared(folder: Path) -> None:
    """A clause that the library changed since stays told of; one that was never recorded stays unrecorded."""
    ledger = folder / "policies" / POLICY / LEDGER
    ledger.write_text("ar:\n  preamble.p1: 0123456789abcdef\n", encoding="utf-8")
    write(adopting(folder, POLICY, edited(printed(folder, POLICY), {("ar", "purpose.2"): ("تعريف", "توعية")})))
    kept = ledger.read_text(encoding="utf-8").split("\n")
    assert kept[:2] == ["ar:", "  preamble.p1: 0123456789abcdef"]
    assert kept[2].startswith("  purpose.2: ")
    assert kept[3:] == [""]

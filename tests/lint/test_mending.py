"""``--fix``: what is mended, what stays byte for byte, and that a second time changes nothing."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import lint, source
from generator.lint import Format, Names, mended

HERE = Path("text.md")


def mend(text: str, kind: Format = "markdown") -> str:
    return mended(text, kind, HERE, Names())[0]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("الاعضاء ، ثم الادارة :-\n", "الأعضاء، ثم الإدارة:\n"),
        ("نص , نص ; نص ?", "نص، نص؛ نص؟"),
        ("الاعـــضاء", "الأعضاء"),  # two rounds: the letters first, then their spelling
        ("ﺍﻻﻋﻀﺎﺀ", "الأعضاء"),
        ("بكل دوري", "بشكل دوري"),
        ("الأهداف:-نص", "الأهداف: نص"),
        # a mark before the next word takes the space behind it
        ("طلبه ,ثم طلبه ،ثم طلبه,ثم", "طلبه، ثم طلبه، ثم طلبه، ثم"),
        ("(أ ,ب)", "(أ، ب)"),
        ("نص :نص ؛(نص) ,«نص»", "نص: نص؛ (نص)، «نص»"),
        ("قال «نص ، » ثم 'نص ،'", "قال «نص، » ثم 'نص،'"),
        ('نص ،"نص" ،**نص**', 'نص ،"نص" ،**نص**'),  # it may begin what follows
        ("﴿نص﴾", "﴿نص﴾"),  # brackets of the Quran
        ("انشاء الله", "انشاء الله"),
        # not certain enough to be written by a machine
        ("التأكد على الصحة", "التأكد على الصحة"),
        ("في اجتماعه العشرون خلال أسبوعان", "في اجتماعه العشرون خلال أسبوعان"),
        ("اعمال اللجنة", "اعمال اللجنة"),
        ("التوقيعـــــــــالتاريخ", "التوقيعـــــــــالتاريخ"),
        ("لـالجمعية", "لـالجمعية"),
    ],
)
def test_what_is_safe_is_mended(written: str, wanted: str) -> None:
    assert mend(written) == wanted


@pytest.mark.parametrize(
    "kept",
    [
        "https://example.org/الاعضاء?نص,نص",
        "الاعضاء@example.org",
        "`الاعضاء , نص :-`",
        "```\nالاعضاء , نص :-\n```",
        '{{ agree("الاعضاء ، نص", "نص , نص") }}',
        "{% if الاعضاء %}نص{% endif %}",
        "## عنوان {#الاعضاء}",
        "{%# الاعضاء , نص #%}",
        "[نص](https://example.org/الاعضاء)",
        "الاعضاء {%# lint: misspelling as the published title has it #%}",
        "An English line , with الاعضاء in it",
    ],
)
def test_what_is_no_prose_stays(kept: str) -> None:
    assert mend(kept) == kept


def test_yaml_is_mended_in_its_values_alone() -> None:
    written = (
        "# الاعضاء , نص\n"
        "الاعضاء: &x الادارة ، نص\n"
        "plain: الأهداف:-\n"
        "quoted: 'الأهداف:-'\n"
        'escaped: "نص \\u0627 ، نص"\n'
        "block: |  # الاعضاء\n  الاعضاء ، نص\n\n  نص :-\n"
        "again: *x\n"
    )
    wanted = (
        "# الاعضاء , نص\n"
        "الاعضاء: &x الإدارة، نص\n"
        "plain: الأهداف:-\n"
        "quoted: 'الأهداف:'\n"
        'escaped: "نص \\u0627، نص"\n'
        "block: |  # الاعضاء\n  الأعضاء، نص\n\n  نص:\n"
        "again: *x\n"
    )
    assert mend(written, "yaml") == wanted


def test_yaml_that_is_none_stays() -> None:
    assert mend("نص: [الاعضاء ، نص\n", "yaml") == "نص: [الاعضاء ، نص\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\ufeffالاعضاء\r\nنص ، نص\r\n", "\ufeffالأعضاء\r\nنص، نص\r\n"),
        ("الاعضاء\nبلا سطر أخير  ", "الأعضاء\nبلا سطر أخير  "),
        ("\ufeff```\r\nالاعضاء\r\n```\r\nا\u0654عضاء\tنص\x0b", "\ufeff```\r\nالاعضاء\r\n```\r\nا\u0654عضاء\tنص\x0b"),
    ],
)
def test_everything_else_stays_byte_for_byte(before: str, after: str, tmp_path: Path) -> None:
    file = tmp_path / "text.md"
    file.write_bytes(before.encode())
    lint.fix(file)
    assert file.read_bytes() == after.encode()


def test_a_file_is_replaced_whole_with_its_permissions_and_through_its_links(tmp_path: Path) -> None:
    file, link = tmp_path / "text.md", tmp_path / "link.md"
    file.write_text("الاعضاء\n", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    before = file.stat().st_ino
    assert lint.fix(link) == 1
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "الأعضاء\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.stat().st_ino != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "text.md"]


def test_a_sound_file_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("الأعضاء، ثم الإدارة.\n", encoding="utf-8")
    before = file.stat()
    assert lint.fix(file) == 0
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_only_changes_are_counted(tmp_path: Path) -> None:
    file = tmp_path / "text.yaml"
    file.write_text("key: نص :نص\n", encoding="utf-8")  # a colon and a blank would make a key of it
    before = file.stat().st_ino
    assert lint.fix(file) == 0
    assert file.stat().st_ino == before
    assert mended("الاعضاء ، ثم\n", "markdown", HERE, Names()) == ("الأعضاء، ثم\n", 2)


def test_what_cannot_be_read_or_is_of_word_is_left(tmp_path: Path) -> None:
    for name in ("text.md", "text.docx"):
        file = tmp_path / name
        file.write_bytes(b"\xff\xfe\x00")
        assert lint.fix(file) == 0
        assert file.read_bytes() == b"\xff\xfe\x00"


# ---- any text ----

PIECES = st.sampled_from(
    [
        *("الاعضاء", "الأعضاء", "والى", "ادارة", "مسئولين", "بكل دوري", "ﺍﻟﺠﻤﻌﻴﺔ", "الجمـعية", "هـ", "1445هـ", "لـ"),
        *(" ", "  ", "\n", "\r\n", "\n\n", "\u00a0", "\t", "ـ", "،", ",", ";", "?", ":", ":-", ":ـ", ".", "-", "!"),
        *("{{ x }}", "{% if a, b %}", "{%#", "#%}", "`", "```", "{#id}", "http://a.b/", "a@b.c", "(", ")", "«", "»"),
        *("- ", "1. ", "## ", "| ", "نص", "word", "5", "٥", "\u064b", "\u200f", "\ufeff", "اً", "'", "<!--", "-->"),
        *('"', "lint: ", "misspelling "),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)


@given(text=TEXTS, kind=st.sampled_from(["markdown", "plain"]))
def test_a_second_time_changes_nothing(text: str, kind: Format) -> None:
    once = mend(text, kind)
    assert mend(once, kind) == once


@given(TEXTS)
def test_lines_stay_lines(text: str) -> None:
    assert mend(text).count("\n") == text.count("\n")


@given(TEXTS)
def test_nothing_but_arabic_and_its_marks_changes(text: str) -> None:
    """Latin letters, digits, markup and line ends stay, in their order."""

    def kept(text: str) -> list[str]:
        return [character for character in text if re.match(r"[A-Za-z0-9{}#%`<>|()\r\n]", character)]

    assert kept(mend(text)) == kept(text)


@given(st.lists(st.tuples(st.sampled_from(["", "'", '"', "|", ">"]), TEXTS), max_size=4))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_yaml_keeps_its_keys_and_shape(values: list[tuple[str, str]]) -> None:
    lines = []
    for number, (style, text) in enumerate(values):
        line = text.replace("\n", " ").replace("\r", " ").replace("\\", "").replace("\ufeff", "")
        if style in {"|", ">"}:
            lines.append(f"key{number}: {style}\n  {line}")
        elif style:
            lines.append(f"key{number}: {style}{line.replace(style, '')}{style}")
        else:
            lines.append(f"key{number}: {line}")
    written = "\n".join(lines) + "\n"
    after = mend(written, "yaml")
    try:
        before = [scalar.steps for scalar in source.scalars(written)]
    except source.SourceError:
        assert after == written
        return
    assert [scalar.steps for scalar in source.scalars(after)] == before
    assert mend(after, "yaml") == after

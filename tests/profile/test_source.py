"""Reading YAML: scalars as they were written, the line of each value, and files of other systems."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Place
from generator.source import SourceError, YamlFile, dotted, is_forbidden, read_text, read_yaml


def read(tmp_path: Path, text: str | bytes) -> dict[str, object]:
    data = _file(tmp_path, text).data
    assert isinstance(data, dict)
    return data


def _file(tmp_path: Path, text: str | bytes) -> YamlFile:
    path = tmp_path / "profile.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path)


def faults(tmp_path: Path, text: str | bytes) -> list[tuple[str, int | None, str]]:
    with pytest.raises(SourceError) as failure:
        _file(tmp_path, text)
    return [(found.rule, found.place.line, found.path) for found in failure.value.findings]


@pytest.mark.parametrize(
    "scalar",
    [
        "1445-02-30",
        "2024-06-24",
        "2024-06-24T10:00:00Z",
        "0530801110",
        "+966 53 080 1110",
        "1.10",
        "012",
        "0o17",
        "0x1F",
        "1_000",
        "1e3",
        ".5",
        ".inf",
        ".nan",
        "12:30",
        "no",
        "No",
        "yes",
        "on",
        "off",
        "y",
        "True",
        "NULL",
        "=",
        "<<",
        "١٤٤٥",
        "٪50",
    ],
)
def test_a_scalar_is_the_text_that_was_written(scalar: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"value: {scalar}\n") == {"value": scalar}


@pytest.mark.parametrize(
    ("scalar", "value"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)]
)
def test_three_plain_words_mean_what_they_say(scalar: str, value: object, tmp_path: Path) -> None:
    assert read(tmp_path, f"value: {scalar}\n") == {"value": value}


@pytest.mark.parametrize("word", ["true", "false", "null", "~", ""])
def test_the_same_words_in_quotes_are_texts(word: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"value: \"{word}\"\nother: '{word}'\n") == {"value": word, "other": word}


def test_tags_do_not_make_types(tmp_path: Path) -> None:
    data = read(tmp_path, "a: !!int 012\nb: !!python/object/apply:os.getcwd []\nc: !!binary aGVsbG8=\n")
    assert data == {"a": "012", "b": [], "c": "aGVsbG8="}


def test_block_texts_keep_their_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "a: |\n  one\n  two\nb: >\n  one\n  two\n") == {"a": "one\ntwo\n", "b": "one two\n"}


def test_every_key_and_item_has_its_line(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        """# a comment

name:
  ar: جمعية
  en: Association
approvals:
  - policies: [a,
      b]
    date: {hijri: 1445-01-01,
           gregorian: 2023-07-19}
  - policies: []
""",
    )
    assert file.lines == {
        (): 1,
        ("name",): 3,
        ("name", "ar"): 4,
        ("name", "en"): 5,
        ("approvals",): 6,
        ("approvals", 0): 7,
        ("approvals", 0, "policies"): 7,
        ("approvals", 0, "policies", 0): 7,
        ("approvals", 0, "policies", 1): 8,
        ("approvals", 0, "date"): 9,
        ("approvals", 0, "date", "hijri"): 9,
        ("approvals", 0, "date", "gregorian"): 10,
        ("approvals", 1): 11,
        ("approvals", 1, "policies"): 11,
    }


def test_what_is_not_in_the_file_has_the_place_of_its_parent(tmp_path: Path) -> None:
    file = _file(tmp_path, "a:\n  b:\n    c: 1\n")
    assert file.place("a", "b", "d", 3) == Place(tmp_path / "profile.yaml", 2)
    assert file.place("x") == Place(tmp_path / "profile.yaml", 1)


def test_paths_are_written_as_people_say_them() -> None:
    assert dotted(("approvals", 0, "date", "hijri")) == "approvals[0].date.hijri"
    assert dotted(("policies", "beneficiary-relations", "channels", 2)) == "policies.beneficiary-relations.channels[2]"
    assert dotted(()) == ""


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfname: x\n") == {"name": "x"}


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_all_systems_count_alike(end: str, tmp_path: Path) -> None:
    file = _file(tmp_path, end.join(["name:", "  ar: x", "place:", "  ar: y", ""]).encode())
    assert file.data == {"name": {"ar": "x"}, "place": {"ar": "y"}}
    assert file.lines["place", "ar"] == 4


def test_letters_typed_apart_are_put_together(tmp_path: Path) -> None:
    assert read(tmp_path, "name: ا\u0654عضاء\n") == {"name": "أعضاء"}


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert _file(tmp_path, "").data is None
    assert _file(tmp_path, "# only a comment\n").data is None


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as failure:
        read_text(tmp_path / "none.yaml")
    assert [found.rule for found in failure.value.findings] == ["file-unreadable"]
    assert "none.yaml: file-unreadable" in str(failure.value)


def test_all_forbidden_characters_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    assert faults(tmp_path, "a: \ue000\ue000\nb: \x07\nc: \uf8ff\U0010fffd\n") == [
        ("forbidden-character", 1, ""),
        ("forbidden-character", 2, ""),
        ("forbidden-character", 3, ""),
        ("forbidden-character", 3, ""),
    ]


def test_all_duplicate_keys_and_aliases_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    text = "a: &x {k: 1,\n  k: 2}\nb: *x\na: 3\nc:\n  - *x\n"
    assert faults(tmp_path, text) == [
        ("duplicate-key", 2, "a.k"),
        ("yaml-alias", 3, "b"),
        ("duplicate-key", 4, "a"),
        ("yaml-alias", 5, "c[0]"),
    ]


def test_a_list_that_holds_itself_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, "a: &a [*a]\n") == [("yaml-alias", 1, "a[0]")]


@pytest.mark.parametrize("text", ["[" * 200000, "- " * 5000 + "x", "{a: " * 5000 + "}" * 5000])
def test_brackets_without_end_are_refused(text: str, tmp_path: Path) -> None:
    assert [rule for rule, _, _ in faults(tmp_path, text)] == ["yaml-syntax"]


@pytest.mark.parametrize(
    "text", ["- a\nb: c\n", "a: 'x\n", "a: @x\n", "%YAML 9\n---\na: b\n", "a: *nobody\n", 'a: "\\q"\n']
)
def test_bad_syntax_is_one_finding_with_a_line(text: str, tmp_path: Path) -> None:
    ((rule, line, _),) = faults(tmp_path, text)
    assert rule == "yaml-syntax"
    assert line is not None


def test_what_is_forbidden() -> None:
    assert all(map(is_forbidden, "\x00\x07\x1f\x7f\x85\ue000\uf8ff\ufffe\uffff\ufdd0\u2028\u2029\U000f0000\U0001fffe"))
    assert not any(map(is_forbidden, "\t\n aأ٣ً\u200c\u200d\u200f\u00a0،؟😀ﷺ\ufffd"))


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=30))
def test_any_quoted_text_is_read_as_written_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a profile holds, reading gives it back in NFC or names a finding; nothing else happens."""
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(f"value: {json.dumps(text, ensure_ascii=False)}\n", encoding="utf-8")
    if any(map(is_forbidden, text)):
        with pytest.raises(SourceError):
            read_yaml(path)
    else:
        assert unicodedata.normalize("NFC", read_yaml(path).data["value"]) == unicodedata.normalize("NFC", text)


@settings(deadline=None, derandomize=True)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)
    try:
        read_yaml(path)
    except SourceError as failure:
        assert failure.findings

"""LibreOffice as a converter: many files in one call, and nothing left of it, however it ends."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from generator.docx import write
from generator.office import Office, convert, destination, find
from generator.pdf.destinations import read
from generator.resources import FONTS
from tests.editions import edition
from tests.layout.offices import StandIn, lives, pdf, stand_in

MADE = pdf(1, {})
FILES = {"one": b"1", "two": b"22", "three": b"333"}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def called(folder: Path, kind: str) -> tuple[StandIn, Office]:
    program = stand_in(folder / "program", kind, MADE)
    return program, Office(str(program.folder / "soffice"), "")


def test_it_is_found_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = stand_in(tmp_path / "program", "good", MADE, "24.8")
    monkeypatch.setenv("PATH", f"{program.folder}:/usr/bin:/bin")
    assert find() == Office(str(program.folder / "soffice"), "Stand-in 24.8")


def test_a_machine_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find() is None


def test_a_command_that_does_not_answer_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 77\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find() is None


@pytest.mark.parametrize(
    ("kind", "made", "calls"),
    [
        ("good", ["one", "two", "three"], [3]),
        ("dying after one file", ["one", "two", "three"], [3, 1, 1]),
        ("hanging after one file", ["one", "two", "three"], [3, 1, 1]),
        ("dying of many files", ["one", "two", "three"], [3, 1, 1, 1]),
        ("hanging", [], [3, 1, 1, 1]),
        ("refusing", [], [3, 1, 1, 1]),
        ("writing a part", [], [3, 1, 1, 1]),
    ],
)
def test_what_is_converted_is_used_and_the_rest_tried_once_more(
    tmp_path: Path, temporary: Path, kind: str, made: list[str], calls: list[int]
) -> None:
    """Nothing is left of any of them: no process, no file."""
    program, office = called(tmp_path, kind)
    assert convert(office, FILES, seconds=1) == dict.fromkeys(made, MADE)
    assert program.calls == calls
    assert [process for process in program.hanging if lives(process)] == []
    assert list(temporary.iterdir()) == []


def test_a_single_file_is_not_tried_again(tmp_path: Path) -> None:
    program, office = called(tmp_path, "refusing")
    assert convert(office, {"one": b"1"}) == {}
    assert program.calls == [1]


def test_when_nobody_waits_any_more_it_is_ended(tmp_path: Path, temporary: Path) -> None:
    program, office = called(tmp_path, "hanging")
    with pytest.raises(KeyboardInterrupt):
        convert(office, FILES, ended=lambda: bool(program.hanging))
    (process,) = program.hanging
    assert not lives(process)
    assert list(temporary.iterdir()) == []


def test_it_sees_the_fonts_it_is_given_and_no_others(tmp_path: Path) -> None:
    """As fontconfig, which LibreOffice asks, understands what it is told."""
    seen = tmp_path / "seen"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nfc-list : family style > {seen}\n")
    program.chmod(0o755)
    convert(Office(str(program), ""), {"one": b"1"}, [FONTS / "SiyasatSans-Bold.ttf"])
    assert seen.read_text().splitlines() == ["Siyasat Sans:style=Bold"]


def test_names_of_destinations() -> None:
    assert destination("_Toc100000001") == "5FToc100000001"
    assert destination("p_a-b.c") == "p5Fa-b2Ec"


def test_libreoffice_converts_what_stands_beside_a_broken_file(temporary: Path) -> None:
    office = find()
    assert office is not None
    files = {"broken": b"PK\x03\x04", "whole": write(edition("en"), {}, 1)}
    (made,) = convert(office, files, sorted(FONTS.glob("*.ttf"))).items()
    assert made[0] == "whole"
    places, pages = read(made[1])
    assert pages > 3
    assert destination("_Toc200000001") in places
    assert list(temporary.iterdir()) == []

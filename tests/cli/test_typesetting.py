"""``siyasat build`` of Word files: with LibreOffice, without it, and with one that fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import docx, pdf
from generator.document.edition import Edition
from tests.cli.conftest import ROOT, Command
from tests.cli.test_build import COMMON, profile
from tests.layout.offices import StandIn, lives, stand_in
from tests.layout.offices import pdf as made_pdf
from tests.layout.reading import printed_counts, printed_pages

Project = Callable[[str, str], Path]

#: Every heading of any edition stands on page 7 of 9.
PDF = made_pdf(9, {f"5FToc{series + number}": 7 for series in (100000000, 200000000) for number in range(1, 60)})
NARROW = ["--date", "2026-12-01", "--format", "docx"]


@pytest.fixture
def word(siyasat: Command, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """``siyasat build`` of the Word files of one association, with nothing known of earlier builds."""
    project("good", profile(COMMON))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return lambda *arguments: siyasat("build", *NARROW, *arguments)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., StandIn]:
    """Puts a stand-in for LibreOffice before all other programs."""

    def install(kind: str, pdf: bytes = PDF) -> StandIn:
        made = stand_in(tmp_path / "program", kind, pdf)
        monkeypatch.setenv("PATH", f"{made.folder}:/usr/bin:/bin")
        return made

    return install


def word_files(folder: Path, count: int = 3) -> list[bytes]:
    files = [path.read_bytes() for path in sorted((folder / "output" / "good").glob("*.docx"))]
    assert len(files) == count
    return files


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_word_files_have_the_numbers_of_their_layout(
    word: Command, program: Callable[..., StandIn], tmp_path: Path, jobs: str
) -> None:
    """One call makes the layouts of all files and one confirms them; a second build needs none."""
    office = program("good")
    for state in ("3 written, 0 unchanged", "0 written, 3 unchanged"):
        ran = word("--jobs", jobs)
        assert (ran.status, ran.err.splitlines()[-2]) == (0, f"documents: {state}")
        assert office.calls == [3, 3]
    for file in word_files(tmp_path):
        assert set(printed_pages(file).values()) == {7}
        assert printed_counts(file) == {9}


def test_no_pdf_is_rendered_for_word_files_alone(
    word: Command, program: Callable[..., StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a PDF was rendered")

    program("good")
    monkeypatch.setattr(pdf, "render", refuse)
    assert word("--jobs", "1").status == 0


def test_the_same_bytes_with_and_without_the_pdf(
    word: Command, siyasat: Command, program: Callable[..., StandIn], tmp_path: Path
) -> None:
    program("good")
    word("--jobs", "2")
    before = word_files(tmp_path)
    assert "documents: 3 written, 3 unchanged" in siyasat("build", *NARROW, "--format", "pdf", "--jobs", "1").err
    assert word_files(tmp_path) == before


def test_without_libreoffice_one_note_names_the_command_that_installs_it(
    word: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers are then those of the PDF. The note is one for all files and stands at the folder of output."""
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    for language in ("en", "ar"):
        ran = word("--edition", "en", "--edition", "ar", "--strict", "--lang", language)
        assert ran.status == 0
        assert ran.err.count("office-missing") == 1
        assert "apt-get install libreoffice-writer-nogui" in ran.err
    ran = word("--edition", "en", "--jobs", "1", "--json")
    notes = [record for record in ran.records if record.get("rule") == "office-missing"]
    assert [(record["severity"], record["file"], record["line"]) for record in notes] == [("note", "output", None)]
    for file in word_files(tmp_path, 2):
        pages = printed_pages(file)
        assert min(pages.values()) == 3
        assert {max(pages.values())} == printed_counts(file)  # the approval is the last page


def test_pdfs_alone_need_no_libreoffice(
    word: Command, siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    ran = siyasat("build", "--format", "pdf", "--edition", "ar", "--jobs", "1", "--date", "2026-12-01")
    assert ran.status == 0
    assert "office-missing" not in ran.err


@pytest.mark.parametrize(
    ("kind", "made"),
    [("refusing", PDF), ("good", made_pdf(9, {"5FToc100000001": 7}))],
    ids=["no layout", "headings without a page"],
)
def test_where_libreoffice_fails_each_file_is_named(
    word: Command, program: Callable[..., StandIn], tmp_path: Path, kind: str, made: bytes
) -> None:
    program(kind, made)
    ran = word("--jobs", "1", "--edition", "ar", "--edition", "en")
    assert ran.status == 0
    for edition in ("ar", "en"):
        assert f"warning: office-failed: LibreOffice did not set the Word file of edition {edition}, " in ran.err
    for file in word_files(tmp_path, 2):
        assert min(printed_pages(file).values()) == 3
        assert {max(printed_pages(file).values())} == printed_counts(file) != {9}


def test_a_defect_at_one_word_file_stops_no_other_s(
    word: Command, project: Project, program: Callable[..., StandIn], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were to be set together."""

    def fragile(edition: Edition, *numbers: Any, **named: Any) -> bytes:
        if edition.identity.slug == "other" and edition.name == "en":
            raise RuntimeError("a wheel came off")
        return write(edition, *numbers, **named)

    write = docx.write
    project("other", profile(COMMON))
    program("good")
    monkeypatch.setattr(docx, "write", fragile)
    ran = word("--jobs", "1")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        f"output/good/beneficiary-relations.{edition}.docx" for edition in ("ar", "en", "bilingual")
    ]
    assert "RuntimeError: a wheel came off" in ran.err


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("signal", ["TERM", "INT"])
def test_a_build_that_is_ended_ends_libreoffice(
    word: Command, program: Callable[..., StandIn], tmp_path: Path, jobs: str, signal: str
) -> None:
    office = program("hanging")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "generator", "build", *NARROW, "--jobs", jobs, "--root", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    build = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while not office.hanging and build.poll() is None:
        time.sleep(0.05)
    subprocess.run(["/bin/sh", "-c", f"kill -{signal} {build.pid}"], check=True)
    build.communicate(timeout=60)  # waits for every process that holds the pipe
    assert build.returncode != 0
    assert [process for process in office.hanging if lives(process)] == []
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "output").exists()

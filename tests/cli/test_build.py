"""``siyasat build``: which files are written, left, reported and removed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pdf
from generator.document.edition import Edition
from generator.errors import Place
from tests.cli.conftest import BROKEN, ROOT, Command

Project = Callable[[str, str], Path]

COMMON = """\
  beneficiary-relations:
    parties: [volunteers]
    channels: [interview]
    tools: [bylaws]
    response: {within: 2, unit: week}
"""
FAULTY = """\
  beneficiary-relations-detailed:
    channels: [intervue]
    tools: [bylaws]
    response: {within: 2, unit: week}
"""
OWN = "  own-policy: {}\n"
POLICY = """\
title: {default: {ar: سياسة خاصة, en: Own Policy}}
"""


def profile(*policies: str) -> str:
    head = "name: {ar: جمعية المثال, en: Example}\nlegal_form: association\npolicies:"
    return f"{head}\n{''.join(policies)}" if policies else f"{head} {{}}\n"


def arabic_policy(folder: Path) -> None:
    """A policy of the association's own, in Arabic alone."""
    own = folder / "policies" / "own-policy"
    own.mkdir(parents=True)
    (own / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (own / "ar.md").write_text("## تمهيد {#preamble}\n\nتلتزم {{ entity.the }} بهذه السياسة.\n", encoding="utf-8")


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def quick(siyasat: Command) -> Command:
    """``siyasat build`` of the Arabic PDF alone, in one process."""
    narrow = ["--date", "2026-12-01", "--jobs", "1", "--format", "pdf"]
    return lambda *arguments: siyasat("build", *narrow, *arguments)


def test_the_sample_in_an_empty_folder(siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both formats; a second build writes nothing, and so leaves the same bytes."""
    monkeypatch.chdir(tmp_path)
    command = ["build", "sample-charity", "--policy", "beneficiary-relations", "--edition", "bilingual", "--jobs", "1"]
    command += ["--date", "2026-12-01"]
    made = ["beneficiary-relations.bilingual.pdf", "beneficiary-relations.bilingual.docx"]
    first = siyasat(*command)
    assert first.status == 0
    assert first.out.splitlines() == [f"output/sample-charity/{name}" for name in made]
    assert first.err.splitlines()[0] == "documents: 2 written, 0 unchanged"
    assert files(tmp_path / "output" / "sample-charity") == sorted(made)
    written = {name: (tmp_path / "output" / "sample-charity" / name).read_bytes() for name in made}
    assert written[made[0]].startswith(b"%PDF-") and written[made[1]].startswith(b"PK")
    second = siyasat(*command)
    assert second.err.splitlines()[0] == "documents: 0 written, 2 unchanged"
    assert second.out == first.out
    for record, name in zip(siyasat(*command, "--json").records, made, strict=True):
        assert record == {
            "type": "file",
            "association": "sample-charity",
            "policy": "beneficiary-relations",
            "edition": "bilingual",
            "format": name.rpartition(".")[2],
            "path": f"output/sample-charity/{name}",
            "state": "unchanged",
        }


def test_one_association_s_fault_stops_no_other(quick: Command, project: Project, tmp_path: Path) -> None:
    project("good", profile(COMMON))
    project("broken", BROKEN)
    ran = quick("--edition", "ar")
    assert ran.status == 1
    assert ran.out == "output/good/beneficiary-relations.ar.pdf\n"
    assert "associations/broken/profile.yaml:2: error: unknown-key" in ran.err
    assert files(tmp_path / "output") == ["good/beneficiary-relations.ar.pdf"]


def test_a_failing_policy_leaves_its_old_files_and_no_other_s(quick: Command, project: Project, tmp_path: Path) -> None:
    project("good", profile(COMMON, FAULTY))
    old = tmp_path / "output" / "good" / "beneficiary-relations-detailed.ar.pdf"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    ran = quick("--edition", "ar")
    assert ran.status == 1
    assert ran.out == "output/good/beneficiary-relations.ar.pdf\n"
    assert "error: unknown-term: policies.beneficiary-relations-detailed.channels[0]" in ran.err
    assert "did you mean interview" in ran.err
    assert "output/good/beneficiary-relations-detailed.ar.pdf: note: stale-file: " in ran.err
    assert old.read_bytes() == b"old"


def test_a_broken_profile_leaves_all_its_old_files(quick: Command, project: Project, tmp_path: Path) -> None:
    project("broken", BROKEN)
    old = tmp_path / "output" / "broken" / "beneficiary-relations.en.docx"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    ran = quick()
    assert (ran.status, ran.out) == (1, "")
    assert "output/broken/beneficiary-relations.en.docx: note: stale-file: " in ran.err
    assert old.read_bytes() == b"old"


def test_files_of_a_policy_that_is_gone(quick: Command, project: Project, tmp_path: Path) -> None:
    project("good", profile())
    folder = tmp_path / "output" / "good"
    folder.mkdir(parents=True)
    for name in ["gone.ar.pdf", "gone.bilingual.docx", "notes.txt", "gone.fr.pdf"]:
        (folder / name).write_bytes(b"old")
    ran = quick()
    assert ran.status == 0
    assert ran.err.count("warning: orphan-file") == 2
    assert quick("--strict").status == 1
    pruned = quick("--prune", "--json")
    assert pruned.status == 0
    assert [(record["path"], record["state"]) for record in pruned.records] == [
        ("output/good/gone.ar.pdf", "removed"),
        ("output/good/gone.bilingual.docx", "removed"),
    ]
    assert files(folder) == ["gone.fr.pdf", "notes.txt"]


def test_a_policy_in_arabic_alone(quick: Command, project: Project, tmp_path: Path) -> None:
    """It is built in Arabic with a note; English asked for by name is an error, and stops no other policy."""
    arabic_policy(project("good", profile(OWN)))
    ran = quick()
    assert ran.status == 0
    assert ran.out == "output/good/own-policy.ar.pdf\n"
    assert "note: arabic-alone" in ran.err
    asked = quick("--edition", "en")
    assert (asked.status, asked.out) == (1, "")
    assert "error: edition-unavailable: policies.own-policy: " in asked.err
    assert files(tmp_path / "output") == ["good/own-policy.ar.pdf"]


def test_asking_for_english_builds_the_policies_that_have_it(quick: Command, project: Project) -> None:
    arabic_policy(project("good", profile(COMMON, OWN)))
    ran = quick("--edition", "en", "--edition", "ar")
    assert ran.status == 1
    assert ran.out.splitlines() == [
        "output/good/beneficiary-relations.ar.pdf",
        "output/good/beneficiary-relations.en.pdf",
    ]


def test_samples_are_built_only_when_named(quick: Command, project: Project) -> None:
    project("trial", "sample: true\n" + profile(COMMON))
    unnamed = quick("--edition", "ar")
    assert unnamed.out == ""
    assert "samples (sample: true) are named to be built" in unnamed.err
    assert quick("--edition", "ar", "trial").out == "output/trial/beneficiary-relations.ar.pdf\n"


def test_output_is_where_it_was_asked_for(quick: Command, project: Project, tmp_path: Path) -> None:
    project("good", profile(COMMON))
    away = tmp_path / "elsewhere" / "deep"
    ran = quick("--edition", "ar", "--output", str(away))
    assert ran.out == "elsewhere/deep/good/beneficiary-relations.ar.pdf\n"
    assert files(away) == ["good/beneficiary-relations.ar.pdf"]


@pytest.mark.parametrize("protected", [False, True])
def test_word_files_are_protected_where_it_was_asked_for(
    quick: Command, project: Project, tmp_path: Path, protected: bool
) -> None:
    project("good", profile(COMMON))
    quick("--edition", "ar", "--format", "docx", *(["--protect"] if protected else []))
    with zipfile.ZipFile(tmp_path / "output" / "good" / "beneficiary-relations.ar.docx") as file:
        assert (b"documentProtection" in file.read("word/settings.xml")) is protected


def test_output_that_is_no_folder(quick: Command, project: Project, tmp_path: Path) -> None:
    project("good", profile(COMMON))
    (tmp_path / "file").write_text("")
    ran = quick("--edition", "ar", "--output", "file")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "siyasat: file is no folder that can be written to\n"


def test_a_draft_is_a_note(quick: Command, project: Project) -> None:
    project("good", profile(COMMON))
    ran = quick("--edition", "ar", "--strict")
    assert ran.status == 0
    assert "associations/good/profile.yaml:4: note: draft: policies.beneficiary-relations: " in ran.err
    assert ran.err.splitlines()[-1] == "errors: 0, warnings: 0, notes: 1"


def test_summary_in_arabic(quick: Command, project: Project) -> None:
    project("good", profile())
    assert quick("--lang", "ar").err == "الأخطاء: 0، التحذيرات: 0، الملاحظات: 0\n"


def test_without_pango_the_command_that_installs_it_is_named(
    siyasat: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(*_: object) -> None:
        raise pdf.EngineMissing("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "render", missing)
    for language in ("en", "ar"):
        ran = siyasat("build", "awj", "--jobs", "1", "--output", str(tmp_path), "--lang", language)
        assert ran.status == 2
        assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in ran.err
    assert not files(tmp_path)


def test_a_defect_of_the_program_stops_its_document_alone(
    siyasat: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = pdf.render

    def fragile(edition: Edition, place: Place) -> object:
        if edition.identity.slug == "awj":
            raise RuntimeError("a wheel came off")
        return real(edition, place)

    monkeypatch.setattr(pdf, "render", fragile)
    narrow = ["--jobs", "1", "--format", "pdf", "--edition", "ar", "--output", str(tmp_path)]
    ran = siyasat("build", "awj", "saudi-quality", *narrow)
    assert ran.status == 1
    assert "worker-failed" in ran.err
    assert "RuntimeError: a wheel came off" in ran.err
    assert files(tmp_path) == ["saudi-quality/beneficiary-relations.ar.pdf"]


def test_an_association_may_be_named_by_its_folder(quick: Command, project: Project, tmp_path: Path) -> None:
    project("good", profile(COMMON))
    ran = quick("associations/good/", "--edition", "ar", "--output", str(tmp_path / "made"))
    assert ran.status == 0
    assert files(tmp_path / "made") == ["good/beneficiary-relations.ar.pdf"]


def test_workers_leave_nothing_behind(project: Project, tmp_path: Path) -> None:
    """The page engine keeps copies of the faces in a folder of its own, in each process."""
    project("good", profile(COMMON))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "generator", "build", "--jobs", "2", "--edition", "ar", "--edition", "en"]
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, "--root", str(tmp_path)], cwd=tmp_path, env=environment, check=True, timeout=120)
    assert list(temporary.iterdir()) == []


def test_a_build_that_is_ended_ends_its_workers(project: Project, tmp_path: Path) -> None:
    project("good", profile(COMMON))
    command = [sys.executable, "-m", "generator", "build", "--jobs", "2", "--root", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    build = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    time.sleep(1.5)
    build.terminate()
    build.communicate(timeout=60)  # waits for every process that holds the pipe
    assert build.returncode in {0, 143}
    assert not [path for path in (tmp_path / "output").rglob("*") if path.name.startswith(".")]

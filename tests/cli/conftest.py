"""Running the command, and folders of associations to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main

ROOT = Path(__file__).parents[2]
BROKEN = "name: {ar: جمعية المثال, en: Example}\nlegal_frm: association\npolicies: {}\n"
WARNED = "name: {ar: مركز المثال, en: Example}\nlegal_form: association\npolicies: {}\n"


@dataclass(frozen=True)
class Ran:
    """What a command did: exit status, results and messages."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ran]


@pytest.fixture
def siyasat(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, run in this process from the root of the repository, or from where a test went."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        assert isinstance(stop.value.code, int)
        captured = capsys.readouterr()
        return Ran(stop.value.code, captured.out, captured.err)

    return run


@pytest.fixture
def project(siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Writes ``associations/<slug>/profile.yaml`` into an empty folder, which the command then runs in."""
    monkeypatch.chdir(tmp_path)

    def write(slug: str, profile: str) -> Path:
        folder = tmp_path / "associations" / slug
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "profile.yaml").write_text(profile, encoding="utf-8")
        return folder

    return write

"""The package: what a wheel holds, and that it works alone, in an empty environment and an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The command of an environment that holds the wheel, what it depends on, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True, timeout=600)
    return folder / "bin" / "siyasat"


def _expected() -> set[str]:
    tracked = {
        *(path.relative_to(ROOT) for path in (ROOT / "generator").rglob("*.py")),
        *(Path("generator/data") / path.relative_to(ROOT) for path in _data()),
    }
    return {path.as_posix() for path in tracked}


def _data() -> list[Path]:
    """The files that travel with the program: all templates, the faces with their licences, and the sample."""
    fonts = [path for path in (ROOT / "fonts").iterdir() if path.suffix in {".ttf", ".txt", ".md"}]
    folders = [ROOT / "templates", ROOT / "associations" / "sample-charity"]
    return fonts + [
        path for folder in folders for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]


def test_a_wheel_holds_the_code_the_templates_the_fonts_and_the_sample_and_no_more(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == _expected()


def test_a_wheel_names_its_licences(wheel):
    names = [Path(name).name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/licenses/" in name]
    assert "LICENSE" in names
    assert sorted(name for name in names if name != "LICENSE") == sorted(
        path.name for path in (ROOT / "fonts").glob("LICENSE-*.txt")
    )


def test_installed_alone_it_builds_the_sample_in_an_empty_folder(installed, tmp_path):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    run = subprocess.run(
        [str(installed), "build", "sample-charity", "--policy", "beneficiary-relations", "--json"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    records = [json.loads(line) for line in run.stdout.splitlines()]
    made = sorted(record["path"] for record in records if record["type"] == "file")
    assert made == [
        f"output/sample-charity/beneficiary-relations.{edition}.{kind}"
        for edition in ("ar", "bilingual", "en")
        for kind in ("docx", "pdf")
    ]
    assert all((tmp_path / path).stat().st_size > 10_000 for path in made)


def test_an_empty_folder_without_a_name_says_what_to_try(installed, tmp_path):
    run = subprocess.run([str(installed), "build"], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert run.returncode == 2
    assert "siyasat build sample-charity" in run.stderr

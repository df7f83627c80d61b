"""The README is true: its commands run and print what it shows, and the files it names are there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generator.build import folder_of
from generator.policy.catalogue import policy_ids

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ ([^\n]+)\n(.*?)```", README, re.S)


@pytest.mark.parametrize(("command", "shown"), [case for case in CONSOLE if case[0] != "make test"])
def test_a_command_prints_what_is_shown(command, shown):
    run = subprocess.run(command.split(), cwd=ROOT, capture_output=True, text=True, timeout=580, check=False)
    assert run.returncode == 0, run.stderr
    assert _matches(run.stdout + run.stderr, shown), run.stdout + run.stderr


def _matches(printed: str, shown: str) -> bool:
    """Whether ``shown`` is ``printed`` where … stands for any lines; how many files were new depends on the day."""
    pattern = ".*".join(re.escape(part.strip("\n")) for part in shown.split("…"))
    pattern = pattern.replace(re.escape("documents: 30 written, 0 unchanged"), r"documents: \d+ written, \d+ unchanged")
    return re.search(pattern, printed, re.S) is not None


def test_make_test_is_shown_and_is_what_runs_this():
    assert [command for command, _ in CONSOLE][:2] == ["make", "make test"]


def test_the_picture_and_the_pages_it_links_are_there():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).is_file(), target


def test_every_policy_of_the_library_is_listed():
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    assert f"{len(policy_ids())} policies are there" in README
    assert set(re.findall(r"^\| \[([a-z-]+)\]", page, re.M)) == set(policy_ids())


def test_the_profile_it_shows_has_the_keys_of_the_sample():
    sample = (folder_of(ROOT, "sample-charity") / "profile.yaml").read_text(encoding="utf-8")
    for key in re.findall(r"^([a-z_]+):", re.search(r"```yaml\n(.*?)```", README, re.S)[1], re.M):
        assert re.search(rf"^{key}:", sample, re.M), key

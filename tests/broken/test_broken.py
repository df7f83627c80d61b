"""Each folder here is an association with one fault, and ``expected.txt`` is what ``siyasat check`` says about it.

A folder holds what stands in ``associations/<name>/``, or a ``text.md`` or ``text.txt`` on which ``siyasat lint``
says it. ``pytest --update`` writes the expected texts anew; the diff is then to be read as a user would read the
messages.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import re
import shutil
import time
from functools import cache
from pathlib import Path

import pytest

from generator import lint, wording
from generator.build import Report, Request, check
from generator.cli.screen import Screen
from generator.errors import Finding, Severity
from generator.language.inline import Language

HERE = Path(__file__).parent
TODAY = datetime.date(2026, 1, 1)
NAMES = sorted(folder.name for folder in HERE.iterdir() if (folder / "profile.yaml").exists())
LINTED = sorted(HERE.glob("*/text.*"))

#: What only a build can say: it tells of editions asked for, of files in output/, and of finished documents.
BUILD_ALONE = {"edition-unavailable", "stale-file", "orphan-file", "own-font-search", "worker-failed"}
#: What only ``siyasat lint --fix`` can say: it tells of files that it does not write.
FIX_ALONE = {"word-file-not-mended", "file-unwritable"}
BUILD_PREFIXES = ("pdf-", "word-", "engine-", "office-", "pages-", "returned-")
#: What is said of edited documents, whose changes are adopted: tests/adoption shows these rules.
ADOPTION_PREFIX = "adopt-"


def checked(name: str, root: Path) -> Report:
    """The report on one folder, laid into ``root`` as an association."""
    shutil.copytree(HERE / name, root / "associations" / name, ignore=shutil.ignore_patterns("expected.txt"))
    return check(Request(root=root, output=root / "output", today=TODAY))


def printed(findings: list[Finding], language: Language = "en") -> str:
    """What the command prints about ``findings``."""
    with contextlib.redirect_stderr(io.StringIO()) as screen:
        Screen(language).findings(findings)
    return screen.getvalue()


@cache
def rules_expected() -> frozenset[str]:
    """The rules that the expected texts of all folders name."""
    names = [*NAMES, *(file.parent.name for file in LINTED)]
    texts = "".join((HERE / name / "expected.txt").read_text(encoding="utf-8") for name in names)
    return frozenset(re.findall(r"^\S.*?: (?:error|warning|note): ([a-z0-9-]+):", texts, re.M))


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_reported_in_these_words(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    report = checked(name, tmp_path)
    monkeypatch.chdir(tmp_path / "associations" / name)
    text = printed(report.findings)
    file = HERE / name / "expected.txt"
    if pytestconfig.getoption("--update"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file} differs: pytest --update writes it anew"
    assert report.findings, "a folder without a fault belongs elsewhere"


@pytest.mark.parametrize("text", LINTED, ids=lambda text: text.parent.name)
def test_a_linted_text_is_reported_in_these_words(
    text: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.chdir(text.parent)
    report = printed(lint.check(text))
    file = text.with_name("expected.txt")
    if pytestconfig.getoption("--update"):
        file.write_text(report, encoding="utf-8")
    assert report == file.read_text(encoding="utf-8"), f"{file} differs: pytest --update writes it anew"
    assert report, "a text without a fault belongs elsewhere"


@pytest.mark.parametrize("text", LINTED, ids=lambda text: text.parent.name)
def test_a_linted_text_is_reported_in_both_languages(text: Path) -> None:
    for finding in lint.check(text):
        for sentence in (wording.problem(finding, "ar"), wording.hint(finding, "ar")):
            assert re.search("[\u0620-\u064a]", sentence), f"{finding.rule} has no Arabic sentence"
        for sentence in (wording.problem(finding, "en"), wording.hint(finding, "en")):
            assert re.search("[A-Za-z]", sentence), f"{finding.rule} has no English sentence"


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_reported_in_both_languages(name: str, tmp_path: Path) -> None:
    for finding in checked(name, tmp_path).findings:
        for text in (wording.problem(finding, "ar"), wording.hint(finding, "ar")):
            assert re.search("[\u0620-\u064a]", text), f"{finding.rule} has no Arabic sentence"
        for text in (wording.problem(finding, "en"), wording.hint(finding, "en")):
            assert re.search("[A-Za-z]", text), f"{finding.rule} has no English sentence"
        assert finding.place.file.is_absolute()
        assert printed([finding], "ar")


def test_every_rule_is_shown_by_some_folder() -> None:
    rules = {rule for rule in wording.table("messages") if not rule.startswith((*BUILD_PREFIXES, ADOPTION_PREFIX))}
    rules -= BUILD_ALONE | FIX_ALONE
    assert rules - rules_expected() == set()
    assert rules_expected() - rules == set()


def test_rules_that_only_a_build_gives_still_exist() -> None:
    assert set(wording.table("messages")) >= BUILD_ALONE


@pytest.mark.parametrize("name", ["yaml-alias-bomb", "yaml-depth-bomb", "logo-png-bomb"])
def test_a_bomb_is_refused_before_it_costs_anything(name: str, tmp_path: Path) -> None:
    begun = time.perf_counter()
    report = checked(name, tmp_path)
    assert time.perf_counter() - begun < 2
    assert {finding.severity for finding in report.findings} == {Severity.ERROR}


def test_a_logo_that_links_to_itself_or_elsewhere_is_refused(tmp_path: Path) -> None:
    for target, rule in (("logo.svg", "file-missing"), ("/etc/hostname", "file-outside")):
        folder = tmp_path / rule
        shutil.copytree(HERE / "logo-missing", folder / "associations/linked")
        (folder / "associations/linked/logo.svg").symlink_to(target)
        report = check(Request(root=folder, output=folder / "output", today=TODAY))
        assert [finding.rule for finding in report.findings] == [rule]


def test_a_fault_in_one_association_leaves_the_others_alone(tmp_path: Path) -> None:
    checked("yaml-syntax", tmp_path)
    checked("file-not-utf8", tmp_path)
    report = checked("policy-draft", tmp_path)
    assert sorted((finding.place.file.parent.name, finding.rule) for finding in report.findings) == [
        ("file-not-utf8", "not-utf8"),
        ("policy-draft", "draft"),
        ("yaml-syntax", "yaml-syntax"),
    ]

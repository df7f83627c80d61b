"""The command's contract: statuses, where what is printed, languages, JSON lines, and what is not imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import __version__
from tests.cli.conftest import BROKEN, ROOT, WARNED, Command

INSTALLED = Path(sys.executable).with_name("siyasat")
Project = Callable[[str, str], Path]


def process(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "COLUMNS": "200", **environment}
    return subprocess.run(list(map(str, command)), cwd=ROOT, env=environ, capture_output=True, encoding="utf-8")


# ---- as it is installed ----


@pytest.mark.parametrize("command", [[INSTALLED], [sys.executable, "-m", "generator"]], ids=["siyasat", "module"])
def test_version(command: list[str | Path]) -> None:
    ran = process(*command, "--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"{__version__}\n", "")


def test_results_and_messages_are_told_apart() -> None:
    ran = process(INSTALLED, "check", "modrakah-coop", "saudi-quality", "--date", "2026-01-01")
    assert ran.returncode == 0
    assert ran.stdout == ""
    assert ran.stderr.splitlines() == [
        "associations/modrakah-coop/profile.yaml:13: note: draft: policies.beneficiary-relations: "
        "no approval is recorded; the policy is built as a draft",
        "  hint: add it to approvals once the policy is approved",
        "errors: 0, warnings: 0, notes: 1",
    ]


def test_arabic_is_printed_whatever_the_locale() -> None:
    ran = process(INSTALLED, "list", "--lang", "ar", PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert "الجمعية السعودية للجودة" in ran.stdout


@pytest.mark.parametrize(
    "arguments", [["--help"], ["list"], ["date", "2024-06-24"], ["check", "awj", "sample-charity"]]
)
def test_commands_that_render_nothing_do_not_load_the_engine(arguments: list[str]) -> None:
    code = f"""
import sys
from generator.cli import main
try:
    main({arguments!r})
except SystemExit as stop:
    assert stop.code == 0, stop.code
heavy = {{"weasyprint", "docx", "pypdfium2", "pikepdf", "rich"}} & set(sys.modules)
assert not heavy, heavy
"""
    ran = process(sys.executable, "-c", code)
    assert ran.returncode == 0, ran.stderr


# ---- help ----


def test_without_a_command_there_is_help(siyasat: Command) -> None:
    ran = siyasat()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Usage: siyasat")
    assert "Build the documents." in ran.err
    assert siyasat("--lang", "ar").err.startswith("الاستعمال: siyasat")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["سياسات الجهات غير الربحية", "بناء المستندات.", "عرض تاريخ"]),
        (["build", "--help"], ["بناء المستندات.", "--prune", "--strict", "pdf أو docx"]),
        (["date", "--help"], ["1445-12-18"]),
    ],
)
def test_help_in_arabic(siyasat: Command, arguments: list[str], words: list[str]) -> None:
    ran = siyasat("--lang", "ar", *arguments)
    assert ran.status == 0
    assert all(word in ran.out for word in words)
    assert siyasat(*arguments, "--lang=ar").out == ran.out


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("build", "--policy --edition --format --output --root --date --jobs --strict --prune --protect --json"),
        ("check", "--policy --root --date --strict --json"),
        ("list", "--root --json"),
        ("date", "--json"),
    ],
)
def test_every_option_is_in_the_help(siyasat: Command, command: str, options: str) -> None:
    out = siyasat(command, "--help").out
    assert all(re.search(rf"^ +{option} ", out, re.M) for option in options.split())


# ---- wrong usage ----


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "awq"], "unknown association: awq. Did you mean awj?"),
        (["build", "saudi-qualty"], "unknown association: saudi-qualty. Did you mean saudi-quality?"),
        (
            ["check", "--policy", "beneficiary-relation"],
            "unknown policy: beneficiary-relation. Did you mean beneficiary-relations?",
        ),
        (["build", "--edition", "arabic"], "unknown value of --edition: arabic. Allowed: ar, en, bilingual"),
        (["build", "--format", "doc"], "unknown value of --format: doc. Allowed: pdf, docx"),
        (["--lang", "fr", "list"], "unknown value of --lang: fr. Allowed: ar, en"),
        (["list", "--lang"], "unknown value of --lang: . Allowed: ar, en"),
        (["cehck"], "No such command 'cehck'. Did you mean 'check'?"),
        (["build", "--edtion", "ar"], "No such option: --edtion (Possible options: --edition)"),
        (["build", "--jobs", "-1"], "greater than or equal to 0"),
        (["date"], "Missing argument"),
        (["date", "yesterday"], "not a date: `yesterday`"),
        (["date", "1445-11-30"], "a Hijri date that does not exist: `1445-11-30`"),
        (["date", "2023-02-29"], "a Gregorian date that does not exist: `2023-02-29`"),
        (["date", "1200-01-01"], "the date is outside the calendar's range: `1200-01-01`"),
        (["check", "--date", "soon"], "not a date: `soon`"),
        (["list", "--root", "templates"], "there is no associations/ folder here or above"),
    ],
)
def test_wrong_usage_is_2_and_tells_what_was_meant(siyasat: Command, arguments: list[str], message: str) -> None:
    ran = siyasat(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("siyasat: ")
    assert message in ran.err


def test_where_nothing_is_near_all_are_named(siyasat: Command) -> None:
    err = siyasat("check", "zzz").err
    assert all(slug in err for slug in ("awj", "esrar", "modrakah-coop", "sample-charity", "saudi-quality"))


@pytest.mark.parametrize("command", ["list", "check", "build"])
def test_no_associations_folder(
    siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = siyasat(command)
    assert (ran.status, ran.out) == (2, "")
    assert "siyasat build sample-charity" in ran.err


def test_wrong_usage_in_arabic(siyasat: Command) -> None:
    assert siyasat("check", "awq", "--lang", "ar").err == "siyasat: جهة غير معروفة: awq. لعل المقصود: awj\n"
    assert siyasat("--lang", "ar", "date", "x").err.splitlines() == [
        "siyasat: ليس تاريخاً: `x`",
        "  تلميح: اكتبه هكذا: 1445-12-18 أو 2024-06-24",
    ]


# ---- the root ----


def test_the_root_is_the_nearest_folder_upwards(siyasat: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    here = siyasat("list").out
    monkeypatch.chdir(ROOT / "templates" / "policies")
    assert siyasat("list").out == here
    monkeypatch.chdir("/")
    assert siyasat("list", "--root", str(ROOT)).out == here


def test_the_sample_is_there_without_a_root(siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert siyasat("check", "sample-charity", "--date", "2026-12-01").status == 0
    assert siyasat("check", "sample-charity", "awj").status == 2


# ---- list ----


def test_list(siyasat: Command) -> None:
    ran = siyasat("list")
    assert ran.status == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert "esrar: Esrar Cooperative Society for Productive Families" in lines
    assert "sample-charity: Example Charitable Association (sample)" in lines
    assert "  beneficiary-relations: Policy on Relations with Beneficiaries (draft)" in lines
    title = "Policy on Relations with Beneficiaries and Service Delivery"
    assert f"  beneficiary-relations-detailed: {title} (approved)" in lines


def test_list_in_arabic_before_and_after_the_command(siyasat: Command) -> None:
    ran = siyasat("list", "--lang", "ar")
    assert "saudi-quality: الجمعية السعودية للجودة" in ran.out
    assert "  beneficiary-relations: سياسة تنظيم العلاقة مع المستفيدين (معتمدة)" in ran.out
    assert siyasat("--lang", "ar", "list") == ran
    assert siyasat("--lang=ar", "list") == ran


def test_list_as_json(siyasat: Command) -> None:
    records = siyasat("list", "--json").records
    assert {record["association"] for record in records} >= {"awj", "esrar", "sample-charity"}
    assert {
        "type": "policy",
        "association": "modrakah-coop",
        "name": "Consumer Cooperative Society in Modrakah",
        "sample": False,
        "policy": "beneficiary-relations",
        "title": "Policy on Relations with General Assembly Members and Service Delivery",
        "state": "draft",
    } in records


def test_list_shows_the_others_beside_a_broken_profile(siyasat: Command, project: Project) -> None:
    project("broken", BROKEN)
    project("warned", WARNED)
    ran = siyasat("list")
    assert ran.status == 1
    assert ran.out == "warned: Example\n"
    assert "unknown-key" in ran.err


# ---- date ----


@pytest.mark.parametrize(
    "text",
    ["1445-12-18", "2024-06-24", "18/12/1445", "24/06/2024", "١٤٤٥-١٢-١٨", "٢٤/٠٦/٢٠٢٤", "18/12/1445هـ", "2024-06-24م"],
)
def test_date_in_both_directions(siyasat: Command, text: str) -> None:
    ran = siyasat("date", text)
    assert (ran.status, ran.err) == (0, "")
    first, *lines = ran.out.splitlines()
    assert first == "Monday, 24 June 2024 (18 Dhu al-Hijjah 1445 AH)"
    assert [line.partition(": ")[2] for line in lines] == ["1445-12-18", "2024-06-24", "Monday"]


def test_date_in_arabic(siyasat: Command) -> None:
    assert siyasat("date", "2024-06-24", "--lang", "ar").out.splitlines() == [
        "الاثنين 18 ذو الحجة 1445هـ الموافق 24 يونيو 2024م",
        "هجري: 1445-12-18",
        "ميلادي: 2024-06-24",
        "اليوم: الاثنين",
    ]


def test_date_as_json(siyasat: Command) -> None:
    assert siyasat("date", "1445-12-18", "--json").records == [
        {"type": "date", "hijri": "1445-12-18", "gregorian": "2024-06-24", "weekday": "monday"}
    ]


# ---- check ----


def test_check_of_what_is_here(siyasat: Command) -> None:
    ran = siyasat("check", "--date", "2026-01-01")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.splitlines()[-1] == "errors: 0, warnings: 0, notes: 2"
    assert "sample-charity" not in ran.err


def test_errors_are_1(siyasat: Command, project: Project) -> None:
    project("broken", BROKEN)
    ran = siyasat("check")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "associations/broken/profile.yaml:1: error: missing-key: legal_form: key `legal_form` is missing",
        "  hint: add legal_form",
        "associations/broken/profile.yaml:2: error: unknown-key: legal_frm: unknown key `legal_frm`",
        "  hint: did you mean legal_form",
        "errors: 2, warnings: 0, notes: 0",
    ]


def test_findings_in_arabic(siyasat: Command, project: Project) -> None:
    project("broken", BROKEN)
    lines = siyasat("check", "--lang", "ar").err.splitlines()
    assert lines[2] == "associations/broken/profile.yaml:2: خطأ: unknown-key: legal_frm: مفتاح غير معروف `legal_frm`"
    assert lines[3] == "  تلميح: لعل المقصود: legal_form"
    assert lines[4] == "الأخطاء: 2، التحذيرات: 0، الملاحظات: 0"


def test_warnings_are_1_only_when_strict(siyasat: Command, project: Project) -> None:
    project("warned", WARNED)
    ran = siyasat("check")
    assert ran.status == 0
    assert ran.err.startswith("associations/warned/profile.yaml:1: warning: gender-differs: name.ar: ")
    assert siyasat("check", "--strict").status == 1


def test_notes_are_0_even_when_strict(siyasat: Command) -> None:
    assert siyasat("check", "modrakah-coop", "--strict", "--date", "2026-01-01").status == 0


def test_the_day_judges_reviews_and_approvals(siyasat: Command) -> None:
    assert siyasat("check", "awj", "--date", "2022-12-24").status == 1
    assert "approval-in-future" in siyasat("check", "awj", "--date", "30/05/1444").err
    assert siyasat("check", "awj", "--date", "2022-12-25").status == 0
    overdue = siyasat("check", "sample-charity", "--date", "2030-01-01", "--strict")
    assert overdue.status == 1
    assert "review-overdue" in overdue.err


def test_only_the_policy_asked_for_is_checked(siyasat: Command) -> None:
    both = siyasat("check", "sample-charity", "--date", "2030-01-01").err
    one = siyasat("check", "sample-charity", "--date", "2030-01-01", "--policy", "beneficiary-relations").err
    assert (both.count("review-overdue") > 1, one.count("review-overdue")) == (True, 1)


# ---- JSON lines ----

KEYS = ["type", "severity", "rule", "file", "line", "path", "problem", "hint", "other"]


def test_findings_as_json_lines(siyasat: Command, project: Project) -> None:
    project("broken", BROKEN + "policies: {}\n")
    ran = siyasat("check", "--json", "--lang", "ar")
    assert (ran.status, ran.err) == (1, "")
    (record,) = ran.records
    assert list(record) == KEYS
    assert record == {
        "type": "finding",
        "severity": "error",
        "rule": "duplicate-key",
        "file": "associations/broken/profile.yaml",
        "line": 4,
        "path": "policies",
        "problem": "المفتاح `policies` مكرر",
        "hint": "أبقِ واحداً منهما",
        "other": "associations/broken/profile.yaml:3",
    }
    assert "المفتاح" in ran.out  # UTF-8, unescaped


def test_json_lines_of_a_sound_association_are_none(siyasat: Command) -> None:
    ran = siyasat("check", "saudi-quality", "--json", "--date", "2026-01-01")
    assert (ran.status, ran.out, ran.err) == (0, "", "")


def test_the_other_place_of_a_disagreement_is_a_line_of_its_own(siyasat: Command, project: Project) -> None:
    project("broken", BROKEN + "policies: {}\n")
    assert siyasat("check").err.splitlines()[:3] == [
        "associations/broken/profile.yaml:4: error: duplicate-key: policies: key `policies` stands twice",
        "  other place: associations/broken/profile.yaml:3",
        "  hint: keep one of them",
    ]

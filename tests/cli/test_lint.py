"""``siyasat lint``: what it reads, prints and writes, and its exit statuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Command

WRONG = "تعقد اللجنة اجتماعها ، وترفع الاعضاء تقريراً في اجتماعه العشرون.\n"
MENDED = "تعقد اللجنة اجتماعها، وترفع الأعضاء تقريراً في اجتماعه العشرون.\n"


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph(WRONG.strip())
    document.save(str(path))
    return path


@pytest.fixture
def here(siyasat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["text.md", "text.txt", "text.yaml", "TEXT.YML", "text.docx"])
def test_every_kind_of_text_is_read(name: str, siyasat: Command, here: Path) -> None:
    if name.endswith("docx"):
        word(here / name)
    else:
        text = f"key: {WRONG}" if name.lower().endswith(("yaml", "yml")) else WRONG
        (here / name).write_text(text, encoding="utf-8")
    path = " key:" if "y" in name.lower() else ""
    ran = siyasat("lint", name)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"{name}:1: warning: misspelling:{path} misspelt: “الاعضاء”",
        "  hint: write الأعضاء",
        f"{name}:1: warning: ordinal-case:{path} a nominative ordinal after a preposition: “اجتماعه العشرون”",
        "  hint: write العشرين",
        f"{name}:1: warning: space-before-mark:{path} a space before the mark “،”",
        "  hint: remove it: the mark follows its word directly",
        "errors: 0, warnings: 3, notes: 0",
    ]


def test_a_sound_text_and_mere_notes_are_0(siyasat: Command, here: Path) -> None:
    (here / "sound.md").write_text("نص سليم.\n", encoding="utf-8")
    (here / "style.md").write_text("كافة العاملين.\n", encoding="utf-8")
    assert siyasat("lint", "sound.md").status == 0
    ran = siyasat("lint", "sound.md", "style.md", "--lang", "ar")
    assert (ran.status, ran.err.splitlines()[-1]) == (0, "الأخطاء: 0، التحذيرات: 0، الملاحظات: 1")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument"),
        (["missing.md"], "there is no file missing.md"),
        (["."], ". is a folder; name files"),
        (["folder.md"], "folder.md is a folder; name files"),
        (["text.pdf"], "Accepted: .md, .yaml, .yml, .txt, .docx"),
        (["--fix", "sound.md", "missing.md"], "there is no file missing.md"),
    ],
)
def test_wrong_usage_is_2(arguments: list[str], message: str, siyasat: Command, here: Path) -> None:
    (here / "text.pdf").touch()
    (here / "folder.md").mkdir()
    (here / "sound.md").write_text(WRONG, encoding="utf-8")
    ran = siyasat("lint", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err
    assert (here / "sound.md").read_text(encoding="utf-8") == WRONG


def test_fix_writes_what_is_safe_and_tells_the_rest(siyasat: Command, here: Path) -> None:
    (here / "text.md").write_text(WRONG, encoding="utf-8")
    ran = siyasat("lint", "--fix", "text.md")
    assert (here / "text.md").read_text(encoding="utf-8") == MENDED
    assert (ran.status, ran.out) == (1, "text.md\n")
    assert ran.err.splitlines() == [
        "text.md:1: warning: ordinal-case: a nominative ordinal after a preposition: “اجتماعه العشرون”",
        "  hint: write العشرين",
        "corrected: 2",
        "errors: 0, warnings: 1, notes: 0",
    ]
    again = siyasat("lint", "--fix", "text.md")
    assert (again.out, again.err.splitlines()[-2]) == ("", "corrected: 0")


def test_yaml_that_is_none_is_told_with_its_file(siyasat: Command, here: Path) -> None:
    (here / "text.yaml").write_text("key: [\n", encoding="utf-8")
    assert siyasat("lint", "text.yaml").err.startswith("text.yaml:2: error: yaml-syntax")


def test_fix_leaves_word_files_and_says_so_once(siyasat: Command, here: Path) -> None:
    before = word(here / "text.docx").read_bytes()
    ran = siyasat("lint", "text.docx", "text.docx", "--fix")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("note: word-file-not-mended") == 1
    assert (here / "text.docx").read_bytes() == before


def test_json_lines(siyasat: Command, here: Path) -> None:
    (here / "text.md").write_text(WRONG, encoding="utf-8")
    ran = siyasat("lint", "text.md", "--fix", "--json")
    assert (ran.status, ran.err) == (1, "")
    mended, finding = ran.records
    assert mended == {"type": "mended", "path": "text.md", "count": 2}
    assert finding == {
        "type": "finding",
        "severity": "warning",
        "rule": "ordinal-case",
        "file": "text.md",
        "line": 1,
        "path": "",
        "problem": "a nominative ordinal after a preposition: “اجتماعه العشرون”",
        "hint": "write العشرين",
        "other": None,
    }


def test_silencing(siyasat: Command, here: Path) -> None:
    (here / "text.md").write_text("الاعضاء {%# lint: misspelling as published #%}\n", encoding="utf-8")
    assert siyasat("lint", "text.md", "--fix").status == 0
    assert "الاعضاء" in (here / "text.md").read_text(encoding="utf-8")


def test_a_write_that_fails_is_an_error(siyasat: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (here / "text.md").write_text(WRONG, encoding="utf-8")
    monkeypatch.setattr("tempfile.mkstemp", fail)
    ran = siyasat("lint", "text.md", "--fix")
    assert ran.status == 1
    assert "text.md: error: file-unwritable: the file cannot be written: No space left on device" in ran.err
    assert (here / "text.md").read_text(encoding="utf-8") == WRONG


# ---- whose text it is ----


def test_names_of_others_are_known_from_the_folder_of_associations(
    siyasat: Command, project: Callable[[str, str], Path]
) -> None:
    for slug, name in (("one", "جمعية النخيل الأهلية"), ("two", "جمعية الواحة الأهلية")):
        project(slug, f"name: {{ar: {name}}}\nlegal_form: association\npolicies: {{}}\n")
    (Path("associations/one") / "text.md").write_text("تلتزم جمعية الواحة الأهلية.\n", encoding="utf-8")
    (Path("associations/two") / "text.md").write_text("تلتزم جمعية الواحة الأهلية.\n", encoding="utf-8")
    Path("text.md").write_text("جمعية النخيل الأهلية\n\nجمعية النخيل الأهلية، جمعية الواحة الأهلية\n", encoding="utf-8")
    assert siyasat("lint", "associations/two/text.md", "associations/two/profile.yaml").status == 0
    assert "“جمعية الواحة الأهلية”" in siyasat("lint", "associations/one/text.md").err
    assert siyasat("lint", "text.md").err.startswith("text.md:3: warning: foreign-name: ")


def test_check_lints_what_an_association_wrote(siyasat: Command, project: Callable[[str, str], Path]) -> None:
    project("one", "name: {ar: جمعية الاعضاء الخيرية, en: Members}\nlegal_form: association\npolicies: {}\n")
    ran = siyasat("check", "one")
    assert ran.status == 0
    assert "associations/one/profile.yaml:1: warning: misspelling: name.ar: misspelt: “الاعضاء”" in ran.err
    assert siyasat("check", "one", "--strict").status == 1

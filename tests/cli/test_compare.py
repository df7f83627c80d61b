"""siyasat compare: what a person sees of a file that came back."""

from __future__ import annotations

import datetime
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.document.compose import compose
from generator.document.publish import publish
from generator.docx import write
from generator.profile.load import load
from generator.resources import SAMPLE
from tests.cli.conftest import ROOT, Command
from tests.docx.returned import add_after, came_back, change, control, edited, remove, sent, track_change

ITEM = "استقبال المستفيد والإجابة"
RLM = "\u200f"
HEAD = "policy.docx: sample, beneficiary-relations, ar, version 1.10 (approved)"


@pytest.fixture
def returned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, siyasat: Command) -> Path:
    """A file with a change of each kind, in the folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "policy.docx"
    file.write_bytes(
        came_back(
            "ar",
            change("15 يوم عمل", "20 يوم عمل"),
            add_after(ITEM, "بند جديد."),
            remove("بند ثان"),
            track_change("لا تُفرض", "تُفرض"),
            control("بند أول", "first", " ممتاز"),
        )
    )
    return file


def test_what_is_shown(siyasat: Command, returned: Path):
    ran = siyasat("compare", "policy.docx")
    assert ran.out.replace(RLM, "").splitlines() == [
        HEAD,
        "@ after section-5.1 (item, Arabic): added",
        "  {+بند جديد.+}",
        "@ section-5-a.2 2. (item, Arabic): changed",
        "  الرد خلال مدة لا تتجاوز [-15-]{+20+} يوم عمل",
        "@ section-5-a.6 – (item, Arabic): changed",
        "  بند أول{+ ممتاز+}",
        "@ section-5-a.7 – (item, Arabic): removed",
        "  [-بند ثان-]",
        "tracked changes that are not decided:",
        "  أمينة, 2026-01-02T03:04:05Z: [-لا تُفرض-]",
        "  أمينة, 2026-01-02T03:04:05Z: {+تُفرض+}",
        "the clauses, were all of them accepted:",
        "@ note تنبيه (note, Arabic): changed",
        "  [-لا -]تُفرض رسوم على الطلب.",
        "@ first (اسم): filled in: ممتاز",
    ]
    assert ran.err.splitlines() == [
        "2 changed, 1 added, 1 removed, 0 moved, 1 filled in; 2 not decided: أمينة (2)",
    ]
    assert ran.status == 1


def test_it_is_shown_in_arabic(siyasat: Command, returned: Path):
    ran = siyasat("compare", "--lang", "ar", "policy.docx")
    lines = ran.out.replace(RLM, "").splitlines()
    assert lines[0] == "policy.docx: sample، beneficiary-relations، ar، الإصدار 1.10 (معتمدة)"
    assert lines[1:3] == ["@ بعد section-5.1 (بند قائمة، العربية): إضافة", "  {+بند جديد.+}"]
    assert ran.err == (
        "المعدَّل: 2، المضاف: 1، المحذوف: 1، المنقول: 0، الحقول المعبأة: 1"
        "؛ تغييرات متعقَّبة لم يُبتّ فيها: 2، وأصحابها: أمينة (2)\n"
    )


def test_marks_keep_their_places_where_a_terminal_does_not_reorder(siyasat: Command, returned: Path):
    lines = siyasat("compare", "--visual-arabic", "policy.docx").out.replace(RLM, "").splitlines()
    assert any("{+20+}[-15-]" in line for line in lines)  # from the right: first what was, then what is


def test_a_terminal_shows_colours_too(siyasat: Command, returned: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    out = siyasat("compare", "policy.docx").out.replace(RLM, "")
    assert "\x1b[9;31m[-15-]\x1b[0m\x1b[32m{+20+}\x1b[0m" in out


def test_a_file_without_a_change(siyasat: Command, tmp_path: Path):
    file = tmp_path / "same.docx"
    file.write_bytes(sent("bilingual"))
    ran = siyasat("compare", str(file))
    assert (ran.status, ran.err) == (0, "no change\n")
    assert len(ran.out.splitlines()) == 1


def test_json_lines(siyasat: Command, returned: Path):
    ran = siyasat("compare", "--json", "policy.docx")
    changes = [record for record in ran.records if record["type"] == "change"]
    shown = [(made["clause"], made["state"], made["pending"], made["follows"]) for made in changes]
    assert shown == [
        ("section-5.1+1", "added", False, "section-5.1"),
        ("section-5-a.2", "changed", False, None),
        ("section-5-a.6", "changed", False, None),
        ("section-5-a.7", "removed", False, None),
        ("note", "changed", True, None),
    ]
    assert changes[1] == {
        "type": "change",
        "file": "policy.docx",
        "association": "sample",
        "policy": "beneficiary-relations",
        "edition": "ar",
        "clause": "section-5-a.2",
        "language": "ar",
        "kind": "item",
        "label": "2.",
        "state": "changed",
        "pending": False,
        "before": "الرد خلال مدة لا تتجاوز 15 يوم عمل",
        "after": "الرد خلال مدة لا تتجاوز 20 يوم عمل",
        "follows": None,
        "words": [
            ["equal", "الرد خلال مدة لا تتجاوز "],
            ["removed", "15"],
            ["added", "20"],
            ["equal", " يوم عمل"],
        ],
        "values": [],
    }
    others = [record for record in ran.records if record["type"] != "change"]
    assert [(other["type"], other["text"]) for other in others] == [
        ("revision", "لا تُفرض"),
        ("revision", "تُفرض"),
        ("control", "ممتاز"),
    ]
    assert (others[0]["kind"], others[0]["author"], others[0]["date"]) == ("deleted", "أمينة", "2026-01-02T03:04:05Z")


# Real policies ---


@pytest.fixture(scope="module")
def policy() -> bytes:
    """The bilingual file of a policy of the sample."""
    association, _ = load(SAMPLE, datetime.date(2026, 1, 1))
    assert association is not None
    document, _ = compose(association, "beneficiary-relations", datetime.date(2026, 1, 1))
    assert document is not None
    return write(publish(document, "bilingual"), {}, 9)


def test_a_fact_that_was_changed_is_named(siyasat: Command, policy: bytes, tmp_path: Path):
    file = tmp_path / "policy.docx"
    file.write_bytes(edited(policy, change("GOV-BEN-01", "GOV-BEN-02")))
    ran = siyasat("compare", str(file))
    assert "  number: GOV-BEN-01 → GOV-BEN-02" in ran.out.splitlines()
    (record,) = siyasat("compare", "--json", str(file)).records
    assert record["values"] == [{"origin": "number", "before": "GOV-BEN-01", "after": "GOV-BEN-02"}]


def _without_record(content: bytes, target: Path, **properties: tuple[str, str]) -> Path:
    """A file as a program leaves it that drops parts of data; ``properties`` are replaced in it."""
    source = target.with_name("whole.docx")
    source.write_bytes(content)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml"):
                text = old.read(name)
                for before, after in properties.values() if name == "docProps/custom.xml" else ():
                    text = text.replace(before.encode(), after.encode())
                new.writestr(name, text)
    return target


def test_without_its_record_a_file_is_compared_with_the_policy_as_built_now(
    siyasat: Command, policy: bytes, tmp_path: Path
):
    changed = edited(policy, change("GOV-BEN-01", "GOV-BEN-02"))
    ran = siyasat("compare", str(_without_record(changed, tmp_path / "policy.docx")))
    assert "note: returned-record-composed" in ran.err
    assert "1 changed, 0 added, 0 removed" in ran.err
    assert ran.status == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("sample-charity", "nobody"), ("beneficiary-relations", "nothing"), ("bilingual", "french"), ("46b1", "0000")],
)
def test_without_its_record_another_text_is_not_compared(
    siyasat: Command, policy: bytes, tmp_path: Path, before: str, after: str
):
    if before == "46b1":  # the begin of the hash, whatever it is
        with zipfile.ZipFile(_without_record(policy, tmp_path / "known.docx")) as archive:
            text = archive.read("docProps/custom.xml").decode()
        before = text.partition('"contenthash"')[2].partition("lpwstr>")[2][:8]
    file = _without_record(policy, tmp_path / "policy.docx", property=(before, after))
    ran = siyasat("compare", str(file))
    assert "error: returned-record-lost" in ran.err
    assert (ran.status, ran.out) == (1, "")


# Files that cannot be compared ---


def test_each_file_is_told_of(siyasat: Command, returned: Path):
    (returned.parent / "broken.docx").write_bytes(b"no archive")
    (returned.parent / "same.docx").write_bytes(sent("ar"))
    ran = siyasat("compare", "same.docx", "broken.docx", "policy.docx", "same.docx")
    heads = [line.partition(":")[0] for line in ran.out.splitlines() if line[:1] not in "@ t"]
    assert heads == ["same.docx", "policy.docx"]
    assert "broken.docx: error: file-unreadable" in ran.err
    assert ran.status == 1


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (lambda parts: parts.pop("docProps/custom.xml"), "returned-foreign"),
        (
            lambda parts: parts.update({"customXml/item2.xml": b'<record xmlns="urn:siyasat:record" format="9"/>'}),
            "returned-newer",
        ),
        (lambda parts: parts.pop("word/document.xml"), "file-unreadable"),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_file_that_is_none_of_ours(
    siyasat: Command, tmp_path: Path, edit: Callable[[dict[str, bytes]], object], rule: str, language: str
):
    file = tmp_path / "policy.docx"
    file.write_bytes(sent("ar"))
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    ran = siyasat("compare", "--lang", language, str(file))
    assert (ran.status, ran.out) == (1, "")
    assert rule in ran.err


@pytest.mark.parametrize("name", ["nothing.docx", "README.md", "docs"])
def test_wrong_usage(siyasat: Command, name: str):
    assert siyasat("compare", name).status == 2
    assert siyasat("compare").status == 2


def test_it_does_not_wait_for_the_page_engine(returned: Path):
    code = (
        "import sys\nfrom generator.cli import main\ntry:\n    main(['compare', 'policy.docx'])\n"
        "except SystemExit:\n    assert not {'weasyprint', 'pypdfium2'} & set(sys.modules)\n    print('light')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=returned.parent,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert ran.stdout.decode().endswith("light\n")

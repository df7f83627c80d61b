"""All hand-made editions are valid PDF/UA-1, and the validator can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
import weasyprint

from tests.pdf.made import EVERY, annexed, pdf, unusual
from tests.verapdf import NotSetUp, validate


def test_every_edition_is_valid_and_an_untagged_file_is_not(tmp_path: Path) -> None:
    files = {}
    for case in EVERY:
        files[case] = tmp_path / f"{'-'.join(map(str, case))}.pdf"
        files[case].write_bytes(pdf(*case).content)
    for name in ("ar", "en", "bilingual"):
        files[name, "unusual"] = tmp_path / f"{name}-unusual.pdf"
        files[name, "unusual"].write_bytes(unusual(name)[1].content)
        files[name, "annexed"] = tmp_path / f"{name}-annexed.pdf"
        files[name, "annexed"].write_bytes(annexed(name).content)
    untagged = tmp_path / "untagged.pdf"
    weasyprint.HTML(string="<p>no title, no language, no tags").write_pdf(untagged)

    failures = validate([*files.values(), untagged])

    assert {case: failures[file] for case, file in files.items()} == {case: [] for case in files}
    assert any(failure.startswith("7.1-11 ") for failure in failures[untagged])


def test_a_file_that_is_no_pdf_is_not_taken_for_valid(tmp_path: Path) -> None:
    file = tmp_path / "text.pdf"
    file.write_text("not a PDF")
    with pytest.raises(RuntimeError, match="did not decide"):
        validate([file])


def test_a_missing_validator_fails_loudly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tests.verapdf.TOOLS", tmp_path)
    with pytest.raises(NotSetUp, match="make test"):
        validate([])

"""All documents of all associations, as `make` builds them: each valid, searchable, openable and repeatable."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from generator.build import EDITIONS, FORMATS, Report, Request, build
from generator.document.compose import compose
from generator.document.publish import publish
from generator.pdf import render
from generator.profile.load import load
from tests.docx.reading import File
from tests.docx.validators import audit_findings, schema_findings
from tests.pdf.recall import arabic_words, recall
from tests.verapdf import validate

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime.date(2026, 12, 1)
POLICIES = {
    "awj": "beneficiary-relations",
    "esrar": "beneficiary-relations-detailed",
    "modrakah-coop": "beneficiary-relations",
    "modrakah-development": "beneficiary-relations",
    "saudi-quality": "beneficiary-relations",
}
CASES = [(slug, edition) for slug in POLICIES for edition in EDITIONS]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Report]:
    output = tmp_path_factory.mktemp("output")
    return output, build(Request(ROOT, output, TODAY, associations=tuple(POLICIES)))


def _file(output: Path, slug: str, edition: str, kind: str) -> Path:
    return output / slug / f"{POLICIES[slug]}.{edition}.{kind}"


def _edition(slug: str, name):
    association, _ = load(ROOT / "associations" / slug, TODAY)
    document, _ = compose(association, POLICIES[slug], TODAY)
    return publish(document, name)


def test_thirty_documents_are_written_and_nothing_else(built):
    output, report = built
    expected = {_file(output, slug, edition, kind) for slug, edition in CASES for kind in FORMATS}
    assert {path for path in output.rglob("*") if path.is_file()} == expected
    assert len(report.files) == 30


def test_only_the_two_drafts_are_remarked_on(built):
    assert sorted((finding.rule, finding.place.file.parent.name) for finding in built[1].findings) == [
        ("draft", "modrakah-coop"),
        ("draft", "modrakah-development"),
    ]


def test_every_pdf_is_valid_pdf_ua(built):
    output, _ = built
    files = [_file(output, slug, edition, "pdf") for slug, edition in CASES]
    assert validate(files) == {file: [] for file in files}


@pytest.mark.parametrize(("slug", "edition"), CASES)
def test_every_word_file_is_valid(built, slug, edition):
    file = File(_file(built[0], slug, edition, "docx").read_bytes())
    assert schema_findings(file) == []
    assert audit_findings(file) == []


@pytest.mark.parametrize(("slug", "edition"), CASES)
def test_arabic_words_are_found_by_every_reader(built, slug, edition, record_property):
    file = _file(built[0], slug, edition, "pdf")
    plain, vocalised = arabic_words(_edition(slug, edition))
    record_property("words with harakat", {reader: f"{share:.2f}" for reader, share in recall(file, vocalised).items()})
    assert all(share >= 0.98 for share in recall(file, plain).values()), recall(file, plain)


@pytest.mark.parametrize(("slug", "edition"), CASES)
def test_a_pdf_says_what_it_is(built, slug, edition):
    with pikepdf.open(_file(built[0], slug, edition, "pdf")) as file:
        main = "en" if edition == "en" else "ar"
        assert str(file.Root.Lang) == main
        direction = file.Root.ViewerPreferences.get("/Direction")
        assert (str(direction) if direction else None) == ("/R2L" if main == "ar" else None)
        assert _edition(slug, edition).identity.title in str(file.docinfo["/Title"])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("slug", [*POLICIES, "sample-charity"])
def test_the_closing_sheet_is_one_page_and_the_last(slug, edition):
    """The sample's holds the most: five signatories, a stamp, two versions, four sentences."""
    association, _ = load(ROOT / "associations" / slug, TODAY)
    for policy in set(association.profile.policies) & set(POLICIES.values()):
        document, _ = compose(association, policy, TODAY)
        made, findings = render(publish(document, edition), association.file.place())
        assert findings == ()
        assert made.heading_pages["approval"] == made.pages, policy


def test_libreoffice_opens_every_word_file(built, tmp_path):
    files = [_file(built[0], slug, edition, "docx") for slug, edition in CASES]
    copies = []
    for file, (slug, _) in zip(files, CASES, strict=True):
        copy = tmp_path / f"{slug}.{file.name}"
        copy.write_bytes(file.read_bytes())
        copies.append(copy)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "made")]
    subprocess.run([*command, *map(str, copies)], check=True, capture_output=True, timeout=300)
    for copy, (slug, edition) in zip(copies, CASES, strict=True):
        opened = tmp_path / "made" / f"{copy.stem}.pdf"
        text = subprocess.run(["pdftotext", str(opened), "-"], capture_output=True, text=True, check=True).stdout
        words = [run.text for side in _edition(slug, edition).cover.names for run in side.runs]
        found = set(re.findall(r"\w+", text))
        assert set(re.findall(r"\w+", " ".join(words))) <= found, (slug, edition)
        with pikepdf.open(_file(built[0], slug, edition, "pdf")) as ours, pikepdf.open(opened) as theirs:
            assert abs(len(ours.pages) - len(theirs.pages)) <= 1, (slug, edition)


def test_another_process_builds_the_same_bytes(built, tmp_path):
    """Another hash seed, time zone, language and folder; one process instead of one a core."""
    clean = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "XDG_CACHE_HOME": str(tmp_path / "cache")}
    other = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    command = [sys.executable, "-m", "generator", "build", *POLICIES, "--root", str(ROOT), "--output", str(tmp_path)]
    subprocess.run(
        [*command, "--jobs", "1", "--date", "2026-01-01"],
        cwd=tmp_path,
        env={**clean, **other, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert _hashes(tmp_path) == _hashes(built[0])


def _hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.*"))
        if path.is_file() and path.suffix in {".pdf", ".docx"}
    }

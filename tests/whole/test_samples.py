"""The five samples: each has its whole set, without a warning; some policies of each are built, checked and opened."""

from __future__ import annotations

import datetime
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from generator.build import EDITIONS, FORMATS, Report, Request, build, check
from generator.document.compose import compose
from generator.document.edition import Heading
from generator.document.publish import publish
from generator.policy.catalogue import library
from generator.profile.load import load
from tests.docx.reading import File
from tests.docx.validators import audit_findings, schema_findings
from tests.layout.reading import pages_in, printed_counts, printed_pages
from tests.pdf.recall import arabic_words, recall
from tests.verapdf import validate

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 12, 1)
SAMPLES = sorted(folder.name for folder in (ROOT / "associations").glob("sample-*"))
#: One or two policies of each sample: forms, matrices, long tables, every legal form, both systems of digits.
BUILT = {
    "sample-charity": ["conflict-of-interest", "volunteer-management"],
    "sample-cooperative": ["surplus-distribution"],
    "sample-foundation": ["grants"],
    "sample-family-fund": ["risk-management"],
    "sample-center": ["authority-matrix"],
}
CASES = [(slug, policy, edition) for slug, policies in BUILT.items() for policy in policies for edition in EDITIONS]


def test_there_is_a_sample_of_each_kind() -> None:
    assert set(BUILT) == set(SAMPLES)


@pytest.mark.parametrize("slug", SAMPLES)
def test_a_sample_has_its_whole_set_without_a_warning(slug: str) -> None:
    association, findings = load(ROOT / "associations" / slug, TODAY)
    assert association is not None
    assert findings == []
    profile = association.profile
    assert profile.sample
    assert profile.brand.logo is not None
    whole = {policy.id for policy in library() if policy.entry.applies(profile.legal_form)}
    # The two forms of one policy contradict each other: an association has one; the annotated sample shows both.
    assert whole - set(profile.policies) <= {"beneficiary-relations-detailed"}
    report = check(Request(ROOT, ROOT / "output", TODAY, associations=(slug,)))
    assert {finding.rule for finding in report.findings} <= {"draft"}


def test_no_two_samples_look_alike() -> None:
    profiles = [
        association.profile for slug in SAMPLES if (association := load(ROOT / "associations" / slug, TODAY)[0])
    ]
    assert len({profile.brand.color for profile in profiles}) == len(SAMPLES)
    assert len({(ROOT / "associations" / slug / "logo.svg").read_bytes() for slug in SAMPLES}) == len(SAMPLES)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Report]]:
    output = tmp_path_factory.mktemp("samples")
    requests = [
        Request(ROOT, output, TODAY, associations=(slug,), policies=tuple(policies)) for slug, policies in BUILT.items()
    ]
    return output, [build(request) for request in requests]


def _file(output: Path, slug: str, policy: str, edition: str, kind: str) -> Path:
    return output / slug / f"{policy}.{edition}.{kind}"


@cache
def _edition(slug: str, policy: str, name):
    association, _ = load(ROOT / "associations" / slug, TODAY)
    assert association is not None
    document, _ = compose(association, policy, TODAY)
    assert document is not None
    return publish(document, name)


def test_all_are_written(built) -> None:
    output, reports = built
    assert {path for path in output.rglob("*") if path.is_file()} == {
        _file(output, *case, kind) for case in CASES for kind in FORMATS
    }
    assert not [finding for report in reports for finding in report.findings if finding.severity.value != "note"]


def test_every_pdf_is_valid_pdf_ua(built) -> None:
    files = [_file(built[0], *case, "pdf") for case in CASES]
    assert validate(files) == {file: [] for file in files}


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_every_word_file_is_valid(built, case) -> None:
    file = File(_file(built[0], *case, "docx").read_bytes())
    assert schema_findings(file) == []
    assert audit_findings(file) == []


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_arabic_words_are_found_by_every_reader(built, case) -> None:
    plain, _ = arabic_words(_edition(*case))
    found = recall(_file(built[0], *case, "pdf"), plain)
    assert all(share >= 0.98 for share in found.values()), found


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_annexes_follow_the_approval_each_on_a_page_of_its_own(built, case) -> None:
    edition = _edition(*case)
    annexes = [block.anchor for block in edition.annexes if isinstance(block, Heading) and block.level == 1]
    with pikepdf.open(_file(built[0], *case, "pdf")) as file:
        pages = _pages(file)
        places = [pages[anchor] for anchor in ["approval", *annexes]]
        assert places == sorted(set(places))
        if annexes:
            assert places[1] == places[0] + 1  # the approval is one page
        else:
            assert places[0] == len(file.pages)


def _pages(file: pikepdf.Pdf) -> dict[str, int]:
    """The page of each named destination."""
    numbers = {page.objgen: index for index, page in enumerate(file.pages, 1)}
    found = {}
    for name, target in pikepdf.NameTree(file.Root.Names.Dests).items():
        place = target.D if isinstance(target, pikepdf.Dictionary) else target
        found[str(name)] = numbers[place[0].objgen]
    return found


@pytest.fixture(scope="module")
def opened(built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """PDFs that LibreOffice makes of all the Word files, one call for all."""
    folder = tmp_path_factory.mktemp("opened")
    copies = []
    for case in CASES:
        copy = folder / f"{'.'.join(case)}.docx"
        copy.write_bytes(_file(built[0], *case, "docx").read_bytes())
        copies.append(copy)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ['pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}']
    subprocess.run([*command, "--outdir", str(folder), *copies], check=True, capture_output=True, timeout=400)
    return folder


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_libreoffice_opens_a_word_file_with_as_many_pages(built, opened: Path, case) -> None:
    with pikepdf.open(_file(built[0], *case, "pdf")) as ours:
        assert abs(len(ours.pages) - pages_in(opened / f"{'.'.join(case)}.pdf")[1]) <= 2


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_page_numbers_in_a_word_file_are_those_of_its_pages(built, opened: Path, case) -> None:
    content = _file(built[0], *case, "docx").read_bytes()
    places, pages = pages_in(opened / f"{'.'.join(case)}.pdf")
    edition = _edition(*case)
    assert len(places) == len(edition.headings) * len(edition.languages)
    assert printed_pages(content) == places
    assert printed_counts(content) == {pages}

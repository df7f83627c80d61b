"""LibreOffice opens every file and shows what it should; one call for all of them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from functools import partial
from pathlib import Path

import pytest

from generator.docx import write
from generator.layout.typeset import Draft, typeset
from generator.office import find
from tests.docx.conftest import ANNEXED, VARIANTS
from tests.editions import edition
from tests.layout.reading import pages_in, printed_counts, printed_pages
from tests.pdf.made import good


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The typeset Word files of all variants, and PDFs that LibreOffice makes of them as on any machine."""
    folder = tmp_path_factory.mktemp("docx")
    program = find()
    assert program is not None
    editions = {name: edition(**arguments) for name, arguments in (VARIANTS | ANNEXED).items()}
    drafts = [Draft(made, partial(write, made)) for made in editions.values()]
    for name, made in zip(editions, typeset(drafts, program, bool), strict=True):
        assert made is not None and made.agrees, name
        (folder / f"{name}.docx").write_bytes(made.content)
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}',
    ]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=240)
    return folder


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, list[str]]:
    """The text of each page by variant, as LibreOffice prints the Word files."""
    return {name: _pages(folder / f"{name}.pdf") for name in VARIANTS | ANNEXED}


def _pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    text = unicodedata.normalize("NFKC", done.stdout.decode())
    return re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).split("\f")[:-1]


@pytest.mark.parametrize("name", VARIANTS | ANNEXED)
def test_page_numbers_are_those_of_the_pages(folder: Path, name: str):
    """Those of the contents, each language's its own, and the count; what LibreOffice finds printed it leaves."""
    content = (folder / f"{name}.docx").read_bytes()
    places, pages = pages_in(folder / f"{name}.pdf")
    made = edition(**(VARIANTS | ANNEXED)[name])
    assert len(places) == len(made.headings) * len(made.languages)
    assert printed_pages(content) == places
    assert printed_counts(content) == {pages}


@pytest.mark.parametrize("name", VARIANTS)
def test_it_opens_with_a_sane_number_of_pages(printed: dict[str, list[str]], name: str):
    sections = VARIANTS[name].get("sections", 4)
    assert 5 <= len(printed[name]) <= 6 + sections // 3


@pytest.mark.parametrize("name", VARIANTS)
def test_it_shows_its_text(printed: dict[str, list[str]], name: str):
    whole = "\n".join(printed[name])
    if "en" in VARIANTS[name]["name"] or "bilingual" in name:
        for word in (
            "Preamble",
            "Receiving",
            "Decision 14",
            "Applicant",
            "Board approval",
            "F" if "7" not in name else "I",
        ):
            assert word in whole
    if not name.startswith("en"):
        for word in ("تمهيد", "استقبال الطلب", "اعتماد"):
            assert word in whole


@pytest.mark.parametrize("name", VARIANTS)
def test_order_of_digits_and_signs(printed: dict[str, list[str]], name: str):
    whole = "\n".join(printed[name])
    assert re.search(r"\+966\s+11\s+000\s+0000", whole)
    assert "GOV-BEN-01" in whole
    assert "0000 000 11 966+" not in whole


@pytest.mark.parametrize("name", VARIANTS)
def test_the_cover_stands_alone_and_header_and_footer_on_the_rest(printed: dict[str, list[str]], name: str):
    cover, *pages = printed[name]
    assert "GOV-BEN-01" not in cover
    assert all("GOV-BEN-01" in page for page in pages)
    assert len([line for line in cover.splitlines() if line.strip()]) <= 14


@pytest.mark.parametrize("name", [name for name in VARIANTS if "draft" not in name])
def test_the_closing_sheet_is_on_one_page(printed: dict[str, list[str]], name: str):
    english = name == "en"
    marks = (
        ("Board approval", "Stamp", "Version history") if english else ("اعتماد مجلس", "ختم الجمعية", "سجل الإصدارات")
    )
    pages = [max(index for index, page in enumerate(printed[name]) if mark in page) for mark in marks]
    assert len(set(pages)) == 1


@pytest.mark.parametrize("name", ANNEXED)
def test_it_has_the_pages_of_the_pdf_annexes_included(printed: dict[str, list[str]], name: str):
    made = edition(**ANNEXED[name])
    pdf, pages = good(made), printed[name]
    assert len(pages) == pdf.pages
    label = ("Annex 1", "Annex 2") if made.languages[-1] == "en" else ("الملحق 1", "الملحق 2")
    for place, text in zip((-2, -1), label, strict=True):
        assert text in re.sub(" +", " ", pages[place])
    for word in ("Signature",) if name.startswith("en") else ("التوقيع",):
        assert word in pages[-2]

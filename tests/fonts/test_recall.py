"""How much of a policy search finds, by four readers, in the PDF and in LibreOffice's PDF of the Word file.

The table of docs/fonts.md was measured in the same way on more documents, and with pdf.js as a fifth reader.
"""

from __future__ import annotations

import datetime
import subprocess
from dataclasses import replace
from operator import lt
from pathlib import Path

import pytest

from generator import docx, faces
from generator.document.compose import compose
from generator.document.edition import Edition, Face
from generator.document.publish import publish
from generator.pdf import render
from generator.profile.load import load
from tests.fonts.faces import path_of
from tests.pdf.made import PLACE
from tests.pdf.recall import READERS, arabic_words, recall

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 12, 1)
#: Set in both families as documents are, and in each family alone.
SETTINGS = ("both", "Siyasat Naskh", "Siyasat Sans")
#: The least shares of the words without vowel signs and of those with them, by file and reader.
FLOORS = {
    ("pdf", "poppler"): (0.99, 0.70),
    ("pdf", "pypdf"): (0.99, 0.98),
    ("pdf", "mutool"): (0.99, 0.98),
    ("pdf", "pdfium"): (0.99, 0.65),
    ("office", "poppler"): (0.99, 0.70),
    ("office", "pypdf"): (0.99, 0.35),
    ("office", "mutool"): (0.99, 0.98),
    ("office", "pdfium"): (0.99, 0.65),
}


def policy(setting: str) -> Edition:
    association, _ = load(ROOT / "associations" / "sample-charity", TODAY)
    assert association is not None
    document, _ = compose(association, "conflict-of-interest", TODAY)
    assert document is not None
    face = None
    if setting != "both":
        regular, bold = path_of(setting, "Regular"), path_of(setting, "Bold")
        face = Face(faces.read(regular).family, regular, bold)
    return replace(publish(document, "ar"), face=face)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``<setting>.pdf`` of ours and ``office/<setting>.pdf`` of LibreOffice."""
    folder = tmp_path_factory.mktemp("recall")
    for setting in SETTINGS:
        edition = policy(setting)
        made, findings = render(edition, PLACE)
        assert made is not None
        assert findings == ()
        (folder / f"{setting}.pdf").write_bytes(made.content)
        (folder / f"{setting}.docx").write_bytes(docx.write(edition, made.heading_pages, made.pages))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "office")]
    words = [str(folder / f"{setting}.docx") for setting in SETTINGS]
    subprocess.run([*command, *words], check=True, capture_output=True, timeout=240)
    return folder


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("made", ["pdf", "office"])
def test_readers_find_at_least_these_shares(files: Path, made: str, setting: str) -> None:
    plain, vocalised = arabic_words(policy(setting))
    assert len(plain) > 1000
    assert len(vocalised) > 30
    file = files / f"{setting}.pdf" if made == "pdf" else files / "office" / f"{setting}.pdf"
    found, marked = recall(file, plain), recall(file, vocalised)
    shares = {reader: (found[reader], marked[reader]) for reader in READERS}
    least = {reader: FLOORS[made, reader] for reader in READERS}
    assert [reader for reader in READERS if any(map(lt, shares[reader], least[reader]))] == [], shares

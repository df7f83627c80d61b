"""A machine without the fonts shows the same pages, since the fonts travel in the file.

LibreOffice opens the three editions twice: where the faces are installed, and under a fontconfig that hides them and
every other face with Arabic letters. Beside each file goes a copy without its fonts, which must need them.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from generator.docx import write
from generator.resources import FONTS
from tests.docx.conftest import pages_of
from tests.editions import edition

EDITIONS = ("ar", "en", "bilingual")
OURS = re.compile(r"[A-Z]{6}\+Siyasat(Naskh|Sans)-(Regular|Bold)")
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  {}
</fontconfig>
"""
MACHINES = {
    "with": f"<dir>{FONTS}</dir>",
    "without": "<selectfont><rejectfont><pattern>"
    '<patelt name="lang"><string>ar</string></patelt>'
    "</pattern></rejectfont></selectfont>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Per machine a folder with the PDFs of ``ar.docx`` …, and of ``ar-bare.docx`` …, which hold no fonts.

    The bare ones go first: LibreOffice 7.4 keeps the fonts of a file for those that it opens after it.
    """
    folder = tmp_path_factory.mktemp("machines")
    for name in EDITIONS:
        made = edition(name, annexed=True)
        blob = write(made, pages_of(made), 12)
        (folder / f"{name}.docx").write_bytes(blob)
        (folder / f"{name}-bare.docx").write_bytes(bare(blob))
    for machine, rule in MACHINES.items():
        (folder / f"{machine}.conf").write_text(_CONFIG.format(rule), encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / f'profile-{machine}').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / machine)]
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / f"{machine}.conf")}
        files = [str(folder / f"{name}{kind}.docx") for kind in ("-bare", "") for name in EDITIONS]
        subprocess.run([*command, *files], env=environment, check=True, capture_output=True, timeout=240)
    return folder


def bare(blob: bytes) -> bytes:
    """A Word file without its fonts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blob)) as archive, zipfile.ZipFile(out, "w") as kept:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/fontTable.xml":
                part = re.sub(rb"<w:embed[^>]*/>", b"", part)
            if name == "[Content_Types].xml":
                part = re.sub(rb'<Override PartName="/word/fonts/[^>]*/>', b"", part)
            if not name.startswith("word/fonts/") and name != "word/_rels/fontTable.xml.rels":
                kept.writestr(name, part)
    return out.getvalue()


@cache
def characters(file: Path) -> list[list[tuple[str, tuple[float, ...]]]]:
    """The characters of each page with their boxes."""
    document = pypdfium2.PdfDocument(file)
    texts = [page.get_textpage() for page in document]
    pages = [
        [(text.get_text_range(index, 1), text.get_charbox(index)) for index in range(text.count_chars())]
        for text in texts
    ]
    document.close()
    return pages


def fonts(file: Path) -> set[str]:
    with pikepdf.open(file) as pdf:
        return {str(font.BaseFont)[1:] for page in pdf.pages for font in page.Resources.Font.values()}


@pytest.mark.parametrize("name", EDITIONS)
class TestWithoutTheFonts:
    def test_each_text_stands_where_it_stands_with_them(self, folder: Path, name: str):
        """Installed faces are whole, and that copy has no others: the embedded parts are as good."""
        assert characters(folder / "without" / f"{name}.pdf") == characters(folder / "with" / f"{name}-bare.pdf")

    def test_no_other_face_is_used(self, folder: Path, name: str):
        used = fonts(folder / "without" / f"{name}.pdf")
        assert [font for font in used if not OURS.fullmatch(font)] == []
        assert len(used) >= 3

    def test_a_file_that_brings_none_looks_different(self, folder: Path, name: str):
        """That the fonts are hidden at all."""
        assert [font for font in fonts(folder / "without" / f"{name}-bare.pdf") if OURS.fullmatch(font)] == []
        assert characters(folder / "without" / f"{name}-bare.pdf") != characters(folder / "with" / f"{name}-bare.pdf")


@pytest.mark.parametrize("name", EDITIONS)
def test_with_the_fonts_the_embedded_ones_change_nothing(folder: Path, name: str):
    assert characters(folder / "with" / f"{name}.pdf") == characters(folder / "with" / f"{name}-bare.pdf")

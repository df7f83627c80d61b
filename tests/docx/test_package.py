"""The package: whole, the same bytes every time, and with its fonts and properties."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from generator import faces
from generator.document.edition import Edition, Face
from generator.docx import write
from generator.resources import FONTS
from tests.docx.conftest import ANNEXED, VARIANTS, pages_of
from tests.docx.reading import File, R, W
from tests.editions import edition
from tests.faces.made import with_rights

ROOT = Path(__file__).resolve().parents[2]


def test_python_docx_opens_it(made: Edition, file: File):
    document = docx.Document(io.BytesIO(file.blob))
    assert len(document.sections) == 2
    names = {paragraph.style.name for paragraph in document.paragraphs}
    assert "Separator" in names
    assert {"Normal", "Title", "Heading 1", "Heading 2", "Body Text", "List Number"} <= {
        s.name for s in document.styles
    }


def test_document_properties(made: Edition, file: File):
    core = docx.Document(io.BytesIO(file.blob)).core_properties
    identity = made.identity
    assert (core.title, core.author, core.version) == (identity.title, identity.association, identity.version)
    assert (core.category, core.content_status) == (identity.policy, identity.state)
    assert core.language == ("ar-SA" if made.languages[0] == "ar" else "en-US")
    assert core.created == core.modified == datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    custom = {found.get("name"): found[0].text for found in file.xml("docProps/custom.xml")}
    assert custom == {
        "association": identity.slug,
        "policy": identity.policy,
        "edition": identity.edition,
        "version": identity.version,
        "state": identity.state,
        "contenthash": identity.content_hash,
    }


def test_opens_in_the_present_mode_of_word(file: File):
    modes = [
        found.get(f"{W}val")
        for found in file.xml("word/settings.xml").iter(f"{W}compatSetting")
        if found.get(f"{W}name") == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_no_theme_font_can_overrule_a_named_one(file: File):
    for name, blob in file.parts.items():
        assert b"cstheme" not in blob, name
        assert b"asciiTheme" not in blob, name


def test_fonts_are_embedded_with_all_that_may_be_typed(file: File):
    """ECMA-376 17.8.1: what XOR with the reversed GUID gives back is the font, with what faces.subset keeps of it."""
    relations = {found.get("Id"): found.get("Target") for found in file.xml("word/_rels/fontTable.xml.rels")}
    found = {}
    for font in file.xml("word/fontTable.xml"):
        for face in font:
            key = face.get(f"{W}fontKey")
            if key:
                blob = file.parts[f"word/{relations[face.get(f'{R}id')]}"]
                mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
                plain = bytes(a ^ b for a, b in zip(blob[:32], mask, strict=True)) + blob[32:]
                found[font.get(f"{W}name"), face.tag.removeprefix(f"{W}embed")] = plain
    assert set(found) == {(f"Siyasat {kind}", face) for kind in ("Naskh", "Sans") for face in ("Regular", "Bold")}
    for (family, face), plain in found.items():
        assert plain == faces.subset(faces.read(FONTS / f"{family.replace(' ', '')}-{face}.ttf"))


def test_word_is_not_asked_to_drop_letters_when_it_saves(file: File):
    """What Word takes as a subset holds only the letters of the moment (ECMA-376 17.8.3.15); more are typed later."""
    assert file.xml("word/settings.xml").find(f"{W}embedTrueTypeFonts") is not None
    assert file.xml("word/settings.xml").find(f"{W}saveSubsetFonts") is None
    assert not [face for font in file.xml("word/fontTable.xml") for face in font if face.get(f"{W}subsetted")]


def test_fonts_that_must_not_be_embedded_are_left_out(tmp_path: Path):
    restricted = with_rights(FONTS / "SiyasatSans-Regular.ttf", tmp_path, 0x0002)
    face = Face("Siyasat Sans", restricted, FONTS / "SiyasatSans-Bold.ttf")
    written = File(write(replace(edition("ar"), face=face), {}, 1))
    (font,) = written.xml("word/fontTable.xml")
    assert [part.tag for part in font if part.get(f"{W}fontKey")] == [f"{W}embedBold"]
    assert len([name for name in written.parts if name.endswith(".odttf")]) == 1


def test_canonical_zip(file: File):
    with zipfile.ZipFile(io.BytesIO(file.blob)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.extra, entry.comment) == (3, b"", b"")


_PROGRAM = """
import hashlib, sys
from generator.docx import write
from tests.docx.conftest import ANNEXED, VARIANTS, pages_of
from tests.editions import edition
for name, given in (VARIANTS | ANNEXED).items():
    made = edition(**given)
    print(name, hashlib.sha256(write(made, pages_of(made), 12)).hexdigest())
"""


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Asia/Riyadh", "C"), ("4242", "America/Los_Angeles", "ar_SA.UTF-8")]
)
def test_the_same_bytes_in_another_process(seed: str, zone: str, locale: str, tmp_path: Path):
    elsewhere = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, **elsewhere},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    here = []
    for name, given in (VARIANTS | ANNEXED).items():
        made = edition(**given)  # type: ignore[arg-type]
        here.append(f"{name} {hashlib.sha256(write(made, pages_of(made), 12)).hexdigest()}")
    assert done.stdout.splitlines() == here


def test_the_same_bytes_at_another_time(monkeypatch: pytest.MonkeyPatch):
    made = edition("ar")
    before = write(made, {}, 1)
    monkeypatch.setattr("time.time", lambda: 4102444800.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2100, 1, 1, 0, 0, 0, 4, 1, 0))
    assert write(made, {}, 1) == before


def test_a_file_is_small_enough_to_mail(file: File):
    """Fonts of 205 KB at the most (fonts whole: 400 KB), and all the rest."""
    with zipfile.ZipFile(io.BytesIO(file.blob)) as archive:
        fonts = sum(entry.compress_size for entry in archive.infolist() if entry.filename.endswith(".odttf"))
    assert fonts <= 205_000
    assert len(file.blob) - fonts <= 45_000

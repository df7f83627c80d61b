"""What a font file says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from generator.faces import Unreadable, embeddable, read
from tests.faces.made import with_rights
from tests.fonts.faces import path_of

GOOD = path_of("Siyasat Sans", "Regular")
BROKEN = Path(__file__).resolve().parents[1] / "broken"

#: fsType, whether it may be embedded where the document is edited, and whether a part of it may.
RIGHTS = [
    (0x0000, True, True),  # installable
    (0x0002, False, True),  # restricted
    (0x0004, False, True),  # preview and print: the document could not be edited
    (0x0008, True, True),  # editable
    (0x000C, True, True),  # of several usages the least restrictive counts
    (0x0006, False, True),
    (0x0100, True, False),  # no subsetting
    (0x0108, True, False),
    (0x0200, False, True),  # bitmaps only
]


@pytest.mark.parametrize(("bits", "allowed", "part"), RIGHTS)
def test_embedding_rights(tmp_path: Path, bits: int, allowed: bool, part: bool) -> None:
    font = read(with_rights(GOOD, tmp_path, bits))
    assert font.fs_type == bits
    assert embeddable(font) is allowed
    assert font.whole_or_not is not part


@pytest.mark.parametrize("flavor", [None, "woff", "woff2"])
def test_a_packed_file_is_the_same_font(tmp_path: Path, flavor: str | None) -> None:
    font = TTFont(GOOD, recalcTimestamp=False)
    font.flavor = flavor
    font.save(tmp_path / "packed")
    packed, plain = read(tmp_path / "packed"), read(GOOD)
    assert packed.data.startswith(b"\x00\x01\x00\x00")
    assert (packed.family, packed.characters, packed.outlines) == (plain.family, plain.characters, plain.outlines)


def test_outlines_of_postscript_are_not_embedded() -> None:
    font = read(BROKEN / "font-postscript" / "face.otf")
    assert font.outlines == "postscript"
    assert not embeddable(font)


@pytest.mark.parametrize("name", ["font-broken", "font-no-font"])
def test_what_is_no_font_is_told(name: str) -> None:
    with pytest.raises(Unreadable, match=r"\w"):
        read(BROKEN / name / "face.ttf")


def test_a_file_that_was_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "face.ttf"
    file.write_bytes(GOOD.read_bytes())
    assert read(file).family == "Siyasat Sans"
    file.write_bytes(path_of("Siyasat Naskh", "Bold").read_bytes())
    assert read(file).family == "Siyasat Naskh"

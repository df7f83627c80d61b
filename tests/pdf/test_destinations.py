"""Named destinations are read from PDFs of either kind."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.pdf.destinations import Unreadable, read
from tests.layout import offices
from tests.pdf.made import pdf


def test_of_our_own_file() -> None:
    made = pdf("ar")
    places, pages = read(made.content)
    assert pages == made.pages
    assert {anchor: places[anchor] for anchor in made.heading_pages} == made.heading_pages


def test_in_a_dictionary_as_libreoffice_writes_them() -> None:
    places = {"5FToc100000001": 2, "p5Fchannels": 3}
    assert read(offices.pdf(3, places)) == (places, 3)


def test_in_a_dictionary_with_the_place_inside() -> None:
    with pikepdf.open(io.BytesIO(offices.pdf(2, {"a": 2}))) as file:
        file.Root.Dests.a = pikepdf.Dictionary(D=file.Root.Dests.a)
        changed = io.BytesIO()
        file.save(changed)
    assert read(changed.getvalue()) == ({"a": 2}, 2)


def test_of_a_file_without_any() -> None:
    assert read(offices.pdf(1, {})) == ({}, 1)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 %%EOF", offices.pdf(2, {"a": 1})[:200]], ids=["", "bare", "cut"])
def test_what_is_no_pdf(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(content)


def test_a_destination_on_no_page() -> None:
    with pikepdf.open(io.BytesIO(offices.pdf(2, {"a": 2}))) as file:
        del file.pages[1]
        changed = io.BytesIO()
        file.save(changed)
    with pytest.raises(Unreadable):
        read(changed.getvalue())

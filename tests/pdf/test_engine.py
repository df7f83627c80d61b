"""The engine's complaints become findings, it fetches only the document's own files, and letters join."""

from __future__ import annotations

import builtins
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from generator import wording
from generator.document.edition import Edition, Paragraph, Run, Side
from generator.pdf import EngineMissing, engine, html, render
from tests.editions import edition
from tests.pdf.made import PLACE

MARK = "القنفذ"


def findings_of(it: Edition) -> dict[str, str]:
    """The rules of an edition's findings, with what they say in English."""
    _, findings = render(it, PLACE)
    assert all(finding.place == PLACE for finding in findings)
    return {finding.rule: wording.problem(finding, "en") for finding in findings}


def with_logo(file: Path) -> Edition:
    it = edition("ar", sections=1)
    assert it.cover.logo
    return replace(it, cover=replace(it.cover, logo=replace(it.cover.logo, file=file)))


def with_text(text: str) -> Edition:
    it = edition("ar", sections=1)
    return replace(it, body=(*it.body, Paragraph((Side("ar", (Run(text, "ar", "rtl"),)),))))


@pytest.mark.parametrize(("file", "content"), [("logo.svg", "<svg"), ("logo.png", "no picture")])
def test_a_broken_picture_is_a_finding(file: str, content: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(content)
    assert "logo" in findings_of(with_logo(tmp_path / file))["engine-warning"]


def test_a_missing_picture_is_a_finding(tmp_path: Path) -> None:
    assert "asset:logo" in findings_of(with_logo(tmp_path / "none.svg"))["engine-warning"]


@pytest.mark.parametrize("character", ["\U00010331", "漢"])
def test_a_character_that_no_face_draws_is_a_finding(character: str) -> None:
    # a system's own fonts may draw it, or none does
    assert findings_of(with_text(f"حرف {character} غريب")).keys() & {"engine-warning", "pdf-foreign-font"}


def test_a_picture_inside_a_picture_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (4, 4)).save(secret)
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<image href="{secret.as_uri()}" width="9" height="9"/></svg>'
    )
    assert "not a part of this document" in findings_of(with_logo(logo))["engine-warning"]


@pytest.mark.parametrize("address", ["https://example.org/x.png", "file:///etc/hostname", "data:image/png,x"])
def test_nothing_else_is_fetched(address: str) -> None:
    xhtml = f'<html lang="en"><head><title>t</title></head><body><img src="{address}" alt="x"/></body></html>'
    rendering = engine.render_xhtml(xhtml, {}, b"1" * 16)
    assert any("not a part of this document" in line for line in rendering.complaints)


def test_a_good_document_leaves_no_trace_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert engine.render(edition("ar", sections=1)).complaints == ()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert logging.getLogger("weasyprint").propagate
    assert logging.getLogger("weasyprint").handlers == [
        handler for handler in logging.getLogger("weasyprint").handlers if type(handler).__name__ != "_Keeper"
    ]


def test_a_missing_library_of_the_system_has_a_name_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def broken(name: str, *others: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *others, **more)

    engine._engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", broken)
    try:
        with pytest.raises(EngineMissing, match="libpango"):
            render(edition("ar", sections=1), PLACE)
    finally:
        monkeypatch.undo()
        engine._engine.cache_clear()


def test_arabic_letters_join_across_neighbouring_runs() -> None:
    """Text extraction does not show whether letters join: this needs the picture."""
    it = with_text(f"{MARK} الخدمة للجمعية")
    parted = (Run(f"{MARK} الخدمة لل", "ar", "rtl"), Run("جمعية", "ar", "rtl"))
    runs = replace(it, body=(*it.body[:-1], Paragraph((Side("ar", parted),))))
    joined = picture(html.xhtml(it), it)
    assert not ImageChops.difference(joined, picture(html.xhtml(runs), it)).getbbox()
    broken = html.xhtml(it).replace("الخدمة للجمعية", "الخدمة لل<span>جمعية</span>")
    assert ImageChops.difference(joined, picture(broken, it)).getbbox()


def picture(xhtml: str, it: Edition) -> Image.Image:
    """The page that holds the marked paragraph."""
    rendering = engine.render_xhtml(xhtml, engine.assets(it), b"1" * 16)
    document = pypdfium2.PdfDocument(rendering.content)
    (page,) = [page for page in document if MARK in page.get_textpage().get_text_range()]
    shown: Image.Image = page.render(scale=2).to_pil()
    document.close()
    return shown

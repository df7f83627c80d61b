"""Typesetting: editions in, Word files out, whose contents have the page numbers of their own layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from generator import docx
from generator.document.edition import Edition
from generator.layout.cache import Layout
from generator.layout.measure import Measure
from generator.layout.passes import Settled, settle
from generator.office import Office
from generator.pdf import raster
from generator.resources import FONTS


def typeset(editions: Sequence[Edition], program: Office, ended: Callable[[], bool]) -> list[Settled | None]:
    """The Word file of each edition, None where LibreOffice does not give it a layout.

    The editions are set in the same faces. Raises KeyboardInterrupt once ``ended`` says so, EngineMissing for a logo
    that cannot be drawn, and what ``docx.write`` raises.
    """
    faces = {face for edition in editions if edition.face for face in (edition.face.regular, edition.face.bold)}
    fonts = (*sorted(FONTS.glob("*.ttf")), *sorted(faces))
    return settle([partial(_written, edition, _logo(edition)) for edition in editions], Measure(program, fonts, ended))


def _logo(edition: Edition) -> bytes | None:
    return raster.png(edition.cover.logo) if edition.cover.logo else None


def _written(edition: Edition, logo: bytes | None, layout: Layout | None) -> bytes | None:
    """The file with the numbers of a layout, of which each heading must have one; at first without any."""
    if layout is None:
        return docx.write(edition, {}, 0, logo)
    pages = docx.heading_pages(edition, layout.page_of)
    whole = len(pages) == len(edition.headings) * len(edition.languages)
    return docx.write(edition, pages, layout.pages, logo) if whole else None

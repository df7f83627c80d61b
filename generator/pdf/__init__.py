"""From an edition to the bytes of a tagged PDF (PDF/UA-1), inspected before anyone sees them.

``html`` lays the edition out as XHTML, ``engine`` makes pages of it, ``structure`` mends the engine's tags
and links, ``inspection`` reads the finished file. Importing this package is cheap; the engine is loaded by
the first rendering.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.edition import Edition
from generator.errors import Finding, Place, error
from generator.pdf.engine import EngineMissing

__all__ = ["EngineMissing", "Pdf", "render"]

#: How often a file is made again whose contents have other numbers than its pages: the engine lays a document out until
#: its page counters stand still, and sometimes stops a step too early.
_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file: its bytes, its number of pages, and the page (from 1) of each heading by its
    anchor."""

    content: bytes
    pages: int
    heading_pages: dict[str, int]


def render(edition: Edition, place: Place) -> tuple[Pdf | None, tuple[Finding, ...]]:
    """The PDF of an edition, and what is wrong with it as errors at ``place``; after an error it must not
    be written.

    The same edition gives the same bytes. Raises EngineMissing where a library of the system is not
    installed.
    """
    from generator.pdf import engine, inspection

    rendering = engine.render(edition)
    contents = inspection.read(rendering.content, edition)
    for _ in range(_AGAIN):
        if inspection.contents_agree(contents, edition):
            break
        rendering = engine.render(edition, inspection.heading_pages(contents, edition))
        contents = inspection.read(rendering.content, edition)
    complaints = tuple(error("engine-warning", place, message=message) for message in rendering.complaints)
    pdf = Pdf(rendering.content, len(contents.texts), inspection.heading_pages(contents, edition))
    return pdf, (*complaints, *inspection.findings(contents, edition, place))

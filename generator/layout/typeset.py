"""Typesetting: editions in, Word files out, whose contents have the page numbers of their own layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator import docx
from generator.document.edition import Edition
from generator.language.inline import Language
from generator.layout.cache import Layout
from generator.layout.measure import Measure
from generator.layout.passes import Settled, settle
from generator.office import Office
from generator.resources import FONTS


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition, and what writes its Word file with the page numbers of its headings and the count of its pages."""

    edition: Edition
    write: Callable[[Mapping[tuple[str, Language], int], int], bytes]

    def __call__(self, layout: Layout | None) -> bytes | None:
        """The file with the numbers of a layout, of which each heading must have one; at first without any."""
        if layout is None:
            return self.write({}, 0)
        edition, pages = self.edition, docx.heading_pages(self.edition, layout.page_of)
        whole = len(pages) == len(edition.headings) * len(edition.languages)
        return self.write(pages, layout.pages) if whole else None


def typeset(drafts: Sequence[Draft], program: Office, ended: Callable[[], bool]) -> list[Settled | None]:
    """The Word file of each edition, None where LibreOffice does not give it a layout.

    The editions are set in the same faces. Raises KeyboardInterrupt once ``ended`` says so, and what writing raises.
    """
    faces = {file for face in (draft.edition.face for draft in drafts) if face for file in (face.regular, face.bold)}
    return settle(drafts, Measure(program, (*sorted(FONTS.glob("*.ttf")), *sorted(faces)), ended))

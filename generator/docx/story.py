"""Paragraphs of one part of the document: text with its direction and style, links, bookmarks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from generator.document.edition import Edition, Run, Side
from generator.docx.bookmarks import Bookmarks
from generator.docx.controls import Controls
from generator.docx.measures import Measures
from generator.docx.numbering import Numbering
from generator.docx.ooxml import Element, element, hex_color, properties, run, tab, w
from generator.docx.styles import style_for
from generator.docx.text import is_digits, marked
from generator.language.inline import Direction, Language

_LONGEST_HANGING = 6


@dataclass(slots=True)
class Book:
    """What all parts of one document share."""

    edition: Edition
    measures: Measures
    bookmarks: Bookmarks
    numbering: Numbering
    controls: Controls
    logo_png: bytes | None = None

    @property
    def rtl(self) -> bool:
        """Whether the pages run right to left."""
        return self.edition.languages[0] == "ar"

    @property
    def bilingual(self) -> bool:
        return len(self.edition.languages) > 1


@dataclass(slots=True)
class Story:
    """A part that holds paragraphs: the document, a header, a footer.

    Links become relationships of that part; ``link_style`` is their character style.
    """

    book: Book
    part: Part
    link_style: str | None = "Hyperlink"
    _ids: dict[str, str] = field(default_factory=dict)

    def paragraph(
        self,
        style: str,
        side: Side,
        *marks: Element | None,
        anchor: str | None = None,
        lead: Iterable[Element] = (),
    ) -> Element:
        """A side as a paragraph: ``marks`` are paragraph properties, ``lead`` runs before the text."""
        content = self.book.bookmarks.mark(anchor, side.language, self.line(side))
        return self.block(style, side.language, [*lead, *content], *marks)

    def block(self, style: str, language: Language, content: Iterable[Element], *marks: Element | None) -> Element:
        """A paragraph of any content, of the direction of a language.

        Its own direction stands directly as well as in the style: the mark of a paragraph tells its label
        and new text their direction (17.3.1.29), and copied text keeps it.
        """
        rtl = language == "ar"
        return w(
            "p",
            properties(
                "pPr",
                w("pStyle", val=style_for(style, language, self.book.edition)),
                w("bidi") if rtl else w("bidi", val=0) if self.book.rtl else None,
                *marks,
                w("rPr", w("rtl")) if rtl else None,
            ),
            *content,
        )

    def line(self, side: Side, style: str | None = None) -> list[Element]:
        """The runs of a side; ``style`` is a character style for all of them."""
        return [self._run(made, text, side.direction, style, side.language) for made, text in marked(side)]

    def _run(self, made: Run, text: str, base: Direction, style: str | None, language: Language) -> Element:
        named = style or (self.link_style if made.href else None)
        marks = [
            w("rStyle", val=named) if named else None,
            w("b") if made.strong else None,
            w("bCs") if made.strong else None,
            w("rtl") if made.direction == "rtl" else None,
            w("cs") if base == "rtl" and made.direction == "ltr" and is_digits(made) else None,
        ]
        if made.slot:
            return self.book.controls.control(made.slot, made.text, *marks, rtl=made.direction == "rtl")
        written = run(text, *marks)
        return self._link(made.href, written, language) if made.href else written

    def _link(self, href: str, content: Element, language: Language) -> Element:
        if href.startswith("#"):
            bookmark = self.book.bookmarks[href[1:], language]
            return element("w:hyperlink", content, attributes={"w:anchor": bookmark, "w:history": "1"})
        if href not in self._ids:
            self._ids[href] = self.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return element("w:hyperlink", content, attributes={"r:id": self._ids[href], "w:history": "1"})

    def label(self, side: Side, *, light: bool = False, color: str | None = None) -> list[Element]:
        """The printed label of a side as text, with the tab after it, or before the text where it is long.

        ``light`` is for labels that are not bold in a bold line.
        """
        if not side.label:
            return []
        light = light or not hangs(side)
        marks = [
            w("b", val=0) if light else None,
            w("bCs", val=0) if light else None,
            w("color", val=hex_color(color)) if color else None,
            w("rtl") if side.direction == "rtl" else None,
        ]
        if not hangs(side):
            return [run(f"{side.label}\u2002", *marks)]
        return [run(side.label, *marks), tab(w("rtl") if side.direction == "rtl" else None)]


def hangs(side: Side) -> bool:
    """Whether a side has a label short enough for the column of numbers ("Annex 1" is not)."""
    return 0 < len(side.label) <= _LONGEST_HANGING


def start(sides: Iterable[Side]) -> str:
    """The text of the first side, for questions about a paragraph as a whole."""
    return next((side.plain for side in sides), "")

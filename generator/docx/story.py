"""Paragraphs of one part of the document: text with its direction and style, links, bookmarks."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from dataclasses import field as member
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part

from generator.document.edition import Edition, Run, Side, Slot
from generator.docx.bookmarks import Bookmarks
from generator.docx.controls import Controls
from generator.docx.measures import Measures
from generator.docx.numbering import Numbering
from generator.docx.ooxml import Element, element, field, name, properties, run, tab, w
from generator.docx.references import References
from generator.docx.styles import Sheet, Variant
from generator.docx.text import is_digits, marked_runs
from generator.language.inline import Direction, Language

_LONGEST_HANGING = 6


@dataclass(slots=True)
class Book:
    """What all parts of one document share."""

    edition: Edition
    measures: Measures
    bookmarks: Bookmarks
    numbering: Numbering
    sheet: Sheet
    references: References
    controls: Controls
    logo_png: bytes | None = None

    @property
    def rtl(self) -> bool:
        """Whether the pages run right to left."""
        return self.edition.languages[0] == "ar"

    @property
    def bilingual(self) -> bool:
        """Whether there are two languages."""
        return len(self.edition.languages) > 1


@dataclass(slots=True)
class Story:
    """A part that holds paragraphs: the document, a header, a footer.

    Links become relationships of that part; ``link_style`` is their character style.
    """

    book: Book
    part: Part
    link_style: str | None = "Hyperlink"
    _ids: dict[str, str] = member(default_factory=dict)

    def paragraph(
        self,
        style: str,
        side: Side,
        *marks: Element | Variant | None,
        anchor: str | None = None,
        lead: Iterable[Element] = (),
    ) -> Element:
        """A side as a paragraph: ``marks`` are paragraph properties and variants of its style, ``lead`` runs before
        the text.
        """
        content = self.book.bookmarks.mark(anchor, side.language, self.line(side))
        return self.block(style, side.language, [*lead, *content], *marks)

    def block(
        self, style: str, language: Language, content: Iterable[Element], *marks: Element | Variant | None
    ) -> Element:
        """A paragraph of any content, of the direction of a language.

        Its style tells its direction, except where Arabic stands in an English document; its mark tells that of its
        label and of new text (17.3.1.29), which a style cannot without telling it to Latin runs too.
        """
        sheet, rtl = self.book.sheet, language == "ar"
        named = sheet.of(style, language)
        for mark in marks:
            named = sheet.variant(named, mark) if isinstance(mark, Variant) else named
        against = sheet.is_rtl(named) != rtl
        return w(
            "p",
            properties(
                "pPr",
                w("pStyle", val=named),
                w("bidi", val=int(rtl)) if against else None,
                *(mark for mark in marks if not isinstance(mark, Variant)),
                w("rPr", w("rtl")) if rtl else None,
            ),
            *content,
        )

    def restyle(self, paragraph: Element, variant: Variant) -> None:
        """Gives a paragraph that is made already a variant of its style."""
        named = paragraph[0].find(name("w:pStyle"))
        named.set(name("w:val"), self.book.sheet.variant(named.get(name("w:val")), variant))

    def space(self, paragraph: Element, side: str) -> int:
        """The space ``before`` or ``after`` a paragraph that is made already, in twips."""
        return self.book.sheet.space(paragraph[0].find(name("w:pStyle")).get(name("w:val")), side)

    def line(self, side: Side, style: str | None = None) -> list[Element]:
        """The runs of a side; ``style`` is a character style for all of them."""
        made: list[Element] = []
        for href, group in groupby(marked_runs(side), key=lambda entry: entry[0].href):
            pieces = list(group)
            if href and href.startswith("#") and len(pieces) > 1:  # a mention that digits or brackets cut in pieces
                runs = [run(text, *self._marks(piece, side.direction, style)) for piece, text in pieces]
                made.append(self._inner_link(href[1:], side.language, runs))
                continue
            for piece, text in pieces:
                made += self._runs(piece, text, side.direction, style, side.language)
        return made

    def _runs(self, made: Run, text: str, base: Direction, style: str | None, language: Language) -> list[Element]:
        marks = self._marks(made, base, style)
        if made.slot:
            return self._control(made, made.slot, text, marks)
        if made.href and made.href.startswith("#"):
            return self._mention(made.href[1:], text, marks, language)
        return [self._link(made.href, run(text, *marks)) if made.href else run(text, *marks)]

    def _marks(self, made: Run, base: Direction, style: str | None) -> list[Element | None]:
        """The run properties of a run in a line of direction ``base``."""
        named = style or ("Strong" if made.strong else self.link_style if made.href else None)
        return [
            w("rStyle", val=named) if named else None,
            w("rtl") if made.direction == "rtl" else None,
            w("cs") if base == "rtl" and made.direction == "ltr" and is_digits(made) else None,
        ]

    def _control(self, made: Run, slot: Slot, text: str, marks: list[Element | None]) -> list[Element]:
        """A place to fill in, between the marks that its text has."""
        before, after = text.split(made.text, 1) if made.text else (text, "")
        control = self.book.controls.control(slot, made.text, *map(deepcopy, marks), rtl=made.direction == "rtl")
        beside = [run(piece, *map(deepcopy, marks)) if piece else None for piece in (before, after)]
        return [element for element in (beside[0], control, beside[1]) if element is not None]

    def _mention(self, anchor: str, text: str, marks: list[Element | None], language: Language) -> list[Element]:
        """A mention of a clause: fields that print its numbers, or a link where its label is text."""
        pieces = self.book.references.pieces(anchor, language, text)
        if pieces is None:
            return [self._inner_link(anchor, language, [run(text, *marks)])]
        made: list[Element] = []
        for piece in pieces:
            if isinstance(piece, str):
                made.append(run(piece, *map(deepcopy, marks)))
            else:
                made += field(f"REF {self.book.bookmarks[piece.anchor, language]} \\n \\h", piece.text, marks)
        return made

    def _inner_link(self, anchor: str, language: Language, runs: Iterable[Element]) -> Element:
        """A link to a clause."""
        attributes = {"w:anchor": self.book.bookmarks[anchor, language], "w:history": "1"}
        return element("w:hyperlink", *runs, attributes=attributes)

    def _link(self, href: str, content: Element) -> Element:
        """A link to an address outside the document."""
        if href not in self._ids:
            self._ids[href] = self.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return element("w:hyperlink", content, attributes={"r:id": self._ids[href], "w:history": "1"})

    def label(self, side: Side, style: str | None = None) -> list[Element]:
        """The printed label of a side as text, with the tab after it, or before the text where it is long.

        ``style`` is its character style; a long one is never bold.
        """
        if not side.label:
            return []
        style = style if hangs(side) else "LabelLight"
        marks = [w("rStyle", val=style) if style else None, w("rtl") if side.direction == "rtl" else None]
        if not hangs(side):
            return [run(f"{side.label}\u2002", *marks)]
        return [run(side.label, *marks), tab(w("rtl") if side.direction == "rtl" else None)]


def hangs(side: Side) -> bool:
    """Whether a side has a label short enough for the column of numbers ("Annex 1" is not)."""
    return 0 < len(side.label) <= _LONGEST_HANGING


def start(sides: Iterable[Side]) -> str:
    """The text of the first side, for questions about a paragraph as a whole."""
    return next((side.plain for side in sides), "")

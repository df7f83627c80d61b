"""The stream of blocks down the pages: paragraphs in one column, or rows of two columns side by side.

Both renderings take the same calls, so that the writers of blocks need not know how many languages there
are.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.docx.ooxml import (
    Element,
    add_property,
    border,
    cell,
    hex_color,
    local_name,
    name,
    row,
    table,
    w,
)
from generator.docx.story import Story

#: Rows with less text than this stay on one page; longer ones may break (letters in one language).
_SHORT = 700


class Flow:
    """Collects the elements of a body."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._elements: list[Element] = []
        self._rows: list[Element] = []
        self._break = False

    def add(self, *columns: Sequence[Element], note: bool = False) -> None:
        """Paragraphs of one clause, a sequence for each language; ``note`` is a band over both columns."""
        if not self.story.book.bilingual:
            self._emit(*columns[0])
            return
        if self._break:
            self.gap()
            for paragraphs in columns:
                _begins_page(paragraphs[0])
        self._rows.append(self._row(columns, note))

    def span(self, *elements: Element, after: int = 0) -> None:
        """Elements as wide as the page; ``after`` is the space below (twips) where the last is a table."""
        self._close()
        for made in elements:
            if self._elements and local_name(made) == local_name(self._elements[-1]) == "tbl":
                self.gap(keep=True)  # Word joins tables that touch
            self._emit(made)
        if elements and local_name(elements[-1]) == "tbl":
            self.gap(after)

    def gap(self, after: int = 0, *, keep: bool = False) -> None:
        """An invisible paragraph: it parts tables, and carries space or the break before them."""
        self._close()
        made = self.story.block("Gap", self.story.book.edition.languages[0], ())
        if after:
            add_property(made[0], w("spacing", after=after, line=20, lineRule="exact"))
        if keep:
            add_property(made[0], w("keepNext"))
        self._emit(made)

    def space(self, after: int) -> None:
        """Ends the rows so far, with space below that vanishes at the end of a page (in a row it stays)."""
        self._close()
        if self._break:
            return  # what comes next begins a page
        if self._elements and local_name(self._elements[-1]) == "tbl":
            leads = _is_heading(self._elements[-1])  # a section that begins with a part: they stay together
            if leads:
                self.hold()
            self.gap(after, keep=leads)
        elif self._elements:
            _widen(self._elements[-1], after)

    def hold(self) -> None:
        """Lets a heading that stands alone in its row keep with what comes next, which is as wide as the page."""
        self._close()
        if self._elements and len(self._elements[-1].findall(name("w:tr"))) == 1:
            _let_split(self._elements[-1])

    def page_break(self) -> None:
        """What comes next begins a page; rows still open are not what comes next."""
        self._close()
        self._break = True

    def position(self) -> int:
        """How many elements there are: the begin of what is added next."""
        self._close()
        return len(self._elements)

    def keep_together(self, since: int) -> None:
        """Keeps everything added since a position on one page, as far as one page holds it."""
        self._close()
        kept = self._elements[since:]
        while kept and local_name(kept[-1]) == "p" and not len(kept[-1].findall(name("w:r"))):
            kept.pop()
        if kept and local_name(kept[-1]) == "tbl":
            kept = kept[:-1] + kept[-1].findall(name("w:tr"))
        for made in kept[:-1]:
            for marks in made.iter(name("w:pPr")):
                add_property(marks, w("keepNext"))
            _let_split(made)

    def finish(self) -> list[Element]:
        """All elements; after a table always a paragraph, which Word needs at the end of a body."""
        self._close()
        if self._elements and local_name(self._elements[-1]) == "tbl":
            self.gap()
        return self._elements

    # ---- columns ----

    def _emit(self, *elements: Element) -> None:
        for made in elements:
            if self._break:
                self._break = False
                if local_name(made) != "p":
                    self.gap()
                    add_property(self._elements[-1][0], w("pageBreakBefore"))
                else:
                    add_property(made[0], w("pageBreakBefore"))
                    _begins_page(made)
            self._elements.append(made)

    def _close(self) -> None:
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        if self._elements and local_name(self._elements[-1]) == "tbl":
            self.gap()
        width = self.story.book.measures.column
        self._emit(table("Columns", (width, width), rows, rtl=True))

    def _row(self, columns: Sequence[Sequence[Element]], note: bool) -> Element:
        width = self.story.book.measures.column
        cells = [cell(width, texts, *self._band(index, note)) for index, texts in enumerate(columns)]
        longest = max(sum(len(text.text or "") for p in column for text in p.iter(name("w:t"))) for column in columns)
        return row(cells, w("cantSplit") if longest < _SHORT else None)

    def _band(self, index: int, note: bool) -> list[Element]:
        palette = self.story.book.edition.palette
        ink, tint = hex_color(palette.ink), hex_color(palette.tint)
        if note:
            # the outer edge: start of the first column, end of the second (17.4.34, 17.4.13 under bidiVisual)
            edge = border(("left", "right")[index], 19, ink)
            return [w("tcBorders", edge), w("shd", val="clear", color="auto", fill=tint)]
        return []


def _is_heading(made: Element) -> bool:
    """Whether a table is the one row of a heading."""
    style = made.find(f".//{name('w:pStyle')}")
    alone = len(made.findall(name("w:tr"))) == 1
    return alone and style is not None and style.get(name("w:val"), "").startswith("Heading")


def _begins_page(paragraph: Element) -> None:
    """Takes away the space above a paragraph at the top of its page (17.3.1.33: attributes hold one by
    one).
    """
    marks = paragraph[0]
    known = marks.find(name("w:spacing"))
    if known is None:
        add_property(marks, w("spacing", before=0))
    else:
        known.set(name("w:before"), "0")


def _widen(paragraph: Element, after: int) -> None:
    """Gives a paragraph at least the space ``after`` below."""
    spacing = paragraph[0].find(name("w:spacing"))
    if spacing is None:
        add_property(paragraph[0], w("spacing", after=after, line=20, lineRule="exact"))
    else:
        spacing.set(name("w:after"), str(max(after, int(spacing.get(name("w:after"), 0)))))


def _let_split(kept: Element) -> None:
    """Rows kept with what follows: LibreOffice 7.4 keeps no table of rows that cannot split."""
    if local_name(kept) == "tbl" and kept.find(".//" + name("w:tblStyle")).get(name("w:val")) == "Columns":
        for marks in list(kept.iter(name("w:cantSplit"))):
            marks.getparent().remove(marks)

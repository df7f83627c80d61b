"""The stream of blocks down the pages: paragraphs in one column, or rows of two columns side by side.

Both renderings take the same calls, so that the writers of blocks need not know how many languages there
are. Space belongs to styles: the only paragraphs without text are those which Word needs between two tables, and
behind a table that ends a part.
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
from generator.docx.styles import variant

#: Rows with less text than this stay on one page; longer ones may break (letters in one language).
_SHORT = 700
_AFTER_NOTE = 160


class Flow:
    """Collects the elements of a body; from ``under_heads`` on, rows of two columns stand under a head or not."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._heads = False
        self._elements: list[Element] = []
        self._rows: list[Element] = []
        self._break = False
        self._apart = 0  # the space that what comes next keeps from what is there, where its style has less
        self._ahead = 0  # the same of the table that the open rows will be

    def under_heads(self, heads: bool) -> None:
        """Whether rows of two columns stand under a head from here on."""
        self._close()
        self._heads = heads

    def add(self, *columns: Sequence[Element], note: bool = False) -> None:
        """Paragraphs of one clause, a sequence for each language; ``note`` is a band over both columns."""
        if not self.story.book.bilingual:
            for made in columns[0]:
                self._emit(made)
            return
        firsts = [paragraphs[0] for paragraphs in columns]
        if self._rows:
            self._keep_apart(firsts)
        else:
            self._ahead = max(self._apart, *(self.story.space(made, "before") for made in firsts))
            self._top(firsts)
        self._rows.append(self._row(columns, note))
        self._apart = _AFTER_NOTE if note else 0

    def span(self, *elements: Element, after: int = 0) -> None:
        """Elements as wide as the page; ``after`` is the space below (twips) where the last is a table."""
        self._close()
        for made in elements:
            self._emit(made)
        self.apart(after)

    def apart(self, space: int) -> None:
        """What comes next keeps at least so much space (twips) from what is there."""
        self._apart = max(self._apart, space)

    def hold(self) -> None:
        """Keeps headings at the end of the rows with what comes next, which is as wide as the page.

        LibreOffice 7.4 keeps only whole tables with what follows, and none of rows that cannot split, so they become
        a table of their own.
        """
        count = 0
        while count < len(self._rows) and _leads(self._rows[-count - 1]):
            count += 1
        if not count:
            return
        leading, self._rows = self._rows[len(self._rows) - count :], self._rows[: len(self._rows) - count]
        if self._rows:
            self._close()
        else:
            self._apart = self._ahead
        made = self._columns(leading)
        _let_split(made)
        self._emit(made)

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
        if kept and local_name(kept[0]) == "p" and not len(kept[0].findall(name("w:r"))):
            kept = kept[1:]  # what parts it from the table before
        if kept and local_name(kept[-1]) == "tbl":
            kept = kept[:-1] + kept[-1].findall(name("w:tr"))
        for made in kept[:-1]:
            for marks in made.iter(name("w:pPr")):
                add_property(marks, w("keepNext"))
            _let_split(made)

    def finish(self) -> list[Element]:
        """All elements; after a table always a paragraph, which Word needs at the end of a body."""
        self._close()
        if self._ends_in_table():
            self._elements.append(self._separator(0))
        return self._elements

    # ---- what stands between ----

    def _emit(self, made: Element) -> None:
        if local_name(made) == "tbl":
            self._part()
        elif self._break:
            add_property(made[0], w("pageBreakBefore"))
            self._top([made])
        else:
            self._keep_apart([made if local_name(made) == "p" else made.find(f".//{name('w:p')}")])
        self._break, self._apart = False, 0
        self._elements.append(made)

    def _part(self) -> None:
        """Parts a table from a table before it, which Word would join with it, and begins its page.

        The space above a table stands here, where it vanishes at the end of a page.
        """
        if not self._ends_in_table():
            return
        between = self._separator(0 if self._break else self._apart)
        if self._break:
            add_property(between[0], w("pageBreakBefore"))
        if _leads(self._elements[-1]):
            add_property(between[0], w("keepNext"))
        self._elements.append(between)

    def _separator(self, after: int) -> Element:
        """The paragraph between two tables: invisible, with space below."""
        space = variant(f"Space {after}", w("spacing", after=after)) if after else None
        return self.story.block("Separator", self.story.book.edition.languages[0], (), space)

    def _keep_apart(self, paragraphs: Sequence[Element]) -> None:
        for made in paragraphs:
            if self._apart > self.story.space(made, "before"):
                self.story.restyle(made, variant("After Table", w("spacing", before=self._apart)))
        self._apart = 0

    def _top(self, paragraphs: Sequence[Element]) -> None:
        """Takes away the space above paragraphs that begin a page or a table."""
        for made in paragraphs:
            if self.story.space(made, "before"):
                self.story.restyle(made, variant("Top", w("spacing", before=0)))

    def _ends_in_table(self) -> bool:
        return bool(self._elements) and local_name(self._elements[-1]) == "tbl"

    # ---- columns ----

    def _close(self) -> None:
        if self._rows:
            rows, self._rows = self._rows, []
            below, self._apart = self._apart, self._ahead
            self._emit(self._columns(rows))
            self._apart = below

    def _columns(self, rows: Sequence[Element]) -> Element:
        """Rows as a table; under a head, which is repeated on every page, where there is text under headings."""
        width, heads = self.story.book.measures.column, self.story.book.edition.column_heads
        if not (self._heads and heads and any(map(_is_text, rows))):
            return table("Columns", (width, width), rows, rtl=True)
        named = " | ".join(side.plain for side in heads)
        texts = w("tblCaption", val=named), w("tblDescription", val=named)
        return table("Columns", (width, width), [self._head(), *rows], *texts, rtl=True, look="0620")

    def _head(self) -> Element:
        story, width = self.story, self.story.book.measures.column
        cells = [cell(width, [story.paragraph("ColumnHead", side)]) for side in story.book.edition.column_heads]
        return row(cells, w("cantSplit"), w("tblHeader"))

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


def _is_text(made: Element) -> bool:
    """Whether a row holds text of the policy: neither only headings nor what is declared in a form."""
    style = made.find(f".//{name('w:pStyle')}")
    return not (_leads(made) or (style is not None and style.get(name("w:val"), "").startswith("Form")))


def _leads(made: Element) -> bool:
    """Whether a row or table holds only headings, or words that announce what follows."""
    for paragraph in made.iter(name("w:p")):
        style = paragraph.find(f"{name('w:pPr')}/{name('w:pStyle')}")
        heading = style is not None and "Heading" in style.get(name("w:val"), "")
        if not heading and paragraph.find(f"{name('w:pPr')}/{name('w:keepNext')}") is None:
            return False
    return True


def _let_split(kept: Element) -> None:
    """Rows kept with what follows: LibreOffice 7.4 keeps no table of rows that cannot split."""
    if local_name(kept) == "tbl" and kept.find(".//" + name("w:tblStyle")).get(name("w:val")) == "Columns":
        for marks in list(kept.iter(name("w:cantSplit"))):
            marks.getparent().remove(marks)

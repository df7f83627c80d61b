"""The second page: opening lines, document control, and the contents.

A contents list is a field whose last result stands in the file (ECMA-376 Part 1, 17.16.5.68), page numbers
included: nothing has to be updated on opening, and a reader who adds text can update it. A bilingual
edition has two lists side by side: the Arabic one gathers headings 1 and 2, the English one headings 4 and
5.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.edition import Heading, Side
from generator.docx.flow import Flow
from generator.docx.measures import PAGE_HEIGHT, mm
from generator.docx.ooxml import Element, cell, element, field, local_name, row, run, tab, table, w
from generator.docx.story import Story, hangs
from generator.docx.styles import variant
from generator.docx.tables import grid
from generator.docx.text import is_digits, marked_runs
from generator.language import digits
from generator.language.inline import Language

Pages = Mapping[tuple[str, Language], int]

_BEFORE_CONTENTS = mm(11)
_BELOW_BASMALA, _BELOW_OPENING = mm(2), mm(8)
_LEVELS: tuple[str, str] = ("1-2", "4-5")
#: From line to line of the contents: as a rule, at least, and where not even that is enough for one page.
_ENTRY, _TIGHT_ENTRY, _LONG_ENTRY = 370, 270, 320
#: Headings and spaces round control table and contents; a line of the control table, and one of the opening.
_ROUND, _CONTROL_LINE, _OPENING_LINE = 2160, 300, 400


def add_front(flow: Flow, pages: Pages) -> None:
    """Everything between cover and body; ``pages`` are the page numbers of headings by anchor and
    language.
    """
    story, edition = flow.story, flow.story.book.edition
    story.book.sheet.set("TOC1", w("spacing", line=_leading(story), lineRule="exact"))  # the others are based on it
    if edition.basmala:
        close = variant("Close", w("spacing", after=_BELOW_BASMALA)) if edition.opening else None
        flow.span(story.paragraph("Basmala", edition.basmala, close))
    for sides in edition.opening:
        last = sides is edition.opening[-1]
        flow.add(*([_opening(story, side, last=last)] for side in sides))
    if edition.control:
        flow.add(*([story.paragraph("FrontHeading", side)] for side in edition.control_title))
        flow.hold()
        flow.span(grid(story, edition.control, story.book.measures.text), after=_BEFORE_CONTENTS)
    if story.book.bilingual:
        _add_columns(flow, pages)
    else:
        flow.span(_list(story, edition.contents_title[0], pages))


def _opening(story: Story, side: Side, *, last: bool) -> Element:
    """A name at the start of the line, the one in the other language of the page at its end."""
    away = not story.book.bilingual and side.language != story.book.edition.languages[0]
    below = variant("Last", w("spacing", after=_BELOW_OPENING)) if last else None
    return story.paragraph("Opening", side, below, variant("End", w("jc", val="right")) if away else None)


def page_number(number: int | None, language: Language, story: Story) -> str:
    """A page number in the digits of its language; empty while it is not known."""
    if number is None:
        return ""
    return digits.to_arabic_indic(str(number)) if language in story.book.edition.indic else str(number)


def _list(story: Story, title: Side, pages: Pages) -> Element:
    """The one list of a single language, as Word's own contents block (17.5.2.12)."""
    heading = story.paragraph("TOCHeading", title)
    return w(
        "sdt",
        w(
            "sdtPr",
            w("alias", val=title.plain),
            w("id", val=1006),
            w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique")),
        ),
        w("sdtContent", heading, *_entries(story, title.language, pages)),
    )


def _add_columns(flow: Flow, pages: Pages) -> None:
    story, width = flow.story, flow.story.book.measures.column
    titles = story.book.edition.contents_title
    flow.add(*([story.paragraph("TOCHeading", side)] for side in titles))
    flow.hold()
    cells = [cell(width, _entries(story, language, pages)) for language in story.book.edition.languages]
    flow.span(table("Columns", [width] * len(cells), [row(cells)], rtl=story.book.rtl))


def _entries(story: Story, language: Language, pages: Pages) -> list[Element]:
    """The paragraphs of one contents field."""
    levels = _LEVELS[story.book.edition.languages.index(language)]
    begin = field(f'TOC \\o "{levels}" \\h \\z \\u', "", [_rtl(language)])
    made = [
        _entry(story, heading, language, pages.get((heading.anchor, language)))
        for heading in story.book.edition.headings
    ]
    after_marks = next(index for index, child in enumerate(made[0]) if local_name(child) != "pPr")
    for place, child in enumerate(begin[:3]):
        made[0].insert(after_marks + place, child)
    return [*made, story.block("Separator", language, begin[4:])]


def _entry(story: Story, heading: Heading, language: Language, page: int | None) -> Element:
    """A line: label, text, leader, page. Everything in it runs in the direction of its language."""
    side = next(side for side in heading.sides if side.language == language)
    rtl = language == "ar"
    bookmark = story.book.bookmarks[heading.anchor, language]
    content = [
        *_texts(side),
        tab(w("noProof"), w("webHidden"), w("rtl") if rtl else None),
        *field(
            f"PAGEREF {bookmark} \\h",
            page_number(page, language, story),
            [w("noProof"), w("webHidden"), _rtl(language)],
        ),
    ]
    link = element("w:hyperlink", *content, attributes={"w:anchor": bookmark, "w:history": "1"})
    flush = None if hangs(side) else variant("Flush", w("ind", hanging=0))
    return story.block(f"TOC{heading.level}", language, [*_number(side, heading.level), link], flush)


def _rtl(language: Language) -> Element | None:
    return w("rtl") if language == "ar" else None


def _leading(story: Story) -> int:
    """From line to line of the contents: less where they then end on the page of the control table."""
    return _LONG_ENTRY if is_long(story) else min(_ENTRY, _fitting(story))


def is_long(story: Story) -> bool:
    """Whether the contents do not end on the page of the control table; the text then goes on below them."""
    return _fitting(story) < _TIGHT_ENTRY


def _fitting(story: Story) -> int:
    """From line to line, so that the contents just fit the page of the control table."""
    edition, measures = story.book.edition, story.book.measures
    room = PAGE_HEIGHT - measures.top - measures.bottom - _ROUND
    if edition.control:
        room -= round(_CONTROL_LINE * edition.control.lines)
    if edition.basmala or edition.opening:
        room -= _OPENING_LINE * (bool(edition.basmala) + len(edition.opening)) + _BELOW_OPENING
    return room // edition.entry_lines


def _number(side: Side, level: int) -> list[Element]:
    """The label and its tab, outside the link: LibreOffice gives links in contents a character style of its own,
    which takes the place of any other.
    """
    if not side.label:
        return []
    style = w("rStyle", val="ContentsNumber" if level == 1 else "ContentsNumber2")
    rtl = side.direction == "rtl"
    if not hangs(side):
        return [run(f"{side.label} ", style, w("rtl") if rtl else None)]
    return [run(side.label, style, w("rtl") if rtl else None), tab(w("rtl") if rtl else None)]


def _texts(side: Side) -> list[Element]:
    """The words of a heading, without the links it may hold: the line is a link already."""
    return [
        run(
            text,
            w("rtl") if made.direction == "rtl" else None,
            w("cs") if side.direction == "rtl" and made.direction == "ltr" and is_digits(made) else None,
        )
        for made, text in marked_runs(side)
    ]

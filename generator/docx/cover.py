"""The first page: masthead, bar and title, and the issue line at its foot. In two languages both halves mirror."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.edition import Side, Sides
from generator.docx.flow import Flow
from generator.docx.measures import mm
from generator.docx.ooxml import Element, border, cell, properties, row, table, w
from generator.docx.picture import logo, size_mm
from generator.docx.story import Story
from generator.language.inline import Language

TOP, BOTTOM = mm(24), mm(24)
_BAR = mm(108)  # from the top edge of the page
_BASMALA = 480 + 510  # its line and the space below, as in the style
_LONG = 60
_LOGO_AFTER = 284
_TITLE_AFTER = mm(10)


def add_cover(flow: Flow) -> None:
    """The cover; the section it stands in ends with ``section_end``."""
    story = flow.story
    cover = story.book.edition.cover
    if cover.basmala:
        flow.span(story.paragraph("Basmala", cover.basmala))
    sides = cover.names
    above = _BASMALA if cover.basmala else 0
    masthead = [cell(_width(story), _masthead(story, side.language)) for side in sides]
    title = [cell(_width(story), _title(story, side)) for side in cover.title]
    rows = [row(masthead, w("trHeight", val=_BAR - TOP - above, hRule="atLeast")), row(title)]
    flow.span(table("Columns", [_width(story)] * len(sides), rows, rtl=story.book.rtl))
    flow.span(_issue(story))


def _width(story: Story) -> int:
    return story.book.measures.column


def _masthead(story: Story, language: Language) -> list[Element]:
    """Logo, letterhead, name and registration of one language; what is absent takes no room."""
    cover = story.book.edition.cover
    first = language == story.book.edition.languages[0]
    made: list[Element] = []
    if cover.logo and first:
        made.append(story.block("CoverLogo", language, [logo(story, cover.logo)]))
    elif cover.logo:
        height = mm(size_mm(cover.logo)[1])
        made.append(story.block("CoverLogo", language, (), w("spacing", line=height, lineRule="exact", after=_LOGO_AFTER)))
    made += _of(story, "CoverNote", cover.letterhead, language)
    made += _of(story, "CoverName", cover.names, language)
    if cover.other_name:
        made.append(story.paragraph("CoverName", cover.other_name, w("jc", val="right")))
    return made + _of(story, "CoverNote", cover.registration, language)


def _of(story: Story, style: str, sides: Sides, language: Language) -> list[Element]:
    return [story.paragraph(style, side) for side in sides if side.language == language]


def _title(story: Story, side: Side) -> list[Element]:
    style = "TitleLong" if len(side.plain) > _LONG else "Title"
    return [story.block("CoverBar", side.language, ()), story.paragraph(style, side, w("spacing", after=_TITLE_AFTER))]


def _issue(story: Story) -> Element:
    """Version and state over a firm rule, at the foot of the page whatever stands above (17.4.57)."""
    cover, measures = story.book.edition.cover, story.book.measures
    ink = story.book.edition.palette.ink.lstrip("#").upper()
    cells = [
        cell(
            measures.column,
            _of(story, "CoverVersion", cover.version, side.language) + _of(story, "CoverNote", cover.state, side.language),
            w("tcBorders", border("top", 7, ink)),
            w("tcMar", w("top", w=mm(3), type="dxa")),
        )
        for side in cover.names
    ]
    place = w(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="margin",
        horzAnchor="margin",
        tblpXSpec="center",
        tblpYSpec="bottom",
    )
    return table(
        "Columns", [measures.column] * len(cells), [row(cells, w("cantSplit"))], place, rtl=story.book.rtl
    )


def section_end(story: Story, marks: Sequence[Element]) -> Element:
    """The paragraph that ends a section (17.6.18)."""
    made = story.block("Gap", story.book.edition.languages[0], (), properties("sectPr", *marks))
    return made

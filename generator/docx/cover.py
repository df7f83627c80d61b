"""The first page: masthead, bar and title, and the issue line at its foot. In two languages both halves
mirror.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy

from generator.document.edition import Side, Sides
from generator.docx.flow import Flow
from generator.docx.measures import COVER_SIDE, PAGE_WIDTH, mm
from generator.docx.ooxml import Element, add_property, cell, hex_color, properties, row, table, w
from generator.docx.picture import logo, size_mm
from generator.docx.story import Story
from generator.language.inline import Language

TOP, BOTTOM = mm(24), mm(24)
_BAR = mm(108)  # from the top edge of the page
_BASMALA = 480 + 510  # its line and the space below, as in the style
_LONG = 60
_LOGO_AFTER = 284
_TITLE_AFTER = mm(10)
_VERSION_LINE, _STATE_LINE = 340, 280  # as in the styles
_LETTERS = 100  # of the state in a line as wide as the page


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
    flow.span(*_issue(story))


def _width(story: Story) -> int:
    """Of one language."""
    return (PAGE_WIDTH - 2 * COVER_SIDE) // len(story.book.edition.languages)


def _masthead(story: Story, language: Language) -> list[Element]:
    """Logo, letterhead, name and registration of one language; what is absent takes no room."""
    cover = story.book.edition.cover
    first = language == story.book.edition.languages[0]
    made: list[Element] = []
    if cover.logo and first:
        made.append(story.block("CoverLogo", language, [logo(story, cover.logo)]))
    elif cover.logo:
        height = mm(size_mm(cover.logo)[1])
        made.append(
            story.block("CoverLogo", language, (), w("spacing", line=height, lineRule="exact", after=_LOGO_AFTER))
        )
    made += _of(story, "Letterhead", cover.letterhead, language)
    made += _of(story, "CoverName", cover.names, language)
    if cover.other_name:
        made.append(story.paragraph("CoverOtherName", cover.other_name, w("jc", val="right")))
    return made + _of(story, "CoverNote", cover.registration, language)


def _of(story: Story, style: str, sides: Sides, language: Language) -> list[Element]:
    return [story.paragraph(style, side) for side in sides if side.language == language]


def _title(story: Story, side: Side) -> list[Element]:
    style = "TitleLong" if len(side.plain) > _LONG else "Title"
    return [
        story.block("CoverBar", side.language, ()),
        story.paragraph(style, side, w("spacing", after=_TITLE_AFTER)),
    ]


def _issue(story: Story) -> list[Element]:
    """Version and state over a firm rule, at the foot of the page whatever stands above: a frame
    (17.3.1.11).
    """
    book = story.book
    cover, languages = book.edition.cover, book.edition.languages
    made: list[Element] = []
    for index, language in enumerate(languages):
        lines = _of(story, "CoverVersion", cover.version, language) + _of(story, "CoverNote", cover.state, language)
        rule = w("top", val="single", sz=7, space=8, color=hex_color(book.edition.palette.ink))
        for line in lines:  # alike borders are one border, and only alike paragraphs are one frame (17.3.1.24)
            add_property(line[0], _frame(story, index))
            add_property(line[0], w("pBdr", deepcopy(rule)))
        made += lines
    return made


def _issue_height(story: Story) -> int:
    """About how high the higher side is, so that both begin alike."""
    cover = story.book.edition.cover
    letters = _LETTERS / len(story.book.edition.languages)
    state = max(math.ceil(len(side.plain) / letters) for side in cover.state)
    return (_VERSION_LINE if cover.version else 0) + state * _STATE_LINE


def _frame(story: Story, index: int) -> Element:
    """The frame of one language; the first language stands where its lines begin."""
    start = "right" if story.book.rtl else "left"
    end = "left" if story.book.rtl else "right"
    return w(
        "framePr",
        w=_width(story),
        h=_issue_height(story),
        hRule="atLeast",
        hSpace=0,
        wrap="around",
        vAnchor="margin",
        hAnchor="margin",
        xAlign=(start, end)[index],
        yAlign="bottom",
    )


def section_end(story: Story, marks: Sequence[Element]) -> Element:
    """The paragraph that ends a section (17.6.18)."""
    return story.block("Gap", story.book.edition.languages[0], (), properties("sectPr", *marks))

"""The first page: masthead, bar and title, and the issue line at its foot. In two languages both halves
mirror.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from copy import deepcopy

from generator.document.edition import Picture, Side, Sides
from generator.docx.flow import Flow
from generator.docx.measures import COVER_SIDE, PAGE_WIDTH, mm
from generator.docx.ooxml import Element, add_property, cell, hex_color, properties, row, table, w
from generator.docx.picture import logo, size_mm
from generator.docx.story import Story
from generator.docx.styles import variant
from generator.language.inline import Language

TOP, BOTTOM = mm(24), mm(24)
_BAR = mm(108)  # from the top edge of the page
_BAR_WIDTH, _BAR_HEIGHT = mm(22), mm(2)
_BASMALA = 480 + 510  # its line and the space below, as in the style
_LONG = 60
_LOGO_AFTER = 284
_VERSION_LINE, _STATE_LINE = 340, 280  # as in the styles
_LETTERS = 100  # of the state in a line as wide as the page


def add_cover(flow: Flow) -> None:
    """The cover; the section it stands in ends with ``section_end``."""
    story = flow.story
    cover = story.book.edition.cover
    if cover.basmala:
        flow.span(story.paragraph("Basmala", cover.basmala))
    above = _BASMALA if cover.basmala else 0
    logo_height = mm(size_mm(cover.logo)[1]) + _LOGO_AFTER if cover.logo else 0
    widths = [_BAR_WIDTH, _width(story) - _BAR_WIDTH]
    if story.book.bilingual:
        widths += widths[::-1]
    rows = [_logo(story, cover.logo)] if cover.logo else []
    masthead = [_wide(story, _masthead(story, side.language)) for side in cover.names]
    rows.append(row(masthead, w("trHeight", val=_BAR - TOP - above - logo_height, hRule="atLeast")))
    rows.append(row(_bars(story, widths), w("trHeight", val=_BAR_HEIGHT, hRule="exact")))
    rows.append(row([_wide(story, [_title(story, side)]) for side in cover.title]))
    flow.span(table("Columns", widths, rows, rtl=story.book.rtl))
    flow.span(*_issue(story))


def _width(story: Story) -> int:
    """Of one language."""
    return (PAGE_WIDTH - 2 * COVER_SIDE) // len(story.book.edition.languages)


def _wide(story: Story, content: list[Element]) -> Element:
    """A cell as wide as a language."""
    return cell(_width(story), content, w("gridSpan", val=2))


def _logo(story: Story, picture: Picture) -> Element:
    """The logo where the lines of the first language begin."""
    language = story.book.edition.languages[0]
    cells = [_wide(story, [story.block("CoverLogo", language, [logo(story, picture)])])]
    if story.book.bilingual:
        cells.append(_wide(story, [_nothing(story)]))
    return row(cells)


def _bars(story: Story, widths: Sequence[int]) -> list[Element]:
    """A bar of the brand's colour where the lines of each language begin."""
    fill = hex_color(story.book.edition.palette.brand)
    return [
        cell(width, [_nothing(story)], w("shd", val="clear", color="auto", fill=fill) if width == _BAR_WIDTH else None)
        for width in widths
    ]


def _nothing(story: Story) -> Element:
    """The paragraph that a cell must hold (17.4.65)."""
    return story.block("Separator", story.book.edition.languages[0], ())


def _masthead(story: Story, language: Language) -> list[Element]:
    """Letterhead, name and registration of one language; what is absent takes no room."""
    cover = story.book.edition.cover
    made = _of(story, "Letterhead", cover.letterhead, language)
    made += _of(story, "CoverName", cover.names, language)
    if cover.other_name:
        made.append(story.paragraph("CoverOtherName", cover.other_name))
    return made + _of(story, "CoverNote", cover.registration, language)


def _of(story: Story, style: str, sides: Sides, language: Language) -> list[Element]:
    return [story.paragraph(style, side) for side in sides if side.language == language]


def _title(story: Story, side: Side) -> Element:
    return story.paragraph("TitleLong" if len(side.plain) > _LONG else "Title", side)


def _issue(story: Story) -> list[Element]:
    """Version and state over a firm rule, at the foot of the page whatever stands above: a frame
    (17.3.1.11).
    """
    book = story.book
    cover, languages = book.edition.cover, book.edition.languages
    rule = w("top", val="single", sz=7, space=8, color=hex_color(book.edition.palette.ink))
    made: list[Element] = []
    for index, language in enumerate(languages):
        lines = _of(story, "CoverVersion", cover.version, language) + _of(story, "CoverNote", cover.state, language)
        for line in lines:  # alike borders are one border, and only alike paragraphs are one frame (17.3.1.24)
            story.restyle(line, variant("Foot", w("pBdr", deepcopy(rule))))
            add_property(line[0], _frame(story, index))  # not in the style: LibreOffice 7.4 would not place it
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
    return story.block("Separator", story.book.edition.languages[0], (), properties("sectPr", *marks))

"""The closing sheet: the sentence of approval, rows for signatures, a place for the stamp, the history of
versions.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.edition import Approval, Edition
from generator.docx.blocks import add_heading, add_paragraph
from generator.docx.flow import Flow
from generator.docx.measures import mm
from generator.docx.ooxml import Element, cell, hex_color, row, table, w
from generator.docx.story import Story
from generator.docx.tables import add_table

_STAMP_WIDTH, _STAMP_HEIGHT = mm(58), mm(36)
_PADDING = ("top", mm(2)), ("left", mm(3)), ("right", mm(3))
_MOST_BELOW_TEXT = mm(80)
_SIDES = ("top", "left", "bottom", "right")


def add_approval(flow: Flow, pages: Mapping[str, int]) -> None:
    """The approval, kept on one page; ``pages`` are the page numbers of headings by anchor."""
    story = flow.story
    approval = story.book.edition.approval
    begin = flow.position()
    if _needs_page(story.book.edition, pages):
        flow.page_break()
    add_heading(flow, approval.heading)
    for paragraph in approval.paragraphs:
        add_paragraph(flow, paragraph)
    if approval.signatures:
        add_table(flow, approval.signatures)
    if approval.stamp:
        flow.gap()
        flow.span(_stamp(story), after=120)
    if approval.history:
        if approval.history_title:
            indent = story.book.measures.indent
            place = w("ind", left=indent) if indent else None
            flow.add(*([story.paragraph("PlainHeading", side, place)] for side in approval.history_title))
        add_table(flow, approval.history)
    flow.keep_together(begin)


def _needs_page(edition: Edition, pages: Mapping[str, int]) -> bool:
    """Whether the sheet begins a page: where it is high, and not known to fit below the section before it.

    Word keeps it together anyway; LibreOffice 7.4 parts its tables.
    """
    *before, last = (pages.get(heading.anchor) for heading in edition.headings)
    fits = bool(before) and last is not None and before[-1] == last
    return not fits and _height(edition.approval) > _MOST_BELOW_TEXT


def _height(approval: Approval) -> int:
    """About how high the sheet is, in twips, without lines that wrap."""
    rows = [len(table.rows) + 1 for table in (approval.signatures, approval.history) if table]
    stamp = _STAMP_HEIGHT + mm(8) if approval.stamp else 0
    return mm(15) * (1 + len(approval.paragraphs)) + mm(10) * sum(rows) + mm(12) * len(rows) + stamp


def _stamp(story: Story) -> Element:
    """A dashed box where lines begin, in a table of full width: LibreOffice sets others at the left."""
    book = story.book
    indent = book.measures.indent
    rule = hex_color(book.edition.palette.rule)
    dashes = [w(side, val="dashed", sz=4, space=0, color=rule) for side in _SIDES]
    texts = [story.paragraph("Stamp", side) for side in book.edition.approval.stamp]
    width = book.measures.text - indent - _STAMP_WIDTH
    cells = [
        cell(
            _STAMP_WIDTH,
            texts,
            w("tcBorders", *dashes),
            w("tcMar", *(w(side, w=room, type="dxa") for side, room in _PADDING)),
        ),
        cell(width, [story.block("Stamp", book.edition.languages[0], ())]),
    ]
    return table(
        "Columns",
        [_STAMP_WIDTH, width],
        [row(cells, w("cantSplit"), w("trHeight", val=_STAMP_HEIGHT, hRule="exact"))],
        w("tblInd", w=indent, type="dxa") if indent else None,
        rtl=book.rtl,
    )

"""The closing sheet: the sentence of approval, rows for signatures, a place for the stamp, the history of
versions.
"""

from __future__ import annotations

from generator.docx.blocks import add_heading, add_paragraph
from generator.docx.flow import Flow
from generator.docx.measures import mm
from generator.docx.ooxml import Element, cell, hex_color, row, table, w
from generator.docx.story import Story
from generator.docx.tables import add_table

_STAMP_WIDTH, _STAMP_HEIGHT = mm(58), mm(36)
_PADDING = ("top", mm(2)), ("left", mm(3)), ("right", mm(3))
_SIDES = ("top", "left", "bottom", "right")


def add_approval(flow: Flow) -> None:
    """The approval, kept on one page."""
    story = flow.story
    approval = story.book.edition.approval
    begin = flow.position()
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


def _stamp(story: Story) -> Element:
    """A dashed box where lines begin, in a table of full width: LibreOffice sets others at the left.

    The row is as high as it is, so it need not say that it cannot split; where it says so, LibreOffice 7.4
    does not keep it with what follows.
    """
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
        [row(cells, w("trHeight", val=_STAMP_HEIGHT, hRule="exact"))],
        w("tblInd", w=indent, type="dxa") if indent else None,
        rtl=book.rtl,
    )

"""The closing sheet: the sentence of approval, rows for signatures, a place for the stamp, the history of
versions.
"""

from __future__ import annotations

from generator.document.edition import Side, Table
from generator.docx.blocks import add_heading, add_paragraph
from generator.docx.flow import Flow
from generator.docx.forms import add_form
from generator.docx.measures import mm
from generator.docx.ooxml import Element, cell, hex_color, row, table, w
from generator.docx.story import Story
from generator.docx.styles import variant
from generator.docx.tables import add_table, grid

_STAMP_WIDTH, _STAMP_WIDTH_BESIDE = mm(58), mm(49)
_STAMP_HEIGHT, _STAMP_HEIGHT_TIGHT = mm(36), mm(31)
_BESIDE = mm(6)  # between signatures and stamp
_PADDING = ("top", mm(2)), ("left", mm(3)), ("right", mm(3))
_SIDES = ("top", "left", "bottom", "right")
_AFTER, _AFTER_TIGHT = 200, 100
_ABOVE_HISTORY = 240


def add_approval(flow: Flow) -> None:
    """The approval, kept on one page."""
    story = flow.story
    edition = story.book.edition
    approval = edition.approval
    tight = approval.is_crowded
    after = _AFTER_TIGHT if tight else _AFTER
    if approval.heading.anchor in edition.sheets:
        flow.page_break()
    begin = flow.position()
    add_heading(flow, approval.heading)
    for paragraph in approval.paragraphs:
        add_paragraph(flow, paragraph, "ClosingText" if tight else "BodyText")
    if approval.record:
        add_form(flow, approval.record)
    if approval.signatures and approval.stamp and story.book.bilingual:
        flow.span(_beside(story, approval.signatures, tight), after=after)
    else:
        if approval.signatures:
            add_table(flow, approval.signatures, tight=tight)
        if approval.stamp:
            flow.span(_below(story, tight), after=after)
    if approval.history:
        if approval.history_title:
            flow.apart(_ABOVE_HISTORY)
            flow.add(*([_history_title(story, side)] for side in approval.history_title))
        add_table(flow, approval.history, tight=tight)
    flow.keep_together(begin)


def _history_title(story: Story, side: Side) -> Element:
    indent = story.book.measures.indent
    return story.paragraph("PlainHeading", side, variant("Indented", w("ind", left=indent)) if indent else None)


def _below(story: Story, tight: bool) -> Element:
    """The stamp's box where lines begin, in a table of full width: LibreOffice sets others at the left.

    The row is as high as it is, so it need not say that it cannot split; where it says so, LibreOffice 7.4
    does not keep it with what follows.
    """
    measures = story.book.measures
    width = measures.text - measures.indent - _STAMP_WIDTH
    height = _STAMP_HEIGHT_TIGHT if tight else _STAMP_HEIGHT
    return table(
        "Columns",
        [_STAMP_WIDTH, width],
        [row([_stamp(story, _STAMP_WIDTH), _blank(story, width)], w("trHeight", val=height, hRule="exact"))],
        w("tblInd", w=measures.indent, type="dxa") if measures.indent else None,
        rtl=story.book.rtl,
    )


def _beside(story: Story, signatures: Table, tight: bool) -> Element:
    """Signatures, and the stamp's box at the end of the line: two languages need the room below."""
    width = story.book.measures.text - _BESIDE - _STAMP_WIDTH_BESIDE
    height = _STAMP_HEIGHT_TIGHT if tight else _STAMP_HEIGHT
    cells = [
        cell(width, [grid(story, signatures, width, tight=tight), _gap(story)]),
        _blank(story, _BESIDE),
        _stamp(story, _STAMP_WIDTH_BESIDE),
    ]
    widths = [width, _BESIDE, _STAMP_WIDTH_BESIDE]
    return table("Columns", widths, [row(cells, w("trHeight", val=height, hRule="atLeast"))], rtl=story.book.rtl)


def _stamp(story: Story, width: int) -> Element:
    """A dashed box."""
    rule = hex_color(story.book.edition.palette.rule)
    dashes = [w(side, val="dashed", sz=3, space=0, color=rule) for side in _SIDES]
    texts = [story.paragraph("Stamp", side) for side in story.book.edition.approval.stamp]
    room = (w(side, w=size, type="dxa") for side, size in _PADDING)
    return cell(width, texts, w("tcBorders", *dashes), w("tcMar", *room))


def _blank(story: Story, width: int) -> Element:
    return cell(width, [_gap(story)])


def _gap(story: Story) -> Element:
    return story.block("Separator", story.book.edition.languages[0], ())

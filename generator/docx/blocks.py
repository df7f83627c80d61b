"""The blocks of the body: headings, paragraphs, lists, notes, tables, forms."""

from __future__ import annotations

from generator.document.edition import (
    Block,
    Edition,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Side,
    Table,
)
from generator.docx.flow import Flow
from generator.docx.forms import add_form
from generator.docx.measures import mm
from generator.docx.numbering import Label
from generator.docx.ooxml import Element, run, w
from generator.docx.story import Story, hangs, start
from generator.docx.styles import variant
from generator.docx.tables import add_table
from generator.language.inline import Language

_LAST_ITEM = 120
_MARKER = mm(6)  # room for a marker that is text


def add_body(flow: Flow, edition: Edition) -> None:
    """The body; sections that begin with a form are sheets of their own."""
    sheets = edition.sheets
    for index, block in enumerate(edition.body):
        if isinstance(block, Heading) and index and block.anchor in sheets:
            flow.page_break()
        add_block(flow, block)


def add_annexes(flow: Flow, edition: Edition) -> None:
    """The annexes, each on a new page."""
    for block in edition.annexes:
        if isinstance(block, Heading) and block.level == 1:
            flow.page_break()
        add_block(flow, block)


def add_block(flow: Flow, block: Block) -> None:
    """Any block."""
    if isinstance(block, Heading):
        add_heading(flow, block)
    elif isinstance(block, Paragraph):
        add_paragraph(flow, block)
    elif isinstance(block, List):
        _add_list(flow, block, {})
    elif isinstance(block, Note):
        _add_note(flow, block)
    elif isinstance(block, Table):
        add_table(flow, block)
    else:
        add_form(flow, block)


# Text ---


def add_heading(flow: Flow, block: Heading) -> None:
    """A heading of a real heading style; its number is automatic where Word makes the same one."""
    story, hang = flow.story, flow.story.book.measures.hang
    columns = []
    for side in block.sides:
        label = story.book.numbering.heading_label(block, side.language)
        marks: list[Element] = []
        lead: list[Element] = []
        if label.num_id is None or not side.label:
            above = bool(side.label) and not hangs(side)  # of an annex, whose forms begin at the edge too
            marks = [_indented(story, side, 0 if above else hang, hang if hangs(side) else 0)]
            lead = story.label(side, "LabelLight" if block.level > 1 else None)
        columns.append([story.paragraph(f"Heading{block.level}", side, *marks, anchor=block.anchor, lead=lead)])
    flow.add(*columns)


def add_paragraph(flow: Flow, block: Paragraph, style: str = "BodyText") -> None:
    """A paragraph; one that ends in a colon stays with what it announces."""
    style = "Muted" if block.muted else style
    keep = start(block.sides).rstrip().endswith(":")
    flow.add(
        *(
            [flow.story.paragraph(style, side, w("keepNext") if keep else None, anchor=block.anchor)]
            for side in block.sides
        )
    )


def _add_note(flow: Flow, block: Note) -> None:
    story = flow.story
    labels = {side.language: side for side in block.labels}
    columns = []
    for side in block.sides:
        lead: list[Element] = []
        if side.language in labels:
            rtl = w("rtl") if side.direction == "rtl" else None
            lead = [*story.line(labels[side.language], "NoteLabel"), run("\u2002", rtl)]
        columns.append([story.paragraph("Note", side, anchor=block.anchor, lead=lead)])
    flow.add(*columns, note=True)


# Lists ---


def _add_list(flow: Flow, block: List, parents: dict[Language, Label]) -> None:
    story = flow.story
    labels = {
        language: story.book.numbering.list_label(block, language, parents.get(language))
        for language in story.book.edition.languages
    }
    for item in block.items:
        last = item is block.items[-1] and block.depth == 0 and not item.children
        columns = [[_item(flow, block, item, side, labels[side.language], last)] for side in item.sides]
        flow.add(*columns)
        for child in item.children:
            _add_list(flow, child, labels)


def _item(flow: Flow, block: List, item: Item, side: Side, label: Label, last: bool) -> Element:
    story, measures = flow.story, flow.story.book.measures
    marks = [
        variant("Last", w("spacing", after=_LAST_ITEM)) if last else None,
        w("keepNext") if item.children or side.plain.rstrip().endswith(":") else None,
    ]
    anchors = block.anchor if item is block.items[0] and not item.anchor else item.anchor
    style = f"List{'Bullet' if block.marker == 'bullet' else 'Number'}{'2' if block.depth else ''}"
    if label.num_id is None:
        left = measures.hang + (block.depth + 1) * measures.step
        marks.append(_indented(story, side, left, _MARKER))
        lead = story.label(side, "ListLabel")
        return story.paragraph(style, side, *marks, anchor=anchors, lead=lead)
    marks.append(w("numPr", w("ilvl", val=label.level), w("numId", val=label.num_id)))
    return story.paragraph(style, side, *marks, anchor=anchors)


def _indented(story: Story, side: Side, left: int, hanging: int) -> Element:
    """The numbering of a paragraph whose label is text."""
    return w("numPr", w("ilvl", val=0), w("numId", val=story.book.numbering.plain(side.language, left, hanging)))

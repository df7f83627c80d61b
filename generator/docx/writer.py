"""From an edition to a Word file."""

from __future__ import annotations

from collections.abc import Mapping

from docx.opc.constants import RELATIONSHIP_TYPE

from generator.document.edition import Edition
from generator.docx import record
from generator.docx.approval import add_approval
from generator.docx.blocks import add_annexes, add_body
from generator.docx.bookmarks import Bookmarks
from generator.docx.contents import add_front, is_long
from generator.docx.cover import BOTTOM, TOP, add_cover, section_end
from generator.docx.flow import Flow
from generator.docx.furniture import footer, header
from generator.docx.measures import COVER_SIDE, PAGE_HEIGHT, PAGE_WIDTH, Measures, measures, mm
from generator.docx.numbering import Numbering
from generator.docx.ooxml import Element, element, properties, w
from generator.docx.package import Parts
from generator.docx.readback import record_of
from generator.docx.story import Book, Story


def write(edition: Edition, heading_pages: Mapping[str, int], pages: int, logo_png: bytes | None = None) -> bytes:
    """The Word file of an edition, the same bytes every time.

    ``heading_pages`` are the page numbers of headings by anchor, printed in the contents; ``pages`` is
    their count. ``logo_png`` is a rendering of a logo that is an SVG, for programs that draw none. Raises
    KeyError for a link to a clause that is not there, OSError for a logo or font that cannot be read.
    """
    sizes = measures(edition)
    book = Book(edition, sizes, Bookmarks(edition), Numbering(edition, sizes), logo_png)
    parts = Parts(edition)
    story = Story(book, parts.document)
    head, foot = parts.header(), parts.footer()
    head.element.extend(header(Story(book, head, None)))
    foot.element.extend(footer(Story(book, foot, None), pages))
    references = [
        _reference("headerReference", parts.relate(head, RELATIONSHIP_TYPE.HEADER)),
        _reference("footerReference", parts.relate(foot, RELATIONSHIP_TYPE.FOOTER)),
    ]
    body = parts.document.element[0]
    body.extend(_cover(story))
    body.extend(_pages(story, heading_pages))
    body.append(properties("sectPr", *references, *_section(book, sizes.top, sizes.bottom, sizes.side)))
    kept = record_of(edition, book.bookmarks.names, parts.document.element)
    parts.add_data("record", record.NAMESPACE, record.written(kept))
    return parts.finish(book.numbering.part(), pages)


def _cover(story: Story) -> list[Element]:
    """The cover is a section of its own, without header and footer."""
    flow = Flow(story)
    add_cover(flow)
    marks = [*_section(story.book, TOP, BOTTOM, COVER_SIDE), w("titlePg")]
    return [*flow.finish(), section_end(story, marks)]


def _pages(story: Story, heading_pages: Mapping[str, int]) -> list[Element]:
    flow = Flow(story)
    add_front(flow, heading_pages)
    if not is_long(story):
        flow.page_break()
    add_body(flow, story.book.edition)
    add_approval(flow)
    add_annexes(flow, story.book.edition)
    return flow.finish()


def _section(book: Book, top: int, bottom: int, side: int) -> list[Element]:
    """Page size, margins and direction of a section (17.6)."""
    sizes: Measures = book.measures
    return [
        w("type", val="nextPage"),
        w("pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        w(
            "pgMar",
            top=top,
            right=side,
            bottom=bottom,
            left=side,
            header=sizes.header,
            footer=sizes.footer,
            gutter=0,
        ),
        w("cols", space=mm(12.5)),
        *([w("bidi"), w("rtlGutter")] if book.rtl else []),
    ]


def _reference(tag: str, relationship: str) -> Element:
    return element(f"w:{tag}", attributes={"w:type": "default", "r:id": relationship})

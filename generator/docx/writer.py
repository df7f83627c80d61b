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
from generator.docx.controls import DATA, NAMESPACE, Controls
from generator.docx.cover import BOTTOM, TOP, add_cover, section_end
from generator.docx.flow import Flow
from generator.docx.furniture import footer, header
from generator.docx.measures import COVER_SIDE, PAGE_HEIGHT, PAGE_WIDTH, Measures, measures, mm
from generator.docx.numbering import Numbering
from generator.docx.ooxml import Element, element, properties, w
from generator.docx.package import Parts
from generator.docx.readback import record_of
from generator.docx.references import References
from generator.docx.story import Book, Story
from generator.docx.styles import LABEL_FAMILY, Sheet
from generator.language.inline import Language


def write(
    edition: Edition,
    heading_pages: Mapping[tuple[str, Language], int],
    pages: int,
    logo_png: bytes | None = None,
    *,
    protect: bool = False,
) -> bytes:
    """The Word file of an edition, the same bytes every time.

    ``heading_pages`` are the page numbers of headings by anchor and language, printed in the contents; one
    that is not there is left empty. ``pages`` is how many pages the file has. ``logo_png`` is a rendering of
    a logo that is an SVG, for programs that draw none. Where it is to ``protect`` the file, Word lets people
    fill in its controls and change nothing else. Raises KeyError for a link to a clause that is not there,
    OSError for a logo or font that cannot be read.
    """
    sizes = measures(edition)
    numbering = Numbering(edition, sizes)
    controls = Controls(edition.face.family if edition.face else LABEL_FAMILY)
    mentions = References(edition, numbering)
    book = Book(edition, sizes, Bookmarks(edition), numbering, Sheet(edition), mentions, controls, logo_png)
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
    kept = record_of(edition, book.bookmarks.names, parts.document.element, book.sheet.root)
    parts.add_data("record", record.NAMESPACE, record.written(kept))
    styles = book.sheet.part()
    if (facts := controls.facts()) is not None:
        parts.add_data(DATA, NAMESPACE, facts)
    if (glossary := controls.glossary()) is not None:
        parts.add_glossary(glossary, styles)
    left = "forms" if controls.any else "readOnly"  # where there is nothing to fill in
    return parts.finish(book.numbering.part(), styles, pages, left if protect else None)


def _cover(story: Story) -> list[Element]:
    """The cover is a section of its own, without header and footer."""
    flow = Flow(story)
    add_cover(flow)
    marks = [*_section(story.book, TOP, BOTTOM, COVER_SIDE), w("titlePg")]
    return [*flow.finish(), section_end(story, marks)]


def _pages(story: Story, heading_pages: Mapping[tuple[str, Language], int]) -> list[Element]:
    flow = Flow(story)
    add_front(flow, heading_pages)
    if not is_long(story):
        flow.page_break()
    flow.under_heads(True)
    add_body(flow, story.book.edition)
    flow.under_heads(False)  # the approval needs its page for itself
    add_approval(flow)
    flow.under_heads(True)
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

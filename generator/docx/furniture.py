"""Header, footer and watermark: what stands on every page but the cover."""

from __future__ import annotations

import math
from collections.abc import Iterable
from copy import deepcopy

from generator.document.edition import Side, Sides
from generator.docx.contents import page_number
from generator.docx.measures import HEADER_START, PAGE_HEIGHT, PAGE_WIDTH, mm
from generator.docx.ooxml import Element, border, cell, element, field, hex_color, row, run, table, w
from generator.docx.story import Story
from generator.docx.styles import LABEL_FAMILY, Variant, variant
from generator.language.inline import Language

_END = "right"  # of w:jc: the end of the line in either direction (17.18.44, as Word and LibreOffice read it)
_BETWEEN_PAGES = mm(2)
_GREY = "#f0f0f0"
_ANGLE = 38  # degrees upwards
_WIDTH = 340.0  # of the first word, in points
_LESS = 0.72  # the second word is smaller, so that the first leads
_PROPORTION = {"ar": 0.56, "en": 0.487}  # height of a line to the length of the word, in Siyasat Sans


def header(story: Story) -> list[Element]:
    """Title at the start, name at the end, a hairline; in two languages each at its side, name first."""
    book = story.book
    furniture, width = book.edition.furniture, book.measures.text
    rule = w("tcBorders", border("bottom", 3, hex_color(book.edition.palette.rule)))
    room = w("tcMar", w("bottom", w=mm(2), type="dxa"))
    if book.bilingual:
        contents = [
            [
                story.paragraph("Header", side)
                for sides in (furniture.name, furniture.title)
                for side in sides
                if side.language == language
            ]
            for language in book.edition.languages
        ]
        widths = [width // 2, width - width // 2]
    else:
        contents = [
            [story.paragraph("Header", furniture.title[0])],
            [story.paragraph("Header", furniture.name[0], variant("End", w("jc", val=_END)))],
        ]
        start = round(width * HEADER_START)
        widths = [start, width - start]
    cells = [
        cell(share, content, deepcopy(rule), deepcopy(room), w("vAlign", val="bottom"))
        for share, content in zip(widths, contents, strict=True)
    ]
    last = story.block("Separator", "en", list(_watermarks(story)))  # LibreOffice mirrors places in Arabic paragraphs
    return [table("Columns", widths, [row(cells)], rtl=book.rtl), last]


def footer(story: Story, pages: int) -> list[Element]:
    """Identity at the start, page at the end (in two languages the pages between them), lines of contact
    below.
    """
    book = story.book
    furniture, languages = book.edition.furniture, book.edition.languages
    if book.bilingual:
        contents = [
            _line(story, furniture.identity, languages[0]),
            *(
                [_page(story, language, pages, variant("Inner", w("ind", right=_BETWEEN_PAGES)))]
                for language in languages
            ),
            _line(story, furniture.identity, languages[1]),
        ]
        shares = [33, 17, 17, 33]
    else:
        contents = [_line(story, furniture.identity, languages[0]), [_page(story, languages[0], pages)]]
        shares = [70, 30]
    width = book.measures.text
    widths = [width * share // 100 for share in shares]
    widths[-1] += width - sum(widths)
    made = [table("Columns", widths, [row(map(cell, widths, contents))], rtl=book.rtl)]
    return made + _contact(story)


def _line(story: Story, sides: Sides, language: Language) -> list[Element]:
    """The side of a language, or an empty paragraph of its direction."""
    found = [story.paragraph("Footer", side) for side in sides if side.language == language]
    return found or [story.block("Footer", language, ())]


def _contact(story: Story) -> list[Element]:
    """Lines of contact in a table of their own, centred in one language, else each on its side."""
    book = story.book
    lines = book.edition.furniture.contact
    if not lines:
        return [story.block("Separator", book.edition.languages[0], ())]
    count = len(book.edition.languages)
    width = book.measures.text // count
    rows = [
        row(
            cell(
                width,
                [
                    story.paragraph(
                        "Contact", side, None if book.bilingual else variant("Centred", w("jc", val="center"))
                    )
                ],
            )
            for side in sides
        )
        for sides in lines
    ]
    space = variant("Contact", w("spacing", after=mm(1.4)))
    above, below = (story.block("Separator", book.edition.languages[0], (), mark) for mark in (space, None))
    return [above, table("Columns", [width] * count, rows, rtl=book.rtl), below]


def _page(story: Story, language: Language, pages: int, place: Variant | None = None) -> Element:
    """Page x of y. The fields count live; no field can be told its digits, they are a setting of the
    viewer.
    """
    before, between, after = story.book.edition.furniture.page[language]
    rtl = [w("rtl")] if language == "ar" else []

    def words(text: str) -> list[Element]:
        return [run(text, *deepcopy(rtl))] if text else []

    content = [
        *words(before),
        *field("PAGE", page_number(2, language, story), rtl),
        *words(between),
        *field("NUMPAGES", page_number(pages, language, story), rtl),
        *words(after),
    ]
    return story.block("Footer", language, content, variant("End", w("jc", val=_END)), place)


# Watermark ---


def _watermarks(story: Story) -> Iterable[Element]:
    """WordArt behind the text (VML, ECMA-376 Part 4, 19.1), one word a language, together in the middle of
    the page.
    """
    sides = story.book.edition.watermark
    boxes = [_box(side, _WIDTH * (_LESS if index else 1)) for index, side in enumerate(sides)]
    above = -sum(height for _, height in boxes) / 2
    for index, (side, (width, height)) in enumerate(zip(sides, boxes, strict=True)):
        shape = _shape(story, side, index, width, height, above + height / 2)
        above += height
        kind = _shape_type() if index == 0 else None
        yield w("r", w("rPr", w("noProof")), w("pict", *([kind] if kind is not None else []), shape))


def _box(side: Side, width: float) -> tuple[float, float]:
    """A word's box in points, as high as its line is: both Word and LibreOffice then keep its centre where
    it is.
    """
    return width, width * _PROPORTION[side.language]


def _shape(story: Story, side: Side, index: int, width: float, height: float, below: float) -> Element:
    """A word as large as its box, turned; ``below`` is how far its line is under the middle of all."""
    face = story.book.edition.face
    angle = math.radians(_ANGLE)
    left = PAGE_WIDTH / 40 + below * math.sin(angle) - width / 2
    top = PAGE_HEIGHT / 40 + below * math.cos(angle) - height / 2
    style = {
        "position": "absolute",
        "margin-left": f"{left:.1f}pt",
        "margin-top": f"{top:.1f}pt",
        "width": f"{width:.1f}pt",
        "height": f"{height:.1f}pt",
        "rotation": str(360 - _ANGLE),
        "z-index": f"-{251658752 + index}",
        "mso-position-horizontal-relative": "page",
        "mso-position-vertical-relative": "page",
    }
    family = face.family if face else LABEL_FAMILY
    return element(
        "v:shape",
        element("v:textpath", attributes={"style": f'font-family:"{family}";font-size:1pt', "string": side.plain}),
        attributes={
            "id": f"PowerPlusWaterMarkObject{2049 + index}",
            "o:spid": f"_x0000_s{2049 + index}",
            "type": "#_x0000_t136",
            "alt": side.plain,
            "style": ";".join(f"{key}:{value}" for key, value in style.items()),
            "o:allowincell": "f",
            "fillcolor": _GREY,
            "stroked": "f",
        },
    )


def _shape_type() -> Element:
    """The text along a line that Word knows as type 136."""
    return element(
        "v:shapetype",
        element("v:formulas", *(element("v:f", attributes={"eqn": equation}) for equation in _EQUATIONS)),
        element(
            "v:path",
            attributes={
                "textpathok": "t",
                "o:connecttype": "custom",
                "o:connectlocs": "@9,0;@10,10800;@11,21600;@12,10800",
                "o:connectangles": "270,180,90,0",
            },
        ),
        element("v:textpath", attributes={"on": "t", "fitshape": "t"}),
        element("v:handles", element("v:h", attributes={"position": "#0,bottomRight", "xrange": "6629,14971"})),
        element("o:lock", attributes={"v:ext": "edit", "text": "t", "shapetype": "t"}),
        attributes={
            "id": "_x0000_t136",
            "coordsize": "21600,21600",
            "o:spt": "136",
            "adj": "10800",
            "path": "m@7,l@8,m@5,21600l@6,21600e",
        },
    )


_EQUATIONS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)

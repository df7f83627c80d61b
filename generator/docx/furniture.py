"""Header, footer and watermark: what stands on every page but the cover."""

from __future__ import annotations

from collections.abc import Iterable

from generator.document.edition import Side, Sides
from generator.docx.contents import page_number
from generator.docx.measures import mm
from generator.docx.ooxml import Element, border, cell, element, field, name, row, run, table, w
from generator.docx.story import Story
from generator.docx.styles import LABEL_FAMILY, TEXT_FAMILY
from generator.language.inline import Language

_END = "right"  # of w:jc: the end of the line in either direction (17.18.44, as Word and LibreOffice read it)
_GREY = "#f0f0f0"
_ANGLE = 322  # degrees clockwise: 38 upwards


def header(story: Story) -> list[Element]:
    """Title at the start, name at the end, a hairline; in two languages each on its side, name above title."""
    book = story.book
    furniture, width = book.edition.furniture, book.measures.text
    rule = w("tcBorders", border("bottom", 3, book.edition.palette.rule.lstrip("#").upper()))
    room = w("tcMar", w("bottom", w=mm(2), type="dxa"))
    if book.bilingual:
        contents = [
            [story.paragraph("Header", side) for sides in (furniture.name, furniture.title) for side in sides if side.language == language]
            for language in book.edition.languages
        ]
        widths = [width // 2, width - width // 2]
    else:
        contents = [
            [story.paragraph("Header", furniture.title[0])],
            [story.paragraph("Header", furniture.name[0], w("jc", val=_END))],
        ]
        widths = [width * 55 // 100, width - width * 55 // 100]
    cells = [
        cell(share, content, _copy(rule), _copy(room), w("vAlign", val="bottom"))
        for share, content in zip(widths, contents, strict=True)
    ]
    last = story.block("Gap", book.edition.languages[0], list(_watermarks(story)))
    return [table("Columns", widths, [row(cells)], rtl=book.rtl), last]


def footer(story: Story, pages: int) -> list[Element]:
    """Identity at the start, page at the end (in two languages the pages between them), lines of contact below."""
    book = story.book
    furniture, languages = book.edition.furniture, book.edition.languages
    if book.bilingual:
        contents = [
            _line(story, furniture.identity, languages[0]),
            [_page(story, language, pages, "center") for language in languages],
            _line(story, furniture.identity, languages[1]),
        ]
        shares = [37, 26, 37]
    else:
        contents = [_line(story, furniture.identity, languages[0]), [_page(story, languages[0], pages, _END)]]
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
    gap = [story.block("Gap", book.edition.languages[0], ()) for _ in range(2)]
    lines = book.edition.furniture.contact
    if not lines:
        return gap[:1]
    count = len(book.edition.languages)
    width = book.measures.text // count
    rows = [
        row(
            cell(width, [story.paragraph("Footer", side, None if book.bilingual else w("jc", val="center"))])
            for side in sides
        )
        for sides in lines
    ]
    return [gap[0], table("Columns", [width] * count, rows, rtl=book.rtl), gap[1]]


def _page(story: Story, language: Language, pages: int, alignment: str) -> Element:
    """Page x of y. The fields count live; no field can be told its digits, they are a setting of the viewer."""
    before, between, after = story.book.edition.furniture.page[language]
    rtl = language == "ar"
    mark = w("rtl") if rtl else None

    def words(text: str) -> list[Element]:
        return [run(text, w("rtl") if mark is not None else None)] if text else []

    content = [
        *words(before),
        *field("PAGE", page_number(2, language, story), rtl),
        *words(between),
        *field("NUMPAGES", page_number(pages, language, story), rtl),
        *words(after),
    ]
    return story.block("Footer", language, content, w("jc", val=alignment))


def _copy(given: Element) -> Element:
    from copy import deepcopy

    return deepcopy(given)


# Watermark -----------------------------------------------------------------------------------------------------------


def _watermarks(story: Story) -> Iterable[Element]:
    """WordArt behind the text (VML, ECMA-376 Part 4, 19.1), one word a language, its centre in the page's."""
    sides = story.book.edition.watermark
    for index, side in enumerate(sides):
        shift = 0 if len(sides) == 1 else (-1, 1)[index] * 75
        yield w("r", w("rPr", w("noProof")), w("pict", *([_shape_type()] if index == 0 else []), _shape(story, side, index, shift)))


def _shape(story: Story, side: Side, index: int, shift: int) -> Element:
    """A word as large as its box; ``shift`` moves it down from the middle of the page (points)."""
    face = story.book.edition.face
    family = face.family if face else TEXT_FAMILY if side.language == "ar" else LABEL_FAMILY
    width, height = (330, 150) if side.language == "ar" else (370, 105)
    style = {
        "position": "absolute",
        "margin-left": "0",
        "margin-top": f"{421 + shift - height // 2}pt",
        "width": f"{width}pt",
        "height": f"{height}pt",
        "rotation": str(_ANGLE),
        "z-index": f"-{251658752 + index}",
        "mso-position-horizontal": "center",
        "mso-position-horizontal-relative": "page",
        "mso-position-vertical-relative": "page",
    }
    shape = element(
        "v:shape",
        element("v:fill", attributes={"opacity": "1"}),
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
    return shape


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

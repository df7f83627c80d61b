"""Elements of WordprocessingML, in the order their schema wants them (ECMA-376 Part 1, clause 17).

``w`` makes one element, ``properties`` a container whose children it sorts, so that callers may name them
in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}

_NSMAPS = {prefix: {prefix: uri} for prefix, uri in NAMESPACES.items()}

#: Children in schema order: CT_PPr (17.3.1.26), CT_RPr (17.3.2.28; Word wants this order though the schema
#: does not), CT_TblPr (17.4.60), CT_TrPr (17.4.82), CT_TcPr (17.4.70), CT_SectPr (17.6.17).
_SEQUENCES = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind "
        "contextualSpacing mirrorIndents jc textDirection textAlignment outlineLvl rPr sectPr"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps strike noProof vanish webHidden color spacing sz szCs "
        "highlight u shd vertAlign rtl cs lang"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "trPr": "cantSplit trHeight tblHeader jc",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": (
        "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols vAlign noEndnote "
        "titlePg textDirection bidi rtlGutter docGrid"
    ),
}
ORDER: dict[str, tuple[str, ...]] = {tag: tuple(names.split()) for tag, names in _SEQUENCES.items()}


@cache
def name(tag: str) -> str:
    """``w:p`` as lxml names it."""
    prefix, local = tag.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(tag: str, *children: Element | None, attributes: dict[str, str] | None = None) -> Element:
    """Any element: ``tag`` and attribute names with their prefix; children that are None are left out."""
    made = etree.Element(name(tag), nsmap=_NSMAPS[tag.partition(":")[0]])
    for key, value in (attributes or {}).items():
        made.set(name(key) if ":" in key else key, value)
    made.extend(child for child in children if child is not None)
    return made


def w(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """An element of the main namespace: ``w("jc", val="center")``."""
    return element(f"w:{tag}", *children, attributes={f"w:{key}": str(value) for key, value in attributes.items()})


def properties(tag: str, *children: Element | None) -> Element:
    """A container of properties with its children in schema order."""
    order = ORDER[tag]
    present = [child for child in children if child is not None]
    return w(tag, *sorted(present, key=lambda child: order.index(local_name(child))))


def local_name(given: Element) -> str:
    """``pPr`` of ``w:pPr``."""
    return str(etree.QName(given).localname)


def add_property(container: Element, added: Element) -> None:
    """Puts a property where the schema wants it, instead of one of the same name."""
    order = ORDER[local_name(container)]
    place = order.index(local_name(added))
    for index, child in enumerate(container):
        position = order.index(local_name(child))
        if position == place:
            container.replace(child, added)
            return
        if position > place:
            container.insert(index, added)
            return
    container.append(added)


def parse(xml: str | bytes) -> Element:
    """An element from trusted text: our own templates."""
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml, _PARSER)


_PARSER = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False, no_network=True)


def serialize(root: Element) -> bytes:
    """A part of the package as bytes; the namespaces that readers may ignore keep their prefixes at its root."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=root.get(name("mc:Ignorable"), "").split())
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


# Runs ---

_BREAKS = {"\n": "br", "\t": "tab"}


def run(text: str, *marks: Element | None) -> Element:
    """A run of ``text`` with run properties; tabs and line breaks become the elements that mean them
    (17.3.3).
    """
    pieces = [piece for piece in re.split(r"([\n\t])", text) if piece]
    return w("r", _marks(marks), *(w(_BREAKS[piece]) if piece in _BREAKS else _text(piece) for piece in pieces))


def tab(*marks: Element | None) -> Element:
    """A run that is a tab."""
    return w("r", _marks(marks), w("tab"))


def _marks(marks: Iterable[Element | None]) -> Element | None:
    present = [mark for mark in marks if mark is not None]
    return properties("rPr", *present) if present else None


def _text(text: str) -> Element:
    made = w("t")
    made.text = text
    if text != text.strip():
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def field(instruction: str, cached: str, marks: Iterable[Element | None] = ()) -> list[Element]:
    """A complex field with its last result (17.16.18), all of it with the run properties ``marks``."""
    own = list(marks)

    def part(content: Element) -> Element:
        return w("r", _marks(map(deepcopy, own)), content)

    code = w("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        part(w("fldChar", fldCharType="begin")),
        part(code),
        part(w("fldChar", fldCharType="separate")),
        part(_text(cached)),
        part(w("fldChar", fldCharType="end")),
    ]


# Tables ---


def hex_color(color: str) -> str:
    """``#0b6e4f`` as attributes want it (17.18.38, ST_HexColor)."""
    return color.lstrip("#").upper()


def border(side: str, size: int, color: str, kind: str = "single") -> Element:
    """One border: ``size`` in eighths of a point, ``color`` without #."""
    return w(side, val=kind, sz=size, space=0, color=color)


def cell(width: int, content: Iterable[Element], *marks: Element | None) -> Element:
    """A table cell ``width`` twips wide. Its last child must be a paragraph (17.4.65), so an empty one gets
    one.
    """
    children = list(content)
    if not children or local_name(children[-1]) != "p":
        children.append(w("p"))
    return w("tc", properties("tcPr", w("tcW", w=width, type="dxa"), *marks), *children)


def row(cells: Iterable[Element], *marks: Element | None) -> Element:
    """A table row; ``marks`` are its properties."""
    present = [mark for mark in marks if mark is not None]
    return w("tr", properties("trPr", *present) if present else None, *cells)


def table(
    style: str,
    widths: Iterable[int],
    rows: Iterable[Element],
    *marks: Element | None,
    rtl: bool,
    look: str = "0600",
) -> Element:
    """A table of fixed columns; ``rtl`` puts its first column at the right (bidiVisual, 17.4.1)."""
    columns = list(widths)
    return w(
        "tbl",
        properties(
            "tblPr",
            w("tblStyle", val=style),
            w("bidiVisual") if rtl else None,
            w("tblW", w=sum(columns), type="dxa"),
            w("tblLayout", type="fixed"),
            _look(look),
            *marks,
        ),
        w("tblGrid", *(w("gridCol", w=column) for column in columns)),
        *rows,
    )


def _look(value: str) -> Element:
    """Which parts of the table style hold (17.4.55); LibreOffice reads the number, Word the attributes."""
    bits = int(value, 16)
    names = {
        "firstRow": 0x20,
        "lastRow": 0x40,
        "firstColumn": 0x80,
        "lastColumn": 0x100,
        "noHBand": 0x200,
        "noVBand": 0x400,
    }
    return w("tblLook", val=value, **{key: int(bool(bits & bit)) for key, bit in names.items()})

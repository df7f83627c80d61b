"""The logo: a picture in the line of its paragraph (ECMA-376 Part 1, 20.4.2.8)."""

from __future__ import annotations

import struct
import zlib

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from generator.document.edition import Picture
from generator.docx.measures import EMU_PER_MM
from generator.docx.ooxml import NAMESPACES, Element, element, w
from generator.docx.story import Story

_WIDEST, _HIGHEST = 64.0, 24.0  # mm
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def size_mm(picture: Picture) -> tuple[float, float]:
    """Width and height of a picture as large as its field allows."""
    scale = min(_WIDEST / picture.width, _HIGHEST / picture.height)
    return picture.width * scale, picture.height * scale


def logo(story: Story, picture: Picture) -> Element:
    """A run that shows the logo. An SVG goes in as it is beside its PNG rendering, for programs that draw
    no SVG.
    """
    blob = picture.file.read_bytes()
    raster, vector = blob, None
    if not blob.startswith((_PNG, _JPEG)):
        vector = _add(story, "logo.svg", "image/svg+xml", blob)
        raster = story.book.logo_png or _blank_png()
    jpeg = raster.startswith(_JPEG)
    image = _add(story, "logo.jpeg" if jpeg else "logo.png", "image/jpeg" if jpeg else "image/png", raster)
    return w("r", w("drawing", _inline(picture, image, vector, picture.alt[story.book.edition.languages[0]])))


def _add(story: Story, file: str, content_type: str, blob: bytes) -> str:
    part = Part(PackURI(f"/word/media/{file}"), content_type, blob, story.part.package)
    return str(story.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE))


def _inline(picture: Picture, image: str, vector: str | None, alt: str) -> Element:
    width, height = (str(round(length * EMU_PER_MM)) for length in size_mm(picture))
    return element(
        "wp:inline",
        element("wp:extent", attributes={"cx": width, "cy": height}),
        element("wp:effectExtent", attributes={"l": "0", "t": "0", "r": "0", "b": "0"}),
        element("wp:docPr", attributes={"id": "1", "name": "Logo", "descr": alt, "title": alt}),
        element("wp:cNvGraphicFramePr", element("a:graphicFrameLocks", attributes={"noChangeAspect": "1"})),
        element(
            "a:graphic",
            element(
                "a:graphicData",
                _picture(width, height, image, vector, alt),
                attributes={"uri": NAMESPACES["pic"]},
            ),
        ),
        attributes={"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
    )


def _picture(width: str, height: str, image: str, vector: str | None, alt: str) -> Element:
    return element(
        "pic:pic",
        element(
            "pic:nvPicPr",
            element("pic:cNvPr", attributes={"id": "1", "name": "Logo", "descr": alt}),
            element("pic:cNvPicPr", element("a:picLocks", attributes={"noChangeAspect": "1"})),
        ),
        element(
            "pic:blipFill",
            element("a:blip", _extension(vector) if vector else None, attributes={"r:embed": image}),
            element("a:stretch", element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            element(
                "a:xfrm",
                element("a:off", attributes={"x": "0", "y": "0"}),
                element("a:ext", attributes={"cx": width, "cy": height}),
            ),
            element("a:prstGeom", element("a:avLst"), attributes={"prst": "rect"}),
        ),
    )


def _extension(vector: str) -> Element:
    """[MS-ODRAWXML] 2.3.1.24, svgBlip."""
    blip = element("asvg:svgBlip", attributes={"r:embed": vector})
    return element("a:extLst", element("a:ext", blip, attributes={"uri": _SVG_EXTENSION}))


def _blank_png() -> bytes:
    """One transparent pixel, where nobody rendered the SVG: programs that draw SVG do not show it (PNG,
    11.2).
    """

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    return _PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(5))) + chunk(b"IEND", b"")

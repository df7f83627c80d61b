"""The package: our own parts around the document (ECMA-376 Part 2), written as the same bytes every time.

python-docx's own template opens in compatibility mode, speaks of Japanese fonts and knows no right-to-left
text, and its save stamps the time. So every part is ours, and of python-docx only parts and relationships
are used.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from lxml import etree

from generator.document.edition import Edition
from generator.docx import fonts, properties
from generator.docx.archive import CONTENT_TYPES, archive
from generator.docx.ooxml import NAMESPACES, Element, name, parse, serialize, w
from generator.docx.styles import FOLDER, filled

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
#: Custom XML parts are numbered by what they hold, so that a file without one of them keeps the names of the others.
_DATA = {"fields": 1, "record": 2}
_DEFAULTS = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}


def store_id(data: str) -> str:
    """By what a custom XML part is known, as its properties and bindings write it (22.5.2.1)."""
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, f'urn:siyasat:{data}')).upper()}}}"


class Parts:
    """The parts of one document while it is written."""

    def __init__(self, edition: Edition) -> None:
        self._package = Package()
        self.document = self._xml("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, _document())
        self._package.relate_to(self.document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._edition = edition

    def header(self) -> XmlPart:
        """The header, still empty."""
        return self._xml("/word/header1.xml", CONTENT_TYPE.WML_HEADER, w("hdr"))

    def footer(self) -> XmlPart:
        """The footer, still empty."""
        return self._xml("/word/footer1.xml", CONTENT_TYPE.WML_FOOTER, w("ftr"))

    def relate(self, part: XmlPart, kind: str) -> str:
        """Relates a part to the document and returns the relationship's id."""
        return str(self.document.relate_to(part, kind))

    def add_data(self, data: str, namespace: str, blob: bytes) -> None:
        """A custom XML part (15.2.5) with its properties: ``blob`` is of the kind ``data``, in its own namespace."""
        number = _DATA[data]
        properties_of = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
        properties_of.set(f"{{{_STORE}}}itemID", store_id(data))
        schemas = etree.SubElement(properties_of, f"{{{_STORE}}}schemaRefs")
        etree.SubElement(schemas, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", namespace)
        item = self._part(f"/customXml/item{number}.xml", CONTENT_TYPE.XML, blob)
        described = self._part(
            f"/customXml/itemProps{number}.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, serialize(properties_of)
        )
        item.relate_to(described, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        self.document.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)

    def add_glossary(self, root: Element, styles: bytes) -> None:
        """The glossary document (11.3.8), with the styles of the document."""
        glossary = self._xml("/word/glossary/document.xml", CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, root)
        sheet = self._part("/word/glossary/styles.xml", CONTENT_TYPE.WML_STYLES, styles)
        glossary.relate_to(sheet, RELATIONSHIP_TYPE.STYLES)
        self.document.relate_to(glossary, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)

    def finish(self, numbering: Element, styles: bytes, pages: int, protect: str | None) -> bytes:
        """All parts in one archive; ``pages`` goes into the document properties, ``protect`` says what is left to those
        who edit (17.18.22), None everything.
        """
        edition, document = self._edition, self.document
        for file, content_type, relation, blob in (
            ("word/styles.xml", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles),
            (
                "word/settings.xml",
                CONTENT_TYPE.WML_SETTINGS,
                RELATIONSHIP_TYPE.SETTINGS,
                _settings(edition, protect),
            ),
            (
                "word/theme/theme1.xml",
                CONTENT_TYPE.OFC_THEME,
                RELATIONSHIP_TYPE.THEME,
                _template("theme", edition),
            ),
            (
                "word/numbering.xml",
                CONTENT_TYPE.WML_NUMBERING,
                RELATIONSHIP_TYPE.NUMBERING,
                serialize(numbering),
            ),
        ):
            document.relate_to(self._part(f"/{file}", content_type, blob), relation)
        self._add_fonts()
        identity = edition.identity
        for file, content_type, relation, blob in (
            (
                "core",
                CONTENT_TYPE.OPC_CORE_PROPERTIES,
                RELATIONSHIP_TYPE.CORE_PROPERTIES,
                properties.core(edition),
            ),
            (
                "app",
                CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
                RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
                properties.extended(identity, pages),
            ),
            ("custom", _CUSTOM_TYPE, _CUSTOM_RELATION, properties.custom(identity)),
        ):
            self._package.relate_to(self._part(f"/docProps/{file}.xml", content_type, blob), relation)
        return _archived(self._package)

    def _add_fonts(self) -> None:
        found = fonts.families(self._edition)
        blank = w("fonts")
        table = self._xml("/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, blank)
        self.document.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
        ids: dict[str, str] = {}
        faces = [face for family in found for face in (family.regular, family.bold) if face]
        for face in faces:
            if face.key not in ids:
                part = self._part(f"/word/fonts/font{len(ids) + 1}.odttf", fonts.CONTENT_TYPE, face.blob)
                ids[face.key] = str(table.relate_to(part, RELATIONSHIP_TYPE.FONT))
        blank.extend(list(fonts.font_table(found, ids)))

    def _xml(self, name: str, content_type: str, root: Element) -> XmlPart:
        return XmlPart(PackURI(name), content_type, root, self._package)

    def _part(self, name: str, content_type: str, blob: bytes) -> Part:
        return Part(PackURI(name), content_type, blob, self._package)


def _document() -> Element:
    """The document, still empty; programs that do not know boxes to tick may ignore them (Part 3, 10.1)."""
    root = etree.Element(name("w:document"), nsmap={prefix: NAMESPACES[prefix] for prefix in ("w", "w14", "mc")})
    root.set(name("mc:Ignorable"), "w14")
    root.append(w("body"))
    return root


def _settings(edition: Edition, protect: str | None) -> bytes:
    root = parse(filled(FOLDER / "settings.xml", edition))
    if protect:  # CT_Settings (17.15.1.78) has it before the tab stops
        root.find(name("w:defaultTabStop")).addprevious(w("documentProtection", edit=protect, enforcement=1))
    return serialize(root)


def _template(part: str, edition: Edition) -> bytes:
    return serialize(parse(filled(FOLDER / f"{part}.xml", edition)))


def _archived(package: Package) -> bytes:
    parts: Sequence[Any] = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    blobs = {"_rels/.rels": _relationships(package)}
    types: dict[str, str] = {}
    for part in parts:
        uri = part.partname
        blobs[uri.membername] = serialize(part.element) if isinstance(part, XmlPart) else part.blob
        types[str(uri)] = part.content_type
        if len(part.rels):
            blobs[uri.rels_uri.membername] = _relationships(part)
    blobs[CONTENT_TYPES] = _content_types(types)
    return archive(blobs)


def _relationships(source: Any) -> bytes:
    """The relationships of a part or of the package (python-docx says text and gives bytes)."""
    return bytes(source.rels.xml)


def _content_types(types: Mapping[str, str]) -> bytes:
    """``[Content_Types].xml`` (ECMA-376 Part 2, 10.1.2.2): every part by its name."""
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for extension, content_type in _DEFAULTS.items():
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=content_type)
    for part, content_type in types.items():
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=part, ContentType=content_type)
    return serialize(root)

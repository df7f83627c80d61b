"""Two validators that others made, each as a function from a Word file to its findings.

The transitional schema of ISO/IEC 29500 lies in ``schema/``; openxml-audit carries the rules of Microsoft's Open XML
SDK.
"""

from __future__ import annotations

import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from openxml_audit import OpenXmlValidator

from tests.docx.reading import File

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: What openxml-audit takes for a fault, and is none: the kind of a building block (17.12.15), which is checked as if it
#: were that of a section; the schema knows the difference.
_MISTAKEN = {
    "Invalid value for attribute 'val': Value 'bbPlcHdr' is not in allowed values: "
    "['continuous', 'evenPage', 'nextColumn', 'nextPage', 'oddPage']"
}
_SCHEMA = Path(__file__).with_name("schema") / "word.xsd"


def schema_findings(file: File) -> list[str]:
    """What the schemas say of every XML part, but data parts, which have none."""
    found = []
    try:
        parts = file.parts
    except zipfile.BadZipFile as failure:
        return [str(failure)]
    for name, blob in parts.items():
        if not name.endswith((".xml", ".rels")) or _is_data(name):
            continue
        try:
            root = _understood(etree.fromstring(blob))
        except etree.XMLSyntaxError as failure:
            found.append(f"{name}: {failure}")
            continue
        schema = _schema()
        if not schema.validate(root):
            found += [f"{name}: {entry.message}" for entry in schema.error_log]
    return found


def _is_data(name: str) -> bool:
    return name.startswith("customXml/item") and "Props" not in name and not name.endswith(".rels")


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_SCHEMA, etree.XMLParser(no_network=True)))


def _understood(root: Any) -> Any:
    """What a program sees that knows the standard alone (ECMA-376 Part 3, 9): nothing that may be ignored."""
    ignorable = {root.nsmap.get(prefix) for prefix in root.attrib.pop(f"{_COMPATIBILITY}Ignorable", "").split()}
    for element in list(root.iter(etree.Element)):
        for attribute in list(element.attrib):
            if etree.QName(attribute).namespace in ignorable:
                del element.attrib[attribute]
        if etree.QName(element).namespace in ignorable:
            element.getparent().remove(element)
        elif element.tag == f"{_COMPATIBILITY}AlternateContent":
            for fallback in element.findall(f"{_COMPATIBILITY}Fallback"):
                for child in fallback:
                    element.addprevious(child)
            element.getparent().remove(element)
    return root


def audit_findings(file: File) -> list[str]:
    """What openxml-audit says of a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.docx"
        path.write_bytes(file.blob)
        try:
            result = _audit().validate(path)
        except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as failure:
            return [f"{type(failure).__name__}: {failure}"]
    return [f"{found.part_uri}: {found.description}" for found in result.errors if found.description not in _MISTAKEN]


@cache
def _audit() -> OpenXmlValidator:
    return OpenXmlValidator()

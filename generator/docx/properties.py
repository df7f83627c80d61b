"""Document properties: what a file says of itself before it is opened.

Core properties by ECMA-376 Part 2, clause 11; custom ones by Part 1, 22.3. Times are fixed: there is no
clock in any content, and the same edition is the same bytes.
"""

from __future__ import annotations

from lxml import etree

from generator.document.edition import Edition, Identity
from generator.docx.ooxml import Element, serialize

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set of user-defined properties (22.3.2.2)

_MOMENT = "2000-01-01T00:00:00Z"
#: The language tag of a file by its first language.
TAGS = {"ar": "ar-SA", "en": "en-US"}


def core(edition: Edition) -> bytes:
    """``docProps/core.xml``."""
    identity = edition.identity
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    texts = {
        f"{{{_DC}}}title": identity.title,
        f"{{{_DC}}}subject": identity.subject,
        f"{{{_DC}}}creator": identity.association,
        f"{{{_CORE}}}keywords": ", ".join(identity.keywords),
        f"{{{_DC}}}language": TAGS[edition.languages[0]],
        f"{{{_CORE}}}lastModifiedBy": identity.association,
        f"{{{_CORE}}}category": identity.policy,
        f"{{{_CORE}}}contentStatus": identity.state,
        f"{{{_CORE}}}version": identity.version,
        f"{{{_CORE}}}revision": "1",
    }
    for tag, text in texts.items():
        if text:
            _child(root, tag, text)
    for tag in ("created", "modified"):
        _child(root, f"{{{_TERMS}}}{tag}", _MOMENT).set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return serialize(root)


def custom(identity: Identity) -> bytes:
    """``docProps/custom.xml``: by these, programs tell which policy a file holds."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    facts = {
        "association": identity.slug,
        "policy": identity.policy,
        "edition": identity.edition,
        "version": identity.version,
        "state": identity.state,
        "contenthash": identity.content_hash,
    }
    for number, (key, text) in enumerate(facts.items(), start=2):
        entry = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=key)
        _child(entry, f"{{{_TYPES}}}lpwstr", text)
    return serialize(root)


def extended(identity: Identity, pages: int) -> bytes:
    """``docProps/app.xml`` (22.2)."""
    root = etree.Element(f"{{{_EXTENDED}}}Properties", nsmap={None: _EXTENDED})
    for tag, text in {"Pages": str(pages), "Application": "siyasat", "Company": identity.association}.items():
        _child(root, f"{{{_EXTENDED}}}{tag}", text)
    return serialize(root)


def _child(parent: Element, tag: str, text: str) -> Element:
    made = etree.SubElement(parent, tag)
    made.text = text
    return made

"""The check of finished files sees the faults it is there for."""

from __future__ import annotations

import pytest

from generator.docx import write
from generator.docx.archive import archive
from tests.docx.reading import File
from tests.docx.selfcheck import faults
from tests.editions import edition

_DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("part", "there", "instead", "fault"),
    [
        (_DOCUMENT, '<w:b/><w:bCs/>', '<w:bCs/><w:b/>', "order"),
        (_DOCUMENT, '<w:cantSplit/><w:tblHeader/>', '<w:cantSplit/><w:tblHeader/><w:cantSplit/>', "order"),
        (_DOCUMENT, 'w:name="_Toc100000002"', 'w:name="_Toc100000001"', "unique"),
        (_DOCUMENT, 'w:name="_Toc100000002"', 'w:name="other"', "anchors"),
        (_DOCUMENT, 'w:fldCharType="separate"', 'w:fldCharType="end"', "fields"),
        (_DOCUMENT, 'w:val="Heading2"', 'w:val="Heading9"', "styles"),
        (_DOCUMENT, '<w:numId w:val="11"/>', '<w:numId w:val="99"/>', "numbers"),
        (_DOCUMENT, 'descr="', 'other="', "pictures"),
        ("word/_rels/document.xml.rels", "styles.xml", "style.xml", "package"),
        ("[Content_Types].xml", "/word/media/logo.png", "/word/media/logo.jpg", "package"),
        ("word/styles.xml", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="BodyText"/>', "styles"),
    ],
)  # fmt: skip
def test_one_fault_is_found(part: str, there: str, instead: str, fault: str):
    parts = dict(File(write(edition("ar"), {}, 1)).parts)
    text = parts[part].decode()
    assert there in text
    parts[part] = text.replace(there, instead, 1).encode()
    assert any(found.startswith(f"{fault}:") for found in faults(File(archive(parts))))

"""One-fault files: a good file with one thing wrong, and the check of ours that must see it.

An edit takes the first element that a path finds and changes it; so the table holds as long as the writer makes such an
element, whatever else it changes. ``docs/word.md`` shows the table with what each validator says of it.
"""

from __future__ import annotations

import copy
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lxml import etree

from generator.document.edition import Form
from generator.docx import write
from generator.docx.archive import archive
from generator.docx.inspection import faults
from tests.docx.conftest import pages_of
from tests.docx.reading import File
from tests.editions import edition

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cu": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
_W = f"{{{NAMESPACES['w']}}}"
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

Edit = Callable[[Any], Any]
Parts = dict[str, bytes]


@dataclass(frozen=True)
class Mutant:
    """``part`` of a good file (of BASES) with its first element at ``path`` edited; ``check`` is the one of ours that
    sees it, "" where only the schema or openxml-audit does.
    """

    part: str
    fault: str
    path: str
    edit: Edit
    check: str
    base: str = "ar"

    @property
    def id(self) -> str:
        return re.sub(r"\W+", "-", self.fault)


# Edits ------------------------------------------------------------------------------------------------------


def drop(found: Any) -> None:
    found.getparent().remove(found)


def last(found: Any) -> None:
    """To the end of what it stands in."""
    found.getparent().append(found)


def first(found: Any) -> None:
    found.getparent().insert(0, found)


def twice(found: Any) -> None:
    found.addnext(copy.deepcopy(found))


def empty(found: Any) -> None:
    for child in list(found):
        found.remove(child)


def put(name: str, value: str) -> Edit:
    """Another value of an attribute."""
    return lambda found: found.set(_qualified(name), value)


def unset(name: str) -> Edit:
    return lambda found: found.attrib.pop(_qualified(name))


def text(written: str) -> Edit:
    return lambda found: setattr(found, "text", written)


def strip(characters: str) -> Edit:
    return lambda found: setattr(found, "text", found.text.strip(characters))


def rename(tag: str) -> Edit:
    return lambda found: setattr(found, "tag", _qualified(tag))


def after(xml: str) -> Edit:
    """Something new behind an element."""
    return lambda found: [found.addnext(made) for made in reversed(_made(xml))]


def before(xml: str) -> Edit:
    return lambda found: [found.addprevious(made) for made in _made(xml)]


def inside(xml: str) -> Edit:
    """Something new at the end of an element."""
    return lambda found: found.extend(_made(xml))


def around(tag: str) -> Edit:
    """A new element between an element and its parent."""

    def edit(found: Any) -> None:
        made = etree.Element(_qualified(tag), {f"{_W}id": "9001", f"{_W}author": "x"})
        found.getparent().replace(found, made)
        made.append(found)

    return edit


def out_of_parent(found: Any) -> None:
    """Behind what it stands in."""
    found.getparent().addnext(found)


def to_end(found: Any) -> None:
    """To the end of the last cell or paragraph of the document."""
    found.getroottree().getroot()[0].findall(f"{_W}p")[-1].append(found)


def after_next(found: Any) -> None:
    found.getnext().addnext(found)


def silent(found: Any) -> None:
    """A paragraph without its runs."""
    for run in found.findall(f"{_W}r"):
        found.remove(run)


def like_previous(name: str) -> Edit:
    """The value that the element before has."""
    return lambda found: found.set(name, found.getprevious().get(name))


def crossed(found: Any) -> None:
    """A bracket that opens in this run and closes in the next one."""
    found.text += "("
    following = found.xpath("following::w:t[1]", namespaces=NAMESPACES)[0]
    following.text = following.text.replace("+966", "\u200e+966)\u200e", 1)


def _qualified(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def _made(xml: str) -> list[Any]:
    return list(etree.fromstring(f"<made {_DECLARED}>{xml}</made>"))


# The files they begin with ----------------------------------------------------------------------------------

#: Arabic as a draft with annexes, English, two languages, a draft to fill in and nothing else, nothing to fill in.
BASES = {
    "ar": {"name": "ar", "draft": True, "annexed": True, "sections": 2},
    "en": {"name": "en", "sections": 1},
    "bilingual": {"name": "bilingual", "sections": 1},
    "controls": {"name": "bilingual", "draft": True, "annexed": True, "sections": 1},
    "plain": {"name": "en", "sections": 1},
}


@cache
def base(name: str) -> File:
    """A good file."""
    made = edition(**BASES[name])  # type: ignore[arg-type]
    if name == "plain":
        made = replace(made, body=tuple(block for block in made.body if not isinstance(block, Form)))
    return File(write(made, pages_of(made), 12, protect=name == "controls"))


def seen(mutant: Mutant) -> set[str]:
    """The checks of ours that find more in the file than in the one it is made of."""
    counts = Counter(fault.check for fault in faults(mutated(mutant).blob))
    return {check for check, count in counts.items() if count > _before(mutant.base)[check]}


@cache
def _before(name: str) -> Counter[str]:
    return Counter(fault.check for fault in faults(base(name).blob))


def mutated(mutant: Mutant) -> File:
    """The file with the fault in it; AssertionError where the base does not have what it edits."""
    if mutant.path == _BYTES:
        return _damaged(mutant)
    parts = dict(base(mutant.base).parts)
    root = etree.fromstring(parts[mutant.part])
    mutant.edit(_first(root, mutant.path))
    parts[mutant.part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return File(archive(parts))


_BYTES = ""  # the path of a part, or of the whole file, that is edited as bytes


def _damaged(mutant: Mutant) -> File:
    file = base(mutant.base)
    if not mutant.part:
        return File(mutant.edit(file.blob))
    return File(archive({**file.parts, mutant.part: mutant.edit(file.parts.get(mutant.part, b""))}))


def repeated(blob: bytes) -> bytes:
    """An archive with one of its parts a second time."""
    stream = io.BytesIO(blob)
    with zipfile.ZipFile(stream, "a") as file, warnings.catch_warnings(action="ignore"):
        file.writestr("word/settings.xml", file.read("word/settings.xml"))
    return stream.getvalue()


def _first(root: Any, path: str) -> Any:
    found = root.xpath(path, namespaces=NAMESPACES)
    assert found, path
    return found[0]


# The table --------------------------------------------------------------------------------------------------

_BODY = "//w:body/w:p[w:pPr/w:pStyle/@w:val='BodyText']"
_ARABIC = "//w:r[w:rPr/w:rtl][string-length(w:t) > 20]"
_PHONE = "//w:r[not(w:rPr/w:rtl)]/w:t[contains(., '+966')]"
_MAIL = "//w:r[not(w:rPr/w:rtl)][contains(w:t, '@')]"
_HEADED = "//w:tbl[w:tr/w:trPr/w:tblHeader]"
_NUMBERED = "//w:numPr[w:numId/@w:val != '0']"
_END_IN_LINK = "//w:hyperlink/w:r[w:fldChar/@w:fldCharType='end']"
_ENTRY = "(//w:p[.//w:instrText[contains(., 'PAGEREF')]])[3]"
_CONTENTS = "//w:instrText[contains(., 'TOC \\')]"
_CODE = "//w:instrText[contains(., 'PAGEREF')]"
_BODY_STYLE = "//w:style[@w:styleId='BodyText']"
_CONTROL = "//w:sdt[w:sdtPr/w:text]"
_MARK = '<w:bookmarkStart w:id="9001" w:name="{}"/><w:bookmarkEnd w:id="9001"/>'
_AFTER_ARABIC = "//w:r[w:rPr/w:rtl]/following-sibling::w:r[1]/w:t"
_PROTECTION = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
_THEME, _STYLES_TYPE = "//*[contains(@Target, 'theme')]", "//*[@PartName='/word/styles.xml']"
_HEADING_STYLE, _LEFT = "//w:pStyle[starts-with(@w:val, 'Heading')]", '<w:bidi w:val="0"/>'
_NOBODY = "{00000000-0000-0000-0000-000000000000}"
_NO_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"

_TABLE: dict[str, list[tuple[Any, ...]]] = {
    "word/document.xml": [
        # order and nesting
        ("a paragraph property out of order", "//w:pPr[w:pStyle][w:rPr]/w:pStyle", last, "schema-order"),
        ("a run property out of order", "//w:rPr[w:rStyle][w:rtl]/w:rStyle", last, "schema-order"),
        ("a property that no schema knows", "//w:pPr/w:keepNext", rename("w:keepWith"), "schema-order"),
        ("a paragraph property twice", "//w:pPr/w:keepNext", twice, "schema-order"),
        ("a row property twice", "//w:trPr/w:cantSplit", twice, "nesting"),
        ("text directly in a paragraph", _BODY, text("text"), "nesting"),
        ("text outside its run", f"{_BODY}/w:r/w:t", out_of_parent, "nesting"),
        ("deleted text that is shown", f"{_BODY}/w:r", around("w:del"), "nesting"),
        ("paragraph properties behind the text", f"{_BODY}/w:pPr", last, "nesting"),
        ("a paragraph in a paragraph", _BODY, inside("<w:p/>"), "nesting"),
        ("a font size that is no whole number", f"{_ARABIC}/w:rPr/w:rtl", before('<w:szCs w:val="10.5"/>'), ""),
        ("an alignment that does not exist", f"{_BODY}/w:pPr/w:rPr", before('<w:jc w:val="middle"/>'), ""),
        # tables
        ("a cell without a paragraph at its end", "//w:tc[count(w:p) = 1]/w:p", drop, "cells"),
        ("a body without its section", "//w:body/w:sectPr", drop, "cells"),
        ("a column missing in the grid", "//w:tblGrid[count(w:gridCol) > 1]/w:gridCol", drop, "grids"),
        ("a cell wider than its column", "//w:tcW", put("w:w", "99"), "grids"),
        ("a row with a cell too few", "//w:tr[count(w:tc) > 1]/w:tc", drop, "grids"),
        ("a cell that continues nothing", "//w:tcPr/w:tcW", after("<w:vMerge/>"), "grids"),
        ("two tables that touch", "//w:body/w:tbl", twice, "touching-tables"),
        ("a table head that is not marked", f"{_HEADED}//w:tblHeader", drop, "table-heads"),
        ("a table head behind the rows", f"{_HEADED}/w:tr[w:trPr/w:tblHeader]", last, "table-heads"),
        ("a table without a name", f"{_HEADED}//w:tblCaption", drop, "table-heads"),
        ("a table with an empty description", f"{_HEADED}//w:tblDescription", put("w:val", " "), "table-heads"),
        # fields, bookmarks, links
        ("a field that does not end", "//w:hyperlink//w:fldChar[@w:fldCharType='end']", drop, "fields"),
        ("a field without its begin", "//w:hyperlink//w:fldChar[@w:fldCharType='begin']", drop, "fields"),
        ("a field whose result begins twice", "//w:fldChar[@w:fldCharType='separate']", twice, "fields"),
        ("a field that ends outside its link", _END_IN_LINK, out_of_parent, "fields"),
        ("a field with a misspelt code", _CODE, text(" PAGREF x "), "fields"),
        ("a field without a code", "//w:hyperlink//w:instrText", drop, "fields"),
        ("a bookmark that does not end", "//w:bookmarkEnd", drop, "bookmarks"),
        ("a bookmark that ends before it begins", "//w:bookmarkStart", last, "bookmarks"),
        ("a bookmark that ends in another cell", "//w:tc//w:bookmarkEnd", to_end, "bookmarks", "bilingual"),
        ("a bookmark's name twice", _BODY, inside(_MARK.format("_Toc100000001")), "bookmarks"),
        ("a bookmark's name in another case", _BODY, inside(_MARK.format("_TOC100000001")), "bookmarks"),
        ("a bookmark's name of 41 letters", _BODY, inside(_MARK.format("a" * 41)), "bookmarks"),
        ("a bookmark's name with a hyphen", _BODY, inside(_MARK.format("a-b")), "bookmarks"),
        ("a bookmark's number twice", _BODY, inside(_MARK.replace("9001", "1").format("other")), "bookmarks"),
        ("a link to no bookmark", "//w:p[not(.//w:fldChar)]/w:hyperlink[@w:anchor]", put("w:anchor", "x"), "targets"),
        ("a page number of no bookmark", _CODE, text(" PAGEREF x \\h "), "targets"),
        ("a reference to no bookmark", _CODE, text(" REF p_none \\h "), "targets"),
        ("a link to a relationship that is not there", "//w:hyperlink[@r:id]", put("r:id", "rId99"), "relationships"),
        ("a heading that the contents leave out", _ENTRY, drop, "contents"),
        ("contents in another order", _ENTRY, after_next, "contents"),
        ("contents that gather built-in styles alone", _CONTENTS, text(' TOC \\o "1-2" \\h \\z '), "contents"),
        ("a picture's number twice", "//w:r[w:drawing]", twice, "ids"),
        # styles and numbering
        ("a paragraph style that is not there", f"{_BODY}//w:pStyle", put("w:val", "None"), "styles"),
        ("a character style for a paragraph", f"{_BODY}//w:pStyle", put("w:val", "Strong"), "styles"),
        ("a table style that is not there", "//w:tblStyle", put("w:val", "None"), "styles"),
        ("a numbering that is not there", f"{_NUMBERED}/w:numId", put("w:val", "99"), "numbering"),
        ("a level that its numbering lacks", f"{_NUMBERED}/w:ilvl", put("w:val", "8"), "numbering"),
        # direction
        ("Arabic in a run without rtl", f"{_ARABIC}/w:rPr/w:rtl", drop, "arabic-without-rtl"),
        ("an e-mail address in an rtl run", f"{_MAIL}/w:rPr", inside("<w:rtl/>"), "latin-in-rtl"),
        ("a telephone number in an rtl run", f"{_ARABIC}/w:t", text("رقم الهاتف 011 465 7890 صباحاً"), "latin-in-rtl"),
        ("an ISO date in an rtl run", f"{_ARABIC}/w:t", text("اعتُمد في 2024-11-14 ثم نُشر"), "latin-in-rtl"),
        ("an Arabic paragraph from left to right", f"{_BODY}/w:pPr/w:rPr", before(_LEFT), "paragraph-direction"),
        ("a telephone number without its marks", _PHONE, strip("\u200e"), "display-order"),
        ("a percentage without its marks", _PHONE, text("25%"), "display-order"),
        ("a number that Arabic before it draws in", _AFTER_ARABIC, text(" 5 members"), "display-order", "en"),
        ("a bracket pair in runs of two directions", f"{_PHONE}/preceding::w:t[1]", crossed, "brackets"),
        ("a character that embeds by itself", f"{_ARABIC}/w:t", text("نص \u202bعربي\u202c"), "characters"),
        # accessibility
        ("a heading level skipped", _HEADING_STYLE, put("w:val", "Heading2"), "heading-order"),
        ("a heading without text", "//w:p[w:pPr/w:pStyle/@w:val='Heading2']", silent, "headings-with-text"),
        ("a picture without alternative text", "//wp:docPr", unset("descr"), "alternative-texts"),
        ("an empty paragraph for space", _BODY, after("<w:p/>"), "empty-paragraphs"),
        ("a paragraph of spaces", _BODY, after("<w:p><w:r><w:t> </w:t></w:r></w:p>"), "empty-paragraphs"),
        ("a color set directly", f"{_ARABIC}/w:rPr/w:rtl", before('<w:color w:val="FF0000"/>'), "direct-formatting"),
        ("space set directly", f"{_BODY}/w:pPr/w:rPr", before('<w:spacing w:after="400"/>'), "direct-formatting"),
        ("a field waiting to be updated", "//w:fldChar", put("w:dirty", "true"), "settings"),
        # content controls
        ("a control's number twice", "//w:sdtPr[w:text]/w:id", put("w:val", "2003"), "ids", "controls"),
        ("a control without a name", "//w:sdtPr[w:text]/w:alias", drop, "controls", "controls"),
        ("a control without a tag", "//w:sdtPr[w:text]/w:tag", drop, "controls", "controls"),
        ("a control that holds nothing", "//w:sdt[w:sdtPr/w:date]/w:sdtContent", empty, "controls", "controls"),
        ("a control of two kinds", "//w:sdtPr/w:text", before("<w:picture/>"), "controls", "controls"),
        ("a choice twice in a list", "//w:listItem[2]", like_previous(f"{_W}value"), "controls", "controls"),
        ("a date without a calendar", "//w:date/w:calendar", drop, "controls", "controls"),
        ("a box without a state", "//w14:uncheckedState", drop, "controls", "controls"),
        ("a control bound to no part", "//w:dataBinding", put("w:storeItemID", _NOBODY), "bindings", "controls"),
        ("a control bound to no place", "//w:dataBinding", put("w:xpath", "/s:fields/s:x"), "bindings", "controls"),
        ("a control that shows another fact than its own", f"{_CONTROL}//w:t", text("Other"), "bindings", "controls"),
        ("a box of Word 2010 not declared so", "/w:document", unset("mc:Ignorable"), "namespaces", "controls"),
    ],
    "word/styles.xml": [
        ("a style based on none", "//w:basedOn", put("w:val", "None"), "styles"),
        ("a style based on itself", f"{_BODY_STYLE}/w:basedOn", put("w:val", "Muted"), "styles"),
        ("a style based on one of another kind", f"{_BODY_STYLE}/w:basedOn", put("w:val", "Strong"), "styles"),
        ("a style's name twice", f"{_BODY_STYLE}/w:name", put("w:val", "normal"), "styles"),
        ("a style twice", "//w:style[@w:styleId='Muted']", put("w:styleId", "BodyText"), "styles"),
        ("two styles for all paragraphs", _BODY_STYLE, put("w:default", "1"), "styles"),
        ("a style's name behind its base", "//w:style[w:basedOn]/w:name", last, "schema-order"),
        ("a style in a font nobody declares", "//w:style//w:rFonts", put("w:cs", "Traditional Arabic"), "fonts"),
        ("a theme's font before the named one", "//w:rPrDefault//w:rFonts", put("w:cstheme", "minorBidi"), "fonts"),
        ("no language for Arabic", "//w:rPrDefault//w:lang", unset("w:bidi"), "languages"),
    ],
    "word/numbering.xml": [
        ("a numbering before its definition", "//w:num", first, "schema-order"),
        ("a numbering of no definition", "//w:num/w:abstractNumId", put("w:val", "99"), "numbering"),
        ("a numbering's number twice", "//w:num", twice, "numbering"),
        ("a label that counts a lower level", "//w:lvl/w:lvlText", put("w:val", "%3-"), "numbering"),
        ("a level of a style that names another one", "//w:lvl/w:pStyle", put("w:val", "Heading2"), "numbering"),
        ("a level twice", "//w:lvl[@w:ilvl='1']", put("w:ilvl", "0"), "numbering"),
        ("a number format that does not exist", "//w:lvl/w:numFmt", put("w:val", "arabicLetters"), ""),
    ],
    "word/settings.xml": [
        ("fields that Word asks about on opening", "//w:compat", before("<w:updateFields/>"), "settings"),
        ("the mode of Word 2010", "//w:compatSetting[@w:name='compatibilityMode']", put("w:val", "14"), "settings"),
        ("a setting out of order", "//w:zoom", last, "schema-order"),
        ("embedded fonts without their setting", "//w:embedTrueTypeFonts", drop, "settings"),
        ("a zoom without a percentage", "//w:zoom", unset("w:percent"), ""),
        ("a protection that does not exist", "//w:documentProtection", put("w:edit", "fields"), "settings", "controls"),
        ("a protection that leaves nothing to fill in", "//w:defaultTabStop", before(_PROTECTION), "settings", "plain"),
    ],
    "word/header1.xml": [
        ("a watermark without alternative text", "//v:shape", unset("alt"), "alternative-texts"),
        ("a watermark in a font nobody declares", "//v:shape/v:textpath", put("style", "font-family:Arial"), "fonts"),
        ("a shape's number twice", "//v:shape", twice, "ids"),
        ("Arabic in a header without rtl", "//w:r[w:t]/w:rPr/w:rtl", drop, "arabic-without-rtl"),
        ("a header that ends in a table", "/w:hdr/w:p", drop, "cells"),
    ],
    "word/footer1.xml": [
        ("a page number that does not end", "//w:fldChar[@w:fldCharType='end']", drop, "fields"),
        ("a page number with a misspelt code", "//w:instrText", text(" PAGES "), "fields"),
    ],
    "word/fontTable.xml": [
        ("a font that is not declared", "//w:font", drop, "fonts"),
        ("an embedded font with another's key", "//w:embedRegular", put("w:fontKey", _NOBODY), "fonts"),
        ("an embedded font without its part", "//w:embedBold", put("r:id", "rId99"), "fonts"),
        ("a font declared twice", "//w:font", twice, "fonts"),
    ],
    "word/_rels/document.xml.rels": [
        ("a relationship to no part", "//*[contains(@Target, 'styles')]", put("Target", "style.xml"), "relationships"),
        ("a relationship's number twice", "/*/*[2]", like_previous("Id"), "relationships"),
        ("a part that nothing leads to", _THEME, drop, "relationships"),
        ("a relationship to a part of another kind", _THEME, put("Target", "styles.xml"), "content-types"),
    ],
    "[Content_Types].xml": [
        ("a part without a type", "//ct:Override[contains(@PartName, 'odttf')]", drop, "content-types"),
        ("a part of another part's type", _STYLES_TYPE, put("ContentType", _NO_TYPE), "content-types"),
        ("a type for no part", "//ct:Override", put("PartName", "/word/none.xml"), "content-types"),
        ("a type given twice", "//ct:Override", twice, "content-types"),
    ],
    "docProps/core.xml": [
        ("no title", "//dc:title", drop, "properties"),
        ("an empty title", "//dc:title", text(" "), "properties"),
        ("two titles", "//dc:title", twice, "properties"),
        ("no language", "//dc:language", drop, "properties"),
    ],
    "docProps/custom.xml": [
        ("a custom property of number 1", "//cu:property", put("pid", "1"), "properties"),
        ("a custom property twice", "//cu:property[2]", put("name", "association"), "properties"),
    ],
    "customXml/itemProps1.xml": [
        ("a data part without its number", "/ds:datastoreItem", put("ds:itemID", "1"), "bindings", "controls"),
    ],
    "word/theme/theme1.xml": [
        ("a part that is cut off", _BYTES, lambda blob: blob[:-20], "xml"),
        ("a theme in a font nobody declares", "//a:minorFont/a:cs", put("typeface", "Arial"), "fonts"),
    ],
    "word/media/extra.png": [("a part that came in by accident", _BYTES, lambda _: b"PNG", "relationships")],
    "": [
        ("a file that is cut off", _BYTES, lambda blob: blob[:5000], "archive"),
        ("a part that stands in the file twice", _BYTES, repeated, "archive"),
    ],
}  # fmt: skip
MUTANTS = [Mutant(part, *row) for part, rows in _TABLE.items() for row in rows]

"""Annexes and their forms in Word: pages and headings of their own, rows of fields, cells to write in."""

from __future__ import annotations

from typing import Any

import pytest

from generator.document.edition import Edition, Form, Heading, Table
from generator.docx import write
from tests.docx.conftest import ANNEXED, pages_of
from tests.docx.reading import File, Labels, W, style_of, text_of, texts, value

pytestmark = pytest.mark.parametrize("variant", ANNEXED, indirect=True)


def headings(made: Edition, file: File) -> list[Any]:
    """The paragraphs of the annexes' headings."""
    texts = {side.plain for block in made.annexes if isinstance(block, Heading) for side in block.sides}
    found = [p for p in file.paragraphs if (style_of(p) or "").startswith("Heading")]
    return [p for p in found if any(text_of(p).endswith(text) for text in texts)]


def form(made: Edition) -> Form:
    return next(block for block in made.annexes if isinstance(block, Form))


def rows(file: File, text: str) -> Any:
    """The rows of the innermost table in which a cell begins with ``text``."""
    tables = [table for table in file.document.iter(f"{W}tbl") if any(text_of(c) == text for c in table.iter(f"{W}tc"))]
    return tables[-1].findall(f"{W}tr")


def test_all_texts_stand_in_order(made: Edition, file: File):
    at = 0
    for text in texts(made):
        found = file.text.find(text, at)
        assert found >= 0, text
        at = found + len(text)


def test_contents_name_the_annex_and_its_page(made: Edition, file: File):
    lines = [text_of(p) for p in file.paragraphs if (style_of(p) or "").startswith("TOC")]
    pages = pages_of(made)
    for heading in made.headings[-2:]:
        for side in heading.sides:
            (line,) = (line for line in lines if line.startswith(f"{side.label} {side.plain}\t"))
            assert int(line.split("\t")[1]) == pages[heading.anchor, side.language]


def test_headings_are_styled_and_labelled_in_words(made: Edition, file: File):
    found = headings(made, file)
    assert len(found) == 2 * len(made.languages)
    for paragraph in found:
        assert style_of(paragraph) in {"Heading1", "Heading4"}
        assert Labels(file).of(paragraph) == ""
        assert text_of(paragraph).startswith(("الملحق", "Annex"))


def test_each_begins_a_page(made: Edition, file: File):
    begin = f"{W}pPr/{W}pageBreakBefore"
    for paragraph in headings(made, file):
        row = next((found for found in paragraph.iterancestors(f"{W}tbl")), None)
        before = paragraph if row is None else row.getprevious()
        assert before.find(begin) is not None


def test_a_link_leads_to_the_annex(made: Edition, file: File):
    links = [link for link in file.document.iter(f"{W}hyperlink") if text_of(link) in {"الملحق 1", "Annex 1"}]
    assert len(links) == len(made.languages)
    for link in links:
        (mark,) = (
            found
            for found in file.document.iter(f"{W}bookmarkStart")
            if found.get(f"{W}name") == link.get(f"{W}anchor")
        )
        assert style_of(mark.getparent()) in {"Heading1", "Heading4"}


def test_signing_fields_share_a_row_in_one_language(made: Edition, file: File):
    bilingual = len(made.languages) > 1
    words = "Signature" if made.languages == ("en",) else "التوقيع"
    row = next(row for row in rows(file, words) if words in text_of(row))
    cells = [text_of(cell) for cell in row.findall(f"{W}tc")]
    if bilingual:
        assert cells == ["التوقيع", "", "Signature"]
    else:
        assert cells[:2] == [words, ""] and cells[3] in {"التاريخ", "Date"}
        assert "…" in cells[4]


def test_rows_fill_the_width_of_their_table(file: File):
    for table in file.document.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        for row in table.findall(f"{W}tr"):
            spans = [int(value(cell, "tcPr/gridSpan") or 1) for cell in row.findall(f"{W}tc")]
            widths = [int(value(cell, "tcPr/tcW", "w")) for cell in row.findall(f"{W}tc")]
            assert sum(spans) == len(grid)
            assert sum(widths) == sum(grid)


def test_a_field_leaves_room_for_a_pen(made: Edition, file: File):
    words = "Identity number" if made.languages == ("en",) else "رقم الهوية"
    row = next(row for row in rows(file, words) if words in text_of(row))
    assert int(value(row, "trPr/trHeight")) >= 454  # 8 mm
    lines = [cell for cell in row.findall(f"{W}tc") if cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None]
    assert len(lines) == 1 and text_of(lines[0]).strip("\u00a0") == ""


def test_a_table_to_write_in_has_lines_between_its_cells(made: Edition, file: File):
    block = next(part for part in form(made).parts if isinstance(part, Table))
    table = next(
        found for found in file.document.iter(f"{W}tbl") if found.find(f"{W}tblPr/{W}tblBorders/{W}insideV") is not None
    )
    head, *body = table.findall(f"{W}tr")
    assert len(body) == len(block.rows) and head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(int(value(row, "trPr/trHeight")) >= 465 for row in body)
    widths = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
    assert widths[0] < widths[1] / 4


def test_options_have_a_box_before_their_words(made: Edition, file: File):
    options = [p for p in file.paragraphs if (style_of(p) or "").startswith("FormOption")]
    assert len(options) == 4 * len(made.languages)
    assert all(text_of(p).startswith("☐\t") for p in options)


def test_titles_keep_with_what_follows(made: Edition, file: File):
    titles = [p for p in file.paragraphs if (style_of(p) or "").startswith("FormTitle")]
    assert titles
    sheet = {found.get(f"{W}styleId"): found for found in file.xml("word/styles.xml").iter(f"{W}style")}
    for paragraph in titles:
        style, kept = style_of(paragraph), paragraph.find(f"{W}pPr/{W}keepNext") is not None
        while style and not kept:
            kept = sheet[style].find(f"{W}pPr/{W}keepNext") is not None
            style = value(sheet[style], "basedOn")
        assert kept


def test_the_same_bytes_again(made: Edition, file: File):
    assert write(made, pages_of(made), 12) == file.blob

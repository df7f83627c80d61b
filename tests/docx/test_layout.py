"""Sections, header and footer, tables, forms, the closing sheet, and what those hear who do not see them."""

from __future__ import annotations

import dataclasses

import pytest

from generator.document.edition import Edition, Face, Heading, Paragraph, Table
from generator.docx import write
from generator.resources import FONTS
from tests.docx.conftest import BILINGUAL
from tests.docx.reading import File, R, W, inherited, style_of, text_of, value
from tests.editions import edition, runs


def tables(file: File, style: str) -> list:
    return [found for found in file.document.iter(f"{W}tbl") if value(found, "tblPr/tblStyle") == style]


def test_the_cover_has_neither_header_nor_footer_nor_watermark(file: File):
    cover, pages = file.document.iter(f"{W}sectPr")
    assert cover.find(f"{W}titlePg") is not None
    assert cover.find(f"{W}headerReference") is None
    assert cover.find(f"{W}footerReference") is None
    assert pages.find(f"{W}headerReference") is not None
    assert pages.find(f"{W}footerReference") is not None


def test_pages_are_counted_by_fields(made: Edition, file: File):
    footer = file.stories[2]
    codes = [code.text.strip() for code in footer.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"] * len(made.languages)
    cached = "١٢" if "ar" in made.indic else "12"
    assert cached in text_of(footer)


def test_watermark_in_the_header_of_drafts_only(made: Edition, file: File):
    words = [found.get("string") for found in file.stories[0].iter() if found.get("string")]
    assert words == [side.plain for side in made.watermark]
    ids = [found.get("id") for found in file.stories[0].iter("{urn:schemas-microsoft-com:vml}shape")]
    assert len(set(ids)) == len(made.watermark)


def test_heads_repeat_and_are_described(made: Edition, file: File):
    for table in tables(file, "Ruled"):
        first = table.find(f"{W}tr")
        headed = first.find(f"{W}trPr/{W}tblHeader") is not None
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert headed == (look.get(f"{W}firstRow") == "1")
        assert headed or look.get(f"{W}firstColumn") == "1"
    described = [table for table in tables(file, "Ruled") if value(table, "tblPr/tblCaption")]
    assert {value(table, "tblPr/tblDescription") for table in described} >= {made.control.description}


def test_every_head_cell_is_ruled(file: File):
    for table in tables(file, "Ruled"):
        first = table.find(f"{W}tr")
        if first.find(f"{W}trPr/{W}tblHeader") is not None:
            assert all(cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom") is not None for cell in first.findall(f"{W}tc"))


def test_short_tables_stay_whole_long_ones_break_between_rows(file: File):
    matrix = next(table for table in tables(file, "Ruled") if len(table.findall(f"{W}tr")) == 15)
    rows = matrix.findall(f"{W}tr")
    kept = [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in rows]
    assert kept == [True, True, *[False] * 11, True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


@pytest.mark.parametrize("variant", BILINGUAL, indirect=True)
def test_bilingual_rows_hold_one_clause_each(made: Edition, file: File):
    columns = [table for table in tables(file, "Columns") if len(table.find(f"{W}tblGrid")) == 2]
    rows = [[text_of(cell) for cell in row.findall(f"{W}tc")] for table in columns for row in table.findall(f"{W}tr")]
    for block in made.body:
        if isinstance(block, Heading | Paragraph):
            assert [side.plain for side in block.sides] in rows


@pytest.mark.parametrize("variant", BILINGUAL, indirect=True)
def test_mirrored_and_stacked_tables(made: Edition, file: File):
    widths = {len(table.find(f"{W}tblGrid")) for table in tables(file, "Ruled")}
    mirrored = next(block for block in made.body if isinstance(block, Table) and not block.stacked)
    assert 2 * len(mirrored.widths) in widths
    grid = next(table for table in tables(file, "Ruled") if text_of(table).startswith(mirrored.header[0][0].plain))
    head = [text_of(cell) for cell in grid.find(f"{W}tr").findall(f"{W}tc")]
    assert head == ["الطريقة", "المدة", "Period", "Method"]


def test_the_closing_sheet_stays_together(made: Edition, file: File):
    body = [element for element in file.document[0] if element.tag != f"{W}sectPr"]
    name = (
        f"_Toc{100000000 + len(made.headings)}"
        if made.languages[0] == "ar"
        else f"_Toc{200000000 + len(made.headings)}"
    )
    begin = next(
        i for i, element in enumerate(body) if any(m.get(f"{W}name") == name for m in element.iter(f"{W}bookmarkStart"))
    )
    sheet = [p for element in body[begin:] for p in element.iter(f"{W}p")]
    last = max(i for i, p in enumerate(sheet) if text_of(p))
    rows = [row for element in body[begin:] for row in element.iter(f"{W}tr")]
    in_last_row = set(rows[-1].iter(f"{W}p")) if rows else {sheet[last]}
    for paragraph in sheet[: last + 1]:
        if paragraph not in in_last_row and paragraph is not sheet[last]:
            assert paragraph.find(f"{W}pPr/{W}keepNext") is not None, text_of(paragraph)


def test_signature_rows_leave_room_for_a_pen(made: Edition, file: File):
    if not made.approval.signatures:
        assert "Stamp" not in {style_of(p) for p in file.paragraphs}
        return
    name = made.approval.signatures.rows[0][1][0].plain
    row = next(row for table in tables(file, "Ruled") for row in table.findall(f"{W}tr") if name in text_of(row))
    assert int(value(row, "trPr/trHeight")) >= 465
    assert any(found.get(f"{W}val") == "dashed" for found in file.document.iter(f"{W}left"))


def test_a_section_that_opens_with_a_form_begins_a_page():
    made = edition("ar")
    form = made.body[-1]
    annex = dataclasses.replace(made.body[0], anchor="annex", number=(), scheme="none")
    after = dataclasses.replace(annex, anchor="after")
    made = dataclasses.replace(made, body=(*made.body[:-1], annex, form, after))
    file = File(write(made, {}, 1))
    headings = [p for p in file.paragraphs if style_of(p) == "Heading1"]
    broken = [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in headings]
    assert broken == [True, *[False] * (len(headings) - 4), True, True, False]


def test_basmala_and_names_on_the_second_page():
    made = edition("ar")
    opening = (
        made.cover.names,
        (dataclasses.replace(made.cover.names[0], language="en", runs=runs("Example", "en")),),
    )
    cover = dataclasses.replace(made.cover, basmala=None, logo=None)
    made = dataclasses.replace(made, basmala=made.cover.basmala, opening=opening, cover=cover, control=None)
    file = File(write(made, {}, 1))
    styles = [style_of(p) for p in file.paragraphs]
    at = styles.index("Basmala")
    assert styles[at : at + 3] == ["Basmala", "Opening", "Opening"]
    assert inherited(file, value(file.paragraphs[at + 2], "pPr/pStyle"), "jc") == "right"
    assert "word/media/logo.png" not in file.parts


def test_headings_are_no_level_skipped(made: Edition, file: File):
    styles = {style_of(p) for p in file.paragraphs if (style_of(p) or "").startswith("Heading")}
    assert styles == (
        {"Heading1", "Heading2"} if len(made.languages) == 1 else {"Heading1", "Heading2", "Heading4", "Heading5"}
    )
    sheet = {found.get(f"{W}styleId"): found for found in file.xml("word/styles.xml").iter(f"{W}style")}
    for style in styles:
        assert value(sheet[style], "pPr/outlineLvl") == str(int(style[-1]) - 1)


def test_colours_come_from_the_palette():
    made = edition("en")
    palette = dataclasses.replace(made.palette, brand="#a1b2c3", ink="#123456", tint="#fafbfc", rule="#778899")
    file = File(write(dataclasses.replace(made, palette=palette), {}, 1))
    sheet = file.parts["word/styles.xml"].decode()
    for color in ("123456", "FAFBFC", "778899"):
        assert color in sheet
    assert "A1B2C3" in file.parts["word/document.xml"].decode()  # the bar of the cover
    for name, blob in file.parts.items():
        assert b"{ink}" not in blob, name
        assert b"0A6549" not in blob, name


def test_a_face_of_its_own_replaces_both_families():
    face = Face("Own & Face", FONTS / "SiyasatSans-Regular.ttf", FONTS / "SiyasatSans-Bold.ttf")
    file = File(write(dataclasses.replace(edition("ar"), face=face), {}, 1))
    fonts = file.xml("word/fontTable.xml").findall(f"{W}font")
    assert [font.get(f"{W}name") for font in fonts] == ["Own & Face"]
    assert b"Siyasat Naskh" not in file.parts["word/styles.xml"]
    assert "word/fonts/font2.odttf" in file.parts
    assert "word/fonts/font3.odttf" not in file.parts


def test_pictures(tmp_path):
    made = edition("en")
    png = b"\x89PNG\r\n\x1a\n" + bytes(32)
    svg = File(write(made, {}, 1, logo_png=png))
    assert svg.parts["word/media/logo.png"] == png
    assert svg.parts["word/media/logo.svg"] == made.cover.logo.file.read_bytes()
    assert b"svgBlip" in svg.parts["word/document.xml"]
    for name, blob in (("logo.jpeg", b"\xff\xd8\xff" + bytes(32)), ("logo.png", png)):
        picture = tmp_path / name
        picture.write_bytes(blob)
        logo = dataclasses.replace(made.cover.logo, file=picture, width=400, height=100)
        file = File(write(dataclasses.replace(made, cover=dataclasses.replace(made.cover, logo=logo)), {}, 1))
        assert file.parts[f"word/media/{name}"] == blob
        assert "word/media/logo.svg" not in file.parts
        extent = next(found for found in file.document.iter() if found.tag.endswith("}extent"))
        assert int(extent.get("cx")) == 4 * int(extent.get("cy")) == 64 * 36000
    blips = [found.get(f"{R}embed") for found in file.document.iter() if found.tag.endswith("}blip")]
    assert len(blips) == 1


#: What a paragraph and a run may say of themselves: their place in the flow, their number and their direction.
_PARAGRAPH = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "bidi", "framePr", "rPr", "sectPr"}
_RUN = {"rStyle", "noProof", "webHidden", "rtl", "cs"}


def test_nothing_is_formatted_by_hand(file: File):
    """Styles carry space, indents, sizes and weight; only the numbers of the contents, in links, do so themselves."""
    for paragraph in file.paragraphs:
        properties = {found.tag.removeprefix(W) for found in paragraph.find(f"{W}pPr")}
        assert properties <= _PARAGRAPH, text_of(paragraph)
        if (style_of(paragraph) or "").startswith("TOC"):
            continue
        for marks in paragraph.iterfind(f"{W}r/{W}rPr"):
            assert {found.tag.removeprefix(W) for found in marks} <= _RUN, text_of(paragraph)


def test_no_paragraph_is_there_for_space_alone(file: File):
    """Paragraphs without text stand where the format wants one: between tables, in a cell, at the end of a part."""
    seen = 0
    for paragraph in file.paragraphs:
        if text_of(paragraph) or [*paragraph.iter(f"{W}fldChar", f"{W}drawing", f"{W}sectPr")]:
            continue
        before, after = paragraph.getprevious(), paragraph.getnext()
        names = [None if found is None else found.tag.removeprefix(W) for found in (before, after)]
        if paragraph.getparent().tag == f"{W}tc":
            assert names in (["tcPr", None], ["tbl", None])
        else:
            assert names[0] == "tbl" and names[1] in {"tbl", "sectPr"}, names
        seen += 1
    assert seen


def test_a_variant_says_what_differs_from_its_style(file: File):
    """Names of variants are those of their styles and one or two words more."""
    styles = {found.get(f"{W}styleId"): found for found in file.xml("word/styles.xml").iter(f"{W}style")}
    used = {value(paragraph, "pPr/pStyle") for root in file.stories for paragraph in root.iter(f"{W}p")}
    variants = {key for key in used if value(styles[key], "uiPriority") == "99" and value(styles[key], "basedOn")}
    assert variants
    for key in variants:
        base = styles[value(styles[key], "basedOn")]
        name = value(base, "name")
        assert value(styles[key], "name").startswith(f"{name[0].upper()}{name[1:]} ")
        assert key.startswith(base.get(f"{W}styleId"))

"""A file that comes back tells what was changed in it, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.document.clauses import clauses
from generator.document.diff import Clause, Piece, changes
from generator.docx import paragraphs, readback, record
from generator.docx.read import WordError
from generator.docx.readback import ForeignError
from generator.docx.record import RecordError
from tests.docx.conftest import ANNEXED, VARIANTS
from tests.docx.reading import W, value
from tests.docx.returned import (
    Desk,
    Edit,
    add_after,
    begin_body,
    begin_with,
    came_back,
    change,
    control,
    element,
    join,
    lose_bookmarks,
    lose_section,
    move_after,
    remove,
    remove_row,
    sent,
    sign,
    split_before,
    split_runs,
    told,
    track_add,
    track_change,
    track_move,
    track_remove,
    track_row,
)
from tests.editions import edition

ITEM = "استقبال المستفيد والإجابة عن جميع أسئلته بما يكفل له حقه في الاطلاع على خدمات الجمعية كلها."


@pytest.mark.parametrize("variant", VARIANTS | ANNEXED)
def test_a_file_that_nobody_edited_has_no_change(variant: str):
    assert told(sent(variant)) == told(came_back(variant)) == []


@pytest.mark.parametrize("variant", ["ar", "bilingual-annexed", "ar-indic"])
@pytest.mark.parametrize("edit", [lose_bookmarks, split_runs])
def test_what_programs_do_by_themselves_is_no_change(variant: str, edit: Edit):
    assert told(came_back(variant, edit)) == []


EDITS: dict[str, tuple[str, list[Edit], list[str]]] = {
    "wording": (
        "ar",
        [change("15 يوم عمل", "عشرين يوماً")],
        ["~ section-5-a.2 ar: الرد خلال مدة لا تتجاوز [-15 يوم عمل-]{+عشرين يوماً+}"],
    ),
    "wording of one language": (
        "bilingual",
        [change("An answer within", "A reply within")],
        ["~ section-5-a.2 en: [-An answer-]{+A reply+} within 15 working days"],
    ),
    "a telephone number": (
        "en",
        [change("+966 11 000 0000", "+966 12 345 6789")],
        [
            "~ intro.1 en: Example Charitable Association (جمعية المثال الخيرية) sets this policy to regulate its "
            "relations with beneficiaries; contact: +966 [-11 000 0000-]{+12 345 6789+} or info@example.org.sa."
        ],
    ),
    "a new item": (
        "bilingual",
        [add_after(ITEM, "بند جديد."), add_after("Receiving the beneficiary", "A new item.")],
        [
            "+ section-5.1+1 ar item after section-5.1: بند جديد.",
            "+ section-5.1+1 en item after section-5.1: A new item.",
        ],
    ),
    "two new items": (
        "ar",
        [add_after(ITEM, "الثاني."), add_after(ITEM, "الأول.")],
        [
            "+ section-5.1+1 ar item after section-5.1: الأول.",
            "+ section-5.1+2 ar item after section-5.1: الثاني.",
        ],
    ),
    "a copied paragraph, bookmark and all": (
        "ar",
        [add_after(ITEM, "استقبال المستفيد في مقر الجمعية.", copied=True)],
        ["+ section-5.1+1 ar item after section-5.1: استقبال المستفيد في مقر الجمعية."],
    ),
    "a new item, numbered by hand": (
        "ar-indic",
        [add_after("استقبال المستفيد", "٢.\tبند جديد.")],
        ["+ section-5.1+1 ar item after section-5.1: بند جديد."],
    ),
    "a new paragraph at the very begin": (
        "ar",
        [begin_body("نص أول.")],
        ["+ text.1.r3c2+1 ar paragraph after text.1.r3c2: نص أول."],
    ),
    "a clause taken away": ("bilingual", [remove("بند ثان")], ["- section-5-a.7 ar"]),
    "a heading": (
        "bilingual",
        [change("قنوات التواصل 3", "سبل التواصل")],
        ["~ section-3 ar: [-قنوات-]{+سبل+} التواصل[- 3-]"],
    ),
    "a note": ("ar", [change("لا تُفرض", "تُفرض")], ["~ note ar: [-لا -]تُفرض رسوم على الطلب."]),
    "words before a label": (
        "ar",
        [begin_with("لا تُفرض", "مهم: ")],
        ["~ note ar: {+مهم: تنبيه +}لا تُفرض رسوم على الطلب."],
    ),
    "a cell": ("bilingual", [change("3 أيام", "أسبوع")], ["~ table-1.r2c2 ar: [-3 أيام-]{+أسبوع+}"]),
    "a cell of English, beside Arabic": (
        "bilingual",
        [change("3 days", "one week")],
        ["~ table-1.r2c2 en: [-3 days-]{+one week+}"],
    ),
    "a row of a table with alike rows": (
        "ar",
        [remove_row("القرار 7")],
        [f"- table-2.r7c{column} ar" for column in (1, 2, 3, 4)],
    ),
    "a cell that was empty": (
        "ar",
        [sign("رئيس مجلس الإدارة", "وقّع")],
        ["~ approval.2.r1c4 ar: {+وقّع+}"],
    ),
    "a head of a table": ("ar", [change("التوقيع", "الختم")], ["~ approval.2.r0c4 ar: [-التوقيع-]{+الختم+}"]),
    "a field of a form": (
        "en-annexed",
        [change("Identity number", "Passport number")],
        ["~ declaration.f1.1 en: [-Identity-]{+Passport+} number"],
    ),
    "split in two": (
        "ar",
        [split_before("والإجابة")],
        [
            "~ section-5.1 ar: استقبال المستفيد[- والإجابة عن جميع أسئلته بما يكفل له حقه في الاطلاع على خدمات "
            "الجمعية كلها.-]",
            "+ section-5.1+1 ar item after section-5.1: والإجابة عن جميع أسئلته بما يكفل له حقه في الاطلاع على خدمات "
            "الجمعية كلها.",
        ],
    ),
    "joined": (
        "ar",
        [join("بند أول", "بند ثان")],
        ["~ section-5-a.6 ar: بند أول{+ بند ثان+}", "- section-5-a.7 ar"],
    ),
    "moved": (
        "ar",
        [move_after("لا تُفرض رسوم", "تضع جمعية المثال")],
        ["+ note ar note after intro.1: لا تُفرض رسوم على الطلب.", "- note ar"],
    ),
    "no bookmarks, and edited": (
        "ar",
        [lose_bookmarks, change("عن جميع أسئلته", "عن أسئلته"), add_after(ITEM[:17], "بند جديد."), remove("بند ثان")],
        [
            "~ section-5.1 ar: استقبال المستفيد والإجابة عن[- جميع-] أسئلته بما يكفل له حقه في الاطلاع على خدمات "
            "الجمعية كلها.",
            "+ section-5.1+1 ar item after section-5.1: بند جديد.",
            "- section-5-a.7 ar",
        ],
    ),
    "reworded altogether": (
        "ar",
        [change("لا تُفرض رسوم على الطلب.", "كل شيء مجاني")],
        ["~ note ar: [-لا تُفرض رسوم على الطلب.-]{+كل شيء مجاني+}"],
    ),
    "invisible characters": ("ar", [change("والإجابة عن", "والإجابة\u00a0\u200fعن")], []),
    "a blank, filled in by hand": (
        "en-annexed",
        [change("…………", "2026")],
        ["= declaration.f1.11.gregorian: …… / …… / 2026"],
    ),
    "the end of the cover taken away": ("bilingual", [lose_section], []),
    "words and a control": (
        "ar",
        [control("لا تُفرض رسوم", "note.reason", " لأحد")],
        ["~ note ar: لا تُفرض رسوم على الطلب.{+ لأحد+}", "= note.reason: لأحد"],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_and_nothing_else(name: str):
    variant, edits, expected = EDITS[name]
    assert told(came_back(variant, *edits)) == expected


TRACKED: dict[str, tuple[str, list[Edit], list[str]]] = {
    "words": (
        "ar",
        [track_change("15 يوم عمل", "20 يوم عمل")],
        ["? ~ section-5-a.2 ar: الرد خلال مدة لا تتجاوز [-15-]{+20+} يوم عمل"],
    ),
    "words beside a change that was accepted": (
        "en",
        [change("An answer", "A reply"), track_change("15 working days", "20 working days")],
        [
            "~ section-5-a.2 en: [-An answer-]{+A reply+} within 15 working days",
            "? ~ section-5-a.2 en: A reply within [-15-]{+20+} working days",
        ],
    ),
    "a new item": (
        "bilingual",
        [track_add(ITEM, "بند جديد.")],
        ["? + section-5.1+1 ar item after section-5.1: بند جديد."],
    ),
    "a new item behind one that was accepted": (
        "ar",
        [add_after(ITEM, "مقبول."), track_add("مقبول.", "معلق.")],
        [
            "+ section-5.1+1 ar item after section-5.1: مقبول.",
            "? + section-5.1+1+1 ar item after section-5.1+1: معلق.",
        ],
    ),
    "an item taken away": ("ar", [track_remove("بند ثان")], ["? - section-5-a.7 ar"]),
    "a clause moved": (
        "ar",
        [track_move("لا تُفرض رسوم", "استقبال المستفيد")],
        ["? + note ar note after section-5-a.1: لا تُفرض رسوم على الطلب.", "? - note ar"],
    ),
    "a row put in": (
        "ar",
        [track_row("القرار 7", "ins")],
        [
            *(f"- table-2.r7c{column} ar" for column in (1, 2, 3, 4)),
            *(
                f"? + table-2.r6c4+{number} ar cell after table-2.r6c4: {text}"
                for number, text in enumerate(("القرار 7", "اعتماد", "توصية", "تنفيذ"), 1)
            ),
        ],
    ),
    "a row taken out": (
        "ar",
        [track_row("القرار 7", "del")],
        [f"? - table-2.r7c{column} ar" for column in (1, 2, 3, 4)],
    ),
}


@pytest.mark.parametrize("name", TRACKED)
def test_a_tracked_change_is_pending_until_it_is_decided(name: str):
    variant, edits, expected = TRACKED[name]
    assert told(came_back(variant, *edits)) == expected


def test_pending_changes_name_who_made_them_and_when():
    content = came_back("ar", track_change("15 يوم عمل", "20 يوم عمل"), track_add(ITEM, "بند جديد."))
    found = readback.read(io.BytesIO(content)).body.revisions
    assert {(change.author, change.date) for change in found} == {("أمينة", "2026-01-02T03:04:05Z")}
    assert [(change.kind, change.text) for change in found] == [
        ("inserted", "بند جديد."),
        ("deleted", "15 يوم عمل"),
        ("inserted", "20 يوم عمل"),
    ]


# Controls ---


def _with_control(text: str, *, empty: bool) -> list[str]:
    """What is told of a file that was written with an empty control behind a sentence."""
    returned = readback.read(io.BytesIO(came_back("ar", control("لا تُفرض رسوم", "fee", text, empty=empty))))
    assert returned.record is not None
    known = [
        replace(clause, pieces=(*clause.pieces, Piece("……"))) if clause.id == "note" else clause
        for clause in returned.record.clauses
    ]
    written = replace(returned.record, clauses=tuple(known), controls={"fee": ("……", "no fee")})
    found = readback.versions(returned, written)
    return [*map(str, changes(found.written, found.settled)), *(control.text for control in found.filled)]


def test_a_control_that_was_filled_in_is_told_by_its_tag_and_is_no_other_wording():
    assert _with_control("……", empty=True) == []
    assert _with_control("عشرة ريالات", empty=False) == ["عشرة ريالات"]


_BOX = (
    '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>'
)


def test_a_box_is_known_by_its_title_where_that_stands_round_the_paragraph():
    """So LibreOffice 7.4 writes it, without the tag."""
    document = etree.fromstring(
        _DOCUMENT.decode()
        % (
            '<w:sdt><w:sdtPr><w:alias w:val="Box"/></w:sdtPr><w:sdtContent><w:p>'
            f"{_BOX}<w:r><w:tab/><w:t>لا يوجد تعارض.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    body = paragraphs.read(document, {})
    assert body.controls == (paragraphs.Control("Box", "Box", "☒", False),)
    assert [paragraph.text({"☐"}, {"Box": ("☐",)}) for paragraph in body.accepted] == ["لا يوجد تعارض."]


def test_a_fact_that_a_program_writes_twice_is_one():
    """So LibreOffice 7.4 writes a control that is bound to data."""
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Version"/></w:sdtPr><w:sdtContent><w:r><w:t>1.10</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )
    document = etree.fromstring(_DOCUMENT.decode() % f"<w:p>{control}{control}</w:p>")
    (paragraph,) = paragraphs.read(document, {}).accepted
    assert paragraph.text((), {"Version": ("1.10",)}) == "1.10"


# The record ---


@pytest.mark.parametrize("variant", VARIANTS | ANNEXED)
def test_every_clause_is_found_in_the_file_as_it_is_written(variant: str):
    kept = readback.read(io.BytesIO(sent(variant))).record
    assert kept is not None
    made = clauses(edition(**(VARIANTS | ANNEXED)[variant]))  # type: ignore[arg-type]
    known = {(clause.id, clause.language): clause for clause in kept.clauses}
    assert [known.get((clause.id, clause.language)) for clause in made] == list(made)
    beside = {clause.text for place, clause in known.items() if "+" in place[0]}
    assert len(beside) <= 8  # titles of the front, blanks to write a date on


@pytest.mark.parametrize("variant", ["ar", "bilingual-annexed"])
def test_the_record_comes_back_as_it_was_written(variant: str):
    kept = readback.read(io.BytesIO(sent(variant))).record
    assert kept is not None
    assert record.read(etree.fromstring(record.written(kept))) == kept
    assert {clause.text for clause in kept.clauses if clause.id == "note"} >= {"لا تُفرض رسوم على الطلب."}


@given(
    st.lists(
        st.tuples(st.text("ab<&\"' \u200f\u00a0ة", max_size=6), st.sampled_from(["", "contact.phone", "#a<b"])),
        max_size=4,
    ),
    st.text("1.<& ", max_size=4),
)
def test_any_text_survives_the_record(pieces: list[tuple[str, str]], label: str):
    clause = Clause("a", "ar", "item", tuple(Piece(*piece) for piece in pieces), label)
    kept = record.Record((clause,), {("a", "ar"): "p_a"}, ("x < y",), {"tag": (" text ", "ة")})
    assert record.read(etree.fromstring(record.written(kept))) == kept


def test_each_language_of_a_clause_has_a_bookmark_of_its_own():
    kept = readback.read(io.BytesIO(sent("bilingual"))).record
    assert kept is not None
    marks = {clause.id for clause in kept.clauses if (clause.id, "ar") in kept.bookmarks}
    assert {"intro", "intro.1", "section-2.1", "note", "table-1", "form"} <= marks
    assert all((clause, "en") in kept.bookmarks for clause in marks)
    assert len(set(kept.bookmarks.values())) == len(kept.bookmarks)
    names = set(re.findall(r'bookmarkStart [^>]*w:name="([^"]+)"', _part("bilingual", "word/document.xml")))
    assert set(kept.bookmarks.values()) <= names


def _part(variant: str, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(sent(variant))) as archive:
        return archive.read(name).decode()


# Files that are not what they should be ---


def _with(parts: dict[str, bytes | None]) -> bytes:
    """The file of a variant with parts replaced, or without them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent("ar"))) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(set(parts) - set(old.namelist()))]:
            content = parts.get(name, old.read(name) if name in old.namelist() else None)
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


_ENTITY = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
_DOCUMENT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
_RECORD = "customXml/item2.xml"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", WordError),
        (b"PK\x03\x04 but no archive", WordError),
        (_with({"word/document.xml": None}), WordError),
        (_with({"word/document.xml": b"<w:document"}), WordError),
        (_with({"word/document.xml": _ENTITY + _DOCUMENT % b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"}), WordError),
        (_with({"word/document.xml": _DOCUMENT % (b"<w:p/>" * 20_001)}), WordError),
        (_with({"word/document.xml": b" " * (17 * 2**20)}), WordError),
        (_with({_RECORD: b" " * (17 * 2**20)}), WordError),
        (_with({_RECORD: b"<record"}), WordError),
        (_with({"docProps/custom.xml": None}), ForeignError),
        (_with({"docProps/custom.xml": b"<Properties/>"}), ForeignError),
        (_with({_RECORD: b'<record xmlns="urn:siyasat:record" format="2"/>'}), RecordError),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: type[Exception]):
    with pytest.raises(reason):
        readback.read(io.BytesIO(content))


@pytest.mark.parametrize(
    "kept",
    [
        None,
        b"<other/>",
        b'<record xmlns="urn:siyasat:record"/>',
        b'<record xmlns="urn:siyasat:record" format="1"><clause id="a" lang="fr" kind="item"/></record>',
        b'<record xmlns="urn:siyasat:record" format="1"><clause id="a" lang="ar" kind="poem"/></record>',
        b'<record xmlns="urn:siyasat:record" format="1"><clause lang="ar" kind="item"/></record>',
    ],
)
def test_a_record_that_was_lost_or_damaged_is_none(kept: bytes | None):
    assert readback.read(io.BytesIO(_with({_RECORD: kept}))).record is None


deep = st.recursive(
    st.sampled_from(
        ["<w:p><w:r><w:t>a b</w:t></w:r></w:p>", "<w:bookmarkStart/>", "<w:sectPr/>", "<!-- c -->", "<w:p/>"]
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            ["tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "p", "r", "txbxContent", "pPr", "hyperlink"]
        ),
        st.lists(inner, max_size=3),
    ).map(lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"),
    max_leaves=12,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(deep, max_size=5))
def test_any_document_can_be_read(blocks: list[str]):
    """However its elements are put together, as no schema would allow."""
    returned = readback.read(io.BytesIO(_with({"word/document.xml": _DOCUMENT % "".join(blocks).encode()})))
    assert returned.record is not None
    found = readback.versions(returned, returned.record)
    assert {clause.id for clause in found.settled} >= {clause.id for clause in found.written if not clause.text}


def test_a_symbol_and_lines_of_a_field_are_read():
    """ECMA-376 17.3.3.30: the character of its own font, which no own text can hold; a break in a field is a space."""

    def symbol(desk: Desk) -> None:
        desk.run("بند أول").append(element("sym", font="Wingdings", char="F0FC"))

    (shown,) = told(came_back("ar", symbol))
    assert "\uf0fc" in shown

    def broken(desk: Desk) -> None:
        control("بند أول", "first", "سطر")(desk)
        field = next(found for found in desk.body.iter(f"{W}sdt") if value(found, "sdtPr/tag") == "first")
        run = next(field.iter(f"{W}r"))
        run.append(element("br"))
        run.append(deepcopy(next(run.iter(f"{W}t"))))

    assert any("سطر سطر" in line for line in told(came_back("ar", broken)))

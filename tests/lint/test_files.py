"""Files: places, silencing, Word, and what cannot be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from generator import lint
from generator.docx.read import WordError, paragraphs
from generator.errors import Severity
from generator.lint import Names


def checked(tmp_path: Path, text: str, name: str = "text.md") -> list[tuple[int | None, str, str, str]]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    found = lint.check(file, Names())
    return [(finding.place.line, finding.severity.value, finding.rule, finding.path) for finding in found]


def test_a_finding_names_its_line_and_value(tmp_path: Path) -> None:
    assert checked(tmp_path, "نص.\r\n\r\nالاعضاء.\r\nكافة\r\n") == [
        (3, "warning", "misspelling", ""),
        (4, "note", "weak-wording", ""),
    ]
    yaml = "a: نص\nlist:\n  - {ar: الاعضاء, en: x}\n  - |\n    نص\n    الادارة\n"
    assert checked(tmp_path, yaml, "text.yaml") == [
        (3, "warning", "misspelling", "list[0].ar"),
        (6, "warning", "misspelling", "list[1]"),
    ]


def test_one_fault_twice_in_a_line_is_told_once(tmp_path: Path) -> None:
    assert len(checked(tmp_path, "الاعضاء والاعضاء والاعضاء\nالاعضاء\n")) == 3


# ---- silencing ----


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("text.md", "الاعضاء {%# lint: misspelling as the published title has it #%}"),
        ("text.md", "الاعضاء <!-- lint: misspelling as published -->"),
        ("text.md", "الاعضاء، كافة {%# lint: misspelling a #%} {%# lint: weak-wording b #%}"),
        ("text.txt", "الاعضاء  # lint: misspelling as published"),
        ("text.txt", "الاعضاء <!-- lint: misspelling as published -->"),
        ("text.yaml", "key: الاعضاء  # lint: misspelling as published"),
        ("text.yaml", "key: |  # lint: misspelling as published\n  نص\n  الاعضاء\n\n  الادارة"),
    ],
)
def test_a_line_is_silenced_with_a_reason(name: str, line: str, tmp_path: Path) -> None:
    assert checked(tmp_path, line + "\n", name) == []


def test_silencing_without_a_reason_is_a_finding(tmp_path: Path) -> None:
    found = [(1, "warning", "silence-without-reason", "")]
    assert checked(tmp_path, "الاعضاء {%# lint: misspelling #%}\n") == found
    assert checked(tmp_path, "الاعضاء # lint: misspelling\n", "text.txt") == found


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("text.md", "نص\nنص {%# lint: misspelling it was so once #%}\n", 2),
        ("text.yaml", "# lint: misspelling for nothing\nkey: نص\n", 1),
        ("text.txt", "نص # lint: no-such-rule for nothing\n", 1),
    ],
)
def test_silencing_nothing_is_a_note(name: str, text: str, line: int, tmp_path: Path) -> None:
    assert checked(tmp_path, text, name) == [(line, "note", "silence-unused", "")]


def test_another_line_or_rule_is_not_silenced(tmp_path: Path) -> None:
    found = checked(tmp_path, "{%# lint: misspelling above #%}\nالاعضاء {%# lint: tatweel another #%}\n")
    assert [(line, rule) for line, _, rule, _ in found] == [
        (2, "misspelling"),
        (1, "silence-unused"),
        (2, "silence-unused"),
    ]


def test_an_example_of_silencing_is_none(tmp_path: Path) -> None:
    assert checked(tmp_path, "نص `{%# lint: misspelling reason #%}` نص\n\n```\n<!-- lint: x y -->\n```\n") == []
    assert checked(tmp_path, 'key: "نص # lint: misspelling reason"\n', "text.yaml") == []


@pytest.mark.parametrize("folder", ["policies/gifts", "policies"])
def test_in_a_policy_only_the_form_that_does_not_print_silences(folder: str, tmp_path: Path) -> None:
    (tmp_path / folder).mkdir(parents=True)
    text = "الاعضاء {%# lint: misspelling as published #%}\n\nالاعضاء <!-- lint: misspelling as published -->\n"
    assert checked(tmp_path / folder, text, "ar.md") == [(3, "warning", "misspelling", "")]
    assert checked(tmp_path / folder, text, "ar.txt") == []


@pytest.mark.parametrize("row", ["{%# lint: a", "{%# lint: a ", "<!-- lint: a "])
def test_a_row_of_openers_silences_nothing(row: str, tmp_path: Path) -> None:
    assert checked(tmp_path, "الاعضاء\n" + row * (200_000 // len(row)) + " " * 200_000) == [
        (1, "warning", "misspelling", "")
    ]


# ---- what cannot be read ----


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("text.md", b"\xff\xfe", "not-utf8"),
        ("text.txt", "نص\ue000".encode(), "forbidden-character"),
        ("text.yaml", b"a: [\n", "yaml-syntax"),
        ("text.yaml", b"[" * 100 + b"]" * 100, "yaml-syntax"),
        ("text.docx", b"no zip", "file-unreadable"),
    ],
)
def test_what_cannot_be_read_is_an_error(name: str, content: bytes, rule: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    (finding,) = lint.check(file)
    assert (finding.severity, finding.rule, finding.place.file) == (Severity.ERROR, rule, file)


def test_an_alias_bomb_costs_nothing(tmp_path: Path) -> None:
    rows = ["a0: &a0 [الاعضاء]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert [rule for _, _, rule, _ in checked(tmp_path, "\n".join(rows) + "\n", "text.yaml")] == ["misspelling"]


# ---- Word ----


def word(path: Path) -> Path:
    """A file with a heading, tables, a broken line, automatic numbers, a header and a contents list."""
    document = python_docx.Document()
    document.styles.add_style("toc 1", 1)
    document.sections[0].header.paragraphs[0].text = "جمعية المثال ، الرياض"
    document.add_paragraph("تمهيد\t3", style="toc 1")
    document.add_paragraph("الاهداف\t٤", style="toc 1")
    document.add_heading("تمهيد", 1)
    document.add_paragraph("خلال أسبوعان")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "خلال", "أسبوعان"
    document.add_paragraph("").add_run("في اجتماعه").add_break()
    document.paragraphs[-1].add_run("العشرون")
    document.add_paragraph("- نص", style="List Number")
    document.add_paragraph("", style="List Bullet")
    document.save(str(path))
    return path


def test_a_word_file_is_read_by_paragraphs(tmp_path: Path) -> None:
    read = paragraphs(word(tmp_path / "text.docx"))
    assert [(p.text, p.heading, p.listed, p.entry) for p in read] == [
        ("تمهيد\t3", 0, False, True),
        ("الاهداف\t٤", 0, False, True),
        ("تمهيد", 1, False, False),
        ("خلال أسبوعان", 0, False, False),
        ("خلال", 0, False, False),
        ("أسبوعان", 0, False, False),
        ("في اجتماعه\vالعشرون", 0, False, False),
        ("- نص", 0, True, False),
        ("", 0, True, False),
        ("جمعية المثال ، الرياض", 0, False, False),
    ]


def test_the_lines_of_a_word_file_are_its_paragraphs(tmp_path: Path) -> None:
    found = lint.check(word(tmp_path / "text.docx"))
    assert [(finding.place.line, finding.rule) for finding in found] == [
        (2, "misspelling"),
        (2, "contents-without-section"),
        (2, "digits-mixed"),
        (4, "count-case"),
        (7, "ordinal-case"),
        (8, "list-marker-doubled"),
        (9, "list-item-empty"),
        (10, "space-before-mark"),
    ]


def test_deleted_text_field_codes_and_fallbacks_are_not_read(tmp_path: Path) -> None:
    document = python_docx.Document()
    paragraph = document.add_paragraph("نص")
    for tag, text in (("w:delText", "محذوف"), ("w:instrText", "TOC")):
        run, element = OxmlElement("w:r"), OxmlElement(tag)
        element.text = text
        run.append(element)
        paragraph._p.append(run)
    moved = OxmlElement("w:moveFrom")
    moved.append(document.add_paragraph("منقول").runs[0]._r)
    paragraph._p.append(moved)
    numbered = document.add_paragraph("بلا رقم", style="List Number")
    properties, none = OxmlElement("w:numPr"), OxmlElement("w:numId")
    none.set(qn("w:val"), "0")
    properties.append(none)
    numbered._p.get_or_add_pPr().append(properties)
    document.save(str(tmp_path / "text.docx"))
    read = paragraphs(tmp_path / "text.docx")
    assert [(p.text, p.listed) for p in read] == [("نص", False), ("", False), ("بلا رقم", False)]


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"\xd0\xcf\x11\xe0"])
def test_what_is_no_word_file(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "text.docx").write_bytes(content)
    with pytest.raises(WordError):
        paragraphs(tmp_path / "text.docx")


def document_xml(path: Path, body: str) -> Path:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>')
    return path


@pytest.mark.parametrize(("level", "heading"), [("0", 1), ("8", 9), ("9", 0), ("²", 0), ("٢", 0), ("", 0)])
def test_the_level_of_a_heading_is_a_digit(level: str, heading: int, tmp_path: Path) -> None:
    body = f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr><w:r><w:t>نص</w:t></w:r></w:p>'
    (paragraph,) = paragraphs(document_xml(tmp_path / "text.docx", body))
    assert paragraph.heading == heading


def test_all_parts_of_a_word_file_share_one_budget(tmp_path: Path) -> None:
    file = document_xml(tmp_path / "text.docx", "<w:p/>")
    assert len(paragraphs(file)) == 1
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(1, 5):
            archive.writestr(f"word/header{number}.xml", "<a>" + " " * 4 * 2**20 + "</a>")
        archive.writestr("word/media/image1.png", bytes(32 * 2**20))  # it is not read
    with pytest.raises(WordError, match="16 MB"):
        paragraphs(file)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>نص&x;</w:t></w:r></w:p></w:body></w:document>'
    with zipfile.ZipFile(tmp_path / "text.docx", "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>{body}')
    (paragraph,) = paragraphs(tmp_path / "text.docx")
    assert paragraph.text == "نص"

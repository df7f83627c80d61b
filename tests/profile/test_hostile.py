"""Values that look like markup, templates or numbers pass, and come out as they were written."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import nodes
from generator.document.edition import EditionName
from generator.document.publish import publish
from generator.errors import Place, has_errors
from generator.language.inline import Value, values
from generator.language.spelling import normalise
from tests.profile.made import composed, sides, texts, written

HOSTILE = [
    "{{ x }}",
    "{% if x %}",
    "{%# x #%}",
    "{# x #}",
    "|",
    "| a | b |",
    "#",
    "## heading {#id}",
    "*bold*",
    "**bold**",
    "_low_",
    "`code`",
    "<script>alert(1)</script>",
    "<!-- note -->",
    "&amp;",
    "&#1234;",
    "\\",
    "\\*",
    "“double” ‘single’ ' \"",
    "[x](http://y)",
    "[](#preamble)",
    "![x](y.png)",
    "<http://y>",
    "::: note",
    ":::",
    ": caption",
    "{#id}",
    "{after=id}",
    "- item",
    "1. item",
    "> quote",
    "---",
    "===",
    "~~~",
    "%s %(x)s {x} {0} {}",
    "$x$ ${x}",
    "no",
    "1e3",
    "12:30",
    "012",
    "0x1F",
    "1_000",
    "~",
    "null",
    "الْحَمْدُ لِلَّهِ رَبِّ الْعَالَمِينَ",
    "لجنة *البحث* و|الدراسة|",
    "ـ",
]
EDITIONS: list[EditionName] = ["ar", "en", "bilingual"]
POLICY = {
    "policies/gifts/policy.yaml": """
title: {default: {ar: سياسة الهدايا, en: Policy on Gifts}}
parameters:
  officer: {kind: title, required: true, question: {ar: من؟, en: Who?}}
  givers: {kind: terms, required: true, question: {ar: ممن؟, en: From whom?}}
""",
    "policies/gifts/ar.md": """## تمهيد {#preamble}

يتسلّم {{ officer.title }} الهدايا:

{% for giver in givers %}
1. {{ giver }}
{% endfor %}

| المسؤول | الجهة |
|---|---|
| {{ officer.title }} | {{ givers[0] }} |

{{ officer.title }}
""",
    "policies/gifts/en.md": """## Preamble {#preamble}

{{ officer.title }} receives gifts:

{% for giver in givers %}
1. {{ giver }}
{% endfor %}

| Officer | Body |
|---|---|
| {{ officer.title }} | {{ givers[0] }} |

{{ officer.title }}
""",
}


def profile(value: str, givers: list[str] | None = None) -> dict[str, Any]:
    """A profile in which ``value`` stands wherever words may stand."""
    both = {"ar": value, "en": value}
    return {
        "name": {"ar": f"جمعية {value}", "en": f"Association {value}", "short": both},
        "legal_form": "association",
        "registration": {"number": value, "year": "1444", "authority": both},
        "place": both,
        "contact": {"phone": "0530801110"},
        "board": {"sign": "all", "chair": {"name": both, "title": both}, "members": [{"name": both}]},
        "policies": {
            "gifts": {
                "owner": both,
                "classification": both,
                "officer": both,
                "givers": [{"ar": giver, "en": giver} for giver in givers or [value]],
            }
        },
        "approvals": [{"policies": ["gifts"], "changes": both}],
    }


def files(data: dict[str, Any]) -> dict[str, str]:
    return {"profile.yaml": written(data), **POLICY}


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_prints_as_it_was_written_in_every_place(value: str, tmp_path: Path) -> None:
    document, findings = composed(tmp_path, files(profile(value)), "gifts")
    assert {found.rule for found in findings} <= {"jinja-in-value", "title-form", "title-without-article"}
    for name in EDITIONS:
        edition = publish(document, name)
        assert all(value in side.plain for side in sides(edition.cover.names))
        assert all(value == side.plain for side in sides(edition.furniture.name))
        assert all(value in side.plain for side in sides(edition.cover.registration))
        assert texts(edition.control).count(value) == 2 * len(edition.languages)  # owner and classification
        assert texts(edition.approval.signatures).count(value) == 3 * len(edition.languages)
        assert texts(edition.approval.history).count(value) == len(edition.languages)
        assert texts(edition.body).count(value) == 4 * len(edition.languages)  # item, two cells, paragraph
        contact = edition.furniture.contact
        assert sum(value in text for text in texts(contact)) == 2 * len(edition.languages)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_changes_nothing_of_the_clauses(value: str, tmp_path: Path) -> None:
    def shape(text: str) -> list[tuple[str, str]]:
        document, _ = composed(tmp_path, files(profile(text)), "gifts")
        return [(type(block).__name__, block.id) for block in document.body]

    assert shape(value) == shape("tame")


def test_only_template_brackets_in_a_value_are_worth_a_warning(tmp_path: Path) -> None:
    warned = {
        value
        for value in HOSTILE
        if any(found.rule == "jinja-in-value" for found in composed(tmp_path, files(profile(value)), "gifts")[1])
    }
    assert warned == {"{{ x }}", "{% if x %}", "{%# x #%}"}


WORDS = st.text(
    st.one_of(
        st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةىـ"),
        st.sampled_from("abcxyzABC"),
        st.sampled_from("0123456789٠١٢٣٤٥"),
        st.sampled_from(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~،؛؟«»“”–…\u064b\u0651\u00a0\u200c\u200f"),
    ),
    max_size=40,
).filter(lambda text: normalise(text).strip())


@settings(deadline=None, derandomize=True, max_examples=60)
@given(WORDS)
def test_any_text_of_a_profile_is_one_value_of_its_clause(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    data = profile("tame", [text])
    data["policies"]["gifts"]["officer"] = {"ar": text, "en": text}
    document, findings = composed(tmp_path_factory.getbasetemp() / "any", files(data), "gifts")
    assert {found.rule for found in findings} <= {"jinja-in-value", "title-form", "title-without-article"}
    _, paragraph, items, table, last = document.body
    assert isinstance(paragraph, nodes.Paragraph)
    assert isinstance(items, nodes.List)
    assert isinstance(table, nodes.Table)
    assert isinstance(last, nodes.Paragraph)
    alone = [*(item.text for item in items.items), *table.rows[0], last.text]
    for both in alone:
        for line in (both.ar, both.en or ()):
            assert [getattr(piece, "text", None) for piece in line] == [normalise(text).strip()]
            assert isinstance(line[0], Value)
    assert [piece.text for piece in values(paragraph.text.ar)] == [normalise(text).strip()]


UNQUOTED = """
name: {ar: جمعية المثال, en: Example Association}
legal_form: association
place: {ar: no, en: Off}
contact: {phone: 0530801110, fax: 0110000001}
registration: {number: 012, year: 1444}
policies:
  gifts:
    version: 1.10
    number: 1e3
    owner: {ar: 12:30, en: 0x1F}
    classification: {ar: yes, en: 1_000}
    officer: {ar: =, en: on}
    givers: [{ar: 1.0, en: .5}]
approvals:
  - policies: [gifts]
    minutes: 007
    date: {hijri: 1445-02-30}
"""


def test_unquoted_values_stay_what_was_written(tmp_path: Path) -> None:
    document, findings = composed(tmp_path, {"profile.yaml": UNQUOTED, **POLICY}, "gifts")
    assert [found.rule for found in findings] == ["title-form", "title-without-article"]
    ar, en = ("\n".join(texts(publish(document, name))) for name in ("ar", "en"))
    for value in ["no", "0530801110", "0110000001", "012", "1.10", "1e3", "12:30", "yes", "=", "1.0", "007"]:
        assert value in ar
    for value in ["Off", "0530801110", "012", "1.10", "1e3", "0x1F", "1_000", "on", ".5", "007"]:
        assert value in en
    assert "30/02/1445" in ar
    assert "30 Safar 1445 AH (" in en or "(30 Safar 1445 AH)" in en


def test_a_telephone_number_keeps_its_zero_in_its_link_too(tmp_path: Path) -> None:
    document, _ = composed(tmp_path, {"profile.yaml": UNQUOTED, **POLICY}, "gifts")
    runs = [run for side in sides(publish(document, "ar")) for run in side.runs if run.href]
    assert ("0530801110", "tel:0530801110") in [(run.text, run.href) for run in runs]


def test_values_follow_the_spelling_rules_and_nothing_else(tmp_path: Path) -> None:
    typed = "  \u202bلجنة   البحـــث\u202c ,  والدراسة\u200f "
    document, _ = composed(tmp_path, files(profile(typed)), "gifts")
    cell = next(block for block in document.body if isinstance(block, nodes.Table)).rows[0][0]
    assert [value.text for value in cell.ar] == [normalise(typed).strip()] == ["لجنة البحث، والدراسة"]


def test_a_value_of_several_lines_becomes_one(tmp_path: Path) -> None:
    document, _ = composed(tmp_path, files(profile("one\n\n## two {#two}\n\ttwo")), "gifts")
    edition = publish(document, "ar")
    assert all("one ## two {#two} two" in side.plain for side in sides(edition.cover.names))


def test_bidi_controls_cannot_hide_in_codes_and_addresses(tmp_path: Path) -> None:
    data = profile("tame")
    data["policies"]["gifts"] |= {"number": "GOV\u202e-01", "version": "1\u2067.0"}
    data["contact"] = {"website": "example.org\u202e.sa", "email": "info\u200b@example.org.sa"}
    document, _ = composed(tmp_path, files(data), "gifts")
    printed = "\n".join(texts(publish(document, "ar")))
    for code in ("GOV-01", "1.0", "example.org.sa", "info@example.org.sa"):
        assert code in printed
    assert not re.search("[\u200b\u202a-\u202e\u2066-\u2069]", printed)


def _squeezed(text: str) -> str:
    """Text without white space and without the marks that the formats put around islands."""
    return re.sub("[\\s\u200e\u200f\u2066-\u2069]+", "", text)


def test_hostile_values_stand_in_the_finished_files(tmp_path: Path) -> None:
    """Both formats of one edition with all the values; the words are in its PDF, the characters in its Word file."""
    import pypdfium2

    from generator import docx, pdf

    document, findings = composed(tmp_path, files(profile("*tame*", HOSTILE)), "gifts")
    assert not has_errors(findings)
    edition = publish(document, "en")
    rendered, faults = pdf.render(edition, Place(tmp_path / "profile.yaml"))
    assert rendered is not None, faults
    with pypdfium2.PdfDocument(rendered.content) as file:
        pages = _squeezed("".join(page.get_textpage().get_text_bounded() for page in file))
    word = docx.write(edition, {}, rendered.pages)
    with zipfile.ZipFile(BytesIO(word)) as package:
        body = _squeezed("".join(ElementTree.fromstring(package.read("word/document.xml")).itertext()))
    arabic = re.compile("[\u0600-\u06ff]")
    assert [value for value in HOSTILE if _squeezed(value) not in body] == []
    assert [value for value in HOSTILE if not arabic.search(value) and _squeezed(value) not in pages] == []

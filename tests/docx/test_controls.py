"""Places to fill in: what each control says to Word, what it shows while empty, and the facts that several share."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from generator.document.edition import Edition, EditionName, Form, Slot
from generator.docx import write
from generator.docx.archive import archive
from generator.docx.controls import Controls
from generator.docx.inspection import faults
from tests.docx.reading import File, R, W, raw_text, text_of, value
from tests.editions import edition

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
STORE = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
FACTS = "{urn:siyasat:fields}"
DOTS, BLANK = "\u2026", "\u00a0"
NAMES: tuple[EditionName, ...] = ("ar", "en", "bilingual")


def made(name: EditionName, *, draft: bool = True) -> Edition:
    return edition(name, draft=draft, annexed=True)


@cache
def file_of(name: EditionName) -> File:
    return File(write(made(name), {}, 12))


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> EditionName:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def draft(name: EditionName) -> File:
    return file_of(name)


def controls(file: File) -> list[Any]:
    """The controls of all parts, without the block of the contents."""
    found = [sdt for root in file.stories for sdt in root.iter(f"{W}sdt")]
    return [sdt for sdt in found if sdt.find(f"{W}sdtPr/{W}docPartObj") is None]


def tagged(file: File, tag: str) -> list[Any]:
    return [sdt for sdt in controls(file) if value(sdt, "sdtPr/tag") == tag]


def settings(sdt: Any) -> list[str]:
    """What a control says of itself, a line each: id and names of placeholders left out, since others look at them."""
    return [line for line in map(_line, sdt.find(f"{W}sdtPr")) if not line.startswith(("id ", "placeholder"))]


def _line(found: Any) -> str:
    own = [etree.QName(found).localname, *(given for _, given in sorted(found.attrib.items()))]
    below = [f"({_line(child)})" for child in found]
    return " ".join(own + below)


# ---- one of each kind ----

LOCKED = "lock sdtLocked"

KINDS: list[tuple[EditionName, str, list[str]]] = [
    (
        "ar",
        "declaration.f1.1",
        ["rPr (rtl)", "alias رقم الهوية | Identity number", "tag declaration.f1.1", LOCKED, "showingPlcHdr", "text"],
    ),
    (
        "en",
        "declaration.f1.1",
        ["alias رقم الهوية | Identity number", "tag declaration.f1.1", LOCKED, "showingPlcHdr", "text"],
    ),
    (
        "ar",
        "declaration.f1.2.hijri",
        [
            "rPr (rtl)",
            "alias تاريخ الإفصاح (هجري) | Date of disclosure (Hijri)",
            "tag declaration.f1.2.hijri",
            LOCKED,
            "showingPlcHdr",
            "date (dateFormat dd/MM/yyyy) (lid ar-SA) (storeMappedDataAs text) (calendar hijri)",
        ],
    ),
    (
        "en",
        "declaration.f1.2.gregorian",
        [
            "alias تاريخ الإفصاح (ميلادي) | Date of disclosure (Gregorian)",
            "tag declaration.f1.2.gregorian",
            LOCKED,
            "showingPlcHdr",
            "date (dateFormat dd/MM/yyyy) (lid en-US) (storeMappedDataAs date) (calendar gregorian)",
        ],
    ),
    (
        "ar",
        "declaration.f1.3",
        [
            "rPr (rStyle FormBox) (rtl)",
            "alias إفصاح أول | First disclosure",
            "tag declaration.f1.3",
            LOCKED,
            "checkbox (checked 0) (checkedState Siyasat Sans 2612) (uncheckedState Siyasat Sans 2610)",
        ],
    ),
    (
        "en",
        "declaration.f1.6.2.3",
        ["alias الجهة (2) | Body (2)", "tag declaration.f1.6.2.3", LOCKED, "showingPlcHdr", "text"],
    ),
    (
        "ar",
        "approval.weekday",
        [
            "rPr (rtl)",
            "alias يوم الاعتماد | Weekday",
            "tag approval.weekday",
            LOCKED,
            "showingPlcHdr",
            "dataBinding xmlns:s='urn:siyasat:fields' {STORE} /s:fields[1]/s:field[@key='approval.weekday'][1]",
            "dropDownList (listItem الأحد sunday) (listItem الاثنين monday)",
        ],
    ),
    (
        "en",
        "approval.body",
        [
            "alias جهة الاعتماد | Approving body",
            "tag approval.body",
            LOCKED,
            "dataBinding xmlns:s='urn:siyasat:fields' {STORE} /s:fields[1]/s:field[@key='approval.body'][1]",
            "dropDownList board (listItem The Board board) (listItem The General Assembly general-assembly)",
        ],
    ),
]


@pytest.mark.parametrize(("name", "tag", "expected"), KINDS)
def test_each_kind_says_what_it_is(draft: File, tag: str, expected: list[str]):
    store = draft.xml("customXml/itemProps1.xml").get(f"{STORE}itemID")
    assert settings(tagged(draft, tag)[0]) == [line.replace("{STORE}", store) for line in expected]


def test_room_for_a_text_takes_several_lines():
    slot = Slot("x.1", "أسباب القرار | Reasons", "text")
    assert settings(Controls("Siyasat Sans").control(slot, "", rtl=False))[-1] == "text 1"


# ---- all of them ----


def test_nothing_that_word_would_repair(draft: File):
    assert faults(draft.blob) == []


def test_ids_are_unique_and_those_of_the_contents_are_others(draft: File):
    ids = [value(sdt, "sdtPr/id") for root in draft.stories for sdt in root.iter(f"{W}sdt")]
    ids = [key for key in ids if key is not None]
    assert len(set(ids)) == len(ids) > 20


def test_a_tag_is_of_one_place_or_of_one_fact(draft: File):
    bound = {value(sdt, "sdtPr/tag") for sdt in controls(draft) if sdt.find(f"{W}sdtPr/{W}dataBinding") is not None}
    counts = Counter(value(sdt, "sdtPr/tag") for sdt in controls(draft))
    assert {tag for tag, count in counts.items() if count > 1} <= bound
    assert all(str(tag).isascii() for tag in counts)


def test_tags_are_those_of_every_edition():
    arabic, english, both = ({value(sdt, "sdtPr/tag") for sdt in controls(file_of(name))} for name in NAMES)
    assert arabic == both
    assert arabic - english == {"declaration.f1.2.hijri", "declaration.f1.11.hijri"}
    assert english <= arabic


def test_every_control_is_named_in_both_languages(draft: File):
    for sdt in controls(draft):
        arabic, _, english = str(value(sdt, "sdtPr/alias")).partition(" | ")
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic) and english.rstrip("…").isascii() and english


def test_what_is_too_long_for_word_is_cut_after_a_word():
    long = Slot("clause-" * 12 + "f1.1", "كلمة أخرى طويلة " * 4 + "| " + "another long word " * 4, "line")
    other = Slot("clause-" * 12 + "f1.2", "x", "line")
    lines = dict(line.split(" ", 1) for line in settings(Controls("x").control(long, "", rtl=True)) if " " in line)
    assert lines["alias"] == "كلمة أخرى طويلة كلمة أخرى… | another long word another…"
    assert len(lines["tag"]) == 64 and lines["tag"].startswith("clause-clause-")
    assert value(Controls("x").control(other, "", rtl=True), "sdtPr/tag") != lines["tag"]


def test_text_in_a_control_runs_in_its_direction(draft: File):
    for sdt in controls(draft):
        (run,) = sdt.findall(f"{W}sdtContent/{W}r")
        language_rtl = sdt.find(f"{W}sdtPr/{W}rPr/{W}rtl") is not None
        assert (run.find(f"{W}rPr/{W}rtl") is not None) == language_rtl
        paragraph = next(sdt.iterancestors(f"{W}p"))
        assert language_rtl == any("\u0600" <= letter <= "\u06ff" for letter in _around(paragraph, language_rtl))


def _around(paragraph: Any, rtl: bool) -> str:
    """Letters that show the language of a paragraph: its words, or its mark where it has none."""
    words = "".join(letter for letter in text_of(paragraph) if letter.isalpha())
    return words or ("م" if paragraph.find(f"{W}pPr/{W}rPr/{W}rtl") is not None else "m")


# ---- empty ----


def test_an_empty_control_prints_a_blank_or_the_dots_of_a_date(draft: File):
    empty = [sdt for sdt in controls(draft) if sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None]
    for sdt in empty:
        shown = set(raw_text(sdt))
        assert shown == {BLANK} or shown <= {DOTS, "/", BLANK}
        dated = sdt.find(f"{W}sdtPr/{W}date") is not None
        assert value(sdt, "sdtContent/r/rPr/rStyle") == ("PlaceholderDate" if dated else "PlaceholderText")
    assert len(empty) > 15


def test_word_finds_the_placeholder_again(draft: File):
    blocks = {
        value(part, "docPartPr/name"): part for part in draft.xml("word/glossary/document.xml").iter(f"{W}docPart")
    }
    for sdt in controls(draft):
        title = value(sdt, "sdtPr/placeholder/docPart")
        if title is None:
            assert sdt.find(f"{W}sdtPr/{W14}checkbox") is not None
        elif sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            assert raw_text(blocks[title].find(f"{W}docPartBody")) == raw_text(sdt)
    assert len({value(part, "docPartPr/guid") for part in blocks.values()}) == len(blocks)


def test_a_signature_is_for_the_pen(draft: File):
    for row in draft.document.iter(f"{W}tr"):
        cells = [text_of(cell) for cell in row.findall(f"{W}tc")]
        for words in {"التوقيع", "Signature"} & set(cells):
            assert cells[cells.index(words) + (1 if words != cells[-1] else -1)] == ""


def test_an_approved_text_asks_for_no_approval(name: EditionName):
    file = File(write(made(name, draft=False), {}, 12))
    tags = {str(value(sdt, "sdtPr/tag")) for sdt in controls(file)}
    assert "declaration.f1.1" in tags
    assert not any(tag.startswith(("approval", "version")) for tag in tags)


# ---- facts that several places show ----


def bound(file: File) -> list[tuple[str, Any]]:
    """Each bound control and what its XPath finds in the part it names."""
    facts = file.xml("customXml/item1.xml")
    found = []
    for sdt in controls(file):
        binding = sdt.find(f"{W}sdtPr/{W}dataBinding")
        if binding is not None:
            assert binding.get(f"{W}storeItemID") == file.xml("customXml/itemProps1.xml").get(f"{STORE}itemID")
            prefix, _, uri = binding.get(f"{W}prefixMappings").removeprefix("xmlns:").partition("=")
            (fact,) = facts.xpath(binding.get(f"{W}xpath"), namespaces={prefix: uri.strip("'")})
            found.append((value(sdt, "sdtPr/tag"), fact))
    return found


def test_every_binding_leads_to_one_fact(draft: File):
    found = bound(draft)
    assert all(fact.get("key") == tag for tag, fact in found)
    assert {fact.get("key") for _, fact in found} == {fact.get("key") for fact in draft.xml("customXml/item1.xml")}


#: Where a draft shows each fact: cover, control table, record; in two languages each place but a line of the record
#: twice.
PLACES = {
    "version": (2, 4),
    "approval.body": (2, 4),
    "approval.date.hijri": (2, 3),
    "approval.date.gregorian": (2, 3),
    "approval.weekday": (1, 2),
    "approval.meeting": (1, 1),
    "declaration.f1.3": (0, 2),
}


@pytest.mark.parametrize("fact", PLACES)
def test_a_fact_is_bound_wherever_a_draft_shows_it(draft: File, name: EditionName, fact: str):
    assert Counter(tag for tag, _ in bound(draft))[fact] == PLACES[fact][name == "bilingual"]


def test_the_facts_begin_as_the_draft_has_them(draft: File, name: EditionName):
    facts = {fact.get("key"): fact.text or "" for fact in draft.xml("customXml/item1.xml")}
    boxes = {key: facts.pop(key) for key in list(facts) if key.startswith("declaration")}
    assert set(boxes.values()) == ({"false"} if name == "bilingual" else set())
    assert {key: text for key, text in facts.items() if text} == {"version": "1.10", "approval.body": "board"}


def test_a_part_of_another_kind_keeps_its_number(draft: File):
    """The facts are the first part, what was written is the second, with or without the other."""
    assert [part for part in draft.parts if part.startswith("customXml/item")] == [
        "customXml/item1.xml",
        "customXml/item2.xml",
        "customXml/itemProps1.xml",
        "customXml/itemProps2.xml",
    ]
    relations = draft.xml("word/_rels/document.xml.rels")
    targets = {found.get("Target") for found in relations if found.get("Type", "").endswith("/customXml")}
    assert targets == {"../customXml/item1.xml", "../customXml/item2.xml"}
    assert f"{R}id" not in draft.parts["customXml/item1.xml"].decode()


# ---- filled in ----


def filled(file: File) -> File:
    """The file as a program leaves it that types into its controls, and into the facts of the bound ones."""
    parts = dict(file.parts)
    root, facts = file.xml("word/document.xml"), file.xml("customXml/item1.xml")
    for sdt in root.iter(f"{W}sdt"):
        found = sdt.find(f"{W}sdtPr")
        if found.find(f"{W}text") is None:
            continue
        for mark in found.findall(f"{W}showingPlcHdr"):
            found.remove(mark)
        (run,) = sdt.findall(f"{W}sdtContent/{W}r")
        for mark in run.findall(f"{W}rPr/{W}rStyle"):
            mark.getparent().remove(mark)
        run.find(f"{W}t").text = "27"
        for fact in facts:
            if fact.get("key") == value(sdt, "sdtPr/tag"):
                fact.text = "27"
    parts["word/document.xml"], parts["customXml/item1.xml"] = etree.tostring(root), etree.tostring(facts)
    return File(archive(parts))


def test_a_filled_file_is_still_sound(draft: File):
    done = filled(draft)
    assert faults(done.blob) == []
    assert "27" in text_of(tagged(done, "declaration.f1.6.2.3")[0])
    assert docx.Document(io.BytesIO(done.blob)).core_properties.title


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What LibreOffice prints: each edition untouched, and with facts written into its custom XML part alone."""
    folder = tmp_path_factory.mktemp("controls")
    for name in NAMES:
        file = file_of(name)
        (folder / f"{name}.docx").write_bytes(file.blob)
        facts = file.xml("customXml/item1.xml")
        for fact in facts:
            fact.text = {"version": "7.25", "approval.meeting": "4711"}.get(fact.get("key"), fact.text)
        parts = {**file.parts, "customXml/item1.xml": etree.tostring(facts)}
        (folder / f"{name}-facts.docx").write_bytes(archive(parts))
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=240)
    return {path.stem: _pages(path) for path in folder.glob("*.pdf")}


def _pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return unicodedata.normalize("NFKC", done.stdout.decode()).split("\f")[:-1]


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_shows_a_fact_wherever_it_is_bound(printed: dict[str, list[str]], name: EditionName):
    """LibreOffice 7.4 reads the facts of text controls, not of dates and choices."""
    whole = "\n".join(printed[f"{name}-facts"])
    assert whole.count("7.25") == PLACES["version"][name == "bilingual"]
    assert whole.count("4711") == PLACES["approval.meeting"][name == "bilingual"]
    assert not {"7.25", "4711"} & set("\n".join(printed[name]).split())


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_breaks_the_pages_alike(printed: dict[str, list[str]], name: EditionName):
    assert len(printed[name]) == len(printed[f"{name}-facts"])


# ---- protected ----


def test_where_nothing_is_to_be_filled_in_a_protected_file_is_read_only():
    plain = edition("en")
    plain = replace(plain, body=tuple(block for block in plain.body if not isinstance(block, Form)))
    protected = File(write(plain, {}, 12, protect=True))
    assert value(protected.xml("word/settings.xml"), "documentProtection", "edit") == "readOnly"
    assert faults(protected.blob, plain) == []


def test_a_protected_file_differs_in_one_setting_alone(name: EditionName, draft: File):
    protected = File(write(made(name), {}, 12, protect=True))
    differing = {part for part in protected.parts if protected.parts[part] != draft.parts.get(part)}
    assert differing == {"word/settings.xml"} and set(protected.parts) == set(draft.parts)
    before, after = draft.xml("word/settings.xml"), protected.xml("word/settings.xml")
    (added,) = (found for found in after if found.tag == f"{W}documentProtection")
    assert dict(added.attrib) == {f"{W}edit": "forms", f"{W}enforcement": "1"}
    assert faults(protected.blob) == []
    after.remove(added)
    assert etree.tostring(after) == etree.tostring(before)

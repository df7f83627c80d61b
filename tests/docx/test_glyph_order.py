"""LibreOffice draws mixed lines of a Word file as UAX #9 orders them with their islands isolated.

It reads no ``w:rtl`` for that, only the text with its marks. The lines are drawn from a grammar, each a paragraph that
fits on a line; the order is read off its PDF, glyph by glyph.
"""

from __future__ import annotations

import subprocess

import pytest

from generator.docx import write
from tests.bidi import drawn
from tests.docx.test_text import with_body
from tests.editions import edition
from tests.glyphs import drawn_lines, seen
from tests.mixed import BEGIN, END, order, paragraphs, side, sides

BRACKETED = ["(15)", "(18/12/1445)", "(Word)", "(+966 11 000 0000)", "[info@example.org]", "«C++»"]
WORDS = "يجب على الإدارة أن ترفع تقريراً إلى المجلس عن أعمالها في كل ربع من السنة المالية"
LINES = {"ar": sides("ar", 300, seed=1), "en": sides("en", 300, seed=2)}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The lines of each language as they are drawn; one call for both files."""
    folder = tmp_path_factory.mktemp("lines")
    for language, lines in LINES.items():
        (folder / f"{language}.docx").write_bytes(write(with_body(edition(language), *paragraphs(lines)), {}, 1))
    breaking = [side(f"{'ا' * width} {WORDS} {item} {WORDS}", "ar") for item in BRACKETED for width in range(1, 25)]
    (folder / "brackets.docx").write_bytes(write(with_body(edition("ar"), *paragraphs(breaking)), {}, 1))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: drawn_lines((folder / f"{name}.pdf").read_bytes(), BEGIN, END) for name in [*LINES, "brackets"]}


@pytest.mark.parametrize("language", LINES)
def test_every_line_is_drawn_in_its_order(printed: dict[str, list[str]], language: str):
    wanted = [seen(order(line)) for line in LINES[language]]
    assert printed[language] == wanted


def test_no_line_ends_with_an_opening_bracket(printed: dict[str, list[str]]):
    """LibreOffice 7.4 breaks a line behind a bracket where the level changes; a line of Arabic ends at the left."""
    ends = [line[0] for line in printed["brackets"]]
    assert len(ends) >= 2 * 24 * len(BRACKETED)
    assert not set(")]»") & set(ends)
    assert set("(«[") & set(ends)  # closing ones do stand there


def test_the_lines_are_mixed():
    """Most lines hold an island, and many several."""
    counts = [sum(runs[0].island for runs in line.stretches) for lines in LINES.values() for line in lines]
    assert sum(count > 0 for count in counts) > 400
    assert sum(count > 1 for count in counts) > 200


def test_without_isolation_they_would_be_drawn_otherwise():
    lines = [line for found in LINES.values() for line in found]
    turned = [line for line in lines if order(line) != drawn(line.plain, line.direction)]
    assert len(turned) > 150

"""Contents whose numbers the engine's counters did not get right are printed with the pages of their headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Place
from generator.pdf import engine, inspection, render
from tests.editions import edition

PLACE = Place(Path("profile.yaml"))


@pytest.mark.parametrize("variant", [{"name": "ar"}, {"name": "bilingual", "indic": True}])
def test_numbers_that_are_given_are_printed(variant: dict):
    made = edition(**variant)
    pages = {heading.anchor: 20 + place for place, heading in enumerate(made.headings)}
    contents = inspection.read(engine.render(made, pages).content, made)
    printed = {entry.anchor: entry.printed for entry in contents.entries}
    assert printed == pages
    assert not inspection.contents_agree(contents, made)


def test_a_file_with_wrong_numbers_is_made_again(monkeypatch: pytest.MonkeyPatch):
    made, given = edition("ar"), []
    right = engine.render

    def stopped_too_early(edition, pages=None):
        given.append(pages)
        return right(edition, pages or dict.fromkeys((heading.anchor for heading in edition.headings), 9))

    monkeypatch.setattr(engine, "render", stopped_too_early)
    pdf, findings = render(made, PLACE)
    assert findings == ()
    assert given == [None, pdf.heading_pages]


def test_a_file_that_never_agrees_is_told_of(monkeypatch: pytest.MonkeyPatch):
    made = edition("ar")
    right = engine.render
    wrong = dict.fromkeys((heading.anchor for heading in made.headings), 9)
    monkeypatch.setattr(engine, "render", lambda edition, pages=None: right(edition, wrong))
    _, findings = render(made, PLACE)
    assert {finding.rule for finding in findings} == {"pdf-contents-page"}

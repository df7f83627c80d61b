"""The lint finds nothing in the library, in the associations, and in the Word files that are made of them."""

from __future__ import annotations

import datetime
import time
from pathlib import Path

import pytest

from generator import docx, lint
from generator.document.compose import compose
from generator.document.edition import Heading
from generator.document.publish import publish
from generator.lint import Names
from generator.profile.load import load, names

TODAY = datetime.date(2026, 1, 1)
ROOT = Path(__file__).parents[2]
FOLDERS = {folder: names(folder) for folder in sorted((ROOT / "associations").iterdir()) if folder.is_dir()}
LIBRARY = sorted(path for pattern in ("*.md", "*.yaml") for path in (ROOT / "templates").rglob(pattern))


def told(path: Path, own: tuple[str, ...]) -> list[str]:
    others = tuple(some for some in FOLDERS.values() if some != own)
    found = lint.check(path, Names(own, others))
    return [f"{finding.place.line}: {finding.rule}: {finding.path}: {finding.facts}" for finding in found]


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_the_library_is_sound(path: Path) -> None:
    assert told(path, ()) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_associations_are_sound(folder: Path) -> None:
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.yaml")]):
        assert told(path, FOLDERS[folder]) == [], path


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_word_files_that_are_made_here_are_sound(folder: Path, tmp_path: Path) -> None:
    association, _ = load(folder, TODAY)
    assert association
    for policy in list(association.profile.policies)[:2]:
        composed, _ = compose(association, policy, TODAY)
        for edition in ("ar", "bilingual") if composed else ():
            made = publish(composed, edition)
            pages = {block.anchor: 3 for block in made.body if isinstance(block, Heading)}
            file = tmp_path / f"{policy}.{edition}.docx"
            file.write_bytes(docx.write(made, pages, 9))
            assert told(file, FOLDERS[folder]) == []


def test_the_whole_library_is_read_quickly() -> None:
    """A second or so; the bound leaves room for a slow machine, and counts this process alone."""
    lint.vocabulary.cache_clear()
    begun = time.process_time()
    for path in LIBRARY:
        told(path, ())
    assert time.process_time() - begun < 6

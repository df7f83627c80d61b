"""Associations written out in a test: their files in a folder, loaded, composed and published."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from generator.document.compose import compose
from generator.document.edition import Edition, Side
from generator.document.nodes import Document
from generator.errors import Finding
from generator.profile.load import load
from generator.profile.model import Association

TODAY = datetime.date(2026, 1, 1)
LEAST = """name: {ar: جمعية المثال الخيرية, en: Example Charitable Association}
legal_form: association
policies: {}
"""


def laid(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """``folder`` with ``files`` in it, by their paths."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def loaded(folder: Path, profile: str | bytes) -> tuple[Association | None, list[Finding]]:
    """The association of one profile text, and the findings."""
    return load(laid(folder, {"profile.yaml": profile}), TODAY)


def rules(folder: Path, profile: str | bytes) -> list[tuple[str, int | None, str]]:
    """Rule, line and path of each finding of one profile text, in the order in which they are given."""
    return [(found.rule, found.place.line, found.path) for found in loaded(folder, profile)[1]]


def written(data: Any) -> str:
    """Data as YAML in which every text is quoted."""
    return json.dumps(data, ensure_ascii=False)


def composed(folder: Path, files: Mapping[str, str | bytes], policy: str) -> tuple[Document, list[Finding]]:
    """A policy of the association whose files these are; it must be without errors."""
    association, findings = load(laid(folder, files), TODAY)
    assert association is not None, findings
    document, more = compose(association, policy, TODAY)
    assert document is not None, more
    return document, findings + more


def sides(tree: Any) -> Iterator[Side]:
    """All texts of an edition, or of a part of one."""
    if isinstance(tree, Side):
        yield tree
    elif isinstance(tree, tuple):
        for part in tree:
            yield from sides(part)
    elif isinstance(tree, Mapping):
        yield from sides(tuple(tree.values()))
    elif is_dataclass(tree):
        yield from sides(tuple(getattr(tree, field.name) for field in fields(tree)))


def texts(tree: Edition | Any) -> list[str]:
    """The characters of all texts of an edition, or of a part of one."""
    return [side.plain for side in sides(tree)]

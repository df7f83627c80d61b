"""The documents of the associations in this repository as readable files: tests/expected/<slug>.<policy>.txt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from generator.document.nodes import Both, Document, Table
from generator.document.outline import line_text, outline
from tests.document.made import POLICIES, document

ALL = [(slug, policy) for slug, policies in POLICIES.items() for policy in policies]


@pytest.mark.parametrize(("slug", "policy"), ALL)
def test_tree(slug: str, policy: str, expected: Callable[[str, str], None]) -> None:
    expected(f"{slug}.{policy}.txt", "\n".join(_tree(document(slug, policy))) + "\n")


def _tree(document: Document) -> Iterator[str]:
    front, approval = document.front, document.approval
    yield "cover"
    parts = ["letterhead", "name", "title", "state", "registration", "version"]
    yield from _texts((part, getattr(front, part)) for part in parts)
    yield "header and footer"
    yield from _texts([("name", front.short_name), ("identity", front.identity)])
    yield from _texts(("contact", line) for line in front.contact)
    yield "control"
    yield from _rows(front.control)
    yield f"\nbody in {', '.join(document.languages)}"
    yield outline(document.body)
    number = ".".join(map(str, approval.heading.number))
    yield f"approval {number}: {_text(approval.heading.text)}"
    yield from _texts(("sentence", sentence) for sentence in approval.sentences)
    yield from _texts([("beside English", approval.prevails), ("stamp", approval.stamp)])
    yield "signatures"
    yield from _rows(approval.signatures)
    yield "history"
    yield from _rows(approval.history)


def _texts(parts: Iterable[tuple[str, Both | None]]) -> Iterator[str]:
    for name, text in parts:
        if text is not None:
            yield f"  {name}: {_text(text)}"


def _text(both: Both) -> str:
    return f"{line_text(both.ar)} | {line_text(both.en or ())}"


def _rows(table: Table | None) -> Iterator[str]:
    for row in (table.header, *table.rows) if table else ():
        if row:
            yield "  " + " || ".join(map(_text, row))

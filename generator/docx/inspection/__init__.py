"""What a finished Word file is, seen by a reader that had no part in making it: faults that Word would refuse,
repair or show wrongly, and that schema validators do not see; docs/word.md lists what is checked and what catches it.

Each check is a function from the opened file to what it found: names, ids and texts of the file. It holds in general,
not for what today's writer makes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial

from generator.document.edition import Edition, Run
from generator.docx.inspection import (
    accessibility,
    controls,
    definitions,
    direction,
    package,
    structure,
)
from generator.docx.inspection.file import Broken, Fault, Found, WordFile
from generator.docx.properties import TAGS
from generator.errors import Finding, Place, error, warning

__all__ = ["CHECKS", "Fault", "faults", "findings"]

#: Checks by name. "archive" and "xml" also tell of files that cannot be opened.
CHECKS: Mapping[str, Callable[..., Iterator[Found]]] = {
    "archive": package.archive,
    "content-types": package.content_types,
    "relationships": package.relationships,
    "namespaces": structure.namespaces,
    "schema-order": structure.schema_order,
    "nesting": structure.nesting,
    "cells": structure.cells,
    "grids": structure.grids,
    "touching-tables": structure.touching_tables,
    "fields": structure.fields,
    "bookmarks": structure.bookmarks,
    "ids": structure.ids,
    "targets": structure.targets,
    "contents": structure.contents,
    "styles": definitions.styles,
    "numbering": definitions.numbering,
    "fonts": definitions.fonts,
    "settings": definitions.settings,
    "controls": controls.controls,
    "bindings": controls.bindings,
    "arabic-without-rtl": direction.arabic_without_rtl,
    "latin-in-rtl": direction.latin_in_rtl,
    "paragraph-direction": direction.paragraph_direction,
    "display-order": direction.display_order,
    "brackets": direction.brackets,
    "characters": direction.characters,
    "properties": package.properties,
    "languages": accessibility.languages,
    "heading-order": accessibility.heading_order,
    "headings-with-text": accessibility.headings_with_text,
    "table-heads": accessibility.table_heads,
    "alternative-texts": accessibility.alternative_texts,
    "empty-paragraphs": accessibility.empty_paragraphs,
    "direct-formatting": accessibility.direct_formatting,
}
#: Checks of what LibreOffice alone shows otherwise, of which a build warns.
WARNED = frozenset({"display-order"})

_ARABIC = re.compile("[\u0620-\u064a]")
_SHOWN = 3


def findings(content: bytes, edition: Edition, place: Place) -> tuple[Finding, ...]:
    """The faults of the Word file of an edition as findings at ``place``, one for each check and part; empty for a good
    file."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for fault in faults(content, edition):
        grouped.setdefault((fault.check, fault.part), []).append(fault.detail)
    return tuple(_finding(check, part, details, edition, place) for (check, part), details in grouped.items())


def _finding(check: str, part: str, details: list[str], edition: Edition, place: Place) -> Finding:
    said, facts = "; ".join(details[:_SHOWN]), {"edition": edition.name, "part": part, "count": len(details)}
    if check in WARNED:
        return warning("word-display-order", place, detail=said, **facts)
    return error("word-fault", place, check=check, detail=said, **facts)


def faults(content: bytes, edition: Edition | None = None) -> list[Fault]:
    """All faults of a Word file; where its edition is given, also what differs from that."""
    checks = {**CHECKS, **(_knowing(edition) if edition else {})}
    try:
        file = WordFile(content)
        return [Fault(name, part, detail) for name, check in checks.items() for part, detail in check(file)]
    except Broken as broken:
        return [broken.found]


def _knowing(edition: Edition) -> dict[str, Callable[[WordFile], Iterator[Found]]]:
    """The checks that know more of a file where its edition is known."""
    title, language = edition.identity.title, TAGS[edition.languages[0]]
    return {
        "properties": partial(package.properties, title=title, language=language),
        "arabic-without-rtl": partial(direction.arabic_without_rtl, verbatim=lambda: _verbatim(edition)),
    }


def _verbatim(edition: Edition) -> frozenset[str]:
    """The texts of an edition that hold Arabic letters and run left to right all the same: codes, addresses."""
    return frozenset(run.text for run in _runs(edition) if run.direction == "ltr" and _ARABIC.search(run.text))


def _runs(node: object) -> Iterator[Run]:
    """All runs of a part of an edition."""
    if isinstance(node, Run):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _runs(child)
    elif is_dataclass(node):
        for entry in fields(node):
            yield from _runs(getattr(node, entry.name))

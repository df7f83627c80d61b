"""The ledger of an association's own texts: beside them, ``replaced.yaml`` keeps what each clause of the library was
when it was replaced, so that a change of the library shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import source
from generator.document import overrides
from generator.document.overrides import Group
from generator.errors import Finding, Place, error, note, warning
from generator.language.inline import Language
from generator.source import SourceError

LEDGER = "replaced.yaml"


def remarks(file: Path, language: Language, library: Group, own: Group) -> list[Finding]:
    """Which clauses of the library are no longer what the own text in ``file`` replaced, or were never recorded."""
    folder = file.parent
    kept, findings = read(folder)
    known = kept.get(language, {})
    for stand in overrides.replaced(own, file) if not findings else ():
        if stand.id not in known:
            findings.append(note("override-unrecorded", stand.place, id=stand.id, slug=folder.parent.parent.name))
        elif known[stand.id] != overrides.fingerprint(library, stand.id, alone=stand.alone):
            findings.append(warning("library-changed", stand.place, id=stand.id, slug=folder.parent.parent.name))
    return findings


def read(folder: Path) -> tuple[dict[str, dict[str, str]], list[Finding]]:
    """The ledger of a folder, by language and clause: empty where there is none."""
    path = folder / LEDGER
    if not path.is_file():
        return {}, []
    try:
        data: Any = source.read_yaml(path).data
    except SourceError as failure:
        return {}, failure.findings
    sound = isinstance(data, dict) and all(
        isinstance(known, dict) and all(isinstance(text, str) for text in known.values()) for known in data.values()
    )
    return (data, []) if sound else ({}, [error("ledger-form", Place(path))])


def entries(file: Path, library: Group, own: Group) -> dict[str, str]:
    """What a ledger says of the own text of one language: the fingerprint of each clause it replaces."""
    stands = overrides.replaced(own, file)
    return {stand.id: overrides.fingerprint(library, stand.id, alone=stand.alone) for stand in stands}


def written(known: Mapping[str, Mapping[str, str]]) -> str:
    """A ledger as its file holds it."""
    lines: list[str] = []
    for language, clauses in known.items():
        lines += [f"{language}:", *(f"  {clause}: {text}" for clause, text in clauses.items())]
    return "\n".join(lines) + "\n"

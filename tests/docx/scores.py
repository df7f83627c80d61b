"""docs/word.md: what is checked in a Word file, and what catches which fault."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

from generator.docx.inspection import CHECKS, WARNED
from tests.docx.mutants import MUTANTS, Mutant, mutated, seen
from tests.docx.validators import audit_findings, schema_findings


@dataclass(frozen=True)
class Score:
    """What sees one fault: the names of our checks, the schema, openxml-audit."""

    mutant: Mutant
    ours: tuple[str, ...]
    schema: bool
    audit: bool


def page() -> str:
    """The whole page."""
    scores = [_score(mutant) for mutant in MUTANTS]
    return "\n".join([*_checks(), *_catches(scores)]) + "\n"


def _score(mutant: Mutant) -> Score:
    file = mutated(mutant)
    ours = sorted(seen(mutant), key=lambda check: (check != mutant.check, check))
    return Score(mutant, tuple(ours), bool(schema_findings(file)), bool(audit_findings(file)))


def _checks() -> Iterator[str]:
    yield "# What is checked in a Word file"
    yield ""
    yield "Made by `pytest tests/docx/test_inspection.py --update`; do not edit."
    yield ""
    yield "A build opens every Word file again before it writes it (`generator/docx/inspection/`); a fault stops its"
    yield "policy. Numbers of clauses are those of ECMA-376 Part 1 where no other part is named. The tests add two"
    yield "validators: the transitional schema of ISO/IEC 29500, and openxml-audit, which carries the rules of"
    yield "Microsoft's Open XML SDK."
    yield ""
    yield "| check | what must hold (a fault is an error where no more is said) |"
    yield "|---|---|"
    for name, check in CHECKS.items():
        says = " ".join(inspect.getdoc(check).split())  # type: ignore[union-attr]
        yield f"| {name}{' (warning)' if name in WARNED else ''} | {says.replace('|', '/')} |"
    yield ""


def _catches(scores: list[Score]) -> Iterator[str]:
    ours, schema, audit = (sum(bool(getattr(score, name)) for score in scores) for name in ("ours", "schema", "audit"))
    alone = sum(bool(score.ours) and not score.schema and not score.audit for score in scores)
    yield "## What catches it"
    yield ""
    yield f"Of {len(scores)} files with one fault each our checks see {ours} ({alone} of them alone), the schema"
    yield f"{schema}, openxml-audit {audit}. Where no check of ours is named, the fault is a matter of the schema"
    yield "alone, such as a value that an attribute cannot have; these are left to the validators."
    part = None
    for score in scores:
        if score.mutant.part != part:
            part = score.mutant.part
            yield ""
            yield f"### {part or 'The file as a whole'}"
            yield ""
            yield "| fault | our checks | schema | openxml-audit |"
            yield "|---|---|---|---|"
        seen = ["yes" if found else "–" for found in (score.schema, score.audit)]
        yield f"| {' | '.join([score.mutant.fault, ', '.join(score.ours) or '–', *seen])} |"

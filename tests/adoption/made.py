"""Edits of a composed policy as a reader of Word files gives them, and what adopting them comes to."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import wording
from generator.adoption import Adoption, adopt
from generator.document import edition as out
from generator.document.compose import compose
from generator.document.diff import Change, Clause, ClauseKind, Piece
from generator.document.publish import publish
from generator.errors import Severity
from generator.language.inline import Language
from generator.profile.load import load
from generator.profile.model import Association

ROOT = Path(__file__).resolve().parents[2]
TODAY = datetime.date(2026, 12, 1)
Key = tuple[Language, str]


def copied(root: Path, slug: str = "sample-charity") -> Path:
    """The folder of an association of this repository, copied under ``root``."""
    folder = root / "associations" / slug
    shutil.copytree(ROOT / "associations" / slug, folder)
    return folder


def loaded(folder: Path) -> Association:
    found, findings = load(folder, TODAY)
    assert found is not None, findings
    return found


def errors(folder: Path, policy: str) -> list[str]:
    """The rules of all errors of a policy."""
    found, findings = load(folder, TODAY)
    assert found is not None
    findings = [*findings, *compose(found, policy, TODAY)[1]]
    return [finding.rule for finding in findings if finding.severity is Severity.ERROR]


def printed(folder: Path, policy: str) -> dict[Key, Clause]:
    """Every clause of body and annexes as the bilingual edition prints it, else the Arabic one."""
    document, findings = compose(loaded(folder), policy, TODAY)
    assert document is not None, findings
    edition = publish(document, "bilingual" if "en" in document.languages else "ar")
    blocks = (*edition.body, *edition.annexes)
    return {(clause.language, clause.id): clause for block in blocks for clause in _clauses(block)}


def texts(folder: Path, policy: str) -> dict[Key, str]:
    return {key: clause.text for key, clause in printed(folder, policy).items()}


def _clauses(block: out.Block) -> Iterator[Clause]:
    if isinstance(block, out.List):
        for item in block.items:
            yield from _sides(item.anchor, "item", item.sides)
            for child in item.children:
                yield from _clauses(child)
    elif isinstance(block, out.Table):
        yield from _table(block, block.anchor or "")
    elif isinstance(block, out.Form):
        yield from _sides(block.anchor, "caption", block.title)
        for place, part in enumerate(block.parts, 1):
            if isinstance(part, out.Table):
                yield from _table(part, f"{block.anchor}.{place}")
            else:
                kind: ClauseKind = "field" if isinstance(part, out.Field) else "paragraph"
                yield from _sides(f"{block.anchor}.{place}", kind, part.sides)
    else:
        kinds: dict[type, ClauseKind] = {out.Heading: "heading", out.Note: "note"}
        yield from _sides(block.anchor, kinds.get(type(block), "paragraph"), block.sides)


def _table(block: out.Table, name: str) -> Iterator[Clause]:
    yield from _sides(name, "caption", block.caption)
    for row, cells in enumerate((block.header, *block.rows)):
        for column, sides in enumerate(cells, 1):
            yield from _sides(f"{name}.r{row}c{column}", "cell", sides)


def _sides(anchor: str | None, kind: ClauseKind, sides: out.Sides) -> Iterator[Clause]:
    for side in sides:
        yield Clause(anchor or "", side.language, kind, (Piece(side.plain),), side.label)


def edited(clauses: Mapping[Key, Clause], edits: Mapping[Key, tuple[str, str] | None]) -> list[Change]:
    """Changes of clauses: words put in the place of others, or None for a clause that was taken away."""
    made = []
    for (language, clause), words in edits.items():
        before = clauses[language, clause]
        if words is not None:
            assert words[0] in before.text, before.text
        after = before.text.replace(*words, 1) if words is not None else None
        made.append(Change(clause, language, before.kind, before, after))
    return made


def added(language: Language, kind: ClauseKind, text: str, follows: str, name: str = "new") -> Change:
    return Change(name, language, kind, None, text, follows)


def adopting(folder: Path, policy: str, changes: list[Change]) -> Adoption:
    return adopt(loaded(folder), policy, changes, TODAY)


def own(adoption: Adoption, language: Language) -> str:
    """The own text of a language as it would be; "" where there is none."""
    return next((text for path, text in adoption.texts.items() if path.name == f"{language}.md"), "")


def rules(adoption: Adoption) -> list[str]:
    """The rules of all findings, whose sentences have what they need in both languages."""
    for finding in adoption.findings:
        for language in ("ar", "en"):
            assert wording.problem(finding, language)
            assert wording.hint(finding, language)
    return sorted(finding.rule for finding in adoption.findings)

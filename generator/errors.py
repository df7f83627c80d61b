"""Findings: what is wrong with something a user wrote, as data.

A finding never holds a sentence. It names a rule, the place, and the facts of this case; the sentences of each rule,
in Arabic and English, stand in ``templates/wording/messages.yaml`` and are filled in where the finding is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a finding weighs: an error stops its policy, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and, where one is known, its line (from 1)."""

    file: Path
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place.

    ``rule`` is a stable name in kebab case; ``path`` leads to the value inside the file (``approvals[0].date``);
    ``facts`` fill the rule's sentences; ``other`` is the second place of a disagreement.
    """

    severity: Severity
    rule: str
    place: Place
    path: str = ""
    facts: dict[str, str] = field(default_factory=dict, hash=False)
    other: Place | None = None

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sorts findings as a reader walks through the files."""
        return (str(self.place.file), self.place.line or 0, self.rule, self.path)


def error(rule: str, place: Place, path: str = "", other: Place | None = None, /, **facts: object) -> Finding:
    """An error of ``rule`` at ``place``."""
    return _finding(Severity.ERROR, rule, place, path, other, facts)


def warning(rule: str, place: Place, path: str = "", other: Place | None = None, /, **facts: object) -> Finding:
    """A warning of ``rule`` at ``place``."""
    return _finding(Severity.WARNING, rule, place, path, other, facts)


def note(rule: str, place: Place, path: str = "", other: Place | None = None, /, **facts: object) -> Finding:
    """A note of ``rule`` at ``place``."""
    return _finding(Severity.NOTE, rule, place, path, other, facts)


def _finding(
    severity: Severity, rule: str, place: Place, path: str, other: Place | None, facts: dict[str, object]
) -> Finding:
    return Finding(severity, rule, place, path, {name: str(fact) for name, fact in facts.items()}, other)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)

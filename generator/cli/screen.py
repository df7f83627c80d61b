"""What the command shows: findings as lines or JSON, results, and Arabic for terminals that do not reorder it.

Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator import wording
from generator.errors import Finding, Place, Severity
from generator.language.direction import Segment, script_direction, segments
from generator.language.inline import Direction, Language

_ARABIC = re.compile("[\u0600-\u06ff]")
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
#: Options of the command and lines of files: they run from the left as a whole.
_CODE = re.compile(r"(?<!\S)--[a-z-]+|[\w./-]+\.[a-z]+:\d+", re.ASCII)
#: In text that runs from the right these show each other's shapes (UAX #9, L4), which ``get_display`` leaves undone.
_MIRRORED = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")


class Screen:
    """Prints in one language; ``visual`` shapes and reorders Arabic, ``as_json`` prints JSON lines instead of text."""

    def __init__(self, language: Language, *, visual: bool = False, as_json: bool = False) -> None:
        self.language, self.visual, self.as_json = language, visual, as_json

    def text(self, group: str, key: str, **facts: object) -> str:
        """A text of ``commands.yaml``."""
        table = wording.table("commands")[group]
        return str((table[key] if key else table)[self.language]).format(**facts)

    def result(self, line: str) -> None:
        print(self.shown(line))

    def remark(self, line: str) -> None:
        print(self.shown(line), file=sys.stderr)

    def help(self, text: str) -> str:
        """The help that typer wrote, with its own English words in the language here."""
        words = wording.table("commands")["help"] if self.language == "ar" else {}
        for english, arabic in words.items():
            text = text.replace(english, arabic)
        return text

    def misuse(self, key: str, facts: dict[str, str]) -> None:
        """What was wrong with the call itself: a text of ``commands.yaml``, or a rule's sentence and hint."""
        if key in wording.table("commands")["usage"]:
            self.remark(f"siyasat: {self.text('usage', key, **facts)}")
            return
        finding = Finding(Severity.ERROR, key, Place(Path()), facts=facts)
        self.remark(f"siyasat: {wording.problem(finding, self.language)}")
        self.remark(f"  {self.text('hint', '')}: {wording.hint(finding, self.language)}")

    def record(self, kind: str, /, **fields: Any) -> None:
        """One JSON line."""
        print(json.dumps({"type": kind, **fields}, ensure_ascii=False))

    def findings(self, findings: Iterable[Finding]) -> None:
        """All findings in the order of their files and lines."""
        for finding in sorted(findings, key=lambda finding: finding.order):
            if self.as_json:
                self._finding_record(finding)
            else:
                self._finding_lines(finding)

    def _finding_record(self, finding: Finding) -> None:
        self.record(
            "finding",
            severity=finding.severity.value,
            rule=finding.rule,
            file=shown_path(finding.place.file),
            line=finding.place.line,
            path=finding.path,
            problem=wording.problem(finding, self.language),
            hint=wording.hint(finding, self.language),
            other=_place(finding.other) if finding.other else None,
        )

    def _finding_lines(self, finding: Finding) -> None:
        severity = self.text("severities", finding.severity.value)
        path = f" {finding.path}:" if finding.path else ""
        problem = wording.problem(finding, self.language)
        self.remark(f"{_place(finding.place)}: {severity}: {finding.rule}:{path} {problem}")
        if finding.other is not None:
            self.remark(f"  {self.text('other', '')}: {_place(finding.other)}")
        if hint := wording.hint(finding, self.language):
            self.remark(f"  {self.text('hint', '')}: {hint}")

    def shown(self, line: str) -> str:
        """A line as this terminal needs it."""
        return visual_order(line) if self.visual and _ARABIC.search(line) else line


def visual_order(line: str) -> str:
    """A line with its Arabic joined and ordered, for a terminal that prints characters as they come."""
    from arabic_reshaper import reshape
    from bidi import get_display

    base: Direction = "rtl" if script_direction(line) == "rtl" else "ltr"
    code = [(*match.span(), True) for match in _CODE.finditer(line)]
    isolated = "".join(map(_isolated, segments(line, base, code)))
    ordered = str(get_display(reshape(isolated), base_dir=base[0].upper()))
    return re.sub("[\u2066\u2067\u2069]", "", ordered)


def _isolated(part: Segment) -> str:
    text = part.text.translate(_MIRRORED) if part.direction == "rtl" else part.text
    return f"{_ISOLATES[part.direction]}{text}\u2069" if part.island else text


def shown_path(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _place(place: Place) -> str:
    return shown_path(place.file) + (f":{place.line}" if place.line else "")

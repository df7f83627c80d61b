"""``siyasat compare``: what was changed in Word files that came back, clause by clause."""

import datetime
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.adoption import write
from generator.cli.screen import Screen, shown_path
from generator.compare import Comparison, adoptions, compare
from generator.document.diff import Change, Span, changed_values, words
from generator.errors import Finding, Severity
from generator.language.inline import Language

#: How removed and added words are marked, with or without colours, and how many words around them are shown.
_MARKS = {"equal": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_STYLES = {"equal": "", "removed": "red strike", "added": "green"}
_CONTEXT = 8
#: Warnings that a change was not adopted; others tell what has to follow.
_LEFT_OUT = frozenset({"adopt-refused", "adopt-impossible"})


def show_comparison(
    screen: Screen, files: Sequence[Path], root: Path | None, today: datetime.date
) -> tuple[list[Comparison], bool]:
    """Prints the differences of each file; gives those that can be compared, and whether there is any difference or a
    file that cannot be.
    """
    different = False
    found: list[Comparison] = []
    for file in dict.fromkeys(files):
        made, findings = compare(file, root, today)
        screen.findings(findings)
        different |= any(finding.severity is Severity.ERROR for finding in findings)
        if made is not None:
            different |= not made.is_same
            _Shown(screen, made).show()
            found.append(made)
    return found, different


def show_adoption(screen: Screen, made: Sequence[Comparison], root: Path | None, today: datetime.date) -> bool:
    """Writes the changes of files as own texts and prints which, and what is proposed for profiles; whether everything
    could be adopted. Raises OSError.
    """
    whole = True
    for origin, adoption in adoptions(made, root, today):
        paths = write(adoption)
        screen.findings(list(adoption.findings))
        whole &= not any(_is_left_out(finding) for finding in adoption.findings)
        for path in paths:
            if screen.as_json:
                facts = {
                    "association": origin.association,
                    "policy": origin.policy,
                    "edition": "",
                    "format": path.suffix[1:],
                }
                screen.record("file", **facts, path=shown_path(path), state="written")
            else:
                screen.result(shown_path(path))
        if not paths and not screen.as_json:
            screen.remark(screen.text("compare", "nothing-adopted"))
    return whole


def _is_left_out(finding: Finding) -> bool:
    """Whether a finding says that something is not adopted."""
    return finding.severity is Severity.ERROR or finding.rule in _LEFT_OUT


class _Shown:
    """Shows one comparison."""

    def __init__(self, screen: Screen, made: Comparison) -> None:
        self.screen, self.made = screen, made

    def text(self, key: str, **facts: object) -> str:
        return self.screen.text("compare", key, **facts)

    def show(self) -> None:
        if self.screen.as_json:
            self._records()
            return
        made, origin = self.made, self.made.origin
        state = self.screen.text("states", origin.state) if origin.state in {"approved", "draft"} else origin.state
        identity = self.text(
            "file",
            file=shown_path(made.file),
            association=origin.association,
            policy=origin.policy,
            edition=origin.edition,
            version=origin.version or "–",
            state=state,
        )
        self.screen.result(identity)
        for change in made.changes:
            self._change(change, made.changes)
        if made.revisions:
            self.screen.result(self.text("pending-heading"))
        for revision in made.revisions:
            begin, end = _MARKS["added" if revision.kind == "inserted" else "removed"]
            facts = {"author": revision.author or "–", "date": revision.date, "text": revision.text or "¶"}
            self.screen.result(self.text("revision", begin=begin, end=end, **facts))
        if made.pending:
            self.screen.result(self.text("accepted-heading"))
        for change in made.pending:
            self._change(change, made.pending)
        for control in made.filled:
            named = control.alias or control.tag
            self.screen.result(self.text("filled", tag=control.tag, name=named, text=control.text))
        self.screen.remark(self._summary())

    # ---- one change ----

    def _change(self, change: Change, all_changes: Sequence[Change]) -> None:
        label = change.before.label if change.before else ""
        state = self.text(_state(change, all_changes))
        facts = {
            "state": state,
            "kind": self.text(change.kind),
            "language": self.text(change.language),
            "label": f" {label}" if label else "",
            "clause": change.clause if change.before else change.follows or self.text("begin"),
        }
        self.screen.result(self.text("change" if change.before else "after", **facts))
        self._words(_spans(change), change.language)
        if change.before and change.after is not None:
            for value in changed_values(change.before, change.after):
                new = self.text("unknown") if value.after is None else value.after or "–"
                self.screen.result(self.text("value", origin=value.origin, before=value.before, after=new))

    def _words(self, spans: Sequence[Span], language: Language) -> None:
        pieces = [(kind, _marked(kind, text, language)) for kind, text in _shortened(spans)]
        if not sys.stdout.isatty() or self.screen.visual:
            self.screen.result("  " + "".join(text for _, text in pieces))
            return
        from rich.console import Console
        from rich.text import Text

        line = Text("  ")
        for kind, text in pieces:
            line.append(text, _STYLES[kind])
        Console(highlight=False, soft_wrap=True).print(line)

    # ---- the whole ----

    def _summary(self) -> str:
        made = self.made
        if made.is_same:
            return self.text("same")
        counts = Counter(_state(change, made.changes) for change in made.changes)
        counts["moved"] //= 2
        facts = {key: counts[key] for key in ("changed", "added", "removed", "moved")}
        line = self.text("summary", **facts, filled=len(made.filled))
        authors = Counter(revision.author or "–" for revision in made.revisions)
        if authors:
            shown = self.text("comma").join(f"{author} ({count})" for author, count in sorted(authors.items()))
            line += self.text("summary-pending", count=len(made.revisions), authors=shown)
        return line

    def _records(self) -> None:
        made = self.made
        file = {"file": shown_path(made.file), "association": made.origin.association, "policy": made.origin.policy}
        for pending, found in ((False, made.changes), (True, made.pending)):
            for change in found:
                self.screen.record("change", **file, edition=made.origin.edition, **_record(change, found, pending))
        for revision in made.revisions:
            facts = {"author": revision.author, "date": revision.date, "text": revision.text}
            self.screen.record("revision", **file, kind=revision.kind, **facts)
        for control in made.filled:
            self.screen.record("control", **file, tag=control.tag, alias=control.alias, text=control.text)


def _record(change: Change, found: Sequence[Change], pending: bool) -> dict[str, Any]:
    before = change.before
    values = changed_values(before, change.after) if before and change.after is not None else ()
    return {
        "clause": change.clause,
        "language": change.language,
        "kind": change.kind,
        "label": before.label if before else "",
        "state": _state(change, found),
        "pending": pending,
        "before": before.text if before else None,
        "after": change.after,
        "follows": change.follows if before is None else None,
        "words": [[span.kind, span.text] for span in _spans(change)],
        "values": [{"origin": value.origin, "before": value.before, "after": value.after} for value in values],
    }


def _state(change: Change, found: Sequence[Change]) -> str:
    """changed, added, removed, or moved: what was taken away here and put in there."""
    if change.before and change.after is not None:
        return "changed"
    pair = [other for other in found if (other.clause, other.language) == (change.clause, change.language)]
    if len(pair) > 1:
        return "moved"
    return "added" if change.before is None else "removed"


def _spans(change: Change) -> Sequence[Span]:
    return words(change.before.text if change.before else "", change.after or "")


def _marked(kind: str, text: str, language: Language) -> str:
    """Words in their marks. Where no letter parts them from a mark, a mark of direction does: else ``-15`` would be one
    number to the terminal, and the bracket before it stand behind (UAX #9, W4 and N1).
    """
    begin, end = _MARKS[kind]
    if not begin:
        return text
    mark = "\u200f" if language == "ar" else "\u200e"
    return "".join((begin, "" if text[0].isalpha() else mark, text, "" if text[-1].isalpha() else mark, end))


def _shortened(spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    """The pieces of a change; of what stayed, the words near it."""
    for place, span in enumerate(spans):
        found = span.text.split(" ")
        first, last = place == 0, place == len(spans) - 1
        if span.kind != "equal" or len(found) <= _CONTEXT * (2 - first - last) or len(spans) == 1:
            yield span.kind, span.text
            continue
        head = "" if first else " ".join(found[:_CONTEXT]) + " "
        tail = "" if last else " " + " ".join(found[-_CONTEXT:])
        yield "equal", f"{head}…{tail}"

"""Comparing Word files that came back with what was written into them, and adopting what was changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from generator import docx
from generator.adoption import Adoption, adopt, approval_proposed
from generator.build import EDITIONS, folder_of, known_slugs
from generator.document.compose import compose
from generator.document.diff import Change, changes
from generator.document.publish import publish
from generator.docx import readback
from generator.docx.paragraphs import Control, Revision
from generator.docx.read import WordError
from generator.docx.readback import ForeignError, Origin
from generator.docx.record import Record, RecordError
from generator.errors import Finding, Place, error, note
from generator.profile.load import load


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different in a file that came back: ``changes`` that are made, tracked ones that were accepted among
    them; ``pending`` ones, as the clauses would be were all of them accepted; the tracked changes themselves; the
    controls that were ``filled`` in, and all ``controls`` that hold something.
    """

    file: Path
    origin: Origin
    changes: tuple[Change, ...]
    pending: tuple[Change, ...]
    revisions: tuple[Revision, ...]
    filled: tuple[Control, ...]
    controls: tuple[Control, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing was changed."""
        return not (self.changes or self.revisions or self.filled)


def compare(file: Path, root: Path | None, today: datetime.date) -> tuple[Comparison | None, list[Finding]]:
    """A file against what siyasat wrote; None where that cannot be known. A program may have dropped the record from
    the file: then the policy is composed anew from the sources under ``root``, if its text is still the same.
    """
    place = Place(file)
    try:
        returned = readback.read(file)
    except WordError as failure:
        return None, [error("file-unreadable", place, reason=failure)]
    except ForeignError:
        return None, [error("returned-foreign", place)]
    except RecordError:
        return None, [error("returned-newer", place)]
    origin, findings, written = returned.origin, [], returned.record
    if written is None:
        written = _composed(origin, root, today) if root else None
        if written is None:
            return None, [error("returned-record-lost", place, slug=origin.association, policy=origin.policy)]
        findings = [note("returned-record-composed", place, slug=origin.association, policy=origin.policy)]
    versions = readback.versions(returned, written)
    made = Comparison(
        file,
        origin,
        changes(versions.written, versions.settled),
        changes(versions.settled, versions.proposed),
        versions.revisions,
        versions.filled,
        tuple(control for control in versions.controls if not control.empty),
    )
    return made, findings


def adoptions(made: Iterable[Comparison], root: Path | None, today: datetime.date) -> Iterator[tuple[Origin, Adoption]]:
    """What it comes to, policy by policy, to adopt the changes of files; nothing is written yet.

    Files of one policy are taken together (its Arabic and its English edition). Pending changes are left to whoever
    decides them; a clause that two files change differently is an error.
    """
    policies: dict[tuple[str, str], list[Comparison]] = {}
    for comparison in made:
        policies.setdefault((comparison.origin.association, comparison.origin.policy), []).append(comparison)
    for (slug, policy), comparisons in policies.items():
        origin, place = comparisons[0].origin, Place(comparisons[0].file)
        association = load(folder_of(root, slug), today)[0] if root and slug in known_slugs(root) else None
        if association is None or policy not in association.profile.policies:
            unknown = error("returned-unknown", place, slug=slug, policy=policy)
            yield origin, Adoption(findings=(unknown,))
            continue
        wanted, findings = _together(comparisons)
        adoption = adopt(association, policy, wanted, today)
        filled, contradictions = _filled(comparisons)
        shown = {control.tag: control.key or control.text for found in comparisons for control in found.controls}
        approval = approval_proposed(association, policy, filled, shown | filled)
        told = (*findings, *contradictions, *adoption.findings, *([approval] if approval else []))
        yield origin, replace(adoption, findings=told)


def _filled(comparisons: Iterable[Comparison]) -> tuple[dict[str, str], list[Finding]]:
    """What was filled in in several files by its tag, without what they fill in differently."""
    found: dict[str, str] = {}
    findings: dict[str, Finding] = {}
    for comparison in comparisons:
        for control in comparison.filled:
            text = control.key or control.text
            if found.setdefault(control.tag, text) != text:
                findings[control.tag] = error("returned-contradiction", Place(comparison.file), id=control.tag)
    return {tag: text for tag, text in found.items() if tag not in findings}, list(findings.values())


def _together(comparisons: Iterable[Comparison]) -> tuple[list[Change], list[Finding]]:
    """The changes of several files, each once, without those that contradict each other."""
    wanted: dict[tuple[str, str, bool], Change] = {}
    findings: dict[tuple[str, str, bool], Finding] = {}
    for comparison in comparisons:
        for change in comparison.changes:
            key = (change.clause, change.language, change.before is None)
            other = wanted.setdefault(key, change)
            if (other.after, other.follows) != (change.after, change.follows):
                findings[key] = error("returned-contradiction", Place(comparison.file), id=change.clause)
    return [change for key, change in wanted.items() if key not in findings], list(findings.values())


def _composed(origin: Origin, root: Path, today: datetime.date) -> Record | None:
    """The record that the policy has when it is written today; None where it is not there or another text."""
    name = next((edition for edition in EDITIONS if edition == origin.edition), None)
    if name is None or origin.association not in known_slugs(root):
        return None
    association, _ = load(folder_of(root, origin.association), today)
    if association is None or origin.policy not in association.profile.policies:
        return None
    document, _ = compose(association, origin.policy, today)
    if document is None or document.content_hash != origin.content_hash:
        return None
    if name != "ar" and "en" not in document.languages:
        return None
    return readback.read(BytesIO(docx.write(publish(document, name), {}, 1))).record

"""From the changes of an edited document to own texts of its association, and to what its profile would have to say."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator import source
from generator.adoption.facts import Facts, Proposal, Wish
from generator.adoption.language import Adopter
from generator.document import ledger
from generator.document.compose import Material, compose, material_of
from generator.document.diff import Change
from generator.document.ledger import LEDGER
from generator.errors import Finding, Place, Severity, error, has_errors, warning
from generator.language.inline import Language, values
from generator.policy import catalogue
from generator.policy.catalogue import Policy
from generator.profile.model import Association

LANGUAGES: tuple[Language, ...] = ("ar", "en")


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting some changes comes to: the files of own texts and their ledger as they would be, the edits of the
    profile that are proposed, and all that is to be said. ``adopted`` are the clauses whose own text is written.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
    adopted: tuple[tuple[Language, str], ...] = ()


def adopt(association: Association, policy_id: str, changes: Sequence[Change], today: datetime.date) -> Adoption:
    """The changes of a policy's text as the association's own text and as proposals; nothing is written.

    Changed words become own text; a changed value that the profile states stays an expression and is proposed. What
    would bring an error into the policy, or cannot be own text, is left out and told of. ``today`` as for ``compose``.
    """
    policy, findings = catalogue.find(policy_id, association)
    material, faults = material_of(association, policy_id) if policy else ({}, [])
    if policy is None or not material:
        return Adoption(findings=tuple(findings or faults))
    return _Adoption(association, policy, material, today).of(changes)


class _Adoption:
    def __init__(
        self, association: Association, policy: Policy, material: Mapping[Language, Material], today: datetime.date
    ) -> None:
        self.association, self.policy, self.material, self.today = association, policy, material, today
        self.facts = Facts(association, policy)
        self.folder = association.folder / "policies" / policy.id
        self.known = _errors(compose(association, policy.id, today)[1])

    def of(self, changes: Sequence[Change]) -> Adoption:
        """All changes at once; where they bring an error, one unit after the other, without those that do."""
        changes = [change for change in changes if change.language in self.material]
        whole, faults = self._attempt(changes)
        if not faults:
            return whole
        kept: list[Change] = []
        refused: list[Finding] = []
        for unit in _units(changes):
            _, faults = self._attempt([*kept, *unit])
            if not faults:
                kept += unit
                continue
            place = self._place(unit[0])
            rules = ", ".join(dict.fromkeys(fault.rule for fault in faults))
            refused.append(warning("adopt-refused", place, id=unit[0].clause, rules=rules))
        adoption, _ = self._attempt(kept)
        findings = (*adoption.findings, *refused)
        return Adoption(adoption.texts, adoption.proposals, findings, adoption.adopted)

    def _place(self, change: Change) -> Place:
        return Place(self.folder / f"{change.language}.md")

    def _attempt(self, changes: Sequence[Change]) -> tuple[Adoption, list[Finding]]:
        """What some changes come to, and the errors that it would bring."""
        adopters = [
            Adopter(language, self.material[language], self._file(language), self.facts)
            for language in LANGUAGES
            if language in self.material
        ]
        for adopter in adopters:
            adopter.take([change for change in changes if change.language == adopter.language])
        drafts = {adopter.file.path: adopter.file.written() for adopter in adopters if adopter.file.changed}
        faults = self._faults(drafts, adopters)
        proposals, findings = self._proposals(adopters)
        findings += [finding for adopter in adopters for finding in adopter.findings]
        findings += [proposal.finding for proposal in proposals]
        findings += self._one_sided(adopters)
        adopted = tuple((adopter.language, clause) for adopter in adopters for clause in adopter.adopted)
        texts = {**drafts, **self._ledger(drafts, adopters)} if not faults else {}
        return Adoption(texts, tuple(proposals), tuple(findings), adopted), faults

    def _file(self, language: Language) -> Path:
        return self.folder / f"{language}.md"

    # ---- whether it is right ----

    def _faults(self, drafts: Mapping[Path, str], adopters: Iterable[Adopter]) -> list[Finding]:
        """The errors that drafts would bring, and clauses that would not print what was typed."""
        if not drafts:
            return []
        drafts = {path: source.normalised(text) for path, text in drafts.items()}
        _, findings = compose(self.association, self.policy.id, self.today, drafts)
        new = [finding for finding in _errors(findings) if finding not in self.known]
        if new:
            return new
        material, findings = material_of(self.association, self.policy.id, drafts)
        if has_errors(findings):
            return [finding for finding in findings if finding.severity is Severity.ERROR]
        return [
            error("adopt-impossible", Place(adopter.file.path), id=clause, text=adopter.expected[clause])
            for adopter in adopters
            for clause in adopter.differing(material[adopter.language].text)
        ]

    # ---- what is said ----

    def _proposals(self, adopters: Sequence[Adopter]) -> tuple[list[Proposal], list[Finding]]:
        wishes: list[Wish] = [wish for adopter in adopters for wish in adopter.wishes]
        origins: dict[str, list[str]] = {}
        words: dict[tuple[str, Language], str] = {}
        for adopter in adopters:
            for clause, line in adopter.lines():
                for value in values(line):
                    origins.setdefault(value.origin, []).append(clause)
                    words.setdefault((value.origin, adopter.language), value.text)
        clauses = {origin: tuple(dict.fromkeys(found)) for origin, found in origins.items()}
        return self.facts.proposals(wishes, clauses, words)

    def _one_sided(self, adopters: Sequence[Adopter]) -> list[Finding]:
        """Clauses whose words changed in one language alone: the other one has to follow."""
        if len(adopters) < 2:
            return []
        first, second = adopters
        findings = []
        for here, there in ((first, second), (second, first)):
            alone = [clause for clause in here.adopted if clause not in there.adopted]
            if alone:
                facts = {"clauses": ", ".join(alone), "missing": there.file.path.name}
                findings.append(warning("adopt-one-language", Place(here.file.path), **facts))
        return findings

    # ---- the ledger ----

    def _ledger(self, drafts: Mapping[Path, str], adopters: Iterable[Adopter]) -> dict[Path, str]:
        """The ledger with what was adopted; what stands in it of other clauses stays, since nobody compared them."""
        if not drafts or self.folder == self.policy.folder:
            return {}
        drafts = {path: source.normalised(text) for path, text in drafts.items()}
        material, _ = material_of(self.association, self.policy.id, drafts)
        kept, _ = ledger.read(self.folder)
        made: dict[str, dict[str, str]] = {}
        for adopter in adopters:
            path, found = adopter.file.path, material[adopter.language]
            now = ledger.entries(path, found.library, found.own)
            old = kept.get(adopter.language, {})
            kept_ones = {clause: text if clause in adopter.adopted else old.get(clause) for clause, text in now.items()}
            if entries := {clause: text for clause, text in kept_ones.items() if text}:
                made[adopter.language] = entries
        return {self.folder / LEDGER: ledger.written(made)} if made else {}


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _units(changes: Sequence[Change]) -> list[list[Change]]:
    """Changes that belong together: of one clause, table or added stretch, in both languages."""
    units: dict[str, list[Change]] = {}
    roots: dict[tuple[Language, str], str] = {}
    for change in changes:
        name = change.clause
        if change.before is None:
            name = "+" + roots.get((change.language, change.follows), change.follows)
            roots[change.language, change.clause] = name.removeprefix("+")
        elif change.kind in {"cell", "caption", "field"}:
            name = change.clause.rpartition(".")[0] or change.clause
        units.setdefault(name, []).append(change)
    return list(units.values())

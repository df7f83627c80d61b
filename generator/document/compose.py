"""From a profile and a policy's text to the document: expand, parse, align, number, and put the rest around it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator import source
from generator.document import glossary, ledger, overrides
from generator.document.align import Aligner
from generator.document.approval import approval
from generator.document.front import front
from generator.document.nodes import Block, Both, Document, Heading, List, lines, walk_items
from generator.document.numbering import numbered
from generator.document.outline import content_hash
from generator.document.palette import palette
from generator.document.phrases import LANGUAGES, Phrasebook, given
from generator.document.pictures import logo
from generator.document.typeface import face
from generator.errors import Finding, Place, error, has_errors, note, warning
from generator.language import dates
from generator.language.dates import CalendarError, Day
from generator.language.inline import Language, Reference, references
from generator.policy import blocks as marked
from generator.policy import catalogue, parameters
from generator.policy import text as policy_text
from generator.policy.catalogue import Policy
from generator.policy.context import approving_bodies, context
from generator.policy.markup import clauses
from generator.policy.parameters import Given
from generator.policy.template import names_set, policies_asked
from generator.profile.load import near
from generator.profile.model import ApprovalRecord, Association, PolicySettings, Profile
from generator.source import dotted

Text = tuple[marked.Block, ...]


def compose(
    association: Association, policy_id: str, today: datetime.date, drafts: Mapping[Path, str] | None = None
) -> tuple[Document | None, list[Finding]]:
    """One policy of one association as a document, and all findings on the way; None where there are errors.

    ``today`` only judges whether a review is overdue. ``drafts`` are own texts as they would be, by their files.
    """
    policy, findings = catalogue.find(policy_id, association)
    if policy is None:
        return None, findings
    composer = _Composer(association, policy, today, drafts or {})
    document = composer.document()
    return (None if has_errors(composer.findings) else document), composer.findings


def ledger_of(association: Association, policy_id: str) -> tuple[str, list[Finding]]:
    """The ledger of an association's own text of a policy as the library is now; "" where it has none."""
    policy, findings = catalogue.find(policy_id, association)
    if policy is None:
        return "", findings
    composer = _Composer(association, policy, datetime.date.min)
    known = composer.replaced()
    return "" if has_errors(composer.findings) or not known else ledger.written(known), composer.findings


@dataclass(frozen=True, slots=True)
class Material:
    """What a policy's text in one language is made of: the names that an own text may use, the library's blocks, the
    association's own ones, and the text as it is with them.
    """

    names: Mapping[str, Any]
    library: Text
    own: Text
    text: Text


def material_of(
    association: Association, policy_id: str, drafts: Mapping[Path, str] | None = None
) -> tuple[dict[Language, Material], list[Finding]]:
    """The material of each language that a policy of an association has; none where there are errors."""
    policy, findings = catalogue.find(policy_id, association)
    if policy is None:
        return {}, findings
    composer = _Composer(association, policy, datetime.date.min, drafts or {})
    found = composer.material()
    return {} if has_errors(composer.findings) else found, composer.findings


class _Composer:
    def __init__(
        self, association: Association, policy: Policy, today: datetime.date, drafts: Mapping[Path, str] | None = None
    ) -> None:
        self.association, self.policy, self.today = association, policy, today
        self.drafts: Mapping[Path, str] = drafts or {}
        self.profile: Profile = association.profile
        self.settings: PolicySettings = association.profile.policies[policy.id]
        self.records: Sequence[ApprovalRecord] = association.profile.approvals_of(policy.id)
        self.findings: list[Finding] = []
        self.sources: list[Path] = []
        self.places: dict[str, Place] = {}  # of the Arabic clauses by their ids
        self.dropped: dict[str, Path] = {}  # clauses that an own text takes away, and that text

    def place(self, *steps: str | int) -> Place:
        return self.association.file.place(*steps)

    def document(self) -> Document | None:
        answers, findings = parameters.read(self.policy, self.association)
        self.findings += findings
        self._check_form()
        self._check_approver()
        self._check_records()
        picture, picture_findings = logo(self.association)
        own_face, face_findings = face(self.association)
        self.findings += [*picture_findings, *face_findings]
        if has_errors(findings):
            return None
        body, languages = self._body(answers)
        if not body:
            return None
        review = self._review()
        entry = self.policy.entry
        phrases = Phrasebook(self.profile, entry.document)
        approvers = approving_bodies(self.profile, entry)
        closing = approval(self.records, self.settings, self.profile.board, approvers, phrases, review)
        schemes = (entry.numbering.sections, entry.numbering.parts)
        main, annexes = _parted(body)
        self._check_annexes(annexes)
        self._check_questions()
        *numbered_body, heading = numbered((*main, closing.heading), schemes)
        assert isinstance(heading, Heading)
        annexes = numbered(annexes, schemes)
        self._check_references((*numbered_body, *annexes))
        if not self.records:
            self.findings.append(note("draft", self.place("policies", self.policy.id), f"policies.{self.policy.id}"))
        version, approver = self.profile.version_of(self.policy.id), self._approver()
        return Document(
            slug=self.association.slug,
            policy=self.policy.id,
            languages=languages,
            digits=self.profile.style.digits,
            palette=palette(self.profile.brand.color),
            version=version or "",
            draft=not self.records,
            front=front(self.profile, self.settings, entry, approver, version, self.records, review, picture, phrases),
            body=tuple(numbered_body),
            approval=replace(closing, heading=heading),
            annexes=self._with_glossary(numbered_body, annexes),
            titles=self._titles((*numbered_body, *annexes)),
            content_hash=content_hash((*numbered_body, *annexes)),
            face=own_face,
        )

    # ---- text ----

    def _body(self, given: Mapping[str, Given]) -> tuple[tuple[Block, ...], tuple[Language, ...]]:
        """The aligned text, and the languages it is whole in."""
        files: dict[Language, Path | None] = {"ar": self.policy.text("ar"), "en": self.policy.text("en")}
        if files["ar"] is None:
            self.findings.append(error("text-missing", Place(self.policy.folder / "ar.md")))
            return (), ()
        own = self.association.folder / "policies" / self.policy.id
        owned = {language for language in files if own != self.policy.folder and self._has(own / f"{language}.md")}
        if files["en"] is None:
            self.findings.append(note("arabic-alone", Place(self.policy.folder / "ar.md"), policy=self.policy.id))
        texts = {language: self._text(file, given, language, own) for language, file in files.items() if file}
        if any(text is None for text in texts.values()):
            return (), ()
        if len(owned) == 1 and files["en"]:
            (language,) = owned
            missing = "ar" if language == "en" else "en"
            self.findings.append(
                warning("override-one-language", Place(own / f"{language}.md"), missing=f"{missing}.md")
            )
            files["en"] = None
            texts.pop("en")
        self.places = dict(clauses(texts["ar"] or ()))
        aligner = Aligner(files["ar"], files["en"])
        body = aligner.align(texts["ar"] or (), texts.get("en"))
        if not (body or has_errors(self.findings + aligner.findings)):
            aligner.findings.append(error("text-missing", Place(files["ar"])))
        self.findings += aligner.findings
        if texts.get("en"):
            self.findings += glossary.remarks(body, dict(clauses(texts["en"] or ())))
        return body, ("ar", "en") if files["en"] else ("ar",)

    def _text(self, file: Path, given: Mapping[str, Given], language: Language, own: Path) -> Text | None:
        """One language's blocks, with the association's own ones in their places; None where they cannot be had."""
        library, mine = self._texts(file, given, language, own)
        if library is None or mine is None or own == self.policy.folder:
            return library
        changed, findings = overrides.apply(library, mine)
        self.findings += findings or ledger.remarks(own / file.name, language, library, mine)
        kept = {clause for clause, _ in clauses(changed)}
        lost = {clause: own / file.name for clause, _ in clauses(library) if clause not in kept}
        self.dropped = {**lost, **self.dropped}
        return None if findings else changed

    def _texts(
        self, file: Path, given: Mapping[str, Given], language: Language, own: Path
    ) -> tuple[Text | None, Text | None]:
        """The library's text of a language and the association's own one; () where it has none, None where a text
        cannot be had.
        """
        names = context(self.profile, self.policy.entry, given, language)
        library = self._read(file, names)
        if library is None or own == self.policy.folder or not self._has(own / file.name):
            return library, ()
        return library, self._read(own / file.name, self._own_names(file, names), own=True)

    def _own_names(self, file: Path, names: Mapping[str, Any]) -> dict[str, Any]:
        """The names of an own text: those of its language, and what the library's text sets for itself."""
        return {**names_set(self._written(file), names), **names}

    def _has(self, file: Path) -> bool:
        return file in self.drafts or file.is_file()

    def _written(self, file: Path) -> str:
        """What a file says, or would."""
        return self.drafts[file] if file in self.drafts else source.read_text(file)

    def material(self) -> dict[Language, Material]:
        """What the text of each language is made of."""
        answers, self.findings = parameters.read(self.policy, self.association)
        own = self.association.folder / "policies" / self.policy.id
        found: dict[Language, Material] = {}
        for language in LANGUAGES if not has_errors(self.findings) else ():
            file = self.policy.text(language)
            library, mine = self._texts(file, answers, language, own) if file else (None, None)
            if file is None or library is None or mine is None:
                continue
            names = context(self.profile, self.policy.entry, answers, language)
            text, findings = overrides.apply(library, mine)
            self.findings += findings
            found[language] = Material(self._own_names(file, names), library, mine, text)
        return found

    def replaced(self) -> dict[str, dict[str, str]]:
        """The clauses of the library that the association's own text replaces, with their fingerprints."""
        answers, self.findings = parameters.read(self.policy, self.association)
        own = self.association.folder / "policies" / self.policy.id
        found: dict[str, dict[str, str]] = {}
        for language in LANGUAGES if not has_errors(self.findings) else ():
            library, mine = self._texts(self.policy.folder / f"{language}.md", answers, language, own)
            if library and mine:
                self.findings += overrides.apply(library, mine)[1]
                found[language] = ledger.entries(own / f"{language}.md", library, mine)
        return found

    def _read(self, file: Path, names: Mapping[str, Any], *, own: bool = False) -> Text | None:
        read = policy_text.read(file, names, own=own, draft=self.drafts.get(file))
        self.findings += read.findings
        self.sources += read.files
        return None if read.findings else read.blocks

    def _check_references(self, body: Sequence[Block]) -> None:
        """Headings and items of lists can be referred to, since they have labels; so can policies of the profile."""
        known = {"approval", *(clause for block in body for clause in _ids(block))}
        found = _mentioned(body)
        used = {reference.clause for reference in found if not reference.policy}
        self._report_mentions("reference-ambiguous", used & _ambiguous(body), error)
        for clause in sorted((used - known) & set(self.dropped)):
            self.findings.append(error("override-drops-clause", Place(self.dropped[clause]), id=clause))
        self._report_mentions("reference-unknown", used - known - set(self.dropped), error)
        policies = {reference.policy for reference in found if reference.policy}
        unknown = policies - set(catalogue.policy_ids([self.association.folder]))
        self._report_mentions("policy-unknown", {f"policy:{policy}" for policy in unknown}, error)
        absent = policies - unknown - set(self.profile.policies)
        self._report_mentions("policy-not-adopted", {f"policy:{policy}" for policy in absent}, warning)

    def _check_annexes(self, annexes: Sequence[Block]) -> None:
        """Behind the first annex there are only annexes."""
        for block in annexes:
            if isinstance(block, Heading) and block.level == 1 and not block.annex:
                place = self.places.get(block.id) or Place(self.policy.folder / "ar.md")
                self.findings.append(error("annex-order", place, id=block.id))

    def _check_questions(self) -> None:
        """A misspelt policy in ``adopted(…)`` would drop its clauses without a word."""
        known = catalogue.policy_ids([self.association.folder])
        for file in dict.fromkeys(self.sources):
            for policy, line in policies_asked(self._written(file)):
                if policy not in known:
                    facts = {"id": policy, "near": near(policy, known)}
                    self.findings.append(error("policy-asked-unknown", Place(file, line), **facts))

    def _report_mentions(self, rule: str, clauses: set[str], weigh: Callable[..., Finding]) -> None:
        """A finding at each line that mentions one of some clauses."""
        for clause in sorted(clauses):
            files = dict.fromkeys(self.sources)
            places = [place for file in files for place in _mentions(file, self._written(file), clause)]
            for place in places or [Place(self.policy.folder / "ar.md")]:
                facts = {"id": clause.removeprefix("policy:"), "slug": self.association.slug}
                self.findings.append(weigh(rule, place, **facts))

    def _with_glossary(self, body: Sequence[Block], annexes: tuple[Block, ...]) -> tuple[Block, ...]:
        """The annexes and, where the profile asks for it, one more with the terms of the text; no part of the text."""
        wanted = self.profile.glossary if self.settings.glossary is None else self.settings.glossary
        added = glossary.annex((*body, *annexes)) if wanted else ()
        return numbered((*annexes, *added), ("decimal", "decimal")) if added else annexes

    def _titles(self, body: Sequence[Block]) -> dict[str, Both]:
        """The titles of the policies that a text refers to."""
        titles: dict[str, Both] = {}
        for policy_id in sorted({reference.policy for reference in _mentioned(body) if reference.policy}):
            policy, _ = catalogue.find(policy_id, self.association)
            if policy is not None:
                titles[policy_id] = given("title", f"policy.{policy_id}", policy.entry.title_for(self.profile))
        return titles

    # ---- facts ----

    def _check_form(self) -> None:
        allowed = self.policy.entry.applies_to
        if allowed and self.profile.legal_form not in allowed:
            place = self.place("policies", self.policy.id)
            facts = {"form": self.profile.legal_form, "allowed": ", ".join(allowed)}
            self.findings.append(warning("policy-of-other-form", place, f"policies.{self.policy.id}", **facts))

    def _approver(self) -> str:
        """The body whose approval this policy needs, in an entity of this form."""
        return approving_bodies(self.profile, self.policy.entry)[0]

    def _check_records(self) -> None:
        """Whether the approvals agree with each other, with the version and with the effective date."""
        policy, settings = self.policy.id, self.settings
        days = [record.date.day.gregorian for record in self.records if record.date]
        if days != sorted(days):
            self.findings.append(warning("approvals-order", self.place("approvals"), "approvals", policy=policy))
        approved = self.records[-1].version if self.records else None
        if settings.version and approved and settings.version != approved:
            steps = ("policies", policy, "version")
            facts = {"version": settings.version, "approved": approved}
            self.findings.append(warning("version-differs", self.place(*steps), dotted(steps), **facts))
        if settings.effective and self.records and self.records[-1].date:
            effective, day = settings.effective.day.gregorian, self.records[-1].date.day.gregorian
            if effective < day:
                steps = ("policies", policy, "effective")
                facts = {"effective": effective.isoformat(), "approved": day.isoformat()}
                self.findings.append(warning("effective-before-approval", self.place(*steps), dotted(steps), **facts))

    def _check_approver(self) -> None:
        if self._approver() != "general-assembly":
            return
        for index, record in enumerate(self.profile.approvals):
            if self.policy.id in record.policies and record.body != "general-assembly":
                steps = ("approvals", index, "body")
                self.findings.append(
                    error(
                        "approver-mismatch",
                        self.place(*steps),
                        dotted(steps),
                        policy=self.policy.id,
                        body=record.body,
                    )
                )

    def _review(self) -> Day | None:
        """The day of the next review: so many Gregorian months or years after the approval in force."""
        settings = self.profile.review_of(self.policy.id)
        if settings is None or not self.records or self.records[-1].date is None:
            return None
        approved = self.records[-1].date.day.gregorian
        steps = ("policies", self.policy.id, "review") if self.settings.review else ("review",)
        try:
            day = Day.of(dates.add_period(approved, settings.every, settings.unit))
        except CalendarError as failure:
            self.findings.append(error(failure.rule, self.place(*steps), dotted(steps), **failure.facts))
            return None
        if day.gregorian < self.today:
            facts = {"date": day.gregorian.isoformat(), "today": self.today.isoformat()}
            self.findings.append(warning("review-overdue", self.place(*steps), dotted(steps), **facts))
        return day


def _ambiguous(body: Sequence[Block]) -> set[str]:
    """Items whose number another list of their section has too: a mention of one could mean the other."""
    found: set[str] = set()
    seen: dict[int, str] = {}
    for block in body:
        if isinstance(block, Heading):
            seen = {}
        elif isinstance(block, List) and block.ordered:
            for item in block.items:
                if item.index in seen:
                    found |= {seen[item.index], item.id, *(below.id for below in walk_items((item,)))}
                seen.setdefault(item.index, item.id)
    return found


def _ids(block: Block) -> list[str]:
    if isinstance(block, List):
        return [item.id for item in walk_items(block.items)]
    return [block.id] if isinstance(block, Heading) else []


def _mentioned(body: Sequence[Block]) -> set[Reference]:
    """All that a text refers to, in either language."""
    texts = (line for block in body for both in lines(block) for line in (both.ar, both.en or ()))
    return {reference for line in texts for reference in references(line)}


def _parted(body: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The text and, from the first one on, its annexes."""
    first = next((at for at, block in enumerate(body) if isinstance(block, Heading) and block.annex), len(body))
    return body[:first], body[first:]


def _mentions(file: Path, text: str, clause: str) -> list[Place]:
    """The lines of a file's text that refer to a clause."""
    mention = f"]({clause})" if clause.startswith("policy:") else f"](#{clause})"
    written = enumerate(text.split("\n"), 1)
    return [Place(file, number) for number, line in written if mention in line]

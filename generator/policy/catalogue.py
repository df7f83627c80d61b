"""The catalogue of policies: what each policy.yaml says, and whose text it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from generator import source, wording
from generator.errors import Finding, error
from generator.language.durations import UNITS
from generator.language.inline import Language
from generator.policy.nouns import fill, served_forms
from generator.profile.load import near, validated
from generator.profile.model import Association, Bilingual, LegalForm, Model, PolicySettings, Profile, Whole, fault
from generator.resources import TEMPLATES
from generator.source import SourceError, YamlFile, dotted

POLICY = "policy.yaml"
Scheme = Literal["decimal", "hijai", "abjad", "none"]


def _known_event(event: str) -> str:
    known = wording.table("terms")["events"]
    if event not in known:
        raise fault("unknown-value", received=event, allowed=", ".join(known), near=near(event, known))
    return event


#: Names that texts, their templates and profiles use for something else.
_TAKEN = {
    *("entity", "served", "everyone", "agree", "adopted", "approver", "regulator", "role", "law", "authority"),
    *("shared", "document"),
    *("self", "loop", "in", "none", "true", "false", "not", "and", "or", "if", "else", "for", "is"),  # Jinja's own
    *PolicySettings.model_fields,
}


def _free_name(name: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]*", name) or name in _TAKEN:
        raise fault("parameter-name", received=name, taken=", ".join(sorted(_TAKEN)))
    return name


def _known_law(law: str) -> str:
    known = wording.table("regulations")["laws"]
    if law not in known:
        raise fault("unknown-value", received=law, allowed=", ".join(known), near=near(law, known))
    return law


LawKey = Annotated[str, AfterValidator(_known_law)]
Kind = Literal[
    "terms",
    "text",
    "title",
    "flag",
    "choice",
    "duration",
    "number",
    "amount",
    "percent",
    "email",
    "phone",
    "website",
    "iban",
    "code",
]
Size = Literal["micro", "small", "medium", "large"]
#: Kinds that limits bound, and the limits of each where its policy sets none.
LIMITS = {"duration": (1, 9999), "number": (0, 9999), "amount": (0, 10**12), "percent": (0, 100)}


class Parameter(Model):
    """One thing a policy's text needs to be told; question and help are what people are asked and told.

    ``min`` and ``max`` bound a number, amount or percentage, or a duration in the smallest of its ``units``;
    ``min_by`` and ``max_by`` name the law that sets the limit; ``above`` is a parameter that must be less. A
    ``permanent`` duration may also be without end. ``example`` is an answer as profiles write it: samples and questions
    show it, no document is built of it.
    """

    kind: Kind
    question: Bilingual
    help: Bilingual | None = None
    required: bool = False
    default: Any = None
    example: Any = None
    allowed: tuple[str, ...] = ()
    units: Annotated[tuple[Literal[UNITS], ...], Field(min_length=1)] = UNITS  # type: ignore[valid-type]
    events: tuple[Annotated[str, AfterValidator(_known_event)], ...] = ()
    permanent: bool = False
    min: Whole | None = None
    max: Whole | None = None
    min_by: LawKey | None = None
    max_by: LawKey | None = None
    above: str | None = None
    applies_to: Annotated[tuple[LegalForm, ...], Field(min_length=1)] | None = None

    @property
    def limits(self) -> tuple[int, int]:
        """The smallest and the largest answer."""
        low, high = LIMITS.get(self.kind, (0, 0))
        return (low if self.min is None else max(self.min, low), high if self.max is None else self.max)

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        """Some answer must be possible."""
        low, high = self.limits
        if self.kind in LIMITS and low > high:
            raise fault("limits-crossed", low=low, high=high)
        if self.kind == "choice" and not self.allowed:
            raise fault("choice-without-allowed")
        return self


def _shared_name(name: str) -> str:
    known = shared().parameters
    if name not in known:
        raise fault("unknown-value", received=name, allowed=", ".join(known), near=near(name, known))
    return name


class Shared(Model):
    """``shared.yaml``: parameters that a profile states once, and the parameters that each shared clause needs."""

    clauses: dict[str, tuple[str, ...]]
    parameters: dict[str, Parameter]


@cache
def shared() -> Shared:
    """What policies share. The file travels with the program, so a fault in it raises."""
    return Shared.model_validate(source.read_yaml(TEMPLATES / "shared" / "shared.yaml").data)


class Numbering(Model):
    """How sections and the parts below them are numbered."""

    sections: Scheme = "hijai"
    parts: Scheme = "decimal"


class Entry(Model):
    """One policy.yaml. ``scored`` and ``published``: sizes of associations that are scored on it, that must publish it.

    ``uses`` names parameters of ``shared.yaml`` that the text needs besides its own.
    """

    title: dict[str, Bilingual]
    document: Literal["policy", "regulation", "procedure", "matrix", "system", "manual"] = "policy"
    approver: Literal["board", "general-assembly"] = "board"
    scored: tuple[Size, ...] = ()
    published: tuple[Size, ...] = ()
    numbering: Numbering = Numbering()
    uses: tuple[Annotated[str, AfterValidator(_shared_name)], ...] = ()
    applies_to: Annotated[tuple[LegalForm, ...], Field(min_length=1)] | None = None
    parameters: dict[Annotated[str, AfterValidator(_free_name)], Parameter] = Field(default_factory=dict)

    def applies(self, form: str) -> bool:
        """Whether the policy is meant for associations of a legal form."""
        return self.applies_to is None or form in self.applies_to

    @property
    def not_comparable(self) -> list[str]:
        """Parameters that must be above one that is not there, is their own self, or counts something else."""
        known = {**shared().parameters, **self.parameters}
        return [
            name
            for name, entry in self.parameters.items()
            if entry.above is not None
            and (entry.above == name or entry.above not in known or not _both_count(entry, known[entry.above]))
        ]

    def title_for(self, profile: Profile) -> Bilingual:
        """The title for an association: that of its legal form or, where the served are members of its General
        Assembly, the one that names them; a title never speaks of other people than the text does.
        """
        assembly = wording.table("entities")[profile.legal_form]["assembly"]
        members = "assembly-members" if profile.served == "member" and assembly else ""
        title = self.title.get(profile.legal_form) or self.title.get(members) or self.title["default"]
        return Bilingual(ar=_named(title.ar, profile, "ar"), en=_named(title.en, profile, "en") if title.en else None)


def _both_count(one: Parameter, other: Parameter) -> bool:
    """Whether two parameters have answers of which one can be more: two times, or two numbers of whatever kind."""
    return {one.kind, other.kind} <= {*LIMITS} and (one.kind == "duration") == (other.kind == "duration")


def _named(title: str, profile: Profile, language: Language) -> str:
    """A title with the noun of the served persons in the place it keeps for it: ``{served.the_many}``."""
    return fill(title, {f"served.{key}": text for key, text in served_forms(profile.served, language).items()})


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy's entry, the folder of its text, and the file the entry was read from."""

    id: str
    folder: Path
    entry: Entry
    file: YamlFile

    def text(self, language: str) -> Path | None:
        """The text in a language, or None where there is none."""
        path = self.folder / f"{language}.md"
        return path if path.is_file() else None


def policy_ids(associations: Iterable[Path] = ()) -> list[str]:
    """The ids of the library's policies and of those that the given association folders have of their own."""
    folders = [TEMPLATES / "policies", *(association / "policies" for association in associations)]
    return sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{POLICY}")})


def find(policy: str, association: Association) -> tuple[Policy | None, list[Finding]]:
    """The policy of that id, the association's own before the library's, or why there is none."""
    known = policy_ids([association.folder])
    if policy not in known:
        place, path = association.file.place("policies", policy), f"policies.{policy}"
        return None, [error("unknown-policy", place, path, policy=policy, near=near(policy, known))]
    own = association.folder / "policies" / policy
    return read(own if (own / POLICY).is_file() else TEMPLATES / "policies" / policy)


@cache
def library() -> tuple[Policy, ...]:
    """All policies of the library, by their ids. They travel with the program, so a fault in one raises."""
    return tuple(_sound(TEMPLATES / "policies" / policy) for policy in policy_ids())


def _sound(folder: Path) -> Policy:
    policy, findings = read(folder)
    if policy is None:
        raise SourceError(findings)
    return policy


def read(folder: Path) -> tuple[Policy | None, list[Finding]]:
    """The policy whose text lies in a folder, or what is wrong with its policy.yaml."""
    try:
        file = source.read_yaml(folder / POLICY)
    except SourceError as failure:
        return None, failure.findings
    entry, findings = validated(Entry, file)
    if entry is None:
        return None, findings
    if "default" not in entry.title:
        return None, [error("missing-key", file.place("title"), dotted(("title", "default")), key="default")]
    findings = [_not_comparable(name, entry, file) for name in entry.not_comparable]
    return (None, findings) if findings else (Policy(folder.name, folder, entry, file), [])


def _not_comparable(name: str, entry: Entry, file: YamlFile) -> Finding:
    steps = ("parameters", name, "above")
    return error("above-unknown", file.place(*steps), dotted(steps), received=entry.parameters[name].above)

"""The catalogue of policies: what each policy.yaml says, and whose text it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from generator import source, wording
from generator.errors import Finding, error
from generator.language.durations import UNITS
from generator.language.inline import Language
from generator.policy.nouns import fill, served_forms
from generator.profile.load import near, validated
from generator.profile.model import Association, Bilingual, Count, LegalForm, Model, PolicySettings, Profile, fault
from generator.resources import TEMPLATES
from generator.source import SourceError, YamlFile, dotted

POLICY = "policy.yaml"
Scheme = Literal["decimal", "hijai", "abjad", "none"]


def _known_event(event: str) -> str:
    known = wording.table("terms")["events"]
    if event not in known:
        raise fault("unknown-value", received=event, allowed=", ".join(known), near=near(event, known))
    return event


#: Names that texts and profiles use for something else.
_TAKEN = {"entity", "served", "everyone", "agree", *PolicySettings.model_fields}


def _free_name(name: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]*", name) or name in _TAKEN:
        raise fault("parameter-name", received=name, taken=", ".join(sorted(_TAKEN)))
    return name


class Parameter(Model):
    """One thing a policy's text needs to be told; question and help are what people are asked and told."""

    kind: Literal["terms", "duration", "title", "flag", "choice"]
    question: Bilingual
    help: Bilingual | None = None
    required: bool = False
    default: Any = None
    allowed: tuple[str, ...] = ()
    units: tuple[Literal[UNITS], ...] = UNITS  # type: ignore[valid-type]
    events: tuple[Annotated[str, AfterValidator(_known_event)], ...] = ()
    min: Count = 1
    max: Count = 9999


class Numbering(Model):
    """How sections and the parts below them are numbered."""

    sections: Scheme = "hijai"
    parts: Scheme = "decimal"


class Entry(Model):
    """One policy.yaml."""

    title: dict[str, Bilingual]
    approver: Literal["board", "general-assembly"] = "board"
    numbering: Numbering = Numbering()
    applies_to: Annotated[tuple[LegalForm, ...], Field(min_length=1)] | None = None
    parameters: dict[Annotated[str, AfterValidator(_free_name)], Parameter] = Field(default_factory=dict)

    def title_for(self, profile: Profile) -> Bilingual:
        """The title for an association: that of its legal form or, where the served are members of its General
        Assembly, the one that names them; a title never speaks of other people than the text does.
        """
        assembly = wording.table("entities")[profile.legal_form]["assembly"]
        members = "assembly-members" if profile.served == "member" and assembly else ""
        title = self.title.get(profile.legal_form) or self.title.get(members) or self.title["default"]
        return Bilingual(ar=_named(title.ar, profile, "ar"), en=_named(title.en, profile, "en") if title.en else None)


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
        return None, [error("unknown-policy", place, path, policy=policy, known=", ".join(known))]
    own = association.folder / "policies" / policy
    folder = own if (own / POLICY).is_file() else TEMPLATES / "policies" / policy
    try:
        file = source.read_yaml(folder / POLICY)
    except SourceError as failure:
        return None, failure.findings
    entry, findings = validated(Entry, file)
    if entry is None:
        return None, findings
    if "default" not in entry.title:
        return None, [error("missing-key", file.place("title"), dotted(("title", "default")), key="default")]
    return Policy(policy, folder, entry, file), []

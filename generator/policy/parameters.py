"""The parameters of a policy's text: what a profile gives for them, as the kinds its catalogue entry asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from generator import wording
from generator.errors import Finding, error, warning
from generator.policy.catalogue import Parameter, Policy
from generator.profile.load import as_written, near, unknown_key, validated, wanted
from generator.profile.model import Association, Bilingual, Count, Model, PolicySettings
from generator.source import Step, YamlFile, dotted


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase in both languages and the name of the fact it is.

    ``own`` words print as they were written; those of the tables may keep places for the entity's nouns.
    """

    origin: str
    text: Bilingual
    own: bool = False


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units from an event on; always printed as a maximum."""

    origin: str
    amount: int
    unit: str
    event: Term | None


_ARTICLE = re.compile("(?:the|a|an|any|each|its) ", re.IGNORECASE)

Given = tuple[Term, ...] | Duration | Term | bool | str | None


class _WrittenDuration(Model):
    """A duration as people write it."""

    within: Count
    unit: str
    start: str | None = Field(default=None, alias="from")


def read(policy: Policy, association: Association) -> tuple[dict[str, Given], list[Finding]]:
    """Every parameter of ``policy`` for ``association``, and all that is missing, unknown or wrong."""
    file, at = association.file, ("policies", policy.id)
    written = association.profile.policies[policy.id].parameters
    reader = _Reader(bilingual=policy.text("en") is not None)
    given: dict[str, Given] = {}
    for name, parameter in policy.entry.parameters.items():
        if name in written:
            given[name] = reader.value(name, parameter, written[name], file, (*at, name))
        elif parameter.required:
            facts = {f"question_{lang}": parameter.question.get(lang) or "" for lang in ("ar", "en")}
            missing = error("parameter-missing", file.place(*at), dotted((*at, name)), name=name, **facts)
            reader.findings.append(missing)
        elif parameter.default is not None:
            steps = ("parameters", name, "default")
            given[name] = reader.value(name, parameter, parameter.default, policy.file, steps)
        else:
            given[name] = () if parameter.kind == "terms" else None
    known = [*policy.entry.parameters, *PolicySettings.model_fields]
    for name in written:
        if name not in policy.entry.parameters:
            steps = (*at, name)
            reader.findings.append(unknown_key(name, known, file.place(*steps), dotted(steps)))
    return given, reader.findings


class _Reader:
    """Reads written values by the kind of their parameter, collecting what is wrong."""

    def __init__(self, *, bilingual: bool) -> None:
        self.bilingual = bilingual
        self.findings: list[Finding] = []

    def value(self, name: str, parameter: Parameter, written: Any, file: YamlFile, steps: tuple[Step, ...]) -> Given:
        if parameter.kind == "terms":
            return self._terms(name, written, file, steps)
        if parameter.kind == "duration":
            return self._duration(name, parameter, file, steps)
        if parameter.kind == "title":
            return self._title(name, file, steps)
        if parameter.kind == "flag":
            if not isinstance(written, bool):
                self._fault("wrong-type", file, steps, received=as_written(written), **wanted("flag"))
            return written is True
        if not isinstance(written, str) or written not in parameter.allowed:
            self._unknown(written, parameter.allowed, file, steps)
        return str(written)

    def _terms(self, name: str, written: Any, file: YamlFile, steps: tuple[Step, ...]) -> tuple[Term, ...]:
        if not isinstance(written, list):
            self._fault("wrong-type", file, steps, received=as_written(written), **wanted("list"))
            return ()
        if not written:
            self._fault("empty-text", file, steps)
        known = wording.table("terms").get(name, {})
        return tuple(
            term
            for index, item in enumerate(written)
            if (term := self._term(name, index, item, known, file, (*steps, index))) is not None
        )

    def _term(
        self, name: str, index: int, item: Any, known: dict[str, Any], file: YamlFile, steps: tuple[Step, ...]
    ) -> Term | None:
        if isinstance(item, dict):
            return self._own_words(f"{name}.{index + 1}", file, steps)
        if not isinstance(item, str) or item not in known:
            received = as_written(item)
            self._fault("unknown-term", file, steps, received=received, near=near(received, known))
            return None
        return Term(f"{name}.{item}", Bilingual(**known[item]))

    def _title(self, name: str, file: YamlFile, steps: tuple[Step, ...]) -> Term | None:
        """A title that stands inside sentences: in English with its article."""
        title = self._own_words(name, file, steps)
        if title is not None and title.text.en and not _ARTICLE.match(title.text.en):
            place = file.place(*steps)
            self.findings.append(warning("title-without-article", place, dotted(steps), received=title.text.en))
        return title

    def _own_words(self, origin: str, file: YamlFile, steps: tuple[Step, ...]) -> Term | None:
        """Words written out, in as many languages as the policy has."""
        text, findings = validated(Bilingual, file, steps)
        self.findings += findings
        if text is not None and text.en is None and self.bilingual:
            self._fault("english-missing", file, steps)
        return Term(origin, text, own=True) if text else None

    def _duration(self, name: str, parameter: Parameter, file: YamlFile, steps: tuple[Step, ...]) -> Duration | None:
        written, findings = validated(_WrittenDuration, file, steps)
        self.findings += findings
        if written is None:
            return None
        if written.unit not in parameter.units:
            self._unknown(written.unit, parameter.units, file, (*steps, "unit"))
        if not parameter.min <= written.within <= parameter.max:
            sign, limit = ("≥", parameter.min) if written.within < parameter.min else ("≤", parameter.max)
            self._fault("out-of-range", file, (*steps, "within"), received=written.within, sign=sign, limit=limit)
        event = None
        if written.start is not None:
            if written.start not in parameter.events:
                self._unknown(written.start, parameter.events, file, (*steps, "from"))
            else:
                event = Term(f"{name}.from", Bilingual(**wording.table("terms")["events"][written.start]))
        return Duration(name, written.within, written.unit, event)

    def _unknown(self, written: object, allowed: tuple[str, ...], file: YamlFile, steps: tuple[Step, ...]) -> None:
        received = as_written(written)
        facts = {"received": received, "allowed": ", ".join(allowed), "near": near(received, allowed)}
        self._fault("unknown-value", file, steps, **facts)

    def _fault(self, rule: str, file: YamlFile, steps: tuple[Step, ...], **facts: object) -> None:
        self.findings.append(error(rule, file.place(*steps), dotted(steps), **facts))

"""The parameters of a policy's text: what a profile gives for them, as the kinds their declarations ask for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, Field, TypeAdapter, ValidationError

from generator import source, wording
from generator.errors import Finding, error
from generator.policy.catalogue import Parameter, Policy, shared
from generator.policy.template import names_under
from generator.profile.load import as_written, faults, near, title_remarks, unknown_key, validated, wanted
from generator.profile.model import (
    LENGTHS,
    Association,
    Bilingual,
    Code,
    Email,
    Iban,
    Model,
    Phone,
    PolicySettings,
    Website,
    Whole,
)
from generator.source import SourceError, Step, YamlFile, dotted


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
    """So many units, from an event on where one is given; ``unit`` ``permanent`` has no end."""

    origin: str
    amount: int
    unit: str
    event: Term | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, an amount in Saudi riyals, or a percentage."""

    origin: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What prints as given in both languages: an address, a telephone number, a code."""

    origin: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages that stands inside sentences."""

    origin: str
    text: Bilingual


PERMANENT = "permanent"
#: Kinds whose answers are texts of one form: the type that reads them, and the kind of the value that prints.
_FORMS: dict[str, tuple[Any, str]] = {
    "email": (Email, "email"),
    "phone": (Phone, "phone"),
    "website": (Website, "url"),
    "iban": (Iban, "code"),
    "code": (Code, "code"),
}
_QUANTITIES = ("number", "amount", "percent")

Given = tuple[Term, ...] | Duration | Quantity | Fact | Words | Term | bool | str | None


#: About how many days each unit has, by which limits are compared.
_DAYS = {"day": 1, "working-day": 1, "week": 7, "month": 30, "year": 360}


class _WrittenDuration(Model):
    """A duration as people write it: ``within`` a time, ``every`` so often, or ``for`` so long."""

    within: Whole = Field(validation_alias=AliasChoices(*LENGTHS))
    unit: str
    start: str | None = Field(default=None, alias="from")


def shared_parameters(policy: Policy, *own: Path) -> dict[str, Parameter]:
    """The shared parameters that a policy's text asks for: those of ``uses``, and those of the shared clauses in it and
    in the texts that an association has of its own.
    """
    common = shared()
    clauses = {clause for file in {policy.folder / "ar.md", *own} for clause in _clauses(file)}
    used = {*policy.entry.uses, *(name for clause in clauses for name in common.clauses.get(clause, ()))}
    return {name: common.parameters[name] for name in sorted(used - {*policy.entry.parameters})}


def _asked(policy: Policy, association: Association) -> dict[str, Parameter]:
    """All parameters of a policy's text, whatever the legal form."""
    own = association.folder / "policies" / policy.id / "ar.md"
    return {**policy.entry.parameters, **shared_parameters(policy, own)}


def needed(policy: Policy, association: Association) -> dict[str, Parameter]:
    """The parameters that a policy's text asks an association for."""
    return _applying(_asked(policy, association), association)


def _applying(asked: dict[str, Parameter], association: Association) -> dict[str, Parameter]:
    form = association.profile.legal_form
    return {name: entry for name, entry in asked.items() if entry.applies_to is None or form in entry.applies_to}


def _clauses(file: Path) -> Iterator[str]:
    """The shared clauses that a text names; a text that cannot be read is told of where it is expanded."""
    try:
        yield from names_under("shared", source.read_text(file)) if file.is_file() else ()
    except SourceError:
        return


def once(name: str) -> tuple[Step, ...]:
    """Where a profile states a shared parameter for all policies: under ``common`` or, what documents show besides
    their text, beside it.
    """
    return (name,) if name in PolicySettings.model_fields else ("common", name)


def answers(name: str, policy: Policy, association: Association) -> tuple[Step, ...] | None:
    """Where a profile answers a parameter of a policy, or None: under the policy, else, where it is shared, once for
    all.
    """
    profile, settings = association.profile, association.profile.policies[policy.id]
    if name in PolicySettings.model_fields:
        under, for_all = getattr(settings, name) is not None, getattr(profile, name) is not None
    else:
        under, for_all = name in settings.parameters, name in profile.common and name not in policy.entry.parameters
    if under:
        return ("policies", policy.id, name)
    return once(name) if for_all else None


def read(policy: Policy, association: Association) -> tuple[dict[str, Given], list[Finding]]:
    """Every parameter of ``policy`` for ``association``, and all that is missing, unknown or wrong."""
    reader = _Reader(bilingual=policy.text("en") is not None)
    given: dict[str, Given] = {}
    asked = _asked(policy, association)
    wants = _applying(asked, association)
    for name, parameter in {**shared().parameters, **policy.entry.parameters}.items():
        where = answers(name, policy, association)
        if where is not None:
            known = len(reader.findings)
            given[name] = reader.value(name, parameter, association.file, where)
            if name not in asked and where[0] == "common" and len(reader.findings) > known:
                # What the text does not ask for is wrong for other policies, which tell of it.
                given[name] = _nothing(parameter)
                del reader.findings[known:]
        elif parameter.required and name in wants:
            reader.findings.append(_missing(name, parameter, policy, association))
        elif parameter.default is not None:
            given[name] = reader.value(name, parameter, policy.file, ("parameters", name, "default"))
        else:
            given[name] = _nothing(parameter)
    reader.findings += [*_unknown(asked, policy, association), *_disorder(wants, given, policy, association)]
    return given, reader.findings


def _nothing(parameter: Parameter) -> Given:
    return () if parameter.kind == "terms" else None


def _missing(name: str, parameter: Parameter, policy: Policy, association: Association) -> Finding:
    """A required parameter without an answer; a shared one is told the same way for every policy that needs it."""
    file = association.file
    facts = {f"question_{lang}": parameter.question.get(lang) or "" for lang in ("ar", "en")}
    if name in policy.entry.parameters:
        steps: tuple[Step, ...] = ("policies", policy.id, name)
        return error("parameter-missing", file.place(*steps[:-1]), dotted(steps), name=name, **facts)
    steps = once(name)
    place = file.place("common" if steps[0] == "common" and "common" in file.data else "policies")
    return error("common-missing", place, dotted(steps), name=name, key=dotted(steps), **facts)


def _unknown(asked: Iterable[str], policy: Policy, association: Association) -> Iterator[Finding]:
    """Keys under the policy that its text does not ask for, and keys under ``common`` that no text does."""
    file, profile = association.file, association.profile
    known = [*asked, *PolicySettings.model_fields]
    common = [name for name in shared().parameters if once(name)[0] == "common"]
    for name in profile.policies[policy.id].parameters:
        if name not in known:
            steps: tuple[Step, ...] = ("policies", policy.id, name)
            yield unknown_key(name, known, file.place(*steps), dotted(steps))
    for name in profile.common:
        if name not in common:
            yield unknown_key(name, common, file.place("common", name), f"common.{name}")


def _disorder(
    wants: dict[str, Parameter], given: dict[str, Given], policy: Policy, association: Association
) -> Iterator[Finding]:
    """Limits that are not above those that they continue: bands of amounts meet and do not overlap."""
    for name, parameter in wants.items():
        upper, lower = given.get(name), given.get(parameter.above or "")
        size, limit = _size(upper), _size(lower)
        if size is not None and limit is not None and type(upper) is type(lower) and size <= limit:
            steps = answers(name, policy, association) or ("policies", policy.id)
            facts = {"received": _told(upper), "name": parameter.above, "limit": _told(lower)}
            yield error("not-above", association.file.place(*steps), dotted(steps), **facts)


def _size(value: Given) -> float | None:
    """How much a value is, by which limits are compared: durations in days; None where it is no quantity."""
    if isinstance(value, Duration):
        return math.inf if value.unit == PERMANENT else value.amount * _DAYS[value.unit]
    return value.number if isinstance(value, Quantity) else None


def _told(value: Given) -> str:
    """A quantity as profiles write it."""
    if isinstance(value, Duration):
        return PERMANENT if value.unit == PERMANENT else f"{value.amount} {value.unit}"
    return str(value.number) if isinstance(value, Quantity) else ""


def unit_limits(parameter: Parameter, unit: str) -> tuple[int, int]:
    """The least and the most that a duration may count of a unit; its limits count the smallest unit."""
    (low, high), days, smallest = parameter.limits, _DAYS[unit], min(map(_DAYS.__getitem__, parameter.units))
    return -(-low * smallest // days), ((high + 1) * smallest - 1) // days


class _Reader:
    """Reads written values by the kind of their parameter, collecting what is wrong."""

    def __init__(self, *, bilingual: bool) -> None:
        self.bilingual = bilingual
        self.findings: list[Finding] = []

    def value(self, name: str, parameter: Parameter, file: YamlFile, steps: tuple[Step, ...]) -> Given:
        """The value that stands in ``file`` at ``steps``."""
        written = file.value(*steps)
        if parameter.kind == "terms":
            return self._terms(name, written, file, steps)
        if parameter.kind == "duration":
            return self._duration(name, parameter, file, steps)
        if parameter.kind == "title":
            return self._title(name, file, steps)
        if parameter.kind == "text":
            words = self._own_words(name, file, steps)
            return Words(name, words.text) if words else None
        if parameter.kind == "flag":
            if not isinstance(written, bool):
                self._fault("wrong-type", file, steps, received=as_written(written), **wanted("flag"))
            return written is True
        if parameter.kind == "choice":
            if not isinstance(written, str) or written not in parameter.allowed:
                self._unknown(written, parameter.allowed, file, steps)
            return str(written)
        if parameter.kind in _QUANTITIES:
            return self._quantity(name, parameter, file, steps)
        return self._fact(name, parameter, file, steps)

    def _terms(self, name: str, written: Any, file: YamlFile, steps: tuple[Step, ...]) -> tuple[Term, ...]:
        if not isinstance(written, list):
            self._fault("wrong-type", file, steps, received=as_written(written), **wanted("list"))
            return ()
        if not written:
            self._fault("empty-text", file, steps)
        known = wording.table("terms").get(name, {})
        terms: dict[str, tuple[int, Term]] = {}  # by their words, each with its place in the list
        for index, item in enumerate(written):
            term = self._term(name, index, item, known, file, (*steps, index))
            if term is None:
                continue
            first, _ = terms.setdefault(term.text.ar, (index, term))
            if first != index:
                self._doubled(item, file, (*steps, index), (*steps, first))
        return tuple(term for _, term in terms.values())

    def _doubled(self, item: Any, file: YamlFile, steps: tuple[Step, ...], first: tuple[Step, ...]) -> None:
        received = item if isinstance(item, str) else item.get("ar")
        place, other = file.place(*steps), file.place(*first)
        self.findings.append(error("term-doubled", place, dotted(steps), other, received=received))

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
        if title is not None:
            self.findings += title_remarks(title.text, file, steps)
        return title

    def _own_words(self, origin: str, file: YamlFile, steps: tuple[Step, ...]) -> Term | None:
        """Words written out, in as many languages as the policy has."""
        text, findings = validated(Bilingual, file, steps)
        self.findings += findings
        if text is not None and text.en is None and self.bilingual:
            self._fault("english-missing", file, steps)
        return Term(origin, text, own=True) if text else None

    def _duration(self, name: str, parameter: Parameter, file: YamlFile, steps: tuple[Step, ...]) -> Duration | None:
        if parameter.permanent and file.value(*steps) == PERMANENT:
            return Duration(name, 1, PERMANENT)
        written, findings = validated(_WrittenDuration, file, steps)
        self.findings += findings
        if written is None:
            return None
        if written.unit not in parameter.units:
            self._unknown(written.unit, parameter.units, file, (*steps, "unit"))
        key = next(key for key in LENGTHS if key in file.value(*steps))
        self._length(written, parameter, file, (*steps, key))
        event = None
        if written.start is not None:
            if written.start not in parameter.events:
                self._unknown(written.start, parameter.events, file, (*steps, "from"))
            else:
                event = Term(f"{name}.from", Bilingual(**wording.table("terms")["events"][written.start]))
        sound = written.within > 0 and written.unit in parameter.units
        return Duration(name, written.within, written.unit, event) if sound else None

    def _length(self, written: _WrittenDuration, parameter: Parameter, file: YamlFile, steps: tuple[Step, ...]) -> None:
        """Limits count the smallest unit that is allowed: at most 60 days are at most two months."""
        smallest = min(parameter.units, key=_DAYS.__getitem__)
        if written.unit == smallest or written.unit not in parameter.units:
            self._bounds(written.within, parameter.limits, parameter, file, steps)
            return
        limits, told = unit_limits(parameter, written.unit), f"{written.within} {written.unit}"
        self._bounds(written.within, limits, parameter, file, steps, written=told, unit=f" {smallest}")

    def _quantity(self, name: str, parameter: Parameter, file: YamlFile, steps: tuple[Step, ...]) -> Quantity | None:
        number = self._typed(Whole, file, steps)
        if number is None:
            return None
        self._bounds(number, parameter.limits, parameter, file, steps)
        return Quantity(name, parameter.kind, number)

    def _fact(self, name: str, parameter: Parameter, file: YamlFile, steps: tuple[Step, ...]) -> Fact | None:
        kind, prints = _FORMS[parameter.kind]
        text = self._typed(kind, file, steps)
        return None if text is None else Fact(name, prints, text)

    def _typed(self, kind: Any, file: YamlFile, steps: tuple[Step, ...]) -> Any:
        """The value at ``steps`` as a type of the profile's model; None, and findings, where it is none."""
        try:
            return TypeAdapter(kind).validate_python(file.value(*steps))
        except ValidationError as failure:
            self.findings += faults(failure, file, steps)
            return None

    def _bounds(
        self,
        number: int,
        limits: tuple[int, int],
        parameter: Parameter,
        file: YamlFile,
        steps: tuple[Step, ...],
        written: str = "",
        unit: str = "",
    ) -> None:
        """Whether a number is between ``limits``; told are those of the parameter, as ``written`` and ``unit`` say."""
        if limits[0] <= number <= limits[1]:
            return
        low, high = parameter.limits
        sign, bound, law = ("≥", low, parameter.min_by) if number < limits[0] else ("≤", high, parameter.max_by)
        received, limit = written or str(number), f"{bound}{unit}"
        if law is None:
            self._fault("out-of-range", file, steps, received=received, sign=sign, limit=limit)
            return
        texts = wording.table("regulations")["laws"][law]
        names = {f"law_{language}": texts[language]["name"] for language in ("ar", "en")}
        self._fault("beyond-law", file, steps, received=received, sign=sign, limit=limit, **names)

    def _unknown(self, written: object, allowed: tuple[str, ...], file: YamlFile, steps: tuple[Step, ...]) -> None:
        received = as_written(written)
        facts = {"received": received, "allowed": ", ".join(allowed), "near": near(received, allowed)}
        self._fault("unknown-value", file, steps, **facts)

    def _fault(self, rule: str, file: YamlFile, steps: tuple[Step, ...], **facts: object) -> None:
        self.findings.append(error(rule, file.place(*steps), dotted(steps), **facts))

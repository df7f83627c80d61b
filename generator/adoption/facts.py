"""Facts that an edited text states otherwise: where the profile has them, and what it would have to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from generator.errors import Finding, Place, note, warning
from generator.language.digits import to_european
from generator.language.durations import read_amount, read_duration
from generator.language.inline import Language, Value
from generator.policy import parameters
from generator.policy.catalogue import Parameter, Policy, shared
from generator.profile.model import LENGTHS, Association
from generator.source import Step, YamlFile, dotted

_LENGTHS = set(LENGTHS)
#: Texts that are no plain scalars in a line of YAML, or that it would read as something else.
_NOT_PLAIN = re.compile(r"""^$|^\s|\s$|[,\[\]{}#:&*!|>'"%@`\\]|^[-?](?:\s|$)|^(?:true|false|null|~)$""")


@dataclass(frozen=True, slots=True)
class Wish:
    """A value that an edited clause states otherwise; ``text`` is "" where it was taken away."""

    steps: tuple[Step, ...]
    kind: str
    value: Value
    text: str
    language: Language
    clause: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edit of a profile that nobody has made: what stands at ``path`` and what would, both as YAML ("" for nothing).

    ``read`` is false where the words could not be read as a value of their kind: then ``after`` holds the words.
    ``elsewhere`` are the clauses in which the fact stands as it was: they would change too.
    """

    place: Place
    path: str
    before: str
    after: str
    read: bool
    clauses: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()

    @property
    def finding(self) -> Finding:
        """The proposal as it is told."""
        facts = {"before": self.before or "–", "after": self.after or "–", "clauses": ", ".join(self.clauses)}
        elsewhere = ", ".join(self.elsewhere) or "–"
        rule = "adopt-value" if self.read else "adopt-value-words"
        return note(rule, self.place, self.path, **facts, elsewhere=elsewhere)


class Facts:
    """Where the facts of a policy's text stand in the profile."""

    def __init__(self, association: Association, policy: Policy) -> None:
        self.association, self.policy, self.file = association, policy, association.file
        self.known: Mapping[str, Parameter] = {**shared().parameters, **policy.entry.parameters}

    def where(self, value: Value, language: Language) -> tuple[tuple[Step, ...], str] | None:
        """The path of a value in the profile, and its kind; None where it comes from elsewhere, or in another form."""
        name, _, rest = value.origin.partition(".")
        if name in self.known:
            return self._of_parameter(name, rest, value, language)
        steps = tuple(value.origin.split("."))
        for path in ((*steps, language), steps):
            if path in self.file.lines and _scalar(self.file, path) == value.text:
                return path, value.kind
        return None

    def _of_parameter(
        self, name: str, rest: str, value: Value, language: Language
    ) -> tuple[tuple[Step, ...], str] | None:
        kind = self.known[name].kind
        steps = parameters.answers(name, self.policy, self.association) or ("policies", self.policy.id, name)
        if kind == "terms":
            index = self._index(steps, rest)
            return None if index is None else ((*steps, index), kind)
        if rest:  # the event that a duration begins with
            return None
        if kind in {"text", "title"}:
            steps = (*steps, language)
            return (steps, kind) if _scalar(self.file, steps) == value.text else None
        return steps, kind

    def _index(self, steps: tuple[Step, ...], term: str) -> int | None:
        """The place of a term in its list: own words are counted, others named."""
        if steps not in self.file.lines:
            return None
        if term.isdigit():
            return int(term) - 1
        written: list[Any] = self.file.value(*steps)
        return written.index(term) if term in written else None

    def proposals(
        self, wishes: Iterable[Wish], origins: Mapping[str, tuple[str, ...]], words: Mapping[tuple[str, Language], str]
    ) -> tuple[list[Proposal], list[Finding]]:
        """What the profile would have to say, and where two clauses want different things.

        ``origins`` are the clauses that each fact stands in, ``words`` the texts of terms in each language.
        """
        made: list[Proposal] = []
        findings: list[Finding] = []
        ordered = sorted(wishes, key=lambda wish: (self.file.place(*wish.steps).line or 0, dotted(wish.steps)))
        for steps, group in groupby(ordered, key=lambda wish: wish.steps):
            same = list(group)
            clauses = tuple(dict.fromkeys(wish.clause for wish in same))
            elsewhere = tuple(clause for clause in origins.get(same[0].value.origin, ()) if clause not in clauses)
            wanted = [self._wanted(wish, same, words) for wish in same]
            for after, read in dict.fromkeys(wanted):
                place, before = self.file.place(*steps), self._written(steps)
                made.append(Proposal(place, dotted(steps), before, after, read, clauses, elsewhere))
            if len(set(wanted)) > 1:
                texts = ", ".join(dict.fromkeys(after for after, _ in wanted))
                facts = {"texts": texts, "clauses": ", ".join(clauses)}
                findings.append(warning("adopt-values-differ", self.file.place(*steps), dotted(steps), **facts))
        return made, findings

    def _written(self, steps: tuple[Step, ...]) -> str:
        return flow(self.file.value(*steps)) if steps in self.file.lines else ""

    def _wanted(self, wish: Wish, same: list[Wish], words: Mapping[tuple[str, Language], str]) -> tuple[str, bool]:
        """What the profile would say, as YAML, and whether the words could be read as it."""
        if not wish.text:
            return "", True
        if wish.kind == "duration":
            return self._duration(wish)
        if wish.kind == "terms":
            texts = {language: words.get((wish.value.origin, language), "") for language in ("ar", "en")}
            texts |= {other.language: other.text for other in same}
            return flow({language: text for language, text in texts.items() if text}), True
        if wish.kind in {"number", "amount", "percent"}:
            number = read_amount(wish.text, wish.language) if wish.kind == "amount" else _number(wish.text)
            return (wish.text, False) if number is None else (str(number), True)
        text = to_european(wish.text) if wish.kind in {"phone", "iban", "code"} else wish.text
        return flow(text), True

    def _duration(self, wish: Wish) -> tuple[str, bool]:
        found = read_duration(wish.text, wish.language)
        if found is None:
            return wish.text, False
        written = self.file.value(*wish.steps) if wish.steps in self.file.lines else None
        known = written if isinstance(written, dict) else {"within": ""}
        return flow({key: _changed(key, text, found) for key, text in {**known, "unit": ""}.items()}), True


def _changed(key: str, text: Any, found: tuple[int, str]) -> Any:
    """What stands under a key of a duration that is now another one."""
    if key in _LENGTHS:
        return str(found[0])
    return found[1] if key == "unit" else text


def _number(text: str) -> int | None:
    digits = to_european(text).replace(",", "").strip(" %")
    return int(digits) if digits.isdigit() else None


def _scalar(file: YamlFile, steps: tuple[Step, ...]) -> str | None:
    try:
        found = file.value(*steps)
    except (KeyError, IndexError, TypeError):
        return None
    return found if isinstance(found, str) else None


def flow(data: Any) -> str:
    """Data of a profile on one line of YAML."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(flow, data)) + "]"
    text = {True: "true", False: "false", None: "null"}[data] if data is None or isinstance(data, bool) else str(data)
    needs_quotes = _NOT_PLAIN.search(text) is not None
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if needs_quotes else text

"""What an association is asked for its policies, and what of it is still to be answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from generator.errors import Finding, Place, Severity
from generator.policy import catalogue, parameters
from generator.policy.catalogue import Parameter, Policy
from generator.profile.model import Association
from generator.source import dotted


@dataclass(frozen=True, slots=True)
class Question:
    """One parameter of one or more policies.

    ``key`` is the path of the answer in the profile; ``answer`` what stands there as it was written, None where nothing
    does. ``missing`` tells a required one without an answer, ``invalid`` one with a wrong answer.
    """

    key: str
    parameter: Parameter
    policies: tuple[str, ...]
    answer: Any
    place: Place
    invalid: bool = False

    @property
    def missing(self) -> bool:
        return self.parameter.required and self.answer is None and not self.invalid

    @property
    def state(self) -> Literal["invalid", "answered", "missing", "open"]:
        if self.invalid:
            return "invalid"
        return "answered" if self.answer is not None else "missing" if self.missing else "open"


#: What the state of a question tells by itself.
_TOLD = {"parameter-missing", "common-missing"}


def questions(association: Association) -> tuple[list[Question], list[Finding]]:
    """All questions of an association's policies in the order of its profile, shared ones first; and, each once, what
    is wrong with the policies and with the answers.
    """
    found: dict[str, Question] = {}
    findings: list[Finding] = []
    for policy_id in association.profile.policies:
        policy, faults = catalogue.find(policy_id, association)
        findings += faults
        if policy is None:
            continue
        wrong = [finding for finding in parameters.read(policy, association)[1] if finding.rule not in _TOLD]
        findings += wrong
        for name, parameter in parameters.needed(policy, association).items():
            question = _question(name, parameter, policy, association, wrong)
            known = found.get(question.key)
            found[question.key] = question if known is None else _asked_again(known, question)
    ordered = sorted(found.values(), key=lambda question: question.key.startswith("policies."))
    return ordered, list(dict.fromkeys(findings))


def _question(
    name: str, parameter: Parameter, policy: Policy, association: Association, wrong: list[Finding]
) -> Question:
    where = parameters.answers(name, policy, association)
    own = name in policy.entry.parameters or (where is not None and where[0] == "policies")
    steps = ("policies", policy.id, name) if own else parameters.once(name)
    answer = association.file.value(*where) if where is not None else None
    invalid = where is not None and any(_is_about(finding, dotted(where)) for finding in wrong)
    return Question(dotted(steps), parameter, (policy.id,), answer, association.file.place(*steps), invalid)


def _is_about(finding: Finding, path: str) -> bool:
    """Whether a finding is an error of the answer at a path, or of a part of it."""
    inside = finding.path == path or finding.path.startswith((f"{path}.", f"{path}["))
    return inside and finding.severity is Severity.ERROR


def _asked_again(known: Question, again: Question) -> Question:
    """A shared question that one more policy asks; its answer may be wrong for that one alone."""
    return replace(known, policies=(*known.policies, *again.policies), invalid=known.invalid or again.invalid)

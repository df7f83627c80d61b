"""What an association is asked for its policies, and what of it is still to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.errors import Finding, Place
from generator.policy import catalogue, parameters
from generator.policy.catalogue import Parameter
from generator.profile.model import Association
from generator.source import dotted


@dataclass(frozen=True, slots=True)
class Question:
    """One parameter of one or more policies.

    ``key`` is the path of the answer in the profile; ``answer`` what stands there as it was written, None where nothing
    does. ``missing`` tells a required one without an answer.
    """

    key: str
    parameter: Parameter
    policies: tuple[str, ...]
    answer: Any
    place: Place

    @property
    def missing(self) -> bool:
        return self.parameter.required and self.answer is None


def questions(association: Association) -> tuple[list[Question], list[Finding]]:
    """All questions of an association's policies in the order of its profile, shared ones first; and the findings of
    policies that cannot be read.
    """
    found: dict[str, Question] = {}
    findings: list[Finding] = []
    shared: dict[str, Question] = {}
    for policy_id in association.profile.policies:
        policy, faults = catalogue.find(policy_id, association)
        findings += faults
        if policy is None:
            continue
        for name, parameter in parameters.needed(policy, association).items():
            where = parameters.answers(name, policy, association)
            own = name in policy.entry.parameters or (where is not None and where[0] == "policies")
            steps = ("policies", policy_id, name) if own else (name,) if name == "review" else ("common", name)
            key = dotted(steps)
            known = (found if own else shared).get(key)
            asked_by = (*(known.policies if known else ()), policy_id)
            answer = association.file.value(*where) if where is not None else None
            question = Question(key, parameter, asked_by, answer, association.file.place(*steps))
            (found if own else shared)[key] = question
    return [*shared.values(), *found.values()], findings

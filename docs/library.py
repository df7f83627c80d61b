"""Writes docs/library.md, the list of all policies and what each asks for, from templates/; --check only compares.

python docs/library.py [--check]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from generator import wording
from generator.policy import catalogue
from generator.policy.catalogue import Parameter, Policy, library, shared
from generator.policy.parameters import shared_parameters

PAGE = Path(__file__).with_name("library.md")
FORMS = list(wording.table("entities"))
#: The order of the catalogue: the scored ones first, as assessments list them, then those of single legal forms.
ORDER = [
    *("beneficiary-relations", "beneficiary-relations-detailed", "conflict-of-interest", "whistleblowing"),
    *("data-privacy", "document-retention", "fundraising", "volunteer-management", "anti-money-laundering"),
    *("remuneration", "authority-matrix", "financial-regulation", "procurement", "programme-disbursement"),
    *("investment", "human-resources", "risk-management", "disclosure-transparency", "code-of-conduct"),
    *("internal-control", "implementing-partners", "beneficiary-eligibility", "executive-appointment"),
    *("donation-refund", "membership-admission", "surplus-distribution", "shares-membership", "grants"),
]


def page() -> str:
    """The whole page."""
    policies = sorted(library(), key=lambda policy: ORDER.index(policy.id))
    return "\n".join([*_head(policies), *_shared(), *(line for policy in policies for line in _policy(policy))]) + "\n"


def _head(policies: list[Policy]) -> Iterator[str]:
    yield "# The library"
    yield ""
    yield "Made by `make docs` from `templates/`; do not edit. All texts are in Arabic and English."
    yield ""
    yield "- **approver**: GA is the General Assembly; where a legal form has none, its board or trustees approve."
    yield "- **scored**, **published**: sizes that are assessed on the policy, and sizes that must publish it."
    yield ""
    yield "| id | العنوان | title | approver | scored | published | legal forms |"
    yield "|---|---|---|---|---|---|---|"
    for policy in policies:
        entry = policy.entry
        title = entry.title["default"]
        approver = "GA" if entry.approver == "general-assembly" else "board"
        forms = "all" if entry.applies_to is None else ", ".join(form for form in FORMS if entry.applies(form))
        cells = [f"[{policy.id}](#{policy.id})", title.ar, title.en or "", approver, _sizes(entry.scored)]
        yield f"| {' | '.join([*cells, _sizes(entry.published), forms])} |"


def _sizes(sizes: tuple[str, ...]) -> str:
    return ", ".join(sizes) or "–"


def _shared() -> Iterator[str]:
    yield ""
    yield "## Shared parameters"
    yield ""
    yield "A profile states each once, under `common:` (`review` beside it), for every policy that names it."
    yield ""
    yield from _parameters(shared().parameters)


def _policy(policy: Policy) -> Iterator[str]:
    entry = policy.entry
    yield ""
    yield f"## {policy.id}"
    yield ""
    for key, title in entry.title.items():
        yield f"- {'' if key == 'default' else f'{key}: '}{title.ar} / {title.en}"
    if used := shared_parameters(policy):
        yield f"- shared parameters: {', '.join(f'`{name}`' for name in used)}"
    if entry.parameters:
        yield ""
        yield from _parameters(entry.parameters)


def _parameters(parameters: dict[str, Parameter]) -> Iterator[str]:
    yield "| parameter | kind | allowed | السؤال | question |"
    yield "|---|---|---|---|---|"
    for name, parameter in parameters.items():
        need = "required" if parameter.required else "optional"
        if parameter.default is not None:
            need = f"default {_written(parameter.default)}"
        cells = [f"`{name}`", parameter.kind, f"{need}{_allowed(parameter)}", parameter.question.ar]
        yield f"| {' | '.join([*cells, parameter.question.en or ''])} |"


def _allowed(parameter: Parameter) -> str:
    low, high = parameter.limits
    parts: list[str] = []
    if parameter.kind == "duration":
        parts.append(", ".join(parameter.units))
    if parameter.permanent:
        parts.append("permanent")
    if parameter.allowed:
        parts.append(", ".join(parameter.allowed))
    if parameter.kind in catalogue.LIMITS and (parameter.min is not None or parameter.max is not None):
        parts.append(f"{low:,}–{high:,}")
    for sign, law in (("least", parameter.min_by), ("most", parameter.max_by)):
        if law:
            parts.append(f"the {sign} set by {wording.table('regulations')['laws'][law]['en']['name']}")
    if parameter.above:
        parts.append(f"above `{parameter.above}`")
    return "".join(f"; {part}" for part in parts)


def _written(value: object) -> str:
    if isinstance(value, dict):
        return " / ".join(map(_written, value.values()))
    if isinstance(value, list | tuple):
        return ", ".join(map(_written, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    made = page()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == made else "docs/library.md is out of date: make docs")
    PAGE.write_text(made, encoding="utf-8")

"""What helps people to fill in a profile: the questions of its policies, and the schema for their editor."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.cli.screen import Screen, shown_path

if TYPE_CHECKING:
    from generator.build import Request
    from generator.policy.questions import Question


def show_questions(screen: Screen, request: "Request", *, missing: bool) -> bool:
    """Prints what the associations are asked; whether something that is required is still to be answered, an answer is
    wrong, or nothing can be told since a profile or policy cannot be read.
    """
    from generator.build import folder_of
    from generator.errors import has_errors
    from generator.policy.questions import questions
    from generator.profile.load import load

    unanswered = False
    for slug in request.associations:
        association, findings = load(folder_of(request.root, slug), request.today)
        found: list[Question] = []
        if association is not None:
            found, faults = questions(association)
            findings = list(dict.fromkeys([*findings, *faults]))
        screen.findings(findings)
        unanswered |= has_errors(findings) or any(question.missing for question in found)
        for question in found:
            if not missing or question.state != "answered":
                _show(screen, slug, question)
        if not screen.as_json and association is not None:
            screen.remark(
                screen.text(
                    "questions",
                    "summary",
                    association=slug,
                    asked=len(found),
                    answered=sum(question.state == "answered" for question in found),
                    missing=sum(question.missing for question in found),
                    invalid=sum(question.invalid for question in found),
                )
            )
    return unanswered


def _show(screen: Screen, slug: str, question: "Question") -> None:
    parameter = question.parameter
    told = [text.get(screen.language) or text.ar for text in (parameter.question, parameter.help) if text]
    if screen.as_json:
        screen.record(
            "question",
            association=slug,
            key=question.key,
            asks=parameter.kind,
            required=parameter.required,
            state=question.state,
            policies=list(question.policies),
            question=told[0],
            help=told[1] if len(told) > 1 else "",
            answer=question.answer,
            default=parameter.default,
            example=parameter.example,
        )
        return
    screen.result(f"{question.key} ({screen.text('questions', question.state)})")
    for line in told:
        screen.result(f"  {line}")
    shown = {"answer": question.answer, "default": parameter.default, "example": parameter.example}
    for key, value in shown.items():
        if value is not None and (key == "answer" or question.state != "answered"):
            screen.result(f"  {screen.text('questions', key)}: {as_yaml(value)}")


#: Texts that YAML reads as they are, in brackets too: words and numbers with a few marks inside.
_PLAIN = re.compile(r"[^\W_](?:[\w .()/@%+-]*[\w)%])?")
_WORDS = {"true", "false", "null"}  # which YAML reads as something else


def as_yaml(value: Any) -> str:
    """A value on one line, as a profile may write it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(str(key))}: {as_yaml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if value is None or isinstance(value, bool):
        return {True: "true", False: "false", None: "null"}[value]
    text = str(value)
    return text if _PLAIN.fullmatch(text) and text not in _WORDS else json.dumps(text, ensure_ascii=False)


def show_schema(screen: Screen, output: Path | None) -> None:
    """Prints the JSON Schema of profiles, or writes it to a file."""
    from generator.build import write
    from generator.policy.schema import profile_schema

    text = json.dumps(profile_schema(screen.language), ensure_ascii=False, indent=2, sort_keys=True)
    if output is None:
        print(text)
    else:
        write(output, f"{text}\n".encode())
        screen.result(shown_path(output))

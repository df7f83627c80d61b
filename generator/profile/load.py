"""Loading a profile: the file, the model, and what both say is wrong with it."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from generator import source, wording
from generator.errors import Finding, Place, error, warning
from generator.language import dates, spelling
from generator.profile.model import Association, Bilingual, InBoth, Profile, RecordedDate, mismatch
from generator.source import SourceError, Step, YamlFile, dotted

PROFILE = "profile.yaml"
#: A longer list of what could have been meant is no help.
_MANY = 24
M = TypeVar("M", bound=BaseModel)


def slugs(root: Path) -> list[str]:
    """The folders of ``root``/associations that hold a profile, sorted."""
    return sorted(path.parent.name for path in (root / "associations").glob(f"*/{PROFILE}"))


def names(folder: Path) -> tuple[str, ...]:
    """The names of the association in a folder, read from its profile alone; none where they cannot be read."""
    try:
        name = source.read_yaml(folder / PROFILE).value("name")
    except (SourceError, KeyError, TypeError):
        return ()
    return tuple(name[key] for key in ("ar", "en") if isinstance(name.get(key), str)) if isinstance(name, dict) else ()


def load(folder: Path, today: datetime.date) -> tuple[Association | None, list[Finding]]:
    """The association in ``folder`` and the findings of its profile; None where it cannot be used.

    ``today`` only judges approvals in the future.
    """
    try:
        file = source.read_yaml(folder / PROFILE)
    except SourceError as failure:
        return None, failure.findings
    profile, findings = validated(Profile, file)
    if profile is None:
        return None, findings
    association = Association(folder, profile, file)
    return association, findings + list(_remarks(association, today))


def validated(model: type[M], file: YamlFile, at: tuple[Step, ...] = ()) -> tuple[M | None, list[Finding]]:
    """The data of ``file`` at ``at`` as ``model``, or every reason why it is none."""
    data = file.value(*at)
    if not isinstance(data, dict):
        return None, [error("not-a-mapping", file.place(*at), dotted(at))]
    try:
        return model.model_validate(data), []
    except ValidationError as failure:
        return None, faults(failure, file, at, model)


def faults(
    failure: ValidationError, file: YamlFile, at: tuple[Step, ...], model: type[BaseModel] = BaseModel
) -> list[Finding]:
    """What pydantic says of the value of ``file`` at ``at``, in our terms and in the order of the lines."""
    found: dict[tuple[str, str], Finding] = {}
    for fault in failure.errors(include_url=False):
        if fault["type"] == "too_short" and fault["input"]:  # pydantic counts sound items, and tells of the others
            continue
        finding = _finding(fault, model, file, at)
        found.setdefault((finding.rule, finding.path), finding)
    return sorted(found.values(), key=lambda finding: finding.order)


def _finding(fault: Any, model: type[BaseModel], file: YamlFile, at: tuple[Step, ...]) -> Finding:
    """One fault that pydantic tells, in our terms and at its line."""
    steps = _steps(fault, file.data, at)
    place, path = file.place(*at, *steps), dotted((*at, *steps))
    kind, received = fault["type"], as_written(fault["input"])
    context = fault.get("ctx", {})
    if kind == "extra_forbidden":
        return unknown_key(str(steps[-1]), _keys(model, steps[:-1]), place, path)
    if kind == "missing":
        return error("missing-key", place, path, key=steps[-1])
    if kind == "literal_error":
        allowed = context["expected"].replace("'", "").replace(" or ", ", ").lower().split(", ")
        facts = {"received": received, "allowed": ", ".join(allowed), "near": near(received, allowed)}
        return error("unknown-value", place, path, **facts)
    if kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        sign = "≥" if "ge" in context else "≤"
        return error("out-of-range", place, path, received=received, sign=sign, limit=limit)
    if kind in _TYPES:
        return error("wrong-type", place, path, received=received, **wanted(_TYPES[kind]))
    if kind in {"too_short", "string_too_short"}:
        return error("empty-text", place, path)
    return error(kind, place, path, **context)


#: What each of pydantic's complaints about a type had expected, in the words of ``labels.yaml``.
_TYPES = {
    "string_type": "text",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
    "tuple_type": "list",
    "list_type": "list",
    "int_type": "number",
    "int_parsing": "number",
    "int_from_float": "number",
    "bool_type": "flag",
    "bool_parsing": "flag",
}


def wanted(kind: str) -> dict[str, str]:
    """The facts that say which kind of value is expected."""
    types = wording.table("labels")["types"]
    return {f"wanted_{language}": types[kind][language] for language in ("ar", "en")}


def unknown_key(key: str, known: list[str], place: Place, path: str) -> Finding:
    """A key that nobody knows, with the nearest one that somebody does."""
    return error("unknown-key", place, path, key=key, near=near(key, known))


def near(word: str, known: Iterable[str]) -> str:
    """The known word that ``word`` was probably meant to be; where none is near, the known ones, if not too many."""
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, 1, 0.6)
    shown = choices if len(choices) <= _MANY else [*choices[:_MANY], "…"]
    return close[0] if close else ", ".join(shown)


def as_written(value: object) -> str:
    """A received value as its author wrote it."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if value is None or isinstance(value, bool):
        return {True: "true", False: "false", None: "null"}[value]
    return str(value)


def _steps(fault: Any, data: Any, at: tuple[Step, ...]) -> tuple[Step, ...]:
    """The path of a fault through the file: what pydantic adds for its unions is left out."""
    for step in at:
        data = data[step]
    steps: list[Step] = []
    for position, step in enumerate(fault["loc"]):
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and isinstance(step, int)
        if inside:
            data = data[step]
        elif not (fault["type"] == "missing" and position == len(fault["loc"]) - 1):
            continue
        steps.append(step)
    return tuple(steps)


def _keys(model: type[BaseModel], steps: tuple[Step, ...]) -> list[str]:
    """The keys that the model allows at ``steps``."""
    annotations: list[Any] = [model]
    for step in steps:
        found: list[Any] = []
        for annotation in _flat(annotations):
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                field = annotation.model_fields.get(str(step))
                found += [field.annotation] if field else []
            elif get_origin(annotation) is dict:
                found.append(get_args(annotation)[1])
            elif get_origin(annotation) is tuple:
                found.append(get_args(annotation)[0])
        annotations = found
    models = [found for found in _flat(annotations) if isinstance(found, type) and issubclass(found, BaseModel)]
    return [field.alias or key for found in models for key, field in found.model_fields.items()]


def _flat(annotations: list[Any]) -> list[Any]:
    """Annotations without Annotated, unions and optionals around them."""
    flat: list[Any] = []
    for annotation in annotations:
        if get_origin(annotation) is Annotated:
            flat += _flat([get_args(annotation)[0]])
        elif get_origin(annotation) in {Union, UnionType}:
            flat += _flat(list(get_args(annotation)))
        else:
            flat.append(annotation)
    return flat


def _remarks(association: Association, today: datetime.date) -> Iterator[Finding]:
    """What is sound in form and still deserves a look."""
    profile, file = association.profile, association.file
    expected = "f" if profile.feminine else "m"
    if profile.gender_of_name not in {None, expected} and profile.gender is None:
        yield warning("gender-differs", file.place("name", "ar"), "name.ar", form=profile.legal_form)
    for steps, text in _texts(file.data, ()):
        if "{{" in text or "{%" in text:
            yield warning("jinja-in-value", file.place(*steps), dotted(steps), received=text)
    yield from _role_remarks(association)
    form = wording.table("entities")[profile.legal_form]
    # A profile may call trustees its board: the sentence takes the right noun from the legal form.
    bodies = ["board", *(["trustees"] if form["body"] == "trustees" else [])]
    bodies += ["general-assembly"] if form["assembly"] else []
    for index, record in enumerate(profile.approvals):
        if record.body not in bodies:
            steps = ("approvals", index, "body")
            facts = {"body": record.body, "form": profile.legal_form, "allowed": ", ".join(bodies)}
            yield error("approval-body", file.place(*steps), dotted(steps), **facts)
        if record.date is not None:
            yield from _date_remarks(record.date, file, ("approvals", index, "date"))
            yield from _future(record.date, today, file, ("approvals", index, "date"))
    for policy, settings in profile.policies.items():
        if settings.effective is not None:
            yield from _date_remarks(settings.effective, file, ("policies", policy, "effective"))
    for index, record in enumerate(profile.approvals):
        for position, policy in enumerate(record.policies):
            if policy not in profile.policies:
                steps = ("approvals", index, "policies", position)
                facts = {"policy": policy, "near": near(policy, profile.policies)}
                yield error("approval-of-unknown-policy", file.place(*steps), dotted(steps), **facts)


_ARTICLE = re.compile("(?:the|a|an|any|each|its) ", re.IGNORECASE)


#: Titles that no sentence takes: texts join the preposition by themselves, and bring their own marks and capitals.
_ODD_TITLES = {
    "ar": re.compile(rf"لل.*|.*[.,;:!?،؛؟…–—-]|[^{spelling.LETTER}]*", re.DOTALL),
    "en": re.compile(r"(?:The|An?) .*|.*[.,;:!?،؛؟…–—-]|[^A-Za-z\u00c0-\u024f]*", re.DOTALL),
}


def title_remarks(title: Bilingual | InBoth, file: YamlFile, steps: tuple[Step, ...]) -> Iterator[Finding]:
    """What is odd about a title that stands inside sentences as it is."""
    for language, odd in _ODD_TITLES.items():
        if (text := title.get(language)) and odd.fullmatch(text):
            where = (*steps, language)
            yield warning("title-form", file.place(*where), dotted(where), received=text)
    if title.en and _ARTICLE.match(title.en) is None and re.search("[A-Za-z]", title.en):
        yield warning("title-without-article", file.place(*steps), dotted(steps), received=title.en)


def _role_remarks(association: Association) -> Iterator[Finding]:
    """Roles that no text names, and titles that cannot stand inside a sentence."""
    known = wording.table("roles")
    for role, title in association.profile.roles.items():
        place, path = association.file.place("roles", role), dotted(("roles", role))
        if role not in known:
            yield unknown_key(role, list(known), place, path)
        else:
            yield from title_remarks(title, association.file, ("roles", role))


def _future(date: RecordedDate, today: datetime.date, file: YamlFile, steps: tuple[Step, ...]) -> Iterator[Finding]:
    if date.day.gregorian > today:
        facts = {"date": date.day.gregorian.isoformat(), "today": today.isoformat()}
        yield error("approval-in-future", file.place(*steps), dotted(steps), **facts)


def _date_remarks(date: RecordedDate, file: YamlFile, steps: tuple[Step, ...]) -> Iterator[Finding]:
    place, path = file.place(*steps), dotted(steps)
    if date.is_day_apart:
        yield warning("date-day-apart", place, path, **mismatch(date.day.hijri, date.day.gregorian))
    elif not dates.is_certain(date.day):
        yield warning("date-uncertain", place, path, year=date.day.hijri[0])


def _texts(data: Any, steps: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:
    """All texts of a file with their paths."""
    if isinstance(data, str):
        yield steps, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*steps, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*steps, index))

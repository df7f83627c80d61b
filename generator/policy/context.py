"""What a text can name: the entity, the people it serves, bodies and officers, laws, shared clauses, and the policy's
parameters, each as a typed value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import wording
from generator.language import forms
from generator.language.durations import Case, amount, duration, each, grouped
from generator.language.inline import Language, Value
from generator.policy.catalogue import Entry, shared
from generator.policy.nouns import fill, served_forms
from generator.policy.parameters import PERMANENT, Duration, Fact, Given, Quantity, Term, Words
from generator.profile.model import OwnNoun, Profile

#: A title at the head of a column or in a form stands without its article.
_ARTICLE = re.compile("the ", re.IGNORECASE)
_CASES: tuple[Case, ...] = ("nom", "acc", "gen")


@dataclass(frozen=True, slots=True)
class Fields:
    """A group of values with names; a name that is not there is an error of the template."""

    values: dict[str, Any]
    truth: bool = True

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    def __bool__(self) -> bool:
        return self.truth


def context(profile: Profile, entry: Entry, given: Mapping[str, Given], language: Language) -> dict[str, Any]:
    """The names of one language's text."""
    entity = entity_fields(profile, language)
    served_all = profile.served_all or profile.served
    form = wording.table("entities")[profile.legal_form]
    return {
        "entity": entity,
        "served": _noun(profile.served, "served", language),
        "everyone": _noun(served_all, "served_all", language),
        "agree": lambda feminine, masculine: _word(feminine if profile.feminine else masculine),
        "adopted": lambda policy: policy in profile.policies,
        "approver": _approver(profile, entry, entity, language),
        "regulator": _named(wording.table("regulations")["bodies"][form["regulator"]][language], "regulator"),
        "authority": _groups(wording.table("regulations")["bodies"], "authority", language),
        "law": _laws(form["law"], language),
        "role": _roles(profile, entity, language),
        "document": _named(wording.table("documents")[entry.document][language], "document", "word"),
        "shared": Fields({name: Value("clause", f"shared.{name}", name) for name in shared().clauses}),
        **{name: _given(value, entity, language) for name, value in given.items()},
    }


def _word(text: str | Value) -> Value:
    return text if isinstance(text, Value) else Value("word", "", text)


def entity_fields(profile: Profile, language: Language) -> Fields:
    """The entity's nouns in one language, its legal name, and what sentences turn on."""
    forms_of = wording.table("entities")[profile.legal_form]
    return Fields(
        {
            **{key: Value("noun", f"entity.{key}", text) for key, text in forms_of[language].items()},
            "name": Value("name", "name", profile.name.get(language)),
            "feminine": profile.feminine,
            "form": profile.legal_form,
            "has_assembly": forms_of["assembly"],
        }
    )


def approving_body(profile: Profile, entry: Entry) -> str:
    """The body whose approval a policy needs in an entity of this form, as ``approval.yaml`` names it."""
    form = wording.table("entities")[profile.legal_form]
    return "general-assembly" if entry.approver == "general-assembly" and form["assembly"] else str(form["body"])


def approving_bodies(profile: Profile, entry: Entry) -> tuple[str, ...]:
    """The bodies that may approve a policy in an entity of this form; first the one whose approval it needs."""
    bodies = [approving_body(profile, entry)]
    if wording.table("entities")[profile.legal_form]["assembly"]:
        bodies.append("general-assembly")
    return tuple(dict.fromkeys(bodies))


def _approver(profile: Profile, entry: Entry, entity: Fields, language: Language) -> Fields:
    body = wording.table("approval")["bodies"][approving_body(profile, entry)]
    the = fill(body["body_short"][language], entity_forms(entity))
    return _named({"the": the, "to": _to(the, language)}, "approver")


def _named(texts: Mapping[str, str], origin: str, kind: str = "name") -> Fields:
    """Names in one language by their forms; an English one gets the form that opens a sentence."""
    made = {key: Value(kind, origin, text) for key, text in texts.items()}
    for key in ("the", "title", "name"):
        if key in texts:
            made.setdefault(key.capitalize(), Value(kind, origin, texts[key][:1].upper() + texts[key][1:]))
    return Fields({**made, "The": made["Title"]} if "Title" in made else made)


def _to(name: str, language: Language) -> str:
    """A name after the preposition "to": one word with it in Arabic; English texts write the preposition."""
    return forms.prefixed(name, "ل") if language == "ar" else name


def _groups(table: Mapping[str, Any], origin: str, language: Language) -> Fields:
    return Fields({key: _named(texts[language], f"{origin}.{key}") for key, texts in table.items()})


def _laws(governing: str, language: Language) -> Fields:
    """Laws by their keys, and the one that governs entities of this form; without a known decree the name is all."""
    laws = wording.table("regulations")["laws"]
    made = {
        key: _named({"full": texts[language]["name"], **texts[language]}, f"law.{key}") for key, texts in laws.items()
    }
    return Fields({**made, "governing": made[governing]})


def _roles(profile: Profile, entity: Fields, language: Language) -> Fields:
    """Titles of officers and committees: the profile's, else those of ``roles.yaml``."""
    made = {}
    for key, texts in wording.table("roles").items():
        own = profile.roles.get(key)
        title = own.get(language) if own else fill(texts[language], entity_forms(entity))
        head = title if language == "ar" else _ARTICLE.sub("", title)
        texts_of = {"title": title, "to": _to(title, language), "head": head[:1].upper() + head[1:]}
        made[key] = _named(texts_of, f"role.{key}", "title")
    return Fields(made)


def _noun(noun: str | OwnNoun, origin: str, language: Language) -> Fields:
    forms_of = served_forms(noun, language)
    return Fields({key: Value("noun", f"{origin}.{key}", text) for key, text in forms_of.items()})


def _given(value: Given, entity: Fields, language: Language) -> Any:
    if isinstance(value, tuple):
        return [_term(term, entity, language) for term in value]
    if isinstance(value, Duration):
        return _duration(value, entity, language)
    if isinstance(value, Quantity):
        return _quantity(value, language)
    if isinstance(value, Fact):
        return Value(value.kind, value.origin, value.text)
    if isinstance(value, Words):
        return Value("words", value.origin, value.text.get(language) or value.text.ar)
    if isinstance(value, Term):
        return _title(value, language)
    return Fields({}, truth=False) if value is None else value


def _term(term: Term, entity: Fields, language: Language) -> Value:
    text = term.text.get(language) or term.text.ar
    return Value("term", term.origin, text if term.own else fill(text, entity_forms(entity)))


def entity_forms(entity: Fields) -> dict[str, str]:
    """The entity's nouns under the names that texts of the tables keep places for: ``{entity.to}``."""
    return {f"entity.{key}": value.text for key, value in entity.values.items() if isinstance(value, Value)}


def _by_case(kind: str, origin: str, text: Callable[[Case], str]) -> dict[str, Value]:
    return {case: Value(kind, origin, text(case)) for case in _CASES}


def _duration(value: Duration, entity: Fields, language: Language) -> Fields:
    if value.unit == PERMANENT:
        text = wording.table("units")[PERMANENT][language]["other"]
        return Fields({**_by_case("duration", value.origin, lambda case: text), "unit": value.unit})
    return Fields(
        {
            **_by_case("duration", value.origin, lambda case: duration(value.amount, value.unit, language, case)),
            "each": Value("duration", value.origin, each(value.amount, value.unit, language)),
            "start": _term(value.event, entity, language) if value.event else Fields({}, truth=False),
            "amount": value.amount,
            "unit": value.unit,
        }
    )


def _quantity(value: Quantity, language: Language) -> Value | Fields:
    if value.kind == "amount":
        return Fields(_by_case("amount", value.origin, lambda case: amount(value.number, language, case)))
    sign = "%" if value.kind == "percent" else ""
    return Value(value.kind, value.origin, f"{grouped(value.number)}{sign}")


def _title(term: Term, language: Language) -> Fields:
    text = term.text.get(language) or term.text.ar
    return _named({"title": text, "to": _to(text, language)}, term.origin, "title")

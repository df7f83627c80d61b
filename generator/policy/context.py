"""What a text can name: the entity, the people it serves, and the policy's parameters, each as a typed value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator import wording
from generator.language import forms
from generator.language.durations import Case, duration
from generator.language.inline import Language, Value
from generator.policy.nouns import fill, served_forms
from generator.policy.parameters import Duration, Given, Term
from generator.profile.model import OwnNoun, Profile


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


def context(profile: Profile, given: Mapping[str, Given], language: Language) -> dict[str, Any]:
    """The names of one language's text."""
    entity = entity_fields(profile, language)
    served_all = profile.served_all or profile.served
    return {
        "entity": entity,
        "served": _noun(profile.served, "served", language),
        "everyone": _noun(served_all, "served_all", language),
        "agree": lambda feminine, masculine: _word(feminine if profile.feminine else masculine),
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


def _noun(noun: str | OwnNoun, origin: str, language: Language) -> Fields:
    forms_of = served_forms(noun, language)
    return Fields({key: Value("noun", f"{origin}.{key}", text) for key, text in forms_of.items()})


def _given(value: Given, entity: Fields, language: Language) -> Any:
    if isinstance(value, tuple):
        return [_term(term, entity, language) for term in value]
    if isinstance(value, Duration):
        return _duration(value, entity, language)
    if isinstance(value, Term):
        return _title(value, language)
    return Fields({}, truth=False) if value is None else value


def _term(term: Term, entity: Fields, language: Language) -> Value:
    text = term.text.get(language) or term.text.ar
    return Value("term", term.origin, text if term.own else fill(text, entity_forms(entity)))


def entity_forms(entity: Fields) -> dict[str, str]:
    """The entity's nouns under the names that texts of the tables keep places for: ``{entity.to}``."""
    return {f"entity.{key}": value.text for key, value in entity.values.items() if isinstance(value, Value)}


def _duration(value: Duration, entity: Fields, language: Language) -> Fields:
    cases: tuple[Case, ...] = ("nom", "acc", "gen")
    return Fields(
        {
            **{
                case: Value("duration", value.origin, duration(value.amount, value.unit, language, case))
                for case in cases
            },
            "start": _term(value.event, entity, language) if value.event else Fields({}, truth=False),
            "amount": value.amount,
            "unit": value.unit,
        }
    )


def _title(term: Term, language: Language) -> Fields:
    text = term.text.get(language) or term.text.ar
    to = forms.prefixed(text, "ل") if language == "ar" else text
    return Fields({"title": Value("title", term.origin, text), "to": Value("title", term.origin, to)})

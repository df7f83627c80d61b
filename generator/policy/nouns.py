"""Stored forms of nouns, and texts that keep a place for one."""

from __future__ import annotations

from collections.abc import Mapping

from generator import wording
from generator.language.inline import Language
from generator.profile.model import OwnNoun


def served_forms(noun: str | OwnNoun, language: Language) -> Mapping[str, str]:
    """All forms of a served-person noun in one language: those of ``served.yaml``, or the profile's own."""
    if isinstance(noun, OwnNoun):
        own: Mapping[str, str] = getattr(noun, language)
        return own
    forms: Mapping[str, str] = wording.table("served")[noun][language]
    return forms


def fill(text: str, forms: Mapping[str, str]) -> str:
    """``text`` with each ``{name}`` of ``forms`` replaced by its form."""
    for name, form in forms.items():
        text = text.replace(f"{{{name}}}", form)
    return text

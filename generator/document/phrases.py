"""Sentences of the wording tables with values in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator import wording
from generator.document.nodes import Both
from generator.language.inline import Language, Line, Text, Value
from generator.policy.context import entity_fields, entity_forms
from generator.policy.nouns import fill
from generator.profile.model import Bilingual, Name, Profile

_SLOT = re.compile(r"\{([a-zA-Z_]+)\}")
LANGUAGES: tuple[Language, Language] = ("ar", "en")


class Phrasebook:
    """Fills the tables' sentences for one association and one document: nouns by name, and the values of each call."""

    def __init__(self, profile: Profile, document: str = "policy") -> None:
        self._entity = {lang: entity_fields(profile, lang) for lang in LANGUAGES}
        named = wording.table("documents")[document]
        self._forms = {
            lang: {
                **entity_forms(self._entity[lang]),
                **{f"document.{key}": text for key, text in named[lang].items()},
            }
            for lang in LANGUAGES
        }

    def __call__(self, texts: Mapping[str, str], **slots: Both) -> Both:
        """The sentence ``{ar, en}`` with ``slots`` in its places; KeyError for a place that nobody fills."""
        return Both(self._line(texts, "ar", slots), self._line(texts, "en", slots))

    def noun(self, key: str) -> Both:
        """A form of the entity's noun, as in ``entities.yaml``."""
        return Both(*((getattr(self._entity[lang], key),) for lang in LANGUAGES))

    def _line(self, texts: Mapping[str, str], language: Language, slots: Mapping[str, Both]) -> Line:
        made: list[Text | Value] = []
        for position, piece in enumerate(_SLOT.split(fill(texts[language], self._forms[language]))):
            if position % 2:
                made.extend(slots[piece].get(language))  # type: ignore[arg-type]
            elif piece:
                made.append(Text(piece))
        return tuple(made)


def joined(parts: list[Both], separator: str) -> Both:
    """Texts one after the other with a separator between them."""
    ar: list[object] = []
    en: list[object] = []
    for position, part in enumerate(parts):
        if position:
            ar.append(Text(separator))
            en.append(Text(separator))
        ar.extend(part.ar)
        en.extend(part.en or ())
    return Both(tuple(ar), tuple(en))  # type: ignore[arg-type]


def same(kind: str, origin: str, text: object) -> Both:
    """A value that prints alike in both languages."""
    value = Value(kind, origin, str(text))
    return Both((value,), (value,))


def given(kind: str, origin: str, text: Bilingual | Name) -> Both:
    """A text of the profile; where it has no English one the Arabic one stands in its place."""
    return Both((Value(kind, origin, text.ar),), (Value(kind, origin, text.en or text.ar),))


def worded(texts: Mapping[str, str]) -> Both:
    """A label of the wording tables."""
    return Both((Text(texts["ar"]),), (Text(texts["en"]),))


def capitalised(both: Both) -> Both:
    """The English text with a capital where it opens a cell."""
    en = both.en or ()
    if en and isinstance(en[0], Text):
        en = (Text(en[0].text[:1].upper() + en[0].text[1:]), *en[1:])
    return Both(both.ar, en)

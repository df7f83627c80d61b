"""Documents for tests: those of the associations in this repository, and those of profiles written out in a test.

Values of a written-out profile are texts, as the YAML reader gives them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from generator.document import nodes
from generator.document.compose import compose
from generator.document.edition import Edition, Side
from generator.document.nodes import Both, Document, walk_items
from generator.document.publish import publish
from generator.errors import Finding
from generator.language.inline import Language, Line, Text, plain
from generator.policy import catalogue
from generator.profile.load import load
from generator.profile.model import Association, Profile
from generator.source import YamlFile

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 12, 1)

#: The five first associations, each with its policy, and the sample with both.
POLICIES = {
    "modrakah-coop": ["beneficiary-relations"],
    "saudi-quality": ["beneficiary-relations"],
    "awj": ["beneficiary-relations"],
    "esrar": ["beneficiary-relations-detailed"],
    "modrakah-development": ["beneficiary-relations"],
    "sample-charity": ["beneficiary-relations", "beneficiary-relations-detailed"],
}
FIVE = [slug for slug in POLICIES if slug != "sample-charity"]

COMMON: dict[str, Any] = {
    "parties": ["supporters", "volunteers"],
    "channels": ["interview", "website", "own-social-media"],
    "tools": ["own-bylaws", "service-guide"],
    "response": {"within": "2", "unit": "week"},
    "selection": True,
    "study_requests": True,
}
DETAILED: dict[str, Any] = {
    "channels": ["interview", "website-and-email"],
    "tools": ["bylaws", "service-request-form"],
    "response": {"within": "15", "unit": "working-day", "from": "request-completed"},
    "survey": {"within": "6", "unit": "month"},
}


def profile(**changes: Any) -> dict[str, Any]:
    """The least profile that has both policies, with ``changes``."""
    least = {
        "name": {"ar": "جمعية المثال", "en": "Example Association"},
        "legal_form": "association",
        "policies": {"beneficiary-relations": COMMON, "beneficiary-relations-detailed": DETAILED},
    }
    return {**least, **changes}


#: What an entity of each legal form may be called.
NAMES = {
    "association": "جمعية المثال",
    "professional": "جمعية المثال",
    "cooperative": "جمعية المثال",
    "foundation": "مؤسسة المثال",
    "family-fund": "صندوق المثال",
    "center": "مركز المثال",
    "club": "نادي المثال",
}


def library_profile(form: str, policies: Iterable[str] = (), *, least: bool = False, **changes: Any) -> dict[str, Any]:
    """A profile of a legal form with policies of the library (all that apply, if none is named), in which every
    question is answered by its example; ``least`` answers only what is required.
    """

    def answers(parameters: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: entry.example
            for name, entry in parameters.items()
            if entry.example is not None
            and (entry.required or not least)
            and (entry.applies_to is None or form in entry.applies_to)
        }

    shared = catalogue.shared().parameters
    wanted = [entry for entry in catalogue.library() if entry.entry.applies(form)]
    return {
        "name": {"ar": NAMES[form], "en": "Example"},
        "legal_form": form,
        "served": "member" if form == "cooperative" else "beneficiary",
        "review": shared["review"].example,
        "common": answers({name: entry for name, entry in shared.items() if name != "review"}),
        "policies": {
            entry.id: answers(entry.entry.parameters) for entry in wanted if entry.id in policies or not policies
        },
        **changes,
    }


def association(data: Mapping[str, Any], slug: str = "example") -> Association:
    """The association of a profile written out."""
    folder = Path("associations") / slug
    return Association(folder, Profile.model_validate(data), YamlFile(folder / "profile.yaml", dict(data), {(): 1}))


def composed(data: Mapping[str, Any], policy: str = "beneficiary-relations") -> Document:
    """A policy of a profile written out, which must be without errors."""
    document, findings = compose(association(data), policy, TODAY)
    assert document is not None, findings
    return document


@cache
def loaded(slug: str) -> tuple[Association, tuple[Finding, ...]]:
    """An association of this repository, and the findings of its profile."""
    found, findings = load(ROOT / "associations" / slug, TODAY)
    assert found is not None, findings
    return found, tuple(findings)


@cache
def document(slug: str, policy: str = "") -> Document:
    """A policy of an association of this repository; its first one, if none is named."""
    found, findings = compose(loaded(slug)[0], policy or POLICIES[slug][0], TODAY)
    assert found is not None, findings
    return found


@cache
def edition(slug: str, name: Any = "ar") -> Edition:
    """An edition of the first policy of an association of this repository."""
    return publish(document(slug), name)


def with_body(*blocks: nodes.Block, **changes: Any) -> Document:
    """A document with a body of its own."""
    return replace(document("saudi-quality"), body=blocks, **changes)


def paragraph(*ar: Any, en: Line | None = None, id: str = "text.p1") -> nodes.Paragraph:
    """A paragraph of texts and other inline pieces."""
    return nodes.Paragraph(id, both(*ar, en=en))


def both(*ar: Any, en: Line | None = None) -> Both:
    """A text in Arabic and, in English, the same pieces or ``en``."""
    line = tuple(Text(piece) if isinstance(piece, str) else piece for piece in ar)
    return Both(line, line if en is None else en)


def clauses(body: Iterable[nodes.Block], language: Language) -> dict[str, str]:
    """The text of each heading, paragraph and list item by its id, in reading order."""
    found: dict[str, str] = {}
    for block in body:
        if isinstance(block, nodes.List):
            found |= {item.id: plain(item.text.get(language)) for item in walk_items(block.items)}
        elif isinstance(block, nodes.Heading | nodes.Paragraph | nodes.Note):
            found[block.id] = plain(block.text.get(language))
    return found


def headings(body: Iterable[nodes.Block], level: int = 1) -> list[nodes.Heading]:
    """The headings of a level."""
    return [block for block in body if isinstance(block, nodes.Heading) and block.level == level]


def section(body: Iterable[nodes.Block], id: str) -> list[nodes.Block]:
    """What stands under the heading ``id``, to the next heading."""
    found: list[nodes.Block] = []
    inside = False
    for block in body:
        if isinstance(block, nodes.Heading):
            inside = block.id == id
        elif inside:
            found.append(block)
    return found


def items(body: Iterable[nodes.Block], id: str, language: Language = "ar") -> list[str]:
    """The items of the list under the heading ``id``."""
    (found,) = (block for block in section(body, id) if isinstance(block, nodes.List))
    return [plain(item.text.get(language)) for item in found.items]


def sides(tree: object) -> Iterator[Side]:
    """Every side in an edition or a part of one."""
    if isinstance(tree, Side):
        yield tree
    elif isinstance(tree, tuple | list | frozenset):
        for part in tree:
            yield from sides(part)
    elif is_dataclass(tree):
        for field in fields(tree):
            yield from sides(getattr(tree, field.name))


def printed(tree: object, language: Language) -> str:
    """All that an edition prints in a language, one side a line."""
    return "\n".join(f"{side.label} {side.plain}".strip() for side in sides(tree) if side.language == language)

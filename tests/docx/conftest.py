"""Word files of the hand-made editions, made once."""

from __future__ import annotations

import pytest

from generator.document.edition import Edition
from generator.docx import write
from generator.language.inline import Language
from tests.docx.reading import File
from tests.editions import edition

VARIANTS = {
    "ar": {"name": "ar"},
    "en": {"name": "en"},
    "bilingual": {"name": "bilingual"},
    "ar-draft": {"name": "ar", "draft": True},
    "bilingual-draft": {"name": "bilingual", "draft": True},
    "ar-indic": {"name": "ar", "indic": True},
    "bilingual-indic": {"name": "bilingual", "indic": True, "sections": 7},
}

#: The variants that have two columns.
BILINGUAL = [name for name in VARIANTS if name.startswith("bilingual")]
#: Variants with annexes, of which test_annexes.py speaks.
ANNEXED = {
    "ar-annexed": {"name": "ar", "annexed": True, "indic": True},
    "en-annexed": {"name": "en", "annexed": True, "draft": True},
    "bilingual-annexed": {"name": "bilingual", "annexed": True},
}


def pages_of(made: Edition) -> dict[tuple[str, Language], int]:
    """Page numbers for the contents, of two digits in the end, and in each language others."""
    return {
        (heading.anchor, language): 3 + index + 20 * place
        for index, heading in enumerate(made.headings)
        for place, language in enumerate(made.languages)
    }


@pytest.fixture(scope="session", params=VARIANTS)
def variant(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def made(variant: str) -> Edition:
    return edition(**(VARIANTS | ANNEXED)[variant])  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def file(made: Edition) -> File:
    return File(write(made, pages_of(made), 12))

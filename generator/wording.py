"""The words that are not policy text: labels, sentences of findings, names of months, forms of nouns.

They stand in ``templates/wording/*.yaml``, one noun a file, so that an editor can mend them without reading Python.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from generator import source
from generator.errors import Finding
from generator.resources import TEMPLATES


@cache
def table(name: str) -> Any:
    """The contents of ``templates/wording/<name>.yaml`` as mappings, lists and texts.

    The files travel with the program, so a fault in one is a defect of the program and raises.
    """
    return source.read_yaml(TEMPLATES / "wording" / f"{name}.yaml").data


def label(key: str, language: str) -> str:
    """The label ``key`` of ``labels.yaml`` in ``ar`` or ``en``."""
    return str(table("labels")[key][language])


def problem(finding: Finding, language: str) -> str:
    """What is wrong, as one sentence without a final stop."""
    return _sentence(finding, "problem", language)


def hint(finding: Finding, language: str) -> str:
    """What to do about it, or an empty text where the rule has no hint."""
    return _sentence(finding, "hint", language)


def _sentence(finding: Finding, part: str, language: str) -> str:
    texts = table("messages")[finding.rule][language]
    return str(texts.get(part, "")).format_map(finding.facts).rstrip(" .")

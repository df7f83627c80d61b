"""One file's text, all the way from Jinja to blocks with ids: expanded, parsed, shared clauses in their places, and
without the clauses that are for other legal forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import source
from generator.errors import Finding, error
from generator.policy import markup
from generator.policy.blocks import Block, Use
from generator.policy.template import expand
from generator.resources import TEMPLATES
from generator.source import SourceError

SHARED = TEMPLATES / "shared"


@dataclass(slots=True)
class Text:
    """The blocks of a file in one language, the files they came from, and what is wrong (then there are no blocks)."""

    blocks: tuple[Block, ...] = ()
    files: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read(file: Path, names: Mapping[str, Any], *, own: bool = False, draft: str | None = None) -> Text:
    """The text of ``file`` with the ``names`` of its context, which also tell the legal form; ``own`` where it holds
    pieces that stand for the library's. A ``draft`` is what the file would hold.
    """
    text = Text()
    parsed = _parsed(file, names, text, own=own, draft=draft)
    blocks = [block for part in parsed for block in _spliced(part, file, names, text)]
    entity = names["entity"]
    kept = markup.applicable(tuple(blocks), entity.form, entity.has_assembly)
    text.blocks, doubled = markup.identified(kept)
    text.findings += doubled
    if text.findings:
        text.blocks = ()
    return text


def _parsed(
    file: Path, names: Mapping[str, Any], text: Text, *, own: bool = False, draft: str | None = None
) -> tuple[Block | Use, ...]:
    try:
        template = source.read_text(file) if draft is None else draft
    except SourceError as failure:
        text.findings += failure.findings
        return ()
    if file not in text.files:
        text.files.append(file)
    expanded, findings = expand(template, names, file)
    text.findings += findings
    if expanded is None:
        return ()
    blocks, findings = markup.parse(expanded, file, own=own)
    text.findings += findings
    return blocks


def _spliced(block: Block | Use, file: Path, names: Mapping[str, Any], text: Text) -> tuple[Block, ...]:
    """The block itself, or the blocks of the shared clause whose place it is; those name no further ones."""
    if not isinstance(block, Use):
        return (block,)
    blocks = _parsed(SHARED / block.clause / file.name, names, text)
    for nested in (part for part in blocks if isinstance(part, Use)):
        text.findings.append(error("shared-inside", nested.place))
    return tuple(part for part in blocks if not isinstance(part, Use))

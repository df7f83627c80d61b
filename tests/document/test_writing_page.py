"""The page on writing shows markup that the program reads as it says."""

from __future__ import annotations

import re
from pathlib import Path

from generator.policy import markup
from generator.policy.blocks import Dropped, Form, Heading, List, Note, Paragraph, Table
from generator.policy.template import Expanded
from generator.profile.model import ApprovalRecord, Brand, PolicySettings, Profile, Registration

PAGE = Path(__file__).resolve().parents[2] / "docs" / "writing.md"


def test_its_example_is_read_without_a_fault():
    text, _ = _examples()
    text = re.sub(r"\{\{.*?\}\}", "x", text)
    blocks, findings = markup.parse(Expanded(text, ()), PAGE)
    assert findings == []
    kinds = [Heading, Heading, Paragraph, List, List, Paragraph, Paragraph, Table, Note, Table, Heading, Form]
    assert [type(block) for block in blocks] == kinds
    assert [block.kind for block in blocks if isinstance(block, Table)] == ["grid", "matrix"]
    assert next(block for block in blocks if isinstance(block, Table)).id == "channels-table"


def test_its_example_of_an_own_text_is_read_without_a_fault():
    _, text = _examples()
    blocks, findings = markup.parse(Expanded(text, ()), PAGE, own=True)
    assert findings == []
    assert [type(block) for block in blocks] == [Paragraph, List, Heading, Dropped, Table]
    assert [block.id for block in blocks] == ["purpose.p1", "", "gifts", "purpose.2", "answers.t1"]


def _examples() -> list[str]:
    """The examples of markup without the remarks at their right."""
    found = re.findall(r"```markdown\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    return [re.sub(r" {4,}(?=[a-z]).*", "", example) for example in found]


def test_the_fields_it_names_exist():
    assert {"gender", "name", "registration", "brand", "served", "approvals", "policies"} <= set(Profile.model_fields)
    assert "authority" in Registration.model_fields
    assert "font" in Brand.model_fields
    assert {"text", "published_title"} <= set(PolicySettings.model_fields)
    assert {"session", "body", "kind"} <= set(ApprovalRecord.model_fields)

"""What helps to fill in a profile: questions, the schema for editors, and the ledger of own texts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import source, wording
from generator.cli.guidance import as_yaml
from generator.policy.catalogue import library, shared
from tests.cli.conftest import ROOT, Command

Project = Callable[[str, str], Path]

PROFILE = """name: {ar: جمعية المثال, en: Example}
legal_form: association
common: {petty_cash: 3000}
policies:
  financial-regulation: {}
  conflict-of-interest: {}
"""


# ---- questions ----


def test_all_questions_with_their_answers(siyasat: Command) -> None:
    ran = siyasat("questions", "awj")
    assert ran.status == 0
    assert "policies.beneficiary-relations.response (answered)" in ran.out
    assert "What is the longest time for answering a request?" in ran.out
    assert "answer: {within: 2, unit: week}" in ran.out


def test_what_is_missing_is_told_and_counts(siyasat: Command, project: Project) -> None:
    project("example", PROFILE)
    ran = siyasat("questions", "example", "--missing")
    assert ran.status == 1
    assert "common.petty_cash" not in ran.out
    assert "common.executive_limit (required, not answered)" in ran.out
    assert "policies.conflict-of-interest.kinship_degree (required, not answered)" in ran.out
    assert "example: 4" in ran.out
    assert "review (required, not answered)" in ran.out


def test_a_shared_question_is_asked_once_and_names_its_policies(siyasat: Command, project: Project) -> None:
    project("example", PROFILE)
    records = siyasat("questions", "example", "--json").records
    (asked,) = [record for record in records if record["key"] == "common.financial_records"]
    assert asked["policies"] == ["financial-regulation", "conflict-of-interest"]
    assert (asked["state"], asked["asks"], asked["required"]) == ("missing", "duration", True)
    assert len(records) == len({record["key"] for record in records})


def test_questions_in_arabic(siyasat: Command) -> None:
    ran = siyasat("questions", "esrar", "--lang", "ar")
    assert ran.status == 0
    assert "ما أطول مدة للرد على الطلب؟" in ran.out
    assert "أُجيب عنه" in ran.out


def test_a_profile_that_cannot_be_read_has_no_answers(siyasat: Command, project: Project) -> None:
    project("example", "name: [\n")
    ran = siyasat("questions", "example")
    assert ran.status == 1
    assert "yaml-syntax" in ran.err


def test_questions_need_an_association(siyasat: Command) -> None:
    assert siyasat("questions").status == 2
    assert siyasat("questions", "nobody").status == 2


def test_wrong_answers_are_no_answers(siyasat: Command, project: Project) -> None:
    text = PROFILE.replace("3000", "lots").replace("conflict-of-interest: {}", "conflict-of-interest: {ownership: 400}")
    project("example", text)
    ran = siyasat("questions", "example", "--missing")
    assert ran.status == 1
    assert "common.petty_cash (not valid)" in ran.out
    assert "policies.conflict-of-interest.ownership (not valid)" in ran.out
    assert "answer: 400" in ran.out
    assert "2 not valid" in ran.err
    assert ran.err.count("out-of-range") == 1
    assert ran.err.count("wrong-type") == 1
    assert "غير صالح" in siyasat("questions", "example", "--lang", "ar").out


def test_questions_tell_what_loading_found(siyasat: Command, project: Project) -> None:
    project("example", PROFILE + "roles: {treasurer: {ar: أمين المال, en: Treasurer}}\n")
    assert siyasat("questions", "example").err.count("title-without-article") == 1


def test_an_empty_policy_is_asked_everything(siyasat: Command, project: Project) -> None:
    project("example", PROFILE.replace("conflict-of-interest: {}", "conflict-of-interest:"))
    ran = siyasat("questions", "example")
    assert "policies.conflict-of-interest.kinship_degree (required, not answered)" in ran.out
    assert "error" not in ran.err


#: What files may hold, in the form that reading gives it.
CHARACTERS = st.characters(exclude_categories=["Cs", "Co", "Cc", "Cn", "Zl", "Zp"])
TEXTS = st.one_of(
    st.sampled_from(["true", "null", "~", "", "- x", "@x", "*a", "&a", "!x", "|", "%x", ">", "a\nb", "a: b", "a #b"]),
    st.text(st.one_of(st.sampled_from(" \t\n-:#{}[],&*!|>'\"%@`?.~"), CHARACTERS), max_size=12),
).map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)


@settings(deadline=None, derandomize=True)
@given(VALUES)
def test_what_is_shown_as_yaml_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    file = tmp_path_factory.getbasetemp() / "shown.yaml"
    file.write_text(f"answer: {as_yaml(value)}\n", encoding="utf-8")
    assert source.read_yaml(file).data == {"answer": value}


# ---- schema ----


class _Editor(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a date is a text there."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def validator(siyasat: Command) -> jsonschema.Draft202012Validator:
    schema = json.loads(siyasat("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def read(text: str) -> Any:
    return yaml.load(text, _Editor)


def test_every_profile_here_is_valid(siyasat: Command) -> None:
    check = validator(siyasat)
    for file in sorted((ROOT / "associations").glob("*/profile.yaml")):
        assert [error.message for error in check.iter_errors(read(file.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("legal_frm: association", "legal_frm"),
        ("legal_form: company", "legal_form"),
        ("common: {petty_chas: 3}", "petty_chas"),
        ("roles: {director: {ar: مدير, en: a director}}", "director"),
        ("policies: {procurement: {receipt: {within: 2, unit: fortnight}}}", "procurement"),
        ("policies: {conflict-of-interest: {}}", "kinship_degree"),
        ("policies: {conflict-of-interest: {kinship_degree: 99}}", "kinship_degree"),
        ("policies: {conflict-of-interest: {kinship_degree: true}}", "kinship_degree"),
        ("policies: {conflict-of-interest: {ownership: 400}}", "ownership"),
        ("policies: {fundraising: {petty_cash: 3000}}", "petty_cash"),
        ("common: {quotes_limit: -4}", "quotes_limit"),
        ("common: {quotes_limit: lots}", "quotes_limit"),
        ("common: {publication: {within: 500, unit: day}}", "publication"),
        ("common: {publication: {within: 9, unit: week}}", "publication"),
        ("common: {publication: {within: 5, every: 5, unit: day}}", "publication"),
        ("common: {financial_records: {for: 3, unit: year}}", "financial_records"),
        ("review: {every: 6, unit: year}", "review"),
        ("approvals: [{policies: [gifts], meeting: 99999}]", "meeting"),
        ("registration: {number: 5, year: 2024}", "year"),
        ("place: {ar: true}", "place"),
    ],
)
def test_what_an_editor_would_underline(siyasat: Command, change: str, where: str) -> None:
    least = {"name": {"ar": "جمعية المثال", "en": "Example"}, "legal_form": "association", "policies": {}}
    check = validator(siyasat)
    assert list(check.iter_errors(least)) == []
    faults = list(check.iter_errors({**least, **read(change)}))
    assert faults
    assert any(where in f"{list(fault.path)} {fault.message}" for fault in faults)


@pytest.mark.parametrize(
    "change",
    [
        'common: {petty_cash: "3,000"}',
        "common: {petty_cash: ٣٬٠٠٠}",
        'common: {publication: {within: "10", unit: working-day}}',
        "common: {publication: {within: 8, unit: week}}",
        "review: {within: 60, unit: month}",
        "approvals: [{policies: [gifts], meeting: ٣, minutes: 7}]",
        "registration: {number: 12, year: 1444}",
        "policies: {gifts: }",
    ],
)
def test_what_an_editor_would_leave_alone(siyasat: Command, change: str) -> None:
    least = {"name": {"ar": "جمعية المثال", "en": "Example"}, "legal_form": "association", "policies": {}}
    faults = list(validator(siyasat).iter_errors({**least, **read(change)}))
    assert [fault.message for fault in faults] == []


def test_a_policy_may_override_what_its_shared_clauses_need(siyasat: Command) -> None:
    policies = json.loads(siyasat("schema").out)["properties"]["policies"]["properties"]
    for policy in library():
        own = policies[policy.id]["properties"]
        assert {"review", "publication"} & set(own), policy.id
        assert set(own) >= set(policy.entry.uses)
    assert "publication" in policies["conflict-of-interest"]["properties"]
    assert "direct_purchase" not in policies["conflict-of-interest"]["properties"]
    assert set(shared().parameters) > {"review", "publication"}


def test_an_arabic_schema_holds_no_english_descriptions(siyasat: Command) -> None:
    def descriptions(node: Any) -> list[str]:
        if isinstance(node, list):
            return [text for each in node for text in descriptions(each)]
        if not isinstance(node, dict):
            return []
        here = [node["description"]] if isinstance(node.get("description"), str) else []
        return here + [text for each in node.values() for text in descriptions(each)]

    found = descriptions(json.loads(siyasat("schema", "--lang", "ar").out))
    assert found
    assert [text for text in found if not re.search("[\u0620-\u064a]", text)] == []


def test_the_schema_of_a_parameter_is_its_question(siyasat: Command) -> None:
    schema = json.loads(siyasat("schema", "--lang", "ar").out)
    limit = schema["properties"]["common"]["properties"]["petty_cash"]
    assert limit["description"].startswith("ما أعلى مبلغ للعهدة النثرية؟")
    assert limit["examples"] == [3000]
    assert set(schema["properties"]["roles"]["properties"]) == set(wording.table("roles"))


def test_the_schema_can_be_written_to_a_file(siyasat: Command, tmp_path: Path) -> None:
    file = tmp_path / "profile.schema.json"
    ran = siyasat("schema", "--output", str(file))
    assert ran.status == 0
    assert json.loads(file.read_text(encoding="utf-8"))["$schema"].startswith("https://json-schema.org/")
    assert siyasat("schema", "--output", str(file / "below")).status == 2


# ---- own texts ----

OWN = """name: {ar: جمعية المثال, en: Example}
legal_form: association
policies:
  beneficiary-relations-detailed:
    channels: [fax]
    tools: [bylaws]
    response: {within: 3, unit: day}
"""


def own_text(project: Project) -> Path:
    folder = project("example", OWN) / "policies" / "beneficiary-relations-detailed"
    folder.mkdir(parents=True)
    ar, en = "## النطاق {#scope}\n\nتسري على الجميع.\n", "## Scope {#scope}\n\nThis applies to everyone.\n"
    (folder / "ar.md").write_text(ar, encoding="utf-8")
    (folder / "en.md").write_text(en, encoding="utf-8")
    return folder


def rules(ran: Any) -> list[str]:
    return [record["rule"] for record in ran.records if record["type"] == "finding"]


def test_what_was_replaced_is_recorded_and_a_change_of_the_library_shows(siyasat: Command, project: Project) -> None:
    folder = own_text(project)
    assert rules(siyasat("check", "--json")).count("override-unrecorded") == 2
    ran = siyasat("accept", "example")
    assert ran.status == 0
    assert ran.out.strip().endswith("replaced.yaml")
    assert not {"override-unrecorded", "library-changed"} & set(rules(siyasat("check", "--json")))
    ledger = folder / "replaced.yaml"
    kept = ledger.read_text(encoding="utf-8")
    assert [line.split(":")[0].strip() for line in kept.splitlines()] == ["ar", "scope", "en", "scope"]
    ledger.write_text(kept.replace(kept.split()[2], "0" * 16), encoding="utf-8")
    assert rules(siyasat("check", "--json")).count("library-changed") == 1
    assert siyasat("check", "--strict").status == 1
    siyasat("accept", "example")
    assert ledger.read_text(encoding="utf-8") == kept


def test_values_of_a_profile_are_no_change_of_the_library(siyasat: Command, project: Project) -> None:
    folder = own_text(project)
    (folder / "ar.md").write_text("### التعامل {#handling}\n\n1. الرد {#answer}\n", encoding="utf-8")
    (folder / "en.md").write_text("### Handling {#handling}\n\n1. Answer {#answer}\n", encoding="utf-8")
    siyasat("accept", "example")
    project("example", OWN.replace("within: 3", "within: 9"))
    assert "library-changed" not in rules(siyasat("check", "--json"))


def test_nothing_is_recorded_where_nothing_is_replaced(siyasat: Command) -> None:
    ran = siyasat("accept", "awj")
    assert (ran.status, ran.out) == (0, "")

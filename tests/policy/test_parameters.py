"""The parameters of a policy: what a profile gives for them, by kind, and everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import wording
from generator.errors import Finding
from generator.policy import catalogue, parameters
from generator.policy.catalogue import find, policy_ids
from generator.policy.parameters import Duration, Given, Term
from generator.profile.load import load
from generator.profile.model import Association, Bilingual
from tests.profile.made import LEAST, TODAY, laid

ENTRY = """title: {default: {ar: سياسة الهدايا, en: Policy on Gifts}}
parameters:
  channels: {kind: terms, required: true, question: {ar: ما القنوات؟, en: Which channels?}}
  answer:
    kind: duration
    units: [day, week]
    min: 2
    max: 25
    events: [request-completed]
    question: {ar: ما المدة؟, en: How long?}
  officer: {kind: title, question: {ar: من؟, en: Who?}}
  fee: {kind: flag, question: {ar: هل من رسوم؟, en: Is there a fee?}}
  audience: {kind: choice, allowed: [everyone, members], question: {ar: لمن؟, en: For whom?}}
"""
DEFAULTS = """title: {default: {ar: سياسة الهدايا, en: Policy on Gifts}}
parameters:
  channels: {kind: terms, default: [fax, {ar: الحمام الزاجل, en: Pigeons}], question: {ar: س, en: q}}
  answer: {kind: duration, default: {within: 3, unit: week, from: request-completed}, events: [request-completed],
           question: {ar: س, en: q}}
  officer: {kind: title, default: {ar: الأمين, en: the Secretary}, question: {ar: س, en: q}}
  fee: {kind: flag, default: false, question: {ar: س, en: q}}
  audience: {kind: choice, allowed: [everyone, members], default: everyone, question: {ar: س, en: q}}
"""


def association(tmp_path: Path, settings: str, entry: str = ENTRY, *, english: bool = True) -> Association:
    files = {
        "profile.yaml": LEAST.replace("policies: {}", f"policies:\n  gifts:\n{settings or '    version: 1.0'}"),
        "policies/gifts/policy.yaml": entry,
        "policies/gifts/ar.md": "",
        **({"policies/gifts/en.md": ""} if english else {}),
    }
    found, findings = load(laid(tmp_path, files), TODAY)
    assert found is not None, findings
    return found


def read(
    tmp_path: Path, settings: str, entry: str = ENTRY, *, english: bool = True
) -> tuple[dict[str, Given], list[Finding]]:
    whose = association(tmp_path, settings, entry, english=english)
    policy, findings = find("gifts", whose)
    assert policy is not None, findings
    return parameters.read(policy, whose)


def told(findings: list[Finding]) -> list[tuple[str, int | None, str]]:
    return [(found.rule, found.place.line, found.path.removeprefix("policies.gifts.")) for found in findings]


def test_each_parameter_is_read_as_its_kind(tmp_path: Path) -> None:
    given, findings = read(
        tmp_path,
        """    channels: [fax, {ar: الحمام الزاجل, en: Pigeons}]
    answer: {within: ٣, unit: week, from: request-completed}
    officer: {ar: الأمين, en: the Secretary}
    fee: true
    audience: members
""",
    )
    assert findings == []
    fax, pigeons = given["channels"]
    assert (fax.origin, fax.text.en) == ("channels.fax", wording.table("terms")["channels"]["fax"]["en"])
    assert pigeons == Term("channels.2", Bilingual(ar="الحمام الزاجل", en="Pigeons"), own=True)
    answer = given["answer"]
    assert isinstance(answer, Duration)
    assert (answer.amount, answer.unit, answer.event and answer.event.origin) == (3, "week", "answer.from")
    assert given["officer"] == Term("officer", Bilingual(ar="الأمين", en="the Secretary"), own=True)
    assert given["fee"] is True
    assert given["audience"] == "members"


def test_what_is_not_given_is_empty_or_the_default(tmp_path: Path) -> None:
    given, findings = read(tmp_path, "    channels: [fax]\n")
    assert findings == []
    assert [given[name] for name in ("answer", "officer", "fee", "audience")] == [None, None, None, None]
    given, findings = read(tmp_path, "", DEFAULTS)
    assert findings == []
    assert [term.origin for term in given["channels"]] == ["channels.fax", "channels.2"]
    assert given["answer"].amount == 3
    assert given["officer"].text.ar == "الأمين"
    assert given["fee"] is False
    assert given["audience"] == "everyone"


def test_everything_missing_unknown_or_wrong_is_told_at_once(tmp_path: Path) -> None:
    _, findings = read(
        tmp_path,
        """    version: 1.0
    answer: {within: 26, unit: month, from: never}
    officer: الأمين
    fee: yes
    audience: member
    chanels: [fax]
""",
    )
    assert told(findings) == [
        ("parameter-missing", 4, "channels"),
        ("unknown-value", 6, "answer.unit"),
        ("out-of-range", 6, "answer.within"),
        ("unknown-value", 6, "answer.from"),
        ("not-a-mapping", 7, "officer"),
        ("wrong-type", 8, "fee"),
        ("unknown-value", 9, "audience"),
        ("unknown-key", 10, "chanels"),
    ]


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("fax", "wrong-type", "channels"),
        ("{ar: فاكس, en: Fax}", "wrong-type", "channels"),
        ("null", "wrong-type", "channels"),
        ("[]", "empty-text", "channels"),
        ("[faks]", "unknown-term", "channels[0]"),
        ("[fax, 5]", "unknown-term", "channels[1]"),
        ("[fax, null]", "unknown-term", "channels[1]"),
        ("[[fax]]", "unknown-term", "channels[0]"),
        ("[fax, email, fax]", "term-doubled", "channels[2]"),
        ("[{ar: فاكس, en: Fax}, {ar: فاكس, en: Telefax}]", "term-doubled", "channels[1]"),
        ("[{ar: فاكس}]", "english-missing", "channels[0]"),
        ("[{en: Fax}]", "missing-key", "channels[0].ar"),
        ("[{ar: '', en: Fax}]", "empty-text", "channels[0].ar"),
        ("[{ar: فاكس, en: Fax, fr: fax}]", "unknown-key", "channels[0].fr"),
    ],
)
def test_terms_are_a_list_of_known_words_or_own_ones(written: str, rule: str, path: str, tmp_path: Path) -> None:
    _, findings = read(tmp_path, f"    channels: {written}\n")
    assert told(findings) == [(rule, 5, path)]


@pytest.mark.parametrize(
    ("written", "rule", "path"),
    [
        ("3", "not-a-mapping", "answer"),
        ("{within: 3}", "missing-key", "answer.unit"),
        ("{within: three, unit: day}", "wrong-type", "answer.within"),
        ("{within: 2.5, unit: day}", "wrong-type", "answer.within"),
        ("{within: true, unit: day}", "wrong-type", "answer.within"),
        ("{within: 0, unit: day}", "out-of-range", "answer.within"),
        ("{within: 1, unit: day}", "out-of-range", "answer.within"),
        ("{within: 26, unit: day}", "out-of-range", "answer.within"),
        ("{within: 4, unit: week}", "out-of-range", "answer.within"),  # limits count days, the smallest unit
        ("{within: 3, unit: days}", "unknown-value", "answer.unit"),
        ("{within: 3, unit: [day]}", "wrong-type", "answer.unit"),
        ("{within: 3, unit: day, start: request-completed}", "unknown-key", "answer.start"),
        ("{within: 3, unit: day, from: request-received}", "unknown-value", "answer.from"),
    ],
)
def test_a_duration_is_a_whole_number_of_an_allowed_unit(written: str, rule: str, path: str, tmp_path: Path) -> None:
    _, findings = read(tmp_path, f"    channels: [fax]\n    answer: {written}\n")
    assert told(findings) == [(rule, 6, path)]


@pytest.mark.parametrize("word", ["yes", "no", "'true'", "1", "null", "[true]"])
def test_a_flag_is_true_or_false(word: str, tmp_path: Path) -> None:
    _, findings = read(tmp_path, f"    channels: [fax]\n    fee: {word}\n")
    assert told(findings) == [("wrong-type", 6, "fee")]


@pytest.mark.parametrize("word", ["nobody", "[members]", "null", "true", "{}"])
def test_a_choice_is_one_of_the_allowed_words(word: str, tmp_path: Path) -> None:
    _, findings = read(tmp_path, f"    channels: [fax]\n    audience: {word}\n")
    assert told(findings) == [("unknown-value", 6, "audience")]


def test_own_words_need_no_english_where_the_policy_has_none(tmp_path: Path) -> None:
    settings = "    channels: [{ar: فاكس}]\n    officer: {ar: الأمين}\n"
    assert [found.rule for found in read(tmp_path / "both", settings)[1]] == ["english-missing"] * 2
    given, findings = read(tmp_path / "arabic", settings, english=False)
    assert findings == []
    assert given["officer"] == Term("officer", Bilingual(ar="الأمين"), own=True)


def test_a_missing_parameter_is_asked_for_in_both_languages(tmp_path: Path) -> None:
    _, (finding,) = read(tmp_path, "")
    assert wording.problem(finding, "ar").endswith("ما القنوات؟")
    assert wording.problem(finding, "en").endswith("Which channels?")


def test_a_wrong_default_is_told_at_its_line_in_the_policy(tmp_path: Path) -> None:
    _, findings = read(
        tmp_path, "", DEFAULTS.replace("default: false", "default: no").replace("within: 3", "within: x")
    )
    assert [(found.place.file.name, found.rule, found.place.line, found.path) for found in findings] == [
        ("policy.yaml", "wrong-type", 4, "parameters.answer.default.within"),
        ("policy.yaml", "wrong-type", 7, "parameters.fee.default"),
    ]


@pytest.mark.parametrize("kind", ["number", "duration"])
def test_what_must_be_above_something_is_compared(kind: str, tmp_path: Path) -> None:
    question = "question: {ar: س, en: q}"
    entry = f"""title: {{default: {{ar: سياسة, en: Policy}}}}
parameters:
  least: {{kind: {kind}, permanent: true, {question}}}
  most: {{kind: {kind}, permanent: true, above: least, {question}}}
"""
    written = {
        "number": [("3", "4", True), ("3", "3", False)],
        "duration": [
            ("{within: 2, unit: week}", "{within: 15, unit: day}", True),
            ("{within: 2, unit: week}", "{within: 14, unit: day}", False),
            ("{for: 9, unit: year}", "permanent", True),
            ("permanent", "{for: 9, unit: year}", False),
        ],
    }
    for number, (least, most, sound) in enumerate(written[kind]):
        _, findings = read(tmp_path / str(number), f"    least: {least}\n    most: {most}\n", entry)
        assert told(findings) == ([] if sound else [("not-above", 6, "most")])


@pytest.mark.parametrize("unit", ["day", "working-day", "week", "month", "year"])
def test_the_limits_of_each_unit_are_those_of_the_smallest(unit: str, tmp_path: Path) -> None:
    entry = ENTRY.replace("units: [day, week]", "units: [day, working-day, week, month, year]").replace("25", "800")
    parameter = find("gifts", association(tmp_path, "", entry))[0].entry.parameters["answer"]  # type: ignore[union-attr]
    low, high = parameters.unit_limits(parameter, unit)
    for amount, sound in ((low - 1, False), (low, True), (high, True), (high + 1, False)):
        settings = f"    channels: [fax]\n    answer: {{within: {amount}, unit: {unit}}}\n"
        assert (read(tmp_path, settings, entry)[1] == []) == sound, amount


REVIEWED = "title: {default: {ar: سياسة, en: Policy}}\nuses: [review, petty_cash]\n"


@pytest.mark.parametrize(
    ("profile", "settings", "expected"),
    [
        ("review: {every: 2, unit: year}", "{}", []),
        ("review: {within: 2, unit: year}", "{}", []),
        ("review: {every: 9999, unit: year}", "{}", [("out-of-range", "review.every")]),
        ("review: {for: 61, unit: month}", "{}", [("out-of-range", "review.for")]),
        ("", "{review: {within: 6, unit: year}}", [("out-of-range", "policies.gifts.review.within")]),
        ("review: {every: 2, unit: year}", "{review: null}", []),
        ("review: {every: 0, within: 2, unit: year}", "{}", None),
        ("", "{}", [("common-missing", "review")]),
    ],
)
def test_reviews_are_durations_with_limits(
    profile: str, settings: str, expected: list[tuple[str, str]] | None, tmp_path: Path
) -> None:
    text = LEAST.replace("{}", f"{{gifts: {settings}}}\n{profile}\ncommon: {{petty_cash: 3000}}".rstrip())
    whose, findings = load(laid(tmp_path, {"profile.yaml": text, "policies/gifts/policy.yaml": REVIEWED}), TODAY)
    if expected is None:  # what the model refuses
        assert {found.rule for found in findings} == {"out-of-range", "unknown-key"}
        return
    assert whose is not None, findings
    policy, _ = find("gifts", whose)
    assert policy is not None
    given, findings = parameters.read(policy, whose)
    assert [(found.rule, found.path) for found in findings] == expected
    assert expected or isinstance(given["review"], Duration)


def test_what_is_shared_is_told_once_and_only_by_policies_that_need_it(tmp_path: Path) -> None:
    files = {
        "profile.yaml": LEAST.replace("{}", "{gifts: {}, loans: {}, cards: }\ncommon: {petty_cash: lots}"),
        "policies/gifts/policy.yaml": REVIEWED,
        "policies/loans/policy.yaml": REVIEWED,
        "policies/cards/policy.yaml": REVIEWED.replace("[review, petty_cash]", "[]"),
    }
    whose, findings = load(laid(tmp_path, files), TODAY)
    assert whose is not None, findings
    told_of = {}
    for name in ("gifts", "loans", "cards"):
        policy, _ = find(name, whose)
        assert policy is not None
        given, told_of[name] = parameters.read(policy, whose)
        assert given["petty_cash"] is None
    assert told_of["gifts"] == told_of["loans"]
    assert sorted(found.rule for found in told_of["gifts"]) == ["common-missing", "wrong-type"]
    assert told_of["cards"] == []


def test_a_shared_parameter_stands_under_a_policy_that_needs_it(tmp_path: Path) -> None:
    settings = "    channels: [fax]\n    petty_cash: 3000\n"
    assert told(read(tmp_path / "other", settings)[1]) == [("unknown-key", 6, "petty_cash")]
    entry = ENTRY.replace("parameters:", "uses: [petty_cash]\nparameters:")
    assert read(tmp_path / "uses", settings, entry)[1] == []


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("{ar: أمين المجلس, en: the Secretary}", []),
        ("{ar: لجنة المنح (بالإنابة), en: the Grants Committee (acting)}", []),
        ("{ar: للأمين, en: the Secretary}", [("title-form", "ar")]),
        ("{ar: الأمين؛, en: the Secretary}", [("title-form", "ar")]),
        ("{ar: Secretary, en: the Secretary}", [("title-form", "ar")]),
        ("{ar: الأمين, en: The Secretary}", [("title-form", "en")]),
        ("{ar: الأمين, en: An auditor}", [("title-form", "en")]),
        ("{ar: الأمين, en: 'the Secretary:'}", [("title-form", "en")]),
        ("{ar: الأمين, en: الأمين}", [("title-form", "en")]),
    ],
)
def test_a_title_that_no_sentence_takes_is_worth_a_warning(
    title: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    _, findings = read(tmp_path, f"    channels: [fax]\n    officer: {title}\n")
    assert [(found.rule, found.path.removeprefix("policies.gifts.officer.")) for found in findings] == expected
    _, findings = load(laid(tmp_path, {"profile.yaml": f"{LEAST}roles: {{treasurer: {title}}}\n"}), TODAY)
    assert [(found.rule, found.path.removeprefix("roles.treasurer.")) for found in findings] == expected


# ---- the catalogue ----


@pytest.mark.parametrize(
    ("entry", "rule", "path"),
    [
        ("- title\n", "not-a-mapping", ""),
        ("approver: board\n", "missing-key", "title"),
        ("title: {foundation: {ar: سياسة}}\n", "missing-key", "title.default"),
        ("title: {default: {en: Policy}}\n", "missing-key", "title.default.ar"),
        ("title: {default: {ar: سياسة}}\napprover: trustees\n", "unknown-value", "approver"),
        ("title: {default: {ar: سياسة}}\nnumbering: {sections: roman}\n", "unknown-value", "numbering.sections"),
        ("title: {default: {ar: سياسة}}\napplies_to: []\n", "empty-text", "applies_to"),
        ("title: {default: {ar: سياسة}}\napplies_to: [asociation]\n", "unknown-value", "applies_to[0]"),
        ("title: {default: {ar: سياسة}}\nparameter: {}\n", "unknown-key", "parameter"),
        (ENTRY.replace("kind: flag", "kind: switch"), "unknown-value", "parameters.fee.kind"),
        (ENTRY.replace("units: [day, week]", "units: [day, weeks]"), "unknown-value", "parameters.answer.units[1]"),
        (ENTRY.replace("[request-completed]", "[request-sent]"), "unknown-value", "parameters.answer.events[0]"),
        (ENTRY.replace("min: 2", "min: -1"), "out-of-range", "parameters.answer.min"),
        (ENTRY.replace("min: 2", "min: 26"), "limits-crossed", "parameters.answer"),
        (ENTRY.replace("units: [day, week]", "units: []"), "empty-text", "parameters.answer.units"),
        (ENTRY.replace("allowed: [everyone, members], ", ""), "choice-without-allowed", "parameters.audience"),
        (ENTRY.replace("min: 2", "above: fee"), "above-unknown", "parameters.answer.above"),
        (ENTRY.replace("min: 2", "above: petty_cash"), "above-unknown", "parameters.answer.above"),
        (ENTRY.replace("min: 2", "above: answer"), "above-unknown", "parameters.answer.above"),
        (ENTRY.replace("  fee:", "  self:"), "parameter-name", "parameters.self"),
        (
            ENTRY.replace("question: {ar: من؟, en: Who?}", "help: {ar: من؟}"),
            "missing-key",
            "parameters.officer.question",
        ),
    ],
)
def test_a_faulty_policy_yaml_is_told_before_any_text(entry: str, rule: str, path: str, tmp_path: Path) -> None:
    policy, findings = find("gifts", association(tmp_path, "", entry))
    assert policy is None
    assert [(found.rule, found.path) for found in findings] == [(rule, path)]
    assert findings[0].place.file.name == "policy.yaml"


def test_an_own_policy_stands_before_the_library_s_of_that_name(tmp_path: Path) -> None:
    files = {
        "profile.yaml": LEAST.replace("{}", "{beneficiary-relations: {}}"),
        "policies/beneficiary-relations/policy.yaml": ENTRY,
    }
    whose, _ = load(laid(tmp_path, files), TODAY)
    assert whose is not None
    policy, _ = find("beneficiary-relations", whose)
    assert policy is not None
    assert policy.folder == tmp_path / "policies/beneficiary-relations"


@pytest.mark.parametrize("policy", ["gift", "../gifts", "..", ".", "", "gifts/", "/etc", "x" * 300])
def test_a_policy_is_known_by_its_id_alone(policy: str, tmp_path: Path) -> None:
    found, (finding,) = find(policy, association(tmp_path, ""))
    assert found is None
    assert finding.rule == "unknown-policy"
    assert "gifts" in finding.facts["near"]


def test_the_catalogue_lists_the_library_and_own_policies(tmp_path: Path) -> None:
    whose = association(tmp_path, "")
    assert set(policy_ids([whose.folder])) == {*policy_ids(), "gifts"}
    assert catalogue.POLICY == "policy.yaml"

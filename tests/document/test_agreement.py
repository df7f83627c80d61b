"""One noun, one gender, one number: both policies for every legal form and every noun of the people served."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Any

import pytest

from generator import wording
from generator.document.edition import Edition
from generator.document.phrases import LANGUAGES
from generator.document.publish import publish
from generator.language.inline import Language, plain
from tests.document.made import COMMON, DETAILED, NAMES, clauses, composed, printed, profile

FORMS = list(wording.table("entities"))
NOUNS = list(wording.table("served"))
ALL = list(product(FORMS, NOUNS))
MASCULINE = ["family-fund", "center", "club"]
WITHOUT_ASSEMBLY = ["foundation", "family-fund", "center"]


@cache
def edition(form: str, noun: str, policy: str = "", audience: str = "everyone") -> Edition:
    """The bilingual edition of a policy of an entity that is its legal form and nothing else."""
    data = profile(
        name={"ar": NAMES[form], "en": "Example"},
        legal_form=form,
        served=noun,
        policies={
            "beneficiary-relations": {**COMMON, "audience": audience},
            "beneficiary-relations-detailed": DETAILED,
        },
        approvals=[{"policies": ["beneficiary-relations"], "body": wording.table("entities")[form]["body"]}],
    )
    return publish(composed(data, policy or "beneficiary-relations"), "bilingual")


def text(form: str, noun: str, language: Language) -> str:
    """All that both policies print in a language, the noun of the members' assembly and committees aside."""
    policies = ["beneficiary-relations", "beneficiary-relations-detailed"]
    whole = "\n".join(printed(edition(form, noun, policy), language) for policy in policies)
    return re.sub(r"أعضاء (الجمعية العمومية|اللجنة)|General Assembly Members|committee's members", "…", whole)


def words(language: Language, *forms: str) -> re.Pattern[str]:
    """Any of these as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", 0 if language == "ar" else re.I)


def noun_forms(noun: str, language: Language) -> list[str]:
    """Every form of a served-person noun but the feminine ones (المستخدمة is a participle of other things too)."""
    forms = wording.table("served")[noun][language].items()
    return [form for key, form in forms if not key.endswith("_f") and not key.startswith("to_h") and key != "to_them"]


@pytest.mark.parametrize(("form", "noun"), ALL)
def test_nothing_is_left_unfilled(form: str, noun: str) -> None:
    for language in LANGUAGES:
        whole = text(form, noun, language)
        assert not re.search(r"[{}⟨⟩\ue000-\uf8ff]|None|undefined|  | [،؛؟.,:;]", whole)


# ---- the entity ----

FEMININE_WORDS = (
    "تضع|علاقتها|لعلاقتها|وعقودها|تعطي|وتعطي|تهدف|وتهدف|تسعى|تتواصل|تلتزم|تسببت|إشرافها|وإشرافها|خارجها|اعتمدت|مسجلة"
)
MASCULINE_WORDS = "يضع|علاقته|لعلاقته|وعقوده|يعطي|ويعطي|يهدف|ويهدف|يسعى|يتواصل|يلتزم|تسبب|إشرافه|وإشرافه|خارجه|مسجل"


@pytest.mark.parametrize(("form", "noun"), ALL)
def test_verbs_and_pronouns_agree_with_the_entity(form: str, noun: str) -> None:
    wrong = FEMININE_WORDS if form in MASCULINE else MASCULINE_WORDS
    assert words("ar", *wrong.split("|")).findall(text(form, noun, "ar")) == []


@pytest.mark.parametrize(("form", "noun"), ALL)
def test_the_entity_is_called_by_its_own_noun(form: str, noun: str) -> None:
    keys = {"the", "The", "of", "Of", "to", "by", "and_the", "board", "board_short", "stamp"}
    entities = wording.table("entities")
    for language in LANGUAGES:
        whole, own = text(form, noun, language), entities[form][language]
        assert own["the"] in whole
        foreign = {entities[other][language].get(key) for other in FORMS for key in keys} - {*own.values(), None}
        assert not words(language, *foreign).search(whole)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("form", [form for form in FORMS if "جمعية" not in NAMES[form]])
def test_only_associations_say_association(form: str, noun: str) -> None:
    found = re.findall(r"\w*جمعية(?! العمومية)", text(form, noun, "ar"))
    assert found == []
    assert not words("en", "Association", "Society").search(text(form, noun, "en"))


@pytest.mark.parametrize("audience", ["everyone", "members"])
@pytest.mark.parametrize(("form", "noun"), list(product(WITHOUT_ASSEMBLY, NOUNS)))
def test_no_general_assembly_where_there_is_none(form: str, noun: str, audience: str) -> None:
    whole = edition(form, noun, audience=audience)
    assert "العمومية" not in printed(whole, "ar")
    assert "Assembly" not in printed(whole, "en")


# ---- the people served ----


@pytest.mark.parametrize(("form", "noun"), ALL)
def test_no_other_people_than_those_served(form: str, noun: str) -> None:
    for language in LANGUAGES:
        whole = text(form, noun, language)
        own = noun_forms(noun, language)
        assert words(language, *own).search(whole)
        for other in NOUNS:
            wrong = [foreign for foreign in noun_forms(other, language) if foreign not in own]
            found = set(words(language, *wrong).findall(whole)) if other != noun else set()
            assert found == set()


def test_everyone_served_may_be_more_than_those_with_rights() -> None:
    """A cooperative's rights are its members', its services everybody's: two nouns, each in its place."""
    document = composed(profile(legal_form="cooperative", served="member", served_all="beneficiary"))
    texts = clauses(document.body, "ar")
    members, beneficiaries = (words("ar", *noun_forms(noun, "ar")) for noun in ("member", "beneficiary"))
    of_members = {id for id, text in texts.items() if members.search(text)}
    of_beneficiaries = {id for id, text in texts.items() if beneficiaries.search(text)}
    assert of_members == {"preamble.p3", "trust.3", "channels", "channels.p1"}
    assert "objective.p1" in of_beneficiaries
    assert not of_members & of_beneficiaries


@pytest.mark.parametrize(("form", "noun"), ALL)
def test_one_number_in_one_clause(form: str, noun: str) -> None:
    """No clause speaks of the beneficiary and of beneficiaries: a pronoun in it can mean only one of them."""
    forms = wording.table("served")[noun]["ar"]
    one = words("ar", *(forms[key] for key in ("the_one", "to_the_one", "by_the_one", "and_the_one")))
    many = words("ar", *(forms[key] for key in ("the_many", "to_the_many", "by_the_many", "and_the_many")))
    for policy in ("beneficiary-relations", "beneficiary-relations-detailed"):
        for paragraph in printed(edition(form, noun, policy).body, "ar").splitlines():
            assert not (one.search(paragraph) and many.search(paragraph))


TITLES: list[tuple[str, str, str, str]] = [
    ("association", "beneficiary", "سياسة تنظيم العلاقة مع المستفيدين", "Policy on Relations with Beneficiaries"),
    ("foundation", "shareholder", "سياسة تنظيم العلاقة مع المساهمين", "Policy on Relations with Shareholders"),
    ("center", "client", "سياسة تنظيم العلاقة مع العملاء", "Policy on Relations with Clients"),
    ("foundation", "member", "سياسة تنظيم العلاقة مع الأعضاء", "Policy on Relations with Members"),
    (
        "cooperative",
        "member",
        "سياسة تنظيم العلاقة مع أعضاء الجمعية العمومية وتقديم الخدمات",
        "Policy on Relations with General Assembly Members and Service Delivery",
    ),
]


@pytest.mark.parametrize(("form", "noun", "ar", "en"), TITLES)
def test_the_title_names_those_the_text_is_about(form: str, noun: str, ar: str, en: str) -> None:
    assert [side.plain for side in edition(form, noun).cover.title] == [ar, en]


def test_a_noun_of_one_s_own() -> None:
    """A noun that the program does not know brings all its forms, in both languages."""
    own: dict[str, dict[str, Any]] = {
        language: {key: f"{key}-{language}" for key in wording.table("served")["beneficiary"][language]}
        for language in ("ar", "en")
    }
    document = composed(profile(served=own))
    assert clauses(document.body, "ar")["channels"].endswith("the_many-ar")
    assert clauses(document.body, "en")["reception"].startswith("Receive the_one-en")
    assert plain(document.front.title.ar) == "سياسة تنظيم العلاقة مع the_many-ar"

"""The profile of one association: the facts of all its policies.

Every key is spelled here; an unknown one is refused. Values arrive as the text that was written (``source.read_yaml``),
so numbers and dates are made here, and a phone keeps its zero.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator import wording
from generator.language import dates, digits, forms, spelling
from generator.language.dates import CalendarError, Day
from generator.source import YamlFile

LONGEST_NAME = 200
LONGEST_TEXT = 2000


def fault(rule: str, **facts: object) -> PydanticCustomError:
    """A fault of ``rule``; loading turns it into a finding with its place."""
    return PydanticCustomError(rule, rule, {name: str(fact) for name, fact in facts.items()})


class Model(BaseModel):
    """Strict about keys, frozen once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _words(longest: int) -> Any:
    def check(text: str) -> str:
        text = re.sub(r"\s*[\t\n]\s*", " ", spelling.normalise(text)).strip()
        if not text:
            raise fault("empty-text")
        if len(text) > longest:
            raise fault("too-long", length=len(text), longest=longest)
        return text

    return AfterValidator(check)


Words = Annotated[str, _words(LONGEST_TEXT)]
NameWords = Annotated[str, _words(LONGEST_NAME)]


def _matching(pattern: str, rule: str) -> Any:
    compiled = re.compile(pattern)

    def check(text: str) -> str:
        text = spelling.normalise(text).strip()
        if not compiled.fullmatch(text):
            raise fault(rule, received=text)
        return text

    return AfterValidator(check)


def _iban(text: str) -> str:
    """A Saudi account number as ISO 13616 checks it (22 digits after SA, by 97 they leave 1), in groups of four."""
    code = re.sub(r"\s", "", digits.to_european(text)).upper()
    moved = code[4:] + code[:4]
    if not re.fullmatch(r"SA\d{22}", code) or int("".join(str(int(c, 36)) for c in moved)) % 97 != 1:
        raise fault("iban-form", received=text)
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


Email = Annotated[str, _matching(r"[^@\s<>()\"]+@[^@\s<>()\"]+\.[A-Za-z0-9-]+", "email-form")]
Website = Annotated[str, _matching(r"(https?://)?[^\s@<>\"/]+\.[^\s@<>\"]+", "website-form")]
#: Digits of telephone numbers and codes are kept in European form, since they print alike in both languages.
European = AfterValidator(digits.to_european)
Phone = Annotated[str, _matching(r"\(?\+?[0-9٠-٩][0-9٠-٩ ()-]*", "phone-form"), European]
Account = Annotated[str, _matching(r"@?[A-Za-z0-9._-]+", "account-form")]
Code = Annotated[str, _matching(r"\S(.{0,58}\S)?", "code-form"), European]
Iban = Annotated[str, AfterValidator(_iban)]
Color = Annotated[str, _matching(r"#[0-9a-fA-F]{6}", "color-form")]


def _whole(text: object) -> object:
    """Digits of either system as an int, thousands parted or not; anything else is left for the type to refuse."""
    if isinstance(text, str) and re.fullmatch(r"\s*-?[0-9٠-٩]+([,٬][0-9٠-٩]{3})*\s*", text) and len(text) < 1000:
        return int(re.sub("[,٬]", "", text))
    return text


Count = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=9999, strict=True)]
#: The largest number that texts state.
MOST = 10**12
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=MOST, strict=True)]
HijriYear = Annotated[int, BeforeValidator(_whole), Field(ge=1343, le=1500, strict=True)]


class Bilingual(Model):
    """A text in Arabic and, where it is known, in English."""

    ar: Words
    en: Words | None = None

    def get(self, language: str) -> str | None:
        return self.ar if language == "ar" else self.en


class InBoth(Model):
    """A text in both languages."""

    ar: Words
    en: Words

    def get(self, language: str) -> str:
        return self.ar if language == "ar" else self.en


class Name(Model):
    """The legal name; ``en_unofficial`` where the English one is a rendering and no registered name."""

    ar: NameWords
    en: NameWords
    en_unofficial: StrictBool = False
    short: Bilingual | None = None

    def get(self, language: str) -> str:
        return self.ar if language == "ar" else self.en


class RecordedDate(Model):
    """A date as a document records it: in one calendar or in both, with its weekday or without."""

    hijri: str | None = None
    gregorian: str | None = None
    weekday: str | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        try:
            hijri, gregorian = self._parsed()
            day = gregorian or (dates.gregorian_of(*hijri) if hijri else None)
            if day and not hijri:
                dates.hijri_of(day)  # the first months of 1924 and the last of 2077 are in no table
        except CalendarError as failure:
            raise fault(failure.rule, **failure.facts) from None
        if day is None:
            raise fault("date-empty")
        if hijri and gregorian and abs(dates.difference_in_days(hijri, gregorian)) > 1:
            raise fault("date-mismatch", **mismatch(hijri, gregorian))
        self._check_weekday(day)
        return self

    def _check_weekday(self, day: datetime.date) -> None:
        if self.weekday is None:
            return
        given = dates.parse_weekday(self.weekday)
        if given is None:
            raise fault("weekday-unknown", received=self.weekday)
        right = Day.of(day).weekday
        if given != right:
            raise fault(
                "weekday-mismatch",
                date=day.isoformat(),
                **{f"right_{lang}": dates.weekday_name(right, lang) for lang in ("ar", "en")},
                **{f"given_{lang}": dates.weekday_name(given, lang) for lang in ("ar", "en")},
            )

    def _parsed(self) -> tuple[tuple[int, int, int] | None, datetime.date | None]:
        hijri = _parsed_in(self.hijri, "hijri") if self.hijri else None
        gregorian = _parsed_in(self.gregorian, "gregorian") if self.gregorian else None
        return hijri, datetime.date(*gregorian) if gregorian else None

    @property
    def day(self) -> Day:
        """The day in both calendars: what is recorded, and what follows from it where one is not."""
        hijri, gregorian = self._parsed()
        if gregorian is None:
            assert hijri is not None
            gregorian = dates.gregorian_of(*hijri)
        return Day(hijri or dates.hijri_of(gregorian), gregorian)

    @property
    def is_day_apart(self) -> bool:
        """Whether the two recorded calendars differ by the one day that sighting of the moon may make."""
        hijri, gregorian = self._parsed()
        return bool(hijri and gregorian and dates.difference_in_days(hijri, gregorian))


def _parsed_in(text: str, wanted: dates.Calendar) -> tuple[int, int, int]:
    found, date = dates.parse_date(text)
    if found != wanted:
        raise fault("date-calendar", received=text, key=wanted)
    return date


def mismatch(hijri: tuple[int, int, int], gregorian: datetime.date) -> dict[str, str]:
    """The facts of two recorded dates that disagree."""
    return {
        "hijri_ar": dates.hijri_text(hijri, "ar"),
        "hijri_en": dates.hijri_text(hijri, "en"),
        "right": dates.gregorian_of(*hijri).isoformat(),
        "given": gregorian.isoformat(),
    }


def _known_or_own(value: object) -> str:
    """Tells a known word from one written out, so that a fault is reported of the one that was meant."""
    return "own" if isinstance(value, dict | BaseModel) else "known"


Authority = Annotated[
    Annotated[Literal["ncnp", "mhrsd"], Tag("known")] | Annotated[Bilingual, Tag("own")],
    Discriminator(_known_or_own),
]


class Registration(Model):
    """Under which number of which year the association is registered with whom."""

    number: Words
    year: HijriYear | None = None
    authority: Authority | None = None


class Contact(Model):
    """How the association is reached."""

    website: Website | None = None
    email: Email | None = None
    phone: Phone | None = None
    mobile: Phone | None = None
    fax: Phone | None = None
    facebook: Account | None = None
    x: Account | None = None


class Face(Model):
    """A typeface of the association's own: files beside the profile."""

    regular: Words
    bold: Words


class Brand(Model):
    """The association's looks; a path is relative to the profile."""

    logo: Words | None = None
    color: Color | None = None
    font: Face | None = None


class Style(Model):
    """How documents print: digits of Arabic text, the basmala, both names together on cover and contents page."""

    digits: Literal["european", "arabic-indic"] = "european"
    basmala: Literal["cover", "second-page", True, False] = False
    names_together: StrictBool = False


class Person(Model):
    """Somebody who signs; the title is printed as given."""

    name: Bilingual | None = None
    title: Bilingual | None = None


class Board(Model):
    """The board, and who of it signs a policy."""

    sign: Literal["chair", "all"] = "chair"
    chair: Person | None = None
    members: tuple[Person, ...] = ()


#: Keys that say how long: a deadline, a frequency, a time of keeping.
LENGTHS = ("within", "every", "for")


class Period(Model):
    """A length of time: so many of a unit. It may be written under any key of ``LENGTHS``, as all durations."""

    every: Annotated[Count, Field(validation_alias=AliasChoices("every", *LENGTHS))]
    unit: Literal["month", "year"]


class OwnNoun(Model):
    """A served-person noun that the program does not know, with all its forms by language."""

    ar: dict[str, Words]
    en: dict[str, Words]

    @model_validator(mode="after")
    def _has_all_forms(self) -> Self:
        """The forms that texts use; those of the dual and the feminine are for texts of one's own."""
        forms_of = wording.table("served")["beneficiary"]
        for language, given in (("ar", self.ar), ("en", self.en)):
            missing = [
                form
                for form in forms_of[language]
                if form not in given and "dual" not in form and not form.endswith("_f")
            ]
            if missing:
                raise fault("noun-forms", language=language, missing=", ".join(missing))
        return self


Served = Annotated[
    Annotated[Literal["beneficiary", "member", "shareholder", "user", "client"], Tag("known")]
    | Annotated[OwnNoun, Tag("own")],
    Discriminator(_known_or_own),
]


class PolicySettings(BaseModel):
    """What a profile says of one policy: facts of the document, and the parameters of its text.

    The parameters stay as they were written; the policy's own catalogue entry knows their kinds.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    version: Code | None = None
    number: Code | None = None
    owner: Bilingual | None = None
    review: Period | None = None
    effective: RecordedDate | None = None
    classification: Bilingual | None = None
    text: Literal["reworded"] | None = None
    published_title: Bilingual | None = None
    glossary: StrictBool | None = None

    @property
    def parameters(self) -> dict[str, Any]:
        """The keys that are not facts of the document."""
        return dict(self.__pydantic_extra__ or {})


def _nothing_said(settings: object) -> object:
    """A policy with nothing under its key has no settings yet."""
    return {} if settings is None else settings


class ApprovalRecord(Model):
    """One approval, as the minutes record it. Every fact but the policies is optional."""

    policies: Annotated[tuple[str, ...], Field(min_length=1)]
    body: Literal["board", "trustees", "general-assembly"] = "board"
    kind: Literal["ordinary", "extraordinary"] | None = None
    meeting: Count | None = None
    session: Count | None = None
    term: Count | None = None
    minutes: Code | None = None
    resolution: Code | None = None
    version: Code | None = None
    changes: Bilingual | None = None
    date: RecordedDate | None = None

    @model_validator(mode="after")
    def _one_sitting(self) -> Self:
        if self.meeting and self.session:
            raise fault("meeting-and-session")
        return self


LegalForm = Literal["association", "professional", "cooperative", "foundation", "family-fund", "center", "club"]


class Profile(Model):
    """One association."""

    sample: StrictBool = False
    name: Name
    legal_form: LegalForm
    gender: Literal["m", "f"] | None = None
    registration: Registration | None = None
    place: Bilingual | None = None
    contact: Contact = Contact()
    brand: Brand = Brand()
    style: Style = Style()
    served: Served = "beneficiary"
    served_all: Served | None = None
    board: Board = Board()
    roles: dict[str, InBoth] = Field(default_factory=dict)
    review: Period | None = None
    glossary: StrictBool = False
    common: dict[str, Any] = Field(default_factory=dict)
    policies: dict[str, Annotated[PolicySettings, BeforeValidator(_nothing_said)]]
    approvals: tuple[ApprovalRecord, ...] = ()

    @property
    def feminine(self) -> bool:
        """The grammatical gender of the association's short noun."""
        gender = self.gender or wording.table("entities")[self.legal_form]["gender"]
        return str(gender) == "f"

    @property
    def gender_of_name(self) -> Literal["m", "f"] | None:
        """The gender that the first noun of the legal name has."""
        return forms.first_noun_gender(self.name.ar)

    def approvals_of(self, policy: str) -> tuple[ApprovalRecord, ...]:
        """The approvals of one policy, oldest first; the last one is in force."""
        return tuple(record for record in self.approvals if policy in record.policies)

    def review_of(self, policy: str) -> Period | None:
        """How often a policy is reviewed: what is stated of it, or of all."""
        return self.policies[policy].review or self.review

    def version_of(self, policy: str) -> str | None:
        """The version of a policy's text: the one stated, or the one approved last."""
        records = self.approvals_of(policy)
        return self.policies[policy].version or (records[-1].version if records else None)


@dataclass(frozen=True, slots=True)
class Association:
    """A loaded profile: the folder it came from, the facts, and the file with the line of each."""

    folder: Path
    profile: Profile
    file: YamlFile

    @property
    def slug(self) -> str:
        return self.folder.name

"""What stands before and around the text: cover, control table, header and footer; each part where its facts exist."""

from __future__ import annotations

from collections.abc import Sequence

from generator import wording
from generator.document.approval import approving, date
from generator.document.edition import Picture
from generator.document.nodes import Both, Front, Table
from generator.document.phrases import LANGUAGES, Phrasebook, given, joined, same, worded
from generator.language.dates import Day
from generator.language.inline import Value, plain
from generator.policy.catalogue import Entry
from generator.profile.model import ApprovalRecord, Bilingual, PolicySettings, Profile

_KINDS = {"website": "url", "email": "email", "facebook": "code", "x": "code"}


def front(
    profile: Profile,
    settings: PolicySettings,
    entry: Entry,
    approver: str,
    version: str | None,
    records: Sequence[ApprovalRecord],
    review: Day | None,
    logo: Picture | None,
    phrases: Phrasebook,
) -> Front:
    """The front matter of one policy; ``approver`` is the body it needs; the last of ``records`` is in force."""
    current = records[-1] if records else None
    registration = _registration(profile, phrases)
    name = given("name", "name", profile.name)
    basmala = "cover" if profile.style.basmala is True else profile.style.basmala or None
    return Front(
        title=given("title", "policy.title", entry.title_for(profile)),
        name=name,
        short_name=given("name", "name.short", profile.name.short) if profile.name.short else name,
        state=_state(current, phrases),
        version=_version(version, current, phrases) if version else None,
        identity=_identity(settings, version, current, phrases),
        letterhead=worded(wording.table("labels")["country"]) if registration else None,
        registration=registration,
        contact=_contact(profile, registration, name, phrases),
        control=_control(settings, approver, current, version, review, phrases),
        logo=logo,
        basmala=basmala,
        names_together=profile.style.names_together,
    )


def _state(current: ApprovalRecord | None, phrases: Phrasebook) -> Both:
    table = wording.table("approval")
    if current is None:
        return worded(table["cover"]["draft"])
    body = phrases(table["bodies"][current.body]["body_short"])
    if current.date is None:
        return phrases(table["cover"]["approved"], body_short=body)
    return phrases(table["cover"]["approved_on"], body_short=body, date=date(current.date.day, "approval.date"))


def _version(version: str | None, current: ApprovalRecord | None, phrases: Phrasebook) -> Both | None:
    labels = wording.table("labels")
    if version is None:
        return worded(labels["draft"]) if current is None else None
    label = labels["version" if current else "draft-version"]
    return phrases(label, version=same("number", "version", version))


def _identity(
    settings: PolicySettings, version: str | None, current: ApprovalRecord | None, phrases: Phrasebook
) -> Both | None:
    """The footer's words: number and version; a draft says so."""
    parts = [same("code", "number", settings.number)] if settings.number else []
    if (versioned := _version(version, current, phrases)) is not None:
        parts.append(versioned)
    return joined(parts, " · ") if parts else None


def _registration(profile: Profile, phrases: Phrasebook) -> Both | None:
    registration, labels = profile.registration, wording.table("labels")
    if registration is None:
        return None
    empty = Both((), ())
    authority, year = empty, empty
    if registration.authority is not None:
        name = registration.authority
        if isinstance(name, str):
            body = wording.table("regulations")["bodies"][name]
            name = Bilingual(ar=body["ar"]["the"], en=body["en"]["the"])
        authority = phrases(labels["registered-with"], authority=given("name", "registration.authority", name))
    if registration.year is not None:
        year = phrases(labels["registered-year"], year=same("number", "registration.year", registration.year))
    number = same("number", "registration.number", registration.number)
    return phrases(
        labels["registered"]["f" if profile.feminine else "m"],
        **{"with": authority, "number": number, "year": year},
    )


def _contact(profile: Profile, registration: Both | None, name: Both, phrases: Phrasebook) -> tuple[Both, ...]:
    """Footer lines: name and registration; place and ways to reach the association. None where no way is known."""
    labels, reached = wording.table("labels")["contact"], []
    for key in ("website", "phone", "mobile", "fax", "facebook", "x", "email"):
        if text := getattr(profile.contact, key):
            value = same(_KINDS.get(key, "phone"), f"contact.{key}", text)
            reached.append(phrases(labels[key], **{key: value}))
    if not reached:
        return ()
    place = [given("name", "place", profile.place)] if profile.place else []
    lines = [joined([name, registration] if registration else [name], " – "), joined(place + reached, " · ")]
    return tuple(lines)


def _control(
    settings: PolicySettings,
    approver: str,
    current: ApprovalRecord | None,
    version: str | None,
    review: Day | None,
    phrases: Phrasebook,
) -> Table:
    """The control table: one row a fact that the profile states."""
    table, labels = wording.table("approval"), wording.table("labels")["control-rows"]
    body = current.body if current else approver
    if current is None:
        approved: Both | None = _to_date("approval.date", phrases)
    else:
        approved = date(current.date.day, "approval.date") if current.date else None
    facts: dict[str, Both | None] = {
        "number": same("code", "number", settings.number) if settings.number else None,
        "version": same("number", "version", version) if version else None,
        "owner": given("name", "owner", settings.owner) if settings.owner else None,
        "approver": approving(body, phrases) if current else _to_choose("approval.body", approving(body, phrases)),
        "approved": approved,
        "effective": date(settings.effective.day, "effective") if current and settings.effective else None,
        "review": date(review, "review") if review else None,
        "classification": given("name", "classification", settings.classification) if settings.classification else None,
        "text": phrases(table["reworded_cell"]) if settings.text == "reworded" else None,
    }
    rows = tuple((worded(labels[key]), fact) for key, fact in facts.items() if fact is not None)
    return Table("control", "keys", (), rows, widths=(32, 68))


def _to_choose(origin: str, chosen: Both) -> Both:
    """A place of a draft where something is chosen; for now ``chosen`` stands there."""
    return Both(*((Value("choice", origin, plain(chosen.get(lang))),) for lang in LANGUAGES))


def _to_date(origin: str, phrases: Phrasebook) -> Both:
    """A place of a draft where a day is written, in both calendars."""
    labels = wording.table("labels")
    blanks = {
        calendar: Both(*((Value("blank", f"{origin}.{calendar}", labels["date-dots"][lang]),) for lang in LANGUAGES))
        for calendar in ("hijri", "gregorian")
    }
    return phrases(labels["date-blank-both"], **blanks)

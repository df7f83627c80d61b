"""The record of a draft's approval, once it was filled in: the entry under ``approvals`` that it would be."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.errors import Finding, note
from generator.language.dates import CalendarError, parse_date
from generator.profile.model import Association

_PREFIX = "approval."
_FACTS = ("body", "meeting", "term", "minutes", "resolution")
_CALENDARS = ("hijri", "gregorian")


def approval_proposed(
    association: Association, policy: str, filled: Collection[str], shown: Mapping[str, str]
) -> Finding | None:
    """What the profile would say of an approval; None where nothing of its record was filled in.

    ``filled`` are the tags of fields that were, ``shown`` what stands in all of them, of choices the keys.
    """
    if not any(tag.startswith(_PREFIX) for tag in filled):
        return None
    facts = {tag.removeprefix(_PREFIX): text for tag, text in shown.items() if tag.startswith(_PREFIX)}
    entry = [f"{key}: {facts[key]}" for key in _FACTS if facts.get(key)]
    date = _date(facts, "date")
    if weekday := facts.get("weekday"):
        date.append(f"weekday: {weekday}")
    if date:
        entry.append(f"date: {{{', '.join(date)}}}")
    if not entry:
        return None
    written = f"{{policies: [{policy}], {', '.join(entry)}}}"
    effective = ", ".join(_date(facts, "effective"))
    place = association.file.place("policies", policy)
    return note("adopt-approval", place, "approvals", entry=written, effective=f"{{{effective}}}" if effective else "–")


def _date(facts: Mapping[str, str], key: str) -> list[str]:
    """A date as a profile writes it, in the calendars that were filled in; words that are no date stay as they are."""
    return [
        f"{calendar}: {_iso(facts[f'{key}.{calendar}'])}" for calendar in _CALENDARS if facts.get(f"{key}.{calendar}")
    ]


def _iso(text: str) -> str:
    try:
        _, (year, month, day) = parse_date(text)
    except CalendarError:
        return text
    return f"{year:04d}-{month:02d}-{day:02d}"

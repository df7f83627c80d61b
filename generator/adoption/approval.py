"""The record of a draft's approval, once it was filled in: the entry under ``approvals`` that it would be."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.adoption.facts import flow
from generator.errors import Finding, note
from generator.language.dates import CalendarError, parse_date
from generator.profile.model import Association

_PREFIX = "approval."
#: What an entry under ``approvals`` holds; the others of the record have places elsewhere in a profile.
_OF_ENTRY = ("body", "meeting", "term", "minutes", "resolution", "date")
_ELSEWHERE = ("effective", "review", "name", "title")
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
    found = {key: _date(facts, key) or facts.get(key) for key in (*_OF_ENTRY, *_ELSEWHERE)}
    entry = {"policies": [policy], **{key: found[key] for key in _OF_ENTRY if found[key]}}
    others = {key: found[key] for key in _ELSEWHERE if found[key]}
    place = association.file.place("policies", policy)
    return note("adopt-approval", place, "approvals", entry=flow(entry), others=flow(others) if others else "–")


def _date(facts: Mapping[str, str], key: str) -> dict[str, str]:
    """A date as a profile writes it, in the calendars that were filled in; words that are no date stay as they are."""
    found = {calendar: _iso(facts.get(f"{key}.{calendar}", "")) for calendar in _CALENDARS}
    found["weekday"] = facts.get("weekday", "") if key == "date" else ""
    return {part: text for part, text in found.items() if text}


def _iso(text: str) -> str:
    try:
        _, (year, month, day) = parse_date(text)
    except CalendarError:
        return text
    return f"{year:04d}-{month:02d}-{day:02d}"

"""The closing sheet: the sentence of approval from whatever facts the minutes gave, signatures, stamp, versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator import wording
from generator.document.columns import percentages
from generator.document.nodes import Approval, Both, Field, Form, Heading, Table
from generator.document.phrases import LANGUAGES, Phrasebook, capitalised, given, joined, same, worded
from generator.language import dates
from generator.language.dates import Day
from generator.language.inline import Text, Value
from generator.language.ordinals import english_ordinal, ordinal
from generator.profile.model import ApprovalRecord, Board, Person, PolicySettings

_LARGEST_WORD = 100
#: What is dated in the record of an approval.
_DATES = frozenset({"date", "effective", "review"})


def sentence(record: ApprovalRecord, phrases: Phrasebook) -> Both:
    """Who approved at which sitting on which day under which record, leaving out what is not known."""
    table = wording.table("approval")
    body = table["bodies"][record.body]
    texts = [_filled(phrases, body["approved"], body)]
    slots = [_sitting(record, body, phrases), _when(record, phrases), _record(record, phrases)]
    for position, slot in enumerate(slot for slot in slots if slot is not None):
        texts += [worded(table["first" if position == 0 else "next"]), slot]
    return joined([*texts, worded(table["stop"])], "")


def _filled(phrases: Phrasebook, texts: dict[str, str], body: dict[str, Any], **slots: Both) -> Both:
    named = {name: phrases(body[name]) for name in ("body", "Body", "body_short")}
    return phrases(texts, **named, **slots)


def _sitting(record: ApprovalRecord, body: dict[str, Any], phrases: Phrasebook) -> Both | None:
    number = record.meeting or record.session
    sitting = None
    if number or record.kind:
        noun = "session" if record.session else "meeting"
        kind = f"{record.kind}_{noun}" if record.kind else noun
        form = (
            kind
            if number and (record.kind or number <= _LARGEST_WORD)
            else f"{kind}_{'figure' if number else 'unnumbered'}"
        )
        sitting = phrases(body[form], **_numbered(number or 0, "f" if record.session else "m", noun))
    if record.term is None:
        return sitting
    form = ("term" if sitting else "term_alone") + ("" if record.term <= _LARGEST_WORD else "_figure")
    term = phrases(body[form], **_numbered(record.term, "f", "term"))
    return joined([sitting, term], wording.table("approval")["inside"]["ar"]) if sitting else term


def _numbered(number: int, gender: Any, noun: str) -> dict[str, Both]:
    origin = f"approval.{noun}"
    figure = same("number", origin, number)
    if not 1 <= number <= _LARGEST_WORD:
        return {"number": figure, "ordinal": figure}
    ar, en = ordinal(number, gender, "gen"), english_ordinal(number)
    return {
        "number": figure,
        "ordinal": Both((Value("ordinal", origin, ar),), (Value("ordinal", origin, en),)),
    }


def date(day: Day, origin: str) -> Both:
    """A day in both calendars."""
    return Both(*((Value("date", origin, dates.short(day, lang)),) for lang in LANGUAGES))


def _when(record: ApprovalRecord, phrases: Phrasebook) -> Both | None:
    if record.date is None:
        return None
    when, day = wording.table("approval")["when"], record.date.day
    weekday = Both(*((Value("weekday", "approval.date", dates.weekday_name(day.weekday, lang)),) for lang in LANGUAGES))
    form = "weekday" if record.date.weekday else "plain"
    return phrases(when[form], date=date(day, "approval.date"), weekday=weekday)


def _record(record: ApprovalRecord, phrases: Phrasebook) -> Both | None:
    form = "both" if record.minutes and record.resolution else "minutes" if record.minutes else "resolution"
    if not (record.minutes or record.resolution):
        return None
    return phrases(
        wording.table("approval")["records"][form],
        minutes=same("number", "approval.minutes", record.minutes),
        resolution=same("number", "approval.resolution", record.resolution),
    )


def approval(
    records: Sequence[ApprovalRecord],
    settings: PolicySettings,
    board: Board,
    approvers: Sequence[str],
    phrases: Phrasebook,
    review: Day | None,
) -> Approval:
    """The closing sheet of a policy with these approvals, oldest first; a draft where there are none.

    ``approvers`` are the bodies that may approve it, the one that has to first.
    """
    table = wording.table("approval")
    body = records[-1].body if records else approvers[0]
    heading_text = (
        worded(table["general_assembly_heading"]) if body == "general-assembly" else phrases.noun("approval_heading")
    )
    heading = Heading("approval", 1, heading_text)
    prevails = phrases(table["arabic_prevails"])
    if not records:
        sentence_of_draft = _filled(phrases, table["bodies"][body]["draft"], table["bodies"][body])
        return Approval(heading, (sentence_of_draft,), prevails, _to_record(approvers, phrases))
    sentences = [sentence(records[-1], phrases)]
    if (replaced := _replaces(records, phrases)) is not None:
        sentences.append(replaced)
    if settings.effective:
        sentences.append(phrases(table["effective"], date=date(settings.effective.day, "effective")))
    if review:
        sentences.append(phrases(table["next_review"], date=date(review, "review")))
    if settings.text == "reworded":
        sentences.append(phrases(table["reworded"]))
    signatures, history = _signatures(board), _history(records, settings.version, phrases)
    return Approval(heading, tuple(sentences), prevails, None, signatures, phrases.noun("stamp"), history)


def approving(body: str, phrases: Phrasebook) -> Both:
    """The name of a body, as it opens a cell."""
    return capitalised(phrases(wording.table("approval")["bodies"][body]["body_short"]))


def _to_record(approvers: Sequence[str], phrases: Phrasebook) -> Form:
    """What is filled in once a draft is approved."""
    table, weekdays = wording.table("approval")["record"], wording.table("calendar")["weekdays"]
    days = [*weekdays]
    options = {
        "body": tuple((body, approving(body, phrases)) for body in approvers),
        "weekday": tuple((key, worded(weekdays[key])) for key in (*days[-1:], *days[:-1])),  # from Sunday on
    }
    fields = []
    for key, words in table["fields"].items():
        if key in options:
            chosen = approvers[0] if key == "body" else ""
            fields.append(Field("choice", worded(words), key, options[key], chosen))
        else:
            fields.append(Field("date" if key in _DATES else "line", worded(words), key))
    return Form("approval", worded(table["title"]), tuple(fields))


def _replaces(records: Sequence[ApprovalRecord], phrases: Phrasebook) -> Both | None:
    if len(records) < 2:
        return None
    earlier, table = records[-2], wording.table("approval")["supersedes"]
    slots = {}
    if earlier.version:
        slots["version"] = same("number", "approval.replaced.version", earlier.version)
    if earlier.date:
        slots["date"] = date(earlier.date.day, "approval.replaced.date")
    if not slots:
        return None
    return phrases(table["both" if len(slots) == 2 else next(iter(slots))], **slots)


def _signatures(board: Board) -> Table:
    """Who signs; where nobody is known, one row to be filled in by hand."""
    table = wording.table("labels")["sign"]
    people = [board.chair] if board.chair else []
    if board.sign == "all":
        people += board.members
    rows = [_signature(index, person) for index, person in enumerate(people or [Person()], 1)]
    header = tuple(worded(table[key]) for key in ("number", "name", "title", "signature"))
    return Table("signatures", "sign", header, tuple(rows), widths=(7, 33, 30, 30))


def _signature(index: int, person: Person) -> tuple[Both, ...]:
    empty = Both((), ())
    name = given("name", "board.name", person.name) if person.name else empty
    title = given("title", "board.title", person.title) if person.title else empty
    return same("number", "board", index), name, title, empty


def _history(records: Sequence[ApprovalRecord], version: str | None, phrases: Phrasebook) -> Table | None:
    """One row an approval, with the columns for which any of them has a fact; None where there is only the body.

    ``version`` is that of the text: the approval in force is of it where the minutes name none.
    """
    rows = [_history_row(record, phrases) for record in records]
    if version:
        rows[-1].setdefault("version", same("number", "history.version", version))
    columns = [
        key
        for key in ("version", "date", "body", "minutes", "resolution", "changes")
        if any(key in row for row in rows)
    ]
    if len(columns) < 2:
        return None
    weights = {"version": 10, "date": 34, "body": 21, "minutes": 16, "resolution": 16, "changes": 34}
    empty = Both((Text("–"),), (Text("–"),))
    return Table(
        "history",
        "grid",
        tuple(worded(wording.table("approval")["history"][key]) for key in columns),
        tuple(tuple(row.get(key, empty) for key in columns) for row in rows),
        widths=percentages([weights[key] for key in columns]),
    )


def _history_row(record: ApprovalRecord, phrases: Phrasebook) -> dict[str, Both]:
    body = wording.table("approval")["bodies"][record.body]
    row = {"body": capitalised(phrases(body["body_short"]))}
    for key in ("version", "minutes", "resolution"):
        if text := getattr(record, key):
            row[key] = same("number", f"history.{key}", text)
    if record.date:
        row["date"] = date(record.date.day, "history.date")
    if record.changes:
        row["changes"] = given("text", "history.changes", record.changes)
    return row

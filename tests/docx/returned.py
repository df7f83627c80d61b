"""Files as they come back: edited with python-docx, and what is read out of them as short lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import docx
from lxml import etree

from generator.document.diff import Change, changes, words
from generator.docx import readback, write
from tests.docx.conftest import ANNEXED, VARIANTS, pages_of
from tests.docx.reading import W, style_of, text_of
from tests.editions import edition

Edit = Callable[["Desk"], None]

_FORMS = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
_AUTHOR = {f"{W}id": "900", f"{W}author": "أمينة", f"{W}date": "2026-01-02T03:04:05Z"}


@cache
def sent(variant: str) -> bytes:
    """The file of a variant as siyasat writes it."""
    made = edition(**(VARIANTS | ANNEXED)[variant])  # type: ignore[arg-type]
    return write(made, pages_of(made), 12)


def told(content: bytes) -> list[str]:
    """What changed in a file, a line each; pending changes with ? before them, filled controls with =."""
    returned = readback.read(io.BytesIO(content))
    assert returned.record is not None
    found = readback.versions(returned, returned.record)
    made = [_line(change) for change in changes(found.written, found.settled)]
    made += [f"? {_line(change)}" for change in changes(found.settled, found.proposed)]
    return made + [f"= {control.tag}: {control.text}" for control in found.filled]


def _line(change: Change) -> str:
    if change.before is None:
        return f"+ {change.clause} {change.language} {change.kind} after {change.follows}: {change.after}"
    if change.after is None:
        return f"- {change.clause} {change.language}"
    spans = words(change.before.text, change.after)
    marked = "".join(_FORMS[span.kind].format(span.text) for span in spans)
    return f"~ {change.clause} {change.language}: {marked}"


def came_back(variant: str, *edits: Edit) -> bytes:
    """The file of a variant with edits made in it, saved by python-docx."""
    return edited(sent(variant), *edits)


def edited(content: bytes, *edits: Edit) -> bytes:
    """A file with edits made in it, saved by python-docx."""
    desk = Desk(content)
    for edit in edits:
        edit(desk)
    return desk.saved()


class Desk:
    """An open file."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        self.body = self.document.element.body

    def saved(self) -> bytes:
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    def paragraph(self, text: str) -> Any:
        """The last paragraph with a text: contents lists come before."""
        return [found for found in self.body.iter(f"{W}p") if text in text_of(found)][-1]

    def run(self, text: str) -> Any:
        return next(found for found in self.paragraph(text).iter(f"{W}t") if text in (found.text or "")).getparent()


def element(tag: str, *children: Any, **attributes: str) -> Any:
    made = etree.Element(f"{W}{tag}", {f"{W}{key}": value for key, value in attributes.items()})
    made.extend(children)
    return made


def _say(run: Any, text: str) -> None:
    found = run.find(f"{W}t")
    found.text = text
    found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


# Edits ---


def change(old: str, new: str) -> Edit:
    """Other words in a run."""

    def edit(desk: Desk) -> None:
        run = desk.run(old)
        _say(run, run.find(f"{W}t").text.replace(old, new))

    return edit


def add_after(words_there: str, new: str, *, copied: bool = False) -> Edit:
    """A paragraph like the one before; ``copied`` with its bookmark."""

    def edit(desk: Desk) -> None:
        desk.paragraph(words_there).addnext(_like(desk.paragraph(words_there), new, copied=copied))

    return edit


def _like(paragraph: Any, text: str, *, copied: bool = False) -> Any:
    made = deepcopy(paragraph)
    run = deepcopy(next(made.iter(f"{W}r")))
    for child in list(made):
        if child.tag != f"{W}pPr" and not (copied and child.tag.startswith(f"{W}bookmark")):
            made.remove(child)
    for child in list(run):
        if child.tag != f"{W}rPr":
            run.remove(child)
    run.append(element("t"))
    _say(run, text)
    made.append(run)
    return made


def begin_with(words_there: str, text: str) -> Edit:
    """Text typed at the begin of a paragraph, before its bookmark and its label."""

    def edit(desk: Desk) -> None:
        paragraph = desk.paragraph(words_there)
        paragraph.insert(1, _like(paragraph, text)[-1])

    return edit


def sign(words_there: str, text: str) -> Edit:
    """Text typed into the empty cell after one."""

    def edit(desk: Desk) -> None:
        paragraph = desk.paragraph(words_there)
        paragraph.getparent().getnext().find(f"{W}p").append(_like(paragraph, text)[-1])

    return edit


def begin_body(text: str) -> Edit:
    """A paragraph before the first heading."""

    def edit(desk: Desk) -> None:
        heading = next(found for found in desk.body.iter(f"{W}p") if style_of(found) == "Heading1")
        made = _like(desk.paragraph("تضع جمعية"), text)
        heading.addprevious(made)

    return edit


def remove(words_there: str) -> Edit:
    def edit(desk: Desk) -> None:
        paragraph = desk.paragraph(words_there)
        parent = paragraph.getparent()
        parent.remove(paragraph)
        if parent.tag == f"{W}tc" and parent.find(f"{W}p") is None:
            parent.append(element("p"))

    return edit


def remove_row(words_there: str) -> Edit:
    def edit(desk: Desk) -> None:
        row = desk.paragraph(words_there).getparent().getparent()
        row.getparent().remove(row)

    return edit


def move_after(words_there: str, target: str) -> Edit:
    def edit(desk: Desk) -> None:
        desk.paragraph(target).addnext(desk.paragraph(words_there))

    return edit


def lose_bookmarks(desk: Desk) -> None:
    for found in [*desk.body.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        found.getparent().remove(found)


def lose_section(desk: Desk) -> None:
    """Takes away the break between the cover and the rest."""
    found = desk.body.find(f".//{W}pPr/{W}sectPr")
    found.getparent().remove(found)


def split_runs(desk: Desk) -> None:
    """Every run in two, with marks of the spelling checker between."""
    for run in [run for run in desk.body.iter(f"{W}r") if run.find(f"{W}t") is not None]:
        text = run.find(f"{W}t").text or ""
        if len(text) > 1 and len(run.findall(f"{W}t")) == 1:
            rest = deepcopy(run)
            _say(run, text[: len(text) // 2])
            _say(rest, text[len(text) // 2 :])
            run.addnext(rest)
            run.addnext(element("proofErr", type="spellStart"))


def split_before(words_there: str) -> Edit:
    """A paragraph cut in two at the begin of some words of a run; its bookmark spans both, as in Word."""

    def edit(desk: Desk) -> None:
        paragraph, run = desk.paragraph(words_there), desk.run(words_there)
        text = run.find(f"{W}t").text
        place = text.index(words_there)
        rest, made = deepcopy(run), element("p", deepcopy(paragraph.find(f"{W}pPr")))
        _say(run, text[:place])
        _say(rest, text[place:])
        made.extend([rest, *run.itersiblings()])
        paragraph.addnext(made)

    return edit


def join(first: str, second: str) -> Edit:
    def edit(desk: Desk) -> None:
        one, other = desk.paragraph(first), desk.paragraph(second)
        one.append(_like(other, " ")[-1])
        one.extend([child for child in other if child.tag != f"{W}pPr"])
        other.getparent().remove(other)

    return edit


# Tracked changes, as Word writes them ---


def _mark(paragraph: Any, tag: str) -> None:
    """A tracked change of the paragraph's end (17.13.5.15, 17.13.5.20)."""
    properties = paragraph.find(f"{W}pPr")
    marks = properties.find(f"{W}rPr")
    if marks is None:
        marks = element("rPr")
        properties.append(marks)
    marks.insert(0, etree.Element(f"{W}{tag}", _AUTHOR))


def _tracked(tag: str, *runs: Any) -> Any:
    made = etree.Element(f"{W}{tag}", _AUTHOR)
    made.extend(runs)
    if tag in ("del", "moveFrom"):
        for found in made.iter(f"{W}t"):
            found.tag = f"{W}delText" if tag == "del" else f"{W}t"
    return made


def track_change(old: str, new: str) -> Edit:
    def edit(desk: Desk) -> None:
        run = desk.run(old)
        text = run.find(f"{W}t").text
        place = text.index(old)
        gone, come, rest = (deepcopy(run) for _ in range(3))
        _say(run, text[:place])
        _say(gone, old)
        _say(come, new)
        _say(rest, text[place + len(old) :])
        parts = [_tracked("del", gone), _tracked("ins", come), rest]
        for part in reversed(parts):
            run.addnext(part)

    return edit


def track_add(words_there: str, new: str) -> Edit:
    """Enter at the end of a paragraph, and text: the first end is the new one."""

    def edit(desk: Desk) -> None:
        paragraph = desk.paragraph(words_there)
        made = _like(paragraph, new)
        _mark(paragraph, "ins")
        run = made[-1]
        made.append(_tracked("ins", run))
        paragraph.addnext(made)

    return edit


def track_remove(words_there: str, tag: str = "del") -> Edit:
    def edit(desk: Desk) -> None:
        paragraph = desk.paragraph(words_there)
        _mark(paragraph, tag)
        for run in [*paragraph.findall(f"{W}r")]:
            run.addprevious(_tracked(tag, deepcopy(run)))
            paragraph.remove(run)

    return edit


def track_move(words_there: str, target: str) -> Edit:
    def edit(desk: Desk) -> None:
        paragraph = desk.paragraph(words_there)
        copy = _like(paragraph, text_of(paragraph))
        _mark(copy, "moveTo")
        copy.append(_tracked("moveTo", copy[-1]))
        where = desk.paragraph(target)
        track_remove(words_there, "moveFrom")(desk)
        where.addprevious(copy)

    return edit


def track_row(words_there: str, tag: str) -> Edit:
    """A row put in or taken out (17.13.5.16, 17.13.5.12)."""

    def edit(desk: Desk) -> None:
        row = desk.paragraph(words_there).getparent().getparent()
        properties = row.find(f"{W}trPr")
        properties.append(etree.Element(f"{W}{tag}", _AUTHOR))

    return edit


# Controls ---


def control(words_there: str, tag: str, text: str, *, empty: bool = False) -> Edit:
    """A content control behind the words of a paragraph."""

    def edit(desk: Desk) -> None:
        paragraph = desk.paragraph(words_there)
        settings = element("sdtPr", element("alias", val="اسم"), element("tag", val=tag))
        if empty:
            settings.append(element("showingPlcHdr"))
        run = _like(paragraph, text)[-1]
        paragraph.append(element("sdt", settings, element("sdtContent", run)))

    return edit

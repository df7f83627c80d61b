"""What a Word file of ours says when it comes back: whose it is, what was written, what stands there now."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from generator.document.clauses import clauses
from generator.document.diff import Clause
from generator.document.edition import Edition
from generator.docx import paragraphs, record
from generator.docx.matching import identify
from generator.docx.ooxml import Element
from generator.docx.paragraphs import Body, Control, Paragraph, Revision
from generator.docx.read import MAIN, UNREADABLE, WordError, check_size, part, styles_in, styles_of
from generator.docx.record import Record, RecordError
from generator.language.inline import Language

_CUSTOM = "docProps/custom.xml"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_DATA = re.compile(r"customXml/item\d+\.xml")
_MOST = 20_000  # paragraphs; the longest policy has a tenth of it
_KEYS = ("association", "policy", "edition", "version", "state", "contenthash")


class ForeignError(Exception):
    """A Word file that siyasat did not write."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file it is, by its document properties."""

    association: str
    policy: str
    edition: str
    version: str
    state: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back; ``record`` is None where a program did not keep it."""

    origin: Origin
    record: Record | None
    body: Body


@dataclass(frozen=True, slots=True)
class Versions:
    """The clauses of a file as siyasat wrote them, as they are while no pending change is accepted, and as they are
    once all are; the pending changes, the controls, and those that were filled in since.
    """

    written: tuple[Clause, ...]
    settled: tuple[Clause, ...]
    proposed: tuple[Clause, ...]
    revisions: tuple[Revision, ...]
    controls: tuple[Control, ...]
    filled: tuple[Control, ...]


def read(file: Path | BinaryIO) -> Returned:
    """A file as it is. Raises WordError where it is no Word file or too large a one, ForeignError where it is not ours,
    RecordError where its record is of a format to come.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            present = set(archive.namelist())
            data = sorted(filter(_DATA.fullmatch, present))
            check_size(archive, [MAIN, *data, *({_CUSTOM} & present)])
            document = _part(archive, MAIN)
            origin = _origin(_part(archive, _CUSTOM)) if _CUSTOM in present else None
            if origin is None:
                raise ForeignError
            kept = next(filter(record.is_record, (_part(archive, name) for name in data)), None)
            body = paragraphs.read(document, styles_of(archive))
    except UNREADABLE as failure:
        raise WordError(str(failure).strip("'\"")) from None
    if len(body.accepted) > _MOST:
        raise WordError(f"more than {_MOST} paragraphs")
    return Returned(origin, None if kept is None else _record(kept), body)


def _record(kept: Element) -> Record | None:
    """A record; one that was damaged counts as lost."""
    try:
        return record.read(kept)
    except RecordError as failure:
        if failure.newer:
            raise
        return None


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    """A part; those of a package declare no document type (ECMA-376 Part 2, 8.1.4)."""
    root = part(archive, name)
    if root.getroottree().docinfo.doctype:
        raise WordError("document type")
    return root


def _origin(properties: Element) -> Origin | None:
    """Whose the file is; None where its properties do not tell."""
    found = {entry.get("name"): "".join(entry.itertext()) for entry in properties.iter(_PROPERTIES)}
    known = [found.get(key, "") for key in _KEYS]
    return Origin(*known) if all(found.get(key) for key in ("association", "policy", "edition")) else None


def versions(returned: Returned, written: Record) -> Versions:
    """What a file says, clause by clause, against the record of what was written."""
    body = returned.body
    settled = identify(written.clauses, written, _text(body, body.rejected, written.cover))
    proposed = settled
    if body.revisions:
        proposed = identify(settled, written, _text(body, body.accepted, written.cover))
    controls = tuple(_tagged(control, written.titles) for control in body.controls)
    return Versions(written.clauses, settled, proposed, body.revisions, controls, _filled(controls, written))


def _text(body: Body, found: Iterable[Paragraph], cover: Sequence[str] = ()) -> list[Paragraph]:
    """The paragraphs that may be clauses: none of the contents nor of the cover, which is a section of its own or,
    where somebody took its break away, known by its words.
    """
    text = [paragraph for paragraph in found if not paragraph.contents]
    if body.sections > 1:
        return [paragraph for paragraph in text if paragraph.section > 0]
    return [paragraph for paragraph in text if paragraphs.plain(paragraph.printed) not in cover]


def _tagged(control: Control, titles: Mapping[str, str]) -> Control:
    """A control with its tag, where a program kept its title alone."""
    lost = control.tag == control.alias
    return replace(control, tag=titles.get(control.alias, control.tag)) if lost else control


def _filled(controls: Iterable[Control], written: Record) -> tuple[Control, ...]:
    """The controls that show something else than when they were written, new ones that show anything; those of one
    fact once.
    """
    known = written.controls
    filled = (
        control
        for control in controls
        if control.text and (control.text not in known[control.tag] if control.tag in known else not control.empty)
    )
    return tuple(dict.fromkeys(filled))


def _contents(controls: Iterable[Control]) -> dict[str, tuple[str, ...]]:
    """What controls show, by their tags and, since programs lose those, by their titles."""
    found: dict[str, dict[str, None]] = {}
    for control in controls:
        for key in filter(None, (control.tag, control.alias)):
            found.setdefault(key, {})[control.text] = None
    return {tag: tuple(texts) for tag, texts in found.items()}


def _titles(controls: Iterable[Control]) -> dict[str, str]:
    """The tag of each title that no control of another tag has."""
    tags: dict[str, set[str]] = {}
    for control in controls:
        tags.setdefault(control.alias, set()).add(control.tag)
    return {title: tag for title, (tag, *others) in tags.items() if title and not others}


def record_of(
    edition: Edition, bookmarks: Mapping[tuple[str, Language], str], document: Element, sheet: Element
) -> Record:
    """What is to be known of an edition when its document comes back; ``document`` is the one that was written, and
    ``sheet`` its styles.

    Paragraphs of it that are no clauses, such as blanks to write on, are kept as clauses too, named by those they stand
    after: so they are neither taken for what they are not, nor for something new.
    """
    body = paragraphs.read(document, styles_in(sheet))
    made = clauses(edition)
    places = {(clause.id, clause.language) for clause in made}
    cover = [paragraphs.plain(paragraph.printed) for paragraph in body.accepted if paragraph.section == 0]
    known = Record(
        made,
        {place: name for place, name in bookmarks.items() if place in places},
        tuple(text for text in dict.fromkeys(cover) if text),
        _contents(body.controls),
        _titles(body.controls),
    )
    return replace(known, clauses=identify(made, known, _text(body, body.accepted)))

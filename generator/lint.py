"""Lint of files: reading any text, the faults of ``language.lint`` as findings, silencing, and mending what is safe.

A finding is silenced on its own line, with a reason: ``{%# lint: rule reason #%}`` or ``<!-- lint: rule reason -->``
in Markdown (but the first alone in a policy's text, which would print the other), ``# lint: rule reason`` in YAML and
plain text; in YAML on the first line of a block (``key: | # lint: …``)
for the whole block.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from stat import S_IMODE
from typing import Literal, TypeAlias

from generator import source
from generator.errors import Finding, Place, error, note, warning
from generator.files import put
from generator.language import lint as language
from generator.language.lint import Fault, Vocabulary
from generator.language.lint import text as texts
from generator.language.lint.masks import without_code
from generator.language.lint.text import Text
from generator.resources import TEMPLATES
from generator.source import SourceError, dotted

Format = Literal["markdown", "yaml", "plain", "word"]

#: The formats by the endings of their files.
FORMATS: dict[str, Format] = {".md": "markdown", ".yaml": "yaml", ".yml": "yaml", ".txt": "plain", ".docx": "word"}

#: Rules of taste, and of what does no harm; all others are certain defects.
_NOTES = {"weak-wording", "silence-unused"}
_TAG = re.compile(r"(?P<form>\{%#|<!--)[^\S\n]*lint:[^\S\n]*(?P<rule>\w+(?:-\w+)*)")
_TAG_END = re.compile(r"#%\}|-->")
_HASHED = re.compile(r"(?<!\S)#[^\S\n]*lint:[^\S\n]*(?P<rule>[\w-]+)[^\S\n]*(?P<reason>[^\r\n]*)")
_BOM = "\ufeff"
_ROUNDS = 8  # mending one fault may show another: a lengthened word, then its spelling
_WORDS_WITH_FAULTS = "lint.yaml"  # the table of the rules, which spells words wrongly to know them


@dataclass(frozen=True, slots=True)
class Names:
    """Names of associations: those of the one whose text it is (None: not known), and those of each other one."""

    own: tuple[str, ...] | None = None
    others: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, own: tuple[str, ...] | None, known: Iterable[tuple[str, ...]]) -> Names:
        """The names for a text of ``own``, where those of all associations are ``known``."""
        return cls(own, tuple(some for some in known if some != own))


@dataclass(slots=True)
class _Silence:
    line: int
    rule: str
    reason: str
    used: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text and where it begins in the file; ``line`` is that of its beginning where silencing it covers the whole."""

    text: Text
    start: int = 0
    path: str = ""
    header: int | None = None
    plain_scalar: bool = False


@dataclass(slots=True)
class _Read:
    """A file's text in pieces, and the silencing comments in it."""

    text: str
    pieces: list[_Piece]
    silences: list[_Silence] = field(default_factory=list)


#: The silencing comments by their rules and lines.
_Silences: TypeAlias = dict[tuple[str, int | None], list[_Silence]]


# ---- checking ----


def check(path: Path, names: Names | None = None) -> list[Finding]:
    """The findings of one file, in the order of their lines. ``path`` ends as one of ``FORMATS``."""
    kind = FORMATS[path.suffix.lower()]
    try:
        read = _read_word(path) if kind == "word" else _read(source.read_text(path), kind, path)
    except SourceError as failure:
        return failure.findings
    places, silences = _LineTable(read.text), _by_place(read)
    found = []
    for piece, fault in _faults(read, path, names or Names()):
        line = places.line_of(piece.start + fault.start)
        if not _is_silenced(silences, fault.rule, line, piece):
            found.append(_finding(fault, Place(path, line), piece.path))
    return [*dict.fromkeys(found), *_remarks(read, path)]


def _finding(fault: Fault, place: Place, path: str) -> Finding:
    make = note if fault.rule in _NOTES else warning
    return make(fault.rule, place, path, **fault.facts)


def _faults(read: _Read, path: Path, names: Names) -> Iterator[tuple[_Piece, Fault]]:
    is_library = TEMPLATES in path.resolve().parents and path.name != _WORDS_WITH_FAULTS
    for piece in read.pieces:
        for fault in language.faults(
            piece.text,
            vocabulary=vocabulary(),
            in_vocabulary=is_library,
            own=names.own,
            others=names.others,
        ):
            yield piece, fault


def _by_place(read: _Read) -> _Silences:
    found: _Silences = {}
    for silence in read.silences:
        found.setdefault((silence.rule, silence.line), []).append(silence)
    return found


def _is_silenced(silences: _Silences, rule: str, line: int, piece: _Piece) -> bool:
    """Whether a comment silences a rule here; the comment then counts as used."""
    silenced = False
    for place in {line, piece.header}:
        for silence in silences.get((rule, place), ()):
            silence.used = silenced = True
    return silenced


def _remarks(read: _Read, path: Path) -> Iterator[Finding]:
    """What is wrong with the silencing itself."""
    for silence in read.silences:
        place = Place(path, silence.line)
        if not silence.reason:
            yield warning("silence-without-reason", place, silenced=silence.rule)
        if not silence.used:
            yield note("silence-unused", place, silenced=silence.rule)


# ---- reading ----


class _LineTable:
    """The lines of a text by places in it."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def line_of(self, position: int) -> int:
        return bisect_right(self._starts, position)


def _read(text: str, kind: Format, path: Path) -> _Read:
    """A text in pieces. Raises SourceError for YAML that is none."""
    if kind == "yaml":
        return _read_yaml(text, path)
    if kind == "markdown":
        forms = {"{%#"} if _is_policy(path) else {"{%#", "<!--"}
        return _Read(text, [_Piece(texts.markdown(text))], list(_tagged(without_code(text), forms)))
    return _Read(text, [_Piece(texts.plain(text))], [*_tagged(text, {"{%#", "<!--"}), *_hashed(text)])


def _is_policy(path: Path) -> bool:
    """Whether a text is printed in a document: one under a folder ``policies``, or one that these share."""
    parents = path.absolute().parents
    return "policies" in {parent.name for parent in parents[:3]} or TEMPLATES / "shared" in parents


def _tagged(text: str, forms: Collection[str]) -> Iterator[_Silence]:
    """The comments in tags, each in one line. One pattern from opener to closer would read a line again and again."""
    for number, line in enumerate(text.split("\n"), 1):
        tag = _TAG.search(line)
        while tag and (end := _TAG_END.search(line, tag.end())):
            if tag["form"] in forms:
                yield _Silence(number, tag["rule"], line[tag.end() : end.start()].strip())
            tag = _TAG.search(line, end.end())


def _hashed(text: str) -> Iterator[_Silence]:
    table = _LineTable(text)
    for match in _HASHED.finditer(text):
        yield _Silence(table.line_of(match.start()), match["rule"], match["reason"].strip())


def _read_yaml(text: str, path: Path) -> _Read:
    """The values of a YAML text, each a text of its own; its keys and comments are none."""
    read = _Read(text, [])
    hidden = list(text)
    for scalar in source.scalars(text, path):
        begin = scalar.start
        is_block = scalar.style in {"|", ">"}
        if is_block:  # the indicator stands in a line of its own, perhaps with a comment
            begin = min((text.find("\n", begin) + 1) or scalar.end, scalar.end)
        hidden[begin : scalar.end] = re.sub(r"[^\n]", " ", text[begin : scalar.end])
        made = texts.scalar(text[begin : scalar.end])
        header = scalar.line if is_block else None
        read.pieces.append(_Piece(made, begin, dotted(scalar.steps), header, not scalar.style))
    read.silences = list(_hashed("".join(hidden)))
    return read


def _read_word(path: Path) -> _Read:
    from generator.docx.read import WordError, paragraphs

    try:
        made = texts.word([_composed(paragraph) for paragraph in paragraphs(path)])
    except WordError as failure:
        raise SourceError([error("file-unreadable", Place(path), reason=failure)]) from None
    return _Read(made.source, [_Piece(made)])


def _composed(paragraph: texts.Paragraph) -> texts.Paragraph:
    text = unicodedata.normalize("NFC", paragraph.text)
    return texts.Paragraph(text, paragraph.heading, paragraph.listed, paragraph.entry)


# ---- words of the library ----


@cache
def vocabulary() -> Vocabulary:
    """How often each Arabic word occurs in the library's texts. Raises SourceError where one cannot be read."""
    files = sorted(path for pattern in ("*.md", "*.yaml") for path in TEMPLATES.rglob(pattern))
    counts: Counter[str] = Counter()
    for path in files:
        if path.name != _WORDS_WITH_FAULTS:
            counts.update(language.tokens(source.read_text(path)))
    return counts


# ---- mending ----


def fix(path: Path, names: Names | None = None) -> int:
    """Mends the safe faults of a file that are not silenced, and returns how many.

    Everything else stays as it is, byte for byte; a Word file is never written. Raises OSError where the file cannot
    be.
    """
    kind = FORMATS[path.suffix.lower()]
    if kind == "word":
        return 0
    try:
        written = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return 0
    bom = _BOM if written.startswith(_BOM) else ""
    text, count = mended(written.removeprefix(_BOM), kind, path, names or Names())
    if bom + text != written:
        target = path.resolve()  # links and permissions stay
        put(target, (bom + text).encode("utf-8"), S_IMODE(target.stat().st_mode))
    return count


def mended(text: str, kind: Format, path: Path, names: Names) -> tuple[str, int]:
    """A text without its safe faults, and how many they were: 0 where it is the same. A text of YAML that is none
    stays.
    """
    written, count = text, 0
    for _ in range(_ROUNDS):
        try:
            read = _read(text, kind, path)
        except SourceError:
            break
        edits = _edits(read, path, names)
        changed = _applied(text, edits)
        if not edits or (kind == "yaml" and not _same_shape(text, changed)):
            break
        text, count = changed, count + len(edits)
    return text, count if text != written else 0


def _edits(read: _Read, path: Path, names: Names) -> list[tuple[int, int, str]]:
    """Spans and what is written there, none over another."""
    table, silences = _LineTable(read.text), _by_place(read)
    edits: list[tuple[int, int, str]] = []
    for piece, fault in _faults(read, path, names):
        start, end = piece.start + fault.start, piece.start + fault.end
        if fault.replacement is None or not fault.safe or (edits and start < edits[-1][1]):
            continue
        if fault.replacement == read.text[start:end]:  # it changes nothing, and is not counted
            continue
        if piece.plain_scalar and ":" in fault.replacement:  # a colon would make a key of what is before it
            continue
        if not _is_silenced(silences, fault.rule, table.line_of(start), piece):
            edits.append((start, end, fault.replacement))
    return edits


def _applied(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for start, end, replacement in edits:
        parts += [text[done:start], replacement]
        done = end
    return "".join([*parts, text[done:]])


def _same_shape(before: str, after: str) -> bool:
    """Whether a mended YAML text has the values of the one before, if not their words."""
    try:
        return [value.steps for value in source.scalars(before)] == [value.steps for value in source.scalars(after)]
    except SourceError:
        return False

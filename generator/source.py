"""Reading what people wrote: UTF-8 text, and YAML whose values stay text and remember their lines.

YAML's implicit types are wrong for policies: 1445-02-30 is a valid Hijri date and no timestamp, 0530801110 is a phone
number and no octal, version 1.10 is not 1.1, and ``no`` is a word. So every scalar loads as the text that was written,
except the plain words true, false and null; models make numbers and dates of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.errors import Finding, Place, error

Step = str | int
_DEEPEST = 64  # levels of mappings and lists; no profile or policy needs a tenth of them
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}


class SourceError(Exception):
    """A file cannot be read at all; ``findings`` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(f"{finding.place.file}: {finding.rule}" for finding in findings))
        self.findings = findings


@dataclass(slots=True)
class YamlFile:
    """One YAML file: its data, and the line of each key and item by its path."""

    path: Path
    data: Any
    lines: dict[tuple[Step, ...], int] = field(default_factory=dict)

    def value(self, *steps: Step) -> Any:
        """What stands at ``steps``; KeyError or IndexError where nothing does."""
        data = self.data
        for step in steps:
            data = data[step]
        return data

    def place(self, *steps: Step) -> Place:
        """The place of the value at ``steps``, or of its nearest parent that stands in the file."""
        for length in range(len(steps), -1, -1):
            if steps[:length] in self.lines:
                return Place(self.path, self.lines[steps[:length]])
        return Place(self.path, 1)


def dotted(steps: tuple[Step, ...]) -> str:
    """``("approvals", 0, "date")`` as people write it: ``approvals[0].date``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, NFC, with ``\\n`` line ends.

    Raises SourceError for a file that is missing or no UTF-8, or holds private-use or control characters: these have no
    meaning a reader could share, and the text stage marks its values with them.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as failure:
        raise SourceError([error("file-unreadable", Place(path), reason=failure.strerror or failure)]) from None
    except UnicodeDecodeError as failure:
        line = failure.object[: failure.start].count(b"\n") + 1
        byte = f"0x{failure.object[failure.start]:02x}"
        raise SourceError([error("not-utf8", Place(path, line), byte=byte)]) from None
    text = normalised(text)
    if forbidden := set(filter(is_forbidden, set(text))):
        findings = [
            error("forbidden-character", Place(path, number), character=f"U+{ord(character):04X}")
            for number, line in enumerate(text.split("\n"), 1)
            for character in sorted(forbidden & set(line))
        ]
        raise SourceError(findings)
    return text


def normalised(text: str) -> str:
    """A text as ``read_text`` gives it: NFC, with ``\n`` line ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_forbidden(character: str) -> bool:
    """Private-use, surrogate, control and line-parting characters, but tab and line end; and noncharacters."""
    if character in "\t\n":
        return False
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
    return noncharacter or unicodedata.category(character) in {"Co", "Cc", "Cs", "Zl", "Zp"}


def read_yaml(path: Path) -> YamlFile:
    """The YAML file at ``path``.

    Raises SourceError with every duplicate key and alias of the file, or with its first syntax error.
    """
    text = read_text(path)
    file = YamlFile(path, None, {(): 1})
    reader = _Reader(file)
    try:
        _check_depth(text, path)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        file.data = reader.value(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as failure:
        raise SourceError([_syntax_error(failure, path)]) from None
    if reader.findings:
        raise SourceError(reader.findings)
    return file


def _syntax_error(failure: yaml.MarkedYAMLError, path: Path) -> Finding:
    mark = failure.problem_mark or failure.context_mark
    place = Place(path, mark.line + 1 if mark else None)
    reason = ", ".join(part for part in (failure.context, failure.problem) if part)
    return error("yaml-syntax", place, reason=reason or failure)


def _check_depth(text: str, path: Path) -> None:
    """Refuses brackets in brackets without end, which would overflow the stack of the C parser."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                place = Place(path, event.start_mark.line + 1 if event.start_mark else None)
                raise SourceError([error("yaml-syntax", place, reason=f"more than {_DEEPEST} levels")])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Reader:
    """Turns the YAML node graph into data, noting lines and faults."""

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, steps: tuple[Step, ...]) -> Any:
        if id(node) in self._seen:  # a second way to one node: an alias, and with it the alias bomb
            anchor = Place(self.file.path, node.start_mark.line + 1)
            self.findings.append(error("yaml-alias", self.file.place(*steps), dotted(steps), anchor))
            return None
        self.file.lines.setdefault(steps, node.start_mark.line + 1)
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, steps)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*steps, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        self._check_characters(node, steps)
        plain = not node.style  # the C parser says "", the Python one None
        return _PLAIN[node.value] if plain and node.value in _PLAIN else node.value

    def _mapping(self, node: yaml.MappingNode, steps: tuple[Step, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault("yaml-key", key_node, steps)
                continue
            key = key_node.value
            self._check_characters(key_node, steps)
            if key in data:
                first = Place(self.file.path, self.file.lines[(*steps, key)])
                self._fault("duplicate-key", key_node, (*steps, key), other=first, key=key)
                continue
            self.file.lines[(*steps, key)] = key_node.start_mark.line + 1
            data[key] = self.value(value_node, (*steps, key))
        return data

    def _check_characters(self, node: yaml.ScalarNode, steps: tuple[Step, ...]) -> None:
        """Refuses characters that stand in the file as escapes, ``"\\ue000"``."""
        for character in sorted(set(filter(is_forbidden, node.value))):
            self._fault("forbidden-character", node, steps, character=f"U+{ord(character):04X}")

    def _fault(
        self, rule: str, node: yaml.Node, steps: tuple[Step, ...], other: Place | None = None, **facts: str
    ) -> None:
        place = Place(self.file.path, node.start_mark.line + 1)
        self.findings.append(error(rule, place, dotted(steps), other, **facts))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it stands in a YAML text: its path, its line, and the span of its source with quotes and indicators.

    ``style`` is ``"``, ``'``, ``|``, ``>`` or empty for a plain one.
    """

    steps: tuple[Step, ...]
    line: int
    start: int
    end: int
    style: str


def scalars(text: str, path: Path = Path()) -> list[Scalar]:
    """The values of a YAML text, no keys, in their order. Raises SourceError, which names ``path``, where it is no
    YAML.
    """
    try:
        _check_depth(text, path)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as failure:
        raise SourceError([_syntax_error(failure, path)]) from None
    except yaml.YAMLError as failure:  # a character that YAML does not have
        raise SourceError([error("yaml-syntax", Place(path), reason=failure)]) from None
    return list(_scalars(node, (), set())) if node is not None else []


def _scalars(node: yaml.Node, steps: tuple[Step, ...], seen: set[int]) -> Iterator[Scalar]:
    if id(node) in seen:  # an alias, which stands elsewhere
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark, node.end_mark
        yield Scalar(steps, start.line + 1, start.index, end.index, node.style or "")
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _scalars(item, (*steps, index), seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*steps, str(key.value)), seen)

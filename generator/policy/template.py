"""The text stage: a Jinja template and the profile's values become Markdown in which each value is an opaque token.

A value never becomes markup. ``finalize`` puts U+E000 index U+E001 in its place; after the Markdown is parsed the
token turns into the typed ``Value`` again. U+E002 line U+E003 marks the source line of a piece of text, so that a
finding in an expanded text still names its line; U+E004 line,number U+E005 does so before an expression, and
numbers it, so that a value knows how it was written. Input with private-use characters is refused
(``source.read_text``), so nobody can forge them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    meta,
    nodes,
    pass_context,
)
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.errors import Finding, Place, error
from generator.language.inline import Value
from generator.source import is_forbidden

VALUE = re.compile("\ue000(\\d+)\ue001")
LINE = re.compile("\ue002(\\d+)\ue003")
_LINE_OF_VALUE = re.compile("\ue004(\\d+),(\\d+)\ue005(?:(?=\ue000(\\d+)\ue001))?")
_MARKS = re.compile("[\ue000-\ue005]")

_ALLOWED_FILTERS = {"first", "last", "length", "reverse", "batch", "slice", "list"}
_PREFIX = re.compile(r"(\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?|\|\s*)*)(.*)", re.S)
_BARE_MARKUP = re.compile(r"\s*(:{3,}.*|[-| :]+|=+|\{[^}]*\}|[#>|*+-]|\d+[.)])?\s*")
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from %}",
    nodes.Extends: "{% extends %}",
}
_VALUES = "values of this text"  # a name that no template can spell


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text with tokens, and the values the tokens stand for."""

    text: str
    values: tuple[Value, ...]


class _Lines(Extension):
    """Marks the line of every piece of template text, and the line and number of every expression."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        expressions = 0
        for token in stream:
            if token.type == "variable_begin":
                yield Token(token.lineno, "data", f"\ue004{token.lineno},{expressions}\ue005")
                expressions += 1
            if token.type != "data":
                yield token
                continue
            number, marked = token.lineno, []
            for piece in re.split(r"(\n)", token.value):
                if piece == "\n":
                    number += 1
                marked.append(piece if _BARE_MARKUP.fullmatch(piece) else _mark(piece, number))
            yield Token(token.lineno, "data", "".join(marked))


def _mark(piece: str, number: int) -> str:
    match = _PREFIX.fullmatch(piece)
    assert match is not None
    return f"{match[1]}\ue002{number}\ue003{match[2]}"


@pass_context  # also keeps Jinja from folding constants, which would finalize them at compile time
def _finalize(context: Context, value: object) -> object:
    if isinstance(value, Markup):  # text of a block, a macro or a {% set %}: tokens already
        return value
    if isinstance(value, Undefined):
        str(value)  # raises
    if isinstance(value, str):
        if any(map(is_forbidden, value)):  # written as an escape, or cut out of a token
            raise UnprintableError("control character")
        value = Value("word", "", value)
    elif type(value) is int:
        value = Value("number", "", str(value))
    if not isinstance(value, Value):
        raise UnprintableError(type(value).__name__)
    values: list[Value] = context[_VALUES]
    values.append(value)
    return Markup(f"\ue000{len(values) - 1}\ue001")


class UnprintableError(Exception):
    """A template prints something that is no single value: a list, a form table, nothing."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which values and texts have no insides: no ``v.text``, no ``', '.join(…)``."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        return not isinstance(obj, Value | str) and super().is_safe_attribute(obj, attr, value)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = _Sandbox(
        finalize=_finalize,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[_Lines],
        trim_blocks=True,
        lstrip_blocks=True,
        comment_start_string="{%#",  # {# begins a clause id
        comment_end_string="#%}",
        keep_trailing_newline=True,
    )
    for name in set(environment.filters) - _ALLOWED_FILTERS:
        del environment.filters[name]
    environment.globals.clear()
    return environment


@cache
def _compiled(source: str) -> Template:
    return _environment().from_string(source)


def expand(source: str, context: Mapping[str, Any], file: Path) -> tuple[Expanded | None, list[Finding]]:
    """``source`` with the values of ``context`` as tokens, or the findings that prevent it."""
    findings = _static_faults(source, context, file)
    if findings:
        return None, findings
    values: list[Value] = []
    try:
        text = _compiled(source).render({**context, _VALUES: values})
    except (UndefinedError, SecurityError) as failure:
        place = Place(file, _line_of(failure.__traceback__))
        return None, [error("undefined-name", place, name=_missing(failure), near=_near(_missing(failure), context))]
    except UnprintableError as failure:
        return None, [error("unprintable", Place(file, _line_of(failure.__traceback__)), received=failure)]
    except TypeError as failure:  # Value refuses to become a str, and so every operator and filter on it
        return None, [error("value-combined", Place(file, _line_of(failure.__traceback__)), reason=failure)]
    except Exception as failure:  # whatever else a template can do: divide by zero, call itself without end
        return None, [error("template-syntax", Place(file, _line_of(failure.__traceback__)), reason=failure)]
    expressions = _expressions(source)

    def line_of(mark: re.Match[str]) -> str:
        """The line of a value, which is told how it was written."""
        if mark[3] is None:
            return ""
        values[int(mark[3])] = replace(values[int(mark[3])], expression=expressions[int(mark[2])])
        return f"\ue002{mark[1]}\ue003"

    text = _LINE_OF_VALUE.sub(line_of, text)
    if _MARKS.search(LINE.sub("", VALUE.sub("", text))):
        return None, [error("value-combined", Place(file), reason="[:]")]
    return Expanded(text, tuple(values)), []


def names_set(source: str, context: Mapping[str, Any]) -> dict[str, Any]:
    """The names that a text, which expands, sets for itself (``{% set keeper = … %}``): what stands in its place uses
    them too. Texts of blocks are left out, since they hold the tokens of their own expansion.
    """
    module = _compiled(source).make_module({**context, _VALUES: []})
    made = {name: value for name, value in vars(module).items() if not name.startswith("_")}
    return {name: value for name, value in made.items() if not isinstance(value, Markup) and not callable(value)}


@cache
def _expressions(source: str) -> tuple[str, ...]:
    """What stands between the braces of each ``{{ … }}`` of a text, in order."""
    found: list[str] = []
    inside = False
    for _, kind, text in _environment().lex(source):
        if kind == "variable_begin":
            found.append("")
            inside = True
        elif kind == "variable_end":
            inside = False
        elif inside:
            found[-1] += text
    return tuple(map(str.strip, found))


@dataclass(frozen=True, slots=True)
class _Outline:
    """What can be told of a text without running it: its first syntax fault, or the names it uses."""

    fault: tuple[int, str] | None = None
    undeclared: tuple[tuple[str, int], ...] = ()  # with the first line of each
    attributes: tuple[tuple[str, str], ...] = ()
    questions: tuple[tuple[str, int], ...] = ()  # policies that adopted() asks for, with their lines


@cache
def _outline(source: str) -> _Outline:
    try:
        tree = _environment().parse(source)
        _compiled(source)
    except TemplateSyntaxError as failure:
        return _Outline(fault=(failure.lineno, failure.message or ""))
    for refused in tree.find_all(tuple(_REFUSED)):
        return _Outline(fault=(refused.lineno, _REFUSED[type(refused)]))
    unknown = meta.find_undeclared_variables(tree)
    first_lines: dict[str, int] = {}
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            first_lines.setdefault(name.name, name.lineno)
    taken = (node for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name))
    return _Outline(
        undeclared=tuple(first_lines.items()),
        questions=tuple(_asked(tree)),
        attributes=tuple((node.node.name, node.attr) for node in taken if isinstance(node.node, nodes.Name)),
    )


def _asked(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "adopted":
            yield from ((asked.value, call.lineno) for asked in call.args if isinstance(asked, nodes.Const))


def policies_asked(source: str) -> tuple[tuple[str, int], ...]:
    """The ids of the policies that ``adopted(…)`` asks for in a text, each with its line."""
    return _outline(source).questions


def names_under(group: str, source: str) -> set[str]:
    """The names that a text takes from a group (``review`` of ``{{ shared.review }}``); none where it has no sense."""
    return {name for owner, name in _outline(source).attributes if owner == group}


def _static_faults(source: str, context: Mapping[str, Any], file: Path) -> list[Finding]:
    """What can be told without running the template: its syntax, and all names it uses and nobody gives."""
    found = _outline(source)
    if found.fault:
        line, reason = found.fault
        return [error("template-syntax", Place(file, line), reason=reason)]
    unknown = [(name, line) for name, line in found.undeclared if name not in context]
    return [
        error(
            "undefined-name",
            Place(file, line),
            name=name,
            near=", ".join(difflib.get_close_matches(name, context, 1)),
        )
        for name, line in sorted(unknown, key=lambda entry: (entry[1], entry[0]))
    ]


def _near(name: str, context: Mapping[str, Any]) -> str:
    """The name inside a group that ``name`` was probably meant to be."""
    inside = [key for group in context.values() for key in getattr(group, "values", {})]
    return ", ".join(difflib.get_close_matches(name, sorted(set(inside)), 1))


def _missing(failure: Exception) -> str:
    """The name that a message of Jinja speaks of: ``'dict object' has no attribute 'x'``."""
    names = re.findall(r"attribute '([^']+)'", str(failure)) or re.findall(r"'([^']+)'", str(failure))
    return names[-1] if names else str(failure)


def _line_of(trace: TracebackType | None) -> int | None:
    """The line of the template in which an exception was raised (Jinja rewrites its frames to template lines)."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in {"<template>", "<unknown>"}:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line

"""Inline text: the typed pieces of one line in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["ar", "en"]
Direction = Literal["rtl", "ltr"]

#: Kinds of values that both languages must state alike (a name or a noun may be a pronoun in one of them).
FACT_KINDS = frozenset({"duration", "date", "number", "amount", "percent", "phone", "email", "url", "code"})

#: Kinds printed exactly as given: their digits are never exchanged, their order is always left to right.
VERBATIM_KINDS = frozenset({"phone", "email", "url", "code"})


def direction_of(language: Language) -> Direction:
    """The base direction of a language."""
    return "rtl" if language == "ar" else "ltr"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the policy itself."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A fact or a form put into a text: what kind it is, which fact it comes from, and how it prints here.

    It is not a ``str`` and does not turn into one, so that no filter or concatenation can lose its kind.
    ``expression`` is how the text wrote it (``contact.phone``); it says where a value comes from, not which it is.
    """

    kind: str
    origin: str
    text: str
    expression: str = field(default="", compare=False)

    def __str__(self) -> str:
        raise TypeError(f"{self.origin or self.kind} must be printed alone")

    __html__ = __str__

    def __format__(self, spec: str) -> str:
        return str(self)

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised pieces."""

    children: Line


@dataclass(frozen=True, slots=True)
class Link:
    """Pieces that lead to an address outside the document."""

    target: str
    children: Line


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention: of another clause of the document by its id, printed as that clause's label, or of another policy
    (``policy:`` and its id), printed as its title.
    """

    clause: str

    @property
    def policy(self) -> str:
        """The id of the policy that is meant, or "" where it is a clause."""
        return self.clause.removeprefix("policy:") if self.clause.startswith("policy:") else ""


Inline = Text | Value | Strong | Link | Reference
Line = tuple[Inline, ...]


def plain(line: Iterable[Inline]) -> str:
    """The characters of a line, without references (their labels are known only in an edition)."""
    return "".join(_plain(piece) for piece in line)


def _plain(piece: Inline) -> str:
    if isinstance(piece, Text | Value):
        return piece.text
    if isinstance(piece, Strong | Link):
        return plain(piece.children)
    return ""


def references(line: Iterable[Inline]) -> Iterator[Reference]:
    """All mentions in a line, in order."""
    return (piece for piece in _leaves(line) if isinstance(piece, Reference))


def values(line: Iterable[Inline]) -> Iterator[Value]:
    """All values of a line, in order."""
    return (piece for piece in _leaves(line) if isinstance(piece, Value))


def _leaves(line: Iterable[Inline]) -> Iterator[Inline]:
    """The pieces of a line that hold no others, in order."""
    for piece in line:
        if isinstance(piece, Strong | Link):
            yield from _leaves(piece.children)
        else:
            yield piece

"""What two versions of a text differ in, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.language.inline import Language

ClauseKind = Literal["heading", "paragraph", "item", "note", "cell", "caption", "field"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a clause as printed; ``origin`` names the fact they come from (``contact.phone``), "" for words."""

    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in one language as printed, without its label. A cell of a table has the table's id and its place:
    ``channels-table.r2c1``.
    """

    id: str
    language: Language
    kind: ClauseKind
    pieces: tuple[Piece, ...]
    label: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that is not what it was.

    ``before`` is None where it was added, ``after`` is None where it was removed; an added one stands after the
    clause with the id ``follows`` ("" at the begin).
    """

    clause: str
    language: Language
    kind: ClauseKind
    before: Clause | None
    after: str | None
    follows: str = ""

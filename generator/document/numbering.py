"""Numbers of sections and parts, and the labels that print them.

Letters follow two orders: hijai, the order of the alphabet as schools teach it, and abjad, the older numeric one
(W3C predefined counter styles). English labels are A, B, C by position in either.
"""

from __future__ import annotations

from dataclasses import replace

from generator import wording
from generator.document.edition import Marker, NumberScheme
from generator.document.nodes import Block, Heading
from generator.language.inline import Language

#: Heh is written with a tatweel, since alone it reads as the digit ٥.
HIJAI = [*"أبتثجحخدذرزسشصضطظعغفقكلمن", "هـ", *"وي"]
ABJAD = [*"أبجد", "هـ", *"وزحطيكلمنسعفصقرشتثخذضظغ"]


def numbered(blocks: tuple[Block, ...], schemes: tuple[NumberScheme, NumberScheme]) -> tuple[Block, ...]:
    """Blocks with their headings numbered: sections on, parts anew in each section, annexes from 1."""
    section, part, made = 0, 0, []
    annexes = False
    for block in blocks:
        if isinstance(block, Heading):
            if block.annex and not annexes:  # they count for themselves
                section, annexes = 0, True
                schemes = ("decimal", "decimal")
            section, part = (section + 1, 0) if block.level == 1 else (section, part + 1)
            number = (section,) if block.level == 1 else (section, part)
            block = replace(block, number=number, schemes=schemes[: block.level])
        made.append(block)
    return tuple(made)


def label(heading: Heading, language: Language) -> str:
    """What stands before a heading: its number, an annex with its word (``الملحق 1``)."""
    number = number_of(heading, language)
    if not heading.annex:
        return number
    return wording.label("annex", language).format(number=number)


def number_of(heading: Heading, language: Language) -> str:
    """The printed number of a heading: ``ج``, ``ج-1``, ``4.2``; a part lettered by itself prints its letter alone."""
    if not heading.number or heading.schemes[-1] == "none":
        return ""
    own = symbol(heading.number[-1], heading.schemes[-1], language)
    if heading.level == 1 or heading.schemes[0] == "none" or heading.schemes[-1] in {"hijai", "abjad"}:
        return own
    section = symbol(heading.number[0], heading.schemes[0], language)
    return f"{section}.{own}" if heading.schemes[0] == "decimal" else f"{section}-{own}"


def symbol(number: int, scheme: NumberScheme, language: Language) -> str:
    """One number in a scheme; beyond the letters of an alphabet they double (أأ, AA)."""
    if scheme == "decimal":
        return str(number)
    if language == "en":
        return _alphabetic(number, [chr(ord("A") + index) for index in range(26)])
    return _alphabetic(number, HIJAI if scheme == "hijai" else ABJAD)


def marker(number: int, kind: Marker, language: Language) -> str:
    """The printed marker of a list item."""
    if kind == "bullet":
        return "–"
    if kind == "decimal":
        return f"{number}."
    letters = HIJAI if language == "ar" else [chr(ord("a") + index) for index in range(26)]
    return f"{_alphabetic(number, letters)}."


def _alphabetic(number: int, letters: list[str]) -> str:
    rounds, index = divmod(number - 1, len(letters))
    return letters[index] * (rounds + 1)

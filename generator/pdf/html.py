"""An edition as XHTML: the templates choose and loop, and ask the small questions answered here.

What goes in is an ``Edition``, what comes out is one XHTML text for the layout engine. Pictures are named
by addresses of our own (``asset:logo``), which the engine's fetcher resolves: an address that held the
place of a file would find its way into the PDF, and two checkouts would build different bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import ceil
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from generator.document.edition import (
    Edition,
    Face,
    Field,
    Furniture,
    Paragraph,
    Picture,
    Run,
    Side,
    Sides,
    Table,
)
from generator.language.digits import to_arabic_indic
from generator.language.inline import Language
from generator.resources import TEMPLATES

LOGO = "asset:logo"
WATERMARK = "asset:watermark"
OWN_REGULAR, OWN_BOLD = "asset:own-regular", "asset:own-bold"

#: Longer islands (addresses of web pages) may break; shorter ones stay on one line.
_LONGEST_UNBROKEN = 40
#: Longer labels of headings ("Annex 1") do not hang beside the heading.
_LONGEST_HANGING = 6
#: The logo's field on the cover, in mm.
_LOGO_WIDTH, _LOGO_HEIGHT = 64.0, 24.0
#: WeasyPrint 70 ends a line after its first word where a text fits its line but for the space at its end, and an
#: element follows: the space gets a box of its own.
_SPACE_BEFORE_ELEMENT = re.compile(r"(?<=\S) (?=<(?:bdi|a|strong)[ >])")
#: From this many columns a table also takes the column of the section letters.
_WIDE = 5
#: Tables of at most so many lines stay on one page.
_WHOLE = 16
#: Points from line to line of the contents: as a rule, at least, and where not even that is enough.
_ENTRY, _TIGHT_ENTRY, _LONG_ENTRY = 18.5, 13.5, 16.0
#: In points: height of the page without its top margin; headings and spaces round control table and contents; a line
#: of the control table; a line of the opening, and the space below it.
_PAGE, _ROUND, _LINE, _OPENING, _BELOW_OPENING = 751.0, 108.0, 15.0, 20.0, 23.0
#: A place for handwriting is so wide for each dot group's character of a blank, and this much more, in mm.
_GAP, _GAP_MORE = 2.2, 2.2
#: A blank of at most so many dots has room for more.
_SHORT_BLANK, _WIDER = 8, 1.5
_GAPS = re.compile("(\u2026+)")


def xhtml(edition: Edition, pages: Mapping[str, int] | None = None) -> str:
    """The whole edition as one well-formed XHTML text. ``pages`` are those of the headings by their anchors, where the
    contents are to print them; else the engine counts them.
    """
    text = _environment().get_template("policy.html").render(_questions(edition, pages or {}))
    return _SPACE_BEFORE_ELEMENT.sub("<span> </span>", text)


def entry_id(anchor: str, language: Language) -> str:
    """The id of a contents line: the heading's anchor, and the language of the line (no anchor holds an
    ``@``)."""
    return f"contents@{language}@{anchor}"


def own_family(face: Face) -> str:
    """The name of an association's typeface in its style sheet: no other document's, since the engine keeps the
    faces of all documents that it has set.
    """
    files = hashlib.sha256(face.regular.read_bytes() + face.bold.read_bytes()).hexdigest()
    return f"{re.sub('[^A-Za-z0-9 ]', '', face.family)} {files[:8]}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "pdf"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _page_number(pages: Mapping[str, int], edition: Edition, anchor: str, language: Language) -> str:
    """A page number in the digits of its language."""
    number = str(pages.get(anchor, ""))
    return to_arabic_indic(number) if language in edition.indic else number


def _questions(edition: Edition, pages: Mapping[str, int]) -> dict[str, Any]:
    """What the templates may use: the edition, addresses of pictures, and the questions about blocks."""
    headings = {heading.anchor: heading for heading in edition.headings}
    bilingual = len(edition.languages) > 1

    def target(run: Run, language: Language) -> str:
        """What a link leads to, in words: a heading's text, the name of another block, or the address."""
        href = run.href or ""
        if heading := headings.get(href.removeprefix("#")):
            return outline((side_of(heading.sides, language),))
        return run.text if href.startswith("#") else href.removeprefix("mailto:")

    return {
        "edition": edition,
        "bilingual": bilingual,
        "logo": LOGO,
        "logo_size": _fitted(edition.cover.logo) if edition.cover.logo else "",
        "watermark": WATERMARK,
        "own_family": own_family(edition.face) if edition.face else "",
        "own_regular": OWN_REGULAR,
        "own_bold": OWN_BOLD,
        "bottom_margin": f"{_bottom_margin(edition.furniture, bilingual):g}mm",
        "properties": _properties(edition),
        "target": target,
        "starts_sheet": lambda heading: heading.anchor in edition.sheets,
        "emphasis": _emphasis,
        "is_long": lambda runs: sum(len(run.text) for run in runs) > _LONGEST_UNBROKEN,
        "is_tall": lambda side: len(side.label) > _LONGEST_HANGING,
        "outline": outline,
        "of": side_of,
        "distinct": _distinct,
        "entry_id": entry_id,
        "pages": pages,
        "page_number": lambda anchor, language: _page_number(pages, edition, anchor, language),
        "kind_of": lambda block: type(block).__name__,
        "manner": _manner,
        "marker": _marker,
        "blank": _blank,
        "fields": _fields,
        "leading": _leading(edition, bilingual),
        "long_leading": _LONG_ENTRY,
        "is_whole": lambda table: table.lines <= _WHOLE,
        "is_wide": lambda table: len(table.widths) >= _WIDE,
        "layout": lambda table: _layout(table, bilingual),
        "columns": lambda table: _columns(table, _layout(table, bilingual)),
        "cells": lambda table, row: list(_cells(table, row, _layout(table, bilingual))),
    }


def _properties(edition: Edition) -> list[tuple[str, str]]:
    """What goes into the file's own document properties, by which a finished file can be told from others."""
    identity = edition.identity
    return [
        ("policy", identity.policy),
        ("edition", identity.edition),
        ("version", identity.version),
        ("state", identity.state),
        ("contenthash", identity.content_hash),
    ]


def outline(sides: Sides) -> str:
    """A heading as bookmarks and descriptions of links show it: label and text, languages parted by a bar."""
    return " | ".join(f"{side.label} {side.plain}".strip() for side in sides)


def side_of(sides: Sides, language: Language) -> Side:
    """The side of ``language``, or the first where there is none."""
    return next((side for side in sides if side.language == language), sides[0])


def _emphasis(runs: Sequence[Run]) -> list[tuple[bool, list[Run]]]:
    """The runs in groups of equal emphasis, so that one element holds each group."""
    return [(strong, list(group)) for strong, group in groupby(runs, lambda run: run.strong)]


def _distinct(sides: Sides) -> list[Side]:
    """The sides without repetitions: a number or a name alike in both languages stands once."""
    return list({side.plain: side for side in reversed(sides)}.values())[::-1]


def _marker(side: Side) -> str:
    """The printed marker of a list item, as CSS. (WeasyPrint 70 cannot lay out ``content`` of an outside
    marker.)"""
    text = side.label.replace("\\", r"\\").replace('"', r"\"")
    return f'list-style-type: "{text} "'


def _manner(paragraph: Paragraph) -> str:
    """The classes of a paragraph; one that ends in a colon stays with what it announces."""
    announces = paragraph.sides[0].plain.rstrip().endswith(":")
    return " ".join(name for name, holds in (("muted", paragraph.muted), ("leads", announces)) if holds)


def _blank(field: Field) -> list[tuple[str, str]]:
    """What stands on the line of a field: words, and where dots leave room for the pen the width of that room."""
    pieces = [piece for side in field.blank for run in side.runs for piece in _GAPS.split(run.text)]
    scale = _WIDER if sum(len(piece) for piece in pieces if _GAPS.fullmatch(piece)) <= _SHORT_BLANK else 1
    return [
        ("", f"{scale * (_GAP * len(piece) + _GAP_MORE):g}mm") if _GAPS.fullmatch(piece) else (piece, "")
        for piece in pieces
        if piece
    ]


def _fields(row: tuple[Field, ...]) -> str:
    """The class of a row of fields: how its width is divided."""
    if len(row) == 1:
        return "one"
    dots = sum(len(piece) for side in row[1].blank for piece in _GAPS.findall(side.plain))
    return "signed" if dots > _SHORT_BLANK else "two"


def _leading(edition: Edition, bilingual: bool) -> float:
    """Points from line to line of the contents, less where they then end on the page of the control table; 0 where
    they do not.
    """
    room = _PAGE - 72 / 25.4 * _bottom_margin(edition.furniture, bilingual)
    if edition.control:
        room -= _LINE * edition.control.lines
    if edition.basmala or edition.opening:
        room -= _OPENING * (bool(edition.basmala) + len(edition.opening)) + _BELOW_OPENING
    leading = min(_ENTRY, (room - _ROUND) / edition.entry_lines)
    return round(leading, 1) if leading >= _TIGHT_ENTRY else 0


def _bottom_margin(furniture: Furniture, bilingual: bool) -> float:
    """The bottom margin in mm: room for the footer, of which nothing may stand within 10 mm of the edge."""
    in_line = 56 if bilingual else 110
    lines = sum(max(ceil(len(side.plain) / in_line) for side in sides) for sides in furniture.contact if sides)
    return max(27, 22.5 + 3.7 * lines)


def _fitted(picture: Picture) -> str:
    """The size of a picture as large as its field allows, as CSS."""
    scale = min(_LOGO_WIDTH / picture.width, _LOGO_HEIGHT / picture.height)
    return f"width: {picture.width * scale:.2f}mm; height: {picture.height * scale:.2f}mm"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell: one side, or (``side`` None) all of them stacked. ``leads`` names its row; ``inner`` is at
    the middle gap."""

    sides: Sides
    side: Side | None
    leads: bool = False
    inner: bool = False


def _layout(table: Table, bilingual: bool) -> str:
    if not bilingual:
        return "single"
    return "stacked" if table.stacked else "mirrored"


def _columns(table: Table, layout: str) -> list[float]:
    """Widths of the printed columns in percent: mirrored ones hold each language's columns in half the
    width."""
    if layout != "mirrored":
        return list(table.widths)
    halves = [width / 2 for width in table.widths]
    return halves + halves[::-1]


def _cells(table: Table, row: tuple[Sides, ...], layout: str) -> Iterator[_Cell]:
    """The cells of a row in the order of the tags, from the side where the page's first language begins."""
    last = len(row) - 1
    if layout == "mirrored":
        for index, sides in enumerate(row):
            yield _Cell(sides, sides[0], table.row_headers and index == 0, index == last)
        for index, sides in reversed(list(enumerate(row))):
            yield _Cell(sides, sides[-1], table.row_headers and index == 0, index == last)
        return
    for index, sides in enumerate(row):
        single = sides[0] if layout == "single" else None
        yield _Cell(sides, single, table.row_headers and index == 0)

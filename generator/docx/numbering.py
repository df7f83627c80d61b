"""Automatic numbers: which printed labels Word can make by itself, and the numbering part that makes them.

ECMA-376 Part 1, 17.9. A label is numbered automatically only where the number Word would print equals the
label of the edition; else the label is written as text. So digits of Arabic-Indic editions stay what they
are (no number format gives them: they are a setting of the viewer), and labels never differ from the PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.document.edition import Edition, Heading, List, Marker, NumberScheme
from generator.document.numbering import ABJAD, HIJAI
from generator.docx.measures import Measures, mm
from generator.docx.ooxml import Element, hex_color, properties, w
from generator.language.inline import Language

# 17.18.59, ST_NumberFormat. Beyond the alphabet Word doubles the letter.
_LETTERS: dict[str, list[str]] = {
    "arabicAlpha": [letter[0] for letter in HIJAI],  # Word writes heh without the tatweel
    "arabicAbjad": [letter[0] for letter in ABJAD],
    "upperLetter": [chr(ord("A") + index) for index in range(26)],
    "lowerLetter": [chr(ord("a") + index) for index in range(26)],
}
_HEADING_FORMATS: dict[tuple[NumberScheme, Language], str] = {
    ("decimal", "ar"): "decimal",
    ("decimal", "en"): "decimal",
    ("hijai", "ar"): "arabicAlpha",
    ("hijai", "en"): "upperLetter",
    ("abjad", "ar"): "arabicAbjad",
    ("abjad", "en"): "upperLetter",
}
_LIST_FORMATS: dict[tuple[Marker, Language], str] = {
    ("decimal", "ar"): "decimal",
    ("decimal", "en"): "decimal",
    ("letter", "ar"): "arabicAlpha",
    ("letter", "en"): "lowerLetter",
}
#: Formats of the levels of a list, by the marker of its first level.
_LEVELS: dict[Marker, tuple[Marker, ...]] = {
    "decimal": ("decimal", "letter", "bullet"),
    "letter": ("letter", "decimal", "bullet"),
    "bullet": ("bullet", "bullet", "bullet"),
}
_MARKERS: tuple[Marker, ...] = ("decimal", "letter", "bullet")
_OWN = ("%{0}", "%{0}.", "%{0}-", "%{0})", "(%{0})")
_PARTS = ("%1-%2", "%1.%2", *_OWN)
_BULLET = "–"
_FIRST_FREE, _FIRST_PLAIN = 11, 9  # ids of numberings, and of abstract ones without a number
_DEPTHS = 3


def printed(number: int, number_format: str) -> str:
    """What Word prints for a number in a format."""
    if number_format == "decimal":
        return str(number)
    letters = _LETTERS[number_format]
    rounds, index = divmod(number - 1, len(letters))
    return letters[index] * (rounds + 1)


def _same(automatic: str, label: str) -> bool:
    """Whether two labels read alike: heh alone stands with or without its connecting stroke."""
    return automatic == label.replace("\u0640", "")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of headings Word can number: format and pattern (``%1-%2``) of its labels."""

    number_format: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Label:
    """How a paragraph gets its label: from Word (``num_id``, ``level``), or, with None, as text.

    ``family`` names the list numbering by the marker of its first level.
    """

    num_id: int | None = None
    level: int = 0
    family: Marker | None = None


class Numbering:
    """Decides the labels of an edition while it is written, and gives the numbering part at the end."""

    def __init__(self, edition: Edition, measures: Measures) -> None:
        self._edition, self._measures = edition, measures
        self._levels = {language: _heading_levels(edition, language) for language in edition.languages}
        self._plain: dict[tuple[Language, int, int], int] = {}
        self._numbers: list[Element] = []

    # ---- what writers ask ----

    def heading_label(self, heading: Heading, language: Language) -> Label:
        """How a heading gets its label."""
        level = heading.level - 1
        if heading.scheme == "none":
            return Label()
        if level < len(self._levels[language]) and self._levels[language][level] is not None:
            return Label(self._edition.languages.index(language) + 1, level)
        return Label()

    def list_label(self, block: List, language: Language, parent: Label | None = None) -> Label:
        """How the items of a list get theirs; ``parent`` is the label of the list it stands in.

        A list starts a numbering of its own, but one that is the next level of its parent's numbering
        belongs to that: Word restarts it after each item of the parent.
        """
        if not self.counts(block, language):
            return Label()
        if parent and _continues(block, parent):
            return Label(parent.num_id, block.depth, parent.family)
        family = next((marker for marker in _MARKERS if _LEVELS[marker][block.depth] == block.marker), None)
        if family is None:
            return Label()
        return Label(self._restart(family, language, block), block.depth, family)

    def counts(self, block: List, language: Language) -> bool:
        """Whether Word makes the labels of a list."""
        return block.depth < _DEPTHS and _automatic(block, language)

    def _restart(self, family: Marker, language: Language, block: List) -> int:
        """A numbering that begins anew at the first item of ``block`` (17.9.26)."""
        start = w("lvlOverride", w("startOverride", val=block.items[0].index), ilvl=block.depth)
        return self._number(self._abstract(family, language), start)

    def plain(self, language: Language, left: int, hanging: int = 0) -> int:
        """A numbering that prints nothing and indents, for paragraphs whose label is text: it takes away the number
        of their style, and no indent need be given by hand.
        """
        key = (language, left, hanging)
        if key not in self._plain:
            abstract = _FIRST_PLAIN + len(self._plain)
            self._plain[key] = self._number(abstract)
        return self._plain[key]

    def _number(self, abstract: int, *overrides: Element) -> int:
        number = _FIRST_FREE + len(self._numbers)
        self._numbers.append(w("num", w("abstractNumId", val=abstract), *overrides, numId=number))
        return number

    def _abstract(self, family: Marker, language: Language) -> int:
        """Ids of the list numberings: 3 to 5 for the first language, 6 to 8 for the second."""
        return 3 + 3 * self._edition.languages.index(language) + _MARKERS.index(family)

    # ---- the part ----

    def part(self) -> Element:
        """``word/numbering.xml``: all abstract numberings before all numberings (17.9.16)."""
        languages = self._edition.languages
        levels = {languages.index(language) + 1: self._headings(language) for language in languages}
        for language in languages:
            levels |= {self._abstract(marker, language): self._list(marker, language) for marker in _MARKERS}
        plain = {_FIRST_PLAIN + place: [_indent(*key)] for place, key in enumerate(self._plain)}
        return w(
            "numbering",
            *(_abstract(number, made) for number, made in (levels | plain).items()),
            *(w("num", w("abstractNumId", val=number), numId=number) for number in levels),
            *self._numbers,
        )

    def _headings(self, language: Language) -> list[Element]:
        index, hang = self._edition.languages.index(language), self._measures.hang
        styles = (("Heading1", "Heading2"), ("Heading4", "Heading5"))[index]
        levels = []
        for level, style in enumerate(styles):
            known = self._levels[language][level] if level < len(self._levels[language]) else None
            levels.append(
                _level(
                    level,
                    known.number_format if known else "none",
                    known.pattern if known else "",
                    language,
                    left=hang,
                    label_at=_heading_label_place(language, level),
                    marks=self._part_marks() if level else (),
                    style=style if known else None,
                )
            )
        return levels

    def _part_marks(self) -> tuple[Element, ...]:
        """Numbers of parts are light and, beside another language, small: 10.12 keeps apart from its words."""
        size = (w("sz", val=18), w("szCs", val=18)) if len(self._edition.languages) > 1 else ()
        return (w("b", val=0), w("bCs", val=0), *size)

    def _list(self, marker: Marker, language: Language) -> list[Element]:
        measures = self._measures
        levels = []
        for level, kind in enumerate(_LEVELS[marker]):
            bullet = kind == "bullet"
            left = measures.hang + (level + 1) * measures.step
            levels.append(
                _level(
                    level,
                    "bullet" if bullet else _LIST_FORMATS[kind, language],
                    _BULLET if bullet else f"%{level + 1}.",
                    language,
                    left=left,
                    label_at=left - (mm(3.6) if language == "ar" else mm(1.6)),
                    marks=(w("color", val=hex_color(self._edition.palette.ink)),),
                )
            )
        return levels


def _heading_label_place(language: Language, level: int) -> int:
    """Where the label stands: English begins at the edge, Arabic is centred half its width away from it."""
    return 0 if language == "en" else (mm(1.9), mm(3.3))[level]


def _abstract(number: int, levels: Sequence[Element]) -> Element:
    return w(
        "abstractNum",
        w("nsid", val=f"{0x51A50000 + number:08X}"),
        w("multiLevelType", val="multilevel"),
        w("tmpl", val=f"{0x51A5A000 + number:08X}"),
        *levels,
        abstractNumId=number,
    )


def _level(
    level: int,
    number_format: str,
    pattern: str,
    language: Language,
    *,
    left: int,
    label_at: int,
    marks: Iterable[Element],
    style: str | None = None,
) -> Element:
    """One level (17.9.6).

    LibreOffice 7.4 reads ``left`` and ``right`` of lvlJc physically in right-to-left paragraphs, Word as
    start and end; ``center`` is the same in both, so Arabic labels are centred on ``label_at``. English
    ones begin at the edge (headings), or end beside their text (lists).
    """
    side = "center" if language == "ar" else "right" if label_at else "left"
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=number_format),
        w("pStyle", val=style) if style else None,
        w("suff", val="tab"),
        w("lvlText", val=pattern),
        w("lvlJc", val=side),
        w("pPr", w("ind", left=left, hanging=left - label_at)),
        properties("rPr", *marks, w("rtl") if language == "ar" else None),
        ilvl=level,
    )


def _indent(language: Language, left: int, hanging: int) -> Element:
    """A level that prints no number."""
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="none"),
        w("suff", val="nothing"),
        w("lvlText", val=""),
        w("lvlJc", val="center" if language == "ar" else "left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        w("rPr", w("rtl")) if language == "ar" else None,
        ilvl=0,
    )


def _automatic(block: List, language: Language) -> bool:
    """Whether Word's own labels equal the printed ones."""
    labels = [side.label for item in block.items for side in item.sides if side.language == language]
    if not labels or block.marker == "bullet":
        return set(labels) == {_BULLET}
    made, first = _LIST_FORMATS[block.marker, language], block.items[0].index
    return all(
        item.index == first + place and _same(f"{printed(item.index, made)}.", label)
        for place, (item, label) in enumerate(zip(block.items, labels, strict=True))
    )


def _continues(block: List, parent: Label) -> bool:
    """Whether a list is the next level of its parent's numbering."""
    if parent.family is None or block.depth != parent.level + 1 or block.items[0].index != 1:
        return False
    return _LEVELS[parent.family][block.depth] == block.marker


# Headings ---


def _heading_levels(edition: Edition, language: Language) -> tuple[_Level | None, ...]:
    """For each level how Word can number it, None where it cannot."""
    headings = [
        (heading, next(side.label for side in heading.sides if side.language == language))
        for heading in edition.headings
        if heading.scheme != "none"
    ]
    first = _solve(headings, 1, _OWN, language, ())
    if first is None:
        return (None, None)
    return (first, _solve(headings, 2, _PARTS, language, (first,)))


def _solve(
    headings: Sequence[tuple[Heading, str]],
    level: int,
    patterns: Sequence[str],
    language: Language,
    outer: tuple[_Level, ...],
) -> _Level | None:
    numbered = [(heading, label) for heading, label in headings if heading.level == level and label]
    formats = {_HEADING_FORMATS.get((heading.scheme, language)) for heading, _ in numbered}
    if len(formats) != 1:
        return None
    own = formats.pop()
    if own is None or not _counts(heading for heading, label in headings if label):
        return None
    made = [*(known.number_format for known in outer), own]
    for pattern in patterns:
        text = pattern.format(level)
        if all(_same(_expanded(text, heading.number, made), label) for heading, label in numbered):
            return _Level(own, text)
    return None


def _expanded(pattern: str, number: tuple[int, ...], formats: Sequence[str]) -> str:
    for place, (value, number_format) in enumerate(zip(number, formats, strict=False), start=1):
        pattern = pattern.replace(f"%{place}", printed(value, number_format))
    return pattern


def _counts(headings: Iterable[Heading]) -> bool:
    """Whether the numbers are those that counting gives: sections on, parts anew in each section."""
    section = part = 0
    for heading in headings:
        section, part = (section + 1, 0) if heading.level == 1 else (section, part + 1)
        if heading.number != ((section,) if heading.level == 1 else (section, part)):
            return False
    return True

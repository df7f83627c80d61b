"""The style sheet of an edition: which style a language takes, and styles made of others where a place needs one.

No paragraph is formatted by hand. Where one differs from its style in space, indent or alignment it takes a
*variant*: a style based on its own that says what differs, and is named for it ("List Number Last").
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from generator.document.edition import Edition
from generator.docx.ooxml import Element, add_property, hex_color, name, parse, properties, serialize, w
from generator.language.inline import Language
from generator.resources import TEMPLATES

FOLDER = TEMPLATES / "docx"
TEXT_FAMILY, LABEL_FAMILY = "Siyasat Naskh", "Siyasat Sans"

#: Built-in styles of the English side of a bilingual edition: a second contents list gathers its own levels.
_ENGLISH = {"Heading1": "Heading4", "Heading2": "Heading5", "TOC1": "TOC4", "TOC2": "TOC5"}
_ALIKE = frozenset({"Separator", "CoverLogo", "TableUnder", "TableHeadUnder", "TableWordUnder"})


@dataclass(frozen=True, slots=True)
class Variant:
    """What a variant sets: paragraph properties, under words that are added to the name of its style ("Last")."""

    words: str
    marks: tuple[Element, ...]


def variant(words: str, *marks: Element) -> Variant:
    """A variant of whatever style a paragraph has."""
    return Variant(words, marks)


class Sheet:
    """The styles of one edition: the common ones, replaced or joined by those of the edition, and variants."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._root = parse(filled((FOLDER / "styles.xml"), edition))
        own = FOLDER / f"styles.{edition.name}.xml"
        for style in parse(filled(own, edition)) if own.is_file() else ():
            _place(self._root, style)
        self._styles = {style.get(name("w:styleId")): style for style in self._root.iterchildren(name("w:style"))}

    def of(self, style: str, language: Language) -> str:
        """The style id for one side: in a bilingual edition English text has styles of its own."""
        if len(self._edition.languages) == 1 or language == "ar" or style in _ALIKE:
            return style
        return _ENGLISH.get(style, f"{style}English")

    def variant(self, style: str, variant: Variant) -> str:
        """The id of the variant of a style, which is made at its first use. KeyError for an unknown style.

        The same words always mean the same properties; those that differ are told apart by a number.
        """
        base = self._styles[style]
        for number in range(1, 100):
            words = variant.words if number == 1 else f"{variant.words} {number}"
            made = _variant(base, words, variant.marks)
            key = made.get(name("w:styleId"))
            known = self._styles.get(key)
            if known is None:
                self._styles[key] = made
                self._root.append(made)
                return str(key)
            if etree.tostring(known) == etree.tostring(made):
                return str(key)
        raise AssertionError(f"too many variants {variant.words} of {style}")

    def space(self, style: str, side: str) -> int:
        """The space ``before`` or ``after`` paragraphs of a style, in twips; inherited one by one (17.3.1.33)."""
        found = self._inherited(style, "spacing", side)
        return int(found or 0)

    def is_rtl(self, style: str) -> bool:
        """Whether paragraphs of a style run right to left."""
        current: str | None = style
        while current is not None:
            mark = self._styles[current].find(f"{name('w:pPr')}/{name('w:bidi')}")
            if mark is not None:
                return mark.get(name("w:val")) not in {"0", "false"}
            current = _based_on(self._styles[current])
        return False

    def set(self, style: str, mark: Element) -> None:
        """Gives a style a paragraph property of this document."""
        add_property(self._styles[style].find(name("w:pPr")), mark)

    @property
    def root(self) -> Element:
        """All styles so far."""
        return self._root

    def part(self) -> bytes:
        """``word/styles.xml``."""
        return serialize(self._root)

    def _inherited(self, style: str, tag: str, attribute: str) -> str | None:
        current: str | None = style
        while current is not None:
            found = self._styles[current].find(f"{name('w:pPr')}/{name(f'w:{tag}')}")
            if found is not None and found.get(name(f"w:{attribute}")) is not None:
                return str(found.get(name(f"w:{attribute}")))
            current = _based_on(self._styles[current])
        return None


def filled(path: Path, edition: Edition) -> str:
    """A template part with the families and colours of an edition in its braces."""
    text = _read(path)
    palette, face = edition.palette, edition.face
    for key, value in {
        "brand": hex_color(palette.brand),
        "ink": hex_color(palette.ink),
        "tint": hex_color(palette.tint),
        "rule": hex_color(palette.rule),
        "text": escape(face.family if face else TEXT_FAMILY, {'"': "&quot;"}),
        "label": escape(face.family if face else LABEL_FAMILY, {'"': "&quot;"}),
    }.items():
        text = text.replace(f"{{{key}}}", value)
    return text


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _place(root: Element, style: Element) -> None:
    key = name("w:styleId")
    for known in root.iterchildren(name("w:style")):
        if known.get(key) == style.get(key):
            root.replace(known, style)
            return
    root.append(style)


def _based_on(style: Element) -> str | None:
    found = style.find(name("w:basedOn"))
    return None if found is None else str(found.get(name("w:val")))


def _variant(base: Element, words: str, marks: Sequence[Element]) -> Element:
    """A style based on another; what follows its paragraphs is what follows those of the other."""
    key, named = base.get(name("w:styleId")), base.find(name("w:name")).get(name("w:val"))
    following = base.find(name("w:next"))
    return w(
        "style",
        w("name", val=f"{named[0].upper()}{named[1:]} {words}"),
        w("basedOn", val=key),
        None if following is None else deepcopy(following),
        w("uiPriority", val=99),
        properties("pPr", *map(deepcopy, marks)),
        type="paragraph",
        customStyle=1,
        styleId=key + words.replace(" ", ""),
    )

"""What a finished PDF is, seen by readers that had no part in making it: pdfium for its text, pikepdf for
its parts.

A page can look right and still be useless: a missing face is replaced without a word, a text cannot be
found by search, a printed page number is wrong. So the bytes are opened again, and what is in them is
compared with the edition.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import pikepdf
import pypdfium2

from generator.document.edition import Edition, Heading, Side
from generator.errors import Finding, Place, error, warning
from generator.pdf.destinations import destinations
from generator.pdf.engine import FACES
from generator.pdf.html import own_family

#: The least share of the words without vowel signs that must be found in the text of the file.
LEAST_RECALL = 0.9
#: What the program's own faces reach; an association's typeface that stays below it is told of.
EXPECTED_RECALL = 0.98
_EXAMPLES = 5
#: Left, bottom, right, top, in points.
Box = tuple[float, float, float, float]
#: The end of a contents line where its page number stands, in points.
_NUMBER_WIDTH = 26.0

_LETTERS = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06fa-\u06fc"
_HARAKAT = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
#: Tatweel, and characters that only steer direction and joining.
_UNSEEN = re.compile("[\u0640\u061c\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_VOWELS = re.compile(f"[{_HARAKAT}]")
#: Words of one script each: extracted text may lose the space where the direction changes.
_WORD = re.compile(f"[{_LETTERS}{_HARAKAT}]+|[^\\W\\d_{_LETTERS}]+|\\d+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: where its link leads, and the page number printed at its end (None: no
    number)."""

    anchor: str
    printed: int | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: text by page, names of fonts, pages (from 1) of the named destinations, contents
    lines."""

    texts: tuple[str, ...]
    fonts: frozenset[str]
    destinations: dict[str, int]
    entries: tuple[Entry, ...]


def read(content: bytes, edition: Edition) -> Contents:
    """Opens the bytes of a PDF of ``edition`` and reads what ``findings`` compares."""
    with pikepdf.open(io.BytesIO(content)) as file:
        places = destinations(file)
        fonts = _fonts(file)
        lines = _contents_lines(file, places, edition)
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage() for page in document]
        texts = tuple(page.get_text_range() for page in pages)
        entries = tuple(Entry(line.anchor, _number(pages[line.page - 1].get_text_bounded(*line.end))) for line in lines)
    finally:
        document.close()
    return Contents(texts, fonts, places, entries)


def findings(contents: Contents, edition: Edition, place: Place) -> tuple[Finding, ...]:
    """What differs between a file and its edition, as errors at ``place``; empty for a good file."""
    return (
        *_foreign_fonts(contents, edition, place),
        *_wrong_pages(contents, edition, place),
        *_missing_text(contents, edition, place),
    )


def contents_agree(contents: Contents, edition: Edition) -> bool:
    """Whether the contents give every heading the page it stands on."""
    return next(_disagreements(contents, edition), None) is None


def heading_pages(contents: Contents, edition: Edition) -> dict[str, int]:
    """The page (from 1) of each heading by its anchor."""
    pages = contents.destinations
    return {heading.anchor: pages[heading.anchor] for heading in edition.headings if heading.anchor in pages}


# ---- reading ----


def _fonts(file: pikepdf.Pdf) -> frozenset[str]:
    """Names of the fonts of all pages, without the tag of a subset; a font that is not embedded is marked
    so."""
    found = {}
    for page in file.pages:
        resources = page.get("/Resources", pikepdf.Dictionary())
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            if font.objgen not in found:
                found[font.objgen] = _font_name(font)
    return frozenset(found.values())


def _font_name(font: Any) -> str:
    name = str(font.get("/BaseFont", "/Type3")).lstrip("/").split("+")[-1]
    described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = described.get("/FontDescriptor", pikepdf.Dictionary())
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return name if embedded else f"{name} (not embedded)"


def _height_of(file: pikepdf.Pdf, anchor: str) -> float:
    """How high above the foot of its page a named destination is; 0 where the file does not say it."""
    names = file.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    target = pikepdf.NameTree(names).get(anchor) if names is not None else None
    return float(target[3]) if target is not None and len(target) > 3 and target[3] is not None else 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the contents: where it leads, its page, and the box (left, bottom, right, top) of its last
    points."""

    anchor: str
    page: int
    end: Box


def _contents_lines(file: pikepdf.Pdf, places: dict[str, int], edition: Edition) -> list[_Line]:
    """The links to headings before the first heading; of an entry on two lines the last one."""
    anchors = {heading.anchor for heading in edition.headings}
    first = min((places[anchor] for anchor in anchors if anchor in places), default=1)
    below = _height_of(file, edition.headings[0].anchor)
    lines: dict[tuple[str, bool], _Line] = {}
    for number, page in enumerate(file.pages[:first], 1):
        for link in page.get("/Annots", ()):
            anchor = str(link.get("/Dest", ""))
            box = box_of(link)
            if anchor in anchors and (number < first or box[1] >= below):
                # a line ends at the left in Arabic, whose column is the right one
                arabic = edition.name == "ar" or (
                    edition.name == "bilingual" and box[0] + box[2] > float(page.MediaBox[2])
                )
                lines[anchor, arabic] = _Line(anchor, number, _end(box, arabic))
    return list(lines.values())


def _end(box: Box, arabic: bool) -> Box:
    left, bottom, right, top = box
    if arabic:
        return left, bottom, left + _NUMBER_WIDTH, top
    return right - _NUMBER_WIDTH, bottom, right, top


def box_of(annotation: Any) -> Box:
    """Where an annotation is: its rectangle may be written from any two opposite corners (ISO 32000-1
    7.9.5)."""
    x1, y1, x2, y2 = (float(number) for number in annotation.Rect)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _number(text: str) -> int | None:
    digits = "".join(re.findall(r"\d", text))
    return int(digits) if digits else None  # int reads Arabic-Indic digits too


# ---- comparing ----


def _foreign_fonts(contents: Contents, edition: Edition, place: Place) -> Iterator[Finding]:
    ours = {_bare(face.stem) for face in FACES}
    if edition.face:
        own = own_family(edition.face).replace(" ", "-")
        ours |= {_bare(own), _bare(f"{own}-Bold")}
    foreign = sorted(name for name in contents.fonts if _bare(name) not in ours)
    if foreign:
        yield error("pdf-foreign-font", place, fonts=", ".join(foreign))


def _bare(name: str) -> str:
    """The engine writes "Siyasat-Sans-Bold" or "Siyasat-Sans" for the face SiyasatSans-Bold or
    SiyasatSans-Regular."""
    return name.replace("-", "").removesuffix("Regular")


def _disagreements(contents: Contents, edition: Edition) -> Iterator[tuple[Heading, list[int | None], int | None]]:
    """The headings to which the contents do not give their page: what is printed, and the page."""
    pages = heading_pages(contents, edition)
    for heading in edition.headings:
        page = pages.get(heading.anchor)
        printed = [entry.printed for entry in contents.entries if entry.anchor == heading.anchor]
        if page is None or printed != [page] * len(edition.languages):
            yield heading, printed, page


def _wrong_pages(contents: Contents, edition: Edition, place: Place) -> Iterator[Finding]:
    for heading, printed, page in _disagreements(contents, edition):
        shown = ", ".join("–" if number is None else str(number) for number in printed)
        yield error(
            "pdf-contents-page",
            place,
            heading=heading.sides[0].plain,
            printed=shown or "–",
            page="–" if page is None else page,
        )


def _missing_text(contents: Contents, edition: Edition, place: Place) -> Iterator[Finding]:
    found = [Counter(words(text)) for text in contents.texts]
    parts = (edition.cover, edition.basmala, edition.opening, edition.control_title, edition.control)
    rest = (edition.contents_title, edition.headings, edition.body, edition.approval, edition.annexes)
    share, missing = _share(Counter(composed_words((*parts, *rest))), sum(found, Counter()))
    if edition.face and share < EXPECTED_RECALL:
        facts = {"edition": edition.name, "share": f"{share:.0%}", "examples": ", ".join(missing)}
        yield warning("own-font-search", place, **facts)
    elif share < LEAST_RECALL:
        yield error("pdf-text-missing", place, share=f"{share:.0%}", examples=", ".join(missing))
    if edition.face:
        return
    furniture = edition.furniture
    lines = (furniture.name, furniture.title, furniture.identity, furniture.contact)
    repeated = Counter(composed_words(lines))
    for number, page in enumerate(found[1:], 2):
        share, missing = _share(repeated, page)
        if share < LEAST_RECALL:
            facts = {"page": str(number), "share": f"{share:.0%}", "examples": ", ".join(missing)}
            yield error("pdf-furniture-missing", place, **facts)


def _share(expected: Counter[str], found: Counter[str]) -> tuple[float, list[str]]:
    """The share of expected words that are there, and examples of those that are not."""
    missing = expected - found
    total = expected.total()
    return (1 - missing.total() / total if total else 1.0), list(missing)[:_EXAMPLES]


def composed_words(node: object, *, vocalised: bool = False) -> Iterator[str]:
    """The words of all texts in a part of an edition, normalised, in order.

    Words with vowel signs are left out, or (``vocalised``) only they are given, without the signs: the
    signs keep some readers from finding them, whatever the face.
    """
    for side in _texts(node):
        for word in _WORD.findall(_plain(f"{side.label} {side.plain}")):
            bare = _VOWELS.sub("", word)
            if bare and (bare != word) == vocalised:
                yield bare


def words(text: str) -> list[str]:
    """The words of an extracted text: NFKC, without tatweel, vowel signs and the marks that steer
    direction."""
    return _WORD.findall(_VOWELS.sub("", _plain(text)))


def _plain(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def _texts(node: object) -> Iterator[Side]:
    """All sides under a part of an edition; texts alike in both languages count once, since a cell prints
    them once."""
    if isinstance(node, Side):
        yield node
    elif isinstance(node, tuple):
        yield from _each(_unlike(node))
    elif is_dataclass(node):
        yield from _each(getattr(node, field.name) for field in fields(node))


def _each(nodes: Iterable[object]) -> Iterator[Side]:
    for node in nodes:
        yield from _texts(node)


def _unlike(nodes: tuple[object, ...]) -> Iterable[object]:
    if nodes and all(isinstance(node, Side) for node in nodes):
        return {node.plain: node for node in nodes if isinstance(node, Side)}.values()
    return nodes

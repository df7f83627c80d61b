"""Names for the places a link can lead to.

Each language of a clause has a bookmark of its own, since by them a file that comes back from an editor tells which
paragraph is which clause.

Word allows 40 letters, digits and underscores, first a letter or underscore (ECMA-376 17.13.6.2 leaves it
open; longer names are cut by Word). Headings take the ``_Toc`` names that contents lists use, one for each
language.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping

from generator.document.edition import Block, Edition, Form, Heading, List, Note, Paragraph, Table
from generator.docx.ooxml import Element, w
from generator.language.inline import Language

_LONGEST = 40
_SERIES: dict[Language, int] = {"ar": 100000000, "en": 200000000}


def heading_pages(edition: Edition, page_of: Callable[[str], int | None]) -> dict[tuple[str, Language], int]:
    """The pages of headings by anchor and language, as ``page_of`` tells the page of a bookmark by its name;
    a heading whose bookmark has none is left out.
    """
    bookmarks = Bookmarks(edition)
    places = [(heading.anchor, language) for heading in edition.headings for language in edition.languages]
    return {place: page for place in places if (page := page_of(bookmarks[place])) is not None}


class Bookmarks:
    """Bookmark names of one edition, and the marks themselves, each set once."""

    def __init__(self, edition: Edition) -> None:
        self._names: dict[tuple[str, Language], str] = {}
        self._set: set[str] = set()
        for index, heading in enumerate(edition.headings, start=1):
            for language in edition.languages:
                self._names[heading.anchor, language] = f"_Toc{_SERIES[language] + index}"
        taken = set(self._names.values())
        for anchor in _anchors(edition):
            for language in edition.languages:
                chosen = _unused(anchor if language == edition.languages[0] else f"{anchor}-{language}", taken)
                taken.add(chosen)
                self._names[anchor, language] = chosen

    def __getitem__(self, place: tuple[str, Language]) -> str:
        """The name of an anchor's bookmark for readers of a language; KeyError where no block has that
        anchor.
        """
        return self._names[place]

    @property
    def names(self) -> Mapping[tuple[str, Language], str]:
        """All names, by the anchors and languages they stand for."""
        return self._names

    def mark(self, anchor: str | None, language: Language, content: list[Element]) -> list[Element]:
        """``content`` with the anchor's bookmark around it, unless it is set already."""
        bookmark = self._names.get((anchor, language)) if anchor else None
        if bookmark is None or bookmark in self._set:
            return content
        self._set.add(bookmark)
        number = len(self._set)
        return [w("bookmarkStart", id=number, name=bookmark), *content, w("bookmarkEnd", id=number)]


def _unused(anchor: str, taken: set[str]) -> str:
    plain = "p_" + re.sub(r"\W", "_", anchor, flags=re.ASCII)
    chosen = plain[:_LONGEST]
    if chosen != plain or chosen in taken:
        chosen = f"{plain[: _LONGEST - 9]}_{zlib.crc32(anchor.encode()):08x}"
    return chosen


def _anchors(edition: Edition) -> Iterator[str]:
    """The anchors of all blocks but headings, each once."""
    blocks: list[Block] = [*edition.body, *edition.approval.paragraphs, *edition.annexes]
    blocks += [table for table in (edition.control, edition.approval.signatures, edition.approval.history) if table]
    headings = {heading.anchor for heading in edition.headings}
    yield from dict.fromkeys(anchor for block in blocks for anchor in _of(block) if anchor not in headings)


def _of(block: Block) -> Iterator[str]:
    if isinstance(block, List):
        if block.anchor:
            yield block.anchor
        for item in block.items:
            if item.anchor:
                yield item.anchor
            for child in item.children:
                yield from _of(child)
    elif isinstance(block, Paragraph | Note | Table | Form | Heading) and block.anchor:
        yield block.anchor

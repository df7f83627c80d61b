"""Where the named destinations of a PDF are, whoever wrote it (ISO 32000-1 12.3.2.3).

The engine keeps them in a name tree; LibreOffice in a dictionary of the catalogue, the older way, where names are name
objects.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf


class Unreadable(Exception):
    """The bytes are no PDF, or a broken one."""


def read(content: bytes) -> tuple[dict[str, int], int]:
    """The page (from 1) of each named destination in the bytes of a PDF, and how many pages it has.

    Raises Unreadable.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as file:
            return destinations(file), len(file.pages)
    except (pikepdf.PdfError, KeyError, IndexError, TypeError, ValueError) as failure:
        raise Unreadable(str(failure)) from failure


def destinations(file: pikepdf.Pdf) -> dict[str, int]:
    """The page (from 1) of each named destination of an open file."""
    numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(file.pages, 1)}
    tree = file.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    if tree is not None:
        return {str(name): numbers[_page_of(target)] for name, target in pikepdf.NameTree(tree).items()}
    listed = file.Root.get("/Dests", pikepdf.Dictionary())
    return {name.removeprefix("/"): numbers[_page_of(target)] for name, target in listed.items()}


def _page_of(destination: Any) -> Any:
    """The object number of the page that a destination, given as an array or as a dictionary with one, leads to."""
    place = destination.D if isinstance(destination, pikepdf.Dictionary) else destination
    return place[0].objgen

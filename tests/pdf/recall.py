"""How well a PDF is found by search: the share of expected words in what four readers take out of it.

Normalisation is written again here, apart from the program's own, so that a fault in that one shows.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pypdf
import pypdfium2

from generator.document.edition import Edition, Side

_HARAKAT = re.compile("[\u064b-\u065f\u0670]")
_WORD = re.compile("[\u0621-\u064a\u064b-\u065f\u0670]+")


def recall(file: Path, expected: Iterable[str]) -> dict[str, float]:
    """The share of ``expected`` words (repetitions count) that a search in ``file`` finds, by reader."""
    wanted = [_bare(word) for word in expected]
    return {
        reader: sum(word in text for word in wanted) / len(wanted) if wanted else 1.0
        for reader, text in _texts_in(file, file.stat().st_mtime_ns).items()
    }


@cache
def _texts_in(file: Path, _written: int) -> dict[str, str]:
    """What each reader takes out of a file."""
    return {reader: _bare(_plain(read(file))) for reader, read in READERS.items()}


def arabic_words(edition: Edition) -> tuple[list[str], list[str]]:
    """The Arabic words of an edition's pages: those without vowel signs, and those with them."""
    words = [
        word
        for name in ("cover", "opening", "control_title", "control", "contents_title", "body", "approval")
        for text in _texts(getattr(edition, name))
        for word in _WORD.findall(_plain(text))
    ]
    return [w for w in words if not _HARAKAT.search(w)], [w for w in words if _HARAKAT.search(w)]


def _texts(node: object) -> Iterable[str]:
    if isinstance(node, Side):
        yield node.plain
    elif isinstance(node, tuple):
        for part in node:
            yield from _texts(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _texts(getattr(node, field.name))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if c != "\u0640" and unicodedata.category(c) != "Cf")


def _bare(word: str) -> str:
    return _HARAKAT.sub("", word)


def _poppler(file: Path) -> str:
    return _run("pdftotext", str(file), "-")


def _mutool(file: Path) -> str:
    """MuPDF's text; its command writes right-to-left lines as they look, the last letter first."""
    return "\n".join(line[::-1] for line in _run("mutool", "draw", "-q", "-F", "txt", str(file)).splitlines())


def _pypdf(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def _pdfium(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode("utf-8")


READERS: dict[str, Callable[[Path], str]] = {
    "poppler": _poppler,
    "pypdf": _pypdf,
    "mutool": _mutool,
    "pdfium": _pdfium,
}

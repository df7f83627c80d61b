"""The layout engine: XHTML in, the bytes of a tagged PDF out, together with everything the engine
complained about.

WeasyPrint takes a second to import and needs Pango from the system, so it is imported by the first
rendering only. What it cannot do it merely logs (a picture that is missing, a font that is none, a
character in no font); here every such line is kept, and the caller makes a finding of it.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import mimetypes
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from generator.document.edition import Edition
from generator.pdf import html, structure
from generator.resources import FONTS, TEMPLATES

#: The faces a document may use, by the addresses of the style sheet.
FACES = tuple(
    FONTS / f"{family}-{weight}.ttf" for family in ("SiyasatNaskh", "SiyasatSans") for weight in ("Regular", "Bold")
)

_FOLDER = TEMPLATES / "pdf"
_STYLE = _FOLDER / "policy.css"
#: PDF/UA-1 (ISO 14289-1), which also switches tags on.
OPTIONS = {"pdf_variant": "pdf/ua-1", "custom_metadata": True}
#: Log lines of these are complaints; WeasyPrint hands fonts to fontTools where HarfBuzz cannot make a subset.
_LOGGERS = ("weasyprint", "fontTools")
#: The logs, the fonts and the hook of the tags belong to the process: one rendering at a time.
_ALONE = threading.RLock()


class EngineMissing(Exception):
    """WeasyPrint cannot be loaded, since a library of the system (Pango, HarfBuzz) is not there."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the engine made of an edition: the bytes (none after a failure), and its complaints in order."""

    content: bytes
    complaints: tuple[str, ...]


def render(edition: Edition, pages: Mapping[str, int] | None = None) -> Rendering:
    """The PDF of an edition, whose contents print ``pages`` of headings by their anchors, if these are given.
    Raises EngineMissing.
    """
    return render_xhtml(html.xhtml(edition, pages), assets(edition), identifier(edition))


def render_xhtml(xhtml: str, pictures: Mapping[str, Path], name: bytes) -> Rendering:
    """The PDF of one well-formed XHTML text.

    ``pictures`` are the files behind the text's ``asset:`` addresses; nothing else is fetched. ``name``
    identifies the file. Raises EngineMissing.
    """
    with _ALONE:
        engine = _engine()
        with _complaints() as complaints, _uncollected(), structure.mended_tags():
            page = engine.page(xhtml, pictures)
            document = page.render(engine.fonts, stylesheets=[engine.style], **OPTIONS)
            structure.mend_links(document)
            content = document.write_pdf(finisher=structure.finish, pdf_identifier=name, **OPTIONS)
    return Rendering(content, tuple(complaints))


def assets(edition: Edition) -> dict[str, Path]:
    """The pictures of an edition, and its own typeface, by their addresses in its XHTML."""
    pictures = {html.WATERMARK: _FOLDER / f"watermark-{edition.name}.svg"}
    if edition.cover.logo:
        pictures[html.LOGO] = edition.cover.logo.file
    if edition.face:
        pictures |= {html.OWN_REGULAR: edition.face.regular, html.OWN_BOLD: edition.face.bold}
    return pictures


def identifier(edition: Edition) -> bytes:
    """The identifier of the file (ISO 32000-1 14.4): equal for equal documents, whenever and wherever they
    are made."""
    it = edition.identity
    parts = (it.slug, it.policy, it.edition, it.version, it.state, it.content_hash)
    return hashlib.sha256("\n".join(parts).encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class _Engine:
    """WeasyPrint, loaded, with the style sheet read and the faces known to its font configuration."""

    fonts: Any
    style: Any
    page: Any


@cache
def _engine() -> _Engine:
    """The engine, loaded once per process. Raises EngineMissing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the system has no fonts: ours travel with us
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
    except OSError as failure:
        raise EngineMissing(str(failure)) from failure
    fonts = FontConfiguration()
    Finalize(None, _forget, exitpriority=10)  # a worker process ends without atexit
    faces = fetcher({}, allowed=frozenset(path.as_uri() for path in FACES))
    style = weasyprint.CSS(filename=_STYLE, font_config=fonts, url_fetcher=faces)
    return _Engine(fonts, style, _page_class(weasyprint.HTML))


def _forget() -> None:
    """Lets the engine remove its copies of the faces, which it does when nothing refers to them any more."""
    _engine.cache_clear()
    gc.collect()


def _page_class(base: type) -> type:
    """WeasyPrint's HTML made from XHTML by the XML parser, thirty times faster than the HTML parser."""

    class Page(base):  # type: ignore[misc]
        def __init__(self, xhtml: str, pictures: Mapping[str, Path]) -> None:
            from weasyprint import cssselect2  # what the engine itself selects elements with

            self.base_url = None
            self.url_fetcher = fetcher(pictures)
            self.media_type = "print"
            root = ElementTree.fromstring(xhtml)
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

    return Page


def fetcher(pictures: Mapping[str, Path], allowed: frozenset[str] = frozenset()) -> Any:
    """A fetcher of the given pictures and allowed files; everything else, the network first of all, is
    refused."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url in allowed:
                return super().fetch(url, headers)
            if url not in pictures:
                raise ValueError(f"{url} is not a part of this document")
            file = pictures[url]
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    return Fetcher()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the collector of cyclic garbage still: a layout is one large growing graph, and walking it
    again and again takes a quarter of the time of a rendering."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Everything the engine logs as a warning or an error while the context lasts, kept from all other
    logs."""
    kept = _Keeper()
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(kept)
        logger.propagate = False
    try:
        yield kept.lines
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(kept)
            logger.propagate = propagate


class _Keeper(logging.Handler):
    """Keeps each different message once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if line not in self.lines:
            self.lines.append(line)

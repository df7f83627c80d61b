"""Mends what WeasyPrint 70 leaves out of, or puts wrongly into, the structure of a PDF.

Links are mended between layout and writing, where the engine offers them as lists (``mend_links``); the
catalog while the file is written (``finish``); languages, scopes and summaries of tags where the tags are
made (``mended_tags``). The last needs a private function of the engine, whose version is pinned; tests fail
where it stops being called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_SCOPES = {"row": "/Row", "col": "/Column"}


def mend_links(document: Any) -> None:
    """Gives each contents line one link that covers it.

    In a right-to-left line the engine shifts the boxes of a link with a leader, past the edge of the page,
    and it makes a link of every box inside a link. ISO 32000-1 12.5.2: Rect is where the annotation is on
    the page; ISO 14289-1 7.18.5: a link is one Link element. So of each line only the link's own box is
    kept, as wide as the line.
    """
    for page in document.pages:
        lines = {name: box for name, box in page.anchors.items() if name.startswith("contents@")}
        for name in lines:
            del page.anchors[name]  # made for this purpose only: no destinations of the file
        page.links = list(_links(page.links, lines))


def _links(
    links: list[tuple[str, str, tuple[float, ...], Any]], lines: dict[str, tuple[float, ...]]
) -> Iterator[tuple[str, str, tuple[float, ...], Any]]:
    for kind, target, rectangle, box in links:
        if box.element_tag != "a":
            continue  # a box inside a link
        line = lines.get(box.element.get("data-line", ""))
        if line is not None:
            rectangle = (line[0], rectangle[1], line[2], rectangle[3])
        yield kind, target, rectangle, box


def finish(document: Any, pdf: Any) -> None:
    """Completes the catalog and the links while the file is written (the engine's ``finisher``)."""
    from weasyprint.pdf import pydyf  # what the engine writes PDF objects with

    if document.metadata.lang == "ar":
        # ISO 32000-1 12.2, table 150: the reading order, by which viewers set facing pages
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    for page in document.pages:
        for _, _, _, box in page.links:
            # ISO 14289-1 7.18.5: Contents describes the link; the engine writes the bare target
            box.link_annotation["Contents"] = pydyf.String(box.element.get("title"))


@contextmanager
def mended_tags() -> Iterator[None]:
    """While the context lasts, tags get what the engine leaves out; see ``_mend``."""
    from weasyprint.pdf import tags

    original = tags._build_box_tree
    tags._build_box_tree = _mending(original)
    try:
        yield
    finally:
        tags._build_box_tree = original


def _mending(original: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    def build(box: Any, parent: Any, pdf: Any, *others: Any) -> Iterator[Any]:
        inner = getattr(box, "_box", box)  # an absolutely placed box stands behind a placeholder
        for element in original(box, parent, pdf, *others):
            # an anonymous box, or one of a pseudo-element, names its element too but is no tag of it
            if inner.element is not None and inner.element_tag == inner.element.tag:
                _mend(element, inner.element)
            yield element

    return build


def _mend(tag: Any, element: Any) -> None:
    """Adds to the tag of an HTML element:

    - its language (ISO 14289-1 7.2, ISO 32000-1 14.9.2.2): else Arabic in an English document is read as
      English;
    - the scope of a header cell (ISO 14289-1 7.5, ISO 32000-1 table 349);
    - the summary of a table, for readers who do not see it (ISO 32000-1 table 349).
    """
    from weasyprint.pdf import pydyf

    kind = tag["S"]
    language = element.get("lang")
    if language and element.tag not in ("html", "body"):
        tag["Lang"] = pydyf.String(language)
        if kind == "/NonStruct":
            # ISO 32000-1 14.8.4.2: NonStruct has no meaning of its own, so its language might be ignored
            tag["S"] = "/Span"
    if kind == "/TH" and element.get("scope") in _SCOPES:
        tag["A"]["Scope"] = _SCOPES[element.get("scope")]
    if kind == "/Table" and element.get("summary"):
        tag["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(element.get("summary"))})

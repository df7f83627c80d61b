"""Layouts kept between builds, each under the hash of all that decides it, so that nothing is converted twice.

They stand in ``$XDG_CACHE_HOME/siyasat/pages`` (XDG Base Directory Specification), by default under ``~/.cache``, and
can be removed at any time.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.files import put
from generator.office import destination


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is set: the page (from 1) of each destination by name, and how many pages there are."""

    destinations: dict[str, int]
    pages: int

    def page_of(self, bookmark: str) -> int | None:
        """The page of a bookmark of the file."""
        return self.destinations.get(destination(bookmark))


def folder() -> Path:
    """Where layouts are kept. A path that is not absolute is ignored, as the specification asks."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (given if given.is_absolute() else Path("~/.cache").expanduser()) / "siyasat" / "pages"


def kept(key: str) -> Layout | None:
    """The layout kept under ``key``; None where there is none, or none that can be read."""
    try:
        found = json.loads((folder() / f"{key}.json").read_bytes())
        layout = Layout({str(name): int(page) for name, page in found["destinations"].items()}, int(found["pages"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return None
    return layout if all(1 <= page <= layout.pages for page in layout.destinations.values()) else None


def keep(key: str, layout: Layout) -> None:
    """Keeps a layout under ``key``; where that cannot be done it will be measured again."""
    content = json.dumps({"pages": layout.pages, "destinations": layout.destinations}, sort_keys=True)
    with suppress(OSError, RuntimeError):  # RuntimeError: there is no home
        folder().mkdir(parents=True, exist_ok=True)
        put(folder() / f"{key}.json", content.encode())

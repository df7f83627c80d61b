"""Passes: a file is written, measured and written anew until it prints the page numbers that it has.

A page number may need a line more in the contents and so move what follows; so the numbers of one layout are only right
when the file that prints them has that layout too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.layout.cache import Layout

#: One pass gives the numbers and one confirms them; only numbers that move lines need more.
_MOST = 5

#: Writes a file with the numbers of a layout, with none at first; None where the layout lacks one that it prints.
Write = Callable[[Layout | None], bytes | None]


@dataclass(frozen=True, slots=True)
class Settled:
    """A file, whether its own layout gave the numbers in it, and after how many passes."""

    content: bytes
    agrees: bool
    passes: int


def settle(
    writers: Sequence[Write], measure: Callable[[Sequence[bytes]], Sequence[Layout | None]]
) -> list[Settled | None]:
    """The file of each writer with the numbers of its own layout; None where there is no layout.

    All begin without numbers, whatever else is known of them: so the same text makes the same file.
    """
    drafts = [(None, writer(None)) for writer in writers]
    made: list[Settled | None] = [None] * len(writers)
    waiting: dict[int, tuple[Layout | None, bytes]] = {
        index: (printed, content) for index, (printed, content) in enumerate(drafts) if content is not None
    }
    for number in range(1, _MOST + 1):
        layouts = measure([content for _, content in waiting.values()])
        for (index, (printed, content)), layout in zip(list(waiting.items()), layouts, strict=True):
            again = writers[index](layout) if layout and layout != printed else content
            if layout is None or again is None:
                del waiting[index]
            elif again == content:
                made[index] = Settled(content, True, number)
                del waiting[index]
            else:
                waiting[index] = (layout, again)
        if not waiting:
            break
    for index, (_, content) in waiting.items():
        made[index] = Settled(content, False, _MOST)
    return made

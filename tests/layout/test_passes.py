"""A file is settled when the numbers that it prints are those of its own layout."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from generator.layout.cache import Layout
from generator.layout.passes import Settled, settle


def number(layout: Layout | None) -> bytes | None:
    """A file that is nothing but the page of its heading; none where the layout does not have it."""
    if layout is None:
        return b""
    return str(layout.destinations["a"]).encode() if "a" in layout.destinations else None


def at(page: int) -> Layout:
    return Layout({"a": page}, 9)


#: How a file is set by what it prints: the page of its heading, None for no layout.
LAYOUTS: dict[str, tuple[Callable[[bytes], Layout | None], Settled | None]] = {
    "wherever it is": (lambda file: at(3), Settled(b"3", True, 2)),
    "a number takes a line": (lambda file: at(4 if file else 3), Settled(b"4", True, 3)),
    "two figures take a line": (lambda file: at({b"": 9, b"9": 10}.get(file, 10)), Settled(b"10", True, 3)),
    "always one page on": (lambda file: at(len(file) and int(file) + 1), Settled(b"4", False, 5)),
    "to and fro": (lambda file: at({b"": 3, b"3": 4}.get(file, 3)), Settled(b"3", False, 5)),
    "no layout": (lambda file: None, None),
    "no layout once it has numbers": (lambda file: None if file else at(3), None),
    "a heading without a page": (lambda file: Layout({}, 9), None),
}


def measured(layout: Callable[[bytes], Layout | None]) -> Callable[[Sequence[bytes]], list[Layout | None]]:
    return lambda files: [layout(file) for file in files]


@pytest.mark.parametrize(("layout", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_passes_until_it_agrees(layout: Callable[[bytes], Layout | None], expected: Settled | None) -> None:
    assert settle([number], measured(layout)) == [expected]


def test_only_what_is_not_settled_is_measured_again() -> None:
    asked: list[list[bytes]] = []
    heading = {b"": 3, b"3": 4, b"4": 4, b"x": 1, b"x1": 1}

    def measure(files: Sequence[bytes]) -> list[Layout | None]:
        asked.append(list(files))
        return [at(heading[file]) if file in heading else None for file in files]

    def other(layout: Layout | None) -> bytes:
        return b"x" if layout is None else b"x%d" % layout.destinations["a"]

    def lost(layout: Layout | None) -> bytes:
        return b"lost"

    assert settle([number, other, lost], measure) == [Settled(b"4", True, 3), Settled(b"x1", True, 2), None]
    assert asked == [[b"", b"x", b"lost"], [b"3", b"x1"], [b"4"]]


def test_a_file_without_numbers_is_settled_at_once() -> None:
    assert settle([lambda layout: b"plain"], measured(lambda file: at(1))) == [Settled(b"plain", True, 1)]


def test_a_count_that_is_not_printed_alike_is_a_change() -> None:
    """Only the bytes decide: another place of what no line of the contents names makes no further pass."""
    places = iter([Layout({"a": 3, "b": 4}, 9), Layout({"a": 3, "b": 5}, 9)])
    assert settle([number], lambda files: [next(places)]) == [Settled(b"3", True, 2)]

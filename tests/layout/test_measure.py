"""Measuring: the same bytes are converted once, whatever becomes of what was kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.layout import cache
from generator.layout.cache import Layout
from generator.layout.measure import Measure
from generator.office import Office
from tests.layout.offices import StandIn, pdf, stand_in

LAYOUT = Layout({"5FToc100000001": 2, "5FToc100000002": 3}, 3)
MADE = pdf(3, LAYOUT.destinations)
FILES = [b"one", b"two", b"one"]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of kept layouts."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "siyasat" / "pages"


@pytest.fixture
def program(tmp_path: Path) -> StandIn:
    return stand_in(tmp_path / "program", "good", MADE)


def measure(program: StandIn, version: str = "1", fonts: tuple[Path, ...] = ()) -> Measure:
    return Measure(Office(str(program.folder / "soffice"), version), fonts, bool)


def test_a_layout_tells_the_page_of_a_bookmark() -> None:
    assert LAYOUT.page_of("_Toc100000002") == 3
    assert LAYOUT.page_of("_Toc100000003") is None


def test_nothing_is_converted_twice(program: StandIn, kept: Path) -> None:
    assert measure(program)(FILES) == [LAYOUT] * 3
    assert measure(program)([*FILES, b"three"]) == [LAYOUT] * 4
    assert measure(program)(FILES) == [LAYOUT] * 3
    assert program.calls == [2, 1]
    assert len(list(kept.iterdir())) == 3


def test_another_version_or_other_fonts_are_another_layout(program: StandIn, kept: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.ttf", tmp_path / "second.ttf"
    first.write_bytes(b"first")
    second.write_bytes(b"second")
    for _ in range(2):
        for made in (measure(program), measure(program, "2"), measure(program, "1", (first,))):
            made([b"one"])
        measure(program, "1", (second,))([b"one"])
    assert program.calls == [1, 1, 1, 1]


DAMAGES: dict[str, Callable[[Path], object]] = {
    "removed": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-5]),
    "no UTF-8": lambda file: file.write_bytes(b"\xff\xfe"),
    "a list": lambda file: file.write_text("[1, 2]"),
    "without pages": lambda file: file.write_text('{"destinations": {}}'),
    "a word for a page": lambda file: file.write_text('{"destinations": {"a": "x"}, "pages": 3}'),
    "a page that is not there": lambda file: file.write_text('{"destinations": {"a": 4}, "pages": 3}'),
    "a folder": lambda file: (file.unlink(), file.mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_cannot_be_read_is_measured_again(program: StandIn, kept: Path, damage: Callable[[Path], object]) -> None:
    measure(program)([b"one"])
    (file,) = kept.iterdir()
    damage(file)
    assert measure(program)([b"one"]) == [LAYOUT]
    assert program.calls == [1, 1]


def test_where_nothing_can_be_kept_it_is_measured_each_time(
    program: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    for _ in range(2):
        assert measure(program)([b"one"]) == [LAYOUT]
    assert program.calls == [1, 1]


def test_layouts_are_kept_where_caches_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for given in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", given)
        assert cache.folder() == tmp_path / ".cache" / "siyasat" / "pages"


@pytest.mark.parametrize("kind", ["refusing", "writing no PDF"])
def test_a_file_without_layout_is_asked_for_again(tmp_path: Path, kept: Path, kind: str) -> None:
    program = stand_in(tmp_path / "bad", kind, MADE)
    for _ in range(2):
        assert measure(program)([b"one"]) == [None]
    assert program.calls == [1, 1]
    assert not kept.exists()

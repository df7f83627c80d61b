"""What all tests share: comparing with a readable file, and the switch that writes such files anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that no run depends on luck; `pytest --hypothesis-profile=default` tries others.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

EXPECTED = Path(__file__).parent / "expected"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the files of tests/expected anew; then read the diff")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What builds keep for later, the layouts of Word files, stands in a folder that is empty when the tests begin."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in tests/expected, or writes it there under ``--update``."""

    def compare(name: str, text: str) -> None:
        file = EXPECTED / name
        if request.config.getoption("--update"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        written = file.read_text(encoding="utf-8") if file.is_file() else ""
        assert text.splitlines() == written.splitlines(), f"{file} differs: pytest --update writes it anew"

    return compare

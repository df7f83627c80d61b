"""PDF/UA and PDF/A validation with veraPDF, for tests: many files in one call of Java."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[2] / ".tools" / "verapdf"
_JAXB = [
    Path("/usr/share/java") / f"{name}.jar" for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2")
]


class NotSetUp(AssertionError):
    """The validator is not installed: a test that needs it fails, since a skipped check checks nothing."""


def validate(paths: Sequence[Path], flavour: str = "ua1") -> dict[Path, list[str]]:
    """The failed rules of each file, as "7.1-3 ×12 description (first place)"; none for a valid file.

    ``flavour``: ua1, 2a, 2b, 3a … Raises NotSetUp, and RuntimeError for a file that could not be decided.
    """
    result = subprocess.run(
        [*_command(), flavour, *map(str, paths)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    if result.returncode:
        raise RuntimeError(f"veraPDF did not decide: {result.stderr.strip()[-2000:]}")
    failures: dict[int, list[str]] = {}
    for line in result.stdout.splitlines():
        kind, index, *fields = line.split("\t")
        found = failures.setdefault(int(index), [])
        if kind == "failed":
            clause, test, count, description, place = fields
            found.append(f"{clause}-{test} ×{count} {description} ({place})")
    if len(failures) != len(paths):
        raise RuntimeError(f"veraPDF decided {len(failures)} of {len(paths)} files")
    return {path: failures[index] for index, path in enumerate(paths)}


def _command() -> list[str]:
    jars = sorted(TOOLS.glob("verapdf-*.jar"))
    if not jars or not (TOOLS / "Validate.class").is_file() or not _JAXB[0].is_file() or not shutil.which("java"):
        raise NotSetUp("veraPDF is not set up: run `make test`, or tests/verapdf/setup.sh")
    path = ":".join(map(str, [TOOLS, jars[-1], *_JAXB]))
    options = ["-Xmx1g", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"]
    return ["java", *options, "-cp", path, "Validate"]

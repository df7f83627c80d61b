"""``siyasat lint``: the findings of any texts, and mending what is safe."""

from collections.abc import Sequence
from pathlib import Path

from generator import lint
from generator.cli.screen import Screen, shown_path
from generator.errors import Finding, Place, Severity, error, note
from generator.lint import Names


def show_lint(screen: Screen, files: Sequence[Path], *, mend: bool) -> bool:
    """Prints what is wrong with each file; whether a warning or an error remains. ``mend`` writes the safe corrections
    first, and tells the files that were changed as results.
    """
    found: list[Finding] = []
    mended = 0
    names = _Names()
    for file in dict.fromkeys(files):
        known = names.of(file)
        if mend and lint.FORMATS[file.suffix.lower()] == "word":
            found.append(note("word-file-not-mended", Place(file)))
        elif mend:
            try:
                count = lint.fix(file, known)
            except OSError as failure:
                count = 0
                found.append(error("file-unwritable", Place(file), reason=failure.strerror or failure))
            mended += count
            if count:
                _show_mended(screen, file, count)
        found += lint.check(file, known)
    screen.findings(found)
    _summary(screen, found, mended if mend else None)
    return any(finding.severity is not Severity.NOTE for finding in found)


def _show_mended(screen: Screen, file: Path, count: int) -> None:
    if screen.as_json:
        screen.record("mended", path=shown_path(file), count=count)
    else:
        screen.result(shown_path(file))


def _summary(screen: Screen, found: Sequence[Finding], mended: int | None) -> None:
    if screen.as_json:
        return
    if mended is not None:
        screen.remark(screen.text("summary", "mended", count=mended))
    counts = {severity.value: sum(finding.severity is severity for finding in found) for severity in Severity}
    screen.remark(screen.text("summary", "found", **counts))


class _Names:
    """The names of associations by the folders of their profiles, read once for each folder of associations."""

    def __init__(self) -> None:
        self._read: dict[Path, dict[Path, tuple[str, ...]]] = {}

    def of(self, file: Path) -> Names:
        """Whose text a file is, as far as its place tells: that of the association it lies with, or nobody's where it
        is the library's."""
        from generator.resources import TEMPLATES

        place = file.resolve()
        known = self._known(place)
        for folder, own in known.items():
            if folder in place.parents:
                return Names.of(own, known.values())
        return Names.of(() if TEMPLATES in place.parents else None, known.values())

    def _known(self, place: Path) -> dict[Path, tuple[str, ...]]:
        from generator.profile.load import names, slugs
        from generator.resources import SAMPLE

        here = Path.cwd()
        roots = (folder for folder in (*place.parents, here, *here.parents) if (folder / "associations").is_dir())
        root = next(roots, here)
        if root not in self._read:
            folders = [*((root / "associations" / slug).resolve() for slug in slugs(root)), SAMPLE]
            self._read[root] = {folder: names(folder) for folder in folders}
        return self._read[root]

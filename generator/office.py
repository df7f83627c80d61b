"""LibreOffice as a converter of Word files to PDF: it sets their pages, as no library does.

Each call has a folder of its own for everything LibreOffice keeps, and nothing of it is left, neither files nor
processes, unless this program is killed outright.

It sees no fonts but those given: the same file has the same pages on every machine with the same version.
That also keeps the files of one call apart: LibreOffice 7.4 does not forget the fonts embedded in a file when it opens
the next, which may embed another subset of the same face; but a face that is installed goes before an embedded one.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

#: Seconds until a call is given up: for its start, and more for each file. A file takes half a second.
_START, _FILE = 60.0, 15.0
#: Seconds after which it is asked whether anybody still waits.
_GLANCE = 0.3
_COMMANDS = ("soffice", "libreoffice")
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Office:
    """A LibreOffice: its command, and what it says of its version."""

    command: str
    version: str


def find() -> Office | None:
    """The LibreOffice of this machine, if it has one that answers."""
    command = next(filter(None, map(shutil.which, _COMMANDS)), None)
    if command is None:
        return None
    with _folder() as folder:
        said = _run([command, "--version"], folder, _START)
    return Office(command, said.strip()) if said.strip() else None


def convert(
    office: Office,
    files: Mapping[str, bytes],
    fonts: Iterable[Path] = (),
    ended: Callable[[], bool] = bool,
    seconds: float | None = None,
) -> dict[str, bytes]:
    """The PDFs of Word files by name; bookmarks are destinations in them, named as ``destination`` says.

    One call takes all files. Where it hangs or dies, what it made is kept, and each of the rest is tried once more
    alone; a file that cannot be converted is not in the result. ``fonts`` are the files of the faces to set them in,
    and ``seconds`` how long a call may take, otherwise by how many files it has. Raises KeyboardInterrupt once
    ``ended`` says that nobody waits for the result.
    """
    faces = tuple(fonts)

    def converted(names: Iterable[str]) -> dict[str, bytes]:
        chosen = {name: files[name] for name in names}
        return _converted(office.command, chosen, faces, ended, seconds or _START + _FILE * len(chosen))

    made = converted(files)
    if len(files) > 1:
        for name in [name for name in files if name not in made]:
            made |= converted([name])
    return made


def destination(bookmark: str) -> str:
    """How LibreOffice names the destination of a bookmark whose name is ASCII: all but letters, digits and hyphens in
    hexadecimal (``appendDestinationName`` in vcl).
    """
    return "".join(sign if sign == "-" or sign.isalnum() else f"{ord(sign):02X}" for sign in bookmark)


def _converted(
    command: str, files: Mapping[str, bytes], fonts: Iterable[Path], ended: Callable[[], bool], seconds: float
) -> dict[str, bytes]:
    """What one call makes of files; those that it does not finish are left out."""
    with _folder(fonts) as folder:
        sources = {name: folder / f"{number}.docx" for number, name in enumerate(files)}
        for name, source in sources.items():
            source.write_bytes(files[name])
        call = [command, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        call += ["--norestore", "--convert-to", _FILTER, "--outdir", str(folder)]
        _run([*call, *map(str, sources.values())], folder, seconds, ended)
        results = {name: source.with_suffix(".pdf") for name, source in sources.items()}
        made = {name: result.read_bytes() for name, result in results.items() if result.is_file()}
    return {name: content for name, content in made.items() if content.rstrip().endswith(b"%%EOF")}


@contextmanager
def _folder(fonts: Iterable[Path] = ()) -> Iterator[Path]:
    """A folder for one call, with the fonts that it may use."""
    with tempfile.TemporaryDirectory(prefix="siyasat-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "fonts").mkdir()
        for number, font in enumerate(fonts):
            (folder / "fonts" / f"{number}{font.suffix}").symlink_to(font.resolve())
        listed = _FONTS.format(fonts=escape(str(folder / "fonts")), cache=escape(str(folder / "cache")))
        (folder / "fonts.conf").write_text(listed, encoding="utf-8")
        yield folder


def _run(command: list[str], folder: Path, seconds: float, ended: Callable[[], bool] = bool) -> str:
    """What a command prints, nothing where it takes longer; however this ends, none of its processes goes on.

    The command starts the program proper, so the two have a group of their own, which can be ended as a whole. Both
    hold the pipe: it is at its end when both are.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    latest, printed = time.monotonic() + seconds, None
    try:
        while printed is None and time.monotonic() < latest:
            with suppress(subprocess.TimeoutExpired):
                printed = process.communicate(timeout=_GLANCE)[0]
            if ended():
                raise KeyboardInterrupt
    finally:
        if printed is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    return (printed or b"").decode(errors="replace")


def _environment(folder: Path) -> dict[str, str]:
    """The same for every user: language, time zone and settings of a machine have no say in a layout."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
    }

"""Programs that stand in for LibreOffice: each says what it is and converts, hangs or dies, and notes its calls."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

_HEAD = """#!/bin/sh
[ "$1" = --version ] && {{ echo "Stand-in {version}"; exit; }}
while [ "$1" != --outdir ]; do shift; done
shift 2
echo "$# $(cat "$@" | wc -c)" >> {folder}/calls
convert() {{ cp {folder}/made.pdf "${{1%.docx}}.pdf"; }}
# the program proper, begun by the one that is called, as LibreOffice does it
hang() {{ sleep 1000 & echo $! >> {folder}/hanging; wait; }}
"""
#: What each kind does with the files it is given.
KINDS = {
    "good": 'for file; do convert "$file"; done',
    "hanging": "hang",
    "hanging after one file": 'convert "$1"; hang',
    "dying after one file": 'convert "$1"; exit 81',
    "dying of many files": '[ $# -gt 1 ] && exit 81; convert "$1"',
    "writing a part": 'for file; do head -c 100 {folder}/made.pdf > "${{file%.docx}}.pdf"; done',
    "writing no PDF": 'for file; do printf "hello %%EOF" > "${{file%.docx}}.pdf"; done',
    "refusing": "exit 0",
}


@dataclass(frozen=True)
class StandIn:
    """A stand-in for LibreOffice in a folder of its own, which a PATH may name."""

    folder: Path

    @property
    def calls(self) -> list[int]:
        """How many files each call was about."""
        noted = self.folder / "calls"
        return [int(line.split()[0]) for line in noted.read_text().splitlines()] if noted.is_file() else []

    @property
    def hanging(self) -> list[int]:
        """The numbers of processes that it began and that would go on for a quarter of an hour."""
        noted = self.folder / "hanging"
        return [int(line) for line in noted.read_text().splitlines()] if noted.is_file() else []


def stand_in(folder: Path, kind: str, made: bytes, version: str = "1.0") -> StandIn:
    """A program of ``kind`` whose PDFs are all ``made``."""
    folder.mkdir(parents=True)
    (folder / "made.pdf").write_bytes(made)
    program = folder / "soffice"
    program.write_text((_HEAD + KINDS[kind]).format(folder=folder, version=version) + "\n", encoding="utf-8")
    program.chmod(0o755)
    return StandIn(folder)


def lives(process: int) -> bool:
    """Whether a process still does something; one that nobody has asked about after its end does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def pdf(pages: int, destinations: Mapping[str, int]) -> bytes:
    """A PDF of empty pages with named destinations, kept as LibreOffice keeps them."""
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page()
        file.Root.Dests = pikepdf.Dictionary(
            {
                f"/{name}": pikepdf.Array([file.pages[page - 1].obj, pikepdf.Name.XYZ, 0, 0, 0])
                for name, page in destinations.items()
            }
        )
        written = io.BytesIO()
        file.save(written, deterministic_id=True)
    return written.getvalue()

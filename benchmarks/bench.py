"""Speed as ratios, since machines differ: `make bench`.

Each pair is measured alternately in one run, and the smallest time of each side counts.
"""

from __future__ import annotations

import argparse
import datetime
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from generator import docx, faces, office  # noqa: E402
from generator.build import EDITIONS, Request, build  # noqa: E402
from generator.document.compose import compose  # noqa: E402
from generator.document.edition import Edition, EditionName  # noqa: E402
from generator.document.publish import publish  # noqa: E402
from generator.errors import Place  # noqa: E402
from generator.layout.typeset import Draft, typeset  # noqa: E402
from generator.pdf import engine, html, render  # noqa: E402
from generator.profile.load import load  # noqa: E402

TODAY = datetime.date(2026, 1, 1)


def edition(name: EditionName) -> Edition:
    """An edition of the sample's first policy."""
    association, _ = load(ROOT / "associations" / "sample-charity", TODAY)
    assert association is not None
    document, _ = compose(association, "beneficiary-relations", TODAY)
    assert document is not None
    return publish(document, name)


def smallest(first: Callable[[], object], second: Callable[[], object], runs: int) -> tuple[float, float]:
    """The smallest times of two calls, in seconds, measured by turns after one warm run of each."""
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for call, kept in zip((first, second), times, strict=True):
            start = time.perf_counter()
            call()
            if run:
                kept.append(time.perf_counter() - start)
    return min(times[0]), min(times[1])


def bare(one: Edition) -> Callable[[], object]:
    """WeasyPrint alone on the same text, style sheet and options: no inspection, nothing mended."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    text, pictures = html.xhtml(one), engine.assets(one)
    fonts = FontConfiguration()
    style = weasyprint.CSS(filename=ROOT / "templates" / "pdf" / "policy.css", font_config=fonts)
    fetcher = engine.fetcher(pictures)

    def call() -> object:
        page = weasyprint.HTML(string=text, url_fetcher=fetcher)
        return page.write_pdf(stylesheets=[style], font_config=fonts, **engine.OPTIONS)

    return call


def command_time(*arguments: str) -> float:
    """Seconds of one call of the command."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    print("a warm PDF with inspection, to WeasyPrint alone on the same HTML (at most 1.3)")
    for name in EDITIONS:
        one = edition(name)
        ours, theirs = smallest(lambda one=one: render(one, Place(Path("bench"))), bare(one), runs)
        print(f"  {name:10} {ours / theirs:5.2f}   {ours:.3f} s to {theirs:.3f} s")
    print("Word files with their page numbers, to the same files written alone: measured by LibreOffice, and known")
    alone, measured, known = _typesetting(runs)
    for name, taken in (("measured", measured), ("known", known)):
        print(f"  {name:10} {taken / alone:5.1f}   {taken:.2f} s to {alone:.2f} s")
    print("commands that render nothing, to a Python that does nothing")
    idle = min(_timed([sys.executable, "-c", "pass"]) for _ in range(5))
    for command in (["date", "1445-12-18"], ["list"], ["check"]):
        taken = min(command_time(*command) for _ in range(3))
        print(f"  {command[0]:10} {taken / idle:5.1f}   {taken:.2f} s to {idle:.3f} s")
    print("a Word file: without fonts, with them, with whole faces, in KB; and the milliseconds that one part takes")
    parts, took = _parts()
    whole = sum(len(zlib.compress(file.read_bytes(), 6)) for file in engine.FACES)
    for name in EDITIONS:
        size = len(docx.write(edition(name), Counter(), 1)) - parts
        print(
            f"  {name:10} {size / 1000:5.0f} {(size + parts) / 1000:5.0f} {(size + whole) / 1000:5.0f}   {took:.1f} ms"
        )
    print("all documents of all associations: one process, to one a core")
    one_core, all_cores = _whole(1), _whole(0)
    print(f"  {'build':10} {one_core / all_cores:5.2f}   {one_core:.1f} s to {all_cores:.1f} s")


def _typesetting(runs: int) -> tuple[float, float, float]:
    """Seconds of the Word files of all editions: written alone, measured by LibreOffice, and measured before."""
    editions = [edition(name) for name in EDITIONS]
    drafts = [Draft(one, partial(docx.write, one)) for one in editions]
    program = office.find()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        alone = min(_seconds(lambda: [docx.write(one, {}, 1) for one in editions]) for _ in range(runs))
        measured = _seconds(lambda: typeset(drafts, program, bool))
        known = min(_seconds(lambda: typeset(drafts, program, bool)) for _ in range(runs))
    return alone, measured, known


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _parts() -> tuple[int, float]:
    """What the embedded parts of the faces weigh in a Word file, and the milliseconds that making one takes."""
    fonts = [faces.read(file) for file in engine.FACES]
    start = time.perf_counter()
    made = [faces.subset(font) or b"" for font in fonts]
    took = (time.perf_counter() - start) * 1000 / len(made)
    return sum(len(zlib.compress(part, 6)) for part in made), took


def _timed(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def _whole(jobs: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")  # each measures its Word files itself
        start = time.perf_counter()
        report = build(Request(ROOT, Path(folder), TODAY, jobs=jobs))
        assert len(report.files) == 30, len(report.files)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()

"""Building: plan the documents, compose each policy, render its editions on all cores, write what is whole.

The failing unit is one policy of one association: where anything in it has an error, none of its files is replaced.
"""

from __future__ import annotations

import datetime
import os
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generator import lint
from generator.document.compose import compose, ledger_of
from generator.document.edition import Edition, EditionName
from generator.document.ledger import LEDGER
from generator.document.nodes import Document
from generator.document.publish import publish
from generator.errors import Finding, Place, Severity, error, has_errors, note, warning
from generator.files import put
from generator.policy.catalogue import POLICY, policy_ids
from generator.policy.text import SHARED
from generator.profile.load import PROFILE, load, names, slugs
from generator.profile.model import Association
from generator.resources import SAMPLE, TEMPLATES

Format = Literal["pdf", "docx"]
EDITIONS: tuple[EditionName, ...] = ("ar", "en", "bilingual")
FORMATS: tuple[Format, ...] = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: empty tuples mean all. ``today`` judges approvals and reviews and is printed nowhere."""

    root: Path
    output: Path
    today: datetime.date
    associations: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    editions: tuple[EditionName, ...] = ()
    formats: tuple[Format, ...] = ()
    jobs: int = 0
    prune: bool = False
    protect: bool = False  # Word files in which only the places to fill in can be changed


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A finished file; ``state`` is written, unchanged or removed."""

    association: str
    policy: str
    edition: str
    format: str
    path: Path
    state: Literal["written", "unchanged", "removed"]


@dataclass(slots=True)
class Report:
    """What a run found and made."""

    findings: list[Finding] = field(default_factory=list)
    files: list[BuiltFile] = field(default_factory=list)
    policies: int = 0  # how many were looked at
    samples: int = 0  # how many were left out, since nobody named them


@dataclass(frozen=True, slots=True)
class Job:
    """One edition of one policy in the formats asked for."""

    edition: Edition
    formats: tuple[Format, ...]
    place: Place
    protect: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """What a job made: the bytes of each format."""

    job: Job
    files: dict[Format, bytes]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Unit:
    """One policy of one association."""

    association: Association
    policy: str
    jobs: list[Job] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    failed: bool = False

    @property
    def in_order(self) -> list[Made]:
        """What was made, in the order of the editions."""
        return sorted(self.made, key=lambda made: EDITIONS.index(made.job.edition.name))


def folder_of(root: Path, slug: str) -> Path:
    """The folder of an association; the sample that travels with the program is there for every root."""
    folder = root / "associations" / slug
    return SAMPLE if slug == SAMPLE.name and not (folder / PROFILE).is_file() else folder


def known_slugs(root: Path) -> list[str]:
    """The associations that can be named, sorted."""
    return sorted({*slugs(root), SAMPLE.name})


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The associations asked for, the slugs of those whose profile cannot be used, and what was found."""

    associations: tuple[Association, ...]
    unusable: tuple[str, ...]
    findings: tuple[Finding, ...]
    samples: int


def _load(request: Request) -> _Loaded:
    """The associations asked for; without names all but the samples."""
    usable: list[Association] = []
    unusable: list[str] = []
    findings: list[Finding] = []
    samples = 0
    for slug in request.associations or slugs(request.root):
        association, faults = load(folder_of(request.root, slug), request.today)
        if association and association.profile.sample and not request.associations:
            samples += 1
            continue
        usable += [association] if association else []
        unusable += [slug] if association is None or has_errors(faults) else []
        findings += faults
    return _Loaded(tuple(usable), tuple(unusable), tuple(findings), samples)


def check(request: Request) -> Report:
    """Everything about what people wrote, without rendering anything."""
    loaded, report = _begin(request)
    for association, policy in _each(loaded, request, report):
        report.findings += compose(association, policy, request.today)[1]
    # What cannot be read has been told above.
    linted = _linted(loaded.associations, request)
    report.findings += [finding for finding in linted if finding.severity is not Severity.ERROR]
    return _once(report)


def _linted(associations: Iterable[Association], request: Request) -> Iterator[Finding]:
    """What the lint finds in profiles and own texts, and in the library's texts that they use: each file once."""
    folders = [folder_of(request.root, slug) for slug in known_slugs(request.root)]
    known = {folder: names(folder) for folder in folders}
    library: set[Path] = set()
    for association in associations:
        own = lint.Names.of(known[association.folder], known.values())
        texts = [association.folder / PROFILE]
        for policy in set(_policies(association, request)) & set(policy_ids([association.folder])):
            texts += _texts_of(association.folder / "policies" / policy)
            library |= {*_texts_of(TEMPLATES / "policies" / policy), *SHARED.glob("*/*.md")}
        for path in sorted(texts):
            yield from lint.check(path, own)
    for path in sorted(library):
        yield from lint.check(path, lint.Names.of((), known.values()))


def _texts_of(folder: Path) -> list[Path]:
    """The texts of a policy's folder, and what is said of it."""
    return [path for path in (folder / POLICY, folder / "ar.md", folder / "en.md") if path.is_file()]


def _begin(request: Request) -> tuple[_Loaded, Report]:
    loaded = _load(request)
    return loaded, Report(list(loaded.findings), samples=loaded.samples)


def _each(loaded: _Loaded, request: Request, report: Report) -> Iterator[tuple[Association, str]]:
    """Each policy asked for of each association, counted in the report."""
    for association in loaded.associations:
        for policy in _policies(association, request):
            report.policies += 1
            yield association, policy


def _policies(association: Association, request: Request) -> list[str]:
    return [policy for policy in association.profile.policies if policy in request.policies or not request.policies]


def accept(request: Request) -> Report:
    """Records, beside the own texts of associations, which clauses of the library they stand for as it is now."""
    loaded, report = _begin(request)
    for association, policy in _each(loaded, request, report):
        text, findings = ledger_of(association, policy)
        report.findings += findings
        if text:
            path = association.folder / "policies" / policy / LEDGER
            state = write(path, text.encode())
            report.files.append(BuiltFile(association.slug, policy, "", "yaml", path, state))
    return _once(report)


def build(request: Request, progress: Callable[[int, int], None] = lambda done, whole: None) -> Report:
    """Compose, render, inspect and write. ``progress`` is told how many documents are done, of how many."""
    loaded, report = _begin(request)
    units = []
    for association, policy in _each(loaded, request, report):
        unit = _unit(association, policy, request, report)
        unit.failed |= association.slug in loaded.unusable
        units.append(unit)
    _run([unit for unit in units if not unit.failed], request, report, progress)
    for unit in units:
        for made in unit.in_order:
            report.findings += made.findings
        if unit.failed:
            _report_stale(request.output / unit.association.slug, unit.policy, report)
    for association in loaded.associations:
        _report_orphans(association, request, report)
    for slug in sorted(set(loaded.unusable) - {association.slug for association in loaded.associations}):
        _report_stale(request.output / slug, "*", report)
    return _once(report)


def _once(report: Report) -> Report:
    """The report in order, with each finding once: two policies share a logo, all associations the library's texts."""
    report.findings = list(dict.fromkeys(report.findings))
    report.files.sort(key=lambda file: (file.association, file.policy))
    return report


def _unit(association: Association, policy: str, request: Request, report: Report) -> _Unit:
    document, findings = compose(association, policy, request.today)
    report.findings += findings
    unit = _Unit(association, policy, failed=document is None)
    if document is None:
        return unit
    place = association.file.place("policies", policy)
    for name in request.editions or EDITIONS:
        if name != "ar" and "en" not in document.languages:
            if request.editions:
                report.findings.append(error("edition-unavailable", place, f"policies.{policy}", edition=name))
                unit.failed = True
            continue
        unit.jobs.append(_job(document, name, request, place))
    return unit


def _job(document: Document, name: EditionName, request: Request, place: Place) -> Job:
    return Job(publish(document, name), request.formats or FORMATS, place, request.protect)


# ---- rendering ----


def _run(units: list[_Unit], request: Request, report: Report, progress: Callable[[int, int], None]) -> None:
    """Runs the jobs of all units, the longest first, and writes each unit as soon as it is whole."""
    # Bilingual editions take longest: begun first, they do not leave one core waiting at the end.
    order = [(unit, job) for unit in units for job in unit.jobs]
    order.sort(key=lambda entry: -len(entry[1].edition.languages))
    whole = sum(len(job.formats) for _, job in order)
    done = 0
    progress(done, whole)
    for index, made in _made([job for _, job in order], request.jobs):
        unit = order[index][0]
        unit.made.append(made)
        unit.failed |= has_errors(made.findings)
        if len(unit.made) == len(unit.jobs):
            _finish(unit, request, report)
        done += len(made.job.formats)
        progress(done, whole)


def _made(jobs: list[Job], workers: int) -> Iterator[tuple[int, Made]]:
    """What each job makes, as it is done."""
    workers = min(workers or os.cpu_count() or 1, len(jobs))
    if workers < 2:
        yield from ((index, make(job)) for index, job in enumerate(jobs))
        return
    pool = ProcessPoolExecutor(workers)
    try:
        futures = {pool.submit(make, job): index for index, job in enumerate(jobs)}
        for future in as_completed(futures):
            index = futures[future]
            try:
                yield index, future.result()
            except BrokenProcessPool as failure:  # the system ended a worker, for want of memory
                yield index, _stopped(jobs[index], failure)
    finally:
        pool.shutdown(cancel_futures=True)  # interrupted, no worker begins another document


def make(job: Job) -> Made:
    """What one job makes. A defect of ours stops this document, not those of other associations.

    Raises EngineMissing.
    """
    from generator.pdf import EngineMissing

    try:
        return _rendered(job)
    except EngineMissing:
        raise
    except Exception as failure:
        return _stopped(job, failure)


def _stopped(job: Job, failure: Exception) -> Made:
    frames = traceback.extract_tb(failure.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    reason = f"{type(failure).__name__}: {failure}{where}"
    return Made(job, {}, (error("worker-failed", job.place, reason=reason),))


def _rendered(job: Job) -> Made:
    """Renders one edition. A Word file takes its page numbers from the PDF, which is rendered for it in any case."""
    from generator import docx, pdf
    from generator.pdf import raster

    rendered, findings = pdf.render(job.edition, job.place)
    if rendered is None:
        return Made(job, {}, findings)
    files: dict[Format, bytes] = {}
    if "pdf" in job.formats:
        files["pdf"] = rendered.content
    if "docx" in job.formats:
        logo = job.edition.cover.logo
        files["docx"] = docx.write(
            job.edition,
            rendered.heading_pages,
            rendered.pages,
            logo_png=raster.png(logo) if logo else None,
            protect=job.protect,
        )
    return Made(job, files, findings)


# ---- writing ----


def _finish(unit: _Unit, request: Request, report: Report) -> None:
    """Writes the files of a unit, of which nothing failed."""
    if unit.failed:
        return
    for made in unit.in_order:
        for kind, content in made.files.items():
            slug, edition = unit.association.slug, made.job.edition.name
            path = request.output / slug / f"{unit.policy}.{edition}.{kind}"
            report.files.append(BuiltFile(slug, unit.policy, edition, kind, path, write(path, content)))


def write(path: Path, content: bytes) -> Literal["written", "unchanged"]:
    """Puts ``content`` at ``path`` whole or not at all; a file that already holds it is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, content)
    return "written"


def _built(folder: Path, policy: str = "*") -> list[Path]:
    """The files of earlier builds in a folder."""
    return sorted(
        path for edition in EDITIONS for kind in FORMATS for path in folder.glob(f"{policy}.{edition}.{kind}")
    )


def _report_stale(folder: Path, policy: str, report: Report) -> None:
    for path in _built(folder, policy):
        report.findings.append(note("stale-file", Place(path)))


def _report_orphans(association: Association, request: Request, report: Report) -> None:
    """Files of policies that the profile no longer has: named, or removed where that was asked for."""
    folder = request.output / association.slug
    for path in _built(folder):
        policy, edition, kind = path.name.rsplit(".", 2)
        if policy in association.profile.policies:
            continue
        if request.prune:
            path.unlink()
            report.files.append(BuiltFile(association.slug, policy, edition, kind, path, "removed"))
        else:
            report.findings.append(warning("orphan-file", Place(path)))


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many errors, warnings and notes there are."""
    found = {"error": 0, "warning": 0, "note": 0}
    for finding in findings:
        found[finding.severity.value] += 1
    return found

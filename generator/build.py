"""Building: plan the documents, compose each policy, render its editions on all cores, write what is whole.

The failing unit is one policy of one association: where anything in it has an error, none of its files is replaced.
"""

from __future__ import annotations

import datetime
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Literal

from generator import lint
from generator.document.compose import compose, ledger_of
from generator.document.edition import Edition, EditionName, Face
from generator.document.ledger import LEDGER
from generator.document.nodes import Document
from generator.document.publish import publish
from generator.document.typeface import remarks
from generator.errors import Finding, Place, Severity, error, has_errors, note, warning
from generator.files import put
from generator.language.inline import Language
from generator.office import Office, find
from generator.policy.catalogue import POLICY, policy_ids
from generator.policy.text import SHARED
from generator.profile.load import PROFILE, load, names, slugs
from generator.profile.model import Association
from generator.resources import SAMPLE, TEMPLATES

Format = Literal["pdf", "docx"]
EDITIONS: tuple[EditionName, ...] = ("ar", "en", "bilingual")
FORMATS: tuple[Format, ...] = ("pdf", "docx")
#: Word files are typeset together, since LibreOffice takes as long to begin as for a few of them: so many at most, and
#: so few that it does not pay to begin twice.
_BATCH, _FEW = 16, 8


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
        """What was made, in the order of the editions and their formats."""
        return sorted(self.made, key=lambda made: (EDITIONS.index(made.job.edition.name), made.job.formats != ("pdf",)))


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
    documents: dict[str, list[Document]] = {}
    for association, policy in _each(loaded, request, report):
        document, findings = compose(association, policy, request.today)
        documents.setdefault(association.slug, []).extend([document] if document else [])
        report.findings += findings
    for association in loaded.associations:
        report.findings += remarks(association, documents.get(association.slug, ()))
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
    sound = [unit for unit in units if not unit.failed]
    office = _office(sound, request, report)
    _run(sound, office, request, report, progress)
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


def _office(units: list[_Unit], request: Request, report: Report) -> Office | None:
    """The LibreOffice that typesets the Word files, which then are jobs of their own; a note where there is none."""
    jobs = [job for unit in units for job in unit.jobs if "docx" in job.formats]
    office = find() if jobs else None
    if jobs and office is None:
        report.findings.append(note("office-missing", Place(request.output)))
    if office:
        for unit in units:
            unit.jobs = [replace(job, formats=(kind,)) for job in unit.jobs for kind in job.formats]
    return office


def _run(
    units: list[_Unit],
    office: Office | None,
    request: Request,
    report: Report,
    progress: Callable[[int, int], None],
) -> None:
    """Runs the jobs of all units, and writes each unit as soon as it is whole."""
    order = [(unit, job) for unit in units for job in unit.jobs]
    workers = request.jobs or os.cpu_count() or 1
    whole = sum(len(job.formats) for _, job in order)
    done = 0
    progress(done, whole)
    for numbers, results in _made([job for _, job in order], office, workers):
        for number, made in zip(numbers, results, strict=True):
            unit = order[number][0]
            unit.made.append(made)
            unit.failed |= has_errors(made.findings)
            if len(unit.made) == len(unit.jobs):
                _finish(unit, request, report)
            done += len(made.job.formats)
        progress(done, whole)


def _tasks(jobs: list[Job], office: Office | None, workers: int) -> list[tuple[int, ...]]:
    """The jobs, by their numbers, as they are given to workers: Word files that LibreOffice sets in the same faces
    together, all others alone; in the order of the units, so that each is whole, and written, as early as can be.
    """
    together: dict[Face | None, list[int]] = {}
    alone = []
    for number, job in enumerate(jobs):
        if office and job.formats == ("docx",):
            together.setdefault(job.edition.face, []).append(number)
        else:
            alone.append(number)
    batches = [
        tuple(batch[start : start + size])
        for batch in together.values()
        for size in [min(_BATCH, max(_FEW, -(-len(batch) // workers)))]
        for start in range(0, len(batch), size)
    ]
    return sorted([*batches, *((number,) for number in alone)])


def _made(jobs: list[Job], office: Office | None, workers: int) -> Iterator[tuple[tuple[int, ...], list[Made]]]:
    """What the jobs of each task make, as it is done."""
    tasks = _tasks(jobs, office, workers)
    workers = min(workers, len(tasks))
    if workers < 2:
        yield from ((task, make([jobs[number] for number in task], office)) for task in tasks)
        return
    ended = multiprocessing.Event()
    pool = ProcessPoolExecutor(workers, initializer=_heed, initargs=(ended,))
    try:
        futures = {pool.submit(make, [jobs[number] for number in task], office): task for task in tasks}
        for future in as_completed(futures):
            task = futures[future]
            try:
                yield task, future.result()
            except BrokenProcessPool as failure:  # the system ended a worker, for want of memory
                yield task, [_stopped(jobs[number], failure) for number in task]
    except BaseException:
        ended.set()  # interrupted, LibreOffice is not waited for
        raise
    finally:
        pool.shutdown(cancel_futures=True)  # and no worker begins another document


#: In a worker, tells whether the build was ended.
_ended: Callable[[], bool] = bool


def _heed(ended: Event) -> None:
    """Lets a worker know when the build is ended."""
    global _ended
    _ended = ended.is_set


def make(jobs: Sequence[Job], office: Office | None = None) -> list[Made]:
    """What the jobs of one task make. A defect of ours stops its document, not those of other associations.

    Raises EngineMissing, and KeyboardInterrupt in a worker of a build that was ended.
    """
    from generator.pdf import EngineMissing

    if _ended():
        raise KeyboardInterrupt
    try:
        if office and jobs[0].formats == ("docx",):
            return [_inspected(made) for made in _typeset(jobs, office)]
        return [_inspected(_rendered(job)) for job in jobs]
    except EngineMissing:
        raise
    except Exception as failure:
        if len(jobs) == 1:
            return [_stopped(jobs[0], failure)]
    return [made for job in jobs for made in make([job], office)]


def _inspected(made: Made) -> Made:
    """With what is wrong in the Word file; the PDF is inspected where it is rendered."""
    from generator import docx

    if "docx" not in made.files:
        return made
    found = docx.findings(made.files["docx"], made.job.edition, made.job.place)
    return replace(made, findings=(*made.findings, *found))


def _stopped(job: Job, failure: Exception) -> Made:
    frames = traceback.extract_tb(failure.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    reason = f"{type(failure).__name__}: {failure}{where}"
    return Made(job, {}, (error("worker-failed", job.place, reason=reason),))


def _rendered(job: Job) -> Made:
    """Renders one edition. A Word file that nobody typesets takes the page numbers of the PDF, which is rendered for it
    in any case.
    """
    from generator import pdf

    rendered, findings = pdf.render(job.edition, job.place)
    if rendered is None:
        return Made(job, {}, findings)
    files: dict[Format, bytes] = {}
    if "pdf" in job.formats:
        files["pdf"] = rendered.content
    if "docx" in job.formats:
        languages, pages = job.edition.languages, rendered.heading_pages.items()
        everywhere = {(anchor, language): page for anchor, page in pages for language in languages}
        files["docx"] = _word(job)(everywhere, rendered.pages)
    return Made(job, files, findings)


def _word(job: Job) -> Callable[[Mapping[tuple[str, Language], int], int], bytes]:
    """What writes the Word file of a job with page numbers of its headings and the count of its pages."""
    from generator import docx
    from generator.pdf import raster

    logo = job.edition.cover.logo
    return partial(docx.write, job.edition, logo_png=raster.png(logo) if logo else None, protect=job.protect)


def _typeset(jobs: Sequence[Job], office: Office) -> list[Made]:
    """Word files with the page numbers of LibreOffice; with those of the PDF where it has none."""
    from generator.layout.typeset import Draft, typeset

    results = []
    drafts = [Draft(job.edition, _word(job)) for job in jobs]
    for job, settled in zip(jobs, typeset(drafts, office, _ended), strict=True):
        if settled is None:
            made = _rendered(job)
            failed = warning("office-failed", job.place, edition=job.edition.name)
            results.append(replace(made, findings=(*made.findings, failed)))
        else:
            unsettled = warning("pages-unsettled", job.place, edition=job.edition.name)
            results.append(Made(job, {"docx": settled.content}, () if settled.agrees else (unsettled,)))
    return results


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

"""The commands and their options.

Every third-party library but typer, and every room of ours that takes time to import, is imported inside the command
that needs it: ``list``, ``date`` and ``check`` render nothing and must not pay for it. Annotations here are no strings
(no ``from __future__``), since typer reads those of the commands, which are made once their language is known.
"""

import os
import re
import signal
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from generator import __version__, wording
from generator.cli.screen import Screen, shown_path
from generator.language.inline import Language

if TYPE_CHECKING:
    import datetime

    from generator.build import Report, Request

_OK, _FAULTY, _MISUSED = 0, 1, 2


class UsageError(Exception):
    """Wrong usage: a key of ``commands.yaml`` under ``usage``, or the rule of a finding, and its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key, self.facts = key, facts


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command with ``arguments`` (those of the process without any) and exits with its status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # whatever the locale says: names and messages are Arabic
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if arguments is None else arguments)
    language, visual = _shared_options(given)
    screen = Screen(language, visual=visual, as_json="--json" in given)
    try:
        with _help_in(screen, given):
            status = _application(screen)(args=given, prog_name="siyasat", standalone_mode=False)
    except UsageError as failure:
        screen.misuse(failure.key, failure.facts)
        raise SystemExit(_MISUSED) from None
    except typer.Exit as stop:
        raise SystemExit(stop.exit_code) from None
    except Exception as failure:
        if not hasattr(failure, "format_message"):
            raise
        if not given:  # the message is the whole help
            screen.remark(screen.help(failure.format_message()))
        else:
            screen.misuse(*_misuse(failure))
        raise SystemExit(_MISUSED) from None
    raise SystemExit(status if isinstance(status, int) else _OK)


@contextmanager
def _help_in(screen: Screen, arguments: list[str]) -> Iterator[None]:
    """Prints the help that typer writes in the language of ``screen``."""
    written = StringIO()
    try:
        with redirect_stdout(written) if screen.language != "en" and "--help" in arguments else nullcontext():
            yield
    finally:
        if written.getvalue():
            screen.result(screen.help(written.getvalue()).rstrip())


#: What typer calls each kind of misuse, and our text of it.
_MISUSES = {
    "NoSuchOption": "unknown-option",
    "MissingParameter": "missing-argument",
    "BadOptionUsage": "option-without-value",
    "BadParameter": "bad-value",
}


def _misuse(failure: Any) -> tuple[str, dict[str, str]]:
    """A complaint of typer as a key of ``commands.yaml`` and its facts."""
    message = failure.format_message()
    quoted = re.findall(r"'([^']*)'", message)
    command = message.startswith("No such command")
    key = "unknown-command" if command else _MISUSES.get(type(failure).__name__, "wrong")
    name = getattr(failure, "option_name", None) or (quoted[0] if quoted else message)
    near = ", ".join(getattr(failure, "possibilities", None) or ["--help"])
    commands = ", ".join(wording.table("commands")["commands"])
    return key, {"received": str(name), "near": near, "reason": message, "commands": commands}


def _shared_options(arguments: list[str]) -> tuple[Language, bool]:
    """Takes ``--lang`` and ``--visual-arabic`` out of the arguments, wherever they stand.

    Help is written in the language of the messages, so the language is needed before the commands are made.
    """
    visual = "--visual-arabic" in arguments
    language = "en"
    kept: list[str] = []
    words = iter(argument for argument in arguments if argument != "--visual-arabic")
    for word in words:
        if word == "--lang" or word.startswith("--lang="):
            language = word.partition("=")[2] or next(words, "")
        else:
            kept.append(word)
    if language not in {"ar", "en"}:
        Screen("en").misuse("unknown-value", {"option": "--lang", "received": language, "allowed": "ar, en"})
        raise SystemExit(_MISUSED)
    arguments[:] = kept
    return ("ar" if language == "ar" else "en"), visual


def _application(screen: Screen) -> typer.Typer:
    """The commands, with their help in the language of ``screen``."""

    def option(key: str, *names: str, **settings: Any) -> Any:
        return typer.Option(*names, help=screen.text("options", key), **settings)

    app = typer.Typer(
        help=screen.text("app", ""),
        no_args_is_help=True,
        invoke_without_command=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    names = Annotated[list[str] | None, typer.Argument(help=screen.text("options", "associations"), show_default=False)]
    root = Annotated[Path | None, option("root", "--root", show_default=False)]
    day = Annotated[str | None, option("date", "--date", show_default=False)]
    strict = Annotated[bool, option("strict", "--strict")]
    json = Annotated[bool, option("json", "--json")]
    policy = Annotated[list[str] | None, option("policy", "--policy", show_default=False)]
    edition = Annotated[list[str] | None, option("edition", "--edition", show_default=False)]
    kind = Annotated[list[str] | None, option("format", "--format", show_default=False)]

    @app.callback()
    def _root(
        version: Annotated[bool, option("version", "--version")] = False,
        lang: Annotated[str, option("lang", "--lang")] = screen.language,
        visual_arabic: Annotated[bool, option("visual-arabic", "--visual-arabic")] = False,
    ) -> None:
        if version:
            screen.result(__version__)
            raise typer.Exit(_OK)

    @app.command("build", help=screen.text("commands", "build"))
    def _build(
        associations: names = None,
        policy: policy = None,
        edition: edition = None,
        format: kind = None,
        output: Annotated[Path | None, option("output", "--output", show_default="output")] = None,
        root: root = None,
        date: day = None,
        jobs: Annotated[int, option("jobs", "--jobs", min=0)] = 0,
        strict: strict = False,
        prune: Annotated[bool, option("prune", "--prune")] = False,
        protect: Annotated[bool, option("protect", "--protect")] = False,
        json: json = False,
    ) -> int:
        request = _request(associations, root, date, policy, edition, format, output, jobs, prune, protect)
        return _run_build(screen, request, strict=strict)

    @app.command("check", help=screen.text("commands", "check"))
    def _check(
        associations: names = None,
        policy: policy = None,
        root: root = None,
        date: day = None,
        strict: strict = False,
        json: json = False,
    ) -> int:
        from generator.build import check

        request = _request(associations, root, date, policy)
        report = check(request)
        screen.findings(report.findings)
        _summary(screen, report)
        return _status(report, request, strict=strict)

    @app.command("list", help=screen.text("commands", "list"))
    def _list(root: root = None, date: day = None, json: json = False) -> int:
        return _run_list(screen, _request(None, root, date))

    @app.command("date", help=screen.text("commands", "date"))
    def _date(day: Annotated[str, typer.Argument(help=screen.text("options", "day"))], json: json = False) -> int:
        return _run_date(screen, day)

    named = Annotated[list[str], typer.Argument(help=screen.text("options", "named"), show_default=False)]

    @app.command("questions", help=screen.text("commands", "questions"))
    def _questions(
        associations: named,
        missing: Annotated[bool, option("missing", "--missing")] = False,
        root: root = None,
        date: day = None,
        json: json = False,
    ) -> int:
        from generator.cli.guidance import show_questions

        return _FAULTY if show_questions(screen, _request(associations, root, date), missing=missing) else _OK

    @app.command("schema", help=screen.text("commands", "schema"))
    def _schema(output: Annotated[Path | None, option("schema", "--output", show_default=False)] = None) -> int:
        from generator.cli.guidance import show_schema

        if output is not None:
            _check_folder(output.parent)
        with _writing():
            show_schema(screen, output)
        return _OK

    @app.command("accept", help=screen.text("commands", "accept"))
    def _accept(associations: named, policy: policy = None, root: root = None, json: json = False) -> int:
        from generator.build import accept

        request = _request(associations, root, None, policy)
        with _writing():
            report = accept(request)
        screen.findings(report.findings)
        _show_files(screen, report)
        if not report.files and not screen.as_json:
            screen.remark(screen.text("summary", "nothing"))
        return _status(report, request, strict=False)

    texts = Annotated[list[Path], typer.Argument(help=screen.text("options", "texts"), show_default=False)]

    @app.command("lint", help=screen.text("commands", "lint"))
    def _lint(files: texts, fix: Annotated[bool, option("fix", "--fix")] = False, json: json = False) -> int:
        from generator.cli.linting import show_lint
        from generator.lint import FORMATS

        _check_texts(files, FORMATS)
        return _FAULTY if show_lint(screen, files, mend=fix) else _OK

    returned = Annotated[list[Path], typer.Argument(help=screen.text("options", "returned"), show_default=False)]

    @app.command("compare", help=screen.text("commands", "compare"))
    def _compare(
        files: returned,
        adopt: Annotated[bool, option("adopt", "--adopt")] = False,
        root: root = None,
        date: day = None,
        json: json = False,
    ) -> int:
        from generator.cli.comparing import show_adoption, show_comparison

        _check_texts(files, [".docx"])
        sources, today = _sources(root), _today(date)
        made, different = show_comparison(screen, files, sources, today)
        if not adopt:
            return _FAULTY if different else _OK
        with _writing():
            return _OK if show_adoption(screen, made, sources, today) and len(made) == len(set(files)) else _FAULTY

    return app


# ---- what was asked for ----


def _request(
    associations: list[str] | None,
    root: Path | None,
    day: str | None,
    policies: list[str] | None = None,
    editions: list[str] | None = None,
    formats: list[str] | None = None,
    output: Path | None = None,
    jobs: int = 0,
    prune: bool = False,
    protect: bool = False,
) -> "Request":
    """The request, with every name in it known. Raises UsageError."""
    from generator.build import EDITIONS, FORMATS, Request, folder_of, known_slugs
    from generator.policy.catalogue import policy_ids

    # A shell completes associations/x/ where x is meant.
    named = tuple(Path(word).name if "/" in word else word for word in associations or ())
    place = _root_folder(root, named)
    slugs = known_slugs(place)
    _check_known("unknown-association", named, slugs)
    folders = [folder_of(place, slug) for slug in slugs]
    _check_known("unknown-policy", policies or (), policy_ids(folders))
    for option, given, allowed in (("--edition", editions, EDITIONS), ("--format", formats, FORMATS)):
        for word in given or ():
            if word not in allowed:
                raise UsageError("unknown-value", option=option, received=word, allowed=", ".join(allowed))
    return Request(
        root=place,
        output=output or (Path() if root else place) / "output",
        today=_today(day),
        associations=tuple(dict.fromkeys(named)),
        policies=tuple(policies or ()),
        editions=tuple(edition for edition in EDITIONS if edition in (editions or ())),
        formats=tuple(kind for kind in FORMATS if kind in (formats or ())),
        jobs=jobs,
        prune=prune,
        protect=protect,
    )


def _check_known(key: str, given: Iterable[str], known: list[str]) -> None:
    from generator.profile.load import near

    for word in given:
        if word not in known:
            raise UsageError(key, received=word, near=near(word, known))


def _check_texts(files: list[Path], endings: Collection[str]) -> None:
    """Raises UsageError for a file that is not there, or whose name has another ending."""
    for file in files:
        if file.is_dir():
            raise UsageError("folder", received=str(file))
        if file.suffix.lower() not in endings:
            raise UsageError("unknown-ending", received=str(file), allowed=", ".join(endings))
        if not file.is_file():
            raise UsageError("no-file", received=str(file))


def _root_folder(root: Path | None, named: tuple[str, ...]) -> Path:
    """The folder that holds associations/: the one given, or the nearest upwards from here."""
    from generator.resources import SAMPLE

    here = Path.cwd()
    for folder in [root] if root else [here, *here.parents]:
        if (folder / "associations").is_dir():
            return folder
    if named and set(named) == {SAMPLE.name}:
        return here
    raise UsageError("no-root")


def _sources(root: Path | None) -> Path | None:
    """The folder that holds associations/, or None where none was given and none is near."""
    try:
        return _root_folder(root, ())
    except UsageError:
        if root is not None:
            raise
        return None


def _today(text: str | None) -> "datetime.date":
    """The day that ``--date`` says, else today in Riyadh."""
    import datetime
    from zoneinfo import ZoneInfo

    if text is None:
        return datetime.datetime.now(ZoneInfo("Asia/Riyadh")).date()
    gregorian: datetime.date = _day(text).gregorian
    return gregorian


def _day(text: str) -> Any:
    import datetime

    from generator.language import dates

    try:
        kind, numbers = dates.parse_date(text)
        gregorian = dates.gregorian_of(*numbers) if kind == "hijri" else datetime.date(*numbers)
        return dates.Day.of(gregorian)
    except dates.CalendarError as failure:
        raise UsageError(failure.rule, **failure.facts) from None


# ---- what is shown ----


def _run_build(screen: Screen, request: "Request", *, strict: bool) -> int:
    from generator import build, pdf

    _check_folder(request.output)
    for number in (signal.SIGTERM, signal.SIGHUP):  # asked to end, or the terminal is closed
        signal.signal(number, _end)
    try:
        with _writing(), _progress(screen) as progress:
            report = build.build(request, progress)
    except pdf.EngineMissing as failure:
        raise UsageError("engine-missing", reason=str(failure).splitlines()[0]) from None
    screen.findings(report.findings)
    _show_files(screen, report)
    _summary(screen, report)
    return _status(report, request, strict=strict)


def _show_files(screen: Screen, report: "Report") -> None:
    for file in report.files:
        if screen.as_json:
            screen.record(
                "file",
                association=file.association,
                policy=file.policy,
                edition=file.edition,
                format=file.format,
                path=shown_path(file.path),
                state=file.state,
            )
        else:
            screen.result(shown_path(file.path))


@contextmanager
def _writing() -> Iterator[None]:
    """Tells of files that cannot be written as of wrong usage."""
    try:
        yield
    except OSError as failure:
        raise UsageError("wrong", reason=f"{failure.filename}: {failure.strerror}") from None


def _end(number: int, _: object) -> NoReturn:
    """Ends the command, and with it its workers, when the system asks for it."""
    raise SystemExit(128 + number)


def _check_folder(output: Path) -> None:
    """Raises UsageError unless files can be written to a folder, or to one that can be made."""
    existing = next(folder for folder in (output.absolute(), *output.absolute().parents) if folder.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise UsageError("no-output", received=str(output))


@contextmanager
def _progress(screen: Screen) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal; nowhere else."""
    if screen.as_json or not sys.stderr.isatty():
        yield lambda done, whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(screen.shown(screen.text("progress", "")), total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _summary(screen: Screen, report: "Report") -> None:
    from generator.build import counts

    if screen.as_json:
        return
    states = [file.state for file in report.files]
    if states:
        line = screen.text("summary", "built", written=states.count("written"), unchanged=states.count("unchanged"))
        if removed := states.count("removed"):
            line += screen.text("summary", "removed", removed=removed)
        screen.remark(line)
    if not report.policies and report.samples:
        screen.remark(screen.text("summary", "samples"))
    screen.remark(screen.text("summary", "found", **counts(report.findings)))


def _status(report: "Report", request: "Request", *, strict: bool) -> int:
    from generator.build import counts

    found = counts(report.findings)
    if request.policies and not report.policies and not found["error"]:
        raise UsageError("nothing-to-build", received=", ".join(request.policies))
    return _FAULTY if found["error"] or (strict and found["warning"]) else _OK


def _run_list(screen: Screen, request: "Request") -> int:
    from generator.build import folder_of
    from generator.policy import catalogue
    from generator.profile.load import load, slugs

    status = _OK
    for slug in slugs(request.root):
        association, findings = load(folder_of(request.root, slug), request.today)
        if association is None:
            screen.findings(findings)
            status = _FAULTY
            continue
        profile = association.profile
        name = profile.name.get(screen.language)
        if not screen.as_json:
            sample = f" ({screen.text('states', 'sample')})" if profile.sample else ""
            screen.result(f"{slug}: {name}{sample}")
        for policy in profile.policies:
            state = "approved" if profile.approvals_of(policy) else "draft"
            found, _ = catalogue.find(policy, association)
            title = found.entry.title_for(profile).get(screen.language) if found else policy
            if screen.as_json:
                screen.record(
                    "policy",
                    association=slug,
                    name=name,
                    sample=profile.sample,
                    policy=policy,
                    title=title,
                    state=state,
                )
            else:
                screen.result(f"  {policy}: {title} ({screen.text('states', state)})")
    return status


def _run_date(screen: Screen, text: str) -> int:
    from generator.language import dates

    day = _day(text)
    hijri = "-".join(f"{part:02d}" for part in day.hijri)
    if screen.as_json:
        screen.record("date", hijri=hijri, gregorian=day.gregorian.isoformat(), weekday=day.weekday)
    else:
        screen.result(dates.spelled(day, screen.language))
        screen.result(f"{screen.text('day', 'hijri')}: {hijri}")
        screen.result(f"{screen.text('day', 'gregorian')}: {day.gregorian.isoformat()}")
        screen.result(f"{screen.text('day', 'weekday')}: {dates.weekday_name(day.weekday, screen.language)}")
    return _OK

"""The command line: what can be asked, and what becomes of a failure.

A command's function only parses: it gives back the work to do, which `main` does. What the work needs is
imported then, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import DetenteError
from detente.show import console, importing
from detente.show.console import Exit
from detente.show.options import (
    AsJson,
    BaseUrl,
    BriefFormat,
    CodeFormat,
    Coder,
    CodingOptions,
    Dictionaries,
    DossierPath,
    DyadOption,
    ExportFormat,
    Model,
    Paths,
    Prices,
    Published,
    QueryFormat,
    ReadFormat,
    Workers,
)

app = typer.Typer(
    name="detente",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="From press about relations between states to a sourced record. Offline.",
    epilog="Exit codes and examples: docs/command-line.md",
)


Work = Callable[[], int]


@app.command()
def run(
    paths: Paths,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DOSSIER", show_default=False, help="The dossier's folder."),
    ],
    published: Published = None,
    dyad: DyadOption = None,
    dictionary: Dictionaries = None,
    coder: Coder = None,
    model: Model = None,
    base_url: BaseUrl = None,
    prices: Prices = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> Work:
    """Read, code and merge PATHs into DOSSIER; write its brief.

    This is the main job. Adding the same files again changes nothing; a stopped run goes on where it
    stopped.
    """
    from detente.show.commands.run import run as command

    asked = CodingOptions(published, dictionary or [], coder, model, base_url, prices)
    return partial(command, paths, output, dyad, asked, workers, as_json)


@app.command()
def code(
    paths: Paths,
    form: Annotated[
        CodeFormat, typer.Option("--format", "-f", help="How findings are printed.")
    ] = CodeFormat.JSONL,
    published: Published = None,
    dictionary: Dictionaries = None,
    coder: Coder = None,
    model: Model = None,
    base_url: BaseUrl = None,
    prices: Prices = None,
    workers: Workers = None,
    as_json: AsJson = False,
) -> Work:
    """Print the findings of PATHs, one a line, without a dossier."""
    from detente.show.commands.code import code as command

    asked = CodingOptions(published, dictionary or [], coder, model, base_url, prices)
    return partial(command, paths, form.value, asked, workers, as_json)


@app.command()
def read(
    paths: Paths,
    form: Annotated[
        ReadFormat, typer.Option("--format", "-f", help="How mentions are printed.")
    ] = ReadFormat.JSONL,
    published: Published = None,
    dictionary: Dictionaries = None,
    as_json: AsJson = False,
) -> Work:
    """Print the times, quantities, names and quotations in PATHs."""
    from detente.show.commands.read import read as command

    return partial(command, paths, published, dictionary or [], as_json)


@app.command()
def brief(
    dossier: DossierPath,
    form: Annotated[
        BriefFormat, typer.Option("--format", "-f", help="HTML (one self-contained file) or Markdown.")
    ] = BriefFormat.HTML,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            show_default=False,
            help="Where to write it; - is standard output.",
        ),
    ] = None,
    dyad: DyadOption = None,
    as_json: AsJson = False,
) -> Work:
    """Write the brief of DOSSIER as HTML or Markdown."""
    from detente.show.commands.brief import brief as command

    return partial(command, dossier, form.value, output, dyad, as_json)


@app.command()
def query(
    dossier: DossierPath,
    sql: Annotated[str, typer.Argument(metavar="SQL", show_default=False, help="One SELECT on the record.")],
    form: Annotated[
        QueryFormat, typer.Option("--format", "-f", help="How rows are printed.")
    ] = QueryFormat.TABLE,
    as_json: AsJson = False,
) -> Work:
    """Ask the record of DOSSIER in SQL.

    The data dictionary, docs/data-dictionary.md, names its tables and views.
    """
    from detente.show.commands.query import query as command

    return partial(command, dossier, sql, form.value, as_json)


@app.command()
def export(
    dossier: DossierPath,
    to: Annotated[ExportFormat, typer.Option("--to", show_default=False, help="The files' format.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", show_default=False, help="The folder to write into."),
    ],
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table", show_default=False, help="A table or view; may be given again. All without it."
        ),
    ] = None,
    as_json: AsJson = False,
) -> Work:
    """Write the tables and views of DOSSIER as files."""
    from detente.show.commands.export import export as command

    return partial(command, dossier, to.value, output, table or [], as_json)


@app.command()
def explain(
    dossier: DossierPath,
    identity: Annotated[
        str,
        typer.Argument(
            metavar="ID", show_default=False, help="The id of a finding or merged event, or how it begins."
        ),
    ],
    as_json: AsJson = False,
) -> Work:
    """Say why a row of DOSSIER was coded as it is.

    Its sentence with the quote and the trigger marked, and for each field the words, cue, dictionary row or
    rule that gave it.
    """
    from detente.show.commands.explain import explain as command

    return partial(command, dossier, identity, as_json)


@app.command()
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            show_default=False,
            help="A folder of gold files (json) or of corpus passages (jsonl).",
        ),
    ],
    findings: Annotated[
        Path,
        typer.Argument(
            metavar="FINDINGS|DOSSIER",
            show_default=False,
            help="A file that `detente code` printed, or a dossier's folder.",
        ),
    ],
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", show_default=False, help="Write one self-contained page too."),
    ] = None,
    misses: Annotated[
        int,
        typer.Option("--misses", metavar="N", min=0, help="How many misses and extras the text lists, each."),
    ] = 20,
    as_json: AsJson = False,
) -> Work:
    """Score findings against gold.

    Scores with intervals, tables of confusions, calibration of confidence, misses and extras with their
    quotes. A document matches gold by its name without the ending.
    """
    from detente.show.commands.evaluate import evaluate as command

    return partial(command, gold, findings, html, misses, as_json)


@app.command()
def verify(dossier: DossierPath, workers: Workers = None, as_json: AsJson = False) -> Work:
    """Check that DOSSIER holds what it claims.

    Hashes of the sources, quotes at their places, the journal's chain, and a rebuild that gives the same
    record.
    """
    from detente.show.commands.verify import verify as command

    return partial(command, dossier, workers, as_json)


@app.command()
def version(as_json: AsJson = False) -> Work:
    """Print the version."""
    from detente.show.commands.version import version as command

    return partial(command, as_json)


importing.register(app)

_COMMANDS = frozenset(
    str(command.name or command.callback.__name__) for command in app.registered_commands if command.callback
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. What each code means stands in `detente.show.console.Exit`."""
    console.steady_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _call(given)
        sys.stdout.flush()
    except DetenteError as error:
        return _fail(str(error), console.exit_code_of(error), given)
    except BrokenPipeError:
        console.close_stdout_quietly()
        return Exit.BROKEN_PIPE
    except KeyboardInterrupt:
        console.say("stopped; what was stored is kept, and the same command goes on from there")
        return Exit.INTERRUPTED
    except OSError as error:
        line = console.disk_line(error)
        if line is None:
            raise
        return _fail(line, Exit.DOSSIER, given)
    return code


def _call(given: list[str]) -> int:
    try:
        outcome = app(given, prog_name="detente", standalone_mode=False)
    except typer.TyperException as error:
        return _usage(error, given)
    return outcome() if callable(outcome) else int(outcome or 0)


def _usage(error: typer.TyperException, given: list[str]) -> int:
    if not given or error.format_message().startswith("Usage:"):
        print(error.format_message(), file=sys.stderr)
        return Exit.USAGE
    known = given[0] in _COMMANDS
    advice = f"detente {given[0]} --help" if known else "detente --help"
    message = error.format_message().rstrip(".").replace("Value error, ", "")
    return _fail(f"{message[:1].lower()}{message[1:]}; see `{advice}`", Exit.USAGE, given)


def _fail(line: str, code: Exit, given: Sequence[str]) -> int:
    console.say(line)
    if "--json" in given:
        console.print_json({"error": console.one_line(line), "exit_code": int(code)})
    return code

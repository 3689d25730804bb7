"""`detente import` and `detente export-events`: event data sets and indicators, in and out of a dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import UsageError
from detente.show import console
from detente.show.console import Exit
from detente.show.options import AsJson, DossierPath

Work = Callable[[], int]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(name="import")(import_)
    app.command(name="export-events")(export_events)


def import_(
    dossier: DossierPath,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE", show_default=False, help="Files to bring in, packed or not (.gz, .zip)."
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="gdelt1, gdelt2, gdelt-mentions, icews, polecat, cameo-csv, plover-csv, quadruples, sipri,"
            " indicators; auto tells it from the first line.",
        ),
    ] = "auto",
    crosswalk: Annotated[
        str, typer.Option("--crosswalk", help="Reading of CAMEO in PLOVER: manual or crosswalk.")
    ] = "manual",
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="Day of time 0, for quadruples.")
    ] = None,
    step: Annotated[
        int, typer.Option("--step", metavar="N", min=1, help="Units of time a day, for quadruples.")
    ] = 1,
    as_json: AsJson = False,
) -> Work:
    """Bring event data sets and indicators into DOSSIER.

    They lie beside the record, in imports.duckdb, and are asked for with `detente query`. The same file again
    changes nothing; without FILE, imports that were lost are made again. How to: docs/how-to-import.md
    """
    return partial(_bring_in, dossier, files or [], form, crosswalk, start, step, as_json)


def export_events(
    dossier: DossierPath,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            show_default=False,
            help="gdelt1, gdelt2, gdelt-mentions, icews, polecat, cameo-csv, plover-csv, quadruples or"
            " indicators.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            show_default=False,
            help="The file to write; a folder for quadruples.",
        ),
    ],
    as_json: AsJson = False,
) -> Work:
    """Write the imported events of DOSSIER in a format of the field.

    Brought in again, the file gives the same rows.
    """
    return partial(_write, dossier, to, output, as_json)


def _bring_in(
    path: Path, files: list[Path], form: str, crosswalk: str, start: str | None, step: int, as_json: bool
) -> int:
    from detente.ontology import Reading
    from detente.record import Dossier
    from detente.record.imports import Options

    readings: Mapping[str, Reading] = {"manual": "manual", "crosswalk": "crosswalk"}
    if crosswalk not in readings:
        raise UsageError(f"no such reading of the crosswalk: {crosswalk}; one of {', '.join(readings)}")
    options = Options(form, readings[crosswalk], start, step)
    with (
        Dossier.open(path, write=True, create=bool(files)) as dossier,
        console.progress("importing", len(files)) as tick,
    ):
        results = dossier.bring_in(files, options, told=lambda _: tick())
    failed = [result for result in results if result.problem]
    for result in results:
        if result.problem:
            console.say(result.problem)
        elif result.known:
            console.say(f"{result.origin}: is there already")
        else:
            left_out = f"{result.duplicates} duplicates, {result.malformed} malformed"
            console.say(f"{result.origin}: {result.rows} rows of {result.format}; {left_out}")
    if as_json:
        names = ("origin", "format", "rows", "duplicates", "malformed", "known", "problem")
        listed = [{name: getattr(result, name) for name in names} for result in results]
        console.print_json({"dossier": str(path), "files": listed})
    if not failed:
        return Exit.DONE
    return Exit.NOTHING_READ if len(failed) == len(results) else Exit.SOME_REJECTED


def _write(path: Path, form: str, output: Path, as_json: bool) -> int:
    from detente.record import Dossier

    with Dossier.open(path) as dossier:
        lines = dossier.export_events(form, output)
    if as_json:
        console.print_json({"file": str(output), "format": form, "rows": lines})
    else:
        console.say(f"wrote {lines} rows of {form} to {output}")
    return Exit.DONE

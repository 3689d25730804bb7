"""`imports.duckdb`: built beside the old one and put in its place; the journal says what is in it.

It is apart from the record, so that millions of imported rows cost nothing when the record is rebuilt. Files up
to `KEPT` bytes are kept among the dossier's sources; larger ones stay where they are, known by their hash.
"""

# ruff: noqa: S608 - every name in the SQL is our own
from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

import duckdb

from detente.errors import DossierError, UsageError
from detente.record import disk, query, schema
from detente.record.imports import load
from detente.record.imports.ledger import Imported, bytes_of, companions_of, imports_of, look
from detente.record.imports.load import Material, Options
from detente.record.journal import Entry

KEPT = 64 * 1024 * 1024
"""Bytes up to which a file is kept among the sources."""

MEMORY = "2GB"
"""What DuckDB may use while it imports; what does not fit goes to the disk."""

Told = Callable[[str], None]
"""Told the name of each file before it is read."""


def bring_in(
    layout: disk.Layout,
    entries: Sequence[Entry],
    paths: Sequence[Path],
    options: Options,
    append: Callable[[Sequence[Mapping[str, Any]]], None],
    told: Told | None = None,
) -> list[Imported]:
    """Take files in, write them down through `append`, and publish; one result a path, in order.

    Imports that the journal has and `imports.duckdb` has not are made again first; without paths that is all.
    """
    done = imports_of(entries)
    results, new = look(paths, options, done)
    if not new and current(layout, entries):
        return results
    with _building(layout, done) as connection:
        _load_all(connection, results, new, options, layout, told)
        if new:
            load.drop_duplicates(connection)
            results = [_counted(connection, new.get(n), result) for n, result in enumerate(results)]
            kept = {n: entry for n, entry in new.items() if results[n].problem is None}
            _renumber(connection, new, kept, len(done) + 1)
            connection.execute("CHECKPOINT")
            append([_finished(connection, entry) for entry in kept.values()])
    return results


def current(layout: disk.Layout, entries: Sequence[Entry]) -> bool:
    """Whether `imports.duckdb` holds just what the journal says."""
    done = imports_of(entries)
    if not layout.imports.exists():
        return not done
    try:
        with closing(duckdb.connect(str(layout.imports), read_only=True)) as connection:
            return _held(connection) == [_signature(entry) for entry in done]
    except duckdb.Error:
        return False


def problems(layout: disk.Layout, entries: Sequence[Entry]) -> Iterator[str]:
    """What `verify` finds wrong: rows that are not those brought in, files that are gone or changed."""
    done = imports_of(entries)
    if not current(layout, entries):
        yield "imports.duckdb does not hold what the journal says; `detente import DOSSIER` makes it again"
    else:
        yield from _changed(layout, done)
    for entry in done:
        for origin, file_id in ((entry["origin"], entry["file_id"]), *companions_of(entry)):
            try:
                bytes_of(layout, origin, file_id)
            except DossierError as error:
                yield str(error)


@contextmanager
def _building(layout: disk.Layout, done: Sequence[Entry]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of what is imported, which takes its place at the end if all went well."""
    path = layout.imports
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    whole = current(layout, done)
    try:
        with disk.one_line(path):
            if whole and path.exists():
                shutil.copyfile(path, part)
        with tempfile.TemporaryDirectory(prefix=".imports.part", dir=layout.root) as spill:
            yield from _open(part, spill, [] if whole else done, layout)
        if part.exists():
            with disk.one_line(path):
                disk.settle(part)
                part.replace(path)
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + ".wal").unlink(missing_ok=True)


def _open(
    part: Path, spill: str, done: Sequence[Entry], layout: disk.Layout
) -> Iterator[duckdb.DuckDBPyConnection]:
    config: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": spill, "threads": "2"}
    fresh = not part.exists()
    try:
        with closing(duckdb.connect(str(part), config=config)) as connection:
            connection.execute(query.NO_BAR)
            if fresh:
                schema.create_in(connection, {**schema.imported_tables(), **schema.imported_views()})
            _again(connection, done, layout)
            yield connection
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        why = disk.FULL if "No space left" in said else said
        raise DossierError(f"{layout.imports}: could not be written: {why}") from error


def _again(connection: duckdb.DuckDBPyConnection, done: Sequence[Entry], layout: disk.Layout) -> None:
    """Make the journal's imports anew from their files."""
    for number, entry in enumerate(done, start=1):
        origins = {name: (origin, file_id) for name, origin, file_id in entry["companions"]}
        companions = {name: bytes_of(layout, *given) for name, given in origins.items()}
        path = bytes_of(layout, entry["origin"], entry["file_id"])
        material = Material(path, entry["file_id"], entry["name"], entry["origin"], companions)
        options = Options(entry["format"], _reading(entry["reading"]), entry["start"], entry["step"] or 1)
        load.load(connection, number, material, options)
    load.drop_duplicates(connection)
    for number, entry in enumerate(done, start=1):
        load.summarise(connection, number, entry["format"])


def _load_all(
    connection: duckdb.DuckDBPyConnection,
    results: list[Imported],
    new: dict[int, Entry],
    options: Options,
    layout: disk.Layout,
    told: Told | None,
) -> None:
    """Load each new file; one that cannot be loaded becomes a problem and is new no more."""
    first = len(_held(connection)) + 1
    for place, entry in list(new.items()):
        origin = results[place].origin
        if told:
            told(origin)
        entry["import_id"] = first + place
        companions = {name: Path(beside) for name, beside, _ in entry["companions"]}
        material = Material(Path(origin), entry["file_id"], entry["name"], entry["origin"], companions)
        try:
            entry["format"] = load.load(connection, entry["import_id"], material, options)
            _keep(layout, Path(origin), entry)
        except (UsageError, DossierError) as error:
            results[place] = Imported(origin, problem=str(error))
            _remove(connection, new.pop(place)["import_id"])


def _keep(layout: disk.Layout, path: Path, entry: Entry) -> None:
    """Copy a file that is not too large, and what stands beside it, among the sources."""
    if entry["format"] != "quadruples":
        entry |= {"companions": [], "start": None, "step": None}
    beside = [(Path(origin), file_id) for _, origin, file_id in entry["companions"]]
    for file, file_id in ((path, entry["file_id"]), *beside):
        target = layout.sources / file_id
        if file.stat().st_size <= KEPT and not target.exists():
            with disk.one_line(file):
                disk.write(target, file.read_bytes())


def _counted(connection: duckdb.DuckDBPyConnection, entry: Entry | None, result: Imported) -> Imported:
    """The result with its counts; a file that gave no row and no duplicate is a problem."""
    if entry is None:
        return result
    load.summarise(connection, entry["import_id"], entry["format"])
    found = connection.execute(
        "SELECT rows, duplicates, malformed FROM imports WHERE import_id = ?", [entry["import_id"]]
    ).fetchone() or (0, 0, 0)
    rows, duplicates, malformed = map(int, found)
    problem = None
    if not rows and not duplicates:
        first = connection.execute(
            "SELECT row, reason, detail FROM import_errors WHERE import_id = ? ORDER BY row LIMIT 1",
            [entry["import_id"]],
        ).fetchone()
        said = f"; row {first[0]}: {first[1]} {first[2] or ''}".rstrip() if first else ""
        problem = f"{result.origin}: no row of it could be read as {entry['format']}{said}"
    return Imported(result.origin, entry["format"], rows, duplicates, malformed, problem=problem)


def _renumber(
    connection: duckdb.DuckDBPyConnection, new: Mapping[int, Entry], kept: Mapping[int, Entry], number: int
) -> None:
    """Take out the imports that gave nothing, and number those that stay from `number` on."""
    for place, entry in new.items():
        old = entry["import_id"]
        if place not in kept:
            _remove(connection, old)
            continue
        if old != number:
            for table in schema.imported_tables():
                connection.execute(f"UPDATE {table} SET import_id = {number} WHERE import_id = {old}")
            entry["import_id"] = number
            load.summarise(connection, number, entry["format"])
        number += 1


def _remove(connection: duckdb.DuckDBPyConnection, import_id: int) -> None:
    for table in schema.imported_tables():
        connection.execute(f"DELETE FROM {table} WHERE import_id = {import_id}")


def _finished(connection: duckdb.DuckDBPyConnection, entry: Entry) -> Entry:
    """The entry with what the import gave."""
    found = connection.execute(
        "SELECT rows, duplicates, malformed, digest FROM imports WHERE import_id = ?", [entry["import_id"]]
    ).fetchone()
    names = ("rows", "duplicates", "malformed", "digest")
    return {**entry, **dict(zip(names, found or (), strict=True))}


def _signature(entry: Entry) -> tuple[Any, ...]:
    return entry["import_id"], entry["file_id"], entry["format"], entry["digest"]


def _held(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT import_id, file_id, format, digest FROM imports ORDER BY import_id"
    ).fetchall()


def _changed(layout: disk.Layout, done: Sequence[Entry]) -> Iterator[str]:
    if not done:
        return
    with closing(duckdb.connect(str(layout.imports), read_only=True)) as connection:
        for entry in done:
            if load.digest(connection, entry["import_id"], entry["format"]) != entry["digest"]:
                yield f"import {entry['import_id']} ({entry['name']}): its rows are not those brought in"


def _reading(given: str) -> Literal["manual", "crosswalk"]:
    return "crosswalk" if re.fullmatch("crosswalk", given) else "manual"

"""What the journal says of imports: one entry a file, with its hash, how it was read and what it gave."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.errors import DossierError, UsageError
from detente.record import disk
from detente.record.imports import quadruples
from detente.record.imports.detect import FORMATS
from detente.record.imports.load import Options
from detente.record.journal import Entry


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file: rows taken in, or a `problem` in one line. `known` says it was there already."""

    origin: str
    format: str = ""
    rows: int = 0
    duplicates: int = 0
    malformed: int = 0
    known: bool = False
    problem: str | None = None


def checked(options: Options) -> Options:
    """The options, if they can be. Raises UsageError where one cannot."""
    if options.form not in {"auto", *FORMATS}:
        raise UsageError(f"no such format: {options.form}; one of auto, {', '.join(FORMATS)}")
    if options.reading not in {"manual", "crosswalk"}:
        raise UsageError(f"no such reading of the crosswalk: {options.reading}; one of manual, crosswalk")
    if options.step < 1:
        raise UsageError(f"{options.step} units of time a day: there must be at least one")
    try:
        start = options.start and date.fromisoformat(options.start).isoformat()
    except ValueError as error:
        raise UsageError(f"not a day: {options.start}; write it like 2014-01-01") from error
    return Options(options.form, options.reading, start, options.step)


def imports_of(entries: Sequence[Entry]) -> list[Entry]:
    """The journal's imports, in order."""
    return [entry for entry in entries if entry["kind"] == "import"]


def look(
    paths: Sequence[Path], options: Options, done: Sequence[Entry]
) -> tuple[list[Imported], dict[int, Entry]]:
    """A result for each path, and by place in them the entry of each file that is new."""
    results: list[Imported] = []
    new: dict[int, Entry] = {}
    for path in paths:
        try:
            entry = _entry(path, options, [*done, *new.values()])
        except (UsageError, DossierError) as error:
            results.append(Imported(str(path), problem=str(error)))
            continue
        if entry is not None:
            new[len(results)] = entry
        results.append(Imported(str(path), known=entry is None))
    return results, new


def _entry(path: Path, options: Options, others: Sequence[Entry]) -> Entry | None:
    """The journal's entry for a file; None where it was brought in already in the same way."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    file_id = sha256(path)
    how = {"reading": options.reading, "start": options.start, "step": options.step}
    for entry in others:
        if entry["file_id"] == file_id:
            if entry["start"] is None or "format" not in entry:
                how |= {"start": None, "step": None}
            if all(entry[name] == value for name, value in how.items()):
                return None
            raise UsageError(f"{path}: was brought in already with other options; make another dossier for it")
    beside = [(name, path.with_name(name)) for name in quadruples.COMPANIONS]
    companions = [(name, str(file.resolve()), sha256(file)) for name, file in beside if file.is_file()]
    return {
        "kind": "import",
        "file_id": file_id,
        "name": path.name,
        "origin": str(path.resolve()),
        "bytes": path.stat().st_size,
        **how,
        "companions": companions,
    }


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex. Raises DossierError where it cannot be read."""
    with disk.one_line(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def companions_of(entry: Entry) -> list[tuple[str, str]]:
    """Where each file beside an import was, and its hash."""
    return [(origin, file_id) for _, origin, file_id in entry["companions"]]


def bytes_of(layout: disk.Layout, origin: str, file_id: str) -> Path:
    """Where a file's bytes are. Raises DossierError where they are gone or changed."""
    for path in (layout.sources / file_id, Path(origin)):
        if path.is_file():
            if sha256(path) != file_id:
                raise DossierError(f"{path}: is not what was brought in; restore it from a copy")
            return path
    raise DossierError(f"{origin}: what was brought in is not there any more; put it back to make it again")

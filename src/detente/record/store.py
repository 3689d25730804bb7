"""The published record: built beside the old one and put in its place, so that readers never see a half."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from detente import __version__
from detente.errors import DossierError
from detente.ingest import likenesses
from detente.record import coded as coding_files
from detente.record import disk, journal, query, schema
from detente.record.build import Inputs, build
from detente.record.coded import Coded
from detente.record.decisions import decisions_of
from detente.record.holdings import Held, Holdings
from detente.record.journal import Journal


@dataclass(frozen=True, slots=True)
class Contents:
    """What a record is made of: the journal, and the files that keep what each source gave, in `folder`."""

    journal: Journal
    coder: str
    folder: Path

    @property
    def held(self) -> list[Held]:
        """Every source, in order of id."""
        return Holdings.of(self.journal.entries).sources()

    def file(self, held: Held) -> Path:
        """The file that keeps what a source gave."""
        return self.folder / held.file_name(self.coder)

    def pending(self) -> list[Held]:
        """The sources that are not coded, or whose file is damaged."""
        return [held for held in self.held if not coding_files.is_whole(self.file(held))]

    def coded(self) -> Iterator[Coded]:
        """What each source gave, in order of id. Raises DossierError where one is not coded."""
        return (self._given(held) for held in self.held)

    def coded_of(self, source_id: str) -> Iterator[Coded]:
        """What one source gave; nothing where it is not held."""
        return (self._given(held) for held in self.held if held.id == source_id)

    def _given(self, held: Held) -> Coded:
        given = coding_files.load(self.file(held))
        if given is None:
            raise DossierError(f"{held.place.name} is not coded yet; add it once more to the dossier")
        return coding_files.named(given, held.place.name, held.place.origin)

    def fingerprint(self) -> str:
        """What decides the record, in short: equal fingerprints, equal records."""
        # Imports are not in the record: an import alone makes no other record.
        heads = (entry["hash"] for entry in reversed(self.journal.entries) if entry["kind"] != "import")
        parts = [schema.VERSION, __version__, next(heads, journal.START), self.coder]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def inputs(self) -> Inputs:
        """What the record is built from."""
        holdings = Holdings.of(self.journal.entries)
        origins = [(held.id, place.name, place.origin) for held in holdings.sources() for place in held.places]
        meta = {"fingerprint": self.fingerprint(), "schema": schema.VERSION, "version": __version__}
        decisions = decisions_of(self.journal.entries)
        return Inputs(self.coded, origins, holdings.turned_away(), decisions, meta)


def publish(path: Path, contents: Contents) -> str:
    """Build the record and put it in the place of `path`, durably; returns its canonical hash."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        digest = build(part, contents.inputs(), likenesses)
        with disk.one_line(path):
            disk.settle(part)
            _set_aside(path.with_name(path.name + ".wal"))
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + ".wal").unlink(missing_ok=True)
    return digest


def state(path: Path) -> dict[str, str] | None:
    """The facts in the record's `meta` table, or None where there is no record that opens."""
    if not path.exists():
        return None
    try:
        with query.locked_down(path) as connection:
            return dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except duckdb.Error:
        return None


def set_aside(path: Path) -> None:
    """Move a damaged record, and a write-ahead log beside it, out of the way under another name."""
    with disk.one_line(path):
        for damaged in (path, path.with_name(path.name + ".wal")):
            _set_aside(damaged)


def _set_aside(path: Path) -> None:
    if path.exists():
        taken = sum(1 for _ in path.parent.glob(f"{path.name}.damaged-*"))
        path.replace(path.with_name(f"{path.name}.damaged-{taken + 1}"))

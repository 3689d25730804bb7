"""A dossier: a folder on one subject, with its sources, its journal and its record."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import pyarrow as pa

from detente import __version__
from detente.errors import DossierError, UsageError
from detente.ingest.sources import Source
from detente.record import coded as coding_files
from detente.record import disk, export, journal, lookup, query, schema, settings, store
from detente.record.decisions import entry_of
from detente.record.holdings import Held, Holdings
from detente.record.imports import Imported, Options, ledger, shelf, writing
from detente.record.verify import Verification, examine
from detente.record.work import Added, Coder, Progress
from detente.terms import Reason, Rejected

Result = TypeVar("Result")

_INTAKE = 64
_WHOLE = 3600.0
_BY_LIMIT = frozenset({Reason.TIME_LIMIT, Reason.MEMORY_LIMIT})


class Dossier:
    """A folder with sources, journal and record; `Dossier.create` makes one and `Dossier.open` opens it.

    One process at a time may own a dossier (`write=True`) and change it; any number may read the record that
    was published last.
    """

    def __init__(self, path: Path, owner: int | None) -> None:
        self._layout = disk.Layout(path)
        self._owner = owner
        self._settings = settings.read(self._layout.settings)
        self._journal = journal.read(self._layout.journal)

    @classmethod
    def create(cls, path: str | Path, *, subject: str = "") -> Dossier:
        """Make a dossier at `path`, a new or empty folder, and own it.

        Raises DossierError where something stands there or it cannot be written, DossierBusyError where
        another process is making it.
        """
        layout = disk.Layout(Path(path))
        with disk.one_line(layout.root):
            layout.root.mkdir(parents=True, exist_ok=True)
            if not layout.is_blank():
                raise DossierError(f"{layout.root}: the folder is not empty; name a new one for the dossier")
        owner = disk.acquire(layout)
        disk.sweep(layout.root)
        with disk.one_line(layout.root):
            layout.sources.mkdir(exist_ok=True)
            layout.coded.mkdir(exist_ok=True)
        settings.write(layout.settings, settings.DossierSettings(subject, version=__version__))
        return cls(layout.root, owner)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, create: bool = False) -> Dossier:
        """Open the dossier at `path`; with `create`, make it where there is none.

        Raises DossierError where there is none or it is damaged, DossierBusyError where `write` asks for what
        another process owns.
        """
        layout = disk.Layout(Path(path))
        if create and not layout.settings.exists():
            return cls.create(layout.root)
        settings.read(layout.settings)
        owner = disk.acquire(layout) if write else None
        if write:
            for folder in (layout.root, layout.sources, layout.coded):
                disk.sweep(folder)
        return cls(layout.root, owner)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give up the lock, where this process holds it."""
        if self._owner is not None:
            os.close(self._owner)
            self._owner = None

    @property
    def path(self) -> Path:
        """The folder."""
        return self._layout.root

    @property
    def subject(self) -> str:
        """What the dossier is on, as its maker wrote it."""
        return self._settings.subject

    @property
    def choices(self) -> Mapping[str, str | list[str]]:
        """The settings in words that the dossier was coded with; empty before the first run."""
        return self._settings.choices

    def sources(self) -> list[Held]:
        """Every source held, in order of id."""
        return self._contents().held

    def source(self, document_id: str) -> bytes:
        """The bytes of a source as received. Raises DossierError where they are missing or changed."""
        path = self._layout.sources / document_id
        with disk.one_line(path):
            data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != document_id:
            raise DossierError(f"{path}: is not what was received; restore it from a copy")
        return data

    def add(
        self,
        sources: Iterable[Source | Rejected],
        coder: Coder,
        *,
        published: str | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Take sources in, code those that are not coded, and publish the record.

        What is there already changes nothing. A run that was killed goes on where it stopped, and takes up
        what an earlier one left. Raises DossierError where the folder cannot be written; what was stored stays.
        """
        self._must_own()
        self._adopt(coder)
        new, rejected = self._take_in(sources, published)
        coded = self._code(coder, progress)
        self._publish()
        return Added(new, coded, rejected)

    def rebuild(self, coder: Coder | None = None, *, progress: Progress | None = None) -> None:
        """Make the record anew: from the sources with `coder`, else from what is kept of their coding."""
        self._must_own()
        if coder:
            self._adopt(coder)
            with disk.one_line(self._layout.coded):
                for path in self._layout.coded.glob("*.jsonl"):
                    path.unlink()
            self._code(coder, progress)
        self._layout.record.unlink(missing_ok=True)
        self._publish()

    def verify(self, coder: Coder | None = None, *, progress: Progress | None = None) -> Verification:
        """Check anchors, sources, the journal's chain, and that a rebuild gives the same canonical hash.

        With `coder` the rebuild begins at the sources, without one at what is kept of their coding. Nothing in
        the dossier is changed.
        """
        with tempfile.TemporaryDirectory() as folder:
            contents = self._contents()
            if coder:
                contents = replace(contents, coder=coder.key, folder=Path(folder))
                self._again(contents, coder, progress)
            found = examine(self._layout, self._contents(), contents, Path(folder) / "record.duckdb")
        imports = shelf.problems(self._layout, self._journal.entries)
        return replace(found, problems=(*found.problems, *imports))

    def bring_in(
        self,
        paths: Sequence[str | Path],
        options: Options | None = None,
        *,
        told: Callable[[str], None] | None = None,
    ) -> list[Imported]:
        """Take event data sets and tables of indicators into `imports.duckdb`; one result a path.

        A file that is there already changes nothing. Imports that the journal has and `imports.duckdb` has not
        are made again; without paths that is all. `told` hears each file's name before it is read. Raises
        UsageError where an option cannot be, DossierError where the folder cannot be written or a file that
        must be read again is gone.
        """
        self._must_own()
        files, how = [Path(path) for path in paths], ledger.checked(options or Options())
        results = shelf.bring_in(self._layout, self._journal.entries, files, how, self._append, told)
        if not self._layout.record.exists() and not self.sources():
            self._publish()
        return results

    def query(self, sql: str, *, seconds: float = query.SECONDS) -> pa.Table:
        """The result of one SELECT on the record and imported data as an Arrow table.

        Raises QueryError with one line where the SQL is wrong, not allowed, or exceeds its limits.
        """
        imports = self._imports()
        return self._read(lambda path: query.run(path, sql, seconds=seconds, imports=imports))

    def table(self, name: str) -> pa.Table:
        """A table or view of the record, whole, as an Arrow table. Raises UsageError where there is none."""
        return self.query(_select(name), seconds=_WHOLE)

    def export(self, name: str, path: str | Path, form: str, *, spreadsheet: bool = False) -> None:
        """Write a table or view to a file as `csv`, `parquet` or `jsonl`, wholly or not at all.

        Raises UsageError for an unknown name or format, DossierError where the file cannot be written.
        """
        sql = _select(name)
        imports = self._imports()

        def write(record: Path) -> None:
            with query.batches(record, sql, seconds=_WHOLE, imports=imports) as reader:
                export.write(reader, Path(path), form, spreadsheet=spreadsheet)

        self._read(write)

    def export_events(self, form: str, path: str | Path) -> int:
        """Write imported events (mentions, indicators) to a file of the field's format; how many lines it has.

        `quadruples` make a folder.

        Raises UsageError for an unknown format, DossierError where the file cannot be written.
        """
        imports = self._imports()
        return self._read(lambda record: writing.write(record, imports, form, Path(path)))

    def canonical(self) -> str:
        """The hash of the record's ordered canonical export: the record's identity."""
        self._read(lambda path: None)
        return (store.state(self._layout.record) or {})["canonical"]

    def decide(
        self,
        verdict: str,
        ids: Sequence[str],
        *,
        change: Mapping[str, Any] | None = None,
        reason: str = "",
        author: str = "",
    ) -> None:
        """Write a person's decision on findings into the journal and publish the record that follows.

        `accept`, `reject` and `edit` (with `change`: field and new value) rule on each finding; `merge` makes
        the event reports one event; `split` takes them out of the event they are in. Raises UsageError where a
        finding does not exist or the verdict does not fit it.
        """
        self._must_own()
        others = lookup.companions(self.query, ids) if verdict == "split" else []
        findings = [lookup.finding(self.query, self._contents(), identity) for identity in ids]
        apart = [lookup.finding(self.query, self._contents(), identity) for identity in others]
        entry = entry_of(verdict, findings, apart=apart, change=change, reason=reason, author=author)
        self._append([entry])
        self._publish()

    def undo(self, seq: int, *, reason: str = "", author: str = "") -> None:
        """Take back the decision with this `seq` (table `decisions`); the journal keeps both.

        Raises UsageError where there is no such decision.
        """
        self._must_own()
        found = [
            entry for entry in self._journal.entries if entry["seq"] == seq and entry["kind"] == "decision"
        ]
        if not found or found[0]["verdict"] == "undo":
            raise UsageError(f"there is no decision {seq} to undo")
        undo = {"kind": "decision", "verdict": "undo", "undoes": seq, "reason": reason, "author": author}
        self._append([undo])
        self._publish()

    def _imports(self) -> Path:
        """Where imported data lies. Raises DossierError where the journal has some and it is not there."""
        path = self._layout.imports
        if not path.exists() and ledger.imports_of(self._journal.entries):
            raise DossierError(f"{path}: is missing; `detente import DOSSIER` makes it again")
        return path

    def _contents(self) -> store.Contents:
        return store.Contents(self._journal, self._settings.coder, self._layout.coded)

    def _must_own(self) -> None:
        if self._owner is None:
            raise DossierError(f"{self.path}: opened for reading; open it with write=True to change it")

    def _adopt(self, coder: Coder) -> None:
        made_by = replace(self._settings, coder=coder.key, choices=dict(coder.choices), version=__version__)
        if made_by != self._settings:
            settings.write(self._layout.settings, made_by)
            self._settings = made_by

    def _append(self, entries: Sequence[Mapping[str, Any]]) -> None:
        self._journal = journal.append(self._layout.journal, self._journal, entries)

    def _take_in(self, sources: Iterable[Source | Rejected], published: str | None) -> tuple[int, int]:
        """Store and note what is new; returns how many sources and how many rejections were."""
        holdings = Holdings.of(self._journal.entries)
        before = len(holdings.places)
        rejected = 0
        waiting: list[dict[str, Any]] = []
        for item in sources:
            if isinstance(item, Rejected):
                entry = holdings.turn_away(item)
                rejected += entry is not None
            else:
                entry = holdings.take(item, published)
                self._keep(item)
            if entry:
                holdings.note(entry)
                waiting.append(entry)
            if len(waiting) >= _INTAKE:
                self._append(waiting)
                waiting = []
        self._append(waiting)
        return len(holdings.places) - before, rejected

    def _keep(self, source: Source) -> None:
        path = self._layout.sources / source.id
        if not path.exists():
            disk.write(path, source.data)

    def _code(self, coder: Coder, progress: Progress | None) -> int:
        contents = self._contents()
        pending = contents.pending()
        self._save_each(contents, pending, coder, progress)
        return len(pending)

    def _save_each(
        self, contents: store.Contents, pending: Sequence[Held], coder: Coder, progress: Progress | None
    ) -> None:
        tasks = ((held.source(self.source(held.id)), held.published) for held in pending)
        if progress:
            progress(0, len(pending))
        for done, (held, given) in enumerate(zip(pending, coder(tasks), strict=True), start=1):
            coding_files.save(contents.file(held), given)
            if progress:
                progress(done, len(pending))

    def _publish(self) -> None:
        contents = self._contents()
        facts = store.state(self._layout.record)
        if facts and facts.get("fingerprint") == contents.fingerprint():
            return
        if facts is None:
            store.set_aside(self._layout.record)
        store.publish(self._layout.record, contents)
        with disk.one_line(self._layout.coded):
            current = {contents.file(held) for held in contents.held}
            for path in self._layout.coded.glob("*.jsonl"):
                if path not in current:
                    path.unlink()

    def _again(self, contents: store.Contents, coder: Coder, progress: Progress | None) -> None:
        """Code every source once more into another folder, but for those that ran into a limit here."""
        pending = []
        for held in contents.held:
            kept = coding_files.load(self._contents().file(held))
            if kept and kept.rejected and kept.rejected.reason in _BY_LIMIT:
                coding_files.save(contents.file(held), kept)
            else:
                pending.append(held)
        self._save_each(contents, pending, coder, progress)

    def _read(self, work: Callable[[Path], Result]) -> Result:
        """Do `work` on a record that opens; a missing or damaged one is built anew from what is kept."""
        path = self._layout.record
        if store.state(path) is None:
            self._heal()
        try:
            return work(path)
        except query.DAMAGE:
            self._heal()
            return work(path)

    def _heal(self) -> None:
        owner = disk.acquire(self._layout) if self._owner is None else None
        try:
            store.set_aside(self._layout.record)
            store.publish(self._layout.record, self._contents())
        finally:
            if owner is not None:
                os.close(owner)


def _select(name: str) -> str:
    imported = {**schema.joint_views(), **schema.imported_views(), **schema.imported_tables()}
    known = {**schema.views(), **schema.tables(), **imported}
    if name not in known:
        raise UsageError(f"the record has no table or view {name!r}; it has {', '.join(known)}")
    return f"SELECT * FROM {name}"  # noqa: S608 - a name of our own schema

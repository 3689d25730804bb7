"""The dossier's folder: where things lie, writing that is whole or not at all, the lock of its one owner."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from detente.errors import DossierBusyError, DossierError

_PART = ".*.part*"
FULL = "the disk is full; free some space and run the same command again"
_WHY = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: "the disk quota is used up; free some space and run the same command again",
    errno.EFBIG: "a file would grow past what the system allows",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EIO: "the disk reports an error",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a dossier lie."""

    root: Path

    @property
    def settings(self) -> Path:
        """Subject, settings, versions."""
        return self.root / "dossier.toml"

    @property
    def sources(self) -> Path:
        """Original bytes, each file named by its SHA-256."""
        return self.root / "sources"

    @property
    def journal(self) -> Path:
        """Append-only, hash-chained list of what was added and decided."""
        return self.root / "journal.jsonl"

    @property
    def coded(self) -> Path:
        """What each source gave, one file a source and settings; derived."""
        return self.root / "coded"

    @property
    def record(self) -> Path:
        """The DuckDB record; derived."""
        return self.root / "record.duckdb"

    @property
    def imports(self) -> Path:
        """What came from event data sets and tables of indicators; derived."""
        return self.root / "imports.duckdb"

    @property
    def lock(self) -> Path:
        """Held by the one process that owns the dossier."""
        return self.root / ".lock"

    def is_blank(self) -> bool:
        """Whether the folder holds nothing but what the making of a dossier leaves when it is killed."""
        folders = (self.sources, self.coded)
        strange = [
            child
            for child in self.root.iterdir()
            if child != self.lock and child not in folders and not child.match(_PART)
        ]
        return not strange and not any(folder.exists() and any(folder.iterdir()) for folder in folders)


@contextmanager
def one_line(path: Path) -> Iterator[None]:
    """Turn what the system says against reading or writing `path` into one DossierError."""
    try:
        yield
    except OSError as error:
        why = _WHY.get(error.errno or 0, error.strerror or str(error))
        raise DossierError(f"{error.filename or path}: {why}") from error


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A new file that takes the place of `path` once it is wholly on the disk, or leaves no trace."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with one_line(path):
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Put `data` in the place of `path`, wholly or not at all."""
    with writing(path) as file:
        file.write(data)


def sweep(folder: Path) -> None:
    """Remove what a killed process left half written in `folder`."""
    with one_line(folder):
        for part in folder.glob(_PART):
            part.unlink(missing_ok=True)


def acquire(layout: Layout) -> int:
    """Become the dossier's owner; the lock goes with the returned file descriptor, or with the process.

    Raises DossierBusyError where another process is the owner.
    """
    with one_line(layout.lock):
        descriptor = os.open(layout.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        message = f"{layout.root}: another process is working on this dossier; wait for it to end"
        raise DossierBusyError(message) from error
    return descriptor


def settle(path: Path) -> None:
    """Wait until what was written to `path` is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

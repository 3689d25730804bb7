"""What every command shares: exit codes, one-line messages, JSON summaries and the progress bar."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from typing import Any, Protocol

from detente.errors import (
    DetenteError,
    DossierBusyError,
    DossierError,
    EndpointError,
    IngestError,
    QueryError,
    UsageError,
    VerificationError,
)


class Exit(IntEnum):
    """The exit codes of `detente`; `docs/command-line.md` prints this list."""

    DONE = 0
    BUG = 1
    USAGE = 2
    NOTHING_READ = 3
    NOT_VERIFIED = 4
    BUSY = 5
    DOSSIER = 6
    QUERY = 7
    SOME_REJECTED = 8
    ENDPOINT = 9
    INTERRUPTED = 130
    BROKEN_PIPE = 141


MEANING: Mapping[Exit, str] = {
    Exit.DONE: "done, and every input was read",
    Exit.BUG: "a fault in detente itself; the traceback is shown, please report it",
    Exit.USAGE: "wrong usage: an unknown option, a bad value, a missing argument",
    Exit.NOTHING_READ: "no input could be read",
    Exit.NOT_VERIFIED: "verification found a fault",
    Exit.BUSY: "another process holds the dossier",
    Exit.DOSSIER: "the dossier or the output cannot be opened or written",
    Exit.QUERY: "the SQL failed, was not allowed, or ran out of time or memory",
    Exit.SOME_REJECTED: "done, but some inputs could not be read; each is named on standard error",
    Exit.ENDPOINT: "the language model's server failed or refused; what was stored is kept",
    Exit.INTERRUPTED: "stopped by Ctrl-C; what was stored is kept",
    Exit.BROKEN_PIPE: "the reader of standard output went away",
}

_BY_ERROR: tuple[tuple[type[DetenteError], Exit], ...] = (
    (UsageError, Exit.USAGE),
    (IngestError, Exit.NOTHING_READ),
    (VerificationError, Exit.NOT_VERIFIED),
    (DossierBusyError, Exit.BUSY),
    (DossierError, Exit.DOSSIER),
    (QueryError, Exit.QUERY),
    (EndpointError, Exit.ENDPOINT),
)

_DISK: Mapping[int, str] = {
    errno.ENOSPC: "the disk is full; free some space and run the same command again",
    errno.EDQUOT: "the disk quota is used up; free some space and run the same command again",
    errno.EROFS: "the file system is read-only; choose another place with -o",
    errno.EACCES: "no permission; change its rights or choose another place",
    errno.EPERM: "no permission; change its rights or choose another place",
    errno.EISDIR: "it is a folder; name a file",
    errno.ENOTDIR: "part of the path is a file, not a folder",
    errno.ENOENT: "there is no such folder; make it first or choose another place",
    errno.EEXIST: "something of that name is already there; choose another place",
    errno.ENAMETOOLONG: "the name is too long for this file system",
}


class NothingReadError(DetenteError):
    """No input gave a document."""


def exit_code_of(error: DetenteError) -> Exit:
    """The exit code that a raised error ends the command with."""
    if isinstance(error, NothingReadError):
        return Exit.NOTHING_READ
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), Exit.USAGE)


def disk_line(error: OSError) -> str | None:
    """One line for a full disk, a read-only folder and the like; None where the error is not of that kind."""
    advice = _DISK.get(error.errno or 0)
    if advice is None:
        return None
    where = error.filename if isinstance(error.filename, str) else "the output"
    return f"cannot write {where}: {advice}" if error.errno != errno.ENOENT else f"{where}: {advice}"


def say(line: str) -> None:
    """One line on standard error, with `detente:` before it; line breaks in it become spaces."""
    print(f"detente: {one_line(line)}", file=sys.stderr)


def one_line(text: str) -> str:
    """The text without line breaks and control characters, so that a file's name cannot drive the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def print_json(summary: Mapping[str, Any]) -> None:
    """One JSON object on standard output."""
    print(json.dumps(summary, ensure_ascii=False, indent=2, default=str))


def print_lines(lines: Iterable[str]) -> int:
    """Lines on standard output as they come; how many there were."""
    count = 0
    for line in lines:
        sys.stdout.write(line + "\n")
        count += 1
    return count


def steady_streams() -> None:
    """UTF-8 and `\\n` on the standard streams, whatever the locale.

    A lone surrogate is written as `\\udxxx`, which inside a JSON string is the escape that JSON asks for.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def close_stdout_quietly() -> None:
    """Point standard output at nothing, so that Python's last flush does not complain of the broken pipe."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.close(sink)


class Advance(Protocol):
    """Tells the progress bar that `step` more of `total` inputs are done."""

    def __call__(self, step: int = 1, *, total: int | None = None) -> None:
        """Move the bar on; `total` corrects how many there are in all."""


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Advance]:
    """A bar with documents a second and the time left, on a terminal's standard error; silent elsewhere."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Speed(ProgressColumn):
        """Documents a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:.1f} documents/s")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Speed(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def advance(step: int = 1, *, total: int | None = None) -> None:
            if total is not None:
                bar.update(task, total=total)
            bar.advance(task, step)

        yield advance


@contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar that is told how many of how many are done."""
    with progress(label) as advance:
        seen = 0

        def tell(done: int, total: int) -> None:
            nonlocal seen
            advance(done - seen, total=total)
            seen = done

        yield tell


def _silent(step: int = 1, *, total: int | None = None) -> None:
    """No terminal, no bar."""

"""From paths to sources: folders walked, archives and row files opened, everything in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from detente.errors import IngestError
from detente.ingest.guard import expand_guarded
from detente.ingest.rows import read_row
from detente.ingest.sniff import CONTAINERS, ROWS, WARC, ZIP, media_type, suffix
from detente.ingest.sources import DEFAULT_LIMITS, Limits, Source, size
from detente.terms import Reason, Rejected

Found = Source | Rejected
STDIN = "-"
SNIFFED = 1 << 16


def discover(
    paths: Iterable[str | os.PathLike[str]], *, stdin: BinaryIO | None = None, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Found]:
    """The sources under some paths, each once, sorted by path; what cannot be read comes as `Rejected`.

    A path may be a file, a folder, an archive, or `-` for `stdin`. Hidden files, and dossiers found inside a
    folder, are passed over. Sources are read one at a time, as they are asked for.
    """
    given = sorted({os.fspath(path) for path in paths})
    files: dict[str, str] = {}
    for path in given:
        if path == STDIN:
            continue
        for found in _files(Path(path)):
            if isinstance(found, Rejected):
                yield found
            else:
                files.setdefault(os.path.realpath(found), found.as_posix())
    for origin in sorted(files.values(), key=lambda path: PurePosixPath(path).parts):
        yield from _file(Path(origin), origin, limits)
    if STDIN in given and stdin is not None:
        yield from _standard_input(stdin, limits)


def _files(path: Path) -> Iterator[Path | Rejected]:
    origin = path.as_posix()
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield _unreadable(origin, error)
        return
    if not stat.S_ISDIR(mode):
        yield path
        return
    problems: list[OSError] = []
    count = 0
    for folder, names, files in os.walk(path, onerror=problems.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        if "dossier.toml" in files:
            names.clear()
            continue
        for name in sorted(files):
            if not name.startswith("."):
                count += 1
                yield Path(folder) / name
    for problem in problems:
        yield _unreadable(Path(problem.filename or path).as_posix(), problem)
    if not count and not problems:
        yield Rejected(
            origin, Reason.EMPTY, f"{origin}: is a folder without files; name one that holds articles"
        )


def _file(path: Path, origin: str, limits: Limits) -> Iterator[Found]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            message = "is no regular file; name a file or a folder"
            yield Rejected(origin, Reason.UNSUPPORTED_FORMAT, f"{origin}: {message}")
            return
        with path.open("rb") as stream:
            head = stream.read(SNIFFED)
            media = media_type(head, path.name)
            if media == ROWS or (media in {WARC, ZIP} and suffix(path.name) != ".docx"):
                yield from expand_guarded(path, media, path.name, origin, limits)
            elif status.st_size > limits.file:
                message = f"is {size(status.st_size)} (limit {size(limits.file)}); split it"
                yield Rejected(origin, Reason.TOO_LARGE, f"{origin}: {message}")
            else:
                yield from _bytes(head + stream.read(), path.name, origin, limits)
    except OSError as error:
        yield _unreadable(origin, error)


def _bytes(data: bytes, name: str, origin: str, limits: Limits) -> Iterator[Found]:
    media = media_type(data, name)
    if media in CONTAINERS:
        yield from expand_guarded(data, media, name, origin, limits)
    else:
        yield Source(data, name, origin)


def _standard_input(stdin: BinaryIO, limits: Limits) -> Iterator[Found]:
    data = stdin.read(limits.file + 1)
    if len(data) > limits.file:
        yield Rejected(
            STDIN, Reason.TOO_LARGE, f"{STDIN}: is larger than {size(limits.file)}; give it as files"
        )
        return
    name = "stdin.jsonl" if _is_rows(data) else "stdin"
    yield from _bytes(data, name, STDIN, limits)


def _is_rows(data: bytes) -> bool:
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].strip()
    if not first.startswith(b"{"):
        return False
    try:
        read_row(first)
    except IngestError:
        return False
    return True


def _unreadable(origin: str, error: OSError | ValueError) -> Rejected:
    if isinstance(error, PermissionError):
        return Rejected(origin, Reason.PERMISSION, f"{origin}: may not be read; ask for the right to read it")
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return Rejected(origin, Reason.NOT_FOUND, f"{origin}: does not exist; check the path")
    return Rejected(origin, Reason.NOT_FOUND, f"{origin}: cannot be read ({os.strerror(error.errno or 0)})")

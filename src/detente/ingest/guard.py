"""Parsing in a worker process that may be stopped: time, memory and bytes are capped, and the batch goes on.

The worker is a plain child process (not `multiprocessing`, whose daemons may not have children), started once
and used again; one that was stopped is replaced.
"""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import io
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from detente.ingest.frames import Broken, Item, pack, read_frame, unpack, write_frame
from detente.ingest.receive import is_untrusted, receive
from detente.ingest.sources import DEFAULT_LIMITS, Limits, Source
from detente.terms import Document, Reason, Rejected

# The kernel counts processor time; the clock only ends a worker that waits for ever, on however busy a machine.
PATIENCE = 10
_TOO_SLOW = "took longer than {} s to parse; save it as text"
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
}

_idle: dict[int, list[_Worker]] = {}


def receive_guarded(
    source: Source, *, limits: Limits = DEFAULT_LIMITS, published: str | None = None
) -> Document | Rejected:
    """As `receive`, untrusted formats in a capped worker.

    What the caps stop is rejected as `time_limit` or `memory_limit`, what crashes the parser as `corrupt`.
    """
    if not is_untrusted(source) or len(source.data) > limits.file:
        return receive(source, limits=limits, published=published)
    message, payload = pack(source)
    request = {"receive": message, "published": published, "origin": source.origin}
    # All answers are taken, to the end of the last: a worker left in the middle of one has to be replaced.
    for item in list(_ask(request, payload, limits)):
        if isinstance(item, Document):
            return item
        if isinstance(item, Rejected):
            return dataclasses.replace(item, id=source.id)
    return source.reject(Reason.CORRUPT, "gave no answer to its parser; get it again")


def expand_guarded(
    data: bytes | Path, media: str, name: str, origin: str, limits: Limits
) -> Iterator[Source | Rejected]:
    """As `containers.expand`, in a capped worker; `data` may be a path, so that large files are streamed."""
    path = None if isinstance(data, bytes) else str(data.absolute())
    request = {"path": path, "media": media, "name": name, "origin": origin}
    for item in _ask(request, data if isinstance(data, bytes) else b"", limits):
        if not isinstance(item, Document):
            yield item


def _ask(request: dict[str, Any], payload: bytes, limits: Limits) -> Iterator[Item]:
    """The worker's answers; one `Rejected` at the end where it was stopped."""
    idle = _idle.setdefault(os.getpid(), [])
    worker = idle.pop() if idle else _Worker()
    reusable = starved = False
    try:
        for item in worker.ask(request | {"limits": dataclasses.asdict(limits)}, payload, limits):
            # A worker that has met its memory cap once would meet it again sooner.
            starved = isinstance(item, Rejected) and item.reason is Reason.MEMORY_LIMIT
            yield item
        reusable = not starved
    except Stopped as stopped:
        yield Rejected(request["origin"], stopped.reason, f"{request['origin']}: {stopped}")
    finally:
        if reusable:
            idle.append(worker)
        else:
            worker.stop()


class Stopped(Exception):  # noqa: N818 - the worker was, on purpose
    """The worker ended before its answer did."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class _Worker:
    """One parsing process and the pipes to it."""

    def __init__(self) -> None:
        # Unbuffered: what waits in a buffer of this side would not wake select.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "detente.ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=os.environ | _ENVIRONMENT,
            start_new_session=True,
        )
        self._requests: BinaryIO = io.BufferedWriter(_present(self._process.stdin))
        self._answers: BinaryIO = _present(self._process.stdout)

    def ask(self, request: dict[str, Any], payload: bytes, limits: Limits) -> Iterator[Item]:
        """Send a request and give its answers as they come.

        Raises Stopped where the process ended or had to be ended first.
        """
        try:
            write_frame(self._requests, request, payload)
            while True:
                if not select.select([self._answers], [], [], PATIENCE * limits.seconds)[0]:
                    raise Stopped(Reason.TIME_LIMIT, _TOO_SLOW.format(limits.seconds))
                frame = read_frame(self._answers)
                if frame is None:
                    raise self._ended(limits)
                if not frame[0]:
                    return
                yield unpack(*frame)
        except (Broken, BrokenPipeError) as error:
            raise self._ended(limits) from error

    def _ended(self, limits: Limits) -> Stopped:
        """Why the worker is gone, by the signal that ended it."""
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return Stopped(Reason.TIME_LIMIT, _TOO_SLOW.format(limits.seconds))
        if code in {-signal.SIGKILL, -signal.SIGABRT}:
            return Stopped(
                Reason.MEMORY_LIMIT, f"needs more than {limits.memory >> 20} MiB to parse; save it as text"
            )
        return Stopped(Reason.CORRUPT, "crashed its parser; save it as text")

    def stop(self) -> None:
        """End the process and close the pipes."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                pipe.close()


def _present(pipe: IO[bytes] | None) -> BinaryIO:
    if pipe is None:
        raise Stopped(Reason.CORRUPT, "could not be handed to its parser")
    return cast("BinaryIO", pipe)


@atexit.register
def close_workers() -> None:
    """End this process's idle workers."""
    for worker in _idle.pop(os.getpid(), []):
        worker.stop()

"""The process that parses untrusted files, under caps on memory and processor time that the kernel enforces.

Run as `python -m detente.ingest.worker`: requests come on standard input, answers go to standard output, and it
ends with its parent.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from detente.ingest.containers import expand
from detente.ingest.frames import Item, pack, read_frame, unpack, write_frame
from detente.ingest.receive import receive
from detente.ingest.sources import Limits, Source
from detente.terms import Reason, Rejected

try:
    import resource
except ImportError:  # no such caps on Windows; the parent's clock is left
    resource = None  # type: ignore[assignment]


# Parsers swallow a failed allocation and give nothing, or call the file broken.
_MASKS = frozenset({Reason.NO_TEXT, Reason.CORRUPT})


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the stream ends: each with its items and an empty message at the end."""
    while frame := read_frame(requests):
        message, payload = frame
        limits = Limits(**message["limits"])
        _cap(limits)
        origin = message["origin"]
        try:
            for item in _answer(message, payload, limits):
                starved = isinstance(item, Rejected) and item.reason in _MASKS and _peak() > 0.9 * limits.memory
                write_frame(answers, *pack(_starved(origin, limits) if starved else item))
                _cap(limits)
        except MemoryError:
            write_frame(answers, *pack(_starved(origin, limits)))
        write_frame(answers, {})


def _starved(origin: str, limits: Limits) -> Rejected:
    line = f"{origin}: needs more than {limits.memory >> 20} MiB to parse; save it as text"
    return Rejected(origin, Reason.MEMORY_LIMIT, line)


def _peak() -> int:
    """The most address space this process has had, in bytes; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmPeak:\s*(\d+) kB", status)
    return int(found.group(1)) * 1024 if found else 0


def _answer(message: dict[str, Any], payload: bytes, limits: Limits) -> Iterator[Item]:
    if "receive" in message:
        source = unpack(message["receive"], payload)
        if isinstance(source, Source):
            yield receive(source, limits=limits, published=message["published"])
        return
    if message["path"] is None:
        yield from expand(io.BytesIO(payload), message["media"], message["name"], message["origin"], limits)
        return
    with Path(message["path"]).open("rb") as stream:
        yield from expand(stream, message["media"], message["name"], message["origin"], limits)


def _cap(limits: Limits) -> None:
    """Grant the next item its memory and seconds of processor time."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits.seconds + 1
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_AS, limits.memory)


def _lower(what: int, wanted: int) -> None:
    """Set the soft limit, within the hard one."""
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


if __name__ == "__main__":
    # Parsers may print; what they print must not mix with the answers.
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, channel)

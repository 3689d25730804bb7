"""What `run`, `code` and `read` share: checking options, counting what comes in, naming what cannot be read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from detente.errors import UsageError
from detente.pipeline import Settings, coder_of
from detente.record import Dossier
from detente.scale import settings_of
from detente.show import console
from detente.show.console import Exit
from detente.show.options import CodingOptions
from detente.terms import Rejected

_LITTLE = 200_000
"""Bytes in all below which starting processes takes longer than it saves."""

_PRICES = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?),([0-9]{1,6}(?:\.[0-9]{1,6})?)")

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def settings_for(published: str | None, dictionaries: Sequence[Path]) -> Settings:
    """The settings that the options ask for. Raises UsageError for a date that is none or a missing file."""
    for path in dictionaries:
        if not path.is_file():
            raise UsageError(f"{path}: no such dictionary; name a TSV file")
    return Settings(checked_date(published), tuple(str(path) for path in dictionaries))


def coding_settings(asked: CodingOptions) -> Settings:
    """The same with who codes events. Raises UsageError where these options do not fit together."""
    settings = settings_for(asked.published, asked.dictionaries)
    return replace(
        settings,
        coder=coder_of(asked.coder or "encoder"),
        model=asked.model,
        base_url=asked.base_url,
        prices=_prices(asked.prices),
    )


def settings_in(dossier: Dossier, asked: CodingOptions, wanted: Settings) -> Settings:
    """Those that a dossier was made with, as far as the options do not say otherwise."""
    kept = replace(settings_of(dossier), published=wanted.published, prices=wanted.prices)
    if asked.dictionaries:
        kept = replace(kept, dictionaries=wanted.dictionaries)
    if asked.coder:
        kept = replace(kept, coder=wanted.coder, model=wanted.model, base_url=wanted.base_url)
    return kept


def _prices(given: str | None) -> tuple[float, float] | None:
    if given is None:
        return None
    found = _PRICES.fullmatch(given)
    if found is None:
        raise UsageError(f"--prices {given}: not two prices of a million tokens; write them like 0.15,0.60")
    return float(found[1]), float(found[2])


def checked_date(published: str | None) -> str | None:
    """An ISO date, whole or partial, as it is. Raises UsageError for anything else."""
    if published is None:
        return None
    found = _ISO.fullmatch(published)
    try:
        if found:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return published
    except ValueError:
        pass
    raise UsageError(f"--published {published}: not an ISO date; write it like 2024-12-25, 2024-12 or 2024")


def workers_for(paths: Iterable[str], asked: int | None) -> int:
    """How many processes to use: as many as asked for; else one a core, or one alone where little comes in."""
    if asked is not None:
        return asked
    total = 0
    for size in _sizes(paths):
        total += size
        if total > _LITTLE:
            return cores()
    return 1


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sizes(paths: Iterable[str]) -> Iterator[int]:
    for path in map(Path, paths):
        files = path.rglob("*") if path.is_dir() else (path,)
        yield from (file.stat().st_size for file in files if file.is_file())


def standard_input() -> BinaryIO:
    """The bytes of standard input, for the path `-`."""
    return sys.stdin.buffer


def tell_rejected(rejected: Iterable[Rejected]) -> None:
    """One line on standard error for each source that could not be read."""
    for item in rejected:
        console.say(line_of(item))


def line_of(item: Rejected) -> str:
    """What and why, on one line."""
    named = item.message.startswith(item.origin)
    return f"{item.message if named else f'{item.origin}: {item.message}'} ({item.reason.value})"


def row_of(item: Rejected) -> dict[str, Any]:
    """A rejection as JSON data."""
    return {"origin": item.origin, "reason": item.reason.value, "message": item.message}


def outcome(read: int, rejected: int) -> Exit:
    """The exit code for so many sources read and so many turned away."""
    if not read:
        return Exit.NOTHING_READ
    return Exit.SOME_REJECTED if rejected else Exit.DONE

"""What a dossier asks of whatever codes its sources, and what it tells of an addition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from detente.ingest.sources import Source
from detente.record.coded import Coded

Task = tuple[Source, str | None]
"""A source to code, with the publication date given for it, if any."""

Progress = Callable[[int, int], None]
"""Told how many of how many sources are done."""


class Coder(Protocol):
    """What turns sources into findings: one `Coded` a task, in order. Equal keys give equal results."""

    @property
    def key(self) -> str:
        """What names the settings and versions that decide the results."""

    @property
    def choices(self) -> Mapping[str, str | list[str]]:
        """The settings in words, for `dossier.toml`."""

    def __call__(self, tasks: Iterable[Task]) -> Iterator[Coded]:
        """Code each task."""


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition did: sources new to the dossier, sources coded now, and sources newly turned away."""

    new: int
    coded: int
    rejected: int

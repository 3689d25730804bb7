"""Lines with their place in the order of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from detente.record import Coded


@dataclass(frozen=True, slots=True, order=True)
class Printed:
    """A line with its place in the order of the contract; `part` orders the lines of one finding."""

    order: tuple[str, int, int, str, str]
    part: int
    line: str


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its `header` lines and how what a source gave becomes lines."""

    header: tuple[str, ...]
    lines: Callable[[Coded], Iterator[Printed]]

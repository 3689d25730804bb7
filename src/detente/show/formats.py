"""Findings as lines of the field's formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.terms import Document, Finding, as_line, order_key


@dataclass(frozen=True, slots=True, order=True)
class Printed:
    """A line with its place in the order of the contract."""

    order: tuple[str, int, int, str, str]
    line: str


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its `header` lines and how the findings of a document become lines."""

    header: tuple[str, ...]
    lines: Callable[[Document, Iterable[Finding]], Iterator[Printed]]


def _jsonl(_: Document, findings: Iterable[Finding]) -> Iterator[Printed]:
    return (Printed(order_key(finding), as_line(finding)) for finding in findings)


FORMATS: Mapping[str, Format] = {"jsonl": Format((), _jsonl)}

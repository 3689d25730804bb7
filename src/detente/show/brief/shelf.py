"""What is asked of a record, and its quotes in their sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa

from detente.show.brief.data import Evidence

_CONTEXT = 280


Row = Mapping[str, Any]


class Record(Protocol):
    """What a brief is made from: a dossier opened for reading."""

    @property
    def subject(self) -> str:
        """What the dossier is on."""

    def table(self, name: str) -> pa.Table:
        """A table or view of the record, whole."""

    def canonical(self) -> str:
        """The hash of the record's canonical export."""


class Tables:
    """The record's tables and views as rows, each read once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._held: dict[str, list[dict[str, Any]]] = {}

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table or view, in its order."""
        if name not in self._held:
            self._held[name] = self._record.table(name).to_pylist()
        return self._held[name]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The texts with their sentences: `sentences` are (start, end) in order."""

    numbers: Mapping[str, int]
    texts: Mapping[str, str]
    sentences: Mapping[str, Sequence[tuple[int, int]]]

    def evidence(self, finding: str, document: str, start: int, end: int, voucher: str | None) -> Evidence:
        """The quote at `start` to `end` with the rest of its sentence, long ones shortened."""
        text = self.texts[document]
        first, last = self._around(document, start, end)
        return Evidence(
            finding,
            self.numbers[document],
            start,
            end,
            _tail(text[first:start]),
            text[start:end],
            _head(text[end:last]),
            voucher,
        )

    def quoted(self, row: Row, identity: str) -> Evidence:
        """The evidence of a row of a ledger; `identity` names the column of its id."""
        place = (row["document_id"], row["start_char"], row["end_char"])
        return self.evidence(row[identity], *place, row["attribution"])

    def _around(self, document: str, start: int, end: int) -> tuple[int, int]:
        held = self.sentences.get(document, ())
        at = bisect_right(held, (start, len(self.texts[document]))) - 1
        first = held[at][0] if at >= 0 and held[at][1] > start else start
        last = end
        for low, high in held[max(at, 0) :]:
            if low >= end:
                break
            last = max(last, high)
        return min(first, start), last


def _tail(words: str) -> str:
    """The end of what stands before a quote."""
    if len(words) <= _CONTEXT:
        return words.lstrip()
    kept = words[-_CONTEXT:]
    return "… " + kept[kept.find(" ") + 1 :]


def _head(words: str) -> str:
    """The beginning of what stands after a quote."""
    if len(words) <= _CONTEXT:
        return words.rstrip()
    kept = words[:_CONTEXT]
    return kept[: kept.rfind(" ")] + " …"

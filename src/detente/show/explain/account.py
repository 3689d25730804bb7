"""What an explanation holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the document's text and what it is: quote, trigger, cue, actor, date and so on."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field:
    """One coded field: its value, why it has it, and the words that show it, where there are any."""

    name: str
    value: str
    why: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A row of the record explained.

    `kind` is a kind of finding or `merged event`. `text` is the sentence (or sentences) that hold the quote and
    `start` where it begins in the document; `marks` are offsets in the document. `coded` are the fields in
    order; `members` the reports of the event that it belongs to, with the reasons; `decisions` what persons
    decided.
    """

    id: str
    kind: str
    document: dict[str, Any]
    start: int
    text: str
    marks: tuple[Mark, ...]
    coded: tuple[Field, ...]
    members: tuple[dict[str, Any], ...] = ()
    decisions: tuple[dict[str, Any], ...] = ()

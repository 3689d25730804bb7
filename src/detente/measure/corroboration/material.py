"""The rows of a record, held so that what documents say can be compared."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.measure.corroboration.comparison import Witness
from detente.read.times import find_times
from detente.terms import Published, Sentence, When

Row = Mapping[str, Any]
Read = Callable[[str], Iterable[Row]]
"""Gives the rows of a table of the record by its name."""

_CITATION = re.compile(r"\([^()\n]{0,80}\d[^()\n]{0,30}\)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands for a country or body."""

    start: int
    end: int
    kind: str
    name: str
    country: str


@dataclass(slots=True)
class Text:
    """A document with its sentences and names, both in order."""

    id: str
    text: str
    published: Published
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    _times: tuple[When, ...] | None = field(default=None, repr=False)

    @property
    def times(self) -> tuple[When, ...]:
        """The time expressions, read when they are first asked for."""
        if self._times is None:
            self._times = find_times(self.text, self.sentences, self.published)
        return self._times

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds a character, -1 where none does."""
        at = bisect_right(self.sentences, place, key=lambda s: s.start) - 1
        return at if at >= 0 and place < self.sentences[at].end else -1

    def names_in(self, start: int, end: int) -> list[Name]:
        """The names inside a stretch of the text."""
        low = bisect_right(self.names, start - 1, key=lambda n: n.start)
        return [n for n in self.names[low : low + 200] if n.start < end and n.end <= end]

    def times_in(self, start: int, end: int) -> list[When]:
        """The times inside a stretch of the text."""
        return [when for when in self.times if start <= when.start and when.end <= end]

    def citations_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Sources cited in brackets inside a stretch of the text."""
        return [found.span() for found in _CITATION.finditer(self.text, start, end)]

    def witness(self, start: int, end: int, says: str, origin: str | None = None) -> Witness:
        """The words of a stretch of the text, without the blanks around them, as a witness."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        return Witness(self.id, start, start + len(words.strip()), words.strip(), says, None, origin)


@dataclass(frozen=True, slots=True)
class Material:
    """What a record holds for comparison: its documents by id, and a reader of its tables."""

    texts: dict[str, Text]
    documents: dict[str, Row]
    rows: Callable[[str], list[Row]]

    @classmethod
    def of(cls, read: Read) -> Material:
        """Gather the documents of a record; a row that a person rejected is left out of every table."""
        held: dict[str, list[Row]] = {}

        def rows(table: str) -> list[Row]:
            if table not in held:
                held[table] = [row for row in read(table) if row.get("decision") != "rejected"]
            return held[table]

        documents = {row["document_id"]: row for row in rows("documents")}
        sentences: dict[str, list[Sentence]] = defaultdict(list)
        for row in rows("sentences"):
            sentences[row["document_id"]].append(
                Sentence(row["start_char"], row["end_char"], row["paragraph"] or 0)
            )
        names: dict[str, list[Name]] = defaultdict(list)
        for row in rows("mentions"):
            if row["country"]:
                name = Name(row["start_char"], row["end_char"], row["kind"], row["name"], row["country"])
                names[row["document_id"]].append(name)
        texts = {
            identity: Text(
                identity,
                row["text"] or "",
                _published(row),
                tuple(sorted(sentences[identity], key=lambda s: (s.start, s.end))),
                tuple(sorted(names[identity], key=lambda n: (n.start, n.end, n.country))),
            )
            for identity, row in sorted(documents.items())
        }
        return cls(texts, documents, rows)

    def witness(self, row: Row, identity: str, says: str) -> Witness:
        """A finding as a witness; `identity` names the column of its id."""
        place = (row["document_id"], row["start_char"], row["end_char"])
        return Witness(*place, row["quote"], says, row[identity], row["attribution"])

    def sentence_of(self, row: Row) -> str:
        """The sentence that a finding stands in; its quote where it stands in none."""
        text = self.texts[row["document_id"]]
        at = text.sentence_at(row["start_char"])
        return text.text[text.sentences[at].start : text.sentences[at].end] if at >= 0 else str(row["quote"])


def _published(row: Row) -> Published:
    bounds = (row.get("published_not_before"), row.get("published_not_after"))
    return Published(row["published"], row.get("published_basis") or "none", *bounds)

"""Names in the text and what they resolve to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from detente.read.names.dictionary import Entry, Index, Row, load_index
from detente.read.names.matching import Hit, hits_of
from detente.read.names.tokens import Words, words_of
from detente.terms import Mention, NameKind, Published, Sentence


class Gazetteer:
    """Dictionaries of names, loaded once and searched for each document."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Self:
        """Load the built-in dictionaries and the user's files, whose rows win over the built-in ones.

        Raises DictionaryError, naming file and line, for a malformed row.
        """
        return cls(load_index(extra))

    def find(self, text: str, sentences: Sequence[Sentence], published: Published) -> tuple[Mention, ...]:
        """The names in the sentences, in order of start, each resolved to country and sector where it can be."""
        date = published.value or published.not_before or ""
        mentions: list[Mention] = []
        for sentence in sentences:
            words = words_of(text, sentence)
            for hit in hits_of(words, self._index, lambda entries: _choose(entries, date)):
                if hit.row.kind != "hidden":
                    mentions.append(_mention(words, hit))
        return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))


def _choose(entries: list[Entry], date: str) -> Row | None:
    top = max(entry.row.rank for entry in entries)
    rows = [entry.row for entry in entries if entry.row.rank == top and entry.row.holds_on(date)]
    return rows[0] if rows else None


def _mention(words: Words, hit: Hit) -> Mention:
    start, end = words.starts[hit.first], words.ends[hit.last - 1]
    if words.text[end : end + 1] == "." and hit.last - hit.first > 1 and words.joints[hit.last - 2] == ".":
        end += 1
    row = hit.row
    return Mention(
        start,
        end,
        NameKind(row.kind),
        row.name,
        row.country,
        row.sector,
        row.source,
        row.latitude,
        row.longitude,
    )

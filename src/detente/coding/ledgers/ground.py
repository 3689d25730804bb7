"""What the ledger coders ask of a reading: names, times and sentences within a stretch of the text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from detente.coding.attribution import Attribution, bounded, find_attributions, voucher
from detente.terms import Document, Mention, NameKind, Party, Reading, Sentence, When, Zone, finding_id

CODER = "ledgers-1"
_READ = 2000

ACTORS = frozenset(
    {
        NameKind.STATE,
        NameKind.CAPITAL,
        NameKind.DEMONYM,
        NameKind.BODY,
        NameKind.OFFICE,
        NameKind.PERSON,
        NameKind.AGENCY,
        NameKind.GROUP,
        NameKind.ARMED_GROUP,
        NameKind.ANAPHOR,
    }
)
_NAMING = frozenset({NameKind.STATE, NameKind.CAPITAL, NameKind.DEMONYM, NameKind.BODY, NameKind.PERSON})
_DATELINE = re.compile(r"[^.\n—–]{0,50}?(?:\s[-–—]+\s|—)")
_PLACE_LEAD = re.compile(r"\b(?:in|at|near|from|to|outside|through|via)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A document with its reading, indexed for look-ups by offset; `usual` are the states it names most."""

    document: Document
    reading: Reading
    name_starts: tuple[int, ...]
    time_starts: tuple[int, ...]
    sentence_starts: tuple[int, ...]
    attributions: tuple[Attribution, ...]
    usual: tuple[str, ...]

    @classmethod
    @lru_cache(maxsize=2)
    def of(cls, document: Document, reading: Reading) -> Ground:
        """Index a reading of the document; sentences that run on are read up to a bound."""
        reading = replace(reading, sentences=bounded(reading.sentences))
        counts = Counter(m.country for m in reading.names if m.country and m.kind is not NameKind.PLACE)
        usual = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
        return cls(
            document,
            reading,
            tuple(m.start for m in reading.names),
            tuple(t.start for t in reading.times),
            tuple(s.start for s in reading.sentences),
            find_attributions(document.text, reading),
            tuple(country for country, _ in usual),
        )

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def names(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin within the stretch."""
        return self.reading.names[bisect_left(self.name_starts, start) : bisect_left(self.name_starts, end)]

    def times(self, start: int, end: int) -> tuple[When, ...]:
        """The time expressions that begin within the stretch."""
        return self.reading.times[bisect_left(self.time_starts, start) : bisect_left(self.time_starts, end)]

    def actors(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions there that act for a state or body: named ones, else common nouns and pronouns."""
        found = [
            m for m in self.names(start, end) if m.country and m.kind in ACTORS and not _is_aside(self.text, m)
        ]
        return tuple(m for m in found if is_named(self.text, m)) or tuple(found)

    def pair(self, start: int, end: int) -> tuple[str, ...]:
        """The states that one expression of the stretch stands for together ("the two sides"), else none."""
        found = [m for m in self.names(start, end) if m.country and not is_named(self.text, m)]
        for one in found:
            together = distinct(m.country for m in found if (m.start, m.end) == (one.start, one.end))
            if len(together) > 1:
                return together
        return ()

    def countries(self, start: int, end: int) -> tuple[str, ...]:
        """The countries (or body codes) of the actors within the stretch, each once, in order."""
        return distinct(m.country for m in self.actors(start, end))

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that begins last at or before the offset; -1 where none does."""
        return bisect_right(self.sentence_starts, offset) - 1

    def sentences_before(self, index: int, count: int) -> tuple[Sentence, ...]:
        """Up to `count` sentences before that one, nearest first."""
        return self.reading.sentences[max(0, index - count) : index][::-1]

    def voucher(self, start: int, end: int) -> Party | None:
        """Who vouches for the stretch, None for the author's own voice."""
        found = voucher(self.attributions, start, end)
        return found.party if found else None

    def evidence(self, kind: str, start: int, end: int, content: Mapping[str, Any]) -> dict[str, Any]:
        """The fields every finding carries, for the stretch trimmed to its words."""
        start, end = trimmed(self.text, start, end)
        return {
            "id": finding_id(kind, self.document.id, start, end, content),
            "document": self.document.name,
            "document_id": self.document.id,
            "start": start,
            "end": end,
            "quote": self.text[start:end],
            "attribution": self.voucher(start, end),
            "coder": CODER,
        }

    def metadata_zones(self) -> tuple[tuple[int, int], ...]:
        """Titles and captions: they may give names and dates, never findings."""
        wanted = (Zone.TITLE, Zone.CAPTION, Zone.PULL_QUOTE, Zone.REPEATED, Zone.FURNITURE)
        return tuple(
            (p.start, min(p.end, p.start + _READ)) for p in self.document.passages if p.zone in wanted
        )[:50]


def is_named(text: str, mention: Mention) -> bool:
    """Whether the words name the state, its people, office or body, rather than stand for an earlier name."""
    if mention.kind is NameKind.ANAPHOR:
        return False
    return mention.kind in _NAMING or any(c.isupper() for c in text[mention.start : mention.end])


def _is_aside(text: str, mention: Mention) -> bool:
    """Whether the name is that of a dateline or of a currency ("US$")."""
    return _is_dateline(text, mention) or text[mention.end : mention.end + 1] == "$"


def _is_dateline(text: str, mention: Mention) -> bool:
    """Whether the name opens an agency report ("GENEVA, March 19 (Reuters) - ..."): where, not who."""
    name = text[mention.start : mention.end]
    return len(name) > 3 and name.isupper() and _DATELINE.match(text, mention.end, mention.end + 70) is not None


def distinct(codes: Iterable[str | None]) -> tuple[str, ...]:
    """The codes that are not None, each once, in order of first mention."""
    return tuple(dict.fromkeys(code for code in codes if code))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space and separating punctuation at its ends."""
    lead, tail = " \t\r\n\xa0,;:–—-", " \t\r\n\xa0,;:–—-."
    while start < end and text[start] in lead:
        start += 1
    while end > start and text[end - 1] in tail:
        end -= 1
    return start, end


def iso_of(time: When) -> str | None:
    """The ISO date (maybe partial) that a time expression names, None where it names a span or a duration."""
    value = time.value
    if re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", value):
        return value
    if time.begin and time.end_date and time.begin[:4] == time.end_date[:4]:
        return _common(time.begin, time.end_date)
    return None


def _common(begin: str, end: str) -> str:
    """The longest partial date that both dates share."""
    for size in (10, 7):
        if len(begin) >= size and begin[:size] == end[:size]:
            return begin[:size]
    return begin[:4]


def stands_as_place(text: str, mention: Mention) -> bool:
    """Whether a capital is named as the place where something happens ("signed in Moscow")."""
    lead = text[max(0, mention.start - 12) : mention.start]
    return mention.kind is NameKind.CAPITAL and _PLACE_LEAD.search(lead) is not None

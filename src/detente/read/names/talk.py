"""What a text has spoken of so far, and what speaks for each country as the one a noun or pronoun means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from detente.read.names.found import Found
from detente.read.names.tokens import vocabulary

BODIES = vocabulary("IGO UNO EUR NGO IMG")
BODY_NOUNS = vocabulary("""
    bloc alliance organisation organization agency tribunal council secretariat fund community forum
    mediators inspectors observers monitors chairperson commission court mission union panel leaders
    council states
    """)
_MOST = 6


@dataclass(slots=True)
class Stretch:
    """The countries of a stretch of text in order; adding and leaving cost the same however long it is."""

    named: list[tuple[str, bool]] = field(default_factory=list)
    start: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    other: str | None = None

    def add(self, f: Found) -> None:
        """Take in a mention with a country."""
        country, is_place = f.country or "", f.kind == "place"
        if self.named and self.named[-1][0] != country:
            self.other = self.named[-1][0]
        self.named.append((country, is_place))
        self.counts[country] += 1
        self.places[country] += is_place

    def leave(self) -> None:
        """Leave the first mention behind."""
        country, is_place = self.named[self.start]
        self.start += 1
        self.counts[country] -= 1
        self.places[country] -= is_place

    def __bool__(self) -> bool:
        return self.start < len(self.named)

    @property
    def first(self) -> str:
        """The country named first."""
        return self.named[self.start][0]

    @property
    def last(self) -> str:
        """The country named last."""
        return self.named[-1][0]

    def alone(self) -> bool:
        """Whether all mentions are of one country."""
        return bool(self) and self.counts[self.first] == len(self.named) - self.start

    def marks(self, label: str, country: str) -> Iterator[str]:
        """What this stretch says of a country."""
        if self.counts[country] < 1:
            return
        yield label
        if self.first == country:
            yield f"{label} first"
        if self.last == country:
            yield f"{label} last"
        if self.places[country] > 0:
            yield f"{label} place"


class Talk:
    """What the text has spoken of so far (`here`: this sentence, `before`: the last that named a state)."""

    def __init__(self, totals: Counter[str]) -> None:
        self.totals = totals
        self.ranking = sorted(totals, key=lambda c: -totals[c])
        self.here, self.before, self.ahead = Stretch(), Stretch(), Stretch()
        self.heads: dict[str, str] = {}
        self.sectors: dict[str, str] = {}
        self.person: str | None = None
        self.opened: str | None = None

    def enter(self, found: list[Found]) -> None:
        """Begin a sentence."""
        if self.here:
            self.before = self.here
        self.here, self.ahead = Stretch(), Stretch()
        for f in found:
            if f.country and not f.common and f.alias is None:
                self.ahead.add(f)

    def hear(self, f: Found) -> None:
        """Take note of something with a country."""
        if f.country is None:
            return
        if not f.common and f.alias is None and self.ahead:
            self.ahead.leave()
        self.here.add(f)
        self.opened = self.opened or f.country
        if f.head:
            self.heads[f.head] = f.country
        if f.sector:
            self.sectors[f.sector] = f.country
        if f.kind in ("person", "office"):
            self.person = f.country

    def top(self, count: int) -> list[str]:
        """The countries that the text is about, most named first."""
        return self.ranking[:count]

    def parties(self) -> list[str]:
        """Two countries or more that the text names about as often as the first of them."""
        enough = max(self.totals.values(), default=0) / 3
        return [c for at, c in enumerate(self.top(_MOST)) if at < 2 or self.totals[c] > enough]

    def features(self, f: Found) -> Iterator[tuple[str, frozenset[str]]]:
        """Each candidate country with what speaks for it."""
        top = self.top(_MOST)
        extra = ["IGO"] if f.head in BODY_NOUNS and not BODIES & set(top) else []
        for country in dict.fromkeys([*top, *list(self.here.counts)[:_MOST], *extra]):
            if country != f.avoid:
                yield country, frozenset(self._features_of(country, f, unnamed=country in extra))

    def _features_of(self, country: str, f: Found, *, unnamed: bool) -> Iterator[str]:
        for label, stretch in (("here", self.here), ("before", self.before), ("ahead", self.ahead)):
            for mark in stretch.marks(label, country):
                yield mark
                if not self.here:
                    yield f"opens {mark}"
        if self.here.alone() and self.here.first == country:
            yield "here alone"
        if (self.here or self.before) and (self.here or self.before).last == country:
            yield "latest"
        yield from self._rank_of(country)
        known = {
            "same head": self.heads.get(f.head),
            "same sector": self.sectors.get(f.sector or ""),
            "person": self.person,
            "opened": self.opened,
        }
        yield from (name for name, value in known.items() if value == country)
        if country in BODIES:
            yield "body noun" if f.head in BODY_NOUNS else "body"
        if unnamed:
            yield from ("unnamed", f"unnamed {f.head}")

    def _rank_of(self, country: str) -> Iterator[str]:
        if self.totals and self.totals[country] == self.totals[self.ranking[0]]:
            yield "most named"
        for place, other in enumerate(self.ranking[:_MOST]):
            if other == country:
                yield f"rank{min(place, 3)}"

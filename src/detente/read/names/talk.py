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
class Talk:
    """What the text has spoken of so far (`here`: this sentence, `before`: the last that named a state)."""

    totals: Counter[str]
    here: list[Found] = field(default_factory=list)
    before: list[Found] = field(default_factory=list)
    ahead: list[Found] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    person: str | None = None
    opened: str | None = None

    def enter(self, found: list[Found]) -> None:
        """Begin a sentence."""
        if self.here:
            self.before = self.here
        self.here = []
        self.ahead = [f for f in found if f.country and not f.common]

    def hear(self, f: Found) -> None:
        """Take note of something with a country."""
        if f.country is None:
            return
        self.here.append(f)
        self.ahead = [a for a in self.ahead if a is not f]
        self.opened = self.opened or f.country
        if f.head:
            self.heads[f.head] = f.country
        if f.sector:
            self.sectors[f.sector] = f.country
        if f.kind in ("person", "office"):
            self.person = f.country

    def top(self, count: int) -> list[str]:
        """The countries that the text is about, most named first."""
        return sorted(self.totals, key=lambda c: -self.totals[c])[:count]

    def features(self, f: Found) -> Iterator[tuple[str, frozenset[str]]]:
        """Each candidate country with what speaks for it."""
        top = self.top(_MOST)
        opens = not self.here
        most = max(self.totals.values(), default=0)
        latest = (self.here or self.before)[-1].country if self.here or self.before else None
        extra = ["IGO"] if f.head in BODY_NOUNS and not BODIES & set(top) else []
        for country in dict.fromkeys([*top, *(m.country for m in self.here if m.country), *extra]):
            if country == f.avoid:
                continue
            names = set(self._place_of(country))
            if opens:
                names.update([f"opens {n}" for n in names])
            elif len({m.country for m in self.here}) == 1 and self.here[0].country == country:
                names.add("here alone")
            if latest == country:
                names.add("latest")
            if self.totals[country] == most:
                names.add("most named")
            names.update(f"rank{min(i, 3)}" for i, c in enumerate(top) if c == country)
            names.update(
                name
                for name, known in (
                    ("same head", self.heads.get(f.head)),
                    ("same sector", self.sectors.get(f.sector or "")),
                    ("person", self.person),
                    ("opened", self.opened),
                )
                if known == country
            )
            if country in BODIES:
                names.add("body noun" if f.head in BODY_NOUNS else "body")
                names.update(["unnamed", f"unnamed {f.head}"] if country in extra else [])
            yield country, frozenset(names)

    def _place_of(self, country: str) -> Iterator[str]:
        for label, group in (("here", self.here), ("before", self.before), ("ahead", self.ahead)):
            countries = [m.country for m in group]
            if country not in countries:
                continue
            yield label
            if countries[0] == country:
                yield f"{label} first"
            if countries[-1] == country:
                yield f"{label} last"
            if any(m.country == country and m.kind == "place" for m in group):
                yield f"{label} place"

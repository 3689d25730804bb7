"""Countries of common nouns and pronouns, from what the text has named before them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from detente.read.names.found import Found

PAIR_WORDS = frozenset("both two either neither each".split())


@dataclass(slots=True)
class Talk:
    """What the text has spoken of so far, and of in all."""

    totals: Counter[str]
    sentence: int = -1
    here: list[Found] = field(default_factory=list)
    before: list[Found] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    recent: list[str] = field(default_factory=list)

    def enter(self, sentence: int) -> None:
        """Begin a sentence."""
        if self.here:
            self.before = self.here
        self.here = []
        self.sentence = sentence

    def hear(self, f: Found) -> None:
        """Take note of something with a country."""
        if f.country is None:
            return
        self.here.append(f)
        if f.head:
            self.heads[f.head] = f.country
        if f.country in self.recent:
            self.recent.remove(f.country)
        self.recent.append(f.country)

    def subject(self) -> str | None:
        """The country of the likely subject: the first named in this sentence, else in the one before."""
        for group in (self.here, self.before):
            if group:
                return group[0].country
        return self.main()

    def main(self) -> str | None:
        """The country that the whole text names most; ties go to the first named."""
        return max(self.totals, key=lambda c: self.totals[c], default=None)

    def pair(self) -> list[str]:
        """The two countries that the text is about."""
        ranked = sorted(self.totals, key=lambda c: -self.totals[c])
        return ranked[:2]

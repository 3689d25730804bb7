"""What is found in a sentence on the way to a mention: words, what they name, and how it was resolved."""

from __future__ import annotations

from dataclasses import dataclass

from detente.read.names.dictionary import Row
from detente.read.names.tokens import Words, vocabulary

NATIONS = vocabulary("state capital demonym place body agency company armed_group")
LEXICON = vocabulary("office agency group")


@dataclass(slots=True)
class Found:
    """Words `first` to `last` (exclusive) of sentence `sentence` and what they mean so far.

    `kind` is a NameKind value or `hidden`; `head` the folded last word of the noun that gives the sector;
    `common` is true while it is a common noun that needs a country; `alias` is what explained the same name
    earlier; `avoid` a country that it cannot be of ("the embassy in Astana", "Doha's neighbours").
    """

    sentence: int
    first: int
    last: int
    kind: str
    name: str
    country: str | None
    sector: str | None
    rule: str
    flags: frozenset[str] = frozenset()
    head: str = ""
    common: bool = False
    latitude: float | None = None
    longitude: float | None = None
    alias: Found | None = None
    avoid: str | None = None

    @classmethod
    def of(cls, sentence: int, words: Words, first: int, last: int, row: Row) -> Found:
        """A dictionary hit."""
        common = row.country is None and row.kind in LEXICON
        return cls(
            sentence,
            first,
            last,
            row.kind,
            words.text[words.starts[first] : words.ends[last - 1]] if common else row.name,
            row.country,
            row.sector,
            row.source,
            row.flags,
            words.keys[last - 1] if common else "",
            common,
            row.latitude,
            row.longitude,
        )

    @property
    def names_a_state(self) -> bool:
        """Whether it stands for a state or body by name."""
        return self.country is not None and self.kind in NATIONS

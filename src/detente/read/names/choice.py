"""Which of several dictionary rows a surface means in this document: by date and by the countries around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from detente.read.names.dictionary import Entry, Row

SUCCESSORS = {"SUN": "RUS", "YUG": "SRB", "CSK": "CZE", "DDR": "DEU"}


@dataclass(slots=True)
class Setting:
    """What is known of the document while names are read: its date and the countries named without doubt.

    `countries` counts every name, `named` only names of states and demonyms.
    """

    date: str
    countries: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)

    def admits(self, row: Row) -> bool:
        """Whether a row that depends on its surroundings may be used here."""
        flags, country = row.flags, row.country or ""
        if "context" in flags:
            return self.countries[country] > 0
        if "predecessor" in flags:
            return self._predecessor(row)
        if "seat" in flags:
            return self.countries[country] >= self.named["BEL"]
        if "korea" in flags:
            both = min(self.countries["PRK"], self.countries["KOR"])
            return self.named["PRK"] + self.named["KOR"] + both > 0
        for flag in flags:
            kind, _, home = flag.partition(":")
            if kind == "ethnic":
                return self.countries[country] > 0 and self.named[home] == 0
        return True

    def _predecessor(self, row: Row) -> bool:
        """A capital stands for the state of its time, by the date or by a text that names it alone."""
        old = row.country or ""
        new = SUCCESSORS.get(old, "")
        if self.date and self.date[: len(row.until)] <= row.until and self.named[new] == 0:
            return True
        return self.named[old] > self.named[new]

    def choose(self, entries: list[Entry]) -> Row | None:
        """The row meant, or None where none fits."""
        if len(entries) == 1 and not entries[0].row.flags and entries[0].row.kind != "person":
            row = entries[0].row
            return row if row.holds_on(self.date) else None
        rows = [entry.row for entry in entries if self._holds(entry.row) and self.admits(entry.row)]
        if not rows:
            return None
        return max(rows, key=self._fitness)

    def _holds(self, row: Row) -> bool:
        return row.kind == "person" or "predecessor" in row.flags or row.holds_on(self.date)

    def _fitness(self, row: Row) -> tuple[int, bool, bool, int]:
        current = row.kind != "person" or row.holds_on(self.date)
        special = any(flag.partition(":")[0] in ("predecessor", "seat", "ethnic") for flag in row.flags)
        return (row.rank, special, current, self.countries[row.country or ""])


def sector_of(row: Row, date: str) -> str | None:
    """The row's sector; one who held office before the date is of the elite (ELI, PLOVER manual)."""
    if row.kind == "person" and row.sector == "GOV" and date and row.until and row.until < date:
        return "ELI"
    return row.sector

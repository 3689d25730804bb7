"""Which of several dictionary rows a surface means in this document: by date and by the countries around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from detente.read.names.dictionary import Entry, Row

SUCCESSORS = {"SUN": "RUS", "YUG": "SRB", "CSK": "CZE", "DDR": "DEU"}


@dataclass(slots=True)
class Setting:
    """What is known of the document while names are read: its date and the countries named without doubt."""

    date: str
    countries: Counter[str] = field(default_factory=Counter)
    bodies: bool = False

    def admits(self, row: Row) -> bool:
        """Whether a row that depends on its surroundings may be used here."""
        flags = row.flags
        if not flags:
            return True
        if "context" in flags:
            return self.countries[row.country or ""] > 0
        if "predecessor" in flags:
            return self._predecessor(row)
        return True

    def _predecessor(self, row: Row) -> bool:
        """A capital stands for the state of its time: by the date, or by the text that names that state alone."""
        old = row.country or ""
        new = SUCCESSORS.get(old, "")
        if self.date and self.date[: len(row.until)] <= row.until and self.countries[new] == 0:
            return True
        return self.countries[old] > self.countries[new]

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
        return (row.rank, "predecessor" in row.flags, current, self.countries[row.country or ""])


def sector_of(row: Row, date: str) -> str | None:
    """The row's sector; one who held office before the date is of the elite (ELI, PLOVER manual)."""
    if row.kind == "person" and row.sector == "GOV" and date and row.until and row.until < date:
        return "ELI"
    return row.sector

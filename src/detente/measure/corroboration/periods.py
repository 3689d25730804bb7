"""Periods in EDTF as days, and how two of them stand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from detente.record.merge.days import first_day, last_day

SAME = "same"
WITHIN = "within"
OVERLAP = "overlap"
APART = "apart"

_QUALIFIERS = re.compile(r"[?~%]")
_PART = re.compile(r"(\d{4})-(2[1-4]|3[3-6])")
_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, either None where it is open."""

    first: date | None
    last: date | None

    @property
    def days(self) -> int | None:
        """How many days it has; None where it is open."""
        if self.first is None or self.last is None:
            return None
        return (self.last - self.first).days + 1


def period(edtf: str | None) -> Period | None:
    """The period of an EDTF string; None where it cannot be placed."""
    if not edtf:
        return None
    begin, slash, end = _QUALIFIERS.sub("", edtf).partition("/")
    first = _edge(begin, last=False)
    last = _edge(end if slash else begin, last=True)
    if first is None and last is None:
        return None
    return Period(first, last) if first is None or last is None or first <= last else None


def relation(one: Period, other: Period) -> str:
    """How two periods stand: same, within (one holds the other), overlap or apart."""
    if one == other:
        return SAME
    first, last = _closed(one)
    begin, end = _closed(other)
    if last < begin or end < first:
        return APART
    if (first <= begin and end <= last) or (begin <= first and last <= end):
        return WITHIN
    return OVERLAP


def extent(length: Period) -> str:
    """How long a period is, in words: "nine months", "a year", "a day"."""
    days = length.days
    if days is None or length.first is None or length.last is None:
        return "a total up to a date" if length.first is None else "an open period"
    following = length.last + timedelta(days=1)
    months = (following.year - length.first.year) * 12 + following.month - length.first.month
    if length.first.day == 1 and following.day == 1 and months:
        return _counted(months // 12, "year") if months % 12 == 0 else _counted(months, "month")
    return _counted(days, "day")


_WORDS = ("no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _counted(number: int, unit: str) -> str:
    word = _WORDS[number] if number < len(_WORDS) else str(number)
    return f"{word} {unit}" if number == 1 else f"{word} {unit}s"


def _closed(one: Period) -> tuple[date, date]:
    return one.first or date.min, one.last or date.max


def _edge(iso: str, *, last: bool) -> date | None:
    found = _PART.fullmatch(iso)
    if not found:
        return last_day(iso) if last else first_day(iso)
    year, (begin, end) = int(found[1]), _MONTHS[int(found[2])]
    if last:
        return last_day(f"{year + (end < begin):04}-{end:02}")
    return first_day(f"{year:04}-{begin:02}")

"""The timeline's axis: which column each event stands in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.show.brief.data import EventRow
from detente.show.brief.words import MONTHS, date_words

UNDATED = "no date"
EARLIER = "earlier"
LATER = "later"
COOPERATION = (2, 1)
CONFLICT = (4, 3)

_YEARS_SHOWN = 40
_YEARS_AHEAD = 10
_MONTHS_SHOWN = 24
_DATED = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])|$)")


@dataclass(frozen=True, slots=True)
class Column:
    """One step of the time axis: `label` is printed under it, `name` is said in full."""

    label: str
    name: str
    events: tuple[EventRow, ...]

    def side(self, *quads: int) -> tuple[EventRow, ...]:
        """Its events of these classes, those told as fact first within each class."""
        return tuple(
            event
            for quad in quads
            for event in sorted(self.events, key=lambda e: e.factuality != "actual")
            if event.quad == quad
        )


def columns_of(events: Sequence[EventRow]) -> tuple[Column, ...]:
    """The time axis: months where all happened within two years, otherwise years; undated events last.

    What happened more than forty years before the last event told as fact, or lies more than ten years after
    it, shares one column at its end of the axis.
    """
    dated = {event.id: date for event in events if (date := _start_of(event))}
    axis = _months(dated.values()) or _years(events, dated)
    held: dict[str, list[EventRow]] = defaultdict(list)
    for event in events:
        held[_key(dated.get(event.id), axis)].append(event)
    columns = [Column(_axis_label(key), date_words(key), tuple(held[key])) for key in axis]
    if held[EARLIER]:
        columns.insert(0, Column(EARLIER, f"before {date_words(axis[0])}", tuple(held[EARLIER])))
    if held[LATER]:
        columns.append(Column(LATER, f"after {date_words(axis[-1])}", tuple(held[LATER])))
    if held[UNDATED]:
        columns.append(Column(UNDATED, UNDATED, tuple(held[UNDATED])))
    return tuple(columns)


def _start_of(event: EventRow) -> str | None:
    date = event.date_start or event.date_end or ""
    return date if _DATED.match(date) else None


def _months(dates: Iterable[str]) -> list[str]:
    months = sorted({date[:7] for date in dates})
    if not months or any(len(month) < 7 for month in months):
        return []
    numbers = range(_month_number(months[0]), _month_number(months[-1]) + 1)
    return [_month_name(number) for number in numbers] if len(numbers) <= _MONTHS_SHOWN else []


def _years(events: Sequence[EventRow], dated: Mapping[str, str]) -> list[str]:
    if not dated:
        return []
    known = [int(dated[e.id][:4]) for e in events if e.id in dated and e.factuality == "actual"]
    years = sorted(int(date[:4]) for date in dated.values())
    now = max(known, default=years[-1])
    first, last = max(years[0], now - _YEARS_SHOWN + 1), min(years[-1], now + _YEARS_AHEAD)
    return [f"{year:04d}" for year in range(min(first, last), last + 1)]


def _key(date: str | None, axis: Sequence[str]) -> str:
    if date is None or not axis:
        return UNDATED
    step = date[: len(axis[0])]
    if step < axis[0]:
        return EARLIER
    return LATER if step > axis[-1] else step


def _month_number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def _month_name(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _axis_label(key: str) -> str:
    if len(key) != 7:
        return key
    month = MONTHS[int(key[5:7]) - 1]
    return f"{month} {key[2:4]}" if month == "Jan" else month

"""Stretches of the calendar, each with its TIMEX3 value, its ISO bounds and its EDTF form."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

# Meteorological seasons of the northern half of the earth: first month; EDTF codes of ISO 8601-2.
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
# The years that the reader takes for years; others are other numbers.
FIRST_YEAR, LAST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: TIMEX3 `value`, first and last day or month or year (ISO, partial), and EDTF."""

    value: str
    begin: str
    end: str
    edtf: str

    @property
    def first(self) -> date:
        """Its first day."""
        return first_day(self.begin)

    @property
    def last(self) -> date:
        """Its last day."""
        return last_day(self.end)

    @property
    def unit(self) -> str:
        """The precision of its bounds: D, M or Y."""
        return {4: "Y", 7: "M"}.get(len(self.begin), "D")


def first_day(iso: str) -> date:
    """The first day of a partial ISO date."""
    year, month, day = _parts(iso)
    return date(year, month or 1, day or 1)


def last_day(iso: str) -> date:
    """The last day of a partial ISO date."""
    year, month, day = _parts(iso)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def is_day(year: int, month: int, day: int) -> bool:
    """Whether such a day exists. Of an unknown year (0), 29 February does."""
    if not 1 <= month <= 12 or not FIRST_YEAR <= (year or 2000) <= LAST_YEAR:
        return False
    return 1 <= day <= calendar.monthrange(year or 2000, month)[1]


def a_day(day: date) -> Period:
    """One day."""
    iso = day.isoformat()
    return Period(iso, iso, iso, iso)


def a_month(year: int, month: int) -> Period:
    """One month."""
    iso = f"{year:04}-{month:02}"
    return Period(iso, iso, iso, iso)


def a_year(year: int) -> Period:
    """One year."""
    iso = f"{year:04}"
    return Period(iso, iso, iso, iso)


def a_week(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds `day`."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return _days(f"{year:04}-W{week:02}", monday, monday + timedelta(days=6))


def a_weekend(day: date) -> Period:
    """Saturday and Sunday of the ISO week that holds `day`."""
    week = a_week(day)
    return _days(f"{week.value}-WE", week.first + timedelta(days=5), week.last)


def a_quarter(year: int, number: int) -> Period:
    """A calendar quarter, 1 to 4."""
    begin, end = f"{year:04}-{3 * number - 2:02}", f"{year:04}-{3 * number:02}"
    return Period(f"{year:04}-Q{number}", begin, end, f"{year:04}-{32 + number}")


def a_half(year: int, number: int) -> Period:
    """A calendar half-year, 1 or 2."""
    begin, end = f"{year:04}-{6 * number - 5:02}", f"{year:04}-{6 * number:02}"
    return Period(f"{year:04}-H{number}", begin, end, f"{year:04}-{39 + number}")


def a_season(year: int, code: str) -> Period:
    """A season; the winter of a year is the one that begins in its December."""
    month = _SEASON_MONTH[code]
    end_year, end_month = (year, month + 2) if month < 12 else (year + 1, 2)
    edtf = f"{year:04}-{_SEASON_EDTF[code]}"
    return Period(f"{year:04}-{code}", f"{year:04}-{month:02}", f"{end_year:04}-{end_month:02}", edtf)


def a_decade(year: int) -> Period:
    """The ten years that share the first three digits of `year`."""
    stem = f"{year // 10:03}"
    return Period(stem, f"{stem}0", f"{stem}9", f"{stem}X")


def a_century(number: int) -> Period:
    """The `number`-th century of our era, by the hundreds of its years (the 20th: 1900 to 1999)."""
    stem = f"{number - 1:02}"
    return Period(stem, f"{stem}00" if number > 1 else "0001", f"{stem}99", f"{stem}XX")


def between(first: Period, second: Period) -> Period:
    """From the start of one to the end of the other."""
    edtf = f"{first.begin}/{second.end}"
    return Period(f"{first.value}/{second.value}", first.begin, second.end, edtf)


def part_of(period: Period, edge: str) -> Period:
    """The START, MID or END of a period: a quarter of a year, a third of a decade, else the whole with its mod.

    A month keeps its precision: "early May 2023" is 2023-05 with mod START.
    """
    if len(period.value) == 4 and period.unit == "Y":
        first, last = {"START": (1, 3), "MID": (6, 6), "END": (10, 12)}[edge]
        return _cut(period, f"{period.begin}-{first:02}", f"{period.begin}-{last:02}")
    if len(period.value) == 3:
        first, last = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[edge]
        return _cut(period, f"{period.value}{first}", f"{period.value}{last}")
    if len(period.value) == 2:
        first, last = {"START": (0, 29), "MID": (40, 59), "END": (70, 99)}[edge]
        return _cut(period, f"{period.value}{first:02}", f"{period.value}{last}")
    return period


def edge_of(period: Period, edge: str) -> Period:
    """The very START or END of a period: the first or last month of years, else the whole."""
    if period.unit == "Y" and edge != "MID":
        year = period.begin if edge == "START" else period.end
        month = f"{year}-{'01' if edge == 'START' else '12'}"
        return _cut(period, month, month)
    return part_of(period, edge)


def shift_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The year and month `count` months on."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def shifted(anchor: Period, count: float, unit: str) -> Period | None:
    """`anchor` moved by `count` units (D, W, M, Y): no more precise than the anchor or the unit."""
    if unit == "Y":
        year = anchor.first.year + int(count)
        return a_year(year) if FIRST_YEAR < year < LAST_YEAR else None
    if unit == "M" and anchor.unit != "Y":
        year, month = shift_months(anchor.first.year, anchor.first.month, int(count))
        return a_month(year, month) if FIRST_YEAR < year < LAST_YEAR else None
    days = int(count * {"D": 1, "W": 7, "M": 30.44}[unit])
    middle = anchor.first + (anchor.last - anchor.first) / 2
    if (
        not timedelta(days=400)
        < timedelta(days=days) + (middle - date.min)
        < date.max - date.min - timedelta(days=400)
    ):
        return None
    moved = (anchor.first if anchor.begin == anchor.end and anchor.unit == "D" else middle) + timedelta(
        days=days
    )
    if anchor.unit == "Y":
        return a_year(moved.year)
    return a_month(moved.year, moved.month) if anchor.unit == "M" else a_day(moved)


def a_year_back(period: Period) -> Period | None:
    """The same part of the year before."""
    year, rest = period.first.year - 1, period.value[4:]
    begin, end = f"{year:04}{period.begin[4:]}", f"{period.last.year - 1:04}{period.end[4:]}"
    if year < FIRST_YEAR or "02-29" in begin + end or "W" in rest or "/" in rest or len(period.value) < 4:
        return a_year(year) if year >= FIRST_YEAR else None
    return Period(f"{year:04}{rest}", begin, end, f"{year:04}{period.edtf[4:]}")


def with_value(period: Period, value: str) -> Period:
    """The same stretch under another TIMEX3 value."""
    return replace(period, value=value)


def _cut(period: Period, begin: str, end: str) -> Period:
    return Period(period.value, begin, end, begin if begin == end else f"{begin}/{end}")


def _days(value: str, first: date, last: date) -> Period:
    begin, end = first.isoformat(), last.isoformat()
    return Period(value, begin, end, f"{begin}/{end}")


def _parts(iso: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in iso.split("-")] + [0, 0]
    return numbers[0], numbers[1], numbers[2]

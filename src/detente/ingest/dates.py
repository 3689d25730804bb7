"""Calendar dates as the press prints them: a small grammar for datelines, bylines and bounds.

The full grammar of time expressions lives with the reader; here only what dates a document is read.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}

_NAME = (
    r"(?P<{0}>(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)"

_NOT_A_COUNT = r"\b(?!\s*(?:million|billion|percent|per\s+cent|%))"
# Tried in this order at each place: the longest forms come first. The digit in a group's name is its form.
_FORMS = (
    r"(?P<y1>(?:1[89]|20)\d\d)-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)(?=$|[^\d-])",
    r"(?P<y2>(?:1[89]|20)\d\d)/(?P<m2>[01]?\d)/(?P<d2>[0-3]?\d)(?![\d/])",
    r"(?P<a3>[0-3]?\d)(?P<s3>[./-])(?P<b3>[0-3]?\d)(?P=s3)" + _YEAR.format("y3") + r"(?![\d/]|\.\d)",
    _DAY.format("d4")
    + r"(?:\s{1,3}of)?\s{1,3}"
    + _NAME.format("n4")
    + r"(?:,?\s{1,3}"
    + _YEAR.format("y4")
    + r"\b)?",
    _NAME.format("n5")
    + r"\s{1,3}"
    + _DAY.format("d5")
    + _NOT_A_COUNT
    + r"(?:(?:,\s{0,3}|\s{1,3})"
    + _YEAR.format("y5")
    + r"\b)?",
    _NAME.format("n6") + r",?\s{1,3}(?:of\s+)?" + _YEAR.format("y6") + r"\b",
)
PATTERN = re.compile(r"(?<![\w./-])(?:" + "|".join(_FORMS) + ")", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r"),?\s{1,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as printed at `start:end`.

    `year` is None for a day printed without one, `day` None for a month and year. `others` holds the second
    reading of a date like 3/12/2003 where the order of day and month is open.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    others: tuple[tuple[int, int], ...] = ()

    @property
    def iso(self) -> str | None:
        """ISO 8601, at the precision printed; None without a year."""
        if self.year is None:
            return None
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    @property
    def readings(self) -> tuple[str, ...]:
        """Every ISO date this may be; empty without a year."""
        if self.year is None or self.iso is None:
            return ()
        return (self.iso, *(f"{self.year:04d}-{month:02d}-{day:02d}" for month, day in self.others))


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[Dated]:
    """Every calendar date in `text[start:end]`; impossible ones (January 34) are left out."""
    found = []
    for match in PATTERN.finditer(text, start, len(text) if end is None else end):
        dated = _dated(match)
        if dated is not None and not _contradicted(text, dated):
            found.append(dated)
    return found


def parse_date(text: str) -> Dated | None:
    """The first calendar date with a year in a short string such as a metadata field, or None."""
    return next((dated for dated in find_dates(text[:200]) if dated.year is not None), None)


def resolve_order(dates: list[Dated], known: str | None = None) -> str | None:
    """The full date that all of `dates` can mean, the order of day and month settled by the others.

    `known` is a date found elsewhere. None where they leave it open or disagree.
    """
    full = [set(dated.readings) for dated in dates if dated.day is not None and dated.year is not None]
    if known:
        full.append({known})
    if not full:
        return None
    common = set.intersection(*full)
    return common.pop() if len(common) == 1 else None


def last_day(iso: str) -> str:
    """The last day of a year, month or day given in ISO 8601."""
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    return f"{year:04d}-{month:02d}-{day:02d}"


def first_day(iso: str) -> str:
    """The first day of a year, month or day given in ISO 8601."""
    return {4: iso + "-01-01", 7: iso + "-01"}.get(len(iso), iso)


def is_iso(value: str) -> bool:
    """Whether the string is an ISO date, maybe partial (2023, 2023-05, 2023-05-28), of a real day."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return False
    try:
        datetime.date.fromisoformat(first_day(value))
    except ValueError:
        return False
    return True


def _dated(match: re.Match[str]) -> Dated | None:
    group = match.groupdict()
    span = match.span()
    for form in ("1", "2"):
        if group["y" + form]:
            return _checked(span, int(group["y" + form]), int(group["m" + form]), int(group["d" + form]))
    if group["y3"]:
        return _numeric(span, int(group["a3"]), int(group["b3"]), int(group["y3"]), group["s3"])
    if group["n6"]:
        return _checked(span, int(group["y6"]), _month(group["n6"]), None)
    form = "4" if group["n4"] else "5"
    year = int(group["y" + form]) if group["y" + form] else None
    return _checked(span, year, _month(group["n" + form]), int(group["d" + form]))


def _numeric(span: tuple[int, int], first: int, second: int, year: int, separator: str) -> Dated | None:
    """12.03.2003 is day first by its dots; 3/12/2003 may be either."""
    day_first = _checked(span, year, second, first)
    month_first = None if separator == "." else _checked(span, year, first, second)
    if day_first and month_first and first != second:
        return Dated(*span, year, first, second, ((second, first),))
    return day_first or month_first


def _checked(span: tuple[int, int], year: int | None, month: int, day: int | None) -> Dated | None:
    try:
        datetime.date(2000 if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return None
    return Dated(*span, year, month, day)


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _contradicted(text: str, dated: Dated) -> bool:
    """Whether the words before it forbid a day without a year ("in May 10 people", a lower-case "may 5")."""
    printed = text[dated.start : dated.end]
    return dated.year is None and printed[:3] in {"may", "mar"}


def weekday_before(text: str, dated: Dated) -> int:
    """Where the date begins when the weekday printed before it is counted in."""
    found = _WEEKDAY_BEFORE.search(text, max(0, dated.start - 16), dated.start)
    return found.start() if found else dated.start

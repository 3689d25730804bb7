"""ISO dates that may be partial, as the days they allow."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(iso: str | None) -> date | None:
    """The earliest day that an ISO date, maybe partial, allows; None where there is none."""
    return _day(iso, last=False)


def last_day(iso: str | None) -> date | None:
    """The latest day that an ISO date, maybe partial, allows; None where there is none."""
    return _day(iso, last=True)


def interval(start: str | None, end: str | None) -> tuple[date, date] | None:
    """The days between two ISO dates, either of which may be missing; None where neither says anything."""
    first, last = first_day(start) or first_day(end), last_day(end) or last_day(start)
    if first is None or last is None:
        return None
    return (first, last) if first <= last else (last, first)


def _day(iso: str | None, *, last: bool) -> date | None:
    found = _ISO.match(iso) if iso else None
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if not month:
            return date(year or 0, 12, 31) if last else date(year or 0, 1, 1)
        if not day:
            day = monthrange(year or 0, month)[1] if last else 1
        return date(year or 0, month, day)
    except ValueError:
        return None

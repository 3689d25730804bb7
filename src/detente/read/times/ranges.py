"""Grammar of spans between two times: "between 2006 and 2016", "from January to May", "26 and 27 February"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from detente.read.times.periods import is_day
from detente.read.times.points import day_at, month_at, year_after
from detente.read.times.senses import (
    Day,
    Deictic,
    Edge,
    Era,
    Interval,
    Nothing,
    Parsed,
    Part,
    Sense,
    Within,
    Year,
)
from detente.read.times.tokens import Tokens
from detente.read.times.words import word_set

Compose: TypeAlias = Callable[[Tokens, int], Parsed]
_DASHES = frozenset(["-", "–", "—", "‑", "−"])
_TO = frozenset(["to", "until", "till", "through", "thru"])


def span_of_times(t: Tokens, i: int, compose: Compose) -> Parsed:
    """Two times joined into one, with the "between" or "from" before them; None where there is no second."""
    lead = t.at(i) if t.at(i) in {"between", "from"} else ""
    k = i + 1 if lead else i
    if lead and t.at(k) in {"about", "around", "at", "as"}:
        k += 1
    if (days := _days_first(t, k, lead)) is not None:
        return days
    first = compose(t, k)
    if first is None or not _is_end(first[0]):
        return None
    return _second(t, first[0], first[1], lead, compose)


def _joint(t: Tokens, j: int, lead: str, both_days: bool) -> int | None:
    """The index after the word or mark that joins two times at `j`, or None."""
    word = t.at(j)
    if word in _DASHES:
        return j + 1
    if word == "/" and t.glued(j):
        return j + 1
    if word == "and":
        return j + 1 if lead == "between" or both_days else None
    if word == "up" and t.at(j + 1) == "to":
        return j + 2
    if word in _TO and (lead == "from" or word in {"to", "through"}):
        return j + 1
    return None


def _days_first(t: Tokens, k: int, lead: str) -> Parsed:
    """20-22 April 2024, 15 and 16 April, 28 to 30 June: the month stands after the second day."""
    j = k + 1 if t.at(k) == "the" else k
    one = day_at(t, j)
    if one is None or not one[0]:
        return None
    after = _joint(t, one[1], lead, both_days=True)
    if after is None:
        return None
    two = day_at(t, after + 1 if t.at(after) == "the" else after)
    month = month_at(t, two[1] + 1 if two and t.at(two[1]) == "of" else two[1]) if two else None
    if two is None or month is None:
        return None
    year, end = year_after(t, month[1])
    if not (is_day(year or 0, month[0], one[0]) and is_day(year or 0, month[0], two[0]) and one[0] < two[0]):
        return None
    return _days(year, month[0], one[0], two[0], t.at(one[1])), end


def _days(year: int | None, month: int, one: int, two: int, joint: str) -> Interval:
    return Interval(Day(year, month, one), Day(year, month, two), listed=joint == "and" and two > one + 1)


def _second(t: Tokens, first: Sense, j: int, lead: str, compose: Compose) -> Parsed:
    is_month_day = isinstance(first, Day) and first.day is not None and first.month is not None
    is_weekday = isinstance(first, Day) and first.day is None and first.weekday is not None
    after = _joint(t, j, lead, both_days=is_month_day or is_weekday)
    if after is None:
        return None
    if isinstance(first, Day) and is_month_day and (found := _day_after(t, first, after, t.at(j))) is not None:
        return found
    if isinstance(first, Year) and t.at(j) in {*_DASHES, "/"} and (short := _short_year(t, first.year, after)):
        return Interval(first, Year(short)), after + 1
    if t.at(j) == "and" and lead != "between":
        return _weekdays(t, first, after, compose)
    second = compose(t, after)
    if second is None or not _is_end(second[0]) or not _fits(first, second[0], lead):
        return None
    return Interval(_filled(first, second[0]), second[0]), second[1]


def _day_after(t: Tokens, first: Day, after: int, joint: str) -> Parsed:
    """The bare second day of "February 26 and 27, 2003"."""
    found = day_at(t, after + 1 if t.at(after) == "the" else after)
    if found is None or first.year is not None or month_at(t, found[1]) is not None:
        return None
    day, j = found
    year, end = year_after(t, j)
    if t.at(j).isalpha() and joint == "and" and t.at(j) not in _AFTER_DAYS and year is None:
        return None
    if first.month is None or first.day is None or not is_day(year or 0, first.month, day) or day <= first.day:
        return None
    return _days(year, first.month, first.day, day, joint), end


_AFTER_DAYS = word_set(
    """
    in at to of with for by when as and but where that the after before while on during from would will
    """
)


def _weekdays(t: Tokens, first: Sense, after: int, compose: Compose) -> Parsed:
    """Wednesday and Thursday; 30 March and 2 April stay two times."""
    if not (isinstance(first, Day) and first.day is None and first.weekday is not None):
        return None
    second = compose(t, after)
    if (
        second
        and isinstance(second[0], Day)
        and second[0].day is None
        and second[0].weekday == first.weekday + 1
    ):
        return Interval(first, second[0]), second[1]
    return None


def _short_year(t: Tokens, year: int, i: int) -> int | None:
    word = t.at(i)
    if len(word) != 2 or not word.isascii() or not word.isdigit() or t.at(i + 1) == "%":
        return None
    if int(word) == (year + 1) % 100:
        return year + 1
    return year - year % 100 + int(word) if int(word) > year % 100 else None


def _is_end(sense: Sense) -> bool:
    if isinstance(sense, Edge):
        return sense.edge not in {"EARLIER", "LATER"}
    return isinstance(sense, Day | Year | Era | Part | Within | Deictic)


def _fits(first: Sense, second: Sense, lead: str) -> bool:
    """Whether the two can bound one span; a "to" without "from" needs two of a kind."""
    if isinstance(first, Nothing) or isinstance(second, Nothing):
        return False
    if lead:
        return True
    if isinstance(first, Day) and isinstance(second, Day):
        return (first.day is None) == (second.day is None) and (first.month is None) == (second.month is None)
    return type(first) is type(second) and not isinstance(first, Deictic | Edge)


def _filled(first: Sense, second: Sense) -> Sense:
    """The first end with the year that only the second one names; a later month means the year before."""
    if isinstance(second, Day) and second.year is not None and second.month is not None:
        if isinstance(first, Day) and first.year is None and first.month is not None:
            year = second.year - 1 if first.month > second.month else second.year
            return Day(year, first.month, first.day, first.weekday)
        if isinstance(first, Part):
            return Within(first, Year(second.year))
    if isinstance(second, Within) and isinstance(first, Part):
        return Within(first, second.of)
    if isinstance(second, Within) and isinstance(first, Day) and first.year is None:
        return Within(first, second.of)
    return first

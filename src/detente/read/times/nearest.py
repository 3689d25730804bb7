"""Which of many like days, months and years is meant, seen from a date."""

from __future__ import annotations

from datetime import date, timedelta

from detente.read.times import periods
from detente.read.times.ground import Ground
from detente.read.times.periods import Period

_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
}
# Beyond so many days a bare day or month would have been given its year: then the nearest is meant.
_SOON_ENOUGH = 280
_PAST = "past"
_AHEAD = frozenset(["future", "later"])


def unknown(unit: str) -> str:
    """The TIMEX3 value of a deictic that nothing resolves."""
    if unit[0] == "A":
        return f"XXXX-WXX-{int(unit[1]) + 1}"
    if unit[0] == "M" and len(unit) > 1:
        return f"XXXX-{int(unit[1:]):02}"
    return _UNKNOWN.get(unit, f"XXXX-{unit}" if unit in {"SP", "SU", "FA", "WI"} else "XXXX")


def in_units(count: float, unit: str) -> tuple[float, str]:
    """A count of any unit as days, weeks, months or years (T... stays)."""
    scale = {"F": (2, "W"), "WE": (1, "W"), "Q": (3, "M"), "SE": (3, "M"), "DE": (10, "Y"), "CE": (100, "Y")}
    if unit in scale:
        factor, plain = scale[unit]
        return count * factor, plain
    if unit == "Y" and count != int(count):
        return count * 12, "M"
    return count, unit


def weekday(number: int, tense: str | None, ref: date) -> Period:
    """The weekday (Monday is 0) at or before `ref`, at or after it for the future."""
    back = (ref.weekday() - number) % 7
    return periods.a_day(ref + timedelta(days=-back % 7) if tense in _AHEAD else ref - timedelta(days=back))


def day_of_month(day: int, tense: str | None, ref: date) -> Period | None:
    """The last such day of a month at or before `ref`, or the next one for the future."""
    steps = range(4) if tense in _AHEAD else range(0, -4, -1)
    for step in steps:
        year, month = periods.shift_months(ref.year, ref.month, step)
        if periods.is_day(year, month, day):
            found = date(year, month, day)
            if found >= ref if tense in _AHEAD else found <= ref:
                return periods.a_day(found)
    return None


def yearless(month: int, day: int | None, tense: str | None, ref: date) -> Period | None:
    """The day or month of the year that tense gives: last, next, or nearest where there is none."""
    closest = min(
        _years_around(month, day, ref), key=lambda one: (abs((one.first - ref).days), one.begin), default=None
    )
    fitting = by_tense(month, day, tense, ref) if tense is not None else None
    return fitting if fitting and abs((fitting.first - ref).days) <= _SOON_ENOUGH else closest


def by_tense(month: int, day: int | None, tense: str | None, ref: date) -> Period | None:
    """The next day or month for the future, else the last one, however far."""
    near = _years_around(month, day, ref)
    if tense in _AHEAD:
        return next((one for one in near if one.last >= ref), None)
    return next((one for one in reversed(near) if one.first <= ref), None)


def _years_around(month: int, day: int | None, ref: date) -> list[Period]:
    reach = 8 if (month, day) == (2, 29) else 1
    years = range(ref.year - reach, ref.year + reach + 1)
    return [_written(year, month, day) for year in years if periods.is_day(year, month, day or 1)]


def dated_weekday(month: int, day: int, number: int, ref: date) -> Period | None:
    """The nearest year in which that day falls on that weekday, else the nearest year."""
    near = [
        date(year, month, day) for year in range(ref.year - 3, ref.year + 4) if periods.is_day(year, month, day)
    ]
    fitting = [one for one in near if one.weekday() == number and abs((one - ref).days) < 400] or near
    return periods.a_day(min(fitting, key=lambda one: abs((one - ref).days))) if fitting else None


def after_focus(month: int, day: int | None, focus: Period, onward: bool = False) -> Period | None:
    """The day or month that follows in a story told at `focus`: in its year, or early in the next."""
    year = focus.first.year
    gap = focus.first.month - month
    if focus.unit != "Y" and (gap >= 6 or (onward and gap > 0)):
        year += 1
    return _written(year, month, day) if periods.is_day(year, month, day or 1) else None


def part(unit: str, number: int, year: int) -> Period | None:
    """A quarter, half or season of a year."""
    if unit == "Q":
        return periods.a_quarter(year, 4 if number < 0 else number)
    if unit == "H":
        return periods.a_half(year, 2 if number < 0 else number)
    return periods.a_season(year, unit) if unit in {"SP", "SU", "FA", "WI"} else None


def tensed_part(unit: str, number: int, tense: str | None, ref: date) -> Period | None:
    """The quarter, half or season that tense gives: begun already, or not yet over."""
    near = [one for year in range(ref.year - 1, ref.year + 2) if (one := part(unit, number, year))]
    if tense in _AHEAD:
        return next((one for one in near if one.last >= ref), None)
    past = [one for one in near if one.first <= ref]
    return past[-1] if past else None


def agenda_day(number: int, focus: Period | None, ref: date) -> Period:
    """A weekday of an agenda: the next one in the week that was just dated, else the next one from `ref` on."""
    if focus and focus.unit == "D" and abs((focus.last - ref).days) <= 21:
        return periods.a_day(focus.first + timedelta(days=(number - focus.first.weekday()) % 7))
    return periods.a_day(ref + timedelta(days=(number - ref.weekday()) % 7))


def tensed_weekend(tense: str | None, ref: date) -> Period:
    """The weekend that tense gives: the coming one, or the last that has begun."""
    ahead = tense in _AHEAD or (tense is None and ref.weekday() >= 4)
    return periods.a_weekend(ref if ahead or ref.weekday() >= 5 else ref - timedelta(days=7))


def week_of(unit: str, number: int, frame: Period) -> Period | None:
    """The first to fifth, or last, seven days of a month or year, with the ISO week that holds most of them."""
    first = frame.last - timedelta(days=6) if number < 0 else frame.first + timedelta(days=7 * (number - 1))
    last = min(first + timedelta(days=6), frame.last)
    if unit == "WE":
        return periods.a_weekend(first)
    if unit == "H":
        middle = frame.first + timedelta(days=14)
        first, last = (frame.first, middle) if number == 1 else (middle + timedelta(days=1), frame.last)
        return Period(
            frame.value, first.isoformat(), last.isoformat(), f"{first.isoformat()}/{last.isoformat()}"
        )
    value = periods.a_week(first + timedelta(days=3)).value
    begin, end = first.isoformat(), last.isoformat()
    return Period(value, begin, end, f"{begin}/{end}")


def by_date(unit: str, which: str, ref: date, tense: str | None = None) -> Period | None:
    """This, last or next unit seen from a date."""
    if which == "tensed":
        return tensed_weekend(tense, ref)
    step = {"this": 0, "last": -1, "next": 1}[which]
    if unit[0] == "A":
        return _deictic_weekday(int(unit[1]), which, ref, tense)
    if unit[0] == "M" and len(unit) > 1:
        year = ref.year + step * _same_side(int(unit[1:]), step, ref)
        return periods.a_month(year, int(unit[1:]))
    if unit in {"SP", "SU", "FA", "WI"}:
        return _season(unit, step, ref)
    return _stepped(unit, step, ref)


def _same_side(month: int, step: int, ref: date) -> int:
    """1 where "last May" or "next May" lies in another year than `ref`, else 0."""
    if step < 0:
        return 0 if month < ref.month else 1
    return 0 if month > ref.month else 1


def _deictic_weekday(number: int, which: str, ref: date, tense: str | None) -> Period:
    if which == "this":
        day = periods.a_week(ref).first + timedelta(days=number)
        if tense in _AHEAD and day < ref:
            day += timedelta(days=7)
        return periods.a_day(day)
    back = (ref.weekday() - number) % 7
    return periods.a_day(ref - timedelta(days=back or 7) if which == "last" else ref + timedelta(days=7 - back))


def _season(code: str, step: int, ref: date) -> Period:
    near = [periods.a_season(year, code) for year in range(ref.year - 2, ref.year + 3)]
    if step < 0:
        return [one for one in near if one.last < ref][-1]
    if step > 0:
        return next(one for one in near if one.first > ref)
    return (
        next(one for one in near if one.last >= ref and (one.first.year == ref.year or one.first <= ref))
        if code == "WI"
        else near[2]
    )


def _stepped(unit: str, step: int, ref: date) -> Period | None:
    match unit:
        case "D" | "W" | "F":
            moved = ref + timedelta(days=step * {"D": 1, "F": 14}.get(unit, 7))
            found = periods.a_day(moved) if unit == "D" else periods.a_week(moved)
        case "WE":
            back = 7 if ref.weekday() >= 5 else ref.weekday() + 1
            found = periods.a_weekend(ref + timedelta(days=7 * step if step >= 0 else -back))
        case "M":
            found = periods.a_month(*periods.shift_months(ref.year, ref.month, step))
        case "Q" | "SE":
            year, month = periods.shift_months(ref.year, ref.month, 3 * step)
            found = periods.a_quarter(year, (month + 2) // 3)
        case "DE":
            found = periods.a_decade(ref.year + 10 * step)
        case "CE":
            found = periods.a_century(ref.year // 100 + 1 + step)
        case _:
            found = periods.a_year(ref.year + step)
    return found


def by_focus(unit: str, which: str, focus: Period) -> Period | None:
    """That, the same, the following or the previous unit, seen from the last date mentioned."""
    if unit == "X":
        return focus if which == "same" else periods.a_year_back(focus)
    if unit[0] == "A":
        tense = _PAST if which == "previous" else "future"
        return weekday(int(unit[1]), tense, focus.last) if focus.unit == "D" else focus
    if unit[0] == "M" and len(unit) > 1:
        return _month_by_focus(int(unit[1:]), which, focus)
    step = {"following": 1, "previous": -1}.get(which, 0)
    if unit in {"SP", "SU", "FA", "WI"}:
        return _season_by_focus(unit, step, focus)
    if (unit in {"D", "W", "WE", "F"} and focus.unit != "D") or (unit == "M" and focus.unit == "Y"):
        return focus
    ref = focus.last if step > 0 else focus.first
    return by_date(unit, {1: "next", -1: "last", 0: "this"}[step], ref)


def _month_by_focus(month: int, which: str, focus: Period) -> Period:
    year = focus.first.year
    if which == "following":
        year = focus.last.year + (0 if focus.unit != "Y" and month > focus.last.month else 1)
    elif which == "previous":
        year -= 0 if focus.unit != "Y" and month < focus.first.month else 1
    elif focus.unit != "Y" and focus.first.month - month >= 6:
        year += 1
    return periods.a_month(year, month)


def _season_by_focus(code: str, step: int, focus: Period) -> Period:
    year = focus.first.year
    near = [periods.a_season(one, code) for one in (year - 1, year, year + 1, year + 2)]
    if step > 0:
        if focus.unit == "Y":
            return near[2]
        return next(one for one in near if one.first > focus.first)
    if step < 0:
        return [one for one in near if one.last < focus.first or one is near[0]][-1]
    return near[1]


def reach(count: float, unit: str, toward: int, ref: date) -> Period | None:
    """The stretch of so many units that ends at, or begins with, `ref`."""
    if unit.startswith("T"):
        return periods.a_day(ref)
    far = periods.shifted(periods.a_day(ref), count * toward, unit)
    if far is None:
        return None
    near = {"Y": periods.a_year(ref.year), "M": periods.a_month(ref.year, ref.month)}.get(
        unit, periods.a_day(ref)
    )
    return periods.between(far, near) if toward < 0 else periods.between(near, far)


def side_of(period: Period, edge: str, ground: Ground) -> Period:
    """Earlier or later this week: the days of it before or after publication; longer units stay whole."""
    ref = ground.first
    if ref is None or ref != ground.last or period.unit != "D" or not period.first < period.last:
        return period
    begin = max(period.first, ref + timedelta(days=1)) if edge == "LATER" else period.first
    end = min(period.last, ref - timedelta(days=1)) if edge == "EARLIER" else period.last
    if begin > end or not period.first <= ref <= period.last:
        return period
    return Period(period.value, begin.isoformat(), end.isoformat(), f"{begin.isoformat()}/{end.isoformat()}")


def _written(year: int, month: int, day: int | None) -> Period:
    return periods.a_month(year, month) if day is None else periods.a_day(date(year, month, day))

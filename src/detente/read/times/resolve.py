"""From what an expression says to where it lies, with the expressions that hold others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from detente.read.times import nearest, periods, standing
from detente.read.times.ground import Thread
from detente.read.times.numbers import duration_value
from detente.read.times.periods import Period
from detente.read.times.senses import (
    Clock,
    Day,
    Deictic,
    Edge,
    Era,
    Interval,
    Part,
    Reach,
    Sense,
    Shift,
    Within,
    Year,
)
from detente.read.times.standing import Outcome, Place, leaning


def resolve(sense: Sense, place: Place) -> Outcome:
    """The outcome of a sense at a place."""
    resolver = _RESOLVERS.get(type(sense))
    return resolver(sense, place) if resolver else standing.timeless(sense)


def _within(sense: Within, place: Place) -> Outcome:
    frame = resolve(sense.of, place)
    if frame.period is None:
        return Outcome("DATE", frame.value, basis="none")
    found = _inside(sense.inner, frame.period) or frame.period
    return Outcome("DATE", found.value, found, basis=frame.basis, anchor=frame.anchor)


def _inside(inner: Day | Part, frame: Period) -> Period | None:
    year = frame.first.year
    if isinstance(inner, Day):
        exists = periods.is_day(year, inner.month or 1, inner.day or 1)
        return standing.written(year, inner.month or 1, inner.day) if exists else None
    if inner.unit in {"W", "WE"} or (inner.unit == "H" and frame.unit == "M"):
        return nearest.week_of(inner.unit, inner.number, frame)
    return nearest.part(inner.unit, inner.number, year)


def _shift(sense: Shift, place: Place) -> Outcome:
    unknown, thread = "XXXX-XX-XX", place.thread
    if sense.count is None:
        return Outcome("DATE", "PAST_REF" if sense.toward < 0 else "FUTURE_REF", anchor=sense.base)
    count, unit = nearest.in_units(sense.count * sense.toward, sense.unit)
    if unit.startswith("T"):
        return Outcome("DURATION", duration_value(sense.count, sense.unit), basis="none")
    if sense.of is not None:
        frame = resolve(sense.of, place)
        moved = periods.shifted(frame.period, count, unit) if frame.period else None
        return leaning(moved, unknown, frame.anchor or "text")
    overnight = sense.base == "overnight" and thread.day and place.paragraph == thread.day_paragraph
    if sense.base == "text" or overnight:
        base = thread.for_unit(unit, place.paragraph)
        return leaning(periods.shifted(base, count, unit) if base else None, unknown, "text")
    found = place.ground.agreed(lambda ref: periods.shifted(periods.a_day(ref), count, unit))
    return leaning(found, unknown, "published")


def _edge(sense: Edge, place: Place) -> Outcome:
    whole = resolve(sense.of, place)
    mod = {"EARLIER": None, "LATER": None}.get(sense.edge, sense.edge)
    if whole.period is None:
        return Outcome(whole.timex, whole.value, mod=mod, basis=whole.basis, anchor=whole.anchor)
    if sense.edge in {"EARLIER", "LATER"}:
        period = nearest.side_of(whole.period, sense.edge, place.ground)
    else:
        period = (periods.edge_of if sense.exact else periods.part_of)(whole.period, sense.edge)
    return Outcome("DATE", whole.value, period, mod, whole.basis, whole.anchor)


def _clock(sense: Clock, place: Place) -> Outcome:
    thread = place.thread
    if sense.of is not None:
        day = resolve(sense.of, place)
    elif thread.day is not None and place.paragraph - thread.day_paragraph <= 1:
        day = leaning(thread.day, "", "text")
    else:
        day = leaning(place.ground.agreed(periods.a_day), "XXXX-XX-XX", "published")
    return Outcome("TIME", f"{day.value}{sense.tail}", day.period, None, day.basis, day.anchor)


def _interval(sense: Interval, place: Place) -> Outcome:
    first = resolve(sense.first, place)
    second = _second(sense.second, first.period, place)
    if first.period is None or second.period is None or first.period.first > second.period.last:
        return Outcome("DATE", f"{first.value}/{second.value}", basis="none")
    both = periods.between(first.period, second.period)
    if sense.listed:
        both = replace(both, edtf=f"{{{first.period.edtf},{second.period.edtf}}}")
    return Outcome("DATE", both.value, both, basis=first.basis, anchor=first.anchor)


def _second(second: Sense, first: Period | None, place: Place) -> Outcome:
    """The second end of a span; where it has no year of its own it follows the first."""
    if first is None or not isinstance(second, Day | Part | Edge):
        return resolve(second, place)
    if isinstance(second, Day) and second.year is not None:
        return resolve(second, place)
    if isinstance(second, Day) and second.month is not None:
        after = nearest.after_focus(second.month, second.day, first, onward=True)
        return leaning(after, f"XXXX-{second.month:02}", "text", "explicit")
    if isinstance(second, Day) and second.weekday is not None:
        return leaning(nearest.weekday(second.weekday, "future", first.last), "", "text")
    thread = Thread()
    thread.follow(first, place.paragraph, place.sentence, told=True)
    return resolve(second, replace(place, thread=thread, tense=lambda: "past"))


_RESOLVERS: dict[type, Callable[[Any, Place], Outcome]] = {
    Day: standing.day,
    Year: standing.year,
    Era: standing.era,
    Part: standing.part,
    Within: _within,
    Deictic: standing.deictic,
    Shift: _shift,
    Reach: standing.reach,
    Edge: _edge,
    Clock: _clock,
    Interval: _interval,
}

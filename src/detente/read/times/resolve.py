"""From what an expression says to where it lies: the ground it stands on, tense and the thread of dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from detente.read.times import nearest, periods
from detente.read.times.ground import Ground, Thread
from detente.read.times.numbers import duration_value
from detente.read.times.periods import Period
from detente.read.times.senses import (
    Clock,
    Day,
    Deictic,
    Duration,
    Edge,
    Era,
    Every,
    FromEvent,
    Interval,
    Nothing,
    Part,
    Reach,
    Reference,
    Sense,
    Shift,
    Within,
    Year,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A resolved expression: `period` is None where nothing decides, then `value` holds what is known."""

    timex: str
    value: str
    period: Period | None = None
    mod: str | None = None
    basis: str = "relative"
    anchor: str | None = None
    words: tuple[int, int] | None = None
    open_begin: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: paragraph, sentence, in brackets or not, heading its line or not, its tense."""

    ground: Ground
    thread: Thread
    paragraph: int
    sentence: int
    bracketed: bool
    heads: bool
    tense: Callable[[], str | None]


def resolve(sense: Sense, place: Place) -> Outcome:
    """The outcome of a sense at a place."""
    match sense:
        case Day():
            return _day(sense, place)
        case Year():
            return _year(sense, place)
        case Era():
            return _era(sense, place)
        case Part():
            return _part(sense, place)
        case Within():
            return _within(sense, place)
        case Deictic():
            return _deictic(sense, place)
        case Shift():
            return _shift(sense, place)
        case Reach():
            return _reach(sense, place)
        case Edge():
            return _edge(sense, place)
        case Clock():
            return _clock(sense, place)
        case Interval():
            return _interval(sense, place)
        case _:
            return _timeless(sense)


def _timeless(sense: Sense) -> Outcome:
    match sense:
        case Reference(value):
            return Outcome("DATE", value, anchor="published")
        case Duration(value, mod):
            return Outcome("DURATION", value, mod=mod, basis="none")
        case Every(value):
            return Outcome("SET", value, basis="none")
        case FromEvent(value, mod, words):
            return Outcome("DURATION", value, mod=mod, anchor="event", words=words)
    return Outcome("DATE", "XXXX-XX-XX", basis="none")


def _given(period: Period) -> Outcome:
    return Outcome("DATE", period.value, period, basis="explicit")


def _leaning(period: Period | None, unknown: str, anchor: str, basis: str = "relative") -> Outcome:
    if period is None:
        return Outcome("DATE", unknown, basis="none")
    return Outcome("DATE", period.value, period, basis=basis, anchor=anchor)


def _year(sense: Year, place: Place) -> Outcome:
    if not sense.short:
        return _given(periods.a_year(sense.year))
    latest = place.ground.last.year if place.ground.last else 2029
    century = latest - latest % 100
    year = century + sense.year
    return _given(periods.a_year(year if year <= latest + 10 else year - 100))


def _era(sense: Era, place: Place) -> Outcome:
    if sense.unit == "CE":
        return _given(periods.a_century(sense.number))
    if not sense.short:
        return _given(periods.a_decade(sense.number))
    return _given(periods.a_decade(_year(Year(sense.number, short=True), place).period.first.year))  # type: ignore[union-attr]


def _day(sense: Day, place: Place) -> Outcome:
    if sense.slashed:
        return _slashed(sense, place)
    if sense.month is None and sense.day is None:
        return _weekday(sense, place)
    if sense.month is None:
        return _number(sense.day or 1, place)
    if sense.year is not None:
        return _given(_written(sense.year, sense.month, sense.day))
    return _yearless(sense, place)


def _written(year: int, month: int, day: int | None) -> Period:
    return periods.a_month(year, month) if day is None else periods.a_day(date(year, month, day))


def _slashed(sense: Day, place: Place) -> Outcome:
    """3/4/2020: the order that lies nearest before publication, else the year alone."""
    assert sense.year and sense.month and sense.day
    orders = [date(sense.year, sense.month, sense.day), date(sense.year, sense.day, sense.month)]
    past = [day for day in orders if place.ground.last and day <= place.ground.last]
    if not past or not place.ground.last or (place.ground.last - max(past)).days > 60:
        return _given(periods.a_year(sense.year))
    return _given(periods.a_day(max(past)))


def _weekday(sense: Day, place: Place) -> Outcome:
    weekday, focus = sense.weekday or 0, place.thread.heading
    if sense.agenda:
        found = place.ground.agreed(lambda ref: nearest.agenda_day(weekday, focus, ref))
        return _leaning(found, f"XXXX-WXX-{weekday + 1}", "published")
    tense = place.tense()
    found = place.ground.agreed(lambda ref: nearest.weekday(weekday, tense, ref))
    return _leaning(found, f"XXXX-WXX-{weekday + 1}", "published")


def _number(day: int, place: Place) -> Outcome:
    """The 17th: of the month that the thread is in, else of the one that tense and publication give."""
    focus = place.thread.focus
    if focus and focus.unit != "Y" and place.paragraph - place.thread.paragraph <= 1:
        first = focus.first
        if periods.is_day(first.year, first.month, day):
            return _leaning(periods.a_day(date(first.year, first.month, day)), "", "text")
    tense = place.tense()
    found = place.ground.agreed(lambda ref: nearest.day_of_month(day, tense, ref))
    return _leaning(found, f"XXXX-XX-{day:02}", "published")


def _yearless(sense: Day, place: Place) -> Outcome:
    month, day = sense.month or 1, sense.day
    unknown = f"XXXX-{month:02}" if day is None else f"XXXX-{month:02}-{day:02}"
    thread, ground = place.thread, place.ground
    if sense.weekday is not None and day is not None and ground.first:
        weekday = sense.weekday
        found = ground.agreed(lambda ref: nearest.dated_weekday(month, day, weekday, ref))
        return _leaning(found, unknown, "published", "explicit")
    if _follows_thread(place) and thread.story:
        return _leaning(nearest.after_focus(month, day, thread.story), unknown, "text", "explicit")
    tense = place.tense()
    found = ground.agreed(lambda ref: nearest.yearless(month, day, "past" if place.bracketed else tense, ref))
    return _leaning(found, unknown, "published", "explicit")


def _follows_thread(place: Place) -> bool:
    """Whether a yearless date belongs to the story being told: a past year just written, not a citation."""
    thread, ground = place.thread, place.ground
    if thread.story is None or place.bracketed:
        return False
    near = place.paragraph - thread.story_paragraph <= 2
    if ground.last is None or place.heads:
        return near
    if thread.story.first.year >= ground.last.year or place.tense() in {"future", "perfect"}:
        return False
    if thread.history:
        return near
    return thread.story.unit != "Y" and place.sentence - thread.story_sentence <= 1


def _part(sense: Part, place: Place) -> Outcome:
    unknown = f"XXXX-{sense.unit}{'' if len(sense.unit) == 2 else max(sense.number, 0)}"
    if sense.unit in {"W", "WE"}:
        return Outcome("DATE", unknown, basis="none")
    if _follows_thread(place) and place.thread.story:
        year = place.thread.story.first.year
        return _leaning(nearest.part(sense.unit, sense.number, year), unknown, "text")
    tense = place.tense()
    found = place.ground.agreed(lambda ref: nearest.tensed_part(sense.unit, sense.number, tense, ref))
    return _leaning(found, unknown, "published")


def _within(sense: Within, place: Place) -> Outcome:
    frame = resolve(sense.of, place)
    inner = sense.inner
    if frame.period is None:
        return Outcome("DATE", frame.value, basis="none")
    first = frame.period.first
    if isinstance(inner, Day):
        if not periods.is_day(first.year, inner.month or 1, inner.day or 1):
            return Outcome("DATE", frame.value, frame.period, basis=frame.basis, anchor=frame.anchor)
        found: Period | None = _written(first.year, inner.month or 1, inner.day)
    elif inner.unit in {"W", "WE"} or (inner.unit == "H" and frame.period.unit == "M"):
        found = nearest.week_of(inner.unit, inner.number, frame.period)
    else:
        found = nearest.part(inner.unit, inner.number, first.year)
    if found is None:
        return Outcome("DATE", frame.value, frame.period, basis=frame.basis, anchor=frame.anchor)
    return Outcome("DATE", found.value, found, basis=frame.basis, anchor=frame.anchor)


def _deictic(sense: Deictic, place: Place) -> Outcome:
    unknown = nearest.unknown(sense.unit)
    if sense.unit == "X" or sense.which in {"that", "same", "following", "previous"}:
        focus = place.thread.for_unit(sense.unit, place.paragraph)
        if focus is None:
            return Outcome("DATE", unknown, basis="none")
        return _leaning(nearest.by_focus(sense.unit, sense.which, focus), unknown, "text")
    tensed = sense.which == "tensed" or (sense.which == "this" and sense.unit[0] in "AM")
    tense = place.tense() if tensed else None
    found = place.ground.agreed(lambda ref: nearest.by_date(sense.unit, sense.which, ref, tense))
    return _leaning(found, unknown, "published")


def _shift(sense: Shift, place: Place) -> Outcome:
    unknown = "XXXX-XX-XX"
    if sense.count is None:
        value = "PAST_REF" if sense.toward < 0 else "FUTURE_REF"
        return Outcome("DATE", value, anchor=sense.base)
    count, unit = nearest.in_units(sense.count * sense.toward, sense.unit)
    if unit.startswith("T"):
        return Outcome("DURATION", duration_value(sense.count, sense.unit), basis="none")
    if sense.of is not None:
        frame = resolve(sense.of, place)
        if frame.period is None:
            return Outcome("DATE", frame.value, basis="none")
        moved = periods.shifted(frame.period, count, unit)
        return Outcome(
            "DATE", unknown if moved is None else moved.value, moved, basis=frame.basis, anchor=frame.anchor
        )
    if sense.base == "overnight" and place.thread.day and place.paragraph == place.thread.day_paragraph:
        return _leaning(periods.shifted(place.thread.day, count, unit), unknown, "text")
    if sense.base == "text":
        focus = place.thread.for_unit(unit, place.paragraph)
        return _leaning(periods.shifted(focus, count, unit) if focus else None, unknown, "text")
    return _leaning(
        place.ground.agreed(lambda ref: periods.shifted(periods.a_day(ref), count, unit)), unknown, "published"
    )


def _reach(sense: Reach, place: Place) -> Outcome:
    value = duration_value(sense.count, sense.unit)
    count, unit = nearest.in_units(sense.count or 0, sense.unit)
    if sense.base == "text":
        focus = place.thread.focus
        found = nearest.reach(count, unit, sense.toward, focus.last) if focus else None
    else:
        found = place.ground.agreed(lambda ref: nearest.reach(count, unit, sense.toward, ref))
    if found is None:
        return Outcome("DURATION", value, basis="relative" if sense.count else "none", anchor=sense.base)
    vague = sense.count is None
    return Outcome(
        "DURATION",
        value,
        periods.with_value(found, value),
        anchor=sense.base,
        open_begin=vague and sense.toward < 0,
        open_end=vague and sense.toward > 0,
    )


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
    if sense.of is not None:
        day = resolve(sense.of, place)
    else:
        if place.thread.day is not None and place.paragraph - place.thread.day_paragraph <= 1:
            day = _leaning(place.thread.day, "", "text")
        else:
            day = _leaning(place.ground.agreed(periods.a_day), "XXXX-XX-XX", "published")
    return Outcome("TIME", f"{day.value}{sense.tail}", day.period, None, day.basis, day.anchor)


def _interval(sense: Interval, place: Place) -> Outcome:
    second_year = sense.second.year if isinstance(sense.second, Day) else None
    first = resolve(sense.first, place)
    if first.period is not None and second_year is None and isinstance(sense.second, Day | Part | Edge):
        thread = Thread()
        thread.follow(first.period, place.paragraph, place.sentence, told=True)
        second = resolve(sense.second, replace(place, thread=thread, tense=lambda: "past"))
        if isinstance(sense.second, Day) and sense.second.month is not None:
            after = nearest.after_focus(sense.second.month, sense.second.day, first.period, onward=True)
            second = _leaning(after, second.value, "text", second.basis)
        elif isinstance(sense.second, Day) and sense.second.weekday is not None:
            second = _leaning(nearest.weekday(sense.second.weekday, "future", first.period.last), "", "text")
    else:
        second = resolve(sense.second, place)
    if first.period is None or second.period is None or first.period.first > second.period.last:
        return Outcome("DATE", f"{first.value}/{second.value}", basis="none")
    both = periods.between(first.period, second.period)
    if sense.listed:
        both = Period(both.value, both.begin, both.end, f"{{{first.period.edtf},{second.period.edtf}}}")
    return Outcome("DATE", both.value, both, basis=first.basis, anchor=first.anchor)


__all__ = ["Nothing", "Outcome", "Place", "resolve"]

"""Simple senses resolved: days, years, parts of the year, deictics, by the ground they stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from detente.read.times import nearest, periods
from detente.read.times.ground import Ground, Thread
from detente.read.times.numbers import duration_value
from detente.read.times.periods import Period
from detente.read.times.senses import (
    Day,
    Deictic,
    Duration,
    Era,
    Every,
    FromEvent,
    Part,
    Reach,
    Reference,
    Sense,
    Year,
)

# Where publication is unknown, a year of two digits is not after this one.
_LATEST = 2029


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
    """Where an expression stands: paragraph, sentence, in brackets, at the head of its line; its tense."""

    ground: Ground
    thread: Thread
    paragraph: int
    sentence: int
    bracketed: bool
    heads: bool
    tense: Callable[[], str | None]


def timeless(sense: Sense) -> Outcome:
    """A reference, duration, set, or length beside an event: nothing to lay on the calendar."""
    match sense:
        case Reference(value):
            return Outcome("DATE", value, anchor="published")
        case Duration(value, mod):
            return Outcome("DURATION", value, mod=mod, basis="none")
        case Every(value):
            return Outcome("SET", value, basis="none")
        case FromEvent(count, unit, mod, words):
            value = duration_value(count, unit)
            return Outcome("DURATION", value, mod=mod, anchor="event", words=words)
    return Outcome("DATE", "XXXX-XX-XX", basis="none")


def _given(period: Period) -> Outcome:
    return Outcome("DATE", period.value, period, basis="explicit")


def leaning(period: Period | None, unknown: str, anchor: str, basis: str = "relative") -> Outcome:
    """A period resolved against an anchor; the `unknown` value and no basis where it is None."""
    if period is None:
        return Outcome("DATE", unknown, basis="none")
    return Outcome("DATE", period.value, period, basis=basis, anchor=anchor)


def year(sense: Year, place: Place) -> Outcome:
    """A year; one of two digits is the nearest that is not far ahead of publication."""
    return _given(periods.a_year(_full_year(sense.year, place) if sense.short else sense.year))


def _full_year(short: int, place: Place) -> int:
    latest = place.ground.last.year if place.ground.last else _LATEST
    full = latest - latest % 100 + short
    return full if full <= latest + 10 else full - 100


def era(sense: Era, place: Place) -> Outcome:
    """A decade or century."""
    if sense.unit == "CE":
        return _given(periods.a_century(sense.number))
    if not sense.short:
        return _given(periods.a_decade(sense.number))
    return _given(periods.a_decade(_full_year(sense.number, place)))


def day(sense: Day, place: Place) -> Outcome:
    """A day, month or weekday."""
    if sense.slashed:
        return _slashed(sense, place)
    if sense.month is None and sense.day is None:
        return _weekday(sense, place)
    if sense.month is None:
        return _number(sense.day or 1, place)
    if sense.year is not None:
        return _given(written(sense.year, sense.month, sense.day))
    return _yearless(sense, place)


def written(year: int, month: int, day: int | None) -> Period:
    """A month or day of a known year."""
    return periods.a_month(year, month) if day is None else periods.a_day(date(year, month, day))


def _slashed(sense: Day, place: Place) -> Outcome:
    """3/4/2020: the order that lies nearest before publication, else the year alone."""
    stated, one, other = sense.year or 1, sense.month or 1, sense.day or 1
    orders = [date(stated, one, other), date(stated, other, one)]
    past = [day for day in orders if place.ground.last and day <= place.ground.last]
    if not past or not place.ground.last or (place.ground.last - max(past)).days > 60:
        return _given(periods.a_year(stated))
    return _given(periods.a_day(max(past)))


def _weekday(sense: Day, place: Place) -> Outcome:
    weekday, focus = sense.weekday or 0, place.thread.heading
    if sense.agenda:
        found = place.ground.agreed(lambda ref: nearest.agenda_day(weekday, focus, ref))
        return leaning(found, f"XXXX-WXX-{weekday + 1}", "published")
    tense = place.tense()
    found = place.ground.agreed(lambda ref: nearest.weekday(weekday, tense, ref))
    return leaning(found, f"XXXX-WXX-{weekday + 1}", "published")


def _number(day: int, place: Place) -> Outcome:
    """The 17th: of the month that the thread is in, else of the one that tense and publication give."""
    focus = place.thread.focus
    if focus and focus.unit != "Y" and place.paragraph - place.thread.paragraph <= 1:
        first = focus.first
        if periods.is_day(first.year, first.month, day):
            return leaning(periods.a_day(date(first.year, first.month, day)), "", "text")
    tense = place.tense()
    found = place.ground.agreed(lambda ref: nearest.day_of_month(day, tense, ref))
    return leaning(found, f"XXXX-XX-{day:02}", "published")


def _yearless(sense: Day, place: Place) -> Outcome:
    month, day = sense.month or 1, sense.day
    unknown = f"XXXX-{month:02}" if day is None else f"XXXX-{month:02}-{day:02}"
    thread, ground = place.thread, place.ground
    if sense.weekday is not None and day is not None and ground.first:
        weekday = sense.weekday
        found = ground.agreed(lambda ref: nearest.dated_weekday(month, day, weekday, ref))
        return leaning(found, unknown, "published", "explicit")
    if _follows_thread(place) and thread.story:
        return leaning(nearest.after_focus(month, day, thread.story), unknown, "text", "explicit")
    tense = "past" if place.bracketed else place.tense()
    if ground.first == ground.last:
        found = ground.agreed(lambda ref: nearest.yearless(month, day, tense, ref))
    else:
        found = ground.agreed(lambda ref: nearest.by_tense(month, day, tense or "past", ref))
    return leaning(found, unknown, "published", "explicit")


def _follows_thread(place: Place) -> bool:
    """Whether a yearless date belongs to the story being told: a past year just written, not a citation."""
    thread, ground = place.thread, place.ground
    if thread.story is None or place.bracketed:
        return False
    near = place.paragraph - thread.story_paragraph <= 2
    close = place.paragraph == thread.story_paragraph and place.sentence - thread.story_sentence <= 1
    if place.heads:
        return near
    if ground.last is None:
        return close or (place.paragraph == thread.story_paragraph and thread.story.unit != "Y")
    if thread.story.first.year >= ground.last.year or place.tense() in {"future", "perfect"}:
        return False
    if thread.history:
        return near
    return thread.story.unit != "Y" and close


def part(sense: Part, place: Place) -> Outcome:
    """A quarter, half or season without its year."""
    unknown = f"XXXX-{sense.unit}{'' if len(sense.unit) == 2 else max(sense.number, 0)}"
    if sense.unit in {"W", "WE"}:
        return Outcome("DATE", unknown, basis="none")
    if _follows_thread(place) and place.thread.story:
        year = place.thread.story.first.year
        return leaning(nearest.part(sense.unit, sense.number, year), unknown, "text")
    tense = place.tense()
    found = place.ground.agreed(lambda ref: nearest.tensed_part(sense.unit, sense.number, tense, ref))
    return leaning(found, unknown, "published")


def deictic(sense: Deictic, place: Place) -> Outcome:
    """This, last, next against publication; that, the same, the following against the last date."""
    unknown = nearest.unknown(sense.unit)
    if sense.unit == "X" or sense.which in {"that", "same", "following", "previous"}:
        focus = place.thread.for_unit(sense.unit, place.paragraph)
        if focus is None:
            return Outcome("DATE", unknown, basis="none")
        return leaning(nearest.by_focus(sense.unit, sense.which, focus), unknown, "text")
    tensed = sense.which == "tensed" or (sense.which == "this" and sense.unit[0] in "AM")
    tense = place.tense() if tensed else None
    found = place.ground.agreed(lambda ref: nearest.by_date(sense.unit, sense.which, ref, tense))
    return leaning(found, unknown, "published")


def reach(sense: Reach, place: Place) -> Outcome:
    """The past or coming so many units."""
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

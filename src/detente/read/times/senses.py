"""What a time expression says before it is laid on the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or weekday as written; what is not written is None.

    `slashed` keeps an undecided 3/4/2020,
    `agenda` a weekday that heads a line or entry ("Tue:")."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    slashed: bool = False
    agenda: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year; `short` for '82."""

    year: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Era:
    """A decade by one of its years, or a century by its number."""

    unit: str
    number: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A quarter (Q), half (H), season (SP SU FA WI), week (W) or weekend (WE) of a year or month.

    `number` counts from 1, -1 is the last.
    """

    unit: str
    number: int


@dataclass(frozen=True, slots=True)
class Within:
    """A time inside another that tells its year or month: "June last year", "the first week of May"."""

    inner: Day | Part
    of: Sense


@dataclass(frozen=True, slots=True)
class Deictic:
    """This, last, next, that, same, following or previous unit: a TIMEX unit, `M3` March, `A0` Monday."""

    unit: str
    which: str


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before (-1) or after (1) the publication date, the last date mentioned or a written date.

    `count` is None for "some years ago".
    """

    count: float | None
    unit: str
    toward: int
    base: str
    of: Sense | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """The past (-1) or coming (1) so many units, up to or from the publication date."""

    count: float | None
    unit: str
    toward: int
    base: str = "published"


@dataclass(frozen=True, slots=True)
class Edge:
    """The START, MID or END of something; `exact` for "the end of", else "late"."""

    edge: str
    of: Sense
    exact: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: TIMEX3 tail (T08:30, TMO) on a day, on the last day mentioned where `of` is None."""

    tail: str
    of: Sense | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `value` is a TIMEX3 duration."""

    value: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """A time that recurs; `value` is the TIMEX3 value of a SET."""

    value: str


@dataclass(frozen=True, slots=True)
class Interval:
    """From one time to another, both within; `listed` for two separate days ("3 and 27 May")."""

    first: Sense
    second: Sense
    listed: bool = False


@dataclass(frozen=True, slots=True)
class FromEvent:
    """So long BEFORE or AFTER an event; `words` are the tokens of the event, first and past the last."""

    count: float | None
    unit: str
    mod: str
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Looks like a date and is none: an impossible day, a model name, an age."""


Sense: TypeAlias = (
    Day
    | Year
    | Era
    | Part
    | Within
    | Deictic
    | Shift
    | Reach
    | Edge
    | Clock
    | Reference
    | Duration
    | Every
    | Interval
    | FromEvent
    | Nothing
)
# What a parser gives: the sense and the index of the token after it.
Parsed: TypeAlias = tuple[Sense, int] | None

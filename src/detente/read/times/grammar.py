"""The grammar put together: the longest time at a word, what may follow it, and the scan of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from detente.read.times import lengths, parts
from detente.read.times.ranges import Compose, span_of_times
from detente.read.times.rules import rules_at
from detente.read.times.senses import (
    Clock,
    Day,
    Deictic,
    Duration,
    Edge,
    Era,
    FromEvent,
    Nothing,
    Parsed,
    Part,
    Sense,
    Shift,
    Within,
    Year,
)
from detente.read.times.tokens import Tokens
from detente.read.times.words import UNITS, word_set

_DEPTH = 4
# Parts that a month can have.
_FINE = frozenset(["W", "WE", "H"])
_FRAMES = word_set("year month week decade century weekend day")
_EDGED = word_set("early late mid the beginning start end middle outset close")
_AFTER_DATE = word_set("and or but when in at to by with for on as that which the a an")


def compose(t: Tokens, i: int, depth: int = 0) -> Parsed:
    """The longest single time at token `i`, with what belongs to it on either side."""
    word = t.at(i)
    if depth > _DEPTH or not word:
        return None
    best: Parsed = None
    for rule in rules_at(t, i):
        found = rule(t, i)
        if found and (best is None or found[1] > best[1]):
            best = found
    if best is not None:
        best = _with_tail(t, best, depth)
    if word in _EDGED or word == "on":
        for whole in (_edge(t, i, depth), _hours_of(t, i, depth)):
            if whole and (best is None or whole[1] > best[1]):
                best = whole
    return best


def _edge(t: Tokens, i: int, depth: int) -> Parsed:
    found = parts.edge_at(t, i)
    if found is None:
        return None
    edge, exact, j = found
    inner = _understood(t, j) or compose(t, j, depth + 1)
    if inner is None or isinstance(inner[0], Duration | Edge):
        return None
    if isinstance(inner[0], Clock) or (isinstance(inner[0], Day) and inner[0].weekday is not None):
        return inner
    if isinstance(inner[0], Day) and inner[0].month is None:
        return None
    return parts.cut(edge, exact, inner[0]), inner[1]


def _understood(t: Tokens, j: int) -> Parsed:
    """The year, the month: the present one, inside "the end of the year"."""
    unit = t.at(j + 1)
    if t.at(j) not in {"the", "its"} or unit not in _FRAMES or t.at(j + 2) in {"of", "before", "after"}:
        return None
    return Deictic(UNITS[unit], "same" if unit == "day" else "this"), j + 2


def _hours_of(t: Tokens, i: int, depth: int) -> Parsed:
    """The morning of, the night of, the early hours of a day."""
    if t.at(i) != "the":
        return None
    if t.at(i + 1) in {"early", "small"} and t.at(i + 2) == "hours" and t.at(i + 3) == "of":
        tail, j = "TMO", i + 4
    elif (found := lengths.part_of_day(t, i + 1)) and t.at(found[1]) == "of":
        tail, j = found[0], found[1] + 1
    else:
        return None
    inner = compose(t, j, depth + 1)
    if inner is None or not _is_day(inner[0]):
        return None
    return lengths.on_day(tail, inner[0]), inner[1]


def _with_tail(t: Tokens, found: tuple[Sense, int], depth: int) -> tuple[Sense, int]:
    """The sense with what follows it: the year of a month, the day of an hour, the hour of a day."""
    sense, j = found
    if isinstance(sense, FromEvent):
        return _from_date(t, sense, depth) or found
    if isinstance(sense, Part) or (isinstance(sense, Day) and sense.month is not None and sense.year is None):
        return _with_frame(t, sense, j, depth) or found
    if isinstance(sense, Clock) and sense.of is None:
        outer = compose(t, j + 1 if t.at(j) in {"on", ","} else j, depth + 1)
        return (lengths.on_day(sense.tail, outer[0]), outer[1]) if outer and _is_day(outer[0]) else found
    return _with_hours(t, sense, j) or found


def _from_date(t: Tokens, sense: FromEvent, depth: int) -> Parsed:
    """Two days before 14 March 2022, a week after Christmas: the date is no event."""
    date = compose(t, sense.words[0], depth + 1)
    if date is None or sense.count is None or not isinstance(date[0], Day | Within | Year):
        return None
    if t.at(date[1]).isalpha() and t.raw[date[1]][0].islower() and t.at(date[1]) not in _AFTER_DATE:
        return None
    return Shift(sense.count, sense.unit, -1 if sense.mod == "BEFORE" else 1, "text", date[0]), date[1]


def _with_frame(t: Tokens, sense: Day | Part, j: int, depth: int) -> Parsed:
    follows = t.at(j) == "of" or (t.at(j) == "," and t.at(j + 1) in {"last", "this"})
    k = j + 1 if follows else j
    outer = compose(t, k, depth + 1) if follows or t.at(k) in {"last", "this", "next", "that", "the"} else None
    if outer is not None and _is_frame(outer[0], sense):
        return Within(sense, outer[0]), outer[1]
    return _with_hours(t, sense, j)


def _with_hours(t: Tokens, sense: Sense, j: int) -> Parsed:
    if not _is_day(sense):
        return None
    k = j + 1 if t.at(j) == "at" else j
    hours = lengths.part_of_day(t, k)
    if hours is None or (k > j and t.at(k) not in {"dawn", "noon", "midnight", "midday", "dusk"}):
        return None
    return lengths.on_day(hours[0], sense), hours[1]


def _is_frame(outer: Sense, inner: Sense) -> bool:
    """Whether `outer` can hold `inner`: a year holds months; a month or a year holds weeks."""
    if isinstance(outer, Year):
        return True
    if isinstance(outer, Deictic):
        return outer.unit == "Y" or (isinstance(inner, Part) and inner.unit in _FINE and outer.unit[0] == "M")
    if isinstance(inner, Part) and inner.unit in _FINE:
        month = isinstance(outer, Day) and outer.month is not None and outer.day is None
        return month or isinstance(outer, Within)
    return isinstance(inner, Part) and isinstance(outer, Era)


def _is_day(sense: Sense) -> bool:
    if isinstance(sense, Day):
        return sense.day is not None or sense.weekday is not None
    if isinstance(sense, Shift):
        return sense.unit == "D" and sense.base == "published"
    return isinstance(sense, Deictic) and (sense.unit == "D" or sense.unit[0] == "A")


def times_in(t: Tokens) -> Iterator[tuple[Sense, int, int]]:
    """The time expressions of a sentence, left to right and apart: sense, first token, token past the last."""
    joined: Compose = compose
    i, size = 0, t.size
    while i < size:
        word = t.word[i]
        opens = word in _EDGED or word in {"between", "from"} or rules_at(t, i)
        found = (span_of_times(t, i, joined) or compose(t, i)) if opens else None
        if found is None:
            i += 1
            continue
        if not isinstance(found[0], Nothing):
            yield found[0], i, found[1]
        i = found[1]

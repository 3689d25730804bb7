"""Grammar of lengths of time, of times that recur, and of the time of day."""

from __future__ import annotations

from detente.read.times.numbers import count_at, duration_value
from detente.read.times.relative import shift
from detente.read.times.senses import (
    Clock,
    Deictic,
    Duration,
    Every,
    FromEvent,
    Nothing,
    Parsed,
    Sense,
    Shift,
)
from detente.read.times.tokens import Tokens
from detente.read.times.words import (
    APPROXIMATORS,
    FREQUENCIES,
    MONTHS,
    PARTS_OF_DAY,
    PLURALS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    word_set,
)

_BETWEEN = word_set(
    """
    straight consecutive trading working business calendar full whole long more further additional successive
    other
    """
)
_LED = word_set(
    """
    for in within over after than during about around nearly almost under every of until just only some least
    most lasted lasting lasts took take takes last spent spend spanning barely exactly roughly another by and
    to approximately at
    """
)
_STOPS = frozenset([",", ";", ".", ":", "(", ")", "—", "–", "?", "!", "“", "”", '"', "‘", "[", "]"])
_ZONES = frozenset(["utc", "gmt", "est", "edt", "pst", "pdt", "cet", "cest", "msk", "bst", "local", "moscow"])
_REACH = 24


def measure(t: Tokens, i: int) -> tuple[float | None, str, int, str | None, bool] | None:
    """Count, unit, index after, modifier and whether hyphened: "nearly five months", "a 20-year"."""
    mod, j = _approximator(t, i)
    counted = count_at(t, j)
    if counted is None:
        return None
    count, k = counted
    hyphen = t.at(k) == "-" and t.glued(k)
    k = k + 1 if hyphen else k
    while t.at(k) in _BETWEEN and not hyphen:
        k += 1
    plural, single = PLURALS.get(t.at(k)), UNITS.get(t.at(k))
    unit = plural or single
    if unit is None or (t.at(j - 1) in {"$", "€", "£"} and t.glued(j)):
        return None
    if unit in {"TS", "Q", "WE"} and (single or unit == "Q") and not hyphen:
        return None
    if not plural and not hyphen and count != 1 and count not in {0.5, 0.25} and t.word[j] not in {"a", "an"}:
        if t.at(k + 1) in {"period", "low", "high", "term", "deal", "contract", "rally", "war", "run", "ban"}:
            return count, unit, k + 1, mod, True
        return None
    return count, unit, k + 1, mod, hyphen


def _approximator(t: Tokens, i: int) -> tuple[str | None, int]:
    word = t.at(i)
    if word in APPROXIMATORS:
        return APPROXIMATORS[word], i + 1
    if word in {"more", "less"} and t.at(i + 1) == "than":
        return ("MORE_THAN" if word == "more" else "LESS_THAN"), i + 2
    if word == "at" and t.at(i + 1) == "least":
        return "EQUAL_OR_MORE", i + 2
    if word == "up" and t.at(i + 1) == "to":
        return "EQUAL_OR_LESS", i + 2
    return None, i


def length(t: Tokens, i: int) -> Parsed:
    """A duration, or what a duration before "ago", "later", "before the ..." makes."""
    found = measure(t, i)
    if found is None:
        return _article_measure(t, i)
    count, unit, j, mod, hyphen = found
    if _is_age(t, j):
        return Nothing(), j + 1
    plain = Duration(duration_value(count, unit), mod), j
    if hyphen:
        return plain
    leaning = shift(t, i, (count, unit, j)) or _from_event(t, j, count, unit)
    if leaning is not None:
        return leaning
    if count == 1 and t.at(j - 2) in {"a", "an", "one"} and mod is None:
        return _single(t, i, j, unit)
    return plain if t.at(j - 1) != "night" or t.at(i - 1) in _LED else None


def _is_age(t: Tokens, j: int) -> bool:
    return t.at(j) == "old" or (t.at(j), t.at(j + 1)) in {("-", "old"), ("of", "age")}


def _article_measure(t: Tokens, i: int) -> Parsed:
    """A 20-year, a 5 year: the article before a length that stands as an adjective belongs to its noun."""
    if t.at(i) in {"a", "an"} and t.at(i + 1)[:1].isdigit():
        found = measure(t, i + 1)
        if found and found[4] and not _is_age(t, found[2]):
            return Duration(duration_value(found[0], found[1]), found[3]), found[2]
    return None


def _single(t: Tokens, i: int, j: int, unit: str) -> Parsed:
    """A year: a rate after an amount, a duration after a preposition, else no time."""
    before = t.at(i - 1)
    if t.word[i] != "one" and (before in {"once", "twice", "times"} or _is_amount(t, i)):
        return Every(duration_value(1, unit)), j
    if before in _LED and t.at(i - 1) not in {"of", "and", "by", "to", "at", "last"}:
        return Duration(duration_value(1, unit)), j
    return None


_MEASURED = word_set("% percent million billion tonnes tons barrels dollars euros")


def _is_amount(t: Tokens, i: int) -> bool:
    before = t.at(i - 1)
    counted = before.endswith("s") and any(t.at(i - back)[:1].isdigit() for back in (2, 3))
    return before in _MEASURED or before[:1].isdigit() or counted


def vague(t: Tokens, i: int) -> Parsed:
    """Decades, weeks, hours without a count, where a preposition or "after" makes them a length."""
    unit = PLURALS.get(t.at(i))
    if unit is None or unit in {"TS", "Q", "SE", "WE"}:
        return None
    if (moved := shift(t, i, (None, unit, i + 1))) is not None and t.at(i + 1) != "on":
        return moved
    if (event := _from_event(t, i + 1, None, unit)) is not None:
        return event
    led = t.at(i - 1) in {"for", "in", "within", "over", "after", "than", "just", "mere", "take", "takes", "of"}
    if led and not (t.at(i - 1) == "of" or (unit == "Y" and t.at(i - 1) in {"in", "over", "just"})):
        return Duration(duration_value(None, unit)), i + 1
    return None


def _from_event(t: Tokens, j: int, count: float | None, unit: str) -> Parsed:
    """The length before j with "before"/"after" and the event's words; the length alone is the expression."""
    mod = {"before": "BEFORE", "after": "AFTER", "following": "AFTER", "into": "AFTER"}.get(t.at(j))
    if mod is None:
        return None
    end = event_end(t, j + 1)
    return (FromEvent(count, unit, mod, (j + 1, end)), j) if end > j + 1 else None


def event_end(t: Tokens, start: int) -> int:
    """Where the words of an event that start at `start` end: at a mark, or before "and" with another length."""
    end = start
    while end < min(t.size, start + _REACH) and t.word[end] not in _STOPS:
        if t.word[end] in {"and", "but", "while"} and (measure(t, end + 1) or t.word[end] != "and"):
            break
        end += 1
    return end


def day_beside_event(t: Tokens, i: int) -> Parsed:
    """The day before the vote, the eve of the summit; "the day before" alone leans on the last date."""
    if t.at(i) != "the":
        return None
    unit = UNITS.get(t.at(i + 1))
    if t.at(i + 1) == "eve" and t.at(i + 2) == "of":
        end = event_end(t, i + 3)
        return (FromEvent(1, "D", "BEFORE", (i + 3, end)), i + 2) if end > i + 3 else None
    if unit is None or unit.startswith("T") or t.at(i + 2) not in {"before", "after", "previous"}:
        return None
    which = "following" if t.at(i + 2) == "after" else "previous"
    if t.at(i + 2) == "previous" or shift(t, i, (1, unit, i + 2)):
        return Deictic(unit, which), i + 3
    if (t.at(i + 2), t.at(i + 3)) in {("after", "tomorrow"), ("before", "yesterday")}:
        return Shift(2, "D", 1 if which == "following" else -1, "published"), i + 4
    return _from_event(t, i + 2, 1, unit)


def recurring(t: Tokens, i: int) -> Parsed:
    """Every season, each June, daily, per year, every other week, every five years."""
    word = t.at(i)
    if word in FREQUENCIES:
        named = i > 0 and t.raw[i][0].isupper()
        return None if named else (Every(FREQUENCIES[word]), i + 1)
    if word == "per":
        unit = UNITS.get(t.at(i + 1)) or {"annum": "Y"}.get(t.at(i + 1))
        return (Every(duration_value(1, unit)), i + 2) if unit else None
    if word not in {"every", "each"}:
        return None
    j = i + 2 if t.at(i + 1) in {"other", "single"} else i + 1
    if (code := _recurring_unit(t, j)) is not None:
        value = code if t.at(i + 1) != "other" else code.replace("P1", "P2", 1)
        return Every(value), j + 1
    counted = count_at(t, j)
    unit = PLURALS.get(t.at(counted[1])) if counted else None
    return (Every(duration_value(counted[0], unit)), counted[1] + 1) if counted and unit else None


def _recurring_unit(t: Tokens, j: int) -> str | None:
    word = t.at(j)
    if word in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS[word] + 1}"
    if word in MONTHS and t.raw[j][0].isupper():
        return f"XXXX-{MONTHS[word]:02}"
    if word in SEASONS:
        return f"XXXX-{SEASONS[word]}"
    if word in PARTS_OF_DAY:
        return f"XXXX-XX-XXT{PARTS_OF_DAY[word]}"
    unit = UNITS.get(word)
    return duration_value(1, unit) if unit and unit != "TS" else None


def clock(t: Tokens, i: int) -> Parsed:
    """08:30 UTC, 5 p.m., 0800 GMT, with the day left to the caller."""
    word = t.at(i)
    tail, j = None, i + 1
    if ":" in word and word[0].isdigit():
        hour, minute = (int(piece) for piece in word.split(":")[:2])
        tail = (hour, minute)
    elif len(word) == 4 and word.isdigit() and (t.at(j) in _ZONES or t.at(j) == "hours"):
        tail = (int(word[:2]), int(word[2:]))
        j = j + 1 if t.at(j) == "hours" else j
    elif word.replace(".", "", 1).isdigit() and len(word) <= 5 and _half_of_day(t, j):
        whole, _, rest = word.partition(".")
        tail = (int(whole), int(rest or 0))
    if tail is None or tail[0] > 24 or tail[1] > 59:
        return None
    half = _half_of_day(t, j)
    if half:
        j += 1
        tail = (tail[0] % 12 + (12 if half == "p" else 0), tail[1])
    zone = "Z" if t.at(j) in {"utc", "gmt"} else ""
    if t.at(j) in _ZONES:
        j += 2 if t.at(j + 1) == "time" else 1
    return Clock(f"T{tail[0]:02}:{tail[1]:02}{zone}"), j


def _half_of_day(t: Tokens, j: int) -> str | None:
    word = t.at(j)
    return word[0] if word in {"am", "pm"} or word.replace(" ", "") in {"a.m.", "p.m."} else None


def part_of_day(t: Tokens, i: int) -> tuple[str, int] | None:
    """A part of the day at `i` (tail and the index after it)."""
    tail = PARTS_OF_DAY.get(t.at(i))
    if tail is None:
        return None
    return ("TNI" if tail == "24:00" else f"T{tail}"), i + 1


def on_day(tail: str, of: Sense | None) -> Sense:
    """A time of day on a day."""
    return of if isinstance(of, Nothing) else Clock(tail, of)

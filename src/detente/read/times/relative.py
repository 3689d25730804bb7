"""Grammar of times that lean on another: the publication date, the last date mentioned, a written date."""

from __future__ import annotations

from detente.read.times.numbers import count_at
from detente.read.times.points import month_at
from detente.read.times.senses import Clock, Day, Deictic, Edge, Parsed, Reach, Reference, Shift
from detente.read.times.tokens import Tokens
from detente.read.times.words import PARTS_OF_DAY, PLURALS, REFERENCES, SEASONS, UNITS, WEEKDAYS, word_set

_WHICH = {
    "this": "this",
    "last": "last",
    "next": "next",
    "that": "that",
    "current": "this",
    "previous": "previous",
    "preceding": "previous",
    "prior": "previous",
    "following": "following",
    "ensuing": "following",
    "same": "same",
    "coming": "next",
}
# With "the" before them these lean on the last date mentioned, alone on the publication date.
_LEANING = {"next": "following", "previous": "previous", "following": "following", "same": "same"}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_REACHING = {"past": -1, "last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "recent": -1}
_AFTERWARDS = {
    "later": 1,
    "afterwards": 1,
    "afterward": 1,
    "earlier": -1,
    "beforehand": -1,
    "previously": -1,
    "on": 1,
}


def named_day(t: Tokens, i: int) -> Parsed:
    """Yesterday, today, tomorrow, tonight, overnight, with what cuts them ("earlier today")."""
    j = i + 1 if t.at(i) in {"earlier", "later", "early", "late"} else i
    word = t.at(j)
    if word == "overnight":
        return (Clock("TNI", Shift(1, "D", -1, "overnight")), j + 1) if j == i else None
    if word not in _DAYS or (word == "today" and t.at(j + 1) == "'s" and t.at(j + 2) in {"world", "standards"}):
        return None
    sense = Shift(abs(_DAYS[word]), "D", 1 if _DAYS[word] > 0 else -1, "published")
    return (Clock("TNI", sense), j + 1) if word == "tonight" else (sense, j + 1)


def deictic(t: Tokens, i: int) -> Parsed:
    """This week, last Friday, the following August, the same day, that year, last night."""
    led = t.at(i) in {"the", "this", "its"} and t.at(i + 1) in _WHICH
    j = i + 1 if led else i
    which = _WHICH.get(t.at(j))
    if which is None:
        return None
    if led and t.at(i) != "this":
        which = _LEANING.get(t.at(j), which)
    k = j + 2 if t.at(j + 1) in {"very", "calendar", "financial", "fiscal"} else j + 1
    return _of_the_calendar(t, k, which) or _of_length(t, k, which)


def _of_the_calendar(t: Tokens, k: int, which: str) -> Parsed:
    """A weekday, month, season or part of the day after "this", "last" and the like."""
    word = t.at(k)
    if word in PARTS_OF_DAY:
        return _part_of_day(t, k, which)
    if word in WEEKDAYS and t.raw[k][0].isupper():
        return Deictic(f"A{WEEKDAYS[word]}", which), k + 1
    if (month := month_at(t, k)) is not None:
        return Deictic(f"M{month[0]}", which), month[1]
    return (Deictic(SEASONS[word], which), k + 1) if word in SEASONS and t.at(k + 1) != "of" else None


def _of_length(t: Tokens, k: int, which: str) -> Parsed:
    """A day, week, year ... after "this", "last" and the like."""
    word = t.at(k)
    if (word, which) in {("period", "same"), ("date", "that")}:
        return _same_period(t, k + 1)
    unit = UNITS.get(word)
    if unit is None or unit.startswith("T") or (t.at(k + 1) == "of" and which == "last"):
        return None
    unmet = word == "day" and t.at(k + 1) in {"when", "has", "will"}
    return None if which == "that" and (unmet or unit == "CE") else (Deictic(unit, which), k + 1)


_A_YEAR_BEFORE = (
    ("last", "year"),
    ("a", "year", "earlier"),
    ("the", "last", "year"),
    ("the", "previous", "year"),
)


def _same_period(t: Tokens, j: int) -> Parsed:
    """The same period, and the same period last year, a year earlier."""
    k = j + 1 if t.at(j) in {"of", "in"} else j
    for words in _A_YEAR_BEFORE:
        if t.word[k : k + len(words)] == words:
            return Deictic("X", "last"), k + len(words)
    return Deictic("X", "same"), j


def _part_of_day(t: Tokens, k: int, which: str) -> Parsed:
    tail = PARTS_OF_DAY[t.word[k]]
    if which == "last" and t.word[k] not in {"night", "evening"}:
        return None
    day: Shift | Deictic
    if which in {"this", "last"}:
        day = Shift(0 if which == "this" else 1, "D", -1, "published")
    else:
        day = Deictic("D", which)
    return Clock("TNI" if tail == "24:00" else f"T{tail}", day), k + 1


def cut_deictic(t: Tokens, i: int) -> Parsed:
    """Earlier this month, later this week, late last year, early next year, mid-year."""
    word = t.at(i)
    if word == "mid" and t.at(i + 1) == "-" and t.at(i + 2) in {"year", "month", "week"}:
        return Edge("MID", Deictic(UNITS[t.word[i + 2]], "this"), exact=False), i + 3
    edge = {"earlier": "EARLIER", "later": "LATER"}.get(word)
    if edge is None:
        return None
    j = i + 2 if t.at(i + 1) in {"in", "on"} else i + 1
    if t.at(j) == "the" and t.at(j + 1) in {"day", "week", "month", "year"}:
        return Edge(edge, Deictic(UNITS[t.word[j + 1]], "same"), exact=False), j + 2
    found = deictic(t, j)
    return (Edge(edge, found[0], exact=False), found[1]) if found else None


def reach(t: Tokens, i: int) -> Parsed:
    """The past three years, the next decade, recent days, the coming weeks."""
    j = i + 1 if t.at(i) in {"the", "these", "this", "its", "his"} else i
    toward = _REACHING.get(t.at(j))
    if toward is None:
        return None
    base = "text" if t.at(j) == "following" or (t.at(j) == "previous" and j > i) else "published"
    k = j + 1
    counted = count_at(t, k) if t.at(k) not in {"a", "an"} else None
    count, k = counted or (None, k)
    while t.at(k) in {"consecutive", "straight", "trading", "full", "or", "so"}:
        k += 1
    unit = PLURALS.get(t.at(k))
    if unit is None and count is None and _spans_one(t.at(j), t.at(k)):
        unit, count = UNITS[t.word[k]], 1
    if unit is None or (count is None and (unit.startswith("T") or not _may_be_uncounted(t, j, k, counted))):
        return None
    return Reach(count, unit, toward, base), k + 1


def _may_be_uncounted(t: Tokens, j: int, k: int, counted: object) -> bool:
    """Recent days, the past years, the last few days; not "last years"."""
    return counted is not None or t.at(j) not in {"last", "previous", "next"} or t.at(k) == "decade"


def _spans_one(which: str, word: str) -> bool:
    """The past year, the last decade: one unit up to now, where "last year" is the calendar's."""
    if which == "past":
        return word in UNITS and not UNITS[word].startswith("T")
    return which in {"coming", "last", "next"} and word in {"decade", "century"}


def shift(t: Tokens, i: int, counted: tuple[float | None, str, int]) -> Parsed:
    """So long ago, later, earlier, before or after that; `counted` is the length with the index after it."""
    count, unit, j = counted
    word = t.at(j)
    if word == "ago" or (word == "back" and count is not None and t.at(j + 1) in {",", "."}):
        return Shift(count, unit, -1, "published"), j + (2 if t.at(j + 1) == "today" else 1)
    if word == "from" and t.at(j + 1) in {"now", "today"}:
        return Shift(count, unit, 1, "published"), j + 2
    if word in _AFTERWARDS and not (word == "on" and not _closes(t, j + 1)):
        return Shift(count, unit, _AFTERWARDS[word], "text"), j + 1
    if word in {"before", "after"} and _closes(t, j + 1):
        return Shift(count, unit, -1 if word == "before" else 1, "text"), j + 1
    return None


def _closes(t: Tokens, i: int) -> bool:
    return t.at(i) in {"", ".", ",", ";", ":", ")", "!", "?", "—", "–", "”", '"', "and", "but", "when"}


_BEFORE_DAY = word_set("on by until till since from before after of for to and")
_AFTER_DAY = word_set(
    """
    and or but when after before in at to with as that which of the a an was were had has he she it they by
    for
    """
)


def day_of_month(t: Tokens, i: int) -> Parsed:
    """The 17th."""
    word = t.at(i + 1)
    if t.at(i) != "the" or word[-2:] not in {"st", "nd", "rd", "th"} or not word[:1].isdigit():
        return None
    number, after = int(word[:-2]), t.at(i + 2)
    closes = not after.isalpha() or after in _AFTER_DAY
    if t.at(i - 1) not in _BEFORE_DAY or not 1 <= number <= 31 or not closes or after == "-":
        return None
    return Day(None, None, number), i + 2


def reference(t: Tokens, i: int) -> Parsed:
    """Now, currently, recently, soon, these days; the past, the near future; "then" after "since"."""
    word, after = t.at(i), t.at(i + 1)
    if (word, after) in {("more", "recently"), ("these", "days")}:
        return Reference("PAST_REF" if word == "more" else "PRESENT_REF"), i + 2
    if word in REFERENCES:
        return (Reference(REFERENCES[word]), i + 1) if _refers(t, i) else None
    if word == "then" and t.at(i - 1) in {"since", "by", "until", "before"}:
        return Deictic("X", "same"), i + 1
    return _past_or_future(t, i) if word == "the" else None


def _refers(t: Tokens, i: int) -> bool:
    """Not "as soon as", "soon after", "now that" or part of a hyphened word."""
    before, after = t.at(i - 1), t.at(i + 1)
    if t.word[i] == "soon" and (before in {"as", "too"} or after in {"after", "afterwards"}):
        return False
    return "-" not in {before, after} and (t.word[i], after) != ("now", "that")


def _past_or_future(t: Tokens, i: int) -> Parsed:
    j = i + 2 if t.at(i + 1) in {"near", "foreseeable", "recent", "distant"} else i + 1
    if t.at(i + 1) in {"near", "short", "long"} and t.at(i + 2) == "term" and t.at(i - 1) == "in":
        return Reference("FUTURE_REF"), i + 3
    if t.at(j) in {"future", "past"} and not t.at(j + 1).isalpha():
        return Reference("FUTURE_REF" if t.word[j] == "future" else "PAST_REF"), j + 1
    return None

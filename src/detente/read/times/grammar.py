"""The grammar put together: which rules a word may open, what may follow, and the scan of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from detente.read.times import lengths, points, relative
from detente.read.times.ranges import Compose, span_of_times
from detente.read.times.senses import (
    Clock,
    Day,
    Deictic,
    Duration,
    Edge,
    Era,
    Nothing,
    Parsed,
    Part,
    Sense,
    Shift,
    Within,
    Year,
)
from detente.read.times.tokens import Tokens
from detente.read.times.words import (
    APPROXIMATORS,
    CARDINALS,
    FEASTS,
    FREQUENCIES,
    MONTHS,
    ORDINALS,
    PARTS_OF_DAY,
    PLURALS,
    REFERENCES,
    SEASONS,
    UNITS,
    WEEKDAYS,
)

Rule: TypeAlias = Callable[[Tokens, int], Parsed]
_DEPTH = 4
_AFTER_NUMBER = frozenset(["-", "–", "—", "’", "'"])
# Parts that a month can have.
_FINE = frozenset(["W", "WE", "H"])
_WHICH = (
    "this",
    "last",
    "next",
    "that",
    "previous",
    "following",
    "same",
    "coming",
    "current",
    "past",
    "preceding",
)


def weekday(t: Tokens, i: int) -> Parsed:
    """A weekday that stands alone."""
    if not t.raw[i][0].isupper():
        return None
    if points.is_short_weekday(t, i) and t.at(i + 1) not in {":", ".", "-", "–", "—"}:
        return None
    if t.at(i + 1) in {"times", "post", "agreement", "night"} and t.at(i + 1) != "night":
        return None
    end = i + 2 if points.is_short_weekday(t, i) and t.at(i + 1) == "." else i + 1
    heads = points.is_short_weekday(t, i) or (i == 0 and (t.at(i + 1) in {":", "—", "–"} or t.raw[i].isupper()))
    return Day(weekday=WEEKDAYS[t.word[i]], agenda=heads), end


def _rules() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}

    def opens(words: object, *rules: Rule) -> None:
        for word in words:  # type: ignore[attr-defined]
            known = table.setdefault(word, [])
            known.extend(rule for rule in rules if rule not in known)

    opens(MONTHS, points.written_day, points.written_month)
    opens({words[0] for words in FEASTS}, points.feast)
    opens(WEEKDAYS, points.written_day, weekday)
    opens(SEASONS, points.season)
    opens(ORDINALS, points.part, points.era)
    opens(["q"], points.part)
    opens(["'", "‘"], points.written_year, points.era)
    opens(CARDINALS, lengths.length)
    opens(["half", "several", "few", "many", "some", "dozen", "more", "less", "at", "up"], lengths.length)
    opens(APPROXIMATORS, lengths.length)
    opens(["a", "an"], lengths.length)
    opens(PLURALS, lengths.vague)
    opens([*FREQUENCIES, "every", "each", "per"], lengths.recurring)
    opens(["yesterday", "today", "tomorrow", "tonight", "overnight", "early", "late"], relative.named_day)
    opens(["earlier", "later"], relative.named_day, relative.cut_deictic)
    opens(["mid"], relative.cut_deictic)
    opens([*_WHICH, "its"], relative.deictic, relative.reach)
    opens(["recent", "these", "his", "our"], relative.reach, relative.reference)
    opens([*REFERENCES, "more", "then"], relative.reference)
    opens(
        ["the"],
        relative.deictic,
        relative.reach,
        relative.day_of_month,
        relative.reference,
        lengths.day_beside_event,
        points.written_day,
        points.season,
        points.era,
        points.part,
    )
    opens(["the"], _closing_day)
    opens(
        ["noon", "midnight", "midday", "dawn", "dusk", "nightfall", "daybreak", "sunset", "sunrise"],
        _named_hour,
    )
    return {word: tuple(rules) for word, rules in table.items()}


def _closing_day(t: Tokens, i: int) -> Parsed:
    """End the day, for the day; in the morning."""
    if t.at(i + 1) == "weekend" and t.at(i - 1) in {"at", "over", "by", "for", "during", "before"}:
        return Deictic("WE", "tensed"), i + 2
    if t.at(i + 1) == "day" and t.at(i + 2) != "of":
        before = t.at(i - 1)
        if before in {"end", "ended", "ending", "close", "closed", "closing"} or (
            before == "for" and not t.at(i + 2).isalpha()
        ):
            return Deictic("D", "same"), i + 2
    if t.at(i - 1) == "in" and (hours := lengths.part_of_day(t, i + 1)) and t.word[i + 1] not in {"night"}:
        return Clock(hours[0]), hours[1]
    return None


def _named_hour(t: Tokens, i: int) -> Parsed:
    led = t.at(i - 1) in {"at", "by", "before", "until", "after", "since", "from"}
    found = lengths.part_of_day(t, i) if led or t.word[i] in {"noon", "midnight"} else None
    return (Clock(found[0]), found[1]) if found and t.at(found[1]) not in {"of", "raid", "raids"} else None


_RULES = _rules()
_NUMBER_RULES: tuple[Rule, ...] = (
    points.written_day,
    points.written_year,
    points.era,
    points.part,
    lengths.clock,
    lengths.length,
)
_EDGED = frozenset(["early", "late", "mid", "the", "beginning", "start", "end", "middle", "outset", "close"])
_AFTER_THE = frozenset(
    [*_WHICH, *UNITS, *PLURALS, *SEASONS, *ORDINALS, *PARTS_OF_DAY, *MONTHS, *CARDINALS]
    + ["early", "late", "mid", "very", "eve", "future", "near", "foreseeable", "recent", "distant", "small"]
    + [
        "beginning",
        "start",
        "outset",
        "onset",
        "middle",
        "end",
        "close",
        "dawn",
        "'",
        "‘",
        "coming",
        "ensuing",
        "prior",
    ]
)


def compose(t: Tokens, i: int, depth: int = 0) -> Parsed:
    """The longest single time at token `i`, with what belongs to it on either side."""
    word = t.at(i)
    if depth > _DEPTH or not word:
        return None
    if word == "the" and not (t.at(i + 1) in _AFTER_THE or t.at(i + 1)[:1].isdigit()):
        return None
    if word[0].isdigit():
        rules = _NUMBER_RULES if _may_count(t, i, word) else ()
    else:
        rules = _RULES.get(word, ())
    best: Parsed = None
    for rule in rules:
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


def _may_count(t: Tokens, i: int, word: str) -> bool:
    """Whether a number can belong to a time: a short one before a full mark or the like cannot."""
    after = t.word[i + 1]
    return len(word) > 3 or (bool(after) and (after[0].isalpha() or after in _AFTER_NUMBER))


def _edge(t: Tokens, i: int, depth: int) -> Parsed:
    found = points.edge_at(t, i)
    if found is None:
        return None
    edge, exact, j = found
    inner = _understood(t, j) or compose(t, j, depth + 1)
    if (
        inner is None
        or isinstance(inner[0], Duration | Edge | Clock)
        and not (edge and isinstance(inner[0], Clock))
    ):
        return None
    if isinstance(inner[0], Day) and inner[0].month is None and inner[0].weekday is None:
        return None
    if isinstance(inner[0], Clock) or (isinstance(inner[0], Day) and inner[0].weekday is not None):
        return inner[0], inner[1]
    return points.cut(edge, exact, inner[0]), inner[1]


def _understood(t: Tokens, j: int) -> Parsed:
    """The year, the month: the present one, inside "the end of the year"."""
    if t.at(j) in {"the", "its"} and t.at(j + 1) in {
        "year",
        "month",
        "week",
        "decade",
        "century",
        "weekend",
        "day",
    }:
        if t.at(j + 2) not in {"of", "before", "after"}:
            return Deictic(UNITS[t.word[j + 1]], "same" if t.word[j + 1] == "day" else "this"), j + 2
    return None


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
    sense, j = found
    if _wants_year(sense):
        k = j + 1 if t.at(j) == "of" or (t.at(j) == "," and t.at(j + 1) in {"last", "this"}) else j
        outer = (
            compose(t, k, depth + 1) if t.at(k) in {"last", "this", "next", "that", "the"} or k > j else None
        )
        if outer and _is_frame(outer[0], sense):
            return Within(sense, outer[0]), outer[1]  # type: ignore[arg-type]
    if isinstance(sense, Clock) and sense.of is None:
        k = j + 1 if t.at(j) in {"on", ","} else j
        outer = compose(t, k, depth + 1)
        if outer and _is_day(outer[0]):
            return lengths.on_day(sense.tail, outer[0]), outer[1]
    if _is_day(sense):
        k = j + 1 if t.at(j) == "at" else j
        hours = lengths.part_of_day(t, k)
        if hours and (k == j or t.at(k) in {"dawn", "noon", "midnight", "midday", "dusk"}):
            return lengths.on_day(hours[0], sense), hours[1]
    return sense, j


def _wants_year(sense: Sense) -> bool:
    return isinstance(sense, Part) or (
        isinstance(sense, Day) and sense.month is not None and sense.year is None
    )


def _is_frame(outer: Sense, inner: Sense) -> bool:
    """Whether `outer` can hold `inner`: a year holds months; a month or a year holds weeks."""
    if isinstance(outer, Year):
        return True
    if isinstance(outer, Deictic):
        return outer.unit == "Y" or (isinstance(inner, Part) and inner.unit in _FINE and outer.unit[0] == "M")
    if isinstance(inner, Part) and inner.unit in _FINE:
        return (isinstance(outer, Day) and outer.month is not None and outer.day is None) or isinstance(
            outer, Within
        )
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
        if not (word in _RULES or word in {"between", "from"} or word[0].isdigit() or word in _EDGED):
            i += 1
            continue
        found = span_of_times(t, i, joined) or compose(t, i)
        if found is None:
            i += 1
            continue
        if not isinstance(found[0], Nothing):
            yield found[0], i, found[1]
        i = found[1]

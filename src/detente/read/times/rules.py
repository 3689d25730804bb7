"""Which rules of the grammar a word may open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from detente.read.times import lengths, parts, points, relative
from detente.read.times.senses import Clock, Day, Deictic, Parsed
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
    word_set,
)

Rule: TypeAlias = Callable[[Tokens, int], Parsed]
_WHICH = word_set("this last next that previous following same coming current past preceding")
_AFTER_NUMBER = frozenset(["-", "–", "—", "’", "'"])
_AFTER_THE = frozenset(
    [*_WHICH, *UNITS, *PLURALS, *SEASONS, *ORDINALS, *PARTS_OF_DAY, *MONTHS, *CARDINALS]
) | word_set(
    """
    early late mid very eve future near foreseeable recent distant small short long beginning start outset
    onset middle end close dawn ' ‘ ensuing prior"""
)


def rules_at(t: Tokens, i: int) -> tuple[Rule, ...]:
    """The rules that may open at token `i`."""
    word = t.word[i]
    if word == "the" and not (t.at(i + 1) in _AFTER_THE or t.at(i + 1)[:1].isdigit()):
        return ()
    if word[0].isdigit():
        return _NUMBER_RULES if _may_count(t, i, word) else ()
    return _RULES.get(word, ())


def _may_count(t: Tokens, i: int, word: str) -> bool:
    """Whether a number can belong to a time: a short one before a full mark or the like cannot."""
    after = t.word[i + 1]
    return len(word) > 3 or (bool(after) and (after[0].isalpha() or after in _AFTER_NUMBER))


def weekday(t: Tokens, i: int) -> Parsed:
    """A weekday that stands alone."""
    if not t.raw[i][0].isupper():
        return None
    if points.is_short_weekday(t, i) and t.at(i + 1) not in {":", ".", "-", "–", "—"}:
        return None
    if t.at(i + 1) in {"times", "post", "agreement"}:
        return None
    end = i + 2 if points.is_short_weekday(t, i) and t.at(i + 1) == "." else i + 1
    heads = points.is_short_weekday(t, i) or (i == 0 and (t.at(i + 1) in {":", "—", "–"} or t.raw[i].isupper()))
    return Day(weekday=WEEKDAYS[t.word[i]], agenda=heads), end


def _rules() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}

    def opens(words: Iterable[str], *rules: Rule) -> None:
        for word in words:
            known = table.setdefault(word, [])
            known.extend(rule for rule in rules if rule not in known)

    opens(MONTHS, points.written_day, points.written_month)
    opens({words[0] for words in FEASTS}, points.feast)
    opens(WEEKDAYS, points.written_day, weekday)
    opens(SEASONS, parts.season)
    opens(ORDINALS, parts.part, parts.era)
    opens(["q"], parts.part)
    opens(["'", "‘"], parts.written_year, parts.era)
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
        parts.season,
        parts.era,
        parts.part,
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
    if t.at(i - 1) == "in" and (hours := lengths.part_of_day(t, i + 1)) and t.word[i + 1] != "night":
        return Clock(hours[0]), hours[1]
    return None


def _named_hour(t: Tokens, i: int) -> Parsed:
    led = t.at(i - 1) in {"at", "by", "before", "until", "after", "since", "from"}
    found = lengths.part_of_day(t, i) if led or t.word[i] in {"noon", "midnight"} else None
    return (Clock(found[0]), found[1]) if found and t.at(found[1]) not in {"of", "raid", "raids"} else None


_RULES = _rules()
_NUMBER_RULES: tuple[Rule, ...] = (
    points.written_day,
    parts.written_year,
    parts.era,
    parts.part,
    lengths.clock,
    lengths.length,
)

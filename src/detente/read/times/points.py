"""Grammar of written days and months, feasts among them."""

from __future__ import annotations

from detente.read.times.periods import is_day
from detente.read.times.senses import Day, Nothing, Parsed
from detente.read.times.tokens import Tokens
from detente.read.times.words import (
    DOUBTFUL_MONTHS,
    DOUBTFUL_WEEKDAYS,
    FEASTS,
    MONTHS,
    WEEKDAYS,
    word_set,
)

_BEFORE_MONTH = word_set(
    """
    in of since until till by from to through throughout during before after last this next that each every
    early late mid between and or for a an the its his her their previous following on ( – - — / & :
    """
)
_FEASTS_BY_WORD = {first: [one for one in FEASTS.items() if one[0][0] == first] for first, *_ in FEASTS}


def month_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A capitalised month word at `i`, with its stop where it is shortened."""
    month = MONTHS.get(t.at(i))
    if month is None or not t.raw[i][0].isupper():
        return None
    short = len(t.word[i]) <= 4 and t.word[i] not in {"may", "june", "july"}
    return month, i + 2 if short and t.at(i + 1) == "." and t.glued(i + 1) else i + 1


def day_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A number that could count a day, as "4", "04" or "4th"; too large ones are for the caller to judge."""
    word = t.at(i)
    digits = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2) or (
        t.at(i + 1) == "%" and t.glued(i + 1)
    ):
        return None
    return int(digits), i + 1


def year_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """Four digits from 1000 to 2199."""
    word = t.at(i)
    if len(word) == 4 and word.isascii() and word.isdigit() and "1000" <= word < "2200":
        return int(word), i + 1
    return None


def written_day(t: Tokens, i: int) -> Parsed:
    """A day with its month, in any order, with or without weekday and year; an impossible one is Nothing."""
    weekday, j = None, i
    if (found := _weekday(t, i)) is not None:
        weekday, j = found, _skip(t, i + 1, {".", ",", "the"})
    parsed = _numeric(t, j) or _day_month(t, j) or _month_day(t, j)
    if parsed is None:
        return _weekday_number(t, i, weekday)
    day, j = parsed
    if isinstance(day, Day) and weekday is not None:
        day = Day(day.year, day.month, day.day, weekday, day.slashed)
    return day, j


def _weekday(t: Tokens, i: int) -> int | None:
    return WEEKDAYS.get(t.at(i)) if t.at(i) in WEEKDAYS and t.raw[i][0].isupper() else None


def _weekday_number(t: Tokens, i: int, weekday: int | None) -> Parsed:
    """The short form of agendas: "Tue 17", "Tue 1/10"."""
    if weekday is None or len(t.word[i]) > 5:
        return None
    if "/" in t.at(i + 1) and t.at(i + 1)[0].isdigit():
        day, month = (int(part) for part in t.word[i + 1].split("/")[:2])
        if t.at(i + 1).count("/") == 1 and is_day(0, month, day):
            return Day(None, month, day, weekday), i + 2
    found = day_at(t, i + 1)
    heads = i == 0 or t.raw[i].isupper()
    if found and 1 <= found[0] <= 31 and (heads or not t.at(i + 2).isalpha()) and t.at(i + 2) not in {":", "."}:
        return Day(None, None, found[0], weekday), found[1]
    return None


def _numeric(t: Tokens, i: int) -> Parsed:
    word = t.at(i)
    if len(word) >= 10 and word[4] == "-" and word[:4].isdigit():
        year, month, day = int(word[:4]), int(word[5:7]), int(word[8:10])
        return (Day(year, month, day), i + 1) if year and is_day(year, month, day) else (Nothing(), i + 1)
    for mark in "./":
        parts = word.split(mark)
        if (
            len(parts) != 3
            or not all(part.isascii() and part.isdigit() for part in parts)
            or len(parts[2]) != 4
        ):
            continue
        first, second, year = (int(part) for part in parts)
        as_day, as_us = is_day(year, second, first), mark == "/" and is_day(year, first, second)
        if not year or not (as_day or as_us):
            return Nothing(), i + 1
        if as_day and as_us and first != second:
            return Day(year, first, second, slashed=True), i + 1
        return (Day(year, second, first) if as_day else Day(year, first, second)), i + 1
    return None


def _day_month(t: Tokens, i: int) -> Parsed:
    j = i + 1 if t.at(i) == "the" else i
    found = day_at(t, j)
    if (
        not found
        or t.at(j - 1) in {"$", "€", "£", "."}
        or (t.glued(j) and t.at(j - 1) in {"-", "–"} and hung(t, j))
    ):
        return None
    day, j = found
    j = j + 1 if t.at(j) == "of" else j
    month = month_at(t, j)
    if month is None:
        return None
    year, end = year_after(t, month[1])
    return _judged(year, month[0], day, end)


def _month_day(t: Tokens, i: int) -> Parsed:
    month = month_at(t, i)
    if month is None:
        return None
    j = month[1] + 1 if t.at(month[1]) == "the" else month[1]
    found = day_at(t, j)
    if not found or (t.at(found[1]) == ":" and t.glued(found[1])):
        return None
    day, j = found
    if j == month[1] + 1 and t.word[j - 1].isdigit() and t.at(j) in {"million", "billion", "percent", "%"}:
        return None
    year, end = year_after(t, j)
    return _judged(year, month[0], day, end)


def year_after(t: Tokens, i: int) -> tuple[int | None, int]:
    """The year at `i`, after a comma or "of", with the index after it; None and `i` where there is none."""
    j = i + 1 if t.at(i) in {",", "of"} else i
    found = year_at(t, j)
    return found or (None, i)


def _judged(year: int | None, month: int, day: int, end: int) -> Parsed:
    return (Day(year, month, day), end) if is_day(year or 0, month, day) else (Nothing(), end)


def written_month(t: Tokens, i: int) -> Parsed:
    """A month, with or without its year ("June, 2021", "March of that year" without the last three words)."""
    month = month_at(t, i)
    if month is None:
        return None
    year, end = year_after(t, month[1])
    if year is not None:
        return Day(year, month[0]), end
    return (Day(None, month[0]), month[1]) if _is_month_word(t, i, month[1]) else None


def _is_month_word(t: Tokens, i: int, after: int) -> bool:
    """Whether a lone month word is the month and not a verb, a name or a shortened other word."""
    word, before = t.word[i], t.at(i - 1)
    if t.at(after) in {"-", "–"} and t.glued(after) and month_at(t, after + 1):
        return True
    if before in _BEFORE_MONTH and (not hung(t, i) or t.at(i - 2) in {"mid", "early", "late"}):
        return not (
            before in {"a", "an", "and", "or", "the"} and word == "may" and t.at(after) in {"be", "have", "not"}
        )
    if len(word) <= 4 and word not in {"may", "june", "july"}:
        return t.at(after - 1) == "." and i > 0
    if t.at(after) == "'s" or (t.raw[i].isupper() and i == 0):
        return True
    name_like = i > 0 and t.raw[i - 1][0].isupper() and t.raw[i - 1][0].isalpha()
    is_first_name = word in {"april", "june"} and after < t.size and t.raw[after][0].isupper()
    return word not in DOUBTFUL_MONTHS and not name_like and not is_first_name


def hung(t: Tokens, i: int) -> bool:
    """Whether the token at `i` hangs by a hyphen on letters before it, as in Su-25."""
    return i >= 2 and t.at(i - 2).isalpha() and t.glued(i) and t.glued(i - 1)


def feast(t: Tokens, i: int) -> Parsed:
    """Christmas, New Year's Eve and the like, with or without a year."""
    for words, (month, day) in _FEASTS_BY_WORD.get(t.at(i), ()):
        if t.word[i : i + len(words)] == words and t.raw[i][0].isupper():
            year, end = year_after(t, i + len(words))
            return Day(year, month, day), end
    return None


def _skip(t: Tokens, i: int, marks: set[str]) -> int:
    while t.at(i) in marks:
        i += 1
    return i


def is_short_weekday(t: Tokens, i: int) -> bool:
    """Whether the weekday at `i` is a shortened one that needs a mark after it ("Sat:")."""
    return t.word[i] in DOUBTFUL_WEEKDAYS

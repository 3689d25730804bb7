"""Grammar of written dates: days, months, years, decades, centuries, and parts of them."""

from __future__ import annotations

from detente.read.times.numbers import ordinal_at
from detente.read.times.periods import is_day
from detente.read.times.senses import Day, Edge, Era, Nothing, Parsed, Part, Sense, Within, Year
from detente.read.times.tokens import Tokens
from detente.read.times.words import (
    DETERMINERS,
    DOUBTFUL_MONTHS,
    DOUBTFUL_WEEKDAYS,
    FEASTS,
    MONTHS,
    SEASONS,
    WEEKDAYS,
)

_BEFORE_MONTH = frozenset(
    """in of since until till by from to through throughout during before after last this next that each every early
    late mid between and or for a an the its his her their previous following on ( – - — / & :""".split()  # noqa: SIM905
)
_BEFORE_YEAR = frozenset(
    """in of since until till by from to through throughout during before after the early late mid between and or for
    circa around about ( – - — / , ' as early late ; : than """.split()  # noqa: SIM905
)
_COUNTED = frozenset(
    """people men women soldiers troops tonnes tons km kilometres kilometers miles metres meters euros dollars rubles
    roubles pounds barrels percent per cent mw megawatts kg litres liters feet hectares acres times victims refugees
    migrants prisoners civilians children jobs workers points volts hp rounds copies words""".split()  # noqa: SIM905
)
_NUMBER_SIGNS = frozenset(
    ["$", "€", "£", "¥", "₽", "₼", "#", "no", "nos", "number", "article", "resolution", "page", "flight"]
)
_EDGES = {
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "onset": "START",
    "dawn": "START",
    "middle": "MID",
    "end": "END",
    "close": "END",
}
_EARLY = {"early": "START", "mid": "MID", "late": "END"}


_FEASTS_BY_WORD = {first: [one for one in FEASTS.items() if one[0][0] == first] for first, *_ in FEASTS}


def month_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A capitalised month word at `i`, with its stop where it is shortened."""
    month = MONTHS.get(t.at(i))
    if month is None or not t.raw[i][0].isupper():
        return None
    short = len(t.word[i]) <= 4 and t.word[i] not in {"may", "june", "july"}
    return month, i + 2 if short and t.at(i + 1) == "." and t.glued(i + 1) else i + 1


def day_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A number that could count a day, as "4", "04" or "4th"; also too large ones, to be judged by the caller."""
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
        return (Day(year, month, day), i + 1) if is_day(year, month, day) and year else (Nothing(), i + 1)
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
        or (t.glued(j) and t.at(j - 1) in {"-", "–"} and _named(t, j))
    ):
        return None
    day, j = found
    j = j + 1 if t.at(j) == "of" else j
    month = month_at(t, j)
    if month is None:
        return None
    year, end = _year_after(t, month[1])
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
    year, end = _year_after(t, j)
    return _judged(year, month[0], day, end)


def _year_after(t: Tokens, i: int) -> tuple[int | None, int]:
    j = i + 1 if t.at(i) in {",", "of"} else i
    found = year_at(t, j)
    return found if found else (None, i)


def _judged(year: int | None, month: int, day: int, end: int) -> Parsed:
    return (Day(year, month, day), end) if is_day(year or 0, month, day) else (Nothing(), end)


def written_month(t: Tokens, i: int) -> Parsed:
    """A month, with or without its year ("June, 2021", "March of that year" without the last three words)."""
    month = month_at(t, i)
    if month is None:
        return None
    year, end = _year_after(t, month[1])
    if year is not None:
        return Day(year, month[0]), end
    return (Day(None, month[0]), month[1]) if _is_month_word(t, i, month[1]) else None


def _is_month_word(t: Tokens, i: int, after: int) -> bool:
    """Whether a lone month word is the month and not a verb, a name or a shortened other word."""
    word, before = t.word[i], t.at(i - 1)
    if t.at(after) in {"-", "–"} and t.glued(after) and month_at(t, after + 1):
        return True
    if before in _BEFORE_MONTH and (not _named(t, i) or t.at(i - 2) in {"mid", "early", "late"}):
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


def _named(t: Tokens, i: int) -> bool:
    """Whether the token at `i` hangs by a hyphen on letters before it, as in Su-25."""
    return i >= 2 and t.at(i - 2).isalpha() and t.glued(i) and t.glued(i - 1)


def written_year(t: Tokens, i: int) -> Parsed:
    """A year that stands alone, and '82."""
    if t.at(i) in {"'", "‘"} and len(t.at(i + 1)) == 2 and t.word[i + 1].isdigit() and t.glued(i + 1):
        return Year(int(t.word[i + 1]), short=True), i + 2
    found = year_at(t, i)
    if found is None or not 1500 <= found[0] < 2100 or not _is_year_word(t, i):
        return None
    return Year(found[0]), found[1]


def _is_year_word(t: Tokens, i: int) -> bool:
    before, after = t.at(i - 1), t.at(i + 1)
    hung = t.glued(i) and (before.isalpha() or before in {".", "#", "@", "_", "/"} or _named(t, i))
    if before in _NUMBER_SIGNS or hung or (before == "." and t.at(i - 2) in {"no", "nos"}):
        return _named_year(t, i)
    if after in {"%", "-", "$", "€"} and t.glued(i + 1) and not t.at(i + 2)[:2].isdigit() and after != "-":
        return False
    if after in _COUNTED or (after in {"million", "billion", "mm"}):
        return False
    if before in _BEFORE_YEAR or before in DETERMINERS or i == 0:
        return not (
            after.endswith("s")
            and after.isalpha()
            and before in {"than", "about", "around"}
            and len(after) > 4
        )
    return not (
        after.isalpha()
        and t.raw[i + 1][0].islower()
        and after.endswith("s")
        and after not in {"was", "is", "has"}
    )


def _named_year(t: Tokens, i: int) -> bool:
    """ "post-2020", "pre-1991", "mid-2011": hung on a hyphen and a year all the same."""
    return _named(t, i) and t.at(i - 2) in {"post", "pre", "mid", "since", "early", "late", "may", *MONTHS}


def era(t: Tokens, i: int) -> Parsed:
    """The 1990s, the '90s, the 20th century."""
    j = i + 1 if t.at(i) == "the" else i
    word = t.at(j)
    if len(word) == 5 and word[:4].isdigit() and word.endswith("0s") and "1500" <= word[:4] < "2100":
        return Era("DE", int(word[:4])), j + 1
    if (
        t.at(j) in {"'", "‘"}
        and len(t.at(j + 1)) == 3
        and t.word[j + 1].endswith("0s")
        and t.word[j + 1][:2].isdigit()
    ):
        return Era("DE", int(t.word[j + 1][:2]), short=True), j + 2
    number = ordinal_at(t, j)
    if number and 1 <= number[0] <= 21:
        k = number[1] + 1 if t.at(number[1]) == "-" else number[1]
        if t.at(k) == "century":
            return Era("CE", number[0]), k + 1
    return None


def feast(t: Tokens, i: int) -> Parsed:
    """Christmas, New Year's Eve and the like, with or without a year."""
    for words, (month, day) in _FEASTS_BY_WORD.get(t.at(i), ()):
        if t.word[i : i + len(words)] == words and t.raw[i][0].isupper():
            year, end = _year_after(t, i + len(words))
            return Day(year, month, day), end
    return None


def season(t: Tokens, i: int) -> Parsed:
    """A season with its year, or one that "the" or "in" makes a time: "in the spring of 2016", "winter 2019-20"."""
    j = i + 1 if t.at(i) == "the" else i
    code = SEASONS.get(t.at(j))
    if code is None:
        return None
    k = j + 2 if t.at(j + 1) in {"of", ","} else j + 1
    if (found := year_at(t, k)) is not None:
        end = found[1]
        if (
            code == "WI"
            and t.at(end) in {"-", "–", "/"}
            and len(t.at(end + 1)) in {2, 4}
            and t.at(end + 1).isdigit()
        ):
            end += 2
        return Within(Part(code, 1), Year(found[0])), end
    return (Part(code, 1), j + 1) if _is_season_word(t, i, j) else None


def _is_season_word(t: Tokens, i: int, j: int) -> bool:
    before, after, word = t.at(i - 1), t.at(j + 1), t.word[j]
    if word == "fall" or (word == "spring" and after in {"up", "from", "to", "water"}):
        return (
            before in {"in", "this", "since", "by", "until"}
            and j > i
            and after not in {"of", "in"}
            and word != "fall"
        )
    if before in {
        "in",
        "by",
        "before",
        "until",
        "since",
        "during",
        "from",
        "through",
        "late",
        "early",
        "after",
        "last",
    }:
        return after not in {"of", "'s"} or word == "winter"
    return j > i and before == "over" and not after.isalpha()


def part(t: Tokens, i: int) -> Parsed:
    """The first quarter, the second half, the last week of a written or understood time."""
    j = i + 1 if t.at(i) in {"the", "its"} else i
    found = ordinal_at(t, j)
    if found is None:
        return _quarter_code(t, j)
    number, j = found
    unit = {"quarter": "Q", "half": "H", "week": "W", "weekend": "WE"}.get(t.at(j))
    if unit is None or number > {"Q": 4, "H": 2, "W": 5, "WE": 5}[unit] or j == i + 1 and number == -1:
        return None
    if (year := year_at(t, j + 1)) is not None:
        return Within(Part(unit, number), Year(year[0])), year[1]
    understood = unit in {"Q", "H"} and t.at(i - 1) in {"in", "for", "during", "of", "by"}
    return (Part(unit, number), j + 1) if understood or t.at(j + 1) in {"of", "last", "this"} else None


def _quarter_code(t: Tokens, i: int) -> Parsed:
    if t.at(i) != "q" or t.at(i + 1) not in {"1", "2", "3", "4"} or not t.glued(i + 1):
        return None
    year = year_at(t, i + 2)
    code = Part("Q", int(t.word[i + 1]))
    return (Within(code, Year(year[0])), year[1]) if year else (code, i + 2)


def edge_at(t: Tokens, i: int) -> tuple[str, bool, int] | None:
    """Words that cut a time: ("early", "mid-", "late in", "the end of") with the index after them."""
    j = i + 1 if t.at(i) == "the" else i
    if (edge := _EARLY.get(t.at(j))) is not None:
        j += 1
        if t.at(j) == "-" or (t.at(j) in {"in", "on"} and t.at(i) != "the" and edge != "MID"):
            j += 1
        return edge, False, j
    j = j + 1 if t.at(j) == "very" else j
    if (edge := _EDGES.get(t.at(j))) is not None and t.at(j + 1) == "of" and j > i:
        return edge, True, j + 2
    return None


def cut(edge: str, exact: bool, of: Sense) -> Sense:
    """The edge of a sense."""
    return of if isinstance(of, Nothing) else Edge(edge, of, exact)


def _skip(t: Tokens, i: int, marks: set[str]) -> int:
    while t.at(i) in marks:
        i += 1
    return i


def is_short_weekday(t: Tokens, i: int) -> bool:
    """Whether the weekday at `i` is a shortened one that needs a mark after it ("Sat:")."""
    return t.word[i] in DOUBTFUL_WEEKDAYS

"""Grammar of written years, decades, centuries, seasons, and of parts of a year or month."""

from __future__ import annotations

from detente.read.times.numbers import ordinal_at
from detente.read.times.points import hung, year_at
from detente.read.times.senses import Edge, Era, Nothing, Parsed, Part, Sense, Within, Year
from detente.read.times.tokens import Tokens
from detente.read.times.words import DETERMINERS, MONTHS, SEASONS, word_set

_BEFORE_YEAR = word_set(
    """
    in of since until till by from to through throughout during before after the early late mid between and or
    for circa around about ( – - — / , ' as ; : than
    """
)
_COUNTED = word_set(
    """
    people men women soldiers troops tonnes tons km kilometres kilometers miles metres meters euros dollars
    rubles roubles pounds barrels percent per cent mw megawatts kg litres liters feet hectares acres times
    victims refugees migrants prisoners civilians children jobs workers points volts hp rounds copies words
    million billion mm
    """
)
_NUMBER_SIGNS = word_set("$ € £ ¥ ₽ ₼ # no nos number article resolution page flight")
_BEFORE_SEASON = word_set("in by before until since during from through late early after last")
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
    glued = t.glued(i) and (before.isalpha() or before in {".", "#", "@", "_", "/"} or hung(t, i))
    if before in _NUMBER_SIGNS or glued or (before == "." and t.at(i - 2) in {"no", "nos"}):
        return _hung_year(t, i)
    if after in _COUNTED or (after in {"%", "$", "€"} and t.glued(i + 1)):
        return False
    counts = after.isalpha() and t.raw[i + 1][0].islower() and after.endswith("s")
    if before in _BEFORE_YEAR or before in DETERMINERS or i == 0:
        return not (counts and before in {"than", "about", "around", "and", "or"})
    return not (counts and after not in {"was", "is", "has"})


def _hung_year(t: Tokens, i: int) -> bool:
    """Post-2020, pre-1991, mid-2011: hung on a hyphen and a year all the same."""
    return hung(t, i) and t.at(i - 2) in {"post", "pre", "mid", "since", "early", "late", "may", *MONTHS}


def era(t: Tokens, i: int) -> Parsed:
    """The 1990s, the '90s, the 20th century."""
    j = i + 1 if t.at(i) == "the" else i
    word = t.at(j)
    if len(word) == 5 and word[:4].isdigit() and word.endswith("0s") and "1500" <= word[:4] < "2100":
        return Era("DE", int(word[:4])), j + 1
    decade = t.at(j + 1) if word in {"'", "‘"} else ""
    if len(decade) == 3 and decade.endswith("0s") and decade[:2].isdigit():
        return Era("DE", int(decade[:2]), short=True), j + 2
    number = ordinal_at(t, j)
    if number and 1 <= number[0] <= 21:
        k = number[1] + 1 if t.at(number[1]) == "-" else number[1]
        if t.at(k) == "century":
            return Era("CE", number[0]), k + 1
    return None


def season(t: Tokens, i: int) -> Parsed:
    """A season with its year ("winter 2019-20"), or one that "the" or "in" makes a time."""
    j = i + 1 if t.at(i) == "the" else i
    code = SEASONS.get(t.at(j))
    if code is None:
        return None
    found = year_at(t, j + 2 if t.at(j + 1) in {"of", ","} else j + 1)
    if found is None:
        return (Part(code, 1), j + 1) if _is_season_word(t, i, j) else None
    year, end = found
    spans = code == "WI" and t.at(end) in {"-", "–", "/"} and len(t.at(end + 1)) in {2, 4}
    return Within(Part(code, 1), Year(year)), end + 2 if spans and t.at(end + 1).isdigit() else end


def _is_season_word(t: Tokens, i: int, j: int) -> bool:
    before, after, word = t.at(i - 1), t.at(j + 1), t.word[j]
    if word == "fall" or (word == "spring" and after in {"up", "from", "to", "water"}):
        return False
    if before in _BEFORE_SEASON:
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
    if unit is None or number > {"Q": 4, "H": 2, "W": 5, "WE": 5}[unit]:
        return None
    if number == -1 and j == i + 1:
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

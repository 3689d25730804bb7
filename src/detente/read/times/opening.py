"""Open ends: what "since", "until", "by", "before", "after", "from" before a date make of its bounds."""

from __future__ import annotations

from dataclasses import dataclass

from detente.read.times import periods
from detente.read.times.periods import Period
from detente.read.times.tokens import Tokens
from detente.read.times.words import word_set

_BEGINS = frozenset(["since", "after", "from", "starting", "beginning", "onwards", "post"])
_ENDS = frozenset(["until", "till", "by", "before", "through", "pre", "til"])
_COMPARES = frozenset(["compared", "compare", "comparison", "than", "versus", "vs", "against", "contrast"])
_NOT_FROM = word_set(
    """
    up down rise rose increase increased increases decrease decreased drop dropped fell fall growth grew gain
    improvement dating date dates data figures different change changed slide decline declined jump apart
    picture photo footage image letter report higher lower
    """
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last date, each None where open, and the EDTF interval."""

    begin: str | None
    end: str | None
    edtf: str


def lead_of(t: Tokens, first: int) -> str:
    """The word before the expression that opens an end (since, until, by, before, ...), or an empty string."""
    k = first - 1
    if t.at(k) in {"at", "least", "as", "about", "around", "early"} and t.at(k - 1) not in {"", "in"}:
        k -= 2 if t.at(k) == "least" and t.at(k - 1) == "at" else 1
    if t.at(k) == "-" and t.glued(first):
        k -= 1
    word = t.at(k)
    if word == "until" and t.at(k - 1) == "not":
        return ""
    if word == "than" and t.at(k - 1) in {"later", "earlier"} and t.at(k - 2) in {"no", "not"}:
        return "by" if t.at(k - 1) == "later" else "from"
    if word in {"on", "in", "with"} and t.at(k - 1) in {"starting", "beginning"}:
        return "from"
    if word == "of" and t.at(k - 1) == "as" and t.at(k - 2) != "such":
        return ""
    if word == "from" and any(t.at(k - back) in _NOT_FROM for back in (1, 2, 3)):
        return ""
    return word if word in _BEGINS or word in _ENDS else ""


def is_compared(t: Tokens, first: int) -> bool:
    """Whether the date is only the base of a comparison ("compared to 2023", "from the previous year")."""
    back = [t.at(first - one) for one in range(1, 5)]
    if "from" in back[:2] and any(t.at(first - one) in _NOT_FROM for one in range(2, 6)):
        return True
    return any(word in _COMPARES for word in back)


def opened(period: Period, lead: str, to_last_day: bool = False) -> Bounds:
    """The bounds of a period under the word before it; `to_last_day` for "by the end of"."""
    if lead in _BEGINS:
        return Bounds(period.begin, None, f"{period.begin}/..")
    if lead in _ENDS:
        end = period.last.isoformat() if to_last_day else _last_before(period, lead)
        return Bounds(None, end, f"../{end}")
    return Bounds(period.begin, period.end, period.edtf)


def _last_before(period: Period, lead: str) -> str:
    """The end of what lies before a year or a longer time; months and days keep their own name."""
    if (
        lead in {"before", "pre"}
        and period.begin == period.end
        and period.unit == "Y"
        and period.first.year > periods.FIRST_YEAR
    ):
        return f"{period.first.year - 1:04}"
    return period.end

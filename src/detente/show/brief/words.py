"""The brief's words: what codes, dates and numbers are called in plain English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from detente.show.brief.data import EventRow
from detente.show.brief.labels import BODIES, MODES, NUMBERS, PRONOUNS, TYPES

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def type_words(event_type: str, mode: str | None) -> str:
    """`CONSULT`, `visit` as "Meeting or talks: visit"."""
    name = TYPES.get(event_type, event_type.capitalize())
    return f"{name}: {MODES.get(mode, mode.replace('-', ' '))}" if mode else name


def country_words(code: str | None, countries: Mapping[str, str]) -> str:
    """The name of a country or body, its code where no name is known."""
    if code is None:
        return "unknown"
    return countries.get(code) or BODIES.get(code) or code


def dyad_words(dyad: str, countries: Mapping[str, str], between: str = " and ") -> str:
    """`AZE-RUS` as "Azerbaijan and Russia"."""
    return between.join(country_words(code, countries) for code in dyad.split("-"))


def direction_words(direction: str, countries: Mapping[str, str]) -> str:
    """`RUS>AZE` as "Russia → Azerbaijan", `AZE<>RUS` as "Azerbaijan ↔ Russia"."""
    for sign, arrow in (("<>", " ↔ "), (">", " → "), ("<", " ← ")):
        one, found, other = direction.partition(sign)
        if found:
            return f"{country_words(one.strip(), countries)}{arrow}{country_words(other.strip(), countries)}"
    return direction


def telling_name(name: str, country: str) -> str | None:
    """The name of a party where it says more than its country: not "Russia", "Russian" or "it" for Russia."""
    words = name.casefold().split()
    stem = country.removeprefix("the ").casefold()[:4]
    if not words or " ".join(words) in PRONOUNS or country.casefold().endswith(" ".join(words)):
        return None
    return None if len(words) == 1 and stem and words[0].startswith(stem) else name


def party_words(name: str, code: str | None, countries: Mapping[str, str]) -> str:
    """A party with its country: "Russia", "Ana Paz (Peru)", "rebels"."""
    if not code:
        return name
    country = country_words(code, countries)
    told = telling_name(name, country)
    if told is None:
        return country
    return told if country.casefold() in told.casefold() else f"{told} ({country})"


def between_words(event: EventRow, countries: Mapping[str, str]) -> str:
    """Who did it to whom on one line: "Russia → Azerbaijan"; where neither is named, the pair it touches."""
    who = ", ".join(dict.fromkeys(party_words(*party, countries) for party in event.actors))
    whom = ", ".join(dict.fromkeys(party_words(*party, countries) for party in event.others()))
    if not who and not whom and event.dyads:
        return dyad_words(event.dyads[0], countries)
    if event.reciprocal and not whom:
        return f"{who} ↔ each other"
    return f"{who or 'not named'} {'↔' if event.reciprocal else '→'} {whom or 'not named'}"


def date_words(start: str | None, end: str | None = None, edtf: str | None = None) -> str:
    """A date or a span of dates at its own precision: "22 Feb 2022", "Jan–Sep 2024", "since 2000"."""
    if edtf:
        return edtf_words(edtf)
    if start and end and start != end:
        return _span_words(start, end)
    if start or end:
        return edtf_words(start or f"../{end}")
    return "no date"


def edtf_words(edtf: str) -> str:
    """An EDTF date, interval, decade or season in words; what it cannot say stays as it is."""
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _span_words(first, last)
    marked = edtf.rstrip("~?%")
    loose = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(edtf[len(marked) :][:1], "")
    return loose + _one_date(marked)


def number_words(count: int) -> str:
    """Counts up to twelve in words, as in running text."""
    return NUMBERS[count] if 0 <= count <= 12 else f"{count:,}"


def capital(words: str) -> str:
    """The words with their first letter raised and the rest as it was."""
    return words[:1].upper() + words[1:]


def counted(count: int, one: str, many: str | None = None) -> str:
    """`3, "event"` as "three events"."""
    return f"{number_words(count)} {one if count == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """ "a, b and c"."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def value_words(value: float, high: float | None, unit: str | None) -> str:
    """A figure's value with its unit: "4.8 billion USD", "5–7 %", "12 soldiers"."""
    amount = _amount(value) if high is None or high == value else f"{_amount(value)}–{_amount(high)}"
    return f"{amount} {_unit(unit, one=high is None and value == 1)}".strip()


def _amount(value: float) -> str:
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{_trimmed(value / scale)} {name}"
    return _trimmed(value)


def _trimmed(value: float) -> str:
    return f"{round(value, 3):,.3f}".rstrip("0").rstrip(".")


def _unit(unit: str | None, *, one: bool) -> str:
    if not unit or unit == "count":
        return ""
    if unit == "percent":
        return "%"
    if unit.startswith("count of "):
        return unit.removeprefix("count of ").replace("_", " ")
    measure = unit.replace("_", " ")
    plural = not one and measure.islower() and len(measure) > 3 and not measure.endswith("s")
    return f"{measure}s" if plural else measure


def _span_words(first: str, last: str) -> str:
    open_start, open_end = first in {"", ".."}, last in {"", ".."}
    if open_start and open_end:
        return "no date"
    if open_start:
        return f"until {edtf_words(last)}"
    if open_end:
        return f"since {edtf_words(first)}"
    if first == last:
        return edtf_words(first)
    one, other = _DATE.fullmatch(first), _DATE.fullmatch(last)
    if one and other and one[1] == other[1] and one[2] and other[2]:
        return _within_year(one, other)
    return f"{edtf_words(first)}–{edtf_words(last)}"


def _within_year(one: re.Match[str], other: re.Match[str]) -> str:
    same_month = one[2] == other[2] and one[3] and other[3]
    start = str(int(one[3])) if same_month else _one_date(one[0]).rsplit(" ", 1)[0]
    return f"{start}–{_one_date(other[0])}"


def _one_date(text: str) -> str:
    if re.fullmatch(r"\d{3}X", text):
        return f"{text[:3]}0s"
    if re.fullmatch(r"\d\dXX", text):
        return f"{text[:2]}00s"
    found = _DATE.fullmatch(text.replace("-XX", ""))
    if not found:
        return text
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if not 1 <= month <= 12:
        return year
    return f"{day} {MONTHS[month - 1]} {year}" if day else f"{MONTHS[month - 1]} {year}"

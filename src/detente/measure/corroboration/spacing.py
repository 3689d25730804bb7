"""Dates told by their distance from an occurrence: "two days before the invasion" against "a day before" it.

Each distance is counted from a day that the text gives, or that texts give the agreement it speaks of. Where
two texts count from one day to one occurrence and arrive at different days, they contradict each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from detente.coding.lexicon import lexicon
from detente.measure.corroboration.agreements import clusters, date_of
from detente.measure.corroboration.comparison import CONTRADICTS, CORROBORATES, Comparison
from detente.measure.corroboration.material import Material, Text
from detente.terms import When

_HINT = re.compile(r"\b(?:days?|weeks?)\s+(?:before|after|prior|earlier|later|following)\b", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d{1,4})([DW])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = {"D": 1, "W": 7}


@dataclass(frozen=True, slots=True)
class Distance:
    """An occurrence so many days from a known day, and the words that say so."""

    text: Text
    start: int
    end: int
    reference: date
    days: int
    occurrence: str
    countries: frozenset[str]
    around: frozenset[str]

    @property
    def day(self) -> date:
        """The day of the occurrence."""
        return self.reference + timedelta(days=self.days)


def compare(material: Material) -> Iterator[Comparison]:
    """What the distances that the documents give from one day to one occurrence say of its date."""
    dated = _dated(material)
    found: dict[tuple[str, date], list[Distance]] = defaultdict(list)
    for text in material.texts.values():
        if _HINT.search(text.text):
            for distance in _distances(text, dated):
                found[distance.occurrence, distance.reference].append(distance)
    for key in sorted(found):
        for one, other in combinations(found[key], 2):
            if one.text.id != other.text.id and _one_occurrence(one, other):
                yield _comparison(one, other)


def _one_occurrence(one: Distance, other: Distance) -> bool:
    """Whether two occurrences share a country, or each names only countries of the other's sentence."""
    if one.countries & other.countries:
        return True
    return (
        bool(one.countries and other.countries)
        and one.countries <= other.around
        and other.countries <= one.around
    )


def _dated(material: Material) -> dict[str, list[tuple[int, int, date]]]:
    """Where each document names an agreement whose day some document gives."""
    places: dict[str, list[tuple[int, int, date]]] = {}
    for cluster in clusters(material):
        day = date_of(cluster)
        if day and _DAY.fullmatch(day):
            for named in cluster:
                place = (named.row["start_char"], named.row["end_char"], date.fromisoformat(day))
                places.setdefault(named.document, []).append(place)
    return places


def _distances(text: Text, dated: dict[str, list[tuple[int, int, date]]]) -> Iterator[Distance]:
    for when in text.times:
        length = _LENGTH.fullmatch(when.value)
        at = text.sentence_at(when.start)
        if when.anchor != "event" or when.anchor_span is None or not length or at < 0:
            continue
        sentence = text.sentences[at]
        cue = lexicon("occurrences").first(text.text, when.anchor_span.start, when.anchor_span.end)
        reference = _reference(text, when, (sentence.start, sentence.end), dated.get(text.id, ()))
        if cue is None or reference is None:
            continue
        sign = 1 if when.mod == "BEFORE" else -1
        countries = _countries(text, when.anchor_span.start, when.anchor_span.end)
        days = sign * int(length[1]) * _DAYS[length[2]]
        around = _countries(text, sentence.start, sentence.end)
        yield Distance(text, when.start, when.anchor_span.end, reference, days, cue.label, countries, around)


def _countries(text: Text, start: int, end: int) -> frozenset[str]:
    return frozenset(
        name.country for name in text.names_in(start, end) if name.kind not in ("anaphor", "group")
    )


def _reference(
    text: Text, when: When, within: tuple[int, int], dated: Sequence[tuple[int, int, date]]
) -> date | None:
    """The one day that a distance is counted from: written in its sentence, else that of an agreement there."""
    days = {
        date.fromisoformat(other.begin)
        for other in text.times_in(*within)
        if other is not when and other.begin == other.end_date and other.begin and _DAY.fullmatch(other.begin)
    }
    days = days or {day for start, end, day in dated if within[0] <= start and end <= within[1]}
    return days.pop() if len(days) == 1 else None


def _comparison(one: Distance, other: Distance) -> Comparison:
    same = one.day == other.day
    countries = ", ".join(sorted(one.countries | other.countries))
    fields = (
        f"occurrence: {one.occurrence}",
        f"countries: {countries}",
        f"counted from: {one.reference.isoformat()}",
        f"distance: {_words(one)} and {_words(other)}",
    )
    about = f"date of the {one.occurrence}, {'-'.join(sorted(one.countries | other.countries))}"
    witnesses = tuple(
        d.text.witness(d.start, d.end, f"{_words(d)}, so {d.day.isoformat()}") for d in (one, other)
    )
    if same:
        reason = f"both count from {one.reference.isoformat()} to {one.day.isoformat()}"
        return Comparison(CORROBORATES, "date", about, fields, reason, (witnesses,))
    reason = (
        f"counted from {one.reference.isoformat()}, one puts it on {one.day.isoformat()}, "
        f"the other on {other.day.isoformat()}"
    )
    return Comparison(CONTRADICTS, "date", about, fields, reason, tuple((w,) for w in witnesses))


def _words(distance: Distance) -> str:
    number = abs(distance.days)
    way = "after" if distance.days > 0 else "before"
    return f"{number} day{'' if number == 1 else 's'} {way} {distance.reference.isoformat()}"

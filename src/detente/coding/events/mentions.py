"""Which name mentions the event coder may choose parties from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.terms import Mention, NameKind, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MENTION_KINDS = (
    NameKind.STATE,
    NameKind.CAPITAL,
    NameKind.DEMONYM,
    NameKind.BODY,
    NameKind.OFFICE,
    NameKind.PERSON,
    NameKind.AGENCY,
    NameKind.COMPANY,
    NameKind.ARMED_GROUP,
    NameKind.PLACE,
    NameKind.GROUP,
    NameKind.ANAPHOR,
)
"""The order in which the model's weights know the kinds."""


def country_mentions(names: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions that carry a country, in order of the text."""
    return tuple(sorted((m for m in names if m.country), key=lambda m: (m.start, m.end, m.country or "")))


def dated(times: Iterable[When]) -> tuple[When, ...]:
    """The time expressions that an event can be dated by: those that give a first or last day."""
    return tuple(t for t in times if t.begin or t.end_date)


RANKS = 5
"""Ranks of salience that the model tells apart: the most mentioned country, ..., and all from the fifth on."""


def salience(mentions: Iterable[Mention]) -> dict[str, int]:
    """Rank of each country by how often a text mentions it: 0 the most, ties to the first mentioned."""
    counts = Counter(m.country for m in mentions if m.country)
    ordered = sorted(counts, key=lambda country: -counts[country])
    return {country: min(rank, RANKS - 1) for rank, country in enumerate(ordered)}


def ranks_of(countries: Sequence[str], by_country: Mapping[str, int]) -> list[int]:
    """The rank of each of the countries; the last rank for one that is not known."""
    return [by_country.get(country, RANKS - 1) for country in countries]

"""The longest dictionary entries in a sentence, left to right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from detente.read.names.dictionary import Entry, Index, Row
from detente.read.names.places import Places
from detente.read.names.tokens import Words, fits_case

Choose = Callable[[list[Entry]], Row | None]
Spot = tuple[list[Entry], int]
_NOTHING: Spot = ([], 0)


@dataclass(frozen=True, slots=True)
class Hit:
    """Dictionary row found at words `first` to `last` (exclusive) of a sentence."""

    first: int
    last: int
    row: Row


def longest(words: Words, at: int, index: Index) -> tuple[list[Entry], int]:
    """The entries of the longest surface that starts at a word, with the number of words; ([], 0) if none."""
    limit = min(index.depth.get(words.keys[at], 0), len(words) - at)
    found: list[Entry] = []
    length = 0
    key = ""
    for count in range(1, limit + 1):
        if count > 1:
            gap = words.joints[at + count - 2]
            if gap is None:
                break
            key += gap
        key += words.keys[at + count - 1]
        entries = index.entries.get(key)
        if entries:
            forms = words.forms[at : at + count]
            fitting = [entry for entry in entries if fits_case(entry.forms, forms)]
            if fitting:
                found, length = fitting, count
    return found, length


def spots_of(words: Words, index: Index) -> list[Spot]:
    """For each word of a sentence the entries of the longest surface that starts there."""
    depth = index.depth
    return [longest(words, at, index) if key in depth else _NOTHING for at, key in enumerate(words.keys)]


def hits_of(
    words: Words, spots: list[Spot], choose: Choose, places: Places | None, countries: Counter[str]
) -> list[Hit]:
    """All hits of one sentence, none overlapping; `choose` picks among rows of one surface, or none.

    Where no dictionary has the word, `places` is asked, which weighs namesakes by the `countries` named.
    """
    hits: list[Hit] = []
    at = 0
    while at < len(spots):
        entries, length = spots[at]
        row = choose(entries) if entries else None
        if row is None and places is not None and words.forms[at][0].isupper():
            place = places.at(words, at, countries)
            if place is not None:
                row, length = place
        if row is None:
            at += 1
            continue
        hits.append(Hit(at, at + length, row))
        at += length
    return hits

"""How alike two quotes are in their words: the cosine of their TF-IDF vectors, in 0-1."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

Weights = dict[str, float]

_WORD = re.compile(r"[^\W_]+")
_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december today yesterday tomorrow week month year day
"""
_FUNCTION = """
a about after again against all also an and any are as at be because been before began begin begun being
between both but by can could did do does during each for from had has have he her his how if in into is it
its more most new no not of off on once or other our out over own s said same say says she should since so
some start started such than that the their them then there these they this those through to two under up
upon was we were what when where which while who will with would
"""
_COUNT = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
_COUNTS = frozenset(_COUNT.split())
_LEFT_OUT = frozenset((_CALENDAR + _FUNCTION).split())
_ENDINGS = ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ed", "es", "s", "e")


def tokens(text: str, without: Collection[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The stems of the content words of `text`, in order, leaving out those inside the spans `without`.

    Function words, days, months and years are left out: dates are compared as dates.
    """
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group().lower()
        if any(start < stop and begin < end for begin, stop in without):
            continue
        if word in _LEFT_OUT or (word.isdigit() and len(word) == 4):
            continue
        found.append(_stem(word))
    return tuple(found)


def weigh(quotes: Sequence[tuple[str, ...]]) -> list[Weights]:
    """The unit TF-IDF vector of each quote, the document frequencies taken over all of them."""
    frequency = Counter(token for quote in quotes for token in set(quote))
    rarity = {token: math.log((1 + len(quotes)) / (1 + n)) + 1 for token, n in frequency.items()}
    return [
        _unit({token: n * rarity[token] for token, n in sorted(Counter(quote).items())}) for quote in quotes
    ]


def likeness(one: Weights, other: Weights) -> float:
    """The cosine of two unit vectors; 0 where either is empty. Symmetric to the last bit."""
    return min(1.0, math.fsum(weight * other[token] for token, weight in one.items() if token in other))


def held(one: Weights, other: Weights) -> float:
    """The share of the shorter quote's words, by weight, that stand in the longer; 0 where either is empty."""
    shorter, longer = sorted((one, other), key=lambda words: (len(words), sorted(words)))
    whole = math.fsum(shorter.values())
    shared = math.fsum(weight for token, weight in shorter.items() if token in longer)
    return shared / whole if whole and longer else 0.0


def numbers(text: str) -> frozenset[str]:
    """The counts in a text, in digits or in words up to twenty; years are none."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(w for w in words if w in _COUNTS or (w.isdigit() and len(w) != 4))


def _unit(vector: Weights) -> Weights:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {token: weight / length for token, weight in vector.items()} if length else {}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word

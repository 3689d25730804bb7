"""Passages printed twice: doubled titles and captions, teasers, pull quotes."""

from __future__ import annotations

from collections import Counter, defaultdict

from detente.ingest.blocks import Block, words_of
from detente.terms import Zone

LONGEST_QUOTE = 450
FEWEST_WORDS = 8
SHINGLE = 3


def repeated(blocks: list[Block]) -> dict[int, Zone]:
    """Which blocks, by position, repeat another: `REPEATED` or `PULL_QUOTE`.

    An exact copy is REPEATED from its second printing on. A short block whose words stand nearly all, and in
    order, inside a longer one is a pull quote, or a teaser (REPEATED) where the longer one opens with it and
    follows it; copies with a phrase missing count. (Containment of word shingles: Broder 1997.)
    """
    words = [words_of(block.text) for block in blocks]
    zones = _copies(words)
    holders = _holders([tokens if len(tokens) >= FEWEST_WORDS else [] for tokens in words])
    for position, block in enumerate(blocks):
        if position in zones or len(block.text) > LONGEST_QUOTE or len(words[position]) < FEWEST_WORDS:
            continue
        holder = _holder(position, words, holders)
        if holder is None or holder in zones:
            continue
        opens_with_it = words[holder][:FEWEST_WORDS] == words[position][:FEWEST_WORDS]
        zones[position] = Zone.REPEATED if opens_with_it and position < holder else Zone.PULL_QUOTE
    return zones


def _copies(words: list[list[str]]) -> dict[int, Zone]:
    seen: dict[tuple[str, ...], int] = {}
    zones: dict[int, Zone] = {}
    for position, tokens in enumerate(words):
        key = tuple(tokens)
        if len(tokens) < 4:
            continue
        if key in seen:
            zones[position] = Zone.REPEATED
        seen.setdefault(key, position)
    return zones


def _holders(words: list[list[str]]) -> dict[tuple[str, ...], list[int]]:
    """Which blocks hold each shingle."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for position, tokens in enumerate(words):
        for shingle in dict.fromkeys(zip(*(tokens[i:] for i in range(SHINGLE)), strict=False)):
            index[shingle].append(position)
    return index


def _holder(position: int, words: list[list[str]], index: dict[tuple[str, ...], list[int]]) -> int | None:
    """The longer block that holds nearly all of this one's shingles close together, or None."""
    shingles = list(dict.fromkeys(zip(*(words[position][i:] for i in range(SHINGLE)), strict=False)))
    shared: Counter[int] = Counter()
    for shingle in shingles:
        # A shingle that many blocks hold is a phrase, not a copy, and would make this quadratic.
        shared.update(other for other in index[shingle][:50] if other != position)
    for other, count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if count < 0.75 * len(shingles):
            break
        if len(words[other]) > len(words[position]) and _is_close(set(shingles), words[other], len(shingles)):
            return other
    return None


def _is_close(shingles: set[tuple[str, ...]], tokens: list[str], length: int) -> bool:
    """Whether the shared shingles stand within about one passage of the longer block, not scattered."""
    places = [
        place
        for place, shingle in enumerate(zip(*(tokens[i:] for i in range(SHINGLE)), strict=False))
        if shingle in shingles
    ]
    width = int(1.6 * length) + 4
    first = 0
    for last, place in enumerate(places):
        while place - places[first] > width:
            first += 1
        if last - first + 1 >= 0.75 * length:
            return True
    return False

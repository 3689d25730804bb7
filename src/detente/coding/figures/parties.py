"""Which states a figure is about: a logistic model, with published weights, over the states named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from detente.coding.figures.choice import kind_of, likelihood
from detente.coding.ledgers.ground import ACTORS, Ground
from detente.terms import Mention, Quantity, Sentence

_LEAD = re.compile(r"([^\W\d_]+)\s+(?:the\s+)?$")
_BREAK = re.compile(r"[;:—–]")
_REACH = 4
_AND = re.compile(r"[^;.:]{0,40}\band\s+(?:the\s+|[a-z]+\s+)?$")
_OF_BOTH = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_THAN = re.compile(r"\b(?:than|as|of)\s+(?:in\s+|that of\s+)?(?:the\s+)?$", re.IGNORECASE)
LIKELY, CERTAIN = 0.36, 0.55


def parties_of(ground: Ground, quantity: Quantity, sentence: int, *, mutual: bool) -> tuple[str, ...]:
    """The countries (or body codes) that a figure is about, most likely first; empty where none is near.

    `mutual` says that the indicator needs two parties (trade turnover). Designators have none.
    """
    if quantity.designator:
        return ()
    said = _named_pair(ground, quantity, ground.reading.sentences[sentence])
    if said:
        return said
    scored = [
        (likelihood(features, "parties"), country)
        for country, features in candidates(ground, quantity, sentence)
    ]
    scored.sort(key=lambda one: (-one[0], one[1]))
    likely = tuple(
        country for at, (chance, country) in enumerate(scored) if chance >= (LIKELY if at < 2 else CERTAIN)
    )
    return tuple(country for _, country in scored[:2]) if mutual and len(likely) < 2 else likely


def _named_pair(ground: Ground, quantity: Quantity, here: Sentence) -> tuple[str, ...]:
    """The pair that the sentence names: "between Russia and Iran", "nine times larger than Azerbaijan's"."""
    named = [m for m in ground.names(here.start, here.end) if m.country and _acts(m)]
    for one, other in pairwise(named):
        lead = ground.text[max(here.start, one.start - 16) : one.start]
        joined = _AND.fullmatch(ground.text[one.end : other.start])
        if _OF_BOTH.search(lead) and joined and one.country != other.country:
            return (one.country or "", other.country or "")
    if quantity.unit != "times":
        return ()
    before = [m for m in named if m.end <= quantity.start]
    after = [m for m in named if m.start >= quantity.end]
    if before and after and _THAN.search(ground.text[quantity.end : after[0].start]):
        pair = (before[-1].country or "", after[0].country or "")
        return pair if pair[0] != pair[1] else ()
    return ()


def candidates(ground: Ground, quantity: Quantity, sentence: int) -> list[tuple[str, frozenset[str]]]:
    """Every country named near a quantity, or often in the document, with what speaks for its being a party."""
    here = ground.reading.sentences[sentence]
    first = ground.reading.sentences[max(0, sentence - _REACH)]
    near = [m for m in ground.names(first.start, here.end) if m.country and _acts(m)]
    ranks = _ranks(ground)
    nearest: dict[str, Mention] = {}
    for mention in sorted(near, key=lambda m: _gap(m, quantity)):
        nearest.setdefault(mention.country or "", mention)
    for country in ranks:
        if country not in nearest and ranks[country] < 3:
            nearest[country] = next(m for m in ground.reading.names if m.country == country and _acts(m))
    inside = sum(here.start <= m.start < here.end for m in nearest.values())
    voucher = ground.voucher(quantity.start, quantity.end)
    source = voucher.country if voucher else None
    found = []
    for rank, (country, mention) in enumerate(nearest.items()):
        features = set(_features(ground, quantity, here, mention, sentence))
        features |= {f"{rank_name(rank)} of {min(inside, 4)}", f"doc {rank_name(ranks.get(country, 9))}"}
        features |= {
            f"{rank_name(rank)} {kind_of(quantity.unit)}",
            f"doc {rank_name(ranks.get(country, 9))} of {min(inside, 3)}",
        }
        features.add(f"doc {rank_name(ranks.get(country, 9))} {rank_name(rank)}")
        features.add(f"states {min(len(ranks), 5)} {rank_name(rank)}")
        if country == source:
            features.add("source")
        found.append((country, frozenset(features)))
    return found


def rank_name(rank: int) -> str:
    """A place in an order, as a feature: first to fourth, or later."""
    return f"#{min(rank, 4)}"


def _acts(mention: Mention) -> bool:
    return mention.kind in ACTORS or mention.kind.value == "place"


def _ranks(ground: Ground) -> dict[str, int]:
    counts = Counter(m.country for m in ground.reading.names if m.country and _acts(m))
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0] or ""))
    return {country or "": rank for rank, (country, _) in enumerate(order)}


def _gap(mention: Mention, quantity: Quantity) -> int:
    if mention.end <= quantity.start:
        return quantity.start - mention.end
    return max(0, mention.start - quantity.end)


def _features(
    ground: Ground, quantity: Quantity, here: Sentence, mention: Mention, sentence: int
) -> Iterator[str]:
    text = ground.text
    yield "bias"
    side = "before" if mention.end <= quantity.start else "after"
    if here.start <= mention.start < here.end:
        between = text[mention.end : quantity.start] if side == "before" else text[quantity.end : mention.start]
        broken = "broken" if _BREAK.search(between) else "clause"
        yield f"{broken} {side}"
        yield f"{broken} {side} {min(len(between) // 25, 4)}"
    else:
        back = sentence - ground.sentence_at(mention.start)
        yield f"back {min(back, 5)}" if back > 0 else "ahead"
    yield f"named {mention.kind.value} {side}"
    lead = _LEAD.search(text[max(0, mention.start - 24) : mention.start])
    if lead:
        yield f"<{lead[1].lower()} {side}"
    if text[mention.end : mention.end + 1] in ("'", "’"):
        yield f"genitive {side}"
    counted = quantity.counted
    if counted and counted.start <= mention.start < counted.end:
        yield "modifies"
    if mention.start == here.start or text[here.start : mention.start].strip(" \"“'the").strip() == "":
        yield "opens"

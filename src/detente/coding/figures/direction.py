"""Which way a figure runs between two parties: goods, money, people, or who acts on whom."""

from __future__ import annotations

import re

from detente.coding.ledgers.ground import Ground
from detente.terms import Mention, Quantity, Sentence

_TO = re.compile(r"\b(?:to|into|towards?|against|for)\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|by)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
_TAKES = re.compile(
    r"\b(?:bought|buy|buys|buying|purchas\w+|import\w*|receiv\w+|obtain\w*|acquir\w+|borrow\w*|owe[sd]?|owing)\b",
    re.IGNORECASE,
)


def ordered(
    ground: Ground, quantity: Quantity, sentence: Sentence, parties: tuple[str, ...], flow: str
) -> tuple[tuple[str, ...], str | None]:
    """The parties in order of the direction, and the direction: `AZE>RUS`, `AZE<>RUS` or None."""
    if len(parties) != 2 or flow == "empty":
        return parties, None
    named = [m for m in ground.names(sentence.start, sentence.end) if m.country in parties]
    if flow == "mutual" or (not flow and _is_mutual(ground, sentence, named)):
        one, other = _as_named(named, parties)
        return (one, other), f"{one}<>{other}"
    giver = _giver(ground, quantity, sentence, named, parties, flow)
    if giver is None:
        return _as_named(named, parties), None
    taker = parties[1] if giver == parties[0] else parties[0]
    return (giver, taker), f"{giver}>{taker}"


def _as_named(named: list[Mention], parties: tuple[str, ...]) -> tuple[str, str]:
    first = next((m.country for m in named if m.country), parties[0])
    return (parties[0], parties[1]) if first == parties[0] else (parties[1], parties[0])


def _is_mutual(ground: Ground, sentence: Sentence, named: list[Mention]) -> bool:
    return len(named) > 1 and _BETWEEN.search(ground.text, sentence.start, sentence.end) is not None


def _giver(
    ground: Ground,
    quantity: Quantity,
    sentence: Sentence,
    named: list[Mention],
    parties: tuple[str, ...],
    flow: str,
) -> str | None:
    """The party that the flow starts from: named after "from" or "by", or not the one named after "to"."""
    for mention in named:
        lead = ground.text[max(sentence.start, mention.start - 16) : mention.start]
        if _FROM.search(lead):
            return mention.country
        if _TO.search(lead):
            return parties[1] if mention.country == parties[0] else parties[0]
    if flow not in ("out", "in", "act") or not named:
        return None
    counted = quantity.counted
    if flow == "act" and counted and any(counted.start <= m.start < counted.end for m in named):
        patient = next(m.country for m in named if counted.start <= m.start < counted.end)
        return parties[1] if patient == parties[0] else parties[0]
    holder = named[0].country
    takes = flow == "in" or (flow == "out" and _TAKES.search(ground.text, sentence.start, sentence.end))
    if takes:
        return parties[1] if holder == parties[0] else parties[0]
    return holder

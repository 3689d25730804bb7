"""Which states an agreement binds, from the phrase, its clause, its sentence and what precedes."""

from __future__ import annotations

import re

from detente.coding.ledgers.ground import Ground, distinct, stands_as_place
from detente.terms import Mention, NameKind

_BROKERED = re.compile(
    r"\b(?:(?:mediated|brokered|hosted|facilitated|sponsored|guaranteed|overseen|monitored) by|mediation of)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_BROKERS = re.compile(
    r"(?:[’']s?)?[\s-]+(?:mediation|pressure|auspices|brokerage|mediated|brokered|led)\b", re.IGNORECASE
)
_WHERE = re.compile(
    r"\b(?:in|near|around|inside|against|across|over)\s+(?:the\s+|eastern\s+|northern\s+)?$", re.IGNORECASE
)


def parties_of(ground: Ground, index: int, start: int, end: int) -> tuple[str, ...]:
    """The countries (or body codes) bound, at most six, in order of mention; empty where none is near."""
    sentence = ground.reading.sentences[index]
    order = ground.countries(sentence.start, sentence.end)
    found = _bound(ground, index, start, end)
    return tuple(sorted(found, key=lambda code: order.index(code) if code in order else len(order)))


def _bound(ground: Ground, index: int, start: int, end: int) -> tuple[str, ...]:
    sentence = ground.reading.sentences[index]
    inside = _binding(ground, start, end)
    if len(inside) > 1:
        return inside[:6]
    low, high = _segment(ground.text, sentence.start, sentence.end, start, end)
    for first, last in ((low, high), (sentence.start, sentence.end)):
        near = distinct((*inside, *_binding(ground, first, start), *_binding(ground, end, last)))
        if len(near) > 1:
            return near[:6] if _lists(ground.text, first, last) else near[:2]
        pair = ground.pair(first, last)
        if len(pair) > 1 and set(near) <= set(pair):
            return pair[:6]
        inside = near
    return _from_before(ground, index, inside)


def _from_before(ground: Ground, index: int, known: tuple[str, ...]) -> tuple[str, ...]:
    """Complete the parties from up to three sentences before, then from the document's most named states."""
    for earlier in ground.sentences_before(index, 3):
        named = _binding(ground, earlier.start, earlier.end)
        if not known and len(named) > 2 and _lists(ground.text, earlier.start, earlier.end):
            return named[:6]
        known = distinct((*known, *named))
        if len(known) > 1:
            return known[:2]
    for country in ground.usual:
        known = distinct((*known, country))
        if len(known) > 1:
            break
    return known[:2]


def _binding(ground: Ground, start: int, end: int) -> tuple[str, ...]:
    """The countries in the stretch that are not merely a place of signing, a broker or a source."""
    return distinct(m.country for m in ground.actors(start, end) if not _is_aside(ground, m))


def _is_aside(ground: Ground, mention: Mention) -> bool:
    """Whether the state is where it happened, what it is about, or who brokered it, not who is bound."""
    text = ground.text
    if stands_as_place(text, mention):
        return True
    before = text[max(0, mention.start - 28) : mention.start]
    after = text[mention.end : mention.end + 18]
    if _BROKERED.search(before) or _BROKERS.match(after):
        return True
    return mention.kind is NameKind.STATE and _WHERE.search(before) is not None


def _segment(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence between semicolons that holds the phrase."""
    for m in re.finditer(";", text[low:high]):
        at = low + m.start()
        if at < start:
            low = at + 1
        elif at >= end:
            return low, at
    return low, high


def _lists(text: str, low: int, high: int) -> bool:
    """Whether the stretch lists three or more parties ("A, B and C signed")."""
    return (
        re.search(r"[A-Z][\w-]+, (?:the )?[A-Z][\w-]+(?: [A-Z]\w+)?,? and (?:the )?[A-Z]", text[low:high])
        is not None
    )

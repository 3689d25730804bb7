"""Which states an agreement binds, from the phrase, its clause, its sentence and what precedes."""

from __future__ import annotations

import re
from collections import Counter

from detente.coding.ledgers.ground import Ground, distinct, stands_as_place
from detente.terms import Mention, NameKind

_BROKER = re.compile(
    r"\b(?:(?:mediat|broker|host|sponsor|guarante|facilitat|oversee|monitor)\w*|pressure|mediation|auspices|"
    r"brokerage|good offices)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|of|by)\s+(?:the\s+)?$", re.IGNORECASE)


def parties_of(ground: Ground, index: int, start: int, end: int) -> tuple[str, ...]:
    """The countries (or body codes) bound, at most six, in order of mention; empty where none is near."""
    sentence = ground.reading.sentences[index]
    inside = _binding(ground, start, end)
    if len(inside) > 1:
        return inside
    low, high = _segment(ground.text, sentence.start, sentence.end, start, end)
    near = distinct((*inside, *_binding(ground, low, start), *_binding(ground, end, high)))
    if len(near) > 1:
        return near[:2] if not _lists(ground.text, low, high) else near[:6]
    whole = distinct((*near, *_binding(ground, sentence.start, start), *_binding(ground, end, sentence.end)))
    if len(whole) > 1:
        return whole[:2]
    return _from_before(ground, index, whole)


def _from_before(ground: Ground, index: int, known: tuple[str, ...]) -> tuple[str, ...]:
    """Complete the parties from up to three sentences before, then from the document's most named states."""
    for earlier in ground.sentences_before(index, 3):
        known = distinct((*known, *_binding(ground, earlier.start, earlier.end)))
        if len(known) > 1:
            return known[:2]
    for country in _most_named(ground):
        known = distinct((*known, country))
        if len(known) > 1:
            break
    return known[:2]


def _most_named(ground: Ground) -> list[str]:
    counts = Counter(m.country for m in ground.reading.names if m.country and m.kind is not NameKind.PLACE)
    return [c for c, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:3]


def _binding(ground: Ground, start: int, end: int) -> tuple[str, ...]:
    """The countries in the stretch that are not merely a place of signing, a broker or a source."""
    return distinct(m.country for m in ground.actors(start, end) if not _is_aside(ground, m))


def _is_aside(ground: Ground, mention: Mention) -> bool:
    text = ground.text
    if stands_as_place(text, mention):
        return True
    after = text[mention.end : mention.end + 14]
    before = text[max(0, mention.start - 24) : mention.start]
    if re.match(r"[’']?s?\s+(?:mediation|pressure|auspices|brokerage)", after, re.IGNORECASE):
        return True
    return bool(
        re.search(
            r"\b(?:mediated|brokered|hosted|facilitated|sponsored) by\s+(?:the\s+)?$", before, re.IGNORECASE
        )
    )


def _segment(text: str, low: int, high: int, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence between semicolons (or dashes) that holds the phrase."""
    for m in re.finditer(r"[;—–]", text[low:high]):
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

"""Which state holds what over whom in a link: by the place of the names around the cue."""

from __future__ import annotations

import re

from detente.coding.ledgers.features import Clause
from detente.coding.ledgers.ground import Ground
from detente.coding.lexicon import Cue

Sides = tuple[str | None, str | None]

_REPLY = re.compile(
    r"\b(?:retaliat\w+|answer(?:s|ed|ing)?|respond\w*|repaid|countered|reacted|in (?:return|response$))\b",
    re.IGNORECASE,
)
_GROUND = re.compile(
    r"\b(?:in (?:response|retaliation|protest|reaction|reprisal|revenge) (?:to|for|at|over|against)|"
    r"because(?: of)?|due to|owing to|as a result of|citing|following|followed|after|since|when|once|had|"
    r"over (?:the|an?|its|their)|in (?:light|view) of|in the wake of|(?:connected|linked) to)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\s*(?:but\s|and\s)?(?:if|should|unless|were|until|provided|had)\b", re.IGNORECASE)


def sides(ground: Ground, kind: str, shape: str, clause: Clause, cue: Cue | None) -> Sides:
    """Holder and over, completed from the sentences before and then from the document's most named states."""
    if kind == "cause":
        holder, over = _of_cause(ground, shape, clause, cue)
    else:
        first, second = _around(ground, kind, clause, cue)
        turned = (kind == "dependence" and shape == "on") or shape == "over"
        holder, over = (second, first) if turned else (first, second)
    return _completed(ground, clause.sentence, holder, over)


def _of_cause(ground: Ground, shape: str, clause: Clause, cue: Cue | None) -> Sides:
    """The side that gave the cause, and the side that acted or suffered on it."""
    sentence = ground.reading.sentences[clause.sentence]
    reply = _REPLY.search(ground.text, clause.start, clause.end)
    if reply:
        over = _first(ground, clause.start, reply.start()) or _last(ground, sentence.start, reply.start())
        over = over or _first(ground, reply.end(), sentence.end)
        return _other(ground, sentence.start, sentence.end, over), over
    if shape == "on" and cue:
        holder = _last(ground, sentence.start, cue.start)
        return holder, _other(ground, cue.end, sentence.end, holder)
    mark = _GROUND.search(ground.text, cue.start if cue else clause.start, sentence.end)
    if mark is None:
        over = _first(ground, clause.start, clause.end)
        return _other(ground, sentence.start, sentence.end, over), over
    low, high = mark.end(), _segment_end(ground.text, mark.end(), sentence.end)
    over = _first(ground, high, sentence.end) or _first(ground, sentence.start, mark.start())
    holder = _other(ground, low, high, over) or _other(ground, sentence.start, sentence.end, over)
    return holder, over


def _segment_end(text: str, start: int, end: int) -> int:
    """Where the stretch that gives the ground ends: the next comma or semicolon, else the sentence's end."""
    stop = re.compile(r"[,;—]\s").search(text, start, end)
    return stop.start() if stop else end


def _around(ground: Ground, kind: str, clause: Clause, cue: Cue | None) -> Sides:
    """The side before the cue and the side after it."""
    sentence = ground.reading.sentences[clause.sentence]
    if cue is None:
        start = clause.start
        if _CONDITION.match(ground.text, clause.start, clause.end) and kind == "leverage":
            start = _segment_end(ground.text, clause.start, sentence.end)
        one = _first(ground, start, sentence.end) or _first(ground, sentence.start, sentence.end)
        return one, _other(ground, clause.start, clause.end, one) or _other(
            ground, sentence.start, sentence.end, one
        )
    pick = _last if kind in ("leverage", "interest") else _first
    one = pick(ground, clause.start, cue.start) or _last(ground, sentence.start, cue.start)
    other = _other(ground, cue.start, sentence.end, one) or _other(ground, sentence.start, cue.start, one)
    if one is None and other is not None:
        return other, _other(ground, sentence.start, sentence.end, other)
    return one, other


def _first(ground: Ground, start: int, end: int) -> str | None:
    named = ground.countries(start, end)
    return named[0] if named else None


def _last(ground: Ground, start: int, end: int) -> str | None:
    actors = ground.actors(start, end)
    return actors[-1].country if actors else None


def _other(ground: Ground, start: int, end: int, one: str | None) -> str | None:
    return next((c for c in ground.countries(start, end) if c != one), None)


def _completed(ground: Ground, index: int, holder: str | None, over: str | None) -> Sides:
    """Fill a missing side from the two sentences before, then from the document's most named states."""
    candidates = [c for s in ground.sentences_before(index, 2) for c in ground.countries(s.start, s.end)]
    for country in (*candidates, *ground.usual[:2]):
        if holder is None and country != over:
            holder = country
        elif over is None and country != holder:
            over = country
    return holder, over

"""When and where an agreement was signed, and how it stands."""

from __future__ import annotations

import re

from detente.coding.ledgers.ground import Ground, iso_of
from detente.coding.lexicon import lexicon
from detente.terms import NameKind, When

_SIGNED = re.compile(
    r"\b(?:sign\w*|initial\w+|conclud\w+|struck|reached|agreed|adopted|approved|dated|brokered|made|of|from)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\b(?:sign|initial|conclud|struck|reach|agreed)\w*", re.IGNORECASE)
_STAGES = {"planned": 0, "signed": 1, "ratified": 2, "in force": 2, "suspended": 3, "ended": 4}
_FAR = 60

Mentions = list[tuple[int, int, int]]


def date_of(ground: Ground, mentions: Mentions) -> str | None:
    """The ISO date (maybe partial) of signing: in the phrase, else beside a verb of signing near it."""
    for _, start, end in mentions:
        for time in ground.times(start, end):
            if time.timex_type == "DATE" and (found := iso_of(time)):
                return found
    for index, start, end in mentions:
        sentence = ground.reading.sentences[index]
        near = [
            (_distance(time, start, end), iso_of(time))
            for time in ground.times(sentence.start, sentence.end)
            if time.timex_type == "DATE" and _signs(ground.text, time, start, end)
        ]
        dated = [(far, value) for far, value in near if value]
        if dated:
            return min(dated)[1]
    return None


def _distance(time: When, start: int, end: int) -> int:
    return max(start - time.end, time.start - end, 0)


def _signs(text: str, time: When, start: int, end: int) -> bool:
    """Whether a verb of signing stands between phrase and date, or the date opens the clause of signing."""
    if time.start >= end:
        between = text[end : time.start]
        return (
            len(between) <= _FAR
            and not re.search(r"[;]|, (?:but|and|which)", between)
            and (_SIGNED.search(between) is not None or len(between) < 8)
        )
    between = text[time.end : start]
    return len(between) <= 2 * _FAR and ";" not in between and _SIGNED.search(between) is not None


def place_of(ground: Ground, mentions: Mentions) -> str | None:
    """The name of the place of signing: a place or capital after "in" or "at" beside a verb of signing."""
    for index, start, end in mentions:
        sentence = ground.reading.sentences[index]
        low, high = max(sentence.start, start - _FAR), min(sentence.end, end + _FAR)
        verb = _SIGNS.search(ground.text, low, high)
        if verb is None:
            continue
        for mention in ground.names(max(verb.end(), low), high):
            lead = ground.text[max(0, mention.start - 4) : mention.start]
            if mention.kind in (NameKind.PLACE, NameKind.CAPITAL) and lead.endswith((" in ", " at ")):
                return ground.text[mention.start : mention.end]
    return None


def status_of(ground: Ground, mentions: Mentions) -> str:
    """The latest stage that the sentences naming it give; a bare mention counts as in force."""
    best: str | None = None
    for index, start, end in mentions:
        sentence = ground.reading.sentences[index]
        low, high = max(sentence.start, start - 70), min(sentence.end, end + 70)
        for cue in lexicon("agreement_status").longest(ground.text, low, high):
            if best is None or _STAGES[cue.label] > _STAGES[best]:
                best = cue.label
    return best or "in force"

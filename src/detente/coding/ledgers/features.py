"""What the clause classifier sees of a clause: words with states masked, fields of meaning, neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from detente.coding.ledgers.ground import Ground
from detente.coding.ledgers.phrases import clauses
from detente.coding.lexicon import Cue, lexicon
from detente.terms import NameKind, Sentence

_WORD = re.compile(r"[^\W\d]+(?:[’'][a-z]+)?|\d[\d.,]*|[%$?“\"]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence with its features, and how many states it and its sentence name."""

    start: int
    end: int
    sentence: int
    features: tuple[str, ...]
    states: int
    around: int


@lru_cache(maxsize=2)
def clauses_of(ground: Ground) -> tuple[Clause, ...]:
    """Every clause of the body, in order."""
    found: list[Clause] = []
    for index, sentence in enumerate(ground.reading.sentences):
        found += _of_sentence(ground, index, sentence)
    return tuple(found)


def _of_sentence(ground: Ground, index: int, sentence: Sentence) -> list[Clause]:
    cues = lexicon("fields").longest(ground.text, sentence.start, sentence.end)
    around = len(ground.countries(sentence.start, sentence.end))
    stretches = clauses(ground.text, sentence.start, sentence.end)
    found = []
    for place, (start, end) in enumerate(stretches):
        own = _words(ground, start, end)
        inside = [c for c in cues if start <= c.start < end]
        outside = [c for c in cues if not start <= c.start < end]
        states = len(ground.countries(start, end))
        features = {
            *own,
            *(f"{a} {b}" for a, b in pairwise(own)),
            *_fields(inside),
            *(f"s:{c.label}" for c in outside),
            f"n:{min(states, 3)}",
            f"m:{min(around, 4)}",
            f"p:{min(place, 2)}/{min(len(stretches), 3)}",
            *_edges(ground, start, end),
        }
        found.append(Clause(start, end, index, tuple(sorted(features)), states, around))
    return found


def _fields(cues: list[Cue]) -> set[str]:
    labels = sorted({c.label for c in cues})
    pairs = {f"f:{a}+{b}" for i, a in enumerate(labels) for b in labels[i + 1 :]}
    return pairs | {f"f:{label}" for label in labels}


def _words(ground: Ground, start: int, end: int) -> list[str]:
    """The words in lower case, numbers as 0, each state as `@` and each anaphor for states as `@@`."""
    words: list[str] = []
    at = start
    for mention in ground.names(start, end):
        if mention.country is None or mention.start < at or mention.end > end:
            continue
        words += _plain(ground.text, at, mention.start)
        words.append("@@" if mention.kind is NameKind.ANAPHOR else "@")
        at = mention.end
    return words + _plain(ground.text, at, end)


def _plain(text: str, start: int, end: int) -> list[str]:
    return ["0" if w[0].isdigit() else w.replace("’", "'") for w in _WORD.findall(text[start:end].lower())]


def _edges(ground: Ground, start: int, end: int) -> set[str]:
    """How the clause opens and ends."""
    first = _words(ground, start, min(end, start + 40))[:2]
    return (
        {f"^{first[0]}", "^" + " ".join(first)} | ({"?"} if ground.text[end - 1 : end] == "?" else set())
        if first
        else set()
    )

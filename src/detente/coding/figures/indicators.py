"""What a figure measures: the nearest words of the published vocabulary, else the noun that the text counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.figures.choice import kind_of, quality_of
from detente.coding.ledgers.ground import Ground
from detente.coding.lexicon import Cue, lexicon
from detente.terms import Quantity, Sentence

_BREAK = re.compile(r"[;:—]|, (?:and|but|while|whereas)\b")
_NOUN_PHRASE = re.compile(
    r"\s*(?:of|in)\s+(?P<whole>(?:(?:the|its|their|all|total)\s+)?[^\W\d_][\w’' -]{2,60}?)"
    r"(?=[,.;:)]|\s(?:is|are|was|were|in|from|by|that|which|and|to|has|had)\b|$)"
)
_FAR = 150


@dataclass(frozen=True, slots=True)
class Indicator:
    """A normalised name and how its parties stand: mutual, out, in, act or empty."""

    name: str | None
    flow: str


def indicator_of(ground: Ground, quantity: Quantity, sentence: Sentence) -> Indicator:
    """The indicator of a figure."""
    if quantity.designator:
        return Indicator("designation", "empty")
    kind = kind_of(quantity.unit)
    kinds = {"*", kind, quality_of(quantity.unit) or kind, "percent" if kind == "percentage_point" else kind}
    cues = lexicon("indicators").longest(
        ground.text, max(sentence.start, quantity.start - 2 * _FAR), min(sentence.end, quantity.end + 2 * _FAR)
    )
    fitting = [cue for cue in cues if _fits(cue, kinds) and _distance(ground.text, cue, quantity) <= _FAR]
    if fitting:
        best = min(fitting, key=lambda cue: (_distance(ground.text, cue, quantity), cue.start))
        return Indicator(best.label, best.more[1] if len(best.more) > 1 else "")
    counted = quantity.counted
    if counted is not None:
        return Indicator(" ".join(ground.text[counted.start : counted.end].split()), "")
    if kind == "percent":
        whole = _NOUN_PHRASE.match(ground.text, quantity.end, sentence.end)
        return Indicator(f"share of {' '.join(whole['whole'].split())}" if whole else None, "")
    return Indicator(None, "")


def _fits(cue: Cue, kinds: set[str]) -> bool:
    return not cue.more or not kinds.isdisjoint(cue.more[0].split(","))


def _distance(text: str, cue: Cue, quantity: Quantity) -> int:
    """How far a cue stands, in characters; clause breaks count as distance, the noun counted as none."""
    counted = quantity.counted
    if counted and counted.start <= cue.start < counted.end:
        return 12
    if cue.start < quantity.end and quantity.start < cue.end:
        return 0
    after = cue.start >= quantity.end
    gap = text[quantity.end : cue.start] if after else text[cue.end : quantity.start]
    direct = -20 if re.fullmatch(r"\s*(?:-?worth)?\s*(?:of|in)\s+(?:the\s+)?", gap) else 0
    return len(gap) + 50 * len(_BREAK.findall(gap)) + direct

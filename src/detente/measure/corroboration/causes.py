"""Cause against cause: what somebody died of, or a craft was lost to, as different sources state it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from detente.coding.lexicon import lexicon
from detente.measure.corroboration.comparison import CONTRADICTS, Comparison
from detente.measure.corroboration.material import Material, Text

_OUTCOME = re.compile(
    r"\b(?:die[ds]?|dying|deaths?|dead|deceased|victims?|crash(?:ed)?|wreck(?:age)?|lost|murder\w*|kill\w*|assassinat\w*"
    r"|downed|shot\s+down)\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:cause|causes|caused|due\s+to|because\s+of|result|results|died\s+of|died\s+from|blam\w+|attribut\w+|accus\w+"
    r"|claim\w*|alleg\w+|said|says|say|according\s+to|conclud\w+|found|ruled|insist\w*|believ\w+|report\w*)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}\b")
_NEAR = 6
_CRAFT = frozenset({"shot down", "bird strike", "technical failure", "pilot error", "sabotage"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A cause that a sentence states, and the names of its passage that no gazetteer knows: the victims."""

    text: Text
    start: int
    end: int
    sentence: int
    cause: str
    victims: frozenset[str]


def compare(material: Material) -> Iterator[Comparison]:
    """Causes that exclude each other, stated for the same victims."""
    of_victim: dict[str, list[Stated]] = defaultdict(list)
    for text in material.texts.values():
        for stated in _stated(text):
            for victim in sorted(stated.victims):
                of_victim[victim].append(stated)
    for victim in sorted(of_victim):
        for one, other in combinations(of_victim[victim], 2):
            if _exclude(one, other):
                yield _comparison(one, other)


def _exclude(one: Stated, other: Stated) -> bool:
    """Whether two causes exclude each other and are stated near enough to be of one death or loss."""
    if one.cause == other.cause or (one.cause in _CRAFT) != (other.cause in _CRAFT):
        return False
    return one.text.id != other.text.id or 0 < abs(one.sentence - other.sentence) <= _NEAR


def _stated(text: Text) -> Iterator[Stated]:
    for at, sentence in enumerate(text.sentences):
        cue = lexicon("death_causes").first(text.text, sentence.start, sentence.end)
        if cue is None or not _STATED.search(text.text, sentence.start, sentence.end):
            continue
        before = text.sentences[at - 1] if at else sentence
        start = before.start if before.paragraph == sentence.paragraph else sentence.start
        if _OUTCOME.search(text.text, start, sentence.end):
            victims = _victims(text, sentence.start, sentence.end) or _victims(text, start, sentence.end)
            yield Stated(text, sentence.start, sentence.end, at, cue.label, victims)


def _victims(text: Text, start: int, end: int) -> frozenset[str]:
    """Capitalised words that belong to no country, body or place, the first of a sentence left out."""
    known = {word for n in text.names if n.kind not in ("group", "person") for word in n.name.split()}
    known |= {text.text[n.start : n.end].split()[0] for n in text.names if n.kind != "group"}
    openings = {s.start for s in text.sentences}
    found = (w for w in _CAPITAL.finditer(text.text, start, end) if w.start() not in openings)
    covered = [(n.start, n.end) for n in text.names_in(start, end) if n.kind not in ("group", "person")]
    return frozenset(
        w[0].removesuffix("’s").removesuffix("'s")
        for w in found
        if w[0] not in known and not any(low <= w.start() < high for low, high in covered)
    )


def _comparison(one: Stated, other: Stated) -> Comparison:
    victims = ", ".join(sorted(one.victims & other.victims))
    fields = (f"victims: {victims}", f"cause: {one.cause} against {other.cause}")
    reason = f"for the same victims one states {one.cause}, the other {other.cause}"
    sides = tuple((s.text.witness(s.start, s.end, s.cause),) for s in (one, other))
    return Comparison(CONTRADICTS, "cause", f"cause, {victims}", fields, reason, sides)

"""Relation states: sentences that give the tone of a dyad: worsening, improving, close, strained, neutral."""

from __future__ import annotations

import re
from collections import Counter

from detente.coding.ledgers.classifier import ClauseClassifier
from detente.coding.ledgers.features import Clause, clauses_of
from detente.coding.ledgers.ground import Ground, distinct
from detente.coding.lexicon import Cue, lexicon
from detente.terms import Document, Dyad, Reading, RelationState

_SUPPORT = 0.4
_TONES = ("WORSE", "BETTER", "WARM", "ALLY", "NEUTRAL", "COLD", "QUARREL")
_NOT = re.compile(r"\b(?:not|never|no|hardly|nor)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_OPPOSITE = {"strained": "neutral", "worsening": "neutral", "improving": "strained", "close": "strained"}


def code_states(document: Document, reading: Reading) -> list[RelationState]:
    """The tones that the body gives to pairs of states, at most one a sentence, in order."""
    ground = Ground.of(document, reading)
    model = ClauseClassifier.shipped()
    best: dict[int, tuple[float, Clause, Cue | None]] = {}
    for clause in clauses_of(ground):
        given = model.probabilities(clause.features)["state"]
        cue = _cue(ground, clause)
        if document.text[clause.end - 1] == "?" or not _states(clause, cue, given, model.thresholds["state"]):
            continue
        rank = given + (1.0 if cue and cue.more[0] == "strong" else 0.0)
        if clause.sentence not in best or rank > best[clause.sentence][0]:
            best[clause.sentence] = (rank, clause, cue)
    rows = [_row(ground, clause, cue, rank % 1.0) for rank, clause, cue in best.values()]
    return sorted((r for r in rows if r is not None), key=lambda r: (r.start, r.end))


def _cue(ground: Ground, clause: Clause) -> Cue | None:
    cues = lexicon("states").longest(ground.text, clause.start, clause.end)
    return next((c for c in cues if c.more[0] == "strong"), cues[0] if cues else None)


def _states(clause: Clause, cue: Cue | None, given: float, threshold: float) -> bool:
    """Whether the clause gives a tone: by a strong cue, a weak cue with support, or the classifier alone."""
    if cue is None:
        return given >= threshold * (1.0 if _speaks(clause) else 1.5)
    if given >= threshold:
        return True
    return cue.more[0] == "strong" or (clause.around > 1 and given >= _SUPPORT * threshold)


def _speaks(clause: Clause) -> bool:
    """Whether any word of the clause belongs to a field of tone."""
    return any(f"f:{field}" in clause.features for field in _TONES)


def _row(ground: Ground, clause: Clause, cue: Cue | None, given: float) -> RelationState | None:
    pair = _pair(ground, clause, cue)
    if pair is None:
        return None
    dyad, state = str(Dyad.of(*pair)), _tone(ground, clause, cue)
    return RelationState(
        **ground.evidence("relation_state", clause.start, clause.end, {"dyad": dyad, "state": state}),
        confidence=round(max(given, 0.4 if cue else 0.0), 3),
        dyad=dyad,
        state=state,
    )


def _pair(ground: Ground, clause: Clause, cue: Cue | None) -> tuple[str, str] | None:
    """The two states spoken of: nearest the cue in the clause, then the sentence, then what precedes."""
    at = (cue.start + cue.end) // 2 if cue else (clause.start + clause.end) // 2
    sentence = ground.reading.sentences[clause.sentence]
    found: list[str] = []
    for start, end in ((clause.start, clause.end), (sentence.start, sentence.end)):
        near = sorted(ground.actors(start, end), key=lambda m: (abs(m.start - at), m.start))
        found = list(distinct([*found, *(m.country for m in near)]))
        if len(found) > 1:
            return found[0], found[1]
    for earlier in ground.sentences_before(clause.sentence, 2):
        found = list(distinct([*found, *ground.countries(earlier.start, earlier.end)]))
    found = list(distinct([*found, *ground.usual[:2]]))
    return (found[0], found[1]) if len(found) > 1 else None


def _tone(ground: Ground, clause: Clause, cue: Cue | None) -> str:
    """The tone of the cue, turned where it is negated; without a cue what the clause's words speak for."""
    if cue:
        denied = _NOT.search(ground.text, clause.start, cue.start) is not None
        return _OPPOSITE.get(cue.label, cue.label) if denied else cue.label
    fields = Counter(c.label for c in lexicon("fields").longest(ground.text, clause.start, clause.end))
    tones = {
        "worsening": fields["WORSE"],
        "improving": fields["BETTER"],
        "close": fields["WARM"] + fields["ALLY"],
        "neutral": fields["NEUTRAL"],
        "strained": fields["COLD"] + fields["QUARREL"],
    }
    best = max(tones.values())
    return next(tone for tone, count in tones.items() if count == best) if best else "strained"

"""Links between states: stated causes, leverage, dependence and interests; who holds what over whom, how.

Cue phrases (`data/lexicons/links.tsv`) give the kind and which side stands where; the clause classifier
supports weak cues and finds links stated without one. In dependence and leverage the holder is the side that
has the lever, the one depended upon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.ledgers.classifier import ClauseClassifier
from detente.coding.ledgers.features import Clause, clauses_of
from detente.coding.ledgers.ground import Ground
from detente.coding.ledgers.phrases import clause_of
from detente.coding.ledgers.sides import sides
from detente.coding.lexicon import Cue, lexicon
from detente.terms import Document, Link, Reading

KINDS = ("cause", "leverage", "dependence", "interest")
_SHAPES = {"cause": "back", "leverage": "has", "dependence": "from", "interest": "has"}
_NEGATION = re.compile(
    r"\b(?:no|not|never|nor|neither|without|lacks?|lacking|lost|lose|loses|losing|short on|little|hardly|"
    r"weaken\w*|n[’']t|cannot|fail\w*|longer)\b",
    re.IGNORECASE,
)
_SCHEDULED = re.compile(r"\b(?:is|are|was|were|be|been|falls?|next)\s+(?:\w+\s+)?$", re.IGNORECASE)
_MEANS_END = re.compile(
    r"[,;:.!?()—–“”\"]|\b(?:which|who|that|and|but|while|although|unless|if|because|since)\b"
)
_FUNCTION = frozenset({"", "of", "over", "on", "for", "to", "in", "by", "with", "from", "the", "a", "an", "as"})
_SUPPORT, _ALONE = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class _Hint:
    """A link as found: its kind, its clause, and the cue with its shape where there is one."""

    kind: str
    clause: Clause
    probability: float
    cue: Cue | None
    shape: str


def code_links(document: Document, reading: Reading) -> list[Link]:
    """The links that the body states, in order."""
    ground = Ground.of(document, reading)
    model = ClauseClassifier.shipped()
    hints: list[_Hint] = []
    for clause in clauses_of(ground):
        if clause.around or _carried(ground, clause):
            hints += _hints(ground, clause, model)
    rows = [_row(ground, hint) for hint in _one_a_sentence(hints)]
    return sorted((r for r in rows if r is not None), key=lambda r: (r.start, r.end, r.link))


def _carried(ground: Ground, clause: Clause) -> bool:
    """Whether the sentence before names the states that this one leaves out."""
    return any(ground.countries(s.start, s.end) for s in ground.sentences_before(clause.sentence, 1))


def _hints(ground: Ground, clause: Clause, model: ClauseClassifier) -> list[_Hint]:
    given = model.probabilities(clause.features)
    hints = {}
    for cue in lexicon("links").longest(ground.text, clause.start, clause.end):
        if cue.label in hints or _misleads(ground.text, clause, cue):
            continue
        floor = model.thresholds[cue.label] * (0.0 if cue.more[1] == "strong" else _SUPPORT)
        if given[cue.label] >= floor and (cue.more[1] != "strong" or clause.around > 0):
            hints[cue.label] = _Hint(cue.label, clause, given[cue.label], cue, cue.more[0])
    for kind in KINDS:
        floor = _ALONE if kind == "interest" else model.thresholds[kind]
        if kind not in hints and given[kind] >= floor:
            hints[kind] = _Hint(kind, clause, given[kind], None, _SHAPES[kind])
    return list(hints.values())


def _misleads(text: str, clause: Clause, cue: Cue) -> bool:
    """Whether the words mean something else here ("is due to land", a question)."""
    words = text[cue.start : cue.end].lower()
    if words == "due to" and _SCHEDULED.search(text, clause.start, cue.start):
        return True
    return text[clause.end - 1 : clause.end] == "?"


def _one_a_sentence(hints: list[_Hint]) -> list[_Hint]:
    """At most one link of each kind a sentence: a cued one before one without, then the likelier."""
    best: dict[tuple[int, str], _Hint] = {}
    for hint in hints:
        key = (hint.clause.sentence, hint.kind)
        if key not in best or _rank(hint) > _rank(best[key]):
            best[key] = hint
    return list(best.values())


def _rank(hint: _Hint) -> tuple[bool, float]:
    return (hint.cue is not None and hint.cue.more[1] == "strong", hint.probability)


def _row(ground: Ground, hint: _Hint) -> Link | None:
    start, end = _bounds(ground, hint)
    holder, over = sides(ground, hint.kind, hint.shape, hint.clause, hint.cue)
    means = _means(ground.text, hint, start, end)
    if holder is None and over is None:
        return None
    reach = 40 if hint.kind in ("leverage", "dependence") else 14
    low = max(start, hint.cue.start - reach) if hint.cue else start
    absent = _NEGATION.search(ground.text, low, hint.cue.start if hint.cue else start) is not None
    polarity = "absent" if absent and hint.cue else "present"
    content = {"link": hint.kind, "holder": holder, "over": over}
    return Link(
        **ground.evidence("link", start, end, content),
        confidence=round(max(hint.probability, 0.4 if hint.cue else 0.0), 3),
        link=hint.kind,
        holder=holder,
        over=over,
        means=means,
        polarity=polarity,
    )


def _bounds(ground: Ground, hint: _Hint) -> tuple[int, int]:
    """The clause, or the whole sentence where the clause has few words of its own."""
    clause = hint.clause
    sentence = ground.reading.sentences[clause.sentence]
    if clause.end - clause.start < 28:
        return sentence.start, sentence.end
    if hint.cue is None:
        return clause.start, clause.end
    return clause_of(ground.text, sentence.start, sentence.end, hint.cue.start)


def _means(text: str, hint: _Hint, start: int, end: int) -> str:
    """A short phrase for by which means: the words after the cue up to the next break, at most ten."""
    low = hint.cue.end if hint.cue else start
    if hint.kind == "cause" and hint.shape == "on":
        low, end = start, hint.cue.start if hint.cue else end
    stop = _MEANS_END.search(text, low, end)
    phrase = text[low : stop.start() if stop and stop.start() > low + 3 else end]
    words = phrase.split()[:10]
    while words and words[0].lower().strip(",;:") in _FUNCTION:
        words = words[1:]
    return " ".join(words or text[start:end].split()[:10]).strip(" ,;:.")

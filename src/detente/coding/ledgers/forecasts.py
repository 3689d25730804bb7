"""Forecasts: predictive and conditional statements about states, with condition, likelihood and horizon.

Likelihood words are mapped to the ranges of ICD 203 (`data/lexicons/likelihood.tsv`, which names PHIA's terms
too). Words off the scale ("could", "may") give no probability: the statement is kept and cannot be scored.
"""

from __future__ import annotations

import re

from detente.coding.ledgers.classifier import ClauseClassifier
from detente.coding.ledgers.features import Clause, clauses_of
from detente.coding.ledgers.ground import Ground, trimmed
from detente.coding.lexicon import Cue, lexicon
from detente.terms import Document, Forecast, Probability, Reading

SCALE = "ICD 203"
_CONDITION = re.compile(
    r"(?:^|(?<=[\s,;:—“\"]))(?P<mark>if|unless|should|were|had|provided(?: that)?|assuming(?: that)?|in case|"
    r"in the event(?: that| of)?|as long as|so long as|without|suppose|once|until)\s"
    r"(?P<body>[^,;:.?!—”\"]{6,200})",
    re.IGNORECASE,
)
_INVERTED = frozenset({"should", "were", "had"})
_EXCEPTION = re.compile(
    r"\b(?:unless|except(?: if| where| that)?|barring|short of|other than)\s([^,;:.?!—]{3,160})", re.IGNORECASE
)
_PERCENT = re.compile(
    r"(?P<low>\d{1,3})(?:\s?(?:-|–|to)\s?(?P<high>\d{1,3}))?\s?(?:%|per\s?cent)", re.IGNORECASE
)
_IN_N = re.compile(
    r"\b(?P<one>one|two|three|1|2|3)(?:[\s-]chances?)?[\s-]in[\s-](?:a[\s-])?(?P<of>two|three|four|five|six|ten|twenty|\d{1,3})\b",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twenty": 20}
_CHANCE = re.compile(
    r"\b(?:chances?|odds|probability|likelihood|estimate|median|panel|bet)\b|:\s*\d", re.IGNORECASE
)
_WORDS = re.compile(
    r"\b(?:(?:will|would|may|might|could|should|shall|won[’']t)"
    r"(?:\s(?:not|also|still|yet|well|soon|then|now|even|never|eventually|easily))?"
    r"(?:\s(?:almost|very|most|quite|highly|all but))?"
    r"(?:\s(?:likely|probably|certainly|surely|presumably|doubtless|possibly|hardly|perhaps|plausibly|inevitably))?|"
    r"(?:almost|very|most|highly|more|less|quite)?\s?(?:un)?likely|(?:im)?probabl[ey]|expect(?:ed|s)?(?: to)?|"
    r"forecast(?: to)?|set to|bound to|poised to|cannot be (?:ruled out|excluded)|"
    r"in all (?:likelihood|probability)|potential|ready to|possibl[ey]|perhaps|presumably|doubtless)",
    re.IGNORECASE,
)
_SUPPORT, _FLOOR = 0.45, 0.12
_HABIT = re.compile(r"\b(?:every|each|used to|always|usually|often|in those days|would then)\b", re.IGNORECASE)


def code_forecasts(document: Document, reading: Reading) -> list[Forecast]:
    """The forecasts and conditional statements that the body makes, in order."""
    ground = Ground.of(document, reading)
    model = ClauseClassifier.shipped()
    chosen: dict[int, tuple[Clause, float]] = {}
    rows = []
    for clause in clauses_of(ground):
        given = model.probabilities(clause.features)["forecast"]
        if not _predicts(ground, clause, given, model.thresholds["forecast"]):
            continue
        known = chosen.get(clause.sentence)
        if known and not _separate(ground, known[0], clause):
            if given > known[1]:
                chosen[clause.sentence] = (clause, given)
            continue
        if known:
            rows.append(_row(ground, *known))
        chosen[clause.sentence] = (clause, given)
    rows += [_row(ground, clause, given) for clause, given in chosen.values()]
    return sorted(rows, key=lambda r: (r.start, r.end))


def _predicts(ground: Ground, clause: Clause, given: float, threshold: float) -> bool:
    """Whether the clause predicts: the classifier says so, or a strong cue in a sentence that names a state."""
    if ground.text[clause.end - 1 : clause.end] == "?" and given < 0.6:
        return False
    if given >= threshold:
        return True
    cue = _cue(ground, clause)
    if cue is None or not (clause.around or given >= _SUPPORT * threshold):
        return False
    if _HABIT.search(ground.text, clause.start, clause.end):
        return False
    return cue.more[0] == "strong" and given >= _FLOOR * threshold


def _cue(ground: Ground, clause: Clause) -> Cue | None:
    cues = [
        c for c in lexicon("forecasts").longest(ground.text, clause.start, clause.end) if c.more[0] != "none"
    ]
    return next((c for c in cues if c.more[0] == "strong"), cues[0] if cues else None)


def _separate(ground: Ground, one: Clause, other: Clause) -> bool:
    """Whether two predictive clauses of a sentence are two forecasts: both modal, neither a mere condition."""
    return _is_modal(ground, one) and _is_modal(ground, other)


def _is_modal(ground: Ground, clause: Clause) -> bool:
    m = _CONDITION.search(ground.text, clause.start, clause.end)
    if m and m.start() <= clause.start + 2:
        return False
    return _cue(ground, clause) is not None


def _row(ground: Ground, clause: Clause, given: float) -> Forecast:
    start, end = _bounds(ground, clause)
    sentence = ground.reading.sentences[clause.sentence]
    condition, mark = _condition(ground.text, sentence.start, sentence.end)
    words, probability = likelihood(ground.text, start, end)
    horizon = _horizon(ground, start, end) or _horizon(ground, sentence.start, sentence.end)
    proposition = _proposition(ground.text, start, end, mark)
    exception = _EXCEPTION.search(ground.text, sentence.start, sentence.end)
    return Forecast(
        **ground.evidence("forecast", start, end, {"proposition": proposition}),
        confidence=round(max(given, 0.3), 3),
        proposition=proposition,
        condition=condition,
        likelihood_words=words,
        probability=probability,
        horizon=horizon,
        exceptions=exception[1].strip() if exception else None,
        horizon_basis="text" if horizon else "none",
    )


def _bounds(ground: Ground, clause: Clause) -> tuple[int, int]:
    """The clause, with the main clause after it where it is only the condition."""
    sentence = ground.reading.sentences[clause.sentence]
    m = _CONDITION.match(ground.text, clause.start, clause.end)
    if m or clause.end - clause.start < 24:
        stop = re.search(r"[;—]", ground.text[clause.end : sentence.end])
        return clause.start, clause.end + stop.start() if stop else sentence.end
    return clause.start, clause.end


def _condition(text: str, start: int, end: int) -> tuple[str | None, tuple[int, int] | None]:
    """The words of the condition and where they stand."""
    for m in _CONDITION.finditer(text, start, end):
        mark = m["mark"].lower()
        if mark in _INVERTED and not _opens(text, start, m.start()):
            continue
        if mark in ("once", "until", "without") and not re.search(
            r"\b(?:will|would|could|may|might)\b", text[start:end]
        ):
            continue
        body = m["body"].strip()
        return (f"not: {body}" if mark in ("unless", "without") else body), (m.start(), m.end())
    return None, None


def _opens(text: str, start: int, at: int) -> bool:
    """Whether an inverted condition ("Should Armenia freeze ...") opens its clause."""
    lead = text[start:at].rstrip()
    return not lead or lead[-1] in ',;:—“"' or lead.endswith((" but", " and"))


def likelihood(text: str, start: int, end: int) -> tuple[str | None, Probability | None]:
    """The likelihood words of a stretch and the range they have on ICD 203, None where they have none there."""
    number = _number(text, start, end)
    if number:
        return number
    rows = lexicon("likelihood").longest(text, start, end)
    if rows:
        best = rows[0]
        low, high = float(best.more[0]) / 100, float(best.more[1]) / 100
        lead = re.search(
            r"\b(?:will|would|may|might|could|is|are)\s(?:\w+\s)?$",
            text[max(start, best.start - 16) : best.start],
        )
        words = (lead[0] if lead else "") + text[best.start : best.end]
        return words, Probability(SCALE, low, high) if best.more[2] != "-" else None
    m = _WORDS.search(text, start, end)
    return (m[0].strip(), None) if m else (None, None)


def _number(text: str, start: int, end: int) -> tuple[str, Probability] | None:
    """A stated chance, "62%" or "one in three", as a range of its own."""
    if not _CHANCE.search(text, start, end) and not _IN_N.search(text, start, end):
        return None
    m = _PERCENT.search(text, start, end)
    if m:
        low = int(m["low"]) / 100
        high = int(m["high"]) / 100 if m["high"] else low
        return (m[0], Probability("stated", low, high)) if low <= high <= 1 else None
    m = _IN_N.search(text, start, end)
    if m is None:
        return None
    one, of = (
        _COUNTS.get(x.lower()) or int(x) if x.isalpha() or x.isdigit() else 0 for x in (m["one"], m["of"])
    )
    return (m[0], Probability("stated", one / of, one / of)) if of and one <= of else None


def _horizon(ground: Ground, start: int, end: int) -> str | None:
    """The EDTF of the first time in the stretch that does not lie before the publication date."""
    published = ground.document.published.value or ""
    for time in ground.times(start, end):
        if time.edtf and (time.end_date or time.value) >= published[: len(time.end_date or time.value)]:
            return time.edtf
    return None


def _proposition(text: str, start: int, end: int, condition: tuple[int, int] | None) -> str:
    """The clause without its condition, on one line."""
    if condition and start <= condition[0] and condition[1] <= end:
        kept = text[start : condition[0]] + text[condition[1] : end]
        if len(kept.strip(" ,;:.")) < 12:
            kept = text[start:end]
    else:
        low, high = trimmed(text, start, end)
        kept = text[low:high]
    return " ".join(kept.split()).strip(" ,;:.—")

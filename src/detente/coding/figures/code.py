"""Code figures: choose them among the quantities read, and say what, whose, when and by whom."""

from __future__ import annotations

from detente.coding.figures.choice import likelihood
from detente.coding.figures.direction import ordered
from detente.coding.figures.evidence import evidence
from detente.coding.figures.indicators import indicator_of
from detente.coding.figures.parties import parties_of
from detente.coding.figures.periods import base_of, period_of
from detente.coding.figures.references import referred
from detente.coding.ledgers.ground import Ground
from detente.coding.lexicon import lexicon
from detente.terms import Document, Figure, Quantity, Reading, Sentence, finding_id

CODER = "figures-1"
THRESHOLD = 0.4
_STATUS_REACH = 60


def code_figures(document: Document, reading: Reading) -> list[Figure]:
    """The figures of a document, in order.

    A quantity is a figure where the published model of `data/figures/choice.tsv` finds it likelier than
    `THRESHOLD`; its likelihood is the confidence. Designators are kept and flagged.
    """
    ground = Ground.of(document, reading)
    figures = []
    for quantity in reading.quantities:
        index = ground.sentence_at(quantity.start)
        if index < 0:
            continue
        chance = likelihood(evidence(document.text, quantity, reading.sentences[index]), "choice")
        if chance >= THRESHOLD:
            figures.append(_figure(ground, quantity, index, chance))
    for index, quantity in referred(document.text, reading):
        figures.append(_figure(ground, quantity, index, 0.5))
    return sorted(figures, key=lambda figure: (figure.start, figure.end))


def _figure(ground: Ground, quantity: Quantity, index: int, chance: float) -> Figure:
    sentence = ground.reading.sentences[index]
    indicator = indicator_of(ground, quantity, sentence)
    states = parties_of(ground, quantity, index, mutual=indicator.flow == "mutual")
    parties, direction = ordered(ground, quantity, sentence, states, indicator.flow)
    period = period_of(ground, quantity, index)
    content = {"value": quantity.value, "unit": quantity.unit}
    return Figure(
        id=finding_id("figure", ground.document.id, quantity.start, quantity.end, content),
        document=ground.document.name,
        document_id=ground.document.id,
        start=quantity.start,
        end=quantity.end,
        quote=ground.text[quantity.start : quantity.end],
        attribution=ground.voucher(quantity.start, quantity.end),
        confidence=round(chance, 3),
        coder=CODER,
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        approximator=quantity.approximator,
        indicator=indicator.name,
        parties=parties,
        direction=direction,
        period=period.edtf,
        period_basis=period.basis,
        change_vs=base_of(ground, quantity, index),
        status=_status(ground, quantity, sentence),
        designator=quantity.designator,
        per=quantity.per,
    )


def _status(ground: Ground, quantity: Quantity, sentence: Sentence) -> str:
    """Target or estimate where a word near the number, in its clause, says so; else actual."""
    low = max(sentence.start, quantity.start - _STATUS_REACH)
    cues = [
        cue
        for cue in lexicon("figure_status").longest(ground.text, low, min(sentence.end, quantity.end + 30))
        if ";" not in ground.text[min(cue.start, quantity.start) : max(cue.end, quantity.end)]
    ]
    nearest = min(cues, key=lambda cue: abs(cue.start - quantity.start), default=None)
    return nearest.label if nearest else "actual"

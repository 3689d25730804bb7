"""The language model where the encoder is unsure, the encoder's findings elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.events import code_events
from detente.coding.llm.coder import LlmCoder, LlmCoding
from detente.coding.llm.prompt import stretches_of
from detente.terms import Document, EventReport, Reading

if TYPE_CHECKING:
    from detente.coding.events.weights import Weights

UNSURE_BELOW = 0.5
"""Events of the encoder that are likelier wrong than right, by their confidence, are asked about."""

UNSURE_BAND = (0.35, 0.65)
"""So are sentences whose likeliest trigger has a probability in this band, event or none."""


def code_hybrid(
    document: Document,
    reading: Reading,
    llm: LlmCoder,
    *,
    encoded: Sequence[EventReport] | None = None,
    doubts: Sequence[float] | None = None,
) -> LlmCoding:
    """The encoder's events, those of unsure sentences replaced by what the model gives for these sentences.

    Where the model gives no valid answer, what the encoder found there is kept. `encoded` are the encoder's
    events and `doubts` its probability of a trigger in each sentence; without them the shipped one is asked.
    """
    if encoded is None:
        encoded = code_events(document, reading, ontology=llm.ontology)
    asked = unsure(reading, encoded, trigger_doubt(document, reading) if doubts is None else doubts)
    if not any(asked):
        return LlmCoding(tuple(encoded))
    told = llm.code_stretches(document, reading, stretches_of(document, reading.sentences, asked))
    kept = [r for r in encoded if not any(p.start <= r.trigger.start < p.end for p in told.answered)]
    events = {r.id: r for r in (*told.events, *kept)}
    ordered = sorted((_unlinked(r, events) for r in events.values()), key=lambda r: (r.start, r.end, r.id))
    return replace(told, events=tuple(ordered))


def unsure(reading: Reading, encoded: Sequence[EventReport], doubts: Sequence[float]) -> list[bool]:
    """Which sentences are asked about."""
    low, high = UNSURE_BAND
    weak = [r.trigger.start for r in encoded if r.confidence < UNSURE_BELOW]
    return [
        low <= probability <= high or any(s.start <= at < s.end for at in weak)
        for s, probability in zip(reading.sentences, doubts, strict=True)
    ]


def trigger_doubt(document: Document, reading: Reading, weights: Weights | None = None) -> list[float]:
    """For each sentence, the encoder's probability that some word piece of it is a trigger."""
    from detente.coding.events.heads import Heads
    from detente.coding.events.weights import shipped
    from detente.coding.events.windows import pieces_of, plan

    weights = weights or shipped()
    heads = Heads(weights.heads)
    starts = [s.start for s in reading.sentences]
    likeliest = [0.0] * len(starts)
    for window in plan(pieces_of(document.text, reading.sentences, weights.tokenizer)):
        share = 1 - heads.types(weights.encode(window.ids))[:, 0]
        for (start, end), probability in zip(window.offsets, share, strict=True):
            if end > start >= window.core_start:
                at = bisect_right(starts, int(start)) - 1
                likeliest[at] = max(likeliest[at], float(probability))
    return likeliest


def _unlinked(report: EventReport, ids: Mapping[str, EventReport]) -> EventReport:
    """The report without links to findings that were replaced."""
    content = report.content_of if report.content_of in ids else None
    part = report.part_of if report.part_of in ids else None
    return replace(report, content_of=content, part_of=part)

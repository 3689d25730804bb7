"""Acts become event reports: parties, date, place, attribution, quote, and links between claim and content."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.coding.attribution import find_attributions, voucher
from detente.coding.events.decode import ATTRIBUTION, CUE, PLACE, QUOTE, acts_in
from detente.coding.events.mentions import country_mentions, dated
from detente.coding.events.parties import parties
from detente.coding.events.weights import shipped
from detente.coding.events.windows import pieces_of, plan
from detente.ontology import cameo_of, plover
from detente.terms import EventReport, Party, Place, Span, event_content, finding_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.coding.attribution import Attribution
    from detente.coding.events.decode import Act, Group
    from detente.coding.events.weights import Weights
    from detente.ontology import Reading as OntologyReading
    from detente.terms import Document, Mention, Reading, Sentence

TRIM = " \t\r\n\u00a0,;:.-–—"


def code_events(
    document: Document,
    reading: Reading,
    *,
    ontology: OntologyReading = "manual",
    weights: Weights | None = None,
) -> list[EventReport]:
    """The event reports of a read document, in order of the text."""
    weights = weights or shipped()
    mentions = country_mentions(reading.names)
    times = dated(reading.times)
    vouchers = find_attributions(document.text, reading)
    pieces = pieces_of(document.text, reading.sentences, weights.tokenizer)
    reports = [
        report_of(document, reading, act, mentions, vouchers, weights, ontology)
        for window in plan(pieces)
        for act in acts_in(document.text, window, mentions, times, weights)
    ]
    kept = [r for r in reports if r is not None]
    return _linked(_unique(kept))


def report_of(
    document: Document,
    reading: Reading,
    act: Act,
    mentions: Sequence[Mention],
    vouchers: tuple[Attribution, ...],
    weights: Weights,
    ontology: OntologyReading,
) -> EventReport | None:
    """One act as a report; None where neither side could be named."""
    text = document.text
    thresholds = weights.card["thresholds"]
    actor = parties(text, act, 0, mentions, thresholds)
    recipient = parties(text, act, 1, mentions, thresholds)
    if not any(p.country for p in (*actor, *recipient)):
        return None
    sentence = _sentence_at(reading.sentences, act.start)
    start, end = quote_span(text, act, sentence)
    when = act.date
    cue = _best(act.spans[CUE]) if act.factuality != "actual" else None
    key = event_content(
        act.type,
        tuple(p.country or p.name for p in actor),
        tuple(p.country or p.name for p in recipient),
        act.start,
    )
    return EventReport(
        id=finding_id("event", document.id, start, end, key),
        document=document.name,
        document_id=document.id,
        start=start,
        end=end,
        quote=text[start:end],
        attribution=_attribution(text, act, mentions, vouchers, thresholds),
        confidence=calibrated(act.confidence, weights.card["calibration"]),
        coder=f"{weights.card['name']}-{weights.card['digest']}",
        ontology=f"plover-{plover().version}-{ontology}",
        type=act.type,
        mode=act.mode,
        contexts=act.contexts,
        cameo=cameo_of(act.type, act.mode, act.contexts, ontology),
        actor=actor,
        recipient=recipient,
        reciprocal=act.reciprocal > thresholds["reciprocal"],
        trigger=Span(act.start, act.end),
        date_start=when.begin if when else None,
        date_end=when.end_date if when else None,
        date_edtf=when.edtf if when else None,
        date_basis=when.basis if when else "none",
        place=_place(text, act, reading.names),
        factuality=act.factuality,
        cue=Span(cue.start, cue.end) if cue else None,
        score=plover().score(act.type, act.mode),
    )


def calibrated(probability: float, fit: Mapping[str, float]) -> float:
    """The share of findings of such a probability that proved right on dev: a logistic fit (Platt 1999)."""
    p = min(max(probability, 1e-4), 1 - 1e-4)
    logit = math.log(p / (1 - p))
    return round(1 / (1 + math.exp(-(fit["slope"] * logit + fit["intercept"]))), 4)


def quote_span(text: str, act: Act, sentence: Sentence) -> tuple[int, int]:
    """The clause that reports the act: the words marked as its quote about the trigger, within its sentence."""
    start, end = act.start, act.end
    for group in act.spans[QUOTE]:
        if group.start < sentence.end and group.end > sentence.start and _near(group, start, end):
            start, end = min(start, group.start), max(end, group.end)
    start, end = max(start, sentence.start), min(end, sentence.end)
    while end > act.end and text[end - 1] in TRIM:
        end -= 1
    while start < act.start and text[start] in TRIM:
        start += 1
    return start, end


def _near(group: Group, start: int, end: int, gap: int = 40) -> bool:
    return group.start <= end + gap and group.end >= start - gap


def _sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence:
    return next(s for s in sentences if s.start <= at < s.end)


def _best(groups: Sequence[Group]) -> Group | None:
    return max(groups, key=lambda g: (g.score, -g.start), default=None)


def _attribution(
    text: str,
    act: Act,
    mentions: Sequence[Mention],
    vouchers: tuple[Attribution, ...],
    thresholds: Mapping[str, float],
) -> Party | None:
    """Who vouches: the words the model marks, or where it is in doubt those that a cue of speech gives."""
    group = _best(act.spans[ATTRIBUTION])
    if act.attributed > thresholds["attributed"] and group is not None:
        inside = [m for m in mentions if m.start < group.end and group.start < m.end]
        country = inside[0].country if inside else None
        name = " ".join(text[group.start : group.end].split())
        return Party(name=name, country=country, start=group.start, end=group.end)
    if act.attributed <= thresholds["attributed_cue"]:
        return None
    cued = voucher(vouchers, act.start, act.end)
    return cued.party if cued else None


def _place(text: str, act: Act, names: Sequence[Mention]) -> Place | None:
    group = _best(act.spans[PLACE])
    if group is None:
        return None
    inside = [m for m in names if m.start < group.end and group.start < m.end and m.country]
    if not inside:
        return Place(name=" ".join(text[group.start : group.end].split()), country=None)
    best = max(inside, key=lambda m: (m.latitude is not None, m.end - m.start, -m.start))
    return Place(best.name, best.country, best.latitude, best.longitude)


def _unique(reports: Sequence[EventReport]) -> list[EventReport]:
    """One report for each act: of two that tell the same of the same parties in the same words, the surer."""
    kept: list[EventReport] = []
    for report in sorted(reports, key=lambda r: (-r.confidence, r.start, r.end, r.id)):
        if not any(_same_act(report, other) for other in kept):
            kept.append(report)
    return sorted(kept, key=lambda r: (r.start, r.end, r.id))


def _same_act(one: EventReport, other: EventReport) -> bool:
    overlap = min(one.end, other.end) - max(one.start, other.start)
    return (
        one.type == other.type
        and _countries(one.actor) == _countries(other.actor)
        and _countries(one.recipient) == _countries(other.recipient)
        and overlap > 0.5 * min(one.end - one.start, other.end - other.start)
    )


def _countries(side: Sequence[Party]) -> set[str | None]:
    return {party.country for party in side}


def _linked(reports: Sequence[EventReport]) -> list[EventReport]:
    """Point each claimed act at the accusation or denial that utters it, where one quote holds the other."""
    out = []
    for report in reports:
        holders = [
            r
            for r in reports
            if r.type in {"ACCUSE", "REJECT", "THREATEN"}
            and r.id != report.id
            and r.trigger.start < report.trigger.start
            and r.start <= report.trigger.start < r.end
        ]
        if holders and report.factuality != "actual":
            out.append(replace(report, content_of=max(holders, key=lambda r: r.trigger.start).id))
        else:
            out.append(report)
    return out

"""A reading becomes findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from detente.coding.events import code_events
from detente.coding.figures import code_figures
from detente.coding.ledgers import code_agreements, code_forecasts, code_links, code_offices, code_states
from detente.ontology import Reading as OntologyReading
from detente.terms import Document, EventReport, Finding, Reading, Zone, order_key

_CODERS: tuple[Callable[[Document, Reading], Sequence[Finding]], ...] = (
    code_figures,
    code_agreements,
    code_offices,
    code_forecasts,
    code_links,
    code_states,
)


def code(
    document: Document,
    reading: Reading,
    *,
    ontology: OntologyReading = "manual",
    events: Sequence[EventReport] | None = None,
) -> tuple[Finding, ...]:
    """The findings in a document, in order; `ontology` names the reading of PLOVER where its sources differ.

    `events` are those of another event coder; without them the shipped encoder codes events.
    A finding whose quote does not stand at its offsets, or that leaves the body, is not given: what cannot be
    anchored is not recorded.
    """
    findings = {
        finding.id: finding for finding in _anchored(document, _all(document, reading, ontology, events))
    }
    return tuple(sorted(findings.values(), key=order_key))


def _all(
    document: Document, reading: Reading, ontology: OntologyReading, events: Sequence[EventReport] | None
) -> Iterator[Finding]:
    yield from code_events(document, reading, ontology=ontology) if events is None else events
    for coder in _CODERS:
        yield from coder(document, reading)


def _anchored(document: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    body = [passage for passage in document.passages if passage.zone is Zone.BODY]
    for finding in findings:
        if document.text[finding.start : finding.end] == finding.quote and any(
            passage.start <= finding.start < finding.end <= passage.end for passage in body
        ):
            yield finding

"""The words of the field as plain, frozen data. Standard library only."""

from detente.terms.contract import as_line, as_row, dyads_of, event_content, finding_id, order_key
from detente.terms.document import Document, Likeness, Passage, Published, Reason, Rejected, Zone
from detente.terms.dyad import Dyad
from detente.terms.finding import (
    Agreement,
    EventReport,
    Figure,
    Finding,
    Forecast,
    Link,
    Office,
    Party,
    Place,
    Probability,
    RelationState,
)
from detente.terms.reading import Mention, NameKind, Quantity, Quotation, Reading, Sentence, Span, When

__all__ = [
    "Agreement",
    "Document",
    "Dyad",
    "EventReport",
    "Figure",
    "Finding",
    "Forecast",
    "Likeness",
    "Link",
    "Mention",
    "NameKind",
    "Office",
    "Party",
    "Passage",
    "Place",
    "Probability",
    "Published",
    "Quantity",
    "Quotation",
    "Reading",
    "Reason",
    "Rejected",
    "RelationState",
    "Sentence",
    "Span",
    "When",
    "Zone",
    "as_line",
    "as_row",
    "dyads_of",
    "event_content",
    "finding_id",
    "order_key",
]

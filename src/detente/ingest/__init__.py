"""Files to documents with metadata and passages."""

from detente.ingest.discover import discover
from detente.ingest.guard import close_workers, receive_guarded
from detente.ingest.likeness import likenesses
from detente.ingest.receive import document_from_text, receive
from detente.ingest.sources import DEFAULT_LIMITS, Limits, Source

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Source",
    "close_workers",
    "discover",
    "document_from_text",
    "likenesses",
    "receive",
    "receive_guarded",
]

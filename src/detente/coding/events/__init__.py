"""The event coder: a small joint-head encoder over windows of sentences."""

from detente.coding.events.reports import code_events

__all__ = ["code_events"]

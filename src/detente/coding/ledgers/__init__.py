"""The ledgers of what states agreed, hold, expect and depend on, coded from a reading."""

from detente.coding.ledgers.agreements import code_agreements
from detente.coding.ledgers.forecasts import code_forecasts
from detente.coding.ledgers.links import code_links
from detente.coding.ledgers.offices import code_offices
from detente.coding.ledgers.states import code_states

__all__ = ["code_agreements", "code_forecasts", "code_links", "code_offices", "code_states"]

"""Names of states, bodies, offices, people and groups, resolved to countries and sectors."""

from detente.read.names.gazetteer import Gazetteer

__all__ = ["Gazetteer"]

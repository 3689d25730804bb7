"""PLOVER as data: types, modes, contexts, scores and the crosswalks to CAMEO."""

from detente.ontology.cameo import CameoRow, Reading, cameo_of, crosswalk, reading_of
from detente.ontology.plover import EventType, Plover, plover

__all__ = ["CameoRow", "EventType", "Plover", "Reading", "cameo_of", "crosswalk", "plover", "reading_of"]

"""The label sets of the event coder, in the order the heads use. PLOVER manual 0.8."""

from __future__ import annotations

import json
from pathlib import Path

ONTOLOGY = Path(__file__).parents[2] / "src/detente/data/ontology/plover.json"
_PLOVER = json.loads(ONTOLOGY.read_text(encoding="utf-8"))

TYPES = tuple(_PLOVER["types"])
MODES = tuple(f"{kind}.{mode}" for kind in TYPES for mode in ("none", *_PLOVER["types"][kind]["modes"]))
CONTEXTS = tuple(_PLOVER["contexts"])
SECTORS = tuple(_PLOVER["sectors"])
FACTUALITY = ("actual", "reported_claim", "planned", "hypothetical", "negated", "habitual")
SPAN_CHANNELS = ("actor", "recipient", "attribution", "cue", "date", "place", "quote")
SIDES = ("actor", "recipient")
DISTANCE_EDGES = (1, 2, 3, 5, 8, 12, 20, 35, 60, 100)

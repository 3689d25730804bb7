"""PLOVER's types, modes, contexts, sectors and scores, read from the package's data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER type: quad class (1-4), conflict-cooperation score, and the score of each mode."""

    name: str
    quad: int
    score: float
    modes: dict[str, float]


@dataclass(frozen=True, slots=True)
class Plover:
    """The ontology as data. `quads` names the quad classes 1 to 4; `readings` says where sources disagree."""

    version: str
    types: dict[str, EventType]
    contexts: tuple[str, ...]
    sectors: dict[str, str]
    quads: dict[int, str]
    readings: dict[str, str]

    def score(self, event_type: str, mode: str | None) -> float:
        """The conflict-cooperation score (-10 to 10) of a type, or of its mode where that has one."""
        kind = self.types[event_type]
        return kind.modes.get(mode, kind.score) if mode else kind.score

    def quad(self, event_type: str) -> int:
        """The quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
        return self.types[event_type].quad


@cache
def plover() -> Plover:
    """The PLOVER ontology, version 0.8 of the manual."""
    data: dict[str, Any] = json.loads(
        resources.files("detente").joinpath("data/ontology/plover.json").read_text(encoding="utf-8")
    )
    types = {
        name: EventType(name, kind["quad"], kind["score"], kind["modes"])
        for name, kind in data["types"].items()
    }
    return Plover(
        version=data["version"],
        types=types,
        contexts=tuple(data["contexts"]),
        sectors=data["sectors"],
        quads={int(quad): name for quad, name in data["quads"].items()},
        readings=data["readings"],
    )

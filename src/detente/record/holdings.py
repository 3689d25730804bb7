"""What a journal says a dossier holds: its sources with where each was found, and those that gave none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.ingest.sources import Source
from detente.record.journal import Entry
from detente.terms import Reason, Rejected


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One place where a source was found, with what it was said to be there."""

    name: str
    origin: str
    media_type: str
    hints: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A source of the dossier. `published` is the publication date given with it, if any."""

    id: str
    published: str | None
    places: tuple[Place, ...]

    @property
    def place(self) -> Place:
        """The place that stands for all: the first by name, whatever the order they were added in."""
        return self.places[0]

    def source(self, data: bytes) -> Source:
        """The source as ingest takes it."""
        place = self.place
        return Source(data, place.name, place.origin, place.media_type or None, dict(place.hints))

    def file_name(self, coder_key: str) -> str:
        """The name of the file that keeps what this source gave under a coder with this key."""
        place = self.place
        given = json.dumps([coder_key, self.published, place.name, place.media_type, place.hints])
        return f"{self.id}-{hashlib.sha256(given.encode()).hexdigest()[:16]}.jsonl"


@dataclass(slots=True)
class Holdings:
    """What is held by now; `take` and `turn_away` say what is new and must be written down."""

    published: dict[str, str | None] = field(default_factory=dict)
    places: dict[str, set[Place]] = field(default_factory=dict)
    rejected: dict[str, set[tuple[str, str, str | None]]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Holdings:
        """What a journal's entries hold."""
        holdings = cls()
        for entry in entries:
            holdings.note(entry)
        return holdings

    def note(self, entry: Mapping[str, Any]) -> None:
        """Take one entry of the journal into account."""
        if entry["kind"] == "source":
            place = Place(
                entry["name"], entry["origin"], entry["media_type"], tuple(map(tuple, entry["hints"]))
            )
            identity = entry["source_id"]
            self.places.setdefault(identity, set()).add(place)
            self.published[identity] = entry["published"] or self.published.get(identity)
            self.rejected.pop(entry["origin"], None)
        elif entry["kind"] == "rejected":
            given = (entry["reason"], entry["message"], entry["source_id"])
            self.rejected.setdefault(entry["origin"], set()).add(given)

    def take(self, source: Source, published: str | None) -> dict[str, Any] | None:
        """The journal's entry for a source, or None where it says nothing new."""
        place = Place(source.name, source.origin, source.media_type or "", tuple(sorted(source.hints.items())))
        identity = source.id
        known = place in self.places.get(identity, ())
        if known and (published is None or published == self.published[identity]):
            return None
        return {
            "kind": "source",
            "source_id": identity,
            "name": place.name,
            "origin": place.origin,
            "media_type": place.media_type,
            "hints": [list(hint) for hint in place.hints],
            "published": published,
            "bytes": len(source.data),
        }

    def turn_away(self, rejected: Rejected) -> dict[str, Any] | None:
        """The journal's entry for a source that could not be read, or None where it says nothing new."""
        given = (str(rejected.reason), rejected.message, rejected.id)
        if given in self.rejected.get(rejected.origin, ()):
            return None
        reason, message, identity = given
        kind = {"kind": "rejected", "origin": rejected.origin}
        return {**kind, "reason": reason, "message": message, "source_id": identity}

    def sources(self) -> list[Held]:
        """Every source, in order of id."""
        return [
            Held(identity, self.published[identity], tuple(sorted(places)))
            for identity, places in sorted(self.places.items())
        ]

    def turned_away(self) -> list[Rejected]:
        """Every source that could not be read and that no later one from the same place replaced."""
        return [
            Rejected(origin, Reason(reason), message, identity)
            for origin, all_given in sorted(self.rejected.items())
            for reason, message, identity in sorted(all_given, key=str)
        ]

"""Pairs of states."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Dyad:
    """An undirected pair of states, first and second in alphabetical order: `AZE-RUS`."""

    first: str
    second: str

    @classmethod
    def of(cls, one: str, other: str) -> Dyad:
        """The dyad of two different countries, whatever their order.

        Raises ValueError where both are the same.
        """
        if one == other:
            raise ValueError(f"a dyad needs two states, not {one!r} twice")
        return cls(min(one, other), max(one, other))

    @classmethod
    def parse(cls, text: str) -> Dyad:
        """Read `AZE-RUS`, `RUS-AZE` or `RUS>AZE` (the direction is dropped)."""
        one, found, other = text.strip().upper().replace(">", "-").partition("-")
        if not found or not one or not other:
            raise ValueError(f"not a dyad: {text!r}; write it like AZE-RUS")
        return cls.of(one, other)

    def __str__(self) -> str:
        return f"{self.first}-{self.second}"

"""Spans that overlap, and one-to-one pairs of them, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.measure.evaluation.gold import Row

Pair = tuple[int, int]


def overlap(one: Row, other: Row) -> int:
    """Characters that two rows share."""
    return max(0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"])))


def best_pairs(scored: list[tuple[int, int, int]]) -> list[Pair]:
    """The pairs (gold, predicted) of the highest scores, each row once."""
    used_gold: set[int] = set()
    used: set[int] = set()
    out = []
    for _, g, p in sorted(scored, reverse=True):
        if g not in used_gold and p not in used:
            used_gold.add(g)
            used.add(p)
            out.append((g, p))
    return out

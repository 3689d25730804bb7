"""Krippendorff's alpha for nominal values, and bootstrap intervals over clusters of units.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Unit = Sequence[Hashable]
Cluster = TypeVar("Cluster")


def nominal_alpha(units: Sequence[Unit]) -> float:
    """Agreement beyond chance on `units`, each the values that coders gave to one thing.

    1 is full agreement, 0 that of chance. A unit with fewer than two values says nothing and is left out;
    NaN where no unit is left or all values are the same, as alpha is then undefined.
    """
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter()
    observed = 0.0
    for unit in paired:
        size = unit.total()
        totals.update(unit)
        observed += (size**2 - sum(count**2 for count in unit.values())) / (size - 1)
    size = totals.total()
    expected = size**2 - sum(count**2 for count in totals.values())
    return 1 - (size - 1) * observed / expected if expected else math.nan


def bootstrap(
    clusters: Sequence[Cluster],
    measure: Callable[[Sequence[Cluster]], float],
    *,
    rounds: int = 1000,
    seed: int = 1,
) -> tuple[float, float]:
    """The central 95 % of `measure` over `rounds` resamples of whole clusters, the same ones every time."""
    chance = random.Random(seed)
    values = sorted(
        value
        for value in (measure(chance.choices(clusters, k=len(clusters))) for _ in range(rounds))
        if not math.isnan(value)
    )
    if not values:
        return math.nan, math.nan
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]

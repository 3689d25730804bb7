"""Whether confidence means what it says: reliability by bin, expected calibration error (Guo et al. 2017)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings whose confidence is above `low` and at most `high` (the first bin holds 0 too).

    `confidence` is their mean confidence and `right` the share of them that gold confirms, both 0-1.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold a finding, how many findings there are, and the expected calibration error.

    `error` is the mean distance of confidence and rightness over the bins, weighted by their counts; None
    where there is no finding.
    """

    bins: tuple[Bin, ...]
    count: int
    error: float | None


def reliability(judged: Sequence[tuple[float, bool]]) -> Reliability:
    """Reliability of findings, each with its confidence in 0-1 and whether it is right."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        held[_bin(confidence)].append((confidence, right))
    bins = tuple(_summary(place, inside) for place, inside in enumerate(held) if inside)
    if not judged:
        return Reliability((), 0, None)
    off = sum(one.count * abs(one.confidence - one.right) for one in bins)
    return Reliability(bins, len(judged), off / len(judged))


def _bin(confidence: float) -> int:
    place = int(confidence * BINS)
    return min(max(place - (place == confidence * BINS), 0), BINS - 1)


def _summary(place: int, inside: Sequence[tuple[float, bool]]) -> Bin:
    count = len(inside)
    return Bin(
        place / BINS,
        (place + 1) / BINS,
        count,
        sum(confidence for confidence, _ in inside) / count,
        sum(right for _, right in inside) / count,
    )

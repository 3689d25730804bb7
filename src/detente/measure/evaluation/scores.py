"""Scores over documents, with intervals by resampling documents (bootstrap; Efron and Tibshirani 1993)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.measure.evaluation.match import Matched, match_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from detente.measure.evaluation.gold import GoldDocument, Row

LEVELS = ("found", "type", "triple", "figures")
SHARES = ("date", "factuality", "factuality_not_actual", "attribution")
ROUNDS, SEED = 1000, 20240229


@dataclass(frozen=True, slots=True)
class Interval:
    """A score in 0-1 with its 95 % interval; `of` is what it was measured on (gold rows, or matched pairs)."""

    value: float
    low: float
    high: float
    of: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of findings against gold.

    `f1`, `precision` and `recall` by level (found, type, triple, figures); `shares` of matched events with the
    right field; `traps` and `noise` count findings where there is nothing; `confusion` counts (gold type,
    predicted type); `documents` are the matches they came from.
    """

    f1: dict[str, Interval]
    precision: dict[str, float]
    recall: dict[str, float]
    shares: dict[str, Interval]
    traps: int
    noise: int
    confusion: dict[tuple[str, str], int]
    documents: tuple[Matched, ...]


def evaluate(gold: Sequence[GoldDocument], findings: Mapping[str, list[Row]]) -> Evaluation:
    """Score findings (rows by document name) against gold; documents without gold are left out."""
    documents = tuple(match_document(g, findings.get(g.name, [])) for g in gold)
    draws = np.random.default_rng(SEED).integers(0, len(documents), (ROUNDS, len(documents)))
    counts = {level: np.array([d.counts[level] for d in documents]) for level in LEVELS}
    shares = {name: np.array([d.shares[name] for d in documents]) for name in SHARES}
    return Evaluation(
        f1={level: _interval(table, draws, _f1, int(table[:, 2].sum())) for level, table in counts.items()},
        precision={level: _ratio(*table.sum(0)[[0, 1]]) for level, table in counts.items()},
        recall={level: _ratio(*table.sum(0)[[0, 2]]) for level, table in counts.items()},
        shares={
            name: _interval(table, draws, _share, int(table[:, 1].sum())) for name, table in shares.items()
        },
        traps=sum(d.shares["traps"][0] for d in documents),
        noise=sum(d.shares["noise"][0] for d in documents),
        confusion=dict(sorted(Counter(pair for d in documents for pair in d.confusion).items())),
        documents=documents,
    )


def _ratio(right: float, of: float) -> float:
    return float(right / of) if of else 0.0


def _f1(sums: np.ndarray) -> np.ndarray:
    """F1 of (..., 3) sums of matched, predicted and gold: 2 * matched / (predicted + gold)."""
    out: np.ndarray = 2 * sums[..., 0] / np.maximum(1, sums[..., 1] + sums[..., 2])
    return out


def _share(sums: np.ndarray) -> np.ndarray:
    out: np.ndarray = sums[..., 0] / np.maximum(1, sums[..., 1])
    return out


def _interval(
    table: np.ndarray, draws: np.ndarray, score: Callable[[np.ndarray], np.ndarray], of: int
) -> Interval:
    resampled = score(table[draws].sum(1))
    low, high = np.quantile(resampled, [0.025, 0.975])
    return Interval(float(score(table.sum(0))), float(low), float(high), of)


def by_name(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Findings by the stem of their document's name, as gold names documents."""
    out: dict[str, list[Row]] = {}
    for row in rows:
        stem = str(row["document"]).rpartition("/")[2]
        base, dot, _ = stem.rpartition(".")
        out.setdefault(base if dot else stem, []).append(row)
    return out

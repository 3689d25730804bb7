"""Scores over documents, with intervals by resampling documents (bootstrap; Efron and Tibshirani 1993)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from detente.errors import UsageError
from detente.measure.evaluation.calibration import Reliability, reliability
from detente.measure.evaluation.match import Matched, match_document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from detente.measure.evaluation.gold import GoldDocument, Row

LEVELS = ("found", "type", "triple", "figures")
SHARES = ("date", "factuality", "factuality_not_actual", "attribution")
ROUNDS, SEED = 1000, 20240229

Key = TypeVar("Key", str, tuple[str, str])


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
    right field; `traps` and `noise` count findings where there is nothing. `confusion` counts (gold type,
    predicted type) of events that overlap, `missed` and `spurious` the types of those that overlap nothing;
    `factualities` counts (gold, predicted) of events matched by type. `reliability` of the confidence of events
    (right: matched by type) and figures. `documents` are the matches it all came from.
    """

    f1: dict[str, Interval]
    precision: dict[str, float]
    recall: dict[str, float]
    shares: dict[str, Interval]
    traps: int
    noise: int
    confusion: dict[tuple[str, str], int]
    missed: dict[str, int]
    spurious: dict[str, int]
    factualities: dict[tuple[str, str], int]
    reliability: dict[str, Reliability]
    documents: tuple[Matched, ...]


def evaluate(gold: Sequence[GoldDocument], findings: Mapping[str, list[Row]]) -> Evaluation:
    """Score findings (rows by document name) against gold; documents without gold are left out.

    Raises UsageError where there is no gold document.
    """
    if not gold:
        raise UsageError("the gold holds no document")
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
        confusion=_counted((g, p) for d in documents for g, p in d.confusion if g and p),
        missed=_counted(g for d in documents for g, p in d.confusion if g and not p),
        spurious=_counted(p for d in documents for g, p in d.confusion if p and not g),
        factualities=_counted(pair for d in documents for pair in d.factualities),
        reliability={
            kind: reliability([one for d in documents for one in d.judged[kind]])
            for kind in documents[0].judged
        },
        documents=documents,
    )


def _counted(items: Iterable[Key]) -> dict[Key, int]:
    return dict(sorted(Counter(items).items()))


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


def by_name(rows: Iterable[Row], known: Collection[str] = ()) -> dict[str, list[Row]]:
    """Findings by document as gold names it: the whole name where `known` holds it, else the name's stem."""
    out: dict[str, list[Row]] = {}
    for row in rows:
        name = str(row["document"])
        out.setdefault(name if name in known else PurePosixPath(name).stem, []).append(row)
    return out

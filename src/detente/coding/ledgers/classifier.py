"""A linear classifier of clauses: one logistic regression a label over sparse features, weights as npz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

WEIGHTS = "ledgers.npz"


@dataclass(frozen=True, slots=True)
class ClauseClassifier:
    """Weights by feature and label; `thresholds` are the probabilities from which a label is given."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    thresholds: dict[str, float]

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> ClauseClassifier:
        """The weights that ship with the package, made by `training/ledgers.py`."""
        source = resources.files("detente.data") / "models" / WEIGHTS
        with source.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            labels = tuple(str(x) for x in arrays["labels"])
            names = bytes(arrays["features"]).decode().split("\n")
            thresholds = dict(zip(labels, (float(x) for x in arrays["thresholds"]), strict=True))
            weights, bias = arrays["weights"].astype(np.float32), arrays["bias"].astype(np.float32)
        return cls(labels, {name: row for row, name in enumerate(names)}, weights, bias, thresholds)

    def probabilities(self, features: Sequence[str]) -> dict[str, float]:
        """The probability (0-1) of each label for one clause."""
        rows = sorted(self.rows[f] for f in features if f in self.rows)
        logits = self.bias + self.weights[rows].sum(axis=0, dtype=np.float32)
        values = 1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))
        return {label: float(value) for label, value in zip(self.labels, values, strict=True)}

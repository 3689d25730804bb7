"""Fit the clause classifier of the ledgers on the open corpus and write its weights.

usage: python training/ledgers.py CORPUS.jsonl... --out src/detente/data/models/ledgers.npz

Passages whose SHA-256 of the id begins with a byte under 0xCC are fitted on; thresholds are chosen for the best
F1 of five folds of these. The rest is never looked at. Convex, no randomness: the same corpus gives the same
weights. Single sentences, whose ledgers were not annotated, are left out by their length.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detente.coding.ledgers.features import Clause, clauses_of
from detente.coding.ledgers.ground import Ground
from detente.read.names import Gazetteer
from detente.read.sentences import split
from detente.terms import Document, Passage, Published, Reading, Zone

LABELS = ("cause", "leverage", "dependence", "interest", "forecast", "state")
FOLDS, RARE, PENALTY, STEPS, SHORTEST = 5, 3, 2.5, 400, 400
# A forecast that is missed can never be scored, one too many is seen and struck out: lean towards finding.
LEAN = {"forecast": 0.7}


@dataclass
class Passed:
    """A passage with its clauses, its gold spans by label, and which labels each clause has."""

    id: str
    clauses: tuple[Clause, ...]
    gold: list[tuple[str, int, int]]
    truth: np.ndarray


def in_training(identity: str) -> bool:
    return hashlib.sha256(identity.encode()).digest()[0] < 0xCC


def document_of(row: dict) -> Document:
    text = row["text"]
    identity = hashlib.sha256(text.encode()).hexdigest()
    body = (Passage(Zone.BODY, 0, len(text)),)
    return Document(
        identity,
        row["id"],
        row["id"],
        text,
        "text/plain",
        "utf-8",
        published=Published(row.get("published")),
        passages=body,
    )


def span_of(text: str, row: dict) -> tuple[int, int]:
    at = -1
    for _ in range(row.get("quote_nth") or 1):
        at = text.find(row["quote"], at + 1)
    return at, at + len(row["quote"])


def gold_of(row: dict) -> list[tuple[str, int, int]]:
    text = row["text"]
    return (
        [(x["kind"], *span_of(text, x)) for x in row["links"]]
        + [("forecast", *span_of(text, x)) for x in row["forecasts"]]
        + [("state", *span_of(text, x)) for x in row["relation_states"]]
    )


def passed(row: dict, gazetteer: Gazetteer) -> Passed:
    document = document_of(row)
    sentences = split(document.text, document.passages)
    names = gazetteer.find(document.text, sentences, document.published)
    clauses = clauses_of(Ground.of(document, Reading(document.id, sentences, names)))
    gold = gold_of(row)
    truth = np.zeros((len(clauses), len(LABELS)), np.float64)
    for at, clause in enumerate(clauses):
        for label, start, end in gold:
            if min(end, clause.end) - max(start, clause.start) >= min(12, (end - start) // 2):
                truth[at, LABELS.index(label)] = 1.0
    return Passed(row["id"], clauses, gold, truth)


class Sparse:
    """Clauses as rows of feature numbers."""

    def __init__(self, passages: list[Passed], rows: dict[str, int]) -> None:
        lists = [[rows[f] for f in c.features if f in rows] for p in passages for c in p.clauses]
        self.owner = np.repeat(np.arange(len(lists)), [len(x) for x in lists])
        self.index = np.array([i for x in lists for i in x], np.int64)
        self.shape = (len(lists), len(rows))

    def times(self, weights: np.ndarray) -> np.ndarray:
        return np.bincount(self.owner, weights[self.index], self.shape[0])

    def transposed_times(self, residual: np.ndarray) -> np.ndarray:
        return np.bincount(self.index, residual[self.owner], self.shape[1])

    def lipschitz(self) -> float:
        """A bound on the largest eigenvalue of X'X, by power iteration from the all-ones vector."""
        v = np.ones(self.shape[1])
        for _ in range(30):
            v = self.transposed_times(self.times(v / np.linalg.norm(v)))
        return float(np.linalg.norm(v))


def fitted(data: Sparse, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """Penalised logistic regression by accelerated gradient descent."""
    rate = 1.0 / (0.25 * (data.lipschitz() + data.shape[0] ** 0.5) + PENALTY)
    weights = ahead = np.zeros(data.shape[1])
    share = truth.mean()
    bias = ahead_bias = float(np.log(share / (1 - share)))
    for step in range(STEPS):
        residual = 1.0 / (1.0 + np.exp(-(data.times(ahead) + ahead_bias))) - truth
        new = ahead - rate * (data.transposed_times(residual) + PENALTY * ahead)
        new_bias = ahead_bias - 4.0 / data.shape[0] * residual.sum()
        momentum = step / (step + 3)
        ahead, ahead_bias = new + momentum * (new - weights), new_bias + momentum * (new_bias - bias)
        weights, bias = new, new_bias
    return weights, bias


def vocabulary(passages: list[Passed]) -> dict[str, int]:
    counts = Counter(f for p in passages for c in p.clauses for f in c.features)
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}


def model_of(passages: list[Passed]) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    rows = vocabulary(passages)
    data = Sparse(passages, rows)
    truth = np.concatenate([p.truth for p in passages])
    parts = [fitted(data, truth[:, at]) for at in range(len(LABELS))]
    return rows, np.stack([w for w, _ in parts], axis=1), np.array([b for _, b in parts])


def predicted(passages: list[Passed], model: tuple[dict[str, int], np.ndarray, np.ndarray]) -> np.ndarray:
    rows, weights, bias = model
    data = Sparse(passages, rows)
    logits = np.stack([data.times(weights[:, at]) + bias[at] for at in range(len(LABELS))], axis=1)
    return 1.0 / (1.0 + np.exp(-logits))


def best_threshold(passages: list[Passed], scores: np.ndarray, label: str) -> tuple[float, float]:
    """The threshold of the best F1, one prediction a sentence, matched one to one by overlap."""
    grid = [round(0.1 + 0.03 * k, 2) for k in range(20)]
    return max((f1_at(passages, scores, label, t), t) for t in grid)[::-1]


def f1_at(passages: list[Passed], scores: np.ndarray, label: str, threshold: float) -> float:
    column, at = LABELS.index(label), 0
    hits = predictions = golds = 0
    for p in passages:
        best: dict[int, tuple[float, Clause]] = {}
        for clause in p.clauses:
            value = scores[at, column]
            at += 1
            if value >= threshold and (clause.sentence not in best or value > best[clause.sentence][0]):
                best[clause.sentence] = (value, clause)
        left = [(a, b) for kind, a, b in p.gold if kind == label]
        golds += len(left)
        predictions += len(best)
        for _, clause in best.values():
            found = next((g for g in left if min(g[1], clause.end) > max(g[0], clause.start)), None)
            if found:
                left.remove(found)
                hits += 1
    return 2 * hits / max(1, predictions + golds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    gazetteer = Gazetteer.load()
    lines = [line for path in sorted(options.corpus) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [
        r
        for r in map(json.loads, lines)
        if "links" in r and len(r["text"]) >= SHORTEST and in_training(r["id"])
    ]
    passages = [passed(r, gazetteer) for r in rows]
    out = np.concatenate([np.zeros((0, len(LABELS)))])
    order: list[Passed] = []
    for fold in range(FOLDS):
        test = [p for i, p in enumerate(passages) if i % FOLDS == fold]
        model = model_of([p for i, p in enumerate(passages) if i % FOLDS != fold])
        order += test
        out = np.concatenate([out, predicted(test, model)])
    thresholds = []
    for label in LABELS:
        threshold, f1 = best_threshold(order, out, label)
        thresholds.append(threshold * LEAN.get(label, 1.0))
        print(f"{label:12s} threshold {threshold:.2f}  F1 of {FOLDS} folds {f1:.3f}")
    names, weights, bias = model_of(passages)
    features = "\n".join(names).encode()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.out,
        labels=np.array(LABELS),
        features=np.frombuffer(features, np.uint8),
        weights=weights.astype(np.float16),
        bias=bias.astype(np.float32),
        thresholds=np.array(thresholds, np.float32),
    )
    print(f"{len(passages)} passages, {len(names)} features -> {options.out.name}")


if __name__ == "__main__":
    main()

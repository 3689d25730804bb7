"""Choose the coder's thresholds on dev and calibrate its confidence; writes both into the card.

python training/events/tune.py --model src/detente/data/model [--corpus corpus]
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from detente.coding.events.reports import code_events
from detente.coding.events.weights import Weights, load
from detente.ingest import document_from_text
from detente.measure.evaluation import GoldDocument, corpus_gold, evaluate
from detente.read import Reader
from detente.terms import Document, Reading, as_row

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))
from split import split_of

GRID = {
    "trigger": [0.4, 0.45, 0.5, 0.55, 0.6, 0.7],
    "country_actor": [0.4, 0.5, 0.6, 0.7],
    "country_recipient": [0.45, 0.55, 0.65, 0.75],
    "fallback": [0.0, 0.02, 0.05, 0.1],
    "attributed": [0.3, 0.4, 0.5, 0.6],
    "attributed_cue": [0.05, 0.1, 0.2, 0.3, 0.5],
}
SLACK = 0.003
"""Of values this close to the best score the strictest is taken: a false row costs more than a miss."""
SCORED = {"trigger": "type", "country_actor": "triple", "country_recipient": "triple", "fallback": "triple"}


class Remembered:
    """An ONNX session that runs each window once."""

    def __init__(self, session: object) -> None:
        self.session = session
        self.seen: dict[bytes, list] = {}

    def run(self, names: None, feeds: dict[str, np.ndarray]) -> list:
        key = feeds["input_ids"].tobytes()
        if key not in self.seen:
            self.seen[key] = self.session.run(names, feeds)
        return self.seen[key]


def dev_texts(corpus: Path, reader: Reader) -> tuple[list[GoldDocument], list[tuple[Document, Reading]]]:
    files = sorted(f for f in corpus.glob("*.jsonl") if f.name != "corrections.jsonl")
    rows = [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines()]
    dev = [row for row in rows if split_of(row["id"]) == "dev"]
    documents = [document_from_text(row["text"], name=row["id"], published=row["published"]) for row in dev]
    return corpus_gold(dev), [(d, reader.read(d)) for d in documents]


def measured(
    weights: Weights, gold: list[GoldDocument], texts: list[tuple[Document, Reading]], field: str
) -> float:
    rows = {d.name: [as_row(r) for r in code_events(d, reading, weights=weights)] for d, reading in texts}
    result = evaluate(gold, rows)
    return result.f1[field].value if field in result.f1 else result.shares[field].value


def with_threshold(weights: Weights, name: str, value: float) -> Weights:
    return replace(weights, card={**weights.card, "thresholds": {**weights.card["thresholds"], name: value}})


def calibration(
    weights: Weights, gold: list[GoldDocument], texts: list[tuple[Document, Reading]]
) -> dict[str, float]:
    """Slope and intercept on the logit of the confidence (Platt 1999): right means matched by type."""
    xs, ys = [], []
    plain = replace(weights, card={**weights.card, "calibration": {"slope": 1.0, "intercept": 0.0}})
    for wanted, (document, reading) in zip(gold, texts, strict=True):
        for report in code_events(document, reading, weights=plain):
            hit = any(
                e["type"] == report.type and e["start"] < report.end and report.start < e["end"]
                for e in wanted.events
            )
            p = min(max(report.confidence, 1e-4), 1 - 1e-4)
            xs.append(math.log(p / (1 - p)))
            ys.append(float(hit))
    x, y = np.array(xs), np.array(ys)
    slope, intercept = 1.0, 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-(slope * x + intercept)))
        weight = p * (1 - p) + 1e-6
        gradient = np.array([((y - p) * x).sum(), (y - p).sum()])
        hessian = np.array([[(weight * x * x).sum(), (weight * x).sum()], [(weight * x).sum(), weight.sum()]])
        step = np.linalg.solve(hessian, gradient)
        slope, intercept = slope + step[0], intercept + step[1]
    p = 1 / (1 + np.exp(-(slope * x + intercept)))
    bins = np.clip((p * 10).astype(int), 0, 9)
    error = sum(
        abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    return {
        "slope": round(float(slope), 4),
        "intercept": round(float(intercept), 4),
        "ece_dev": round(float(error), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    args = parser.parse_args()
    weights = load(args.model)
    weights = replace(weights, session=Remembered(weights.session))
    gold, texts = dev_texts(args.corpus, Reader.load(()))
    for name, values in GRID.items():
        field = SCORED.get(name, {"attributed": "attribution", "attributed_cue": "attribution"}.get(name, name))
        scores = {value: measured(with_threshold(weights, name, value), gold, texts, field) for value in values}
        best = max(v for v in values if scores[v] >= max(scores.values()) - SLACK)
        print(name, field, {v: round(s, 4) for v, s in scores.items()}, "->", best, flush=True)
        weights = with_threshold(weights, name, best)
    card = {**weights.card, "calibration": calibration(weights, gold, texts)}
    print(card["thresholds"], card["calibration"])
    (args.model / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Fit the two models of figures (which quantities are figures, which states are party to them) on the corpus.

usage: python training/figures.py CORPUS_FOLDER --out src/detente/data/figures

Passages whose SHA-256 of the id begins with a byte under 0xCC are fitted on; the rest is never looked at. A
quantity is a figure where the corpus annotates its number; a state is a party where the figure lists it.
Penalised logistic regression by Newton's method: convex, no randomness, so the same corpus gives the same
weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from detente.coding.figures.evidence import evidence
from detente.coding.figures.parties import candidates
from detente.coding.ledgers.ground import Ground
from detente.read.names import Gazetteer
from detente.read.quantities import find_quantities
from detente.read.sentences import split
from detente.terms import Document, Passage, Published, Reading, Zone

RARE, STEPS, LEAST = 3, 12, 0.02
PENALTY = {"choice": 3.0, "parties": 8.0}


@dataclass
class Examples:
    """What a model sees of each example, and whether it holds."""

    seen: list[frozenset[str]] = field(default_factory=list)
    truth: list[bool] = field(default_factory=list)

    def add(self, features: frozenset[str], *, holds: bool) -> None:
        self.seen.append(features)
        self.truth.append(holds)


def examples(folder: Path) -> dict[str, Examples]:
    """The examples of both models in the fitted part of the corpus."""
    gathered = {"choice": Examples(), "parties": Examples()}
    gazetteer = Gazetteer.load()
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "figures" in row and hashlib.sha256(row["id"].encode()).digest()[0] < 0xCC:
                _read(row, gazetteer, gathered)
    return gathered


def _read(row: dict[str, Any], gazetteer: Gazetteer, gathered: dict[str, Examples]) -> None:
    ground = _ground(row, gazetteer)
    spans = [(*_span(row["text"], figure), set(figure["parties"] or [])) for figure in row["figures"]]
    for quantity in ground.reading.quantities:
        index = ground.sentence_at(quantity.start)
        known = [parties for start, end, parties in spans if quantity.start < end and start < quantity.end]
        features = evidence(row["text"], quantity, ground.reading.sentences[index])
        gathered["choice"].add(features, holds=bool(known))
        for country, signs in candidates(ground, quantity, index) if known else ():
            gathered["parties"].add(signs, holds=country in known[0])


def _ground(row: dict[str, Any], gazetteer: Gazetteer) -> Ground:
    text, published = row["text"], Published(row.get("published"))
    body = (Passage(Zone.BODY, 0, len(text)),)
    sentences = split(text, body)
    identity = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        identity, row["id"], row["id"], text, "text/plain", "utf-8", published=published, passages=body
    )
    names = gazetteer.find(text, sentences, published)
    return Ground.of(document, Reading(identity, sentences, names, quantities=find_quantities(text, sentences)))


def _span(text: str, figure: dict[str, Any]) -> tuple[int, int]:
    at = -1
    for _ in range(figure.get("quote_nth") or 1):
        at = text.find(figure["quote"], at + 1)
    return at, at + len(figure["quote"])


def fitted(examples: Examples, penalty: float) -> dict[str, float]:
    """The weights of the features that occur at least `RARE` times."""
    counts = Counter(feature for features in examples.seen for feature in features)
    names = sorted(feature for feature, count in counts.items() if count >= RARE)
    place = {feature: at for at, feature in enumerate(names)}
    rows = np.zeros((len(examples.seen), len(names)))
    for at, features in enumerate(examples.seen):
        rows[at, [place[f] for f in features if f in place]] = 1.0
    wanted, weights = np.array(examples.truth, float), np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - wanted) + penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + penalty * np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for model, gathered in examples(options.corpus).items():
        weights = fitted(gathered, PENALTY[model])
        lines = [
            "# Log-odds by feature, fitted on the corpus by training/figures.py; features are explained in"
        ]
        lines += [f"# coding/figures/{'evidence' if model == 'choice' else 'parties'}.py."]
        lines += [f"{name}\t{weight}" for name, weight in sorted(weights.items()) if abs(weight) >= LEAST]
        (options.out / f"{model}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{model}: {len(lines) - 2} weights from {len(gathered.seen)} examples")


if __name__ == "__main__":
    main()

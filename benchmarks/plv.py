"""Root types of marked source-target pairs (the PLV task; Hu et al. 2024), with the shipped model.

python benchmarks/plv.py predict FILE.tsv            prints row, type and confidence
python benchmarks/plv.py score FILE.tsv              macro-F1 of root, quad and binary against gold_root

FILE.tsv has the columns sentence, marked_sentence, source and target; `score` also gold_root. PLV reads PLOVER
strictly: cooperation that is only planned or promised is AGREE, so it is folded into AGREE here.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from detente.coding.events.decode import ACTOR, RECIPIENT, words_of
from detente.coding.events.heads import Heads, sigmoid
from detente.coding.events.weights import Weights, shipped
from detente.coding.events.windows import pieces_of, plan
from detente.ontology import plover
from detente.terms import Sentence

TAG = re.compile(r"</?[st]>")
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
COOPERATIVE = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
OPEN = {"planned", "hypothetical"}


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence without its tags, and the spans of source (s) and target (t)."""
    text, at, spans, opened = "", 0, {}, {}
    for tag in TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        name = tag.group()[-2]
        if tag.group().startswith("</"):
            spans[name] = (opened[name], len(text))
        else:
            opened[name] = len(text)
    return text + marked[at:], spans


def predict(marked: str, weights: Weights) -> tuple[str, float]:
    """Root type and its share of the evidence."""
    text, spans = unmarked(marked)
    (window, *_) = plan(pieces_of(text, [Sentence(0, len(text), 0)], weights.tokenizer))
    hidden = weights.encode(window.ids)
    heads = Heads(weights.heads)
    kinds = heads.types(hidden)
    words = words_of(window.offsets, text)
    runs = [np.flatnonzero(words.of == word) for word in range(len(words.spans))]
    triggers = np.stack([hidden[run].mean(0) for run in runs])
    centres = np.array([int(run.mean()) for run in runs])
    role = sigmoid(heads.spans(triggers, centres, hidden))
    open_act = heads.event(triggers)["factuality"][:, [weights.card["factuality"].index(f) for f in OPEN]].sum(
        1
    )
    evidence: dict[str, float] = {}
    on = {
        name: (window.offsets[:, 0] < span[1]) & (window.offsets[:, 1] > span[0])
        for name, span in spans.items()
    }
    for i, run in enumerate(runs):
        actor = role[i, ACTOR, on["s"]].max() if "s" in on and on["s"].any() else 0.5
        recipient = role[i, RECIPIENT, on["t"]].max() if "t" in on and on["t"].any() else 0.5
        for k, share in enumerate(kinds[run, 1:].mean(0)):
            name = weights.card["types"][k]
            weight = float(share * (0.05 + actor) * (0.05 + recipient))
            if name in COOPERATIVE:
                evidence["AGREE"] = evidence.get("AGREE", 0.0) + weight * float(open_act[i])
                weight *= 1 - float(open_act[i])
            root = FOLD.get(name, name)
            evidence[root] = evidence.get(root, 0.0) + weight
    best = max(evidence, key=lambda root: (evidence[root], root))
    return best, evidence[best] / sum(evidence.values())


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def macro_f1(gold: list[object], got: list[object]) -> float:
    scores = []
    for label in sorted(set(gold), key=str):
        right = sum(g == p == label for g, p in zip(gold, got, strict=True))
        scores.append(2 * right / max(1, gold.count(label) + got.count(label)))
    return sum(scores) / len(scores)


def quad(root: str) -> int:
    return plover().quad("RETREAT") if root == "YIELD" else plover().quad(root)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["predict", "score"])
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    weights = shipped()
    rows = list(rows_of(args.file))
    answers = [predict(row["marked_sentence"], weights) for row in rows]
    if args.action == "predict":
        for number, (root, confidence) in enumerate(answers):
            print(number, root, f"{confidence:.4f}", sep="\t")
        return 0
    gold, got = [row["gold_root"] for row in rows], [root for root, _ in answers]
    print(f"rows {len(rows)}")
    print(f"root macro-F1 {macro_f1(gold, got):.3f}")
    print(f"quad macro-F1 {macro_f1([quad(g) for g in gold], [quad(p) for p in got]):.3f}")
    print(f"binary macro-F1 {macro_f1([quad(g) < 3 for g in gold], [quad(p) < 3 for p in got]):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

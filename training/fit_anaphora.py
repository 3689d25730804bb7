"""Fit the weights by which common nouns and pronouns are given a country (`anaphora.tsv`).

Usage: python training/fit_anaphora.py [--corpus DIR] [--check]

One softmax over the candidate countries of a text for each noun or pronoun that an actor or recipient of the
corpus covers and no dictionary resolves; features of `detente.read.names.talk`, L2 penalty, plain gradient
descent. Only passages whose id's SHA-256 starts below 0xCC are used; `--check` fits below 0xB3 and scores the
rest of them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from detente.read.names import Gazetteer, discourse
from detente.read.names.found import Found
from detente.read.names.talk import Talk
from detente.read.names.tokens import words_of
from detente.read.sentences import split
from detente.terms import Passage, Published, Zone

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/detente/data/dictionaries/anaphora.tsv"
TRAIN, DEV = 0xB3, 0xCC
PENALTY, STEPS, RATE = 8.0, 400, 1.0
Case = tuple[str, list[frozenset[str]], list[bool]]


def gold_spans(passage: dict) -> list[tuple[int, int, str]]:
    """Start, end and country of the actors and recipients that the text names."""
    text, spans = passage["text"], []
    for event in passage["events"]:
        for party in event["actor"] + event["recipient"]:
            if party["quote"] and party["country"]:
                found = [m.start() for m in re.finditer(re.escape(party["quote"]), text)]
                end = len(party["quote"])
                nth = party.get("quote_nth") or 1
                spans += [(start, start + end, party["country"]) for start in found[nth - 1 : nth]]
    return spans


def cases(folder: Path) -> Iterator[tuple[int, Case]]:
    """The first byte of the passage's hash, and (class, features of each candidate, which are right)."""
    gazetteer = Gazetteer.load()
    seen: list[tuple[Found, str, list[tuple[str, frozenset[str]]]]] = []

    def watch(kind: str, talk: Talk, f: Found) -> list[tuple[float, str]]:
        seen.append((f, kind, list(talk.features(f))))
        return original(kind, talk, f)

    original, discourse.rank = discourse.rank, watch
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            if "text" not in passage:
                continue
            byte = hashlib.sha256(passage["id"].encode()).digest()[0]
            if byte >= DEV:
                continue
            seen.clear()
            gold = gold_spans(passage)
            text = passage["text"]
            cut = split(text, [Passage(Zone.BODY, 0, len(text))])
            published = Published(passage["published"], "row") if passage["published"] else Published()
            gazetteer.find(text, cut, published)
            words = [words_of(text, sentence) for sentence in cut]
            for f, kind, candidates in seen:
                start, end = words[f.sentence].starts[f.first], words[f.sentence].ends[f.last - 1]
                right = {country for s, e, country in gold if s < end and e > start}
                if right & {c for c, _ in candidates}:
                    yield byte, (kind, [n for _, n in candidates], [c in right for c, _ in candidates])
    discourse.rank = original


def fit(data: list[Case], prior: dict[str, float]) -> dict[str, float]:
    """Weights of one class, drawn towards the prior by as much as `PENALTY` cases."""
    names = sorted({n for _, candidates, _ in data for c in candidates for n in c} | set(prior))
    index = {n: i for i, n in enumerate(names)}
    centre = np.array([prior.get(n, 0.0) for n in names])
    weight = centre.copy()
    width = max(len(candidates) for _, candidates, _ in data)
    on = np.zeros((len(data), width, len(names)), dtype=np.float32)
    exists, right = np.zeros((2, len(data), width), dtype=bool)
    for case, (_, candidates, answers) in enumerate(data):
        for place, (features, answer) in enumerate(zip(candidates, answers, strict=True)):
            on[case, place, [index[n] for n in features]] = 1
            exists[case, place], right[case, place] = True, answer
    for _ in range(STEPS):
        raw = np.where(exists, np.exp(np.clip(on @ weight, -30, 30)), 0.0)
        share = raw / raw.sum(1, keepdims=True)
        target = share * right
        pull = target / target.sum(1, keepdims=True) - share
        slope = PENALTY * (centre - weight) + np.einsum("cpn,cp->n", on, pull)
        weight += RATE * slope / (len(data) + PENALTY)
    return dict(zip(names, weight, strict=True))


def fit_all(data: list[Case]) -> dict[str, dict[str, float]]:
    """Weights of all classes; each is drawn towards what holds for all of them (`any`)."""
    grouped: dict[str, list[Case]] = defaultdict(list)
    for case in data:
        grouped[case[0]].append(case)
    shared = fit(data, {})
    return {"any": shared, **{kind: fit(group, shared) for kind, group in sorted(grouped.items())}}


def score(table: dict[str, dict[str, float]], data: list[Case]) -> None:
    """Print how often the first and the first two are right, by class."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for kind, candidates, right in data:
        weight = table.get(kind, table["any"])
        order = sorted(
            range(len(candidates)), key=lambda i: -sum(weight.get(n, 0) for n in sorted(candidates[i]))
        )
        for name in (kind, "all"):
            counts[name][0] += 1
            counts[name][1] += right[order[0]]
            counts[name][2] += any(right[i] for i in order[:2])
    for kind, (total, first, two) in sorted(counts.items()):
        print(f"{kind:12} {total:5} first {first / total:.3f} first two {two / total:.3f}")


def main() -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not TARGET.exists():
        TARGET.write_text("class\tfeature\tweight\nany\there first\t1.0\n", encoding="utf-8")
    data = list(cases(options.corpus))
    if options.check:
        score(fit_all([c for b, c in data if b < TRAIN]), [c for b, c in data if b >= TRAIN])
        return
    table = fit_all([c for _, c in data])
    lines = [
        f"{kind}\t{n}\t{w:.3f}" for kind, row in table.items() for n, w in sorted(row.items()) if abs(w) > 0.005
    ]
    TARGET.write_text("\n".join(["class\tfeature\tweight", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""How many of the actors and recipients of an annotated corpus the gazetteer finds, with the right country.

Usage: python benchmarks/names.py CORPUS_DIR [--misses N] [--file STEM] [--part tune|test]

Prints, over the passages of the part (split by the SHA-256 of the passage's id, first byte below 0xCC = tune):
quotes: share of quotes with a country that a mention with that country overlaps; the same without pronouns;
passages: share of gold countries that some mention anywhere in the passage carries;
wrong: share of quotes that are overlapped, but only by mentions of other countries;
foreign: share of mentions whose country no gold row of the passage has (a proxy: bystanders count too).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.read.names import Gazetteer
from detente.read.sentences import split
from detente.terms import Mention, Passage, Published, Sentence, Zone

PRONOUN = re.compile(r"(?i)(it|they|them|we|us|he|she|him|her|i|you|both|all|its|their|our|his|each|neither)\Z")
SPLIT = 0xCC


def passages(folder: Path, part: str, only: str | None) -> Iterator[dict[str, Any]]:
    """The passages of one part of the corpus."""
    for path in sorted(folder.glob("*.jsonl")):
        if only and path.stem != only:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            if "text" not in passage:
                continue
            low = hashlib.sha256(passage["id"].encode()).digest()[0] < SPLIT
            if low == (part == "tune"):
                yield passage


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that is all body."""
    return split(text, [Passage(Zone.BODY, 0, len(text))])


def spans(text: str, party: dict[str, Any]) -> list[tuple[int, int]]:
    """Where the quote stands: the nth occurrence, or the first."""
    quote, wanted = party["quote"], party.get("quote_nth") or 1
    found = [(m.start(), m.start() + len(quote)) for m in re.finditer(re.escape(quote), text)]
    return found[wanted - 1 : wanted]


class Tally:
    """Counts over passages, with the misses kept for reading."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.misses: list[str] = []
        self.rules: Counter[tuple[str, bool]] = Counter()

    def add(self, passage: dict[str, Any], mentions: tuple[Mention, ...]) -> None:
        """Count one passage."""
        text = passage["text"]
        gold: set[str] = set()
        for event in passage["events"]:
            for party in event["actor"] + event["recipient"]:
                if party["country"]:
                    gold.add(party["country"])
                    if party["quote"]:
                        self._quote(passage, party, mentions)
        carried = {m.country for m in mentions if m.country}
        self.count["gold"] += len(gold)
        self.count["gold found"] += len(gold & carried)
        resolved = [m for m in mentions if m.country]
        self.count["mentions"] += len(resolved)
        self.count["foreign"] += sum(m.country not in gold for m in resolved)
        self.count["words"] += len(text.split())
        self.misses.extend(f"PASSAGE {passage['id']} {code}" for code in sorted(gold - carried))

    def _quote(self, passage: dict[str, Any], party: dict[str, Any], mentions: tuple[Mention, ...]) -> None:
        for start, end in spans(passage["text"], party):
            over = [m for m in mentions if m.start < end and m.end > start and m.country]
            right = any(m.country == party["country"] for m in over)
            kinds = ["all", "pronoun" if PRONOUN.match(party["quote"]) else "named"]
            for kind in kinds:
                self.count[kind] += 1
                self.count[f"{kind} right"] += right
                self.count[f"{kind} wrong"] += bool(over) and not right
            if right:
                self.rule(over, party["country"])
                sector = next(m.sector for m in over if m.country == party["country"])
                self.count["sector right"] += sector == party["sector"]
            else:
                self.rule(over, party["country"])
                sure = {f"{m.country}!" for m in over if ".tsv:" in m.rule}
                got = ",".join(sorted(sure | {f"{m.country}" for m in over if ".tsv:" not in m.rule})) or "-"
                self.misses.append(f"{kinds[1]} {passage['id']} {party['country']} got {got}: {party['quote']}")

    def rule(self, over: list[Mention], country: str) -> None:
        """Count a quote for each rule that gave its mentions."""
        for rule in {m.rule for m in over}:
            name = re.sub(r" [0-9.]+$", "", rule) if ".tsv:" not in rule else "dictionary"
            self.rules[name, any(m.country == country for m in over if m.rule == rule)] += 1


def main() -> None:
    """Run the measure and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--file")
    parser.add_argument("--alternatives", action="store_true", help="count second guesses too")
    parser.add_argument("--part", choices=("tune", "test"), default="tune")
    options = parser.parse_args()
    gazetteer = Gazetteer.load()
    tally, spent = Tally(), 0.0
    for passage in passages(options.corpus, options.part, options.file):
        cut = sentences_of(passage["text"])
        published = Published(passage["published"], "row") if passage["published"] else Published()
        began = time.perf_counter()
        mentions = gazetteer.find(passage["text"], cut, published, alternatives=options.alternatives)
        spent += time.perf_counter() - began
        tally.add(passage, mentions)
    n = tally.count
    for kind in ("all", "named", "pronoun"):
        total = n[kind] or 1
        right, wrong = n[f"{kind} right"] / total, n[f"{kind} wrong"] / total
        print(f"quotes {kind:8} {n[kind]:6} right {right:.3f} wrong {wrong:.3f}")
    print(f"sector right, where the country is: {n['sector right'] / (n['all right'] or 1):.3f}")
    print(f"gold countries of a passage found: {n['gold found'] / (n['gold'] or 1):.3f} of {n['gold']}")
    print(f"foreign mentions: {n['foreign'] / (n['mentions'] or 1):.3f} of {n['mentions']}")
    print(f"{n['words'] / spent:,.0f} words/s")
    for rule in sorted({rule for rule, _ in tally.rules}):
        good, bad = tally.rules[rule, True], tally.rules[rule, False]
        print(f"  {rule:30} right {good:5} wrong {bad:5} {good / (good + bad):.2f}")
    for miss in tally.misses[: options.misses]:
        print(miss)


if __name__ == "__main__":
    main()

"""Score the ledgers against annotated text: agreements, offices, forecasts, links and tones of relations.

usage: python benchmarks/ledgers.py CORPUS.jsonl... [--part held|train|all]
       python benchmarks/ledgers.py --gold GOLD_DIR --texts TEXT_DIR

A finding matches where its characters overlap the annotation's, one to one, most overlap first. `held` (the
default) are passages whose SHA-256 of the id begins with a byte from 0xCC, which nothing was tuned on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.coding.ledgers import code_agreements, code_forecasts, code_links, code_offices, code_states
from detente.read.names import Gazetteer
from detente.read.sentences import split
from detente.read.times import find_times
from detente.terms import Document, Finding, Passage, Published, Reading, Zone

Row = dict[str, Any]
Span = tuple[int, int]
CODERS: dict[str, Callable[[Document, Reading], list[Any]]] = {
    "agreements": code_agreements,
    "offices": code_offices,
    "forecasts": code_forecasts,
    "links": code_links,
    "relation_states": code_states,
}


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def matched(
    gold: list[Span], found: list[Span], wanted: Sequence[str] = (), got: Sequence[str] = ()
) -> list[tuple[int, int]]:
    """Pairs of overlapping spans, one to one, most overlap first; of equal labels where labels are given."""
    pairs = [
        (overlap(g, p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(found)
        if overlap(g, p) and (not wanted or wanted[i] == got[j])
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    out = []
    for _, i, j in sorted(pairs, reverse=True):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((i, j))
    return out


def same_date(want: str | None, got: str | None) -> bool:
    if not want or not got:
        return not want and not got
    return got.startswith(want) or (want.startswith(got) and len(got) >= 7)


def agrees(name: str, row: Row, finding: Any) -> dict[str, bool]:
    """Which fields of a matched pair are right."""
    if name == "agreements":
        return {
            "parties": set(row["parties"]) == set(finding.parties),
            "status": row["status"] == finding.status,
            **({"date": same_date(row["date"], finding.date)} if row["date"] else {}),
        }
    if name == "offices":
        return {
            "person": row["person"] == finding.person,
            "country": row["country"] == finding.country,
            "former": row["former"] == finding.former,
        }
    if name == "forecasts":
        return {
            "condition": bool(row["condition"]) == bool(finding.condition),
            "holder": bool(row.get("attribution") or row.get("attribution_quote")) == bool(finding.attribution),
            **({"horizon": bool(finding.horizon)} if row["horizon"] else {}),
        }
    if name == "links":
        sides = {row["holder"], row["over"]} == {finding.holder, finding.over}
        return {
            "kind": row["kind"] == finding.link,
            "sides": sides,
            "holder": sides and row["holder"] == finding.holder,
            "polarity": row.get("polarity", "present") == finding.polarity,
        }
    return {"dyad": row["dyad"] == finding.dyad, "state": row["state"].split(" ")[0] == finding.state}


def score(name: str, cases: list[tuple[list[Row], list[Finding]]]) -> str:
    counts: Counter[str] = Counter()
    for gold, found in cases:
        spans = [(r["start"], r["end"]) for r in gold], [(f.start, f.end) for f in found]
        pairs = matched(*spans)
        counts["gold"] += len(gold)
        counts["found"] += len(found)
        counts["hit"] += len(pairs)
        if name == "links":
            kinds = matched(*spans, [r["kind"] for r in gold], [f.link for f in found])
            counts["hit with kind"] += len(kinds)
        for i, j in pairs:
            for field, right in agrees(name, gold[i], found[j]).items():
                counts[f"{field} of"] += 1
                counts[f"{field} right"] += right
    return line_of(name, counts)


def line_of(name: str, counts: Counter[str]) -> str:
    def prf(hit: int) -> str:
        p, r = hit / max(1, counts["found"]), hit / max(1, counts["gold"])
        return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}"

    fields = [k.removesuffix(" of") for k in counts if k.endswith(" of")]
    shares = "  ".join(f"{f} {counts[f'{f} right']}/{counts[f'{f} of']}" for f in fields)
    kind = f"  with kind {prf(counts['hit with kind'])}" if name == "links" else ""
    of = f"({counts['hit']} of {counts['gold']}, {counts['found']} found)"
    return f"{name:16s} {prf(counts['hit'])} {of}{kind}  {shares}"


def document_of(text: str, name: str, published: str | None, noise: list[Row]) -> Document:
    passages, at = [], 0
    for row in sorted(noise, key=lambda r: r["start"]):
        passages += [Passage(Zone.BODY, at, row["start"])] if row["start"] > at else []
        zone = Zone.CAPTION if "caption" in str(row.get("kind")) else Zone.FURNITURE
        passages += [Passage(zone, max(at, row["start"]), row["end"])] if row["end"] > at else []
        at = max(at, row["end"])
    passages += [Passage(Zone.BODY, at, len(text))] if at < len(text) else []
    identity = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        identity,
        name,
        name,
        text,
        "text/plain",
        "utf-8",
        published=Published(published),
        passages=tuple(passages),
    )


def of_gold(gold: Path, texts: Path) -> Iterator[tuple[Document, dict[str, list[Row]]]]:
    for path in sorted(gold.glob("*.json")):
        rows = json.loads(path.read_text(encoding="utf-8"))
        text = (texts / f"{path.stem}.txt").read_bytes().decode()
        document = document_of(text, path.stem, rows["document"].get("published"), rows["noise"])
        yield document, {**rows, "links": rows["causal_or_leverage"]}


def of_corpus(paths: list[Path], part: str) -> Iterator[tuple[Document, dict[str, list[Row]]]]:
    for path in sorted(paths):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "links" not in row or len(row["text"]) < 400:
                continue
            held = hashlib.sha256(row["id"].encode()).digest()[0] >= 0xCC
            if part != "all" and held != (part == "held"):
                continue
            lists = {k: [anchored(row["text"], x) for x in row[k]] for k in CODERS}
            yield document_of(row["text"], row["id"], row.get("published"), []), lists


def anchored(text: str, row: Row) -> Row:
    at = -1
    for _ in range(row.get("quote_nth") or 1):
        at = text.find(row["quote"], at + 1)
    return {**row, "start": at, "end": at + len(row["quote"])}


def reader() -> Callable[[Document], Reading]:
    gazetteer = Gazetteer.load()

    def read(document: Document) -> Reading:
        sentences = split(document.text, document.passages)
        names = gazetteer.find(document.text, sentences, document.published)
        return Reading(document.id, sentences, names, find_times(document.text, sentences, document.published))

    return read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--part", choices=["held", "train", "all"], default="held")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--misses", metavar="LEDGER", choices=[*CODERS, "none"], default="none")
    options = parser.parse_args()
    given = of_gold(options.gold, options.texts) if options.gold else of_corpus(options.corpus, options.part)
    read = reader()
    cases: dict[str, list[tuple[list[Row], list[Finding]]]] = {name: [] for name in CODERS}
    for document, rows in given:
        reading = read(document)
        for name, coder in CODERS.items():
            cases[name].append((rows[name], coder(document, reading)))
    for name, case in cases.items():
        print(score(name, case))
        if name == options.misses:
            show(case)


def show(cases: list[tuple[list[Row], list[Finding]]]) -> None:
    for gold, found in cases:
        pairs = matched(
            [(r["start"], r["end"]) for r in gold], [(f.start, f.end) for f in found], lambda i, j: 0.0
        )
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
            print("  MISSED", gold[i].get("kind", ""), "|", gold[i]["quote"])
        for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
            print("  EXTRA ", getattr(found[j], "link", ""), "|", found[j].quote)


if __name__ == "__main__":
    main()

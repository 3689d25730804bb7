"""How well figures are coded: against an annotated corpus, or against articles in the gold schema.

Usage: python benchmarks/figures.py FILE_OR_FOLDER... [--part tune|test|all] [--misses N]
       python benchmarks/figures.py --gold GOLD_FOLDER --texts TEXT_FOLDER [--misses N]

FILE_OR_FOLDER: corpus files (.jsonl), or folders of them; passages are split by the SHA-256 of their id (first
byte below 0xCC = tune). Prints precision, recall and F1 of figures with the right value and unit, and of the
figures so matched the share with the right period (of those annotated with one), parties, direction and basis
of a change given (of those annotated with one), attribution given or not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.coding.figures import code_figures
from detente.read.names import Gazetteer
from detente.read.quantities import find_quantities
from detente.read.sentences import split
from detente.read.times import find_times
from detente.terms import Document, Figure, Passage, Published, Reading, Zone
from quantities import passages, place, unit_kind, value_equal


def coded(
    name: str, text: str, published: str | None, noise: list[dict[str, Any]], names: Gazetteer
) -> list[Figure]:
    """The figures of a text whose noise is left out."""
    date = Published(published)
    zones = tuple(_body(len(text), noise))
    sentences = split(text, zones)
    identity = hashlib.sha256(text.encode()).hexdigest()
    document = Document(identity, name, name, text, "text/plain", "utf-8", published=date, passages=zones)
    reading = Reading(
        identity,
        sentences,
        names.find(text, sentences, date),
        find_times(text, sentences, date),
        find_quantities(text, sentences),
    )
    return code_figures(document, reading)


def _body(end: int, noise: list[dict[str, Any]]) -> Iterator[Passage]:
    at = 0
    for part in sorted(noise, key=lambda n: n["start"]):
        if part["start"] > at:
            yield Passage(Zone.BODY, at, part["start"])
        at = max(at, part["end"])
    if at < end:
        yield Passage(Zone.BODY, at, end)


def score(gold: list[dict[str, Any]], figures: list[Figure], text: str, tally: Counter[str]) -> list[str]:
    """Add one text to the tally; the misses and extras as lines."""
    used: set[int] = set()
    lines = []
    for row in gold:
        fits = [
            i
            for i, figure in enumerate(figures)
            if i not in used
            and figure.start < row["end"]
            and row["start"] < figure.end
            and value_equal(row, figure.value)
            and unit_kind(figure.unit) == unit_kind(row["unit"])
        ]
        tally["gold"] += 1
        if not fits:
            lines.append(
                f"MISS {text[max(0, row['start'] - 40) : row['end'] + 30]!r} {row['value']} {row['unit']}"
            )
            continue
        used.add(fits[0])
        lines += compare(row, figures[fits[0]], tally)
    tally["coded"] += len(figures)
    for i, figure in enumerate(figures):
        if i not in used:
            lines.append(
                f"EXTRA {text[max(0, figure.start - 40) : figure.end + 30]!r} {figure.value:g} {figure.unit}"
            )
    return lines


def compare(row: dict[str, Any], figure: Figure, tally: Counter[str]) -> Iterator[str]:
    """The other fields of a matched pair."""
    tally["right"] += 1
    if row.get("period"):
        right = str(figure.period or "")[: len(row["period"])] == row["period"]
        tally.update(period=right, periods=True)
        if not right:
            yield f"PERIOD {figure.quote!r} gold {row['period']} got {figure.period} ({figure.period_basis})"
    same = set(row.get("parties") or []) == set(figure.parties)
    tally.update(parties=same)
    if not same:
        yield f"PARTIES {figure.quote!r} gold {row.get('parties')} got {figure.parties}"
    if row.get("direction"):
        wanted = row["direction"].replace("<->", "<>").replace("->", ">")
        flow = ">" in wanted
        tally.update(direction=flow and figure.direction in (wanted, _turned(wanted)), directions=flow)
    tally.update(
        change=bool(row.get("change_vs")) and bool(figure.change_vs), changes=bool(row.get("change_vs"))
    )
    vouched = bool(row.get("attribution") or row.get("attribution_quote"))
    tally.update(attribution=vouched == bool(figure.attribution))


def _turned(direction: str) -> str | None:
    one, mutual, other = direction.partition("<>")
    return f"{other}<>{one}" if mutual else None


def report(tally: Counter[str]) -> None:
    """Print the shares."""
    right, made, gold = tally["right"], tally["coded"], tally["gold"]
    print(
        f"value+unit  P {right / made:.3f}  R {right / gold:.3f}  F1 {2 * right / (made + gold):.3f}"
        f"  ({gold} annotated)"
    )
    for name, of in (
        ("period", tally["periods"]),
        ("parties", right),
        ("direction", tally["directions"]),
        ("change", tally["changes"]),
        ("attribution", right),
    ):
        print(f"{name:11} {tally[name] / max(1, of):.3f}  ({tally[name]} of {of})")


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--part", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    names = Gazetteer.load()
    tally: Counter[str] = Counter()
    lines: list[str] = []
    for row in passages(options.paths, options.part):
        gold = [{**f, "start": at, "end": end} for f in row["figures"] for at, end in [place(row["text"], f)]]
        lines += score(gold, coded(row["id"], row["text"], row.get("published"), [], names), row["text"], tally)
    for path in sorted(options.gold.glob("*.json")) if options.gold else ():
        article = json.loads(path.read_text(encoding="utf-8"))
        with (options.texts / f"{path.stem}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        figures = coded(path.stem, text, article["document"]["published"], article["noise"], names)
        gold = [{**f, "start": f["num_start"], "end": f["num_end"]} for f in article["figures"]]
        lines += score(gold, figures, text, tally)
    report(tally)
    print("\n".join(lines[: options.misses]))


if __name__ == "__main__":
    main()

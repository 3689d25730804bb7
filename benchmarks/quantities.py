"""How many of the annotated figures of a corpus the grammar of quantities reads, with the right value and unit.

Usage: python benchmarks/quantities.py FILE_OR_FOLDER... [--part tune|test|all] [--misses N] [--extra N]

FILE_OR_FOLDER: corpus files (.jsonl), or folders of them. Passages are split by the SHA-256 of their id (first
byte below 0xCC = tune). Prints
found: share of annotated numbers that a quantity overlaps; value: and the value is within 0.5 %;
unit: and the unit is equal (currency, percent, measure, or a count of whatever is counted);
precision: of the quantities that overlap an annotated number, the share with the right value and unit;
extra: quantities where the corpus annotates no figure; most are sound, but say nothing of a relation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.read.quantities import find_quantities
from detente.read.sentences import split
from detente.terms import Passage, Quantity, Zone

SPLIT = 0xCC
MEASURES = frozenset(
    [
        "percent",
        "percentage_point",
        "times",
        "kg",
        "tonne",
        "km",
        "m",
        "mile",
        "km2",
        "hectare",
        "barrel",
        "litre",
        "m3",
        "kwh",
        "mw",
        "pound",
        "year",
        "month",
        "day",
        "hour",
    ]
)
ALIASES = {"metre": "m", "megawatt": "mw", "cubic_metre": "m3", "kilogram": "kg", "cubic_km": "km3"}
VAGUE = (
    "hundreds",
    "thousands",
    "tens of",
    "dozens",
    "scores of",
    "several",
    "millions",
    "billions",
    "few",
    "couple",
)


def passages(paths: list[Path], part: str) -> Iterator[dict[str, Any]]:
    """The annotated passages of one part of the corpus, in file order."""
    files = [f for path in paths for f in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "text" not in row or "figures" not in row:
                continue
            low = hashlib.sha256(row["id"].encode()).digest()[0] < SPLIT
            if part == "all" or low == (part == "tune"):
                yield row


def place(text: str, figure: dict[str, Any]) -> tuple[int, int]:
    """Where an annotated number stands."""
    at = -1
    for _ in range(figure.get("quote_nth") or 1):
        at = text.find(figure["quote"], at + 1)
    return at, at + len(figure["quote"])


def unit_kind(unit: str) -> str:
    """A currency code (of a price too), a measure, or `count` for whatever is counted."""
    unit = re.split(r" per |/", unit)[0].strip()
    if re.fullmatch("[A-Z]{3}", unit):
        return unit
    plain = unit if unit == "times" else unit.lower().replace(" ", "_").removesuffix("s")
    plain = ALIASES.get(plain, plain)
    return plain if plain in MEASURES else "count"


def value_equal(figure: dict[str, Any], value: float) -> bool:
    """Within 0.5 %, whatever the sign; within a factor of ten where the words are vague."""
    want, got, quote = abs(figure["value"]), abs(value), figure["quote"].lower()
    if any(word in quote for word in VAGUE) and not any(c.isdigit() for c in quote):
        return want / 10 < got < want * 10
    return abs(got - want) <= 0.005 * max(1e-9, want)


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that is all body."""
    return find_quantities(text, split(text, [Passage(Zone.BODY, 0, len(text))]))


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--part", choices=("tune", "test", "all"), default="test")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--extra", type=int, default=0)
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    misses: list[str] = []
    extras: list[str] = []
    for row in passages(options.paths, options.part):
        score(row, tally, misses, extras)
    gold = tally["gold"]
    for name in ("found", "value", "unit"):
        print(f"{name:10} {tally[name] / gold:.3f}  ({tally[name]} of {gold})")
    print(f"precision  {tally['unit'] / tally['overlapping']:.3f}  (of {tally['overlapping']} overlapping)")
    print(f"extra      {tally['extra']}")
    print("\n".join(misses[: options.misses] + extras[: options.extra]))


def score(row: dict[str, Any], tally: Counter[str], misses: list[str], extras: list[str]) -> None:
    """Add one passage to the tally."""
    text, found = row["text"], quantities_of(row["text"])
    used: set[int] = set()
    for figure in row["figures"]:
        start, end = place(text, figure)
        inside = [i for i, q in enumerate(found) if q.start < end and start < q.end]
        used.update(inside)
        right = [i for i in inside if value_equal(figure, found[i].value)]
        same = [i for i in right if unit_kind(found[i].unit) == unit_kind(figure["unit"])]
        tally.update(gold=1, found=bool(inside), value=bool(right), unit=bool(same))
        if not same:
            context = text[max(0, start - 40) : start] + "[[" + text[start:end] + "]]" + text[end : end + 25]
            got = [(found[i].value, found[i].unit) for i in inside]
            misses.append(f"MISS {row['id']} {context!r} {figure['value']} {figure['unit']} got {got}")
    tally.update(overlapping=len(used), extra=len(found) - len(used))
    for i, q in enumerate(found):
        if i not in used:
            context = (
                text[max(0, q.start - 40) : q.start]
                + "[["
                + text[q.start : q.end]
                + "]]"
                + text[q.end : q.end + 30]
            )
            extras.append(f"EXTRA {row['id']} {context!r} {q.value:g} {q.unit}")


if __name__ == "__main__":
    main()

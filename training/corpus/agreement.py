"""Compare two codings of the same passages.

    python training/corpus/agreement.py FIRST SECOND [--differences OUT.jsonl]

FIRST and SECOND are files of passages, or folders of them; what is in both, by id, is compared. An event of
one coder is that of the other if their quotes overlap. Pairs are made one to one, those whose triggers
overlap first, then by how much of the quotes is shared: the codes that are compared play no part in it.
Prints the F1 of one coder against the other and Krippendorff's alpha of each field over the pairs, with
intervals from resampling passages, then the commonest confusions.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))
import alpha
import check

Span = tuple[int, int]
Value = Callable[[check.Row], Hashable]


@dataclass(frozen=True, slots=True)
class Compared:
    """One passage in two codings: pairs of one event, and the events that only one coder has."""

    passage: str
    pairs: tuple[tuple[check.Row, check.Row], ...]
    only_first: tuple[check.Row, ...]
    only_second: tuple[check.Row, ...]

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many events were paired, and how many each coder has."""
        paired = len(self.pairs)
        return paired, paired + len(self.only_first), paired + len(self.only_second)


def span_of(text: str, event: check.Row, field: str) -> Span:
    """Where a quoted field of `event` stands in `text`."""
    quote, start = event[field], -1
    for _ in range(event.get(f"{field}_nth") or 1):
        start = text.find(quote, start + 1 if start < 0 else start + len(quote))
    return start, start + len(quote)


def shared(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def countries(event: check.Row, side: str) -> frozenset[str]:
    """The countries on one side of an event; in a reciprocal one, those of both sides."""
    sides = ("actor", "recipient") if event.get("reciprocal") else (side,)
    return frozenset(
        party["country"] for name in sides for party in event.get(name) or [] if party.get("country")
    )


FIELDS: Final[dict[str, Value]] = {
    "type": lambda event: str(event["type"]),
    "mode": lambda event: event.get("mode"),
    "factuality": lambda event: str(event["factuality"]),
    "actor": lambda event: countries(event, "actor"),
    "recipient": lambda event: countries(event, "recipient"),
    "reciprocal": lambda event: bool(event.get("reciprocal")),
    "date": lambda event: event.get("date_start"),
    "attribution": lambda event: bool(event.get("attribution_quote")),
}


def _likeness(text: str, one: check.Row, other: check.Row) -> tuple[bool, float]:
    quotes = span_of(text, one, "quote"), span_of(text, other, "quote")
    common = shared(*quotes)
    union = quotes[0][1] - quotes[0][0] + quotes[1][1] - quotes[1][0] - common
    triggers = shared(span_of(text, one, "trigger"), span_of(text, other, "trigger"))
    return triggers > 0, common / union


def compare(first: check.Row, second: check.Row) -> Compared:
    """Pair the events of two codings of one passage."""
    text = first["text"]
    candidates = [
        (_likeness(text, one, other), -index, -place)
        for index, one in enumerate(first["events"])
        for place, other in enumerate(second["events"])
    ]
    mine: dict[int, int] = {}
    for likeness, index, place in sorted(candidates, reverse=True):
        if likeness[1] > 0 and -index not in mine and -place not in mine.values():
            mine[-index] = -place
    return Compared(
        first["id"],
        tuple((first["events"][one], second["events"][other]) for one, other in sorted(mine.items())),
        tuple(event for index, event in enumerate(first["events"]) if index not in mine),
        tuple(event for place, event in enumerate(second["events"]) if place not in mine.values()),
    )


def f1(fields: Sequence[str], compared: Sequence[Compared]) -> float:
    """F1 of one coder against the other; a pair counts if the two agree on all `fields`."""
    right = sum(
        all(FIELDS[field](one) == FIELDS[field](other) for field in fields)
        for passage in compared
        for one, other in passage.pairs
    )
    coded = sum(sum(passage.sizes[1:]) for passage in compared)
    return 2 * right / coded if coded else 0.0


def values(field: str, compared: Sequence[Compared]) -> list[tuple[Hashable, Hashable]]:
    """What the two coders put into a field of each paired event; a mode only where the types agree."""
    value = FIELDS[field]
    return [
        (value(one), value(other))
        for passage in compared
        for one, other in passage.pairs
        if field != "mode" or one["type"] == other["type"]
    ]


def field_alpha(field: str, compared: Sequence[Compared]) -> float:
    """Krippendorff's alpha of one field over the paired events."""
    return alpha.nominal_alpha(values(field, compared))


def confusions(field: str, compared: Sequence[Compared]) -> list[tuple[int, str]]:
    """How often the coders gave which two values to one event, the commonest first."""
    counted = Counter(
        "/".join(sorted(map(str, pair))) for pair in values(field, compared) if pair[0] != pair[1]
    )
    return sorted(((count, pair) for pair, count in counted.items()), key=lambda row: (-row[0], row[1]))


def _read(place: Path) -> dict[str, check.Row]:
    paths = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    rows = check.read([path for path in paths if path.name != "corrections.jsonl"])
    return {row["id"]: row for row in rows}


def compare_all(first: Path, second: Path) -> list[Compared]:
    """Compare every passage that two files, or folders, both hold, in the order of the second."""
    earlier, later = _read(first), _read(second)
    return [compare(earlier[name], row) for name, row in later.items() if name in earlier]


_F1_LEVELS: Final = {
    "found": (),
    "found and type": ("type",),
    "found, type, actor and recipient": ("type", "actor", "recipient"),
}


def report(compared: Sequence[Compared]) -> list[str]:
    """The lines of the report."""
    paired, one, other = (sum(part) for part in zip(*(row.sizes for row in compared), strict=True))
    lines = [f"{len(compared)} passages; events: {one} first, {other} second, {paired} paired"]
    for name, fields in _F1_LEVELS.items():
        measure = functools.partial(f1, fields)
        low, high = alpha.bootstrap(compared, measure)
        lines.append(f"F1 {name}: {measure(compared):.3f} [{low:.3f}, {high:.3f}]")
    for field in FIELDS:
        measure = functools.partial(field_alpha, field)
        low, high = alpha.bootstrap(compared, measure)
        pairs = values(field, compared)
        same = sum(mine == theirs for mine, theirs in pairs)
        lines.append(
            f"alpha {field}: {measure(compared):.3f} [{low:.3f}, {high:.3f}], same in {same} of {len(pairs)}"
        )
    for field in ("type", "factuality"):
        found = ", ".join(f"{pair} {count}" for count, pair in confusions(field, compared)[:15])
        lines.append(f"confused {field}: {found}")
    return lines


def differences(compared: Sequence[Compared]) -> list[check.Row]:
    """Every event that the coders saw differently, with the fields in which they differ."""
    rows: list[check.Row] = []
    for passage in compared:
        for one, other in passage.pairs:
            fields = [
                field
                for field, value in FIELDS.items()
                if value(one) != value(other) and not (field == "mode" and one["type"] != other["type"])
            ]
            if fields:
                rows.append({"id": passage.passage, "fields": fields, "first": one, "second": other})
        rows += [{"id": passage.passage, "first": event} for event in passage.only_first]
        rows += [{"id": passage.passage, "second": event} for event in passage.only_second]
    return rows


def main(arguments: Sequence[str]) -> int:
    """Print the report on the two codings named by the arguments; the exit status."""
    parser = argparse.ArgumentParser(description="Compare two codings of the same passages.")
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--differences", type=Path, help="write every difference as a JSON line")
    options = parser.parse_args(arguments)
    compared = compare_all(options.first, options.second)
    print("\n".join(report(compared)))
    if options.differences:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in differences(compared)]
        options.differences.write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

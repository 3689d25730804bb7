"""Match findings with gold, one to one, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.measure.evaluation.gold import GoldDocument, Row

MEASURES = frozenset(
    [
        *("percent", "percentage_point", "times"),
        *("kg", "tonne", "pound", "barrel", "litre", "m3", "kwh", "mw"),
        *("km", "m", "mile", "km2", "hectare"),
        *("year", "month", "day", "hour"),
    ]
)
"""Units compared as such; everything else that is not a currency is a count."""

VAGUE = ("hundreds", "thousands", "tens of", "dozens", "scores of", "several", "millions", "billions")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matched:
    """One document's counts and pairs.

    `counts` maps a level (found, type, triple, figures) to (matched, predicted, gold); `shares` maps a field to
    (right, of); `confusion` holds (gold type, predicted type) of overlapping pairs; `misses` and `extras` are
    gold and predicted rows without a match by type.
    """

    name: str
    counts: dict[str, tuple[int, int, int]]
    shares: dict[str, tuple[int, int]]
    confusion: tuple[tuple[str, str], ...]
    misses: tuple[Row, ...]
    extras: tuple[Row, ...]


def match_document(gold: GoldDocument, findings: list[Row]) -> Matched:
    """Match one document's findings (rows of the JSON contract) with its gold.

    Low-certainty gold is optional; a finding on a further mention of a matched event is not an extra.
    """
    events = [row for row in findings if row["kind"] == "event"]
    found = _match(gold.events, events, "found")
    typed = _match(gold.events, events, "type")
    triples = _match(gold.events, events, "triple")
    figures = [row for row in findings if row["kind"] == "figure"]
    pairs = [(gold.events[g], events[p]) for g, p in typed]
    extras = _extras(gold.events, events, typed, level="type")
    unmatched = _extras(gold.events, events, found, level="found")
    return Matched(
        name=gold.name,
        counts={
            "found": _count(gold.events, events, found, "found"),
            "type": _count(gold.events, events, typed, "type"),
            "triple": _count(gold.events, events, triples, "triple"),
            "figures": (len(_match_figures(gold.figures, figures)), len(figures), len(gold.figures)),
        },
        shares={
            "date": _share([_same_date(g, p) for g, p in pairs if g.get("date_start")]),
            "factuality": _share([g["factuality"] == p["factuality"] for g, p in pairs]),
            "factuality_not_actual": _share(
                [g["factuality"] == p["factuality"] for g, p in pairs if g["factuality"] != "actual"]
            ),
            "attribution": _share([bool(g.get("attribution")) == bool(p["attribution"]) for g, p in pairs]),
            "traps": _share([any(overlap(t, events[p]) for t in gold.traps) for p in unmatched]),
            "noise": _share([any(overlap(n, row) for n in gold.noise) for row in findings]),
        },
        confusion=tuple((gold.events[g]["type"], events[p]["type"]) for g, p in found),
        misses=tuple(
            row
            for i, row in enumerate(gold.events)
            if i not in {g for g, _ in typed} and row.get("certainty_of_coder") != "low"
        ),
        extras=tuple(events[p] for p in extras),
    )


def overlap(one: Row, other: Row) -> int:
    """Characters that two rows share."""
    return max(0, min(int(one["end"]), int(other["end"])) - max(int(one["start"]), int(other["start"])))


def _share(flags: list[bool]) -> tuple[int, int]:
    return sum(flags), len(flags)


def _spans(row: Row) -> list[Row]:
    return [row, *(row.get("mentions") or ())]


def _countries(side: Any) -> set[str]:
    return {party["country"] for party in side or () if party.get("country")}


def _same_parties(gold: Row, predicted: Row) -> bool:
    wanted = (_countries(gold["source"]), _countries(gold["target"]))
    given = (_countries(predicted["actor"]), _countries(predicted["recipient"]))
    either_way = bool(gold.get("reciprocal")) and wanted[0] | wanted[1] == given[0] | given[1] != set()
    return wanted == given or either_way


def _match(gold: tuple[Row, ...], events: list[Row], level: str) -> list[Pair]:
    scored = []
    for g, want in enumerate(gold):
        for p, got in enumerate(events):
            shared = max(overlap(span, got) for span in _spans(want))
            same_type, same_parties = want["type"] == got["type"], _same_parties(want, got)
            if not shared or (level != "found" and not same_type) or (level == "triple" and not same_parties):
                continue
            scored.append((same_type * 10_000 + same_parties * 5_000 + overlap(want, got) * 10 + shared, g, p))
    return _greedy(scored)


def _greedy(scored: list[tuple[int, int, int]]) -> list[Pair]:
    used_gold: set[int] = set()
    used: set[int] = set()
    out = []
    for _, g, p in sorted(scored, reverse=True):
        if g not in used_gold and p not in used:
            used_gold.add(g)
            used.add(p)
            out.append((g, p))
    return out


def _extras(gold: tuple[Row, ...], events: list[Row], pairs: list[Pair], *, level: str) -> list[int]:
    matched = {g for g, _ in pairs}
    taken = {p for _, p in pairs}
    return [
        p
        for p, row in enumerate(events)
        if p not in taken
        and not any(
            overlap(span, row) > 0 and (level == "found" or gold[g]["type"] == row["type"])
            for g in matched
            for span in gold[g].get("mentions") or ()
        )
    ]


def _count(gold: tuple[Row, ...], events: list[Row], pairs: list[Pair], level: str) -> tuple[int, int, int]:
    extras = _extras(gold, events, pairs, level=level)
    matched = {g for g, _ in pairs}
    asked = sum(1 for i, row in enumerate(gold) if i in matched or row.get("certainty_of_coder") != "low")
    return len(pairs), len(pairs) + len(extras), asked


def _same_date(gold: Row, predicted: Row) -> bool:
    want, got = gold["date_start"], predicted["date_start"]
    if not got:
        return False
    return bool(got[: len(want)] == want or (want[: len(got)] == got and len(got) >= 7))


def _match_figures(gold: tuple[Row, ...], figures: list[Row]) -> list[Pair]:
    scored = []
    for g, want in enumerate(gold):
        number = {"start": want.get("num_start", want["start"]), "end": want.get("num_end", want["end"])}
        for p, got in enumerate(figures):
            shared = overlap(number, got)
            if shared and _same_value(want, got) and _unit(want.get("unit")) == _unit(got.get("unit")):
                scored.append((shared, g, p))
    return _greedy(scored)


def _unit(unit: str | None) -> str:
    unit = (unit or "").strip()
    if len(unit) == 3 and unit.isupper():
        return unit
    plain = unit.lower().replace(" ", "_")
    plain = plain if plain == "times" else plain.rstrip("s")
    return plain if plain in MEASURES or plain.startswith("percent") else "count"


def _same_value(gold: Row, predicted: Row) -> bool:
    if not isinstance(gold.get("value"), int | float) or not isinstance(predicted.get("value"), int | float):
        return False
    want, got = float(gold["value"]), float(predicted["value"])
    quote = str(gold.get("num_quote", gold.get("quote", ""))).lower()
    if any(word in quote for word in VAGUE) and not any(c.isdigit() for c in quote):
        return want <= got < 10 * want or got <= want < 10 * got
    return abs(got - want) <= 0.005 * max(1e-9, abs(want))

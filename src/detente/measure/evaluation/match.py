"""Match findings with gold, one to one, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.measure.evaluation.figures import match_figures
from detente.measure.evaluation.gold import GoldDocument, Row
from detente.measure.evaluation.pairs import Pair, best_pairs, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Matched:
    """One document's counts and pairs.

    `counts` maps a level (found, type, triple, figures) to (matched, predicted, gold); `shares` maps a field to
    (right, of). `confusion` holds (gold type, predicted type) of overlapping pairs, None on the side that has
    none; `factualities` the same of pairs matched by type. `pairs` are the gold and predicted rows matched by
    type, `misses` and `extras` those without a match. `judged` holds confidence and rightness of each event and
    each figure that counts.
    """

    name: str
    counts: dict[str, tuple[int, int, int]]
    shares: dict[str, tuple[int, int]]
    confusion: tuple[tuple[str | None, str | None], ...]
    factualities: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[Row, Row], ...]
    misses: tuple[Row, ...]
    extras: tuple[Row, ...]
    figure_misses: tuple[Row, ...]
    figure_extras: tuple[Row, ...]
    judged: dict[str, tuple[tuple[float, bool], ...]]


def match_document(gold: GoldDocument, findings: list[Row]) -> Matched:
    """Match one document's findings (rows of the JSON contract) with its gold.

    Low-certainty gold is optional; a finding on a further mention of a matched event is not an extra.
    """
    events = [row for row in findings if row["kind"] == "event"]
    figures = [row for row in findings if row["kind"] == "figure"]
    by_level = {level: _match(gold.events, events, level) for level in ("found", "type", "triple")}
    typed, same = by_level["type"], match_figures(gold.figures, figures)
    pairs = tuple((gold.events[g], events[p]) for g, p in typed)
    extras = _extras(gold.events, events, typed, level="type")
    unmatched = _extras(gold.events, events, by_level["found"], level="found")
    return Matched(
        name=gold.name,
        counts={
            **{level: _count(gold.events, events, found, level) for level, found in by_level.items()},
            "figures": (len(same), len(figures), len(gold.figures)),
        },
        shares={
            **_fields(pairs),
            "traps": _share([any(overlap(t, events[p]) for t in gold.traps) for p in unmatched]),
            "noise": _share([any(overlap(n, row) for n in gold.noise) for row in findings]),
        },
        confusion=(
            *((gold.events[g]["type"], events[p]["type"]) for g, p in by_level["found"]),
            *((row["type"], None) for row in _missed(gold.events, by_level["found"])),
            *((None, events[p]["type"]) for p in unmatched),
        ),
        factualities=tuple((g["factuality"], p["factuality"]) for g, p in pairs),
        pairs=pairs,
        misses=_missed(gold.events, typed),
        extras=tuple(events[p] for p in extras),
        figure_misses=_missed(gold.figures, same),
        figure_extras=tuple(row for p, row in enumerate(figures) if p not in {p for _, p in same}),
        judged={
            "events": _judged(events, {p for _, p in typed}, extras),
            "figures": _judged(figures, {p for _, p in same}, range(len(figures))),
        },
    )


def differing(gold: Row, predicted: Row) -> tuple[str, ...]:
    """Where a matched pair differs: parties, date (where gold has one), factuality, attribution."""
    right = {
        "parties": _same_parties(gold, predicted),
        "date": not gold.get("date_start") or _same_date(gold, predicted),
        "factuality": gold["factuality"] == predicted["factuality"],
        "attribution": bool(gold.get("attribution")) == bool(predicted["attribution"]),
    }
    return tuple(field for field, same in right.items() if not same)


def _fields(pairs: Sequence[tuple[Row, Row]]) -> dict[str, tuple[int, int]]:
    wrong = [(g, differing(g, p)) for g, p in pairs]
    asked = {
        "date": [("date", fields) for g, fields in wrong if g.get("date_start")],
        "factuality": [("factuality", fields) for _, fields in wrong],
        "factuality_not_actual": [("factuality", fields) for g, fields in wrong if g["factuality"] != "actual"],
        "attribution": [("attribution", fields) for _, fields in wrong],
    }
    return {name: _share([field not in fields for field, fields in all_]) for name, all_ in asked.items()}


def _missed(gold: tuple[Row, ...], pairs: list[Pair]) -> tuple[Row, ...]:
    matched = {g for g, _ in pairs}
    return tuple(
        row for i, row in enumerate(gold) if i not in matched and row.get("certainty_of_coder") != "low"
    )


def _judged(rows: list[Row], right: set[int], wrong: Iterable[int]) -> tuple[tuple[float, bool], ...]:
    counted = sorted({*right, *wrong})
    return tuple(
        (float(rows[p]["confidence"]), p in right) for p in counted if rows[p].get("confidence") is not None
    )


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
    return best_pairs(scored)


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

"""Figure against figure: the same only on the same indicator, parties, direction, period, unit and bound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from detente.measure.corroboration import periods, rounding
from detente.measure.corroboration.comparison import (
    CONTRADICTS,
    CORROBORATES,
    INCOMPARABLE,
    Comparison,
    Witness,
)
from detente.measure.corroboration.material import Material, Row
from detente.measure.corroboration.periods import Period

_CURRENCY = re.compile(r"[A-Z]{3}")
_LONGEST_COUNT = 31
_STANDING_COUNTS = frozenset({"troops", "population", "warheads", "agreements", "aircraft", "ships", "tanks"})
"""What is counted at a time rather than per occurrence: two counts of one year are of one thing."""


@dataclass(frozen=True, slots=True)
class Item:
    """A figure prepared for comparison; `period` is None where the text gives none of its own."""

    row: Row
    number: rounding.Written
    period: Period | None
    running: bool

    @property
    def document(self) -> str:
        """The document it stands in."""
        return str(self.row["document_id"])


def compare(material: Material) -> Iterator[Comparison]:
    """What the figures of a record give."""
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for row in material.rows("figures"):
        if not row["designator"] and row["indicator"] and row["unit"] and row["parties"]:
            groups[_key(row)].append(_item(row))
    for key in sorted(groups):
        items = sorted(groups[key], key=_when)
        clusters = _clusters(items)
        yield from (_corroboration(material, one) for one in clusters if len({i.document for i in one}) > 1)
        yield from _differences(material, clusters)


def _key(row: Row) -> tuple[str, ...]:
    """What must be equal before two figures are looked at together."""
    direction = row["direction"] or ""
    if "<>" in direction:
        direction = "<>".join(sorted(direction.split("<>")))
    unit = "money" if _CURRENCY.fullmatch(row["unit"]) else row["unit"]
    per = "" if row["per"] == "year" else row["per"] or ""
    change = "change" if row["change_vs"] else ""
    parties = "-".join(sorted(row["parties"]))
    return (row["indicator"].casefold(), parties, direction, unit, per, change)


def _item(row: Row) -> Item:
    number = rounding.written(row["quote"], row["value"], row["value_high"], row["approximator"])
    found = periods.period(row["period"])
    own = row["period_basis"] not in ("published", "none") and found is not None
    running = not own or (found is not None and found.first is None)
    return Item(row, number, found if own else None, running)


def _when(item: Item) -> tuple[date, date, str, int]:
    first = (item.period and (item.period.first or item.period.last)) or date.max
    last = (item.period and item.period.last) or date.max
    return (first, last, item.document, item.row["start_char"])


def _clusters(items: Sequence[Item]) -> list[list[Item]]:
    """Figures that say the same, each fitting every other of its cluster."""
    clusters: list[list[Item]] = []
    for item in items:
        home = next((c for c in clusters if all(_says_the_same(item, other) for other in c)), None)
        if home is None:
            clusters.append([item])
        else:
            home.append(item)
    return clusters


def _says_the_same(one: Item, other: Item) -> bool:
    return rounding.agree(one.number, other.number) and _obstacle(one, other) is None


def _obstacle(one: Item, other: Item) -> str | None:
    """Why two figures of a group cannot be compared; None where they can."""
    if one.row["unit"] != other.row["unit"]:
        return f"different currencies, {one.row['unit']} and {other.row['unit']}, which are not converted"
    if (one.row["status"] == "target") != (other.row["status"] == "target"):
        return "one is a target, the other is not"
    if one.running or other.running:
        return None if one.running and other.running else _unequal_totals(one, other)
    if one.period and other.period and not _one_period(one, other):
        return _unequal_periods(one, other)
    if one.number.bound != other.number.bound:
        return f"different kinds of bound: {_amount(one)} against {_amount(other)}"
    return None


def _one_period(one: Item, other: Item) -> bool:
    """Whether two periods are the same, or one count of the same number is only dated less closely."""
    if not one.period or not other.period:
        return False
    stands = periods.relation(one.period, other.period)
    dated_less = stands == periods.WITHIN and _is_count(one) and one.number.value == other.number.value
    return stands == periods.SAME or dated_less


def _is_count(item: Item) -> bool:
    """Whether it counts what happened, not what is there at a time."""
    return item.row["unit"].startswith("count of") and item.row["indicator"] not in _STANDING_COUNTS


def _unequal_totals(one: Item, other: Item) -> str:
    named, running = (other, one) if one.running else (one, other)
    return f"one is for {named.row['period']}, the other ({_amount(running)}) gives no period of its own"


def _unequal_periods(one: Item, other: Item) -> str:
    lengths = [periods.extent(item.period) if item.period else "" for item in (one, other)]
    named = [f"{length} ({item.row['period']})" for length, item in zip(lengths, (one, other), strict=True)]
    if lengths[0] != lengths[1]:
        return f"different periods: {named[0]} against {named[1]}"
    return f"different periods: {one.row['period']} against {other.row['period']}"


def _corroboration(material: Material, cluster: Sequence[Item]) -> Comparison:
    side = tuple(_witness(material, item) for item in cluster)
    exact = len({(item.number.value, item.number.bound) for item in cluster}) == 1
    how = "the same number" if exact else "numbers that agree within the rounding of how they are written"
    running = any(item.running for item in cluster)
    spans = {item.period for item in cluster}
    when = "the same period" if len(spans) == 1 else "the same number, dated less closely by one"
    when = "no period of their own, so taken as totals to date" if running else when
    reason = f"{how} for the same indicator and parties; {when}"
    return Comparison(CORROBORATES, "figure", _about(cluster[0]), _fields(cluster[0]), reason, (side,))


def _differences(material: Material, clusters: Sequence[Sequence[Item]]) -> Iterator[Comparison]:
    """Clusters that differ: each with its neighbour in time, and all of one period among themselves."""
    for one, other in pairwise(clusters):
        yield from _difference(material, one, other)
    for place, one in enumerate(clusters):
        for other in clusters[place + 2 : place + 12]:
            if one[0].period and one[0].period == other[0].period and not one[0].running:
                yield from _difference(material, one, other)


def _difference(material: Material, one: Sequence[Item], other: Sequence[Item]) -> Iterator[Comparison]:
    a, b = one[0], other[0]
    why = _obstacle(a, b) or _not_one_thing(a, b)
    verdict = INCOMPARABLE if why else CONTRADICTS
    unsaid = a.running or b.running
    if unsaid and (a.row["unit"].startswith("count") or not _two_voices(one, other)):
        return
    if verdict == CONTRADICTS and not _two_voices(one, other):
        return
    if _is_count(a) and a.period and b.period and periods.relation(a.period, b.period) == periods.APART:
        return
    reason = why or f"{_amount(a)} and {_amount(b)} differ by more than their rounding, all else equal"
    sides = (
        tuple(_witness(material, item) for item in one),
        tuple(_witness(material, item) for item in other),
    )
    yield Comparison(verdict, "figure", _about(a, b), _fields(a), reason, sides)


def _not_one_thing(one: Item, other: Item) -> str | None:
    """Why two numbers that can be compared still need not contradict each other."""
    if one.running and other.running:
        return f"totals up to different dates: {_amount(one)} and {_amount(other)}"
    if one.number.bound in ("min", "max"):
        return f"both are bounds, and neither excludes the other: {_amount(one)} and {_amount(other)}"
    if _is_count(one) and one.period and (one.period.days or _LONGEST_COUNT + 1) > _LONGEST_COUNT:
        return f"counts over {periods.extent(one.period)}, which may be of different occurrences"
    return None


def _two_voices(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Whether two documents speak, or two sources cited in one: one voice means two things by two numbers."""
    if {i.document for i in one} != {i.document for i in other} or len({i.document for i in one}) > 1:
        return True
    first, second = ({i.row["attribution"] for i in side} for side in (one, other))
    return None not in first | second and not first & second


def _witness(material: Material, item: Item) -> Witness:
    period = f", {item.row['period']}" if item.period else ""
    return material.witness(item.row, "figure_id", _amount(item) + period)


def _amount(item: Item) -> str:
    row = item.row
    before = f"{row['approximator']} " if row["approximator"] else ""
    high = f" to {_shown(row['value_high'])}" if row["value_high"] is not None else ""
    per = f" per {row['per']}" if row["per"] else ""
    return f"{before}{_shown(row['value'])}{high} {row['unit']}{per}"


def _shown(value: float) -> str:
    for size, name in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{value / size:.6g}{name}"
    return f"{value:,.10g}"


def _about(*items: Item) -> str:
    row = items[0].row
    when = list(dict.fromkeys(item.row["period"] for item in items if item.period))
    between = row["direction"] or "-".join(sorted(row["parties"]))
    kind = f"change in {row['indicator']}" if row["change_vs"] else row["indicator"]
    return ", ".join((kind, between, *(["; ".join(when)] if when else [])))


def _fields(item: Item) -> tuple[str, ...]:
    row = item.row
    unit = "currency" if _CURRENCY.fullmatch(row["unit"]) else "unit"
    return (
        f"indicator: {row['indicator']}",
        f"parties: {', '.join(row['parties'])}",
        *([f"direction: {row['direction']}"] if row["direction"] else []),
        f"period: {row['period'] if item.period else 'none given'}",
        f"{unit}: {row['unit']}",
        f"bound: {item.number.bound}",
    )


def same_wording(material: Material, comparison: Comparison) -> bool:
    """Whether every document behind a figure writes it alike."""
    rows = {row["figure_id"]: row for row in material.rows("figures")}
    items = [_item(rows[w.finding]) for w in comparison.witnesses() if w.finding in rows]
    return len(items) > 1 and all(rounding.same_wording(a.number, b.number) for a, b in pairwise(items))

"""Match figures with gold: the number's characters overlap, and value and unit are equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.measure.evaluation.pairs import Pair, best_pairs, overlap

if TYPE_CHECKING:
    from detente.measure.evaluation.gold import Row

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


def match_figures(gold: tuple[Row, ...], figures: list[Row]) -> list[Pair]:
    """Pairs (gold, predicted) of equal figures, one to one."""
    scored = []
    for g, want in enumerate(gold):
        number = {"start": want.get("num_start", want["start"]), "end": want.get("num_end", want["end"])}
        for p, got in enumerate(figures):
            shared = overlap(number, got)
            if shared and _same_value(want, got) and _unit(want.get("unit")) == _unit(got.get("unit")):
                scored.append((shared, g, p))
    return best_pairs(scored)


def _unit(unit: str | None) -> str:
    unit = (unit or "").strip()
    if len(unit) == 3 and unit.isupper():
        return unit
    plain = unit.lower().replace(" ", "_")
    plain = plain if plain == "times" else plain.rstrip("s")
    return plain if plain in MEASURES or plain.startswith("percent") else "count"


def _same_value(gold: Row, predicted: Row) -> bool:
    want, got = _number(gold.get("value")), _number(predicted.get("value"))
    if want is None or got is None:
        return False
    quote = str(gold.get("num_quote", gold.get("quote", ""))).lower()
    if any(word in quote for word in VAGUE) and not any(c.isdigit() for c in quote):
        return want <= got < 10 * want or got <= want < 10 * got
    return abs(got - want) <= 0.005 * max(1e-9, abs(want))


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None

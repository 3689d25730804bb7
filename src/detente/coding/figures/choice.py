"""Logistic models with published weights: is a quantity a figure, is a state party to it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_SPANS = frozenset(["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"])


_MEASURES = {
    "length": ["km", "m", "cm", "mm", "mile", "foot", "inch", "yard", "nautical mile"],
    "area": ["km2", "m2", "square mile", "hectare", "acre"],
    "mass": ["tonne", "kg", "gram", "milligram", "pound (mass)", "ounce", "carat", "bushel"],
    "volume": ["barrel", "barrel per day", "litre", "gallon", "m3", "km3", "cubic foot", "acre-foot"],
    "energy": ["kWh", "MWh", "GWh", "TWh", "kW", "MW", "GW", "kV", "kilotonne", "megatonne"],
}


@cache
def weights(model: str) -> dict[str, float]:
    """The weights of a model by feature (`data/figures/MODEL.tsv`), fitted by `training/figures.py`."""
    text = files("detente").joinpath("data", "figures", f"{model}.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.split("\n") if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def likelihood(features: Iterable[str], model: str) -> float:
    """The probability (0-1) that a model gives to something with these features."""
    known = weights(model)
    return 1.0 / (1.0 + math.exp(-math.fsum(known.get(feature, 0.0) for feature in features)))


def kind_of(unit: str) -> str:
    """percent, percentage_point, times, persons, occurrences, count, span (of time), money or measure."""
    if unit in ("percent", "percentage_point", "times"):
        return unit
    if unit == "count of persons":
        return "persons"
    if unit == "count of occurrences":
        return "occurrences"
    if unit.startswith("count"):
        return "count"
    if unit in _SPANS:
        return "span"
    return "money" if len(unit) == 3 and unit.isupper() else "measure"


def quality_of(unit: str) -> str | None:
    """What a measure measures: length, area, mass, volume or energy; None for other units."""
    return next((quality for quality, units in _MEASURES.items() if unit in units), None)

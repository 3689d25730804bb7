"""How a number is written, and whether two written numbers can be roundings of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DIGITS = re.compile(r"\d[\d,.   ]*\d|\d")
_SMALL = 100
_LOOSE = 0.05


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: its value, the upper end of a range, its bound ("min", "max", "range" or "value").

    `step` is the value of its last significant digit; `loose` says that a word like "about" stands before it;
    `digits` are the significant digits alone.
    """

    value: float
    high: float | None
    bound: str
    step: float
    loose: bool
    digits: str

    @property
    def tolerance(self) -> float:
        """How far the number meant may lie from the number written."""
        near = max(self.step / 2, abs(self.value) * _LOOSE) if self.loose else self.step / 2
        return near * 1.000001


def written(quote: str, value: float, high: float | None, approximator: str | None) -> Written:
    """Read how a number is written from its quote."""
    found = _DIGITS.search(quote)
    digits, step = _significant(found[0].rstrip(" ,.") if found else "", value)
    words = (approximator or "").casefold()
    bound = "range" if high is not None and high != value else _bounds().get(words) or "value"
    return Written(value, high, bound, step, bool(words) and bound == "value", digits)


def agree(one: Written, other: Written) -> bool:
    """Whether two numbers of one kind of bound can be roundings of one number."""
    if one.bound == "range" and one.high is not None and other.high is not None:
        near = _close(one.high, other.high, one, other)
        return near and _close(one.value, other.value, one, other)
    return _close(one.value, other.value, one, other)


def same_wording(one: Written, other: Written) -> bool:
    """Whether two numbers agree in digits, rounding and bound, so that one may be copied from the other."""
    if one.value != other.value or one.digits != other.digits or one.bound != other.bound:
        return False
    return one.loose == other.loose


def _close(a: float, b: float, one: Written, other: Written) -> bool:
    return abs(a - b) <= max(one.tolerance, other.tolerance)


def _significant(number: str, value: float) -> tuple[str, float]:
    """The significant digits of a number and the value of the last; a number in words is exact."""
    whole, _, decimals = _plain(number).partition(".")
    digits = (whole + decimals).lstrip("0")
    if not digits or not value:
        return digits, 0.0
    kept = digits if decimals else digits.rstrip("0") or "0"
    shown = float(f"{whole or 0}.{decimals or 0}")
    scale = abs(value) / shown if shown else 1.0
    step = scale * (10.0 ** -len(decimals) if decimals else 10.0 ** (len(digits) - len(kept)))
    # A count of a few is exact, whatever digit it ends in.
    exact = not decimals and abs(value) < _SMALL and scale <= 1.000001
    return kept, (1.0 if exact else step)


def _plain(number: str) -> str:
    """A written number with a point for its decimals and no marks between its thousands."""
    bare = re.sub(r"[   ]", "", number)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare) or ("," in bare and "." in bare):
        return bare.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", bare):
        return bare.replace(".", "")
    return bare.replace(",", ".") if bare.count(",") == 1 else bare.replace(",", "")


@cache
def _bounds() -> dict[str, str]:
    """The bound that a word before a number gives it, as the reader of quantities has it."""
    text = (files("detente.data") / "quantities" / "approximators.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#")]
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[1]}

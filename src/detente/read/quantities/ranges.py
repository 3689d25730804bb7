"""Two numbers that make one range: "800 to 900", "between 5 and 7 percent", "$3-5 billion", "three or four"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.read.quantities.approximators import approximator_before
from detente.read.quantities.counted import counted_after
from detente.read.quantities.lexicon import word_list
from detente.read.quantities.numerals import Numeral, may_start, numeral
from detente.read.quantities.tokens import DASHES, Tokens
from detente.read.quantities.units import Places, Unit, sign_before, unit_after

_CHANGES = word_list("change")
_BACK = 12


@dataclass(frozen=True, slots=True)
class Pair:
    """The second number of a range, the first one's value in its scale, the unit; or a mere score ("2-1")."""

    low: float
    second: Numeral
    unit: Unit | None
    score: bool = False


def pair_at(tokens: Tokens, first: Numeral, unit: Unit | None, places: Places) -> Pair | None:
    """The range that starts with a numeral, or None."""
    end = max(first.to, unit.to if unit else 0)
    word, dashed = tokens.word(end), _is_dash(tokens, end)
    if first.kind in ("share", "vague") or not (dashed or word in ("to", "and", "or")):
        return None
    second, its_unit = _second(tokens, end + 1, places)
    if second is None or second.kind != first.kind:
        return None
    low = _shared_scale(first, second)
    if unit and its_unit and unit.name != its_unit.name:
        return None
    known = its_unit or unit
    if dashed:
        return _dashed(tokens, low, second, known)
    if not _joins(tokens, first, second, word, bare=known is None) or low >= second.value:
        return None
    return Pair(low, second, replace(known, to=max(known.to, second.to)) if known else None)


def _is_dash(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in DASHES and tokens.joined(at) == tokens.joined(at + 1)


def _second(tokens: Tokens, at: int, places: Places) -> tuple[Numeral | None, Unit | None]:
    for step in (at, at + 1, at + 2):
        if not may_start(tokens.word(step)):
            continue
        sign = sign_before(tokens, step, places)
        if step > at and (sign is None or sign[1] != at):
            return None, None
        if sign is not None and sign[1] < at:
            sign = None
        number = numeral(tokens, step, money=sign is not None)
        if number is None:
            return None, None
        return number, Unit(sign[0], "money", number.to) if sign else unit_after(tokens, number, places)
    return None, None


def _shared_scale(first: Numeral, second: Numeral) -> float:
    """The first value, in the second's scale where it has none: the 3 of "$3-5 billion"."""
    plain = second.value / second.scale
    if first.scale == 1 and second.scale > 1 and first.value <= plain:
        return round(first.value * second.scale, 6)
    return first.value


def _dashed(tokens: Tokens, low: float, second: Numeral, unit: Unit | None) -> Pair | None:
    counts = unit is not None or counted_after(tokens, second.to, singular=False) is not None
    if low >= second.value or not counts:
        return Pair(low, second, None, score=True)
    return Pair(low, second, replace(unit, to=max(unit.to, second.to)) if unit else None)


def _joins(tokens: Tokens, first: Numeral, second: Numeral, word: str, *, bare: bool) -> bool:
    """Whether "to", "and" or "or" makes one range of two numbers rather than a change or a list."""
    sign = 1 if not tokens.word(first.at - 1)[-1:].isalnum() and tokens.word(first.at - 1) else 0
    before = tokens.word(first.at - 1 - sign)
    if word == "and":
        return before == "between" or _between_before(tokens, first.at - sign)
    if word == "or":
        return second.value <= 2 * first.value or not bare
    if "from" in (before, tokens.word(first.at - sign - 2), tokens.word(first.at - sign - 3)):
        return not any(tokens.word(first.at - step) in _CHANGES for step in range(2, _BACK))
    return not bare or counted_after(tokens, second.to, singular=False) is not None


def _between_before(tokens: Tokens, at: int) -> bool:
    words, _ = approximator_before(tokens, at)
    return bool(words) and tokens.word(at - 1 - len((words or "").split())) == "between"

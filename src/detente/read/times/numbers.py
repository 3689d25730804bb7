"""Numbers and ordinals in words and digits, as time expressions use them."""

from __future__ import annotations

from detente.read.times.tokens import Tokens
from detente.read.times.words import CARDINALS, ORDINALS

_VAGUE = frozenset(["several", "few", "many", "some", "various"])


def count_at(t: Tokens, i: int) -> tuple[float | None, int] | None:
    """A count before a unit: "three", "18", "two and a half", "a couple of"; None stands for "several"."""
    word = t.at(i)
    if word in {"a", "an", "one"}:
        return _article_count(t, i)
    if word == "half" and t.at(i + 1) in {"a", "an"}:
        return 0.5, i + 2
    if word in _VAGUE:
        return None, i + 1
    number = _cardinal(t, i)
    if number is None:
        return None
    value, j = number
    for words in (("and", "a", "half"), ("and", "half")):
        if t.word[j : j + len(words)] == words:
            return value + 0.5, j + len(words)
    return value, j


_AFTER_ARTICLE: tuple[tuple[tuple[str, ...], float | None], ...] = (
    (("few",), None),
    (("couple", "of"), 2),
    (("couple",), 2),
    (("dozen",), 12),
    (("hundred",), 100),
    (("quarter", "of", "a"), 0.25),
    (("and", "a", "half"), 1.5),
)


def _article_count(t: Tokens, i: int) -> tuple[float | None, int]:
    for words, count in _AFTER_ARTICLE:
        if t.word[i + 1 : i + 1 + len(words)] == words:
            return count, i + 1 + len(words)
    return 1, i + 1


def _cardinal(t: Tokens, i: int) -> tuple[float, int] | None:
    word = t.at(i)
    if word[:1].isdigit():
        plain = word.replace(",", "")
        if len(plain) <= 6 and plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit():
            return float(plain), i + 1
        return None
    value = CARDINALS.get(word)
    if value is None:
        return (12, i + 1) if word == "dozen" else None
    j = i + 1
    if 20 <= value < 100:
        k = j + 1 if t.at(j) == "-" else j
        if 0 < CARDINALS.get(t.at(k), 0) < 10:
            return value + CARDINALS[t.at(k)], k + 1
    if t.at(j) == "hundred":
        return value * 100, j + 1
    return value, j


def ordinal_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """An ordinal, "third", "twenty-first", "21st"; -1 for "last"."""
    word = t.at(i)
    if word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"}:
        return (int(word[:-2]), i + 1) if len(word) <= 4 else None
    if CARDINALS.get(word) in {20, 30} and t.at(i + 1) == "-" and 0 < ORDINALS.get(t.at(i + 2), 0) < 10:
        return CARDINALS[word] + ORDINALS[t.at(i + 2)], i + 3
    return (ORDINALS[word], i + 1) if word in ORDINALS else None


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units; X where the count is unknown."""
    if unit == "F":
        return duration_value(None if count is None else count * 2, "W")
    if unit == "WE":
        return "P1WE" if count == 1 else duration_value(count, "W")
    if unit == "SE":
        return f"P{_digits(count)}SE"
    written = f"{_digits(count)}{unit.lstrip('T')}"
    if count is not None and unit in {"DE", "CE"}:
        written = f"{_digits(count * (10 if unit == 'DE' else 100))}Y"
    return f"PT{written}" if unit.startswith("T") else f"P{written}"


def _digits(count: float | None) -> str:
    return "X" if count is None else f"{count:g}"

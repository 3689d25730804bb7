"""Numerals: digits, spelled numbers, scale words, vague plurals, shares and ratios."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.read.quantities.lexicon import word_list
from detente.read.quantities.tokens import HYPHENS, Tokens

_ONES = {
    "zero": 0.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0,
    "eight": 8.0, "nine": 9.0, "ten": 10.0, "eleven": 11.0, "twelve": 12.0, "thirteen": 13.0, "fourteen": 14.0,
    "fifteen": 15.0, "sixteen": 16.0, "seventeen": 17.0, "eighteen": 18.0, "nineteen": 19.0,
}  # fmt: skip
_TENS = {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
    "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "quadrillion": 1e15,
    "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12, "lakh": 1e5,
    "lakhs": 1e5,    "crore": 1e7, "crores": 1e7, "dozen": 12.0,
}  # fmt: skip
_ATTACHED = {"m": 1e6, "b": 1e9, "k": 1e3, "bn": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9}
_PLURALS = {
    "dozens": 24.0, "scores": 40.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
_VAGUE = {("several",): 3.0, ("a", "few"): 3.0, ("a", "couple", "of"): 2.0, ("a", "couple"): 2.0, ("few",): 3.0}
_VAGUE_STARTS = frozenset(["several", "a", "few"])
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9,    "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_GLYPHS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_AFTER_SHARE = word_list("after_share")
_WHOLE_MEASURES = word_list("whole_measure")
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the tokens `at` to before `to`.

    `kind` is digits, spelled, vague ("dozens", "several hundred") or share (a part of a whole, in percent).
    `scale` is the factor of its scale word, 1 where it has none.
    """

    at: int
    to: int
    value: float
    kind: str
    scale: float = 1.0
    high: float | None = None
    vague: str | None = None


def numeral(tokens: Tokens, at: int, *, money: bool = False) -> Numeral | None:
    """The longest numeral that starts at a token; `money` says that a currency sign stands before it."""
    if tokens.is_digits(at):
        found = _digits(tokens, at, money=money)
    else:
        found = _share(tokens, at) or _vague(tokens, at) or _spelled(tokens, at)
    if found is None:
        return None
    return _ratio(tokens, found) or found


def may_start(word: str) -> bool:
    """Whether a token can start a numeral: the cheap test before the grammar."""
    return word[:1].isdecimal() or word in _STARTS


_STARTS = frozenset([
    *_ONES, *_TENS, *_PLURALS, *_PARTS, *_GLYPHS, "a", "an", "several", "few", "tens",
])  # fmt: skip


def _digits(tokens: Tokens, at: int, *, money: bool) -> Numeral | None:
    written = tokens.word(at)
    if len(written) > _LONGEST + 6:
        return None
    plain = written if written.isdecimal() else "".join(c for c in written if c.isdecimal() or c == ".")
    value, to = float(plain), at + 1
    if tokens.word(to) in _GLYPHS and tokens.joined(to):
        above, below = _GLYPHS[tokens.word(to)]
        value, to = value + above / below, to + 1
    elif _decimal_comma(tokens, to):
        value, to = float(f"{plain}.{tokens.word(to + 1)}"), to + 2
    return _scaled(tokens, Numeral(at, to, value, "digits"), money=money)


def _decimal_comma(tokens: Tokens, comma: int) -> bool:
    """Whether ",8" continues a number, which only a scale, percent or currency after it can show."""
    if tokens.word(comma) != "," or not tokens.joined(comma) or not tokens.joined(comma + 1):
        return False
    decimals = tokens.word(comma + 1)
    after = tokens.word(comma + 2)
    short = decimals.isdecimal() and len(decimals) <= 2
    return short and (after in _SCALES or after in ("%", "percent") or after == "per")


def _scaled(tokens: Tokens, found: Numeral, *, money: bool = False) -> Numeral:
    """The numeral with the scale words after it: "4.8 billion", "1.5-million", "1.2bn"."""
    to, scale = found.to, 1.0
    if tokens.joined(to) and tokens.word(to) in _ATTACHED and found.kind == "digits":
        word = tokens.word(to)
        if word != "m" or money or _counts_on(tokens, to + 1):
            to, scale = to + 1, _ATTACHED[word]
    while True:
        step = to + 1 if tokens.word(to) in HYPHENS and tokens.joined(to) and tokens.joined(to + 1) else to
        factor = _SCALES.get(tokens.word(step))
        if factor is None or scale * factor > 1e18:
            break
        to, scale = step + 1, scale * factor
    if to == found.to or found.value * scale > 1e21:
        return found
    return replace(found, to=to, value=_tidy(found.value * scale), scale=scale)


def _counts_on(tokens: Tokens, at: int) -> bool:
    """Whether the word after "5m" is a noun, so that the m is a million rather than a metre."""
    return tokens.word(at) in _PEOPLE or tokens.word(at) in ("euros", "dollars", "pounds", "tonnes", "barrels")


_PEOPLE = word_list("people")


def _tidy(value: float) -> float:
    """Undo the binary dust of a multiplication (2.3 * 1e6)."""
    return round(value, 6) if value < 1e12 else float(round(value))


def _spelled(tokens: Tokens, at: int) -> Numeral | None:
    """Words: "forty-four", "a hundred and fifty", "nine point six billion", "two and a half million"."""
    to = at
    if tokens.word(at) in ("a", "an"):
        if tokens.word(at + 1) not in _SCALES or tokens.word(at + 1) in ("mn", "bn", "tn"):
            return None
        small, to = 1.0, at + 1
    else:
        small, to = _small(tokens, at)
        if to == at:
            return None
    small, to = _fraction_after(tokens, small, to)
    value, last = small, to
    scale = 1.0
    while True:
        step = to + 1 if tokens.word(to) in HYPHENS and tokens.word(to + 1) in _SCALES else to
        factor = _SCALES.get(tokens.word(step))
        if factor is None or value * factor > 1e18:
            break
        value, scale, to = value * factor, scale * factor, step + 1
        value, to = _remainder(tokens, value, factor, to)
    if to == last and to == at + 1 and tokens.word(at) in ("a", "an"):
        return None
    return Numeral(at, to, _tidy(value), "spelled", scale)


def _small(tokens: Tokens, at: int) -> tuple[float, int]:
    """A number below a hundred, maybe with "point six", and where it ends (`at` where there is none)."""
    word = tokens.word(at)
    if word in _TENS:
        value, to = _TENS[word], at + 1
        step = to + 1 if tokens.word(to) in HYPHENS else to
        if 1 <= _ONES.get(tokens.word(step), 0.0) <= 9:
            value, to = value + _ONES[tokens.word(step)], step + 1
    elif word in _ONES:
        value, to = _ONES[word], at + 1
    else:
        return 0.0, at
    if tokens.word(to) == "point" and tokens.word(to + 1) in _ONES:
        decimals = ""
        to += 1
        while tokens.word(to) in _ONES and _ONES[tokens.word(to)] <= 9 and len(decimals) < 6:
            decimals += str(int(_ONES[tokens.word(to)]))
            to += 1
        value = float(f"{int(value)}.{decimals}")
    return value, to


def _fraction_after(tokens: Tokens, value: float, to: int) -> tuple[float, int]:
    """ "... and a half", with or without hyphens."""
    at = to
    for expected in ("and", "a", "half"):
        if tokens.word(at) in HYPHENS:
            at += 1
        if tokens.word(at) != expected:
            return value, to
        at += 1
    return value + 0.5, at


def _remainder(tokens: Tokens, value: float, factor: float, to: int) -> tuple[float, int]:
    """What follows a scale word: the "and fifty" of "a hundred and fifty"."""
    step = to + 1 if tokens.word(to) == "and" and factor <= 1e3 else to
    small, end = _small(tokens, step)
    if end == step or small == 0 or small >= factor or (step > to and small < 1):
        return value, to
    if tokens.word(end) == "hundred" and factor > 1e2 and small < 10:
        small, end = small * 100, end + 1
    return value + small, end


def _vague(tokens: Tokens, at: int) -> Numeral | None:
    """ "dozens", "hundreds of thousands", "several hundred", "a few million", "a couple of thousand"."""
    word = tokens.word(at)
    if word in _PLURALS or word == "tens":
        value, to = _PLURALS.get(word, 10.0), at + 1
        if tokens.word(to) == "of" and tokens.word(to + 1) in _PLURALS:
            value, to = value * _PLURALS[tokens.word(to + 1)], to + 2
        elif word == "tens":
            return None
        return Numeral(at, to, value, "vague", vague=word)
    for form, value in _VAGUE.items() if word in _VAGUE_STARTS else ():
        if tokens.matches(at, form):
            scaled = _scaled(tokens, Numeral(at, at + len(form), value, "vague"))
            if scaled.scale > 1:
                return replace(scaled, vague=" ".join(form))
    return None


def _share(tokens: Tokens, at: int) -> Numeral | None:
    """Parts of a whole, in percent: "a third", "two-thirds", "half"; "half a million" as a number."""
    word = tokens.word(at)
    if word in _GLYPHS:
        return _part(tokens, at, at + 1, *_GLYPHS[word])
    if word == "half":
        return _half(tokens, at)
    above = 1 if word in ("a", "one") else int(_ONES.get(word, 0))
    step = at + 2 if tokens.word(at + 1) in HYPHENS else at + 1
    part = tokens.word(step)
    below = _PARTS.get(part) or _PARTS.get(part.removesuffix("s"), 0)
    plural = part.endswith("s")
    if not above or above >= below or plural != (above > 1):
        return None
    return _part(tokens, at, step + 1, above, below)


def _half(tokens: Tokens, at: int) -> Numeral | None:
    """ "half", "half a million", "half an hour"."""
    if tokens.word(at + 1) in ("a", "an"):
        whole = tokens.word(at + 2)
        if whole in _SCALES:
            return Numeral(at, at + 3, _SCALES[whole] / 2, "spelled", _SCALES[whole])
        if whole in _WHOLE_MEASURES:
            return Numeral(at, at + 2, 0.5, "spelled")
    return _part(tokens, at, at + 1, 1, 2)


def _part(tokens: Tokens, at: int, to: int, above: int, below: int) -> Numeral | None:
    after, before = tokens.word(to), tokens.word(at - 1)
    if tokens.matches(to, ("of", "a")) and tokens.word(to + 2) in _SCALES:
        scale = _SCALES[tokens.word(to + 2)]
        return Numeral(at, to + 3, _tidy(scale * above / below), "spelled", scale)
    if (
        tokens.word(to) == "of"
        and tokens.word(to + 1) in ("a", "an")
        and tokens.word(to + 2) in _WHOLE_MEASURES
    ):
        return Numeral(at, to + 2, round(above / below, 6), "spelled")
    ends = above > 1 or not after or not (after[:1].isalnum() or after in HYPHENS)
    verb_like = after in ("is", "was", "were", "are", "ever", "went", "had", "have", "has")
    named = before in ("first", "second", "other", "the", "this", "that", "latter", "better", "far")
    if named or after in ("majority", "majorities") or not (ends or verb_like or after in _AFTER_SHARE):
        return None
    if above == 1 and below == 4 and after == "of" and tokens.is_digits(to + 1):
        return None
    return Numeral(at, to, round(100 * above / below, 4), "share")


def _ratio(tokens: Tokens, first: Numeral) -> Numeral | None:
    """ "one in three", "nine out of ten", "one chance in five", "four of every five" as a share in percent."""
    if first.kind not in ("digits", "spelled") or first.scale != 1 or first.value > 99:
        return None
    at = first.to
    if tokens.word(at) not in _RATIO_WORDS:
        return None
    if tokens.word(at) in ("chance", "chances", "times") and tokens.word(at + 1) in ("in", "out"):
        at += 1
    for form in (("in", "every"), ("out", "of", "every"), ("of", "every"), ("out", "of"), ("in",)):
        if not tokens.matches(at, form):
            continue
        step = at + len(form)
        whole = _digits(tokens, step, money=False) if tokens.is_digits(step) else _spelled(tokens, step)
        if whole is None or whole.value not in _WHOLES or whole.value <= first.value or whole.kind == "vague":
            return None
        if form == ("in",) and _is_unit_next(tokens, whole.to):
            return None
        return Numeral(first.at, whole.to, round(100 * first.value / whole.value, 4), "share")
    return None


_RATIO_WORDS = frozenset(["chance", "chances", "times", "in", "out", "of"])
_WHOLES = frozenset([2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 12.0, 20.0, 25.0, 50.0, 100.0, 1000.0])


def _is_unit_next(tokens: Tokens, at: int) -> bool:
    """Whether "in three" goes on as "in three years", "in three provinces"."""
    return tokens.word(at) in (
        "years", "months", "weeks", "days", "hours", "minutes", "decades", "countries", "cities", "provinces",
        "regions", "districts", "places", "states", "weekends", "attempts", "rounds",
    )  # fmt: skip

"""Find the quantities of a text: numerals, their units, ranges, and what an elliptic number leans on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from detente.read.quantities.approximators import approximator_after, approximator_before
from detente.read.quantities.counted import Counted, counted_after, counted_hyphened
from detente.read.quantities.ellipsis import Draft, fill
from detente.read.quantities.lexicon import word_list
from detente.read.quantities.numerals import Numeral, may_start, numeral
from detente.read.quantities.ranges import Pair, pair_at
from detente.read.quantities.reject import is_named, is_nothing, is_pronoun
from detente.read.quantities.tokens import Tokens, tokenize
from detente.read.quantities.units import Places, Unit, rate_after, sign_before, unit_after
from detente.terms import Quantity, Sentence, Span

_COMPARED = word_list("compared")


def find_quantities(text: str, sentences: Iterable[Sentence]) -> tuple[Quantity, ...]:
    """The quantities in the given sentences, in order; `text[start:end]` holds the number and unit only.

    Dates, years, ordinals, clock times, numbers that label or name, and "one" as a pronoun are left out.
    Counts carry the unit "count of X"; a number that names a thing ("500-pound bombs") has `designator` set.
    """
    found: list[Quantity] = []
    places = Places(text)
    last: Draft | None = None
    for sentence in sentences:
        drafts = fill(list(_drafts(tokenize(text, sentence.start, sentence.end), places)), last)
        last = drafts[-1] if drafts else None
        found.extend(_quantity(draft) for draft in drafts)
    return tuple(found)


def _drafts(tokens: Tokens, places: Places) -> Iterator[Draft]:
    at = spent = 0
    while at < len(tokens):
        if not may_start(tokens.words[at]):
            at += 1
            continue
        if tokens.is_digits(at) and tokens.is_digits(at + 1):
            at = _past_digits(tokens, at)
            continue
        sign = sign_before(tokens, at, places)
        if sign and sign[1] < spent:
            sign = None
        number = numeral(tokens, at, money=sign is not None)
        if number is None:
            at += 1
            continue
        draft = (
            None if is_named(tokens, number, signed=sign is not None) else _draft(tokens, number, sign, places)
        )
        if draft is not None:
            yield draft
            spent = draft.to
        at = max(number.to, draft.to if draft else 0)


def _draft(tokens: Tokens, number: Numeral, sign: tuple[str, int] | None, places: Places) -> Draft | None:
    """The quantity of a numeral, or None where the number is no quantity."""
    unit = Unit(sign[0], "money", number.to) if sign else unit_after(tokens, number, places)
    if unit is None and _is_headline(tokens, number):
        number = replace(number, to=number.to + 1)
        unit = unit_after(tokens, number, places)
    pair = pair_at(tokens, number, unit, places)
    if pair is not None and pair.score:
        return None
    end = pair.second if pair else number
    unit = (pair.unit if pair else None) or unit
    counted = None if unit else _counted(tokens, end)
    if sign is None and is_nothing(tokens, number, end.to, unit=unit, counted=counted):
        return None
    if is_pronoun(tokens, number, unit=unit, counted=counted):
        return None
    return _assemble(tokens, number, pair, unit, counted, sign[1] if sign else number.at)


def _past_digits(tokens: Tokens, at: int) -> int:
    """Where a row of numbers ends (a phone number, a table): none of them is read."""
    while tokens.is_digits(at):
        at += 1
    return at


def _is_headline(tokens: Tokens, number: Numeral) -> bool:
    """Whether a number opens its sentence and is explained after a dash or colon: "61 — minutes late"."""
    return number.at == 0 and tokens.word(number.to) in ("—", "–", ":") and tokens.is_word(number.to + 1)


def _assemble(
    tokens: Tokens, number: Numeral, pair: Pair | None, unit: Unit | None, counted: Counted | None, start: int
) -> Draft:
    end = pair.second if pair else number
    to = max(end.to, unit.to if unit else 0)
    words, bound = approximator_before(tokens, start)
    if words is None and number.vague is None:
        words, bound = approximator_after(tokens, to)
    name, kind = _named(tokens, number, unit, counted)
    factor = unit.factor if unit else 1.0
    sign = -1.0 if tokens.word(start - 1) == "minus" else 1.0
    return Draft(
        tokens=tokens,
        at=start,
        to=to,
        spoken=number.kind,
        value=sign * round((pair.low if pair else number.value) * factor, 6),
        scale=end.scale * factor,
        high=None if pair is None else round(end.value * factor, 6),
        unit=name,
        kind=kind,
        counted=counted,
        designator=bool(unit and unit.designator),
        approximator=words or number.vague,
        bound=bound,
        per=rate_after(tokens, counted.at + 1 if counted else to),
    )


def _named(
    tokens: Tokens, number: Numeral, unit: Unit | None, counted: Counted | None
) -> tuple[str | None, str]:
    """The unit's name and its kind; None for a number that leans on another for its unit."""
    if number.kind == "share" and unit is None:
        return "percent", "percent"
    if unit is None:
        return (f"count of {counted.name}", "count") if counted else (None, "count")
    if unit.name == "times" and tokens.word(unit.to) not in _COMPARED and tokens.word(unit.to - 1) == "times":
        return "count of occurrences", "occurrence"
    return unit.name, unit.kind


def _counted(tokens: Tokens, number: Numeral) -> Counted | None:
    if number.kind == "share":
        return None
    one = number.value == 1 and number.kind != "vague"
    return counted_hyphened(tokens, number.to) or counted_after(tokens, number.to, singular=one)


def _quantity(draft: Draft) -> Quantity:
    tokens, noun = draft.tokens, draft.counted
    return Quantity(
        start=tokens.starts[draft.at],
        end=tokens.ends[draft.to - 1],
        value=draft.value,
        value_high=draft.high,
        unit=draft.unit or "count",
        approximator=draft.approximator,
        bound=draft.bound,
        designator=draft.designator,
        counted=Span(tokens.starts[noun.start], tokens.ends[noun.at]) if noun else None,
        per=draft.per,
    )

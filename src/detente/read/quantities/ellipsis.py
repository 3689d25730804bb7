"""Numbers whose unit stands elsewhere: "from 12.6 to 8.9 million tonnes", "they offered 85"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.read.quantities.counted import Counted
from detente.read.quantities.lexicon import word_list
from detente.read.quantities.tokens import DASHES, Tokens

_CONNECT = word_list("connect")
_STANDS_ALONE = word_list("stands_alone")
_TOLLS = word_list("toll")
_GROUPS = word_list("group")
_AGAINST = frozenset(["from", "to", "against", "versus", "than"])
_SPANS = word_list("span")
_COMPARE_TOKENS = 12
_PERSONAL = frozenset(["them", "us", "whom"])
_ALIKE = 30.0
_CONNECT_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity in the making; `at` and `to` bound its tokens, `unit` is None until known."""

    tokens: Tokens
    at: int
    to: int
    spoken: str
    value: float
    scale: float
    high: float | None = None
    unit: str | None = None
    kind: str = "count"
    counted: Counted | None = None
    designator: bool = False
    approximator: str | None = None
    bound: str | None = None
    per: str | None = None

    @property
    def plain(self) -> float:
        """The value without its scale word."""
        return self.value / self.scale


def fill(drafts: Sequence[Draft], last: Draft | None) -> list[Draft]:
    """Give drafts without a unit the one they lean on, and drop those that lean on nothing.

    `last` is the last quantity of the sentence before.
    """
    ahead = _from_next(drafts)
    filled: list[Draft] = []
    for draft in ahead:
        before = filled[-1] if filled else None
        known = draft if draft.unit else _from_before(draft, before, last)
        if known is not None:
            filled.append(known)
    return filled


def _from_next(drafts: Sequence[Draft]) -> list[Draft]:
    filled: list[Draft] = []
    for draft in reversed(drafts):
        following = filled[-1] if filled else None
        leans = draft.unit is None and following is not None and following.unit and _connected(draft, following)
        filled.append(_like(draft, following) if leans and following else draft)
    return filled[::-1]


def _connected(first: Draft, second: Draft) -> bool:
    between = first.tokens.words[first.to : second.at]
    if len(between) > _CONNECT_TOKENS or not between:
        return False
    return all(word in _CONNECT or word in DASHES for word in between)


def _like(draft: Draft, model: Draft) -> Draft:
    """The draft with the unit of its model, and its scale word where the numbers are of like size."""
    plain = max(abs(model.plain), 1e-9)
    shares = draft.scale == 1 and model.scale > 1 and 1 / _ALIKE <= draft.value / plain <= _ALIKE
    scale = model.scale if shares else 1.0
    return replace(
        draft,
        unit=model.unit,
        kind=model.kind,
        counted=model.counted,
        per=draft.per or model.per,
        value=round(draft.value * scale, 6),
        high=None if draft.high is None else round(draft.high * scale, 6),
        scale=draft.scale * scale,
    )


def _from_before(draft: Draft, before: Draft | None, last: Draft | None) -> Draft | None:
    """The unit of the quantity before in the sentence, or in the sentence before; a bare count; or nothing."""
    model = before or last
    if draft.spoken == "digits" or draft.scale > 1:
        if model is not None and (_compared(model, draft) or _parallel(draft, model, near=before is not None)):
            return _like(draft, replace(model, counted=None))
        return replace(draft, unit="count")
    if draft.value <= 1:
        return None
    if _is_toll(draft):
        return replace(draft, unit="count of persons")
    return _stands_alone(draft, model)


def _compared(first: Draft, second: Draft) -> bool:
    """Whether "from", "to" or "against" sets the second number against the first, a few words on."""
    if first.tokens is not second.tokens or second.at - first.to > _COMPARE_TOKENS:
        return False
    return any(second.tokens.word(second.at - step) in _AGAINST for step in range(1, 4))


def _parallel(draft: Draft, model: Draft, *, near: bool) -> bool:
    """Whether a bare number goes on counting what the one before counted, by its kind and size."""
    size = abs(draft.plain) / max(abs(model.plain), 1e-9)
    alike = 1 / _ALIKE <= size <= _ALIKE
    if model.kind == "percent":
        return near and draft.scale == 1 and abs(draft.value) <= 100
    if model.kind == "money":
        return (alike and (draft.scale > 1 or model.scale > 1)) if near else draft.scale > 1 and model.scale > 1
    if model.kind == "measure":
        return near and alike and model.unit not in _SPANS
    return model.kind == "count" and model.unit is not None


def _is_toll(draft: Draft) -> bool:
    """Whether a number in words is a toll or the size of a group: "killing two", "a crew of four"."""
    tokens, at = draft.tokens, draft.at
    words = (draft.approximator or "").split()
    led = tokens.word(at - 1 - len(words))
    if led == "of":
        return tokens.word(at - 2 - len(words)) in _GROUPS
    return led in _TOLLS or (led == "at" and tokens.word(at - 2 - len(words)) in ("dead", "toll", "figure"))


def _stands_alone(draft: Draft, model: Draft | None) -> Draft | None:
    after = draft.tokens.word(draft.to)
    if after not in _STANDS_ALONE or (after == "of" and draft.tokens.word(draft.to + 1) not in _PERSONAL):
        return None
    if model is not None and model.kind == "count":
        return replace(draft, unit=model.unit)
    persons = after == "others" or draft.tokens.word(draft.to + 1) in _PERSONAL
    return replace(draft, unit="count of persons") if persons else None

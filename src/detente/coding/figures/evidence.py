"""What speaks for a quantity being a figure: words and shapes around it, as named features."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.coding.figures.choice import kind_of
from detente.terms import Quantity, Sentence

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d[\d.,]*|[^\w\s]")
_DETERMINERS = frozenset(["the", "these", "those", "both", "all", "its", "their", "our", "his", "her", "other"])
_TOLL = re.compile(
    r"\b(?:kill|wound|injur|die[ds]?\b|dead|death|detain|arrest|charg|expel|deport|jail|hostage|captur|releas|freed|"
    r"victim|sentenc|abduct|kidnap|execut|drown|flee|fled|displac|evacuat|deploy|station)"
)
_SPEECH = frozenset(
    [
        "said",
        "say",
        "told",
        "argue",
        "argued",
        "believe",
        "think",
        "agreed",
        "reported",
        "claim",
        "claimed",
        "warned",
    ]
)
_BEFORE, _AFTER = 60, 70


def evidence(text: str, quantity: Quantity, sentence: Sentence) -> frozenset[str]:
    """The features of a quantity in its sentence."""
    lead = text[max(sentence.start, quantity.start - _BEFORE) : quantity.start].lower()
    tail = text[quantity.end : min(sentence.end, quantity.end + _AFTER)].lower()
    before = _WORD.findall(lead)[-4:]
    after = _WORD.findall(tail)[:5]
    written = text[quantity.start : quantity.end].lower()
    features = set(_features(quantity, written, before, after, _noun(text, quantity)))
    if kind_of(quantity.unit) == "persons":
        features |= _persons(text, quantity, sentence)
    return frozenset(features)


def _persons(text: str, quantity: Quantity, sentence: Sentence) -> set[str]:
    """Whether the sentence tells of a toll, and whether the persons counted only speak."""
    end = quantity.counted.end if quantity.counted else quantity.end
    near = text[max(sentence.start, quantity.start - 90) : min(sentence.end, end + 90)].lower()
    after = _WORD.findall(text[end : min(sentence.end, end + 40)].lower())[:1]
    toll = "toll" if _TOLL.search(near) else "no toll"
    small = "few" if quantity.value < 4 else "many"
    found = {toll, f"{toll} {small}"}
    if after and after[0] in _SPEECH:
        found.add("speaks")
    if text[quantity.end : quantity.end + 8].lower().startswith((" of the ", " of them")):
        found |= {"part", f"part {toll}"}
    return found


def _noun(text: str, quantity: Quantity) -> str:
    """The last word of the noun counted, in lower case."""
    if quantity.counted is None:
        return ""
    words = _WORD.findall(text[quantity.counted.start : quantity.counted.end].lower())
    return words[-1] if words else ""


def _features(
    quantity: Quantity, written: str, before: list[str], after: list[str], noun: str
) -> Iterator[str]:
    kind = kind_of(quantity.unit)
    size = _size(quantity.value)
    digits = "digits" if any(c.isdigit() for c in written) else "words"
    yield "bias"
    yield f"kind:{kind}"
    yield f"kind:{kind} {digits}"
    yield f"kind:{kind} {digits} size:{size}"
    if kind in ("span", "measure"):
        yield f"unit:{quantity.unit}"
    if quantity.approximator:
        yield f"approximate {digits}"
    if quantity.per:
        yield "rate"
    if quantity.value_high is not None:
        yield "range"
    if quantity.designator:
        yield "designator"
    if noun:
        yield f"noun:{noun}"
        if not quantity.unit.endswith("persons"):
            yield "noun:other"
    yield from _around(kind, before, after)


def _around(kind: str, before: list[str], after: list[str]) -> Iterator[str]:
    lead = before[-1] if before else "^"
    yield f"{kind} <{lead}"
    yield f"<{lead}"
    if lead in _DETERMINERS:
        yield f"{kind} determined"
    if len(before) > 1:
        yield f"<<{before[-2]}"
    for word in after[:1]:
        yield f"{kind} >{word}"
        yield f">{word}"
    for word in after[1:4]:
        yield f">>{word}"


def _size(value: float) -> str:
    for limit, name in ((1, "1"), (2, "2"), (3, "3"), (9, "9"), (20, "20"), (99, "99"), (999, "999")):
        if abs(value) <= limit:
            return name
    return "more"

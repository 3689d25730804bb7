"""The period a figure holds for, and the base a change is measured against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from detente.coding.ledgers.ground import Ground
from detente.terms import Quantity, Sentence, When

_BREAK = re.compile(r"[;:—]|, (?:and|but|while|whereas|though|compared)\b")
_COMPARED = re.compile(
    r"(?:\b(?:than|against|versus|from|over|on|above|below|compared (?:to|with)|as in|down from|up from)\s+"
    r"(?:in\s+|the\s+|those of\s+|that of\s+)?)$",
    re.IGNORECASE,
)
_SET_AGAINST = re.compile(r"\b(?:than|against|versus|compared (?:to|with))\s+(?:in\s+)?$", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:more|less|fewer|higher|lower|larger|smaller|up|down|above|below|ahead|rise|rose|risen|rising|fell|fall|"
    r"fallen|grew|grown|growth|increase[ds]?|decrease[ds]?|dropp?e?d?|decline[ds]?|climbed|sank|slid|slipped|jumped|"
    r"cut|reduced|raised|slowed|shrank|many)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:is|are|has|have|will|would|could|may|might|now|today|plans?|wants?|must|shall|should|can|expects?|hopes?|"
    r"intends?|remains?|currently)\b|[’']s been\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom (?:(?:about|some|nearly|around|roughly|over|more than|just) )?$", re.IGNORECASE)
_HAD = re.compile(r"\bhad\b", re.IGNORECASE)
_BASE_WORDS = re.compile(
    r"(?:from|than|against|compared (?:to|with)|over|on) (?:in )?"
    r"(?P<base>(?:the )?(?:previous|preceding|prior|last) (?:fiscal )?(?:year|month|quarter|season|decade)"
    r"|(?:a|the) (?:year|month|decade) (?:earlier|before|ago))",
    re.IGNORECASE,
)
_TO = re.compile(r"\s(?:to|against|from)\s")
_NUMBER = re.compile(r"\d")
_REACH = 120


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF period and its basis: explicit, relative (a date of the text around), published or none."""

    edtf: str | None
    basis: str


def period_of(ground: Ground, quantity: Quantity, index: int) -> Period:
    """The nearest date of a figure's sentence, else one just before, else the month of the publication.

    A date that a change is compared with is not the period; "since 2019" runs to the publication.
    """
    sentence = ground.reading.sentences[index]
    near = [t for t in _dates(ground, sentence, quantity) if not _is_base(ground, t, quantity)]
    if near:
        best = min(near, key=lambda t: (_distance(ground, t, quantity), t.start))
        return Period(_joined(ground, best, near) or _closed(ground, best, sentence), "explicit")
    before = _before(ground, sentence, index)
    if before is not None:
        return Period(_closed(ground, before, sentence), "relative")
    published = ground.document.published.value
    return Period(published[:7], "published") if published else Period(None, "none")


def base_of(ground: Ground, quantity: Quantity, index: int) -> str | None:
    """The base of a change: a date as EDTF where there is one, else the words ("$28 million in 2019")."""
    sentence = ground.reading.sentences[index]
    earlier = _set_against(ground, quantity, sentence)
    if earlier is not None:
        return earlier
    around = ground.text[max(sentence.start, quantity.start - 60) : min(sentence.end, quantity.end + 60)]
    if not _CHANGED.search(around):
        return None
    for time in _dates(ground, sentence, quantity):
        own = not _NUMBER.search(ground.text, quantity.end, max(quantity.end, time.start))
        if own and _is_base(ground, time, quantity):
            return time.edtf
    words = _BASE_WORDS.search(ground.text, quantity.end, min(sentence.end, quantity.end + _REACH))
    own = words is not None and not _NUMBER.search(ground.text, quantity.end, words.start())
    return words["base"] if words and own else None


def _dates(ground: Ground, sentence: Sentence, quantity: Quantity) -> list[When]:
    return [
        time
        for time in ground.times(sentence.start, sentence.end)
        if time.edtf and not (time.start < quantity.end and quantity.start < time.end)
    ]


def _is_base(ground: Ground, time: When, quantity: Quantity) -> bool:
    """Whether a date only says what a change is compared with: "than in 2018", "from the previous year"."""
    if time.start < quantity.end:
        return False
    between = ground.text[quantity.end : time.start]
    if len(between) > _REACH or not _COMPARED.search(between):
        return False
    around = ground.text[max(0, quantity.start - 60) : time.start]
    return _CHANGED.search(around) is not None


def _distance(ground: Ground, time: When, quantity: Quantity) -> int:
    """How far a date stands, in characters.

    Clause breaks and commas count as distance, and so does a "to": the 2019 of "from $28 million in 2019 to
    [$187 million] in 2023" dates the other number.
    """
    low, high = (quantity.end, time.start) if time.start >= quantity.end else (time.end, quantity.start)
    gap = ground.text[low:high] if high - low < 4 * _REACH else ground.text[low : low + 4 * _REACH]
    others = 40 if low == time.end and _TO.match(gap) else 0
    return len(gap) + 60 * len(_BREAK.findall(gap)) + 15 * gap.count(",") + others


def _closed(ground: Ground, time: When, sentence: Sentence) -> str | None:
    """The period with open ends closed: "since 2019" at the publication, "by 2026" at its date.

    What had come about by a date keeps its open start ("by 2018, it had bought"): the sum of all before.
    """
    edtf, published = time.edtf or "", ground.document.published.value
    if edtf.endswith("/.."):
        begin = edtf[:-3]
        until = published[: len(begin)] if published else ""
        return f"{begin}/{until}" if until > begin else edtf
    if edtf.startswith("../"):
        summed = _HAD.search(ground.text, sentence.start, sentence.end)
        return edtf if summed else edtf[3:]
    return edtf


def _joined(ground: Ground, best: When, near: list[When]) -> str | None:
    """Two dates joined by "and" as one period: "in 1997 and 2008"."""
    for one, other in pairwise(near):
        between = ground.text[one.end : other.start]
        if best in (one, other) and between.strip(" \xa0") in ("and", "and in"):
            first, last = one.edtf or "", other.edtf or ""
            return f"{first}/{last}" if "/" not in first + last and first < last else None
    return None


def _before(ground: Ground, sentence: Sentence, index: int) -> When | None:
    """The date just before, within two sentences, where the sentence goes on telling of the past."""
    if _PRESENT.search(ground.text, sentence.start, sentence.end):
        return None
    for earlier in ground.sentences_before(index, 2):
        named = [t for t in ground.times(earlier.start, earlier.end) if t.edtf and t.timex_type == "DATE"]
        dated = [t for t in named if not _SET_AGAINST.search(ground.text, earlier.start, t.start)]
        if dated:
            return dated[-1] if earlier.paragraph == sentence.paragraph else None
    return None


def _set_against(ground: Ground, quantity: Quantity, sentence: Sentence) -> str | None:
    """The number that a figure moved from: "rose from A to [B]", "[B], down from A", "[B] against A"."""
    text = ground.text
    others = [q for q in ground.reading.quantities if sentence.start <= q.start < sentence.end]
    for other in others:
        if other.end <= quantity.start and quantity.start - other.end < _REACH:
            between = text[other.end : quantity.start]
            led = _FROM.search(text[max(sentence.start, other.start - 24) : other.start])
            if led and re.search(r"\bto\b", between):
                return text[other.start : other.end] + _stripped(re.split(r"\bto\b", between)[0])
        if other.start >= quantity.end and other.start - quantity.end < _REACH:
            between = text[quantity.end : other.start]
            if re.search(r"\b(?:(?:up|down) from|against|compared (?:to|with))\s+(?:\w+\s)?$", between):
                after = [t for t in ground.times(other.end, min(sentence.end, other.end + 30)) if t.edtf]
                return text[other.start : after[0].end if after else other.end]
    return None


def _stripped(words: str) -> str:
    return words.rstrip(" ,") if re.match(r"\s(?:in|a|per|each|of)\b", words) and len(words) < 40 else ""

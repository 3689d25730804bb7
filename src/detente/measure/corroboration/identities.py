"""Names said to be of one thing against names said to be of two: routes, pipelines, programmes and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from detente.measure.corroboration.comparison import CONTRADICTS, CORROBORATES, Comparison
from detente.measure.corroboration.material import Material, Text

_KINDS = (
    "Corridor|Pipeline|Canal|Railway|Railroad|Route|Road|Highway|Bridge|Line|Project|Initiative|Port|Belt|Plan|Programme"
    "|Program|Process|Forum|Zone|Dam|Tunnel|Cable|Stream|Link|Platform|Format"
)
_WORD = r"[A-ZÀ-Þ][\w’'–-]{0,40}"
_NAME = re.compile(rf"{_WORD}(?:[ \u00a0-](?:(?:and|of|to)\s)?{_WORD}){{0,6}}")
_KIND = re.compile(rf"\b(?:{_KINDS})\b")
_SAME = re.compile(r"[,(]?\s+(?:or|also (?:known|referred to) as|also called|known as|i\.e\.,?)\s+(?:the\s+)?")
_OTHER = re.compile(
    r",?\s+(?:(?:which|that) (?:is|was)\s+)?(?:(?:as|is|was)\s+)?(?:an?\s+)?"
    r"(?:alternatives? to|rival (?:to|of)|competitor (?:to|of)|competes with|unlike|as opposed to"
    r"|not to be confused with)"
    r"\s+(?:the\s+)?"
)
_BETWEEN = re.compile(r"\s*(?:\([^()\n]{1,20}\))?\s*(?:project|initiative|route|programme|program|plan)?\s*")
_REACH = 120
_SHORT = frozenset(("the", "international", "project", "new", "planned", "proposed", "and", "of", "to"))
_TYPES = frozenset(_KINDS.casefold().split("|")) | {"transport", "transit", "economic", "trade"}


@dataclass(frozen=True, slots=True)
class Naming:
    """Two names that a text says to be of one thing (`same`) or of two."""

    text: Text
    start: int
    end: int
    first: str
    second: str
    same: bool


def compare(material: Material) -> Iterator[Comparison]:
    """Pairs of names that one text joins and another parts."""
    found = [naming for text in material.texts.values() for naming in _namings(text)]
    for one, other in combinations(found, 2):
        if one.text.id != other.text.id and _same_pair(one, other):
            yield _comparison(one, other)


def _namings(text: Text) -> Iterator[Naming]:
    for sentence in text.sentences:
        if not _KIND.search(text.text, sentence.start, sentence.end):
            continue
        for pattern, same in ((_SAME, True), (_OTHER, False)):
            for joint in pattern.finditer(text.text, sentence.start, min(sentence.end, sentence.start + 3000)):
                naming = _around(text, sentence.start, joint, same=same)
                if naming:
                    yield naming


def _around(text: Text, floor: int, joint: re.Match[str], *, same: bool) -> Naming | None:
    """The names on both sides of the words that join or part them; both must be of the kinds known."""
    low = max(floor, joint.start() - _REACH)
    right = _NAME.match(text.text, joint.end(), joint.end() + _REACH)
    if right is None or not _KIND.search(right[0]):
        return None
    left = None
    for found in _NAME.finditer(text.text, low, joint.start()):
        if _BETWEEN.fullmatch(text.text, found.end(), joint.start()) and _KIND.search(found[0]):
            left = found
    if left is None:
        return None
    return Naming(text, left.start(), right.end(), left[0], right[0], same)


def _same_pair(one: Naming, other: Naming) -> bool:
    straight = _one_name(one.first, other.first) and _one_name(one.second, other.second)
    return straight or (_one_name(one.first, other.second) and _one_name(one.second, other.first))


def _one_name(one: str, other: str) -> bool:
    """Whether two names are of one thing: all that the shorter says beside its kind stands in the longer."""
    first, second = _said(one), _said(other)
    return bool(first and second) and (first <= second or second <= first)


def _said(name: str) -> frozenset[str]:
    words = re.split(r"[\s\u00a0–-]+", name.casefold())
    return frozenset(w for w in words if w and w not in _SHORT and w not in _TYPES)


def _comparison(one: Naming, other: Naming) -> Comparison:
    names = f"{one.first} and {one.second}"
    fields = (f"names: {names}", f"names: {other.first} and {other.second}")
    says = {True: "one thing", False: "two things"}
    witnesses = tuple(n.text.witness(n.start, n.end, says[n.same]) for n in (one, other))
    if one.same == other.same:
        reason = f"both take the names for {says[one.same]}"
        return Comparison(CORROBORATES, "identity", names, fields, reason, (witnesses,))
    reason = "one takes the names for one thing, the other for two"
    return Comparison(CONTRADICTS, "identity", names, fields, reason, tuple((w,) for w in witnesses))

"""Accused against denied: an accusation and the denial that takes it up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.coding.lexicon import Cue, lexicon
from detente.measure.corroboration.comparison import CONTRADICTS, Comparison
from detente.measure.corroboration.material import Material, Text
from detente.terms import Sentence

_BACK = 2
_TAKES_UP = re.compile(
    r"\b(?:these|those|such|the|this|that|all|any)\s+(?:\w{1,20}\s){0,2}?"
    r"(?:claims?|accusations?|allegations?|charges?|reports?|rumou?rs?|suggestions?|involvement|responsibility|accused)\b"
    r"|\b(?:it|this|that|involvement|responsibility|wrongdoing)\b",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\b(?:den(?:y|ie[ds]|ying|ial)|dismiss|reject|refut|baseless|groundless|pleaded|disavow|call|brand)",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"\b(?:not|never|cannot|nobody|declin\w+|refus\w+)\b[^,.;:]{0,24}$|n[’']t\s[^,.;:]{0,24}$|\bbe\s$",
    re.IGNORECASE,
)
_ACCUSER = re.compile(r"\baccus\w{2,6}\b", re.IGNORECASE)


def compare(material: Material) -> Iterator[Comparison]:
    """Accusations that a text tells together with their denial."""
    for text in material.texts.values():
        if _HINT.search(text.text):
            yield from _in_text(text)


def _in_text(text: Text) -> Iterator[Comparison]:
    cues = [lexicon("denials").longest(text.text, s.start, s.end) for s in text.sentences]
    for at, found in enumerate(cues):
        denial = next((cue for cue in found if cue.label == "denial" and _is_said(text, cue)), None)
        if denial is None:
            continue
        for back in range(at, max(-1, at - _BACK - 1), -1):
            accusation = next((cue for cue in cues[back] if cue.label == "accusation"), None)
            if accusation and _answers(text, at, denial, back):
                yield _comparison(text, (back, at), cues)
                break


def _is_said(text: Text, cue: Cue) -> bool:
    """Whether a denial is made, not ruled out: "cannot be denied", "did not deny"."""
    return _RULED_OUT.search(text.text[max(0, cue.start - 32) : cue.start]) is None


def _answers(text: Text, at: int, denial: Cue, back: int) -> bool:
    """Whether a denial takes up an accusation: by pointing back, and by naming one of those it names."""
    sentence, accused = text.sentences[at], text.sentences[back]
    takes_up = _TAKES_UP.search(text.text, sentence.start, sentence.end) is not None
    if back == at:
        return takes_up
    shared = _countries(text, sentence.start, denial.end) & _countries(text, accused.start, accused.end)
    named = _countries(text, sentence.start, denial.start)
    return takes_up and sentence.paragraph == accused.paragraph and (bool(shared) or not named)


def _countries(text: Text, start: int, end: int) -> set[str]:
    return {name.country for name in text.names_in(start, end)}


def _comparison(text: Text, pair: tuple[int, int], cues: Sequence[Sequence[Cue]]) -> Comparison:
    back, at = pair
    accused, denying = text.sentences[back], text.sentences[at]
    people = _people(text, accused.start, denying.end)
    sides = [
        [text.witness(accused.start, accused.end, "accused")],
        [text.witness(denying.start, denying.end, "denied")],
    ]
    if back == at:
        denial = next(cue for cue in cues[at] if cue.label == "denial" and _is_said(text, cue))
        accusation = next(cue for cue in cues[at] if cue.label == "accusation")
        first, second = sorted((denial, accusation), key=lambda cue: cue.start)
        comma = text.text.rfind(",", first.end, second.start)
        cut = comma + 1 if comma >= 0 else second.start
        halves = ((accused.start, cut), (cut, accused.end))
        order = halves if first is accusation else halves[::-1]
        sides = [[text.witness(*order[0], "accused")], [text.witness(*order[1], "denied")]]
    else:
        sides[1] += [text.witness(s.start, s.end, "denied") for s in _follow(text, at, people)]
    who = ", ".join(people) or ", ".join(sorted(_countries(text, accused.start, accused.end))) or "not named"
    fields = (f"accused: {who}", "claim: accused", "claim: denied")
    reason = "an accusation and the denial that takes it up, in one passage"
    return Comparison(
        CONTRADICTS, "denial", f"accusation, {who}", fields, reason, tuple(tuple(s) for s in sides)
    )


def _people(text: Text, start: int, end: int) -> list[str]:
    """The persons named, but for those after "of", who only tell who somebody is."""
    people = [n for n in text.names_in(start, end) if n.kind == "person"]
    return list(dict.fromkeys(n.name for n in people if not text.text.endswith("of ", 0, n.start)))


def _follow(text: Text, at: int, people: Sequence[str]) -> Iterator[Sentence]:
    """The next sentence, where one of the accused answers the accusers in it."""
    for sentence in text.sentences[at + 1 : at + 2]:
        first = next(iter(_people(text, sentence.start, sentence.end)), None)
        if first in people and _ACCUSER.search(text.text, sentence.start, sentence.end):
            yield sentence

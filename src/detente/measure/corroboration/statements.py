"""The same words quoted by several documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from detente.measure.corroboration.comparison import CORROBORATES, Comparison
from detente.measure.corroboration.material import Material, Text
from detente.read.quotations import find_quotations

_WORD = re.compile(r"[^\W_]+")
_LEAST = 6
_SHINGLE = 4
_HELD = 0.8


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with its words and whoever speaks it, where the text names one."""

    text: Text
    start: int
    end: int
    words: tuple[str, ...]
    speaker: str | None

    @property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Every run of four words."""
        return frozenset(self.words[n : n + _SHINGLE] for n in range(len(self.words) - _SHINGLE + 1))


def compare(material: Material) -> Iterator[Comparison]:
    """Quotations of six words and more that stand in more than one document."""
    said = [one for text in material.texts.values() for one in _quotations(text)]
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(said):
        for shingle in sorted(one.shingles):
            postings[shingle].append(place)
    taken: set[int] = set()
    for place, one in enumerate(said):
        near = {other for shingle in one.shingles for other in postings[shingle] if other > place}
        alike = [n for n in sorted(near - taken) if place not in taken and _same(one, said[n])]
        group = [one, *(said[n] for n in alike)]
        if len({member.text.id for member in group}) > 1:
            taken |= {place, *alike}
            yield _corroboration(group)


def _quotations(text: Text) -> Iterator[Said]:
    for quotation in find_quotations(text.text, text.sentences):
        words = tuple(w.casefold() for w in _WORD.findall(text.text[quotation.start : quotation.end]))
        if len(words) >= _LEAST:
            span = quotation.speaker
            speaker = text.text[span.start : span.end] if span else None
            yield Said(text, quotation.start, quotation.end, words, speaker)


def _same(one: Said, other: Said) -> bool:
    shorter = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) >= _HELD * shorter


def _corroboration(group: list[Said]) -> Comparison:
    speakers = sorted({said.speaker for said in group if said.speaker})
    side = tuple(said.text.witness(said.start, said.end, said.speaker or "speaker not named") for said in group)
    opening = " ".join(group[0].text.text[group[0].start : group[0].end].split()[:_LEAST])
    fields = ("quotation: the same words", f"speaker: {', '.join(speakers) or 'not named'}")
    about = ", ".join((f"“{opening.strip('“”').rstrip(',.')} …”", *speakers[:1]))
    return Comparison(CORROBORATES, "statement", about, fields, "the same words are quoted", (side,))

"""What a fresh reading of the source says of a place in it: names, times, cues, and what resolved them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from detente.coding.attribution import Attribution, find_attributions
from detente.coding.lexicon import Cue, lexicon
from detente.terms import Document, Mention, Reading, When

_ROW = re.compile(r"(?P<file>[^+]+\.tsv):(?P<line>\d+)")
_BY_TEXT = ("anaphor:", "second guess:")
_ANCHORS = {
    "published": "the publication date",
    "text": "the last date before it in the text",
    "event": "an event named in the text",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document and its reading, asked about stretches of its text; `dictionaries` are the user's."""

    document: Document
    reading: Reading
    dictionaries: tuple[str, ...] = ()
    attributions: tuple[Attribution, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "attributions", find_attributions(self.document.text, self.reading))

    def words(self, start: int, end: int) -> str:
        """The words at a place, on one line, in quotation marks."""
        return f"“{' '.join(self.document.text[start:end].split())}”"

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentences that hold a stretch begin and end; the stretch itself where none does."""
        held = [s for s in self.reading.sentences if s.start < end and start < s.end]
        return (min(start, held[0].start), max(end, held[-1].end)) if held else (start, end)

    def mention(self, country: str, start: int, end: int) -> Mention | None:
        """The name within a stretch that gives a country: the longest, of equals the first."""
        inside = [m for m in self.reading.names if m.country == country and m.start < end and start < m.end]
        return max(inside, key=lambda m: (m.end - m.start, -m.start), default=None)

    def nearest(self, country: str, at: int) -> Mention | None:
        """The name anywhere in the text that gives a country and stands nearest to a place, before it first."""
        named = [m for m in self.reading.names if m.country == country]
        return min(named, key=lambda m: (abs(m.start - at), m.start), default=None)

    def resolved(self, mention: Mention) -> str:
        """How a name came to its country: the dictionary row, or the rule and what stood before."""
        kind = mention.kind.value.replace("_", " ")
        found = f"{self.words(mention.start, mention.end)} ({kind}) is {mention.country}"
        if mention.rule.startswith(_BY_TEXT):
            rule, _, rest = mention.rule.partition(": ")
            earlier = self._antecedent(mention)
            leans = f", last named as {self.words(earlier.start, earlier.end)}" if earlier else ""
            return f"{found} by the text around it ({rule}, {rest}){leans}"
        words = self.document.text[mention.start : mention.end]
        rows = [self._row(part, words) for part in mention.rule.split("+")]
        return f"{found} by {', '.join(filter(None, rows)) or 'the reader'}"

    def _antecedent(self, mention: Mention) -> Mention | None:
        before = [
            m
            for m in self.reading.names
            if m.end <= mention.start and m.country == mention.country and not m.rule.startswith(_BY_TEXT)
        ]
        return before[-1] if before else None

    def _row(self, part: str, words: str) -> str:
        place = _ROW.fullmatch(part)
        if not place:
            return f"rule {part}" if part else ""
        surfaces = _surfaces(place["file"], int(place["line"]), self.dictionaries)
        inside = [surface for surface in surfaces if surface.casefold() in words.casefold()]
        known = max(inside, key=len, default=surfaces[0] if surfaces else "")
        return f"{part} ({known})" if known else part

    def when(self, begin: str | None, last: str | None, edtf: str | None, near: int) -> When | None:
        """The time expression that gives these days, the nearest to a place where several do."""
        same = [w for w in self.reading.times if (w.begin, w.end_date, w.edtf) == (begin, last, edtf)]
        return min(same, key=lambda w: (abs(w.start - near), w.start), default=None)

    def dated(self, edtf: str | None, near: int) -> When | None:
        """The time expression whose EDTF or first day this is, the nearest to a place."""
        same = [w for w in self.reading.times if edtf and edtf in (w.edtf, w.begin, w.end_date)]
        return min(same, key=lambda w: (abs(w.start - near), w.start), default=None)

    def timed(self, when: When) -> str:
        """How a time expression came to its days."""
        words = self.words(when.start, when.end)
        if when.basis != "relative":
            return f"{words}, {when.basis}"
        if when.anchor_span:
            anchor = self.words(when.anchor_span.start, when.anchor_span.end)
            return f"{words}, relative to the event {anchor}"
        anchor = _ANCHORS.get(when.anchor or "", "a date around it")
        known = self.document.published.value
        given = f" ({known})" if when.anchor == "published" and known else ""
        return f"{words}, relative to {anchor}{given}"

    def cues(self, name: str, start: int, end: int, labels: Iterable[str] | None = None) -> list[Cue]:
        """The rows of a lexicon found in a stretch, of the given labels."""
        wanted = None if labels is None else set(labels)
        found = lexicon(name).longest(self.document.text, start, end)
        return [cue for cue in found if wanted is None or cue.label in wanted]

    def vouched(self, name: str, start: int, end: int) -> Attribution | None:
        """The attribution to this source with the narrowest scope that touches a stretch."""
        same = [
            a
            for a in self.attributions
            if " ".join(a.party.name.split()) == " ".join(name.split())
            and a.scope.start < end
            and start < a.scope.end
        ]
        return min(same, key=lambda a: (a.scope.end - a.scope.start, a.scope.start), default=None)


@cache
def _surfaces(file: str, line: int, dictionaries: tuple[str, ...]) -> tuple[str, ...]:
    """The words that a dictionary's row knows; none where it cannot be found."""
    given = [Path(path) for path in dictionaries if file in (path, Path(path).name)]
    shipped = files("detente").joinpath("data/dictionaries", Path(file).name)
    if given and given[-1].is_file():
        text = given[-1].read_text(encoding="utf-8")
    elif shipped.is_file():
        text = shipped.read_text(encoding="utf-8")
    else:
        return ()
    lines = text.splitlines()
    return tuple(lines[line - 1].split("\t")[0].split("|")) if 0 < line <= len(lines) else ()

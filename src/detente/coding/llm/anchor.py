"""Words that a model copied are found again in the text: exactly, or with quote marks and spaces made alike.

The offsets are those of the document, which is not changed: what is made alike is a copy that keeps, for each
of its characters, where it stood.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.terms import Span

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
    }
)
_EDGES = " \t\r\n\u00a0,;:.-–—\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Ground:
    """A stretch of a document in which words are looked for."""

    text: str
    start: int
    plain: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Ground:
        """The stretch `text[start:end]`."""
        plain, places = _plain(text[start:end])
        return cls(text[start:end], start, plain, places)

    def find(self, words: str, after: int | None = None) -> Span | None:
        """Where the words stand in the document: first at or after `after`, else anywhere in the stretch.

        Whole words come before parts of words, exact characters before those made alike. None where they do not
        stand in the stretch.
        """
        for asked in dict.fromkeys((words, words.strip(_EDGES))):
            found = self._spans(asked) if asked else []
            if found:
                later = [span for span in found if after is not None and span.start >= after]
                return (later or found)[0]
        return None

    def _spans(self, words: str) -> list[Span]:
        exact = [(at, at + len(words)) for at in _all(self.text, words)]
        if exact:
            return [Span(self.start + a, self.start + b) for a, b in _whole_first(self.text, exact)]
        asked = _plain(words)[0].strip()
        alike = [(at, at + len(asked)) for at in _all(self.plain, asked)] if asked else []
        spans = [
            Span(self.start + self.places[a], self.start + self.places[b - 1] + 1)
            for a, b in _whole_first(self.plain, alike)
        ]
        return [span for span in spans if span.end > span.start]


def _all(text: str, words: str) -> list[int]:
    """Every place of the words, none overlapping the one before."""
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + len(words))
    return places


def _whole_first(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that begin and end where words do; all where none does."""
    whole = [(a, b) for a, b in found if not (_inside_word(text, a) or _inside_word(text, b))]
    return whole or found


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with marks and spaces made alike, and where each of its characters stood."""
    out: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        alike = " " if character.isspace() else character.translate(_ALIKE)
        for one in alike:
            if one == " " and out and out[-1] == " ":
                continue
            out.append(one)
            places.append(at)
    return "".join(out), tuple(places)

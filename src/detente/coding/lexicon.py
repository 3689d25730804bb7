"""Phrase lexicons: rows of a TSV file compiled to patterns that are found in time linear in the text.

A lexicon file has a header line, `#` comment lines, and rows `pattern <TAB> label [<TAB> more fields]`.
A pattern is a sequence of items parted by spaces:

    word        that word, in any case        a|b       either word
    word*       any word that begins so       [item]    the item may be absent
    ..3         up to three words of any kind between its neighbours

An apostrophe stands for both its straight and its curly form. The first item is never optional and never a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_WORD = re.compile(r"\w+")
_GAP, _ANY = r"[,\s]{1,8}", r"[^\s.;:?!]{1,40}"
_KEY = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """A lexicon row found in a text: where it stands, its label and the row's further fields."""

    start: int
    end: int
    label: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    pattern: re.Pattern[str]
    label: str
    more: tuple[str, ...]


class Lexicon:
    """The rows of one lexicon, indexed by the first letters of their first word."""

    def __init__(self, rows: list[tuple[str, str, tuple[str, ...]]]) -> None:
        self._index: dict[str, list[_Row]] = {}
        for phrase, label, more in rows:
            row = _Row(_compiled(phrase), label, more)
            for key in sorted(_keys(phrase)):
                self._index.setdefault(key, []).append(row)

    def find(self, text: str, start: int, end: int) -> Iterator[Cue]:
        """Every row that matches within `text[start:end]`, in order of its start; matches may overlap."""
        for word in _WORD.finditer(text, start, end):
            for row in self._rows_of(word[0].lower()):
                found = row.pattern.match(text, word.start(), end)
                if found:
                    yield Cue(found.start(), found.end(), row.label, row.more)

    def first(self, text: str, start: int, end: int) -> Cue | None:
        """The first match, or None."""
        return next(self.find(text, start, end), None)

    def longest(self, text: str, start: int, end: int) -> list[Cue]:
        """The matches that no longer one covers, in order, without overlap."""
        kept: list[Cue] = []
        for cue in sorted(self.find(text, start, end), key=lambda c: (c.start, -c.end)):
            if not kept or cue.start >= kept[-1].end:
                kept.append(cue)
        return kept

    def _rows_of(self, word: str) -> list[_Row]:
        return self._index.get(word[:_KEY], [])


@lru_cache(maxsize=32)
def lexicon(name: str) -> Lexicon:
    """The shipped lexicon of that name (`data/lexicons/NAME.tsv`).

    Raises ValueError where a row has no label or an ill-formed pattern.
    """
    return Lexicon(list(rows_of(name)))


def rows_of(name: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The rows of the shipped lexicon: pattern, label, further fields."""
    source = resources.files("detente.data") / "lexicons" / f"{name}.tsv"
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if number == 1 or not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < 2 or not fields[0].strip() or not fields[1].strip():
            raise ValueError(f"{name}.tsv, line {number}: a row needs a pattern and a label")
        yield fields[0].strip(), fields[1].strip(), tuple(f.strip() for f in fields[2:])


def _compiled(phrase: str) -> re.Pattern[str]:
    items = phrase.split()
    if items[0].startswith(("[", "..")):
        raise ValueError(f"a pattern cannot begin with an optional item or a gap: {phrase!r}")
    parts: list[str] = []
    for place, item in enumerate(items):
        if item.startswith(".."):
            parts.append("(?:" + _GAP + _ANY + f"){{0,{int(item[2:])}}}?")
        elif item.startswith("["):
            parts.append("(?:" + _GAP + _choice(item[1:-1]) + ")?")
        else:
            parts.append((_GAP if place else "") + _choice(item))
    return re.compile("".join(parts) + r"(?!\w)", re.IGNORECASE)


def _choice(item: str) -> str:
    return "(?:" + "|".join(_literal(one) for one in item.split("|")) + ")"


def _literal(word: str) -> str:
    body = re.escape(word.removesuffix("*")).replace("'", "['’]")
    return body + (r"[\w'’-]{0,40}" if word.endswith("*") else "")


def _keys(phrase: str) -> set[str]:
    """The index keys of a phrase: the first letters of every word it can begin with."""
    keys = set()
    for word in phrase.split(maxsplit=1)[0].lower().split("|"):
        head = _WORD.match(word)
        if head is None or (word.endswith("*") and len(head[0]) < _KEY):
            raise ValueError(f"a pattern must begin with a word of at least {_KEY} letters: {phrase!r}")
        keys.add(head[0][:_KEY])
    return keys

"""Names in the text and what they resolve to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from detente.read.names.choice import Setting, sector_of
from detente.read.names.dictionary import Index, load_index
from detente.read.names.discourse import resolve
from detente.read.names.found import Found
from detente.read.names.matching import Spot, hits_of, spots_of
from detente.read.names.persons import Memory, learn
from detente.read.names.phrases import join
from detente.read.names.places import Places
from detente.read.names.tokens import Words, words_of
from detente.terms import Mention, NameKind, Published, Sentence


class Gazetteer:
    """Dictionaries of names, loaded once and searched for each document."""

    def __init__(self, index: Index, places: Places) -> None:
        self._index = index
        self._places = places

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Self:
        """Load the built-in dictionaries and the user's files, whose rows win over the built-in ones.

        Raises DictionaryError, naming file and line, for a malformed row.
        """
        return cls(load_index(extra), Places.load())

    def find(
        self, text: str, sentences: Sequence[Sentence], published: Published, *, alternatives: bool = False
    ) -> tuple[Mention, ...]:
        """The names in the sentences, in order of start, resolved to country and sector where they can be.

        Common nouns and pronouns that the text resolves are among them; their `rule` starts with `anaphor:`
        and ends with the share of belief (0-1). With `alternatives`, the second most likely country of such a
        word is a mention of its own, whose rule starts with `second guess:`.
        """
        read = self._read(text, sentences, published, alternatives=alternatives)
        mentions = [m for words, found in read for f in found for m in _mentions(words, f)]
        return tuple(sorted(mentions, key=lambda m: (m.start, m.end)))

    def _read(
        self, text: str, sentences: Sequence[Sentence], published: Published, *, alternatives: bool
    ) -> list[tuple[Words, list[Found]]]:
        setting = Setting(published.value or published.not_before or "")
        cut = [(words, spots_of(words, self._index)) for words in (words_of(text, s) for s in sentences)]
        self._survey(cut, setting)
        memory: Memory = {}
        read: list[tuple[Words, list[Found]]] = []
        for number, (words, spots) in enumerate(cut):
            hits = hits_of(words, spots, setting.choose, self._places, setting.countries)
            found = [Found.of(number, words, hit.first, hit.last, hit.row) for hit in hits]
            for f, hit in zip(found, hits, strict=True):
                f.sector = sector_of(hit.row, setting.date)
            read.append((words, learn(words, join(words, found), memory)))
        resolve(read, alternatives=alternatives)
        return read

    @staticmethod
    def _survey(cut: Sequence[tuple[Words, list[Spot]]], setting: Setting) -> None:
        """Count the countries that are named without doubt, for the names that depend on them."""
        for words, spots in cut:
            for hit in hits_of(words, spots, setting.choose, None, setting.countries):
                country = hit.row.country
                if country and hit.row.kind not in ("hidden", "person") and not hit.row.flags:
                    setting.countries[country] += 1
                    setting.named[country] += hit.row.kind in ("state", "demonym")


def _mentions(words: Words, f: Found) -> Iterator[Mention]:
    """One mention a country; none where there is no country."""
    if f.country is None:
        return
    start, end = words.starts[f.first], words.ends[f.last - 1]
    if words.text[end : end + 1] == "." and f.last - f.first > 1 and words.joints[f.last - 2] == ".":
        end += 1
    for country in (f.country, *_partners(f)):
        yield Mention(start, end, NameKind(f.kind), f.name, country, f.sector, f.rule, f.latitude, f.longitude)


def _partners(f: Found) -> list[str]:
    """The further countries of a name for several ("the two Koreas"), flagged `with:KOR`."""
    return [flag[5:] for flag in sorted(f.flags) if flag.startswith("with:")]

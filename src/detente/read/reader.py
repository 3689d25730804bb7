"""The reader: everything found in a document's body, by character offsets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from detente.read.names import Gazetteer
from detente.read.quantities import find_quantities
from detente.read.quotations import find_quotations
from detente.read.sentences import split
from detente.read.times import find_times
from detente.terms import Document, Reading


class Reader:
    """Dictionaries loaded once, and the reading of one document after another by them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @classmethod
    def load(cls, dictionaries: Sequence[Path] = ()) -> Self:
        """Load the built-in dictionaries and the user's, whose rows win.

        Raises DictionaryError, naming file and line, for a malformed row.
        """
        return cls(Gazetteer.load(dictionaries))

    def read(self, document: Document) -> Reading:
        """The sentences of the body passages, and the names, times, quantities and quotations in them."""
        text, published = document.text, document.published
        sentences = split(text, document.passages)
        return Reading(
            document.id,
            sentences,
            self._gazetteer.find(text, sentences, published),
            find_times(text, sentences, published),
            find_quantities(text, sentences),
            find_quotations(text, sentences),
        )

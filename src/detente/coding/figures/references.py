"""Figures given by reference: "This is equivalent to the volume of trade between Russia and Iran"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from detente.coding.figures.choice import kind_of
from detente.terms import Quantity, Reading

_SAME = re.compile(
    r"(?:This|That|It|The (?:sum|amount|figure|total)) (?:is|was) (?P<word>equivalent|equal|the same)"
    r" (?:to|as) (?!about\b)"
)
_MEASURED = ("money", "measure", "count", "persons")


def referred(text: str, reading: Reading) -> Iterator[tuple[int, Quantity]]:
    """Quantities that repeat the last one of the sentence before, with the index of their sentence.

    Their span is the word that refers; `approximator` says how ("equivalent to").
    """
    by_sentence: dict[int, Quantity] = {}
    at = 0
    for index, sentence in enumerate(reading.sentences):
        while at < len(reading.quantities) and reading.quantities[at].start < sentence.end:
            by_sentence[index] = reading.quantities[at]
            at += 1
        found = _SAME.match(text, sentence.start, sentence.end)
        model = by_sentence.get(index - 1)
        if found and model is not None and index not in by_sentence and kind_of(model.unit) in _MEASURED:
            word = found["word"]
            yield (
                index,
                replace(
                    model,
                    start=found.start("word"),
                    end=found.end("word"),
                    approximator=f"{word} {'as' if word == 'the same' else 'to'}",
                    counted=None,
                ),
            )

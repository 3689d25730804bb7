"""Windows of word pieces: sentences packed to what the encoder reads at once, after what precedes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

    from detente.terms import Sentence

CORE_PIECES = 190
CONTEXT_PIECES = 80
LIMIT = 320
CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence's word pieces: ids, and character offsets (n, 2) in the document."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once.

    `ids` (L,) word-piece ids with the special ones; `offsets` (L, 2) characters in the document, (0, 0) for the
    special ones; events are taken from triggers that start at or after `core_start`.
    """

    ids: np.ndarray
    offsets: np.ndarray
    core_start: int


def pieces_of(text: str, sentences: Sequence[Sentence], tokenizer: Tokenizer) -> list[Pieces]:
    """Word pieces of each sentence; a sentence longer than the limit keeps its beginning."""
    encoded = tokenizer.encode_batch([text[s.start : s.end] for s in sentences], add_special_tokens=False)
    room = LIMIT - 2
    return [
        Pieces(tuple(e.ids[:room]), tuple((a + s.start, b + s.start) for a, b in e.offsets[:room]))
        for s, e in zip(sentences, encoded, strict=True)
    ]


def plan(pieces: Sequence[Pieces]) -> list[Window]:
    """Pack sentences to windows: a core of about `CORE_PIECES` after up to `CONTEXT_PIECES` before it."""
    windows = []
    at = 0
    while at < len(pieces):
        end, size = at + 1, len(pieces[at].ids)
        while end < len(pieces) and size + len(pieces[end].ids) <= CORE_PIECES:
            size += len(pieces[end].ids)
            end += 1
        first, context = at, 0
        while first > 0 and _fits(context + len(pieces[first - 1].ids), size):
            first -= 1
            context += len(pieces[first].ids)
        windows.append(_window(pieces[first:end], pieces[at]))
        at = end
    return [w for w in windows if len(w.ids) > 2]


def _fits(context: int, core: int) -> bool:
    return context <= CONTEXT_PIECES and context + core <= LIMIT - 2


def _window(pieces: Sequence[Pieces], core: Pieces) -> Window:
    ids = [CLS, *(i for p in pieces for i in p.ids), SEP]
    offsets = [(0, 0), *(o for p in pieces for o in p.offsets), (0, 0)]
    start = core.offsets[0][0] if core.offsets else 0
    return Window(np.array(ids, dtype=np.int64), np.array(offsets, dtype=np.int64), start)

"""Near duplicates: reprints, shortened and edited copies, by the word shingles that two articles share.

Candidates come from a sample of shingle hashes (Broder 1997, MOD sketches), which finds a short copy inside a
long article where MinHash of the whole would not; resemblance and containment are then exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from detente.ingest.blocks import words_of
from detente.terms import Document, Likeness, Zone

SHINGLE = 4
FEWEST_SHINGLES = 12
SAMPLED = 4
COMMON = 64
SHARED = 2
REPRINT = 0.8
SHORTENED = 0.8
EDITED = 0.3

Shingles = NDArray[np.uint64]


def likenesses(documents: Iterable[Document]) -> list[Likeness]:
    """The pairs of documents that share text, strongest first; the order of `documents` does not matter.

    Only body passages are compared. `first` is the longer document of a pair; documents of one id are one.
    """
    unique = {document.id: document for document in documents}
    ids = sorted(unique)
    shingles = [shingles_of(unique[identifier]) for identifier in ids]
    found = []
    for one, other in _candidates(shingles):
        likeness = _compare(ids, shingles, one, other)
        if likeness is not None:
            found.append(likeness)
    return sorted(found, key=lambda likeness: (-likeness.containment, likeness.first, likeness.second))


def shingles_of(document: Document) -> Shingles:
    """The sorted, distinct hashes of a document's shingles of four words."""
    words: list[str] = []
    for passage in document.passages:
        if passage.zone is Zone.BODY:
            words.extend(words_of(document.text[passage.start : passage.end]))
    if len(words) < SHINGLE + FEWEST_SHINGLES:
        return np.empty(0, np.uint64)
    codes = np.fromiter((crc32(word.encode("utf-8", "replace")) for word in words), np.uint64, len(words))
    hashes = np.zeros(len(words) - SHINGLE + 1, np.uint64)
    for offset in range(SHINGLE):
        # FNV's prime, modulo 2**64; then a shift, because the low bits are what is sampled by.
        hashes = (hashes ^ codes[offset : offset + len(hashes)]) * np.uint64(0x100000001B3)
        hashes ^= hashes >> np.uint64(29)
    return np.unique(hashes)


def _candidates(shingles: Sequence[Shingles]) -> list[tuple[int, int]]:
    """Pairs that share at least two sampled hashes which are not stock phrases of many documents."""
    sampled = [s[s % np.uint64(SAMPLED) == 0] for s in shingles]
    if not sampled:
        return []
    hashes = np.concatenate(sampled)
    owners = np.repeat(np.arange(len(sampled)), [len(s) for s in sampled])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    edges = np.flatnonzero(np.diff(hashes)) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(hashes)]))
    codes = []
    for start, end in zip(starts, ends, strict=True):
        if 2 <= end - start <= COMMON:
            group = owners[start:end].astype(np.int64)
            left, right = np.triu_indices(len(group), 1)
            codes.append(group[left] * len(shingles) + group[right])
    if not codes:
        return []
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    return [divmod(int(pair), len(shingles)) for pair in pairs[counts >= SHARED]]


def _compare(ids: Sequence[str], shingles: Sequence[Shingles], one: int, other: int) -> Likeness | None:
    if (len(shingles[one]), ids[other]) < (len(shingles[other]), ids[one]):
        one, other = other, one
    longer, shorter = shingles[one], shingles[other]
    shared = len(np.intersect1d(longer, shorter, assume_unique=True))
    containment = shared / len(shorter)
    resemblance = shared / (len(longer) + len(shorter) - shared)
    if shared < FEWEST_SHINGLES or containment < EDITED:
        return None
    relation = _relation(resemblance, containment)
    return Likeness(ids[one], ids[other], relation, round(resemblance, 4), round(containment, 4))


def _relation(resemblance: float, containment: float) -> str:
    if resemblance >= REPRINT:
        return "reprint"
    return "shortened" if containment >= SHORTENED else "edited"

"""Words of the text with their offsets, and the folded keys by which dictionaries are searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from detente.terms import Sentence

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_QUOTES = "'’‘ʼʻ`´"
_HYPHENS = "-‐‑\u00ad"
_LONGEST_GAP = 4


def vocabulary(listed: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(listed.split())


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case and accents, as dictionaries are keyed."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower()).translate(_LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in _QUOTES)


@lru_cache(maxsize=4096)
def joint(gap: str) -> str | None:
    """What stands between two words of one name, normalised; None where a name cannot run across it."""
    if len(gap) > _LONGEST_GAP or gap.count("\n") > 1:
        return None
    if not gap or gap.isspace() or gap in _HYPHENS:
        return " "
    if len(gap) == 1:
        return "'" if gap in _QUOTES else gap if gap in ".&,/(" else None
    head, rest = gap[0], gap[1:]
    if head in ".,)" and rest.isspace():
        return f"{head} "
    return gap.strip().join("  ") if gap.strip() in ("&", "(") else None


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence as parallel lists; `joints[i]` stands between word i and word i + 1."""

    text: str
    sentence: Sentence
    starts: list[int]
    ends: list[int]
    forms: list[str]
    keys: list[str]
    joints: list[str | None]

    def __len__(self) -> int:
        return len(self.forms)


def words_of(text: str, sentence: Sentence) -> Words:
    """Cut one sentence into words."""
    starts, ends, forms = [], [], []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        starts.append(match.start())
        ends.append(match.end())
        forms.append(match.group())
    joints = [joint(text[end:start]) for end, start in zip(ends, starts[1:], strict=False)]
    return Words(text, sentence, starts, ends, forms, [fold(form) for form in forms], [*joints, None])


def key_of(surface: str) -> tuple[str, tuple[str, ...]]:
    """The key of a dictionary surface and its words as written."""
    if surface.isascii() and surface.replace(" ", "").isalnum():
        return surface.lower(), tuple(surface.split(" "))
    matches = list(_WORD.finditer(surface))
    forms = tuple(match.group() for match in matches)
    parts = [fold(form) for form in forms]
    key = parts[0] if parts else ""
    for one, other, part in zip(matches, matches[1:], parts[1:], strict=False):
        key += (joint(surface[one.end() : other.start()]) or "|") + part
    return key, forms


def fits_case(written: Iterable[str], found: Iterable[str]) -> bool:
    """Whether the words found have the capitals that the dictionary's words have.

    A capital in the dictionary must be one in the text, also inside the word (acronyms, "LeT"); small letters
    match any case ("foreign minister", "Foreign Minister"), and all capitals match any name (headlines).
    """
    for one, other in zip(written, found, strict=True):
        if one[0].isupper() and not other[0].isupper():
            return False
        if len(one) > 1 and not other.isupper() and other[1:].islower() and not one[1:].islower():
            return False
    return True

"""Words, numbers and marks of one sentence, with their offsets: what the time grammar reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      [0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?![0-9])
    | [0-9]{1,2}([./])[0-9]{1,2}\1[0-9]{4}(?![0-9])
    | [0-9]{1,2}/[0-9]{1,2}(?![0-9/])
    | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])
    | [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?
    | [0-9]+\.[0-9]+
    | [0-9]+(?:st|nd|rd|th|s)(?![A-Za-z])
    | [0-9]+
    | [ap]\.\s?m\.
    | ['’][s](?![A-Za-z])
    | [^\W\d_]+
    | [^\s]
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sentence: `word` in lower case, `raw` as written, and offsets into the document."""

    raw: tuple[str, ...]
    word: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]

    def at(self, index: int) -> str:
        """The lower-case word at `index`, or an empty string outside the sentence."""
        return self.word[index] if 0 <= index < len(self.word) else ""

    def glued(self, index: int) -> bool:
        """Whether the token at `index` follows the one before it without a space."""
        return 0 < index < len(self.word) and self.start[index] == self.end[index - 1]


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`."""
    found = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
    raw = tuple(one for one, _, _ in found)
    return Tokens(
        raw,
        tuple(one.lower().replace("’", "'") for one in raw),
        tuple(one for _, one, _ in found),
        tuple(one for _, _, one in found),
    )

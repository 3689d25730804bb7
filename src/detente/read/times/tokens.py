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


# Empty words behind the last one: an index a little outside the sentence, on either side, finds one of them.
_PADDING = ("",) * 64


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a sentence: `word` in lower case, `raw` as written, and offsets into the document.

    There are `size` tokens; `word` is padded behind them.
    """

    size: int
    raw: tuple[str, ...]
    word: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]

    def at(self, index: int) -> str:
        """The lower-case word at `index`, or an empty string up to 32 places outside the sentence."""
        return self.word[index]

    def glued(self, index: int) -> bool:
        """Whether the token at `index` follows the one before it without a space."""
        return 0 < index < self.size and self.start[index] == self.end[index - 1]


def tokenise(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`."""
    found = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
    raw = tuple(one for one, _, _ in found)
    return Tokens(
        len(raw),
        raw,
        tuple(one.lower().replace("’", "'") for one in raw) + _PADDING,
        tuple(one for _, one, _ in found),
        tuple(one for _, _, one in found),
    )

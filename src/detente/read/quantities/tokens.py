"""The tokens that the grammar of quantities reads."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d|,\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?"
    r"|[^\W\d_](?:\.[^\W\d_])+\.?"
    r"|[^\W\d_]*[$€£¥₣₤₦₩₪₫₭₮₱₲₴₵₸₺₼₽₾฿֏؋₹₡]"
    r"|[^\W\d_]+(?:['’ʻ][^\W\d_]+)*(?:[²³][^\W\d_]*)?"
    r"|\S"
)
HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—−")
_PADDING = 40


class Tokens:
    """A stretch of text as parallel columns: where each token starts and ends, and its lower-case form.

    `words` ends in empty words, which negative places reach too: reading a few tokens past either end gives the
    empty word, so that the grammar needs no bounds checks.
    """

    __slots__ = ("_size", "ends", "starts", "text", "words")

    def __init__(self, text: str, starts: list[int], ends: list[int], words: list[str]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self._size = len(words)
        self.words = words + [""] * _PADDING

    def __len__(self) -> int:
        return self._size

    def word(self, at: int) -> str:
        """The lower-case token at a place, or the empty string a few places outside."""
        return self.words[at]

    def raw(self, at: int) -> str:
        """The token as written, or the empty string outside."""
        return self.text[self.starts[at] : self.ends[at]] if 0 <= at < self._size else ""

    def joined(self, at: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return 0 < at < self._size and self.ends[at - 1] == self.starts[at]

    def is_digits(self, at: int) -> bool:
        """Whether the token is a number in digits."""
        return self.words[at][:1].isdecimal()

    def is_word(self, at: int) -> bool:
        """Whether the token is a word of letters."""
        return self.words[at][:1].isalpha()

    def is_capital(self, at: int) -> bool:
        """Whether the token starts with a capital letter."""
        return 0 <= at < self._size and self.text[self.starts[at]].isupper()

    def matches(self, at: int, form: tuple[str, ...]) -> bool:
        """Whether the tokens of a form stand at a place."""
        if len(form) == 1:
            return self.words[at] == form[0]
        return at >= 0 and tuple(self.words[at : at + len(form)]) == form


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut `text[start:end]` into tokens, in time linear in its length."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        starts.append(found.start())
        ends.append(found.end())
        words.append(found.group().lower())
    return Tokens(text, starts, ends, words)


def form_of(words: str) -> tuple[str, ...]:
    """A dictionary form as the tokens that a text would give for it."""
    return tuple(filter(None, tokenize(words).words))

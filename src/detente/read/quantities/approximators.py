"""Words before (and a few after) a number that loosen or bound it."""

from __future__ import annotations

from detente.read.quantities.lexicon import lexicon
from detente.read.quantities.tokens import Tokens

_AFTER = frozenset(["or", "-", "on", "at", "plus"])


def approximator_before(tokens: Tokens, at: int) -> tuple[str | None, str | None]:
    """The approximator that ends right before a token, as written in lower case, and its bound."""
    known = lexicon().approximators
    words: list[str] = []
    end, bound = at, None
    for _ in range(2):
        step = _longest(tokens, end, known)
        if step is None:
            break
        start, found = step
        words.insert(0, " ".join(tokens.words[start:end]))
        bound = bound or found
        end = start
        if found is not None:
            break
    return (" ".join(words) or None), bound


def _longest(
    tokens: Tokens, end: int, known: dict[str, tuple[tuple[tuple[str, ...], str | None], ...]]
) -> tuple[int, str | None] | None:
    for form, bound in known.get(tokens.word(end - 1), ()):
        start = end - len(form)
        if start >= 0 and tokens.matches(start, form):
            return start, bound
    return None


def approximator_after(tokens: Tokens, at: int) -> tuple[str | None, str | None]:
    """ "or so", "or more", "-odd", "or less" after the number."""
    if tokens.word(at) not in _AFTER:
        return None, None
    for form, bound in (
        (("or", "so"), None), (("or", "more"), "min"), (("or", "less"), "max"), (("-", "odd"), None),
        (("or", "fewer"), "max"), (("on", "average"), None), (("at", "least"), "min"), (("at", "most"), "max"),
        (("plus",), "min"), (("-", "plus"), "min"),
    ):  # fmt: skip
        if tokens.matches(at, form):
            return " ".join(form).replace("- ", ""), bound
    return None, None

"""What a number counts: the noun after it and the class of thing that noun names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.read.quantities.lexicon import lexicon, word_list
from detente.read.quantities.tokens import DASHES, HYPHENS, Tokens

_STOP = word_list("stop")
_COMPOUND = word_list("compound")
_NOT_PLURAL = word_list("not_plural")
_SMALL = frozenset(["more", "other", "others", "further", "additional", "new", "old", "former"])
_IRREGULAR = word_list("irregular_plural")
_OF_WHAT = word_list("of_what")
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase counted: first and last token, the class or plural a unit names, whether it is known."""

    start: int
    at: int
    name: str
    known: bool


def counted_after(tokens: Tokens, at: int, *, singular: bool) -> Counted | None:
    """The noun that a number counts, looking up to eight words on; `singular` allows "one soldier"."""
    step = _enter(tokens, at)
    if step is None:
        return None
    best: Counted | None = None
    for place in range(step, step + _LONGEST):
        word = tokens.word(place)
        if word in HYPHENS and place > step and tokens.joined(place) and tokens.joined(place + 1):
            continue
        if word == "and" and best is None and place > step:
            continue
        if not word[:1].isalnum() or (word in _STOP and not _is_noun(tokens, place)):
            break
        if tokens.is_digits(place) and tokens.word(place - 1) not in HYPHENS:
            break
        found = _head(tokens, place, singular=singular)
        if found is None:
            if best is not None:
                break
            continue
        best = replace(found, start=step)
        if not _goes_on(tokens, place):
            break
    return best


def _enter(tokens: Tokens, at: int) -> int | None:
    """Where the noun phrase starts: past "of the" and "more"; None where the number stands alone."""
    step = at
    if tokens.word(step) == "more" and tokens.word(step + 1) == "than":
        return None
    while tokens.word(step) in _SMALL:
        step += 1
    if tokens.word(step) == "of":
        step += 1
        if tokens.word(step) in ("them", "us", "whom", "which", "it"):
            return None
        while tokens.word(step) in _OF_WHAT or tokens.word(step) in _SMALL:
            step += 1
    return step


def _head(tokens: Tokens, place: int, *, singular: bool) -> Counted | None:
    word = tokens.word(place)
    known = lexicon()
    for form, kind in known.nouns.get(word, ()):
        if tokens.matches(place - len(form) + 1, form) and (singular or form not in known.singulars):
            return Counted(place, place, kind, known=True)
    if word in _IRREGULAR:
        return Counted(place, place, word, known=False)
    nationals = tokens.is_capital(place) and word.endswith(("ians", "eans", "ese"))
    if nationals or (word.endswith(("men", "women")) and len(word) > 4):
        return Counted(place, place, "persons", known=True)
    if not singular and _is_plural(word):
        return Counted(place, place, word, known=False)
    return None


def _is_plural(word: str) -> bool:
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))
        and word not in _NOT_PLURAL
    )


def _is_noun(tokens: Tokens, place: int) -> bool:
    return tokens.word(place) in ("dead", "wounded") and tokens.word(place - 1) not in ("were", "was", "are")


def _goes_on(tokens: Tokens, place: int) -> bool:
    """Whether a plural is only the first part of a compound ("arms deals", "hunger strikers")."""
    compound = tokens.word(place) in _COMPOUND or (
        tokens.is_capital(place) and not tokens.is_capital(place + 1)
    )
    return compound and tokens.is_word(place + 1) and tokens.word(place + 1) not in _STOP


_GROUPS = {
    "man": "persons", "woman": "persons", "member": "persons", "strong": "persons", "person": "persons",
    "people": "persons", "seat": "seats", "nation": "states", "country": "states", "state": "states",
    "ship": "ships", "vessel": "ships", "vehicle": "vehicles", "truck": "trucks", "car": "cars",
    "aircraft": "aircraft",
    "missile": "missiles", "tank": "tanks", "gun": "guns", "boat": "boats",
}  # fmt: skip
_TITLES = word_list("title")


def counted_hyphened(tokens: Tokens, at: int) -> Counted | None:
    """The noun of "eleven-man", "1,600-strong", "12-vehicle"; none in "two-state solution"."""
    if tokens.word(at) not in DASHES or not tokens.joined(at) or not tokens.joined(at + 1):
        return None
    word = tokens.word(at + 1)
    if word not in _GROUPS:
        return None
    if tokens.word(at + 2) in _TITLES or (word == "state" and tokens.word(at + 2) in _STOP):
        return None
    return Counted(at + 1, at + 1, _GROUPS[word], known=True)

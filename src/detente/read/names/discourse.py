"""Countries of common nouns and pronouns, from what the text names around them.

Each country that the text names is a candidate; what speaks for it (named first in the sentence, named most,
named last with the same noun, ...) is weighed by `anaphora.tsv`, which `training/fit_anaphora.py` fits on the
corpus.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files

from detente.read.names.found import Found
from detente.read.names.phrases import CLOSED, OTHER, OWN
from detente.read.names.talk import Talk
from detente.read.names.tokens import Words, vocabulary

PAIR = vocabulary("both neither either each")
SEVERAL = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
SIDES = vocabulary(
    "sides parties capitals ministers presidents leaders delegations governments premiers chiefs commissioners"
)
PRONOUNS = {
    **dict.fromkeys(vocabulary("it itself"), "it"),
    **dict.fromkeys(vocabulary("they them themselves"), "they"),
    **dict.fromkeys(vocabulary("he him she"), "he"),
    **dict.fromkeys(vocabulary("we us i ours"), "we"),
}
COUNTED = {"two": 2, "three": 3, "four": 4}
_ARTICLES = vocabulary("the a an")
_EMPTY_IT = vocabulary(
    "worth clear unclear possible impossible likely unlikely important necessary hard difficult easy true time"
)
_SECOND = "second guess:"
_GROUPS = {
    **dict.fromkeys(vocabulary("MIL SPY COP JUD LEG"), "state"),
    **dict.fromkeys(vocabulary("GOV PTY PRE"), "government"),
    **dict.fromkeys(vocabulary("REB UAF PRM CRM OPP"), "against"),
    "BUS": "firms",
}


@cache
def weights() -> dict[str, dict[str, float]]:
    """The fitted weights by class and feature."""
    path = files("detente") / "data" / "dictionaries" / "anaphora.tsv"
    table: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        kind, feature, weight = line.split("\t")
        table.setdefault(kind, {})[feature] = float(weight)
    return table


def resolve(read: list[tuple[Words, list[Found]]], *, alternatives: bool) -> None:
    """Give common nouns a country and add pronouns, in place; with `alternatives` the second best guess too."""
    talk = Talk(Counter(f.country for _, found in read for f in found if f.country))
    for number, (words, found) in enumerate(read):
        talk.enter(found)
        added: list[Found] = []
        at = 0
        for f in found:
            added += _pronouns(words, number, range(at, f.first), talk, alternatives)
            at = f.last
            if f.country is None and f.alias is not None:
                f.country, f.sector = f.alias.country, f.alias.sector
            more = _common(words, f, talk, alternatives) if f.country is None and f.common else []
            for each in (f, *more):
                if not each.rule.startswith(_SECOND):
                    talk.hear(each)
            added += more
        added += _pronouns(words, number, range(at, len(words)), talk, alternatives)
        found.extend(added)
        found.sort(key=lambda f: (f.first, f.last))


def determiners(words: Words, f: Found) -> list[str]:
    """The words before a noun that belong to it, back to its article or possessive."""
    at = f.first
    seen: list[str] = []
    while at > 0 and len(seen) < 4 and words.joints[at - 1] == " ":
        key = words.keys[at - 1]
        if key in CLOSED and key not in OWN and key not in _ARTICLES and key != "both":
            break
        seen.append(key)
        at -= 1
        if key in OWN or key in _ARTICLES:
            break
    return seen


def class_of(marks: list[str], f: Found) -> str:
    """The class of a common noun for the weights."""
    own = next((m for m in marks if m in OWN), None)
    if f.head in OTHER:
        return "other"
    if own:
        return f"own {own}"
    article = "the" if "the" in marks else "a" if "a" in marks or "an" in marks else "bare"
    return f"{article} {_GROUPS.get(f.sector or '', 'people')}{' weak' if 'weak' in f.flags else ''}"


def _common(words: Words, f: Found, talk: Talk, alternatives: bool) -> list[Found]:
    marks = determiners(words, f)
    if f.head in SIDES and "the" in marks and not set(marks) & {"two", *SEVERAL}:
        return _all_of(f, talk.parties(), "anaphor: parties")
    if PAIR & set(marks) or {"the", "two"} <= set(marks) or {"these", "two"} <= set(marks):
        return _all_of(f, talk.top(2), "anaphor: pair")
    count = next((SEVERAL[m] for m in marks if m in SEVERAL), 0)
    if count and "the" in marks:
        return _all_of(f, talk.top(count), "anaphor: several")
    return _ranked(f, class_of(marks, f), talk, alternatives)


def _all_of(f: Found, countries: list[str], rule: str) -> list[Found]:
    """Give `f` the first country, and make a copy for each further one."""
    if countries:
        f.country, f.rule = countries[0], rule
    return [replace(f, country=country, common=True) for country in countries[1:]]


def _ranked(f: Found, kind: str, talk: Talk, alternatives: bool) -> list[Found]:
    ranking = rank(kind, talk, f)
    if not ranking:
        return []
    (share, best), *rest = ranking
    f.country, f.rule = best, f"anaphor: {kind} {share:.2f}"
    if not alternatives or not rest:
        return []
    share, second = rest[0]
    rule = f"{_SECOND} {kind} {share:.2f}"
    return [replace(f, country=second, rule=rule)]


def rank(kind: str, talk: Talk, f: Found) -> list[tuple[float, str]]:
    """Candidates with their share of belief, best first; ties in the order in which the text names them."""
    table = weights().get(kind) or weights().get("any", {})
    scored = [(sum(table.get(n, 0.0) for n in sorted(names)), c) for c, names in talk.features(f)]
    total = sum(math.exp(score) for score, _ in scored)
    return sorted(((math.exp(score) / total, c) for score, c in scored), key=lambda pair: -pair[0])


def _pronouns(words: Words, number: int, places: range, talk: Talk, alternatives: bool) -> list[Found]:
    made: list[Found] = []
    for at in places:
        key = words.keys[at]
        kind = PRONOUNS.get(key)
        if kind is not None and not (key == "us" and words.forms[at] == "US") and not _empty(words, at):
            f = Found(number, at, at + 1, "anaphor", key, None, "GOV", "")
            extra = _ranked(f, kind, talk, alternatives)
            made += [f, *extra] if f.country else []
        elif key in ("both", "neither") or (
            at > 0 and words.keys[at - 1] == "the" and _stands_alone(words, at)
        ):
            made += _elliptic(number, at, key, talk)
    return made


def _empty(words: Words, at: int) -> bool:
    """ "It is clear that", "it's worth": no one is meant."""
    return words.keys[at] == "it" and bool(_EMPTY_IT & set(words.keys[at + 1 : at + 5]))


def _stands_alone(words: Words, at: int) -> bool:
    """Whether no noun follows ("the two agreed", but "the two ships")."""
    return (
        at + 1 == len(words)
        or words.joints[at] != " "
        or words.keys[at + 1] in CLOSED
        or _verbal(words, at + 1)
    )


def _verbal(words: Words, at: int) -> bool:
    return words.keys[at].endswith(("ed", "ing")) and words.forms[at][0].islower()


def _elliptic(number: int, at: int, key: str, talk: Talk) -> list[Found]:
    """ "The two", "both", "the other", "the latter", "the former" without a noun."""
    f = Found(number, at, at + 1, "anaphor", key, None, "GOV", "")
    latest = talk.here or talk.before
    if key in ("both", "neither", "two", "three", "four"):
        return [f, *_all_of(f, talk.top(COUNTED.get(key, 2)), "anaphor: pair")] if talk.totals else []
    if not latest:
        return []
    if key == "other":
        rest = [c for c in talk.top(2) if c != latest.first]
        return [f, *_all_of(f, rest[:1], "anaphor: the other")] if rest else []
    if key in ("latter", "former") and latest.other:
        f.country, f.rule = latest.last if key == "latter" else latest.other, f"anaphor: the {key}"
        return [f]
    return []

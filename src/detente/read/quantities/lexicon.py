"""The dictionaries of the grammar of quantities, loaded once from `data/quantities`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from detente.read.quantities.tokens import form_of

Form = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure: its name, the factor that converts to it, whether it may touch the digits."""

    unit: str
    factor: float
    attached: bool


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency and the words (countries, demonyms, capitals) that tell it from others of the same name."""

    code: str
    places: frozenset[Form]
    default: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All dictionaries. Multi-word forms are indexed by their first word, longest first."""

    measures: dict[str, tuple[tuple[Form, Measure], ...]]
    currencies: dict[str, tuple[Currency, ...]]
    codes: frozenset[str]
    symbols: dict[Form, str]
    approximators: dict[str, tuple[tuple[Form, str | None], ...]]
    nouns: dict[str, tuple[tuple[Form, str], ...]]
    singulars: frozenset[Form]
    discourse: frozenset[str]
    labels: frozenset[str]
    clock: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The dictionaries shipped with the package."""
    nouns, singulars = _nouns()
    currencies, symbols = _currencies()
    other = {kind: frozenset(words.split(",")) for kind, words in _rows("not_counted.tsv", merge=True)}
    approximators = [(form_of(row[0]), row[1] or None) for row in _rows("approximators.tsv")]
    return Lexicon(
        measures=_by_first([(form, measure) for form, measure in _measures()]),
        currencies=currencies,
        codes=frozenset(row[0] for row in _rows("currencies.tsv")),
        symbols=symbols,
        approximators=_by_first(approximators, last=True),
        nouns=_by_first(nouns, last=True),
        singulars=singulars,
        discourse=other["discourse"],
        labels=other["label"],
        clock=other["clock"],
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """A closed list of words (`data/quantities/words.tsv`)."""
    return next(frozenset(words.split(" ")) for found, words in _rows("words.tsv") if found == name)


def _rows(name: str, *, merge: bool = False) -> Iterator[list[str]]:
    """The rows of a table after its header; with `merge`, second columns joined over equal first ones."""
    text = files("detente").joinpath("data", "quantities", name).read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    if not merge:
        yield from rows
        return
    merged: dict[str, list[str]] = {}
    for key, value, *_ in rows:
        merged.setdefault(key, []).append(value)
    for key, values in merged.items():
        yield [key, ",".join(values)]


def _measures() -> Iterator[tuple[Form, Measure]]:
    for unit, factor, attached, forms in _rows("measures.tsv"):
        for form in forms.split(","):
            yield form_of(form), Measure(unit, float(factor), attached == "yes")


def _currencies() -> tuple[dict[str, tuple[Currency, ...]], dict[Form, str]]:
    nouns: dict[str, list[Currency]] = {}
    symbols: dict[Form, str] = {}
    for code, names, places, signs, default in _rows("currencies.tsv"):
        currency = Currency(code, frozenset(form_of(place) for place in places.split(",")), default == "yes")
        for name in names.split(","):
            nouns.setdefault(name, []).append(currency)
        for sign in filter(None, signs.split(",")):
            symbols[form_of(sign)] = code
    return {name: tuple(found) for name, found in nouns.items()}, symbols


def _nouns() -> tuple[list[tuple[Form, str]], frozenset[Form]]:
    plurals: list[tuple[Form, str]] = []
    singulars: set[Form] = set()
    for kind, nouns in _rows("counted.tsv"):
        for noun in nouns.split(","):
            one, _, many = noun.partition("=")
            form = form_of(one)
            plurals.append((form, kind))
            if many:
                singulars.add(form)
                plurals.append((form_of(many), kind))
            elif form[-1].endswith("s"):
                singular = (*form[:-1], form[-1][:-1])
                singulars.add(singular)
                plurals.append((singular, kind))
    return plurals, frozenset(singulars)


def _by_first(forms: list[tuple[Form, T]], *, last: bool = False) -> dict[str, tuple[tuple[Form, T], ...]]:
    """Index forms by their first (or last) word, the longest before the shorter."""
    index: dict[str, dict[Form, T]] = {}
    for form, value in forms:
        index.setdefault(form[-1 if last else 0], {}).setdefault(form, value)
    return {word: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for word, found in index.items()}

"""Small tables that the readers join against: CAMEO codes, PLOVER types, countries and sectors."""

# ruff: noqa: S608 - every name in the SQL is our own
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

import duckdb
import pyarrow as pa

from detente.ontology import CameoRow, Reading, cameo_of, crosswalk, plover

CameoLine = tuple[str, str | None, str | None, str | None, str | None, float | None, float, str]
"""CAMEO code, PLOVER type, mode, contexts, quad class, score, Goldstein's scale, name."""


def register(connection: duckdb.DuckDBPyConnection, reading: Reading) -> None:
    """Make the tables `codes`, `plover_types`, `country_words`, `fips` and `sectors`."""
    codes = list(_codes(reading))
    table(connection, "codes", "code type mode contexts quad score goldstein name", codes)
    table(connection, "plover_types", "type mode quad score code", _plover_types(reading))
    table(connection, "country_words", "word iso3", sorted(country_words().items()))
    table(connection, "fips", "code iso3", sorted(_fips().items()))
    table(connection, "sectors", "scheme word sector", _sectors())


@cache
def country_words() -> dict[str, str]:
    """ISO 3166 alpha-3 by name or code, the words as `word_key` gives them."""
    found: dict[str, str] = {}
    for iso3, _, cameo, names in _lines("countries"):
        for word in (*names.split("|"), *cameo.split(), iso3):
            found[word_key(word)] = iso3
    return found


@cache
def country_names() -> dict[str, str]:
    """The name that is printed for an ISO 3166 alpha-3 code."""
    return {iso3: names.split("|")[0] for iso3, _, _, names in _lines("countries")}


@cache
def cameo_countries() -> dict[str, str]:
    """CAMEO's code for an ISO 3166 alpha-3 code, where it differs."""
    return {iso3: cameo.split()[0] for iso3, _, cameo, _ in _lines("countries") if cameo}


@cache
def fips_countries() -> dict[str, str]:
    """The FIPS 10-4 code for an ISO 3166 alpha-3 code."""
    return {iso3: fips.split()[0] for iso3, fips, _, _ in _lines("countries") if fips}


@cache
def sector_words(scheme: str) -> dict[str, str]:
    """The word of a scheme (`cameo` or `icews`) for each PLOVER sector."""
    words: dict[str, str] = {}
    for given, word, sector in _lines("sectors"):
        if given == scheme:
            words.setdefault(sector, word)
    return words


@cache
def wordings() -> dict[str, str]:
    """The CAMEO code, no root, by its name as `wording_key` gives it."""
    return {wording_key(name): code for code, _, name in _lines("cameo") if len(code) > 2}


def wording_key(wording: str) -> str:
    """The name of a type of event as it is looked up: lower case, letters and digits alone."""
    return " ".join(re.findall("[a-z0-9]+", wording.lower()))


def word_key(word: str) -> str:
    """A word as it is looked up: lower case, without accents, underscores and double spaces."""
    apart = unicodedata.normalize("NFD", word.replace("_", " "))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).lower().split())


def word_key_sql(expression: str) -> str:
    """The SQL that gives what `word_key` gives."""
    spaced = f"replace({expression}, '_', ' ')"
    return f"trim(regexp_replace(lower(strip_accents({spaced})), ' {{2,}}', ' ', 'g'))"


def _codes(reading: Reading) -> Iterator[CameoLine]:
    """Every CAMEO code; one that the crosswalk does not name is read as the code above it."""
    rows = crosswalk(reading)
    ontology = plover()
    for code, goldstein, name in _lines("cameo"):
        row = _row_of(code, rows)
        if row is None:
            yield code, None, None, None, None, None, float(goldstein), name
        else:
            quad = ontology.quads[ontology.quad(row.type)]
            score = ontology.score(row.type, row.mode)
            contexts = ";".join(sorted(row.contexts)) or None
            yield code, row.type, row.mode, contexts, quad, score, float(goldstein), name


def _row_of(code: str, rows: dict[str, CameoRow]) -> CameoRow | None:
    above = (code, code[:3], code[:2] + "0")
    return next((rows[one] for one in above if one in rows), None)


def _plover_types(reading: Reading) -> Iterator[tuple[str, str, str, float, str | None]]:
    """Each PLOVER type without a mode (an empty one) and with each of its modes."""
    ontology = plover()
    for name, kind in ontology.types.items():
        for mode in (None, *kind.modes):
            quad = ontology.quads[kind.quad]
            yield name, mode or "", quad, ontology.score(name, mode), cameo_of(name, mode, (), reading)


def _fips() -> dict[str, str]:
    return {code: iso3 for iso3, fips, _, _ in _lines("countries") for code in fips.split()}


def _sectors() -> list[tuple[str, str, str]]:
    own = [("plover", word_key(sector), sector) for sector in plover().sectors]
    return [*own, *((scheme, word_key(word), sector) for scheme, word, sector in _lines("sectors"))]


def _lines(name: str) -> list[list[str]]:
    text = files("detente").joinpath(f"data/imports/{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[2:]]


def table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Iterable[tuple[object, ...]]
) -> None:
    """Make a temporary table of these rows, which are at least one."""
    arrays = [pa.array(values) for values in zip(*rows, strict=True)]
    connection.register("rows_given", pa.Table.from_arrays(arrays, names=columns.split()))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM rows_given")
    connection.unregister("rows_given")

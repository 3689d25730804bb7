"""The SQL that takes a file's lines in as events: checks, crosswalk, countries and sectors in one pass."""

# ruff: noqa: S608 - every name in the SQL is our own
from __future__ import annotations

from detente.record import schema
from detente.record.imports.formats import Cells, Fields, Format, literal
from detente.record.imports.lookups import word_key_sql

MARK = "\x1f"
"""Stands between the reason and the detail of what is wrong with a line."""

_TEXTS = (
    *("event_id", "actor", "actor_code", "actor_sectors", "recipient", "recipient_code", "recipient_sectors"),
    *("wording", "place", "publisher", "story", "url", "language"),
)
_NUMBERS = ("intensity", "tone", "latitude", "longitude")
_COUNTS = ("mentions", "sources", "articles", "sentence")
_OTHERS = (
    *("date", "day", "known", "cameo", "type", "mode", "contexts", "root", "place_word", "reference"),
    *("actor_word", "actor_sector_word", "recipient_word", "recipient_sector_word"),
)


def insert(form: Format, import_id: int, source: str, columns: frozenset[str], joins: str = "") -> str:
    """The INSERT of every line of `source` into `imported_events`.

    A line with a fault comes in without a day and with the fault in `wording`, so that one pass over the file
    is enough; the loader takes such rows out again.
    """
    given = form.fields(Cells(columns))
    bare = form.columns is not None
    stage = ", ".join(
        f"{_field(given, name, bare)} AS {name}" for name in (*_TEXTS, *_NUMBERS, *_COUNTS, *_OTHERS)
    )
    values = _values(form, import_id)
    chosen = ", ".join(f"{values.get(name, f's.{name}')} AS {name}" for name in columns_of("imported_events"))
    lines = f"SELECT row_number() OVER () AS row, * FROM {source}"
    staged = f"SELECT l.row AS row, {stage} FROM ({lines}) l {joins}"
    return f"INSERT INTO imported_events SELECT {chosen} FROM ({staged}) s {_joins(form)}"


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table of imported data."""
    return schema.imported_tables()[table].names


def _field(given: Fields, name: str, bare: bool) -> str:
    """The SQL of a field; `bare` ones have no spaces around them and are left as they are."""
    none = {"day": "DATE", "known": "TIMESTAMP", "root": "BOOLEAN"}.get(name, "VARCHAR")
    found = given.get(name, f"CAST(NULL AS {none})")
    return f"nullif(trim({found}), '')" if none == "VARCHAR" and not bare else found


def _values(form: Format, import_id: int) -> Fields:
    """The SQL of the columns that are not simply what the line says."""
    fault = f"({_fault(form)})"
    values = {
        "import_id": str(import_id),
        "format": literal(form.name),
        "day": f"CASE WHEN {fault} IS NULL THEN s.day END",
        "wording": f"coalesce({fault}, s.wording)",
        "actor_country": "a.iso3",
        "recipient_country": "b.iso3",
        "actor_sector": "m.sector",
        "recipient_sector": "n.sector",
        "place_country": "p.iso3",
        "dyad": "CASE WHEN a.iso3 < b.iso3 THEN a.iso3 || '-' || b.iso3"
        " WHEN a.iso3 > b.iso3 THEN b.iso3 || '-' || a.iso3 END",
        **{name: f"TRY_CAST(s.{name} AS DOUBLE)" for name in _NUMBERS},
        **{name: f"TRY_CAST(s.{name} AS INTEGER)" for name in _COUNTS},
    }
    if form.scheme == "cameo":
        of_code = {name: f"c.{name}" for name in ("type", "mode", "contexts", "quad", "score")}
        intensity = "coalesce(TRY_CAST(s.intensity AS DOUBLE), c.goldstein)"
        return {**values, **of_code, "intensity": intensity}
    split = "string_split(replace(replace(s.contexts, ',', ';'), '|', ';'), ';')"
    words = f"[lower(trim(word)) FOR word IN {split} IF trim(word) <> '']"
    return {
        **values,
        "cameo": "coalesce(s.cameo, c.code, t.code)",
        "contexts": f"nullif(array_to_string(list_sort({words}), ';'), '')",
        "quad": "t.quad",
        "score": "coalesce(c.score, t.score)",
    }


def _joins(form: Format) -> str:
    places = "fips p ON p.code = s.place_word"
    if form.countries == "word":
        places = f"country_words p ON p.word = {word_key_sql('s.place_word')}"
    parts = [
        f"country_words a ON a.word = {_key('s.actor_word', form)}",
        f"country_words b ON b.word = {_key('s.recipient_word', form)}",
        _sector("m", "actor", form),
        _sector("n", "recipient", form),
        places,
    ]
    if form.scheme == "cameo":
        parts.append("codes c ON c.code = s.cameo")
    else:
        parts.append("plover_types c ON c.type = s.type AND c.mode = s.mode")
        parts.append("plover_types t ON t.type = s.type AND t.mode = ''")
    return " ".join(f"LEFT JOIN {part}" for part in parts)


def _key(word: str, form: Format) -> str:
    """A word as it is looked up; codes need no more than lower case, which costs a tenth."""
    return f"lower({word})" if form.sectors == "cameo" else word_key_sql(word)


def _sector(alias: str, role: str, form: Format) -> str:
    word = _key(f"s.{role}_sector_word", form)
    return f"sectors {alias} ON {alias}.scheme = {literal(form.sectors)} AND {alias}.word = {word}"


def _fault(form: Format) -> str:
    """What is wrong with a line, its reason and detail; NULL where nothing is."""
    faults = [("s.reference IS NOT NULL", "reference", "s.reference")]
    if form.needs or form.columns:
        faults.append(("s.event_id IS NULL", "no id", "''"))
    faults.append(("s.day IS NULL", "date", "s.date"))
    if form.scheme == "cameo":
        faults.append(("c.code IS NULL", "event type", "s.cameo"))
    else:
        faults.append(("t.type IS NULL", "event type", "s.type"))
    for name in _NUMBERS:
        wrong = f"s.{name} IS NOT NULL AND NOT coalesce(isfinite(TRY_CAST(s.{name} AS DOUBLE)), false)"
        faults.append((wrong, "number", f"'{name} ' || s.{name}"))
    cases = " ".join(
        f"WHEN {test} THEN {literal(reason + MARK)} || left(coalesce({detail}, ''), 200)"
        for test, reason, detail in faults
    )
    return f"CASE {cases} END"

"""The SQL of what is not events: GDELT's mentions, SIPRI's trade register, and tables of indicators."""

# ruff: noqa: S608 - every name in the SQL is our own
from __future__ import annotations

from collections.abc import Sequence

from detente.record.imports.events import MARK
from detente.record.imports.formats import Cells, Fields, literal, moment
from detente.record.imports.lookups import word_key_sql

MENTION_COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName"),
    *("MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset"),
    *("InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
INDICATOR_COLUMNS = ("origin", "recipient", "indicator", "period", "value", "unit", "item", "note")
"""The columns of a CSV of indicators, as it is written."""

_YEAR = r"(?:1[89]|20)\d\d"


def insert_mentions(import_id: int, source: str) -> str:
    """The INSERT of every line of `source` into `imported_mentions`; a fault stands in `translation`."""
    cell = Cells(frozenset(MENTION_COLUMNS))
    fault = (
        f"CASE WHEN nullif({cell('GLOBALEVENTID')}, '') IS NULL THEN {literal('no id' + MARK)}"
        f" WHEN {moment(cell('MentionTimeDate'))} IS NULL"
        f" THEN {literal('date' + MARK)} || coalesce({cell('MentionTimeDate')}, '') END"
    )
    counts = ("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset")
    return f"""
INSERT INTO imported_mentions SELECT {import_id}, l.row, {cell("GLOBALEVENTID")},
  {moment(cell("EventTimeDate"))}, CASE WHEN {fault} IS NULL THEN {moment(cell("MentionTimeDate"))} END,
  TRY_CAST({cell("MentionType")} AS INTEGER), {cell("MentionSourceName")}, {cell("MentionIdentifier")},
  {", ".join(f"TRY_CAST({cell(name)} AS INTEGER)" for name in counts)},
  TRY_CAST({cell("InRawText")} AS BOOLEAN), TRY_CAST({cell("Confidence")} AS INTEGER),
  TRY_CAST({cell("MentionDocLen")} AS INTEGER), TRY_CAST({cell("MentionDocTone")} AS DOUBLE),
  coalesce({fault}, {cell("MentionDocTranslationInfo")})
FROM (SELECT row_number() OVER () AS row, * FROM {source}) l"""


def insert_indicators(import_id: int, source: str, columns: frozenset[str]) -> str:
    """The INSERT of every line of a table of indicators into `indicators`; a fault stands in `note`."""
    cell = Cells(columns)
    return _insert(import_id, source, [_plain(cell)])


def insert_register(import_id: int, source: str, columns: frozenset[str]) -> str:
    """The INSERT of SIPRI's trade register: deliveries and orders, each in items and in SIPRI's trend-indicator
    values (TIV, in millions), as `indicators`. A line without a number gives none.
    """
    cell = Cells(columns)
    years = cell("Year(s) of delivery")
    first = f"regexp_extract({years}, '{_YEAR}')"
    last = f"list_last(regexp_extract_all({years}, '{_YEAR}'))"
    delivered = f"CASE WHEN {first} = {last} THEN {first} ELSE {first} || '/' || {last} END"
    ordered = f"regexp_extract({cell('Year of order')}, '{_YEAR}')"
    item = (
        f"concat_ws(', ', nullif({cell('Weapon designation')}, ''), nullif({cell('Weapon description')}, ''))"
    )
    common = {
        "origin": cell("Supplier"),
        "recipient": cell("Recipient"),
        "item": item,
        "note": f"concat_ws('; ', nullif({cell('status', 'Status')}, ''), nullif({cell('Comments')}, ''))",
    }
    series = (
        ("arms delivered", "Number delivered", "items", delivered),
        ("arms delivered", "SIPRI TIV of delivered weapons", "million SIPRI TIV", delivered),
        ("arms ordered", "Number ordered", "items", ordered),
        ("arms ordered", "SIPRI TIV for total order", "million SIPRI TIV", ordered),
    )
    kinds = [
        {
            **common,
            "indicator": literal(f"{name} ({unit})"),
            "value": cell(column),
            "unit": literal(unit),
            "period": period,
            "optional": "true",
        }
        for name, column, unit, period in series
    ]
    return _insert(import_id, source, kinds)


def _plain(cell: Cells) -> Fields:
    return {
        "origin": cell("origin", "country", "from", "exporter", "supplier", "reporter"),
        "recipient": cell("recipient", "to", "importer", "partner"),
        "indicator": cell("indicator", "series"),
        "period": cell("period", "year", "date"),
        "value": cell("value"),
        "unit": cell("unit"),
        "item": cell("item", "product"),
        "note": cell("note", "comment"),
        "optional": "false",
    }


def _insert(import_id: int, source: str, kinds: Sequence[Fields]) -> str:
    names = ("origin", "recipient", "indicator", "period", "value", "unit", "item", "note")
    each = " UNION ALL ".join(
        f"SELECT l.row AS row, {n} AS kind, {fields['optional']} AS optional, "
        + ", ".join(f"nullif(trim({fields[name]}), '') AS {name}" for name in names)
        + " FROM lines l"
        for n, fields in enumerate(kinds)
    )
    number = "TRY_CAST(s.value AS DOUBLE)"
    # Of a line with several series the first alone tells of what all share.
    faults = (
        ("s.indicator IS NULL", "no id", "''"),
        ("a.iso3 IS NULL", "country", "s.origin"),
        ("s.recipient IS NOT NULL AND b.iso3 IS NULL", "country", "s.recipient"),
        ("s.value IS NULL AND NOT s.optional", "number", "'value is empty'"),
        (f"s.value IS NOT NULL AND NOT coalesce(isfinite({number}), false)", "number", "'value ' || s.value"),
        ("s.period IS NULL AND (NOT s.optional OR s.value IS NOT NULL)", "date", "''"),
    )
    cases = " ".join(
        f"WHEN {test} THEN {literal(reason + MARK)} || left(coalesce({detail}, ''), 200)"
        for test, reason, detail in faults
    )
    return f"""
INSERT INTO indicators
WITH lines AS MATERIALIZED (SELECT row_number() OVER () AS row, * FROM {source})
SELECT {import_id}, s.row, coalesce(s.indicator, ''), a.iso3, b.iso3,
  CASE WHEN a.iso3 < b.iso3 THEN a.iso3 || '-' || b.iso3
    WHEN a.iso3 > b.iso3 THEN b.iso3 || '-' || a.iso3 END,
  s.period, CASE WHEN (CASE {cases} END) IS NULL THEN {number} END, s.unit, s.item,
  coalesce(CASE {cases} END, s.note)
FROM ({each}) s
LEFT JOIN country_words a ON a.word = {word_key_sql("s.origin")}
LEFT JOIN country_words b ON b.word = {word_key_sql("s.recipient")}
WHERE s.value IS NOT NULL OR NOT s.optional OR (s.kind = 0 AND (a.iso3 IS NULL OR b.iso3 IS NULL))
ORDER BY s.row, s.kind"""

"""Imported events as files of the field's formats; brought in again, they give the same rows.

A format holds what it has columns for. Codes that the data set gave are written where the rows came in the same
format; else they are made from the ISO code. Rows without a type are left out of formats coded in PLOVER.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.errors import UsageError
from detente.record.imports import coded, gdelt, lookups, other
from detente.record.imports.formats import literal

TARGETS = (
    *("gdelt1", "gdelt2", "gdelt-mentions", "icews", "polecat", "cameo-csv", "plover-csv", "indicators"),
    "quadruples",
)
"""Every format that imported data can be written in."""

_PLOVER_ONLY = frozenset({"type", "mode", "contexts"})


def header(form: str) -> str | None:
    """The first line of a file of this format; None where it has none. Raises UsageError for another format."""
    if form not in TARGETS:
        raise UsageError(f"no such format of events: {form}; one of {', '.join(TARGETS)}")
    columns = {
        "icews": coded.ICEWS_COLUMNS,
        "polecat": coded.POLECAT_COLUMNS,
        "cameo-csv": _table_columns(form),
        "plover-csv": _table_columns(form),
        "indicators": other.INDICATOR_COLUMNS,
    }.get(form)
    return None if columns is None else _delimiter(form).join(columns)


def lines_sql(form: str) -> str:
    """The SELECT of each line of a file of this format, in the order the rows came."""
    header(form)
    cells, columns = _cells(form)
    mark = _delimiter(form)
    written = ", ".join(_written(cells.get(name, "NULL"), mark, form) for name in columns)
    line = f"SELECT concat_ws({literal(mark)}, {written}) AS line"
    if form == "gdelt-mentions":
        return f"{line} FROM imported_mentions e ORDER BY e.import_id, e.row"
    if form == "indicators":
        return f"{line} FROM indicators e ORDER BY e.import_id, e.row, e.indicator, e.unit"
    kept = "e.type IS NOT NULL" if form in {"polecat", "plover-csv"} else "e.cameo IS NOT NULL"
    return f"{_words(form)} {line} FROM imported_events e {_JOINS} WHERE {kept} ORDER BY e.import_id, e.row"


_JOINS = " ".join(
    f"LEFT JOIN {table} {alias} ON {alias}.given = e.{column}"
    for table, alias, column in (
        ("countries", "a", "actor_country"),
        ("countries", "b", "recipient_country"),
        ("places", "p", "place_country"),
        ("sector_words", "m", "actor_sector"),
        ("sector_words", "n", "recipient_sector"),
    )
)


def _words(form: str) -> str:
    """The words of the format for countries, places and sectors, as tables of the query."""
    same = {iso3: iso3 for iso3 in lookups.country_names()}
    countries = places = same
    sectors: Mapping[str, str] = {}
    if form == "icews":
        countries = places = lookups.country_names()
        sectors = lookups.sector_words("icews")
    elif form in {"gdelt1", "gdelt2"}:
        countries, places = {**same, **lookups.cameo_countries()}, lookups.fips_countries()
        sectors = lookups.sector_words("cameo")
    tables = {"countries": countries, "places": places, "sector_words": sectors or {"": ""}}
    return "WITH " + ", ".join(
        f"{name}(given, word) AS (VALUES {_rows(words)})" for name, words in tables.items()
    )


def _rows(words: Mapping[str, str]) -> str:
    return ", ".join(f"({literal(given)}, {literal(word)})" for given, word in sorted(words.items()))


def _cells(form: str) -> tuple[Mapping[str, str], Sequence[str]]:
    known: Mapping[str, tuple[Mapping[str, str], Sequence[str]]] = {
        "icews": (_icews(), coded.ICEWS_COLUMNS),
        "polecat": (_polecat(), coded.POLECAT_COLUMNS),
        "gdelt1": (_gdelt(form), gdelt.COLUMNS1),
        "gdelt2": (_gdelt(form), gdelt.COLUMNS2),
        "gdelt-mentions": (_mentions(), other.MENTION_COLUMNS),
        "indicators": ({name: f"e.{name}" for name in other.INDICATOR_COLUMNS}, other.INDICATOR_COLUMNS),
    }
    if form in known:
        return known[form]
    cells = {name: f"e.{name}" for name in coded.TABLE_COLUMNS} | {"id": "e.event_id", "date": "e.day"}
    return cells, _table_columns(form)


def _table_columns(form: str) -> tuple[str, ...]:
    left_out = _PLOVER_ONLY if form == "cameo-csv" else frozenset()
    return tuple(name for name in coded.TABLE_COLUMNS if name not in left_out)


def _own(form: str, column: str, otherwise: str) -> str:
    """What the data set gave, where the row came in this format."""
    return f"CASE WHEN e.format = {literal(form)} THEN e.{column} ELSE {otherwise} END"


_ID = "coalesce(e.event_id, e.import_id || '-' || e.row)"


def _icews() -> Mapping[str, str]:
    return {
        "Event ID": _ID,
        "Event Date": "e.day",
        "Source Name": "e.actor",
        "Source Sectors": _own("icews", "actor_sectors", "m.word"),
        "Source Country": _own("icews", "actor_code", "a.word"),
        "Event Text": "coalesce(e.wording, e.type)",
        "CAMEO Code": "e.cameo",
        "Intensity": "e.intensity",
        "Target Name": "e.recipient",
        "Target Sectors": _own("icews", "recipient_sectors", "n.word"),
        "Target Country": _own("icews", "recipient_code", "b.word"),
        "Story ID": "e.story",
        "Sentence Number": "e.sentence",
        "Publisher": "e.publisher",
        "City": "e.place",
        "Country": "p.word",
        "Latitude": "e.latitude",
        "Longitude": "e.longitude",
    }


def _polecat() -> Mapping[str, str]:
    sides: dict[str, str] = {}
    for side, role in (("Actor", "actor"), ("Recipient", "recipient")):
        sides |= {
            f"{side} Name": f"e.{role}",
            f"{side} Country": _own("polecat", f"{role}_code", f"e.{role}_country"),
            f"Primary {side} Sector": f"e.{role}_sector",
            f"{side} Sectors": _own("polecat", f"{role}_sectors", f"e.{role}_sector"),
        }
    return {
        **sides,
        "Event ID": _ID,
        "Event Date": "e.day",
        "Event Type": "e.type",
        "Event Mode": "e.mode",
        "Intensity": "e.intensity",
        "Quad Code": "upper(e.quad)",
        "Contexts": "e.contexts",
        "Placename": "e.place",
        "Country": "e.place_country",
        "Latitude": "e.latitude",
        "Longitude": "e.longitude",
        "Source": "e.publisher",
        "Publication Date": "e.known",
        "Language": "e.language",
    }


def _gdelt(form: str) -> Mapping[str, str]:
    root = "left(e.cameo, 2)"
    sides: dict[str, str] = {}
    for number, role, country, sector in ((1, "actor", "a", "m"), (2, "recipient", "b", "n")):
        same = "e.format IN ('gdelt1', 'gdelt2')"
        kinds = [f"nullif(split_part(e.{role}_sectors, ';', {n}), '')" for n in (1, 2, 3)]
        made = f"nullif(concat({country}.word, {sector}.word), '')"
        sides |= {
            f"Actor{number}Code": f"CASE WHEN {same} THEN e.{role}_code ELSE {made} END",
            f"Actor{number}Name": f"e.{role}",
            f"Actor{number}CountryCode": f"{country}.word",
            f"Actor{number}Type1Code": f"CASE WHEN {same} THEN {kinds[0]} ELSE {sector}.word END",
            f"Actor{number}Type2Code": f"CASE WHEN {same} THEN {kinds[1]} END",
            f"Actor{number}Type3Code": f"CASE WHEN {same} THEN {kinds[2]} END",
        }
    added = "'%Y%m%d'" if form == "gdelt1" else "'%Y%m%d%H%M%S'"
    return {
        **sides,
        "GLOBALEVENTID": _ID,
        "SQLDATE": "strftime(e.day, '%Y%m%d')",
        "MonthYear": "strftime(e.day, '%Y%m')",
        "Year": "year(e.day)",
        "IsRootEvent": "CAST(e.root AS INTEGER)",
        "EventCode": "e.cameo",
        "EventBaseCode": "left(e.cameo, 3)",
        "EventRootCode": root,
        # GDELT's own classes by CAMEO root, from its codebook: not those of PLOVER.
        "QuadClass": f"CASE WHEN {root} < '06' THEN 1 WHEN {root} < '09' THEN 2"
        f" WHEN {root} < '14' THEN 3 ELSE 4 END",
        "GoldsteinScale": "e.intensity",
        "NumMentions": "e.mentions",
        "NumSources": "e.sources",
        "NumArticles": "e.articles",
        "AvgTone": "e.tone",
        "ActionGeo_FullName": "e.place",
        "ActionGeo_CountryCode": "p.word",
        "ActionGeo_Lat": "e.latitude",
        "ActionGeo_Long": "e.longitude",
        "DATEADDED": f"strftime(e.known, {added})",
        "SOURCEURL": "e.url",
    }


def _mentions() -> Mapping[str, str]:
    own = (
        *(
            "event_id",
            "event_time",
            "mention_time",
            "kind",
            "publisher",
            "identifier",
            "sentence",
            "actor_offset",
        ),
        *("recipient_offset", "action_offset", "in_raw_text", "confidence", "length", "tone", "translation"),
    )
    cells = {name: f"e.{column}" for name, column in zip(other.MENTION_COLUMNS, own, strict=False)}
    times = {name: f"strftime({cells[name]}, '%Y%m%d%H%M%S')" for name in ("EventTimeDate", "MentionTimeDate")}
    return {**cells, **times, "InRawText": "CAST(e.in_raw_text AS INTEGER)"}


def _delimiter(form: str) -> str:
    return "," if form in {"cameo-csv", "plover-csv", "indicators"} else "\t"


def _written(cell: str, mark: str, form: str) -> str:
    """A cell as it is written: on one line, between quotes where the format has them and it needs them."""
    text = f"coalesce(regexp_replace(CAST({cell} AS VARCHAR), '[\\t\\r\\n]+', ' ', 'g'), '')"
    if mark == "\t" and form != "polecat":
        return text
    doubled = f"'\"' || replace({text}, '\"', '\"\"') || '\"'"
    return (
        f"CASE WHEN contains({text}, '\"') OR contains({text}, {literal(mark)}) THEN {doubled} ELSE {text} END"
    )

"""GDELT 1 and 2 event tables: tab-separated, without a header or quotes."""

from __future__ import annotations

from detente.record.imports.formats import Cells, Fields, Format, day, moment

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_PLACES = ("Actor1", "Actor2", "Action")
_BEFORE = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
COLUMNS1 = (*_BEFORE, *(f"{place}Geo_{name}" for place in _PLACES for name in _GEO1), "DATEADDED", "SOURCEURL")
"""The 58 columns since April 2013; before, SOURCEURL is missing."""

COLUMNS2 = (*_BEFORE, *(f"{place}Geo_{name}" for place in _PLACES for name in _GEO2), "DATEADDED", "SOURCEURL")
"""The 61 columns of GDELT 2."""


def _party(cell: Cells, number: int, role: str) -> Fields:
    types = ", ".join(cell(f"Actor{number}Type{n}Code") for n in (1, 2, 3))
    return {
        role: cell(f"Actor{number}Name"),
        f"{role}_code": cell(f"Actor{number}Code"),
        f"{role}_word": cell(f"Actor{number}CountryCode"),
        f"{role}_sector_word": cell(f"Actor{number}Type1Code"),
        f"{role}_sectors": f"nullif(concat_ws(';', {types}), '')",
    }


def _fields(cell: Cells) -> Fields:
    return {
        "event_id": cell("GLOBALEVENTID"),
        "date": cell("SQLDATE"),
        "day": day(cell("SQLDATE")),
        "known": moment(cell("DATEADDED")),
        **_party(cell, 1, "actor"),
        **_party(cell, 2, "recipient"),
        "cameo": cell("EventCode"),
        "intensity": cell("GoldsteinScale"),
        "tone": cell("AvgTone"),
        "root": f"TRY_CAST({cell('IsRootEvent')} AS BOOLEAN)",
        "mentions": cell("NumMentions"),
        "sources": cell("NumSources"),
        "articles": cell("NumArticles"),
        "place": cell("ActionGeo_FullName"),
        "place_word": cell("ActionGeo_CountryCode"),
        "latitude": cell("ActionGeo_Lat"),
        "longitude": cell("ActionGeo_Long"),
        "url": cell("SOURCEURL"),
    }


GDELT1 = Format("gdelt1", "cameo", _fields, COLUMNS1, sectors="cameo", countries="fips")
GDELT2 = Format("gdelt2", "cameo", _fields, COLUMNS2, sectors="cameo", countries="fips")

"""Event tables whose first line names the columns: ICEWS, POLECAT, and CSV coded in CAMEO or PLOVER."""

from __future__ import annotations

from detente.record.imports.formats import Cells, Fields, Format, day, moment, padded

ICEWS_COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number"),
    *("Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"),
)
POLECAT_COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *("Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country"),
    *("Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source"),
    *("Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
TABLE_COLUMNS = (
    *("id", "date", "known", "actor", "actor_code", "actor_country", "actor_sector", "actor_sectors"),
    *("recipient", "recipient_code", "recipient_country", "recipient_sector", "recipient_sectors"),
    *("cameo", "type", "mode", "contexts", "intensity", "wording", "tone", "root", "mentions", "sources"),
    *("articles", "place", "place_country", "latitude", "longitude", "publisher", "story", "sentence", "url"),
    "language",
)
"""The columns of a CSV of events, as it is written; read in any order, with or without the optional ones."""


def _icews(cell: Cells) -> Fields:
    place = ", ".join(f"trim({cell(name)})" for name in ("City", "District", "Province"))
    code = cell("CAMEO Code")
    return {
        "event_id": cell("Event ID"),
        "date": cell("Event Date"),
        "day": day(cell("Event Date")),
        **_icews_party(cell, "Source", "actor"),
        **_icews_party(cell, "Target", "recipient"),
        # ICEWS codes no roots, so that two digits are three that lost their zero.
        "cameo": f"CASE WHEN length({code}) = 2 THEN '0' || {code} ELSE {padded(code)} END",
        "intensity": cell("Intensity"),
        "wording": cell("Event Text"),
        "place": f"nullif(concat_ws(', ', {place}), '')",
        "place_word": cell("Country"),
        "latitude": cell("Latitude"),
        "longitude": cell("Longitude"),
        "publisher": cell("Publisher"),
        "story": cell("Story ID"),
        "sentence": cell("Sentence Number"),
    }


def _icews_party(cell: Cells, side: str, role: str) -> Fields:
    sectors = cell(f"{side} Sectors")
    return {
        role: cell(f"{side} Name"),
        f"{role}_code": cell(f"{side} Country"),
        f"{role}_word": cell(f"{side} Country"),
        f"{role}_sector_word": f"split_part({sectors}, ',', 1)",
        f"{role}_sectors": sectors,
    }


def _polecat(cell: Cells) -> Fields:
    return {
        "event_id": cell("Event ID"),
        "date": cell("Event Date"),
        "day": day(cell("Event Date")),
        "known": moment(cell("Publication Date")),
        **_polecat_party(cell, "Actor", "actor"),
        **_polecat_party(cell, "Recipient", "recipient"),
        "type": f"upper(trim({cell('Event Type')}))",
        "mode": f"lower(trim({cell('Event Mode')}))",
        "contexts": cell("Contexts"),
        "intensity": cell("Intensity"),
        "place": cell("Placename"),
        "place_word": cell("Country"),
        "latitude": cell("Latitude"),
        "longitude": cell("Longitude"),
        "publisher": cell("Source"),
        "language": cell("Language"),
    }


def _polecat_party(cell: Cells, side: str, role: str) -> Fields:
    return {
        role: cell(f"{side} Name"),
        f"{role}_code": cell(f"{side} Country"),
        f"{role}_word": cell(f"{side} Country"),
        f"{role}_sector_word": cell(f"Primary {side} Sector"),
        f"{role}_sectors": cell(f"{side} Sectors"),
    }


def _table(cell: Cells) -> Fields:
    date = cell("date", "event_date", "day")
    same = ("known", "intensity", "wording", "tone", "mentions", "sources", "articles", "place", "latitude")
    also = ("longitude", "publisher", "story", "sentence", "url", "language", "contexts")
    return {
        **{name: cell(name) for name in (*same, *also)},
        "event_id": cell("id", "event_id"),
        "date": date,
        "day": day(date),
        "known": moment(cell("known", "published")),
        **_table_party(cell, "actor", "source"),
        **_table_party(cell, "recipient", "target"),
        "cameo": padded(f"trim({cell('cameo', 'cameo_code', 'event_code')})"),
        "type": f"upper(trim({cell('type', 'event_type')}))",
        "mode": f"lower(trim({cell('mode', 'event_mode')}))",
        "root": f"TRY_CAST({cell('root')} AS BOOLEAN)",
        "place_word": cell("place_country", "country"),
    }


def _table_party(cell: Cells, role: str, other: str) -> Fields:
    name = cell(role, other)
    country = cell(f"{role}_country", f"{other}_country")
    return {
        role: name,
        f"{role}_code": cell(f"{role}_code", f"{other}_code"),
        f"{role}_word": f"coalesce({country}, {name})",
        f"{role}_sector_word": cell(f"{role}_sector", f"{other}_sector"),
        f"{role}_sectors": cell(f"{role}_sectors", f"{other}_sectors"),
    }


ICEWS = Format("icews", "cameo", _icews, sectors="icews", needs=("Event ID", "Event Date", "CAMEO Code"))
POLECAT = Format("polecat", "plover", _polecat, quotes=True, needs=("Event ID", "Event Date", "Event Type"))
CAMEO = Format("cameo-csv", "cameo", _table, quotes=True)
PLOVER = Format("plover-csv", "plover", _table, quotes=True)

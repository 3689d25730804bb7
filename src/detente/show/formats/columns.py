"""Events as rows of POLECAT, ICEWS and GDELT 2: tab-separated columns, one row an actor and recipient.

These formats have no place for factuality: only what happened or is claimed to have is printed. A date is
printed as precisely as it is known, so a month is `2022-02`, not its first day. A column that detente does not
know stays empty: Goldstein's scale and tone among them, since the score of PLOVER is another scale.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from detente.ontology.cameo import crosswalk
from detente.ontology.plover import plover
from detente.record import Coded
from detente.show.brief.collect import country_names
from detente.show.formats.printed import Printed
from detente.terms import Document, EventReport, Party, Reading, order_key

POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW"),
    *("Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw"),
    *(
        "Wikipedia Recipient ID",
        "Placename",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
    ),
    *("GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People"),
    *("Story Organizations", "Story Locations", "Language", "Version"),
)
ICEWS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number"),
    *("Publisher", "City", "District", "Province", "Country", "Latitude", "Longitude"),
)
_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor1{name}" for name in _ACTOR),
    *(f"Actor2{name}" for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{place}Geo_{name}" for place in ("Actor1", "Actor2", "Action") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)

_PRINTED = frozenset({"actual", "reported_claim"})
_NOBODY = Party("", None)

Cells = Mapping[str, str | float | int | None]


def polecat_lines(coded: Coded) -> Iterator[Printed]:
    """Rows of POLECAT's 40 columns."""
    for event, document, _, part, actor, recipient in _pairs(coded):
        place = event.place
        yield _row(
            POLECAT,
            event,
            part,
            {
                "Event ID": f"{event.id}-{part}",
                "Event Date": event.date_start,
                "Event Type": event.type,
                "Event Mode": event.mode,
                "Intensity": event.score,
                "Quad Code": plover().quads[plover().quad(event.type)].upper(),
                "Contexts": ";".join(event.contexts),
                "Actor Name": actor.name,
                "Actor Country": actor.country,
                "Primary Actor Sector": actor.sector,
                "Actor Sectors": actor.sector,
                "Actor Name Raw": _raw(actor, document),
                "Recipient Name": recipient.name,
                "Recipient Country": recipient.country,
                "Primary Recipient Sector": recipient.sector,
                "Recipient Sectors": recipient.sector,
                "Recipient Name Raw": _raw(recipient, document),
                "Placename": place.name if place else None,
                "Country": place.country if place else None,
                "Latitude": place.latitude if place else None,
                "Longitude": place.longitude if place else None,
                "Raw Placename": place.name if place else None,
                "Source": document.publisher,
                "Publication Date": document.published.value,
                "Language": document.language,
                "Version": event.coder,
            },
        )


def icews_lines(coded: Coded) -> Iterator[Printed]:
    """Rows of ICEWS's 20 columns; `Intensity` is PLOVER's score, on the same range of -10 to 10."""
    names = country_names()
    for event, document, reading, part, actor, recipient in _pairs(coded):
        code = event.cameo or ""
        place = event.place
        yield _row(
            ICEWS,
            event,
            part,
            {
                "Event ID": f"{event.id}-{part}",
                "Event Date": event.date_start,
                "Source Name": actor.name,
                "Source Sectors": actor.sector,
                "Source Country": names.get(actor.country or "", actor.country),
                "Event Text": crosswalk()[code].name if code in crosswalk() else event.type,
                "CAMEO Code": code,
                "Intensity": event.score,
                "Target Name": recipient.name,
                "Target Sectors": recipient.sector,
                "Target Country": names.get(recipient.country or "", recipient.country),
                "Story ID": document.id[:16],
                "Sentence Number": _sentence(event, reading),
                "Publisher": document.publisher,
                "City": place.name if place else None,
                "Country": names.get(place.country or "", place.country) if place else None,
                "Latitude": place.latitude if place else None,
                "Longitude": place.longitude if place else None,
            },
        )


def gdelt_lines(coded: Coded) -> Iterator[Printed]:
    """Rows of GDELT 2's 61 columns, without a header, as GDELT has them."""
    for event, document, _, part, actor, recipient in _pairs(coded):
        date = (event.date_start or "").replace("-", "")
        place = event.place
        code = event.cameo or ""
        published = (document.published.value or "").replace("-", "")
        yield _row(
            GDELT,
            event,
            part,
            {
                "GLOBALEVENTID": f"{event.id}-{part}",
                "SQLDATE": date,
                "MonthYear": date[:6] if len(date) >= 6 else None,
                "Year": date[:4],
                **_gdelt_party("Actor1", actor),
                **_gdelt_party("Actor2", recipient),
                "IsRootEvent": 1,
                "EventCode": code,
                "EventBaseCode": code[:3],
                "EventRootCode": code[:2],
                "QuadClass": plover().quad(event.type),
                "NumMentions": 1,
                "NumSources": 1,
                "NumArticles": 1,
                "ActionGeo_FullName": place.name if place else None,
                "ActionGeo_CountryCode": place.country if place else None,
                "ActionGeo_Lat": place.latitude if place else None,
                "ActionGeo_Long": place.longitude if place else None,
                "DATEADDED": published,
                "SOURCEURL": document.url or document.name,
            },
        )


def _gdelt_party(prefix: str, party: Party) -> Cells:
    return {
        f"{prefix}Code": (party.country or "") + (party.sector or ""),
        f"{prefix}Name": party.name.upper(),
        f"{prefix}CountryCode": party.country,
        f"{prefix}Type1Code": party.sector,
    }


def _pairs(coded: Coded) -> Iterator[tuple[EventReport, Document, Reading, int, Party, Party]]:
    """Every actor with every recipient of each event that happened or is claimed to have."""
    document = coded.document
    if document is None:
        return
    reading = coded.reading or Reading(document.id)
    for event in coded.findings:
        if isinstance(event, EventReport) and event.factuality in _PRINTED:
            sides = product(event.actor or (_NOBODY,), event.recipient or (_NOBODY,))
            for part, (actor, recipient) in enumerate(sides, start=1):
                yield event, document, reading, part, actor, recipient


def _row(columns: Sequence[str], event: EventReport, part: int, cells: Cells) -> Printed:
    line = "\t".join(_cell(cells.get(name)) for name in columns)
    return Printed(order_key(event), part, line)


def _cell(value: str | float | None) -> str:
    """A cell on one line without tabs."""
    return "" if value is None else " ".join(str(value).split())


def _raw(party: Party, document: Document) -> str | None:
    if party.start is None or party.end is None:
        return None
    return document.text[party.start : party.end]


def _sentence(event: EventReport, reading: Reading) -> int | None:
    """The number of the event's sentence in its text, from 1."""
    at = bisect_right([sentence.start for sentence in reading.sentences], event.start)
    return at or None

"""Why an event report has its type, parties, factuality, date and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from detente.ontology import plover
from detente.ontology.cameo import crosswalk
from detente.show.brief.labels import FACTUALITY, TYPES
from detente.show.explain.account import Field, Mark
from detente.show.explain.evidence import Evidence

Row = Mapping[str, Any]

_BASES = {
    "inferred": "worked out from the text around; no expression in it gives these days",
    "none": "no time expression belongs to it, and the publication date is never taken for it",
}


def event_fields(report: Row, parties: Sequence[Row], evidence: Evidence) -> Iterator[Field]:
    """The fields of an event report, each with its reason."""
    for one in _fields(report, parties, evidence):
        if str(report["coder"]).startswith("llm-"):
            yield replace(one, why=one.why.replace("the encoder", "the language model"))
        else:
            yield one


def _fields(report: Row, parties: Sequence[Row], evidence: Evidence) -> Iterator[Field]:
    trigger = Mark("trigger", report["trigger_start"], report["trigger_end"])
    words = evidence.words(trigger.start, trigger.end)
    name = TYPES.get(report["type"], "")
    yield Field(
        "type",
        f"{report['type']} ({name})" if name else report["type"],
        f"the encoder reads {words} as its trigger; confidence {report['confidence']:.2f}",
        trigger,
    )
    yield Field("mode", report["mode"] or "none", f"the encoder's choice among {report['type']}'s modes")
    if report["contexts"]:
        yield Field("contexts", ", ".join(report["contexts"]), "those the encoder finds likely for the trigger")
    yield _cameo(report)
    if report["score"] is not None:
        mode = f", mode {report['mode']}" if report["mode"] else ""
        yield Field("score", f"{report['score']:g}", f"what PLOVER's table gives {report['type']}{mode}")
    for role in ("actor", "recipient"):
        mine = [party for party in parties if party["role"] == role]
        for party in mine:
            yield _party(role, party, report, evidence)
        if not mine:
            yield Field(role, "none", "no words and no country score above the threshold")
    if report["reciprocal"]:
        yield Field("reciprocal", "yes", "each side is both actor and recipient of such an act")
    yield _factuality(report, evidence)
    yield attribution(report, evidence)
    yield _date(report, evidence)
    if report["place"]:
        yield _place(report, evidence)


def _cameo(report: Row) -> Field:
    code = report["cameo"]
    reading = "crosswalk" if str(report["ontology"]).endswith("crosswalk") else "manual"
    if code is None:
        return Field("CAMEO", "none", "no code of the crosswalk has this type")
    row = crosswalk("crosswalk" if reading == "crosswalk" else "manual").get(code)
    if row is None:
        return Field("CAMEO", code, f"not in the crosswalk's {reading} reading")
    mode = row.mode or "any mode"
    contexts = f", {' '.join(sorted(row.contexts))}" if row.contexts else ""
    why = f"the nearest row of cameo.tsv, {reading} reading: {row.type}, {mode}{contexts}"
    return Field("CAMEO", f"{code} ({row.name})", why)


def _party(role: str, party: Row, report: Row, evidence: Evidence) -> Field:
    code = ", ".join(str(part) for part in (party["country"], party["sector"]) if part)
    value = f"{party['name']} ({code})" if code else f"{party['name']} (no country)"
    start, end = party["start_char"], party["end_char"]
    mark = None if start is None else Mark(role, start, end)
    where = "implied, no words name it"
    if mark:
        low, high = evidence.sentence(report["start_char"], report["end_char"])
        outside = "" if low <= mark.start and mark.end <= high else " of another sentence"
        where = f"the words {evidence.words(mark.start, mark.end)}{outside}"
    return Field(role, value, f"{where}; {_country(party, mark, report, evidence)}{_sector(party)}", mark)


def _country(party: Row, mark: Mark | None, report: Row, evidence: Evidence) -> str:
    if party["country"] is None:
        return "no name in them gives a country"
    mention = evidence.mention(party["country"], mark.start, mark.end) if mark else None
    if mention:
        return evidence.resolved(mention)
    mention = evidence.nearest(party["country"], report["trigger_start"])
    if mention is None:
        return f"{party['country']} is not named in the text as read now"
    return f"the encoder gives them the country of a name nearby: {evidence.resolved(mention)}"


def _sector(party: Row) -> str:
    sector = party["sector"]
    meaning = plover().sectors.get(sector or "")
    return f"; sector {sector}, {meaning}, by the encoder" if meaning else ""


def _factuality(report: Row, evidence: Evidence) -> Field:
    value = report["factuality"]
    meaning = FACTUALITY[value].meaning if value in FACTUALITY else ""
    if report["cue_start"] is None:
        cue = "" if value == "actual" else "; no one word makes it so, the encoder reads it from the clause"
        return Field("factuality", value, f"{meaning}{cue}")
    mark = Mark("cue", report["cue_start"], report["cue_end"])
    return Field("factuality", value, f"{meaning}; the cue is {evidence.words(mark.start, mark.end)}", mark)


def attribution(row: Row, evidence: Evidence) -> Field:
    """Who vouches and by which cue."""
    name = row["attribution"]
    if name is None:
        return Field("attribution", "none", "told in the author's own voice")
    country = row["attribution_country"]
    near = (row.get("trigger_start") or row["start_char"], row.get("trigger_end") or row["end_char"])
    found = evidence.vouched(name, *near)
    start, end = row.get("attribution_start"), row.get("attribution_end")
    if found and start is None:
        start, end = found.party.start, found.party.end
    mark = None if start is None or end is None else Mark("attribution", start, end)
    cue = ""
    if found:
        cue = f"; the cue is {evidence.words(found.cue.start, found.cue.end)} ({found.manner}, {found.sense})"
    elif mark:
        cue = f"; the encoder reads {evidence.words(mark.start, mark.end)} as its source"
    mention = evidence.mention(country, mark.start, mark.end) if mark and country else None
    named = f"; {evidence.resolved(mention)}" if mention else ""
    value = f"{name} ({country})" if country else name
    return Field("attribution", value, f"{cue}{named}".removeprefix("; ") or "the source of the words", mark)


def _date(report: Row, evidence: Evidence) -> Field:
    if not (report["date_start"] or report["date_end"] or report["date_edtf"]):
        return Field("date", "none", _BASES["none"])
    days = (report["date_start"], report["date_end"], report["date_edtf"])
    value = report["date_edtf"] or "/".join(day or ".." for day in days[:2])
    when = evidence.when(*days, report["trigger_start"])
    if when is None:
        basis = report["date_basis"]
        return Field("date", value, _BASES.get(basis, f"{basis}; no expression of the text gives these days"))
    return Field("date", value, evidence.timed(when), Mark("date", when.start, when.end))


def _place(report: Row, evidence: Evidence) -> Field:
    where = [str(report["place_country"])] if report["place_country"] else []
    if report["latitude"] is not None:
        where.append(f"{report['latitude']:.2f}, {report['longitude']:.2f}")
    value = f"{report['place']} ({'; '.join(where)})" if where else report["place"]
    named = [m for m in evidence.reading.names if m.name == report["place"]]
    mention = min(named, key=lambda m: (abs(m.start - report["trigger_start"]), m.start), default=None)
    if mention is None:
        return Field("place", value, "the words that the encoder reads as its place; no gazetteer row")
    return Field("place", value, evidence.resolved(mention), Mark("place", mention.start, mention.end))

"""Why a figure, agreement, office, forecast, link or statement of tone has its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from detente.show.explain.account import Field, Mark
from detente.show.explain.event import attribution
from detente.show.explain.evidence import Evidence

Row = Mapping[str, Any]

_PERIODS = {
    "published": "as of the publication, to the month",
    "none": "no date beside it or around it",
}


def ledger_fields(kind: str, row: Row, evidence: Evidence) -> Iterator[Field]:
    """The fields of a finding that is no event report, each with its reason."""
    yield from _FIELDS[kind](row, evidence)
    yield attribution(row, evidence)
    if row["confidence"] is not None:
        yield Field("confidence", f"{row['confidence']:.2f}", "the calibrated chance that it is right")


def _figure(row: Row, evidence: Evidence) -> Iterator[Field]:
    start, end = row["start_char"], row["end_char"]
    high = f" to {row['value_high']:g}" if row["value_high"] is not None else ""
    loosened = f"; loosened by “{row['approximator']}”" if row["approximator"] else ""
    value = f"{row['value']:.12g}{high} {row['unit'] or ''}".strip()
    yield Field("value", value, f"the number {evidence.words(start, end)}{loosened}", Mark("value", start, end))
    if row["designator"]:
        yield Field("designator", "yes", "the number names a thing, it counts none")
    within = evidence.sentence(start, end)
    yield _cued("indicator", row["indicator"], "indicators", within, evidence, start)
    yield from _countries("party", row["parties"], row, evidence)
    if row["direction"]:
        mutual = "both ways" if "<>" in row["direction"] else "from the one to the other"
        yield Field("direction", row["direction"], f"{mutual}, as the indicator and the clause say")
    yield _dated("period", row["period"], _PERIODS.get(row["period_basis"], ""), row, evidence)
    if row["change_vs"]:
        yield Field("change against", row["change_vs"], "the base that the clause names")
    if row["per"]:
        yield Field("per", row["per"], "the number is a rate")
    if row["status"] == "actual":
        yield Field("status", "actual", "no word near makes it a target or an estimate")
    else:
        yield _cued("status", row["status"], "figure_status", within, evidence, start)


def _agreement(row: Row, evidence: Evidence) -> Iterator[Field]:
    start, end = row["start_char"], row["end_char"]
    others = [name for name in row["names"] or () if name != row["name"]]
    also = f"; also called {', '.join(others)}" if others else ""
    yield Field("name", row["name"], f"the words {evidence.words(start, end)}{also}", Mark("name", start, end))
    yield from _countries("party", row["parties"], row, evidence)
    within = evidence.sentence(start, end)
    yield _cued("status", row["status"], "agreement_status", within, evidence, start)
    yield _dated("date", row["date"], "", row, evidence)
    for topic in row["topics"] or ():
        yield _cued("topic", topic, "topics", within, evidence, start)
    if row["place"]:
        yield Field("place", row["place"], "where the text says it was signed")


def _office(row: Row, evidence: Evidence) -> Iterator[Field]:
    start, end = row["start_char"], row["end_char"]
    yield _cued("office", row["office"], "offices", (start, end), evidence, start, any_label=True)
    yield Field("person", row["person"] or "none", "the name beside the office" if row["person"] else "no name")
    if row["country"]:
        yield from _countries("country", [row["country"]], row, evidence)
    if row["former"]:
        yield Field("former", "yes", "the text says they no longer hold it")
    for name in ("held_from", "held_until"):
        if row[name]:
            yield _dated(name.replace("_", " "), row[name], "", row, evidence)


def _forecast(row: Row, evidence: Evidence) -> Iterator[Field]:
    start, end = row["start_char"], row["end_char"]
    yield _cued("proposition", row["proposition"], "forecasts", (start, end), evidence, start, any_label=True)
    for name in ("condition", "exceptions"):
        if row[name]:
            yield Field(name, row[name], "its clause in the sentence")
    if row["likelihood_words"]:
        scale = row["probability_scale"]
        odds = (
            f"{scale} reads them as {row['probability_low']:g} to {row['probability_high']:g}"
            if scale
            else "they fit no scale of probability"
        )
        mark = _where(row["likelihood_words"], start, end, evidence, "likelihood")
        yield Field("likelihood", f"“{row['likelihood_words']}”", odds, mark)
    yield _dated("horizon", row["horizon"], "the text gives none", row, evidence)


def _link(row: Row, evidence: Evidence) -> Iterator[Field]:
    start, end = row["start_char"], row["end_char"]
    absent = " (absent)" if row["polarity"] == "absent" else ""
    found = _cued("link", row["link"], "links", (start, end), evidence, start)
    yield Field(found.name, found.value + absent, found.why, found.mark)
    for name in ("holder", "over"):
        if row[name]:
            yield from _countries(name, [row[name]], row, evidence)
        else:
            yield Field(name, "none", "the clause names no state there")
    yield Field("means", row["means"] or "none", "its words in the clause")


def _state(row: Row, evidence: Evidence) -> Iterator[Field]:
    start, end = row["start_char"], row["end_char"]
    found = _cued("state", row["state"], "states", (start, end), evidence, start)
    others = evidence.cues("states", start, end)
    if found.mark is None and others:
        cue = others[0]
        why = f"the words {evidence.words(cue.start, cue.end)} (states.tsv: {cue.label}), denied in the clause"
        found = Field("state", row["state"], why, Mark("state", cue.start, cue.end))
    yield found
    yield from _countries("state of the dyad", row["dyad"].split("-"), row, evidence)


_FIELDS: Mapping[str, Callable[[Row, Evidence], Iterator[Field]]] = {
    "figure": _figure,
    "agreement": _agreement,
    "office": _office,
    "forecast": _forecast,
    "link": _link,
    "relation_state": _state,
}


def _cued(
    name: str,
    value: str | None,
    lexicon: str,
    within: tuple[int, int],
    evidence: Evidence,
    near: int,
    *,
    any_label: bool = False,
) -> Field:
    """A field with the row of the lexicon that shows it, the nearest where there are several."""
    if not value:
        return Field(name, "none", f"no word of {lexicon}.tsv stands near")
    found = evidence.cues(lexicon, *within, None if any_label else [value])
    if not found:
        return Field(name, value, "the classifier's reading of the clause; no one word shows it")
    cue = min(found, key=lambda c: (abs(c.start - near), c.start))
    return Field(
        name,
        value,
        f"the words {evidence.words(cue.start, cue.end)} ({lexicon}.tsv: {cue.label})",
        Mark(name, cue.start, cue.end),
    )


def _countries(name: str, codes: Iterable[str] | None, row: Row, evidence: Evidence) -> Iterator[Field]:
    within = evidence.sentence(row["start_char"], row["end_char"])
    for code in codes or ():
        mention = evidence.mention(code, row["start_char"], row["end_char"]) or evidence.mention(code, *within)
        if mention is None:
            mention = evidence.nearest(code, row["start_char"])
            lead = "taken from the text around: "
        else:
            lead = ""
        if mention is None:
            yield Field(name, code, "not named in the text as read now")
        else:
            mark = Mark(name, mention.start, mention.end)
            yield Field(name, code, lead + evidence.resolved(mention), mark)


def _dated(name: str, value: str | None, otherwise: str, row: Row, evidence: Evidence) -> Field:
    if not value:
        return Field(name, "none", otherwise or "no date belongs to it")
    when = evidence.dated(value, row["start_char"])
    if when is None:
        return Field(name, value, otherwise or "worked out from the text around")
    return Field(name, value, evidence.timed(when), Mark(name, when.start, when.end))


def _where(words: str, start: int, end: int, evidence: Evidence, label: str) -> Mark | None:
    at = evidence.document.text.find(words, start, end)
    return Mark(label, at, at + len(words)) if at >= 0 else None

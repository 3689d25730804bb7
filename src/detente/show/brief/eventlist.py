"""The list of events and the controls that filter it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.show.brief.data import BriefData, EventRow
from detente.show.brief.labels import DATE_BASES, FACTUALITY, QUADS, TYPES
from detente.show.brief.lists import NOTHING, group_head, in_words, row, table
from detente.show.brief.marks import badge, status_of, swatch
from detente.show.brief.markup import Child, Html, el, join
from detente.show.brief.words import country_words, date_words, dyad_words, telling_name, type_words

_EVERYTHING = el("option", "all", value="")


def events_table(brief: BriefData) -> Html:
    """All events by pair of states, the main one first, each group in order of date."""
    heads = ("Date", "Who", "What", "To whom", "Status", "In the words of the source")
    groups = [
        el(
            "tbody",
            group_head(f"{group_words(dyad, brief)} ({len(events)})", len(heads)),
            [_event(e, brief) for e in events],
        )
        for dyad, events in brief.by_dyad()
    ]
    return table(heads, groups, "events")


def group_words(dyad: str | None, brief: BriefData) -> str:
    """What heads a group of events."""
    if dyad:
        return f"Between {dyad_words(dyad, brief.countries)}"
    return "Other events in the same texts" if len(brief.by_dyad()) > 1 else "Events"


def _event(event: EventRow, brief: BriefData) -> Html:
    vouched = el("p", f"{event.sources} independent sources", class_="note") if event.sources > 1 else None
    decided = el("p", f"{event.decision} by a person", class_="note") if event.decision else None
    cells: list[tuple[str, Child]] = [
        ("Date", _event_date(event)),
        ("Who", _parties(event.actors, brief)),
        ("What", [swatch(event.quad), " ", type_words(event.type, event.mode), _place(event)]),
        ("To whom", _recipients(event, brief)),
        ("Status", [badge(event.factuality, contested=event.contested), vouched, decided]),
        ("In the words of the source", in_words(event.evidence, brief)),
    ]
    return row(
        f"r-{event.id}",
        cells,
        class_=f"event is-{event.factuality}",
        data_dyad=" ".join(event.dyads),
        data_type=event.type,
        data_status=event.factuality,
        data_source=" ".join(str(number) for number in sorted({piece.source for piece in event.evidence})),
    )


def _event_date(event: EventRow) -> Html:
    words = date_words(event.date_start, event.date_end, event.date_edtf)
    basis = DATE_BASES.get(event.date_basis)
    known = event.date_start or event.date_end
    shown = el("time", words, datetime=event.date_start) if event.date_start else el("span", words)
    return join([shown, el("p", basis, class_="note") if basis and known else None])


def _place(event: EventRow) -> Html | None:
    return el("p", f"in {event.place}", class_="note") if event.place else None


def _recipients(event: EventRow, brief: BriefData) -> Child:
    others = event.others()
    if event.reciprocal and not others:
        return "each other" if event.recipients else NOTHING
    return _parties(others, brief, "with " if event.reciprocal else "")


def _parties(parties: Sequence[tuple[str, str | None]], brief: BriefData, before: str = "") -> Child:
    if not parties:
        return NOTHING
    return [
        el("div", before if index == 0 else None, _party(name, code, brief.countries), class_="side")
        for index, (name, code) in enumerate(parties)
    ]


def _party(name: str, code: str | None, countries: Mapping[str, str]) -> Html:
    """The country, and under it the name where that says more."""
    if not code:
        return el("span", name, class_="party", dir="auto")
    country = country_words(code, countries)
    told = telling_name(name, country)
    note = el("span", told, class_="of", dir="auto") if told else None
    return join([el("span", country, class_="party", dir="auto"), note])


def filters(brief: BriefData) -> Html:
    """Controls that narrow the list; a script unhides them, without one the whole list stands."""
    dyads = sorted({dyad for event in brief.events for dyad in event.dyads})
    cited = sorted({piece.source for event in brief.events for piece in event.evidence})
    statuses = [name for name in FACTUALITY if any(event.factuality == name for event in brief.events)]
    controls = [
        _select("dyad", "Pair of states", [(d, dyad_words(d, brief.countries)) for d in dyads]),
        el(
            "label", "What", el("select", el("option", "all", value=""), type_groups(brief.events), name="type")
        ),
        _select("status", "Status", [(name, status_of(name).word) for name in statuses]),
        _select("source", "Source", [(str(n), _source_name(n, brief)) for n in cited]),
        el("label", "Words", el("input", type="search", name="words", autocomplete="off", placeholder="/")),
        el("button", "Clear", type="reset"),
    ]
    count = el("p", id="count", class_="count", role="status")
    return el(
        "form", controls, count, id="filters", class_="filters", hidden=True, aria_label="Filter the events"
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> Html:
    choices = [el("option", words, value=value) for value, words in options]
    return el("label", label, el("select", _EVERYTHING, choices, name=name))


def _source_name(number: int, brief: BriefData) -> str:
    source = brief.source(number)
    return f"[{number}] {source.publisher or source.title or source.name}"


def type_groups(events: Sequence[EventRow]) -> Html:
    """The options of the type filter, under their class."""
    present = {(event.quad, event.type) for event in events}
    return join(
        el(
            "optgroup",
            [
                el("option", TYPES.get(kind, kind), value=kind)
                for kind in sorted(k for q, k in present if q == quad)
            ],
            label=QUADS[quad],
        )
        for quad in QUADS
        if any(q == quad for q, _ in present)
    )

"""The parts of the page in their order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from detente.show.brief import lists, texts
from detente.show.brief.chart import lead, legend, timeline
from detente.show.brief.comparing import agreeing_table, differing_tables
from detente.show.brief.data import BriefData
from detente.show.brief.eventlist import events_table, filters
from detente.show.brief.labels import FACTUALITY
from detente.show.brief.marks import badge
from detente.show.brief.markup import Html, el, join
from detente.show.brief.summary import title_of

KEYS = (
    ("j, k", "next and previous event"),
    ("Enter", "from a row to its quote in the text"),
    ("b", "from a quote back to its row"),
    ("/", "search the events"),
    ("Esc", "clear the search"),
    ("t", "light or dark"),
    ("?", "this list"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; `short` and `count` stand in the contents."""

    id: str
    short: str
    heading: str
    lead: str
    body: Html
    count: int | None = None


def sections_of(brief: BriefData) -> tuple[Section, ...]:
    """Every part that has something to show."""
    events = (_timeline(brief), _events(brief)) if brief.events else (_no_events(),)
    parts = (*events, *_compared(brief), *_ledgers(brief), *_sources(brief), _guide())
    return tuple(part for part in parts if part.count != 0 or part.id == "events")


def _timeline(brief: BriefData) -> Section:
    shown = brief.main_events() or brief.events
    chart = timeline(shown, f"Events over time: {title_of(brief)}", brief.countries)
    body = join([legend(shown), chart])
    return Section("timeline", "Timeline", "Cooperation and conflict over time", lead(shown), body)


def _events(brief: BriefData) -> Section:
    words = "Every row shows the words it rests on; its link leads to them in the source text."
    body = join([filters(brief), events_table(brief)])
    return Section("events", "Events", "Events", words, body, len(brief.events))


def _no_events() -> Section:
    return Section("events", "Events", "Events", "", el("p", "The texts report no event between states."), 0)


def _compared(brief: BriefData) -> tuple[Section, ...]:
    verdicts = Counter(item.verdict for item in brief.comparisons)
    return (
        Section(
            "agree",
            "Agreeing",
            "Where sources agree",
            "What several documents say alike. Those that share text, an outlet or a cited source count once.",
            agreeing_table(brief),
            verdicts["corroborates"],
        ),
        Section(
            "differ",
            "Differing",
            "Where they differ",
            "Found by comparing fields; the reason names those that do not fit. Who is right is not judged.",
            differing_tables(brief),
            verdicts["contradicts"] + verdicts["incomparable"],
        ),
    )


def _ledgers(brief: BriefData) -> tuple[Section, ...]:
    return (
        Section(
            "figures",
            "Figures",
            "Figures",
            "Values as the texts give them. Currencies are not converted.",
            lists.figures_table(brief),
            len(brief.figures),
        ),
        Section(
            "agreements",
            "Agreements",
            "Agreements",
            "",
            lists.agreements_table(brief),
            len(brief.agreements),
        ),
        Section(
            "forecasts",
            "Forecasts",
            "What is expected",
            "Statements found in the texts, with who makes them. They are not this program's forecasts.",
            lists.forecasts_table(brief),
            len(brief.forecasts),
        ),
        Section(
            "levers",
            "Levers",
            "Causes, levers and interests",
            "What the texts say depends on what. For a dependence, the holder is the side depended upon.",
            lists.links_table(brief),
            len(brief.links),
        ),
        Section(
            "tone", "Tone", "How the relation is described", "", lists.tones_table(brief), len(brief.tones)
        ),
        Section(
            "offices",
            "Offices",
            "Who holds which office",
            "As the texts say, at the time they were written.",
            lists.offices_table(brief),
            len(brief.offices),
        ),
    )


def _sources(brief: BriefData) -> tuple[Section, ...]:
    return (
        Section(
            "documents",
            "Documents",
            "What this rests on",
            "Only the body of a text is coded; its other zones are kept and shown dimmed.",
            join([texts.documents_table(brief), texts.copies_list(brief)]),
            len(brief.sources),
        ),
        Section(
            "unread",
            "Unread",
            "What could not be read",
            "",
            texts.unread_table(brief),
            len(brief.unread),
        ),
        Section(
            "texts",
            "Texts",
            "The source texts",
            "Whole and unchanged, with every quote marked.",
            texts.source_texts(brief),
        ),
    )


def _guide() -> Section:
    statuses = [el("div", el("dt", badge(name)), el("dd", s.meaning)) for name, s in FACTUALITY.items()]
    keys = [el("div", el("dt", el("kbd", key)), el("dd", what)) for key, what in KEYS]
    method = (
        "A program coded the texts by PLOVER's types of events; check a row against its quote before relying "
        "on it. A date is as precise as the text allows and is never taken from the day of publication "
        "without saying so. Reports of one occurrence are merged into one event and all are kept; reprints "
        "count once."
    )
    body = join(
        [
            el("p", method),
            el("h3", "Status of an event"),
            el("dl", statuses, class_="guide"),
            el("h3", "Keys", id="keys"),
            el("dl", keys, class_="guide"),
        ]
    )
    return Section("reading", "Guide", "How to read this brief", "", body)

"""The brief as one self-contained HTML page: no network, no framework, a strict content security policy."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from detente.show.brief import lists, texts
from detente.show.brief.chart import event_words, legend, timeline
from detente.show.brief.data import BriefData
from detente.show.brief.eventlist import events_table, filters
from detente.show.brief.labels import FACTUALITY
from detente.show.brief.marks import badge
from detente.show.brief.markup import Html, el, join
from detente.show.brief.summary import outstanding, summary_of, title_of

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
    """A part of the page: `count` is shown in the contents."""

    id: str
    heading: str
    lead: str
    body: Html
    count: int | None = None


def render_html(brief: BriefData) -> str:
    """The page as text; the same data give the same page."""
    style, script = _style(), _asset("brief.js")
    sections = tuple(_sections(brief))
    title = title_of(brief)
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{title}: what the texts report"),
        el("style", style),
    )
    body = el(
        "body",
        el("a", "Skip to the events", href="#events", class_="skip"),
        _textures(),
        _header(brief, title),
        _contents(sections),
        el("main", [_section(section) for section in sections], id="main"),
        _footer(brief),
        el("script", script),
    )
    return f"<!doctype html>\n{el('html', head, body, lang='en')}\n"


def _sections(brief: BriefData) -> list[Section]:
    main = brief.main_events() or brief.events
    chart = join([legend(main), timeline(main, f"Events by year: {title_of(brief)}", brief.countries)])
    found = [
        Section("timeline", "Cooperation and conflict over time", _CHART_LEAD, chart),
        Section(
            "events", "Events", _EVENTS_LEAD, join([filters(brief), events_table(brief)]), len(brief.events)
        ),
    ]
    ledgers: tuple[tuple[str, str, str, int, Callable[[BriefData], Html]], ...] = (
        ("figures", "Figures", _FIGURES_LEAD, len(brief.figures), lists.figures_table),
        ("agreements", "Agreements", "", len(brief.agreements), lists.agreements_table),
        ("forecasts", "What is expected", _FORECASTS_LEAD, len(brief.forecasts), lists.forecasts_table),
        ("levers", "Causes, levers and interests", _LINKS_LEAD, len(brief.links), lists.links_table),
        ("tone", "How the relation is described", "", len(brief.tones), lists.tones_table),
        ("offices", "Who holds which office", _OFFICES_LEAD, len(brief.offices), lists.offices_table),
    )
    found += [Section(key, head, lead, make(brief), count) for key, head, lead, count, make in ledgers if count]
    documents = join([texts.documents_table(brief), texts.copies_list(brief)])
    found.append(Section("documents", "What this rests on", _DOCUMENTS_LEAD, documents, len(brief.sources)))
    if brief.unread:
        found.append(
            Section("unread", "What could not be read", "", texts.unread_table(brief), len(brief.unread))
        )
    found.append(Section("texts", "The source texts", _TEXTS_LEAD, texts.source_texts(brief)))
    found.append(Section("reading", "How to read this brief", "", _guide(brief)))
    return found


_CHART_LEAD = (
    "One mark is one event: cooperation above the line, conflict below. Solid marks are told as fact; open "
    "ones are claimed, planned, hypothetical or denied. A mark leads to its row in the list."
)
_EVENTS_LEAD = "Every row shows the words it rests on; its link leads to them in the source text."
_FIGURES_LEAD = "Values as the texts give them. Currencies are not converted."
_FORECASTS_LEAD = "Statements found in the texts, with who makes them. They are not this program's forecasts."
_LINKS_LEAD = "What the texts say depends on what. For a dependence, the holder is the side depended upon."
_OFFICES_LEAD = "As the texts say, at the time they were written."
_DOCUMENTS_LEAD = "Only the body of a text is coded; its other zones are kept and shown dimmed."
_TEXTS_LEAD = "Whole and unchanged, with every quote marked."


def _header(brief: BriefData, title: str) -> Html:
    about = el("p", brief.subject, class_="subject") if brief.subject and brief.subject != title else None
    return el(
        "header",
        el("div", el("p", "Brief", class_="kicker"), _theme_button(), class_="bar"),
        el("h1", title),
        about,
        el("p", summary_of(brief), class_="summary"),
        _standing_out(brief),
        class_="head",
    )


def _theme_button() -> Html:
    return el("button", "Dark", id="theme", type="button", hidden=True, aria_pressed="false")


def _standing_out(brief: BriefData) -> Html | None:
    found = outstanding(brief)
    if not found:
        return None
    boxes = [
        el(
            "section",
            el("h2", item.heading),
            el(
                "ul",
                [el("li", el("a", event_words(e, brief.countries), href=f"#r-{e.id}")) for e in item.events],
            ),
        )
        for item in found
    ]
    return el("div", boxes, class_="outstanding")


def _contents(sections: tuple[Section, ...]) -> Html:
    items = [
        el(
            "li",
            el(
                "a",
                section.heading,
                el("span", f" {section.count}", class_="count") if section.count is not None else None,
                href=f"#{section.id}",
            ),
        )
        for section in sections
    ]
    return el("nav", el("ol", items), aria_label="Contents")


def _section(section: Section) -> Html:
    heading = el("h2", section.heading, id=f"{section.id}-heading")
    lead = el("p", section.lead, class_="lead") if section.lead else None
    return el(
        "section",
        heading,
        lead,
        section.body,
        id=section.id,
        aria_labelledby=f"{section.id}-heading",
        tabindex="-1",
    )


def _guide(brief: BriefData) -> Html:
    statuses = [el("div", el("dt", badge(name)), el("dd", s.meaning)) for name, s in FACTUALITY.items()]
    keys = [el("div", el("dt", el("kbd", key)), el("dd", what)) for key, what in KEYS]
    return join(
        [
            el("h3", "Status of an event"),
            el("dl", statuses, class_="guide"),
            el("p", _METHOD),
            el("h3", "Keys", id="keys"),
            el("dl", keys, class_="guide"),
        ]
    )


_METHOD = (
    "A program coded the texts by PLOVER's types of events; check a row against its quote before relying on "
    "it. "
    "A date is as precise as the text allows and is never taken from the day of publication without saying so. "
    "Reports of one occurrence are merged into one event and all are kept; reprints count once."
)


def _footer(brief: BriefData) -> Html:
    facts = [f"detente {brief.version}".strip(), *brief.coders]
    if brief.record_hash:
        facts.append(f"record {brief.record_hash}")
    return el("footer", el("p", "Made offline by ", " · ".join(facts)))


def _textures() -> Html:
    """The stripes of verbal acts, shared by every picture on the page."""
    patterns = [
        el(
            "pattern",
            el("rect", width="4", height="4", class_=f"ground{quad}"),
            el("path", d="M0 0H4" if quad == 1 else "M0 0V4", class_=f"stripe{quad}"),
            id=f"texture{quad}",
            width="4",
            height="4",
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        for quad in (1, 3)
    ]
    return el("svg", el("defs", patterns), class_="defs", width="0", height="0", aria_hidden="true")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _asset(name: str) -> Html:
    return Html((files("detente.show.brief") / name).read_text(encoding="utf-8"))


def _style() -> Html:
    """The style sheet; the dark colours stand in it twice, for the system's wish and for the reader's."""
    return Html(_asset("brief.css").replace("/*dark*/", _asset("dark.css").strip()))

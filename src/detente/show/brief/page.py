"""The brief as one self-contained HTML page: no network, no framework, a strict content security policy."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from detente.show.brief.data import BriefData, EventRow
from detente.show.brief.marks import badge, swatch
from detente.show.brief.markup import Html, el
from detente.show.brief.sections import Section, sections_of
from detente.show.brief.summary import outstanding, summary_of, title_of
from detente.show.brief.words import between_words, date_words, type_words


def render_html(brief: BriefData) -> str:
    """The page as text; the same data give the same page."""
    style, script = _style(), _asset("brief.js")
    sections = sections_of(brief)
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
    boxes = [
        el("section", el("h2", item.heading), el("ul", [_headline(e, brief) for e in item.events]))
        for item in outstanding(brief)
    ]
    return el("div", boxes, class_="outstanding") if boxes else None


def _headline(event: EventRow, brief: BriefData) -> Html:
    date = el("span", date_words(event.date_start, event.date_end, event.date_edtf), class_="when")
    act = [swatch(event.quad), " ", type_words(event.type, event.mode)]
    who = el("span", between_words(event, brief.countries), class_="who")
    status = badge(event.factuality) if event.factuality != "actual" else None
    return el("li", el("a", date, " ", act, who, href=f"#r-{event.id}"), status)


def _contents(sections: tuple[Section, ...]) -> Html:
    items = [
        el(
            "li",
            el(
                "a",
                section.short,
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

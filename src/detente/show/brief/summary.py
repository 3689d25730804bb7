"""The brief's first words: a title, one paragraph that is computed, and what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.show.brief.data import BriefData, EventRow
from detente.show.brief.labels import TYPES
from detente.show.brief.words import counted, date_words, dyad_words, listed

_STANDING_OUT = 4


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A short list of events under a heading."""

    heading: str
    events: tuple[EventRow, ...]


def title_of(brief: BriefData) -> str:
    """The two states, or the subject, or what the dossier is."""
    if brief.dyad:
        return dyad_words(brief.dyad, brief.countries)
    return brief.subject or "What the texts report"


def summary_of(brief: BriefData) -> str:
    """One paragraph in plain words; every number in it is counted from the record."""
    sentences = [_holding(brief), *_events(brief), *_balance(brief), _ledgers(brief), _unread(brief)]
    return " ".join(sentence for sentence in sentences if sentence)


def outstanding(brief: BriefData) -> tuple[Outstanding, ...]:
    """The latest events, those with the most independent sources, the contested and the planned ones."""
    events = brief.main_events() or brief.events
    dated = [event for event in events if event.date_start]
    happened = [event for event in dated if event.factuality in {"actual", "reported_claim"}]
    several = [event for event in events if event.sources > 1]
    lists = (
        ("Most recent", _latest(happened)),
        ("Told by several sources", _first(sorted(several, key=lambda event: -event.sources))),
        ("Contested", _first(e for e in events if e.contested)),
        ("Planned or announced", _latest([e for e in events if e.factuality == "planned"])),
    )
    return tuple(Outstanding(heading, found) for heading, found in lists if found)


def _latest(events: Sequence[EventRow]) -> tuple[EventRow, ...]:
    return _first(sorted(events, key=lambda event: event.date_start or "", reverse=True))


def _first(events: Iterable[EventRow]) -> tuple[EventRow, ...]:
    return tuple(events)[:_STANDING_OUT]


def _holding(brief: BriefData) -> str:
    count = len(brief.sources)
    if not count:
        return "The dossier holds no document that could be read."
    publishers = {source.publisher for source in brief.sources if source.publisher}
    whom = f" from {counted(len(publishers), 'publisher')}" if publishers else ""
    dates = sorted(source.published for source in brief.sources if source.published)
    when = ""
    if dates:
        first, last = date_words(dates[0]), date_words(dates[-1])
        when = f", published {f'between {first} and {last}' if first != last else f'in {first}'},"
    words = counted(count, "document")
    holds = "give" if count > 1 else "gives"
    found = len(brief.events)
    return f"{words[:1].upper()}{words[1:]}{whom}{when} {holds} {counted(found, 'event')}."


def _events(brief: BriefData) -> Iterable[str]:
    events = brief.main_events()
    if not events or not brief.dyad:
        return
    dates = sorted(event.date_start for event in events if event.date_start)
    span = ""
    if dates and dates[0][:4] != dates[-1][:4]:
        span = f", dated {dates[0][:4]} to {dates[-1][:4]}"
    elif dates:
        span = f", all in {dates[0][:4]}"
    touch = "touches" if len(events) == 1 else "touch"
    head = counted(len(events), "of them", "of them")
    yield f"{head[:1].upper()}{head[1:]} {touch} {dyad_words(brief.dyad, brief.countries)}{span}."
    yield _certainty(events)


def _certainty(events: Sequence[EventRow]) -> str:
    held = Counter(event.factuality for event in events)
    words = (
        ("actual", "told as fact"),
        ("reported_claim", "claimed by one side"),
        ("planned", "planned"),
        ("hypothetical", "hypothetical"),
        ("negated", "denied"),
        ("habitual", "recurring"),
    )
    parts = [f"{held[kind]} {'is' if held[kind] == 1 else 'are'} {word}" for kind, word in words if held[kind]]
    return f"Of these, {listed(parts)}." if parts else ""


def _balance(brief: BriefData) -> Iterable[str]:
    happened = [e for e in brief.main_events() if e.factuality in {"actual", "reported_claim"}]
    if not happened:
        return
    up = sum(event.quad in {1, 2} for event in happened)
    down = counted(len(happened) - up, "act")
    yield f"What happened or is claimed to have is {counted(up, 'act')} of cooperation and {down} of conflict"
    kinds = Counter(TYPES.get(event.type, event.type).lower() for event in happened).most_common(3)
    yield f"(most often {listed(f'{kind}, {count}×' for kind, count in kinds)})."


def _ledgers(brief: BriefData) -> str:
    parts = [
        counted(len(rows), one, many)
        for rows, one, many in (
            (brief.figures, "figure", None),
            (brief.agreements, "agreement", None),
            (brief.forecasts, "forecast", None),
            (brief.links, "stated cause, lever or interest", "stated causes, levers and interests"),
        )
        if rows
    ]
    return f"The texts also give {listed(parts)}." if parts else ""


def _unread(brief: BriefData) -> str:
    count = len(brief.unread)
    return f"{counted(count, 'file').capitalize()} could not be read; the reasons are listed." if count else ""

"""The brief's first words: a title, one paragraph that is computed, and what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.show.brief.data import BriefData, EventRow
from detente.show.brief.labels import TYPES
from detente.show.brief.words import capital, counted, date_words, dyad_words, listed, number_words

HAPPENED = frozenset({"actual", "reported_claim"})

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
    happened = [event for event in dated if event.factuality in HAPPENED]
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
    when = _span([source.published for source in brief.sources], ", published ", "")
    return f"This brief rests on {counted(count, 'document')}{whom}{when}."


def _span(dates: Iterable[str | None], before: str, after: str) -> str:
    known = sorted(date for date in dates if date)
    if not known:
        return ""
    first, last = date_words(known[0]), date_words(known[-1])
    return f"{before}{first if first == last else f'{first} to {last}'}{after}"


def _events(brief: BriefData) -> Iterable[str]:
    if not brief.sources:
        return
    found = f"{'They report' if len(brief.sources) > 1 else 'It reports'} {counted(len(brief.events), 'event')}"
    events = brief.main_events()
    if not events or not brief.dyad:
        yield f"{found}."
        return
    years = _span([event.date_start[:4] for event in events if event.date_start], " (", ")")
    verb = "is" if len(events) == 1 else "are"
    pair = dyad_words(brief.dyad, brief.countries)
    yield f"{found}, of which {number_words(len(events))} {verb} between {pair}{years}: {_certainty(events)}."


def _certainty(events: Sequence[EventRow]) -> str:
    held = Counter(event.factuality for event in events)
    return listed(f"{number_words(held[kind])} {word}" for kind, word in _CERTAINTIES if held[kind])


_CERTAINTIES = (
    ("actual", "told as fact"),
    ("reported_claim", "claimed by one side"),
    ("planned", "planned"),
    ("hypothetical", "hypothetical"),
    ("negated", "denied"),
    ("habitual", "recurring"),
)


def _balance(brief: BriefData) -> Iterable[str]:
    happened = [e for e in brief.main_events() if e.factuality in HAPPENED]
    if not happened:
        return
    kinds = Counter(TYPES.get(event.type, event.type).lower() for event in happened).most_common(3)
    often = listed(f"{kind} ({count})" for kind, count in kinds)
    yield f"Of those that happened or are claimed to have, {_sides(happened)}; the most frequent are {often}."
    years = Counter(event.date_start[:4] for event in happened if event.date_start)
    latest = max(years, default="")
    if len(years) > 1 and years[latest] > 1:
        inside = [e for e in happened if (e.date_start or "").startswith(latest)]
        yield f"In {latest}, the latest year with any, {_sides(inside)}."


def _sides(events: Sequence[EventRow]) -> str:
    up = sum(event.quad in {1, 2} for event in events)
    verb = "is" if up == 1 else "are"
    down = len(events) - up
    return f"{_some(up)} {verb} of cooperation and {_some(down)} of conflict"


def _some(count: int) -> str:
    return number_words(count) if count else "none"


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
    return f"{capital(counted(count, 'file'))} could not be read; the reasons are listed." if count else ""

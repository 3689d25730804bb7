"""What two event reports are compared by, and whether they can be of one occurrence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.ontology import plover
from detente.record.merge.days import interval
from detente.record.merge.words import Weights, held, likeness, numbers, tokens, weigh
from detente.terms import EventReport, Party, dyads_of

MUTUAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types whose parties are often named in either order; of others, a reversed pair is another occurrence."""

_FAMILY = {"planned": "planned", "hypothetical": "hypothetical", "habitual": "habitual"}


@dataclass(frozen=True, slots=True)
class Reported:
    """An event report with where it stands: `story` is shared by reprints of one text, `sentence` counts the
    document's sentences from 0 (-1 where it is in none).
    """

    report: EventReport
    story: str
    sentence: int = -1


@dataclass(frozen=True, slots=True)
class Features:
    """A report prepared for comparison; `family` keeps what happened (or is denied) from what may happen."""

    reported: Reported
    family: str
    dyads: frozenset[str]
    parties: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    days: tuple[date, date] | None
    words: Weights
    counts: frozenset[str]
    quad: int

    @property
    def id(self) -> str:
        """The report's id."""
        return self.reported.report.id


@dataclass(frozen=True, slots=True)
class Fit:
    """That two reports can be of one occurrence: the likeness of their words (0-1), and what matched."""

    likeness: float
    reason: str


def prepare(reports: Sequence[Reported]) -> list[Features]:
    """The features of each report, in the same order."""
    weights = weigh([tokens(item.report.quote, _party_spans(item.report)) for item in reports])
    return [_features(item, words) for item, words in zip(reports, weights, strict=True)]


def compare(one: Features, other: Features) -> Fit | None:
    """How two reports fit one occurrence, or None where they do not."""
    if not _may_be_one(one, other):
        return None
    alike = likeness(one.words, other.words)
    first, second = one.reported, other.reported
    same_type = first.report.type == second.report.type
    if same_type and first.story == second.story and first.report.quote == second.report.quote:
        return Fit(alike, "the same words in a reprint or repeated passage")
    if first.report.document_id == second.report.document_id and None in (one.days, other.days):
        # A text names an event once in full and then by a word or two: "the arrests".
        again = held(one.words, other.words)
        return Fit(again, f"named again, words {again:.2f}") if again >= 0.65 else None
    when = _dates(one.days, other.days)
    if when is None:
        return None
    needed, dates = when
    if _same_place(first.report, second.report) and needed < 0.5:
        needed, dates = 0.1, f"{dates}, same place"
    if not same_type:
        needed += 0.3
        dates = f"near type, {dates}"
    if alike < needed:
        return None
    return Fit(alike, f"same {'pair' if one.dyads else 'parties'}, {dates}, words {alike:.2f}")


def _features(item: Reported, words: Weights) -> Features:
    report = item.report
    return Features(
        item,
        _FAMILY.get(report.factuality, "occurred"),
        frozenset(dyads_of(report)),
        _sides(report.actor) | _sides(report.recipient),
        _sides(report.actor),
        _sides(report.recipient),
        interval(report.date_start, report.date_end),
        words,
        numbers(report.quote),
        plover().quad(report.type) if report.type in plover().types else 0,
    )


def _sides(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(party.country or party.name.lower() for party in parties)


def _party_spans(report: EventReport) -> list[tuple[int, int]]:
    return [
        (party.start - report.start, party.end - report.start)
        for party in (*report.actor, *report.recipient)
        if party.start is not None and party.end is not None
    ]


def _may_be_one(one: Features, other: Features) -> bool:
    first, second = one.reported, other.reported
    a, b = first.report, second.report
    if one.family != other.family or not _same_parties(one, other) or not _same_kind(one, other):
        return False
    if a.id in (b.part_of, b.content_of) or b.id in (a.part_of, a.content_of):
        return False
    if a.document_id != b.document_id:
        return True
    same_sentence = first.sentence == second.sentence >= 0
    if one.counts and other.counts and not one.counts & other.counts:
        return False
    return a.type == b.type and not same_sentence and (a.end <= b.start or b.end <= a.start)


def _same_parties(one: Features, other: Features) -> bool:
    if one.dyads or other.dyads:
        if not one.dyads or not other.dyads:
            return False
        if not (one.dyads <= other.dyads or other.dyads <= one.dyads):
            return False
    elif one.parties != other.parties or not one.parties:
        return False
    mutual = (
        one.reported.report.type in MUTUAL or one.reported.report.reciprocal or other.reported.report.reciprocal
    )
    reversed_ = one.actors == other.recipients and one.recipients == other.actors
    return mutual or not reversed_ or one.actors == one.recipients


def _same_kind(one: Features, other: Features) -> bool:
    if one.reported.report.type == other.reported.report.type:
        return True
    # Quads 1 and 2 are cooperation, 3 and 4 conflict: coders confuse types within a half, hardly across.
    return 0 not in (one.quad, other.quad) and (one.quad <= 2) == (other.quad <= 2)


def _dates(one: tuple[date, date] | None, other: tuple[date, date] | None) -> tuple[float, str] | None:
    """The likeness of words needed beside these dates, with what the dates say; None where they exclude it."""
    if one is None or other is None:
        return 0.6, "date not given"
    slack = timedelta(days=1) if one[0] == one[1] and other[0] == other[1] else timedelta(0)
    first, last = max(one[0], other[0]), min(one[1], other[1])
    if first - last > slack:
        return None
    width = max(one[1] - one[0], other[1] - other[0]).days
    shown = first.isoformat() if first >= last else f"{first.isoformat()}/{last.isoformat()}"
    needed = 0.2 if width <= 3 else 0.35 if width <= 31 else 0.5
    return needed, f"dates overlap at {shown}"


def _same_place(one: EventReport, other: EventReport) -> bool:
    return one.place is not None and other.place is not None and one.place.name == other.place.name

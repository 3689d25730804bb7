"""What a brief shows, as plain frozen data. Nothing here knows of SQL or HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from detente.terms import Passage

_SEVERAL = 5
"""A pair of states with fewer events has no group of its own."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A finding's place: `text[start:end]` of a source, with the sentence around it.

    `source` is the number of a `SourceText`, `before` and `after` the rest of the sentence, `voucher` who
    vouches, None for the author's own voice.
    """

    finding: str
    source: int
    start: int
    end: int
    before: str
    quote: str
    after: str
    voucher: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as the brief lists and shows it; `number` counts from 1 in the order of the list.

    `findings` is how many findings it gave; `coded` is False for a language that is not supported.
    """

    number: int
    id: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str
    published_bounds: tuple[str | None, str | None]
    language: str | None
    coded: bool
    url: str | None
    text: str
    passages: tuple[Passage, ...]
    findings: int


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sources that share text: `relation` is reprint, shortened or edited; `share` is 0-1."""

    first: int
    second: int
    relation: str
    share: float


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave no document, with the reason from the closed list."""

    name: str
    reason: str
    message: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A merged event. `evidence` holds its reports, that of the centre first.

    `actors` and `recipients` are names with the country or body code behind them, None where unknown. `quad` is
    PLOVER's class 1-4. `sources` counts independent documents. `date_*` as in `detente.terms.EventReport`.
    """

    id: str
    type: str
    mode: str | None
    quad: int
    actors: tuple[tuple[str, str | None], ...]
    recipients: tuple[tuple[str, str | None], ...]
    reciprocal: bool
    dyads: tuple[str, ...]
    date_start: str | None
    date_end: str | None
    date_edtf: str | None
    date_basis: str
    place: str | None
    factuality: str
    contested: bool
    sources: int
    decision: str | None
    evidence: tuple[Evidence, ...]

    def others(self) -> tuple[tuple[str, str | None], ...]:
        """The recipients; of a mutual act those that are not named as actors already."""
        acting = {code for _, code in self.actors if code} if self.reciprocal else set()
        return tuple(party for party in self.recipients if party[1] not in acting)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number that says something of a relation; fields as in `detente.terms.Figure`."""

    id: str
    indicator: str | None
    value: float
    value_high: float | None
    unit: str | None
    approximator: str | None
    parties: tuple[str, ...]
    direction: str | None
    period: str | None
    period_basis: str | None
    per: str | None
    change_vs: str | None
    status: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement, with one piece of evidence for each text that names it; `names` are its other names."""

    id: str
    name: str
    names: tuple[str, ...]
    parties: tuple[str, ...]
    date: str | None
    place: str | None
    status: str
    topics: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """Who holds or held which office (`held` in EDTF), with evidence from each text that says so."""

    id: str
    person: str | None
    office: str
    country: str | None
    former: bool
    held: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A prediction found in a text; the probabilities are 0-1, None where its words fit no scale."""

    id: str
    proposition: str
    condition: str | None
    exceptions: str | None
    likelihood_words: str | None
    scale: str | None
    low: float | None
    high: float | None
    horizon: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A stated cause, leverage, dependence or interest."""

    id: str
    link: str
    holder: str | None
    over: str | None
    means: str | None
    polarity: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ToneRow:
    """A sentence that states the tone of a dyad."""

    id: str
    dyad: str
    state: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a thing compared, with its place."""

    says: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """What several sources were compared on; fields as in the record's table `comparisons`.

    `sides` holds those who say the same together: one where they agree, two where they do not.
    """

    id: str
    verdict: str
    kind: str
    about: str
    reason: str
    independence: str
    note: str | None
    sources: int
    documents: int
    sides: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class BriefData:
    """All that a brief shows. `dyad` is the main one, None where no event touches two states.

    `countries` maps the codes used to names; `version` names the program, `ontology` and `coder` what coded the
    record; `record_hash` is the record's canonical hash, None where it is not known.
    """

    subject: str | None
    dyad: str | None
    countries: Mapping[str, str]
    sources: tuple[SourceText, ...] = ()
    copies: tuple[Copy, ...] = ()
    unread: tuple[Unread, ...] = ()
    events: tuple[EventRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    offices: tuple[OfficeRow, ...] = ()
    forecasts: tuple[ForecastRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    tones: tuple[ToneRow, ...] = ()
    comparisons: tuple[ComparisonRow, ...] = ()
    version: str = ""
    coders: tuple[str, ...] = ()
    record_hash: str | None = None

    def main_events(self) -> tuple[EventRow, ...]:
        """The events of the main dyad."""
        return tuple(e for e in self.events if self.dyad is not None and self.dyad in e.dyads)

    def by_dyad(self) -> tuple[tuple[str | None, tuple[EventRow, ...]], ...]:
        """The events by pair of states: the main one, the others by number of events, at last the rest.

        An event stands once, with the first pair that it touches; pairs with few events stand with the rest.
        """
        counts = Counter(dyad for event in self.events for dyad in event.dyads if dyad != self.dyad)
        ranked = sorted((dyad for dyad in counts if counts[dyad] >= _SEVERAL), key=lambda d: (-counts[d], d))
        order = [*([self.dyad] if self.dyad else []), *ranked]
        held: dict[str | None, list[EventRow]] = {dyad: [] for dyad in (*order, None)}
        for event in self.events:
            held[next((dyad for dyad in order if dyad in event.dyads), None)].append(event)
        return tuple((dyad, tuple(events)) for dyad, events in held.items() if events)

    def source(self, number: int) -> SourceText:
        """The source of that number."""
        return self.sources[number - 1]

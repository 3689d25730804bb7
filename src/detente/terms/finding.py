"""Coded statements with their evidence. Field names are those of the JSON contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from detente.terms.reading import Span


@dataclass(frozen=True, slots=True)
class Party:
    """An actor, recipient or voucher as coded.

    `start`/`end` point at the words; both are None where the text implies the party without naming it in
    the clause. `country` is ISO 3166 alpha-3 or a PLOVER body code or None; `sector` a PLOVER sector or None.
    """

    name: str
    country: str | None
    sector: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened. Degrees WGS 84, None where the gazetteer gives none."""

    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every kind of finding carries. `text[start:end] == quote` holds for each.

    `id` is the content hash that `detente.terms.finding_id` gives; `document` the file name; `document_id`
    the SHA-256; `attribution` who vouches, None for the author's own voice; `confidence` in 0-1, calibrated;
    `coder` and `ontology` name what coded it, with versions.
    """

    kind: ClassVar[str] = "finding"
    id: str
    document: str
    document_id: str
    start: int
    end: int
    quote: str
    attribution: Party | None = None
    confidence: float = 1.0
    coder: str = ""
    ontology: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport(Finding):
    """One report of an event, in PLOVER's terms (PLOVER manual 0.8).

    `type` is a PLOVER type, `mode` one of its modes or None, `contexts` PLOVER contexts, `cameo` a CAMEO code.
    `reciprocal` says that each party is both actor and recipient. `date_*` follow EDTF; `date_basis` is
    explicit, relative, inferred or none. `factuality` is actual, reported_claim, planned, hypothetical,
    negated or habitual, and `cue` the span of the word that makes it other than actual. `part_of` and
    `content_of` are ids of other findings. `score` is the conflict-cooperation score (-10 to 10).
    """

    kind: ClassVar[str] = "event"
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    reciprocal: bool
    trigger: Span
    date_start: str | None = None
    date_end: str | None = None
    date_edtf: str | None = None
    date_basis: str = "none"
    place: Place | None = None
    factuality: str = "actual"
    cue: Span | None = None
    score: float | None = None
    part_of: str | None = None
    content_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Finding):
    """A number that says something of a relation. `start`/`end` hold the number and unit only.

    `indicator` is a normalised name ("trade turnover"), `parties` countries in order of the direction,
    `direction` like `RUS>AZE` or `AZE<>RUS`, `period` EDTF, `change_vs` the base of a change (EDTF or words),
    `status` actual, target or estimate, `per` what a rate is per ("year", "tonne") or None.
    `period_basis` is explicit (a date beside it), relative (a date of the text around), published (as of the
    publication, to the month) or none.
    """

    kind: ClassVar[str] = "figure"
    value: float
    value_high: float | None
    unit: str
    approximator: str | None
    indicator: str | None
    parties: tuple[str, ...]
    direction: str | None
    period: str | None
    change_vs: str | None
    status: str = "actual"
    designator: bool = False
    per: str | None = None
    period_basis: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Finding):
    """A treaty, declaration, memorandum or contract; `status` signed, ratified, in force, suspended, ended or
    planned; `date` ISO, maybe partial. `names` holds every name that the document gives it, `place` is where it
    was signed.
    """

    kind: ClassVar[str] = "agreement"
    name: str
    parties: tuple[str, ...]
    date: str | None
    status: str
    topics: tuple[str, ...]
    names: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Finding):
    """A person named with an office; `former` where the text says they no longer hold it.

    `held_from` and `held_until` are ISO dates, maybe partial, where the text gives them.
    """

    kind: ClassVar[str] = "office"
    person: str | None
    office: str
    country: str | None
    former: bool
    held_from: str | None = None
    held_until: str | None = None


@dataclass(frozen=True, slots=True)
class Probability:
    """The range that a named scale gives to words of likelihood, in 0-1."""

    scale: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(Finding):
    """A predictive or conditional statement; `probability` is None where the words fit no scale.

    `exceptions` are the words after "unless" or "except"; `horizon` is EDTF and `horizon_basis` says how it is
    known: `text`, or `none` where the text gives none.
    """

    kind: ClassVar[str] = "forecast"
    proposition: str
    condition: str | None
    likelihood_words: str | None
    probability: Probability | None
    horizon: str | None
    exceptions: str | None = None
    horizon_basis: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Finding):
    """A stated cause, leverage, dependence or interest: who holds what over whom, by which means."""

    kind: ClassVar[str] = "link"
    link: str
    holder: str | None
    over: str | None
    means: str
    polarity: str = "present"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationState(Finding):
    """A sentence that states the tone of a dyad: worsening, improving, close, strained or neutral."""

    kind: ClassVar[str] = "relation_state"
    dyad: str
    state: str

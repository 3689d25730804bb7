"""What a reader found in a document: stand-off mentions by character offsets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text: `text[start:end]`."""

    start: int
    end: int


class NameKind(StrEnum):
    """What a name mention refers to."""

    STATE = "state"
    CAPITAL = "capital"
    DEMONYM = "demonym"
    BODY = "body"
    OFFICE = "office"
    PERSON = "person"
    AGENCY = "agency"
    COMPANY = "company"
    ARMED_GROUP = "armed_group"
    PLACE = "place"
    GROUP = "group"
    ANAPHOR = "anaphor"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name (or safely resolved anaphor) and what it resolves to.

    `country` is an ISO 3166 alpha-3 code, a PLOVER body code (`IGO`, `EUR`, ...) or None; `sector` a PLOVER
    sector code (`GOV`, `MIL`, ...) or None; `name` the canonical name; `rule` the dictionary row or rule that
    resolved it, for `detente explain`. `latitude` and `longitude` are degrees, for places.
    """

    start: int
    end: int
    kind: NameKind
    name: str
    country: str | None
    sector: str | None = None
    rule: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time expression (TIMEX3, ISO-TimeML; EDTF, ISO 8601-2).

    `timex_type` is DATE, TIME, DURATION or SET; `value` the TIMEX3 value; `mod` its modifier (START, MID, END,
    APPROX, ...) or None. `begin` and `end_date` are ISO dates (may be partial) that bound it, None where open
    or unknown; `edtf` the EDTF string or None where it is left unresolved. `basis` is explicit, relative,
    inferred or none. `anchor` says what a relative one was resolved against: `published`, `text` (the last
    date mentioned), `event`, or None. `anchor_span` is the span of the event words that an event-anchored one
    leans on ("two days before the start of the war").
    """

    start: int
    end: int
    timex_type: str
    value: str
    mod: str | None
    begin: str | None
    end_date: str | None
    edtf: str | None
    basis: str
    anchor: str | None = None
    anchor_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as written and as value.

    `unit` is an ISO 4217 currency, `percent`, `percentage_point`, `times`, a measure (`tonne`, `km`, `year`,
    ...) or `count of X`. `approximator` is the word that loosens it ("about", "more than", "nearly") or None;
    `bound` is `min`, `max` or None. `designator` marks numbers that name a thing (Su-25, Mark 83, 500-pound
    bomb). `counted` is the span of the noun counted, where there is one. `per` is what a rate is per ("year",
    "tonne", "person"), None where it is no rate.
    """

    start: int
    end: int
    value: float
    value_high: float | None
    unit: str
    approximator: str | None = None
    bound: str | None = None
    designator: bool = False
    counted: Span | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words (the quotation marks outside), with the speaker's span where the text gives one."""

    start: int
    end: int
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body passage; `paragraph` counts the body's paragraphs from 0."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one document, each tuple in order of `start`. Only body passages are read."""

    document_id: str
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Mention, ...] = ()
    times: tuple[When, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotations: tuple[Quotation, ...] = ()

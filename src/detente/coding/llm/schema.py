"""The JSON schema of an answer, and the reading of one: what does not fit the schema is not taken.

A row whose quote, trigger, type, factuality or parties do not fit is rejected; a label beside them that is not
in the ontology (a mode, context, sector, country, date, number) is dropped from its row. Both are counted.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from detente.ontology import plover

FACTUALITY = ("actual", "reported_claim", "planned", "hypothetical", "negated", "habitual")
MAX_ROWS = 200
"""Rows taken of one answer; no window of text holds so many acts."""

MAX_PARTIES = 20
_MAX_CHARACTERS = 2_000
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class AnswerError(ValueError):
    """An answer that is no JSON object of the schema; the message tells the model why."""


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party as the model names it."""

    name: str
    country: str | None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One event as the model gives it, its labels those of the ontology; nothing is anchored yet."""

    number: int
    quote: str
    trigger: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[NamedParty, ...]
    recipient: tuple[NamedParty, ...]
    reciprocal: bool
    date_words: str | None
    date: str | None
    place: str | None
    factuality: str
    cue: str | None
    attribution: NamedParty | None
    content_of: int | None
    part_of: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows that fit the schema; how many were rejected, and how many labels dropped, by reason."""

    rows: tuple[Row, ...]
    rejected: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer (the subset that strict structured output takes), made from the ontology."""
    ontology = plover()
    modes = sorted({mode for kind in ontology.types.values() for mode in kind.modes})
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    whom = {"name": text, "country": maybe}
    party = _object({**whom, "sector": {"enum": [*ontology.sectors, None]}})
    row = _object(
        {
            "quote": text,
            "trigger": text,
            "type": {"type": "string", "enum": list(ontology.types)},
            "mode": {"enum": [*modes, None]},
            "contexts": {"type": "array", "items": {"type": "string", "enum": list(ontology.contexts)}},
            "actor": {"type": "array", "items": party},
            "recipient": {"type": "array", "items": party},
            "reciprocal": {"type": "boolean"},
            "date_words": maybe,
            "date": maybe,
            "place": maybe,
            "factuality": {"type": "string", "enum": list(FACTUALITY)},
            "cue": maybe,
            "attribution": {"anyOf": [_object(whom), {"type": "null"}]},
            "content_of": {"type": ["integer", "null"]},
            "part_of": {"type": ["integer", "null"]},
            "confidence": {"type": "number"},
        }
    )
    return _object({"events": {"type": "array", "items": row}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def parse(content: str) -> Parsed:
    """The rows of an answer. Raises AnswerError where it is no JSON object with a list of events."""
    value = _json(content)
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise AnswerError('the answer is not a JSON object with a list "events"')
    rows: list[Row] = []
    rejected: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    for number, item in enumerate(value["events"]):
        row = _row(number, item, dropped) if number < MAX_ROWS else "too many rows"
        if isinstance(row, Row):
            rows.append(row)
        else:
            rejected[row] += 1
    return Parsed(tuple(rows), rejected, dropped)


def _json(content: str) -> Any:
    """The JSON value that the first brace of an answer opens; words and code fences around it do not count."""
    first = content.find("{")
    if first < 0:
        raise AnswerError("the answer holds no JSON object")
    try:
        return _DECODER.raw_decode(content, first)[0]
    except RecursionError:
        raise AnswerError("the answer is nested too deeply") from None
    except ValueError as error:
        raise AnswerError(f"the answer is not valid JSON: {error}") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def _row(number: int, item: Any, dropped: Counter[str]) -> Row | str:
    """The row, or why it is none."""
    if not isinstance(item, dict):
        return "not an object"
    kinds = plover().types
    quote, trigger, kind = _text(item.get("quote")), _text(item.get("trigger")), item.get("type")
    if quote is None or trigger is None:
        return "no quote or trigger"
    if not isinstance(kind, str) or kind not in kinds:
        return "unknown type"
    if item.get("factuality") not in FACTUALITY:
        return "unknown factuality"
    sides = [_parties(item.get(side), dropped) for side in ("actor", "recipient")]
    if sides[0] is None or sides[1] is None:
        return "malformed party"
    return Row(
        number=number,
        quote=quote,
        trigger=trigger,
        type=kind,
        mode=_label(item, "mode", kinds[kind].modes, dropped),
        contexts=_contexts(item.get("contexts"), dropped),
        actor=sides[0],
        recipient=sides[1],
        reciprocal=item.get("reciprocal") is True,
        date_words=_text(item.get("date_words")),
        date=_date(item.get("date"), dropped),
        place=_text(item.get("place")),
        factuality=item["factuality"],
        cue=_text(item.get("cue")),
        attribution=_party(item.get("attribution"), dropped),
        content_of=_number_of(item, "content_of", number, dropped),
        part_of=_number_of(item, "part_of", number, dropped),
        confidence=_confidence(item.get("confidence"), dropped),
    )


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip() or len(value) > _MAX_CHARACTERS:
        return None
    return value.strip()


def _label(item: dict[str, Any], name: str, known: Any, dropped: Counter[str]) -> str | None:
    value = item.get(name)
    if value is None:
        return None
    if isinstance(value, str) and value in known:
        return value
    dropped[name] += 1
    return None


def _contexts(value: Any, dropped: Counter[str]) -> tuple[str, ...]:
    """The known contexts, at most three, in the ontology's order."""
    given = [c for c in value if isinstance(c, str)][:3] if isinstance(value, list) else []
    known = tuple(c for c in plover().contexts if c in given)
    if len(known) < len(set(given)):
        dropped["contexts"] += 1
    return known


def _parties(value: Any, dropped: Counter[str]) -> tuple[NamedParty, ...] | None:
    if not isinstance(value, list) or len(value) > MAX_PARTIES:
        return None
    parties = [_party(item, dropped) for item in value]
    return None if None in parties else tuple(p for p in parties if p)


def _party(value: Any, dropped: Counter[str]) -> NamedParty | None:
    if not isinstance(value, dict):
        return None
    name = _text(value.get("name"))
    if name is None:
        return None
    country = _text(value.get("country"))
    return NamedParty(name, country, _label(value, "sector", plover().sectors, dropped))


def _date(value: Any, dropped: Counter[str]) -> str | None:
    if value is None:
        return None
    found = _ISO.fullmatch(value) if isinstance(value, str) else None
    try:
        if found:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return found[0]
    except ValueError:
        pass
    dropped["date"] += 1
    return None


def _number_of(item: dict[str, Any], name: str, own: int, dropped: Counter[str]) -> int | None:
    value = item.get(name)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value != own and 0 <= value < MAX_ROWS:
        return value
    dropped[name] += 1
    return None


def _confidence(value: Any, dropped: Counter[str]) -> float:
    """The model's own word, in 0-1; 0.5 where it gives none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1:
        return round(float(value), 4)
    dropped["confidence"] += 1
    return 0.5

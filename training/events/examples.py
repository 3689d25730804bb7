"""Turn annotated passages into windows of word pieces with the targets of the event coder's heads."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from labels import CONTEXTS, FACTUALITY, MODES, SECTORS, SIDES, SPAN_CHANNELS, TYPES
from tokenizers import Tokenizer

from detente.coding.events.mentions import MENTION_KINDS, country_mentions, dated, salience
from detente.read.names import Gazetteer
from detente.read.sentences import split
from detente.read.times import find_times
from detente.terms import Mention, Passage, Published, Sentence, When, Zone


@dataclass
class Gold:
    """One annotated event, by character offsets of the passage."""

    trigger: tuple[int, int]
    type: int
    mode: int
    factuality: int
    contexts: list[int]
    reciprocal: bool
    attributed: bool
    date: str | None
    spans: dict[str, list[tuple[int, int]]]
    countries: dict[str, set[str]]
    sectors: dict[str, int]


@dataclass
class Text:
    """A passage, read: sentences, country-bearing mentions and gold events."""

    id: str
    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    times: tuple[When, ...]
    events: list[Gold]
    weight: float = 1.0


@dataclass
class Example:
    """A window as arrays: the input of one training step, before padding."""

    ids: np.ndarray
    types: np.ndarray
    mentions: list[tuple[int, int, int, str]] = field(default_factory=list)  # first, last token; kind; country
    salience: dict[str, int] = field(default_factory=dict)
    times: list[tuple[int, int, str]] = field(default_factory=list)  # first, last token; first day
    events: list[tuple[int, int, Gold, dict[str, np.ndarray]]] = field(default_factory=list)


def locate(text: str, quote: str | None, nth: int | None) -> tuple[int, int] | None:
    """The span of the nth (1-based) occurrence of a quote."""
    if not quote:
        return None
    at = -1
    for _ in range(nth or 1):
        at = text.find(quote, at + 1)
        if at < 0:
            return None
    return at, at + len(quote)


def gold_of(text: str, event: dict) -> Gold | None:
    """One event row of the corpus; None where its trigger cannot be placed."""
    quote = locate(text, event["quote"], event.get("quote_nth"))
    trigger = locate(text, event["trigger"], event.get("trigger_nth"))
    if trigger is None or quote is None:
        return None
    if not event.get("trigger_nth"):
        inside = text.find(event["trigger"], quote[0], quote[1])
        if inside >= 0:
            trigger = (inside, inside + len(event["trigger"]))
    spans: dict[str, list[tuple[int, int]]] = {name: [] for name in SPAN_CHANNELS}
    spans["quote"] = [quote]
    for name, key in (
        ("attribution", "attribution_quote"),
        ("cue", "cue"),
        ("date", "date_quote"),
        ("place", "place_quote"),
    ):
        found = locate(text, event.get(key), event.get(f"{key}_nth"))
        if found:
            spans[name].append(found)
    countries: dict[str, set[str]] = {}
    sectors: dict[str, int] = {}
    for side in SIDES:
        rows = event[side]
        countries[side] = {row["country"] for row in rows if row["country"]}
        known = [row["sector"] for row in rows if row["sector"] in SECTORS]
        sectors[side] = SECTORS.index(known[0]) if known else -1
        spans[side] = [s for row in rows if (s := locate(text, row["quote"], row.get("quote_nth")))]
    return Gold(
        trigger=trigger,
        type=TYPES.index(event["type"]),
        mode=MODES.index(f"{event['type']}.{event['mode'] or 'none'}"),
        factuality=FACTUALITY.index(event["factuality"]),
        contexts=[CONTEXTS.index(c) for c in event["contexts"] if c in CONTEXTS],
        reciprocal=bool(event["reciprocal"]),
        attributed=bool(event.get("attribution_quote")),
        date=event["date_start"],
        spans=spans,
        countries=countries,
        sectors=sectors,
    )


def noise_cut(text: str, noise: Sequence[dict]) -> list[tuple[int, int]]:
    """What is left of a passage when its annotated noise is taken out."""
    cuts = sorted(s for row in noise if (s := locate(text, row["quote"], row.get("quote_nth"))))
    kept, at = [], 0
    for start, end in cuts:
        if start > at:
            kept.append((at, start))
        at = max(at, end)
    return [*kept, (at, len(text))] if at < len(text) else kept


def read_texts(paths: Iterable[Path], gazetteer: Gazetteer) -> list[Text]:
    """Every passage of the files, read."""
    out = []
    for path in sorted(paths):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            row = json.loads(line)
            text = row["text"]
            body = tuple(Passage(Zone.BODY, a, b) for a, b in noise_cut(text, row.get("noise") or []))
            sentences = split(text, body)
            published = Published(row.get("published"), "row")
            mentions = country_mentions(gazetteer.find(text, sentences, published))
            times = dated(find_times(text, sentences, published))
            events = [g for e in row["events"] if (g := gold_of(text, e))]
            out.append(Text(row["id"], text, sentences, mentions, times, events))
    return out


def overlaps(offsets: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """First and last token that touch the characters."""
    hit = [i for i, (a, b) in enumerate(offsets) if a < end and b > start and b > a]
    return (hit[0], hit[-1]) if hit else None


def marked(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> np.ndarray:
    """One where a token touches one of the spans."""
    mark = np.zeros(len(offsets), dtype=np.float32)
    for span in spans:
        hit = overlaps(offsets, *span)
        if hit:
            mark[hit[0] : hit[1] + 1] = 1
    return mark


def window(source: Text, first: int, last: int, tokenizer: Tokenizer, limit: int) -> Example | None:
    """Sentences first..last (inclusive) of a text as an example; None where nothing is left."""
    start, end = source.sentences[first].start, source.sentences[last].end
    encoded = tokenizer.encode(source.text[start:end])
    ids = np.array(encoded.ids[:limit], dtype=np.int64)
    offsets = [(a + start, b + start) if b > a else (0, 0) for a, b in encoded.offsets[:limit]]
    reach = max((b for _, b in offsets), default=start)
    example = Example(ids=ids, types=np.zeros(len(ids), dtype=np.int64))
    whole = first == 0 and last == len(source.sentences) - 1
    example.salience = salience(m for m in source.mentions if whole or start <= m.start < reach)
    for mention in source.mentions:
        if start <= mention.start and mention.end <= reach and mention.country:
            at = overlaps(offsets, mention.start, mention.end)
            if at:
                example.mentions.append((*at, MENTION_KINDS.index(mention.kind), mention.country))
    example.times = [
        (*at, time.begin)
        for time in source.times
        if time.begin
        and start <= time.start < time.end <= reach
        and (at := overlaps(offsets, time.start, time.end))
    ]
    for event in source.events:
        if not start <= event.trigger[0] < event.trigger[1] <= reach:
            continue
        at = overlaps(offsets, *event.trigger)
        if at is None:
            continue
        example.types[at[0] : at[1] + 1] = event.type + 1
        marks = {name: marked(offsets, event.spans[name]) for name in SPAN_CHANNELS}
        example.events.append((*at, event, marks))
    return example


def views(source: Text, rng: random.Random, tokenizer: Tokenizer, limit: int) -> list[Example]:
    """This epoch's windows of a text: the whole, or a random run of its sentences."""
    n = len(source.sentences)
    if n == 0:
        return []
    if n == 1 or rng.random() < 0.55:
        first, last = 0, n - 1
    else:
        size = rng.choice([1, 1, 2, 3, 4, 5])
        first = rng.randrange(max(1, n - size + 1))
        last = min(n - 1, first + size - 1)
    example = window(source, first, last, tokenizer, limit)
    return [example] if example is not None else []

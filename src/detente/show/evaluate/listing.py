"""Misses, extras and wrong fields as entries, each with its quote and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.measure.evaluation import Matched, differing, overlap
from detente.show.evaluate.material import Row, Scored, around, countries

MISSES, EXTRAS, WRONG = "misses", "extras", "wrong fields"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that gold and findings do not agree on.

    `what` is how the row is coded, `beside` what the other side has at that place, or the fields that differ
    ("" where there is nothing). `before` and `after` are the words around the quote, where the text is known.
    """

    document: str
    start: int
    end: int
    kind: str
    what: str
    beside: str
    quote: str
    before: str = ""
    after: str = ""


def listing(scored: Scored) -> dict[str, list[Entry]]:
    """The misses, the extras and the wrong fields of matched events, in order of document and place."""
    out: dict[str, list[Entry]] = {MISSES: [], EXTRAS: [], WRONG: []}
    for matched in scored.evaluation.documents:
        found = scored.findings[matched.name]
        out[MISSES] += _entries(scored, matched.name, "event", matched.misses, found)
        out[MISSES] += _entries(scored, matched.name, "figure", matched.figure_misses, found)
        out[EXTRAS] += _entries(scored, matched.name, "event", matched.extras, _gold(matched))
        out[EXTRAS] += _entries(scored, matched.name, "figure", matched.figure_extras, _gold(matched))
        out[WRONG] += _wrong(scored, matched)
    return {name: sorted(entries, key=_order) for name, entries in out.items()}


def _order(entry: Entry) -> tuple[str, int, int, str, str]:
    return (entry.document, entry.start, entry.end, entry.kind, entry.what)


def _gold(matched: Matched) -> list[Row]:
    """The gold rows that an extra may stand on."""
    events = [{**row, "kind": "event"} for row in (*matched.misses, *(gold for gold, _ in matched.pairs))]
    return [*events, *({**row, "kind": "figure"} for row in matched.figure_misses)]


def _entries(
    scored: Scored, document: str, kind: str, rows: Iterable[Row], others: list[Row]
) -> Iterator[Entry]:
    same = [other for other in others if other["kind"] == kind]
    for row in rows:
        beside = dict.fromkeys(coded(other, kind) for other in same if overlap(row, other))
        yield _entry(scored, document, kind, row, coded(row, kind), "; ".join(beside))


def _wrong(scored: Scored, matched: Matched) -> Iterator[Entry]:
    for gold, found in matched.pairs:
        fields = differing(gold, found)
        if fields:
            told = "; ".join(_difference(field, gold, found) for field in fields)
            yield _entry(scored, matched.name, "event", found, coded(found, "event"), told)


def _entry(scored: Scored, document: str, kind: str, row: Row, what: str, beside: str) -> Entry:
    start, end = int(row["start"]), int(row["end"])
    text = scored.texts.get(document)
    before, after = around(text, start, end) if text else ("", "")
    quote = str(row.get("quote") or (text[start:end] if text else ""))
    return Entry(document, start, end, kind, what, beside, quote, before, after)


def coded(row: Row, kind: str) -> str:
    """A row in short: `ACCUSE KEN > UGA`, or `1200000000 USD`."""
    if kind == "figure":
        return f"{row.get('value')} {row.get('unit') or ''}".strip()
    actor = countries(row["source"] if "source" in row else row.get("actor"))
    recipient = countries(row["target"] if "target" in row else row.get("recipient"))
    claim = "" if row["factuality"] == "actual" else f" ({row['factuality']})"
    return f"{row['type']} {actor} > {recipient}{claim}"


def _difference(field: str, gold: Row, found: Row) -> str:
    if field == "parties":
        return f"gold has {countries(gold['source'])} > {countries(gold['target'])}"
    if field == "date":
        return f"gold has date {gold['date_start']}, not {found['date_start'] or 'none'}"
    if field == "factuality":
        return f"gold has {gold['factuality']}, not {found['factuality']}"
    return f"gold has {'an attribution' if gold.get('attribution') else 'no attribution'}"

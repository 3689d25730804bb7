"""The evaluation as text for a terminal, and as JSON data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from detente.measure.evaluation import Evaluation, Interval, Reliability
from detente.ontology import plover
from detente.show.brief.markup import visible
from detente.show.evaluate.listing import Entry, listing
from detente.show.evaluate.material import Scored

LEVELS: Mapping[str, str] = {
    "found": "events found",
    "type": "events, type right",
    "triple": "events, type and parties right",
    "figures": "figures",
}
FIELDS: Mapping[str, str] = {
    "date": "date",
    "factuality": "factuality",
    "factuality_not_actual": "factuality where not actual",
    "attribution": "attribution, some or none",
}
FACTUALITIES = ("actual", "reported_claim", "planned", "hypothetical", "negated", "habitual")

_QUOTE = 110


def as_data(scored: Scored) -> dict[str, Any]:
    """The whole evaluation as plain JSON data."""
    result = scored.evaluation
    return {
        "gold": scored.gold,
        "findings": scored.source,
        "documents": [{"document": d.name, "counts": d.counts, "shares": d.shares} for d in result.documents],
        "without_findings": scored.silent,
        "without_gold": scored.unasked,
        "scores": {
            level: {**asdict(f1), "precision": result.precision[level], "recall": result.recall[level]}
            for level, f1 in result.f1.items()
        },
        "fields": {name: asdict(share) for name, share in result.shares.items()},
        "traps": result.traps,
        "noise": result.noise,
        "confusion": {
            "type": [[g, p, count] for g, p, count in type_cells(result)],
            "factuality": [[g, p, count] for (g, p), count in result.factualities.items()],
        },
        "reliability": {kind: asdict(found) for kind, found in result.reliability.items()},
        **{
            name.replace(" ", "_"): [asdict(entry) for entry in entries]
            for name, entries in listing(scored).items()
        },
    }


def type_cells(result: Evaluation) -> list[tuple[str | None, str | None, int]]:
    """The cells of the table of types: gold, coded and count; None where one side has nothing."""
    return [
        *((g, p, count) for (g, p), count in result.confusion.items()),
        *((g, None, count) for g, count in result.missed.items()),
        *((None, p, count) for p, count in result.spurious.items()),
    ]


def type_names(result: Evaluation) -> list[str]:
    """The types that gold or findings hold, in PLOVER's order, unknown ones last."""
    held = {name for cell in type_cells(result) for name in cell[:2] if name}
    known = list(plover().types)
    return [name for name in known if name in held] + sorted(held - set(known))


def render_text(scored: Scored, most: int) -> str:
    """The evaluation for a terminal; each list of disagreements is cut after `most` entries."""
    return visible("\n".join(_lines(scored, most)))


def _lines(scored: Scored, most: int) -> Iterator[str]:
    result = scored.evaluation
    yield f"{scored.source} against {scored.gold}, {_documents(len(result.documents))}"
    yield from _unmatched("without any finding", scored.silent)
    yield from _unmatched("without gold, left out", scored.unasked)
    yield ""
    yield f"{'':32}   F1   95 % interval   precision  recall  of"
    for level, name in LEVELS.items():
        given = f"{result.precision[level]:9.3f}  {result.recall[level]:6.3f}"
        yield f"{name:32} {_interval(result.f1[level])}   {given}  {result.f1[level].of}"
    yield ""
    yield f"{'of events with the right type':32} share  95 % interval   of"
    for field, name in FIELDS.items():
        yield f"{name:32} {_interval(result.shares[field])}   {result.shares[field].of}"
    yield ""
    yield f"on what gold says is no event: {result.traps}; findings in noise: {result.noise}"
    yield from _grid("Type: gold down, coded across", type_names(result), type_cells(result))
    cells = [(g, p, count) for (g, p), count in result.factualities.items()]
    yield from _grid("Factuality of events with the right type: gold down, coded across", FACTUALITIES, cells)
    for kind, found in result.reliability.items():
        yield from _reliability(kind, found)
    yield from _per_document(result)
    for name, entries in listing(scored).items():
        yield f"\n{name.capitalize()}: {len(entries)}"
        yield from (line for entry in entries[:most] for line in _entry(entry))
        if len(entries) > most:
            yield f"  and {len(entries) - most} more; --json and --html give all"


def _documents(count: int) -> str:
    return f"{count} document{'' if count == 1 else 's'} of gold"


def _unmatched(what: str, names: Sequence[str], most: int = 8) -> Iterator[str]:
    if names:
        more = f" and {len(names) - most} more" if len(names) > most else ""
        yield f"{len(names)} {what}: {', '.join(names[:most])}{more}"


def _interval(score: Interval) -> str:
    if not score.of:
        return f"{'–':>5}  {'':14}"
    return f"{score.value:.3f}  [{score.low:.3f}, {score.high:.3f}]"


def _grid(
    title: str, names: Iterable[str], cells: Sequence[tuple[str | None, str | None, int]]
) -> Iterator[str]:
    """A table of counts; the last column and row hold what the other side has nothing for."""
    held: list[str | None] = [*names]
    counts = {(g, p): count for g, p, count in cells}
    if any(g is None or p is None for g, p in counts):
        held.append(None)
    if not counts:
        return
    yield f"\n{title}"
    width = max(len(str(count)) for count in counts.values())
    columns = [_short(name) for name in held]
    widths = [max(width, len(column)) for column in columns]
    yield f"{'':14}  " + " ".join(c.rjust(w) for c, w in zip(columns, widths, strict=True))
    for gold in held:
        row = [str(counts.get((gold, coded), 0) or "·") for coded in held]
        if any(cell != "·" for cell in row):
            name = "none" if gold is None else gold
            yield f"{name:14}  " + " ".join(c.rjust(w) for c, w in zip(row, widths, strict=True))


def _short(name: str | None) -> str:
    return "none" if name is None else name[:4] if name.isupper() else name


def _reliability(kind: str, found: Reliability) -> Iterator[str]:
    if found.error is None:
        yield f"\nConfidence of {kind}: no finding has one"
        return
    yield f"\nConfidence of {kind}: expected calibration error {found.error:.3f} over {found.count}"
    yield "  above  to    findings  confidence  right"
    for one in found.bins:
        yield f"  {one.low:4.1f}  {one.high:4.1f}  {one.count:8}  {one.confidence:10.3f}  {one.right:.3f}"


def _per_document(result: Evaluation) -> Iterator[str]:
    yield "\nDocument: right/coded/gold by type, with parties, figures"
    wide = min(48, max(len(d.name) for d in result.documents))
    for d in result.documents:
        three = ("/".join(map(str, d.counts[level])) for level in ("type", "triple", "figures"))
        yield f"  {d.name:{wide}}  " + "  ".join(f"{one:>11}" for one in three)


def _entry(entry: Entry) -> Iterator[str]:
    quote = " ".join(entry.quote.split())
    quote = quote if len(quote) <= _QUOTE else quote[: _QUOTE - 1] + "…"
    beside = f" [{entry.beside}]" if entry.beside else ""
    yield f"  {entry.document} {entry.start}-{entry.end}  {entry.what}{beside}"
    yield f"      “{quote}”"

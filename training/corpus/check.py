"""Check the annotated corpus.

    python training/corpus/check.py [FILE.jsonl ...]      (default: every passage file in corpus/)

Every quoted field must be an exact substring of its passage, told apart by `<field>_nth` (1-based, plain
substring count) where it occurs more than once; every enumerated field must hold a known word; dates must
be ISO and in order. Prints one line an error and the counts; exits 1 if there was an error.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import schema

CORPUS = Path(__file__).parents[2] / "corpus"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_COUNTRY = re.compile(r"[A-Z]{3}")
_DIRECTION = re.compile(r"[A-Z]{3}<?>[A-Z]{3}")
_DYAD = re.compile(r"[A-Z]{3}-[A-Z]{3}")
Row = dict[str, Any]


def passage_files() -> list[Path]:
    """The corpus files that hold passages, sorted by name."""
    return sorted(path for path in CORPUS.glob("*.jsonl") if path.name != "corrections.jsonl")


def read(paths: Sequence[Path]) -> list[Row]:
    """All passages of `paths`, in order."""
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def quotes(row: object, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield (path, quote, nth) for every quoted field below `row`."""
    if isinstance(row, dict):
        for key, value in row.items():
            is_quote = key in ("quote", "trigger", "cue") or key.endswith("_quote")
            if is_quote and value is not None:
                yield path + key, value, row.get(key + "_nth")
            elif not is_quote:
                yield from quotes(value, f"{path}{key}.")
    elif isinstance(row, list):
        for index, value in enumerate(row):
            yield from quotes(value, f"{path}{index}.")


def _quote_errors(passage: Row) -> Iterator[str]:
    text = passage["text"]
    for path, quote, nth in quotes({key: passage.get(key) or [] for key in schema.LISTS}):
        if not isinstance(quote, str) or not quote:
            yield f"{path} is not a string"
            continue
        found = text.count(quote)
        if not found:
            yield f"{path} is not in the text: {quote!r}"
        elif found > 1 and not nth:
            yield f"{path} occurs {found} times and has no _nth: {quote!r}"
        elif nth and not 1 <= nth <= found:
            yield f"{path}_nth is {nth} of {found}: {quote!r}"


def _one_of(row: Row, field: str, allowed: frozenset[str], *, optional: bool = False) -> Iterator[str]:
    value = row.get(field)
    if value not in allowed and not (optional and value is None):
        yield f"{field} {value!r}"


def _date_errors(event: Row) -> Iterator[str]:
    start, end = event.get("date_start"), event.get("date_end")
    for value in (start, end):
        if value is not None and not _DATE.fullmatch(value):
            yield f"date {value!r}"
    if start and end and end[: len(start)] < start[: len(end)]:
        yield f"date_end {end} before date_start {start}"
    if event.get("date_basis") == "none" and (start or end):
        yield "a date without a basis"


def _event_errors(event: Row) -> Iterator[str]:
    kind = str(event.get("type"))
    yield from _one_of(event, "type", schema.TYPES)
    yield from _one_of(event, "mode", schema.MODES.get(kind, frozenset()), optional=True)
    yield from _one_of(event, "projected", schema.TYPES, optional=True)
    yield from _one_of(event, "factuality", schema.FACTUALITIES)
    yield from _one_of(event, "date_basis", schema.DATE_BASES)
    yield from (f"context {name!r}" for name in event.get("contexts") or () if name not in schema.CONTEXTS)
    yield from _date_errors(event)
    if not event.get("trigger") or event["trigger"] not in event.get("quote", ""):
        yield f"trigger {event.get('trigger')!r} outside its quote"
    if not event.get("actor"):
        yield "no actor"
    for actor in (event.get("actor") or []) + (event.get("recipient") or []):
        if actor.get("country") is not None and not _COUNTRY.fullmatch(actor["country"]):
            yield f"country {actor['country']!r}"
        yield from _one_of(actor, "sector", schema.SECTORS)


def _figure_errors(figure: Row) -> Iterator[str]:
    if not isinstance(figure.get("value"), int | float):
        yield f"value {figure.get('value')!r}"
    yield from _one_of(figure, "trend", schema.TRENDS, optional=True)
    if figure.get("direction") is not None and not _DIRECTION.fullmatch(figure["direction"]):
        yield f"direction {figure['direction']!r}"


def _state_errors(state: Row) -> Iterator[str]:
    yield from _one_of(state, "state", schema.STATES)
    if not _DYAD.fullmatch(str(state.get("dyad"))):
        yield f"dyad {state.get('dyad')!r}"


_LIST_CHECKS: dict[str, Callable[[Row], Iterator[str]]] = {
    "events": _event_errors,
    "figures": _figure_errors,
    "relation_states": _state_errors,
    "agreements": lambda row: _one_of(row, "status", schema.STATUSES),
    "links": lambda row: _one_of(row, "kind", schema.LINK_KINDS),
    "noise": lambda row: _one_of(row, "kind", schema.NOISE_KINDS),
}


def errors_of(passage: Row) -> list[str]:
    """What is wrong with one passage, one message each; empty if it is sound."""
    if not passage.get("id") or not passage.get("text"):
        return ["no id or no text"]
    found = list(_quote_errors(passage))
    found += _one_of(passage, "register", schema.REGISTERS)
    for name, check in _LIST_CHECKS.items():
        for index, row in enumerate(passage.get(name) or []):
            found += [f"{name}.{index}: {message}" for message in check(row)]
    return found


def corpus_errors(passages: Sequence[Row]) -> list[str]:
    """Errors of all passages, each led by the passage's id; ids and texts must be unique."""
    found = [f"{row.get('id')}: {message}" for row in passages for message in errors_of(row)]
    for field in ("id", "text"):
        seen = Counter(str(row.get(field)) for row in passages)
        found += [f"{field} used {count} times: {value[:60]}" for value, count in seen.items() if count > 1]
    return found


def counts(passages: Sequence[Row]) -> dict[str, int]:
    """Rows per list, and events per type and per factuality."""
    total = Counter({"passages": len(passages)})
    for passage in passages:
        for name in schema.LISTS:
            total[name] += len(passage.get(name) or [])
        for event in passage["events"]:
            total[f"type {event['type']}"] += 1
            total[f"factuality {event['factuality']}"] += 1
    return dict(total)


def main(arguments: Sequence[str]) -> int:
    """Check the named files and print errors and counts; the exit status."""
    passages = read([Path(name) for name in arguments] or passage_files())
    found = corpus_errors(passages)
    for message in found[:200]:
        print("ERROR", message)
    print(counts(passages))
    print(f"{len(found)} errors")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`detente read`: every time, quantity, name and quotation."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.ingest import close_workers, discover, receive_guarded
from detente.read import Reader
from detente.show import console
from detente.show.commands import intake
from detente.terms import Document, Reading, Rejected

Row = dict[str, Any]


def read(paths: list[str], published: str | None, dictionaries: Sequence[Path], as_json: bool) -> int:
    """Print the mentions of each document in order of place."""
    settings = intake.settings_for(published, dictionaries)
    reader = Reader.load([Path(path) for path in settings.dictionaries])
    rejected: list[Rejected] = []
    rows: list[Row] = []
    seen: set[str] = set()
    with console.progress("reading") as advance:
        for found in discover(paths, stdin=intake.standard_input()):
            advance()
            document = found if isinstance(found, Rejected) else receive_guarded(found, published=published)
            if isinstance(document, Rejected):
                rejected.append(document)
            elif document.id not in seen:
                seen.add(document.id)
                rows += mentions(document, reader.read(document))
    close_workers()
    intake.tell_rejected(rejected)
    if not seen:
        raise console.NothingReadError("no input holds a text")
    rows.sort(key=lambda row: (row["document"], row["start"], row["end"], row["kind"], row["document_id"]))
    if as_json:
        turned_away = [intake.row_of(item) for item in rejected]
        console.print_json({"documents": len(seen), "mentions": rows, "rejected": turned_away})
    else:
        console.print_lines(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return intake.outcome(len(seen), len(rejected))


def mentions(document: Document, reading: Reading) -> Iterator[Row]:
    """Each mention as JSON data: `kind` is time, quantity, name or quotation."""

    def row(kind: str, start: int, end: int, **fields: object) -> Row:
        where = {"document": document.name, "document_id": document.id, "start": start, "end": end}
        return {"kind": kind, **where, "quote": document.text[start:end], **fields}

    for when in reading.times:
        yield row(
            "time",
            when.start,
            when.end,
            timex_type=when.timex_type,
            value=when.value,
            mod=when.mod,
            begin=when.begin,
            end_date=when.end_date,
            edtf=when.edtf,
            basis=when.basis,
            anchor=when.anchor,
        )
    for quantity in reading.quantities:
        yield row(
            "quantity",
            quantity.start,
            quantity.end,
            value=quantity.value,
            value_high=quantity.value_high,
            unit=quantity.unit,
            approximator=quantity.approximator,
            bound=quantity.bound,
            designator=quantity.designator,
        )
    for name in reading.names:
        yield row(
            "name",
            name.start,
            name.end,
            name_kind=name.kind.value,
            name=name.name,
            country=name.country,
            sector=name.sector,
            rule=name.rule,
        )
    for quotation in reading.quotations:
        speaker = quotation.speaker
        said_by = document.text[speaker.start : speaker.end] if speaker else None
        yield row("quotation", quotation.start, quotation.end, speaker=said_by)

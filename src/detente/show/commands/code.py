"""`detente code`: findings on standard output."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from detente.scale import code_paths
from detente.show import console
from detente.show.commands import intake
from detente.show.formats import FORMATS, Printed
from detente.terms import Rejected


def code(
    paths: list[str],
    form: str,
    published: str | None,
    dictionaries: Sequence[Path],
    workers: int | None,
    as_json: bool,
) -> int:
    """Print findings in the order of the contract: document, start, end, kind, whatever order they come in."""
    settings = intake.settings_for(published, dictionaries)
    chosen = FORMATS["jsonl" if as_json else form]
    rejected: list[Rejected] = []
    printed: list[Printed] = []
    documents = 0
    count = intake.workers_for(paths, workers)
    with console.progress("coding") as advance:
        for coded in code_paths(paths, settings=settings, workers=count, stdin=intake.standard_input()):
            advance()
            if coded.rejected:
                rejected.append(coded.rejected)
            if coded.document:
                documents += 1
                printed += chosen.lines(coded)
    intake.tell_rejected(rejected)
    if not documents:
        raise console.NothingReadError("no input holds a text")
    printed.sort()
    if as_json:
        found = [json.loads(one.line) for one in printed]
        turned_away = [intake.row_of(item) for item in rejected]
        console.print_json({"documents": documents, "findings": found, "rejected": turned_away})
    else:
        console.print_lines([*chosen.header, *(one.line for one in printed)])
    return intake.outcome(documents, len(rejected))

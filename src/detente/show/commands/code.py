"""`detente code`: findings on standard output."""

from __future__ import annotations

import json

from detente.scale import code_paths
from detente.show import console
from detente.show.commands import intake
from detente.show.commands.asked import tallied
from detente.show.formats import FORMATS, Printed
from detente.show.options import CodingOptions
from detente.terms import Rejected


def code(
    paths: list[str],
    form: str,
    asked: CodingOptions,
    workers: int | None,
    as_json: bool,
) -> int:
    """Print findings in the order of the contract: document, start, end, kind, whatever order they come in."""
    settings = intake.coding_settings(asked)
    chosen = FORMATS["jsonl" if as_json else form]
    rejected: list[Rejected] = []
    printed: list[Printed] = []
    documents = 0
    count = intake.workers_for(paths, workers)
    stdin = intake.standard_input()
    with tallied(settings) as asking, console.progress("coding") as advance:
        for coded in code_paths(paths, settings=asking.settings, workers=count, stdin=stdin):
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
        told = {"llm": asking.summary} if asking.summary else {}
        console.print_json({"documents": documents, "findings": found, "rejected": turned_away, **told})
    else:
        console.print_lines([*chosen.header, *(one.line for one in printed)])
    return intake.outcome(documents, len(rejected))

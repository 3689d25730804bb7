"""`detente verify`: whether a dossier holds what it claims."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from detente.record import Dossier
from detente.scale import verify as check
from detente.show import console
from detente.show.commands.intake import cores
from detente.show.console import Exit


def verify(path: Path, workers: int | None, as_json: bool) -> int:
    """Say what is wrong, a line each; the rebuild begins at the sources."""
    with Dossier.open(path) as dossier, console.bar("checking") as progress:
        found = check(dossier, workers=workers or cores(), progress=progress)
    if as_json:
        console.print_json({"clean": found.clean, **dataclasses.asdict(found)})
        return Exit.DONE if found.clean else Exit.NOT_VERIFIED
    for problem in found.problems:
        console.say(problem)
    print("clean" if found.clean else f"not clean: {len(found.problems)} problems")
    print(f"{found.documents} documents, {found.findings} findings, {found.sources} sources")
    print(f"{found.entries} journal entries, record {found.canonical}")
    return Exit.DONE if found.clean else Exit.NOT_VERIFIED

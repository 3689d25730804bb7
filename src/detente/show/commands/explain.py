"""`detente explain`: one row of the record, its words, and why it was coded so."""

from __future__ import annotations

from pathlib import Path

from detente.record import Dossier
from detente.show import console
from detente.show.console import Exit
from detente.show.explain import as_data, render_text
from detente.show.explain import explain as account


def explain(path: Path, identity: str, as_json: bool) -> int:
    """Print where a finding or event stands, what was coded and why."""
    with Dossier.open(path) as dossier:
        found = account(dossier, identity)
    if as_json:
        console.print_json(as_data(found))
    else:
        print(render_text(found))
    return Exit.DONE

"""`detente brief`: write the brief of a dossier."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from detente.errors import UsageError
from detente.record import Dossier, disk
from detente.show import console
from detente.show.brief import BriefData, collect, render_html, render_markdown
from detente.show.console import Exit

STDOUT = Path("-")

RENDERERS: Mapping[str, Callable[[BriefData], str]] = {"html": render_html, "md": render_markdown}


def brief(path: Path, form: str, output: Path | None, dyad: str | None, as_json: bool) -> int:
    """Write the brief and say where; to standard output where `output` is `-`."""
    with Dossier.open(path) as dossier:
        written = write_brief(dossier, form, output, dyad)
    if as_json and output != STDOUT:
        console.print_json({"brief": str(written[0]), **written[1]})
    elif output != STDOUT:
        console.say(f"wrote {written[0]}")
    return Exit.DONE


def write_brief(
    dossier: Dossier, form: str, output: Path | None, dyad: str | None
) -> tuple[Path, dict[str, object]]:
    """Write the brief of an opened dossier: where it is, and what it shows in numbers."""
    data = collect(dossier, dyad=dyad)
    if dyad and not data.main_events():
        console.say(f"no event in the dossier touches {data.dyad}; the brief is written without a timeline")
    text = RENDERERS[form](data)
    target = output or dossier.path / f"brief.{form}"
    if target == STDOUT:
        sys.stdout.write(text)
    elif not target.parent.is_dir():
        raise UsageError(f"{target.parent}: there is no such folder; make it first or choose another place")
    else:
        disk.write(target, text.encode())
    return target, {
        "dyad": data.dyad,
        "documents": len(data.sources),
        "events": len(data.events),
        "events_of_dyad": len(data.main_events()),
        "figures": len(data.figures),
        "agreements": len(data.agreements),
        "unread": len(data.unread),
    }

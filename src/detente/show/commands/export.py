"""`detente export`: the tables and views of a dossier as files."""

from __future__ import annotations

from pathlib import Path

from detente.record import Dossier
from detente.record.schema import tables, views
from detente.show import console
from detente.show.console import Exit


def export(path: Path, form: str, folder: Path, names: list[str], as_json: bool) -> int:
    """Write each table and view into its own file in `folder`, which is made where there is none."""
    wanted = names or [*tables(), *views()]
    written: list[Path] = []
    with Dossier.open(path) as dossier:
        folder.mkdir(parents=True, exist_ok=True)
        with console.progress("exporting", len(wanted)) as advance:
            for name in wanted:
                target = folder / f"{name}.{form}"
                dossier.export(name, target, form)
                written.append(target)
                advance()
    if as_json:
        console.print_json({"files": [str(file) for file in written]})
    else:
        console.say(f"wrote {len(written)} {'file' if len(written) == 1 else 'files'} into {folder}")
    return Exit.DONE

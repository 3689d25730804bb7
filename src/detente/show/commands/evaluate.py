"""`detente evaluate`: findings scored against gold."""

from __future__ import annotations

from pathlib import Path

from detente.errors import UsageError
from detente.record import disk
from detente.show import console
from detente.show.console import Exit
from detente.show.evaluate import as_data, render_html, render_text, score


def evaluate(gold: Path, findings: Path, html: Path | None, most: int, as_json: bool) -> int:
    """Print scores, confusions, misses and extras; write the page where `html` names a file."""
    if html and not html.parent.is_dir():
        raise UsageError(f"{html.parent}: there is no such folder; make it first or choose another place")
    scored = score(gold, findings)
    if html:
        disk.write(html, render_html(scored).encode())
    if as_json:
        console.print_json(as_data(scored))
    else:
        print(render_text(scored, most))
    if html:
        console.say(f"wrote {html}")
    return Exit.DONE

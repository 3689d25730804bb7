"""`detente version`."""

from __future__ import annotations

from detente import __version__
from detente.show import console
from detente.show.console import Exit


def version(as_json: bool) -> int:
    """Print name and version."""
    if as_json:
        console.print_json({"name": "detente", "version": __version__})
    else:
        print(f"detente {__version__}")
    return Exit.DONE

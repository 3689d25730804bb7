"""The crosswalk between CAMEO and PLOVER, both ways (CAMEO2PLOVER, 2021-09-17, and the manual)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from detente.errors import UsageError

Reading = Literal["manual", "crosswalk"]


def reading_of(name: str) -> Reading:
    """The reading of that name. Raises UsageError for another."""
    if name == "manual":
        return "manual"
    if name == "crosswalk":
        return "crosswalk"
    raise UsageError(f"{name}: no such reading of PLOVER; write manual or crosswalk")


@dataclass(frozen=True, slots=True)
class CameoRow:
    """One CAMEO code in PLOVER's terms; `mode` is None where the crosswalk gives none."""

    cameo: str
    type: str
    mode: str | None
    contexts: frozenset[str]
    name: str


@cache
def crosswalk(reading: Reading = "manual") -> dict[str, CameoRow]:
    """CAMEO code to PLOVER. Where the crosswalk file and the manual differ, `reading` chooses."""
    return {row.cameo: row for row in _rows({"both", reading})}


def _rows(sources: set[str]) -> list[CameoRow]:
    table = resources.files("detente").joinpath("data/ontology/cameo.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return [
        CameoRow(cameo, kind, mode or None, frozenset(contexts.split()), name)
        for cameo, source, kind, mode, contexts, name in lines[1:]
        if source in sources
    ]


@cache
def cameo_of(
    event_type: str, mode: str | None, contexts: tuple[str, ...] = (), reading: Reading = "manual"
) -> str | None:
    """The CAMEO code that fits a PLOVER type, mode and contexts best: the inverse of the crosswalk.

    Mode counts before contexts, fewer contexts not asked for before more, a shorter (more general) code before
    a longer, then the lower. None where no code has the type.
    """
    asked = frozenset(contexts)
    rows = [row for row in _rows({"both", reading, "inverse"}) if row.type == event_type]
    if not rows:
        return None
    return min(rows, key=lambda row: _misfit(row, mode, asked)).cameo


def _misfit(row: CameoRow, mode: str | None, asked: frozenset[str]) -> tuple[int, int, int, int, str]:
    mode_misfit = 0 if row.mode == mode else 1 if row.mode is None else 2
    return (mode_misfit, len(row.contexts - asked), -len(row.contexts & asked), len(row.cameo), row.cameo)

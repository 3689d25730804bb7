"""Findings as lines of the field's formats."""

from __future__ import annotations

from collections.abc import Mapping

from detente.show.formats import columns
from detente.show.formats.jsonl import contract_lines
from detente.show.formats.plover import plover_lines
from detente.show.formats.printed import Format, Printed

FORMATS: Mapping[str, Format] = {
    "jsonl": Format((), contract_lines),
    "plover": Format((), plover_lines),
    "polecat": Format(("\t".join(columns.POLECAT),), columns.polecat_lines),
    "icews": Format(("\t".join(columns.ICEWS),), columns.icews_lines),
    "gdelt": Format((), columns.gdelt_lines),
}

__all__ = ["FORMATS", "Format", "Printed"]

"""What a file is: its packing, and its format from its first lines."""

from __future__ import annotations

import csv
import gzip
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from detente.errors import UsageError
from detente.record.imports.coded import ICEWS, POLECAT
from detente.record.imports.gdelt import COLUMNS1, COLUMNS2
from detente.record.imports.other import MENTION_COLUMNS

FORMATS = (
    *("gdelt1", "gdelt2", "gdelt-mentions", "icews", "polecat", "cameo-csv", "plover-csv", "quadruples"),
    *("sipri", "indicators"),
)
"""Every format that can be brought in."""

_HEAD = 256 * 1024
_REGISTER = {"Supplier", "Recipient"}
_QUADRUPLE = re.compile(r"\d+\t\d+\t\d+\t\d+(\t-?\d+)?")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the format, what stands between cells, the header's names and the lines up to its end.

    `width` is the number of cells of the first line; `latin` says that the bytes are not UTF-8.
    """

    format: str
    delimiter: str
    names: tuple[str, ...]
    header: int
    width: int
    latin: bool = False


def compression(path: Path) -> str:
    """`gzip`, `zstd`, `zip` or `none`, from the first bytes."""
    with path.open("rb") as file:
        first = file.read(4)
    if first[:2] == b"\x1f\x8b":
        return "gzip"
    if first == b"\x28\xb5\x2f\xfd":
        return "zstd"
    return "zip" if first == b"PK\x03\x04" else "none"


def member(archive: Path) -> str:
    """The one file in a zip archive. Raises UsageError where there are more or none."""
    with zipfile.ZipFile(archive) as opened:
        names = [entry.filename for entry in opened.infolist() if not entry.is_dir()]
    if len(names) != 1:
        raise UsageError(f"{archive}: a zip file with one file in it is needed; this has {len(names)}")
    return names[0]


def detect(path: Path, wanted: str = "auto") -> Found:
    """The format of the file at `path`, which is no zip archive; `wanted` overrules what it looks like.

    Raises UsageError where the format cannot be told.
    """
    data = _head(path)
    latin = not _is_utf8(data)
    lines = data.decode("latin-1" if latin else "utf-8-sig", "replace").splitlines()
    lines = lines if len(data) < _HEAD else lines[:-1]
    if not lines:
        raise UsageError(f"{path}: it is empty")
    found = _without_header(lines[0]) if wanted in {"auto", *_HEADERLESS} else None
    if found is None and wanted not in _HEADERLESS:
        found = _with_header(lines, wanted, latin)
    if found is None or wanted not in {"auto", found.format}:
        raise UsageError(f"{path}: {_advice(wanted)}")
    return found


_HEADERLESS = ("gdelt1", "gdelt2", "gdelt-mentions", "quadruples")


def _advice(wanted: str) -> str:
    if wanted == "auto":
        return f"the format cannot be told from its first line; name it with --format ({', '.join(FORMATS)})"
    return f"its first line is not one of {wanted}"


def _without_header(line: str) -> Found | None:
    cells = line.split("\t")
    width = len(cells)
    if _QUADRUPLE.fullmatch(line):
        return Found("quadruples", "\t", (), 0, width)
    if not cells[0].isdecimal():
        return None
    widths = {len(COLUMNS2): "gdelt2", len(COLUMNS1): "gdelt1", len(COLUMNS1) - 1: "gdelt1"}
    widths |= {len(MENTION_COLUMNS): "gdelt-mentions", len(MENTION_COLUMNS) - 1: "gdelt-mentions"}
    return Found(widths[width], "\t", (), 0, width) if width in widths else None


def _with_header(lines: Sequence[str], wanted: str, latin: bool) -> Found | None:
    at = next((n for n, line in enumerate(lines[:40]) if set(_cells(line)[1]) >= _REGISTER), 0)
    delimiter, names = _cells(lines[at])
    form = wanted if wanted != "auto" else _format_of(names)
    if form is None or (form == "sipri" and not set(names) >= _REGISTER):
        return None
    if form in {"icews", "polecat"} and not {*(ICEWS if form == "icews" else POLECAT).needs} <= set(names):
        return None
    if form not in {"icews", "polecat", "sipri"}:
        names = [name.lower().replace(" ", "_") for name in names]
    return Found(form, delimiter, _distinct(names), at + 1, len(names), latin and form == "sipri")


def _format_of(names: Sequence[str]) -> str | None:
    given = {name.lower().replace(" ", "_") for name in names}
    if set(names) >= _REGISTER and any("TIV" in name for name in names):
        return "sipri"
    for form in (ICEWS, POLECAT):
        if set(names) >= set(form.needs):
            return form.name
    if {"indicator", "value"} <= given or {"series", "value"} <= given:
        return "indicators"
    if given & {"date", "event_date", "day"}:
        if given & {"type", "event_type"}:
            return "plover-csv"
        if given & {"cameo", "cameo_code", "event_code"}:
            return "cameo-csv"
    return None


def _cells(line: str) -> tuple[str, list[str]]:
    delimiter = max(",\t;", key=line.count)
    try:
        row = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        row = []
    return delimiter, [cell.strip() for cell in row]


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names, those that are empty or there already with their number."""
    seen: set[str] = set()
    given = []
    for number, name in enumerate(names, start=1):
        own = name if name and name.lower() not in seen else f"{name}_{number}"
        seen.add(own.lower())
        given.append(own)
    return tuple(given)


def _head(path: Path) -> bytes:
    packed = compression(path)
    if packed == "zstd":
        raise UsageError(f"{path}: packed with zstd; unpack it first")
    opened: IO[bytes]
    try:
        with gzip.open(path) if packed == "gzip" else path.open("rb") as opened:  # type: ignore[assignment]
            return opened.read(_HEAD)
    except (EOFError, zlib.error) as error:
        raise UsageError(f"{path}: the packed file is damaged: {error}") from error


def _is_utf8(data: bytes) -> bool:
    try:
        data[: data.rfind(b"\n") + 1 or len(data)].decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True

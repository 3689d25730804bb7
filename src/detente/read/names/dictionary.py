"""Dictionaries of names: TSV files with a header line, one row for one thing and all its surfaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from detente.errors import DictionaryError
from detente.read.names.tokens import key_of
from detente.terms import NameKind

BUILT_IN = (
    "states",
    "seats",
    "regions",
    "bodies",
    "agencies",
    "companies",
    "armed_groups",
    "people",
    "lexicon",
    "hidden",
)
COLUMNS = ("surface", "kind", "country", "sector", "name", "from", "to", "flags", "latitude", "longitude")
KINDS = frozenset([*(kind.value for kind in NameKind), "hidden", "title"])
_CODE = re.compile(r"[A-Z]{3}\Z")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One dictionary row; `source` is file and line, `rank` grows with the order of loading."""

    kind: str
    country: str | None
    sector: str | None
    name: str
    since: str
    until: str
    flags: frozenset[str]
    source: str
    rank: int
    latitude: float | None = None
    longitude: float | None = None

    def holds_on(self, date: str) -> bool:
        """Whether the row holds on an ISO date, which may be partial; an empty date fits all rows."""
        if not date:
            return True
        return (not self.since or self.since[: len(date)] <= date) and (
            not self.until or date[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A surface as written in the dictionary, with its row."""

    forms: tuple[str, ...]
    row: Row


def built_in(stem: str) -> str:
    """The text of a dictionary that ships with the package; empty where there is none."""
    path = files("detente") / "data" / "dictionaries" / f"{stem}.tsv"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def rows_of(text: str, source: str, rank: int = 0) -> Iterator[tuple[str, Row]]:
    """Yield (surfaces, row) of one TSV text.

    Raises DictionaryError, naming file and line, for a malformed row.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    header = lines[0].split("\t") if lines else []
    if "surface" not in header or "kind" not in header:
        raise DictionaryError(f"{source}:1: the header line must name the columns surface and kind")
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        raise DictionaryError(f"{source}:1: no such column: {unknown[0]!r}; columns are {', '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not line.startswith("#"):
            yield _row(line.split("\t"), header, f"{source}:{number}", rank)


def _row(cells: list[str], header: list[str], where: str, rank: int) -> tuple[str, Row]:
    if len(cells) > len(header):
        raise DictionaryError(f"{where}: {len(cells)} cells, but the header names {len(header)} columns")
    cell = dict(zip(header, (c.strip() for c in cells), strict=False))
    surface, kind = cell["surface"], cell.get("kind", "")
    get = cell.get
    country, sector = get("country") or None, get("sector") or None
    if not surface or not all(key_of(s)[0] for s in surface.split("|")):
        raise DictionaryError(f"{where}: a surface without letters or digits: {surface!r}")
    if kind not in KINDS:
        raise DictionaryError(f"{where}: no such kind: {kind!r}; kinds are {', '.join(sorted(KINDS))}")
    for code in (country, sector):
        if code and not _CODE.match(code):
            raise DictionaryError(f"{where}: a code has three capitals, not {code!r}")
    since, until = get("from", ""), get("to", "")
    for date in (since, until):
        if date and not _DATE.match(date):
            raise DictionaryError(f"{where}: a date is written 2014, 2014-03 or 2014-03-21, not {date!r}")
    flags = frozenset(get("flags", "").split())
    latitude, longitude = _degrees(get("latitude"), where), _degrees(get("longitude"), where)
    name = get("name") or surface.split("|")[0]
    return surface, Row(kind, country, sector, name, since, until, flags, where, rank, latitude, longitude)


def _degrees(cell: str | None, where: str) -> float | None:
    if not cell:
        return None
    try:
        return float(cell)
    except ValueError:
        raise DictionaryError(f"{where}: not degrees: {cell!r}") from None


class Index:
    """Rows by the key of their surfaces; later ranks (a user's own files) win."""

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {}
        self.depth: dict[str, int] = {}

    def add(self, rows: Iterable[tuple[str, Row]]) -> None:
        """Index each surface of each row."""
        for surfaces, row in rows:
            for surface in surfaces.split("|"):
                key, forms = key_of(surface)
                self.entries.setdefault(key, []).append(Entry(forms, row))
                first = key_of(forms[0])[0]
                self.depth[first] = max(self.depth.get(first, 0), len(forms))


def load_index(extra: Sequence[Path] = ()) -> Index:
    """The built-in dictionaries and the user's files on top.

    Raises DictionaryError for a file that cannot be read or a malformed row.
    """
    index = Index()
    for stem in BUILT_IN:
        text = built_in(stem)
        if text:
            index.add(rows_of(text, f"{stem}.tsv"))
    for rank, path in enumerate(extra, 1):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DictionaryError(f"{path}: cannot be read as UTF-8 text: {error}") from error
        index.add(rows_of(text, str(path), rank))
    return index

"""Claims against a register: a table of figures from outside, such as arms transfers, trade or votes.

A register is a CSV file (UTF-8) with the columns `country_a`, `country_b`, `indicator`, `period`, `value`,
`unit` and `source`; countries are ISO 3166 alpha-3 (`country_b` may be empty), the period is EDTF, the unit as
in the record's `figures`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import UsageError
from detente.measure.corroboration import periods, rounding
from detente.measure.corroboration.comparison import (
    CONTRADICTS,
    CORROBORATES,
    INCOMPARABLE,
    Comparison,
    Witness,
    ordered,
)
from detente.measure.corroboration.material import Row

COLUMNS = ("country_a", "country_b", "indicator", "period", "value", "unit", "source")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a register; `line` is its line in the file."""

    line: int
    countries: frozenset[str]
    indicator: str
    period: str
    value: float
    written: str
    unit: str
    source: str


def read_register(path: Path) -> tuple[Entry, ...]:
    """The rows of a register. Raises UsageError, naming the line, where the file is no register."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise UsageError(f"{path}: a register needs the columns {', '.join(COLUMNS)}; no {missing[0]}")
            return tuple(_entry(path, rows.line_num, row) for row in rows)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: is not a CSV file in UTF-8: {error}") from error


def against_register(figures: Iterable[Row], register: Sequence[Entry]) -> list[Comparison]:
    """What a register says of figures (rows of the record's `figures`).

    A figure is compared with every entry of the same indicator and countries. Where period and unit are the
    same too, they agree or contradict each other; where no entry has them, one is given as incomparable.
    """
    by_subject: dict[tuple[str, frozenset[str]], list[Entry]] = defaultdict(list)
    for entry in register:
        by_subject[entry.indicator, entry.countries].append(entry)
    found = []
    for figure in figures:
        if figure["indicator"] and figure["parties"] and not figure["designator"] and not figure["change_vs"]:
            entries = by_subject.get((figure["indicator"].casefold(), frozenset(figure["parties"])), [])
            found += list(_against(figure, entries))
    return ordered(found)


def _against(figure: Row, entries: Sequence[Entry]) -> Iterator[Comparison]:
    fitting = [entry for entry in entries if _obstacle(figure, entry) is None]
    if fitting:
        yield from (_compared(figure, entry) for entry in fitting)
    elif entries:
        nearest = min(entries, key=lambda entry: (entry.unit != figure["unit"], entry.line))
        yield _comparison(INCOMPARABLE, figure, nearest, _obstacle(figure, nearest) or "")


def _obstacle(figure: Row, entry: Entry) -> str | None:
    if figure["unit"] != entry.unit:
        return f"different units: {figure['unit']} against {entry.unit}"
    if figure["status"] == "target":
        return "the claim is a target"
    own, other = periods.period(figure["period"]), periods.period(entry.period)
    if own is None or figure["period_basis"] == "published":
        return f"the claim gives no period, the register is for {entry.period}"
    if other is None or periods.relation(own, other) != periods.SAME:
        return f"different periods: {figure['period']} against {entry.period}"
    return None


def _compared(figure: Row, entry: Entry) -> Comparison:
    claim = rounding.written(figure["quote"], figure["value"], figure["value_high"], figure["approximator"])
    stands = _stands(claim, entry)
    verdict = CORROBORATES if stands else CONTRADICTS
    how = "fits" if stands else "does not fit"
    reason = f"the register's {entry.written} {entry.unit} {how} the claim as it is written"
    return _comparison(verdict, figure, entry, reason)


def _stands(claim: rounding.Written, entry: Entry) -> bool:
    """Whether the register's number can be the one claimed, within the bound and rounding of the claim."""
    match claim.bound:
        case "min":
            return entry.value >= claim.value - claim.tolerance
        case "max":
            return entry.value <= claim.value + claim.tolerance
        case "range" if claim.high is not None:
            return claim.value - claim.tolerance <= entry.value <= claim.high + claim.tolerance
    return abs(entry.value - claim.value) <= claim.tolerance


def _comparison(verdict: str, figure: Row, entry: Entry, reason: str) -> Comparison:
    between = "-".join(sorted(entry.countries))
    fields = (
        f"indicator: {entry.indicator}",
        f"parties: {between}",
        f"period: {entry.period}",
        f"unit: {entry.unit}",
    )
    place = (figure["document_id"], figure["start_char"], figure["end_char"])
    said = f"{figure['approximator'] or ''} {figure['value']:,.10g} {figure['unit']}".strip()
    claim = Witness(*place, figure["quote"], said, figure["figure_id"], figure["attribution"])
    row = f"{entry.source}, line {entry.line}: {entry.written} {entry.unit}, {entry.period}"
    held = Witness(None, None, None, row, f"{entry.written} {entry.unit}", None, entry.source)
    sides = ((claim, held),) if verdict == CORROBORATES else ((claim,), (held,))
    return Comparison(
        verdict, "register", f"{entry.indicator}, {between}, {entry.period}", fields, reason, sides
    )


def _entry(path: Path, line: int, row: dict[str, str]) -> Entry:
    values = {name: (row[name] or "").strip() for name in COLUMNS}
    try:
        value = float(values["value"].replace(",", ""))
    except ValueError as error:
        raise UsageError(f"{path}, line {line}: {values['value']!r} is not a number") from error
    countries = frozenset(code.upper() for code in (values["country_a"], values["country_b"]) if code)
    if not countries or not values["indicator"]:
        raise UsageError(f"{path}, line {line}: a row needs a country and an indicator")
    indicator = values["indicator"].casefold().replace("_", " ")
    source = values["source"] or path.name
    return Entry(line, countries, indicator, values["period"], value, values["value"], values["unit"], source)

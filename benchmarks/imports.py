"""Rows a second, panel time and peak memory of importing GDELT 2 events that this program makes up.

Usage: python benchmarks/imports.py [--rows N] [--keep FOLDER]

The rows have all 61 columns, addresses and place names of usual length; one in 100,000 has a column too few, one
a date that is none, and one repeats an id. Time is that of the whole process with its start, hash, journal
and digest; memory is its largest resident set. The panel is every pair of states by month, asked through the
dossier's own locked-down query with its 1 GB.
"""

# ruff: noqa: E501 - the programs and lists it holds stand on one line
from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

IMPORT = """
import sys
from detente.record import Dossier
with Dossier.open(sys.argv[1], write=True, create=True) as dossier:
    print(dossier.bring_in([sys.argv[2]])[0])
"""
PANEL = """
import sys, time
from detente.record import Dossier
with Dossier.open(sys.argv[1]) as dossier:
    begun = time.monotonic()
    panel = dossier.query("SELECT * FROM imported_dyad_month")
    print(f"{panel.num_rows} dyad-months of {sum(panel['events'].to_pylist())} events in {time.monotonic() - begun:.1f} s")
"""
_COUNTRIES = (
    "USA RUS CHN GBR FRA DEU UKR ISR PSE IRN IRQ SYR TUR AZE ARM GEO KAZ IND PAK AFG JPN KOR PRK TWN AUS CAN MEX BRA"
    " ARG VEN COL EGY SAU YEM ARE QAT LBN JOR ETH SOM SDN NGA ZAF KEN COD POL ROM HUN GRC ESP ITA SWE FIN NOR BLR"
)
_PLACES = (
    "US RS CH UK FR GM UP IS WE IR IZ SY TU AJ AM GG KZ IN PK AF JA KS KN TW AS CA MX BR AR VE CO EG SA YM AE"
)
_CODES = "010 020 036 040 042 043 046 051 057 061 070 080 090 100 111 112 120 130 138 141 145 150 163 173 180 190 193"
_SECTORS = "GOV MIL COP JUD OPP MED CVL BUS REB"


def write(path: Path, rows: int) -> None:
    """A GDELT 2 file of `rows` rows, the same for the same number."""

    def pick(words: str, salt: int) -> str:
        listed = words.split()
        quoted = ", ".join(f"'{word}'" for word in listed)
        return f"([{quoted}])[1 + CAST(hash(i, {salt}) % {len(listed)} AS INTEGER)]"

    def number(salt: int, below: int) -> str:
        return f"CAST(hash(i, {salt}) % {below} AS INTEGER)"

    def actor(n: int) -> list[str]:
        country, sector = pick(_COUNTRIES, n), pick(_SECTORS, n + 10)
        kind = f"CASE WHEN {number(n + 20, 3)} = 0 THEN {sector} ELSE '' END"
        return [
            f"{country} || {kind}",
            f"'ACTOR NAME ' || {number(n, 5000)}",
            country,
            *["''"] * 4,
            kind,
            "''",
            "''",
        ]

    def place(n: int) -> list[str]:
        country = pick(_PLACES, n)
        name = f"'Place ' || {number(n, 9000)} || ', Province, Country'"
        point = [
            f"round({number(n + 1, 18000)} / 100 - 90, 4)",
            f"round({number(n + 2, 36000)} / 100 - 180, 4)",
        ]
        return [
            "4",
            name,
            country,
            f"{country} || '07'",
            f"{number(n, 99999)}",
            *point,
            f"-{number(n, 999999)}",
        ]

    day = f"DATE '2015-03-01' + CAST(i * 3650 // {rows} AS INTEGER)"
    dated = f"CASE WHEN i % 100000 = 500 THEN '20150230' ELSE strftime({day}, '%Y%m%d') END"
    code = pick(_CODES, 40)
    columns = [
        "410000000 + i - CASE WHEN i % 100000 = 700 THEN 1 ELSE 0 END",
        dated,
        f"strftime({day}, '%Y%m')",
        f"year({day})",
        f"round(year({day}) + month({day}) / 12, 4)",
        *actor(1),
        *actor(2),
        "1",
        code,
        f"left({code}, 3)",
        f"left({code}, 2)",
        "1",
        f"{number(50, 200)} / 10 - 10",
        f"1 + {number(51, 20)}",
        "1",
        f"1 + {number(51, 20)}",
        f"round({number(52, 20000)} / 1000 - 10, 12)",
        *place(60),
        *place(70),
        *place(80),
        f"strftime({day}, '%Y%m%d') || '143000'",
        "'https://news.example/world/' || md5(CAST(i // 5 AS VARCHAR)) || '/story.html'",
    ]
    line = f"concat_ws(chr(9), {', '.join(columns)})"
    short = f"CASE WHEN i % 100000 = 300 THEN regexp_replace({line}, '\\t[^\\t]*$', '') ELSE {line} END"
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2; SET enable_progress_bar = false")
        connection.execute(
            f"COPY (SELECT {short} FROM range({rows}) t(i)) TO '{path}'"
            " (FORMAT csv, HEADER false, DELIMITER '\x01', QUOTE '', ESCAPE '')"
        )


def measure(program: str, *arguments: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor and the largest resident set in MiB of a Python program of its own."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the run failed")
    return time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument(
        "--keep", type=Path, help="a folder for the file and the dossier; else they are removed"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        file, dossier = folder / f"made-up-{options.rows}.export.CSV", folder / f"dossier-{options.rows}"
        if not file.exists():
            write(file, options.rows)
        print(f"{options.rows} rows, {file.stat().st_size / 1e6:.0f} MB", flush=True)
        seconds, busy, memory = measure(IMPORT, dossier, file)
        speed = f"{options.rows / seconds:,.0f} rows/s ({options.rows / busy:,.0f} a second of processor)"
        print(f"import: {seconds:.1f} s, {speed}, peak {memory:.0f} MiB", flush=True)
        size = (dossier / "imports.duckdb").stat().st_size / 1e6
        seconds, busy, memory = measure(PANEL, dossier)
        print(
            f"panel: {seconds:.1f} s with its start ({busy:.1f} s of processor), peak {memory:.0f} MiB; imports.duckdb {size:.0f} MB"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())

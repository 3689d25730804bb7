"""Documents a second and peak memory of adding articles to a dossier, for 1 worker and for more.

Usage: python benchmarks/throughput.py [--documents N] [--workers N ...]

Time is that of the whole process, start, dictionaries, weights, merging and the record included; memory is the
largest resident set of any one process.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kills import ADD
from press import write_articles


def measure(program: Path, articles: Path, dossier: Path, workers: int) -> tuple[float, float]:
    """Seconds and the largest resident set in MiB."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, str(program), str(articles), str(dossier), str(workers)])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the run failed")
    return time.monotonic() - begun, usage.ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program, articles = folder / "add.py", folder / "articles"
        program.write_text(ADD)
        write_articles(articles, options.documents)
        alone = None
        for workers in options.workers:
            seconds, memory = measure(program, articles, folder / f"dossier-{workers}", workers)
            alone = alone or seconds
            print(
                f"{workers} workers: {seconds:6.1f} s, {options.documents / seconds:6.1f} documents/s, "
                f"{alone / seconds:4.2f} times, peak {memory:.0f} MiB",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())

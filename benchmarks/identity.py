"""Checks that findings are the same byte for byte whatever the processes, order, locale and hash seed.

Usage: python benchmarks/identity.py [PATH ...] [--documents N]

Without paths, articles are put together from the corpus. Prints the SHA-256 of what `detente code --format
jsonl` prints under each condition and exits 1 where they differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from press import write_articles

CONDITIONS: tuple[tuple[str, int, bool, dict[str, str]], ...] = (
    ("1 worker", 1, False, {"PYTHONHASHSEED": "0"}),
    ("2 workers", 2, False, {"PYTHONHASHSEED": "0"}),
    ("shuffled inputs", 1, True, {"PYTHONHASHSEED": "0"}),
    ("hash seed 1, locale C", 1, False, {"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0"}),
    ("hash seed 2, locale C.UTF-8", 2, True, {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}),
    ("Baku time", 1, False, {"TZ": "Asia/Baku"}),
)


def findings(paths: list[Path], workers: int, shuffled: bool, environment: dict[str, str]) -> bytes:
    """What the command prints."""
    order = list(paths)
    if shuffled:
        random.Random(0).shuffle(order)
    command = [sys.executable, "-c", "from detente.show.cli import main; main()", "code", "--format", "jsonl"]
    command += ["--workers", str(workers), *map(str, order)]
    return subprocess.run(command, stdout=subprocess.PIPE, env=os.environ | environment, check=True).stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--documents", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        if not options.paths:
            write_articles(articles, options.documents)
        paths = options.paths or sorted(articles.iterdir())
        digests = set()
        for name, workers, shuffled, environment in CONDITIONS:
            printed = findings(paths, workers, shuffled, environment)
            digests.add(hashlib.sha256(printed).hexdigest())
            lines = printed.count(b"\n")
            print(f"{name:30} {lines:6} findings  {hashlib.sha256(printed).hexdigest()}", flush=True)
    return 0 if len(digests) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())

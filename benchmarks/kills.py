"""Kills a run at random moments and checks that it resumes to the same record.

Usage: python benchmarks/kills.py [--kills N] [--documents N] [--workers N] [--seed N]

A folder of articles is added to a dossier once in peace; then N times to a new dossier, ended with SIGKILL
after a random share of the time the first run took, and run again to its end. Each must end with the same
canonical hash, verify clean, and leave no process behind. Exits 1 where one does not.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from detente.record import Dossier
from press import write_articles

ADD = """
import sys, detente
if __name__ == "__main__":
    with detente.Dossier.open(sys.argv[2], write=True, create=True) as dossier:
        detente.add(dossier, [sys.argv[1]], workers=int(sys.argv[3]))
"""


@dataclass(frozen=True)
class Trial:
    """One killed run: seconds it was given, what it had done, and what the resumed run gave."""

    seconds: float
    killed: bool
    taken_in: int
    coded: int
    canonical: str
    problems: tuple[str, ...]


def start(program: Path, articles: Path, dossier: Path, workers: int) -> subprocess.Popen[bytes]:
    """A process of its own group that adds the articles to the dossier."""
    command = [sys.executable, str(program), str(articles), str(dossier), str(workers)]
    return subprocess.Popen(command, start_new_session=True)


def trial(program: Path, articles: Path, dossier: Path, workers: int, seconds: float) -> Trial:
    """Kill a run after some seconds and resume it."""
    process = start(program, articles, dossier, workers)
    try:
        process.wait(seconds)
        killed = False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed = True
    taken_in, coded = (count(dossier / folder) for folder in ("sources", "coded"))
    leave_nothing_behind(process.pid)
    if start(program, articles, dossier, workers).wait() != 0:
        raise SystemExit("the resumed run failed")
    with Dossier.open(dossier) as opened:
        return Trial(seconds, killed, taken_in, coded, opened.canonical(), opened.verify().problems)


def count(folder: Path) -> int:
    """The whole files in a folder."""
    return sum(1 for path in folder.glob("*") if not path.name.startswith(".")) if folder.exists() else 0


def leave_nothing_behind(group: int) -> None:
    """Wait until no process of the killed run is left; end here where one stays."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise SystemExit("the killed run left a process behind")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    moments = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program, articles = folder / "add.py", folder / "articles"
        program.write_text(ADD)
        write_articles(articles, options.documents)
        begun = time.monotonic()
        if start(program, articles, folder / "peace", options.workers).wait() != 0:
            raise SystemExit("the undisturbed run failed")
        whole = time.monotonic() - begun
        with Dossier.open(folder / "peace") as opened:
            expected = opened.canonical()
        print(f"{options.documents} documents in {whole:.1f} s, canonical {expected}")
        failed = 0
        for number in range(options.kills):
            done = trial(
                program, articles, folder / str(number), options.workers, moments.uniform(0.05, 1) * whole
            )
            good = done.canonical == expected and not done.problems
            failed += not good
            print(
                f"{number + 1:3}  killed after {done.seconds:5.2f} s" + ("" if done.killed else " (had ended)"),
                f"{done.taken_in:4} taken in {done.coded:4} coded  ",
                "same record" if good else f"ANOTHER RECORD {done.canonical} {done.problems}",
                flush=True,
            )
    print(f"{options.kills - failed} of {options.kills} resumed to the same record")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

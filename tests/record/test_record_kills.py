"""Every moment at which a kill could leave something half done: before a write is durable or in its place."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, signal, sys
from pathlib import Path
from record_lines import LineCoder, same_first_line
from detente.ingest.sources import Source
from detente.record import Dossier, store

store.likenesses = same_first_line
CODER = LineCoder()
TEXTS = [f"ASSAULT RUS>AZE 2024-12-2{n} actual: rockets hit port {n}" for n in range(2)]


def add(path):
    with Dossier.open(path, write=True, create=True) as dossier:
        dossier.add((Source(text.encode(), f"{n}.txt", f"{n}.txt") for n, text in enumerate(TEXTS)), CODER)
        return dossier.canonical()


def killed_before(number):
    calls = iter(range(1, 10_000))
    real = {"fsync": os.fsync, "replace": Path.replace}

    def mortal(name):
        def call(*given):
            if next(calls) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return real[name](*given)
        return call

    os.fsync, Path.replace = mortal("fsync"), mortal("replace")


def in_child(work):
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1]


folder = Path(sys.argv[1])
number = 0
while True:
    number += 1
    path = folder / str(number)
    told = folder / f"{number}.canonical"
    status = in_child(lambda: (killed_before(number), add(path)))
    ended = in_child(lambda: told.write_text(add(path)))
    problems = in_child(lambda: sys.exit(1) if Dossier.open(path).verify(CODER).problems else None)
    print(number, "killed" if status == 9 else status, ended, problems, told.read_text(), flush=True)
    if status != 9:
        break
"""


def test_a_run_killed_before_any_write_ends_with_the_same_record(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        check=False,
        text=True,
        cwd=Path(__file__).parent,
    )
    assert (done.returncode, done.stderr) == (0, "")
    runs = [line.split() for line in done.stdout.splitlines()]
    assert len(runs) > 15
    assert [run[1] for run in runs] == ["killed"] * (len(runs) - 1) + ["0"]
    assert {tuple(run[2:4]) for run in runs} == {("0", "0")}
    assert len({run[4] for run in runs}) == 1

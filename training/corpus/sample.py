"""Draw the passages that a second coder reads blind: their texts, without the first coding.

    python training/corpus/sample.py OUT.jsonl [--seed S] [--leads N] [--passages N]

Only passages of the dev and test parts are drawn, as those are what a coder is measured on. Leads come in
equal shares from the files of single sentences, passages in equal shares from all others. The order in which
passages are drawn is that of a hash of the seed and the id, so that a larger sample contains a smaller one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))
import check
import split

LEADS: Final = ("leads", "wire")
_SHOWN: Final = ("id", "published", "text")


def rank(seed: str, passage_id: str) -> str:
    """The place of a passage in the order in which passages are drawn."""
    return hashlib.sha256(f"{seed}:{passage_id}".encode()).hexdigest()


def draw(rows: Sequence[check.Row], count: int, seed: str) -> list[check.Row]:
    """`count` passages of the dev and test parts (all, if there are fewer), shorn of every annotation."""
    eligible = [row for row in rows if split.split_of(row["id"]) != "train"]
    chosen = sorted(eligible, key=lambda row: rank(seed, row["id"]))[:count]
    return [{name: row.get(name) for name in _SHOWN} for row in chosen]


def shares(total: int, parts: int) -> list[int]:
    """`total` in `parts` whole shares that differ by one at most."""
    return [total // parts + (index < total % parts) for index in range(parts)]


def main(arguments: Sequence[str]) -> int:
    """Write the sample named by the arguments; the exit status."""
    parser = argparse.ArgumentParser(description="Draw texts for a second, blind coding.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", default="second-1")
    parser.add_argument("--leads", type=int, default=260)
    parser.add_argument("--passages", type=int, default=50)
    options = parser.parse_args(arguments)
    files = check.passage_files()
    drawn: list[check.Row] = []
    for wanted, paths in (
        (options.leads, [path for path in files if path.stem in LEADS]),
        (options.passages, [path for path in files if path.stem not in LEADS]),
    ):
        for path, count in zip(paths, shares(wanted, len(paths)), strict=True):
            drawn += draw(check.read([path]), count, options.seed)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in drawn]
    options.out.write_text("".join(lines), encoding="utf-8")
    print(f"{len(drawn)} passages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Split the corpus by the hash of a passage's id, so that adding passages never moves one.

python training/corpus/split.py [FILE.jsonl ...]      prints how many passages fall in each part
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import Final, Literal

sys.path.insert(0, str(Path(__file__).parent))
import check

Part = Literal["train", "dev", "test"]
_DEV_FROM: Final = 0xB3
_TEST_FROM: Final = 0xCC


def split_of(passage_id: str) -> Part:
    """The part a passage belongs to: about 70 % train, 10 % dev, 20 % test."""
    first = hashlib.sha256(passage_id.encode("utf-8")).digest()[0]
    if first < _DEV_FROM:
        return "train"
    return "dev" if first < _TEST_FROM else "test"


if __name__ == "__main__":
    rows = check.read([Path(name) for name in sys.argv[1:]] or check.passage_files())
    print(dict(Counter(split_of(row["id"]) for row in rows)))

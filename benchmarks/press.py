"""Articles put together from the corpus's passages, for measurements that need many."""

from __future__ import annotations

import json
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
PASSAGES = 3


def write_articles(folder: Path, count: int) -> None:
    """Write `count` different articles of three passages each, the same ones every time."""
    rows = [
        json.loads(line)
        for path in sorted(CORPUS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    texts = [row["text"] for row in rows if len(row.get("text", "")) > 300]
    folder.mkdir(parents=True)
    for number in range(count):
        chosen = [texts[(number * 7 + step * 101) % len(texts)] for step in range(PASSAGES)]
        name = f"article-{number:04}.txt"
        (folder / name).write_text("\n\n".join((f"Report {number}", *chosen)) + "\n", encoding="utf-8")

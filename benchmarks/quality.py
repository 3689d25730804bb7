"""Score the shipped coder: the corpus test split, and a gold folder where one is given.

python benchmarks/quality.py                                  the corpus test split, passages and leads
python benchmarks/quality.py --gold FOLDER --texts FOLDER     articles with gold annotation
python benchmarks/quality.py --floors benchmarks/floors.json  exit 1 where a score is below its floor
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from detente.ingest import discover, document_from_text, receive
from detente.measure.evaluation import Evaluation, corpus_gold, evaluate, folder_gold
from detente.pipeline import Settings, code_document
from detente.terms import Document, as_row

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training/corpus"))
from split import split_of  # noqa: E402

LEAD_CHARACTERS = 400


def rows_of(document: Document) -> list[dict]:
    return [as_row(finding) for finding in code_document(document, Settings()).findings]


def corpus_scores(part: str) -> dict[str, Evaluation]:
    """Scores on passages and on leads (texts of one or two sentences) of one part of the corpus."""
    files = sorted(path for path in (ROOT / "corpus").glob("*.jsonl") if path.name != "corrections.jsonl")
    passages = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    mine = [passage for passage in passages if split_of(passage["id"]) == part]
    out = {}
    for name, short in (("passages", False), ("leads", True)):
        chosen = [p for p in mine if (len(p["text"]) < LEAD_CHARACTERS) == short]
        findings = {
            p["id"]: rows_of(document_from_text(p["text"], name=p["id"], published=p["published"]))
            for p in chosen
        }
        out[name] = evaluate(corpus_gold(chosen), findings)
    return out


def gold_scores(gold: Path, texts: Path) -> Evaluation:
    documents = [receive(source) for source in discover([texts])]
    return evaluate(folder_gold(gold), {Path(d.name).stem: rows_of(d) for d in documents})


def table(name: str, result: Evaluation) -> str:
    lines = [f"{name} ({len(result.documents)} texts)"]
    for level, f1 in result.f1.items():
        extra = f"precision {result.precision[level]:.3f} recall {result.recall[level]:.3f}"
        lines.append(f"  {level:22s} F1 {f1.value:.3f} [{f1.low:.3f}, {f1.high:.3f}] of {f1.of}  {extra}")
    for field, share in result.shares.items():
        lines.append(f"  {field:22s} {share.value:.3f} [{share.low:.3f}, {share.high:.3f}] of {share.of}")
    lines.append(f"  trap hits {result.traps}, findings in noise {result.noise}")
    return "\n".join(lines)


def below(floors: dict[str, dict[str, float]], results: dict[str, Evaluation]) -> list[str]:
    """The scores that fell under their floor, one line each."""
    out = []
    for part, wanted in floors.items():
        for score, floor in wanted.items():
            result = results[part]
            got = result.f1[score].value if score in result.f1 else result.shares[score].value
            if got < floor:
                out.append(f"{part}: {score} is {got:.3f}, its floor is {floor:.3f}")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="test", choices=["train", "dev", "test"])
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--floors", type=Path)
    args = parser.parse_args()
    if args.gold:
        print(table("gold", gold_scores(args.gold, args.texts)))
        return 0
    results = corpus_scores(args.part)
    for name, result in results.items():
        print(table(f"corpus {args.part} {name}", result))
    fallen = below(json.loads(args.floors.read_text()), results) if args.floors else []
    print(*fallen, sep="\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())

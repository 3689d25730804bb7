"""Gold and findings brought together: from files of JSON lines, or from a dossier's record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from detente.errors import UsageError
from detente.measure.evaluation import Evaluation, by_name, evaluate, read_findings, read_gold
from detente.record import Dossier
from detente.record.rows import TABLE_OF

Row = dict[str, Any]

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Scored:
    """Findings scored against gold.

    `findings` are the scored rows by document as gold names it; `texts` the documents' texts where known.
    `silent` are gold documents without a finding, `unasked` documents with findings but without gold.
    """

    gold: str
    source: str
    evaluation: Evaluation
    findings: dict[str, list[Row]]
    texts: dict[str, str]
    silent: tuple[str, ...]
    unasked: tuple[str, ...]


def score(gold_path: Path, findings_path: Path) -> Scored:
    """Score a file of findings, or a dossier's, against gold.

    Raises UsageError where either cannot be read or no document is in both; its line names some of each.
    """
    gold = read_gold(gold_path)
    names = {document.name for document in gold}
    texts = {document.name: document.text for document in gold if document.text is not None}
    if findings_path.is_dir():
        rows, held = _of_dossier(findings_path, names)
        texts |= {name: text for name, text in held.items() if name in names}
        read = set(held)
    elif findings_path.is_file():
        rows = by_name(read_findings(findings_path), names)
        read = set(rows)
    else:
        raise UsageError(f"{findings_path}: no such file of findings, and no dossier")
    if not names & read:
        raise UsageError(
            f"no document is both in gold and in findings: {gold_path} has {_some(names)}; "
            f"{findings_path} has {_some(read) if read else 'none'}; they match by name without its ending"
        )
    return Scored(
        gold=str(gold_path),
        source=str(findings_path),
        evaluation=evaluate(gold, rows),
        findings={name: rows.get(name, []) for name in sorted(names)},
        texts=texts,
        silent=tuple(sorted(name for name in names if not rows.get(name))),
        unasked=tuple(sorted(set(rows) - names)),
    )


def _some(names: Collection[str]) -> str:
    first = ", ".join(sorted(names)[:_NAMED])
    return first if len(names) <= _NAMED else f"{first} and {len(names) - _NAMED} more"


def _of_dossier(path: Path, known: Collection[str]) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """A dossier's findings and texts by document, as gold names it; what a person rejected is left out."""
    with Dossier.open(path) as dossier:
        documents = dossier.query("SELECT document_id, name, text FROM documents WHERE coded").to_pylist()
        places = dossier.query("SELECT document_id, name FROM origins ORDER BY name").to_pylist()
        rows = list(_rows(dossier))
    names: dict[str, list[str]] = defaultdict(list)
    for place in places:
        names[place["document_id"]].append(place["name"])
    called = {
        one["document_id"]: _gold_name([one["name"], *names[one["document_id"]]], known) for one in documents
    }
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[called[row["document_id"]]].append(row)
    return dict(found), {called[one["document_id"]]: one["text"] for one in documents}


def _gold_name(names: list[str], known: Collection[str]) -> str:
    """The name that gold knows a document by; else its own without the ending."""
    stems = [name if name in known else PurePosixPath(name).stem for name in names]
    return next((stem for stem in stems if stem in known), stems[0])


def _rows(dossier: Dossier) -> Iterator[Row]:
    parties: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for party in dossier.query("SELECT * FROM parties ORDER BY report_id, role, position").to_pylist():
        parties[party["report_id"], party["role"]].append(party)
    for kind, table in TABLE_OF.items():
        sql = (
            f"SELECT t.*, d.name AS document FROM {table} t JOIN documents d USING (document_id) "  # noqa: S608
            "WHERE t.decision IS DISTINCT FROM 'rejected' ORDER BY d.name, t.start_char, t.end_char"
        )
        for row in dossier.query(sql).to_pylist():
            row |= {"kind": kind, "start": row["start_char"], "end": row["end_char"]}
            if kind == "event":
                sides = ("actor", "recipient")
                row |= {side: parties.get((row["report_id"], side), []) for side in sides}
            yield row


def around(text: str, start: int, end: int, reach: int = 70) -> tuple[str, str]:
    """The words before and after a stretch of a text, cut at spaces and line ends."""
    before = text[max(0, start - reach) : start].rpartition("\n")[2]
    after = text[end : end + reach].partition("\n")[0]
    if len(before) == reach:
        before = "…" + before.partition(" ")[2]
    if len(after) == reach:
        after = after.rpartition(" ")[0] + "…"
    return before, after


def countries(side: Iterable[Row] | None) -> str:
    """The countries of a side: "KEN, UGA", or a dash."""
    found = dict.fromkeys(str(party["country"]) for party in side or () if party.get("country"))
    return ", ".join(found) or "–"

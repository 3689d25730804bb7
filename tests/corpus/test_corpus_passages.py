"""The published corpus is sound, and its tools find what is unsound."""

from __future__ import annotations

import copy
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOLS = Path(__file__).parents[2] / "training" / "corpus"


def _tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"corpus_{name}", TOOLS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    path, modules = sys.path[:], set(sys.modules)
    spec.loader.exec_module(module)
    sys.path[:] = path
    for added in set(sys.modules) - modules:
        if added in {"schema", "check"}:
            del sys.modules[added]
    return module


check = _tool("check")
split = _tool("split")


@pytest.fixture
def passage() -> dict[str, Any]:
    event = {
        "quote": "Oslo told Lima no",
        "trigger": "told",
        "type": "REJECT",
        "mode": None,
        "contexts": [],
        "actor": [{"quote": "Oslo", "country": "NOR", "sector": "GOV"}],
        "recipient": [{"quote": "Lima", "quote_nth": 1, "country": "PER", "sector": "GOV"}],
        "date_start": None,
        "date_end": None,
        "date_basis": "none",
        "factuality": "actual",
    }
    return {"id": "tst-1", "register": "wire", "text": "Oslo told Lima no. Lima smiled.", "events": [event]}


def test_every_passage_is_sound() -> None:
    passages = check.read(check.passage_files())
    assert check.corpus_errors(passages) == []


def test_every_correction_names_a_passage_and_a_reason() -> None:
    ids = {row["id"] for row in check.read(check.passage_files())}
    lines = (check.CORPUS / "corrections.jsonl").read_text(encoding="utf-8").splitlines()
    corrections = [json.loads(line) for line in lines]
    assert all(set(row) == {"id", "field", "old", "new", "why"} for row in corrections)
    assert [
        row for row in corrections if row["id"] not in ids or not row["why"] or row["old"] == row["new"]
    ] == []


def test_a_sound_passage_has_no_errors(passage: dict[str, Any]) -> None:
    assert check.errors_of(passage) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quote": "Oslo told Bonn no"}, "events.0.quote is not in the text: 'Oslo told Bonn no'"),
        ({"type": "SMILE"}, "events.0: type 'SMILE'"),
        ({"mode": "phone"}, "events.0: mode 'phone'"),
        ({"factuality": "true"}, "events.0: factuality 'true'"),
        ({"date_start": "2020-05", "date_end": "2019", "date_basis": "explicit"}, "before date_start 2020-05"),
        ({"date_start": "2020", "date_basis": "none"}, "a date without a basis"),
        ({"actor": []}, "events.0: no actor"),
        (
            {"recipient": [{"quote": "Lima", "country": "PER", "sector": "GOV"}]},
            "occurs 2 times and has no _nth",
        ),
        ({"actor": [{"quote": "Oslo", "country": "NOR", "sector": None}]}, "events.0: sector None"),
    ],
)
def test_a_planted_fault_is_found(passage: dict[str, Any], change: dict[str, Any], message: str) -> None:
    broken = copy.deepcopy(passage)
    broken["events"][0] |= change
    assert any(message in error for error in check.errors_of(broken))


def test_ids_and_texts_are_unique(passage: dict[str, Any]) -> None:
    assert check.corpus_errors([passage, passage]) == [
        "id used 2 times: tst-1",
        "text used 2 times: Oslo told Lima no. Lima smiled.",
    ]


def test_the_split_follows_the_first_byte_of_the_hash() -> None:
    assert [split.split_of(name) for name in ("cau-001", "cau-020", "eur-001")] == [
        "train",
        "dev",
        "test",
    ]


def test_the_split_has_the_intended_shares() -> None:
    parts = [split.split_of(f"x-{number}") for number in range(4000)]
    assert 0.67 < parts.count("train") / 4000 < 0.73
    assert 0.08 < parts.count("dev") / 4000 < 0.12

"""The second coding is sound, and agreement is measured as the literature does."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from collections import Counter
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
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    sys.path[:] = path
    for added in set(sys.modules) - modules:
        if added in {"alpha", "check", "schema", "split"}:
            del sys.modules[added]
    return module


alpha = _tool("alpha")
agreement = _tool("agreement")
sample = _tool("sample")
check = _tool("check")
SECOND = check.CORPUS / "second"


def _event(text: str, quote: str, trigger: str, **fields: Any) -> dict[str, Any]:
    assert quote in text
    event: dict[str, Any] = {"quote": quote, "trigger": trigger, "type": "ACCUSE", "factuality": "actual"}
    return event | {"actor": [], "recipient": []} | fields


def _sides(actor: str, recipient: str) -> dict[str, Any]:
    return {"actor": [{"country": actor}], "recipient": [{"country": recipient}]}


def test_alpha_of_krippendorffs_binary_example() -> None:
    meg, owen = "0100000010", "1110010000"
    assert round(alpha.nominal_alpha(list(zip(meg, owen, strict=True))), 3) == 0.095


def test_alpha_of_krippendorffs_nominal_example() -> None:
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert round(alpha.nominal_alpha(list(zip(ben, gerry, strict=True))), 3) == 0.692


def test_alpha_of_krippendorffs_example_with_missing_values() -> None:
    coders = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    units = [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]
    assert round(alpha.nominal_alpha(units), 3) == 0.743


def test_alpha_at_its_ends() -> None:
    assert alpha.nominal_alpha([("a", "a"), ("b", "b")]) == 1.0
    assert alpha.nominal_alpha([("a", "b"), ("b", "a")]) == -0.5
    assert math.isnan(alpha.nominal_alpha([("a", "a"), ("a", "a")]))
    assert math.isnan(alpha.nominal_alpha([("a",)]))


def test_the_bootstrap_is_the_same_every_time_and_holds_the_mean() -> None:
    units = list(range(10))
    interval = alpha.bootstrap(units, lambda chosen: sum(chosen) / len(chosen))
    assert interval == alpha.bootstrap(units, lambda chosen: sum(chosen) / len(chosen))
    assert interval[0] < 4.5 < interval[1]
    assert all(math.isnan(end) for end in alpha.bootstrap(units, lambda _: math.nan))


TEXT = "Oslo said that Lima had shelled Bonn. Bonn wept."
CLAIM = _event(TEXT, "Oslo said that Lima had shelled Bonn", "said", **_sides("NOR", "PER"))
CONTENT = _event(
    TEXT,
    "Lima had shelled Bonn",
    "shelled",
    type="ASSAULT",
    factuality="reported_claim",
    **_sides("PER", "DEU"),
)


def _compare(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> Any:
    return agreement.compare(
        {"id": "x", "text": TEXT, "events": first}, {"id": "x", "text": TEXT, "events": second}
    )


def test_events_are_paired_by_trigger_before_quote() -> None:
    wide = CONTENT | {"quote": "Oslo said that Lima had shelled Bonn"}
    compared = _compare([CLAIM, CONTENT], [wide, CLAIM])
    assert [(one["trigger"], other["trigger"]) for one, other in compared.pairs] == [
        ("said", "said"),
        ("shelled", "shelled"),
    ]


def test_the_codes_play_no_part_in_the_pairing() -> None:
    compared = _compare([CLAIM], [CLAIM | {"type": "PROTEST", "factuality": "negated"}])
    assert len(compared.pairs) == 1
    assert agreement.values("type", [compared]) == [("ACCUSE", "PROTEST")]
    assert agreement.confusions("type", [compared]) == [(1, "ACCUSE/PROTEST")]
    assert agreement.f1((), [compared]) == 1.0
    assert agreement.f1(("type",), [compared]) == 0.0


def test_events_apart_are_not_paired() -> None:
    apart = _event(TEXT, "Bonn wept", "wept")
    compared = _compare([CONTENT], [apart])
    assert (compared.pairs, compared.only_first, compared.only_second) == ((), (CONTENT,), (apart,))
    assert compared.sizes == (0, 1, 1)


def test_f1_counts_each_coders_events() -> None:
    compared = _compare([CLAIM, CONTENT], [CLAIM])
    assert agreement.f1((), [compared]) == 2 * 1 / 3


def test_a_quote_is_found_by_its_number() -> None:
    assert agreement.span_of("Bonn, Bonn, Bonn", {"quote": "Bonn", "quote_nth": 2}, "quote") == (6, 10)


def test_sides_of_a_reciprocal_event_are_one_set() -> None:
    event = {"reciprocal": True} | _sides("PER", "NOR")
    turned = {"reciprocal": True} | _sides("NOR", "PER")
    assert agreement.countries(event, "actor") == agreement.countries(turned, "actor") == {"NOR", "PER"}
    assert agreement.countries(_sides("PER", "NOR"), "actor") == {"PER"}


def test_differences_name_their_fields() -> None:
    compared = _compare([CLAIM, CONTENT], [CLAIM | {"date_start": "2020", **_sides("NOR", "DEU")}])
    assert [
        (row.get("fields"), "first" in row, "second" in row) for row in agreement.differences([compared])
    ] == [
        (["recipient", "date"], True, True),
        (None, True, False),
    ]


def test_a_sample_shows_no_annotation_and_no_training_passage() -> None:
    rows = [{"id": f"x-{number}", "text": "t", "published": None, "events": [1]} for number in range(200)]
    drawn = sample.draw(rows, 20, "seed")
    assert [set(row) for row in drawn] == [{"id", "published", "text"}] * 20
    assert all(sample.split.split_of(row["id"]) != "train" for row in drawn)
    assert drawn[:5] == sample.draw(rows, 5, "seed")
    assert drawn != sample.draw(rows, 20, "another seed")
    assert sample.shares(50, 8) == [7, 7, 6, 6, 6, 6, 6, 6]


def test_the_second_coding_is_of_held_out_passages_and_sound() -> None:
    rows = check.read([SECOND / "second.jsonl"])
    assert len({row["id"] for row in rows}) == 310
    for row in rows:
        assert sample.split.split_of(row["id"]) != "train"
        assert list(check._quote_errors(row)) == []
        assert all(event["type"] in check.schema.TYPES for event in row["events"])
        assert all(event["factuality"] in check.schema.FACTUALITIES for event in row["events"])


def test_a_sample_is_written_in_equal_shares(tmp_path: Path) -> None:
    assert sample.main([str(tmp_path / "s.jsonl"), "--leads", "4", "--passages", "9"]) == 0
    drawn = check.read([tmp_path / "s.jsonl"])
    leads = Counter(row["id"][:3] for row in drawn if row["id"][:3] in {"led", "wir"})
    assert (len(drawn), leads) == (13, {"led": 2, "wir": 2})


def test_both_codings_are_of_the_same_texts() -> None:
    texts = [
        {row["id"]: row["text"] for row in check.read([SECOND / name])}
        for name in ("first.jsonl", "second.jsonl")
    ]
    corpus = {row["id"]: row["text"] for row in check.read(check.passage_files())}
    assert texts[0] == texts[1]
    assert all(corpus[name] == text for name, text in texts[0].items())


def test_the_published_agreement_is_what_the_codings_give() -> None:
    compared = agreement.compare_all(SECOND / "first.jsonl", SECOND / "second.jsonl")
    fields = ("type", "factuality", "actor", "recipient")
    assert {field: round(agreement.field_alpha(field, compared), 2) for field in fields} == {
        "type": 0.93,
        "factuality": 0.88,
        "actor": 0.96,
        "recipient": 0.92,
    }
    assert round(agreement.f1((), compared), 2) == 0.90


def test_every_difference_is_adjudicated() -> None:
    compared = agreement.compare_all(SECOND / "first.jsonl", SECOND / "second.jsonl")
    differences = agreement.differences(compared)
    lines = (SECOND / "adjudication.jsonl").read_text(encoding="utf-8").splitlines()
    verdicts = [json.loads(line) for line in lines]
    assert [row["id"] for row in verdicts] == [row["id"] for row in differences]
    assert Counter(row["verdict"] for row in verdicts) == {
        "first": 183,
        "either": 154,
        "second": 98,
        "scope": 21,
        "pairing": 8,
    }


@pytest.mark.parametrize("name", ["first.jsonl", "second.jsonl"])
def test_the_codings_are_no_passages_of_the_corpus(name: str) -> None:
    assert SECOND / name not in check.passage_files()

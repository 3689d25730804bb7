"""Scores, confusions and reliability on two invented articles, worked out by hand."""

import json

import pytest

from detente.errors import UsageError
from detente.measure.evaluation import (
    by_name,
    differing,
    evaluate,
    read_findings,
    read_gold,
    reliability,
)


def party(country):
    return [{"name": country, "country": country, "sector": "GOV"}]


def gold_event(start, end, kind, actor="KEN", recipient="UGA", **more):
    row = {"start": start, "end": end, "quote": "q" * (end - start), "type": kind, "reciprocal": False}
    row |= {"source": party(actor), "target": party(recipient), "date_start": "2024-05-10"}
    return {**row, "factuality": "actual", "attribution": None, **more}


def event(document, start, end, kind, confidence, actor="KEN", recipient="UGA", **more):
    row = {"kind": "event", "document": document, "start": start, "end": end, "quote": "q", "type": kind}
    row |= {"actor": party(actor), "recipient": party(recipient), "date_start": "2024-05-10"}
    return {**row, "factuality": "actual", "attribution": None, "confidence": confidence, **more}


GOLD = {
    "harbour": {
        "events": [
            gold_event(0, 20, "ACCUSE", factuality="reported_claim", attribution="Nairobi"),
            gold_event(30, 50, "CONSULT", mentions=[{"start": 200, "end": 220}]),
            gold_event(60, 80, "AID", certainty_of_coder="low"),
            gold_event(90, 110, "SANCTION"),
        ],
        "figures": [
            {"start": 120, "end": 140, "num_start": 125, "num_end": 137, "value": 1.2e9, "unit": "USD"},
            {"start": 150, "end": 160, "value": 6, "unit": "people", "quote": "six people"},
        ],
        "noise": [{"start": 300, "end": 400}],
        "non_events": [{"start": 250, "end": 260}],
    },
    "lake": {"events": [gold_event(0, 10, "THREATEN")], "figures": []},
}
FINDINGS = [
    event("harbour.txt", 5, 20, "ACCUSE", 0.9),
    event("harbour.txt", 30, 45, "CONSULT", 0.8, recipient="TZA"),
    event("harbour.txt", 200, 210, "CONSULT", 0.2, recipient="TZA"),
    event("harbour.txt", 95, 110, "COERCE", 0.35),
    event("harbour.txt", 250, 255, "ASSAULT", 0.3),
    event("harbour.txt", 310, 320, "ASSAULT", 0.85),
    {"kind": "figure", "document": "harbour.txt", "start": 125, "end": 137, "value": 1.2e9, "unit": "USD"},
    {"kind": "figure", "document": "harbour.txt", "start": 150, "end": 153, "value": 7, "unit": "count"},
]


@pytest.fixture
def gold(tmp_path):
    for name, data in GOLD.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(data))
    return read_gold(tmp_path)


@pytest.fixture
def result(gold):
    return evaluate(gold, by_name(FINDINGS))


def test_counts_as_the_scorer_of_the_gold_gives_them(result):
    totals = {
        level: tuple(sum(d.counts[level][i] for d in result.documents) for i in range(3))
        for level in ("found", "type", "triple", "figures")
    }
    assert totals == {"found": (3, 5, 4), "type": (2, 5, 4), "triple": (1, 6, 4), "figures": (1, 2, 2)}
    assert result.f1["type"].value == pytest.approx(4 / 9)
    assert (result.traps, result.noise) == (1, 1)


def test_shares_are_of_the_pairs_matched_by_type(result):
    values = {name: (share.value, share.of) for name, share in result.shares.items()}
    assert values == {
        "date": (1.0, 2),
        "factuality": (0.5, 2),
        "factuality_not_actual": (0.0, 1),
        "attribution": (0.5, 2),
    }


def test_confusions_of_type_and_factuality(result):
    assert result.confusion == {
        ("ACCUSE", "ACCUSE"): 1,
        ("CONSULT", "CONSULT"): 1,
        ("SANCTION", "COERCE"): 1,
    }
    assert result.missed == {"THREATEN": 1}
    assert result.spurious == {"ASSAULT": 2}
    assert result.factualities == {("actual", "actual"): 1, ("reported_claim", "actual"): 1}


def test_misses_and_extras_of_each_document(result):
    harbour, lake = result.documents
    assert [row["type"] for row in harbour.misses] == ["SANCTION"]
    assert [row["start"] for row in harbour.extras] == [95, 250, 310]
    assert [row["unit"] for row in harbour.figure_misses] == ["people"]
    assert [row["value"] for row in harbour.figure_extras] == [7]
    assert [row["type"] for row in lake.misses] == ["THREATEN"]
    assert [differing(*pair) for pair in harbour.pairs] == [("factuality", "attribution"), ("parties",)]


def test_reliability_counts_what_scoring_counts(result):
    events = result.reliability["events"]
    assert events.count == 5
    assert [(b.low, b.high, b.count, b.right) for b in events.bins] == [
        (0.2, 0.3, 1, 0.0),
        (0.3, 0.4, 1, 0.0),
        (0.7, 0.8, 1, 1.0),
        (0.8, 0.9, 2, 0.5),
    ]
    assert events.error == pytest.approx((0.3 + 0.35 + 0.2 + 2 * 0.375) / 5)
    assert (result.reliability["figures"].count, result.reliability["figures"].error) == (0, None)


def test_confidence_on_an_edge_falls_into_the_bin_below():
    edges = reliability([(0.0, False), (0.1, True), (0.2, True), (1.0, True)])
    assert [(b.low, b.count) for b in edges.bins] == [(0.0, 2), (0.1, 1), (0.9, 1)]


def test_gold_of_corpus_passages(tmp_path):
    passage = {"id": "x.1", "text": "Kenya warned Uganda.", "figures": [], "noise": [], "non_events": []}
    row = {"quote": "warned Uganda", "type": "THREATEN", "actor": [], "recipient": [], "date_start": None}
    passage["events"] = [row]
    file = tmp_path / "part.jsonl"
    file.write_text(json.dumps(passage) + "\n\n")
    (tmp_path / "corrections.jsonl").write_text("{}\n")
    for path in (file, tmp_path):
        (document,) = read_gold(path)
        assert (document.name, document.text) == ("x.1", "Kenya warned Uganda.")
        assert (document.events[0]["start"], document.events[0]["end"]) == (6, 19)
    assert list(by_name([{"document": "x.1"}, {"document": "a/y.2.txt"}], {"x.1"})) == ["x.1", "y.2"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none", None, "no such file or folder"),
        ("bad.jsonl", "{}\n", r"bad\.jsonl, line 1: is not a passage of the corpus"),
        ("bad.jsonl", "[]\n", r"line 1: is not a passage"),
        ("bad.json", "{}", "not a gold file"),
    ],
)
def test_gold_that_is_none_is_named(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(UsageError, match=message):
        read_gold(tmp_path / name)


def test_a_folder_without_gold_is_named(tmp_path):
    with pytest.raises(UsageError, match="no gold files there"):
        read_gold(tmp_path)
    with pytest.raises(UsageError, match="holds no document"):
        evaluate([], {})


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1: is not JSON"),
        ("3", "line 1: is not a finding"),
        ('{"kind": "figure", "document": "a", "start": 0}', "line 1: the finding has no end"),
        ('{"kind": "event", "document": "a", "start": 0, "end": 1}', "line 1: the finding has no type"),
        ('{"kind": "figure", "document": "a", "start": 0, "end": "1"}', "whole numbers"),
    ],
)
def test_findings_that_are_none_are_named(tmp_path, line, message):
    file = tmp_path / "f.jsonl"
    file.write_text(line + "\n")
    with pytest.raises(UsageError, match=message):
        read_findings(file)


def test_fields_that_another_coder_leaves_out_are_empty(tmp_path):
    file = tmp_path / "f.jsonl"
    file.write_text('{"kind": "event", "document": "a", "start": 0, "end": 1, "type": "AID"}\n')
    (row,) = read_findings(file)
    assert (row["actor"], row["factuality"], row["attribution"]) == ([], "actual", None)

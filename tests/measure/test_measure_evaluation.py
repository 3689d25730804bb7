import json

import pytest

from detente.errors import UsageError
from detente.measure.evaluation import GoldDocument, by_name, corpus_gold, evaluate, folder_gold, match_document


def gold_event(start, end, event_type="ACCUSE", actor="KEN", recipient="UGA", **more):
    row = {
        "start": start,
        "end": end,
        "type": event_type,
        "source": [{"country": actor}],
        "target": [{"country": recipient}],
        "reciprocal": False,
        "date_start": "2024-05",
        "factuality": "actual",
        "attribution": None,
    }
    return {**row, **more}


def finding(start, end, event_type="ACCUSE", actor="KEN", recipient="UGA", **more):
    row = {
        "kind": "event",
        "document": "a.txt",
        "start": start,
        "end": end,
        "type": event_type,
        "actor": [{"country": actor}],
        "recipient": [{"country": recipient}],
        "date_start": "2024-05-08",
        "factuality": "actual",
        "attribution": None,
    }
    return {**row, **more}


def gold(events=(), figures=(), noise=(), traps=()):
    return GoldDocument("a", tuple(events), tuple(figures), tuple(noise), tuple(traps))


@pytest.mark.parametrize(
    ("predicted", "found", "typed", "triple"),
    [
        (finding(5, 15), 1, 1, 1),
        (finding(5, 15, "THREATEN"), 1, 0, 0),
        (finding(5, 15, recipient="TZA"), 1, 1, 0),
        (finding(40, 50), 0, 0, 0),
    ],
)
def test_levels(predicted, found, typed, triple):
    counts = match_document(gold([gold_event(0, 10)]), [predicted]).counts
    assert [counts[level][0] for level in ("found", "type", "triple")] == [found, typed, triple]


def test_reciprocal_events_match_either_way_round():
    turned = finding(0, 10, actor="UGA", recipient="KEN")
    assert match_document(gold([gold_event(0, 10)]), [turned]).counts["triple"][0] == 0
    assert match_document(gold([gold_event(0, 10, reciprocal=True)]), [turned]).counts["triple"][0] == 1


def test_low_certainty_gold_is_optional_and_mentions_are_no_extras():
    low = gold_event(0, 10, certainty_of_coder="low")
    assert match_document(gold([low]), []).counts["type"] == (0, 0, 0)
    told_twice = gold_event(0, 10, mentions=[{"start": 20, "end": 30}])
    assert match_document(gold([told_twice]), [finding(0, 10), finding(20, 30)]).counts["type"] == (1, 1, 1)


def test_shares_of_matched_events():
    right = finding(0, 10)
    wrong = finding(20, 30, factuality="planned", date_start="2023", attribution={"name": "Kampala"})
    matched = match_document(gold([gold_event(0, 10), gold_event(20, 30)]), [right, wrong])
    assert matched.shares["date"] == (1, 2)
    assert matched.shares["factuality"] == (1, 2)
    assert matched.shares["factuality_not_actual"] == (0, 0)
    assert matched.shares["attribution"] == (1, 2)


def test_traps_and_noise():
    matched = match_document(
        gold(traps=[{"start": 0, "end": 5}], noise=[{"start": 50, "end": 60}]),
        [finding(0, 10), finding(55, 58)],
    )
    assert matched.shares["traps"] == (1, 2)
    assert matched.shares["noise"] == (1, 2)
    assert [row["start"] for row in matched.extras] == [0, 55]


@pytest.mark.parametrize(
    ("unit", "value", "right"),
    [("USD", 4.8e9, 1), ("USD", 4.9e9, 0), ("EUR", 4.8e9, 0), ("count of dollars", 4.8e9, 0)],
)
def test_figures(unit, value, right):
    want = {"start": 0, "end": 12, "quote": "$4.8 billion", "value": 4.8e9, "unit": "USD"}
    got = {"kind": "figure", "start": 0, "end": 12, "value": value, "unit": unit}
    assert match_document(gold(figures=[want]), [got]).counts["figures"] == (right, 1, 1)


def test_scores_of_two_documents():
    one = GoldDocument("a", (gold_event(0, 10), gold_event(20, 30)), (), (), ())
    two = GoldDocument("b", (gold_event(0, 10),), (), (), ())
    result = evaluate([one, two], {"a": [finding(0, 10)], "b": [finding(0, 10, "THREATEN")]})
    assert result.f1["type"].value == pytest.approx(2 * 1 / (2 + 3))
    assert (result.precision["type"], result.recall["type"]) == (0.5, pytest.approx(1 / 3))
    assert result.f1["type"].low <= result.f1["type"].value <= result.f1["type"].high
    assert result.confusion == {("ACCUSE", "ACCUSE"): 1, ("ACCUSE", "THREATEN"): 1}
    assert [len(d.misses) for d in result.documents] == [1, 1]


def test_corpus_passages_as_gold():
    passage = {
        "id": "x-1",
        "text": "Kenya accused Uganda. Kenya accused Uganda again.",
        "events": [
            {
                "quote": "accused Uganda",
                "quote_nth": 2,
                "type": "ACCUSE",
                "actor": [],
                "recipient": [],
                "date_start": None,
            }
        ],
        "figures": [],
        "noise": [],
        "non_events": [],
    }
    (document,) = corpus_gold([passage])
    assert (document.events[0]["start"], document.events[0]["end"]) == (28, 42)


def test_gold_folder(tmp_path):
    with pytest.raises(UsageError, match="no gold files"):
        folder_gold(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps({"events": [], "figures": []}))
    assert [document.name for document in folder_gold(tmp_path)] == ["a"]
    (tmp_path / "b.json").write_text("{}")
    with pytest.raises(UsageError, match="not a gold file"):
        folder_gold(tmp_path)


def test_findings_by_stem():
    assert sorted(by_name([{"document": "a.b.txt"}, {"document": "zip/c.txt"}, {"document": "plain"}])) == [
        "a.b",
        "c",
        "plain",
    ]

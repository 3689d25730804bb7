import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from llm_server import row

from detente.coding.llm.prompt import prompt
from detente.coding.llm.schema import FACTUALITY, MAX_ROWS, AnswerError, NamedParty, answer_schema, parse
from detente.ontology import plover

ROW = row("A hit B", "hit", "ASSAULT", [("A", "RUS")], [("B", "UKR")], mode="drone", contexts=["military"])


def answer(*rows):
    return json.dumps({"events": rows})


def test_a_row_is_taken_as_it_is():
    (one,) = parse(answer(ROW)).rows
    assert (one.quote, one.trigger, one.type, one.mode, one.contexts) == (
        "A hit B",
        "hit",
        "ASSAULT",
        "drone",
        ("military",),
    )
    assert (one.actor, one.recipient) == ((NamedParty("A", "RUS"),), (NamedParty("B", "UKR"),))
    assert (one.number, one.factuality, one.confidence, one.reciprocal) == (0, "actual", 0.9, False)


@pytest.mark.parametrize(
    "content",
    ["{}", "Here it is:\n```json\n{}\n```\nI hope it helps.", '  {}\n\n{{"events": "x"}}', "\ufeff{}"],
)
def test_words_and_fences_around_the_object_do_not_count(content):
    assert (
        len(parse(content.replace("{}", answer(ROW), 1).replace("{{", "{").replace('"x"}}', '"x"}')).rows) == 1
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I cannot help with that.",
        "[]",
        '{"events": {}}',
        '{"rows": []}',
        answer(ROW)[:-20],
        answer(ROW).replace("0.9", "NaN"),
        '{"events": ' + "[" * 100_000,
        '{"events": [' + "9" * 5000 + "]}",
        "{'events': []}",
    ],
)
def test_what_is_no_object_of_the_schema_is_an_error(content):
    with pytest.raises(AnswerError):
        parse(content)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "WAR"}, "unknown type"),
        ({"type": "assault"}, "unknown type"),
        ({"type": None}, "unknown type"),
        ({"type": ["ASSAULT"]}, "unknown type"),
        ({"factuality": "true"}, "unknown factuality"),
        ({"factuality": {}}, "unknown factuality"),
        ({"quote": ""}, "no quote or trigger"),
        ({"quote": 7}, "no quote or trigger"),
        ({"trigger": None}, "no quote or trigger"),
        ({"quote": "x" * 3000}, "no quote or trigger"),
        ({"actor": "A"}, "malformed party"),
        ({"actor": [{"country": "RUS"}]}, "malformed party"),
        ({"recipient": [None]}, "malformed party"),
        ({"recipient": [{"name": "B"}] * 30}, "malformed party"),
    ],
)
def test_a_row_whose_core_does_not_fit_is_rejected_and_counted(change, reason):
    parsed = parse(answer(ROW | change, ROW))
    assert [one.number for one in parsed.rows] == [1]
    assert parsed.rejected == {reason: 1}


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"mode": "visit"}, "mode", None),
        ({"mode": {}}, "mode", None),
        ({"contexts": ["military", "war"]}, "contexts", ("military",)),
        ({"date": "2023-02-30"}, "date", None),
        ({"date": "last week"}, "date", None),
        ({"date": "٢٠٢٣"}, "date", None),
        ({"content_of": 0}, "content_of", None),
        ({"content_of": True}, "content_of", None),
        ({"part_of": -1}, "part_of", None),
        ({"confidence": 17}, "confidence", 0.5),
        ({"confidence": "high"}, "confidence", 0.5),
    ],
)
def test_a_label_that_does_not_fit_is_dropped_and_counted(change, field, value):
    parsed = parse(answer(ROW | change))
    assert getattr(parsed.rows[0], field) == value
    assert parsed.dropped == {field: 1}


def test_an_unknown_sector_is_dropped_and_the_party_kept():
    parsed = parse(answer(ROW | {"actor": [{"name": "A", "country": "RUS", "sector": "ARMY"}]}))
    assert parsed.rows[0].actor == (NamedParty("A", "RUS"),)
    assert parsed.dropped == {"sector": 1}


def test_fields_that_the_schema_does_not_have_change_nothing():
    extra = {"id": "x", "document": "other", "score": 99, "coder": "me", "start": 0}
    assert parse(answer(ROW | extra)) == parse(answer(ROW))


def test_rows_beyond_the_cap_are_counted():
    parsed = parse(answer(*[ROW] * (MAX_ROWS + 3)))
    assert (len(parsed.rows), parsed.rejected) == (MAX_ROWS, {"too many rows": 3})


@given(st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(), st.lists, max_leaves=5))
def test_any_value_of_a_field_leaves_a_row_or_a_reason(value):
    for field in ROW:
        parsed = parse(answer(ROW | {field: value}))
        assert len(parsed.rows) + sum(parsed.rejected.values()) == 1


def objects(schema):
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_the_schema_is_strict_and_made_from_the_ontology():
    for one in objects(answer_schema()):
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
    properties = answer_schema()["properties"]["events"]["items"]["properties"]
    assert properties["type"]["enum"] == list(plover().types)
    assert set(properties) == set(ROW)


def test_the_prompt_names_every_code_and_every_field():
    system = prompt().system
    kinds = plover().types
    for name, kind in kinds.items():
        line = system.split(f"\n{name}. ")[1].split("\n\n")[0]
        assert all(mode in line for mode in kind.modes), name
    for word in (*plover().contexts, *plover().sectors, *FACTUALITY, *ROW):
        assert word in system
    assert "{{" not in system


def test_the_example_of_the_prompt_is_an_answer_whose_words_stand_in_its_text():
    example = prompt().system.partition("# Example")[2]
    text = example.partition("<<<TEXT 0a1b2c3d\n")[2].partition("\nTEXT 0a1b2c3d>>>")[0]
    parsed = parse(example.partition("TEXT 0a1b2c3d>>>")[2])
    assert (len(parsed.rows), parsed.rejected, parsed.dropped) == (3, {}, {})
    for one in parsed.rows:
        parties = [party.name for party in (*one.actor, *one.recipient)]
        copied = [one.quote, one.trigger, one.cue, one.date_words, one.place, *parties]
        assert all(words in text for words in copied if words)
        assert one.trigger in one.quote

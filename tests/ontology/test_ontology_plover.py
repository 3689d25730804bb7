import pytest

from detente.errors import UsageError
from detente.ontology import cameo_of, crosswalk, plover, reading_of


def test_sixteen_types_and_thirty_seven_contexts():
    ontology = plover()
    assert len(ontology.types) == 16
    assert len(ontology.contexts) == 37
    assert sum(len(kind.modes) for kind in ontology.types.values()) == 67
    assert {kind.quad for kind in ontology.types.values()} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [("ACCUSE", None, -3.0), ("ACCUSE", "disapprove", -2.0), ("ASSAULT", "aerial", -9.5), ("AID", None, 10.0)],
)
def test_score(event_type, mode, score):
    assert plover().score(event_type, mode) == score


def test_cooperation_scores_above_zero_and_material_conflict_below():
    for kind in plover().types.values():
        if kind.quad in {1, 2}:
            assert kind.score > 0
        if kind.quad == 4:
            assert max([kind.score, *kind.modes.values()]) < 0


@pytest.mark.parametrize(
    ("reading", "code", "event_type", "mode"),
    [
        ("manual", "163", "SANCTION", "discontinue"),
        ("crosswalk", "163", "COERCE", "restrict"),
        ("manual", "055", "CONCEDE", None),
        ("crosswalk", "055", "SUPPORT", None),
        ("manual", "114", "ACCUSE", "disapprove"),
        ("manual", "042", "CONSULT", "visit"),
    ],
)
def test_crosswalk_readings(reading, code, event_type, mode):
    row = crosswalk(reading)[code]
    assert (row.type, row.mode) == (event_type, mode)


def test_every_row_uses_known_types_modes_and_contexts():
    ontology = plover()
    for reading in ("manual", "crosswalk"):
        for row in crosswalk(reading).values():
            assert row.mode is None or row.mode in ontology.types[row.type].modes
            assert row.contexts <= set(ontology.contexts)


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "code"),
    [
        ("CONSULT", "visit", (), "042"),
        ("AID", None, ("military",), "072"),
        ("COERCE", "arrest", ("legal",), "173"),
        ("REQUEST", "assist", ("economic", "military"), "1011"),
        ("SANCTION", "discontinue", ("economic",), "163"),
        ("COOPERATE", None, (), "060"),
        ("MOBILIZE", "weapons", (), "150"),
        ("ACCUSE", "allege", (), "112"),
        ("ACCUSE", "allege", ("human_rights",), "1122"),
        ("ASSAULT", None, ("military",), "190"),
        ("ASSAULT", "drone", ("military",), "195"),
    ],
)
def test_cameo_of(event_type, mode, contexts, code):
    assert cameo_of(event_type, mode, contexts) == code


def test_readings_by_name():
    assert (reading_of("manual"), reading_of("crosswalk")) == ("manual", "crosswalk")
    with pytest.raises(UsageError, match="write manual or crosswalk"):
        reading_of("draft")

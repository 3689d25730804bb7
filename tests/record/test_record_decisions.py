from dataclasses import replace

import pytest
import record_lines

from detente.errors import UsageError
from detente.record import Dossier

SHOT = "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny"
TOLD = "ASSAULT RUS>AZE 2024-12-25 actual: an airliner was shot down"
HELD = "COERCE RUS>AZE 2025-06-27 actual: arrested men in Yekaterinburg"


@pytest.fixture
def filled(dossier, coder, source):
    dossier.add([source("a-1.txt", SHOT), source("b-1.txt", TOLD), source("c-1.txt", HELD)], coder)
    return dossier


def ids(dossier):
    rows = dossier.query("SELECT report_id, quote FROM reports").to_pylist()
    by_quote = {row["quote"]: row["report_id"] for row in rows}
    return [by_quote[text.split(": ")[1]] for text in (SHOT, TOLD, HELD)]


def events(dossier):
    return dossier.query("SELECT type, reports, decision FROM events ORDER BY type, reports DESC").to_pylist()


def test_a_rejected_report_leaves_the_event_but_not_the_record(filled):
    _, told, _ = ids(filled)
    filled.decide("reject", [told], reason="hearsay", author="A. Analyst")
    assert events(filled)[0] == {"type": "ASSAULT", "reports": 1, "decision": None}
    (row,) = filled.query("SELECT decision, event_id FROM reports WHERE decision IS NOT NULL").to_pylist()
    assert row == {"decision": "rejected", "event_id": None}
    (decision,) = filled.query("SELECT verdict, reason, author, applied, quote FROM decisions").to_pylist()
    assert decision == {
        "verdict": "reject",
        "reason": "hearsay",
        "author": "A. Analyst",
        "applied": True,
        "quote": "an airliner was shot down",
    }


def test_an_edit_changes_the_fields_and_what_follows_from_them(filled):
    _, _, held = ids(filled)
    filled.decide("edit", [held], change={"type": "ACCUSE", "date_start": "2025-06"}, reason="misread")
    (row,) = filled.query(
        "SELECT type, date_start, score, quad, decision FROM timeline WHERE type = 'ACCUSE'"
    ).to_pylist()
    assert row["quad"] == "verbal conflict"
    assert row["date_start"] == "2025-06"
    assert row["score"] != -9.0
    assert row["decision"] == "edited"


def test_reports_are_split_and_merged_by_hand(filled):
    shot, told, held = ids(filled)
    filled.decide("split", [told])
    assert [row["reports"] for row in events(filled)] == [1, 1, 1]
    filled.decide("merge", [shot, told, held], reason="one campaign")
    assert events(filled) == [{"type": "ASSAULT", "reports": 3, "decision": "merged"}]


def test_an_undone_decision_has_no_effect_and_stays_in_the_journal(filled):
    before = filled.query("SELECT * FROM events").to_pylist()
    _, told, _ = ids(filled)
    filled.decide("reject", [told])
    (seq,) = filled.query("SELECT seq FROM decisions")["seq"].to_pylist()
    filled.undo(seq, reason="wrong row")
    assert filled.query("SELECT * FROM events").to_pylist() == before
    assert filled.query("SELECT verdict, applied, undoes FROM decisions").to_pylist() == [
        {"verdict": "reject", "applied": False, "undoes": None},
        {"verdict": "undo", "applied": True, "undoes": seq},
    ]
    with pytest.raises(UsageError, match="no decision 99"):
        filled.undo(99)


def test_decisions_survive_a_rebuild_and_a_reopening(filled, coder):
    _, told, _ = ids(filled)
    filled.decide("reject", [told])
    identity = filled.canonical()
    filled.rebuild(coder)
    assert filled.canonical() == identity
    filled.close()
    with Dossier.open(filled.path, write=True) as again:
        assert again.canonical() == identity
        assert again.verify(coder).clean


def test_a_decision_finds_its_finding_under_a_newer_coder_or_is_kept_as_an_orphan(
    filled, coder, source, monkeypatch
):
    shot, told, _ = ids(filled)
    filled.decide("reject", [told])
    filled.decide("accept", [shot])

    def renamed(document, start, kind, *words):
        made = real(document, start, "COERCE" if "near" in words[-1] else kind, *words)
        return replace(made, id=made.id[::-1])

    real = record_lines.event
    monkeypatch.setattr(record_lines, "event", renamed)
    filled.add([], type(coder)(key="lines-2"))
    rows = filled.query(
        "SELECT type, decision FROM reports WHERE decision IS NOT NULL ORDER BY ALL"
    ).to_pylist()
    assert rows == [{"type": "ASSAULT", "decision": "rejected"}, {"type": "COERCE", "decision": "accepted"}]
    coder.key = "lines-3"
    monkeypatch.setattr(record_lines, "event", lambda *given: real(*given[:-1], given[-1][3:]))
    filled.add([], coder)
    assert filled.query("SELECT applied FROM decisions")["applied"].to_pylist() == [False, False]
    assert filled.verify(coder).orphans == 2


@pytest.mark.parametrize(
    ("verdict", "change", "message"),
    [
        ("bless", None, "a decision is one of accept, reject"),
        ("edit", None, "names the fields it changes"),
        ("accept", {"type": "ACCUSE"}, "only an edit"),
        ("edit", {"quote": "x"}, "cannot be edited"),
        ("edit", {"kolor": "x"}, "no field 'kolor'"),
        ("edit", {"type": "KISS"}, "not a PLOVER type"),
        ("edit", {"confidence": "high"}, "float is needed"),
        ("merge", None, "at least two"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_and_not_written(filled, verdict, change, message):
    before = (filled.path / "journal.jsonl").read_bytes()
    with pytest.raises(UsageError, match=message):
        filled.decide(verdict, ids(filled)[:1], change=change)
    assert (filled.path / "journal.jsonl").read_bytes() == before


def test_what_is_no_finding_cannot_be_decided_on(filled):
    with pytest.raises(UsageError, match="there is no finding abc"):
        filled.decide("accept", ["abc"])
    with pytest.raises(UsageError, match="not the id of a finding"):
        filled.decide("accept", ["' OR true --"])

"""Events, as the record shows them after merging."""

SHOT = "ASSAULT RUS>AZE 2024-12-25 {}: shot down an airliner near Grozny"


def one(dossier, sql):
    (row,) = dossier.query(sql).to_pylist()
    return row


def test_reprints_count_once_and_reasons_are_kept(dossier, coder, source):
    text = "REPRINT\n" + SHOT.format("actual")
    dossier.add(
        [
            source("turan-1.txt", text),
            source("apa-1.txt", text + "\n"),
            source("ap-2.txt", SHOT.format("actual")),
        ],
        coder,
    )
    event = one(dossier, "SELECT * FROM timeline")
    assert (event["reports"], event["documents"], event["sources"]) == (3, 3, 2)
    assert event["publishers"] == ["ap", "apa", "turan"]
    rows = dossier.query("SELECT centre, counted, reason FROM event_reports").to_pylist()
    assert sorted(row["counted"] for row in rows) == [False, True, True]
    assert sum(row["centre"] for row in rows) == 1
    assert all(row["reason"] for row in rows)
    assert len(event["report_ids"]) == 3


def test_a_contested_event_keeps_both_sides_and_stays_out_of_the_count(dossier, coder, source):
    texts = [SHOT.format("reported_claim"), SHOT.format("negated")]
    dossier.add([source(f"{n}-1.txt", text) for n, text in enumerate(texts)], coder)
    event = one(dossier, "SELECT factuality, contested, attribution, sources FROM timeline")
    assert event == {
        "factuality": "reported_claim",
        "contested": True,
        "attribution": "the ministry",
        "sources": 2,
    }
    assert one(dossier, "SELECT factualities FROM events") == {"factualities": ["negated", "reported_claim"]}
    assert dossier.query("SELECT * FROM dyad_month").num_rows == 0


def test_the_most_precise_date_dates_the_event(dossier, coder, source):
    month = SHOT.format("actual").replace("2024-12-25", "2024-12")
    claim = SHOT.format("reported_claim")
    dossier.add([source("a-1.txt", month), source("b-1.txt", claim)], coder)
    assert one(dossier, "SELECT factuality, date_start FROM timeline") == {
        "factuality": "actual",
        "date_start": "2024-12-25",
    }

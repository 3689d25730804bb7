"""`detente explain`: each kind of row with its words and reasons, on an invented article."""

import json
import re

import pytest

from detente.ingest import Source
from detente.pipeline import Settings
from detente.record import Dossier
from detente.record.rows import TABLE_OF
from detente.scale import Coding
from detente.show import cli
from detente.show.console import Exit
from detente.show.explain import explain, marked, render_text

TEXT = (
    "Kenya accused Uganda on Friday of sheltering smugglers. "
    "The foreign minister of Uganda said trade with Kenya reached $1.2 billion in 2023. "
    "He may visit Nairobi next month. "
    "Uganda depends on Kenya for fuel imports. "
    "The two signed the Busia Border Agreement in 2019. "
    "Tensions between Kenya and Uganda persist. "
    "Analysts said it is likely that Kampala will reopen the road by 2025.\n"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("explain") / "d"
    with Dossier.create(place) as dossier:
        sources = [
            Source(TEXT.encode(), "border.txt", "x/border.txt"),
            Source(
                b"The lake was calm. Kenya accused Uganda of sheltering smugglers on 12 July 2024.\n",
                "echo.txt",
                "x/echo.txt",
            ),
        ]
        dossier.add(sources, Coding(Settings()), published="2024-07-15")
    return place


def first(dossier, table, key, where="true"):
    rows = dossier.query(f"SELECT {key} AS id FROM {table} WHERE {where} ORDER BY start_char").to_pylist()
    return rows[0]["id"]


def fields(explanation):
    return {field.name: (field.value, field.why) for field in explanation.coded}


def accusation(dossier):
    return first(dossier, "reports", "report_id", "type = 'ACCUSE' AND start_char = 0")


def test_an_event_report(path):
    with Dossier.open(path) as dossier:
        found = explain(dossier, accusation(dossier))
    told = fields(found)
    assert found.kind == "event"
    assert found.text == "Kenya accused Uganda on Friday of sheltering smugglers."
    assert "[accused]" in marked(found)
    assert told["type"][0] == "ACCUSE (Criticism or accusation)"
    assert re.fullmatch(r"the encoder reads “accused” as its trigger; confidence \d\.\d\d", told["type"][1])
    assert told["actor"][0].startswith("Kenya (KEN")
    assert re.search(r"“Kenya” \(state\) is KEN by states\.tsv:\d+ \(Kenya\)", told["actor"][1])
    assert told["date"] == ("2024-07-12", "“Friday”, relative to the publication date (2024-07-15)")
    assert told["attribution"] == ("none", "told in the author's own voice")
    assert told["CAMEO"][1].startswith("the nearest row of cameo.tsv, manual reading: ACCUSE")


@pytest.mark.parametrize(
    ("kind", "key", "name", "value", "why"),
    [
        ("figure", "figure_id", "indicator", "trade turnover", "indicators.tsv: trade turnover"),
        ("figure", "figure_id", "period", "2023", "“2023”, explicit"),
        ("figure", "figure_id", "attribution", "The foreign minister of Uganda (UGA)", "the cue is “said”"),
        ("agreement", "agreement_id", "status", "signed", "“signed” (agreement_status.tsv: signed)"),
        ("agreement", "agreement_id", "date", "2019", "“2019”, explicit"),
        ("office", "office_id", "country", "UGA", "states.tsv"),
        ("link", "link_id", "link", "dependence", "links.tsv: dependence"),
        ("relation_state", "state_id", "state", "strained", "“Tensions between” (states.tsv: strained)"),
    ],
)
def test_other_kinds(path, kind, key, name, value, why):
    with Dossier.open(path) as dossier:
        found = explain(dossier, first(dossier, TABLE_OF[kind], key))
    given = fields(found)[name]
    assert found.kind == kind
    assert given[0] == value
    assert why in given[1]


def test_a_forecast_shows_its_scale_and_horizon(path):
    with Dossier.open(path) as dossier:
        found = explain(dossier, first(dossier, "forecasts", "forecast_id", "likelihood_words = 'is likely'"))
    told = fields(found)
    assert told["likelihood"] == ("“is likely”", "ICD 203 reads them as 0.55 to 0.8")
    assert told["horizon"] == ("../2025", "“2025”, explicit")


def test_marks_are_characters_of_the_document(path):
    with Dossier.open(path) as dossier:
        found = explain(dossier, accusation(dossier))
    words = {mark.label: TEXT[mark.start : mark.end] for mark in found.marks}
    assert (words["trigger"], words["actor"], words["date"]) == ("accused", "Kenya", "Friday")
    assert found.text == TEXT[found.start : found.start + len(found.text)]


def test_a_merged_event_names_its_reports_and_why(path):
    with Dossier.open(path, write=True) as dossier:
        report = accusation(dossier)
        other = dossier.query(
            f"SELECT report_id FROM reports WHERE type = 'ACCUSE' AND report_id <> '{report}'"
        )
        dossier.decide("merge", [report, other["report_id"][0].as_py()], author="ana", reason="one act")
        event = dossier.query(f"SELECT event_id FROM reports WHERE report_id = '{report}'").to_pylist()[0]
        found = explain(dossier, event["event_id"])
        text = render_text(found)
        dossier.undo(found.decisions[0]["seq"])
    assert found.kind == "merged event"
    assert {member["document"] for member in found.members} == {"border.txt", "echo.txt"}
    assert found.members[0]["centre"]
    assert fields(found)["reports"][0] == "2"
    assert "\nmerged from\n" in text
    assert re.search(r"decision \d+, merge by ana: one act$", text)


def test_a_field_that_a_person_set_says_so(path):
    with Dossier.open(path, write=True) as dossier:
        report = accusation(dossier)
        dossier.decide(
            "edit", [report], change={"factuality": "reported_claim"}, author="ana", reason="one side"
        )
        found = explain(dossier, report)
        dossier.undo(found.decisions[0]["seq"])
    value, why = fields(found)["factuality"]
    assert value == "reported_claim"
    assert re.fullmatch(r"set by ana \(decision \d+\): one side", why)


def test_the_command_takes_the_beginning_of_an_id(path, capsys):
    with Dossier.open(path) as dossier:
        identity = first(dossier, "agreements", "agreement_id")
    assert cli.main(["explain", str(path), identity[:10]]) == Exit.DONE
    out = capsys.readouterr().out
    assert out.startswith(f"agreement {identity}\nborder.txt, published 2024-07-15 (option); characters ")
    assert cli.main(["explain", str(path), identity, "--json"]) == Exit.DONE
    data = json.loads(capsys.readouterr().out)
    assert (data["id"], data["kind"]) == (identity, "agreement")
    assert {"name", "party", "status"} <= {field["name"] for field in data["coded"]}


@pytest.mark.parametrize(
    ("identity", "line"),
    [
        ("ffffffffffffffff", "there is no finding and no event ffffffffffffffff in"),
        ("a'b--", "is no id; give at least the first 4 letters of one"),
        ("a", "is no id"),
    ],
)
def test_an_id_that_is_none_is_one_line(path, identity, line, capsys):
    assert cli.main(["explain", str(path), identity]) == Exit.USAGE
    err = capsys.readouterr().err
    assert line in err
    assert err.count("\n") == 1

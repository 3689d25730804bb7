"""`detente evaluate` on invented gold: text, JSON, page, and what is said where nothing matches."""

import json
import re

import pytest

from detente.ingest import Source
from detente.pipeline import Settings
from detente.record import Dossier
from detente.scale import Coding
from detente.show import cli
from detente.show.console import Exit
from detente.show.evaluate.material import around

TEXT = "Trade between Peru and Chile reached $3.4 billion in 2020. <b>Kenya</b> accused Uganda of fraud."
PUBLISHED = "2021-05-04"


def event(start, end, kind, actor, recipient, **more):
    row = {"kind": "event", "document": "a/harbour.txt", "start": start, "end": end, "quote": TEXT[start:end]}
    row |= {"type": kind, "actor": [{"country": actor}], "recipient": [{"country": recipient}]}
    row |= {"date_start": None, "factuality": "actual", "attribution": None, "confidence": 0.75}
    return row | more


@pytest.fixture
def gold(tmp_path):
    start = TEXT.index("accused")
    wanted = event(start, len(TEXT) - 1, "ACCUSE", "KEN", "UGA", factuality="reported_claim", attribution="x")
    wanted |= {"source": wanted.pop("actor"), "target": wanted.pop("recipient"), "reciprocal": False}
    missed = {**wanted, "start": 0, "end": 5, "quote": "Trade", "type": "COOPERATE"}
    place = TEXT.index("$3.4 billion")
    figure = {"start": place, "end": place + 12, "value": 3.4e9, "unit": "USD", "quote": "$3.4 billion"}
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "harbour.json").write_text(json.dumps({"events": [wanted, missed], "figures": [figure]}))
    (folder / "silent.json").write_text(json.dumps({"events": [], "figures": []}))
    return folder


@pytest.fixture
def findings(tmp_path):
    start = TEXT.index("accused")
    rows = [
        event(start, len(TEXT) - 1, "ACCUSE", "KEN", "UGA"),
        event(7, 20, "AID", "PER", "CHL", quote="<script>x</script>\x1b[2J"),
        {**event(0, 5, "AID", "PER", "CHL"), "document": "other.txt"},
    ]
    file = tmp_path / "findings.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_text(gold, findings, capsys):
    assert cli.main(["evaluate", str(gold), str(findings)]) == Exit.DONE
    out = capsys.readouterr().out
    assert "1 without any finding: silent\n1 without gold, left out: other\n" in out
    assert re.search(r"events, type right +0\.500  \[.*?\] +0\.500 +0\.500  2\n", out)
    assert re.search(
        r"\n +COOP AID ACCU none\nCOOPERATE +· +· +· +1\nACCUSE +· +· +1 +·\nnone +· +1 +· +·\n", out
    )
    assert "reported_claim       1 " in out
    assert "Misses: 2\n" in out
    assert "  harbour 0-5  COOPERATE KEN > UGA (reported_claim)\n      “Trade”\n" in out
    assert "ACCUSE KEN > UGA [gold has reported_claim, not actual; gold has an attribution]" in out
    assert "Confidence of events: expected calibration error 0.250 over 2\n" in out
    assert "\x1b" not in out


def test_lists_are_cut_in_the_text_alone(gold, findings, capsys):
    cli.main(["evaluate", str(gold), str(findings), "--misses", "0"])
    assert "and 2 more; --json and --html give all" in capsys.readouterr().out
    cli.main(["evaluate", str(gold), str(findings), "--misses", "0", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert [row["what"] for row in data["misses"]] == [
        "COOPERATE KEN > UGA (reported_claim)",
        "3400000000.0 USD",
    ]
    assert data["scores"]["triple"]["of"] == 2
    assert data["confusion"]["type"] == [["ACCUSE", "ACCUSE", 1], ["COOPERATE", None, 1], [None, "AID", 1]]
    assert data["confusion"]["factuality"] == [["reported_claim", "actual", 1]]
    assert data["reliability"]["events"]["error"] == 0.25
    assert (data["without_findings"], data["without_gold"]) == (["silent"], ["other"])


def test_page_is_self_contained_and_escapes(gold, findings, tmp_path, capsys):
    page = tmp_path / "e.html"
    assert cli.main(["evaluate", str(gold), str(findings), "--html", str(page)]) == Exit.DONE
    assert f"wrote {page}" in capsys.readouterr().err
    html = page.read_text()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\x1b" not in html
    assert not re.search(r"(?:src|href)=\"(?!#)", html)
    assert "default-src &#x27;none&#x27;" in html
    for identity in (
        "scores",
        "types",
        "factuality",
        "confidence",
        "documents",
        "misses",
        "extras",
        "wrong-fields",
    ):
        assert f'<section id="{identity}"' in html
        assert f'href="#{identity}"' in html
    assert html.count("<table") == html.count("<caption") == 9
    assert "<title>Reliability of the confidence of events</title>" in html
    cli.main(["evaluate", str(gold), str(findings), "--html", str(tmp_path / "f.html")])
    assert (tmp_path / "f.html").read_bytes() == page.read_bytes()


def test_where_no_document_matches_both_sides_are_named(gold, tmp_path, capsys):
    file = tmp_path / "f.jsonl"
    file.write_text(json.dumps(event(0, 5, "AID", "PER", "CHL") | {"document": "lake.txt"}) + "\n")
    assert cli.main(["evaluate", str(gold), str(file)]) == Exit.USAGE
    err = capsys.readouterr().err
    assert "no document is both in gold and in findings" in err
    assert "gold has harbour, silent;" in err
    assert "has lake; they match by name" in err
    assert err.count("\n") == 1


def test_paths_that_are_none_are_one_line(gold, tmp_path, capsys):
    assert cli.main(["evaluate", str(gold), str(tmp_path / "none")]) == Exit.USAGE
    assert "no such file of findings, and no dossier" in capsys.readouterr().err
    assert cli.main(["evaluate", str(gold), str(gold), "--html", "no/such/x.html"]) == Exit.USAGE
    assert "there is no such folder" in capsys.readouterr().err


def test_a_dossier_is_scored_without_what_a_person_rejected(gold, tmp_path, capsys):
    path = tmp_path / "d"
    with Dossier.create(path) as dossier:
        source = Source(TEXT.encode(), "harbour.txt", "x/harbour.txt")
        dossier.add([source], Coding(Settings()), published=PUBLISHED)
        (figure,) = dossier.query("SELECT figure_id FROM figures WHERE unit = 'USD'").to_pylist()
        cli.main(["evaluate", str(gold), str(path), "--json"])
        data = json.loads(capsys.readouterr().out)
        assert data["scores"]["figures"]["value"] == 1.0
        dossier.decide("reject", [figure["figure_id"]], author="ana")
    cli.main(["evaluate", str(gold), str(path), "--json"])
    data = json.loads(capsys.readouterr().out)
    assert data["scores"]["figures"]["recall"] == 0.0
    assert data["misses"][-1]["before"] == "Trade between Peru and Chile reached "


def test_words_around_a_quote_end_at_spaces_and_lines():
    text = "one\n" + "word " * 30 + "QUOTE" + " more" * 30
    start = text.index("QUOTE")
    before, after = around(text, start, start + 5, reach=12)
    assert (before, after) == ("…word word ", " more more…")
    assert around("a\nb", 2, 3) == ("", "")

"""The commands on a small folder, with a coder of lines in the place of the models."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from detente import scale
from detente.ingest import Source
from detente.pipeline import Settings
from detente.record import Coded, Dossier, Task
from detente.record.schema import tables, views
from detente.show import cli
from detente.show.brief.collect import collect, country_names, main_dyad
from detente.show.commands import run as run_command
from detente.show.console import Exit
from detente.terms import (
    Agreement,
    Document,
    EventReport,
    Figure,
    Finding,
    Forecast,
    Link,
    Office,
    Party,
    Passage,
    Probability,
    Published,
    Reading,
    Reason,
    Rejected,
    RelationState,
    Sentence,
    Span,
    Zone,
    finding_id,
)

TEXT = (
    "The Harbour Post\n"
    "Peru met Chile in Lima on 3 May 2021. They signed the Water Pact. "
    "Trade reached $3.4 billion in 2020. Ana Paz, foreign minister of Peru, spoke. "
    "Chile may close the border. The border is a lever. Relations are strained.\n"
)


def findings_in(document: Document) -> Iterator[Finding]:
    def at(quote: str, kind: str) -> dict:
        start = document.text.index(quote)
        return {
            "id": finding_id(kind, document.id, start, start + len(quote), {}),
            "document": document.name,
            "document_id": document.id,
            "start": start,
            "end": start + len(quote),
            "quote": quote,
            "coder": "lines 1",
        }

    if "Peru met Chile" not in document.text:
        return
    yield EventReport(
        **at("Peru met Chile", "event"),
        type="CONSULT",
        mode="visit",
        contexts=(),
        cameo="042",
        actor=(Party("Peru", "PER", "GOV"),),
        recipient=(Party("Chile", "CHL", "GOV"),),
        reciprocal=True,
        trigger=Span(0, 1),
        date_start="2021-05-03",
        date_end="2021-05-03",
        date_edtf="2021-05-03",
        date_basis="explicit",
        score=4.0,
    )
    yield Figure(
        **at("$3.4 billion", "figure"),
        value=3.4e9,
        value_high=None,
        unit="USD",
        approximator=None,
        indicator="trade turnover",
        parties=("CHL", "PER"),
        direction="CHL<>PER",
        period="2020",
        change_vs=None,
    )
    parties = ("CHL", "PER")
    yield Agreement(
        **at("the Water Pact", "agreement"),
        name="Water Pact",
        parties=parties,
        date=None,
        status="signed",
        topics=(),
    )
    office = at("Ana Paz, foreign minister", "office")
    yield Office(**office, person="Ana Paz", office="foreign minister", country="PER", former=False)
    yield Forecast(
        **at("Chile may close the border", "forecast"),
        proposition="Chile closes the border",
        condition=None,
        likelihood_words="may",
        probability=Probability("ICD 203", 0.2, 0.45),
        horizon=None,
    )
    lever = at("The border is a lever", "link")
    yield Link(**lever, link="leverage", holder="CHL", over="PER", means="the border")
    yield RelationState(**at("Relations are strained", "relation_state"), dyad="CHL-PER", state="strained")


class LineCoding:
    """Stands in for the models: codes what it knows by heart."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self.settings = settings
        self.key = "lines"
        self.choices: dict[str, str | list[str]] = {}

    def __call__(self, tasks: Iterable[Task]) -> Iterator[Coded]:
        return (code_source(source, published) for source, published in tasks)


def code_source(source: Source, published: str | None) -> Coded:
    if b"\0" in source.data:
        message = f"{source.origin}: not a text"
        return Coded(rejected=Rejected(source.origin, Reason.BINARY, message, source.id))
    text = source.data.decode()
    head = text.index("\n") + 1
    document = Document(
        source.id,
        source.name,
        source.origin,
        text,
        "text/plain",
        "utf-8",
        published=Published(published, "option") if published else Published(),
        language="en",
        passages=(Passage(Zone.TITLE, 0, head - 1), Passage(Zone.BODY, head, len(text.rstrip()))),
    )
    spans = [(m.start() + head, m.end() + head) for m in re.finditer(r"[A-Z$].*?\.(?= |\n)", text[head:])]
    reading = Reading(document.id, tuple(Sentence(a, b, 0) for a, b in spans))
    found = tuple(sorted(findings_in(document), key=lambda f: (f.document, f.start, f.end, f.kind, f.id)))
    return Coded(document, reading, found)


@pytest.fixture(autouse=True, scope="module")
def _line_coder():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_command, "Coding", LineCoding)
        patch.setattr(scale, "Coding", LineCoding)
        yield


def articles_in(place: Path) -> Path:
    articles = place / "articles"
    articles.mkdir()
    (articles / "harbour.txt").write_text(TEXT)
    (articles / "other.txt").write_text("Other news\nNothing of note was said here today by anyone at all.\n")
    return articles


@pytest.fixture
def folder(tmp_path):
    return articles_in(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    place = tmp_path_factory.mktemp("shared")
    assert cli.main(["run", str(articles_in(place)), "-o", str(place / "d")]) == Exit.DONE
    return place / "d"


@pytest.fixture
def dossier(shared, tmp_path, capsys):
    """A dossier of its own for each test."""
    capsys.readouterr()
    return Path(shutil.copytree(shared, tmp_path / "d"))


def test_run_makes_a_dossier_and_its_brief(folder, tmp_path, capsys):
    target = tmp_path / "d"
    assert cli.main(["run", str(folder), "-o", str(target), "--published", "2021-05-04"]) == Exit.DONE
    out, err = capsys.readouterr()
    assert out == (
        "2 documents, 1 event, 1 figure, 1 agreement (2 new sources, 2 coded now)\n"
        f"dossier {target}\nbrief   {target / 'brief.html'}\n"
    )
    assert err == ""
    html = (target / "brief.html").read_text()
    assert "<h1>Chile and Peru</h1>" in html
    assert "4 May 2021" in html


def test_run_again_changes_nothing(dossier, shared, capsys):
    before = (dossier / "brief.html").read_bytes()
    assert cli.main(["run", str(shared.parent / "articles"), "-o", str(dossier), "--json"]) == Exit.DONE
    summary = json.loads(capsys.readouterr().out)
    assert (summary["new"], summary["coded"], summary["documents"]) == (0, 0, 2)
    assert summary["dyad"] == "CHL-PER"
    assert summary["rejected"] == []
    assert (dossier / "brief.html").read_bytes() == before


def test_a_broken_file_is_one_line_and_the_rest_goes_on(folder, tmp_path, capsys):
    (folder / "broken.txt").write_bytes(b"a\0b")
    code = cli.main(["run", str(folder), str(folder / "none.txt"), "-o", str(tmp_path / "d"), "--json"])
    out, err = capsys.readouterr()
    assert code == Exit.SOME_REJECTED
    summary = json.loads(out)
    assert summary["documents"] == 2
    assert {row["reason"] for row in summary["rejected"]} == {"binary", "not_found"}
    lines = err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("detente: ") for line in lines)
    html = (tmp_path / "d" / "brief.html").read_text()
    assert "What could not be read" in html
    assert "broken.txt" in html


@pytest.mark.parametrize("make", ["missing", "empty"])
def test_nothing_to_read_makes_no_dossier(tmp_path, capsys, make):
    place = tmp_path / "in"
    if make == "empty":
        place.mkdir()
    assert cli.main(["run", str(place), "-o", str(tmp_path / "d")]) == Exit.NOTHING_READ
    err = capsys.readouterr().err
    assert err.endswith("detente: no input holds a text, so no dossier was made\n")
    assert not (tmp_path / "d").exists()


def test_a_dossier_in_use_is_named(dossier, folder, capsys):
    with Dossier.open(dossier, write=True):
        assert cli.main(["run", str(folder), "-o", str(dossier)]) == Exit.BUSY
    assert capsys.readouterr().err.count("\n") == 1


def test_collect_gives_every_kind_of_row(dossier):
    with Dossier.open(dossier) as opened:
        data = collect(opened)
    event, figure, agreement = data.events[0], data.figures[0], data.agreements[0]
    assert data.dyad == "CHL-PER"
    assert (event.actors, event.recipients, event.quad) == ((("Peru", "PER"),), (("Chile", "CHL"),), 1)
    quoted = event.evidence[0]
    assert (quoted.before, quoted.quote, quoted.after) == ("", "Peru met Chile", " in Lima on 3 May 2021.")
    assert data.source(quoted.source).text[quoted.start : quoted.end] == "Peru met Chile"
    assert (figure.value, figure.direction, figure.evidence.before) == (3.4e9, "CHL<>PER", "Trade reached ")
    assert (agreement.name, agreement.status, len(agreement.evidence)) == ("Water Pact", "signed", 1)
    assert (data.offices[0].person, data.forecasts[0].high, data.links[0].means) == (
        "Ana Paz",
        0.45,
        "the border",
    )
    assert data.tones[0].state == "strained"
    assert [source.findings for source in data.sources] == [7, 0]
    assert data.coders == ("lines 1",)


def test_the_main_dyad_is_one_of_states(dossier):
    with Dossier.open(dossier) as opened:
        event = collect(opened).events[0]
    assert main_dyad([event]) == "CHL-PER"
    assert main_dyad([]) is None
    assert {"PER": "Peru", "CHL": "Chile"}.items() <= country_names().items()


def test_brief_for_another_dyad_and_as_markdown(dossier, tmp_path, capsys):
    target = tmp_path / "b.md"
    command = ["brief", str(dossier), "--format", "md", "-o", str(target), "--dyad", "RUS>AZE"]
    assert cli.main(command) == Exit.DONE
    err = capsys.readouterr().err
    assert "no event in the dossier touches AZE-RUS" in err
    assert target.read_text().startswith("# Azerbaijan and Russia\n")
    assert cli.main(["brief", str(dossier), "--format", "md", "-o", "-"]) == Exit.DONE
    assert capsys.readouterr().out.startswith("# Chile and Peru\n")
    assert cli.main(["brief", str(dossier), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["events_of_dyad"] == 1


def test_query_prints_tables_csv_and_json(dossier, capsys):
    sql = "select type, sources, publishers from timeline"
    assert cli.main(["query", str(dossier), sql]) == Exit.DONE
    assert capsys.readouterr().out == (
        "type     sources  publishers\n-------  -------  ----------\nCONSULT        1\n(1 row)\n"
    )
    assert cli.main(["query", str(dossier), sql, "-f", "jsonl"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out) == {"type": "CONSULT", "sources": 1, "publishers": []}
    assert cli.main(["query", str(dossier), sql, "--json"]) == Exit.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["columns"] == ["type", "sources", "publishers"]
    assert found["rows"][0]["type"] == "CONSULT"
    assert cli.main(["query", str(dossier), sql, "-f", "csv"]) == Exit.DONE
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["sources"] == "1"


@pytest.mark.parametrize("sql", ["delete from events", "select * from nowhere", "select 1; select 2"])
def test_wrong_sql_is_one_line(dossier, capsys, sql):
    assert cli.main(["query", str(dossier), sql]) == Exit.QUERY
    assert capsys.readouterr().err.count("\n") == 1


def test_export_writes_every_table_and_view(dossier, tmp_path, capsys):
    assert (
        cli.main(["export", str(dossier), "--to", "parquet", "-o", str(tmp_path / "out"), "--json"])
        == Exit.DONE
    )
    files = json.loads(capsys.readouterr().out)["files"]
    assert {Path(file).stem for file in files} == {*tables(), *views()}
    assert pq.read_table(tmp_path / "out" / "timeline.parquet").num_rows == 1


def test_export_of_named_tables_and_of_none_such(dossier, tmp_path, capsys):
    out = tmp_path / "out"
    command = ["export", str(dossier), "--to", "csv", "-o", str(out), "--table", "timeline"]
    assert cli.main(command) == Exit.DONE
    assert [file.name for file in out.iterdir()] == ["timeline.csv"]
    assert cli.main([*command, "--table", "nowhere"]) == Exit.USAGE
    assert "nowhere" in capsys.readouterr().err


def test_verify_is_clean_until_a_source_is_changed(dossier, capsys):
    assert cli.main(["verify", str(dossier), "--json"]) == Exit.DONE
    assert json.loads(capsys.readouterr().out)["clean"] is True
    changed = next((dossier / "sources").iterdir())
    changed.chmod(0o644)
    changed.write_bytes(changed.read_bytes() + b"!")
    assert cli.main(["verify", str(dossier)]) in {Exit.NOT_VERIFIED, Exit.DOSSIER}


def test_a_folder_that_is_no_dossier(tmp_path, capsys):
    for command in (["brief"], ["verify"], ["query", "select 1"]):
        name, *rest = command
        assert cli.main([name, str(tmp_path), *rest]) == Exit.DOSSIER
        assert "not a dossier" in capsys.readouterr().err

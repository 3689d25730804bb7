import json

import pytest

from detente.show import cli
from detente.show.console import Exit

CSV = "id,date,actor,recipient,cameo\n1,2024-12-25,RUS,AZE,190\n1,2024-12-25,RUS,AZE,190\n2,soon,RUS,AZE,190\n"


@pytest.fixture
def call(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(CSV)
    (tmp_path / "b.csv").write_text("prose\n")

    def call(*arguments):
        code = cli.main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_import_says_what_became_of_each_file(call):
    code, out, err = call("import", "d", "a.csv", "b.csv")
    assert (code, out) == (Exit.SOME_REJECTED, "")
    first, second = sorted(err.splitlines())
    assert first == "detente: a.csv: 1 rows of cameo-csv; 1 duplicates, 1 malformed"
    assert second.startswith("detente: b.csv: the format cannot be told from its first line")
    assert call("import", "d", "a.csv") == (Exit.DONE, "", "detente: a.csv: is there already\n")
    code, out, _ = call("query", "d", "select dyad, month, origin, score_mean from all_dyad_month", "--json")
    row = {"dyad": "AZE-RUS", "month": "2024-12", "origin": "cameo-csv", "score_mean": -9.0}
    assert (code, json.loads(out)["rows"]) == (Exit.DONE, [row])
    assert call("verify", "d")[0] == Exit.DONE


def test_import_as_json(call):
    code, out, _ = call("import", "d", "a.csv", "--json")
    (file,) = json.loads(out)["files"]
    assert (code, file["rows"], file["duplicates"], file["malformed"]) == (Exit.DONE, 1, 1, 1)


def test_nothing_read(call):
    assert call("import", "d", "b.csv")[0] == Exit.NOTHING_READ
    assert call("import", "nowhere")[0] == Exit.DOSSIER
    assert call("import", "d", "a.csv", "--format", "acled")[0] == Exit.USAGE
    assert call("import", "d", "a.csv", "--crosswalk", "x")[0] == Exit.USAGE


def test_events_are_exported(call, tmp_path):
    call("import", "d", "a.csv")
    assert call("export-events", "d", "--to", "gdelt2", "-o", "out.CSV") == (
        Exit.DONE,
        "",
        "detente: wrote 1 rows of gdelt2 to out.CSV\n",
    )
    cells = (tmp_path / "out.CSV").read_text().split("\t")
    assert len(cells) == 61
    assert (cells[:2], cells[26]) == (["1", "20241225"], "190")
    assert call("export-events", "d", "--to", "acled", "-o", "x")[0] == Exit.USAGE

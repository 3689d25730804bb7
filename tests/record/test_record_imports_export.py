# ruff: noqa: E501 - a file's lines stand as they are
import pytest
from record_event_files import gdelt1, gdelt2, icews, mentions, polecat

from detente.errors import UsageError
from detente.record import Dossier
from detente.record.imports import Options

FILES = {
    "gdelt2": gdelt2(
        {}, {"GLOBALEVENTID": "2", "Actor1CountryCode": "EUR", "EventCode": "190", "Actor2Code": ""}
    ),
    "gdelt1": gdelt1({}, {"GLOBALEVENTID": "2", "SOURCEURL": "", "ActionGeo_Lat": "-0.5"}),
    "gdelt-mentions": mentions(
        {}, {"SentenceID": "9", "MentionDocTranslationInfo": "srclc:rus;eng:GT-RUS 1.0"}
    ),
    "icews": icews(
        {}, {"Event ID": "2", "Source Name": 'Citizen "X"', "Source Sectors": "Unheard", "CAMEO Code": "43"}
    ),
    "polecat": polecat({}, {"Event ID": "2", "Event Mode": "", "Contexts": ""}),
    "cameo-csv": 'id,date,actor,recipient,cameo,tone\n1,2024-01-05,RUS,"Korea, Republic of",043,1.5\n2,2024-01-06,X,RUS,1711,\n',
    "plover-csv": "id,date,actor,recipient,type,mode,contexts\n1,2024-01-05,RUS,AZE,SANCTION,expel,legal;economic\n",
    "indicators": 'origin,recipient,indicator,period,value,unit,note\nRUS,AZE,"exports, all",2023,3150.5,USD,"a ""b"""\n',
}
TABLES = {"gdelt-mentions": "imported_mentions", "indicators": "indicators"}


def rows(dossier, form):
    table = TABLES.get(form, "imported_events")
    return dossier.query(f"SELECT * FROM {table} ORDER BY row").to_pylist()


def brought_in(folder, name, path):
    with Dossier.create(folder / name) as dossier:
        (result,) = dossier.bring_in([path])
        assert result.problem is None
        return dossier, result


@pytest.mark.parametrize("form", sorted(FILES))
def test_a_format_written_and_brought_in_again_gives_the_same_rows(tmp_path, form):
    (tmp_path / "first").write_text(FILES[form])
    first, result = brought_in(tmp_path, "one", tmp_path / "first")
    assert (result.format, result.malformed, result.duplicates) == (form, 0, 0)
    assert first.export_events(form, tmp_path / "second") == result.rows
    second, again = brought_in(tmp_path, "two", tmp_path / "second")
    assert again.format == form
    assert rows(second, form) == rows(first, form)


@pytest.mark.parametrize("form", ["gdelt1", "gdelt2", "icews", "polecat", "cameo-csv", "plover-csv"])
def test_other_formats_keep_who_did_what_to_whom_and_when(tmp_path, form):
    (tmp_path / "first").write_text(icews({}, {"Event ID": "2", "CAMEO Code": "190"}))
    first, _ = brought_in(tmp_path, "one", tmp_path / "first")
    first.export_events(form, tmp_path / "second")
    second, again = brought_in(tmp_path, "two", tmp_path / "second")
    assert again.format == form
    names = "event_id, day, actor, actor_country, actor_sector, recipient, recipient_country, dyad, cameo, type, quad"
    names += ", place, place_country, latitude, longitude, intensity"
    sql = f"SELECT {names} FROM imported_events ORDER BY row"
    found, kept = second.query(sql).to_pylist(), first.query(sql).to_pylist()
    if form in {"polecat", "plover-csv"}:
        for row in (*found, *kept):
            row.pop("cameo") if form == "polecat" else None
    assert found == kept


def test_quadruples_written_and_brought_in_again_are_the_same(tmp_path):
    (tmp_path / "entity2id.txt").write_text("South_Korea\t0\nPolice_(Kenya)\t1\n")
    (tmp_path / "relation2id.txt").write_text("Make_a_visit\t0\nAccuse\t1\n")
    (tmp_path / "train.txt").write_text("1\t0\t0\t3\n0\t1\t1\t2\n")
    with Dossier.create(tmp_path / "one") as first, Dossier.create(tmp_path / "two") as second:
        first.bring_in([tmp_path / "train.txt"], Options(start="2014-01-01"))
        assert first.export_events("quadruples", tmp_path / "out") == 2
        assert (tmp_path / "out" / "quadruples.txt").read_text() == "0\t1\t1\t1\n1\t0\t0\t0\n"
        start = (tmp_path / "out" / "start.txt").read_text().strip()
        assert start == "2014-01-03"
        second.bring_in([tmp_path / "out" / "quadruples.txt"], Options(start=start))
        assert rows(second, "quadruples") == rows(first, "quadruples")


def test_an_unknown_format_is_refused(dossier, tmp_path):
    with pytest.raises(UsageError, match="no such format of events: acled"):
        dossier.export_events("acled", tmp_path / "x")

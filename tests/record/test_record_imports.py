# ruff: noqa: DTZ001, E501 - DuckDB's TIMESTAMP has no zone; rows of many columns stand on one line
import gzip
import zipfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from record_event_files import gdelt1, gdelt2, icews, mentions, polecat

from detente.errors import DossierError, QueryError, UsageError
from detente.ontology import cameo_of
from detente.record import Dossier, schema
from detente.record.imports import Options

EVENT = (
    "event_id, day, known, actor, actor_code, actor_country, actor_sector, actor_sectors, recipient, recipient_country,"
    " recipient_sector, dyad, cameo, type, mode, contexts, quad, score, intensity"
)


@pytest.fixture
def bring(dossier, tmp_path):
    def bring(name, text, **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        (result,) = dossier.bring_in([path], Options(**options))
        return result

    return bring


def rows(dossier, sql):
    return [tuple(row.values()) for row in dossier.query(sql).to_pylist()]


def counts(result):
    return (result.format, result.rows, result.duplicates, result.malformed)


def test_gdelt_2_events(dossier, bring):
    assert counts(bring("a.export.CSV", gdelt2({}))) == ("gdelt2", 1, 0, 0)
    assert rows(dossier, f"SELECT {EVENT} FROM imported_events") == [
        (
            "410412347",
            date(2024, 12, 25),
            datetime(2024, 12, 26, 14, 30),
            "RUSSIA",
            "RUSGOV",
            "RUS",
            "GOV",
            "GOV",
            "BUCHAREST",
            "ROU",
            "JRN",
            "ROU-RUS",
            "0231",
            None,
            None,
            None,
            None,
            None,
            3.4,
        )
    ]
    rest = "recipient_sectors, tone, root, mentions, sources, articles, place, place_country, latitude, longitude, url"
    assert rows(dossier, f"SELECT {rest} FROM imported_events") == [
        (
            "MED;BUS",
            -4.25,
            True,
            6,
            2,
            5,
            "Baku, Baki, Azerbaijan",
            "AZE",
            40.3953,
            49.8822,
            "https://news.example/a",
        )
    ]


def test_gdelt_1_has_fewer_columns(dossier, bring):
    assert counts(bring("a.csv", gdelt1({"EventCode": "190"}))) == ("gdelt1", 1, 0, 0)
    found = rows(
        dossier, "SELECT known, cameo, type, quad, score, place_country, latitude, url FROM imported_events"
    )
    assert found == [
        (
            datetime(2013, 4, 2),
            "190",
            "ASSAULT",
            "material conflict",
            -9.0,
            "AZE",
            40.3953,
            "https://news.example/a",
        )
    ]


def test_gdelt_mentions(dossier, bring):
    text = mentions({}, {}, {"SentenceID": "9"}, {"MentionTimeDate": "2024"})
    assert counts(bring("a.mentions.CSV", text)) == ("gdelt-mentions", 2, 1, 1)
    names = "row, event_id, mention_time, publisher, sentence, actor_offset, recipient_offset, in_raw_text, confidence"
    assert rows(dossier, f"SELECT {names}, tone FROM imported_mentions ORDER BY row") == [
        (1, "410412347", datetime(2024, 12, 26, 14, 45), "news.example", 3, 120, -1, True, 40, -2.5),
        (3, "410412347", datetime(2024, 12, 26, 14, 45), "news.example", 9, 120, -1, True, 40, -2.5),
    ]
    assert rows(dossier, "SELECT row, reason, detail FROM import_errors ORDER BY row") == [
        (2, "duplicate", "410412347 2024-12-26 14:45:00"),
        (4, "date", "2024"),
    ]


def test_icews(dossier, bring):
    text = icews({}, {"Event ID": "2", "CAMEO Code": "43"}, {"Event ID": "3", "CAMEO Code": "10"})
    assert counts(bring("events.tab", text)) == ("icews", 3, 0, 0)
    assert rows(dossier, f"SELECT {EVENT} FROM imported_events WHERE row = 1") == [
        (
            "20718170",
            date(2014, 3, 5),
            None,
            "Vladimir Putin",
            "Russian Federation",
            "RUS",
            "GOV",
            "Executive,Government",
            "Ukraine",
            "UKR",
            None,
            "RUS-UKR",
            "111",
            "ACCUSE",
            "disapprove",
            None,
            "verbal conflict",
            -2.0,
            -2.0,
        )
    ]
    assert rows(dossier, "SELECT cameo, type, mode FROM imported_events WHERE row > 1 ORDER BY row") == [
        ("043", "CONSULT", "visit"),
        ("010", None, None),
    ]
    assert (
        rows(dossier, "SELECT wording, place, place_country, publisher, story, sentence FROM imported_events")
        == [("Criticize or denounce", "Kyiv, Kyiv City", "UKR", "Example Wire", "33445566", 4)] * 3
    )


def test_polecat_is_plover_already(dossier, bring):
    text = polecat({}, {"Event ID": "2", "Event Mode": "", "Event Type": "Assault"}, {"Event Type": "FIGHT"})
    assert counts(bring("ngec.txt", text)) == ("polecat", 2, 0, 1)
    names = "actor_sector, actor_sectors, recipient, dyad, cameo, type, mode, contexts, quad, score, language, known"
    assert rows(dossier, f"SELECT {names} FROM imported_events ORDER BY row") == [
        (
            "MIL",
            "MIL;GOV",
            'The "Kyiv" council',
            "RUS-UKR",
            cameo_of("ASSAULT", mode),
            "ASSAULT",
            mode,
            "military;territory",
            "material conflict",
            score,
            "eng",
            datetime(2023, 1, 2),
        )
        for mode, score in (("aerial", -9.5), (None, -9.0))
    ]
    assert rows(dossier, "SELECT row, reason, detail FROM import_errors") == [(3, "event type", "FIGHT")]


def test_tables_coded_in_cameo_or_plover(dossier, bring):
    cameo = 'Date,Source,Target,Event_Code\n20240105,RUS,"Korea, Republic of",43\n2024-01-06,Baku,RUS,1711\n'
    assert counts(bring("c.csv", cameo)) == ("cameo-csv", 2, 0, 0)
    plover = "date;actor;recipient;type;mode\n2024-02-01;Türkiye;Armenia;sanction;expel\n"
    assert counts(bring("p.csv", plover)) == ("plover-csv", 1, 0, 0)
    names = "format, event_id, day, actor, actor_country, recipient_country, dyad, cameo, type, mode, score, intensity"
    assert rows(dossier, f"SELECT {names} FROM imported_events ORDER BY import_id, row") == [
        (
            "cameo-csv",
            None,
            date(2024, 1, 5),
            "RUS",
            "RUS",
            "KOR",
            "KOR-RUS",
            "043",
            "CONSULT",
            "visit",
            4.0,
            2.8,
        ),
        ("cameo-csv", None, date(2024, 1, 6), "Baku", None, "RUS", None, "1711", "COERCE", "seize", -7.0, -9.2),
        (
            *("plover-csv", None, date(2024, 2, 1), "Türkiye", "TUR", "ARM", "ARM-TUR", "166", "SANCTION"),
            *("expel", -5.5, None),
        ),
    ]


def test_quadruples(dossier, tmp_path):
    (tmp_path / "entity2id.txt").write_text("3\nSouth_Korea\t0\nPolice_(Kenya)\t1\nBarack_Obama\t2\n")
    (tmp_path / "relation2id.txt").write_text("Make_a_visit\t0\nAbduct,_hijack,_or_take_hostage\t1\n")
    (tmp_path / "train.txt").write_text("2\t0\t0\t48\t0\n1\t1\t2\t24\t0\n2\t0\t0\t60\t0\n2\t9\t0\t48\t0\n")
    with pytest.raises(UsageError, match="not a day"):
        dossier.bring_in([tmp_path / "train.txt"], Options(start="2014"))
    (without,) = dossier.bring_in([tmp_path / "train.txt"])
    assert without.problem.endswith("train.txt: quadruples need the day of time 0; give it with --start")
    (result,) = dossier.bring_in([tmp_path / "train.txt"], Options(start="2014-01-01", step=24))
    assert counts(result) == ("quadruples", 2, 1, 1)
    names = "row, day, actor, actor_country, actor_sector, recipient, recipient_country, cameo, type, wording"
    assert rows(dossier, f"SELECT {names} FROM imported_events ORDER BY row") == [
        (
            1,
            date(2014, 1, 3),
            "Barack_Obama",
            None,
            None,
            "South_Korea",
            "KOR",
            "042",
            "CONSULT",
            "Make_a_visit",
        ),
        (
            *(2, date(2014, 1, 2), "Police_(Kenya)", "KEN", "COP", "Barack_Obama", None, "181", "ASSAULT"),
            "Abduct,_hijack,_or_take_hostage",
        ),
    ]
    found = rows(dossier, "SELECT row, reason, detail FROM import_errors ORDER BY row")
    assert [row[:2] for row in found] == [(3, "duplicate"), (4, "reference")]
    assert found[1][2] == "2 9 0"


def test_sipri_trade_register(dossier, bring):
    header = (
        "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
        "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
        "SIPRI TIV of delivered weapons"
    )
    text = (
        "Transfers of major weapons\nGenerated for a test\n\n"
        + header
        + "\nAzerbaijan,Turkey,2020,,50,?,Bayraktar TB2,UCAV,36,?,2020; 2021,New,From caf\xe9,3.5,175,126\n"
        + "Azerbaijan,Atlantis,2020,,1,,X,Y,1,,2020,New,,1,1,1\n"
        + "Azerbaijan,Israel,2016,,,,LORA,SSM,2,,2018,New,,,,\n"
    )
    assert counts(bring("trade-register.csv", text.encode("latin-1"))) == ("sipri", 5, 0, 1)
    names = "row, indicator, origin, recipient, dyad, period, value, unit, item, note"
    assert rows(dossier, f"SELECT {names} FROM indicators ORDER BY row, indicator, unit") == [
        (
            *(1, f"arms {what} ({unit})", "TUR", "AZE", "AZE-TUR", period, value, unit),
            *("Bayraktar TB2, UCAV", "New; From café"),
        )
        for what, unit, period, value in (
            ("delivered", "items", "2020/2021", 36.0),
            ("delivered", "million SIPRI TIV", "2020/2021", 126.0),
            ("ordered", "items", "2020", 50.0),
            ("ordered", "million SIPRI TIV", "2020", 175.0),
        )
    ] + [
        (3, "arms delivered (items)", "ISR", "AZE", "AZE-ISR", "2018", 2.0, "items", "LORA, SSM", "New"),
    ]
    assert rows(dossier, "SELECT row, reason, detail FROM import_errors") == [(2, "country", "Atlantis")]


def test_indicators(dossier, bring):
    text = (
        "exporter,importer,indicator,period,value,unit\nRUS,Azerbaijan,exports,2023,3150.5,million USD\n"
        "AZE,,population,2023,10.1,million\nRUS,AZE,exports,2024,n/a,million USD\nRUS,AZE,exports,,1,million USD\n"
    )
    assert counts(bring("trade.csv", text)) == ("indicators", 2, 0, 2)
    assert rows(
        dossier, "SELECT row, origin, recipient, dyad, period, value, unit FROM indicators ORDER BY row"
    ) == [
        (1, "RUS", "AZE", "AZE-RUS", "2023", 3150.5, "million USD"),
        (2, "AZE", None, None, "2023", 10.1, "million"),
    ]
    assert rows(dossier, "SELECT row, reason, detail FROM import_errors ORDER BY row") == [
        (3, "number", "value n/a"),
        (4, "date", None),
    ]


def test_malformed_lines_are_listed_and_the_rest_keep_their_numbers(dossier, bring):
    lines = gdelt2(*({"GLOBALEVENTID": str(n)} for n in range(1, 13))).encode().splitlines(keepends=True)
    lines[1] = b"2\t20240101\n"
    lines[2] = lines[2].rstrip(b"\n") + b"\tmore\n"
    lines[4] = lines[4].replace(b"RUSSIA", b"RUSSI\xff")
    lines[6] = lines[6].replace(b"20241225", b"20241325")
    lines[7] = lines[7].replace(b"0231", b"---")
    lines[8] = lines[8].replace(b"40.3953", b"#")
    lines[9] = lines[9].replace(b"10\t", b"\t", 1)
    lines[11] = lines[11].replace(b"12\t", b"1\t", 1)
    assert counts(bring("a.CSV", b"".join(lines))) == ("gdelt2", 4, 1, 7)
    assert rows(dossier, "SELECT row, event_id FROM imported_events ORDER BY row") == [
        (1, "1"),
        (4, "4"),
        (6, "6"),
        (11, "11"),
    ]
    listed = rows(dossier, "SELECT row, reason, detail FROM import_errors ORDER BY row")
    assert [row[:2] for row in listed] == [
        (2, "columns"),
        (3, "columns"),
        (5, "encoding"),
        (7, "date"),
        (8, "event type"),
        (9, "number"),
        (10, "no id"),
        (12, "duplicate"),
    ]
    assert listed[0][2] == "Expected Number of Columns: 61 Found: 2"
    assert [row[2] for row in listed[3:6]] == ["20241325", "---", "latitude #"]
    assert listed[7][2] == "1 2024-12-25"


def test_an_event_of_an_earlier_file_is_a_duplicate_unless_its_date_differs(dossier, bring):
    bring("a.tab", icews({}, {"Event ID": "7"}))
    later = icews({"Event ID": "7"}, {"Event ID": "7", "Event Date": "2014-03-06"}, {"Event ID": "8"})
    assert counts(bring("b.tab", later)) == ("icews", 2, 1, 0)
    assert rows(dossier, "SELECT import_id, row, event_id FROM imported_events ORDER BY import_id, row") == [
        (1, 1, "20718170"),
        (1, 2, "7"),
        (2, 2, "7"),
        (2, 3, "8"),
    ]


def test_the_same_file_changes_nothing(dossier, bring):
    bring("a.tab", icews({}))
    before = (dossier.path / "journal.jsonl").read_bytes()
    again = bring("copy.tab", icews({}))
    assert again.known
    assert (dossier.path / "journal.jsonl").read_bytes() == before
    other = bring("copy.tab", icews({}), reading="crosswalk")
    assert other.problem.endswith("was brought in already with other options; make another dossier for it")


def test_the_reading_of_the_crosswalk_is_kept(dossier, bring):
    bring("a.tab", icews({"CAMEO Code": "163"}), reading="crosswalk")
    assert rows(dossier, "SELECT type, mode FROM imported_events") == [("COERCE", "restrict")]
    assert rows(dossier, "SELECT reading, ontology, name, rows FROM imports") == [
        ("crosswalk", "PLOVER 0.8", "a.tab", 1)
    ]


def test_packed_files(dossier, tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(gdelt2({}).encode()))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("b.export.CSV", gdelt2({"GLOBALEVENTID": "2"}))
    results = dossier.bring_in([tmp_path / "a.csv.gz", tmp_path / "b.zip"])
    assert [counts(result) for result in results] == [("gdelt2", 1, 0, 0)] * 2


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(dossier, tmp_path):
    (tmp_path / "prose.txt").write_text("Once upon a time\n")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "bad.tab").write_text(icews({"Event Date": "soon"}))
    (tmp_path / "good.tab").write_text(icews({}))
    names = ("prose.txt", "empty.csv", "missing.tab", "bad.tab", "good.tab")
    results = dossier.bring_in([tmp_path / name for name in names])
    said = [result.problem and result.problem.split(": ", 1)[1] for result in results]
    assert said[0].startswith("the format cannot be told from its first line; name it with --format (gdelt1,")
    assert said[1:] == [
        "it is empty",
        "there is no such file",
        "no row of it could be read as icews; row 1: date soon",
        None,
    ]
    assert rows(dossier, "SELECT import_id, name, rows FROM imports") == [(1, "good.tab", 1)]
    assert rows(dossier, "SELECT count(*) FROM import_errors") == [(0,)]
    assert dossier.verify().clean


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cut.csv.gz", gzip.compress(gdelt2({}).encode())[:60]),
        ("not.zip", b"PK\x03\x04 and no more"),
        ("long.csv", b"a," + b"x" * 200_000 + b"\n"),
        ("nul.csv", b"\x00\x00\n\x00"),
        ("binary.csv", bytes(range(256))),
    ],
)
def test_damaged_files_give_one_line(dossier, tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (result,) = dossier.bring_in([tmp_path / name])
    assert result.problem
    assert "\n" not in result.problem


def test_a_name_with_signs_of_patterns_is_one_file(dossier, bring):
    assert counts(bring("a[1]*'.tab", icews({}))) == ("icews", 1, 0, 0)


def test_a_wrong_option_is_refused(dossier):
    with pytest.raises(UsageError, match="no such format: acled"):
        dossier.bring_in([], Options(form="acled"))
    with pytest.raises(UsageError, match="at least one"):
        dossier.bring_in([], Options(step=0))


def test_views(dossier, bring, coder, source):
    dossier.add([source("a-1.txt", "ASSAULT RUS>AZE 2014-03-25 actual: rockets")], coder)
    bring(
        "a.tab",
        icews({}, {"Event ID": "2", "Target Country": "Azerbaijan"}, {"Event ID": "3", "CAMEO Code": "10"}),
    )
    assert rows(
        dossier, "SELECT dyad, month, format, events, verbal_conflict, score_sum FROM imported_dyad_month"
    ) == [
        ("AZE-RUS", "2014-03", "icews", 1, 1, -2.0),
        ("RUS-UKR", "2014-03", "icews", 2, 1, -2.0),
    ]
    names = "dyad, month, origin, events, material_conflict, score_mean"
    assert rows(dossier, f"SELECT {names} FROM all_dyad_month") == [
        ("AZE-RUS", "2014-03", "icews", 1, 0, -2.0),
        ("AZE-RUS", "2014-03", "record", 1, 1, -9.0),
        ("RUS-UKR", "2014-03", "icews", 2, 0, -2.0),
    ]
    assert rows(dossier, "SELECT day, type, file, row FROM imported_timeline LIMIT 1") == [
        (date(2014, 3, 5), "ACCUSE", "a.tab", 2)
    ]
    assert dossier.table("all_dyad_month").num_rows == 3


def test_without_imports_the_tables_are_empty(dossier):
    for name in ("imported_events", "imported_timeline", "all_dyad_month", "indicators"):
        assert dossier.table(name).num_rows == 0


def test_an_import_makes_no_other_record(dossier, bring, coder, source):
    dossier.add([source("a-1.txt", "ASSAULT RUS>AZE 2014-03-25 actual: rockets")], coder)
    before = (dossier.path / "record.duckdb").read_bytes()
    canonical = dossier.canonical()
    bring("a.tab", icews({}))
    dossier.add([source("a-1.txt", "ASSAULT RUS>AZE 2014-03-25 actual: rockets")], coder)
    assert (dossier.path / "record.duckdb").read_bytes() == before
    assert dossier.canonical() == canonical
    assert dossier.verify().clean


def test_lost_imports_are_made_again_with_the_same_digests(dossier, bring, tmp_path):
    bring("a.tab", icews({}, {"Event ID": "7"}))
    bring("b.tab", icews({"Event ID": "7"}, {"Event ID": "8"}))
    before = rows(dossier, "SELECT * FROM imports ORDER BY import_id")
    for name in ("a.tab", "b.tab"):
        (tmp_path / name).unlink()
    (dossier.path / "imports.duckdb").unlink()
    with pytest.raises(DossierError, match="is missing; `detente import DOSSIER` makes it again"):
        dossier.query("SELECT 1")
    assert dossier.verify().problems == (
        "imports.duckdb does not hold what the journal says; `detente import DOSSIER` makes it again",
    )
    assert dossier.bring_in([]) == []
    assert rows(dossier, "SELECT * FROM imports ORDER BY import_id") == before
    assert dossier.verify().clean


def test_verify_finds_changed_imports_and_files(dossier, bring, tmp_path, monkeypatch):
    monkeypatch.setattr("detente.record.imports.shelf.KEPT", 0)
    bring("a.tab", icews({}))
    assert dossier.verify().clean
    (tmp_path / "a.tab").write_text(icews({"Publisher": "Another"}))
    assert dossier.verify().problems == (
        f"{tmp_path / 'a.tab'}: is not what was brought in; restore it from a copy",
    )
    (tmp_path / "a.tab").unlink()
    (problem,) = dossier.verify().problems
    assert problem.endswith("a.tab: what was brought in is not there any more; put it back to make it again")


def test_two_dossiers_with_the_same_files_have_the_same_digests(dossier, bring, tmp_path):
    bring("a.tab", icews({}, {"Event ID": "7"}))
    with Dossier.create(tmp_path / "other") as other:
        other.bring_in([tmp_path / "a.tab"])
        assert rows(other, "SELECT digest FROM imports") == rows(dossier, "SELECT digest FROM imports")


def test_the_data_dictionary_in_docs_is_in_step():
    kept = Path(__file__).parents[2] / "docs" / "data-dictionary-imports.md"
    assert kept.read_text(encoding="utf-8") == schema.imported_dictionary()


def test_every_column_is_documented():
    relations = (
        *schema.imported_tables().values(),
        *schema.imported_views().values(),
        *schema.joint_views().values(),
    )
    with duckdb.connect() as connection:
        schema.create_in(connection, {**schema.tables(), **schema.views()})
        schema.create_in(connection, {relation.name: relation for relation in relations})
        for relation in relations:
            found = connection.execute(f"SELECT * FROM {relation.name}").description
            assert tuple(column[0] for column in found) == relation.names


def test_user_sql_cannot_reach_files_through_imports(dossier, bring):
    bring("a.tab", icews({}))
    for sql in ("SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM read_csv('/etc/passwd')"):
        with pytest.raises(QueryError, match="disabled"):
            dossier.query(sql)

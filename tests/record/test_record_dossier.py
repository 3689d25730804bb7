import json
import subprocess
import sys
import textwrap

import pytest

from detente.errors import DossierBusyError, DossierError, QueryError, UsageError, VerificationError
from detente.record import Added, Dossier
from detente.terms import Reason, Rejected

ATTACK = "ASSAULT RUS>AZE 2024-12-25 actual: rockets brought the airliner down near Aktau"
SIGNED = "SUPPORT AZE>RUS 2022-02-22 actual: signed the declaration on allied interaction"
GROWTH = "FIGURE 17 percent"


def one(dossier: Dossier, sql: str):
    (row,) = dossier.query(sql).to_pylist()
    return row


def test_a_source_becomes_rows_that_need_no_join(dossier, coder, source):
    assert dossier.add([source("turan-1.txt", f"{ATTACK}\n{GROWTH}")], coder) == Added(1, 1, 0)
    event = one(dossier, "SELECT * FROM timeline")
    assert event["actor"] == "RUS"
    assert event["recipient_countries"] == ["AZE"]
    assert event["dyads"] == ["AZE-RUS"]
    assert event["quad"] == "material conflict"
    assert event["first_day"].isoformat() == "2024-12-25"
    assert event["quote"] == "rockets brought the airliner down near Aktau"
    assert (event["document"], event["publishers"], event["sources"]) == ("turan-1.txt", ["turan"], 1)
    assert one(dossier, "SELECT value, unit, document FROM figures_ledger") == {
        "value": 17.0,
        "unit": "percent",
        "document": "turan-1.txt",
    }
    assert one(dossier, "SELECT * FROM dyad_month")["material_conflict"] == 1
    assert one(dossier, "SELECT as_actor FROM actors WHERE country = 'RUS'") == {"as_actor": 1}


def test_adding_the_same_again_changes_nothing(dossier, coder, source, tmp_path):
    sources = [source("a-1.txt", ATTACK), source("b-1.txt", SIGNED)]
    dossier.add(sources, coder)
    before = {p: p.read_bytes() for p in (tmp_path / "dossier").rglob("*") if p.is_file()}
    assert dossier.add(sources, coder) == Added(0, 0, 0)
    assert {p: p.read_bytes() for p in (tmp_path / "dossier").rglob("*") if p.is_file()} == before


def test_only_new_sources_are_coded(dossier, coder, source):
    dossier.add([source("a-1.txt", ATTACK)], coder)
    dossier.add([source("a-1.txt", ATTACK), source("b-1.txt", SIGNED)], coder)
    assert coder.coded == ["a-1.txt", "b-1.txt"]


def test_the_same_bytes_twice_are_one_document_with_two_origins(dossier, coder, source):
    dossier.add([source("b-1.txt", ATTACK), source("a-1.txt", ATTACK, "other")], coder)
    assert one(dossier, "SELECT name FROM documents") == {"name": "a-1.txt"}
    assert one(dossier, "SELECT list(origin ORDER BY origin) AS o FROM origins") == {
        "o": ["in/b-1.txt", "other/a-1.txt"]
    }
    assert one(dossier, "SELECT reports, sources FROM timeline") == {"reports": 1, "sources": 1}


def test_the_canonical_hash_does_not_depend_on_order_or_folder(tmp_path, coder, source):
    texts = {"a-1.txt": ATTACK, "b-1.txt": f"{ATTACK} again\n{SIGNED}", "c-1.txt": GROWTH}
    hashes = set()
    for number, (order, folder) in enumerate([(1, "in"), (-1, "elsewhere")]):
        with Dossier.create(tmp_path / str(number)) as dossier:
            for name in list(texts)[::order]:
                dossier.add([source(name, texts[name], folder)], coder)
            hashes.add(dossier.canonical())
    assert len(hashes) == 1


def test_what_could_not_be_read_is_listed_with_its_reason_until_it_can(dossier, coder, source):
    missing = Rejected("in/gone.txt", Reason.NOT_FOUND, "in/gone.txt: no such file")
    binary = source("c-1.txt", b"\0\1")
    assert dossier.add([missing, binary], coder) == Added(1, 1, 1)
    assert dossier.query("SELECT name, reason FROM rejected ORDER BY name").to_pylist() == [
        {"name": "c-1.txt", "reason": "binary"},
        {"name": "gone.txt", "reason": "not_found"},
    ]
    assert dossier.add([missing], coder) == Added(0, 0, 0)
    dossier.add([source("gone.txt", ATTACK)], coder)
    assert dossier.query("SELECT name FROM rejected")["name"].to_pylist() == ["c-1.txt"]


def test_a_publication_date_given_later_is_taken(dossier, coder, source):
    dossier.add([source("a-1.txt", ATTACK)], coder)
    dossier.add([source("a-1.txt", ATTACK)], coder, published="2024-12-26")
    assert one(dossier, "SELECT published FROM documents") == {"published": "2024-12-26"}
    assert dossier.add([source("a-1.txt", ATTACK)], coder) == Added(0, 0, 0)


def test_one_process_owns_a_dossier_and_others_read_it(dossier, coder, source, tmp_path):
    dossier.add([source("a-1.txt", ATTACK)], coder)
    program = textwrap.dedent("""
        import sys
        from detente.record import Dossier
        with Dossier.open(sys.argv[1]) as dossier:
            print(dossier.query("SELECT count(*) AS n FROM timeline")["n"][0])
        try:
            Dossier.open(sys.argv[1], write=True)
        except Exception as error:
            print(type(error).__name__, error)
    """)
    done = subprocess.run(
        [sys.executable, "-c", program, str(dossier.path)], capture_output=True, text=True, check=True
    )
    busy = f"DossierBusyError {dossier.path}: another process is working on this dossier; wait for it to end"
    assert done.stdout.splitlines() == ["1", busy]


def test_two_owners_in_one_process_are_refused_too(dossier):
    with pytest.raises(DossierBusyError):
        Dossier.open(dossier.path, write=True)
    dossier.close()
    Dossier.open(dossier.path, write=True).close()


def test_a_reader_cannot_change_a_dossier(dossier, coder):
    reader = Dossier.open(dossier.path)
    with pytest.raises(DossierError, match="write=True"):
        reader.add([], coder)


@pytest.mark.parametrize("damage", ["gone", "short", "bits", "wal"])
def test_a_damaged_record_is_set_aside_and_built_anew(dossier, coder, source, damage):
    dossier.add([source("a-1.txt", ATTACK)], coder)
    identity = dossier.canonical()
    record = dossier.path / "record.duckdb"
    data = bytearray(record.read_bytes())
    if damage == "gone":
        record.unlink()
    elif damage == "short":
        record.write_bytes(data[:5000])
    elif damage == "bits":
        data[: len(data) // 2] = bytes(byte ^ 0xFF for byte in data[: len(data) // 2])
        record.write_bytes(data)
    else:
        (dossier.path / "record.duckdb.wal").write_bytes(bytes(range(256)) * 16)
    dossier.close()
    assert Dossier.open(dossier.path).canonical() == identity
    aside = sorted(path.name for path in dossier.path.glob("*.damaged-*"))
    expected = {"gone": [], "short": ["record.duckdb.damaged-1"], "bits": ["record.duckdb.damaged-1"]}
    assert aside == expected.get(damage, aside)


def test_a_torn_journal_line_is_cut_off_and_the_source_taken_in_again(dossier, coder, source):
    dossier.add([source("a-1.txt", ATTACK)], coder)
    dossier.add([source("b-1.txt", SIGNED)], coder)
    identity = dossier.canonical()
    journal = dossier.path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-40])
    dossier.close()
    with Dossier.open(dossier.path, write=True) as again:
        assert len(again.sources()) == 1
        assert again.add([source("b-1.txt", SIGNED)], coder) == Added(1, 0, 0)
        assert again.canonical() == identity
        assert again.verify(coder).clean


def test_a_changed_journal_line_is_an_error(dossier, coder, source):
    dossier.add([source("a-1.txt", ATTACK), source("b-1.txt", SIGNED)], coder)
    journal = dossier.path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"name":"a-1.txt"', b'"name":"x-1.txt"'))
    with pytest.raises(VerificationError, match=r"journal.jsonl:1: the journal's chain is broken"):
        Dossier.open(dossier.path)


def test_verify_is_clean_and_names_what_is_not(dossier, coder, source):
    dossier.add([source("a-1.txt", f"{ATTACK}\n{GROWTH}")], coder)
    clean = dossier.verify(coder)
    assert (clean.problems, clean.documents, clean.findings, clean.recoded) == ((), 1, 2, True)
    assert dossier.verify().recoded is False
    (path,) = (dossier.path / "sources").iterdir()
    path.write_bytes(b"something else")
    (problem,) = dossier.verify().problems
    assert problem == f"sources/{path.name} (a-1.txt) is not what was received"


def test_verify_sees_a_record_that_was_changed(dossier, coder, source):
    import duckdb

    dossier.add([source("a-1.txt", ATTACK)], coder)
    with duckdb.connect(str(dossier.path / "record.duckdb")) as connection:
        connection.execute("UPDATE reports SET quote = 'rockets missed'")
    (start,) = dossier.query("SELECT start_char FROM reports")["start_char"].to_pylist()
    assert dossier.verify().problems == (
        "the record's tables are not those it was published with",
        f"a-1.txt: the quote of the event at character {start} does not stand there",
    )


def test_a_newer_coder_codes_everything_again(dossier, coder, source):
    dossier.add([source("a-1.txt", ATTACK)], coder)
    coder.key, coder.choices = "lines-2", {"dictionaries": ["büro.tsv"]}
    assert dossier.add([], coder) == Added(0, 1, 0)
    assert len(list((dossier.path / "coded").iterdir())) == 1
    dossier.close()
    assert Dossier.open(dossier.path).choices == {"dictionaries": ["büro.tsv"]}


def test_a_killed_run_goes_on_where_it_stopped(dossier, coder, source):
    sources = [source(f"a-{n}.txt", f"{ATTACK} number {n}") for n in range(5)]

    class Killed(BaseException):
        pass

    def dying(tasks):
        for number, coded in enumerate(type(coder)(key=coder.key)(tasks)):
            if number == 3:
                raise Killed
            yield coded

    dying.key, dying.choices = coder.key, {}
    with pytest.raises(Killed):
        dossier.add(sources, dying)
    assert dossier.add(sources, coder) == Added(0, 2, 0)
    assert len(coder.coded) == 2
    assert one(dossier, "SELECT sum(documents) AS n FROM timeline") == {"n": 5}


def test_what_is_no_dossier_gives_one_line(tmp_path):
    with pytest.raises(DossierError, match="not a dossier"):
        Dossier.open(tmp_path)
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(DossierError, match="not empty"):
        Dossier.create(tmp_path)
    with pytest.raises(DossierError, match=r"file\.txt"):
        Dossier.create(tmp_path / "file.txt")


def test_a_full_disk_gives_one_line_and_loses_nothing(dossier, coder, source, monkeypatch):
    dossier.add([source("a-1.txt", ATTACK)], coder)
    identity = dossier.canonical()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DossierError, match="the disk is full") as caught:
        dossier.add([source("b-1.txt", SIGNED)], coder)
    assert "\n" not in str(caught.value)
    monkeypatch.undo()
    assert not list(dossier.path.rglob("*.part"))
    assert Dossier.open(dossier.path).query("SELECT count(*) AS n FROM documents")["n"].to_pylist() == [1]
    assert dossier.canonical() == identity


def test_unknown_tables_are_named(dossier, coder):
    dossier.add([], coder)
    with pytest.raises(UsageError, match="no table or view 'timelines'; it has timeline, figures_ledger"):
        dossier.table("timelines")
    with pytest.raises(QueryError):
        dossier.query("SELECT * FROM timelines")


def test_the_journal_holds_one_chained_line_an_entry(dossier, coder, source):
    dossier.add([source("a-1.txt", ATTACK), source("b-1.txt", SIGNED)], coder)
    lines = [json.loads(line) for line in (dossier.path / "journal.jsonl").read_text().splitlines()]
    assert [line["seq"] for line in lines] == [0, 1]
    assert lines[1]["prev"] == lines[0]["hash"]
    assert lines[0]["bytes"] == len(ATTACK)

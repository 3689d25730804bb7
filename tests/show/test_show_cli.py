import errno
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente import __version__
from detente.errors import (
    DictionaryError,
    DossierBusyError,
    DossierError,
    IngestError,
    QueryError,
    UsageError,
    VerificationError,
)
from detente.show import cli, console
from detente.show.console import MEANING, Exit
from detente.show.reference import command_line_reference

NOT_A_DATE = "not an ISO date; write it like 2024-12-25, 2024-12 or 2024"
DOCS = Path(__file__).parents[2] / "docs" / "command-line.md"


def call(capsys, *arguments):
    code = cli.main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def raising(error):
    def command(*_):
        raise error

    return command


def test_the_document_is_in_step_with_the_program():
    assert DOCS.read_text(encoding="utf-8") == command_line_reference()


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from detente.show.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not loaded & {"duckdb", "pyarrow", "numpy", "onnxruntime", "rich", "trafilatura", "lxml"}
    assert "Read, code and merge PATHs into DOSSIER" in done.stdout


def test_version(capsys):
    assert call(capsys, "version") == (Exit.DONE, f"detente {__version__}\n", "")
    _, out, _ = call(capsys, "version", "--json")
    assert json.loads(out) == {"name": "detente", "version": __version__}


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["bogus"], "no such command 'bogus'; see `detente --help`"),
        (["run", "x"], "missing option '--output' / '-o'; see `detente run --help`"),
        (
            ["code", "x", "--published", "yesterday"],
            f"--published yesterday: {NOT_A_DATE}",
        ),
        (
            ["code", "x", "--published", "2024-02-30"],
            f"--published 2024-02-30: {NOT_A_DATE}",
        ),
        (["run", "x", "-o", "d", "--dyad", "AZE"], "not a dyad: 'AZE'; write it like AZE-RUS"),
        (["code", "x", "--dictionary", "none.tsv"], "none.tsv: no such dictionary; name a TSV file"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(capsys, arguments, line):
    assert call(capsys, *arguments) == (Exit.USAGE, "", f"detente: {line}\n")


def test_no_arguments_show_the_help(capsys):
    code, out, err = call(capsys)
    assert (code, out) == (Exit.USAGE, "")
    assert err.startswith("Usage: detente")


def test_with_json_an_error_is_an_object(capsys):
    code, out, err = call(capsys, "query", "nowhere", "select 1", "--json")
    assert json.loads(out) == {"error": err.removeprefix("detente: ").rstrip("\n"), "exit_code": code}
    assert code == Exit.DOSSIER


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), Exit.USAGE),
        (DictionaryError("x"), Exit.USAGE),
        (IngestError("empty", "x"), Exit.NOTHING_READ),
        (console.NothingReadError("x"), Exit.NOTHING_READ),
        (VerificationError("x"), Exit.NOT_VERIFIED),
        (DossierBusyError("x"), Exit.BUSY),
        (DossierError("x"), Exit.DOSSIER),
        (QueryError("x"), Exit.QUERY),
        (OSError(errno.ENOSPC, "full", "d/brief.html"), Exit.DOSSIER),
        (KeyboardInterrupt(), Exit.INTERRUPTED),
    ],
)
def test_each_failure_has_its_code_and_one_line(capsys, monkeypatch, error, code):
    monkeypatch.setattr("detente.show.commands.query.query", raising(error))
    found, out, err = call(capsys, "query", "d", "select 1")
    assert (found, out) == (code, "")
    assert err.startswith("detente: ")
    assert err.count("\n") == 1


def test_a_full_disk_is_named(capsys, monkeypatch):
    error = OSError(errno.ENOSPC, "No space left on device", "d/brief.html")
    monkeypatch.setattr("detente.show.commands.query.query", raising(error))
    assert "cannot write d/brief.html: the disk is full" in call(capsys, "query", "d", "select 1")[2]


def test_a_bug_is_not_swallowed(monkeypatch):
    monkeypatch.setattr("detente.show.commands.query.query", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        cli.main(["query", "d", "select 1"])


def test_every_code_has_a_meaning_and_stands_in_the_document():
    assert set(MEANING) == set(Exit)
    for code, meaning in MEANING.items():
        assert f"| {int(code)} | {meaning} |" in DOCS.read_text(encoding="utf-8")


def test_names_of_files_cannot_drive_the_terminal():
    assert console.one_line("a\x1b[2Jb\nc") == "a [2Jb c"


def test_a_lone_surrogate_is_written_as_the_escape_that_json_asks_for(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.steady_streams()
    print(json.dumps({"a": "é\ud800"}, ensure_ascii=False))
    sys.stdout.flush()
    assert raw.getvalue() == '{"a": "é\\ud800"}\n'.encode()
    assert json.loads(raw.getvalue()) == {"a": "é\ud800"}


def test_progress_is_silent_without_a_terminal(capsys):
    with console.bar("coding") as tell:
        tell(1, 2)
        tell(2, 2)
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("Peru and Chile traded for 3 million dollars in May 2020. " * 2000)
    code = "import sys; from detente.show.cli import main; sys.exit(main(['read', sys.argv[1]]))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(text)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith('{"kind":')
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == Exit.BROKEN_PIPE

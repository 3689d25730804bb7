import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from detente.errors import EndpointError, UsageError
from detente.pipeline import Settings
from detente.record import Dossier
from detente.scale import add, code_paths, rebuild, settings_of
from detente.show import cli
from detente.show.console import Exit
from detente.terms import Reason

sys.path.insert(0, str(Path(__file__).parents[1] / "coding"))
from llm_server import Fault, chat, events, row, serving

TEXT = (
    "Turkey expelled three Greek diplomats on Monday, the foreign ministry said in Ankara.\n\n"
    "Greece accused Turkey of violating its airspace.\n"
)
EXPELLED = row(
    "Turkey expelled three Greek diplomats on Monday",
    "expelled",
    "SANCTION",
    [("Turkey", "TUR")],
    [("three Greek diplomats", "GRC")],
    mode="expel",
    date_words="Monday",
)
ACCUSED = row(
    "Greece accused Turkey of violating its airspace",
    "accused",
    "ACCUSE",
    [("Greece", "GRC")],
    [("Turkey", "TUR")],
)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "in" / "article.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def asked(request):
    text = request["messages"][1]["content"].partition("<<<TEXT")[2]
    return events(*[one for one in (EXPELLED, ACCUSED) if one["quote"] in text])


def settings(served, **more):
    return Settings(coder="llm", model="m", base_url=served.base_url, **more)


def types(findings):
    return [(f.type, f.actor[0].country) for f in findings if f.kind == "event"]


def test_the_events_are_the_models_and_the_other_findings_stay():
    with serving(asked) as served:
        found = detente.code(TEXT, published="2021-05-04", settings=settings(served))
    assert types(found) == [("SANCTION", "TUR"), ("ACCUSE", "GRC")]
    assert found[0].date_edtf == "2021-05-03"
    others = [f for f in found if f.kind != "event"]
    assert others == [f for f in detente.code(TEXT, published="2021-05-04") if f.kind != "event"]


def test_the_key_names_the_coder_the_model_and_the_prompt_and_not_the_address(monkeypatch):
    one = Settings(coder="llm", model="m", base_url="http://a/v1")
    assert one.key == Settings(coder="llm", model="m", base_url="http://b/v1", answers="x", tally="y").key
    others = [
        Settings(),
        Settings(coder="hybrid", model="m", base_url="http://a/v1"),
        Settings(coder="llm", model="n", base_url="http://a/v1"),
    ]
    assert len({one.key, *(other.key for other in others)}) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"coder": "gpt"},
        {"coder": "llm"},
        {"coder": "llm", "model": "m"},
        {"coder": "hybrid", "base_url": "http://a/v1"},
        {"model": "m"},
        {"base_url": "http://a/v1"},
        {"coder": "llm", "model": "m", "base_url": "a"},
    ],
)
def test_settings_that_do_not_fit_together_are_wrong_usage(wrong):
    with pytest.raises(UsageError):
        Settings(**wrong)


def test_the_default_coder_imports_none_of_it():
    program = (
        "import sys, detente\n"
        "detente.code('Turkey expelled three Greek diplomats.')\n"
        "print([m for m in sys.modules if m.startswith(('httpx', 'detente.coding.llm'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_document_without_a_valid_answer_keeps_its_other_findings_and_says_so(article):
    with serving(Fault(body=chat("no"))) as served:
        (one,) = code_paths([article], settings=settings(served))
    assert one.document
    assert types(one.findings) == []
    assert one.rejected.reason == Reason.NO_ANSWER
    assert "m gave no valid answer on " in one.rejected.message


def test_processes_share_the_answers_and_give_the_same(article):
    with serving(asked) as served:
        alone = list(code_paths([article], settings=settings(served)))
        assert list(code_paths([article], settings=settings(served), workers=2)) == alone
        assert len(served.requests) == 1


def test_a_dossier_keeps_the_answers_and_is_verified_and_rebuilt_without_the_model(article, tmp_path):
    with Dossier.create(tmp_path / "dossier") as dossier:
        with serving(asked) as served:
            add(dossier, [article], settings=settings(served))
        identity = dossier.canonical()
        assert settings_of(dossier).coder == "llm"
        assert detente.verify(dossier).clean
        rebuild(dossier)
        assert dossier.canonical() == identity
        assert dossier.query("select count(*) as n from reports").to_pylist() == [{"n": 2}]
    assert list((tmp_path / "dossier" / "answers").rglob("*.json"))
    assert not (tmp_path / "cache").exists()


def test_an_addition_that_fails_goes_on_with_what_was_coded(article, tmp_path):
    (article.parent / "later.txt").write_text(TEXT.replace("Monday", "Tuesday"))
    with Dossier.create(tmp_path / "dossier") as dossier:
        with serving(asked, Fault(404)) as served, pytest.raises(EndpointError):
            add(dossier, [article.parent], settings=settings(served))
        with serving(asked) as served:
            add(dossier, [article.parent], settings=settings(served))
            assert len(served.requests) == 1


def test_hybrid_with_the_shipped_encoder_asks_less_than_the_whole():
    plain = "Turkey expelled three Greek diplomats. " + "The weather was fine and the harvest was good. " * 20
    with serving(events()) as served:
        detente.code(plain, settings=Settings(coder="hybrid", model="m", base_url=served.base_url))
        texts = [one.partition("<<<TEXT")[2] for one in served.texts()]
    assert sum(map(len, texts)) < len(plain)


def call(capsys, *arguments):
    code = cli.main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def options(served, *more):
    return ["--coder", "llm", "--model", "m", "--base-url", served.base_url, *more]


def test_code_prints_the_models_events_and_tells_the_cost(capsys, article):
    bad = EXPELLED | {"quote": "Turkey invaded Greece"}
    with serving(events(ACCUSED, bad)) as served:
        code, out, err = call(capsys, "code", article, *options(served, "--prices", "1,10"))
    assert code == Exit.DONE
    assert [row["type"] for row in map(json.loads, out.splitlines()) if row["kind"] == "event"] == ["ACCUSE"]
    assert err == (
        "detente: m: 1 stretch of text; 0 answered from disk; 1 request, 100 tokens in, 10 out, "
        "cost 0.0002; 1 event; 1 row rejected (1 quote not in the text)\n"
    )


def test_run_keeps_its_coder_and_json_tells_what_was_asked(capsys, article, tmp_path):
    with serving(asked) as served:
        code, out, _ = call(capsys, "run", article, "-o", tmp_path / "d", "--json", *options(served))
        assert (code, json.loads(out)["llm"]["requests"], json.loads(out)["llm"]["cost"]) == (0, 1, None)
        (article.parent / "more.txt").write_text("Greece accused Turkey of violating its airspace.")
        code, out, _ = call(capsys, "run", article.parent, "-o", tmp_path / "d", "--json")
        assert (json.loads(out)["coded"], json.loads(out)["llm"]["requests"]) == (1, 1)
        code, out, err = call(
            capsys, "run", article.parent, "-o", tmp_path / "d", "--json", "--coder", "encoder"
        )
        assert (json.loads(out)["coded"], "llm" in json.loads(out), err) == (2, False, "")


def test_an_event_of_a_model_is_explained_as_one(capsys, article, tmp_path):
    with serving(asked) as served:
        call(capsys, "run", article, "-o", tmp_path / "d", *options(served))
    with Dossier.open(tmp_path / "d") as dossier:
        (found,) = dossier.query("select report_id from reports where type = 'ACCUSE'").to_pylist()
    code, out, _ = call(capsys, "explain", tmp_path / "d", found["report_id"])
    assert code == Exit.DONE
    assert "the language model reads" in out
    assert "encoder" not in out


def test_an_endpoint_that_cannot_be_reached_is_one_line_and_a_code(capsys, article):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    code, out, err = call(capsys, "code", article, "--coder", "llm", "--model", "m", "--base-url", address)
    assert (code, out) == (Exit.ENDPOINT, "")
    lines = err.splitlines()
    assert lines[0].startswith("detente: m: 1 stretch of text; 0 answered from disk; 0 requests")
    assert lines[1].startswith(f"detente: {address}: cannot be reached (")
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--coder", "llm"], "the coder llm needs the name of a model and the address of its server"),
        (["--model", "m"], "a model and its address are for the coders llm and hybrid; name one"),
        (
            ["--coder", "llm", "--model", "m", "--base-url", "h"],
            "--base-url h: not an address; write it like http://localhost:8080/v1",
        ),
        (["--prices", "free"], "--prices free: not two prices of a million tokens; write them like 0.15,0.60"),
    ],
)
def test_wrong_options_are_one_line(capsys, article, arguments, line):
    assert call(capsys, "code", article, *arguments) == (Exit.USAGE, "", f"detente: {line}\n")

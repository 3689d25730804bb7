import json
import socket

import pytest
from llm_server import Fault, chat, serving

from detente.coding.llm.adapter import PARAMETERS, Endpoint, check_address
from detente.coding.llm.cache import Answer
from detente.coding.llm.schema import answer_schema
from detente.errors import EndpointError, UsageError

ASKED = [{"role": "system", "content": "code"}, {"role": "user", "content": "text"}]
GOOD = Fault(body=chat("{}"))


def endpoint(served, **more):
    waits = []
    return Endpoint(served.base_url, "m", sleep=waits.append, **more), waits


def test_a_request_asks_for_the_schema_and_the_answer_comes_with_its_tokens(monkeypatch):
    monkeypatch.setenv("DETENTE_LLM_KEY", "sk-secret")
    with serving(GOOD) as served:
        model, _ = endpoint(served)
        reply = model.ask(ASKED)
    assert (reply.answer, reply.requests) == (Answer("{}", 100, 10), 1)
    (request,) = served.requests
    assert (request["model"], request["messages"], request["stream"]) == ("m", ASKED, False)
    assert {name: request[name] for name in PARAMETERS} == PARAMETERS
    assert request["response_format"]["json_schema"]["schema"] == answer_schema()
    assert served.paths == ["/v1/chat/completions"]
    assert served.headers[0]["Authorization"] == "Bearer sk-secret"
    assert "sk-secret" not in repr(model)


def test_without_a_key_no_authorization_is_sent(monkeypatch):
    monkeypatch.delenv("DETENTE_LLM_KEY", raising=False)
    with serving(GOOD) as served:
        endpoint(served)[0].ask(ASKED)
    assert "Authorization" not in served.headers[0]


@pytest.mark.parametrize(
    ("faults", "waits"),
    [
        ([Fault(429, headers={"Retry-After": "7"})], [7.0]),
        ([Fault(429, headers={"Retry-After": "99999"})], [60.0]),
        ([Fault(429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})], [1.0]),
        ([Fault(500), Fault(503), Fault(502)], [1.0, 2.0, 4.0]),
        ([Fault(drop=True)], [1.0]),
        ([Fault(body=b"<html>")], [1.0]),
        ([Fault(body=b'{"choices": []}')], [1.0]),
        ([Fault(body=b"[" * 100_000)], [1.0]),
    ],
)
def test_faults_that_may_pass_are_tried_again_after_growing_pauses(faults, waits):
    with serving(*faults, GOOD) as served:
        model, waited = endpoint(served)
        reply = model.ask(ASKED)
    assert reply.answer.content == "{}"
    assert reply.requests == len(faults) + 1
    assert waited == waits


def test_a_time_out_is_tried_again():
    with serving(Fault(wait=30), GOOD) as served:
        model, waited = endpoint(served, timeout=1)
        assert model.ask(ASKED).requests == 2
    assert waited == [1.0]


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (Fault(500), "answered 500, 3 times; run the same command again later"),
        (
            Fault(429, b'{"error": {"message": "quota\\nused up"}}'),
            "answered 429 (quota used up), 3 times; run the same command again later",
        ),
        (Fault(wait=30), "no answer within 0.1 seconds, 3 times; run the same command again later"),
        (Fault(body=b"{}"), "sent what is no chat completion, 3 times; run the same command again later"),
    ],
)
def test_after_some_tries_one_line_says_what_failed(fault, line):
    with serving(fault) as served:
        model, waited = endpoint(served, tries=3, timeout=0.1 if fault.wait else 5)
        with pytest.raises(EndpointError) as error:
            model.ask(ASKED)
    assert str(error.value) == f"{served.base_url}: {line}"
    assert waited == [1.0, 2.0]


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (
            Fault(401, b'{"error": {"message": "bad key sk-secret"}}'),
            "answered 401; set DETENTE_LLM_KEY to a key that it takes (bad key ...)",
        ),
        (Fault(404), "answered 404; no model 'm' there, or the address lacks a part such as /v1"),
        (
            Fault(307, headers={"Location": "http://127.0.0.1:9/"}),
            "answered 307; it points to another address; give that as --base-url",
        ),
        (Fault(418), "answered 418; it does not speak the protocol"),
    ],
)
def test_other_faults_end_at_once_and_never_show_the_key(monkeypatch, fault, line):
    monkeypatch.setenv("DETENTE_LLM_KEY", "sk-secret")
    with serving(fault) as served, pytest.raises(EndpointError) as error:
        endpoint(served)[0].ask(ASKED)
    assert str(error.value) == f"{served.base_url}: {line}"
    assert len(served.requests) == 1


def test_connection_refused_is_one_clear_line():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(EndpointError) as error:
        Endpoint(address, "m").ask(ASKED)
    assert str(error.value).startswith(f"{address}: cannot be reached (")
    assert str(error.value).endswith("); is the server running there?")


def test_what_a_server_does_not_take_is_left_out_from_then_on():
    def strict(request):
        for name, said in (
            ("response_format", "json_schema is not supported"),
            ("seed", "unknown parameter: seed"),
            ("max_tokens", "use max_completion_tokens instead of max_tokens"),
        ):
            if name in request:
                return Fault(400, json.dumps({"error": {"message": said}}).encode())
        return GOOD

    with serving(strict) as served:
        model, waited = endpoint(served)
        assert model.ask(ASKED).requests == 4
        assert model.ask(ASKED).requests == 1
    assert set(served.requests[-1]) == {"model", "messages", "stream", "temperature", "max_completion_tokens"}
    assert waited == []


def test_a_server_that_takes_nothing_is_told_of():
    line = r"turned the request away: 400 no$"
    with serving(Fault(400, b'{"error": "no"}')) as served, pytest.raises(EndpointError, match=line):
        endpoint(served)[0].ask(ASKED)
    assert ["response_format" in request for request in served.requests] == [True, False]


def test_a_reply_without_end_is_cut_off(monkeypatch):
    monkeypatch.setattr("detente.coding.llm.adapter.MAX_BYTES", 1000)
    long = Fault(body=chat("x" * 5000))
    with serving(long) as served, pytest.raises(EndpointError, match="sent more than 1,000 bytes"):
        endpoint(served)[0].ask(ASKED)


@pytest.mark.parametrize(
    "address", ["localhost:8080", "ftp://a/v1", "http://", "http://a:port/v1", "file:///etc/passwd", ""]
)
def test_what_is_no_address_is_wrong_usage(address):
    with pytest.raises(UsageError, match="--base-url"):
        check_address(address)


@pytest.mark.parametrize("address", ["http://me:secret@a/v1", "https://a/v1?key=secret", "https://a/v1#secret"])
def test_an_address_that_holds_a_secret_is_not_taken_and_not_repeated(address):
    with pytest.raises(UsageError) as error:
        check_address(address)
    assert "secret" not in str(error.value)


def test_a_key_with_line_breaks_is_wrong_usage(monkeypatch):
    monkeypatch.setenv("DETENTE_LLM_KEY", "a\nb")
    with serving(GOOD) as served, pytest.raises(UsageError, match="holds characters that no key has"):
        endpoint(served)[0].ask(ASKED)

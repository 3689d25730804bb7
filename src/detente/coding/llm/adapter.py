"""A small client of the chat protocol that OpenAI-compatible servers speak (`POST BASE/chat/completions`).

The key comes from the environment alone and is neither kept nor shown. Redirects are not followed, so that it
reaches no other host. httpx is imported when the first request is made.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from detente.coding.llm.cache import Answer
from detente.coding.llm.schema import answer_schema
from detente.errors import EndpointError, UsageError

if TYPE_CHECKING:
    import httpx

KEY_VARIABLE = "DETENTE_LLM_KEY"
PARAMETERS: Mapping[str, Any] = {"temperature": 0, "seed": 0, "max_tokens": 8192}
MAX_BYTES = 4_000_000
"""A reply longer than this is no answer to what is asked here."""

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_UNSUPPORTED = frozenset({400, 415, 422, 501})
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and how many requests it took."""

    answer: Answer
    requests: int


class _PassingError(Exception):
    """A fault that may pass: worth another try after `wait` seconds, or after the usual pause."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class _UnsupportedError(Exception):
    """The server does not take the request as it is; the message is its own."""


@dataclass(slots=True)
class Endpoint:
    """A model at an address. What the server turned out not to support is not asked again."""

    base_url: str
    model: str
    timeout: float = 180.0
    tries: int = 5
    pause: float = 1.0
    sleep: Callable[[float], None] = time.sleep
    _left_out: set[str] = field(default_factory=set)
    _reached: bool = False

    def __post_init__(self) -> None:
        check_address(self.base_url)

    def ask(self, messages: Sequence[Mapping[str, str]]) -> Reply:
        """The model's answer to some messages.

        Faults that may pass (429, 5xx, time-outs, broken connections) are tried again, with growing pauses.
        Raises EndpointError, with one line that says what to do, where they do not, or for any other fault.
        """
        requests, fault = 0, ""
        with _client(self.timeout) as client:
            for attempt in range(self.tries):
                try:
                    answer, asked = self._supported(client, messages)
                    return Reply(answer, requests + asked)
                except _PassingError as error:
                    requests, fault = requests + 1, str(error)
                    if attempt + 1 < self.tries:
                        usual = self.pause * 2**attempt
                        self.sleep(min(_LONGEST_WAIT, usual if error.wait is None else error.wait))
        raise EndpointError(f"{self.base_url}: {fault}, {self.tries} times; run the same command again later")

    def _supported(self, client: httpx.Client, messages: Sequence[Mapping[str, str]]) -> tuple[Answer, int]:
        """Ask, leaving out one by one what the server says it does not take."""
        requests = 0
        while True:
            requests += 1
            try:
                return self._request(client, messages), requests
            except _UnsupportedError as error:
                name = self._to_leave_out(str(error))
                if name is None:
                    raise EndpointError(f"{self.base_url}: turned the request away: {error}") from None
                self._left_out.add(name)

    def _to_leave_out(self, said: str) -> str | None:
        """The optional part of the request that the server's words name; failing that, the schema."""
        words = said.replace("json_schema", "response_format")
        left = [name for name in ("response_format", *PARAMETERS) if name not in self._left_out]
        named = [name for name in left if name in words]
        return next(iter(named or [name for name in left if name == "response_format"]), None)

    def _request(self, client: httpx.Client, messages: Sequence[Mapping[str, str]]) -> Answer:
        import httpx

        try:
            status, headers, body = self._exchange(client, messages)
        except httpx.ConnectError as error:
            if self._reached:
                raise _PassingError("the connection failed") from error
            raise EndpointError(
                f"{self.base_url}: cannot be reached ({_reason(error)}); is the server running there?"
            ) from None
        except httpx.TimeoutException as error:
            raise _PassingError(f"no answer within {self.timeout:g} seconds") from error
        except httpx.TransportError as error:
            raise _PassingError(f"the connection broke ({_reason(error)})") from error
        except httpx.InvalidURL as error:
            raise UsageError(f"--base-url {self.base_url}: {error}") from None
        self._reached = True
        if status == 200:
            return _answer(body)
        raise self._fault(status, headers, _said(body))

    def _exchange(
        self, client: httpx.Client, messages: Sequence[Mapping[str, str]]
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send one request; status, headers and the body, read up to the cap and within the time."""
        import httpx

        url = f"{self.base_url.rstrip('/')}/chat/completions"
        deadline = time.monotonic() + self.timeout
        body = bytearray()
        with client.stream("POST", url, json=self._payload(messages), headers=_headers()) as response:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise EndpointError(f"{self.base_url}: sent more than {MAX_BYTES:,} bytes")
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("slow")
            return response.status_code, response.headers, bytes(body)

    def _payload(self, messages: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        payload: dict[str, Any] = {"model": self.model, "messages": list(messages), "stream": False}
        schema = {"name": "events", "strict": True, "schema": answer_schema()}
        optional = {"response_format": {"type": "json_schema", "json_schema": schema}, **PARAMETERS}
        payload.update({name: value for name, value in optional.items() if name not in self._left_out})
        if "max_tokens" in self._left_out:
            payload["max_completion_tokens"] = PARAMETERS["max_tokens"]
        return payload

    def _fault(self, status: int, headers: Mapping[str, str], said: str) -> Exception:
        """What a status other than 200 means."""
        if status in _AGAIN:
            return _PassingError(f"answered {status}{said and f' ({said})'}", _retry_after(headers))
        if status in _UNSUPPORTED:
            return _UnsupportedError(f"{status} {said}".strip())
        if status in (401, 403):
            advice = f"set {KEY_VARIABLE} to a key that it takes"
        elif status == 404:
            advice = f"no model {self.model!r} there, or the address lacks a part such as /v1"
        elif 300 <= status < 400:
            advice = "it points to another address; give that as --base-url"
        else:
            advice = "it does not speak the protocol"
        return EndpointError(f"{self.base_url}: answered {status}; {advice}{said and f' ({said})'}")


def check_address(base_url: str) -> None:
    """Raise UsageError for what is no http address, or holds what may be a secret."""
    try:
        parts = urlsplit(base_url)
        _ = parts.port
    except ValueError as error:
        raise UsageError(f"--base-url {base_url}: {error}") from None
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(f"--base-url holds more than an address; a key goes into {KEY_VARIABLE} alone")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"--base-url {base_url}: not an address; write it like http://localhost:8080/v1")


def _headers() -> dict[str, str]:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        return {}
    if not (key.isascii() and key.isprintable()):
        raise UsageError(f"{KEY_VARIABLE} holds characters that no key has")
    return {"Authorization": f"Bearer {key}"}


@contextmanager
def _client(timeout: float) -> Iterator[httpx.Client]:
    try:
        import httpx
    except ModuleNotFoundError:
        raise UsageError("a language model needs httpx; install it with: pip install 'detente[llm]'") from None
    with httpx.Client(timeout=httpx.Timeout(timeout, connect=min(timeout, 15.0))) as client:
        yield client


def _answer(body: bytes) -> Answer:
    """The answer in a reply. A reply that is none is a fault that may pass: gateways send such."""
    try:
        reply = json.loads(body)
        choice = reply["choices"][0]
        content = choice["message"].get("content")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _PassingError("sent what is no chat completion") from None
    usage = reply.get("usage")
    counts = usage if isinstance(usage, dict) else {}
    return Answer(
        content if isinstance(content, str) else "",
        _count(counts.get("prompt_tokens")),
        _count(counts.get("completion_tokens")),
        truncated=choice.get("finish_reason") == "length",
    )


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0


def _said(body: bytes) -> str:
    """The server's own words for a fault, on one short line, without the key should it repeat that."""
    try:
        value = json.loads(body)
        error = value.get("error", value) if isinstance(value, dict) else value
        said = error.get("message", "") if isinstance(error, dict) else error
    except (ValueError, RecursionError):
        said = ""
    line = " ".join(str(said or "").split())
    key = os.environ.get(KEY_VARIABLE, "").strip()
    return (line.replace(key, "...") if key else line)[:200]


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "").strip()
    return float(value) if value.isascii() and value.isdigit() and len(value) < 6 else None

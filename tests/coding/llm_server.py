"""A local server that speaks the chat protocol: recorded answers and faults; it notes what it was asked."""

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Fault:
    """A reply that is no answer."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    wait: float = 0.0
    drop: bool = False


@dataclass
class Served:
    """Where the server listens, the replies it has yet to give, and the requests it got."""

    base_url: str
    replies: list
    requests: list = field(default_factory=list)
    headers: list = field(default_factory=list)
    paths: list = field(default_factory=list)

    def texts(self):
        return [request["messages"][1]["content"] for request in self.requests]


def row(quote, trigger, kind="ACCUSE", actor=(), recipient=(), **more):
    """A row of an answer; parties are (name, country) pairs."""
    parties = {
        side: [{"name": name, "country": country, "sector": None} for name, country in given]
        for side, given in (("actor", actor), ("recipient", recipient))
    }
    plain = dict.fromkeys(
        ("mode", "date_words", "date", "place", "cue", "attribution", "content_of", "part_of")
    )
    fixed = {"contexts": [], "reciprocal": False, "factuality": "actual", "confidence": 0.9}
    return {"quote": quote, "trigger": trigger, "type": kind, **parties, **plain, **fixed, **more}


def chat(content, *, finish="stop", prompt_tokens=100, completion_tokens=10):
    """The body of a chat completion."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    usage = {"prompt_tokens": prompt_tokens, "completion_tokens": completion_tokens}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode()


def events(*rows):
    return Fault(body=chat(json.dumps({"events": list(rows)}, ensure_ascii=False)))


@contextmanager
def serving(*replies):
    """The server, giving the replies in order and the last one again and again; one may be a function."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.served = Served(f"http://127.0.0.1:{server.server_port}/v1", list(replies))
    server.ended = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.served
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        served = self.server.served
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        served.requests.append(request)
        served.headers.append(dict(self.headers))
        served.paths.append(self.path)
        reply = served.replies[0] if len(served.replies) == 1 else served.replies.pop(0)
        if callable(reply):
            reply = reply(request)
        self.server.ended.wait(reply.wait)
        if reply.drop:
            self.close_connection = True
            self.connection.close()
            return
        try:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass

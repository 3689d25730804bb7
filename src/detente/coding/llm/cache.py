"""Answers kept on disk by the hash of what was asked, and the tally of what a run asked and what it cost.

An answer is kept as the model gave it and is read anew each time, so that a better reading needs no new
request. Each file is whole or absent, so that a killed run goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, with the tokens that it counted for the request and for the answer.

    `truncated` says that it ran out of room before the end.
    """

    content: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    truncated: bool = False


_FIELDS = ("content", "prompt_tokens", "completion_tokens", "truncated")


def question_key(system: str, message: str, model: str, parameters: Mapping[str, Any], version: str) -> str:
    """The hash of all that decides an answer: the words asked, the prompt, the model, its parameters."""
    asked = [FORMAT, version, model, dict(parameters), system, message]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def default_folder() -> Path:
    """Where answers are kept for texts that belong to no dossier."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "detente" / "answers"


@dataclass(frozen=True, slots=True)
class Answers:
    """A folder of answers, one file each."""

    folder: Path

    def get(self, key: str) -> Answer | None:
        """The answer kept under the key; None where there is none or its file is damaged."""
        try:
            head, _, body = self._path(key).read_bytes().partition(b"\n")
            if head.decode("ascii") != hashlib.sha256(body).hexdigest():
                return None
            row = json.loads(body)
            return Answer(*(row[name] for name in _FIELDS))
        except (FileNotFoundError, ValueError):
            return None

    def put(self, key: str, answer: Answer, model: str, version: str) -> None:
        """Keep an answer, wholly or not at all; `model` and `version` are for the reader of the file."""
        row = {"model": model, "prompt": version, **{name: getattr(answer, name) for name in _FIELDS}}
        body = json.dumps(row).encode()
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
                file.flush()
                os.fsync(file.fileno())
            Path(part).replace(path)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"


@dataclass(frozen=True, slots=True)
class Tally:
    """A file to which every process of a run adds a line for each stretch of text: what came of asking."""

    path: Path

    def add(self, line: Mapping[str, Any]) -> None:
        """Add a line; short lines written at once to a file opened for appending do not mix."""
        data = json.dumps(line, sort_keys=True).encode() + b"\n"
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, data)
        finally:
            os.close(handle)

    def total(self) -> Usage:
        """The sum of all lines."""
        usage = Usage()
        if self.path.exists():
            for line in self.path.read_bytes().splitlines():
                usage.take(json.loads(line))
        return usage


@dataclass(slots=True)
class Usage:
    """What a run asked: stretches of text, how many were answered from the disk, requests, tokens, rows."""

    stretches: int = 0
    kept: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    events: int = 0
    unanswered: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def take(self, line: Mapping[str, Any]) -> None:
        """Add one line of the tally."""
        for name in (
            "stretches",
            "kept",
            "requests",
            "prompt_tokens",
            "completion_tokens",
            "events",
            "unanswered",
        ):
            setattr(self, name, getattr(self, name) + line.get(name, 0))
        self.rejected.update(line.get("rejected", {}))
        self.dropped.update(line.get("dropped", {}))

    def cost(self, prices: tuple[float, float]) -> float:
        """The cost in the currency of the prices, which are for a million tokens in and out."""
        return (self.prompt_tokens * prices[0] + self.completion_tokens * prices[1]) / 1e6

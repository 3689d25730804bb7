"""What was received: documents, their passages and how their metadata is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Zone(StrEnum):
    """What a passage is. Only `BODY` is coded; every zone may give metadata."""

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    BODY = "body"
    PULL_QUOTE = "pull_quote"
    REPEATED = "repeated"
    BIOGRAPHY = "biography"
    FURNITURE = "furniture"
    COMMENTS = "comments"


class Reason(StrEnum):
    """Why a source gave no document: the closed list that the record's `rejected` table uses."""

    NOT_FOUND = "not_found"
    PERMISSION = "permission"
    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    TOO_LARGE = "too_large"
    TOO_COMPLEX = "too_complex"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    NO_TEXT = "no_text"
    UNSUPPORTED_FORMAT = "unsupported_format"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    MALFORMED_ROW = "malformed_row"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class Passage:
    """A zone of a document: `text[start:end]`, tagged and never cut."""

    zone: Zone
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date and how it is known.

    `value` is an ISO date, maybe partial ("2023", "2023-05"), or None. `basis` is one of `metadata`,
    `dateline`, `byline`, `text`, `option`, `row`, `inferred` or `none`. `not_before` and `not_after` are
    ISO dates that bound it where only bounds are known.
    """

    value: str | None = None
    basis: str = "none"
    not_before: str | None = None
    not_after: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One text as received.

    `id` is the SHA-256 (hex) of the bytes that the text was decoded from; `name` is the file name, or the row
    id of a .jsonl row; `origin` is where it was found (path, `archive.zip!member`, `file.jsonl:7`). Offsets
    everywhere are Python characters of `text`, which is decoded once and never normalised.
    """

    id: str
    name: str
    origin: str
    text: str
    media_type: str
    encoding: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: Published = Published()
    language: str | None = None
    url: str | None = None
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A source that gave no document, with the reason from the closed list and one clear line."""

    origin: str
    reason: Reason
    message: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two documents that share text.

    `relation` is `reprint` (nearly all of each), `shortened` (`first` holds nearly all of the shorter
    `second`) or `edited`. `containment` is the share of the smaller one's shingles found in the larger (0-1),
    `resemblance` their Jaccard similarity (Broder 1997).
    """

    first: str
    second: str
    relation: str
    resemblance: float
    containment: float

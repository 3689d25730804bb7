"""Title, publisher and authors as the text itself prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.ingest.edges import agency_of
from detente.ingest.furniture import (
    MONTHS_AND_DAYS,
    NAME,
    biography_name,
    dated_name,
    is_organisation,
    name_alone,
    outlet_name,
)
from detente.terms import Passage, Zone

_BRACKETED = re.compile(r"\s*[\[(](?P<publisher>[A-Z][^\[\]()]{2,60})[\])]$")
_PUBLICATION = re.compile(
    r"^(?:Publication|Source|Publisher)\s*:\s*(?P<publisher>[^:]{2,80}?)(?:\s+(?:Volume|Issue|Vol\.|No\.).*)?$"
)
_ISSUE_OF = re.compile(r"\bissue of (?:the )?(?P<publisher>[A-Z][^()]{2,60})\)?")
_FIRST_IN = re.compile(
    r"\b(?i:originally|first|previously)\s+(?:published|appeared|posted)\s+(?:on|in|by|at|with)\s+(?:the\s+)?"
    r"(?P<publisher>[A-Z][\w&.’' -]{1,60}?)(?=\.?$|\.\s|,| on | in )"
)
_BY = re.compile(
    r"^\(?(?:By|Author|Authors|Writer|Text|Reporting by|Written by|Writing by)\b[: ]\s*", re.IGNORECASE
)
_AFTER_BY = re.compile(rf"\b[Bb]y ({NAME})\s*$")
_NAMES = re.compile(rf"\b{NAME}")
_NOT_NAMES = re.compile(rf"^(?:{MONTHS_AND_DAYS}|Our|The|Staff)\b")
_FIELD = re.compile(
    r"^(?P<key>title|headline|author|authors|by|date|published|publisher|source|outlet|url|link|lang|language)\s*:"
    r"[ \t]*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_KEYS = {
    "headline": "title",
    "author": "authors",
    "by": "authors",
    "published": "date",
    "source": "publisher",
    "outlet": "publisher",
    "link": "url",
    "lang": "language",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text; None and () where nothing is known."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    url: str | None = None
    language: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, its gaps filled from another."""
        return Metadata(
            self.title or other.title,
            self.publisher or other.publisher,
            self.authors or other.authors,
            self.date or other.date,
            self.url or other.url,
            self.language or other.language,
        )


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text taken out of a format and what the format says of it.

    `told` are the zones that the markup itself tells (captions, comments); they stand behind the article, which
    is `text[:told[0].start]`.
    """

    text: str
    metadata: Metadata = Metadata()
    encoding: str = "utf-8"
    told: tuple[Passage, ...] = ()


def header_of(text: str) -> tuple[Metadata, int]:
    """The fields of a header such as "Title: ... / Date: ..." on top of a text, and where the header ends.

    A front matter between lines of dashes counts; without dashes at least two fields are needed. Ends at 0
    where there is none.
    """
    fields: dict[str, str] = {}
    fenced = text.startswith(("---\n", "---\r\n"))
    position = text.find("\n") + 1 if fenced else 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end].strip()
        found = _FIELD.match(line) if len(line) < 400 else None
        if fenced and line == "---":
            position = end + 1
            break
        if not found and not (fenced and ":" in line[:30]):
            break
        if found:
            key = found.group("key").lower()
            fields.setdefault(_KEYS.get(key, key), found.group("value").strip(" \t\"'"))
        position = end + 1
    if len(fields) < (1 if fenced else 2):
        return Metadata(), 0
    authors = tuple(name.strip() for name in re.split(r",| and |;", fields.pop("authors", "")) if name.strip())
    return Metadata(authors=authors, **fields), min(position, len(text))


def metadata_of(text: str, passages: tuple[Passage, ...]) -> Metadata:
    """What the passages around the article say of it."""
    title, bracketed = _title(text, passages)
    return Metadata(title, bracketed or _publisher(text, passages), _authors(text, passages))


def _texts(text: str, passages: tuple[Passage, ...], *zones: Zone) -> list[str]:
    """The lines of the passages of some zones."""
    found: list[str] = []
    for passage in passages:
        if passage.zone in zones:
            lines = text[passage.start : passage.end].splitlines()
            found.extend(line.strip() for line in lines if line.strip() and len(line) < 1200)
    return found


def _title(text: str, passages: tuple[Passage, ...]) -> tuple[str | None, str | None]:
    for line in _texts(text, passages, Zone.TITLE):
        bracketed = _BRACKETED.search(line)
        if bracketed and is_organisation(bracketed.group("publisher")):
            return line[: bracketed.start()], bracketed.group("publisher")
        return line, None
    return None, None


def _publisher(text: str, passages: tuple[Passage, ...]) -> str | None:
    around = _texts(text, passages, Zone.FURNITURE, Zone.BYLINE)
    found = (pattern.search(line) for pattern in (_PUBLICATION, _ISSUE_OF, _FIRST_IN) for line in around)
    candidates = (
        *(match.group("publisher").strip() for match in found if match),
        *map(agency_of, _texts(text, passages, Zone.DATELINE)),
        *(_outlet(dated_name(line)) for line in _texts(text, passages, Zone.DATELINE)),
        *(_outlet(name_alone(line)) for line in _texts(text, passages, Zone.BYLINE)),
        *map(outlet_name, _texts(text, passages, Zone.BIOGRAPHY)),
    )
    return next((name for name in candidates if name), None)


def _outlet(name: str | None) -> str | None:
    return name if name and is_organisation(name) else None


def _authors(text: str, passages: tuple[Passage, ...]) -> tuple[str, ...]:
    names: list[str] = []
    for line in _texts(text, passages, Zone.BYLINE):
        told = _BY.match(line)
        rest = line[told.end() :] if told else line
        rest = re.split(r"[;(|]|\bediting\b|\b(?:in|for|at|on)\s", rest, maxsplit=1)[0]
        if told or not re.match(r"\(?(?:compiled|edit|additional|translat)", line, re.IGNORECASE):
            found = (name for name in _NAMES.findall(rest) if not _NOT_NAMES.match(name))
            names.extend(name for name in found if not is_organisation(name))
    for line in _texts(text, passages, Zone.DATELINE):
        names.extend(_AFTER_BY.findall(line))
    if not names:
        names = [name for line in _texts(text, passages, Zone.BIOGRAPHY) if (name := biography_name(line))]
    return tuple(dict.fromkeys(names))

"""The one file that states the order: a source becomes a document, a reading, and findings.

What follows for many sources (merging, the record) is `detente.record`; how it is spread over processes is
`detente.scale`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from detente import coding
from detente.errors import DictionaryError, IngestError
from detente.ingest import Source, document_from_text, receive_guarded
from detente.ontology import Reading as OntologyReading
from detente.read import Reader
from detente.record import Coded
from detente.terms import Document, Finding, Reading, Reason, Rejected

LANGUAGES = frozenset({"en"})
"""The languages that are coded; a text too short to tell its language is taken for one of them."""

_DECISIVE = ("data", "terms", "ontology", "ingest", "read", "coding", "pipeline.py")


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the findings beside the text.

    `published` is an ISO date for texts that carry none; `dictionaries` are files of names whose rows win over
    the built-in ones; `ontology` is the reading of PLOVER where its sources differ: manual or crosswalk.
    """

    published: str | None = None
    dictionaries: tuple[str, ...] = ()
    ontology: OntologyReading = "manual"

    @property
    def key(self) -> str:
        """What names these settings, the dictionaries' contents and this version's code and data.

        Equal keys give equal findings. `published` is left out: a dossier keeps it for each source.
        Raises DictionaryError where a dictionary cannot be read.
        """
        contents = [_digest_of_file(path) for path in self.dictionaries]
        return hashlib.sha256(json.dumps([_version(), contents, self.ontology]).encode()).hexdigest()[:16]


def code_source(source: Source, settings: Settings) -> Coded:
    """What one source gives, its file parsed under caps."""
    document = receive_guarded(source, published=settings.published)
    if isinstance(document, Rejected):
        return Coded(rejected=document)
    return code_document(document, settings)


def code_document(document: Document, settings: Settings) -> Coded:
    """What one document gives; a language that is not supported gives the document and no finding."""
    if document.language is not None and document.language not in LANGUAGES:
        message = f"{document.origin}: is in a language that is not coded ({document.language})"
        rejected = Rejected(document.origin, Reason.UNSUPPORTED_LANGUAGE, message, document.id)
        return Coded(document, Reading(document.id), (), rejected)
    reading = _reader(settings.dictionaries).read(document)
    return Coded(document, reading, coding.code(document, reading, ontology=settings.ontology))


def code(
    text: str,
    *,
    published: str | None = None,
    name: str = "text",
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    settings: Settings | None = None,
) -> tuple[Finding, ...]:
    """The findings in a text, in order: event reports, figures, agreements, offices, forecasts and more.

    `published` is the ISO date it was published on, against which "yesterday" is resolved. An empty text, or
    one in a language that is not supported, gives none. Raises IngestError for a text that is too long.
    """
    settings = replace(settings or Settings(), published=published)
    try:
        document = document_from_text(
            text, name=name, published=published, title=title, publisher=publisher, url=url
        )
    except IngestError as error:
        if error.reason == Reason.NO_TEXT:
            return ()
        raise
    return code_document(document, settings).findings


@cache
def _reader(dictionaries: tuple[str, ...]) -> Reader:
    return Reader.load([Path(path) for path in dictionaries])


def _digest_of_file(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise DictionaryError(f"{path}: cannot be read: {error.strerror}") from error


@cache
def _version() -> str:
    """A hash over the code and data of this installation that decide what is found."""
    digest = hashlib.sha256()
    package = resources.files("detente")
    for name in _DECISIVE:
        _add(digest, package / name, name)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, item: Traversable, name: str) -> None:
    if item.is_file():
        if not name.endswith(".pyc"):
            digest.update(name.encode() + b"\0" + hashlib.sha256(item.read_bytes()).digest())
        return
    for child in sorted(item.iterdir(), key=lambda child: child.name):
        _add(digest, child, f"{name}/{child.name}")

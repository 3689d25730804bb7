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
from typing import TYPE_CHECKING, Literal, get_args

from detente import coding
from detente.errors import DictionaryError, IngestError, UsageError
from detente.ingest import Source, document_from_text, receive_guarded
from detente.ontology import Reading as OntologyReading
from detente.read import Reader
from detente.record import Coded
from detente.terms import Document, Finding, Reading, Reason, Rejected

if TYPE_CHECKING:
    from detente.coding.llm import LlmCoder

LANGUAGES = frozenset({"en"})
"""The languages that are coded; a text too short to tell its language is taken for one of them."""

EventCoder = Literal["encoder", "llm", "hybrid"]
"""Who codes events."""

_DECISIVE = ("data", "terms", "ontology", "ingest", "read", "coding", "pipeline.py")


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides the findings beside the text.

    `published` is an ISO date for texts that carry none; `dictionaries` are files of names whose rows win over
    the built-in ones; `ontology` is the reading of PLOVER where its sources differ: manual or crosswalk.

    `coder` is who codes events: the shipped encoder, a language model (`llm`), or both (`hybrid`: the model
    where the encoder is unsure). A language model needs `model`, its name, and `base_url`, the address of an
    OpenAI-compatible server; the key comes from the environment variable DETENTE_LLM_KEY alone. `prices` are
    for a million tokens in and out. `answers` is the folder that keeps its answers, the user's cache without
    it; `tally` a file that is told what was asked. Raises UsageError where these do not fit together.
    """

    published: str | None = None
    dictionaries: tuple[str, ...] = ()
    ontology: OntologyReading = "manual"
    coder: EventCoder = "encoder"
    model: str | None = None
    base_url: str | None = None
    prices: tuple[float, float] | None = None
    answers: str | None = None
    tally: str | None = None

    def __post_init__(self) -> None:
        coder_of(self.coder)
        if self.coder == "encoder" and (self.model or self.base_url):
            raise UsageError("a model and its address are for the coders llm and hybrid; name one")
        if self.coder != "encoder" and not (self.model and self.base_url):
            raise UsageError(f"the coder {self.coder} needs the name of a model and the address of its server")
        if self.base_url:
            from detente.coding.llm import check_address

            check_address(self.base_url)

    @property
    def key(self) -> str:
        """What names these settings, the dictionaries' contents and this version's code and data.

        Equal keys give equal findings. `published` is left out: a dossier keeps it for each source.
        Raises DictionaryError where a dictionary cannot be read.
        """
        contents = [_digest_of_file(path) for path in self.dictionaries]
        decisive: list[object] = [_version(), contents, self.ontology]
        if self.coder != "encoder":
            from detente.coding.llm import prompt

            decisive += (self.coder, self.model, prompt().version)
        return hashlib.sha256(json.dumps(decisive).encode()).hexdigest()[:16]


def coder_of(name: str) -> EventCoder:
    """The event coder of that name. Raises UsageError where there is none."""
    for coder in get_args(EventCoder):
        if coder == name:
            known: EventCoder = coder
            return known
    raise UsageError(f"{name!r} is no coder; choose from {', '.join(get_args(EventCoder))}")


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
    if settings.coder != "encoder":
        return _code_with_llm(document, reading, settings)
    return Coded(document, reading, coding.code(document, reading, ontology=settings.ontology))


def _code_with_llm(document: Document, reading: Reading, settings: Settings) -> Coded:
    """The same with the events of a language model; a part that got no valid answer is told of."""
    from detente.coding import llm

    coder = _llm_coder(
        settings.base_url or "", settings.model or "", settings.answers, settings.tally, settings.ontology
    )
    if settings.coder == "hybrid":
        told = llm.code_hybrid(document, reading, coder)
    else:
        told = coder.code(document, reading)
    findings = coding.code(document, reading, ontology=settings.ontology, events=told.events)
    if not told.unanswered:
        return Coded(document, reading, findings)
    characters = sum(part.end - part.start for part in told.unanswered)
    message = f"{document.origin}: {settings.model} gave no valid answer on {characters:,} characters of it"
    return Coded(document, reading, findings, Rejected(document.origin, Reason.NO_ANSWER, message, document.id))


@cache
def _llm_coder(
    base_url: str, model: str, answers: str | None, tally: str | None, ontology: OntologyReading
) -> LlmCoder:
    from detente.coding import llm

    folder = Path(answers) if answers else llm.default_folder()
    told = llm.Tally(Path(tally)) if tally else None
    return llm.LlmCoder(llm.Endpoint(base_url, model), llm.Answers(folder), told, ontology)


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

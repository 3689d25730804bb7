"""A coder of lines like `ASSAULT RUS>AZE 2024-12-25 actual: rockets hit the airport`, for tests alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from detente.ingest.sources import Source
from detente.record import Coded, Task
from detente.terms import (
    Document,
    EventReport,
    Figure,
    Likeness,
    Party,
    Passage,
    Published,
    Reading,
    Reason,
    Rejected,
    Sentence,
    Span,
    Zone,
    event_content,
    finding_id,
)

EVENT = re.compile(r"([A-Z]+) ([A-Z]{3})>([A-Z]{3})(?: (\d[\d-]*))? (\w+): (.+)")
FIGURE = re.compile(r"FIGURE (\d+) percent")


@dataclass
class LineCoder:
    key: str = "lines-1"
    choices: dict[str, str | list[str]] = field(default_factory=dict)
    coded: list[str] = field(default_factory=list)

    def __call__(self, tasks: Iterable[Task]) -> Iterator[Coded]:
        for source, published in tasks:
            self.coded.append(source.name)
            yield code(source, published)


def code(source: Source, published: str | None) -> Coded:
    if b"\0" in source.data:
        return Coded(rejected=Rejected(source.origin, Reason.BINARY, f"{source.origin}: binary", source.id))
    text = source.data.decode()
    document = Document(
        source.id,
        source.name,
        source.origin,
        text,
        "text/plain",
        "utf-8",
        publisher=source.name.split("-")[0],
        published=Published(published, "option") if published else Published(),
        language="en",
        passages=(Passage(Zone.BODY, 0, len(text)),),
    )
    lines = [Sentence(m.start(), m.end(), n) for n, m in enumerate(re.finditer(r"[^\n]+", text))]
    findings = [f for line in lines for f in finding(document, line)]
    return Coded(document, Reading(document.id, tuple(lines)), tuple(findings))


def finding(document: Document, line: Sentence) -> Iterator[EventReport | Figure]:
    words = document.text[line.start : line.end]
    if found := EVENT.fullmatch(words):
        yield event(document, line.start + found.start(6), *found.groups())
    elif found := FIGURE.fullmatch(words):
        where = {"document": document.name, "document_id": document.id, "start": line.start, "end": line.end}
        identity = finding_id("figure", document.id, line.start, line.end, {})
        yield Figure(
            id=identity,
            **where,
            quote=words,
            value=float(found[1]),
            value_high=None,
            unit="percent",
            approximator=None,
            indicator="trade turnover",
            parties=("AZE", "RUS"),
            direction=None,
            period="2023",
            change_vs=None,
        )


def event(document: Document, start: int, *words: str) -> EventReport:
    kind, actor, recipient, date, factuality, quote = words
    end = start + len(quote)
    content = event_content(kind, (actor,), (recipient,), start)
    return EventReport(
        id=finding_id("event", document.id, start, end, content),
        document=document.name,
        document_id=document.id,
        start=start,
        end=end,
        quote=quote,
        type=kind,
        mode=None,
        contexts=(),
        cameo=None,
        actor=(Party(actor, actor, "GOV"),),
        recipient=(Party(recipient, recipient, "GOV"),),
        reciprocal=False,
        trigger=Span(start, start + 1),
        date_start=date,
        date_end=date,
        date_edtf=date,
        date_basis="explicit" if date else "none",
        factuality=factuality,
        attribution=Party("the ministry", actor) if factuality == "reported_claim" else None,
        score=-9.0,
        confidence=0.9,
    )


def same_first_line(documents: Iterable[Document]) -> list[Likeness]:
    """Documents whose first line begins with REPRINT are reprints of each other."""
    alike = sorted(d.id for d in documents if d.text.startswith("REPRINT"))
    return [Likeness(alike[0], other, "reprint", 1.0, 1.0) for other in alike[1:]]

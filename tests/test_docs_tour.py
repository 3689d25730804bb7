"""The tour shows what the program gives for its sentence."""

import json
import re
from pathlib import Path

import pytest

from detente import coding
from detente.ingest import Source, receive
from detente.ontology import cameo_of, plover
from detente.read import Reader
from detente.record.merge import Reported, merge
from detente.terms import Document, EventReport, Party, Span, as_row

ROOT = Path(__file__).parents[1]
TOUR = (ROOT / "docs/tour.md").read_text(encoding="utf-8")
FIRST, SECOND = re.findall(r"^> (.+)$", TOUR, re.MULTILINE)
FIGURE, FORECAST, EVENT = (
    json.loads(b) for b in re.findall(r"^```json\n(.*?)^```", TOUR, re.DOTALL | re.MULTILINE)
)


def received(name: str, publisher: str, date: str, text: str) -> Document:
    row = json.dumps({"id": name, "publisher": publisher, "date": date, "text": text}, separators=(",", ":"))
    document = receive(Source(row.encode(), name, "in.jsonl:1", "application/json"))
    assert isinstance(document, Document)
    return document


@pytest.fixture(scope="module")
def document():
    return received("wir-0557", "Meridian Press", "1995-08-30", FIRST)


@pytest.fixture(scope="module")
def reading(document):
    return Reader.load().read(document)


def table(header: str) -> list[list[str]]:
    """The rows of a table set in columns that two spaces or a number's width part."""
    block = re.search(rf"^{re.escape(header)}.*\n((?:.+\n)+?)```", TOUR, re.MULTILINE)
    assert block, header
    return [re.split(r"\s{2,}|(?<=\d) (?=\d)|(?<=[A-Z]{3}) ", line.strip()) for line in block[1].splitlines()]


def test_sentence_is_of_the_corpus_with_the_values_shown():
    rows = map(json.loads, (ROOT / "corpus/wire.jsonl").read_text(encoding="utf-8").splitlines())
    (event,) = next(row for row in rows if row["id"] == "wir-0557" and row["text"] == FIRST)["events"]
    for name in ("quote", "type", "mode", "contexts", "reciprocal", "date_start", "date_basis", "factuality"):
        assert EVENT[name] == event[name]
    for span, key in (
        (EVENT["trigger"], "trigger"),
        (EVENT["cue"], "cue"),
        (EVENT["attribution"], "attribution_quote"),
    ):
        assert FIRST[span["start"] : span["end"]] == event[key]
    assert EVENT["cameo"] == cameo_of("AGREE", None, ("economic",))
    assert EVENT["score"] == plover().score("AGREE", None)


def test_document_is_as_shown(document):
    assert f"Document.id          {document.id[:12]}…" in TOUR
    assert (document.published.value, document.published.basis) == ("1995-08-30", "row")
    assert [(str(p.zone), p.start, p.end) for p in document.passages] == [("body", 0, 118)]


def test_reading_is_as_shown(document, reading):
    text = document.text
    names = [
        [str(m.start), str(m.end), text[m.start : m.end], str(m.kind), m.country, m.sector, m.rule]
        for m in reading.names
    ]
    shown = table("start end  text        kind     country sector rule")
    assert [row[:-1] for row in shown] == [row[:-1] for row in names]
    assert [re.sub(r"\d+", "", row[-1]) for row in shown] == [re.sub(r"\d+", "", row[-1]) for row in names]
    times = [
        [str(t.start), str(t.end), text[t.start : t.end], t.value, t.edtf, t.basis, t.anchor]
        for t in reading.times
    ]
    assert table("start end  text        value    edtf") == times
    quantities = [
        [str(q.start), str(q.end), text[q.start : q.end], f"{q.value:.0f}", q.unit] for q in reading.quantities
    ]
    assert table("start end  text          value") == quantities
    assert reading.quotations == ()


@pytest.mark.parametrize("shown", [FIGURE, FORECAST], ids=["figure", "forecast"])
def test_findings_are_as_shown(document, reading, shown):
    rows = [as_row(finding) for finding in coding.code(document, reading)]
    (row,) = [row for row in rows if row["kind"] == shown["kind"]]
    assert {name: row[name] for name in shown} == shown


def report(document: Document, recipient: str, voucher: str, basis: str) -> Reported:
    def party(words: str, country: str) -> Party:
        at = document.text.index(words)
        return Party(words, country, "GOV", at, at + len(words))

    at, quote = document.text.index("lend"), document.text.partition(", ")[0]
    event = EventReport(
        id=document.name,
        document=document.name,
        document_id=document.id,
        start=0,
        end=len(quote),
        quote=quote,
        attribution=party(voucher, "UKR"),
        type="AGREE",
        mode=None,
        contexts=("economic",),
        cameo=None,
        actor=(party("World Bank", "IGO"),),
        recipient=(party(recipient, "UKR"),),
        reciprocal=False,
        trigger=Span(at, at + len("lend")),
        date_start="1995-09",
        date_end="1995-09",
        date_edtf="1995-09",
        date_basis=basis,
        factuality="planned",
    )
    return Reported(event, document.id, 0)


def test_merge_is_as_shown(document):
    other = received("other", "Harbour Wire", "1995-08-31", SECOND)
    (event,) = merge(
        [
            report(document, "Ukraine", "officials in Kiev", "relative"),
            report(other, "Kiev", "ministry spokesman", "explicit"),
        ]
    )
    shown = [
        [m.reported.report.document, str(m is event.members[0]).lower(), str(round(m.likeness, 4)), m.reason]
        for m in event.members
    ]
    assert table("document  centre  similarity  reason") == shown

import json

from detente.record import Coded
from detente.show.formats import FORMATS
from detente.show.formats.columns import GDELT, ICEWS, POLECAT
from detente.terms import (
    Document,
    EventReport,
    Office,
    Party,
    Passage,
    Place,
    Published,
    Reading,
    Sentence,
    Span,
    Zone,
    as_line,
)

TEXT = "Nothing yet. Chile expelled two\tenvoys of Peru and Bolivia on 9 June 2021, and may expel more."


def report(identity: str, quote: str, **more) -> EventReport:
    start = TEXT.index(quote)
    fields = {
        "mode": "expel",
        "contexts": ("diplomatic", "legal"),
        "cameo": "161",
        "actor": (Party("Chile", "CHL", "GOV", 13, 18),),
        "recipient": (Party("envoys\tof Peru", "PER", "GOV"), Party("Bolivia", "BOL")),
        "date_start": "2021-06-09",
        "score": -5.5,
        "place": Place("Santiago", "CHL", -33.45, -70.67),
        "factuality": "actual",
    }
    return EventReport(
        id=identity,
        document="a.txt",
        document_id="d" * 64,
        start=start,
        end=start + len(quote),
        quote=quote,
        coder="test 1",
        type="SANCTION",
        reciprocal=False,
        trigger=Span(start, start + 1),
        **(fields | more),
    )


EXPELLED = report("e1", "Chile expelled two\tenvoys", attribution=Party("Lima", "PER"))
MAY = report("e2", "may expel more", factuality="hypothetical", date_start="2021-06", place=None)
OFFICE = Office(
    id="o1",
    document="a.txt",
    document_id="d" * 64,
    start=0,
    end=7,
    quote="Nothing",
    person=None,
    office="envoy",
    country=None,
    former=False,
)
CODED = Coded(
    Document(
        "d" * 64,
        "a.txt",
        "in/a.txt",
        TEXT,
        "text/plain",
        "utf-8",
        title="Expulsions",
        publisher="The Harbour Post",
        published=Published("2021-06-10", "metadata"),
        language="en",
        url="https://harbour.example/1",
        passages=(Passage(Zone.BODY, 0, len(TEXT)),),
    ),
    Reading("d" * 64, (Sentence(0, 12, 0), Sentence(13, len(TEXT), 0))),
    (OFFICE, EXPELLED, MAY),
)


def rows(form: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    printed = [one.line.split("\t") for one in FORMATS[form].lines(CODED)]
    assert {len(row) for row in printed} == {len(columns)}
    return [dict(zip(columns, row, strict=True)) for row in printed]


def test_jsonl_is_the_contract():
    assert [one.line for one in FORMATS["jsonl"].lines(CODED)] == [as_line(f) for f in (OFFICE, EXPELLED, MAY)]


def test_plover_holds_every_event_with_its_factuality():
    expelled, may = (json.loads(one.line) for one in FORMATS["plover"].lines(CODED))
    assert expelled["actor"] == [{"code": "CHL", "sector": "GOV", "entity_text": "Chile"}]
    assert [entity.get("code") for entity in expelled["recipient"]] == ["PER", "BOL"]
    assert (expelled["event"], expelled["mode"], expelled["quad_code"]) == (["SANCTION"], ["expel"], 4)
    assert expelled["event_loc"] == {
        "extracted_place": "Santiago",
        "country_code": "CHL",
        "lat": -33.45,
        "lon": -70.67,
    }
    assert expelled["attribution"] == {"code": "PER", "entity_text": "Lima"}
    assert expelled["cite_info"]["publication"] == "The Harbour Post"
    assert (may["factuality"], may["date"]) == ("hypothetical", "2021-06")
    assert "event_loc" not in may


def test_polecat_has_a_row_for_each_pair_and_none_for_what_may_be():
    assert len(POLECAT) == 40
    assert FORMATS["polecat"].header == ("\t".join(POLECAT),)
    peru, bolivia = rows("polecat", POLECAT)
    assert (peru["Event ID"], bolivia["Event ID"]) == ("e1-1", "e1-2")
    assert peru["Recipient Name"] == "envoys of Peru"
    assert peru["Actor Name Raw"] == "Chile"
    assert (peru["Quad Code"], peru["Contexts"]) == ("MATERIAL CONFLICT", "diplomatic;legal")
    assert (peru["Event Date"], peru["Publication Date"]) == ("2021-06-09", "2021-06-10")
    assert (peru["Latitude"], peru["Source"]) == ("-33.45", "The Harbour Post")


def test_icews_names_countries_and_counts_sentences():
    assert len(ICEWS) == 20
    peru, _ = rows("icews", ICEWS)
    assert (peru["Source Country"], peru["Target Country"]) == ("Chile", "Peru")
    assert (peru["CAMEO Code"], peru["Sentence Number"], peru["Story ID"]) == ("161", "2", "d" * 16)
    assert peru["Intensity"] == "-5.5"


def test_gdelt_has_61_columns_and_no_header():
    assert len(GDELT) == 61
    assert FORMATS["gdelt"].header == ()
    peru, bolivia = rows("gdelt", GDELT)
    assert (peru["SQLDATE"], peru["MonthYear"], peru["Year"]) == ("20210609", "202106", "2021")
    assert (peru["Actor1Code"], peru["Actor2Code"], bolivia["Actor2Code"]) == ("CHLGOV", "PERGOV", "BOL")
    assert (peru["EventCode"], peru["EventRootCode"], peru["QuadClass"]) == ("161", "16", "4")
    assert peru["GoldsteinScale"] == ""


def test_a_source_without_document_gives_no_line():
    for form in FORMATS.values():
        assert list(form.lines(Coded())) == []

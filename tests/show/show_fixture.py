"""An invented brief: two texts and what they give, with every kind of row."""

from detente.show.brief.data import (
    AgreementRow,
    BriefData,
    Copy,
    EventRow,
    Evidence,
    FigureRow,
    ForecastRow,
    LinkRow,
    OfficeRow,
    SourceText,
    ToneRow,
    Unread,
)
from detente.terms import Passage, Zone

HARBOUR = (
    "Talks on the river\n\n"
    "Lima, 4 May 2021\n\n"
    "On 3 May 2021 the foreign minister of Peru met her Chilean colleague in Lima. "
    "Chile may close the border if the talks fail, analysts said. "
    "Trade reached $3.4 billion in 2020.\n\n"
    "Subscribe to our letter"
)
GAZETTE = (
    "Chile expelled two Peruvian envoys on 9 June 2021, Lima says. Both states signed a water pact in 1997."
)
HOSTILE = '<script>alert("x")</script> & \u202egnp.exe\u202c \x07'


def evidence(identity: str, number: int, text: str, quote: str, voucher: str | None = None) -> Evidence:
    start = text.index(quote)
    low = max(
        (text.rfind(sign, 0, start) + len(sign) for sign in (". ", "\n") if sign in text[:start]), default=0
    )
    after = text[start + len(quote) :]
    return Evidence(
        identity, number, start, start + len(quote), text[low:start], quote, after.split(". ")[0], voucher
    )


def event(
    identity: str, kind: str, quad: int, factuality: str, date: str | None, *quotes: Evidence, **more
) -> EventRow:
    fields = {
        "mode": None,
        "actors": (("Peru", "PER"),),
        "recipients": (("Chile", "CHL"),),
        "reciprocal": False,
        "dyads": ("CHL-PER",),
        "date_end": date,
        "date_edtf": None,
        "date_basis": "explicit" if date else "none",
        "place": None,
        "contested": False,
        "sources": 1,
        "decision": None,
    }
    return EventRow(
        id=identity,
        type=kind,
        quad=quad,
        factuality=factuality,
        date_start=date,
        evidence=quotes,
        **(fields | more),
    )


def source(number: int, text: str, passages: tuple[Passage, ...] = (), **more) -> SourceText:
    fields = {
        "name": f"text{number}.txt",
        "title": None,
        "publisher": None,
        "published": None,
        "published_basis": "none",
        "published_bounds": (None, None),
        "language": "en",
        "coded": True,
        "url": None,
        "findings": 3,
    }
    return SourceText(number=number, id=f"{number:064x}", text=text, passages=passages, **(fields | more))


def brief() -> BriefData:
    end = HARBOUR.index("\n\nSubscribe")
    harbour = source(
        1,
        HARBOUR,
        (
            Passage(Zone.TITLE, 0, 18),
            Passage(Zone.DATELINE, 20, 36),
            Passage(Zone.BODY, 38, end),
            Passage(Zone.FURNITURE, end + 2, len(HARBOUR)),
        ),
        title="Talks on the river",
        publisher="The Harbour Post",
        published="2021-05-04",
        published_basis="dateline",
        url="https://harbour.example/talks",
    )
    gazette = source(
        2,
        GAZETTE,
        (Passage(Zone.BODY, 0, len(GAZETTE)),),
        publisher="Gazette",
        published_bounds=("2021-06-09", None),
    )
    met = evidence("e1", 1, HARBOUR, "the foreign minister of Peru met her Chilean colleague")
    close = evidence("e2", 1, HARBOUR, "Chile may close the border", "analysts")
    expelled = evidence("e3", 2, GAZETTE, "Chile expelled two Peruvian envoys", "Lima")
    signed = evidence("e4", 2, GAZETTE, "Both states signed a water pact")
    return BriefData(
        subject="Peru and Chile, 2021",
        dyad="CHL-PER",
        countries={"PER": "Peru", "CHL": "Chile", "BOL": "Bolivia"},
        sources=(harbour, gazette),
        copies=(Copy(1, 2, "shortened", 0.91),),
        unread=(Unread("scan.pdf", "encrypted", "scan.pdf: asks for a password"),),
        events=(
            event("v4", "SUPPORT", 1, "actual", "1997", signed, reciprocal=True),
            event("v1", "CONSULT", 1, "actual", "2021-05-03", met, mode="visit", place="Lima", sources=2),
            event(
                "v3",
                "SANCTION",
                4,
                "reported_claim",
                "2021-06-09",
                expelled,
                mode="expel",
                actors=(("Chile", "CHL"),),
                recipients=(("envoys", "PER"),),
                contested=True,
            ),
            event("v2", "COERCE", 4, "hypothetical", None, close, dyads=("BOL-CHL",), recipients=()),
        ),
        figures=(
            FigureRow(
                id="g1",
                indicator="trade turnover",
                value=3.4e9,
                value_high=None,
                unit="USD",
                approximator="over",
                parties=("PER", "CHL"),
                direction="PER<>CHL",
                period="2020",
                period_basis="published",
                per="year",
                change_vs="2019",
                status="estimate",
                evidence=evidence("f1", 1, HARBOUR, "$3.4 billion"),
            ),
        ),
        agreements=(
            AgreementRow(
                "a1",
                "water pact",
                ("Water Treaty",),
                ("CHL", "PER"),
                "1997",
                "Lima",
                "signed",
                ("water",),
                (evidence("p1", 2, GAZETTE, "water pact"),),
            ),
        ),
        offices=(
            OfficeRow(
                id="o1",
                person=None,
                office="foreign minister",
                country="PER",
                former=True,
                held="2019/..",
                evidence=(evidence("k1", 1, HARBOUR, "foreign minister of Peru"),),
            ),
        ),
        forecasts=(
            ForecastRow(
                "c1",
                "Chile closes the border",
                "the talks fail",
                None,
                "may",
                "ICD 203",
                0.2,
                0.45,
                "2022",
                evidence("c1", 1, HARBOUR, "Chile may close the border if the talks fail"),
            ),
        ),
        links=(
            LinkRow(
                "l1",
                "leverage",
                "CHL",
                "PER",
                "the border",
                "absent",
                evidence("l1", 1, HARBOUR, "close the border if the talks fail"),
            ),
        ),
        tones=(ToneRow("t1", "CHL-PER", "strained", evidence("t1", 2, GAZETTE, "Lima says")),),
        version="9.9",
        coders=("test-coder 1",),
        record_hash="ab" * 8,
    )

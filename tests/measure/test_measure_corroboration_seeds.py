"""What five real articles agree on and differ in, from their files to the record's views."""

from pathlib import Path

import pytest

from detente.record import Dossier
from detente.scale import add

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles are not in the repository")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with Dossier.create(tmp_path_factory.mktemp("seeds") / "dossier") as dossier:
        add(dossier, [SEEDS])
        yield dossier


def rows(record, view, **fields):
    found = record.table(view).to_pylist()
    return [row for row in found if all(row[name] == value for name, value in fields.items())]


def test_the_trade_of_2024_in_two_documents(record):
    (trade,) = rows(record, "corroboration", kind="figure", about="trade turnover, AZE<>RUS, 2024")
    assert (trade["documents"], trade["sources"], trade["independence"]) == (2, 2, "independent")


def test_the_arms_purchases_in_two_documents_possibly_of_one_origin(record):
    (arms,) = [row for row in rows(record, "corroboration", kind="figure") if "arms" in row["about"]]
    assert (arms["documents"], arms["independence"]) == (2, "possibly one origin")
    assert arms["quotes"] == ["$5 billion", "$5 billion"]


def test_the_declaration_in_three_documents(record):
    (declaration,) = [row for row in rows(record, "corroboration", kind="agreement") if row["documents"] == 3]
    assert "2022-02-22" in declaration["about"]


def test_a_day_before_against_two_days_before(record):
    (invasion,) = rows(record, "contradictions", kind="date")
    assert (invasion["quote_a"][:12], invasion["quote_b"][:15]) == ("a day before", "Two days before")


def test_arms_sales_halted_and_biggest_supplier_and_no_new_contracts(record):
    (halted,) = rows(record, "contradictions", kind="status")
    assert {"halt in 2019", "biggest supplier"} <= {
        words
        for words in ("halt in 2019", "biggest supplier")
        if words in halted["quote_a"] + halted["quote_b"]
    }
    apart = [row for row in rows(record, "incomparable", kind="status") if row["about"] == "arms, RUS>AZE"]
    assert ["past three years" in row["quote_a"] + row["quote_b"] for row in apart] == [True]


def test_free_and_paid_arms_are_of_different_years(record):
    (arms,) = rows(record, "incomparable", kind="status", about="arms, RUS>ARM")
    assert arms["reason"].startswith("different times: 2020-10-24 against 2003-03")


def test_one_corridor_or_two(record):
    (corridor,) = rows(record, "contradictions", kind="identity")
    assert all("Middle Corridor" in corridor[side] for side in ("quote_a", "quote_b"))


def test_a_denial_and_two_causes_of_death(record):
    (denial,) = rows(record, "contradictions", kind="denial")
    assert "Mammadyarov" in denial["about"]
    (cause,) = rows(record, "contradictions", kind="cause")
    assert {cause["says_a"], cause["says_b"]} == {"illness", "killing"}


def test_nine_months_against_a_year_cannot_be_compared(record):
    (remittances,) = [
        row for row in rows(record, "incomparable", kind="figure") if "remittances" in row["about"]
    ]
    assert "nine months" in remittances["reason"]


def test_few_contradictions_are_false(record):
    true = {"date", "status", "identity", "denial", "cause"}
    assert len([row for row in rows(record, "contradictions") if row["kind"] not in true]) <= 2

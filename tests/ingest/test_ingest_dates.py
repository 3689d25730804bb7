from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ingest.dates import find_dates, parse_date, resolve_order


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("25.02.2025", "2025-02-25"),
        ("Wednesday, 12 March 2003", "2003-03-12"),
        ("Feb. 22, 2022", "2022-02-22"),
        ("12th of May 2020", "2020-05-12"),
        ("June, 2021", "2021-06"),
        ("May 2023", "2023-05"),
        ("2024-05-06T10:00:00Z", "2024-05-06"),
        ("2024/5/6", "2024-05-06"),
        ("31/12/2019", "2019-12-31"),
    ],
)
def test_a_printed_date_is_read(printed: str, iso: str) -> None:
    assert [dated.iso for dated in find_dates(printed)] == [iso]


@pytest.mark.parametrize(
    "printed", ["January 34, 2022", "may 5 of them", "31.02.2024", "version 1.2.2024.1", "Su-25"]
)
def test_what_is_no_date_is_left(printed: str) -> None:
    assert [dated for dated in find_dates(printed) if dated.year] == []


def test_a_slashed_date_keeps_both_readings_until_another_settles_it() -> None:
    slashed, full = find_dates("(3/12/2003 issue of the Analyst), Wednesday, 12 March 2003")
    assert slashed.readings == ("2003-03-12", "2003-12-03")
    assert resolve_order([slashed, full]) == "2003-03-12"
    assert resolve_order([slashed]) is None


def test_a_day_without_a_year_has_no_iso_date() -> None:
    (dated,) = find_dates("On Feb. 22, the president flew to Moscow")
    assert (dated.iso, dated.month, dated.day) == (None, 2, 22)
    assert parse_date("On Feb. 22") is None


@given(st.text(max_size=300))
def test_any_text_is_taken_and_spans_are_dates_in_order(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= d.start < d.end <= len(text) and 1 <= d.month <= 12 for d in found)
    assert all(one.end <= other.start for one, other in pairwise(found))

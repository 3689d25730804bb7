"""The grammar of quantities: values, units, spans, and what is no quantity."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.read.quantities import find_quantities
from detente.terms import Quantity, Sentence


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [Sentence(0, len(text), 0)])


def brief(text: str) -> list[tuple[str, float, float | None, str]]:
    return [(text[q.start : q.end], q.value, q.value_high, q.unit) for q in read(text)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("It paid $4.8 billion.", "$4.8 billion", 4.8e9, "USD"),
        ("Trade reached 4.8 billion dollars.", "4.8 billion dollars", 4.8e9, "USD"),
        ("more than $5 billion-worth of arms", "$5 billion", 5e9, "USD"),
        ("a loan of €1.2bn", "€1.2bn", 1.2e9, "EUR"),
        ("aid of $391m", "$391m", 391e6, "USD"),
        ("It cost 210 million tenge.", "210 million tenge", 210e6, "KZT"),
        ("worth 1.5 trillion roubles", "1.5 trillion roubles", 1.5e12, "RUB"),
        ("worth A$120 million", "A$120 million", 120e6, "AUD"),
        ("put at USD 310 million", "USD 310 million", 310e6, "USD"),
        ("3,000 Egyptian pounds a month", "3,000 Egyptian pounds", 3000.0, "EGP"),
        ("CFA 1,800 a kilo", "CFA 1,800", 1800.0, "XOF"),
        ("In Mexico it costs 120 pesos.", "120 pesos", 120.0, "MXN"),
        ("It costs 120 pesos.", "120 pesos", 120.0, "peso"),
        ("sold at 65 US cents", "65 US cents", 0.65, "USD"),
        ("nine point six billion vatu", "nine point six billion vatu", 9.6e9, "VUV"),
        ("4,8 billion euros", "4,8 billion euros", 4.8e9, "EUR"),
        ("by 22 percent", "22 percent", 22.0, "percent"),
        ("by 14 per cent", "14 per cent", 14.0, "percent"),
        ("up 3.2 percentage points", "3.2 percentage points", 3.2, "percentage_point"),
        ("1,300 kilometers away", "1,300 kilometers", 1300.0, "km"),
        ("just over a hundred kilometers", "a hundred kilometers", 100.0, "km"),
        ("1.3 million tons of oil", "1.3 million tons", 1.3e6, "tonne"),
        ("30 pounds of cocaine", "30 pounds", 30.0, "pound (mass)"),
        ("fined 30 million pounds", "30 million pounds", 30e6, "GBP"),
        ("a 9-km stretch", "9-km", 9.0, "km"),
        ("a fifteen-year contract", "fifteen-year", 15.0, "year"),
        ("500 bcm of gas", "500 bcm", 5e11, "m3"),
        ("58,000 barrels a day", "58,000 barrels a day", 58000.0, "barrel per day"),
        ("is nine times larger", "nine times", 9.0, "times"),
        ("fired 340 times", "340 times", 340.0, "count of occurrences"),
    ],
)
def test_value_unit_and_span(text: str, quote: str, value: float, unit: str) -> None:
    assert brief(text) == [(quote, value, None, unit)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "counted"),
    [
        ("operated 11 Su-25 fighter jets", "11", 11.0, "count of aircraft", "Su-25 fighter jets"),
        ("Forty-four people died", "Forty-four", 44.0, "count of persons", "people"),
        ("arrested two journalists", "two", 2.0, "count of persons", "journalists"),
        ("a dozen Congolese students", "a dozen", 12.0, "count of persons", "Congolese students"),
        ("dozens of other prisoners", "dozens", 24.0, "count of persons", "prisoners"),
        ("hundreds of thousands of refugees", "hundreds of thousands", 1e5, "count of persons", "refugees"),
        ("an eleven-man team", "eleven", 11.0, "count of persons", "man"),
        ("three million voters", "three million", 3e6, "count of persons", "voters"),
        ("two and a half million doses", "two and a half million", 2.5e6, "count of doses", "doses"),
        ("signed two previous agreements", "two", 2.0, "count of agreements", "previous agreements"),
        ("robbed eleven of our trucks", "eleven", 11.0, "count of trucks", "trucks"),
        ("Two of the detainees died", "Two", 2.0, "count of persons", "detainees"),
        ("half a million people", "half a million", 5e5, "count of persons", "people"),
        ("One soldier was killed", "One", 1.0, "count of persons", "soldier"),
    ],
)
def test_counts_name_what_is_counted(text: str, quote: str, value: float, unit: str, counted: str) -> None:
    (found,) = read(text)
    assert (text[found.start : found.end], found.value, found.unit) == (quote, value, unit)
    assert found.counted is not None
    assert text[found.counted.start : found.counted.end] == counted


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("800 to 900 young people", 800.0, 900.0, "count of persons"),
        ("between 5 and 7 percent", 5.0, 7.0, "percent"),
        ("$3-5 billion", 3e9, 5e9, "USD"),
        ("between $30 million and $45 million", 30e6, 45e6, "USD"),
        ("40 to 60 million dollars", 40e6, 60e6, "USD"),
        ("three or four ships", 3.0, 4.0, "count of ships"),
    ],
)
def test_ranges_share_scale_and_unit(text: str, low: float, high: float, unit: str) -> None:
    assert [(q.value, q.value_high, q.unit) for q in read(text)] == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("rose from $28 million to $187 million", [28e6, 187e6], "USD"),
        ("rose from 83 to 89 percent", [83.0, 89.0], "percent"),
        ("dropped from 45 million to 20 million cubic metres a day", [45e6, 20e6], "m3"),
        ("fell from 12.6 to 8.9 million tonnes", [12.6e6, 8.9e6], "tonne"),
        ("to increase exports from the current $3.4 billion to $5 billion", [3.4e9, 5e9], "USD"),
        ("asked for €110 million a year; they have offered 85", [110e6, 85e6], "EUR"),
    ],
)
def test_changes_are_two_quantities_and_ellipses_borrow(text: str, values: list[float], unit: str) -> None:
    found = read(text)
    assert [q.value for q in found] == values
    assert {q.unit for q in found} == {unit}


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("half of them", 50.0),
        ("a third of exports", 33.3333),
        ("two-thirds", 66.6667),
        ("one in three", 33.3333),
    ],
)
def test_shares_are_percent(text: str, share: float) -> None:
    assert [(q.value, q.unit) for q in read(text)] == [(share, "percent")]


@pytest.mark.parametrize(
    ("text", "words", "bound"),
    [
        ("more than $5 billion", "more than", "min"),
        ("at least 40 people", "at least", "min"),
        ("up to 50 vessels", "up to", "max"),
        ("nearly 60 percent", "nearly", None),
        ("some 8,100 weapons", "some", None),
        ("just over 100 km", "just over", "min"),
        ("an estimated 1,000 tonnes", "an estimated", None),
        ("40 people", None, None),
    ],
)
def test_approximators_and_bounds(text: str, words: str | None, bound: str | None) -> None:
    (found,) = read(text)
    assert (found.approximator, found.bound) == (words, bound)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$3 billion per year", "year"),
        ("$30 a tonne", "tonne"),
        ("1,100 tonnes of flour a day", "day"),
        ("$3 billion a year ago", None),
        ("200 tonnes", None),
    ],
)
def test_rates(text: str, per: str | None) -> None:
    assert read(text)[0].per == per


def test_designators_are_flagged_and_are_no_money() -> None:
    found = read("converts 1,000-pound Mark 83 bombs and 500-pound Mark 82 bombs")
    assert [(q.value, q.unit, q.designator) for q in found] == [
        (1000.0, "pound (mass)", True),
        (500.0, "pound (mass)", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "On February 26 and 27, 2024, they met.",
        "From 17-19 June they met.",
        "In 2019 it began.",
        "the 1990s",
        "at 10:30 and again at 9 p.m.",
        "Article 5, Resolution 242 and page 12",
        "the G7, a Su-25, a T-72, a Boeing 737 and a Mark 83",
        "call +994 12 555 66 77",
        "the 18th and the 2nd",
        "four factors",
        "One must wait; no one came; one of them left.",
        "He won 2-1, and the vote was 24-28.",
        "a third country, the first half, a second term",
        "the 2022 elections",
        "a two-state solution and six-party talks",
        "Palomeque, 61, entered Mexico.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert brief(text) == []


def test_offsets_are_those_of_the_document() -> None:
    text = "It began in 2019. \u201cTrade\u201d reached $5 billion.\n\n50 people were held."
    sentences = [Sentence(0, 17, 0), Sentence(18, 45, 0), Sentence(47, len(text), 1)]
    found = find_quantities(text, sentences)
    assert [text[q.start : q.end] for q in found] == ["$5 billion", "50"]


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text: str) -> None:
    check(text)


WORDS = st.sampled_from(
    [
        "5",
        "12",
        "1,000",
        "4.8",
        "2024",
        "$",
        "€",
        "%",
        "-",
        "–",
        ",",
        ".",
        "(",
        ")",
        ":",
        "/",
        "million",
        "billion",
        "hundred",
        "dozen",
        "dozens",
        "of",
        "and",
        "to",
        "from",
        "between",
        "or",
        "a",
        "one",
        "two",
        "half",
        "third",
        "thirds",
        "percent",
        "pounds",
        "pound",
        "dollars",
        "km",
        "m",
        "k",
        "bn",
        "times",
        "people",
        "Su",
        "May",
        "in",
        "three",
        "point",
        "per",
        "year",
        "½",
        "1.2bn",
        "١٢",
        "²",
        "Rs",
        "US$",
        "cents",
        "several",
        "few",
        "tens",
        "thousands",
    ]
)


@given(st.lists(WORDS, max_size=25), st.sampled_from(["", " ", "  "]))
@settings(max_examples=150, deadline=None)
def test_any_row_of_number_words_is_read(words: list[str], gap: str) -> None:
    check(gap.join(words))


def test_a_sign_belongs_to_one_number() -> None:
    assert [(q.start, q.end, q.unit) for q in read("5 $ 5")] == [(0, 3, "USD"), (4, 5, "count")]


def check(text: str) -> None:
    last = 0
    for found in read(text):
        assert last <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert math.isfinite(found.value)
        assert found.value_high is None or math.isfinite(found.value_high)
        assert found.unit
        if found.counted:
            assert found.counted.start < found.counted.end <= len(text)
        last = found.end


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "1,", "$", "a hundred ", "one ", "between 5 and ", "half a ", "five point "]
)
def test_long_lines_are_read(unit: str) -> None:
    check(unit * 300)

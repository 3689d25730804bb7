from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from coding_invented import read
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.coding.ledgers import code_agreements, code_forecasts, code_links, code_offices, code_states
from detente.coding.ledgers.forecasts import likelihood
from detente.terms import Agreement, Probability

CODERS = [code_agreements, code_offices, code_forecasts, code_links, code_states]


def agreements(text: str, *captions: str) -> list[Agreement]:
    return code_agreements(*read(text, *captions))


def test_an_agreement_with_its_parties_date_place_and_topic() -> None:
    (row,) = agreements("On 3 May 2019 Ruritania and Borduria signed a treaty on river water in Strelsau.")
    assert (row.name, row.parties, row.date) == ("treaty on river water", ("RUR", "BRD"), "2019-05-03")
    assert (row.status, row.topics, row.place) == ("signed", ("water",), "Strelsau")


def test_a_later_mention_gives_status_and_no_second_row() -> None:
    (row,) = agreements(
        "Ruritania signed a fishing pact with Borduria in 2011. In 2015 Borduria denounced the pact."
    )
    assert (row.parties, row.date, row.status) == (("RUR", "BRD"), "2011", "ended")


def test_one_row_for_each_year() -> None:
    rows = agreements("Ruritania and Borduria built on two previous agreements signed in 1997 and 2008.")
    assert [(r.date, r.parties) for r in rows] == [("1997", ("RUR", "BRD")), ("2008", ("RUR", "BRD"))]


def test_a_caption_gives_the_full_name_and_the_date() -> None:
    caption = "The kings sign “Declaration on friendly interaction”, Strelsau, February 22, 2022"
    (row,) = agreements("Ruritania and Borduria signed a new declaration of friendly cooperation.", caption)
    assert row.name == "Declaration on friendly interaction"
    assert row.date == "2022-02-22"
    assert row.names == ("Declaration on friendly interaction", "new declaration of friendly cooperation")


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania bought a good deal of Bordurian grain.",
        "No treaty binds Ruritania to Borduria.",
        "Ruritania made a declaration of war on Borduria.",
        "Ruritania and Borduria disagree on the ceasefire line.",
        "Ruritania will deal with Borduria later.",
    ],
)
def test_the_same_words_in_another_sense(text: str) -> None:
    assert agreements(text) == []


@pytest.mark.parametrize(
    ("text", "person", "office", "country", "former"),
    [
        ("Ruritanian President Rudolf Rassendyll spoke.", "Rudolf Rassendyll", "President", "RUR", False),
        (
            "Former Bordurian Foreign Minister Plekszy Gladz spoke.",
            "Plekszy Gladz",
            "Foreign Minister",
            "BRD",
            True,
        ),
        ("Plekszy Gladz, the Bordurian ambassador, spoke.", "Plekszy Gladz", "ambassador", "BRD", False),
        ("Ruritania's defence minister spoke.", None, "defence minister", "RUR", False),
    ],
)
def test_offices(text: str, person: str | None, office: str, country: str, former: bool) -> None:
    (row,) = code_offices(*read(text))
    assert (row.person, row.office, row.country, row.former) == (person, office, country, former)


def test_an_office_with_its_years() -> None:
    (row,) = code_offices(*read("Plekszy Gladz, the Bordurian president from 1969 to 1982, wrote it."))
    assert (row.held_from, row.held_until, row.former) == ("1969", "1982", True)


def test_an_office_without_a_state_or_a_person_is_no_row() -> None:
    assert code_offices(*read("A minister spoke.")) == []


def test_a_forecast_with_condition_likelihood_and_horizon() -> None:
    (row,) = code_forecasts(
        *read("If Borduria closes the pass, Ruritania will probably halt gas deliveries by 2026.")
    )
    assert row.condition == "Borduria closes the pass"
    assert row.likelihood_words == "will probably"
    assert row.probability == Probability("ICD 203", 0.55, 0.8)
    assert (row.horizon, row.horizon_basis) == ("2026", "text")
    assert row.proposition == "Ruritania will probably halt gas deliveries by 2026"


def test_unless_is_a_negated_condition_and_an_exception() -> None:
    (row,) = code_forecasts(
        *read("Ruritania will almost certainly leave the bloc unless Borduria pays its debts.")
    )
    assert row.condition == "not: Borduria pays its debts"
    assert row.exceptions == "Borduria pays its debts"
    assert row.probability == Probability("ICD 203", 0.95, 0.99)


def test_could_alone_cannot_be_scored() -> None:
    (row,) = code_forecasts(*read("Borduria could lose its largest market."))
    assert (row.likelihood_words, row.probability, row.horizon, row.horizon_basis) == (
        "could",
        None,
        None,
        "none",
    )


@pytest.mark.parametrize(
    "text",
    ["The king had a strong will.", "In May 2019 Ruritania opened the pass.", "Ruritania closed the pass."],
)
def test_what_is_no_forecast(text: str) -> None:
    assert code_forecasts(*read(text)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("very likely", ("very likely", Probability("ICD 203", 0.8, 0.95))),
        ("is unlikely", ("is unlikely", Probability("ICD 203", 0.2, 0.45))),
        ("a 40 percent chance", ("40 percent", Probability("stated", 0.4, 0.4))),
        ("odds of one in four", ("one in four", Probability("stated", 0.25, 0.25))),
        ("might", ("might", None)),
        ("nothing of the kind", (None, None)),
    ],
)
def test_likelihood_words(words: str, expected: tuple[str | None, Probability | None]) -> None:
    assert likelihood(words, 0, len(words)) == expected


@pytest.mark.parametrize(
    ("text", "link", "holder", "over"),
    [
        ("Borduria depends on Ruritania for nearly all of its gas.", "dependence", "RUR", "BRD"),
        ("Ruritania is the largest supplier of gas to Borduria.", "dependence", "RUR", "BRD"),
        ("The pipeline gives Ruritania leverage over Borduria.", "leverage", "RUR", "BRD"),
        ("Ruritania could cut off gas supplies to Borduria.", "leverage", "RUR", "BRD"),
        ("Borduria recalled its envoy in response to the arrests in Ruritania.", "cause", "RUR", "BRD"),
        ("Ruritania seeks to keep Borduria out of the alliance.", "interest", "RUR", "BRD"),
    ],
)
def test_links(text: str, link: str, holder: str, over: str) -> None:
    rows = [r for r in code_links(*read(text)) if r.link == link]
    assert [(r.holder, r.over, r.polarity) for r in rows] == [(holder, over, "present")]


def test_leverage_that_is_lacking() -> None:
    rows = code_links(*read("Ruritania has no leverage over Borduria."))
    assert [(r.link, r.polarity) for r in rows if r.link == "leverage"] == [("leverage", "absent")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Relations between Ruritania and Borduria have deteriorated.", "worsening"),
        ("Relations between Ruritania and Borduria have improved.", "improving"),
        ("Ruritania is a close ally of Borduria.", "close"),
        ("Tensions between Ruritania and Borduria run high.", "strained"),
        ("Ruritania and Borduria have no insurmountable differences.", "neutral"),
    ],
)
def test_relation_states(text: str, state: str) -> None:
    assert [(r.dyad, r.state) for r in code_states(*read(text))] == [("BRD-RUR", state)]


WORDS = (
    "Ruritania Bordurian Szohod treaty signed will probably if unless President Rassendyll relations "
    "deteriorated "
    "said , ; “ ” ? 2019 the of - — 's é 𝔘"
)
PHRASES = ["because of", "depends on", "leverage over", "(TASS, May 1)", "40 percent chance", "\n", "\x00"]
ALPHABET = st.sampled_from([*WORDS.split(), *PHRASES])


@pytest.mark.parametrize("coder", CODERS)
@settings(max_examples=60, deadline=None)
@given(words=st.lists(ALPHABET, max_size=40))
def test_any_text_gives_anchored_rows(coder: Callable[..., list[Any]], words: list[str]) -> None:
    document, reading = read(" ".join(words))
    rows = coder(document, reading)
    assert rows == coder(document, reading)
    for row in rows:
        assert document.text[row.start : row.end] == row.quote
        assert row.quote.strip()
        assert row.attribution is None or isinstance(row.attribution.name, str)

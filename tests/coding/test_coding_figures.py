"""Figures coded from invented readings: what is chosen, and what, whose, when and by whom it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coding_invented import document_of, reading_of

from detente.coding.figures import code_figures
from detente.read.quantities import find_quantities
from detente.terms import Figure


def coded(text: str) -> list[Figure]:
    document = document_of(text)
    reading = reading_of(document)
    return code_figures(
        document, replace(reading, quantities=find_quantities(document.text, reading.sentences))
    )


def test_trade_between_two_states() -> None:
    text = "In 2019, bilateral trade between Ruritania and Borduria reached $3 billion per year."
    (figure,) = coded(text)
    assert figure.quote == "$3 billion" == text[figure.start : figure.end]
    assert (figure.value, figure.unit, figure.per) == (3e9, "USD", "year")
    assert figure.indicator == "trade turnover"
    assert (figure.parties, figure.direction) == (("RUR", "BRD"), "RUR<>BRD")
    assert (figure.period, figure.period_basis) == ("2019", "explicit")
    assert (figure.status, figure.change_vs, figure.attribution) == ("actual", None, None)


def test_purchases_flow_from_the_seller() -> None:
    text = "By May 2018, Ruritania had bought more than $5 billion worth of arms from Borduria."
    (figure,) = coded(text)
    assert (figure.indicator, figure.direction) == ("arms deliveries", "BRD>RUR")
    assert (figure.approximator, figure.period) == ("more than", "2018-05")


def test_exports_with_a_change_and_its_base() -> None:
    text = "Ruritanian exports to Borduria amounted to $900 million in 2023, up 8 percent from 2022."
    money, change = coded(text)
    assert (money.indicator, money.direction, money.period) == ("exports", "RUR>BRD", "2023")
    assert money.change_vs is None
    assert (change.value, change.unit, change.change_vs) == (8.0, "percent", "2022")
    assert change.period == "2023"


def test_what_a_figure_rose_from_is_its_base() -> None:
    first, second = coded("Purchases of Bordurian arms rose from $28 million in 2019 to $187 million in 2023.")
    assert (first.value, first.period) == (28e6, "2019")
    assert (second.value, second.period, second.change_vs) == (187e6, "2023", "$28 million in 2019")


def test_targets_and_estimates_are_told_from_what_was_measured() -> None:
    (target,) = coded("Ruritania plans to raise its trade with Borduria to $10 billion by 2030.")
    assert (target.status, target.period) == ("target", "2030")
    (estimate,) = coded("Ruritania has an estimated 12,000 soldiers in Borduria.")
    assert (estimate.status, estimate.approximator) == ("estimate", "an estimated")


def test_those_counted_are_acted_on() -> None:
    (figure,) = coded("On 3 May 2024, Ruritania detained 50 Bordurian sailors in Strelsau.")
    assert (figure.unit, figure.indicator) == ("count of persons", "detained")
    assert figure.direction == "RUR>BRD"
    assert figure.period == "2024-05-03"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Trade between Ruritania and Borduria reached $3 billion, according to the customs office.",
            "customs",
        ),
        ("Ruritania operated 11 fighter jets (Air Review, 2022).", "Air Review"),
    ],
)
def test_attribution(text: str, name: str) -> None:
    (figure,) = coded(text)
    assert figure.attribution is not None
    assert name in figure.attribution.name


def test_a_figure_given_by_reference() -> None:
    money, same = coded(
        "Trade of Ruritania with Borduria was 5 billion dollars in 2024. "
        "This is equivalent to the volume of trade between Ruritania and Syldavia."
    )
    assert (same.quote, same.value, same.unit) == ("equivalent", money.value, "USD")
    assert (same.approximator, same.parties) == ("equivalent to", ("RUR", "SYL"))


def test_designators_are_kept_and_flagged() -> None:
    (figure,) = coded("Ruritania converts 500-pound bombs for Borduria.")
    assert (figure.designator, figure.indicator, figure.parties) == (True, "designation", ())


@pytest.mark.parametrize(
    "text",
    [
        "The two countries signed a treaty in 2024.",
        "Two days before the talks, the two presidents met.",
        "Relations between the two states are cordial.",
    ],
)
def test_numbers_that_say_nothing_of_the_world_are_left_out(text: str) -> None:
    assert coded(text) == []


def test_ids_are_stable_and_tell_figures_apart() -> None:
    text = "Trade between Ruritania and Borduria rose from $2 billion to $3 billion in 2019."
    once, again = coded(text), coded(text)
    assert [f.id for f in once] == [f.id for f in again]
    assert len({f.id for f in once}) == len(once) == 2
    assert all(0 < f.confidence <= 1 for f in once)


def test_period_without_a_date_is_the_month_of_publication() -> None:
    (figure,) = coded("Ruritania has 4,000 soldiers in Borduria.")
    assert (figure.period, figure.period_basis) == ("2024-06", "published")


def test_empty_reading_gives_nothing() -> None:
    assert coded("Nothing is counted here.") == []

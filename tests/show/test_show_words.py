import pytest
from show_fixture import event

from detente.show.brief.words import (
    between_words,
    counted,
    country_words,
    date_words,
    direction_words,
    dyad_words,
    edtf_words,
    listed,
    party_words,
    type_words,
    value_words,
)

NAMES = {"PER": "Peru", "CHL": "Chile"}


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2022", "2022"),
        ("2022-02", "Feb 2022"),
        ("2022-02-05", "5 Feb 2022"),
        ("2022-02-XX", "Feb 2022"),
        ("2022-02~", "about Feb 2022"),
        ("2022?", "perhaps 2022"),
        ("199X", "1990s"),
        ("18XX", "1800s"),
        ("2021-21", "spring 2021"),
        ("2021-34", "Q2 2021"),
        ("2006/2016", "2006–2016"),
        ("2024-01/2024-09", "Jan–Sep 2024"),
        ("2024-01-30/2024-02-01", "30 Jan–1 Feb 2024"),
        ("2003-02-26/2003-02-27", "26–27 Feb 2003"),
        ("2023-12-30/2024-01-02", "30 Dec 2023–2 Jan 2024"),
        ("2000/..", "since 2000"),
        ("../2023-09", "until Sep 2023"),
        ("/", "no date"),
        ("2022-13", "2022"),
        ("soon", "soon"),
    ],
)
def test_edtf_in_words(edtf, words):
    assert edtf_words(edtf) == words


def test_dates_keep_their_precision():
    assert date_words("2022-02-22", "2022-02-22") == "22 Feb 2022"
    assert date_words("2022", None) == "2022"
    assert date_words(None, "2016") == "until 2016"
    assert date_words(None) == "no date"
    assert date_words("2022-02-22", None, "2022-02") == "Feb 2022"


@pytest.mark.parametrize(
    ("value", "high", "unit", "words"),
    [
        (4.8e9, None, "USD", "4.8 billion USD"),
        (5, 7, "percent", "5–7 %"),
        (1, None, "tonne", "1 tonne"),
        (1.3e6, None, "tonne", "1.3 million tonnes"),
        (12, None, "count of soldiers", "12 soldiers"),
        (1500, None, "km", "1,500 km"),
        (2.5, None, None, "2.5"),
    ],
)
def test_values_in_words(value, high, unit, words):
    assert value_words(value, high, unit) == words


def test_names_of_states_and_pairs():
    assert country_words("PER", NAMES) == "Peru"
    assert country_words("XKX", NAMES) == "XKX"
    assert country_words(None, NAMES) == "unknown"
    assert dyad_words("CHL-PER", NAMES) == "Chile and Peru"
    assert direction_words("PER>CHL", NAMES) == "Peru → Chile"
    assert direction_words("PER<>CHL", NAMES) == "Peru ↔ Chile"
    assert direction_words("inward", NAMES) == "inward"


def test_types_counts_and_lists():
    assert type_words("CONSULT", "visit") == "Meeting or talks: visit"
    assert type_words("ASSAULT", None) == "Attack"
    assert counted(1, "event") == "one event"
    assert counted(0, "event") == "no events"
    assert counted(1300, "event") == "1,300 events"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("Peruvian", "PER", "Peru"),
        ("Peru", "PER", "Peru"),
        ("it", "PER", "Peru"),
        ("Lima", "PER", "Lima (Peru)"),
        ("Peruvian troops", "PER", "Peruvian troops"),
        ("navy of Peru", "PER", "navy of Peru"),
        ("rebels", None, "rebels"),
        ("Brussels", "EUR", "Brussels (the European Union)"),
    ],
)
def test_parties_are_told_with_their_country(name, code, words):
    assert party_words(name, code, NAMES) == words


def test_who_to_whom():
    assert between_words(event("e", "AID", 2, "actual", None), NAMES) == "Peru → Chile"
    assert between_words(event("e", "AID", 2, "actual", None, reciprocal=True), NAMES) == "Peru ↔ Chile"
    assert between_words(event("e", "AID", 2, "actual", None, recipients=()), NAMES) == "Peru → not named"
    both = (("Peru", "PER"), ("Chile", "CHL"))
    mutual = event("e", "AID", 2, "actual", None, reciprocal=True, actors=both, recipients=both)
    assert between_words(mutual, NAMES) == "Peru, Chile ↔ each other"
    assert (
        between_words(event("e", "AID", 2, "actual", None, actors=(), recipients=()), NAMES) == "Chile and Peru"
    )

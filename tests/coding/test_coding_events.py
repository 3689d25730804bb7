"""The event coder's own steps, on acts made by hand: no weights are needed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.events.decode import Act, Group, words_of
from detente.coding.events.heads import distance_bucket, gelu, sigmoid, softmax
from detente.coding.events.mentions import country_mentions
from detente.coding.events.parties import chosen_countries, parties
from detente.coding.events.reports import quote_span
from detente.coding.events.windows import CORE_PIECES, LIMIT, Pieces, plan
from detente.terms import Mention, NameKind, Sentence

TEXT = "On Monday the Kenyan police detained two Ugandan traders, Kampala said."
THRESHOLDS = {"country_actor": 0.5, "country_recipient": 0.5, "fallback": 0.15}


def mention(words, country, kind=NameKind.DEMONYM):
    start = TEXT.index(words)
    return Mention(start, start + len(words), kind, words, country)


KENYAN = mention("Kenyan", "KEN")
UGANDAN = mention("Ugandan", "UGA")
KAMPALA = mention("Kampala", "UGA", NameKind.CAPITAL)


def group(words, score=0.9):
    start = TEXT.index(words)
    return Group(start, start + len(words), score)


def act(spans=None, countries=({}, {})):
    start = TEXT.index("detained")
    channels = [spans.get(c, ()) if spans else () for c in range(7)]
    return Act(
        start=start,
        end=start + len("detained"),
        type="COERCE",
        mode="arrest",
        contexts=(),
        factuality="actual",
        reciprocal=0.1,
        attributed=0.9,
        confidence=0.8,
        spans=tuple(channels),
        date=None,
        countries=countries,
        sectors=("COP", "BUS"),
    )


def test_words_split_at_punctuation_and_join_pieces():
    text = "rebels, U.S.-led"
    offsets = np.array(
        [[0, 0], [0, 5], [5, 6], [6, 7], [8, 9], [9, 10], [10, 11], [11, 12], [12, 13], [13, 16], [0, 0]]
    )
    words = words_of(offsets, text)
    assert [text[a:b] for a, b in words.spans] == ["rebels", ",", "U", ".", "S", ".", "-", "led"]
    assert words.of.tolist() == [-1, 0, 0, 1, 2, 3, 4, 5, 6, 7, -1]


def test_party_takes_the_words_marked_without_their_article():
    marked = act({0: (group("the Kenyan police"),)}, ({"KEN": (0.9, KENYAN), "UGA": (0.1, KAMPALA)}, {}))
    (party,) = parties(TEXT, marked, 0, (KENYAN, UGANDAN, KAMPALA), THRESHOLDS)
    assert (party.name, party.country, party.sector) == ("Kenyan police", "KEN", "COP")
    assert TEXT[party.start : party.end] == "Kenyan police"


def test_party_without_marked_words_points_at_the_mention_that_carries_it():
    marked = act({}, ({}, {"UGA": (0.7, KAMPALA)}))
    (party,) = parties(TEXT, marked, 1, (KENYAN, UGANDAN, KAMPALA), THRESHOLDS)
    assert (party.name, party.country, party.start) == ("Kampala", "UGA", KAMPALA.start)


def test_words_without_a_country_take_the_one_country_left():
    marked = act({1: (group("traders"),)}, ({}, {"UGA": (0.7, KAMPALA)}))
    (party,) = parties(TEXT, marked, 1, (KENYAN, KAMPALA), THRESHOLDS)
    assert (party.name, party.country) == ("traders", "UGA")


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({"KEN": 0.9, "UGA": 0.6}, ["KEN", "UGA"]),
        ({"KEN": 0.3, "UGA": 0.2}, ["KEN"]),
        ({"KEN": 0.1}, []),
        ({}, []),
    ],
)
def test_chosen_countries(scores, expected):
    with_mentions = {country: (score, KENYAN) for country, score in scores.items()}
    assert chosen_countries(with_mentions, 0.5, THRESHOLDS) == expected


def test_quote_grows_from_the_trigger_and_stays_in_its_sentence():
    marked = act({6: (group("the Kenyan police detained two Ugandan traders,"),)})
    start, end = quote_span(TEXT, marked, Sentence(0, len(TEXT), 0))
    assert TEXT[start:end] == "the Kenyan police detained two Ugandan traders"
    start, end = quote_span(TEXT, marked, Sentence(TEXT.index("police"), len(TEXT), 0))
    assert TEXT[start:end] == "police detained two Ugandan traders"


def test_country_mentions_are_those_with_a_country_in_order():
    nowhere = Mention(0, 2, NameKind.PLACE, "On", None)
    assert country_mentions([KAMPALA, nowhere, KENYAN]) == (KENYAN, KAMPALA)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=40))
def test_windows_hold_each_sentence_once_as_core(sizes):
    at, pieces = 0, []
    for size in (min(size, LIMIT - 2) for size in sizes):
        pieces.append(Pieces(tuple(range(1000, 1000 + size)), tuple((at + i, at + i + 1) for i in range(size))))
        at += size + 1
    windows = plan(pieces)
    assert all(len(w.ids) <= LIMIT for w in windows)
    cores = [o for w in windows for o in w.offsets[1:-1].tolist() if o[0] >= w.core_start]
    assert cores == [list(o) for p in pieces for o in p.offsets]
    assert all(
        sum(o[0] >= w.core_start for o in w.offsets[1:-1].tolist()) <= max(CORE_PIECES, *sizes) for w in windows
    )


def test_distance_buckets_are_symmetric():
    gaps = np.array([-150, -4, -1, 0, 1, 2, 4, 150])
    assert distance_bucket(gaps).tolist() == [0, 7, 9, 10, 11, 12, 13, 20]


def test_activations():
    x = np.array([-3.0, -0.5, 0.0, 0.5, 3.0])
    assert np.allclose(gelu(x), [-0.00404951, -0.15426877, 0.0, 0.34573123, 2.99595049], atol=1e-6)
    assert np.allclose(sigmoid(x), 1 / (1 + np.exp(-x)))
    assert np.isclose(softmax(np.array([1000.0, 1000.0])), 0.5).all()

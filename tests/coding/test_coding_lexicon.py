from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.lexicon import Lexicon, lexicon, rows_of

LEXICONS = [
    "agreement_status", "agreements", "attribution", "fields", "forecasts",
    "likelihood", "links", "offices", "states", "topics",
]  # fmt: skip


def found(pattern: str, text: str) -> list[str]:
    cues = Lexicon([(pattern, "X", ())]).longest(text, 0, len(text))
    return [text[c.start : c.end] for c in cues]


def test_a_word_matches_in_any_case_and_only_whole() -> None:
    assert found("treaty", "A Treaty, a treaty; treatybound") == ["Treaty", "treaty"]


def test_alternatives_and_stars() -> None:
    assert found("ask|demand*", "They ask and demanded, asked.") == ["ask", "demanded"]


def test_an_optional_item_and_a_gap() -> None:
    assert found("code of [good] conduct", "a code of conduct, a code of good conduct") == [
        "code of conduct",
        "code of good conduct",
    ]
    assert found("tie ..2 up", "tie up; tie it firmly up; tie it very firmly up") == [
        "tie up",
        "tie it firmly up",
    ]


def test_a_curly_apostrophe_is_an_apostrophe() -> None:
    assert found("can't", "It can’t, it can't") == ["can’t", "can't"]


def test_the_longest_match_wins() -> None:
    lex = Lexicon([("deal", "A", ()), ("deal with", "B", ())])
    assert [c.label for c in lex.longest("a deal with them", 0, 16)] == ["B"]


@pytest.mark.parametrize("phrase", ["[a] word", "..2 word", "in*", "'s word"])
def test_a_pattern_needs_a_first_word(phrase: str) -> None:
    with pytest.raises(ValueError, match="a pattern"):
        Lexicon([(phrase, "X", ())])


@pytest.mark.parametrize("name", LEXICONS)
def test_every_shipped_lexicon_compiles(name: str) -> None:
    assert list(rows_of(name))
    lexicon(name)


def test_likelihood_ranges_are_ordered_shares() -> None:
    for phrase, _, more in rows_of("likelihood"):
        low, high = float(more[0]), float(more[1])
        assert 0 < low < high < 100, phrase


@given(st.text(alphabet="abc tredlaing -’'.,\n", max_size=300))
def test_any_text_gives_exact_spans(text: str) -> None:
    for name in ("attribution", "agreements", "forecasts"):
        for cue in lexicon(name).find(text, 0, len(text)):
            assert 0 <= cue.start < cue.end <= len(text)

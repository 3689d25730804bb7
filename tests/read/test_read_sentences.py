from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.read.sentences import split
from detente.terms import Passage, Zone


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text, [Passage(Zone.BODY, 0, len(text))])]


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. envoy met Mr. Lavrov.", "He left at 5 p.m. on Feb. 22."],
        ["They met at 9 a.m.", "The talks failed."],
        ["Talks with the U.S. collapsed in the U.K.", "It was the third failure."],
        ["Decree No. 5 was signed.", "He said no.", "They left."],
        ["Gen. Mark A. Milley and J.F. Kennedy spoke.", "St. Petersburg hosted them."],
        ["Trade reached $4.8 billion.", "Exports rose 10.1 percent."],
        ["“We pay for it,” Aliyev said.", "“Armenia gets it for free.”", "He left."],
        ["“Armenia gets it for free” (Interfax, October 24, 2020).", "Baku agreed."],
        ["It bought arms. (TASS, September 1, 2018).", "Baku agreed."],
        ["It bought arms.", "(He did not say which.)", "Baku agreed."],
        ["They want peace... and time.", "Nothing came…", "They left."],
        ["He signed three papers: a treaty; a memorandum, No. 7; and a letter.", "Then he left."],
        ["Will it hold?", "Nobody knows!", "“Why?” he asked.", "“Stop!” President Aliyev said."],
        ["Baku will go even further.", "Russia-Azerbaijan tensions rose."],
        ["See President.Az for more on it.", "The site is new."],
        ["The talks (see Dr. Smith. et al.) went on.", "They failed."],
        ["The firm Gazprom Inc. Moscow sued.", "Kyiv replied."],
        ["It was agreed.[12]", "The rest was not.", "25 people died."],
        ["He met Putin, Xi, etc.", "Nobody spoke."],
    ],
)
def test_splits_where_sentences_end(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_sets_glued_sentences_apart() -> None:
    assert sentences("Ties go even further.Russia and Iran agreed.") == [
        "Ties go even further.",
        "Russia and Iran agreed.",
    ]


def test_lines_are_paragraphs_and_headings_sentences() -> None:
    text = "A factor is Iran\n\nBaku agreed. Tehran did not.\nAstana promised to look into it."
    got = split(text, [Passage(Zone.BODY, 0, len(text))])
    assert [(text[s.start : s.end], s.paragraph) for s in got] == [
        ("A factor is Iran", 0),
        ("Baku agreed.", 1),
        ("Tehran did not.", 1),
        ("Astana promised to look into it.", 2),
    ]


def test_joins_lines_broken_at_a_fixed_width() -> None:
    text = (
        "The ministers of the two states met in the capital on Monday and\n"
        "agreed to reopen the crossing. A text will be signed by President\n"
        "Aliyev next week.\n\nThe crossing was closed."
    )
    assert [s.replace("\n", " ") for s in sentences(text)] == [
        "The ministers of the two states met in the capital on Monday and agreed to reopen the crossing.",
        "A text will be signed by President Aliyev next week.",
        "The crossing was closed.",
    ]


def test_reads_body_passages_only() -> None:
    text = "A title. By X.\nBody one. Body two.\nComment."
    passages = [Passage(Zone.TITLE, 0, 14), Passage(Zone.BODY, 15, 34), Passage(Zone.COMMENTS, 35, len(text))]
    assert [text[s.start : s.end] for s in split(text, passages)] == ["Body one.", "Body two."]
    assert split(text, ()) == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text() | st.text(alphabet='.!?…"”’()[] \nAaU.S1,'))
def test_any_text_gives_ordered_trimmed_spans_that_lose_nothing(text: str) -> None:
    got = split(text, [Passage(Zone.BODY, 0, len(text))])
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in got)
    assert all(one.end <= other.start for one, other in pairwise(got))
    assert "".join("".join(text[s.start : s.end].split()) for s in got) == "".join(text.split())

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.read.quotations import find_quotations
from detente.read.sentences import split
from detente.terms import Passage, Zone


def quotations(text: str) -> list[tuple[str, str | None]]:
    found = find_quotations(text, split(text, [Passage(Zone.BODY, 0, len(text))]))
    return [
        (text[q.start : q.end], text[q.speaker.start : q.speaker.end] if q.speaker else None) for q in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We pay,” Aliyev emphasized.", [("We pay,", "Aliyev")]),
        ('"We pay," said President Aliyev on Monday.', [("We pay,", "President Aliyev")]),
        (
            "Defense minister Safar Abiev declared, “we will fight”.",
            [("we will fight", "Defense minister Safar Abiev")],
        ),
        (
            "According to the ministry, this will “restore the balance”.",
            [("restore the balance", "the ministry")],
        ),
        ("“It is over,” according to two diplomats.", [("It is over,", "two diplomats")]),
        (
            "As Mammadyarov said in his latest interview: “Russia will pay.”",
            [("Russia will pay.", "Mammadyarov")],
        ),
        (
            "Zakir Hasanov emphasized in a meeting that “reforms are underway”.",
            [("reforms are underway", "Zakir Hasanov")],
        ),
        ("The foreign ministry called the report “malicious”.", [("malicious", "The foreign ministry")]),
        ("“We pay,” Aliyev said, “and they do not.”", [("We pay,", "Aliyev"), ("and they do not.", "Aliyev")]),
        (
            "“We pay,” Aliyev said. “They get it for free.”",
            [("We pay,", "Aliyev"), ("They get it for free.", "Aliyev")],
        ),
        ("“Why?” a policeman asked.", [("Why?", "a policeman")]),
        ("Such is the “bang for buck” of these jets.", [("bang for buck", None)]),
        ("They have been labeled as a “fifth column.”", [("fifth column.", None)]),
        ("‘We will go,’ he said.", [("We will go,", "he")]),
        ("It’s the officers’ mess, and Baku’s.", []),
        (
            "He said 'the ministers' talks don't matter', and left.",
            [("the ministers' talks don't matter", "He")],
        ),
        ("The '90s were calm; so were '82 and '83.", []),
        ("He’d read “War” and “Peace”.", [("War", None), ("Peace", None)]),
    ],
)
def test_quotations_and_their_speakers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert quotations(text) == expected


def test_a_quotation_holds_several_sentences() -> None:
    text = "“At that time I tried. I wanted a lobby. It worked,” Aliyev said."
    assert quotations(text) == [("At that time I tried. I wanted a lobby. It worked,", "Aliyev")]


def test_nested_quotations_are_both_found() -> None:
    text = "“He told me ‘never again’ and left,” Putin said."
    assert [words for words, _ in quotations(text)] == ["He told me ‘never again’ and left,", "never again"]


def test_a_quotation_that_runs_on_over_paragraphs() -> None:
    text = "Aliyev said: “We pay.\n“They do not.”"
    assert [words for words, _ in quotations(text)] == ["We pay.", "They do not."]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="“”\"'’‘«» .,\nAas") | st.text())
def test_any_text_gives_spans_inside_it(text: str) -> None:
    sentences = split(text, [Passage(Zone.BODY, 0, len(text))])
    found = find_quotations(text, sentences)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(q.speaker is None or 0 <= q.speaker.start < q.speaker.end <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)

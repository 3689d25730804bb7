from dataclasses import replace

import pytest
from show_fixture import GAZETTE, HARBOUR, brief, evidence

from detente.show.brief import render_html, render_markdown
from detente.show.brief.data import ComparisonRow, Said


def compared(verdict, *sides, **more):
    fields = {
        "id": f"c-{verdict}",
        "kind": "figure",
        "about": "trade turnover, CHL<>PER, 2020",
        "reason": "the same number",
        "independence": "independent",
        "note": "none cites a source",
        "sources": 2,
        "documents": 2,
    }
    return ComparisonRow(verdict=verdict, sides=sides, **(fields | more))


@pytest.fixture
def given():
    one = Said("3.4 billion USD", evidence("w1", 1, HARBOUR, "$3.4 billion"))
    other = Said("two envoys", evidence("w2", 2, GAZETTE, "two Peruvian envoys", "Lima"))
    rows = (
        compared("corroborates", (one, other)),
        compared("contradicts", (one,), (other,), about="SANCTION expel, CHL>PER", independence="one document"),
        compared("incomparable", (one,), (other,), reason="different periods"),
    )
    return replace(brief(), comparisons=rows)


def test_the_page_shows_both_sides_linked_to_their_characters(given):
    html = render_html(given)
    assert html.index("Where sources agree") < html.index("Where they differ") < html.index('id="figures"')
    assert html.count('href="#f-w1"') == 3
    assert html.count('id="f-w1"') == html.count('id="f-w2"') == 1
    for words in ("Trade turnover, Chile ↔ Peru, 2020", "two independent sources", "In one document"):
        assert words in html
    assert "one pair that look alike" in html or "1 pair that look alike" in html


def test_markdown_shows_the_same(given):
    text = render_markdown(given)
    assert "- **Trade turnover, Chile ↔ Peru, 2020** two independent sources; the same number" in text
    assert "≠ the same number" in text
    assert "not comparable: different periods" in text


def test_a_brief_without_comparisons_has_no_such_parts():
    assert "Where sources agree" not in render_html(brief())
    assert "Where they differ" not in render_markdown(brief())

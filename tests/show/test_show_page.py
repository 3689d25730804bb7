import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from show_fixture import HOSTILE, brief, event, evidence, source

from detente.show.brief import render_html, render_markdown
from detente.show.brief.data import BriefData, Unread
from detente.show.brief.sections import KEYS
from detente.show.brief.summary import outstanding, summary_of, title_of
from detente.terms import Passage, Zone

VOID = {"meta", "input", "br", "link", "hr", "img"}


class Page(HTMLParser):
    """Elements, ids and links of a page; fails where tags are not balanced."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name))]


@pytest.fixture(scope="module")
def html():
    return render_html(brief())


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def hostile_brief() -> BriefData:
    text = f"{HOSTILE} said Peru. javascript:alert(1)"
    given = brief()
    held = source(
        1,
        text,
        (Passage(Zone.BODY, 0, len(text)),),
        title=HOSTILE,
        publisher=HOSTILE,
        name=HOSTILE,
        url="javascript:alert(1)",
        language='en" onload="x',
    )
    quote = evidence('"><script>', 1, text, HOSTILE, HOSTILE)
    row = event("x1", "ASSAULT", 4, "actual", "2020", quote, actors=((HOSTILE, HOSTILE),), place=HOSTILE)
    return BriefData(
        HOSTILE, "CHL-PER", given.countries, (held,), events=(row,), unread=(Unread(HOSTILE, HOSTILE, HOSTILE),)
    )


def test_ids_are_given_once_and_every_link_inside_leads_somewhere(page):
    ids = Counter(page.all("id"))
    assert max(ids.values()) == 1
    inside = {href[1:] for href in page.all("href") if href.startswith("#")}
    assert inside
    assert inside <= set(ids)


def test_every_row_leads_to_its_quote_and_back(page, html):
    for row, finding in [("v1", "e1"), ("v3", "e3"), ("g1", "f1"), ("a1", "p1"), ("c1", "c1"), ("t1", "t1")]:
        assert re.search(rf'<tr id="r-{row}".*?href="#f-{finding}"', html, re.DOTALL)
        assert re.search(rf'<mark id="f-{finding}".*?href="#r-{row}"', html, re.DOTALL)


def test_nothing_is_loaded_and_only_the_hashed_script_and_style_may_run(page, html):
    assert not page.all("src")
    assert not page.all("style")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert "@import" not in html
    policy = next(a["content"] for t, a in page.elements if t == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        body = re.search(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        assert body
        assert b64encode(sha256(body[1].encode()).digest()).decode() in policy
        assert html.count(f"<{name}") == 1


def test_text_of_documents_stays_data():
    hostile = render_html(hostile_brief())
    page = Page(hostile)
    assert hostile.count("<script") == 1
    assert "\u202e" not in hostile
    assert "\x07" not in hostile
    assert not [href for href in page.all("href") if href.startswith("javascript")]
    assert not [a for _, a in page.elements if "onload" in a]
    hostile.encode()


def test_a_lone_surrogate_does_not_stop_the_page():
    text = "a \ud800 b"
    held = source(1, text, (Passage(Zone.BODY, 0, len(text)),), title=text)
    given = BriefData(None, None, {}, (held,))
    assert "U+D800" in render_html(given)
    render_html(given).encode()
    render_markdown(given).encode()


def test_status_has_shape_word_and_colour(html):
    row = html[html.index('<tr id="r-v3"') : html.index("</tr>", html.index('<tr id="r-v3"'))]
    assert 'class="badge is-reported_claim"' in row
    assert "<svg" in row
    assert "Claimed" in row
    assert "contested" in row


def test_the_quote_is_emphasised_in_its_sentence(html):
    assert (
        "On 3 May 2021 <strong>the foreign minister of Peru met her Chilean colleague</strong> in Lima" in html
    )


def test_a_figure_says_how_loosely_of_what_and_how_its_period_is_known(html):
    row = html[html.index('<tr id="r-g1"') : html.index("</tr>", html.index('<tr id="r-g1"'))]
    for words in (
        "over 3.4 billion USD per year",
        "estimate",
        "Peru ↔ Chile",
        "as of publication",
        "against 2019",
    ):
        assert words in re.sub(r"<[^>]+>", "", row)
    assert "Trade turnover</th>" in html


def test_events_of_the_main_dyad_stand_first(html):
    rows = re.findall(r'<tr id="r-(v\d)"', html)
    assert rows == ["v4", "v1", "v3", "v2"]
    assert html.index("Between Chile and Peru (3)") < html.index("Other events in the same texts (1)")


def test_landmarks_headers_and_keys(page, html):
    tags = Counter(tag for tag, _ in page.elements)
    assert tags["main"] == tags["nav"] == tags["header"] == tags["footer"] == tags["h1"] == 1
    assert {a.get("scope") for t, a in page.elements if t == "th"} == {"col", "row", "rowgroup"}
    assert 'class="skip"' in html
    for key, what in KEYS:
        assert f"<kbd>{key}</kbd>" in html
        assert what in html


def test_filters_offer_what_occurs(html):
    form = html[html.index('<form id="filters"') : html.index("</form>")]
    for value in ("BOL-CHL", "CHL-PER", "SANCTION", "CONSULT", "reported_claim", "hypothetical", "1", "2"):
        assert f'value="{value}"' in form
    assert "ASSAULT" not in form
    assert "negated" not in form


def test_the_same_data_give_the_same_page(html):
    assert render_html(brief()) == html


def test_pairs_with_several_events_have_groups_of_their_own():
    given = brief()
    others = tuple(
        event(
            f"w{n}", "AID", 2, "actual", "2020", evidence(f"x{n}", 2, "Lima says", "Lima"), dyads=("BRA-PER",)
        )
        for n in range(5)
    )
    held = replace(given, events=(*given.events, *others)).by_dyad()
    assert [(dyad, len(events)) for dyad, events in held] == [("CHL-PER", 3), ("BRA-PER", 5), (None, 1)]


def test_an_empty_dossier_gives_a_page():
    empty = BriefData(None, None, {})
    Page(render_html(empty))
    assert summary_of(empty) == "The dossier holds no document that could be read."
    assert title_of(empty) == "What the texts report"


def test_the_summary_counts_what_the_page_lists():
    assert summary_of(brief()) == (
        "This brief rests on two documents from two publishers, published 4 May 2021. "
        "They report four events, of which three are between Chile and Peru (1997 to 2021): "
        "two told as fact and one claimed by one side. "
        "Of those that happened or are claimed to have, two are of cooperation and one of conflict; "
        "the most frequent are diplomatic support (1), meeting or talks (1) and sanction (1). "
        "In 2021, the latest year with any, one is of cooperation and one of conflict. "
        "The texts also give one figure, one agreement, one forecast and one stated cause, lever or interest. "
        "One file could not be read; the reasons are listed."
    )


def test_what_stands_out():
    found = {item.heading: [e.id for e in item.events] for item in outstanding(brief())}
    assert found == {
        "Most recent": ["v3", "v1", "v4"],
        "Told by several sources": ["v1"],
        "Contested": ["v3"],
    }


def test_markdown_says_the_same():
    text = render_markdown(brief())
    assert text.startswith("# Chile and Peru\n\nThis brief rests on two documents from two publishers")
    assert (
        "- **3 May 2021** ▲ Meeting or talks: visit (verbal cooperation): Peru → Chile; ■ told as fact" in text
    )
    assert "  > “On 3 May 2021 **the foreign minister of Peru met her Chilean colleague** in Lima”" in text
    assert "characters 52–106" in text
    assert "- scan.pdf: encrypted: scan.pdf: asks for a password" in text
    assert (
        "| 1 | Talks on the river | The Harbour Post | 4 May 2021 (from the dateline) | English | 3 |" in text
    )


def test_markdown_keeps_text_of_documents_as_data():
    text = render_markdown(hostile_brief())
    assert "<script" not in text.replace("\\<script", "")
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text


def test_a_dyad_without_events_is_said_to_have_none():
    given = replace(brief(), dyad="ARG-BRA")
    html = render_html(given)
    assert "<h1>ARG and BRA</h1>" in html
    assert 'id="r-v1"' in html

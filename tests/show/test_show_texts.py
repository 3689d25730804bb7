import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from show_fixture import HARBOUR, HOSTILE, brief, source

from detente.show.brief.markup import data, el, join, plain, visible
from detente.show.brief.texts import Mark, marked, marks_of, text_markup
from detente.terms import Passage, Zone

TAG = re.compile(r"<(/?)(mark|a)\b[^>]*>")


def bare(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r'<a class="back".*?</a>', "", html)))


def test_data_is_escaped_and_its_controls_are_named():
    shown = str(data(HOSTILE))
    assert "<script" not in shown
    assert "&lt;script&gt;alert(&quot;x&quot;)" in shown
    assert "\u202e" not in shown
    assert ">U+202E</span>" in shown
    assert ">U+0007</span>" in shown
    assert visible("a\u202eb") == "a⟨U+202E⟩b"
    assert plain("a\ud800b") == "a\ufffdb"


def test_elements_escape_their_words_and_attributes():
    assert el("p", "a<b", class_="x", data_no='"<') == '<p class="x" data-no="&quot;&lt;">a&lt;b</p>'
    assert el("input", type="search", hidden=True, title=None, open=False) == '<input type="search" hidden>'
    assert join(["a", None, [el("b", "c"), "d"]], ", ") == "a, <b>c</b>d"


def test_nested_and_crossing_marks():
    text = "abcdefghij"
    marks = [Mark("m1", "r1", 1, 6), Mark("m2", "r2", 2, 4), Mark("m3", "r3", 4, 8)]
    html = str(marked(text, 0, 10, marks, set()))
    assert bare(html) == text
    assert html.count('<mark id="f-m3"') == 1
    assert '<mark data-of="m3">' in html
    assert html.startswith('a<mark id="f-m1" tabindex="-1">b<mark id="f-m2" tabindex="-1">cd')


def test_a_mark_over_two_zones_has_one_id():
    held = source(1, "one two", (Passage(Zone.BODY, 0, 3), Passage(Zone.BODY, 4, 7)))
    html = str(text_markup(held, [Mark("m", "r", 1, 6)]))
    assert html.count('id="f-m"') == 1
    assert html.count('data-of="m"') == 1


@given(st.data())
def test_any_marks_leave_the_text_whole_and_the_tags_balanced(drawn):
    text = drawn.draw(st.text("ab<&\n é", max_size=30))
    spans = st.tuples(st.integers(0, 30), st.integers(0, 30))
    pairs = drawn.draw(st.lists(spans, max_size=6))
    marks = sorted(
        (
            Mark(f"m{n}", f"r{n}", min(a, b, len(text)), min(max(a, b), len(text)))
            for n, (a, b) in enumerate(pairs)
        ),
        key=lambda m: (m.start, -m.end, m.finding),
    )
    html = str(marked(text, 0, len(text), marks, set()))
    assert bare(html) == text
    opened: list[str] = []
    for closing, name in TAG.findall(html):
        if closing:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert not opened
    for mark in marks:
        assert html.count(f'id="f-{mark.finding}"') == (mark.start < mark.end)


def test_every_finding_is_marked_once_in_its_source():
    marks = marks_of(brief())
    assert [mark.finding for mark in marks[1]] == ["e1", "k1", "c1", "e2", "l1", "f1"]
    assert [mark.finding for mark in marks[2]] == ["e3", "t1", "e4", "p1"]


def test_zones_beside_the_body_are_labelled_and_nothing_is_left_out():
    html = str(text_markup(brief().sources[0], ()))
    assert '<span class="zone-name">Title</span>' in html
    assert '<span class="zone-name">Page furniture</span>' in html
    assert re.sub(
        r"\s+",
        "",
        bare(
            html.replace("Title</span>", "</span>")
            .replace("Dateline</span>", "</span>")
            .replace("Page furniture</span>", "</span>")
        ),
    ) == re.sub(r"\s+", "", HARBOUR)


def test_text_outside_every_passage_is_shown():
    assert bare(str(text_markup(source(1, "lost words", (Passage(Zone.BODY, 5, 10),)), ()))) == "lost words"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.llm.anchor import Ground

TEXT = "Before. The “summit”\u00a0of\n the two — Iran’s and Iran. Iranian ships… left. The summit ended."


def found(words, after=None, start=0):
    span = Ground.of(TEXT, start, len(TEXT)).find(words, after)
    return span and TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("The “summit”", "The “summit”"),
        ('The "summit" of the two', "The “summit”\u00a0of\n the two"),
        ("the two - Iran's and Iran", "the two — Iran’s and Iran"),
        ("Iranian ships... left", "Iranian ships… left"),
        ("“The summit ended!", None),
        ("“The summit ended.”", "The summit ended"),
        ("The summit ended;", "The summit ended"),
        ("the summit ended", None),
        ("", None),
        ("...", "…"),
        ("nowhere", None),
    ],
)
def test_words_are_found_exactly_or_with_marks_and_spaces_made_alike(words, text):
    assert found(words) == text


def test_whole_words_come_before_parts_of_words():
    text = "Iranian crews met Iran’s guards"
    span = Ground.of(text, 0, len(text)).find("Iran")
    assert span.start == text.index("Iran’s")
    assert Ground.of(text, 0, 7).find("Iran").end == 4


def test_of_several_places_the_first_after_the_row_before_is_taken():
    text = "A hit B. A hit B. A hit B."
    ground = Ground.of(text, 0, len(text))
    assert [ground.find("A hit B", after).start for after in (None, 0, 1, 9, 10, 19)] == [0, 0, 9, 9, 18, 0]


def test_nothing_outside_the_stretch_is_found():
    assert found("Before", start=8) is None


@given(st.text(alphabet="a “”\"'’…—-\u00a0\n\u00ad.", max_size=40), st.data())
def test_any_part_of_a_text_is_found_with_offsets_inside_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Ground.of(text, 0, len(text)).find(text[start:end])
    if text[start:end].strip():
        assert span is None or 0 <= span.start < span.end <= len(text)
    if any(c.isalnum() for c in text[start:end]):
        assert span is not None

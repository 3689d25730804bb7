from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ingest.zones import passages_of
from detente.terms import Zone

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


def zoned(text: str) -> list[tuple[str, str]]:
    return [(passage.zone.value, text[passage.start : passage.end]) for passage in passages_of(text)]


WIRE_BODY = (
    "Kazakhstan and Azerbaijan agreed to double the number of tankers on the Caspian.",
    "The two countries signed the first contract in 2022, the energy ministry in Astana said on its website.",
)
WIRE = f"""Kazakhstan, Azerbaijan agree on tanker route

AKTAU, Kazakhstan (Reuters) — {WIRE_BODY[0]}

{WIRE_BODY[1]}

(Reporting by Mariya Gordeyeva; Editing by Jane Doe)

Our Standards: The Thomson Reuters Trust Principles."""


def test_a_wire_story() -> None:
    assert zoned(WIRE) == [
        ("title", "Kazakhstan, Azerbaijan agree on tanker route"),
        ("dateline", "AKTAU, Kazakhstan (Reuters) —"),
        ("body", "\n\n".join(WIRE_BODY)),
        ("byline", "(Reporting by Mariya Gordeyeva; Editing by Jane Doe)"),
        ("furniture", "Our Standards: The Thomson Reuters Trust Principles."),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "AKTAU, Kazakhstan (Reuters) —",
        "KABUL/ISLAMABAD, Oct 13 -",
        "NEW DELHI, May 14 -",
        "Baku, July 1 (Interfax) -",
        "BAKU, Azerbaijan, July 1.",
        "DHAKA, Tuesday -",
        "GEORGETOWN —",
    ],
)
def test_datelines_in_front_of_the_first_sentence(dateline: str) -> None:
    text = f"{dateline} The two ministries signed a protocol on Monday."
    assert zoned(text) == [("dateline", dateline), ("body", "The two ministries signed a protocol on Monday.")]


MAP = """The map was first published in 1923, and both states have used it since in their notes to each other.

The commission met again in Geneva on Friday and adjourned without setting a date for its next session."""


@pytest.mark.parametrize(
    "text",
    [
        "OTTAWA: A naval officer was charged on Monday with passing sonar data to Russia.",
        "Moscow - which had warned Baku - recalled its ambassador on Tuesday, the ministry said.",
        "By September 2018, Baku had purchased more than $5 billion of arms from Moscow, TASS said.",
        "Serbia recalled its ambassador.",
        "The two sides,\n\n1. Recalling the agreement of 1996,\n\n2. Agree to open it,\n\n3. Decide to meet.",
        "Host: Will there be a summit?\nWang: We will see. Beijing has invited the prime minister for May.",
        "(a) condemns the attack;\n(b) imposes a ban;\n(c) will seek $1.1 billion from the bank.",
        MAP,
    ],
)
def test_the_article_stays_body(text: str) -> None:
    assert zoned(text) == [("body", text)]


def test_a_doubled_title_and_a_date_line() -> None:
    text = (
        "A Temporary Rift or a Long-Term Shift in Relations, and Who Gains?\n\n"
        "A Temporary Rift or a Long-Term Shift in Relations, and Who Gains?\n\n25.02.2025\n\n"
        "Tensions between the two states have been on the rise since the autumn, and trade has suffered.\n\n"
        "Goran Ilić\n\nThis article was originally published on Danube Watch."
    )
    assert [zone for zone, _ in zoned(text)] == ["title", "repeated", "dateline", "body", "byline", "furniture"]


def test_a_teaser_before_and_a_pull_quote_with_a_phrase_missing() -> None:
    teaser = (
        "With talks about the dam stalled, Egypt and Ethiopia have begun to arm their border garrisons again."
    )
    body = f"{teaser} Cairo sent two brigades south in May, and Addis Ababa answered with air defences in June."
    inset = "Cairo wants a treaty that binds both sides in years of drought, and nothing less than that."
    later = (
        "Nevertheless, Cairo wants a binding treaty that binds both sides in years of drought, and nothing less"
    )
    text = f"{teaser}\n{body}\n\n{inset}\n\n{later} than that, as its minister told the Union on Monday."
    assert [zone for zone, _ in zoned(text)] == ["repeated", "body", "pull_quote", "body"]


def test_a_picture_text_printed_twice_is_a_caption_both_times() -> None:
    caption = 'The two presidents sign the "Declaration on Friendship", Delhi, India, March 3, 2020 / Office.In'
    article = (
        "India and Nepal signed a declaration of friendship in Delhi on Tuesday, the two governments said."
    )
    text = f"Nepal turns to Delhi\n\n{caption}\n{caption.replace(chr(34), '“')}\n\n{article}"
    assert [zone for zone, _ in zoned(text)] == ["title", "caption", "body"]


@pytest.mark.parametrize(
    ("zone", "line"),
    [
        ("caption", "(Source: Azernews)"),
        ("caption", "Photo: A girl carries water in Farchana. (B. Ousman/LCDD)"),
        ("caption", "File photo: a coastguard launch off Sfax."),
        ("caption", "[Graphic: Membership chapters, state of play]"),
        ("caption", "A soldier guards the crater in Hadda Street. Photo: N. Qasim"),
        ("furniture", "Read more: Five charts on the grain dispute"),
        ("furniture", "Sign up for our newsletter"),
        ("furniture", "Read 5452 times"),
        ("furniture", "© 2024 The Danube Post. All rights reserved."),
        ("byline", "(Reporting by Selin Ortaç; editing by M. Dray)"),
        ("byline", "By our correspondent in Van"),
        ("byline", "Compiled by staff."),
        ("comments", 'Comments (2): "liars!!" / "And who pays you?"'),
    ],
)
def test_lines_around_an_article(zone: str, line: str) -> None:
    article = "Albania and Montenegro opened a joint border post on Monday, the two interior ministries said."
    assert zoned(f"{article}\n\n{line}") == [("body", article), (zone, line)]


def test_inset_links_do_not_end_the_article() -> None:
    first = (
        "Iran and Azerbaijan reopened their consulates on Monday, fourteen months after the attack in Tehran."
    )
    second = "On Wednesday, Armenia said that it would buy radars from India, and New Delhi confirmed the sale."
    text = f"{first}\n\nRELATED\nWhy Tehran needs the corridor\nGas in Europe\n\n{second}"
    assert zoned(text) == [
        ("body", first),
        ("furniture", "RELATED\nWhy Tehran needs the corridor\nGas in Europe"),
        ("body", second),
    ]


def test_a_tail_of_links_and_comments_in_low_register() -> None:
    article = (
        "Russia and Georgia exchanged prisoners at the Larsi crossing on Friday after talks led by Qatar.\n" * 1
    )
    more = "The exchange was the third since the autumn, the interior ministry in Tbilisi said in a statement."
    rants = "they should have kept them all, what a joke of a deal\nnobody believes a word of this any more"
    text = f"{article}\n{more}\n\nMORE ON THE TOPIC:\n{rants}"
    assert zoned(text)[1:] == [("furniture", "MORE ON THE TOPIC:"), ("comments", rants)]


def test_the_authors_life_is_told_from_a_person_in_the_news() -> None:
    title = "India and China agree on patrols"
    body = "The deal was announced by Vikram Misri in Delhi the day after the talks, and troops pulled back."
    life = "Vikram Misri is a diplomat who served as ambassador in Beijing."
    author = "Asha Rao is a fellow at the Himalaya Institute. She writes about borders."
    assert zoned(f"{title}\n\n{body}\n\n{life}")[1:] == [("body", f"{body}\n\n{life}")]
    assert zoned(f"{title}\n\n{body}\n\n{author}")[1:] == [("body", body), ("biography", author)]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "India Offers Nepal Power Deal\n\nBy Sunil Rai\n\n"
        "India offered on Monday to buy up to ten thousand megawatts of power\n"
        "from Nepal over the next decade, the two energy ministries said in a\n"
        "joint statement. Sign up for the scheme was slow, they added.\n"
    )
    assert [zone for zone, _ in zoned(text)] == ["title", "byline", "body"]


SEED_ZONES = {
    "000": ["title", "furniture", "caption", "body"],
    "001": ["title", "repeated", "dateline", "body", "byline", "furniture"],
    "002": ["dateline", "furniture", "byline", "repeated", "body", "furniture"],
    "003": ["furniture", "title", "caption", "body", "pull_quote", "body", "furniture", "biography"],
    "004": ["body", "furniture", "comments"],
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not beside this checkout")
@pytest.mark.parametrize("seed", sorted(SEED_ZONES))
def test_the_seed_articles(seed: str) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    text = path.read_bytes().decode("utf-8")
    assert [zone for zone, _ in zoned(text)] == SEED_ZONES[seed]


LINES = [
    "Title here\n",
    "By Jane Doe\n",
    "\n",
    "\r\n",
    "Comments\n",
    "a b c d e f g h\n",
    "- item. ",
    "Photo: x\n",
    "\xa0\n",
]
LONG = "The two states signed a treaty on Monday, officials of both of them said in the capital.\n"
PIECES = st.sampled_from([*LINES, LONG, "Related\n"])


@settings(deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=14).map("".join)))
def test_passages_are_in_order_trimmed_and_leave_only_white_space_out(text: str) -> None:
    passages = passages_of(text)
    end = 0
    for passage in passages:
        assert not text[end : passage.start].replace("#", " ").strip()
        span = text[passage.start : passage.end]
        assert span
        assert span == span.strip()
        end = passage.end
    assert not text[end:].strip()
    assert all(isinstance(passage.zone, Zone) for passage in passages)

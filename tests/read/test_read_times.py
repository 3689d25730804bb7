from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.read.sentences import split
from detente.read.times import beside_event, find_times
from detente.terms import Passage, Published, Sentence, When, Zone

THURSDAY = Published("2024-05-16", "metadata")
UNKNOWN = Published()


def times(text: str, published: Published = THURSDAY) -> list[When]:
    return list(find_times(text, split(text, [Passage(Zone.BODY, 0, len(text))]), published))


def only(text: str, published: Published = THURSDAY) -> When:
    found = times(text, published)
    assert len(found) == 1, [(text[w.start : w.end], w.value) for w in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value", "begin", "end", "edtf"),
    [
        (
            "It was signed on February 22, 2022 in Moscow.",
            "February 22, 2022",
            "2022-02-22",
            "2022-02-22",
            "2022-02-22",
            "2022-02-22",
        ),
        ("They met on 12 March 2003.", "12 March 2003", "2003-03-12", "2003-03-12", "2003-03-12", "2003-03-12"),
        (
            "They met on Wednesday, 12 March 2003.",
            "Wednesday, 12 March 2003",
            "2003-03-12",
            "2003-03-12",
            "2003-03-12",
            "2003-03-12",
        ),
        ("Baku, 25.02.2025", "25.02.2025", "2025-02-25", "2025-02-25", "2025-02-25", "2025-02-25"),
        (
            "It was updated 2023-05-08 at noon UTC."[:25],
            "2023-05-08",
            "2023-05-08",
            "2023-05-08",
            "2023-05-08",
            "2023-05-08",
        ),
        ("It was signed in June, 2021 there.", "June, 2021", "2021-06", "2021-06", "2021-06", "2021-06"),
        ("A deal of 2011 holds.", "2011", "2011", "2011", "2011", "2011"),
        (
            "Exports fell in the third quarter of 2009.",
            "the third quarter of 2009",
            "2009-Q3",
            "2009-07",
            "2009-09",
            "2009-35",
        ),
        (
            "Exports fell in the first half of 2023.",
            "the first half of 2023",
            "2023-H1",
            "2023-01",
            "2023-06",
            "2023-40",
        ),
        (
            "It was initialled in the spring of 2016.",
            "the spring of 2016",
            "2016-SP",
            "2016-03",
            "2016-05",
            "2016-21",
        ),
        (
            "It held in the winter of 2019-20.",
            "the winter of 2019-20",
            "2019-WI",
            "2019-12",
            "2020-02",
            "2019-24",
        ),
        ("The jets date from the 1970s.", "the 1970s", "197", "1970", "1979", "197X"),
        ("It began in the 20th century.", "the 20th century", "19", "1900", "1999", "19XX"),
        ("The invoice came in late 2019.", "late 2019", "2019", "2019-10", "2019-12", "2019-10/2019-12"),
        ("In early 2019 it closed.", "early 2019", "2019", "2019-01", "2019-03", "2019-01/2019-03"),
        ("In early May 2023 it opened.", "early May 2023", "2023-05", "2023-05", "2023-05", "2023-05"),
        ("The late 1990s were calm.", "The late 1990s", "199", "1997", "1999", "1997/1999"),
        ("At the end of 2026 it lapses.", "the end of 2026", "2026", "2026-12", "2026-12", "2026-12"),
        (
            "Sales rose in the first week of October 2022.",
            "the first week of October 2022",
            "2022-W40",
            "2022-10-01",
            "2022-10-07",
            "2022-10-01/2022-10-07",
        ),
    ],
)
def test_written_dates(text: str, words: str, value: str, begin: str, end: str, edtf: str) -> None:
    when = only(text)
    assert (text[when.start : when.end], when.value, when.begin, when.end_date, when.edtf) == (
        words,
        value,
        begin,
        end,
        edtf,
    )
    assert when.basis == "explicit"


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        ("Between 2006 and 2016 the share was 22 percent.", "Between 2006 and 2016", "2006/2016", "2006/2016"),
        (
            "From January to September 2024 it fell.",
            "From January to September 2024",
            "2024-01/2024-09",
            "2024-01/2024-09",
        ),
        ("He led it from 1969 to 1982.", "from 1969 to 1982", "1969/1982", "1969/1982"),
        (
            "He came on February 26 and 27, 2003.",
            "February 26 and 27, 2003",
            "2003-02-26/2003-02-27",
            "2003-02-26/2003-02-27",
        ),
        (
            "They met on 15 and 16 April 2024.",
            "15 and 16 April 2024",
            "2024-04-15/2024-04-16",
            "2024-04-15/2024-04-16",
        ),
        ("They met on 20-22 April 2009.", "20-22 April 2009", "2009-04-20/2009-04-22", "2009-04-20/2009-04-22"),
        (
            "Marches are set for 1 and 17 May 2022.",
            "1 and 17 May 2022",
            "2022-05-01/2022-05-17",
            "{2022-05-01,2022-05-17}",
        ),
        (
            "From October 2023 to January 2024 it held.",
            "From October 2023 to January 2024",
            "2023-10/2024-01",
            "2023-10/2024-01",
        ),
        ("The 2013–2016 plan failed.", "2013–2016", "2013/2016", "2013/2016"),
        (
            "From November to February 2020 it snowed.",
            "From November to February 2020",
            "2019-11/2020-02",
            "2019-11/2020-02",
        ),
    ],
)
def test_spans_of_two_times_are_one_expression(text: str, words: str, value: str, edtf: str) -> None:
    when = only(text)
    assert (text[when.start : when.end], when.value, when.edtf) == (words, value, edtf)


@pytest.mark.parametrize(
    ("text", "begin", "end", "edtf"),
    [
        ("Since 2000 officers have trained there.", "2000", None, "2000/.."),
        ("It stayed until September 2023.", None, "2023-09", "../2023-09"),
        ("It is to reach $5 billion by 2026.", None, "2026", "../2026"),
        ("After 2020 it turned to others.", "2020", None, "2020/.."),
        ("It must end before 2027.", None, "2026", "../2026"),
        ("It will be built by the end of 2026.", None, "2026-12-31", "../2026-12-31"),
        ("It has worsened since the end of last year.", "2023-12", None, "2023-12/.."),
        ("It must leave no later than September 2025.", None, "2025-09", "../2025-09"),
        (
            "It did not open until 1964."[:27].replace("did not open until", "opened not until"),
            "1964",
            "1964",
            "1964",
        ),
    ],
)
def test_open_ends(text: str, begin: str | None, end: str | None, edtf: str) -> None:
    when = only(text)
    assert (when.begin, when.end_date, when.edtf) == (begin, end, edtf)


@pytest.mark.parametrize(
    ("text", "words", "value", "begin", "end"),
    [
        ("He arrived on Monday.", "Monday", "2024-05-13", "2024-05-13", "2024-05-13"),
        ("They will meet on Monday.", "Monday", "2024-05-20", "2024-05-20", "2024-05-20"),
        ("He left on Thursday.", "Thursday", "2024-05-16", "2024-05-16", "2024-05-16"),
        ("He left last Thursday.", "last Thursday", "2024-05-09", "2024-05-09", "2024-05-09"),
        ("It opens next Friday.", "next Friday", "2024-05-17", "2024-05-17", "2024-05-17"),
        ("He left yesterday.", "yesterday", "2024-05-15", "2024-05-15", "2024-05-15"),
        (
            "He spoke the day before yesterday.",
            "the day before yesterday",
            "2024-05-14",
            "2024-05-14",
            "2024-05-14",
        ),
        ("They met last week.", "last week", "2024-W19", "2024-05-06", "2024-05-12"),
        ("They met over the weekend.", "the weekend", "2024-W19-WE", "2024-05-11", "2024-05-12"),
        ("It fell last month.", "last month", "2024-04", "2024-04", "2024-04"),
        ("It rose this year.", "this year", "2024", "2024", "2024"),
        ("They met three weeks ago.", "three weeks ago", "2024-04-25", "2024-04-25", "2024-04-25"),
        ("They met three months ago.", "three months ago", "2024-02", "2024-02", "2024-02"),
        ("They met eight years ago.", "eight years ago", "2016", "2016", "2016"),
        ("It began last November.", "last November", "2023-11", "2023-11", "2023-11"),
        ("It began in June last year.", "June last year", "2023-06", "2023-06", "2023-06"),
        ("It broke at the end of last year.", "the end of last year", "2023", "2023-12", "2023-12"),
        ("It was hit overnight.", "overnight", "2024-05-15TNI", "2024-05-15", "2024-05-16"),
        ("It was hit on Monday night.", "Monday night", "2024-05-13TNI", "2024-05-13", "2024-05-13"),
        ("It fell earlier this month.", "earlier this month", "2024-05", "2024-05", "2024-05"),
        ("No contract came in the past three years.", "the past three years", "P3Y", "2021", "2024"),
        ("Trust grew in the past decade.", "the past decade", "P10Y", "2014", "2024"),
        ("In recent days it grew.", "recent days", "PXD", None, "2024-05-16"),
        ("They met on June 18.", "June 18", "2024-06-18", "2024-06-18", "2024-06-18"),
        ("They met in October.", "October", "2023-10", "2023-10", "2023-10"),
        ("They will meet in October.", "October", "2024-10", "2024-10", "2024-10"),
    ],
)
def test_times_that_lean_on_publication(
    text: str, words: str, value: str, begin: str | None, end: str | None
) -> None:
    when = only(text)
    assert (text[when.start : when.end], when.value, when.begin, when.end_date) == (words, value, begin, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was signed on 9 June 1979. The next day Rome protested.", "1979-06-10"),
        ("It was signed on 9 June 1979. On the same day Rome protested.", "1979-06-09"),
        ("It was signed on 9 June 1979. Two days later Rome protested.", "1979-06-11"),
        ("It was signed in 1979. A year later it lapsed.", "1980"),
        (
            "In 2024, trade was $4 bn, up 10 percent compared to 2023. Exports rose from the previous year.",
            "2023",
        ),
        ("It was signed in 1979. That November it was ratified.", "1979-11"),
        ("It was signed in March 1979. In July it was ratified.", "1979-07"),
        ("In 2016 it was signed. The following spring it lapsed.", "2017-SP"),
        ("Trade stood at 4 billion in 2019, the same as with Iran during the same period.", "2019"),
    ],
)
def test_times_that_lean_on_the_last_date(text: str, value: str) -> None:
    last = times(text)[-1]
    assert (last.value, last.anchor) == (value, "text")


def test_the_year_of_a_story_does_not_pass_to_current_news() -> None:
    text = "Talks have dragged on since 1992. The two sides met in March and will meet again on 20 June."
    assert [when.value for when in times(text)] == ["1992", "2024-03", "2024-06-20"]


def test_a_length_beside_an_event_waits_for_the_events_date() -> None:
    text = "Two days before the start of the war in Ukraine, they signed a declaration."
    when = only(text)
    assert (when.timex_type, when.value, when.mod, when.anchor) == ("DURATION", "P2D", "BEFORE", "event")
    assert (when.begin, when.end_date, when.edtf) == (None, None, None)
    assert when.anchor_span is not None
    assert text[when.anchor_span.start : when.anchor_span.end] == "the start of the war in Ukraine"
    resolved = beside_event(when, "2022-02-24", "2022-02-24")
    assert (resolved.begin, resolved.end_date, resolved.edtf) == ("2022-02-22", "2022-02-22", "2022-02-22")


def test_two_lengths_beside_two_events() -> None:
    text = "He came a day after Moscow recognised the regions and a day before Russia invaded."
    found = times(text)
    events = [text[w.anchor_span.start : w.anchor_span.end] for w in found if w.anchor_span]
    assert [(w.value, w.mod) for w in found] == [("P1D", "AFTER"), ("P1D", "BEFORE")]
    assert events == ["Moscow recognised the regions", "Russia invaded"]


@pytest.mark.parametrize(
    ("text", "timex", "value"),
    [
        ("They fought for three years.", "DURATION", "P3Y"),
        ("A fifteen-year contract was signed.", "DURATION", "P15Y"),
        ("It took two and a half years.", "DURATION", "P2.5Y"),
        ("The twelve-day war ended.", "DURATION", "P12D"),
        ("They waited for several hours.", "DURATION", "PTXH"),
        ("It floods every season.", "SET", "P1SE"),
        ("Trade is $3 billion per year.", "SET", "P1Y"),
        ("They meet annually.", "SET", "P1Y"),
        ("They drill every two years.", "SET", "P2Y"),
        ("They drill each June.", "SET", "XXXX-06"),
        ("It carries a million tons a year.", "SET", "P1Y"),
    ],
)
def test_lengths_and_recurring_times(text: str, timex: str, value: str) -> None:
    when = only(text)
    assert (when.timex_type, when.value, when.begin, when.end_date) == (timex, value, None, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He spoke at 08:30 UTC on May 3, 2024.", "2024-05-03T08:30Z"),
        ("He spoke at 5 p.m. on Monday.", "2024-05-13T17:00"),
        ("On the morning of July 1, 2023 a drone fell.", "2023-07-01TMO"),
        ("He spoke on Friday morning.", "2024-05-10TMO"),
    ],
)
def test_times_of_day(text: str, value: str) -> None:
    when = only(text)
    assert (when.timex_type, when.value) == ("TIME", value)


@pytest.mark.parametrize(
    "text",
    [
        "Baku has 11 Su-25 jets, MiG-29s, AK-74M rifles and Mark 83 bombs.",
        "It paid $2,000 and 1,990 roubles for 500-pound bombs.",
        "It sent 2000 soldiers and 1950 rifles.",
        "The National Interest, January 34, 2022.",
        "It falls on 30 February.",
        "Baku may also bow to pressure; troops march on Rome.",
        "Prices fall, hopes spring up, and the second bill died.",
        "A 33-year-old man spoke, one of few; the third factor is Iran.",
        "Resolution 1970 and flight 2014 were cited; call No. 1999.",
        "Theresa May met April Glaspie.",
        "It will come as soon as possible.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize("published", [UNKNOWN, Published("nonsense", "option")])
def test_without_a_publication_date_nothing_is_guessed(published: Published) -> None:
    found = times("He left on Monday, last week and on May 28.", published)
    assert [(w.value, w.begin, w.edtf, w.basis) for w in found] == [
        ("XXXX-WXX-1", None, None, "none"),
        ("XXXX-WXX", None, None, "none"),
        ("XXXX-05-28", None, None, "none"),
    ]


def test_a_partial_publication_date_gives_what_all_its_days_agree_on() -> None:
    year = Published("2023", "byline")
    assert [w.value for w in times("It fell last year.", year)] == ["2022"]
    assert [w.value for w in times("It fell last month.", year)] == ["XXXX-XX"]
    month = Published("2023-05", "byline")
    assert [w.value for w in times("It fell last month and yesterday.", month)] == ["2023-04", "2023"]
    narrowed = Published("2023", "inferred", "2023-05-28")
    assert [w.value for w in times("He was re-elected on May 28, after January.", narrowed)] == [
        "2023-05-28",
        "2023-01",
    ]
    bounded = Published(None, "inferred", "2023-05-10", "2023-06-02")
    assert [w.value for w in times("It was signed on April 3.", bounded)] == ["2023-04-03"]


def test_an_undecided_order_of_day_and_month_leans_on_publication() -> None:
    assert only("The issue of 3/12/2003 came out.", Published("2003-03-12")).value == "2003-03-12"
    assert only("The issue of 3/12/2003 came out.", UNKNOWN).value == "2003"
    assert only("The issue of 31/12/2003 came out.", UNKNOWN).value == "2003-12-31"


def test_agendas_count_on_from_their_first_day() -> None:
    text = "Mon 20 May: talks open.\nTue: dockers strike.\nFRI 24 Kyiv votes."
    assert [w.value for w in times(text)] == ["2024-05-20", "2024-05-21", "2024-05-24"]


_WORDS = """
from between and to the of in on by since until early late mid - – / , . : ( ) ' May March Monday Tue spring
2016 2019 19 31 3rd 34 1/2/2003 25.02.2025 08:30 p.m. UTC 1990s '82 last next that same previous following
week year day days decade ago later before after every a two quarter half end century morning overnight
weekend few several couple dozen hundred Christmas
"""
_PIECES = st.lists(
    st.sampled_from(_WORDS.split()),
    max_size=14,
).map(" ".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    _PIECES | st.text(), st.sampled_from(["2024-02-29", "2024", "2023-12", "0001-01-01", "9999-12-31", None])
)
def test_any_text_gives_ordered_spans_inside_it(text: str, value: str | None) -> None:
    found = find_times(text, [Sentence(0, len(text), 0)], Published(value, "option" if value else "none"))
    assert all(0 <= when.start < when.end <= len(text) for when in found)
    assert all(text[when.start : when.end].strip() == text[when.start : when.end] for when in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for when in found:
        assert (when.edtf is None) == (when.begin is None and when.end_date is None)
        beside_event(when, "2022-02-24", "2022-02-24")

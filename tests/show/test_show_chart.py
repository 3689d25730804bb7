import re

import pytest
from show_fixture import event

from detente.show.brief.axis import EARLIER, LATER, UNDATED, columns_of
from detente.show.brief.chart import Plot, event_words, timeline

NAMES = {"PER": "Peru", "CHL": "Chile"}


def dated(*dates, factuality="actual", quad=1):
    return [event(f"e{n}", "CONSULT", quad, factuality, date) for n, date in enumerate(dates)]


def labels(events):
    return [(column.label, len(column.events)) for column in columns_of(events)]


def test_years_without_events_keep_their_place():
    assert labels(dated("2019", "2021-05-03", "2021")) == [("2019", 1), ("2020", 0), ("2021", 2)]


def test_months_where_all_happened_within_two_years():
    assert labels(dated("2024-12-25", "2025-02")) == [("Dec", 1), ("Jan 25", 0), ("Feb", 1)]


def test_a_date_without_month_makes_the_axis_yearly():
    assert labels(dated("2024-12-25", "2025")) == [("2024", 1), ("2025", 1)]


def test_the_far_past_the_far_future_and_the_undated_stand_apart():
    events = [*dated("1813", "1990", "2020", None), event("f", "AGREE", 1, "planned", "2050")]
    found = labels(events)
    assert found[0] == (EARLIER, 1)
    assert found[-2:] == [(LATER, 1), (UNDATED, 1)]
    assert found[1][0] == "1981"
    assert found[-3][0] == "2030"


def test_what_is_no_date_counts_as_undated():
    assert labels(dated("soon", "2020-99")) == [(UNDATED, 2)]
    assert labels([]) == []


def test_one_mark_an_event_with_a_link_to_its_row():
    events = [*dated("2020", "2021"), *dated("2021", quad=4, factuality="planned")]
    svg = str(timeline(events, "Chart", NAMES))
    assert svg.count('class="mark q1"') == 2
    assert svg.count('class="mark q4"') == 1
    assert "<title>2021: Meeting or talks; Peru → Chile (planned)</title>" in svg
    assert 'href="#r-e0"' in svg


def test_cooperation_stands_above_the_line_and_conflict_below():
    columns = columns_of([*dated("2020"), *dated("2020", quad=4)])
    plot = Plot.of(columns)
    svg = str(timeline([*dated("2020"), *dated("2020", quad=4)], "Chart", NAMES))
    tops = [float(y) for y in re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', svg)]
    assert tops[0] < plot.axis < tops[1]


def test_many_events_become_bars_and_stay_of_one_height():
    events = [event(f"e{n}", "CONSULT", 1, "actual" if n % 2 else "planned", "2020") for n in range(400)]
    svg = str(timeline(events, "Chart", NAMES))
    assert "<a " not in svg
    assert "2020: 200 verbal cooperation, not told as fact" in svg
    height = re.search(r'height="(\d+)" role', svg)
    assert height
    assert int(height[1]) < 300


def test_undated_events_that_would_dwarf_the_rest_are_counted_in_words():
    events = [*dated("2020", "2021"), *(event(f"u{n}", "CONSULT", 1, "actual", None) for n in range(30))]
    svg = str(timeline(events, "Chart", NAMES))
    assert svg.count('class="mark q1"') == 2
    assert "Not drawn: 30 events that the texts do not date, 30 of cooperation and 0 of conflict." in svg


def test_the_numbers_behind_the_chart():
    svg = str(timeline([*dated("2020"), *dated("2020", quad=3, factuality="negated")], "Chart", NAMES))
    assert '<th scope="row">2020</th><td class="number">0</td><td class="number">1</td>' in svg


@pytest.mark.parametrize(
    "factuality", ["actual", "reported_claim", "planned", "hypothetical", "negated", "habitual"]
)
def test_only_facts_are_solid(factuality):
    svg = (
        str(timeline(dated("2020", factuality=factuality), "Chart", NAMES))
        .split("</desc>")[1]
        .split("</svg>")[0]
    )
    assert ('"open' in svg) == (factuality != "actual")


def test_no_event_no_chart():
    assert "No event" in str(timeline([], "Chart", NAMES))


def test_an_event_on_one_line():
    words = event_words(event("e", "SANCTION", 4, "negated", "2021-06-09", mode="expel"), NAMES)
    assert words == "9 Jun 2021: Sanction: expel; Peru → Chile (denied)"

import random
from dataclasses import replace

import pytest
from record_lines import code

from detente.ingest.sources import Source
from detente.record.merge import Reported, merge
from detente.record.merge.days import interval


def reports(*documents: str, stories: dict[int, str] | None = None) -> list[Reported]:
    """The event lines of each text, in one list; documents share a story where `stories` says so."""
    found = []
    for number, text in enumerate(documents):
        coded = code(Source(text.encode(), f"{number}.txt", f"{number}.txt"), None)
        story = (stories or {}).get(number, str(number))
        for finding in coded.findings:
            line = text[: finding.start].count("\n")
            found.append(Reported(finding, story, line))
    return found


def groups(items: list[Reported], **by_hand) -> list[list[str]]:
    clusters = merge(items, **by_hand)
    return sorted(sorted(m.reported.report.quote for m in cluster.members) for cluster in clusters)


def test_two_reports_of_one_day_with_like_words_are_one_event():
    items = reports(
        "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-26 actual: an airliner was shot down by air defence",
    )
    (cluster,) = merge(items)
    assert [member.reason for member in cluster.members] == [
        "stands for the event",
        "same pair, dates overlap at 2024-12-26, words 0.43",
    ]


@pytest.mark.parametrize(
    "other",
    [
        "ASSAULT RUS>UKR 2024-12-25 actual: shot down an airliner near Grozny",
        "ASSAULT AZE>RUS 2024-12-25 actual: shot down an airliner near Grozny",
        "SUPPORT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-11-25 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-25 hypothetical: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-25 actual: beat detainees in Yekaterinburg",
        "ASSAULT RUS>AZE actual: shot at detainees",
    ],
)
def test_another_pair_direction_type_day_modality_or_wording_is_another_event(other):
    items = reports("ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny", other)
    assert len(merge(items)) == 2


def test_a_meeting_is_one_event_whichever_side_is_named_first():
    items = reports(
        "CONSULT RUS>AZE 2024-10-08 actual: met in Dushanbe on the crash",
        "CONSULT AZE>RUS 2024-10-08 actual: met in Dushanbe",
    )
    assert len(merge(items)) == 1


def test_the_month_of_one_holds_the_day_of_the_other():
    items = reports(
        "ASSAULT RUS>AZE 2024-12 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner over Grozny",
    )
    (cluster,) = merge(items)
    assert cluster.centre.report.date_start == "2024-12-25"


def test_undated_reports_need_nearly_the_same_words():
    items = reports(
        "ASSAULT RUS>AZE actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE actual: shot a man near Grozny",
    )
    assert len(merge(items)) == 2


def test_no_chain_of_likeness_joins_the_unlike():
    items = reports(
        "ASSAULT RUS>AZE 2024-12 actual: bombed depot harbour",
        "ASSAULT RUS>AZE 2024-12 actual: bombed harbour bridge",
        "ASSAULT RUS>AZE 2024-12 actual: mined bridge road",
    )
    assert groups(items) == [["bombed depot harbour", "bombed harbour bridge"], ["mined bridge road"]]


def test_two_acts_of_one_sentence_stay_two():
    (one,) = reports("ASSAULT RUS>AZE 2024-12-25 actual: rockets hit the port")
    report = replace(one.report, id="other", start=one.report.end + 1, end=one.report.end + 24)
    assert len(merge([replace(one, sentence=3), Reported(report, "0", 3)])) == 2
    assert len(merge([replace(one, sentence=3), Reported(report, "0", 4)])) == 1


def test_a_text_that_names_an_event_again_by_a_word_or_two_reports_it_once():
    items = reports(
        "ASSAULT RUS>UKR 2022-02-24 actual: launched a full-scale invasion of the country\n"
        "ASSAULT RUS>UKR actual: the invasion began\n"
        "ASSAULT RUS>UKR actual: shelled a hospital"
    )
    (whole, other) = merge(items)
    assert [member.reason for member in whole.members] == ["stands for the event", "named again, words 1.00"]
    assert other.centre.report.quote == "shelled a hospital"


def test_other_counts_in_one_text_are_other_events():
    text = (
        "COERCE AZE>RUS 2025-06-30 actual: arrested two journalists of the agency\n"
        "COERCE AZE>RUS 2025-06-30 actual: ten journalists of the agency were arrested"
    )
    assert len(merge(reports(text))) == 2
    assert len(merge(reports(*text.splitlines()))) == 1


def test_a_denial_joins_what_it_denies():
    items = reports(
        "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-25 negated: shot down the airliner",
    )
    (cluster,) = merge(items)
    assert cluster.centre.report.factuality == "actual"


def test_a_reprint_joins_whatever_its_dates():
    text = "ASSAULT RUS>AZE {} actual: rockets hit the port"
    items = reports(text.format("2024-12-25"), text.format("2025-01-25"), stories={0: "s", 1: "s"})
    (cluster,) = merge(items)
    assert cluster.members[1].reason == "the same words in a reprint or repeated passage"


def test_a_person_joins_and_holds_apart():
    items = reports(
        "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner",
        "COERCE RUS>AZE 2025-06-27 actual: arrested men in Yekaterinburg",
    )
    first, second, third = (item.report.id for item in items)
    assert len(merge(items, apart=[frozenset((first, second))])) == 3
    assert len(merge(items, together=[(first, third), (second, third)])) == 1


def test_the_order_of_reports_does_not_matter():
    lines = [
        f"ASSAULT RUS>AZE 2024-12-{day} actual: {words}"
        for day in ("24", "25", "26")
        for words in ("rockets hit the port", "rockets hit the harbour", "drones hit the port", "a bridge fell")
    ]
    items = reports(*lines)
    expected = merge(items)
    for seed in range(5):
        random.Random(seed).shuffle(items)
        assert merge(items) == expected


def test_a_large_block_is_compared_by_its_rare_words(monkeypatch):
    monkeypatch.setattr("detente.record.merge.cluster.SMALL_BLOCK", 2)
    items = reports(
        "ASSAULT RUS>AZE 2024-12-25 actual: shot down an airliner near Grozny",
        "ASSAULT RUS>AZE 2024-12-25 actual: an airliner was shot down",
        "ASSAULT RUS>AZE 2024-12-25 actual: beat detainees",
    )
    assert [len(cluster.members) for cluster in merge(items)] == [2, 1]


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024", None, ("2024-01-01", "2024-12-31")),
        ("2024-02", "2024-02", ("2024-02-01", "2024-02-29")),
        (None, "2024-02-03", ("2024-02-03", "2024-02-03")),
        ("2024-02-03", "2023", ("2023-12-31", "2024-02-03")),
        ("2024-02-31", None, None),
        ("soon", None, None),
        (None, None, None),
    ],
)
def test_partial_dates_are_the_days_they_allow(start, end, days):
    found = interval(start, end)
    assert (found and (found[0].isoformat(), found[1].isoformat())) == days

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measure_record import Held

from detente.errors import UsageError
from detente.measure.corroboration import against_register, corroborate, read_register, rows
from detente.measure.corroboration.origins import standing
from detente.measure.corroboration.periods import Period, extent, period, relation
from detente.measure.corroboration.rounding import agree, written

CHILE, PERU = ("Chile", "state", "CHL"), ("Peru", "state", "PER")
CHILEAN = ("Chilean", "demonym", "CHL")


@pytest.fixture
def held():
    return Held()


def verdicts(held, kind=None):
    return [
        (judged.comparison.verdict, judged.standing.independence)
        for judged in corroborate(held)
        if kind in (None, judged.comparison.kind)
    ]


def only(held):
    (judged,) = corroborate(held)
    for witness in judged.comparison.witnesses():
        text = next(row["text"] for row in held("documents") if row["document_id"] == witness.document_id)
        assert text[witness.start : witness.end] == witness.quote
    return judged


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        (("$4.8 billion", 4.8e9, None), ("4.8 billion dollars", 4.8e9, "nearly"), True),
        (("$4.8 billion", 4.8e9, None), ("$4.83 billion", 4.83e9, None), True),
        (("$4.8 billion", 4.8e9, None), ("$4.9 billion", 4.9e9, None), False),
        (("$5 billion", 5e9, None), ("$4.8 billion", 4.8e9, None), True),
        (("50", 50, None), ("52", 52, None), False),
        (("12,500", 12_500, None), ("12,512", 12_512, None), True),
        (("nine", 9, None), ("nine", 9, None), True),
        (("30,000", 30_000, "about"), ("31,400", 31_400, None), True),
        (("1.250.000", 1_250_000, None), ("1.25 million", 1_250_000, None), True),
        (("2,5 million", 2_500_000, None), ("2.6 million", 2_600_000, None), False),
    ],
)
def test_numbers_agree_within_the_rounding_they_are_written_with(first, second, alike):
    one, other = (written(quote, value, None, word) for quote, value, word in (first, second))
    assert agree(one, other) is alike
    assert agree(other, one) is alike


@given(st.text(max_size=40), st.floats(allow_nan=False, allow_infinity=False))
def test_any_quote_can_be_read_as_written(quote, value):
    number = written(quote, value, None, None)
    assert number.tolerance >= 0


@pytest.mark.parametrize(
    ("edtf", "first", "last", "words"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "a year"),
        ("2024-01/2024-09", date(2024, 1, 1), date(2024, 9, 30), "nine months"),
        ("../2018-09", None, date(2018, 9, 30), "a total up to a date"),
        ("2020-33", date(2020, 1, 1), date(2020, 3, 31), "three months"),
        ("2020-24", date(2020, 12, 1), date(2021, 2, 28), "three months"),
        ("2021-05-03~", date(2021, 5, 3), date(2021, 5, 3), "a day"),
    ],
)
def test_periods(edtf, first, last, words):
    found = period(edtf)
    assert found == Period(first, last)
    assert extent(found) == words


def test_periods_stand_to_each_other():
    assert relation(period("2020"), period("2020")) == "same"
    assert relation(period("2020"), period("2020-05")) == "within"
    assert relation(period("2020/2021"), period("2021/2022")) == "overlap"
    assert relation(period("2020"), period("2021")) == "apart"
    assert period("soon") is None


def test_a_figure_of_two_documents_is_one_entry_with_its_sources(held):
    held.document("a", "In 2020 trade reached nearly $4.8 billion.", publisher="Gazette")
    held.document("b", "Turnover was 4.8 billion dollars in 2020.", publisher="Courier")
    held.figure("a", "$4.8 billion", 4.8e9, approximator="nearly")
    held.figure("b", "4.8 billion dollars", 4.8e9, direction="PER<>CHL")
    judged = only(held)
    assert judged.comparison.verdict == "corroborates"
    assert [w.quote for w in judged.comparison.sides[0]] == ["$4.8 billion", "4.8 billion dollars"]
    assert judged.comparison.about == "trade turnover, CHL<>PER, 2020"
    assert (judged.standing.independence, judged.standing.sources) == ("independent", 2)


@pytest.mark.parametrize(
    ("change", "verdict", "reason"),
    [
        (
            {},
            "contradicts",
            "4.8 billion USD and 6.1 billion USD differ by more than their rounding, all else equal",
        ),
        (
            {"period": "2020-01/2020-09"},
            "incomparable",
            "different periods: nine months (2020-01/2020-09) against a year (2020)",
        ),
        ({"unit": "EUR"}, "incomparable", "different currencies, USD and EUR, which are not converted"),
        ({"status": "target"}, "incomparable", "one is a target, the other is not"),
        (
            {"approximator": "more than"},
            "incomparable",
            "different kinds of bound: 4.8 billion USD against more than 6.1 billion USD",
        ),
        (
            {"period": None, "period_basis": "none"},
            "incomparable",
            "one is for 2020, the other (6.1 billion USD) gives no period of its own",
        ),
    ],
)
def test_figures_that_differ_contradict_each_other_only_where_all_else_is_equal(held, change, verdict, reason):
    held.document("a", "In 2020 trade reached $4.8 billion.")
    held.document("b", "Trade was $6.1 billion.")
    held.figure("a", "$4.8 billion", 4.8e9)
    held.figure("b", "$6.1 billion", 6.1e9, **change)
    judged = only(held)
    assert (judged.comparison.verdict, judged.comparison.reason) == (verdict, reason)


@pytest.mark.parametrize(
    "change",
    [{"indicator": "exports"}, {"parties": ["BOL", "PER"]}, {"direction": "CHL>PER"}, {"designator": True}],
)
def test_figures_of_other_things_are_not_compared(held, change):
    held.document("a", "In 2020 trade reached $4.8 billion.")
    held.document("b", "Trade was $6.1 billion.")
    held.figure("a", "$4.8 billion", 4.8e9)
    held.figure("b", "$6.1 billion", 6.1e9, **change)
    assert verdicts(held) == []


def test_two_numbers_of_one_voice_do_not_contradict_each_other(held):
    held.document("a", "Trade was $4.8 billion, or $6.1 billion with services.")
    held.figure("a", "$4.8 billion", 4.8e9)
    held.figure("a", "$6.1 billion", 6.1e9)
    assert verdicts(held) == []
    for row, name in zip(held("figures"), ("Lima", "Santiago"), strict=True):
        row["attribution"] = name
    assert verdicts(held) == [("contradicts", "one document")]


def test_counts_over_a_year_may_be_of_different_occurrences(held):
    held.document("a", "In 2020 some 14 were detained.")
    held.document("b", "In 2020 some 19 were detained.")
    for name, number in (("a", "14"), ("b", "19")):
        held.figure(name, number, float(number), unit="count of persons", indicator="detained", direction=None)
    assert verdicts(held) == [("incomparable", "independent")]


def test_a_rejected_figure_is_not_compared(held):
    held.document("a", "In 2020 trade reached $4.8 billion.")
    held.document("b", "Trade was $4.8 billion.")
    held.figure("a", "$4.8 billion", 4.8e9)
    held.figure("b", "$4.8 billion", 4.8e9, decision="rejected")
    assert verdicts(held) == []


def totals(held, first=None, second=None):
    held.document("a", "It has bought more than $5 billion of arms.")
    held.document("b", "It bought over $5 billion worth of weapons.")
    for name, word, cited in (("a", "more than", first), ("b", "over", second)):
        more = {
            "approximator": word,
            "indicator": "arms deliveries",
            "direction": "CHL>PER",
            "attribution": cited,
        }
        held.figure(name, "$5 billion", 5e9, period=None, period_basis="none", **more)
    return only(held).standing


def test_numbers_written_alike_without_a_source_may_have_one_origin(held):
    assert totals(held).independence == "possibly one origin"
    assert totals(Held(), "SIPRI").sources == 1


def test_both_citing_one_source_is_an_echo_and_two_sources_are_independent(held):
    echo = totals(held, "SIPRI", "the SIPRI")
    assert (echo.independence, echo.note) == ("echo", "both cite SIPRI")
    assert totals(Held(), "SIPRI", "Jane's").independence == "independent"


@pytest.mark.parametrize(
    ("first", "second", "note"),
    [
        ({"story": "a"}, {"story": "a"}, "the documents share text"),
        ({"publisher": "The Courier"}, {"publisher": "Courier"}, "one outlet: The Courier"),
        (
            {"publisher": "BBC News"},
            {"publisher": "BBC Monitoring"},
            "one family of outlets: BBC News, BBC Monitoring",
        ),
    ],
)
def test_what_makes_an_echo(held, first, second, note):
    held.document("a", "In 2020 trade reached $4.8 billion.", **first)
    held.document("b", "Trade was $4.8 billion.", **second)
    held.figure("a", "$4.8 billion", 4.8e9)
    held.figure("b", "$4.8 billion", 4.8e9)
    assert (only(held).standing.independence, only(held).standing.note) == ("echo", note)


def test_no_witness_is_no_document():
    assert standing((), {}).sources == 0


def test_an_agreement_under_several_names_is_one_entry(held):
    held.document("a", "They signed the Tacna Declaration on Coastal Waters on 3 May 2021.")
    held.document("b", "A declaration on coastal fishing binds both.")
    held.agreement(
        "a", "the Tacna Declaration on Coastal Waters", "Tacna Declaration on Coastal Waters", date="2021-05-03"
    )
    held.agreement("b", "A declaration on coastal fishing", "declaration on coastal fishing")
    judged = only(held)
    assert judged.comparison.verdict == "corroborates"
    assert judged.comparison.about == "Tacna Declaration on Coastal Waters, CHL-PER, 2021-05-03"


@pytest.mark.parametrize(
    "change",
    [
        {"parties": ["BOL", "PER"]},
        {"name": "treaty on coastal waters"},
        {"name": "several declarations on coastal waters"},
    ],
)
def test_other_agreements_stay_apart(held, change):
    held.document("a", "They signed the Tacna Declaration on Coastal Waters on 3 May 2021.")
    held.document("b", "A declaration on coastal fishing binds both.")
    held.agreement("a", "the Tacna Declaration on Coastal Waters", "Tacna Declaration on Coastal Waters")
    held.agreement(
        "b", "A declaration on coastal fishing", **{"name": "declaration on coastal fishing", **change}
    )
    assert verdicts(held) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Tacna Declaration of 2019 binds both.", [("contradicts", "independent")]),
        ("The Tacna Declaration of 2019, signed again in 2021, binds both.", []),
    ],
)
def test_an_agreement_with_two_dates(held, text, expected):
    held.document("a", "The Tacna Declaration was signed in 2021.")
    held.document("b", text)
    held.agreement("a", "The Tacna Declaration", "Tacna Declaration", date="2021")
    held.agreement("b", "The Tacna Declaration", "Tacna Declaration", date="2019")
    assert verdicts(held, "date") == expected


def test_an_agreement_in_force_and_ended_at_one_time(held):
    for name, published, status in (("a", "2021-05-03", "in force"), ("b", "2021-05-20", "ended")):
        held.document(name, "The Tacna Declaration matters.", published=published)
        held.agreement(name, "The Tacna Declaration", "Tacna Declaration", status=status)
    assert verdicts(held, "status") == [("contradicts", "independent")]
    held("documents")[1]["published"] = "2024-05-20"
    assert verdicts(held, "status") == [("incomparable", "independent")]


def test_distances_from_one_day_that_lead_to_different_days(held):
    held.document(
        "a", "On 3 May 2021 they met, a day before Peru began its invasion of the islands.", PERU, CHILE
    )
    held.document("b", "They met on 3 May 2021, three days before the military operation of Peru.", PERU, CHILE)
    found = only(held)
    assert (found.comparison.verdict, found.comparison.kind) == ("contradicts", "date")
    says = [side[0].says for side in found.comparison.sides]
    assert says == [
        "1 day after 2021-05-03, so 2021-05-04",
        "3 days after 2021-05-03, so 2021-05-06",
    ]


def test_one_distance_told_twice_corroborates(held):
    held.document("a", "On 3 May 2021 they met, a day before Peru began its invasion.", PERU)
    held.document("b", "They met on 3 May 2021, a day before the war with Peru.", PERU)
    assert verdicts(held) == [("corroborates", "independent")]


ONGOING = "In 2020, Chile was the largest supplier of wine to Peru."
HALTED = "Chilean wine exports to Peru came to a halt in 2019."


def test_a_halt_speaks_against_what_went_on_after_it(held):
    held.document("a", HALTED, CHILEAN, PERU)
    held.document("b", ONGOING, CHILE, PERU)
    found = only(held)
    assert (found.comparison.verdict, found.comparison.kind) == ("contradicts", "status")
    assert found.comparison.about == "wine, CHL>PER"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HALTED.replace("2019", "2021"), [("incomparable", "independent")]),
        (HALTED.replace("wine", "gas"), []),
        (HALTED.replace("came", "may come"), []),
        ("Peru has not signed new wine contracts with Chile in 2020.", [("contradicts", "independent")]),
    ],
)
def test_times_and_goods_decide(held, text, expected):
    held.document("a", text, CHILEAN, CHILE, PERU)
    held.document("b", ONGOING, CHILE, PERU)
    assert verdicts(held) == expected


def test_free_in_one_year_and_paid_in_another_is_no_contradiction(held):
    held.document("a", "In 2010 Peru received gas from Chile for free.", CHILE, PERU)
    held.document("b", "In 2015 Peru paid for gas from Chile.", CHILE, PERU)
    assert verdicts(held) == [("incomparable", "independent")]


def test_a_denial_takes_up_an_accusation(held):
    text = (
        "The press has labelled former minister Ana Rojas as a spy of Chile. "
        "Those accused have dismissed these claims as ridiculous. Rojas said that those accusing her dream."
    )
    held.document("a", text, ("Ana Rojas", "person", "PER"), CHILE)
    found = only(held)
    assert (found.comparison.verdict, found.comparison.kind) == ("contradicts", "denial")
    assert found.comparison.about == "accusation, Ana Rojas"


@pytest.mark.parametrize(
    ("text", "accused", "denied"),
    [
        (
            "Peru claims that Chile spied, which Chile denied at once.",
            "Peru claims that Chile spied,",
            "which Chile denied at once.",
        ),
        (
            "Chile denied that it had paid the crowd, as Peru had alleged.",
            "as Peru had alleged.",
            "Chile denied that it had paid the crowd,",
        ),
    ],
)
def test_a_denial_in_the_sentence_of_the_accusation(held, text, accused, denied):
    held.document("a", text, CHILE, PERU)
    sides = only(held).comparison.sides
    assert [side[0].quote for side in sides] == [accused, denied]


@pytest.mark.parametrize(
    "text",
    [
        "Peru claimed that Chile had spied, which Santiago did not trouble to deny it.",
        "Peru accused Chile of spying. It cannot be denied that the charges are grave.",
        "Peru rejected a visit. Chile sent a note.",
        "Peru accused Chile of spying.\n\nIn another matter, Bolivia denied the loan.",
    ],
)
def test_what_is_no_denial(held, text):
    held.document("a", text, CHILE, PERU, ("Bolivia", "state", "BOL"))
    assert verdicts(held) == []


def test_causes_that_exclude_each_other(held):
    text = (
        "Two fishermen named Quispe died in custody. "
        "According to the coroner, the cause of death was a heart attack. "
        "Lima accuses the guards of murdering the Quispe brothers."
    )
    held.document("a", text, ("Lima", "capital", "PER"))
    found = only(held)
    assert (found.comparison.verdict, found.comparison.about) == ("contradicts", "cause, Quispe")


def test_names_of_one_thing_and_of_two(held):
    held.document("a", "It joined the Great Southern Rail Corridor (GSRC) project, or Dry Canal, in May.")
    held.document("b", "The Dry Canal, an alternative to the Great Southern Corridor, is being dug.")
    held.document("c", "The Dry Canal, an alternative to the Northern Route, is being dug.")
    found = only(held)
    assert (found.comparison.verdict, found.comparison.kind) == ("contradicts", "identity")


def test_the_same_words_quoted_twice(held):
    held.document("a", '"The border will stay open for every trader of the valley," Rojas said.')
    held.document("b", 'Rojas told us: "The border will stay open for every trader of the valley".')
    assert verdicts(held) == [("corroborates", "independent")]


def event_rows(held, *reports):
    """One event of several reports: (document, quote, date, factuality)."""
    for number, (document, quote, day, factuality) in enumerate(reports):
        held.tables["reports"].append(
            {
                "report_id": f"r{number}",
                "event_id": "e",
                "type": "SANCTION",
                "date_start": day,
                "date_end": day,
                "date_edtf": day,
                "date_basis": "explicit",
                "factuality": factuality,
                "attribution": None,
                **held.place(document, quote),
            }
        )
        held.tables["event_reports"].append({"event_id": "e", "report_id": f"r{number}", "reason": "same pair"})
    held.tables["events"].append(
        {
            "event_id": "e",
            "type": "SANCTION",
            "mode": None,
            "actors": ["Chile"],
            "actor_countries": ["CHL"],
            "recipients": ["Peru"],
            "recipient_countries": ["PER"],
            "reciprocal": False,
            "date_start": "2021-05-03",
            "date_edtf": "2021-05-03",
            "first_day": date(2021, 5, 3),
            "last_day": date(2021, 5, 3),
            "factuality": "actual",
            "place": None,
            "centre": "r0",
        }
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (("2021-05-03", "actual"), [("corroborates", "independent")]),
        ((None, "actual"), []),
        (("2021-05-03", "negated"), [("contradicts", "independent")]),
    ],
)
def test_an_event_told_or_denied_by_a_second_document(held, second, expected):
    held.document("a", "Chile expelled two envoys of Peru.")
    held.document("b", "Chile expelled no envoys of Peru.")
    event_rows(
        held,
        ("a", "Chile expelled two envoys", "2021-05-03", "actual"),
        ("b", "Chile expelled no envoys", *second),
    )
    assert verdicts(held) == expected


def test_rows_for_the_record_are_the_same_whatever_the_order(held):
    held.document("a", HALTED, CHILEAN, PERU)
    held.document("b", ONGOING, CHILE, PERU)
    first = list(rows(held))
    for table in held.tables.values():
        table.reverse()
    assert list(rows(held)) == first
    assert [table for table, _ in first] == ["comparisons", "comparison_witnesses", "comparison_witnesses"]
    assert first[0][1]["documents"] == 2


HEAD = "country_a,country_b,indicator,period,value,unit,source\n"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("CHL,PER,trade turnover,2020,4812000000,USD,Customs", "corroborates"),
        ("per,chl,Trade_Turnover,2020,3100000000,USD,Customs", "contradicts"),
        ("CHL,PER,trade turnover,2019,4812000000,USD,Customs", "incomparable"),
        ("CHL,PER,trade turnover,2020,4300000000,EUR,Customs", "incomparable"),
    ],
)
def test_a_claim_against_a_register(held, tmp_path, line, verdict):
    path = tmp_path / "trade.csv"
    path.write_text(HEAD + line + "\n", encoding="utf-8")
    held.document("a", "In 2020 trade reached $4.8 billion.")
    claim = held.figure("a", "$4.8 billion", 4.8e9)
    (found,) = against_register([claim], read_register(path))
    assert found.verdict == verdict
    assert "Customs, line 2" in found.witnesses()[1].quote


def test_a_register_bounds_a_claim_of_more_than(held, tmp_path):
    path = tmp_path / "trade.csv"
    path.write_text(HEAD + "CHL,PER,trade turnover,2020,5900000000,USD,Customs\n", encoding="utf-8")
    held.document("a", "In 2020 trade reached more than $4.8 billion.")
    claim = held.figure("a", "$4.8 billion", 4.8e9, approximator="more than")
    assert [found.verdict for found in against_register([claim], read_register(path))] == ["corroborates"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("country_a,country_b\n", "no indicator"),
        (HEAD + "CHL,PER,trade,2020,much,USD,x\n", "line 2: 'much' is not a number"),
        (HEAD + ",,trade,2020,1,USD,x\n", "line 2: a row needs a country and an indicator"),
    ],
)
def test_what_is_no_register(tmp_path, content, message):
    path = tmp_path / "trade.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_register(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_register(tmp_path / "none.csv")


@given(st.text(alphabet="aA ,.(or)an lternativeToCorridor\n-'“”19", max_size=300))
def test_any_text_is_compared_without_a_fault(text):
    held = Held()
    held.document("a", text, CHILE, published="2021-05-03")
    held.document("b", "The Dry Canal, an alternative to the Great Southern Corridor, is being dug.")
    for _, row in rows(held):
        assert row["comparison_id"]

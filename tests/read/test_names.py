"""Names in running text: what they cover, whom they stand for, in which sector."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.read.names import Gazetteer
from detente.read.sentences import split
from detente.terms import Mention, Passage, Published, Sentence, Zone

GAZETTEER = Gazetteer.load()


def find(text: str, published: str | None = None, *, alternatives: bool = False) -> tuple[Mention, ...]:
    cut = split(text, [Passage(Zone.BODY, 0, len(text))])
    return GAZETTEER.find(text, cut, Published(published), alternatives=alternatives)


def named(text: str, published: str | None = None) -> list[tuple[str, str | None]]:
    """Quotes and countries of what dictionaries resolve, without anaphors."""
    return [
        (text[m.start : m.end], m.country) for m in find(text, published) if not m.rule.startswith("anaphor")
    ]


def sectors(text: str, published: str | None = None) -> list[tuple[str, str | None, str | None]]:
    return [
        (text[m.start : m.end], m.country, m.sector)
        for m in find(text, published)
        if not m.rule.startswith("anaphor")
    ]


@pytest.mark.parametrize(
    ("text", "quote", "country"),
    [
        ("Kazakh border guards fired.", "Kazakh border guards", "KAZ"),
        ("The Kremlin replied.", "The Kremlin", "RUS"),
        ("Officials at the White House replied.", "White House", "USA"),
        ("Houthi rebels replied.", "Houthi rebels", "YEM"),
        ("Later SOCAR replied.", "SOCAR", "AZE"),
        ("Hezbollah replied.", "Hezbollah", "LBN"),
        ("The U.S. replied.", "U.S.", "USA"),
        ("TIMOR-LESTE replied.", "TIMOR-LESTE", "TLS"),
        ("N’Djamena replied.", "N’Djamena", "TCD"),
        ("Pristina replied.", "Pristina", "KOS"),
        ("Burma replied.", "Burma", "MMR"),
        ("Kiev replied.", "Kiev", "UKR"),
        ("The DPRK replied.", "DPRK", "PRK"),
        ("The Congolese replied.", "Congolese", "COD"),
        ("A Nigerien officer replied.", "Nigerien officer", "NER"),
        ("The Emirates replied.", "Emirates", "ARE"),
        ("NATO replied.", "NATO", "IGO"),
        ("The UN refugee agency replied.", "UN refugee agency", "UNO"),
        ("The European Commission replied.", "European Commission", "EUR"),
        ("Amnesty International replied.", "Amnesty International", "NGO"),
        ("Guinea-Bissau replied.", "Guinea-Bissau", "GNB"),
        ("Equatorial Guinea replied.", "Equatorial Guinea", "GNQ"),
        ("Papua New Guinea replied.", "Papua New Guinea", "PNG"),
        ("The Dominican Republic replied.", "Dominican Republic", "DOM"),
    ],
)
def test_one_name(text: str, quote: str, country: str) -> None:
    assert any(country == found and (quote in words or words in quote) for words, found in named(text)), named(
        text
    )


def test_partially_recognised_entities_follow_plover() -> None:
    assert sectors("Abkhazia, Transnistria and Somaliland met.") == [
        ("Abkhazia", "GEO", "PRE"),
        ("Transnistria", "MDA", "PRE"),
        ("Somaliland", "SOM", "PRE"),
    ]


def test_nation_and_noun_are_one_mention_with_the_sector_of_the_noun() -> None:
    assert sectors("Russian journalists met Iran's foreign ministry and a Turkish army spokesman.") == [
        ("Russian journalists", "RUS", "JRN"),
        ("Iran's foreign ministry", "IRN", "GOV"),
        ("Turkish army spokesman", "TUR", "MIL"),
    ]


def test_the_embassy_is_of_the_state_that_sent_it() -> None:
    assert sectors("Tehran's embassy in Astana protested.") == [
        ("Tehran's embassy", "IRN", "GOV"),
        ("Astana", "KAZ", "GOV"),
    ]
    text = "France protested. The embassy in Tripoli was closed."
    assert [m.country for m in find(text) if text[m.start : m.end] == "embassy"] == ["FRA"]


def test_two_nations_before_one_noun_and_hyphens() -> None:
    assert sectors("Pakistani and Afghan border guards traded fire.") == [
        ("Pakistani", "PAK", "COP"),
        ("Afghan border guards", "AFG", "COP"),
    ]
    assert named("The Russian-Azerbaijani border and U.S.-Chinese rivalry.") == [
        ("Russian", "RUS"),
        ("Azerbaijani", "AZE"),
        ("U.S.", "USA"),
        ("Chinese", "CHN"),
    ]


def test_complements_name_the_country() -> None:
    assert named("The Prime Minister of the Cook Islands met police in Batumi.") == [
        ("Prime Minister of the Cook Islands", "COK"),
        ("police", "GEO"),
        ("Batumi", "GEO"),
    ]


def test_offices_names_and_later_surnames() -> None:
    text = (
        "Foreign Minister Aurelio Santangel of Venezuela spoke. Zubair Qaimkhani, a Pakistani border official, "
        "agreed. Santangel and Qaimkhani left."
    )
    found = [(text[m.start : m.end], m.country, m.kind.value) for m in find(text)]
    assert ("Zubair Qaimkhani", "PAK", "person") in found
    assert ("Qaimkhani", "PAK", "person") in found
    assert ("Santangel", "VEN", "person") in found


def test_people_are_chosen_by_date() -> None:
    (old,) = [m for m in find("Aliyev visited Turkey.", "1999-05-01") if m.country == "AZE"]
    (new,) = [m for m in find("Aliyev visited Turkey.", "2024-05-01") if m.country == "AZE"]
    assert (old.name, new.name) == ("Heydar Aliyev", "Ilham Aliyev")
    (former,) = find("Kocharyan spoke.", "2020-01-01")
    assert (former.country, former.sector) == ("ARM", "ELI")


def test_capitals_of_states_that_are_gone() -> None:
    assert named("Moscow sent tanks.", "1968-08-21") == [("Moscow", "SUN")]
    assert named("Moscow sent tanks.", "2014-02-27") == [("Moscow", "RUS")]
    assert named("Yugoslavia refused; Belgrade said so.") == [("Yugoslavia", "YUG"), ("Belgrade", "YUG")]


def test_governments_that_were_rebels_before() -> None:
    assert sectors("The Taliban refused.", "2009-01-01")[0][1:] == ("AFG", "REB")
    assert sectors("The Taliban refused.", "2023-01-01")[0][1:] == ("AFG", "GOV")


def test_brussels_is_the_union_unless_the_text_speaks_of_belgium() -> None:
    assert named("Brussels warned Budapest.") == [("Brussels", "EUR"), ("Budapest", "HUN")]
    assert named("Belgium, the Belgian king and Brussels agreed.")[-1] == ("Brussels", "BEL")


@pytest.mark.parametrize(
    "text",
    [
        "Ships crossed the Caspian Sea, the Indian Ocean and the Persian Gulf.",
        "The Paris Agreement and the Minsk agreements were read with the Kyoto Protocol.",
        "He kept Iran-backed and pro-Russian banners and Russian-made parts.",
        "Let us polish the china and eat turkey.",
        "Those of Russian language remained in Central Asia during the Cold War.",
    ],
)
def test_names_that_are_no_actors(text: str) -> None:
    assert named(text) == []


def test_pairs_and_the_latter() -> None:
    text = "Chile met Peru. Both governments signed; the latter was late. The two countries agreed."
    got = [(text[m.start : m.end], m.country) for m in find(text) if m.rule.startswith("anaphor")]
    assert sorted(c for q, c in got if q == "governments") == ["CHL", "PER"]
    assert sorted(c for q, c in got if q == "countries") == ["CHL", "PER"]
    assert [c for q, c in got if q == "latter"] == ["PER"]


def test_pronouns_lean_on_the_subject_and_carry_their_belief() -> None:
    text = "Norway closed the strait on Monday. It recalled its ambassador."
    it, ambassador = (m for m in find(text) if m.rule.startswith("anaphor"))
    assert (text[it.start : it.end], it.country) == ("It", "NOR")
    assert (text[ambassador.start : ambassador.end], ambassador.country) == ("ambassador", "NOR")
    assert it.rule.split()[:2] == ["anaphor:", "it"]
    assert 0.5 < float(it.rule.split()[2]) <= 1
    assert find("It is likely that it rained.") == ()


def test_second_guesses_are_given_only_when_asked_for() -> None:
    text = "Norway warned Denmark. It replied."
    assert not [m for m in find(text) if m.rule.startswith("second guess")]
    (guess,) = [m for m in find(text, alternatives=True) if m.rule.startswith("second guess")]
    assert text[guess.start : guess.end] == "It"
    assert guess.country in ("NOR", "DNK")


def test_places_carry_degrees_and_follow_the_country_of_the_text() -> None:
    (city,) = [m for m in find("Shells fell near Kharkiv.") if m.kind.value == "place"]
    assert (city.country, round(city.latitude or 0), round(city.longitude or 0)) == ("UKR", 50, 36)


def test_two_koreas() -> None:
    text = "South Korea said the North fired first. The two Koreas talked."
    assert named(text) == [
        ("South Korea", "KOR"),
        ("the North", "PRK"),
        ("two Koreas", "PRK"),
        ("two Koreas", "KOR"),
    ]


def test_mentions_come_in_order_and_quote_the_text_exactly() -> None:
    text = "Azerbaijan’s defence minister met Iran’s\u00a0president in Baku.\n\nThe two sides signed."
    mentions = find(text)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert text[mentions[0].start : mentions[0].end] == "Azerbaijan’s defence minister"
    assert text[mentions[1].start : mentions[1].end] == "Iran’s\u00a0president"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("US. Iran'’s-the minister of,Baku\n\u00a0ıŁ\ud800"), max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for mention in GAZETTEER.find(text, (Sentence(0, len(text), 0),), Published()):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.country is not None


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "Russia and Ukraine talked. They agreed that both sides and the army would leave; it did."
    assert find(text, alternatives=True) == Gazetteer.load().find(
        text, split(text, [Passage(Zone.BODY, 0, len(text))]), Published(), alternatives=True
    )

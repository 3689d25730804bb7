from __future__ import annotations

import pytest
from coding_invented import read

from detente.coding.attribution import Attribution, find_attributions, voucher


def attributions(text: str) -> tuple[tuple[Attribution, ...], str]:
    document, reading = read(text)
    return find_attributions(document.text, reading), document.text


def vouched(text: str, words: str) -> Attribution | None:
    found, whole = attributions(text)
    at = whole.index(words)
    return voucher(found, at, at + len(words))


CLOSED = "Ruritania closed the pass"


@pytest.mark.parametrize(
    ("text", "source", "country", "manner"),
    [
        (f"Bordurian officials said that {CLOSED}.", "Bordurian officials", "BRD", "speech"),
        (f"{CLOSED}, the Bordurian envoy said.", "the Bordurian envoy", "BRD", "speech"),
        (f"“{CLOSED},” said the Bordurian envoy.", "the Bordurian envoy", "BRD", "speech"),
        (f"{CLOSED}, according to Bordurian guards.", "Bordurian guards", "BRD", "according"),
        (f"{CLOSED} (TASS, September 1, 2018).", "TASS", None, "citation"),
        ("Ruritania reportedly closed the pass.", "reportedly", None, "hearsay"),
        (f"Claims by Bordurian officials that {CLOSED} are old.", "Bordurian officials", "BRD", "nominal"),
        (f"Sceptics fear that {CLOSED}.", "Sceptics", None, "belief"),
        (f"THE BORDURIAN ENVOY: {CLOSED}.", "THE BORDURIAN ENVOY", None, "turn"),
    ],
)
def test_who_vouches(text: str, source: str, country: str | None, manner: str) -> None:
    found = vouched(text, "closed the pass")
    assert found is not None
    assert (found.party.name, found.party.country, found.manner) == (source, country, manner)


def test_the_author_vouches_for_himself() -> None:
    assert vouched("Ruritania closed the pass in 2018.", "closed the pass") is None


def test_a_passive_names_no_source() -> None:
    assert vouched("The guards were told to close the pass.", "close the pass") is None


def test_a_noun_is_no_verb_of_speech() -> None:
    assert vouched("The neighbouring states of Ruritania closed the pass.", "closed the pass") is None


def test_spans_are_exact() -> None:
    found, text = attributions("Bordurian officials said that Ruritania, according to Szohod, closed the pass.")
    assert found
    for one in found:
        assert one.party.start is not None
        assert text[one.party.start : one.party.end] == one.party.name
        assert one.cue.start < one.cue.end <= len(text)
        assert one.scope.start <= one.scope.end <= len(text)


def test_a_named_source_is_preferred_to_hearsay() -> None:
    found = vouched("Szohod said that Ruritania reportedly closed the pass.", "closed the pass")
    assert found is not None
    assert found.party.name == "Szohod"

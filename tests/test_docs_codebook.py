"""The codebook names every code that the program can give."""

import re
from pathlib import Path

import pytest

from detente.coding.ledgers.forecasts import SCALE
from detente.coding.lexicon import rows_of
from detente.measure.corroboration import comparison, origins, register
from detente.ontology import crosswalk, plover
from detente.record.coded import KINDS
from detente.record.events import STRENGTH
from detente.terms import Reason, Zone

DOCS = Path(__file__).parents[1] / "docs"
CODEBOOK = (DOCS / "codebook.md").read_text(encoding="utf-8")

TYPES = plover().types


def section(heading: str) -> str:
    level = heading.split(" ", maxsplit=1)[0]
    found = re.search(
        rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", CODEBOOK, re.DOTALL | re.MULTILINE
    )
    assert found, f"the codebook has no section {heading!r}"
    return found[1]


def coded(names: set[str], heading: str) -> set[str]:
    """The names that do not stand in a section as code."""
    return names - set(re.findall(r"`([^`\n]+)`", section(heading)))


@pytest.mark.parametrize("name", TYPES)
def test_type_is_defined_with_quad_class_score_and_two_examples(name):
    words = section(f"### {name}")
    assert words.strip().startswith(
        f"{plover().quads[TYPES[name].quad].capitalize()}, score {TYPES[name].score}."
    )
    assert "\n- Yes: " in words
    assert "\n- Trap: " in words


@pytest.mark.parametrize("name", TYPES)
def test_modes_of_a_type_stand_in_its_table_with_their_scores(name):
    rows = re.findall(r"^\| `([\w-]+)` \| .+ \| (-?\d+\.\d) \|$", section(f"### {name}"), re.MULTILINE)
    assert {mode: float(score) for mode, score in rows} == TYPES[name].modes


def test_factuality_zones_and_reasons_are_complete():
    assert not coded(set(STRENGTH), "## Factuality")
    rows = set(re.findall(r"^\| `(\w+)` \|", section("## Documents"), re.MULTILINE))
    assert rows == {*map(str, Zone), *map(str, Reason)}


def test_contexts_sectors_and_kinds_are_complete():
    assert not coded(set(plover().contexts), "## Contexts")
    assert not coded(set(plover().sectors), "## Parties")
    assert not coded(set(KINDS), "## A finding")


def test_vocabularies_of_the_ledgers_are_complete():
    labels = {name: {label for _, label, _ in rows_of(name)} for name in ("topics", "states", "links")}
    assert not coded(labels["topics"], "## Agreements")
    assert not coded({label for _, label, _ in rows_of("agreement_status")}, "## Agreements")
    assert not coded(labels["states"], "## Relation states")
    assert not coded(labels["links"], "## Links")
    assert not coded({label for _, label, _ in rows_of("figure_status")}, "## Figures")


def test_indicators_are_complete():
    listed = " ".join(section("## Figures").split("Normalised indicators:")[1].split()).rstrip(".")
    assert set(listed.split(", ")) == {label for _, label, _ in rows_of("indicators")}


def test_words_of_likelihood_stand_with_their_ranges():
    assert SCALE == "ICD 203"
    rows = [row.split(" | ") for row in section("## Forecasts").splitlines() if row.startswith("| `")]
    shown = {term: bounds for terms, bounds, _ in rows for term in re.findall(r"`([^`]+)`", terms)}
    wanted = {
        label: f"{more[0]}-{more[1]}" if more[2] != "-" else "none" for _, label, more in rows_of("likelihood")
    }
    assert shown == wanted


def test_readings_that_differ_are_told():
    manual, other = crosswalk("manual"), crosswalk("crosswalk")
    differ = {
        code
        for code in manual
        if (manual[code].type, manual[code].mode) != (other[code].type, other[code].mode)
    }
    assert differ == set(re.findall(r"^\| (\d+) ", section("## Readings of the ontology"), re.MULTILINE))


def test_verdicts_and_degrees_of_independence_are_told():
    page = (DOCS / "corroboration.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([^`\n]+)`", page))
    assert {comparison.CORROBORATES, comparison.CONTRADICTS, comparison.INCOMPARABLE} <= named
    assert {origins.INDEPENDENT, origins.ECHO, origins.ONE_ORIGIN, origins.ONE_DOCUMENT} <= named
    assert set(register.COLUMNS) <= named

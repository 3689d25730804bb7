import subprocess
import sys

import pytest

import detente
from detente.errors import DictionaryError
from detente.pipeline import Settings


def test_the_public_names_are_sorted_and_each_can_be_had():
    assert sorted(detente.__all__, key=str) == detente.__all__
    assert set(detente._HOME_OF) | {"__version__"} == set(detente.__all__)
    for name in detente.__all__:
        assert getattr(detente, name) is not None
    assert set(detente.__all__) <= set(dir(detente))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        detente.nothing  # noqa: B018


def test_the_import_alone_loads_nothing_heavy():
    program = (
        "import sys, detente\n"
        "heavy = {'duckdb', 'pyarrow', 'numpy', 'onnxruntime', 'trafilatura', 'detente.terms'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_settings_have_a_key_that_changes_with_what_decides_the_findings(tmp_path):
    rows = tmp_path / "names.tsv"
    rows.write_text("one")
    plain, more = Settings(), Settings(dictionaries=(str(rows),))
    before = more.key
    assert plain.key == Settings(published="2024-01-01").key
    assert len({plain.key, before, Settings(ontology="crosswalk").key}) == 3
    rows.write_text("two")
    assert more.key != before
    with pytest.raises(DictionaryError, match=r"gone\.tsv: cannot be read: No such file"):
        _ = Settings(dictionaries=(str(tmp_path / "gone.tsv"),)).key


def test_a_text_in_a_language_that_is_not_coded_gives_no_finding():
    text = (
        "Президент России прибыл с государственным визитом в Азербайджан. Стороны подписали декларацию "
        "о союзническом взаимодействии. Товарооборот вырос на 17 процентов."
    )
    assert detente.code(text, published="2022-02-22") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u200b",
        "\n" * 5000,
        "\ud800",
        "\0",
        "a" * 10_000,
        "((((((" * 1000,
        "e\u0302\u202e\u200b",
        "\x1b[31m",
    ],
)
def test_any_string_can_be_coded(text):
    assert all(text[finding.start : finding.end] == finding.quote for finding in detente.code(text))

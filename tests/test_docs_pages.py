"""The pages under docs hold: links lead somewhere, SQL runs, Python compiles, commands and names exist."""

import ast
import re
from pathlib import Path

import duckdb
import pytest

import detente
from detente.record import schema

ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "training/README.md"])
TEXTS = {page: page.read_text(encoding="utf-8") for page in PAGES}
COMMANDS = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")


def blocks(language: str) -> list:
    """Every fenced block of a language, named by page and place."""
    return [
        pytest.param(block, id=f"{page.name}-{place}")
        for page, text in TEXTS.items()
        for place, block in enumerate(re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    ]


def anchors(text: str) -> set[str]:
    """The anchors that headings get, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture(scope="module")
def record():
    with duckdb.connect() as connection:
        schema.create(connection)
        yield connection


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", TEXTS[page]):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), (
            f"{page.name}: no heading {target}"
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_named_in_the_text_exist(page):
    for path in re.findall(r"`((?:src|training|tests|corpus|benchmarks|examples)/[\w./-]+)`", TEXTS[page]):
        assert (ROOT / path).exists() or path.startswith("src/detente/data/model"), f"{page.name} names {path}"


@pytest.mark.parametrize("sql", blocks("sql"))
def test_sql_is_one_select_that_runs(record, sql):
    (statement,) = record.extract_statements(sql)
    assert statement.type == duckdb.StatementType.SELECT
    assert record.execute(sql).description


@pytest.mark.parametrize("code", blocks("python"))
def test_python_compiles_and_names_what_is_public(code):
    tree = ast.parse(code)
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "detente"
    }
    assert used <= set(detente.__all__)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_exist(page):
    shown = re.findall(r"(?:^ {4}|`)(detente [a-z][^`\n]*)", TEXTS[page], re.MULTILINE)
    for line in shown:
        name = line.split()[1]
        section = COMMANDS.partition(f"## detente {name}\n")[2].partition("\n## ")[0]
        assert section, f"{page.name}: no command {line!r}"
        for option in re.findall(r"\s(--?[a-z][a-z-]*)", line.partition(" #")[0]):
            assert option in section, f"{page.name}: {line!r} has no {option}"

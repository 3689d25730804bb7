"""The options that commands share, and the formats they offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class CodeFormat(StrEnum):
    """What `code` prints."""

    JSONL = "jsonl"
    PLOVER = "plover"
    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"


class CoderName(StrEnum):
    """Who codes events."""

    ENCODER = "encoder"
    LLM = "llm"
    HYBRID = "hybrid"


class ReadFormat(StrEnum):
    """What `read` prints."""

    JSONL = "jsonl"


class BriefFormat(StrEnum):
    """What `brief` writes."""

    HTML = "html"
    MD = "md"


class QueryFormat(StrEnum):
    """What `query` prints."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


class ExportFormat(StrEnum):
    """What `export` writes."""

    CSV = "csv"
    PARQUET = "parquet"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class CodingOptions:
    """The options that decide what is found, as given."""

    published: str | None = None
    dictionaries: Sequence[Path] = ()
    coder: str | None = None
    model: str | None = None
    base_url: str | None = None
    prices: str | None = None


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        show_default=False,
        help="Files and folders: txt, md, html, pdf, docx, jsonl, RSS/Atom, WARC, zip; - reads standard input.",
    ),
]
DossierPath = Annotated[
    Path, typer.Argument(metavar="DOSSIER", show_default=False, help="The dossier's folder.")
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="Publication date (ISO, may be partial) of texts that carry none."
    ),
]
DyadOption = Annotated[
    str | None,
    typer.Option(
        "--dyad",
        metavar="AZE-RUS",
        help="The pair of states the brief is about; found from the events without it.",
    ),
]
Dictionaries = Annotated[
    list[Path] | None,
    typer.Option(
        "--dictionary",
        metavar="FILE.tsv",
        show_default=False,
        help="A dictionary of names that goes before the built-in ones; may be given again.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        show_default=False,
        help="Processes to code with; without it one a core, or one in all for a few texts.",
    ),
]
Coder = Annotated[
    CoderName | None,
    typer.Option(
        "--coder",
        show_default=False,
        help="Who codes events: encoder (shipped, the default), llm, or hybrid (llm where encoder is unsure).",
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", show_default=False, help="The language model's name there."),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        metavar="URL",
        show_default=False,
        help="Its OpenAI-compatible server, like http://localhost:8080/v1; the key: DETENTE_LLM_KEY.",
    ),
]
Prices = Annotated[
    str | None,
    typer.Option(
        "--prices",
        metavar="IN,OUT",
        show_default=False,
        help="Prices of a million tokens in and out, to tell the cost.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]

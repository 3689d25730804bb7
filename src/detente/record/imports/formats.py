"""What a format of events is to the loader: its columns, and the SQL of each field of a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Fields = Mapping[str, str]
"""SQL over one line, by the name of the field. Fields that are not named are NULL."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The columns that a file has; a column that it lacks is NULL."""

    names: frozenset[str]

    def __call__(self, *names: str) -> str:
        """The SQL of the first of these columns that the file has."""
        found = next((name for name in names if name in self.names), None)
        return "CAST(NULL AS VARCHAR)" if found is None else f"l.{quoted(found)}"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of event data.

    `columns` are the columns of a file without a header; None where the first line names them. `scheme` says
    how types are coded (`cameo` or `plover`), `countries` how places are (`fips` or `word`), `sectors` how
    sectors are worded (`cameo`, `icews` or `plover`). `needs` are columns without which it is not that format.
    """

    name: str
    scheme: str
    fields: Callable[[Cells], Fields]
    columns: tuple[str, ...] | None = None
    sectors: str = "plover"
    countries: str = "word"
    quotes: bool = False
    needs: tuple[str, ...] = ()


def quoted(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def day(cell: str) -> str:
    """A date written as 2024-12-25 or 20241225, a time of day behind it left out."""
    iso = f"TRY_CAST(left({cell}, 10) AS DATE)"
    return f"coalesce(CAST(try_strptime({cell}, '%Y%m%d') AS DATE), {iso})"


def moment(cell: str) -> str:
    """A time written as 20241225, 20241225143000 or in ISO."""
    compact = f"try_strptime({cell}, ['%Y%m%d%H%M%S', '%Y%m%d'])"
    return f"coalesce({compact}, TRY_CAST({cell} AS TIMESTAMP))"


def padded(cell: str) -> str:
    """A CAMEO code with the leading zero that spreadsheets take away; other text as it is.

    Two digits are padded where they cannot be a root (21 and above), three where they cannot be a code of the
    third level (above 204).
    """
    lost = f"regexp_full_match({cell}, '[1-9]|2[1-9]|[3-9][0-9]|20[5-9]|2[1-9][0-9]|[3-9][0-9][0-9]')"
    return f"CASE WHEN {lost} THEN '0' || {cell} ELSE {cell} END"

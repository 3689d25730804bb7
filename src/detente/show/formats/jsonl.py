"""The JSON contract: every finding, one object a line."""

from __future__ import annotations

from collections.abc import Iterator

from detente.record import Coded
from detente.show.formats.printed import Printed
from detente.terms import as_line, order_key


def contract_lines(coded: Coded) -> Iterator[Printed]:
    """Findings of every kind."""
    return (Printed(order_key(finding), 0, as_line(finding)) for finding in coded.findings)

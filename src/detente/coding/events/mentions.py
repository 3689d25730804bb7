"""Which name mentions the event coder may choose parties from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.terms import Mention, NameKind

if TYPE_CHECKING:
    from collections.abc import Iterable

MENTION_KINDS = (
    NameKind.STATE,
    NameKind.CAPITAL,
    NameKind.DEMONYM,
    NameKind.BODY,
    NameKind.OFFICE,
    NameKind.PERSON,
    NameKind.AGENCY,
    NameKind.COMPANY,
    NameKind.ARMED_GROUP,
    NameKind.PLACE,
    NameKind.GROUP,
    NameKind.ANAPHOR,
)
"""The order in which the model's weights know the kinds."""


def country_mentions(names: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions that carry a country, in order of the text."""
    return tuple(sorted((m for m in names if m.country), key=lambda m: (m.start, m.end, m.country or "")))

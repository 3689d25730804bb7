"""All comparisons of a record, each judged by how far its sources are independent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from detente.measure.corroboration import (
    agreements,
    causes,
    denials,
    events,
    exchanges,
    figures,
    identities,
    spacing,
    statements,
)
from detente.measure.corroboration.comparison import CORROBORATES, Comparison, ordered
from detente.measure.corroboration.material import Material, Read
from detente.measure.corroboration.origins import Standing, standing

_COMPARED: tuple[Callable[[Material], Iterator[Comparison]], ...] = (
    figures.compare,
    events.compare,
    agreements.compare,
    statements.compare,
    spacing.compare,
    exchanges.compare,
    denials.compare,
    causes.compare,
    identities.compare,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A comparison with how far its sources are independent of each other."""

    comparison: Comparison
    standing: Standing


def corroborate(read: Read) -> tuple[Judged, ...]:
    """Compare what the documents of a record say; `read` gives the rows of a table by its name.

    Only fields are compared: nothing is guessed from the drift of a text. The order is fixed.
    """
    material = Material.of(read)
    found = ordered([one for compared in _COMPARED for one in compared(material)])
    return tuple(Judged(one, _standing(material, one)) for one in found)


def rows(read: Read) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows that the record keeps of the comparisons, each with its table."""
    for judged in corroborate(read):
        one, stands = judged.comparison, judged.standing
        yield (
            "comparisons",
            {
                "comparison_id": one.id,
                "verdict": one.verdict,
                "kind": one.kind,
                "about": one.about,
                "fields": list(one.fields),
                "reason": one.reason,
                "independence": stands.independence,
                "independence_note": stands.note,
                "sources": stands.sources,
                "documents": len({w.document_id for w in one.witnesses()}),
            },
        )
        for side, witnesses in enumerate(one.sides, start=1):
            for position, witness in enumerate(witnesses):
                yield (
                    "comparison_witnesses",
                    {
                        "comparison_id": one.id,
                        "side": side,
                        "position": position,
                        "says": witness.says,
                        "finding_id": witness.finding,
                        "document_id": witness.document_id,
                        "start_char": witness.start,
                        "end_char": witness.end,
                        "quote": witness.quote,
                        "attribution": witness.origin,
                    },
                )


def _standing(material: Material, comparison: Comparison) -> Standing:
    alike = comparison.verdict == CORROBORATES and comparison.kind == "figure"
    same = alike and figures.same_wording(material, comparison)
    return standing(comparison.witnesses(), material.documents, same_wording=same)

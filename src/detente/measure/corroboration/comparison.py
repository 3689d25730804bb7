"""What a comparison of sources gives: who says what, whether they agree, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

CORROBORATES = "corroborates"
CONTRADICTS = "contradicts"
INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class Witness:
    """Words that say one thing: `text[start:end] == quote` of the document.

    `says` is the field compared, in words ("4.8 billion USD"); `finding` the id of the finding they belong to,
    None where the words were found by the comparison itself; `origin` who is cited for it, None for the author.
    A row of a register has no document, and no characters.
    """

    document_id: str | None
    start: int | None
    end: int | None
    quote: str
    says: str
    finding: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that sources were compared on.

    `verdict` is corroborates, contradicts or incomparable. `kind` says what was compared: figure, event,
    agreement, statement, date, denial, actor, status, cause or identity. `about` names the thing; `fields` are
    the fields compared, each as `name: value`; `reason` says why the verdict follows from them. `sides` holds
    those who say the same together: one side where sources corroborate, two where they do not.
    """

    verdict: str
    kind: str
    about: str
    fields: tuple[str, ...]
    reason: str
    sides: tuple[tuple[Witness, ...], ...]

    @property
    def id(self) -> str:
        """The content hash: 16 hex digits over what was compared, the places of all words and the verdict."""
        places = [
            f"{number}:{w.document_id}:{w.start}:{w.end}:{w.says}"
            for number, side in enumerate(self.sides)
            for w in side
        ]
        content = "\n".join((self.verdict, self.kind, self.about, *sorted(places)))
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def witnesses(self) -> tuple[Witness, ...]:
        """Those of all sides."""
        return tuple(witness for side in self.sides for witness in side)


def ordered(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Each comparison once, in an order that depends on nothing but them."""
    once = {comparison.id: comparison for comparison in comparisons}
    return sorted(once.values(), key=lambda c: (c.kind, c.about, c.verdict, c.id))

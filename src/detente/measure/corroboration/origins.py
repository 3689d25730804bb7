"""Independent witness or echo: which sources of one statement may have it from one another.

Documents are joined where one of these holds: they share text; one outlet, or one family of outlets
(`data/corroboration/outlets.tsv`), published both; both cite the same source for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations

from detente.measure.corroboration.comparison import Witness
from detente.measure.corroboration.material import Row

INDEPENDENT = "independent"
ECHO = "echo"
ONE_ORIGIN = "possibly one origin"
ONE_DOCUMENT = "one document"

_FILLER = re.compile(r"^(?:the|a|an)\s+|\b(?:news|press)\s+agency\b|[.,;:“”\"'’]+$")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the witnesses of a statement are independent: `sources` counts those that nothing joins."""

    independence: str
    note: str
    sources: int


def standing(
    witnesses: Sequence[Witness], documents: Mapping[str, Row], *, same_wording: bool = False
) -> Standing:
    """Judge the documents behind `witnesses`; `same_wording` says that number, wording and rounding agree."""
    cited: dict[str, set[str]] = {}
    for witness in witnesses:
        if witness.document_id:
            cited.setdefault(witness.document_id, set()).update(_cited(witness.origin))
    ids = sorted(cited, key=lambda one: (documents[one]["name"], one))
    if len(ids) < 2:
        return Standing(ONE_DOCUMENT, "all in one document", len(ids))
    group = {one: {one} for one in ids}
    notes = []
    for one, other in combinations(ids, 2):
        why = _joined(documents[one], documents[other], cited[one] & cited[other])
        if why:
            notes.append(why)
            merged = group[one] | group[other]
            group |= dict.fromkeys(merged, merged)
    sources = len({frozenset(members) for members in group.values()})
    if sources == 1:
        return Standing(ECHO, "; ".join(dict.fromkeys(notes)), sources)
    if same_wording and not all(cited.values()):
        return Standing(ONE_ORIGIN, "number, wording and rounding agree and not all say where they have it", 1)
    note = "; ".join(dict.fromkeys(notes)) or _none_found(cited)
    return Standing(INDEPENDENT, note, sources)


def _none_found(cited: Mapping[str, set[str]]) -> str:
    named = sorted({name for names in cited.values() for name in names})
    sources = f"cited: {', '.join(named)}" if named else "none cites a source"
    return f"no shared text, outlet or cited source; {sources}"


def _joined(one: Row, other: Row, cited: Iterable[str]) -> str | None:
    """Why two documents count as one source; None where nothing joins them."""
    if one["story_id"] and one["story_id"] == other["story_id"]:
        return "the documents share text"
    first, second = (_outlet(row["publisher"]) for row in (one, other))
    if first and first == second:
        return f"one outlet: {one['publisher']}"
    if first and second and _family(first) == _family(second):
        return f"one family of outlets: {one['publisher']}, {other['publisher']}"
    shared = sorted(cited)
    return f"both cite {shared[0]}" if shared else None


def _cited(origin: str | None) -> Iterator[str]:
    """The name cited, in short; words of hearsay ("reportedly") name nobody."""
    if origin and any(letter.isupper() for letter in origin):
        yield " ".join(_FILLER.sub("", origin.strip()).split())


def _outlet(publisher: str | None) -> str:
    return " ".join((publisher or "").casefold().removeprefix("the ").split())


def _family(outlet: str) -> str:
    return _families().get(outlet, outlet)


@cache
def _families() -> dict[str, str]:
    text = (files("detente.data") / "corroboration" / "outlets.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#")]
    return {_outlet(outlet): family for outlet, family in rows}

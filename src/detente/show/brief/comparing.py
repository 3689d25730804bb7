"""Where sources agree and where they differ, from the record to the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from detente.show.brief.data import BriefData, ComparisonRow, Evidence, Said
from detente.show.brief.lists import in_words, row, table
from detente.show.brief.markup import Child, Html, el, join
from detente.show.brief.shelf import Row, Shelf, Tables
from detente.show.brief.words import capital, counted, country_words, direction_words, dyad_words, type_words

_CODES = re.compile(r"\b[A-Z]{3}(?:(?:<>|>)[A-Z]{3}|(?:-[A-Z]{3})+)\b")
_TYPE = re.compile(r"[A-Z]{4,}\b")
_STANDINGS = {
    "independent": "independent",
    "echo": "one source, repeated",
    "possibly one origin": "possibly one origin",
}


def comparisons(tables: Tables, shelf: Shelf) -> tuple[ComparisonRow, ...]:
    """What the sources were compared on, in the record's order."""
    said: dict[str, dict[int, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for held in sorted(tables.rows("comparison_witnesses"), key=lambda r: (r["comparison_id"], r["position"])):
        said[held["comparison_id"]][held["side"]].append(Said(held["says"] or "", _evidence(held, shelf)))
    return tuple(
        ComparisonRow(
            id=held["comparison_id"],
            verdict=held["verdict"],
            kind=held["kind"],
            about=held["about"],
            reason=held["reason"],
            independence=held["independence"],
            note=held["independence_note"],
            sources=held["sources"],
            documents=held["documents"],
            sides=tuple(tuple(side) for _, side in sorted(said[held["comparison_id"]].items())),
        )
        for held in sorted(
            tables.rows("comparisons"), key=lambda r: (r["kind"], r["about"], r["comparison_id"])
        )
    )


def _evidence(held: Row, shelf: Shelf) -> Evidence:
    """The words in their sentence; those that are no finding are marked under the comparison's own id."""
    own = f"{held['comparison_id']}-{held['side']}-{held['position']}"
    place = (held["document_id"], held["start_char"], held["end_char"])
    return shelf.evidence(held["finding_id"] or own, *place, held["attribution"])


def of_verdict(brief: BriefData, verdict: str) -> list[ComparisonRow]:
    """The comparisons with a verdict; of those that agree, the ones with most sources first."""
    found = [item for item in brief.comparisons if item.verdict == verdict]
    return sorted(found, key=lambda item: -item.sources) if verdict == "corroborates" else found


def agreeing_table(brief: BriefData) -> Html:
    """What several documents say alike, with how far they are independent."""
    heads = ("What they say", "Sources", "In the words of the sources")
    rows = [
        row(
            f"r-{item.id}",
            [
                ("What they say", [about_words(item, brief), _note(item.reason)]),
                ("Sources", [standing_words(item), _note(item.note)]),
                (heads[-1], _side(item.sides[0], brief)),
            ],
        )
        for item in of_verdict(brief, "corroborates")
    ]
    return table(heads, [el("tbody", rows)], "agreeing")


def differing_tables(brief: BriefData) -> Html:
    """Contradictions with both sides' words beside each other; what cannot be compared is folded below them."""
    against = of_verdict(brief, "contradicts")
    apart = of_verdict(brief, "incomparable")
    parts: list[Child] = [_sides_table(against, brief)] if against else []
    if apart:
        heading = el("summary", f"{counted(len(apart), 'pair')} that look alike and cannot be compared")
        parts.append(el("details", heading, _sides_table(apart, brief), open=not against, class_="apart"))
    return join(part for part in parts if isinstance(part, Html))


def _sides_table(items: Sequence[ComparisonRow], brief: BriefData) -> Html:
    heads = ("On what", "One side", "The other side")
    rows = [
        row(
            f"r-{item.id}",
            [
                ("On what", [about_words(item, brief), _note(item.reason), _note(standing_words(item))]),
                ("One side", _side(item.sides[0], brief)),
                ("The other side", _side(item.sides[-1], brief)),
            ],
        )
        for item in items
    ]
    return table(heads, [el("tbody", rows)], "differing")


def _side(side: Iterable[Said], brief: BriefData) -> Html:
    held = list(side)
    says = "; ".join(dict.fromkeys(one.says for one in held if one.says))
    words = in_words((one.evidence for one in held), brief)
    return join([el("p", codes_in_words(says, brief), class_="value"), words]) if says else words


def _note(words: str | None) -> Html | None:
    return el("p", capital(words), class_="note") if words else None


def standing_words(item: ComparisonRow) -> str:
    """How many sources there are and how far they are independent."""
    if item.independence == "independent":
        return counted(item.sources, "independent source")
    if item.independence == "one document":
        return "in one document"
    return f"{_STANDINGS.get(item.independence, item.independence)}, {counted(item.documents, 'document')}"


def about_words(item: ComparisonRow, brief: BriefData) -> str:
    """What is compared, its countries and type of event by name."""
    about = item.about
    if _TYPE.match(about):
        act, _, rest = about.partition(", ")
        kind, _, mode = act.partition(" ")
        about = f"{type_words(kind, mode or None)}, {rest}"
    return capital(codes_in_words(about, brief))


def codes_in_words(words: str, brief: BriefData) -> str:
    """Pairs of country codes by name."""
    return _CODES.sub(lambda found: _named(found[0], brief), words)


def _named(codes: str, brief: BriefData) -> str:
    if ">" in codes:
        return direction_words(codes, brief.countries)
    parts = codes.split("-")
    if len(parts) == 2:
        return dyad_words(codes, brief.countries)
    return ", ".join(country_words(code, brief.countries) for code in parts)

"""An explanation as text for a terminal, and as JSON data."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from detente.show.brief.markup import visible
from detente.show.explain.account import Explanation, Field

SIGNS: Mapping[str, tuple[str, str]] = {"quote": ("«", "»"), "trigger": ("[", "]"), "value": ("[", "]")}
"""How the quote and the words that carry it stand out in plain text."""

_WIDTH = 100


def as_data(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain JSON data; marks are characters of the document."""
    return asdict(explanation)


def marked(explanation: Explanation, signs: Mapping[str, tuple[str, str]] = SIGNS) -> str:
    """The sentence on one line, with signs before and after each mark whose label has them."""
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    stop = explanation.start + len(explanation.text)
    placed = [m for m in explanation.marks if m.label in signs and explanation.start <= m.start < m.end <= stop]
    for mark in sorted(placed, key=lambda m: (m.start, m.start - m.end)):
        before, after = signs[mark.label]
        opening[mark.start] = opening.get(mark.start, "") + before
        closing[mark.end] = after + closing.get(mark.end, "")
    pieces = []
    for place, character in enumerate(explanation.text, explanation.start):
        pieces += [closing.get(place, ""), opening.get(place, ""), character]
    pieces.append(closing.get(stop, ""))
    return " ".join("".join(pieces).split())


def render_text(explanation: Explanation) -> str:
    """The explanation for a terminal."""
    return visible("\n".join(_lines(explanation)))


def _lines(explanation: Explanation) -> Iterator[str]:
    document = explanation.document
    published = f"published {document['published']} ({document['published_basis']})"
    about = [document["name"], document["publisher"], published if document["published"] else "no date"]
    quote = next(mark for mark in explanation.marks if mark.label == "quote")
    yield f"{explanation.kind.replace('_', ' ')} {explanation.id}"
    yield f"{', '.join(filter(None, about))}; characters {quote.start}-{quote.end}"
    yield ""
    yield from textwrap.wrap(marked(explanation), _WIDTH - 4, initial_indent="    ", subsequent_indent="    ")
    yield ""
    width = max(len(field.name) for field in explanation.coded)
    for field in explanation.coded:
        yield from _field(field, width)
    if len(explanation.members) > 1:
        yield "\nmerged from"
        for member in explanation.members:
            yield from _member(member)
    for decision in explanation.decisions:
        yield "\n" + _decision(decision)


def _field(field: Field, width: int) -> Iterator[str]:
    indent = " " * (width + 4)
    head = f"  {field.name:{width}}  "
    value = " ".join(field.value.split())
    yield from textwrap.wrap(value, _WIDTH, initial_indent=head, subsequent_indent=indent) or [head.rstrip()]
    if field.why:
        yield from textwrap.wrap(
            " ".join(field.why.split()),
            _WIDTH,
            initial_indent=f"{indent}  ",
            subsequent_indent=f"{indent}  ",
        )


def _member(member: Mapping[str, Any]) -> Iterator[str]:
    who = ", ".join(filter(None, [member["document"], member["publisher"], member["published"]]))
    reason = member["reason"] or ("stands for the event" if member["centre"] else "")
    counted = "" if member["counted"] else "; not counted as a source of its own"
    yield f"  {member['report_id']}  {who}"
    yield f"      “{' '.join(member['quote'].split())}”"
    yield f"      {member['factuality']}; likeness {member['similarity']:.2f}; {reason}{counted}"


def _decision(decision: Mapping[str, Any]) -> str:
    who = decision["author"] or "a person"
    change = f" {decision['change']}" if decision["change"] and decision["change"] != "{}" else ""
    reason = f": {decision['reason']}" if decision["reason"] else ""
    state = "" if decision["applied"] else " (not in force)"
    return f"decision {decision['seq']}, {decision['verdict']}{change} by {who}{reason}{state}"

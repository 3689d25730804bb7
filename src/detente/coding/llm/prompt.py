"""The codebook as a prompt, and the stretches of a document that it is asked about.

Document text is data: it stands between marks whose tag is a hash that the text does not contain, so that
nothing in it can end the fence.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from detente.coding.llm.schema import answer_schema
from detente.ontology import plover
from detente.terms import Document, Sentence, Zone

NAME = "events"
EDITION = 1
"""Raised with every change of the prompt that changes what is asked; the version holds a hash beside it."""

CORE_CHARACTERS = 3_000
BEFORE_CHARACTERS = 900


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is told. `version` names it: edition, and a hash of its words and the schema."""

    system: str
    version: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is asked about at once: `text[start:end]`, sentences of one passage, after `text[before:start]`."""

    before: int
    start: int
    end: int


@cache
def prompt() -> Prompt:
    """The prompt in the package, its lists of sectors and contexts taken from the ontology."""
    source = resources.files("detente").joinpath(f"data/prompts/{NAME}.md").read_text(encoding="utf-8")
    sectors = "; ".join(f"{code} {name}" for code, name in plover().sectors.items())
    system = source.replace("{{sectors}}", f"{sectors}.").replace(
        "{{contexts}}", f"{', '.join(plover().contexts)}."
    )
    whole = json.dumps([system, answer_schema()], sort_keys=True)
    digest = hashlib.sha256(whole.encode()).hexdigest()[:8]
    return Prompt(system, f"{NAME}-{EDITION}-{digest}")


def stretches(document: Document, sentences: Sequence[Sentence]) -> list[Stretch]:
    """The body in stretches of whole sentences, about `CORE_CHARACTERS` long, none crossing a passage."""
    out: list[Stretch] = []
    for group in _by_passage(document, sentences):
        first = 0
        for at in range(1, len(group) + 1):
            if at == len(group) or group[at].end - group[first].start > CORE_CHARACTERS:
                out.append(_stretch(group, first, at))
                first = at
    return out


def stretches_of(document: Document, sentences: Sequence[Sentence], asked: Sequence[bool]) -> list[Stretch]:
    """The same for the sentences asked about alone: each run of neighbours, after what precedes it."""
    wanted = {sentence.start for sentence, yes in zip(sentences, asked, strict=True) if yes}
    out: list[Stretch] = []
    for group in _by_passage(document, sentences):
        first = None
        for at in range(len(group) + 1):
            inside = at < len(group) and group[at].start in wanted
            full = first is not None and inside and group[at].end - group[first].start > CORE_CHARACTERS
            if first is not None and (not inside or full):
                out.append(_stretch(group, first, at))
                first = None
            if inside and first is None:
                first = at
    return out


def message(document: Document, stretch: Stretch) -> str:
    """The user's message: when the document was published, and the stretch between marks."""
    text, before = document.text[stretch.start : stretch.end], document.text[stretch.before : stretch.start]
    tag = _tag(before + text)
    published = document.published.value or "unknown"
    parts = [f"Publication date: {published}"]
    if before.strip():
        parts.append(f"<<<BEFORE {tag}\n{before.strip()}\nBEFORE {tag}>>>")
    parts.append(f"<<<TEXT {tag}\n{text}\nTEXT {tag}>>>")
    return "\n\n".join(parts)


def _tag(text: str) -> str:
    """Eight hex digits that the text does not contain, the same for the same text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
    while (tag := digest.hexdigest()[:8]) in text:
        digest.update(b"again")
    return tag


def _by_passage(document: Document, sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences of each body passage, in order."""
    body = sorted((p.start, p.end) for p in document.passages if p.zone is Zone.BODY)
    starts = [start for start, _ in body]
    groups: list[list[Sentence]] = [[] for _ in body]
    for sentence in sentences:
        at = bisect_right(starts, sentence.start) - 1
        if at >= 0 and sentence.end <= body[at][1]:
            groups[at].append(sentence)
    return [group for group in groups if group]


def _stretch(group: Sequence[Sentence], first: int, after: int) -> Stretch:
    before = first
    while before > 0 and group[first].start - group[before - 1].start <= BEFORE_CHARACTERS:
        before -= 1
    return Stretch(group[before].start, group[first].start, group[after - 1].end)


def halves(stretch: Stretch, sentences: Sequence[Sentence]) -> list[Stretch]:
    """The stretch in two, between sentences; as it is where it holds one."""
    inside = [s for s in sentences if stretch.start <= s.start and s.end <= stretch.end]
    if len(inside) < 2:
        return [stretch]
    middle = inside[len(inside) // 2]
    before = middle.start - BEFORE_CHARACTERS
    first = next(s.start for s in inside if s.start >= before)
    last = inside[len(inside) // 2 - 1]
    return [Stretch(stretch.before, stretch.start, last.end), Stretch(first, middle.start, stretch.end)]

"""What a person decided, found again after every rebuild and under every newer coder.

A decision names a finding by id and by document, offsets and quote. Where a newer coder gives the finding
another id, the place and the words find it; where nothing stands there any more, the decision is kept as an
orphan rather than put somewhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from typing import Any

from detente.errors import UsageError
from detente.ontology import plover
from detente.record.codec import field_reader
from detente.record.journal import Entry
from detente.terms import EventReport, Finding

VERDICTS = ("accept", "reject", "edit", "merge", "split", "undo")
_PAST = {"accept": "accepted", "reject": "rejected", "edit": "edited"}
_FIXED = frozenset(
    ("id", "document", "document_id", "start", "end", "quote", "coder", "ontology", "trigger", "cue")
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A finding as a decision names it. `label` is the type of an event report, None for other kinds."""

    id: str
    kind: str
    document_id: str
    start: int
    end: int
    quote: str
    label: str | None = None

    @classmethod
    def of(cls, finding: Finding) -> Anchor:
        """The anchor of a finding."""
        label = finding.type if isinstance(finding, EventReport) else None
        where = (finding.document_id, finding.start, finding.end, finding.quote)
        return cls(finding.id, finding.kind, *where, label)

    def find(self, findings: Iterable[Finding]) -> Finding | None:
        """The finding of the same document that this names, or None where it cannot be told."""
        same_words = [f for f in findings if f.kind == self.kind and f.quote == self.quote]
        for candidate in same_words:
            if candidate.id == self.id:
                return candidate
        here = [f for f in same_words if (f.start, f.end) == (self.start, self.end)]
        labelled = [f for f in here if self.label is None or Anchor.of(f).label == self.label]
        for choice in (labelled, here):
            if len(choice) == 1:
                return choice[0]
        return None


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on the findings `on`; a split holds them apart from those in `apart`."""

    seq: int
    verdict: str
    on: tuple[Anchor, ...]
    apart: tuple[Anchor, ...]
    change: Mapping[str, Any]
    reason: str
    author: str
    decided: str
    undoes: int | None = None
    undone: bool = False


def decisions_of(entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """The decisions in a journal, in order; those that a later one undoes are marked."""
    found = [entry for entry in entries if entry["kind"] == "decision"]
    undone = {entry.get("undoes") for entry in found if entry["verdict"] == "undo"}
    return tuple(
        Decision(
            entry["seq"],
            entry["verdict"],
            tuple(Anchor(**anchor) for anchor in entry.get("on", ())),
            tuple(Anchor(**anchor) for anchor in entry.get("apart", ())),
            entry.get("change", {}),
            entry["reason"],
            entry["author"],
            entry["at"],
            entry.get("undoes"),
            entry["seq"] in undone,
        )
        for entry in found
    )


def changed(finding: Finding, change: Mapping[str, Any]) -> Finding:
    """The finding with the fields that a person changed; a changed type brings its own score and CAMEO code.

    Raises UsageError where a field does not exist, is fixed by the text, or does not take the value.
    """
    values: dict[str, Any] = {}
    for name, value in change.items():
        if name in _FIXED:
            raise UsageError(f"{name} is given by the text or the coder and cannot be edited")
        try:
            values[name] = field_reader(type(finding), name)(value)
        except KeyError as error:
            raise UsageError(f"a finding of kind {finding.kind} has no field {name!r}") from error
        except ValueError as error:
            raise UsageError(f"{name}: {error}") from error
    if isinstance(finding, EventReport) and values.keys() & {"type", "mode"}:
        values = {**_by_type(finding, values), **values}
    return replace(finding, **values)


def _by_type(finding: EventReport, values: Mapping[str, Any]) -> dict[str, Any]:
    event_type = values.get("type", finding.type)
    if event_type not in plover().types:
        known = ", ".join(sorted(plover().types))
        raise UsageError(f"type: {event_type!r} is not a PLOVER type; one of {known}")
    mode = values.get("mode", finding.mode if event_type == finding.type else None)
    return {"mode": mode, "score": plover().score(event_type, mode), "cameo": None}


@dataclass(slots=True)
class Docket:
    """The decisions as they are applied, document by document."""

    decisions: Sequence[Decision]
    found: dict[Anchor, str] = field(default_factory=dict)
    by_document: dict[str, list[Decision]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_document: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            for document_id in sorted({a.document_id for a in (*decision.on, *decision.apart)}):
                by_document[document_id].append(decision)
        self.by_document = dict(by_document)

    def hear(self, document_id: str, findings: Sequence[Finding]) -> list[tuple[Finding, str | None]]:
        """Each finding of a document as decided, with the verdict: accepted, rejected, edited or None."""
        ruled: dict[str, tuple[Finding, str | None]] = {finding.id: (finding, None) for finding in findings}
        for decision in self.by_document.get(document_id, ()):
            for anchor in (*decision.on, *decision.apart):
                target = anchor.find(findings) if anchor.document_id == document_id else None
                if target is None:
                    continue
                if decision.verdict in _PAST and not decision.undone:
                    try:
                        now = changed(ruled[target.id][0], decision.change)
                    except UsageError:  # a newer coder has no such field or value: the decision is an orphan
                        continue
                    ruled[target.id] = (now, _PAST[decision.verdict])
                self.found[anchor] = target.id
        return [ruled[finding.id] for finding in findings]

    def pairs(self) -> tuple[set[tuple[str, str]], set[frozenset[str]]]:
        """The pairs of report ids that a person joined and those held apart, the later decision winning."""
        together: set[tuple[str, str]] = set()
        apart: set[frozenset[str]] = set()
        for decision in self.decisions:
            if decision.undone or decision.verdict not in ("merge", "split"):
                continue
            on = sorted({self.found[a] for a in decision.on if a in self.found})
            others = sorted({self.found[a] for a in decision.apart if a in self.found} - set(on))
            if decision.verdict == "merge":
                pairs = set(combinations(on, 2))
                together |= pairs
                apart -= {frozenset(pair) for pair in pairs}
            else:
                split = {tuple(sorted(pair)) for pair in product(on, others)}
                together -= split
                apart |= {frozenset(pair) for pair in split}
        return together, apart

    def applied(self, decision: Decision) -> bool:
        """Whether a decision has an effect: not undone, and every finding it is on still stands."""
        return not decision.undone and all(anchor in self.found for anchor in decision.on)


def entry_of(
    verdict: str,
    on: Sequence[Finding],
    *,
    apart: Sequence[Finding] = (),
    change: Mapping[str, Any] | None = None,
    reason: str = "",
    author: str = "",
) -> dict[str, Any]:
    """The journal's content for a decision.

    Raises UsageError where the verdict is unknown, does not fit the findings, or a change does not.
    """
    if verdict not in VERDICTS or not on:
        raise UsageError(f"a decision is one of {', '.join(VERDICTS)} and names at least one finding")
    if verdict in ("merge", "split") and not all(isinstance(f, EventReport) for f in (*on, *apart)):
        raise UsageError("only event reports can be merged or split")
    if verdict == "merge" and len(on) < 2:
        raise UsageError("a merge names at least two event reports")
    if bool(change) != (verdict == "edit"):
        raise UsageError("an edit, and only an edit, names the fields it changes")
    for finding in on:
        changed(finding, change or {})
    return {
        "kind": "decision",
        "verdict": verdict,
        "on": [_plain(finding) for finding in on],
        "apart": [_plain(finding) for finding in apart],
        "change": dict(change or {}),
        "reason": reason,
        "author": author,
    }


def _plain(finding: Finding) -> dict[str, Any]:
    anchor = Anchor.of(finding)
    return {name: getattr(anchor, name) for name in Anchor.__slots__}

"""Clusters of event reports by complete linkage: a report joins only where it fits every member.

Transitive chains cannot form: A like B and B like C does not bring A and C together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from detente.record.merge.features import Features, Fit, Reported, compare, prepare

SMALL_BLOCK = 300
"""Reports of one pair of states up to which every two are compared; above it, those that share a rare word."""

_RARE_WORDS = 6
_COMMON = 120
_STRENGTH = ("actual", "reported_claim", "negated", "planned", "habitual", "hypothetical")


@dataclass(frozen=True, slots=True)
class Member:
    """A report in a cluster: likeness of its words to the centre's (0-1) and why it belongs."""

    reported: Reported
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """The reports of one occurrence, the centre first."""

    members: tuple[Member, ...]

    @property
    def centre(self) -> Reported:
        """The report that stands for the occurrence."""
        return self.members[0].reported


@dataclass(slots=True)
class _Work:
    """Which reports are together so far, by position."""

    features: list[Features]
    apart: frozenset[frozenset[str]]
    group: dict[int, list[int]] = field(default_factory=dict)
    fits: dict[tuple[int, int], Fit | None] = field(default_factory=dict)
    forced: set[tuple[int, int]] = field(default_factory=set)

    def fit(self, one: int, other: int) -> Fit | None:
        pair = (one, other) if one < other else (other, one)
        if pair not in self.fits:
            first, second = (self.features[position] for position in pair)
            held_apart = frozenset((first.id, second.id)) in self.apart
            self.fits[pair] = None if held_apart else compare(first, second)
        return self.fits[pair]

    def join(self, one: int, other: int) -> None:
        kept, moved = sorted((self.group[one], self.group[other]))
        if kept is not moved:
            kept.extend(moved)
            for position in moved:
                self.group[position] = kept


def merge(
    reports: Sequence[Reported],
    *,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[frozenset[str]] = (),
) -> tuple[Cluster, ...]:
    """The clusters of `reports`, whatever their order; `together` and `apart` are pairs of report ids that a
    person joined or held apart, and win over everything else.
    """
    reports = sorted(reports, key=lambda item: (item.report.document_id, item.report.start, item.report.id))
    work = _Work(prepare(reports), frozenset(apart))
    work.group = {position: [position] for position in range(len(reports))}
    _join_by_hand(work, together)
    pairs = ((one, other) for one, other in _candidates(work.features) if work.fit(one, other))
    for one, other in sorted(pairs, key=lambda pair: (-_strength(work, pair), pair)):
        first, second = work.group[one], work.group[other]
        if first is not second and all(work.fit(a, b) for a in first for b in second):
            work.join(one, other)
    groups = {id(group): group for group in work.group.values()}
    return tuple(_cluster(work, group) for group in sorted(groups.values(), key=min))


def _join_by_hand(work: _Work, together: Iterable[tuple[str, str]]) -> None:
    position = {features.id: place for place, features in enumerate(work.features)}
    for one, other in sorted(together):
        if one in position and other in position:
            work.join(position[one], position[other])
            work.forced.add((position[one], position[other]))
            work.forced.add((position[other], position[one]))


def _strength(work: _Work, pair: tuple[int, int]) -> float:
    fit = work.fit(*pair)
    first, second = (work.features[position].reported.report.type for position in pair)
    return (fit.likeness if fit else 0.0) + (first == second)


def _candidates(features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: those of one block (a pair of states, or the same parties, in one family)."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, item in enumerate(features):
        for parties in item.dyads or {"|".join(sorted(item.parties))}:
            blocks[(parties, item.family)].append(position)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        block = blocks[key]
        pairs = combinations(block, 2) if len(block) <= SMALL_BLOCK else _sharing(features, block)
        seen.update(pairs)
    yield from sorted(seen)


def _sharing(features: Sequence[Features], block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a large block that share one of their rarest words, words that stand everywhere passed over."""
    frequency = Counter(token for position in block for token in features[position].words)
    postings: dict[str, list[int]] = defaultdict(list)
    for position in block:
        words = [token for token in features[position].words if 1 < frequency[token] <= _COMMON]
        for token in sorted(words, key=lambda token: (frequency[token], token))[:_RARE_WORDS]:
            postings[token].append(position)
    for token in sorted(postings):
        yield from combinations(postings[token], 2)


def _cluster(work: _Work, group: Sequence[int]) -> Cluster:
    centre, *others = sorted(group, key=lambda position: _standing(work.features[position]))
    first = Member(work.features[centre].reported, 1.0, "stands for the event")
    return Cluster((first, *(_member(work, centre, position) for position in others)))


def _member(work: _Work, centre: int, position: int) -> Member:
    fit = work.fit(centre, position)
    if fit is None or any((position, other) in work.forced for other in work.group[position]):
        return Member(work.features[position].reported, fit.likeness if fit else 0.0, "joined by a person")
    return Member(work.features[position].reported, fit.likeness, fit.reason)


def _standing(item: Features) -> tuple[int, int, float, str, int, str]:
    """What makes a report the better one to stand for an event comes first."""
    report = item.reported.report
    width = (item.days[1] - item.days[0]).days if item.days else 1_000_000
    strength = _STRENGTH.index(report.factuality) if report.factuality in _STRENGTH else len(_STRENGTH)
    return (strength, width, -report.confidence, report.document_id, report.start, report.id)

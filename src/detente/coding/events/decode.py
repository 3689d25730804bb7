"""From hidden states to acts: triggers, their labels, and scores of countries and word spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from detente.coding.events.heads import SPAN_CHANNELS, Heads, sigmoid, softmax
from detente.coding.events.mentions import MENTION_KINDS, ranks_of, salience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.coding.events.weights import Weights
    from detente.coding.events.windows import Window
    from detente.terms import Mention, When

    Anchored = TypeVar("Anchored", Mention, When)

Array = np.ndarray
ACTOR, RECIPIENT, ATTRIBUTION, CUE, DATE, PLACE, QUOTE = range(len(SPAN_CHANNELS))


@dataclass(frozen=True, slots=True)
class Group:
    """A run of words on one channel: characters, and the channel's mean probability over them."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Act:
    """One decoded act, before its parties, date and quote are settled.

    `start`/`end` is the trigger; `spans` gives the word groups of each channel; `countries` the probability
    of each side by country with the mention that carries it; `sectors` the two sides' sector logits.
    """

    start: int
    end: int
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    factuality: str
    reciprocal: float
    attributed: float
    confidence: float
    spans: tuple[tuple[Group, ...], ...]
    date: When | None
    countries: tuple[dict[str, tuple[float, Mention]], ...]
    sectors: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Word pieces joined to words: `of` (L,) the word of each piece (-1 special), `spans` (W, 2) characters."""

    of: Array
    spans: Array


def words_of(offsets: Array, text: str) -> Words:
    """Pieces that touch belong to one word; each mark of punctuation is a word of its own."""
    of = np.full(len(offsets), -1)
    spans: list[list[int]] = []
    open_word = False
    for i, (start, end) in enumerate(offsets):
        if end <= start:
            continue
        is_word = text[start].isalnum()
        if spans and start == spans[-1][1] and open_word and is_word:
            spans[-1][1] = int(end)
        else:
            spans.append([int(start), int(end)])
        open_word = is_word
        of[i] = len(spans) - 1
    return Words(of, np.array(spans, dtype=np.int64).reshape(-1, 2))


def acts_in(
    text: str, window: Window, mentions: Sequence[Mention], times: Sequence[When], weights: Weights
) -> list[Act]:
    """The acts whose trigger starts in the window's core, in order of the text."""
    hidden = weights.encode(window.ids)
    heads = Heads(weights.heads)
    probabilities = heads.types(hidden)
    words = words_of(window.offsets, text)
    runs = _trigger_runs(window, words, probabilities, weights.card["thresholds"]["trigger"])
    if not runs:
        return []
    triggers = np.stack([hidden[a : b + 1].mean(0) for a, b, _ in runs])
    centres = np.array([(a + b) // 2 for a, b, _ in runs])
    event = heads.event(triggers)
    spans = heads.spans(triggers, centres, hidden)
    near = _located(mentions, window.offsets)
    ranks = ranks_of([m.country or "" for _, _, m in near], salience(m for _, _, m in near))
    pairs = _pair_scores(heads, triggers, centres, hidden, near, ranks, spans)
    exclusion = heads.exclusion(triggers)
    clocks = _located(times, window.offsets)
    dates = _date_scores(heads, triggers, centres, hidden, clocks)
    acts = []
    for t, (a, b, _) in enumerate(runs):
        both = probabilities[a : b + 1, 1:].mean(0) * _kind_shares(event["mode"][t], weights)
        kind = int(both.argmax()) + 1
        share = sigmoid(spans[t])
        groups = tuple(
            _groups(share[c], words, weights.card["thresholds"]["span"]) for c in range(len(SPAN_CHANNELS))
        )
        acts.append(
            Act(
                start=int(window.offsets[a][0]),
                end=int(window.offsets[b][1]),
                type=weights.card["types"][kind - 1],
                mode=_mode(weights.card["types"][kind - 1], event["mode"][t], weights.card["modes"]),
                contexts=_contexts(event["contexts"][t], weights),
                factuality=weights.card["factuality"][int(event["factuality"][t].argmax())],
                reciprocal=float(event["reciprocal"][t]),
                attributed=float(event["attributed"][t]),
                confidence=float(probabilities[a : b + 1, kind].mean()),
                spans=groups,
                date=_date(clocks, dates[t], weights.card["thresholds"]["date"]),
                countries=_sides(near, pairs[t], float(exclusion[t])),
                sectors=_sectors(heads, triggers[t], share, hidden, weights),
            )
        )
    return acts


def _trigger_runs(
    window: Window, words: Words, probabilities: Array, threshold: float
) -> list[tuple[int, int, int]]:
    """First piece, last piece and type (1-16) of each run of trigger words in the core.

    Neighbouring words are one trigger, of the type that is likeliest over all of them.
    """
    runs: list[list[int]] = []
    for word in range(len(words.spans)):
        if words.spans[word][0] < window.core_start:
            continue
        where = np.flatnonzero(words.of == word)
        if 1 - probabilities[where, 0].mean() <= threshold:
            continue
        if runs and words.of[runs[-1][-1]] == word - 1:
            runs[-1].extend(int(i) for i in where)
        else:
            runs.append([int(i) for i in where])
    return [(run[0], run[-1], int(probabilities[run, 1:].mean(0).argmax()) + 1) for run in runs]


def _located(mentions: Sequence[Anchored], offsets: Array) -> list[tuple[int, int, Anchored]]:
    """First and last piece of each mention that lies in the window."""
    real = np.flatnonzero(offsets[:, 1] > offsets[:, 0])
    if not len(real):
        return []
    starts, ends = offsets[real, 0], offsets[real, 1]
    out = []
    for mention in mentions:
        if mention.end > ends[-1] or mention.start < starts[0]:
            continue
        first = int(np.searchsorted(ends, mention.start, side="right"))
        last = int(np.searchsorted(starts, mention.end, side="left")) - 1
        if first <= last:
            out.append((int(real[first]), int(real[last]), mention))
    return out


def _pair_scores(
    heads: Heads,
    triggers: Array,
    centres: Array,
    hidden: Array,
    near: list[tuple[int, int, Mention]],
    ranks: list[int],
    spans: Array,
) -> Array:
    if not near:
        return np.zeros((len(triggers), 0, 2))
    means = np.stack([hidden[a : b + 1].mean(0) for a, b, _ in near])
    middles = np.array([(a + b) // 2 for a, b, _ in near])
    labels = np.array(
        [(MENTION_KINDS.index(m.kind), rank) for (_, _, m), rank in zip(near, ranks, strict=True)]
    )
    on_span = np.stack([spans[:, :2, a : b + 1].max(2) for a, b, _ in near], 1)
    return heads.pairs(triggers, centres, means, middles, labels, on_span)


def _date_scores(
    heads: Heads, triggers: Array, centres: Array, hidden: Array, clocks: list[tuple[int, int, When]]
) -> Array:
    if not clocks:
        return np.ones((len(triggers), 1))
    means = np.stack([hidden[a : b + 1].mean(0) for a, b, _ in clocks])
    return heads.dates(triggers, centres, means, np.array([(a + b) // 2 for a, b, _ in clocks]))


def _date(clocks: list[tuple[int, int, When]], shares: Array, threshold: float) -> When | None:
    """The likeliest time expression; times that give the same days share their probability."""
    total: dict[tuple[str | None, str | None], float] = {}
    for (_, _, when), share in zip(clocks, shares[1:], strict=True):
        days = (when.begin, when.end_date)
        total[days] = total.get(days, 0.0) + float(share)
    best = max(total, key=lambda days: total[days], default=None)
    if best is None or total[best] <= threshold:
        return None
    mine = [
        (float(share), when)
        for (_, _, when), share in zip(clocks, shares[1:], strict=True)
        if (when.begin, when.end_date) == best
    ]
    return max(mine, key=lambda pair: pair[0])[1]


def _sides(
    near: list[tuple[int, int, Mention]], logits: Array, exclusion: float
) -> tuple[dict[str, tuple[float, Mention]], dict[str, tuple[float, Mention]]]:
    """Each side's probability by country, with the mention that carries it: its best one."""
    best: tuple[dict[str, tuple[float, Mention]], dict[str, tuple[float, Mention]]] = ({}, {})
    for (_, _, mention), pair in zip(near, logits, strict=True):
        for side in (0, 1):
            country, score = mention.country or "", float(pair[side])
            if country not in best[side] or score > best[side][country][0]:
                best[side][country] = (score, mention)
    actors = {country: (_odds(score), mention) for country, (score, mention) in best[0].items()}
    recipients = {
        country: (_odds(score - exclusion * actors[country][0]), mention)
        for country, (score, mention) in best[1].items()
    }
    return actors, recipients


def _odds(logit: float) -> float:
    return float(sigmoid(np.array(logit)))


def _groups(share: Array, words: Words, threshold: float) -> tuple[Group, ...]:
    """Runs of words whose mean probability exceeds the threshold."""
    if not len(words.spans):
        return ()
    real = words.of >= 0
    counts = np.bincount(words.of[real], minlength=len(words.spans))
    means = np.bincount(words.of[real], weights=share[real], minlength=len(words.spans)) / counts
    on = np.flatnonzero(means > threshold)
    if not len(on):
        return ()
    runs = np.split(on, np.flatnonzero(np.diff(on) > 1) + 1)
    return tuple(
        Group(int(words.spans[run[0]][0]), int(words.spans[run[-1]][1]), float(means[run].mean()))
        for run in runs
    )


def _mode(kind: str, logits: Array, names: list[str]) -> str | None:
    mine = [i for i, name in enumerate(names) if name.startswith(f"{kind}.")]
    best = names[max(mine, key=lambda i: (logits[i], -i))].partition(".")[2]
    return None if best == "none" else best


def _kind_shares(mode_logits: Array, weights: Weights) -> Array:
    """The share (16,) of each type in the distribution over all modes: a second opinion on the type."""
    shares = softmax(mode_logits)
    of = np.array([weights.card["types"].index(name.partition(".")[0]) for name in weights.card["modes"]])
    return np.bincount(of, weights=shares, minlength=len(weights.card["types"]))


def _contexts(probabilities: Array, weights: Weights) -> tuple[str, ...]:
    order = np.argsort(-probabilities, kind="stable")
    on = [int(i) for i in order if probabilities[i] > weights.card["thresholds"]["contexts"]]
    return tuple(weights.card["contexts"][i] for i in on[:3])


def _sectors(heads: Heads, trigger: Array, share: Array, hidden: Array, weights: Weights) -> tuple[str, str]:
    names = []
    for side in (ACTOR, RECIPIENT):
        mark = (share[side] > weights.card["thresholds"]["span"]).astype(np.float32)
        mean = (mark @ hidden) / max(1.0, float(mark.sum()))
        logits = heads.sectors(trigger[None], mean[None], side)[0]
        names.append(weights.card["sectors"][int(logits.argmax())])
    return names[0], names[1]

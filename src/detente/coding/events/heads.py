"""The heads above the encoder, in numpy: what training/events/model.py trains, array by array."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SPAN_CHANNELS = ("actor", "recipient", "attribution", "cue", "date", "place", "quote")
DISTANCE_EDGES = np.array([1, 2, 3, 5, 8, 12, 20, 35, 60, 100])

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Heads:
    """Head arrays by name (`kind.weight`, `kind.bias`, ...), as trained."""

    arrays: dict[str, Array]

    def linear(self, name: str, x: Array) -> Array:
        """Affine map of the last axis."""
        out: Array = x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"]
        return out

    def types(self, hidden: Array) -> Array:
        """Probabilities (L, 17) that a word piece carries no act (0) or one of the 16 types."""
        return softmax(self.linear("kind", hidden))

    def event(self, triggers: Array) -> dict[str, Array]:
        """Per trigger: logits of mode, factuality, contexts; probabilities of reciprocal and attributed."""
        base = gelu(self.linear("event_hidden", triggers))
        return {
            "mode": self.linear("mode", base),
            "factuality": softmax(self.linear("factuality", base)),
            "contexts": sigmoid(self.linear("contexts", base)),
            "reciprocal": sigmoid(self.linear("reciprocal", base))[:, 0],
            "attributed": sigmoid(self.linear("attributed", base))[:, 0],
        }

    def spans(self, triggers: Array, centres: Array, hidden: Array) -> Array:
        """Logits (T, C, L) that a word piece stands in a trigger's actor, recipient, ... words."""
        channels = len(SPAN_CHANNELS)
        t = self.linear("span_trigger", triggers).reshape(len(triggers), channels, -1)
        k = self.linear("span_token", hidden).reshape(len(hidden), channels, -1)
        score = np.einsum("tcd,lcd->tcl", t, k, optimize=True) / np.sqrt(t.shape[2])
        gap = distance_bucket(np.arange(len(hidden))[None, :] - centres[:, None])
        near = self.arrays["span_distance.weight"][gap].transpose(0, 2, 1)
        out: Array = score + near + self.arrays["span_bias"][None, :, None]
        return out

    def pairs(
        self, triggers: Array, centres: Array, mentions: Array, middles: Array, labels: Array, on_span: Array
    ) -> Array:
        """Logits (T, M, 2) that a mention's country acts or receives; `labels` (M, 2) are its kind and rank."""
        gap = distance_bucket(middles[None, :] - centres[:, None])
        hidden = (
            self.linear("pair_trigger", triggers)[:, None]
            + self.linear("pair_mention", mentions)[None]
            + (self.arrays["pair_kind.weight"][labels[:, 0]] + self.arrays["pair_rank.weight"][labels[:, 1]])[
                None
            ]
            + self.arrays["pair_distance.weight"][gap]
        )
        out: Array = self.linear("pair_out", np.maximum(hidden, 0)) + on_span * self.arrays["pair_span"]
        return out

    def exclusion(self, triggers: Array) -> Array:
        """How much (T,) acting speaks against the same country receiving, in logits."""
        return self.linear("exclude", triggers)[:, 0]

    def dates(self, triggers: Array, centres: Array, times: Array, middles: Array) -> Array:
        """Probabilities (T, 1 + W) that a trigger has no date (first) or that of each of W time expressions."""
        gap = distance_bucket(middles[None, :] - centres[:, None])
        hidden = self.linear("date_trigger", triggers)[:, None] + self.linear("date_time", times)[None]
        scores = self.linear("date_out", np.maximum(hidden + self.arrays["date_distance.weight"][gap], 0))[
            ..., 0
        ]
        return softmax(np.concatenate([self.linear("date_none", triggers), scores], 1))

    def sectors(self, triggers: Array, spans: Array, side: int) -> Array:
        """Logits (T, S) of the sector of one side; `spans` the mean of its words, zeros where implied."""
        one = self.linear("sector_trigger", triggers).reshape(len(triggers), 2, -1)[:, side]
        two = self.linear("sector_span", spans).reshape(len(triggers), 2, -1)[:, side]
        return self.linear("sector_out", np.maximum(one + two, 0))


def distance_bucket(gap: Array) -> Array:
    """Signed distance in word pieces to a bucket, symmetric about 0."""
    size = np.searchsorted(DISTANCE_EDGES, np.abs(gap), side="right")
    out: Array = np.where(gap < 0, len(DISTANCE_EDGES) - size, len(DISTANCE_EDGES) + size)
    return out


def softmax(x: Array) -> Array:
    """Along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Array = e / e.sum(-1, keepdims=True)
    return out


def sigmoid(x: Array) -> Array:
    """Elementwise, stable."""
    out: Array = 0.5 * (1 + np.tanh(0.5 * x))
    return out


def gelu(x: Array) -> Array:
    """Gaussian error linear unit, with erf by Abramowitz and Stegun 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    out: Array = x * 0.5 * (1 + erf)
    return out

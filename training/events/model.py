"""The event coder as a torch module: MiniLM with joint heads. The package runs the same heads in numpy."""

from __future__ import annotations

from pathlib import Path

import torch
from labels import CONTEXTS, DISTANCE_EDGES, FACTUALITY, MODES, SECTORS, SIDES, SPAN_CHANNELS, TYPES
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from detente.coding.events.mentions import MENTION_KINDS

HIDDEN = 384
SPAN_WIDTH = 64
PAIR_WIDTH = 128
DATE_WIDTH = 96
RANKS = 5
EVENT_WIDTH = 192


def distance_bucket(gap: Tensor) -> Tensor:
    """Signed token distance to one of 2 * len(edges) + 1 buckets."""
    edges = torch.tensor(DISTANCE_EDGES)
    size = torch.bucketize(gap.abs(), edges, right=True)
    return torch.where(gap < 0, len(DISTANCE_EDGES) - size, len(DISTANCE_EDGES) + size)


BUCKETS = 2 * len(DISTANCE_EDGES) + 1


class Heads(nn.Module):
    """Everything above the encoder. Parameter names are the names in the shipped weights."""

    def __init__(self, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.kind = nn.Linear(hidden, len(TYPES) + 1)
        self.event_hidden = nn.Linear(hidden, EVENT_WIDTH)
        self.mode = nn.Linear(EVENT_WIDTH, len(MODES))
        self.factuality = nn.Linear(EVENT_WIDTH, len(FACTUALITY))
        self.contexts = nn.Linear(EVENT_WIDTH, len(CONTEXTS))
        self.reciprocal = nn.Linear(EVENT_WIDTH, 1)
        self.attributed = nn.Linear(EVENT_WIDTH, 1)
        channels = len(SPAN_CHANNELS)
        self.span_trigger = nn.Linear(hidden, channels * SPAN_WIDTH)
        self.span_token = nn.Linear(hidden, channels * SPAN_WIDTH)
        self.span_distance = nn.Embedding(BUCKETS, channels)
        self.span_bias = nn.Parameter(torch.full((channels,), -2.0))
        self.pair_trigger = nn.Linear(hidden, PAIR_WIDTH)
        self.pair_mention = nn.Linear(hidden, PAIR_WIDTH)
        self.pair_kind = nn.Embedding(len(MENTION_KINDS), PAIR_WIDTH)
        self.pair_distance = nn.Embedding(BUCKETS, PAIR_WIDTH)
        self.pair_rank = nn.Embedding(RANKS, PAIR_WIDTH)
        self.exclude = nn.Linear(hidden, 1)
        self.pair_out = nn.Linear(PAIR_WIDTH, len(SIDES))
        self.pair_span = nn.Parameter(torch.tensor([0.5, 0.5]))
        self.date_trigger = nn.Linear(hidden, DATE_WIDTH)
        self.date_time = nn.Linear(hidden, DATE_WIDTH)
        self.date_distance = nn.Embedding(BUCKETS, DATE_WIDTH)
        self.date_out = nn.Linear(DATE_WIDTH, 1)
        self.date_none = nn.Linear(hidden, 1)
        self.sector_trigger = nn.Linear(hidden, len(SIDES) * 96)
        self.sector_span = nn.Linear(hidden, len(SIDES) * 96)
        self.sector_out = nn.Linear(96, len(SECTORS))

    def spans(self, triggers: Tensor, centres: Tensor, tokens: Tensor) -> Tensor:
        """Logits (T, C, L) that a token belongs to a trigger's actor, recipient, ... span."""
        t = self.span_trigger(triggers).view(len(triggers), -1, SPAN_WIDTH)
        k = self.span_token(tokens).view(len(tokens), -1, SPAN_WIDTH)
        score = torch.einsum("tcd,lcd->tcl", t, k) / SPAN_WIDTH**0.5
        gap = torch.arange(len(tokens))[None, :] - centres[:, None]
        near = self.span_distance(distance_bucket(gap)).permute(0, 2, 1)
        return score + near + self.span_bias[None, :, None]

    def pairs(
        self,
        triggers: Tensor,
        centres: Tensor,
        mentions: Tensor,
        middles: Tensor,
        labels: Tensor,
        on_span: Tensor,
    ) -> Tensor:
        """Logits (T, M, 2) that a mention's country acts or receives; `labels` (M, 2) kind and rank."""
        gap = distance_bucket(middles[None, :] - centres[:, None])
        hidden = (
            self.pair_trigger(triggers)[:, None]
            + self.pair_mention(mentions)[None]
            + (self.pair_kind(labels[:, 0]) + self.pair_rank(labels[:, 1]))[None]
            + self.pair_distance(gap)
        )
        return self.pair_out(functional.relu(hidden)) + on_span * self.pair_span

    def dates(self, triggers: Tensor, centres: Tensor, times: Tensor, middles: Tensor) -> Tensor:
        """Logits (T, 1 + W) that a trigger has no date (first) or that of each of W time expressions."""
        gap = distance_bucket(middles[None, :] - centres[:, None])
        hidden = self.date_trigger(triggers)[:, None] + self.date_time(times)[None] + self.date_distance(gap)
        return torch.cat([self.date_none(triggers), self.date_out(functional.relu(hidden))[..., 0]], 1)

    def sectors(self, triggers: Tensor, spans: Tensor, side: int) -> Tensor:
        """Logits (T, S) of the sector of one side; `spans` is the mean of its words (zeros where implied)."""
        one = self.sector_trigger(triggers).view(len(triggers), len(SIDES), 96)[:, side]
        two = self.sector_span(spans).view(len(triggers), len(SIDES), 96)[:, side]
        return self.sector_out(functional.relu(one + two))


class Coder(nn.Module):
    """Encoder and heads."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False, hidden_dropout_prob=0.15)
        self.heads = Heads(self.encoder.config.hidden_size)

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state

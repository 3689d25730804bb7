"""Train the event coder on the open corpus.

python training/events/train.py --encoder FOLDER --corpus corpus --out out/events [--epochs 12] [--seed 1]
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from examples import Example, Text, read_texts, views, window
from labels import CONTEXTS, SIDES, SPAN_CHANNELS, TYPES
from model import Coder
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from detente.coding.events.mentions import ranks_of
from detente.read.names import Gazetteer

sys.path.insert(0, str(Path(__file__).parents[1] / "corpus"))
from split import split_of

LIMIT = 320
CLS, SEP, MASK = 101, 102, 103
CHANNEL_WEIGHTS = (1.0, 1.0, 1.0, 0.7, 1.0, 0.7, 0.3)


def pad(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(e.ids) for e in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest, dtype=torch.long)
    types = torch.full((len(batch), longest), -100, dtype=torch.long)
    for i, e in enumerate(batch):
        n = len(e.ids)
        ids[i, :n], mask[i, :n], types[i, :n] = torch.from_numpy(e.ids), 1, torch.from_numpy(e.types)
        types[i, 0] = types[i, n - 1] = -100
    return ids, mask, types


def trigger_means(hidden: Tensor, example: Example) -> tuple[Tensor, Tensor]:
    rows = [hidden[a : b + 1].mean(0) for a, b, _, _ in example.events]
    return torch.stack(rows), torch.tensor([(a + b) // 2 for a, b, _, _ in example.events])


def country_loss(
    model: Coder, example: Example, hidden: Tensor, triggers: Tensor, centres: Tensor, span: Tensor
) -> Tensor:
    mentions = torch.stack([hidden[a : b + 1].mean(0) for a, b, _, _ in example.mentions])
    middles = torch.tensor([(a + b) // 2 for a, b, _, _ in example.mentions])
    ranks = ranks_of([c for *_, c in example.mentions], example.salience)
    labels = torch.tensor([(k, r) for (_, _, k, _), r in zip(example.mentions, ranks, strict=True)])
    on_span = torch.stack([span[:, :2, a : b + 1].amax(2) for a, b, _, _ in example.mentions], 1)
    scores = model.heads.pairs(triggers, centres, mentions, middles, labels, on_span)
    names = sorted({c for *_, c in example.mentions})
    member = torch.tensor([[c == name for *_, c in example.mentions] for name in names])
    pooled = torch.stack([scores.masked_fill(~m[None, :, None], -1e4).amax(1) for m in member], 1)
    actor = pooled[..., 0]
    recipient = pooled[..., 1] - model.heads.exclude(triggers) * torch.sigmoid(actor)
    pooled = torch.stack([actor, recipient], 2)
    target = torch.tensor(
        [[[float(n in e.countries[side]) for side in SIDES] for n in names] for _, _, e, _ in example.events]
    )
    return functional.binary_cross_entropy_with_logits(pooled, target, reduction="none").mean((1, 2)).sum()


def same_date(gold: str, begin: str) -> bool:
    """Equal at the precision of the gold, or as far as a time known to the month goes."""
    return begin[: len(gold)] == gold or (gold[: len(begin)] == begin and len(begin) >= 7)


def date_loss(model: Coder, example: Example, hidden: Tensor, triggers: Tensor, centres: Tensor) -> Tensor:
    """All time expressions with the right date share the credit; with none of them right, no date is right."""
    times = torch.stack([hidden[a : b + 1].mean(0) for a, b, _ in example.times])
    middles = torch.tensor([(a + b) // 2 for a, b, _ in example.times])
    share = functional.log_softmax(model.heads.dates(triggers, centres, times, middles), 1)
    right = torch.zeros_like(share, dtype=torch.bool)
    for i, (_, _, event, _) in enumerate(example.events):
        for j, (_, _, begin) in enumerate(example.times):
            right[i, j + 1] = event.date is not None and same_date(event.date, begin)
        right[i, 0] = not right[i].any()
    return -share.masked_fill(~right, -1e4).logsumexp(1).sum()


def event_losses(model: Coder, example: Example, hidden: Tensor) -> dict[str, Tensor]:
    """Losses of everything but the type of one example, summed over its events."""
    heads = model.heads
    triggers, centres = trigger_means(hidden, example)
    gold = [g for _, _, g, _ in example.events]
    base = functional.gelu(heads.event_hidden(functional.dropout(triggers, 0.1, model.training)))
    out = {
        "mode": functional.cross_entropy(
            heads.mode(base), torch.tensor([g.mode for g in gold]), reduction="sum"
        ),
        "factuality": functional.cross_entropy(
            heads.factuality(base), torch.tensor([g.factuality for g in gold]), reduction="sum"
        ),
    }
    contexts = torch.zeros(len(gold), len(CONTEXTS))
    for i, g in enumerate(gold):
        contexts[i, g.contexts] = 1
    out["contexts"] = (
        functional.binary_cross_entropy_with_logits(heads.contexts(base), contexts, reduction="none")
        .sum(1)
        .sum()
    )
    flags = torch.tensor([[g.reciprocal, g.attributed] for g in gold], dtype=torch.float32)
    logits = torch.cat([heads.reciprocal(base), heads.attributed(base)], 1)
    out["flags"] = functional.binary_cross_entropy_with_logits(logits, flags, reduction="sum")
    span = heads.spans(triggers, centres, hidden)
    marks = torch.stack(
        [torch.stack([torch.from_numpy(m[c]) for c in SPAN_CHANNELS]) for *_, m in example.events]
    )
    weight = (1 + marks * 2) * torch.tensor(CHANNEL_WEIGHTS)[None, :, None]
    out["spans"] = (
        functional.binary_cross_entropy_with_logits(span, marks, weight, reduction="none").sum(2).mean(1).sum()
        * 0.5
    )
    if example.mentions:
        out["countries"] = country_loss(model, example, hidden, triggers, centres, span) * 8
    if example.times:
        out["date"] = date_loss(model, example, hidden, triggers, centres)
    for side, name in enumerate(SIDES):
        keep = [i for i, g in enumerate(gold) if g.sectors[name] >= 0]
        if not keep:
            continue
        share = marks[:, side] / marks[:, side].sum(1, keepdim=True).clamp(min=1)
        logits = heads.sectors(triggers, share @ hidden, side)[keep]
        target = torch.tensor([gold[i].sectors[name] for i in keep])
        out[f"sector_{name}"] = functional.cross_entropy(logits, target, reduction="sum") * 0.5
    return out


class Average:
    """A slow copy of the model: the exponential moving average of its weights, which generalises better."""

    def __init__(self, model: Coder) -> None:
        self.model = copy.deepcopy(model)

    @torch.no_grad()
    def update(self, model: Coder, progress: float) -> None:
        """Move towards the model; early on, copy it."""
        keep = 0.0 if progress < 0.15 else 0.995
        for slow, fast in zip(self.model.parameters(), model.parameters(), strict=True):
            slow.lerp_(fast, 1 - keep)


def masked(ids: Tensor, mask: Tensor, share: float) -> Tensor:
    """Word pieces with a share of them hidden, so that no single word decides."""
    hide = (torch.rand(ids.shape) < share) & (mask == 1) & (ids != CLS) & (ids != SEP)
    return torch.where(hide, torch.full_like(ids, MASK), ids)


def step(
    model: Coder, batch: list[Example], none_weight: float, hidden_share: float = 0.0
) -> tuple[Tensor, dict[str, float]]:
    ids, mask, types = pad(batch)
    ids = masked(ids, mask, hidden_share)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encode(ids, mask)
    hidden = hidden.float()
    weight = torch.ones(len(TYPES) + 1)
    weight[0] = none_weight
    logits = model.heads.kind(functional.dropout(hidden, 0.1, model.training))
    count = max(1, sum(len(e.events) for e in batch))
    type_loss = (
        functional.cross_entropy(
            logits.flatten(0, 1), types.flatten(), weight, ignore_index=-100, reduction="sum"
        )
        / count
    )
    total, parts = type_loss, {"type": float(type_loss)}
    for i, example in enumerate(batch):
        if not example.events:
            continue
        for name, loss in event_losses(model, example, hidden[i, : len(example.ids)]).items():
            total = total + loss / count
            parts[name] = parts.get(name, 0.0) + float(loss) / count
    return total, parts


def batches(examples: list[Example], tokens: int, rng: random.Random) -> list[list[Example]]:
    """Batches of similar length whose padded size stays near `tokens`, in random order."""
    ordered = sorted(examples, key=lambda e: len(e.ids) + rng.random() * 16)
    out: list[list[Example]] = []
    for example in ordered:
        if out and (len(out[-1]) + 1) * max(len(example.ids), len(out[-1][0].ids)) <= tokens:
            out[-1].append(example)
        else:
            out.append([example])
    rng.shuffle(out)
    return out


def optimiser(model: Coder, rate: float, head_rate: float, decay: float) -> torch.optim.Optimizer:
    """Lower layers learn more slowly and word embeddings not at all, so that unseen words keep their places."""
    model.encoder.embeddings.requires_grad_(requires_grad=False)
    groups: list[dict] = [{"params": list(model.heads.parameters()), "lr": head_rate, "peak": head_rate}]
    layers = list(model.encoder.encoder.layer)
    for depth, layer in enumerate(reversed(layers)):
        peak = rate * decay**depth
        groups.append({"params": list(layer.parameters()), "lr": peak, "peak": peak})
    return torch.optim.AdamW(groups, weight_decay=0.01)


@torch.no_grad()
def dev_loss(model: Coder, texts: list[Text], tokenizer: Tokenizer, none_weight: float) -> dict[str, float]:
    model.eval()
    whole = [e for t in texts if t.sentences and (e := window(t, 0, len(t.sentences) - 1, tokenizer, LIMIT))]
    sums: dict[str, float] = {}
    groups = batches(whole, 2600, random.Random(0))
    for group in groups:
        for name, value in step(model, group, none_weight)[1].items():
            sums[name] = sums.get(name, 0.0) + value / len(groups)
    model.train()
    return {k: round(v, 3) for k, v in sums.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("out/events"))
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--tokens", type=int, default=1000)
    parser.add_argument("--none-weight", type=float, default=0.4)
    parser.add_argument("--all-but-test", action="store_true", help="train on dev too: the shipped model")
    parser.add_argument("--layer-decay", type=float, default=0.8)
    parser.add_argument("--mask", type=float, default=0.08, help="share of word pieces hidden in training")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--extra", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    torch.set_num_threads(args.threads)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    files = [*sorted(args.corpus.glob("*.jsonl")), *args.extra]
    files = [f for f in files if f.name != "corrections.jsonl"]
    texts = read_texts(files, Gazetteer.load())
    parts = {"train": [], "dev": [], "test": []}
    for text in texts:
        parts[split_of(text.id)].append(text)
    train = parts["train"] + (parts["dev"] if args.all_but_test else [])
    print({k: len(v) for k, v in parts.items()}, "events", sum(len(t.events) for t in train), flush=True)
    model = Coder(args.encoder)
    opt = optimiser(model, args.rate, args.head_rate, args.layer_decay)
    per_epoch = len(
        batches([e for t in train for e in views(t, random.Random(1), tokenizer, LIMIT)], args.tokens, rng)
    )
    total, done = per_epoch * args.epochs, 0
    average = Average(model)
    args.out.mkdir(parents=True, exist_ok=True)
    hashes = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
    settings = {k: v for k, v in vars(args).items() if isinstance(v, int | float)}
    (args.out / "training.json").write_text(json.dumps({"settings": settings, "data": hashes}, indent=1) + "\n")
    for epoch in range(args.epochs):
        began, sums = time.perf_counter(), {}
        groups = batches([e for t in train for e in views(t, rng, tokenizer, LIMIT)], args.tokens, rng)
        for group in groups:
            done += 1
            pace = min(1.0, done / (0.08 * total)) * max(
                0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, done / total)))
            )
            for g in opt.param_groups:
                g["lr"] = g["peak"] * pace
            loss, losses = step(model, group, args.none_weight, args.mask)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            average.update(model, done / total)
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + value / len(groups)
        took = time.perf_counter() - began
        print(epoch, f"{took:.0f}s", {k: round(v, 3) for k, v in sums.items()}, flush=True)
        if (epoch + 1) % 3 == 0 or epoch + 1 == args.epochs:
            print("   dev", dev_loss(average.model, parts["dev"], tokenizer, args.none_weight), flush=True)
            torch.save(average.model.state_dict(), args.out / "coder.pt")


if __name__ == "__main__":
    main()

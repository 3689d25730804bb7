"""Export a trained event coder to what the package ships: int8 ONNX encoder, heads, tokenizer, card.

python training/events/export.py --encoder FOLDER --trained out/events --out src/detente/data/model [--fp32]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from labels import CONTEXTS, FACTUALITY, MODES, SECTORS, SPAN_CHANNELS, TYPES
from model import Coder
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from detente.coding.events.mentions import MENTION_KINDS
from detente.coding.events.weights import FORMAT


class EncoderOnly(nn.Module):
    """The encoder with one output, as ONNX wants it."""

    def __init__(self, coder: Coder) -> None:
        super().__init__()
        self.encoder = coder.encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


def to_onnx(coder: Coder, path: Path) -> None:
    ids = torch.ones(1, 12, dtype=torch.long)
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        EncoderOnly(coder).eval(),
        (ids, torch.ones_like(ids)),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["hidden"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "hidden": axes},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--trained", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--fp32", action="store_true", help="keep the encoder unquantised, to measure what int8 costs"
    )
    args = parser.parse_args()
    coder = Coder(args.encoder)
    coder.load_state_dict(torch.load(args.trained / "coder.pt", weights_only=True))
    coder.encoder.set_attn_implementation("eager")
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "encoder.onnx"
        to_onnx(coder, full)
        if args.fp32:
            shutil.copy(full, args.out / "encoder.onnx")
        else:
            quantize_dynamic(full, args.out / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8)
    heads = {name: p.detach().numpy().astype(np.float16) for name, p in coder.heads.named_parameters()}
    np.savez_compressed(args.out / "heads.npz", **heads)
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    training = json.loads((args.trained / "training.json").read_text())
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "heads.npz", "tokenizer.json"):
        digest.update((args.out / name).read_bytes())
    card = {
        "format": FORMAT,
        "name": "events-minilm",
        "digest": digest.hexdigest()[:12],
        "types": TYPES,
        "modes": MODES,
        "contexts": CONTEXTS,
        "sectors": SECTORS,
        "factuality": FACTUALITY,
        "spans": SPAN_CHANNELS,
        "mention_kinds": [str(k) for k in MENTION_KINDS],
        "thresholds": json.loads((Path(__file__).parent / "thresholds.json").read_text()),
        "calibration": {"slope": 1.0, "intercept": 0.0},
        "training": training,
    }
    (args.out / "card.json").write_text(json.dumps(card, indent=1) + "\n")


if __name__ == "__main__":
    main()

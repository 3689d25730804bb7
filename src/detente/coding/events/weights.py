"""The shipped weights of the event coder: an int8 ONNX encoder and its heads, loaded once and lazily."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from detente.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """Encoder session, tokenizer, head arrays by name, and the card (label sets, thresholds, version)."""

    session: InferenceSession
    tokenizer: Tokenizer
    heads: dict[str, np.ndarray]
    card: dict[str, Any]

    def encode(self, ids: np.ndarray) -> np.ndarray:
        """Hidden states (L, H) of one window."""
        row = ids[None, :]
        (hidden,) = self.session.run(None, {"input_ids": row, "attention_mask": np.ones_like(row)})
        states: np.ndarray = hidden[0]
        return states


@cache
def shipped() -> Weights:
    """The weights in the package."""
    with resources.as_file(resources.files("detente").joinpath("data/model")) as folder:
        return load(Path(folder))


def load(folder: Path) -> Weights:
    """Weights from a folder with encoder.onnx, heads.npz, tokenizer.json and card.json.

    Raises ModelError where a file is missing or was written for another format.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    for name in ("encoder.onnx", "heads.npz", "tokenizer.json", "card.json"):
        if not (folder / name).is_file():
            raise ModelError(f"{folder}: the event coder's file {name} is missing; reinstall detente")
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    if card["format"] != FORMAT:
        raise ModelError(
            f"{folder}: weights of format {card['format']}, this version reads {FORMAT}; reinstall detente"
        )
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with np.load(folder / "heads.npz", allow_pickle=False) as arrays:
        heads = {name: arrays[name].astype(np.float32) for name in arrays.files}
    return Weights(session, tokenizer, heads, card)

"""What a run asked of a language model, and what it cost: told at its end, also where it was stopped."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from detente.pipeline import Settings
from detente.show import console


@dataclass(slots=True)
class Asked:
    """What was asked; `settings` note it. `summary` is empty until the run ends, and where nothing is asked."""

    settings: Settings
    summary: dict[str, Any] = field(default_factory=dict)


@contextmanager
def tallied(settings: Settings) -> Iterator[Asked]:
    """Note what is asked within; then one line on standard error, and the summary."""
    if settings.coder == "encoder":
        yield Asked(settings)
        return
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        tally = Path(folder) / "tally"
        asked = Asked(replace(settings, tally=str(tally)))
        try:
            yield asked
        finally:
            asked.summary = _summary(tally, settings)
            console.say(_line(asked.summary))


def _summary(tally: Path, settings: Settings) -> dict[str, Any]:
    from detente.coding.llm import Tally

    total = Tally(tally).total()
    return {
        "coder": settings.coder,
        "model": settings.model,
        "stretches": total.stretches,
        "from_disk": total.kept,
        "requests": total.requests,
        "tokens_in": total.prompt_tokens,
        "tokens_out": total.completion_tokens,
        "cost": round(total.cost(settings.prices), 6) if settings.prices else None,
        "events": total.events,
        "unanswered": total.unanswered,
        "rejected_rows": dict(sorted(total.rejected.items())),
        "dropped_labels": dict(sorted(total.dropped.items())),
    }


def _line(summary: dict[str, Any]) -> str:
    cost = "" if summary["cost"] is None else f", cost {summary['cost']:.4f}"
    tokens = f"{summary['tokens_in']:,} tokens in, {summary['tokens_out']:,} out"
    parts = [
        f"{summary['model']}: {_many(summary['stretches'], 'stretch', 'stretches')} of text",
        f"{summary['from_disk']:,} answered from disk",
        f"{_many(summary['requests'], 'request')}, {tokens}{cost}",
        _many(summary["events"], "event"),
    ]
    if summary["unanswered"]:
        parts.append(f"{_many(summary['unanswered'], 'stretch', 'stretches')} without a valid answer")
    for name, thing, done in (("rejected_rows", "row", "rejected"), ("dropped_labels", "label", "dropped")):
        counts = summary[name]
        if counts:
            reasons = ", ".join(f"{count} {reason}" for reason, count in counts.items())
            parts.append(f"{_many(sum(counts.values()), thing)} {done} ({reasons})")
    return "; ".join(parts)


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"

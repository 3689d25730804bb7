"""The pictures of the evaluation: an interval on a rail, and the reliability diagram, as hand-written SVG."""

from __future__ import annotations

from detente.measure.evaluation import Interval, Reliability
from detente.show.brief.markup import Html, el

_RAIL, _HIGH = 160, 14
_SIDE, _LEFT, _TOP = 240.0, 44.0, 12.0
_LARGEST, _SMALLEST = 11.0, 4.0


def rail(score: Interval) -> Html:
    """A score from 0 to 1 as a dot, its interval as a bar; the numbers beside it say the same."""
    low, high = score.low * _RAIL, score.high * _RAIL
    return el(
        "svg",
        el("rect", x="0", y="6", width=str(_RAIL), height="2", class_="rail"),
        el("rect", x=_px(low), y="4", width=_px(max(1.0, high - low)), height="6", class_="range"),
        el("circle", cx=_px(score.value * _RAIL), cy="7", r="4", class_="point"),
        width=str(_RAIL),
        height=str(_HIGH),
        viewBox=f"-5 0 {_RAIL + 10} {_HIGH}",
        class_="interval",
        aria_hidden="true",
    )


def reliability_diagram(kind: str, found: Reliability) -> Html:
    """Share right over mean confidence, one dot a bin, larger where it holds more; the diagonal is perfect."""
    most = max(one.count for one in found.bins)
    dots = [
        el(
            "circle",
            el("title", f"{one.count} findings: confidence {one.confidence:.2f}, right {one.right:.2f}"),
            cx=_px(_x(one.confidence)),
            cy=_px(_y(one.right)),
            r=_px(_SMALLEST + (_LARGEST - _SMALLEST) * (one.count / most) ** 0.5),
            class_="dot",
        )
        for one in found.bins
    ]
    line = " ".join(f"{_px(_x(one.confidence))},{_px(_y(one.right))}" for one in found.bins)
    ticks = [_tick(step / 5) for step in range(6)]
    bottom = _TOP + _SIDE
    return el(
        "svg",
        el("title", f"Reliability of the confidence of {kind}"),
        ticks,
        el("line", x1=_px(_x(0)), y1=_px(_y(0)), x2=_px(_x(1)), y2=_px(_y(1)), class_="perfect"),
        el("polyline", points=line, class_="curve"),
        dots,
        el("text", "Confidence", x=_px(_LEFT + _SIDE / 2), y=_px(bottom + 38), class_="middle"),
        el("text", "Right", x="4", y=_px(_TOP + _SIDE / 2 + 4)),
        width=_px(_LEFT + _SIDE + 20),
        height=_px(bottom + 48),
        viewBox=f"0 0 {_px(_LEFT + _SIDE + 20)} {_px(bottom + 48)}",
        role="img",
        class_="reliability",
    )


def _tick(share: float) -> Html:
    x, y = _x(share), _y(share)
    return el(
        "g",
        el("line", x1=_px(x), y1=_px(_y(0)), x2=_px(x), y2=_px(_y(1)), class_="grid"),
        el("line", x1=_px(_x(0)), y1=_px(y), x2=_px(_x(1)), y2=_px(y), class_="grid"),
        el("text", f"{share:.1f}", x=_px(x), y=_px(_y(0) + 18), class_="middle"),
        el("text", f"{share:.1f}", x=_px(_LEFT - 6), y=_px(y + 4), class_="end") if share != 0.6 else None,
    )


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

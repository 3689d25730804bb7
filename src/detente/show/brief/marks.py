"""The shapes that tell factualities apart, drawn the same way in the chart, the legend and the lists."""

from __future__ import annotations

from detente.show.brief.labels import FACTUALITY, Status
from detente.show.brief.markup import Html, el, join

_UNKNOWN = Status("Unknown", "the coder gives no factuality", "circle")


def status_of(factuality: str) -> Status:
    """How a factuality is named and drawn."""
    return FACTUALITY.get(factuality, _UNKNOWN)


def shape(factuality: str, x: float, y: float, radius: float) -> Html:
    """The shape of a factuality with its centre at `x`, `y`; solid for what is told as fact, open otherwise."""
    name = status_of(factuality).shape
    if name == "square":
        return _box(x, y, radius, "solid")
    if name == "half":
        lower = _polygon(
            [(x - radius, y + radius), (x + radius, y + radius), (x + radius, y - radius)], "solid"
        )
        return join([lower, _box(x, y, radius, "open")])
    if name == "triangle":
        corners = [(x - radius, y - radius), (x + radius, y), (x - radius, y + radius)]
        return _polygon(corners, "open")
    if name == "diamond":
        reach = radius * 1.2
        return _polygon([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], "open dashed")
    if name == "crossed":
        stroke = f"M{_n(x - radius)} {_n(y + radius)}L{_n(x + radius)} {_n(y - radius)}"
        return join([_box(x, y, radius, "open"), el("path", d=stroke, class_="open")])
    return el("circle", cx=_n(x), cy=_n(y), r=_n(radius), class_="open")


def glyph(factuality: str) -> Html:
    """The shape as a small picture to stand before its word."""
    return el(
        "svg",
        shape(factuality, 8, 8, 5),
        class_="glyph",
        viewBox="0 0 16 16",
        width="16",
        height="16",
        aria_hidden="true",
        focusable="false",
    )


def badge(factuality: str, *, contested: bool = False) -> Html:
    """Shape, word and colour of a factuality."""
    status = status_of(factuality)
    words = el(
        "span", glyph(factuality), " ", status.word, class_=f"badge is-{factuality}", title=status.meaning
    )
    if not contested:
        return words
    note = el(
        "span", "contested", class_="contested", title="one source says it happened, another that it did not"
    )
    return join([words, " ", note])


def swatch(quad: int) -> Html:
    """The mark of a class: up for cooperation, down for conflict, solid for material, striped for verbal."""
    up = quad in {1, 2}
    points = "2,12 8,3 14,12" if up else "2,4 8,13 14,4"
    return el(
        "svg",
        el("polygon", points=points, class_="solid"),
        class_=f"glyph q{quad}",
        viewBox="0 0 16 16",
        width="16",
        height="16",
        aria_hidden="true",
        focusable="false",
    )


def _box(x: float, y: float, radius: float, class_: str) -> Html:
    side = _n(2 * radius)
    return el("rect", x=_n(x - radius), y=_n(y - radius), width=side, height=side, class_=class_)


def _polygon(corners: list[tuple[float, float]], class_: str) -> Html:
    return el("polygon", points=" ".join(f"{_n(a)},{_n(b)}" for a, b in corners), class_=class_)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

"""The timeline chart: cooperation above the line, conflict below, one mark an event or one bar a class.

A hand-written SVG of fixed size in its own scroll box, so that it stays legible on a phone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from detente.show.brief.axis import CONFLICT, COOPERATION, EARLIER, LATER, UNDATED, Column, columns_of
from detente.show.brief.data import EventRow
from detente.show.brief.labels import FACTUALITY, QUADS
from detente.show.brief.marks import badge, shape, status_of, swatch
from detente.show.brief.markup import Child, Html, el, join, plain
from detente.show.brief.words import between_words, date_words, type_words

_UNIT = 15.0
_MARKS_HIGH = 20
_FEW_UNDATED = 12
_GUTTER = 56.0
_PLOT_WIDTH = 1080.0
_BARS_HIGH = 160.0
_BAND = 16.0
_GAP = 26.0


@dataclass(frozen=True, slots=True)
class Plot:
    """The chart's geometry in pixels: `unit` is an event's height, `up` and `down` the tallest columns."""

    count: int
    before: bool
    after: int
    up: int
    down: int
    unit: float

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Plot:
        """Room for every column; one mark an event where they are few, lower bars where they are many."""
        up = max(1, *(len(column.side(*COOPERATION)) for column in columns))
        down = max(1, *(len(column.side(*CONFLICT)) for column in columns))
        tallest = max(up, down)
        before = columns[0].label == EARLIER
        after = sum(column.label in {LATER, UNDATED} for column in columns)
        unit = _UNIT if tallest <= _MARKS_HIGH else _BARS_HIGH / tallest
        return cls(len(columns), before, after, up, down, unit)

    @property
    def step(self) -> float:
        """Width of a column."""
        return min(64.0, max(20.0, (_PLOT_WIDTH - (self.before + self.after) * _GAP) / self.count))

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.middle(self.count - 1) + self.step / 2

    @property
    def axis(self) -> float:
        """The upper line of the band that holds the years."""
        return 30 + self.up * self.unit

    @property
    def above(self) -> float:
        """Where cooperation starts to stack up."""
        return self.axis - 4

    @property
    def below(self) -> float:
        """Where conflict starts to stack down."""
        return self.axis + _BAND + 4

    @property
    def bottom(self) -> float:
        """Where the tallest column of conflict ends."""
        return self.below + self.down * self.unit

    @property
    def every(self) -> int:
        """Events between two grid lines."""
        tallest = max(self.up, self.down)
        return 2 if tallest <= 8 else 5 * math.ceil(tallest / 25)

    def middle(self, index: int) -> float:
        """The middle of a column; those that are no step of the axis stand apart from it."""
        gaps = (self.before and index > 0) + max(0, index - (self.count - self.after) + 1)
        return _GUTTER + (index + 0.5) * self.step + gaps * _GAP


def lead(events: Sequence[EventRow]) -> str:
    """How to read the chart of these events."""
    columns = plotted(columns_of(events))
    marks = not columns or Plot.of(columns).unit == _UNIT
    measure = "One mark is one event" if marks else "The height of a bar counts events"
    way = " A mark leads to its row." if marks else ""
    return (
        f"{measure}: cooperation above the line, conflict below. What is solid or striped is told as fact; "
        f"what is open is claimed, planned, hypothetical or denied.{way}"
    )


def timeline(events: Sequence[EventRow], title: str, countries: Mapping[str, str]) -> Html:
    """The chart with the numbers behind it as a table."""
    columns = columns_of(events)
    shown = plotted(columns)
    if not shown:
        return el("p", "No event between the two has a date.", class_="empty")
    plot = Plot.of(shown)
    inside = _marks(shown, countries, plot) if plot.unit == _UNIT else _bars(shown, plot)
    box = el(
        "div",
        _frame(shown, title, plot, inside),
        class_="chart-box",
        tabindex="0",
        role="region",
        aria_label=f"Chart: {title}",
    )
    left_out = _left_out(columns[-1]) if len(shown) < len(columns) else None
    return join([box, left_out, _numbers(columns)])


def plotted(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns that are drawn: without the undated ones where they would dwarf all others."""
    if len(columns) < 2 or columns[-1].label != UNDATED:
        return columns
    tallest = max(_height(column) for column in columns[:-1])
    return columns if _height(columns[-1]) <= max(_FEW_UNDATED, 1.5 * tallest) else columns[:-1]


def _height(column: Column) -> int:
    return max(len(column.side(*COOPERATION)), len(column.side(*CONFLICT)))


def _left_out(column: Column) -> Html:
    up, down = len(column.side(*COOPERATION)), len(column.side(*CONFLICT))
    words = (
        f"Not drawn: {up + down} events that the texts do not date, {up} of cooperation and {down} of conflict."
    )
    return el("p", words, class_="note")


def _marks(columns: Sequence[Column], countries: Mapping[str, str], plot: Plot) -> Html:
    return join(
        _mark(event, plot.middle(index), base + way * (rank + 0.5) * plot.unit, countries)
        for index, column in enumerate(columns)
        for quads, base, way in ((COOPERATION, plot.above, -1), (CONFLICT, plot.below, 1))
        for rank, event in enumerate(column.side(*quads))
    )


def _bars(columns: Sequence[Column], plot: Plot) -> Html:
    return join(
        _stack(column, quads, plot.middle(index), plot)
        for index, column in enumerate(columns)
        for quads in (COOPERATION, CONFLICT)
    )


def _stack(column: Column, quads: tuple[int, int], middle: float, plot: Plot) -> Html:
    held = Counter((e.quad, e.factuality == "actual") for e in column.events)
    at, way = (plot.above, -1) if quads == COOPERATION else (plot.below, 1)
    segments: list[Html] = []
    for quad, actual in product(quads, (True, False)):
        if count := held[quad, actual]:
            tall = count * plot.unit
            told = "told as fact" if actual else "not told as fact"
            bar = el(
                "rect",
                x=f"{middle - plot.step * 0.35:.1f}",
                y=f"{min(at, at + way * tall):.1f}",
                width=f"{plot.step * 0.7:.1f}",
                height=f"{tall:.1f}",
                class_="solid" if actual else "open",
            )
            title = el("title", f"{column.name}: {count} {QUADS[quad].lower()}, {told}")
            segments.append(el("g", title, bar, class_=f"q{quad}"))
            at += way * tall
    return join(segments)


def _mark(event: EventRow, x: float, y: float, countries: Mapping[str, str]) -> Html:
    words = plain(event_words(event, countries))
    return el(
        "a",
        el("title", words),
        shape(event.factuality, x, y, 5),
        href=f"#r-{event.id}",
        class_=f"mark q{event.quad}",
        tabindex="-1",
        aria_label=words,
    )


def event_words(event: EventRow, countries: Mapping[str, str]) -> str:
    """One event on one line: date, what, who, to whom, how certain."""
    date = date_words(event.date_start, event.date_end, event.date_edtf)
    certain = status_of(event.factuality).word.lower()
    who = between_words(event, countries)
    return f"{date}: {type_words(event.type, event.mode)}; {who} ({certain})"


def legend(events: Sequence[EventRow]) -> Html:
    """What colours, textures and shapes mean; only those that occur."""
    quads = [quad for quad in QUADS if any(event.quad == quad for event in events)]
    shapes = [name for name in FACTUALITY if any(event.factuality == name for event in events)]
    return join(
        [
            el("ul", [el("li", swatch(q), " ", QUADS[q]) for q in quads], class_="legend"),
            el("ul", [el("li", badge(name)) for name in shapes], class_="legend"),
        ]
    )


def _frame(columns: Sequence[Column], title: str, plot: Plot, inside: Html) -> Html:
    height = plot.bottom + 24
    return el(
        "svg",
        el("title", title, id="chart-title"),
        el("desc", "Each mark is an event. The same events are listed below.", id="chart-desc"),
        _grid(plot),
        inside,
        _axis(columns, plot),
        el("text", "Cooperation ▲", x="4", y="11", class_="side"),
        el("text", "Conflict ▼", x="4", y=f"{height - 3:.0f}", class_="side"),
        class_="timeline",
        viewBox=f"0 0 {plot.right + 8:.0f} {height:.0f}",
        width=f"{plot.right + 8:.0f}",
        height=f"{height:.0f}",
        role="group" if plot.unit == _UNIT else "img",
        aria_labelledby="chart-title chart-desc",
    )


def _grid(plot: Plot) -> Html:
    lines: list[Child] = []
    for base, way, extent in ((plot.above, -1, plot.up), (plot.below, 1, plot.down)):
        for value in range(plot.every, extent + 1, plot.every):
            y = base + way * value * plot.unit
            lines.append(_line(plot, y, "grid"))
            lines.append(el("text", str(value), x=f"{_GUTTER - 6:.0f}", y=f"{y + 4:.1f}", class_="count"))
    return join(lines)


def _axis(columns: Sequence[Column], plot: Plot) -> Html:
    every = max(1, math.ceil(34 / plot.step))
    named = {index for index, column in enumerate(columns) if column.label in {UNDATED, EARLIER, LATER}}
    dated = [index for index in range(len(columns)) if index not in named]
    shown = {index for index in dated if (dated[-1] - index) % every == 0} | named
    labels = [
        el("text", column.label, x=f"{plot.middle(i):.1f}", y=f"{plot.axis + 12:.1f}", class_="tick")
        for i, column in enumerate(columns)
        if i in shown
    ]
    return join([_line(plot, plot.axis, "axis"), _line(plot, plot.axis + _BAND, "axis"), labels])


def _line(plot: Plot, y: float, class_: str) -> Html:
    return el("line", x1=f"{_GUTTER:.0f}", x2=f"{plot.right:.0f}", y1=f"{y:.1f}", y2=f"{y:.1f}", class_=class_)


def _numbers(columns: Sequence[Column]) -> Html:
    head = el(
        "tr", [el("th", name, scope="col") for name in ("When", *QUADS.values(), "Of these told as fact")]
    )
    rows = [
        el(
            "tr",
            el("th", column.name, scope="row"),
            [el("td", str(len(column.side(quad))), class_="number") for quad in QUADS],
            el("td", str(sum(e.factuality == "actual" for e in column.events)), class_="number"),
        )
        for column in columns
        if column.events
    ]
    table = el("table", el("thead", head), el("tbody", rows), class_="plain")
    return el(
        "details",
        el("summary", "The numbers behind the chart"),
        el("div", table, class_="scroll"),
        class_="numbers",
    )

"""The brief's lists: events, figures, agreements, offices, forecasts, causes and levers, statements of tone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from detente.show.brief.data import BriefData, Evidence, FigureRow, ForecastRow
from detente.show.brief.labels import LINKS, PERIOD_BASES
from detente.show.brief.markup import Child, Html, el, join
from detente.show.brief.words import (
    capital,
    country_words,
    date_words,
    direction_words,
    dyad_words,
    edtf_words,
    value_words,
)

NOTHING = Html('<span class="none">–</span>')


def table(heads: Sequence[str], groups: Iterable[Child], class_: str) -> Html:
    """A table whose rows become cards on a narrow screen."""
    head = el("thead", el("tr", [el("th", name, scope="col") for name in heads]))
    return el("table", head, list(groups), class_=f"list {class_}")


def row(identity: str, cells: Sequence[tuple[str, Child]], **attributes: str | bool | None) -> Html:
    """One row with its id. Cells know their column's name, for the cards; the first is the row's header."""
    first, *others = cells
    return el(
        "tr",
        el("th", el("div", first[1]), scope="row", data_label=first[0]),
        [el("td", el("div", content), data_label=label) for label, content in others],
        id=identity,
        tabindex="-1",
        **attributes,
    )


def group_head(words: Child, columns: int) -> Html:
    """A row that heads those below it."""
    return el("tr", el("th", words, colspan=str(columns), scope="rowgroup"), class_="group")


def in_words(evidence: Iterable[Evidence], brief: BriefData) -> Html:
    """Each quote in its sentence with a link to its place; more than two are folded."""
    shown = [_quoted(piece, brief) for piece in evidence]
    if len(shown) <= 2:
        return join(shown)
    more = el("details", el("summary", f"{len(shown) - 1} more reports"), shown[1:], class_="more")
    return join([shown[0], more])


def _quoted(piece: Evidence, brief: BriefData) -> Html:
    source = brief.source(piece.source)
    name = source.publisher or source.title or source.name
    date = f", {date_words(source.published)}" if source.published else ""
    link = el(
        "a",
        el("span", f"[{piece.source}]", class_="ref"),
        f" {name}{date}",
        href=f"#f-{piece.finding}",
        class_="to-text",
        title="Show the quote in its text",
    )
    voucher = el("span", f" · according to {piece.voucher}", class_="voucher") if piece.voucher else None
    sentence = [piece.before, el("strong", piece.quote), piece.after]
    return el(
        "div",
        el("blockquote", sentence, class_="sentence", dir="auto"),
        el("p", link, voucher, class_="cite"),
        class_="evidence",
    )


def figures_table(brief: BriefData) -> Html:
    """The figures ledger, grouped by what is measured."""
    heads = ("Value", "Between", "Period", "In the words of the source")
    groups = [list(same) for _, same in groupby(brief.figures, key=lambda f: (f.indicator or "").casefold())]
    bodies = [
        el("tbody", group_head(_measured(figures[0]), len(heads)), [_figure(one, brief) for one in figures])
        for figures in groups
    ]
    return table(heads, bodies, "figures")


def _measured(figure: FigureRow) -> str:
    return capital((figure.indicator or "what is counted or measured is not named").replace("_", " "))


def _figure(figure: FigureRow, brief: BriefData) -> Html:
    loosened = f"{figure.approximator} " if figure.approximator else ""
    status = el("p", figure.status, class_="note") if figure.status != "actual" else None
    change = el("p", f"against {edtf_words(figure.change_vs)}", class_="note") if figure.change_vs else None
    if figure.direction:
        between: Child = direction_words(figure.direction, brief.countries)
    else:
        between = ", ".join(country_words(code, brief.countries) for code in figure.parties) or NOTHING
    amount = value_words(figure.value, figure.value_high, figure.unit)
    rate = f" per {figure.per}" if figure.per else None
    value = el("span", loosened, amount, rate, class_="value")
    return row(
        f"r-{figure.id}",
        [
            ("Value", [value, status]),
            ("Between", between),
            (
                "Period",
                [edtf_words(figure.period) if figure.period else NOTHING, _period_basis(figure), change],
            ),
            ("In the words of the source", in_words([figure.evidence], brief)),
        ],
    )


def _period_basis(figure: FigureRow) -> Html | None:
    words = PERIOD_BASES.get(figure.period_basis or "") if figure.period else None
    return el("p", words, class_="note") if words else None


def agreements_table(brief: BriefData) -> Html:
    """Treaties, declarations, memoranda and contracts."""
    heads = ("Agreement", "Parties", "Date", "Status", "In the words of the source")
    rows = [
        row(
            f"r-{item.id}",
            [
                ("Agreement", [item.name, _also(item.names), _topics(item.topics)]),
                ("Parties", ", ".join(country_words(c, brief.countries) for c in item.parties) or NOTHING),
                ("Date", [date_words(item.date) if item.date else NOTHING, _signed_in(item.place)]),
                ("Status", item.status),
                ("In the words of the source", in_words(item.evidence, brief)),
            ],
        )
        for item in brief.agreements
    ]
    return table(heads, [el("tbody", rows)], "agreements")


def _topics(topics: Sequence[str]) -> Html | None:
    return el("p", ", ".join(topics).replace("_", " "), class_="note") if topics else None


def _also(names: Sequence[str]) -> Html | None:
    return el("p", f"also: {'; '.join(names)}", class_="note") if names else None


def _signed_in(place: str | None) -> Html | None:
    return el("p", f"in {place}", class_="note") if place else None


def offices_table(brief: BriefData) -> Html:
    """Who holds or held which office."""
    heads = ("Person", "Office", "Country", "In the words of the source")
    rows = [
        row(
            f"r-{item.id}",
            [
                ("Person", item.person or NOTHING),
                ("Office", ["former " if item.former else None, item.office, _held_when(item.held)]),
                ("Country", country_words(item.country, brief.countries) if item.country else NOTHING),
                ("In the words of the source", in_words(item.evidence, brief)),
            ],
        )
        for item in brief.offices
    ]
    return table(heads, [el("tbody", rows)], "offices")


def _held_when(held: str | None) -> Html | None:
    return el("p", edtf_words(held), class_="note") if held else None


def forecasts_table(brief: BriefData) -> Html:
    """What the texts expect, how likely they call it, and who does."""
    heads = ("How likely", "By when", "On condition", "What is expected, in the words of the source")
    rows = [
        row(
            f"r-{item.id}",
            [
                ("How likely", _likelihood(item)),
                ("By when", edtf_words(item.horizon) if item.horizon else NOTHING),
                ("On condition", [item.condition or NOTHING, _unless(item.exceptions)]),
                (heads[-1], [_restated(item), in_words([item.evidence], brief)]),
            ],
        )
        for item in brief.forecasts
    ]
    return table(heads, [el("tbody", rows)], "forecasts")


def _restated(item: ForecastRow) -> Html | None:
    """The proposition, where it is more than the quoted words."""
    said = " ".join(item.evidence.quote.split()).casefold()
    if " ".join(item.proposition.split()).casefold().rstrip(".") in said:
        return None
    return el("p", item.proposition, class_="value")


def _unless(exceptions: str | None) -> Html | None:
    return el("p", f"except {exceptions}", class_="note") if exceptions else None


def _likelihood(item: ForecastRow) -> Child:
    words = el("span", f"“{item.likelihood_words}”") if item.likelihood_words else NOTHING
    if item.low is None or item.high is None:
        return [words, el("p", "cannot be scored", class_="note")]
    low, high = round(item.low * 100), round(item.high * 100)
    bar = el(
        "svg",
        el("rect", x="0", y="3", width="100", height="4", class_="rail"),
        el("rect", x=str(low), y="1", width=str(max(2, high - low)), height="8", class_="range"),
        class_="odds",
        viewBox="0 0 100 10",
        width="100",
        height="10",
        aria_hidden="true",
    )
    scale = f" ({item.scale})" if item.scale else ""
    return [words, bar, el("p", f"{low}–{high} %{scale}", class_="note")]


def links_table(brief: BriefData) -> Html:
    """Stated causes, levers, dependences and interests."""
    heads = ("Kind", "Who holds it", "Over whom", "What", "In the words of the source")
    rows = [
        row(
            f"r-{item.id}",
            [
                ("Kind", ["no " if item.polarity == "absent" else None, LINKS.get(item.link, item.link)]),
                ("Who holds it", _held(item.holder, brief)),
                ("Over whom", _held(item.over, brief)),
                ("What", item.means or NOTHING),
                ("In the words of the source", in_words([item.evidence], brief)),
            ],
        )
        for item in brief.links
    ]
    return table(heads, [el("tbody", rows)], "links")


def _held(holder: str | None, brief: BriefData) -> Child:
    return country_words(holder, brief.countries) if holder else NOTHING


def tones_table(brief: BriefData) -> Html:
    """Sentences that state the tone of a relation."""
    heads = ("Between", "Tone", "In the words of the source")
    rows = [
        row(
            f"r-{item.id}",
            [
                ("Between", dyad_words(item.dyad, brief.countries)),
                ("Tone", item.state),
                ("In the words of the source", in_words([item.evidence], brief)),
            ],
        )
        for item in brief.tones
    ]
    return table(heads, [el("tbody", rows)], "tones")

"""The evaluation as one self-contained HTML page in the style of the brief: no network, no script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from detente import __version__
from detente.measure.evaluation import Evaluation, Interval, Matched, Reliability
from detente.show.brief.markup import Child, Html, el
from detente.show.evaluate.diagram import rail, reliability_diagram
from detente.show.evaluate.listing import Entry, listing
from detente.show.evaluate.material import Scored
from detente.show.evaluate.plain import FACTUALITIES, FIELDS, LEVELS, type_cells, type_names

_LEADS: Mapping[str, str] = {
    "scores": (
        "Intervals are 95 %, by resampling documents (1,000 draws, fixed seed). Events on what gold says is "
        "no event: {traps}; findings in noise: {noise}."
    ),
    "types": (
        "Gold down, coded across: events that overlap in characters. The last column and row, none, hold what "
        "nothing overlaps."
    ),
    "confidence": (
        "Whether findings of a confidence are right as often as it says. On the dashed line they are; below it "
        "the coder is too sure of itself. The expected calibration error is the mean distance from it."
    ),
    "misses": "What gold has and the findings do not, with what the findings have at that place instead.",
    "extras": "What the findings have and gold does not, with what gold has at that place instead.",
    "wrong fields": "Events found with the right type but with a field that gold has otherwise.",
}


def render_html(scored: Scored) -> str:
    """The page as text; the same data give the same page."""
    style = _style()
    sections = [*_measures(scored.evaluation), _documents(scored), *_lists(scored)]
    policy = f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", "Findings against gold"),
        el("style", style),
    )
    contents = [el("li", el("a", heading, href=f"#{name}")) for name, heading, _, _ in sections]
    body = el(
        "body",
        el("a", "Skip to the scores", href="#scores", class_="skip"),
        _header(scored),
        el("nav", el("ol", contents), aria_label="Contents"),
        el("main", [_section(*one) for one in sections], id="main"),
        el("footer", el("p", f"Made offline by detente {__version__}")),
    )
    return f"<!doctype html>\n{el('html', head, body, lang='en')}\n"


Section = tuple[str, str, str, Child]


def _section(identity: str, heading: str, lead: str, body: Child) -> Html:
    return el(
        "section",
        el("h2", heading, id=f"{identity}-heading"),
        el("p", lead, class_="lead"),
        body,
        id=identity,
        aria_labelledby=f"{identity}-heading",
        tabindex="-1",
    )


def _header(scored: Scored) -> Html:
    result = scored.evaluation
    typed, triple = result.f1["type"], result.f1["triple"]
    words = (
        f"Over {len(result.documents)} documents, events are found with the right type at F1 {typed.value:.3f} "
        f"and with type and parties at {triple.value:.3f}."
    )
    return el(
        "header",
        el("p", "Evaluation", class_="kicker"),
        el("h1", "Findings against gold"),
        el("p", f"{scored.source} against {scored.gold}", class_="subject"),
        el("p", words, class_="summary"),
        class_="head",
    )


def _measures(result: Evaluation) -> list[Section]:
    types = type_names(result)
    cells = [(g, p, count) for (g, p), count in result.factualities.items()]
    return [
        (
            "scores",
            "Scores",
            _LEADS["scores"].format(traps=result.traps, noise=result.noise),
            [_scores(result), _fields(result)],
        ),
        (
            "types",
            "Types",
            _LEADS["types"],
            _matrix("Type of gold and type coded", types, type_cells(result), "PLOVER type"),
        ),
        (
            "factuality",
            "Factuality",
            "Gold down, coded across: events found with the right type.",
            _matrix("Factuality of gold and factuality coded", FACTUALITIES, cells, "Factuality"),
        ),
        (
            "confidence",
            "Confidence",
            _LEADS["confidence"],
            el("div", [_reliability(kind, one) for kind, one in result.reliability.items()], class_="pair"),
        ),
    ]


def _scores(result: Evaluation) -> Html:
    rows = [
        [
            name,
            rail(result.f1[level]),
            *_numbers(result.f1[level]),
            f"{result.precision[level]:.3f}",
            f"{result.recall[level]:.3f}",
            str(result.f1[level].of),
        ]
        for level, name in LEVELS.items()
    ]
    heads = ("What", "", "F1", "95 % interval", "Precision", "Recall", "Gold")
    return _table("F1, precision and recall", heads, rows)


def _fields(result: Evaluation) -> Html:
    rows = [
        [
            name,
            rail(result.shares[field]) if result.shares[field].of else None,
            *_numbers(result.shares[field]),
            str(result.shares[field].of),
        ]
        for field, name in FIELDS.items()
    ]
    heads = ("Field", "", "Share right", "95 % interval", "Of")
    return _table("Fields of events with the right type", heads, rows)


def _numbers(score: Interval) -> tuple[str, str]:
    if not score.of:
        return "–", "–"
    return f"{score.value:.3f}", f"{score.low:.3f}–{score.high:.3f}"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Child]]) -> Html:
    """A table whose first cells are row headers; numbers stand right."""
    head = el("tr", [el("th", name, scope="col") if name else el("td") for name in heads])
    body = [
        el("tr", el("th", row[0], scope="row"), [el("td", cell, class_=_class(cell)) for cell in row[1:]])
        for row in rows
    ]
    table = el("table", el("caption", caption), el("thead", head), el("tbody", body), class_="plain")
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _class(cell: Child) -> str | None:
    is_number = isinstance(cell, str) and not isinstance(cell, Html) and cell[:1].isdigit()
    return "number" if is_number else None


def _matrix(
    caption: str, names: Iterable[str], cells: Sequence[tuple[str | None, str | None, int]], corner: str
) -> Child:
    counts = {(g, p): count for g, p, count in cells}
    if not counts:
        return el("p", "Nothing to compare.", class_="none")
    held: list[str | None] = [*names]
    if any(g is None or p is None for g, p in counts):
        held.append(None)
    head = el("tr", el("th", corner, scope="col"), [el("th", name or "none", scope="col") for name in held])
    rows = [
        el(
            "tr",
            el("th", gold or "none", scope="row"),
            [_cell(gold, p, counts.get((gold, p), 0)) for p in held],
        )
        for gold in held
        if any(counts.get((gold, p)) for p in held)
    ]
    table = el("table", el("caption", caption), el("thead", head), el("tbody", rows), class_="plain matrix")
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _cell(gold: str | None, coded: str | None, count: int) -> Html:
    class_ = "zero" if not count else "right" if gold == coded else "wrong"
    return el("td", str(count) if count else "·", class_=class_)


def _reliability(kind: str, found: Reliability) -> Html:
    heading = el("h3", kind.capitalize())
    if found.error is None:
        return el("div", heading, el("p", "No finding has a confidence.", class_="none"))
    rows = [
        [f"{one.low:.1f}–{one.high:.1f}", str(one.count), f"{one.confidence:.3f}", f"{one.right:.3f}"]
        for one in found.bins
    ]
    caption = f"Expected calibration error {found.error:.3f} over {found.count} {kind}"
    return el(
        "div",
        heading,
        reliability_diagram(kind, found),
        _table(caption, ("Confidence", "Findings", "Mean", "Right"), rows),
    )


def _documents(scored: Scored) -> Section:
    rows = [_document(matched) for matched in scored.evaluation.documents]
    notes = [
        el("p", f"{len(names)} {what}: {', '.join(names)}", class_="note")
        for names, what in (
            (scored.silent, "without any finding"),
            (scored.unasked, "with findings but without gold, left out"),
        )
        if names
    ]
    heads = ("Document", "Type", "Type and parties", "Figures", "Misses", "Extras")
    table = _table("Right, coded and gold rows of each document", heads, rows)
    return ("documents", "Documents", "Each cell is right / coded / gold.", [table, *notes])


def _document(matched: Matched) -> list[str]:
    three = [" / ".join(map(str, matched.counts[level])) for level in ("type", "triple", "figures")]
    misses = len(matched.misses) + len(matched.figure_misses)
    extras = len(matched.extras) + len(matched.figure_extras)
    return [matched.name, *three, str(misses), str(extras)]


def _lists(scored: Scored) -> list[Section]:
    return [
        (name.replace(" ", "-"), f"{name.capitalize()} ({len(entries)})", _LEADS[name], _entries(name, entries))
        for name, entries in listing(scored).items()
    ]


def _entries(name: str, entries: Sequence[Entry]) -> Child:
    if not entries:
        return el("p", "None.", class_="none")
    beside = {"misses": "Findings have", "extras": "Gold has", "wrong fields": "Gold says"}[name]
    rows = [
        [
            el("span", f"{one.document} {one.start}–{one.end}", class_="ref"),
            el("span", one.what, class_="what"),
            el("span", one.beside) if one.beside else el("span", "–", class_="none"),
            el("p", one.before, el("strong", one.quote), one.after, class_="sentence", dir="auto"),
        ]
        for one in entries
    ]
    return _table(f"{name.capitalize()}, by document", ("Where", "Coded", beside, "Words"), rows)


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _style() -> Html:
    """The brief's style sheet with its dark colours, and what this page adds."""
    brief = files("detente.show.brief")
    dark = (brief / "dark.css").read_text(encoding="utf-8").strip()
    sheet = (brief / "brief.css").read_text(encoding="utf-8").replace("/*dark*/", dark)
    own = (files("detente.show.evaluate") / "evaluate.css").read_text(encoding="utf-8")
    return Html(sheet + own)

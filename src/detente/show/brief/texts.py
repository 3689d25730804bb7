"""The source texts with every quote marked in its place, and the list of documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from detente.show.brief.data import BriefData, Evidence, SourceText
from detente.show.brief.labels import BASES, LANGUAGES, LIKENESSES, REASONS, ZONES
from detente.show.brief.lists import NOTHING, row, table
from detente.show.brief.markup import Child, Html, data, el, join, plain
from detente.show.brief.words import date_words
from detente.terms import Passage, Zone


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote to be marked in its text; `row` is the list row that it belongs to."""

    finding: str
    row: str
    start: int
    end: int


def marks_of(brief: BriefData) -> dict[int, tuple[Mark, ...]]:
    """The quotes of every source, each finding once, outer before inner."""
    held: dict[int, dict[str, Mark]] = {}
    for cited_by, pieces in _cited(brief):
        for piece in pieces:
            mark = Mark(piece.finding, cited_by, piece.start, piece.end)
            held.setdefault(piece.source, {}).setdefault(piece.finding, mark)
    return {
        number: tuple(sorted(marks.values(), key=lambda m: (m.start, -m.end, m.finding)))
        for number, marks in held.items()
    }


def _cited(brief: BriefData) -> Iterable[tuple[str, tuple[Evidence, ...]]]:
    for many in (brief.events, brief.agreements, brief.offices):
        yield from ((item.id, item.evidence) for item in many)
    for single in (brief.figures, brief.forecasts, brief.links, brief.tones):
        yield from ((item.id, (item.evidence,)) for item in single)
    for compared in brief.comparisons:
        yield compared.id, tuple(said.evidence for side in compared.sides for said in side)


def text_markup(source: SourceText, marks: Sequence[Mark]) -> Html:
    """The text of a source, zone by zone, with its marks; nothing is left out."""
    named: set[str] = set()
    parts: list[Html] = []
    at = 0
    for passage in sorted(source.passages, key=lambda p: (p.start, p.end)):
        start = max(at, passage.start)
        if start >= passage.end:
            continue
        if source.text[at:start].strip():
            parts.append(_zone(source.text, Passage(Zone.BODY, at, start), marks, named))
        parts.append(_zone(source.text, Passage(passage.zone, start, passage.end), marks, named))
        at = passage.end
    if source.text[at:].strip():
        parts.append(_zone(source.text, Passage(Zone.BODY, at, len(source.text)), marks, named))
    return join(parts)


def _zone(text: str, passage: Passage, marks: Sequence[Mark], named: set[str]) -> Html:
    """A zone's words without the blank lines around them."""
    held = text[passage.start : passage.end]
    start = passage.start + len(held) - len(held.lstrip("\r\n"))
    words = marked(text, start, start + len(held.strip("\r\n")), marks, named)
    if passage.zone == Zone.BODY:
        return el("p", words, class_="zone", dir="auto")
    label = el("span", ZONES[passage.zone.value], class_="zone-name")
    return el("div", label, el("p", words, dir="auto"), class_="zone aside")


def marked(text: str, start: int, end: int, marks: Sequence[Mark], named: set[str]) -> Html:
    """`text[start:end]` with the marks that touch it, nested; those that cross are closed and opened again.

    The first piece of a mark carries its id and the way back; `named` holds the ids given so far.
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = sorted({start, end, *(e for m in inside for e in (m.start, m.end) if start < e < end)})
    opened: list[tuple[Mark, bool]] = []
    out: list[str] = []
    for left, right in pairwise(edges):
        starting = [mark for mark in inside if max(mark.start, start) == left]
        for mark in (*_close(opened, left, out), *starting):
            opened.append((mark, mark.finding not in named))
            named.add(mark.finding)
            out.append(_opening(*opened[-1]))
        out.append(data(text[left:right]))
    _close(opened, len(text), out)
    return Html("".join(out))


def _close(opened: list[tuple[Mark, bool]], at: int, out: list[str]) -> list[Mark]:
    """Close the marks that end here and all inside them; return those that go on."""
    first = next((index for index, (mark, _) in enumerate(opened) if mark.end <= at), len(opened))
    closing = opened[first:]
    del opened[first:]
    out.extend(_closing(mark, carries) for mark, carries in reversed(closing))
    return [mark for mark, _ in closing if mark.end > at]


def _opening(mark: Mark, carries_id: bool) -> str:
    attribute = (
        f'id="f-{escape(mark.finding)}" tabindex="-1"' if carries_id else f'data-of="{escape(mark.finding)}"'
    )
    return f"<mark {attribute}>"


def _closing(mark: Mark, carries_id: bool) -> str:
    back = f'<a class="back" href="#r-{escape(plain(mark.row))}">back to the list</a>' if carries_id else ""
    return f"{back}</mark>"


def documents_table(brief: BriefData) -> Html:
    """What the dossier holds and from whom."""
    heads = ("No.", "Document", "Published by", "Date", "Language", "Zones", "Findings")
    rows = [
        row(
            f"d-{source.number}",
            [
                ("No.", f"[{source.number}]"),
                ("Document", _title(source)),
                ("Published by", source.publisher or NOTHING),
                ("Date", _published(source)),
                ("Language", _language(source)),
                ("Zones", _zones(source)),
                ("Findings", str(source.findings)),
            ],
        )
        for source in brief.sources
    ]
    return table(heads, [el("tbody", rows)], "documents")


def _title(source: SourceText) -> Child:
    link = el("a", source.title or source.name, href=f"#s-{source.number}", class_="to-text", dir="auto")
    file = el("p", source.name, class_="note") if source.title else None
    return [link, file, _address(source.url)]


def _address(url: str | None) -> Html | None:
    """The address as a link where it is a web address; as words where it is anything else."""
    if not url:
        return None
    if not url.lower().startswith(("http://", "https://")):
        return el("p", url, class_="note address")
    return el("p", el("a", url, href=url, rel="noreferrer noopener"), class_="note address")


def _published(source: SourceText) -> Child:
    if source.published:
        return [date_words(source.published), el("p", BASES.get(source.published_basis), class_="note")]
    after, before = source.published_bounds
    if after or before:
        bounds = " and ".join(
            words
            for words in (
                f"not before {date_words(after)}" if after else "",
                f"not after {date_words(before)}" if before else "",
            )
            if words
        )
        return [bounds, el("p", "bounds from the text", class_="note")]
    return el("span", "not known")


def _language(source: SourceText) -> Child:
    name = LANGUAGES.get(source.language or "", source.language or "not known")
    return [name, None if source.coded else el("p", "not supported, not coded", class_="note")]


def _zones(source: SourceText) -> str:
    counts = Counter(passage.zone.value for passage in source.passages if passage.zone != Zone.BODY)
    kinds = [
        f"{ZONES[zone].lower()}{f' ×{counts[zone]}' if counts[zone] > 1 else ''}"
        for zone in ZONES
        if counts[zone]
    ]
    return ", ".join(["body", *kinds])


def copies_list(brief: BriefData) -> Html | None:
    """Documents that share text."""
    if not brief.copies:
        return None
    items = [
        el(
            "li",
            el("a", f"[{copy.first}]", href=f"#d-{copy.first}"),
            f" {LIKENESSES.get(copy.relation, copy.relation)} ",
            el("a", f"[{copy.second}]", href=f"#d-{copy.second}"),
            f" ({round(copy.share * 100)} % of the shorter one is in the longer)",
        )
        for copy in brief.copies
    ]
    return join([el("h3", "Near-duplicates"), el("p", "They count as one source."), el("ul", items)])


def unread_table(brief: BriefData) -> Html:
    """Files that could not be read, and why."""
    rows = [
        row(
            f"u-{number}",
            [
                ("File", item.name),
                ("Reason", REASONS.get(item.reason, item.reason)),
                ("What happened", item.message or NOTHING),
            ],
        )
        for number, item in enumerate(brief.unread, start=1)
    ]
    return table(("File", "Reason", "What happened"), [el("tbody", rows)], "unread")


def source_texts(brief: BriefData) -> Html:
    """Every source text, folded until a link leads into it."""
    marks = marks_of(brief)
    return join(_source_text(source, marks.get(source.number, ())) for source in brief.sources)


def _source_text(source: SourceText, marks: Sequence[Mark]) -> Html:
    where = " · ".join(words for words in (source.publisher, date_words(source.published)) if words)
    summary = el(
        "summary",
        el("span", f"[{source.number}]", class_="ref"),
        " ",
        el("span", source.title or source.name, class_="source-title", dir="auto"),
        el("span", f"{where} · {len(marks)} {'quote' if len(marks) == 1 else 'quotes'} marked", class_="note"),
    )
    article = el("article", text_markup(source, marks), class_="text", lang=source.language)
    return el("details", summary, article, class_="source", id=f"s-{source.number}")

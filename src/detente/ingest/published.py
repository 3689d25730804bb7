"""When a document was published, and how that is known: printed dates first, then bounds from the text.

Nothing is invented: a year is inferred only where the text ties the days that it prints without a year to one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from detente.ingest.dates import Dated, find_dates, first_day, is_iso, last_day, resolve_order
from detente.terms import Passage, Published, Zone

_YEAR_ALONE = re.compile(
    r"\b(?:in|since|during|of|from|between|and|early|late|mid|end of)[ \xa0-](?P<year>(?:19"
    r"|20)\d\d)\b(?!\s*\w*-|[%/,]\d)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plans?|planned|planning|scheduled|due|expect(?:s|ed)?|aims?|targets?"
    r"|intends?|set to|slated"
    r"|forecasts?|projected|projects|next|upcoming|deadline|expires?|could|may|might|until|till|through"
    r"|by|before|for"
    r"|is to|are to|was to|were to|starting|beginning|effective|no later than|not later than|week ahead"
    r"|agenda|looks|suppose|pledg(?:es|ed)|promis(?:es|ed)|hopes?"
    r"|propos(?:es|ed)|announced for|called for|invited|wants?|seeks?|agreed to|vow(?:s|ed))\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|rose|fell|grew|met|came|went|said|took|made|became|began|left|won"
    r"|lost|sent|sold"
    r"|bought|led|held|gave|cut|hit|stood|flew|shot|fought|paid|told|saw|broke|drew|put|set|\w{2,}ed)\b",
    re.IGNORECASE,
)
_ANNUAL = re.compile(
    r"\b(?:turnover|trade|exports?|imports?|remittances|gdp|budget|investments?|sales|deliveries"
    r"|production|revenues?"
    r"|spending|inflation|growth)\b[^.!?]{0,80}\b(?:amounted|reached|totall?ed|stood|was|were|exceeded"
    r"|accounted|rose|fell"
    r"|grew|hit|came)\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(
    r"\b(?:end of )?last year\b|\bsince last (?:year|summer|autumn|winter|fall|december|november)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z])|\n+")
_MODAL = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|must|looks?|is likely|are likely|if we)\b", re.IGNORECASE
)
_CITATION = re.compile(r"\((?=[^()a-z]{0,8}[A-Z])[^()]{0,80}$")
NEAR_DAYS = 60
METADATA_ZONES = frozenset({Zone.BODY, Zone.CAPTION, Zone.TITLE, Zone.DATELINE})


@dataclass(frozen=True, slots=True)
class _Clue:
    """A date in the past of the writing: `day` is 0 in a date of month and year, `month` 0 in a bare year."""

    year: int | None
    month: int
    day: int
    at: int
    body: bool
    annual: bool = False
    cited: bool = False

    @property
    def iso(self) -> str:
        return f"{self.year:04d}-{self.month or 1:02d}-{self.day or 1:02d}"


def published_of(text: str, passages: tuple[Passage, ...], option: str | None = None) -> Published:
    """The publication date of a text whose source gives none: dateline, byline, `option`, then bounds."""
    printed = _printed(text, passages)
    if printed.value:
        return printed
    if option:
        return from_value(option, "option")
    return bounds_of(text, passages)


def from_value(value: str, basis: str) -> Published:
    """A date given from outside, cut to the day; `Published()` where it is no date."""
    value = value.strip()
    for length in (10, 7, 4):
        head = value[:length]
        if is_iso(head) and not value[length : length + 1].isdigit():
            return Published(head, basis)
    dates = [dated for dated in find_dates(value[:200]) if dated.year is not None]
    return _settled(dates[:1], dates, basis) if dates else Published()


def bounds_of(text: str, passages: tuple[Passage, ...]) -> Published:
    """Bounds from the text: not before the latest past date that it mentions; the year where it is tied."""
    clues, bare = _clues(text, passages)
    dated = [clue for clue in clues if clue.year is not None]
    if not dated:
        return Published()
    latest = max(dated, key=lambda clue: clue.iso)
    year = _year_of_days(text, dated, bare, latest)
    if year is None:
        return Published(None, "text", not_before=latest.iso)
    days = sorted(f"{year:04d}-{clue.month:02d}-{clue.day:02d}" for clue in bare)
    not_before = max(latest.iso, f"{year:04d}-01-01")
    for day in days:
        if not_before < day and (latest.year != year or _days(day) - _days(not_before) <= NEAR_DAYS):
            not_before = day
    return Published(f"{year:04d}", "inferred", not_before=not_before)


def _printed(text: str, passages: tuple[Passage, ...]) -> Published:
    """The date of a date line or byline; the order of day and month settled by all that are printed there."""
    lines = [p for p in passages if p.zone in {Zone.DATELINE, Zone.BYLINE}]
    found = [
        (p.zone, d) for p in lines for d in find_dates(text, p.start, p.end) if d.year is not None and d.day
    ]
    everything = [dated for _, dated in found]
    for zone, basis in ((Zone.DATELINE, "dateline"), (Zone.BYLINE, "byline")):
        dates = [dated for z, dated in found if z is zone]
        if dates:
            return _settled(dates[:1], everything, basis)
    return Published()


def _settled(dates: list[Dated], everything: list[Dated], basis: str) -> Published:
    first = dates[0]
    if len(first.readings) < 2:
        return Published(first.iso, basis)
    for other in everything:
        settled = resolve_order([first, other])
        if settled:
            return Published(settled, basis)
    return Published(f"{first.year:04d}", basis, not_before=min(first.readings), not_after=max(first.readings))


def _clues(text: str, passages: tuple[Passage, ...]) -> tuple[list[_Clue], list[_Clue]]:
    """Past dates with a year, and past days without one."""
    clues: list[_Clue] = []
    for start, end, body in _sentences(text, passages):
        dates = find_dates(text, start, end)
        for dated in dates:
            if _is_past(text, start, dated.start, dated.end, end):
                month, day = min([(dated.month, dated.day or 0), *dated.others])
                cited = _is_cited(text, dated.start, start)
                clues.append(_Clue(dated.year, month, day, dated.start, body, cited=cited))
        clues.extend(_bare_years(text, (start, end, body), dates))
    return [clue for clue in clues if clue.year], [clue for clue in clues if not clue.year]


def _bare_years(text: str, sentence: tuple[int, int, bool], dates: list[Dated]) -> Iterator[_Clue]:
    """The years that a sentence in a past tense names without a month."""
    start, end, body = sentence
    if not _PAST.search(text, start, end):
        return
    annual = bool(_ANNUAL.search(text, start, end))
    starts = [dated.start for dated in dates]
    for match in _YEAR_ALONE.finditer(text, start, end):
        behind = bisect_right(starts, match.start("year")) - 1
        inside = behind >= 0 and match.start("year") < dates[behind].end
        ahead = _MODAL.search(text, match.end(), min(end, match.end() + 80))
        if not inside and not ahead and _is_past(text, start, match.start(), match.end(), end):
            complete = annual and match.group()[:2].lower() == "in"
            yield _Clue(int(match.group("year")), 0, 0, match.start(), body, complete)


def _sentences(text: str, passages: tuple[Passage, ...]) -> list[tuple[int, int, bool]]:
    spans = []
    for passage in passages:
        if passage.zone not in METADATA_ZONES:
            continue
        start, body = passage.start, passage.zone is Zone.BODY
        for match in _SENTENCE.finditer(text, passage.start, passage.end):
            spans.append((start, match.start() + 1, body))
            start = match.end()
        spans.append((start, passage.end, body))
    return spans


def _is_past(text: str, start: int, at: int, after: int, end: int) -> bool:
    """Whether nothing near the date says that it lay ahead; a source cited in brackets is always past."""
    if _is_cited(text, at, start) and text[after : after + 1] in {")", ";", ","}:
        return True
    before = text[max(start, at - 90) : at]
    return not _AHEAD.search(before) and not re.match(
        r"\s*(?:deadline|target|goal)\b", text[after : min(end, after + 12)]
    )


def _is_cited(text: str, at: int, start: int) -> bool:
    """Whether the date stands in brackets behind the name of a source: "(Interfax, May 10)"."""
    return bool(_CITATION.search(text[max(start, at - 90) : at]))


def _year_of_days(text: str, dated: list[_Clue], bare: list[_Clue], latest: _Clue) -> int | None:
    """The year that days printed without one belong to, where the text ties them to it.

    Either the latest dated month is also the month of such a day, printed as a source's date or before any
    year is named (a day that follows "In December 1981" belongs to that story, not to the day of writing); or
    the latest year is told of as complete (annual figures) by a text that also speaks of "last year".
    """
    if not bare or latest.year is None:
        return None
    first = min((clue.at for clue in dated if clue.body), default=len(text))
    if latest.month and any(c.month == latest.month and (c.cited or c.at < first) for c in bare):
        return latest.year
    newest = [clue for clue in dated if clue.year == latest.year]
    complete = all(clue.month == 0 for clue in newest) and any(clue.annual for clue in newest)
    return latest.year + 1 if complete and _LAST_YEAR.search(text) else None


def _days(iso: str) -> int:
    year, month, day = (int(part) for part in iso.split("-"))
    return year * 365 + month * 30 + day


def narrowed(published: Published, captured: str | None) -> Published:
    """The bounds with the day on which a crawler stored the page: it was published by then."""
    if published.value or not captured or not is_iso(captured[:10]):
        return published
    latest = last_day(captured[:10])
    if published.not_before and first_day(published.not_before) > latest:
        return published
    basis = "text" if published.basis == "none" else published.basis
    return Published(published.value, basis, published.not_before, latest)

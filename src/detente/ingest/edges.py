"""What is printed inside a paragraph of the article but is not of it: the dateline in front, credits behind."""

from __future__ import annotations

import re

from detente.ingest.blocks import Block
from detente.ingest.furniture import MONTHS_AND_DAYS, look_of
from detente.terms import Passage, Zone

_PLACE = r"[^\W\d_a-z](?:[^\W\d_a-z]|[ .'’/-]){2,60}"
_MIXED_PLACE = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_MONTH_OR_DAY = rf"(?:{MONTHS_AND_DAYS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_WHEN = rf"{_MONTH_OR_DAY}\.?(?: \d{{1,2}})?(?:, \d{{4}})?|\d{{1,2}} [A-Z][a-z]+"
_AGENCY = r"\([A-Z][\w .&/-]{1,40}\)"
_DASH = r"\s?(?:--|[-–—])\s"
DATELINE = re.compile(
    rf"^(?:{_PLACE}(?:, ?{_MIXED_PLACE})?(?:, ?(?:{_WHEN}))?\.?(?: ?(?P<agency>{_AGENCY}))?{_DASH}"
    rf"|{_MIXED_PLACE}(?:, ?{_MIXED_PLACE})?(?:, ?(?:{_WHEN}))?\.?,? ?(?P<agency2>{_AGENCY}){_DASH}"
    rf"|{_PLACE}(?:, ?{_MIXED_PLACE})?, ?(?:{_WHEN})\.(?:\s?{_DASH}|\s(?=[A-Z])))"
)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?][\"'”’)]*\s+(?=[(\[]?[A-Z©])")
_REPORTS = re.compile(r"\b(?:said|says|told|added|was|were|had)\b")
LAST_CREDITS = 3


def cut_edges(block: Block, *, first: bool, last: bool) -> list[Passage]:
    """The block as passages: a dateline before the article's first words, credits after its last."""
    start, end = block.start, block.end
    passages: list[Passage] = []
    opening = DATELINE.match(block.text[:200]) if first else None
    if opening and opening.end() < len(block.text):
        dateline = opening.group().rstrip()
        passages.append(Passage(Zone.DATELINE, start, start + len(dateline)))
        start += opening.end()
    credits_at, zone = _credits(block) if last else (len(block.text), Zone.BODY)
    if block.start + credits_at <= start:
        credits_at = len(block.text)
    body_end = block.start + len(block.text[:credits_at].rstrip())
    passages.append(Passage(Zone.BODY, start, body_end))
    if credits_at < len(block.text):
        passages.append(Passage(zone, block.start + credits_at, end))
    return passages


def agency_of(dateline: str) -> str | None:
    """The agency that a dateline names in brackets, or None."""
    found = DATELINE.match(dateline + " X")
    agency = (found.group("agency") or found.group("agency2")) if found else None
    return agency.strip("()") if agency else None


def _credits(block: Block) -> tuple[int, Zone]:
    """Where the last sentences turn into credits or sign-up lines, and their zone."""
    tail = max(0, len(block.text) - 600)
    starts = [match.end() for match in _SENTENCE_END.finditer(block.text, tail)][-LAST_CREDITS:]
    where, zone = len(block.text), Zone.BODY
    for at in reversed(starts):
        look = look_of(block.text[at:where].strip())
        if look is None or _REPORTS.search(block.text, at, where):
            break
        where, zone = at, look
    return where, zone

"""Where quoted words begin and end: straight, curly and angled marks, nested, apostrophes left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"""["“”„«»'‘’]|``|''""")
_CLOSES = {"“": "”", "„": "”“", "«": "»", "``": "''", '"': '"', "‘": "’", "'": "'"}
_SINGLE = frozenset(["‘", "’", "'"])
_OPENING_BEFORE = frozenset(" \t\n\r\u00a0([{—–-/:“„\"‘'")
_SPEECH_STOP = frozenset(".,?!…;")
# Shortened words that begin with an apostrophe.
_CLIPPED = re.compile(r"[’'‘](?:\d0?s?|em|til|tis|twas|cause|n)\b", re.IGNORECASE)
_LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words between two marks, and how deep they are nested (0 is outermost)."""

    start: int
    end: int
    depth: int


def quoted(text: str, start: int, end: int, runs_on: bool) -> Iterator[Quoted]:
    """The quotations of a paragraph, in order; `runs_on`: an unclosed one goes on in the next paragraph."""
    open_marks: list[tuple[str, int]] = []
    found: list[Quoted] = []
    last_single = _last_closers(text, start, end)
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark.group(), mark.start()
        if open_marks and at - open_marks[0][1] > _LONGEST:
            open_marks.clear()
        place = _closing_place(text, sign, at, mark.end(), end, open_marks, last_single)
        if place is not None:
            opened = open_marks[place][1]
            del open_marks[place:]
            if at > opened:
                found.append(Quoted(opened, at, place))
        elif _opens(text, sign, at, mark.end(), start, end, open_marks):
            open_marks.append((sign, mark.end()))
    if runs_on and open_marks and open_marks[0][0] not in _SINGLE and open_marks[0][1] < end:
        found.append(Quoted(open_marks[0][1], end, 0))
    yield from sorted(found, key=lambda one: (one.start, -one.end))


def opens_paragraph(text: str, start: int) -> bool:
    """Whether a paragraph begins with an opening double mark, as a quotation that runs on does."""
    return text[start : start + 1] in {"“", '"', "„", "«"}


def _opens(
    text: str, sign: str, at: int, after: int, start: int, end: int, open_marks: list[tuple[str, int]]
) -> bool:
    if (
        sign not in _CLOSES
        or after >= end
        or text[after].isspace()
        or any(sign == one for one, _ in open_marks)
    ):
        return False
    before = text[at - 1] if at > start else " "
    if sign in {"“", "„", "«", "``"}:
        return True
    if before not in _OPENING_BEFORE:
        return False
    return sign not in _SINGLE or not _CLIPPED.match(text, at, end)


def _closing_place(
    text: str,
    sign: str,
    at: int,
    after: int,
    end: int,
    open_marks: list[tuple[str, int]],
    last_single: dict[str, int],
) -> int | None:
    """The place in the stack of the mark that `sign` closes, or None where it closes none."""
    for place in range(len(open_marks) - 1, -1, -1):
        opener, opened = open_marks[place]
        if sign not in _CLOSES[opener]:
            continue
        if sign in _SINGLE and not _ends_single(text, sign, at, after, end, last_single):
            return None
        if sign == '"' and at > opened and text[at - 1].isspace():
            return None
        return place
    return None


def _ends_single(text: str, sign: str, at: int, after: int, end: int, last_single: dict[str, int]) -> bool:
    """Whether a single mark closes and is no apostrophe, as in "don’t" and "the officers’ mess"."""
    following = text[after] if after < end else " "
    if following.isalnum():
        return False
    before = text[at - 1]
    if before in _SPEECH_STOP or before not in "sS":
        return True
    return last_single.get(sign, -1) <= at


def _last_closers(text: str, start: int, end: int) -> dict[str, int]:
    """The last place of each single mark that could close: a possessive before it stays an apostrophe."""
    last: dict[str, int] = {}
    for sign in ("’", "'"):
        at = text.rfind(sign, start, end)
        while at > start and (at + 1 < end and text[at + 1].isalnum()):
            at = text.rfind(sign, start, at)
        last[sign] = at
    return last

"""Sentences of the body, by rule: where a stop ends a sentence and where it only ends a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from detente.terms import Passage, Sentence, Zone


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Shortened words that are always followed by what they belong to.
_LEADING = _words(
    """
    mr mrs ms messrs dr prof gen lt col maj capt cpl sgt brig adm cmdr cdr gov sen rep reps sens pres amb hon
    rev fr st sts ste mt ft fig figs vol vols no nos nr art arts sec sect ch chap para paras pp ed eds approx
    ca cf vs viz res resp al min jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur
    thurs fri sat sun gens cols supt insp asst assoc dep del sgn ltgen majgen
    """
)
# Shortened words that may close a sentence as well: only a word that likes to open sentences settles it.
_TRAILING = _words(
    """
    u.s u.k u.n u.s.s.r e.u u.a.e d.c a.m p.m e.g i.e inc co corp ltd plc llc bros etc jr sr ph.d b.a m.a vs
    d.p.r.k p.r.c r.o.k u.s.a b.c a.d dept univ govt intl ave blvd rd est bn mn tn km kg lb lbs
    """
)
_OPENERS = _words(
    """
    the a an it its he she they we you his her their our this that these those there in on at by for from with
    without within as after before since during until if when while where although though however but and or
    so yet nor according both some many most such what who why how meanwhile moreover earlier later last under
    over despite other others all no not one two both each another even only then thus still now today
    yesterday i
    """
)
_STOP = re.compile(r"[.!?…]+(?=(?P<closers>[\"”’'»)\]]{0,4})(?P<gap>\s|$|\[\d{1,3}\]|(?=[A-Z“])))")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘—–/]{1,24}\Z")
_NEXT = re.compile(r"\s*(?:\[\d{1,3}\]\s*)*(?P<open>[\"“‘'«(\[•*–—-]{0,3})\s?(?P<word>\w+[\w.’'-]{0,40})?")
_CITATION = re.compile(r"(?:\s*\[\d{1,3}\])+|\s?\([^()\n.!?]{3,90}\d[^()\n.!?]{0,12}\)(?=\.?(?:\s|$))\.?")
_GLUED = re.compile(r"[A-Z][a-z]{3,}[\w’-]*\s|(?:The|In|On|It|He|We|But|As|At|By|For|And|A|An|To|If|So)\s")
_SPEECH_AFTER = re.compile(
    r"\s+(?:[A-Z][\w.’'-]{0,30}\s+){0,4}[A-Z]?[\w.’'-]{1,30}\s+"
    r"(?:said|says|asked|asks|added|wrote|told|replied|exclaimed|declared|shouted|warned|wondered|tweeted|insisted)\b"
)
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_LIST_ITEM = re.compile(r"[•*·▪●–—-]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s")
_WRAPPED_WIDTH = 45
_BRACKET_REACH = 300


def split(text: str, passages: Iterable[Passage]) -> tuple[Sentence, ...]:
    """The sentences of the body passages of `text`, in order.

    `text[start:end]` is the sentence without the white space around it. A line is a paragraph of its own
    unless the passage is hard-wrapped; a heading without a stop is a sentence of its own. Other zones give
    nothing.
    """
    found: list[Sentence] = []
    number = 0
    for passage in passages:
        if passage.zone is not Zone.BODY:
            continue
        for start, end in _paragraphs(text, passage.start, passage.end):
            found.extend(Sentence(one, other, number) for one, other in _sentences(text, start, end))
            number += 1
    return tuple(found)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [span for m in _LINE.finditer(text, start, end) if (span := _trim(text, m.start(), m.end()))]
    if not lines:
        return
    joins = _joined(text, lines)
    begin = lines[0][0]
    for index, (_, line_end) in enumerate(lines):
        if index + 1 == len(lines):
            yield begin, line_end
        elif not joins[index]:
            yield begin, line_end
            begin = lines[index + 1][0]


def _joined(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each line runs on into the next: only in text that is broken at a fixed width."""
    runs_on = [
        text.count("\n", one[1], other[0]) < 2 and not _ends(text, one) and text[other[0]].islower()
        for one, other in pairwise(lines)
    ]
    width = max(end - start for start, end in lines)
    if width < _WRAPPED_WIDTH or width > 120 or sum(runs_on) < max(1, len(lines) // 5):
        return [
            run and line[1] - line[0] >= _WRAPPED_WIDTH // 2 for run, line in zip(runs_on, lines, strict=False)
        ]
    return [
        text.count("\n", one[1], other[0]) < 2
        and one[1] - one[0] > width * 0.6
        and not _LIST_ITEM.match(text, other[0], other[1])
        for one, other in pairwise(lines)
    ]


def _ends(text: str, line: tuple[int, int]) -> bool:
    return text[max(line[0], line[1] - 5) : line[1]].rstrip("\"”’'»)]")[-1:] in {".", "!", "?", "…", ":", ";"}


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    depth_from, scanned = -1, start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < begin:
            continue
        depth_from, scanned = _bracket(text, scanned, stop.start(), depth_from), stop.start()
        if depth_from >= 0 and ")" not in stop["closers"] and stop.start() - depth_from < _BRACKET_REACH:
            continue
        close = stop.end() + len(stop["closers"])
        if not _is_boundary(text, stop, close, begin, end):
            continue
        if citation := _CITATION.match(text, close, end):
            close = citation.end()
        if span := _trim(text, begin, close):
            yield span
        begin = close
    if span := _trim(text, begin, end):
        yield span


def _bracket(text: str, start: int, end: int, depth_from: int) -> int:
    """Where the round bracket that is open at `end` was opened, or -1."""
    opened, closed = text.rfind("(", start, end), text.rfind(")", start, end)
    if opened > closed:
        return opened
    return depth_from if closed < 0 else -1


def _is_boundary(text: str, stop: re.Match[str], close: int, begin: int, end: int) -> bool:
    after = _NEXT.match(text, close, end)
    word = (after and after["word"]) or ""
    if close >= end or not after or (not word and after.end() >= end):
        return True
    if not text[close].isspace() and text[close] != "[":
        return _is_glued(text, stop, close, end)
    if not word or word[0].islower() or word[0] == "_":
        return not word
    mark = stop.group()
    if mark == ".":
        return not _is_abbreviation(text, stop.start(), begin, word, bool(after["open"] or stop["closers"]))
    if stop["closers"] and mark[-1] in "?!":
        return not _SPEECH_AFTER.match(text, close, min(end, close + 160))
    return True


def _is_glued(text: str, stop: re.Match[str], close: int, end: int) -> bool:
    """Two sentences set without a space ("even further.Russia and"), and not a web name or initials."""
    before = text[max(0, stop.start() - 3) : stop.start()]
    return (
        len(stop.group()) == 1
        and len(before) == 3
        and ((before.isalpha() and before.islower()) or bool(stop["closers"]))
        and bool(_GLUED.match(text, close, end))
    )


def _is_abbreviation(text: str, stop: int, begin: int, word: str, marked: bool) -> bool:
    """Whether the stop at `stop` only shortens the word before it, given the word that follows."""
    found = _WORD_BEFORE.search(text[max(begin, stop - 24) : stop])
    if not found:
        return False
    short = found.group().lower().lstrip("'’")
    opens = word.lower().strip("’'.") in _OPENERS or marked
    if short in {"no", "nos", "art", "fig", "vol", "pp", "ch", "sec", "para"}:
        return word[0].isdigit()
    if short in _LEADING:
        return not (opens and found.group().islower())
    if short in _TRAILING or _is_initials(short):
        return not opens and short != "etc"
    return False


def _is_initials(short: str) -> bool:
    return all(len(part) == 1 and part.isalpha() for part in short.split(".")) or (
        "-" in short and all(len(part.rstrip(".")) == 1 for part in short.split("-"))
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    stripped = piece.strip()
    if not stripped:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(stripped)

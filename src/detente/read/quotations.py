"""Quotations and who speaks them: "X said", "according to X", or the speaker of the quotation before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from detente.read.quotemarks import Quoted, opens_paragraph, quoted
from detente.terms import Quotation, Sentence, Span


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_STRONG = _words(
    """
    said says say saying told tells added adds adding stated declared declares stressed stresses emphasized
    emphasised emphasizes emphasises noted explained explains argued argues warned warns claimed insisted
    insists wrote writes tweeted posted replied replies answered responded admitted admits acknowledged
    confirmed confirms called calling described describes dubbed denounced condemned complained concluded
    concludes recalled remarked observed commented quipped joked exclaimed shouted reiterated asserted asserts
    contended contends cautioned conceded underlined underscored testified labelled labeled deplored hailed
    regretted objected quoted
    """
)
# Verbs that only speak where "that", "of", "as" or a mark leads from them to the quotation.
_WEAK = _words(
    """
    announced denied denies vowed pledged promised urged accused continued repeated maintained maintains
    suggested suggests believes predicted reported asked asks demanded threatened chanted chanting
    """
)
_DOUBTFUL = frozenset(["claims", "reports", "notes", "calls", "states", "demands", "promises"])
_VERB_WORD = re.compile(rf"\b(?:{'|'.join([*_STRONG, *_WEAK, *sorted(_DOUBTFUL)])})\b")
_LEADS_ON = re.compile(r"(?:\b(?:that|as|of|to|was|were|is|are|would|not|be)|[,:])\s*$")
_PASSIVE = re.compile(r"\b(?:been|be|being|was|were|is|are|by|the|a|of|with|to)\s+$")
_FINITE = re.compile(
    r"\s(?:\w{3,}ed|was|were|had|has|have|is|are|will|would|did|met|went|came|took|made|put)\s"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of|[Aa]s quoted by)\s+")
_ADVERBS = re.compile(r"(?:\s+(?:also|then|later|further|once|again|even|never|has|have|had|who|\w{2,16}ly))+$")
_LEFT_EDGE = re.compile(
    r"[,;:.!?“”\"«»()\[\]—–]\s|\b(?i:that|as|but|and|while|when|where|because|after|before|if|although|which)\s"
)
_RIGHT_EDGE = re.compile(
    r"[,;:.!?“”\"«»()\[\]—–\n]|\s(?:in|on|at|during|after|before|to|that|as|when|while|about|by|last|this|following"
    r"|adding|saying|who|which|whose|earlier|later|yesterday|today|from|with|and)\s"
)
_NAMED = re.compile(r"[A-ZÀ-ÞŠŽİ]|\b(?:he|she|they|it|we|i)\b")
_ROLE = re.compile(
    r"\b(?:minister|president|spokes\w+|officials?|diplomats?|ambassador|envoy|analysts?|experts?|sources?|leader"
    r"|general|commander|chief|secretary|government|ministry|statement|army|police|witness\w*|resident\w*|critics?"
    r"|lawyer|colleague|adviser|advisor|negotiator|trader|historian|embassy|agency|paper|report|document"
    r"|one|another)s?\b"
)
_ARTICLES = frozenset(["a", "an", "the", "one", "another", "his", "her", "its", "their", "some"])
_AFTER = re.compile(r"[,.]?[”\"’'»)]?,?\s+")
# A longer paragraph is data, not prose: only so many characters of it are read.
_LONGEST = 100_000
_REACH_BEFORE, _REACH_AFTER, _WIDEST = 260, 140, 110


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """The quoted words in `sentences`, in order, marks outside, each with the span of its speaker where told.

    A quotation may hold several sentences of a paragraph and others inside it. Quoted words without a verb of
    speech near them (scare quotes, titles) have no speaker.
    """
    found: list[Quotation] = []
    starts = [sentence.start for sentence in sentences]
    before: Quotation | None = None
    for paragraph, runs_on in _paragraphs(text, sentences):
        start = paragraph[0].start
        for one in quoted(text, start, min(paragraph[-1].end, start + _LONGEST), runs_on):
            speaker = _speaker(text, one, sentences, starts)
            if speaker is None and before is not None and one.depth == 0:
                speaker = _continued(one, before, sentences, starts)
            quotation = Quotation(one.start, one.end, speaker)
            found.append(quotation)
            before = quotation if one.depth == 0 else before
    return tuple(found)


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[list[Sentence], bool]]:
    """The sentences of each paragraph, and whether the next one opens with a quotation mark."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and sentence.paragraph != group[-1].paragraph:
            yield group, opens_paragraph(text, sentence.start)
            group = []
        group.append(sentence)
    if group:
        yield group, False


def _speaker(text: str, one: Quoted, sentences: Sequence[Sentence], starts: Sequence[int]) -> Span | None:
    first = sentences[max(0, bisect_right(starts, one.start) - 1)]
    last = sentences[max(0, bisect_right(starts, one.end) - 1)]
    begin = max(first.start, one.start - _REACH_BEFORE)
    end = min(max(last.end, _tail(text, one.end, last, sentences, starts)), one.end + _REACH_AFTER)
    ends_in_comma = text[one.end - 1 : one.end] in {",", "?", "!"} or text[one.end + 1 : one.end + 2] == ","
    if ends_in_comma and (after := _after(text, one.end, end)):
        return after
    return _before(text, begin, one.start) or _after(text, one.end, end)


def _tail(text: str, at: int, last: Sentence, sentences: Sequence[Sentence], starts: Sequence[int]) -> int:
    """Where the sentence ends that goes on after a quotation which closed one itself."""
    index = bisect_right(starts, at + 2) - 1
    return (
        sentences[index].end if sentences[index] is last and text[at - 1 : at] in {",", "?", "!"} else last.end
    )


def _after(text: str, at: int, end: int) -> Span | None:
    """X said, said X, according to X, right after the closing mark."""
    lead = _AFTER.match(text, at, end)
    if not lead:
        return None
    begin = lead.end()
    if according := _ACCORDING.match(text, begin, end):
        return _rightwards(text, according.end(), end)
    verb = _VERB_WORD.search(text, begin, min(end, begin + _WIDEST))
    if verb is None or re.search(r"[.;:“”\"]\s", text[begin : verb.start()]):
        return None
    if verb.start() == begin:
        return _rightwards(text, verb.end() + 1, end)
    return _leftwards(text, begin, verb.start())


def _before(text: str, begin: int, at: int) -> Span | None:
    """X said that, according to X, before the opening mark and in its sentence."""
    piece = text[begin:at]
    free = piece.rstrip("“”„«\"‘'` ")
    clear = max(free.rfind(mark) for mark in '“”"') + 1
    verbs = [verb for verb in _VERB_WORD.finditer(free, clear) if _speaks(free, verb)]
    according = list(_ACCORDING.finditer(piece, clear))
    if according and (not verbs or according[-1].start() > verbs[-1].start()):
        return _rightwards(text, begin + according[-1].end(), at)
    for verb in reversed(verbs):
        if (speaker := _leftwards(text, begin, begin + verb.start())) is not None:
            return speaker
    return None


def _speaks(piece: str, verb: re.Match[str]) -> bool:
    """Whether a word before a quotation is a verb of speech that governs it."""
    lead = piece[: verb.start()]
    if _PASSIVE.search(lead):
        return False
    if verb.group() in _DOUBTFUL:
        word = lead.split()[-1] if lead.split() else ""
        return word[:1].isupper() or word in {"he", "she", "it", "they", "who"}
    return verb.group() in _STRONG or verb.end() == len(piece) or bool(_LEADS_ON.search(piece))


def _leftwards(text: str, begin: int, end: int) -> Span | None:
    """The subject that ends at `end`: back to a mark or a conjunction."""
    begin = max(begin, end - _WIDEST)
    piece = _ADVERBS.sub("", text[begin:end].rstrip(" ,"))
    edges = [m.end() for m in _LEFT_EDGE.finditer(piece)]
    start = edges[-1] if edges else 0
    if not piece[start:].strip() and len(edges) > 1:
        start = edges[-2]
    finite = _FINITE.search(piece, start)
    return _span(text, begin + start, begin + (finite.start() if finite else len(piece)))


def _rightwards(text: str, begin: int, end: int) -> Span | None:
    """The subject or source that begins at `begin`: on to a mark or a preposition."""
    end = min(end, begin + _WIDEST)
    edge = _RIGHT_EDGE.search(text, begin, end)
    return _span(text, begin, edge.start() if edge else end)


def _span(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" ,"))
    end = start + len(text[start:end].rstrip(" ,."))
    words = text[start:end]
    first = words.split()[0] if words else "to"
    if first in {"to", "of", "for", "not", "by"}:
        return None
    named = _NAMED.search(words) or _ROLE.search(words) or first in _ARTICLES
    return Span(start, end) if named else None


def _continued(
    one: Quoted, before: Quotation, sentences: Sequence[Sentence], starts: Sequence[int]
) -> Span | None:
    """The speaker of the quotation before, where this one opens the next sentence: “...,” X said. “...”"""
    index = bisect_right(starts, one.start) - 1
    opens = index >= 0 and one.start - sentences[index].start <= 2
    previous = bisect_right(starts, before.end) - 1
    apart = sentences[index].paragraph - sentences[previous].paragraph if opens else 9
    near = index - previous <= 1 if apart == 0 else apart == 1 and before.end >= sentences[previous].end - 1
    return before.speaker if opens and near else None

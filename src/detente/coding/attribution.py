"""Who vouches for what is said: cues of speech, belief, citation and hearsay, with their source and scope.

The cues are data (`data/lexicons/attribution.tsv`). A source that the text does not name ("reportedly") gives a
party whose name is the cue itself and whose country is None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from detente.coding.lexicon import Cue, lexicon
from detente.terms import Mention, NameKind, Party, Quotation, Reading, Sentence, Span

_WINDOW = 160
LONGEST = 1500
_CITATION = re.compile(
    r"\((?P<source>(?:see )?[A-Z][^()\d\n,;]{1,50}?)(?:\.\w{2,3})?,\s"
    r"(?:[A-Z][a-z]{2,8}\.?\s)?[^()\n]{0,20}\d[^()\n]{0,40}\)"
)
_TURN = re.compile(r"(?P<source>[A-ZÀ-Þ][A-ZÀ-Þ'’. -]{1,40}|[AQ])(?:\s\([^()\n]{1,60}\))?:\s")
_TOKEN = re.compile(r"[\w'’.-]+|[^\w\s]")
_CLAUSE_BREAK = re.compile(r"[;:—–()]|\b(?:that|which|while|whereas|because|but|and then)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:(?:but|and|so|yet|still|however|meanwhile|later|then|also|thus|as|what|both|today|yesterday|"
    r"on \w+|in \w+ ?\d{0,4}|last \w+|earlier|nor|has|have|had|would|will|may|might|could|when|after|if)\b"
    r"[,\s]*)+",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"[\s,]*\b(?:has|have|had|also|later|\w{2,20}ly|then|once|often|himself|herself|itself|again|further|even|"
    r"did|does|do|not|may|might|must|will|would|could|should|on \w+day|in \w+ ?\d{0,4})$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being)\s+(?:(?:also|\w+ly|not|widely)\s+)?$", re.IGNORECASE
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|did|does|do|must|will|would|could|can|may|becomes?|began|said|says)\b|\band$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:he|she|it|they|i|we|you|who|which|that|those|these|this|there|one|to|of|is|by)$", re.IGNORECASE
)
_NOUN_LEAD = re.compile(
    r"(?:\b(?:the|a|an|its|their|his|her|this|these|those|of|by|with|from|on)\s+(?:\w{1,20}\s)?|[’']s\s)$",
    re.IGNORECASE,
)
_NOUNS = frozenset(
    [
        "claim",
        "claims",
        "report",
        "reports",
        "state",
        "states",
        "estimate",
        "estimates",
        "forecast",
        "forecasts",
    ]
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who vouches for the characters of `scope`; `manner` is speech, belief, according, nominal, hearsay,
    citation, quotation or turn, `sense` say, claim, deny, believe, estimate, forecast or report.
    """

    party: Party
    cue: Span
    scope: Span
    manner: str
    sense: str


def bounded(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences, each read up to `LONGEST` characters: what runs on for longer is not prose."""
    return tuple(
        s if s.end - s.start <= LONGEST else Sentence(s.start, s.start + LONGEST, s.paragraph)
        for s in sentences
    )


def find_attributions(text: str, reading: Reading) -> tuple[Attribution, ...]:
    """Every attribution of the sentences read, in order of its scope.

    Scopes may nest; `voucher` picks the narrowest that holds a stretch.
    """
    found: list[Attribution] = []
    starts = [m.start for m in reading.names]
    nearby = _Names(reading.names, starts)
    for sentence in bounded(reading.sentences):
        found += _turns(text, sentence, nearby)
        found += _citations(text, sentence)
        for cue in lexicon("attribution").longest(text, sentence.start, sentence.end):
            one = _of_cue(text, sentence, cue, nearby)
            if one:
                found.append(one)
    found += [a for q in reading.quotations if (a := _quoted(text, q, nearby))]
    return tuple(sorted(found, key=lambda a: (a.scope.start, a.scope.end, a.cue.start, a.manner)))


def voucher(attributions: tuple[Attribution, ...], start: int, end: int) -> Attribution | None:
    """The attribution with the narrowest scope that holds the stretch, a named source before an unnamed one."""
    first = bisect_left(attributions, start - 4 * _WINDOW, key=lambda a: a.scope.start)
    holding = []
    for one in attributions[first:]:
        if one.scope.start > start:
            break
        if one.scope.end >= end and not _is_source(one, start, end):
            holding.append(one)
    return min(holding, key=_preference, default=None)


def _preference(one: Attribution) -> tuple[bool, bool, int]:
    return (one.manner == "hearsay", one.manner == "citation", one.scope.end - one.scope.start)


def _is_source(one: Attribution, start: int, end: int) -> bool:
    """Whether the stretch is the source's own name or the cue, not what it vouches for."""
    party = one.party
    return (party.start is not None and party.start <= start and end <= (party.end or 0)) or (
        one.cue.start <= start and end <= one.cue.end
    )


@dataclass(frozen=True, slots=True)
class _Names:
    names: tuple[Mention, ...]
    starts: list[int]

    def country(self, start: int, end: int) -> tuple[str | None, str | None]:
        """Country and sector of the last actor named in the stretch."""
        for m in reversed(self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]):
            if m.country and m.kind is not NameKind.PLACE:
                return m.country, m.sector
        return None, None

    def party(self, text: str, start: int, end: int) -> Party:
        country, sector = self.country(start, end)
        return Party(text[start:end], country, sector, start, end)


def _of_cue(text: str, sentence: Sentence, cue: Cue, names: _Names) -> Attribution | None:
    sense = cue.more[0] if cue.more else "say"
    if cue.label == "hearsay":
        party = Party(text[cue.start : cue.end], None, None, cue.start, cue.end)
        return Attribution(party, Span(cue.start, cue.end), _clause(text, sentence, cue), "hearsay", sense)
    if cue.label in ("according", "nominal"):
        source = _source_after(text, sentence, cue.end)
        scope = Span(sentence.start, sentence.end) if cue.label == "according" else Span(cue.end, sentence.end)
    elif _not_a_verb(text, sentence, cue):
        return None
    else:
        source, scope = _speech(text, sentence, cue)
    if source is None:
        return None
    party = names.party(text, *source)
    return Attribution(party, Span(cue.start, cue.end), scope, cue.label, sense)


def _not_a_verb(text: str, sentence: Sentence, cue: Cue) -> bool:
    """Whether the cue is a noun ("their claims") or a passive ("were told"), not a verb with its source."""
    lead = text[max(sentence.start, cue.start - 32) : cue.start]
    if _PASSIVE.search(lead) and not text[cue.start : cue.end].lower().endswith("ing"):
        return True
    word = text[cue.start : cue.end].lower()
    return word in _NOUNS and _NOUN_LEAD.search(lead) is not None


def _speech(text: str, sentence: Sentence, cue: Cue) -> tuple[tuple[int, int] | None, Span]:
    """The source and the scope of a verb of speech: what follows it, or what stands before "..., X said"."""
    before = _source_before(text, sentence, cue.start)
    ends_there = re.match(r"[\s,”\"’]*[.,]|[\s,]*$", text[cue.end : min(sentence.end, cue.end + 4)])
    if before and not ends_there:
        return before, Span(cue.end, sentence.end)
    if before:
        return before, Span(sentence.start, sentence.end)
    if re.search(r"[,”\"’]\s*$", text[max(sentence.start, cue.start - 3) : cue.start]):
        return _source_after(text, sentence, cue.end), Span(sentence.start, sentence.end)
    return None, Span(cue.end, sentence.end)


def _source_before(text: str, sentence: Sentence, end: int) -> tuple[int, int] | None:
    """The noun phrase that ends right before the verb, with an apposition's head where there is one."""
    start = max(sentence.start, end - _WINDOW)
    breaks = [m.end() for m in _CLAUSE_BREAK.finditer(text, start, end)]
    start = breaks[-1] if breaks else start
    stop = end
    pieces = [(m.start(), m.end()) for m in re.finditer(r"[^,“”\"]+", text[start:end]) if m[0].strip()]
    if not pieces or re.search(r"[“”\"]\s*$", text[start:end]):
        return None
    first, last = pieces[-1]
    closed = text[start:end].rstrip().endswith(",")
    if closed and len(pieces) > 1:
        first = pieces[-2][0]
    first, stop = start + first, start + last
    return _stripped(text, first, stop)


def _source_after(text: str, sentence: Sentence, start: int) -> tuple[int, int] | None:
    """The noun phrase after "according to" or after "..., said"."""
    end = start
    for count, token in enumerate(_TOKEN.finditer(text, start, min(sentence.end, start + _WINDOW))):
        if count == 12 or token[0] in ',;:()—–”"' or _STOP.fullmatch(token[0]):
            break
        end = token.end()
    return _stripped(text, start, end)


_STOP = re.compile(
    r"(?:that|which|who|on|in|after|before|when|while|as|but|said|says|told|at|during|was|were|is|are|has|had|have)",
    re.IGNORECASE,
)


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not (text[start].isalnum()):
        start += 1
    lead = _LEADS.match(text[start:end])
    if lead and lead.end() < end - start:
        start += lead.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    for _ in range(3):
        tail = _TAILS.search(text[max(start, end - 24) : end])
        if not tail:
            break
        end = max(start, end - 24) + tail.start()
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")’"):
        end -= 1
    words = text[start:end].split()
    if not words or len(words) > 14 or _FINITE.search(text[start:end]):
        return None
    if len(words) == 1 and _PRONOUN.match(words[0]) and words[0] != "I":
        return None
    return start, end


def _clause(text: str, sentence: Sentence, cue: Cue) -> Span:
    """The clause around an adverb of hearsay."""
    start = max(
        (m.end() for m in _CLAUSE_BREAK.finditer(text, sentence.start, cue.start)), default=sentence.start
    )
    stop = _CLAUSE_BREAK.search(text, cue.end, sentence.end)
    return Span(start, stop.start() if stop else sentence.end)


def _citations(text: str, sentence: Sentence) -> list[Attribution]:
    """A source in brackets with its date, "(TASS, September 1, 2018)": it vouches for its sentence."""
    found = []
    for m in _CITATION.finditer(text, sentence.start, sentence.end):
        source = Party(m["source"].removeprefix("see "), None, None, m.start("source"), m.end("source"))
        scope = Span(sentence.start, m.start())
        found.append(Attribution(source, Span(m.start(), m.end()), scope, "citation", "say"))
    return found


def _turns(text: str, sentence: Sentence, names: _Names) -> list[Attribution]:
    """A speaker's turn in a transcript, "NAME: ..."."""
    m = _TURN.match(text, sentence.start, sentence.end)
    if not m:
        return []
    party = names.party(text, m.start("source"), m.end("source"))
    return [Attribution(party, Span(m.start(), m.end()), Span(m.end(), sentence.end), "turn", "say")]


def _quoted(text: str, quotation: Quotation, names: _Names) -> Attribution | None:
    if quotation.speaker is None:
        return None
    party = names.party(text, quotation.speaker.start, quotation.speaker.end)
    cue = Span(quotation.speaker.start, quotation.speaker.end)
    return Attribution(party, cue, Span(quotation.start, quotation.end), "quotation", "say")

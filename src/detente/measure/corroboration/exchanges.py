"""How an exchange of goods stands: halted or ongoing, free or paid, at one time or at different ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from detente.coding.lexicon import Cue, lexicon
from detente.measure.corroboration import periods
from detente.measure.corroboration.comparison import (
    CONTRADICTS,
    CORROBORATES,
    INCOMPARABLE,
    Comparison,
    Witness,
)
from detente.measure.corroboration.material import Material, Text
from detente.measure.corroboration.parts import roles
from detente.measure.corroboration.periods import APART, Period, relation
from detente.terms import Sentence

_CLAUSE = re.compile(r"[;—–:]|,\s+(?=(?:while|whereas|although|though|which|who|but(?!\s+rather))\b)")
_MODAL = re.compile(r"\b(?:will|would|may|might|could|should|shall|plans?|hopes?|wants?|if)\b", re.IGNORECASE)
_NAMING = frozenset({"state", "capital", "demonym", "person", "agency"})
_TERMS = frozenset({"free", "paid"})
_AGAINST = {
    "halted": ("ongoing",),
    "none": ("ongoing",),
    "ongoing": ("halted", "none"),
    "free": ("paid",),
    "paid": ("free",),
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a clause says of an exchange: goods, who supplies whom, how it stands, and when.

    `dated` says that the text gives the time; otherwise `when` is that of publication. A stop holds on from
    its date.
    """

    text: Text
    start: int
    end: int
    goods: str
    supplier: str | None
    receiver: str | None
    standing: str
    when: Period | None
    edtf: str
    dated: bool

    @property
    def parties(self) -> frozenset[str]:
        """The two countries."""
        return frozenset(one for one in (self.supplier, self.receiver) if one)

    @property
    def holds(self) -> Period | None:
        """The time for which the clause speaks."""
        if self.standing == "halted" and self.when:
            return Period(self.when.first, None)
        return self.when


@dataclass(slots=True)
class _Thread:
    """What a clause leaves unsaid and an earlier one of its passage named."""

    goods: str | None = None
    receiver: str | None = None
    paragraph: int = -1


def compare(material: Material) -> Iterator[Comparison]:
    """Exchanges of one kind of goods between the same two countries that stand otherwise, or stopped alike."""
    groups: dict[tuple[str, frozenset[str]], list[Exchange]] = defaultdict(list)
    for text in material.texts.values():
        for exchange in exchanges(text):
            groups[exchange.goods, exchange.parties].append(exchange)
    for key in sorted(groups, key=lambda key: (key[0], sorted(key[1]))):
        for one, other in combinations(groups[key], 2):
            if _same_way(one, other):
                yield from _comparison(one, other)


def exchanges(text: Text) -> Iterator[Exchange]:
    """What the sentences of a text say of exchanges of goods between two countries."""
    thread = _Thread()
    for sentence in text.sentences:
        goods = lexicon("goods").longest(text.text, sentence.start, sentence.end)
        if sentence.paragraph != thread.paragraph:
            thread = _Thread(paragraph=sentence.paragraph)
        if goods:
            yield from _in_sentence(text, sentence, goods, thread)


def _in_sentence(text: Text, sentence: Sentence, goods: Sequence[Cue], thread: _Thread) -> Iterator[Exchange]:
    cites = text.citations_in(sentence.start, sentence.end)
    for start, end in _clauses(text, sentence):
        named = [cue for cue in goods if start <= cue.start and cue.end <= end]
        if not named:
            continue
        own = next((cue.label for cue in named if cue.label != "flow"), None)
        thread.goods = own or thread.goods
        names = [
            n
            for n in text.names_in(start, end)
            if n.kind in _NAMING and not any(low <= n.start < high for low, high in cites)
        ]
        supplier, receiver = roles(text, (start, end), sentence, names, named)
        thread.receiver = receiver or thread.receiver
        receiver = receiver or (thread.receiver if thread.receiver != supplier else None)
        cue = next(
            (c for c in lexicon("exchanges").longest(text.text, start, end) if not _in_cite(c, cites)), None
        )
        if cue is None or thread.goods is None or not supplier or not receiver or supplier == receiver:
            continue
        if _MODAL.search(text.text, start, cue.end):
            continue
        edtf, dated = _time(text, (start, end), sentence, cue)
        yield Exchange(
            text,
            start,
            end,
            thread.goods,
            supplier,
            receiver,
            cue.label,
            periods.period(edtf),
            edtf or "",
            dated,
        )


def _in_cite(cue: Cue, cites: Sequence[tuple[int, int]]) -> bool:
    return any(low <= cue.start < high for low, high in cites)


def _clauses(text: Text, sentence: Sentence) -> Iterator[tuple[int, int]]:
    start = sentence.start
    for found in _CLAUSE.finditer(text.text, sentence.start, min(sentence.end, sentence.start + 1500)):
        yield start, found.start()
        start = found.end()
    yield start, min(sentence.end, start + 1500)


def _time(text: Text, clause: tuple[int, int], sentence: Sentence, cue: Cue) -> tuple[str | None, bool]:
    """The time of a clause, else of its sentence, else of publication; and whether the text gives it.

    What follows the words of standing goes before what leads them, and the date of a source cited comes last.
    """
    cites = text.citations_in(sentence.start, sentence.end)
    places = ((cue.end, clause[1]), clause, (sentence.start, sentence.end))
    for citing in (False, True):
        for place in places:
            for when in text.times_in(*place):
                cited = any(low <= when.start < high for low, high in cites)
                if cited == citing and when.edtf and periods.period(when.edtf):
                    return when.edtf, True
    return text.published.value, False


def _same_way(one: Exchange, other: Exchange) -> bool:
    return one.supplier == other.supplier or "none" in (one.standing, other.standing)


def _comparison(one: Exchange, other: Exchange) -> Iterator[Comparison]:
    fields = (
        f"goods: {one.goods}",
        f"parties: {', '.join(sorted(one.parties))}",
        f"standing: {one.standing} against {other.standing}",
        f"time: {one.edtf or 'none given'} against {other.edtf or 'none given'}",
    )
    about = f"{one.goods}, {one.supplier}>{one.receiver}"
    if {one.standing, other.standing} == {"halted", "none"} and one.text.id != other.text.id:
        reason = "one says that it stopped, the other that nothing new followed"
        yield Comparison(CORROBORATES, "status", about, fields, reason, ((_witness(one), _witness(other)),))
        return
    if other.standing not in _AGAINST[one.standing]:
        return
    apart = _apart(one, other)
    verdict = INCOMPARABLE if apart else CONTRADICTS
    undated = [e for e in (one, other) if not e.dated]
    if undated and (verdict == CONTRADICTS or any(e.standing not in _TERMS for e in undated)):
        return
    reason = apart or f"{_said(one)} and {_said(other)} cannot both hold at {_common(one, other)}"
    yield Comparison(verdict, "status", about, fields, reason, ((_witness(one),), (_witness(other),)))


def _apart(one: Exchange, other: Exchange) -> str | None:
    """Why two times do not meet; None where they do."""
    if one.holds is None or other.holds is None:
        return "one gives no time"
    if relation(one.holds, other.holds) == APART:
        return f"different times: {one.edtf} against {other.edtf}"
    return None


def _common(one: Exchange, other: Exchange) -> str:
    first = max((p.first for e in (one, other) if (p := e.holds) and p.first), default=date.min)
    return f"{first:%Y-%m}" if first > date.min else "one time"


def _said(one: Exchange) -> str:
    words = {"halted": "halted from {} on", "none": "nothing new in {}", "ongoing": "ongoing in {}"}
    return words.get(one.standing, one.standing + " in {}").format(one.edtf)


def _witness(one: Exchange) -> Witness:
    basis = "" if one.dated else " (date of publication)"
    return one.text.witness(one.start, one.end, f"{_said(one)}{basis}")

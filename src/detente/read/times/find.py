"""The reader of times: every expression of every sentence, resolved in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from detente.read.times import opening, periods
from detente.read.times.grammar import times_in
from detente.read.times.ground import Ground, Thread
from detente.read.times.nearest import in_units
from detente.read.times.opening import Bounds
from detente.read.times.periods import Period
from detente.read.times.resolve import resolve
from detente.read.times.senses import Clock, Day, Deictic, Edge, Interval, Sense, Shift, Within, Year
from detente.read.times.standing import Outcome, Place
from detente.read.times.tense import Cues, tense
from detente.read.times.tokens import Tokens, tokenise
from detente.terms import Published, Sentence, Span, When

# A longer "sentence" is data, not prose: only so many characters of it are read.
_LONGEST = 100_000
# The shortest time in words: "May", "now".
_SHORTEST = 3
_HEADING = frozenset([":", "—", "–", "-"])


def find_times(text: str, sentences: Sequence[Sentence], published: Published) -> tuple[When, ...]:
    """The time expressions in `sentences`, in order, resolved against the publication date and one another.

    An unknown publication date, or one known in part, leaves what depends on it unresolved or partial.
    """
    ground = Ground.of(published)
    worded = [one for one in sentences if one.end - one.start >= _SHORTEST]
    parsed = [_Parsed(one, t, tuple(times_in(t))) for one in worded if (t := _tokens(text, one))]
    thread = Thread(history=ground.last is not None and _is_history(parsed, ground.last.year))
    found = (_in_sentence(one, index, ground, thread) for index, one in enumerate(parsed))
    return tuple(when for some in found for when in some)


@dataclass(frozen=True, slots=True)
class _Parsed:
    sentence: Sentence
    tokens: Tokens
    senses: tuple[tuple[Sense, int, int], ...]


def _tokens(text: str, sentence: Sentence) -> Tokens:
    return tokenise(text, sentence.start, min(sentence.end, sentence.start + _LONGEST))


def _is_moment(period: Period) -> bool:
    """Whether a period can be the time of a story: no longer than a year."""
    return (period.last - period.first).days < 366


def _is_agenda(sense: Sense) -> bool:
    return isinstance(sense, Day) and (sense.agenda or (sense.weekday is not None and sense.day is not None))


def _is_history(parsed: Sequence[_Parsed], published: int) -> bool:
    """Whether years are written, all of them before the publication, and nothing leans on its date."""
    senses = [sense for one in parsed for sense, _, _ in one.senses]
    years = [year for sense in senses if (year := _written_year(sense)) is not None]
    leaning = any(_leans_on_publication(sense) for sense in senses)
    weekdays = any(isinstance(sense, Day) and sense.month is None for sense in senses)
    return bool(years) and max(years) < published - (3 if weekdays else 0) and not leaning


def _written_year(sense: Sense) -> int | None:
    match sense:
        case Day(year=year) | Year(year=year, short=False):
            return year
        case Interval(second=inner) | Within(of=inner) | Edge(of=inner) | Clock(of=inner) if inner is not None:
            return _written_year(inner)
    return None


def _leans_on_publication(sense: Sense) -> bool:
    match sense:
        case Shift(base=base):
            return base == "published"
        case Deictic(which=which, unit=unit):
            return which in {"this", "last", "next"} and unit != "X"
        case Edge(of=inner) | Clock(of=inner) | Within(of=inner) if inner is not None:
            return _leans_on_publication(inner)
    return False


def _in_sentence(one: _Parsed, index: int, ground: Ground, thread: Thread) -> list[When]:
    whens: list[When] = []
    t, paragraph = one.tokens, one.sentence.paragraph
    depth, cues = _Brackets(t), Cues(t)
    for sense, first, after in one.senses:
        bracketed = depth.at(first)
        heads = first == 0 and t.at(after) in _HEADING
        place = Place(ground, thread, paragraph, index, bracketed, heads, partial(tense, cues, first, after))
        outcome = resolve(sense, place)
        whens.append(_when(t, sense, first, after, outcome, ground))
        if outcome.period is None and outcome.timex in {"DATE", "TIME"} and outcome.value.startswith("XXXX"):
            thread.lose()
        moves = outcome.period is not None and outcome.timex != "DURATION" and outcome.basis != "none"
        if moves and outcome.period and not bracketed and not opening.is_compared(t, first):
            told = (
                outcome.basis == "explicit" and outcome.anchor != "published" and not opening.lead_of(t, first)
            )
            thread.follow(outcome.period, paragraph, index, told and _is_moment(outcome.period))
            thread.heading = outcome.period if heads or _is_agenda(sense) else thread.heading
    return [_dated(when, whens) for when in whens]


def _dated(when: When, others: Sequence[When]) -> When:
    """A length beside an event whose words hold a date ("two days before the vote of May 2023")."""
    span = when.anchor_span
    if span is None:
        return when
    inside = (
        one for one in others if span.start <= one.start and one.end <= span.end and one.timex_type == "DATE"
    )
    date = next((one for one in inside if one.begin and one.end_date), None)
    return beside_event(when, date.begin or "", date.end_date or "") if date else when


class _Brackets:
    """Whether a token stands in round brackets, asked left to right."""

    def __init__(self, t: Tokens) -> None:
        self._t, self._index, self._open = t, 0, False

    def at(self, index: int) -> bool:
        for k in range(self._index, index):
            if self._t.word[k] in {"(", ")"}:
                self._open = self._t.word[k] == "("
        self._index = index
        return self._open


def _when(t: Tokens, sense: Sense, first: int, after: int, outcome: Outcome, ground: Ground) -> When:
    bounds = _bounds(t, sense, first, outcome, ground)
    words = outcome.words
    return When(
        start=t.start[first],
        end=t.end[after - 1],
        timex_type=outcome.timex,
        value=outcome.value,
        mod=outcome.mod,
        begin=bounds.begin if bounds else None,
        end_date=bounds.end if bounds else None,
        edtf=bounds.edtf if bounds else None,
        basis=outcome.basis,
        anchor=outcome.anchor,
        anchor_span=Span(t.start[words[0]], t.end[words[1] - 1]) if words else None,
    )


def _bounds(t: Tokens, sense: Sense, first: int, outcome: Outcome, ground: Ground) -> Bounds | None:
    if outcome.period is None:
        return None
    period = outcome.period
    if outcome.open_begin:
        return Bounds(None, period.end, f"../{period.end}")
    if outcome.open_end:
        return Bounds(period.begin, None, f"{period.begin}/..")
    lead = opening.lead_of(t, first)
    if isinstance(sense, Clock) and lead in {"by", "before"}:
        lead = ""
    if outcome.timex == "DURATION" or t.at(first) in {"between", "from"}:
        return Bounds(period.begin, period.end, period.edtf)
    if isinstance(sense, Clock) and sense.tail == "TNI" and t.word[first] == "overnight":
        return _overnight(period, ground)
    to_last_day = isinstance(sense, Edge) and sense.exact and sense.edge == "END"
    return opening.opened(period, lead, to_last_day)


def _overnight(period: Period, ground: Ground) -> Bounds:
    following = periods.shifted(period, 1, "D") if ground.first and ground.first == ground.last else None
    end = following.end if following else period.end
    return Bounds(period.begin, end, f"{period.begin}/{end}")


def beside_event(when: When, begin: str, end: str) -> When:
    """An event-anchored `when` resolved, its event known to run from `begin` to `end` (ISO, maybe partial).

    One that leans on no event, or on a length that is not a number of days to years, comes back as it is.
    """
    if when.anchor != "event" or when.mod not in {"BEFORE", "AFTER"} or when.value[1:2] in {"T", "X"}:
        return when
    count, unit = in_units(float(when.value[1:-1]), when.value[-1])
    event = Period(begin, begin, end, begin)
    edge = replace(event, end=begin) if when.mod == "BEFORE" else replace(event, begin=end)
    moved = periods.shifted(edge, -count if when.mod == "BEFORE" else count, unit)
    if moved is None:
        return when
    return replace(when, begin=moved.begin, end_date=moved.end, edtf=moved.edtf)

"""Whether the clause around a time speaks of the past or the future."""

from __future__ import annotations

from detente.read.times.tokens import Tokens

_MODALS = frozenset(["will", "shall", "ll", "would", "won", "wouldn", "'ll", "'d"])
_DUE = frozenset(["due", "scheduled", "slated", "expected", "planned", "set", "pencilled", "penciled", "fixed"])
_PLANNING = frozenset(
    """agreed agree agrees plan plans planned planning intend intends intended want wants wanted expect expects expected
    due set scheduled slated vow vows vowed pledge pledges pledged promise promises promised threaten threatens
    threatened hope hopes hoped aim aims aimed order ordered orders ask asked asks urge urged urges invite invited
    invites demand demanded demands want decide decided decides prepare prepares prepared preparing offer offered offers
    is are was were deadline bid proposal proposed proposes time ready likely poised undertook undertake""".split()  # noqa: SIM905
)
_PAST = frozenset(
    """was were had did been has have went came said told took gave met made left held became began brought built bought
    sent spent sold won lost led fled flew fell felt found fought got grew heard hit hurt kept knew laid lay let met
    paid put quit ran rose sat saw set shook shot shut spoke stood struck swore taught thought threw broke chose drew
    drove forgot froze hid rode sang sank slept stole stuck swept tore understood withdrew wrote wound cut cast cost
    beat bore bound bled burnt caught dealt dug fed hung meant overthrew sought shed sprang strode wore undertook""".split()  # noqa: SIM905
)
_NOT_PAST = frozenset(
    """united need needed indeed hundred embed exceed proceed succeed speed feed seed bleed breed agreed-upon so-called
    armed unilateral related proposed alleged planned expected limited disputed red unprecedented""".split()  # noqa: SIM905
)
_BREAKS = frozenset([";", ":", "(", ")", "“", "”", '"', "—", "–", "?", "!"])
_REACH = 24


def tense(t: Tokens, first: int, after: int) -> str | None:
    """`past`, `future` or None, from the verb nearest before the tokens `first` to `after`, else after them."""
    before = t.at(first - 1)
    if (left := _leftwards(t, first)) is not None:
        return _adjusted(left, before)
    return _adjusted(_rightwards(t, after), before)


def _adjusted(found: str | None, before: str) -> str | None:
    """A deadline in a past clause ("ordered them out by Friday") lies ahead, unless it is "had done by"."""
    if found == "perfect":
        return "past"
    return "future" if found == "past" and before in {"by", "until", "till"} else found


def _leftwards(t: Tokens, first: int) -> str | None:
    for k in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = t.word[k]
        if word in _BREAKS:
            return None
        if (cue := _cue(t, k)) is not None:
            return cue
        if (
            word == ","
            and k < first - 2
            and t.at(k + 1) in {"which", "who", "but", "and", "while", "when", "as"}
        ):
            return None
    return None


def _rightwards(t: Tokens, after: int) -> str | None:
    for k in range(after, min(len(t.word), after + _REACH)):
        if t.word[k] in _BREAKS:
            return None
        if (cue := _cue(t, k)) is not None:
            return cue
    return None


def _cue(t: Tokens, k: int) -> str | None:
    word = t.word[k]
    if word in _MODALS:
        return None if t.at(k + 1) == "have" else "future"
    if word == "had" or (word in {"has", "have"} and t.at(k - 1) not in {"to", "will", "would"}):
        return "perfect"
    if word in _DUE and t.at(k + 1) in {"for", "to", "on", "in", "by", "at"}:
        return None if t.at(k - 1) in {"was", "were", "been", "originally"} else "future"
    if word == "to" and any(t.at(k - back) in _PLANNING for back in (1, 2, 3, 4, 5)) and t.at(k + 1).isalpha():
        return "future" if _is_infinitive(t, k + 1) else None
    if word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST):
        return "past"
    return None


def _is_infinitive(t: Tokens, k: int) -> bool:
    word = t.word[k]
    return t.raw[k][0].islower() and word not in {"the", "a", "an", "its", "his", "their", "be"} or word == "be"

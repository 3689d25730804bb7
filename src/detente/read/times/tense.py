"""Whether the clause around a time speaks of the past or the future."""

from __future__ import annotations

from detente.read.times.tokens import Tokens


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_WILL = _words("will shall ll 'll won may might could must should can")
_WOULD = _words("would wouldn 'd")
_DUE = _words("due scheduled slated expected planned set pencilled penciled fixed")
# Present-tense verbs of what is ahead, before "to" and another verb.
_PLANNING = _words(
    """
    plan plans planning intend intends want wants expect expects vow vows pledge pledges promise promises
    threaten threatens hope hopes aim aims decide decides prepare prepares preparing offer offers is are ready
    likely poised due set scheduled slated agree agrees bid proposes expected time about
    """
)
_PLANNED = _words(
    """
    agreed planned intended wanted vowed pledged promised threatened hoped aimed ordered asked urged invited
    demanded decided prepared offered proposed told was were forced undertook allowed
    """
)
# Present-tense verbs that schedules use for what is to come.
_SCHEDULING = _words(
    """
    leaves leave opens meets arrives begins starts visits travels flies hosts votes expires resumes returns
    convenes reopens takes holds departs reconvenes lapses comes goes
    """
)
_PAST = _words(
    """
    was were had did been went came said told took gave met made left held became began brought built bought
    sent spent sold won lost led fled flew fell felt found fought got grew heard hit hurt kept knew laid lay
    let paid put quit ran rose sat saw shook shot shut spoke stood struck swore taught thought threw broke
    chose drew drove forgot froze hid rode sank slept stole stuck swept tore understood withdrew wrote cut
    cast cost beat bore caught dealt dug fed hung meant overthrew sought shed sprang strode wore
    """
)
_NOT_PAST = _words(
    """
    united need needed indeed hundred embed exceed proceed succeed speed feed seed bleed breed armed
    unilateral related proposed alleged planned expected limited disputed red unprecedented
    """
)
_BARE_AFTER = _words("to will would could may might must should can shall be not")
_BREAKS = frozenset([";", ":", "(", ")", "“", "”", '"', "—", "–", "?", "!"])
_REACH = 24


class Cues:
    """What the words of one sentence tell of tense, each looked at once and only when asked for."""

    def __init__(self, t: Tokens) -> None:
        self.tokens = t
        self._known: dict[int, str | None] = {}

    def at(self, k: int) -> str | None:
        """The cue of the word at `k`."""
        if k not in self._known:
            self._known[k] = _cue(self.tokens, k)
        return self._known[k]


def tense(cues: Cues, first: int, after: int) -> str | None:
    """`past`, `perfect` (has done), `future`, `later` (ahead of a past moment) or None.

    The verb nearest before the tokens `first` to `after` tells, else the nearest after them.
    """
    before = cues.tokens.at(first - 1)
    if before == "for":
        return "future"
    found = _leftwards(cues, first) or _rightwards(cues, after)
    if found == "open":
        return None
    return "later" if found == "past" and before in {"by", "until", "till"} else found


def _leftwards(cues: Cues, first: int) -> str | None:
    t = cues.tokens
    for k in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = t.word[k]
        if word in _BREAKS:
            return None
        if (cue := cues.at(k)) is not None:
            return cue
        if (
            word == ","
            and k < first - 2
            and t.at(k + 1) in {"which", "who", "but", "and", "while", "when", "as"}
        ):
            return None
    return None


def _rightwards(cues: Cues, after: int) -> str | None:
    t = cues.tokens
    for k in range(after, min(t.size, after + _REACH)):
        if t.word[k] in _BREAKS:
            return None
        if (cue := cues.at(k)) is not None:
            return cue
    return None


def _cue(t: Tokens, k: int) -> str | None:
    """What the word at `k` tells; `open` for "agreed to", which leaves the time of what was agreed open."""
    word = t.word[k]
    if word in _WILL or word in _WOULD:
        name = word in {"may", "can"} and t.raw[k][0].isupper()
        return None if t.at(k + 1) == "have" or name else "future" if word in _WILL else "later"
    if word in _DUE and t.at(k + 1) in {"for", "to", "on", "in", "by", "at"}:
        return "open" if t.at(k - 1) in {"was", "were", "been", "originally"} else "future"
    if word == "to" and _is_infinitive(t, k + 1):
        return _planned(t, k)
    return _finite(t, k)


def _finite(t: Tokens, k: int) -> str | None:
    """The tense of a finite verb at `k`, where there is one and no auxiliary before it decides."""
    word, bare = t.word[k], t.at(k - 1) in _BARE_AFTER
    if word in {"has", "have", "had"} and t.at(k + 1) != "to" and (not bare or word == "had"):
        return "past" if word == "had" else "perfect"
    if bare:
        return None
    if word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST):
        return "past"
    return "future" if word in _SCHEDULING and t.raw[k][0].islower() and t.at(k - 1) != "it" else None


def _planned(t: Tokens, k: int) -> str | None:
    back = [t.at(k - one) for one in range(1, 6)]
    for word in back:
        if word in _PLANNING:
            return "future"
        if word in _PLANNED:
            return "open"
    return None


def _is_infinitive(t: Tokens, k: int) -> bool:
    word = t.at(k)
    return (
        word.isalpha()
        and t.raw[k][0].islower()
        and word not in {"the", "a", "an", "its", "his", "their", "her"}
    )
